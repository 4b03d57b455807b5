/// Pictures from daily life for the terms that everything else leans on, each with the point where it limps.
enum Analogies {
    static let all: [(term: String, words: String)] = [
        (
            "gradient",
            "Standing on a hillside in fog, you feel with your feet where the ground falls most steeply. It limps: a model stands in "
                + "thousands of directions at once, and feels them all in one go."
        ),
        (
            "learning rate",
            "The length of your stride on the way down in the fog: small strides take all day, large ones carry you across the "
                + "valley and up the other side. It limps: here the stride also grows with the slope."
        ),
        (
            "momentum",
            "A heavy ball instead of a walker: it gathers speed where the slope keeps its direction, and its swings across a valley "
                + "cancel. It limps: a ball without friction would never stop, and here the friction is 1 − μ."
        ),
        (
            "loss",
            "The bill for being wrong: every guess is charged, and learning is spending less. It limps: what is charged is your "
                + "choice, and the model saves on exactly that and on nothing else."
        ),
        (
            "overfitting",
            "A pupil who learns last year's answers by heart: perfect there, lost in this year's test. It limps: a network may "
                + "learn answers by heart and understand something as well."
        ),
        (
            "regularisation",
            "A rucksack with a weight limit: you take along what is worth its weight, and leave the rest. It limps: the limit is "
                + "soft, and every gram has its price."
        ),
        (
            "saddle point",
            "A mountain pass: the lowest point of the ridge, the highest of the path. It is level only at one spot, and still not "
                + "flat. It limps: with many dimensions nearly every level spot is a pass."
        ),
        (
            "early stopping",
            "Taking bread out of the oven when it is brown, whatever the recipe says. It limps: you look at the loaf through a few "
                + "validation rows, and they flicker."
        ),
        (
            "cross-validation",
            "Every player sits on the bench once, and judges what the others have practised. It limps: the players change places, "
                + "so the five judgements are not independent."
        ),
        (
            "hyperparameter",
            "The knobs of an oven, against the bread that it bakes: set before, and not learnt from the dough. It limps: a good "
                + "schedule turns a knob while it bakes."
        ),
    ]
}
