import Language

/// Models that make something, and ways to start from, steer or shrink a model that is there.
enum GenerativeTerms {
    static let chapter = GlossaryChapter("generative models", making + adapting + shrinking)

    private static let making: [Term] = [
        Term(
            "autoencoder", aliases: ["reconstruction loss", "encoder", "decoder"],
            """
            A network that squeezes each example through a few numbers and has to rebuild it from them: it gives back \
            what it reads, and nothing can be drawn from it.
            """,
            formula: "L = −ln p(x | decode(encode(x)))",
            example: "d = shapes28(n=64, seed=1); autoencoder([32, 8, 32], seed=1).fit(d, epochs=2)",
            words: ["autoencoder", "encode", "decode"], related: ["latent space", "variational autoencoder"],
            lesson: "autoencoder-and-vae"),
        Term(
            "latent space", aliases: ["latent variable", "code", "bottleneck"],
            """
            The few numbers in the middle of an autoencoder; places close together there stand for similar examples.
            """,
            formula: "z = encode(x)",
            example: "encode(autoencoder([32, 2, 32], seed=1), shapes28(n=4, seed=1))",
            words: ["encode", "latent_plane", "probe"], related: ["autoencoder", "variational autoencoder"],
            lesson: "autoencoder-and-vae"),
        Term(
            "variational autoencoder", aliases: ["vae", "evidence lower bound", "elbo", "posterior collapse"],
            """
            An autoencoder whose code is drawn from a cloud for each example, kept near the standard normal at a price, \
            so that new examples can be drawn.
            """,
            formula: "−ELBO = −E ln p(x|z) + KL(q(z|x) ‖ N(0, I)), z = μ + σ·ε",
            example: "vae = VAE(latent=2, hidden=[16], seed=1); elbo(vae, shapes28(n=20, seed=1), draws=4, seed=1)",
            words: ["VAE", "Sampling", "elbo", "sample_prior"], related: ["autoencoder", "latent space"],
            lesson: "autoencoder-and-vae"),
        Term(
            "GAN", aliases: ["generative adversarial network", "generator", "discriminator", "adversarial loss"],
            """
            Two networks play a game: one makes examples, the other tells them from real ones, and each learns from \
            the other.
            """,
            formula: "min_G max_D  E[ln D(x)] + E[ln(1 − D(G(z)))]",
            example: """
                g = Sequential([Dense(16, activation="relu", input_shape=(4,)), Dense(2)], seed=1)
                d = Sequential([Dense(16, activation="relu", input_shape=(2,)), Dense(1)], seed=2)
                train(GAN(g, d, seed=3), ring(n=512, seed=1), steps=40)
                """, words: ["GAN", "train", "adversarial", "dirac_gan"],
            related: ["mode collapse", "latent space", "instance noise"]),
        Term(
            "mode collapse", aliases: ["limited outputs"],
            """
            A generator makes only a few kinds of examples, however different its inputs are: modes of the data are left \
            out.
            """,
            example: "modes(ring(n=400, modes=3, seed=2).x, ring(n=2000, seed=1))",
            words: ["modes", "diagnose", "GAN", "sample_quality"], related: ["GAN", "instance noise", "noise"]),
        Term(
            "instance noise",
            """
            Noise on all that a GAN's discriminator sees, falling to 0 in the course of training, which keeps the game \
            from turning in circles.
            """,
            formula: "D(x + ε), D(G(z) + ε),  ε ~ N(0, σ²), σ → 0",
            example: "[dirac_gan(regulariser=r, strength=0.7).factor for r in [\"none\", \"noise\"]]",
            words: ["GAN", "dirac_gan"], related: ["GAN", "mode collapse", "noise"]),
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
            People say which of two answers is better; a reward is fitted to that, and the model is trained to earn \
            it, held near what it was by β times the divergence.
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
            words: ["prune", "compression"], related: ["quantisation", "L1 regularisation", "distillation"]),
        Term(
            "quantisation", aliases: ["int8"],
            """
            Weights are rounded to a few levels, such as whole numbers of 8 bits with one scale: less memory, a \
            small error.
            """,
            formula: "q = round(w/s),  s = max|w|/127",
            example: "w = [0.31, -0.74, 0.02]; s = max([abs(x) for x in w])/127; [round(x/s)*s for x in w]",
            words: ["quantize", "compression"], related: ["pruning", "mixed precision"]),
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
            words: ["distill", "distillation_study", "KLDivergence"],
            related: ["temperature", "pruning", "quantisation"]),
        Term(
            "mixed precision", aliases: ["half precision", "loss scaling"],
            """
            Numbers of 16 bits where they do, of 32 where they must; the loss is scaled up so that small gradients \
            do not become zero.
            """,
            formula: "g = ∇(S·L)/S", example: "(2.0**-25, 1024*2.0**-25)",
            words: ["gradient_scale", "LossScaleOptimizer", "number_format"],
            related: ["quantisation", "gradient", "master weights"]),
        Term(
            "master weights", aliases: ["float32 master weights"],
            "A float32 copy that the optimizer moves, while the model computes with rounded ones: small steps add up.",
            formula: "w ← w − η·u in float32;  the model computes with round(w)",
            example: "number_format(\"float16\").round(1 - 1e-4)", words: ["number_format", "low_precision_adam"],
            related: ["mixed precision"]),
    ]
}
