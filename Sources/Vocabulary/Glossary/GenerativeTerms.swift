import Language

/// Models that make something, and ways to start from, steer or shrink a model that is there.
enum GenerativeTerms {
    static let chapter = GlossaryChapter("generative models", making + adapting + shrinking)

    private static let making: [Term] = [
        Term(
            "autoencoder", aliases: ["reconstruction loss", "encoder", "decoder"],
            "A network that squeezes each example through a few numbers and has to rebuild it from them.",
            formula: "L = |x − decode(encode(x))|²",
            example: """
                Sequential([Dense(64, activation="relu", input_shape=(784,)), Dense(2),
                  Dense(64, activation="relu"), Dense(784, activation="sigmoid")])
                """,
            words: ["Sequential", "shapes28"], related: ["latent space", "variational autoencoder"]),
        Term(
            "latent space", aliases: ["latent variable", "code", "bottleneck"],
            """
            The few numbers in the middle of an autoencoder; places close together there stand for similar examples.
            """,
            formula: "z = encode(x)",
            example: """
                model = Sequential([Dense(2, input_shape=(784,)), Dense(784)], seed=1)
                model.compile("adam", "mse"); activations(model, shapes28(n=20))[0]
                """,
            words: ["activations"], related: ["autoencoder", "variational autoencoder"]),
        Term(
            "variational autoencoder", aliases: ["vae"],
            """
            An autoencoder whose code is a cloud kept near the standard normal, so that new examples can be drawn \
            from it.
            """,
            formula: "L = reconstruction + KL(q(z|x) ‖ N(0, 1))",
            example: "kl(m, s) = (m^2 + s^2 - 1)/2 - log(s); (kl(0, 1), kl(1, 0.5))", words: ["KLDivergence"],
            related: ["autoencoder", "latent space"]),
        Term(
            "GAN", aliases: ["generative adversarial network", "generator", "discriminator", "adversarial loss"],
            """
            Two networks play a game: one makes examples, the other tells them from real ones, and each learns from \
            the other.
            """,
            formula: "min_G max_D  E[ln D(x)] + E[ln(1 − D(G(z)))]",
            example: "adversarial(\"non_saturating\").discriminator([2, 0.5], [-1, 0.3])", words: ["adversarial"],
            related: ["mode collapse", "latent space"]),
        Term(
            "mode collapse", aliases: ["limited outputs"],
            "A generator makes only a few kinds of examples, however different its inputs are.",
            example: "generator_listing(as_written=False, noise=\"fresh\", n=32, epochs=3)",
            words: ["generator_listing", "adversarial"], related: ["GAN", "noise"]),
        Term(
            "temperature",
            """
            Divides the logits before the softmax: a low one makes the likeliest answer surer, a high one makes all \
            answers alike.
            """,
            formula: "softmax(x/T)",
            example: """
                soft(x, T) = [exp(a/T)/sum([exp(b/T) for b in x]) for a in x]
                [soft([2, 1, 0], T) for T in [0.5, 1, 5]]
                """,
            words: ["Softmax", "temperature_sweep", "next_characters"],
            related: ["softmax", "logit", "perplexity"]),
    ]

    private static let adapting: [Term] = [
        Term(
            "transfer learning", aliases: ["pre-training", "pretrained model"],
            """
            The weights learnt on one task are the start for another, which then needs fewer examples: a network that has \
            learnt one city's house prices is moved to another city.
            """,
            example: """
                c = cities(n=60, seed=1); model = c.model()
                (c.error(model, "A"), c.error(model, "B"), c.floor)
                """,
            words: ["cities", "fine_tuning_study", "freeze"], related: ["fine-tuning", "LoRA", "initialisation"]),
        Term(
            "fine-tuning", aliases: ["supervised fine-tuning"],
            "Training goes on from a finished model on new data, and what these do not ask for is forgotten.",
            example: """
                model = Sequential([Dense(16, activation="relu"), Dense(1)], seed=1)
                model.compile(Adam(0.01), "mse"); model.fit(noisy_curve(seed=1), epochs=20)
                model.compile(Adam(0.001), "mse"); model.fit(noisy_curve("step", n=20), epochs=5)
                """,
            words: ["fine_tune", "fine_tuning_study"], related: ["transfer learning", "LoRA", "learning rate"]),
        Term(
            "LoRA", aliases: ["low-rank adaptation", "adapter", "adapters"],
            """
            Fine-tuning that leaves the large matrices alone and learns for each a small correction of low rank; an adapter is \
            a narrow layer put between the old ones instead.
            """,
            formula: "W + (α/r)·A·B, A of shape n × r, drawn at random, B of shape r × n, zero at first",
            example: """
                model = Sequential([Dense(64, input_shape=(19,)), Dense(64), Dense(1)])
                [lora(model, rank=r).count_params() - model.count_params() for r in [1, 2, 4]]
                """,
            words: ["lora", "merge_lora", "adapters"], related: ["fine-tuning", "parameter"]),
        Term(
            "RLHF", aliases: ["reinforcement learning from human feedback", "preference optimisation", "alignment"],
            """
            People say which of two answers is better, a reward is fitted to that, and a model is trained to earn it, \
            held near what it was, lest it go where the learnt reward misleads.
            """,
            formula: "maximise E[r̂] − β·KL(π‖π₀), where P(a better than b) = σ(r̂(a) − r̂(b))",
            example: "align(answers(), beta=0.5)", words: ["align", "overoptimise"],
            related: ["fine-tuning", "sigmoid"], lesson: "fine-tuning-and-alignment"),
    ]

    private static let shrinking: [Term] = [
        Term(
            "pruning", aliases: ["sparsity", "magnitude pruning"],
            "Weights near zero are set to zero; many networks can lose most of theirs and do nearly as well.",
            example: """
                w = Sequential([Dense(4, input_shape=(2,))], seed=1).layers[0].kernel.tolist()
                [[x if abs(x) > 0.4 else 0 for x in row] for row in w]
                """,
            related: ["quantisation", "L1 regularisation", "distillation"]),
        Term(
            "quantisation", aliases: ["int8"],
            """
            Weights are rounded to a few levels, such as whole numbers of 8 bits with one scale: less memory, a \
            small error.
            """,
            formula: "q = round(w/s),  s = max|w|/127",
            example: "w = [0.31, -0.74, 0.02]; s = max([abs(x) for x in w])/127; [round(x/s)*s for x in w]",
            related: ["pruning", "mixed precision"]),
        Term(
            "distillation", aliases: ["knowledge distillation", "teacher", "student"],
            """
            A small network learns from the soft answers of a large one, which say more than the right class alone: how likely \
            the others are.
            """,
            formula: "loss = α·T²·KL(softmax(teacher/T) ‖ softmax(student/T)) + (1 − α)·cross-entropy(labels)",
            example: """
                soft(x, T) = [exp(a/T)/sum([exp(b/T) for b in x]) for a in x]
                (soft([9, 4, 1], 1), soft([9, 4, 1], 5))
                """,
            words: ["distill", "KLDivergence"], related: ["temperature", "pruning", "quantisation"]),
        Term(
            "mixed precision", aliases: ["half precision", "loss scaling"],
            """
            Numbers of 16 bits where they do, of 32 where they must; the loss is scaled up so that small gradients \
            do not become zero.
            """,
            formula: "g = ∇(S·L)/S", example: "(2.0**-25, 1024*2.0**-25)", related: ["quantisation", "gradient"]),
    ]
}
