import Language

/// Training on data: what a step sees, what is kept apart, and what keeps a model honest.
enum TrainingTerms {
    static let chapter = GlossaryChapter("training", passes + honesty + restraint)

    private static let passes: [Term] = [
        Term(
            "training", aliases: ["learning"],
            "The search for parameters with a small loss: step after step, over the same data many times.",
            example: """
                model = Sequential([Dense(8, activation="tanh"), Dense(1)], seed=1)
                model.compile(Adam(0.02), "mse"); model.fit(noisy_curve(), epochs=20)
                """,
            words: ["Sequential", "Adam"], related: ["epoch", "batch", "overfitting"]),
        Term(
            "regression", "A task whose answer is a number, such as the price of a house.",
            example: "plot(noisy_curve(\"sine\", n=100))", words: ["noisy_curve", "regression_report"],
            related: ["mean squared error", "R²", "classification"]),
        Term(
            "classification", aliases: ["classifier"],
            "A task whose answer is one of a few classes, such as cat or dog.", example: "plot(moons(n=200))",
            words: ["moons", "confusion_matrix"], related: ["cross-entropy", "accuracy", "regression"]),
        Term(
            "epoch", aliases: ["epochs"], "One pass over all training examples.",
            formula: "steps per epoch = examples / batch size, rounded up",
            example: """
                model = Sequential([Dense(1)], seed=1); model.compile(SGD(0.1), "mse")
                model.fit(noisy_curve("line", n=100), batch_size=20, epochs=3)
                """,
            words: ["EarlyStopping"], related: ["batch", "step", "early stopping"]),
        Term(
            "batch", aliases: ["minibatch", "batch size"],
            "The examples that one step looks at; their mean gradient stands for that of all.",
            formula: "g = (1/B)·Σ ∇L(θ; xᵢ); its noise falls like 1/√B",
            example: """
                model = Sequential([Dense(1)], seed=1); model.compile(SGD(0.1), "mse")
                explain(model, noisy_curve("line"), batch_size=4)
                """,
            words: ["explain"], related: ["stochastic gradient descent", "noise", "epoch"]),
    ]

    private static let honesty: [Term] = [
        Term(
            "training set", aliases: ["training data", "training loss"],
            "The examples from which the steps are made; a small loss on them alone proves little.",
            example: "train, test = moons(n=500).split(test=0.2, seed=1); train",
            words: ["moons"], related: ["validation set", "test set", "overfitting"]),
        Term(
            "validation set", aliases: ["validation data", "validation loss", "val_loss", "validation split"],
            "Examples that make no step and serve for choosing: a rate, a size, the moment to stop.",
            example: """
                model = Sequential([Dense(8, activation="tanh"), Dense(1)], seed=1)
                model.compile(Adam(0.02), "mse")
                model.fit(noisy_curve(), epochs=10, validation_split=0.2)
                """,
            words: ["EarlyStopping", "ReduceLROnPlateau"],
            related: ["training set", "test set", "cross-validation"]),
        Term(
            "test set", aliases: ["test data", "held-out data"],
            "Examples that neither a step nor a choice has seen; they are used once, at the end.",
            example: "train, test = moons(n=500).split(test=0.2, seed=1); test", words: ["moons"],
            related: ["validation set", "generalisation", "data leakage"]),
        Term(
            "overfitting", aliases: ["overfit"],
            """
            The training loss goes on falling while the loss on new examples rises: the model learns the noise by \
            heart.
            """,
            example: """
                model = Sequential([Dense(64, activation="tanh"),
                  Dense(64, activation="tanh"), Dense(1)], seed=1)
                model.compile(Adam(0.02), "mse"); data = noisy_curve(n=20, noise=0.3, seed=1)
                plot(model.fit(data, epochs=200, validation_split=0.5))
                """,
            words: ["EarlyStopping", "Dropout", "l2"], related: ["underfitting", "generalisation", "regularisation"]),
        Term(
            "underfitting", aliases: ["underfit"],
            "Even the training loss stays high: the model is too small, or has been trained too little.",
            example: """
                model = Sequential([Dense(1)], seed=1); model.compile(Adam(0.05), "mse")
                model.fit(noisy_curve("sine"), epochs=30)
                """,
            related: ["overfitting", "bias and variance", "learning rate"]),
        Term(
            "generalisation", aliases: ["generalise", "generalisation gap"],
            "How well a model does on examples that it has never seen.", formula: "gap = test loss − training loss",
            example: """
                train, test = noisy_curve(n=40, noise=0.3, seed=1).split(test=0.5)
                model = Sequential([Dense(32, activation="tanh"), Dense(1)], seed=1)
                model.compile(Adam(0.02), "mse"); model.fit(train, epochs=100)
                (model.evaluate(train), model.evaluate(test))
                """,
            related: ["overfitting", "test set", "regularisation"]),
        Term(
            "bias and variance", aliases: ["bias", "variance", "bias variance trade-off", "bias variance tradeoff"],
            """
            Over many training sets, bias is what a model gets wrong on average, and variance how much it changes \
            from set to set.
            """,
            formula: "expected squared error = bias² + variance + noise",
            example: "[round(noisy_curve(\"line\", n=10, noise=1, seed=s).y.mean(), 2) for s in range(8)]",
            words: ["var"], related: ["overfitting", "underfitting", "noise"]),
        Term(
            "cross-validation", aliases: ["k-fold", "k-fold cross-validation"],
            """
            The data are cut into k folds; each serves once for validation while the others train, and the k results \
            are averaged.
            """,
            formula: "score = (1/k)·Σ scoreᵢ", example: "[[i for i in range(10) if i % 5 == k] for k in range(5)]",
            related: ["fold", "validation set", "hyperparameter"]),
        Term(
            "fold", "One of the equal parts into which cross-validation cuts the data.",
            example: "k = 0; ([i for i in range(10) if i % 5 != k], [i for i in range(10) if i % 5 == k])",
            related: ["cross-validation", "validation set"]),
        Term(
            "data leakage", aliases: ["leakage", "leak"],
            """
            Something of the test data reaches the training, such as a mean taken over all rows, and the result \
            looks better than it is.
            """,
            example: "train = [1, 2, 3, 4]; test = [100]; (mean(train), mean(train + test))",
            related: ["test set", "standardisation", "generalisation"]),
        Term(
            "standardisation", aliases: ["normalisation", "feature scaling", "z-score", "scaling"],
            """
            Each feature minus its mean, over its standard deviation: all get the same scale, and the valley of the \
            loss is rounder.
            """,
            formula: "z = (x − μ)/σ", example: "a = [2, 4, 9]; [(x - mean(a))/std(a) for x in a]",
            words: ["mean", "std", "BatchNormalization"],
            related: ["condition number", "data leakage", "batch normalisation"]),
        Term(
            "one-hot encoding", aliases: ["one-hot", "categorical"],
            """
            A class number as a row of zeros with a single 1 in its place, so that no order is read into the \
            numbers.
            """,
            example: "one_hot([0, 2, 1])", words: ["one_hot", "CategoricalCrossentropy"],
            related: ["classification", "softmax"]),
    ]

    private static let restraint: [Term] = [
        Term(
            "regularisation", aliases: ["regulariser", "penalty"],
            "Whatever makes a model prefer a simple explanation: a penalty on large weights, dropout, an early stop.",
            formula: "L(θ) + λ·R(θ)", example: "Dense(16, activation=\"relu\", kernel_regularizer=l2(0.01))",
            words: ["l1", "l2", "l1_l2", "Dropout"], related: ["L2 regularisation", "dropout", "early stopping"]),
        Term(
            "L2 regularisation", aliases: ["L2", "ridge", "ridge regression", "L2 penalty"],
            "Adds the sum of the squared weights to the loss: all weights become smaller, and none exactly zero.",
            formula: "L + λ·Σ wᵢ²",
            example: "f(x, y) = (x - 1)^2 + (y - 1)^2 + 0.5*(x^2 + y^2); minimize(f, SGD(0.1))", words: ["l2"],
            related: ["weight decay", "L1 regularisation", "regularisation"]),
        Term(
            "L1 regularisation", aliases: ["L1", "lasso", "L1 penalty"],
            """
            Adds the sum of the absolute weights to the loss: all are pulled by the same force, and those that help \
            little end at zero.
            """,
            formula: "L + λ·Σ |wᵢ|",
            example: """
                f(x, y) = (x - 2)^2 + (y - 0.3)^2 + abs(x) + abs(y)
                minimize(f, SGD(0.02), steps=500)
                """,
            words: ["l1", "Ftrl"], related: ["L2 regularisation", "regularisation", "pruning"]),
        Term(
            "dropout", aliases: ["dropout rate"],
            "While training, each unit is switched off with some probability, so that none can rely on another.",
            formula: "a ← a·mask/(1 − p)",
            example: """
                Sequential([Dense(8, activation="relu", input_shape=(2,)), Dropout(0.3),
                  Dense(1, activation="sigmoid")])
                """,
            words: ["Dropout"], related: ["overfitting", "regularisation"]),
        Term(
            "early stopping", aliases: ["patience"],
            "Training ends when the validation loss has not improved for some epochs, and the best weights are kept.",
            example: "EarlyStopping(monitor=\"val_loss\", patience=5, restore_best_weights=True)",
            words: ["EarlyStopping"], related: ["overfitting", "validation set", "plateau reduction"]),
    ]
}
