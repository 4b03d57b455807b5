import Language

/// What a network is made of, and what goes through it forwards and backwards.
enum NetworkTerms {
    static let chapter = GlossaryChapter("networks", parts + signals + architectures)

    private static let parts: [Term] = [
        Term(
            "neural network", aliases: ["network", "model", "deep neural network", "dnn", "deep learning"],
            "Layers of weighted sums with a bend after each; the weights are what training changes.",
            formula: "ŷ = W₂·σ(W₁·x + b₁) + b₂",
            example: "Sequential([Dense(16, activation=\"tanh\", input_shape=(2,)), Dense(1)])",
            words: ["Sequential", "Model"], related: ["layer", "activation", "backpropagation"]),
        Term(
            "layer", aliases: ["unit", "neuron", "dense layer", "hidden layer"],
            "Many units side by side; each is a weighted sum of the inputs and the bend that follows it.",
            formula: "a = σ(W·x + b)",
            example: "Sequential([Dense(8, activation=\"relu\", input_shape=(2,))], seed=1).layers[0].kernel",
            words: ["Dense", "Activation"], related: ["activation", "neural network", "parameter"]),
        Term(
            "activation", aliases: ["activation function", "nonlinearity"],
            "The bend after a layer's weighted sum; without it, many layers could do no more than one.",
            formula: "a = σ(z)", example: "bend(x) = tanh(x); plot(bend)", words: ["Activation", "activations"],
            related: ["ReLU", "sigmoid", "saturation", "layer"]),
        Term(
            "ReLU", aliases: ["rectified linear unit", "rectifier"],
            "Zero for negative numbers, and the number itself for positive ones.", formula: "max(0, x)",
            example: "relu(x) = max(0, x); plot(relu)", words: ["ReLU", "LeakyReLU"],
            related: ["activation", "dead unit", "initialisation"]),
        Term(
            "sigmoid", aliases: ["logistic function"],
            "Squeezes any number to between 0 and 1; its slope is nowhere above a quarter.",
            formula: "σ(x) = 1/(1 + e⁻ˣ),  σ′ = σ·(1 − σ)", example: "s(x) = 1/(1 + exp(-x)); plot(s)",
            words: ["Activation"], related: ["logit", "saturation", "softmax"]),
        Term(
            "softmax", "Turns any numbers into positive ones that sum to 1.", formula: "exp(xᵢ)/Σⱼ exp(xⱼ)",
            example: "[exp(x)/sum([exp(k) for k in [2, 1, 0]]) for x in [2, 1, 0]]", words: ["Softmax"],
            related: ["logit", "cross-entropy", "temperature"]),
        Term(
            "logit", aliases: ["logits", "score"],
            "The number before a sigmoid or softmax: any real number, where a probability lies between 0 and 1.",
            formula: "ln(p/(1 − p))", example: "[log(p/(1 - p)) for p in [0.01, 0.5, 0.99]]",
            words: ["BinaryCrossentropy", "BCEWithLogitsLoss"], related: ["sigmoid", "softmax", "cross-entropy"]),
        Term(
            "initialisation", aliases: ["weight initialisation", "He initialisation", "Xavier initialisation"],
            """
            The random weights that training begins with; their spread is chosen so that signals neither fade nor \
            grow from layer to layer.
            """,
            formula: "variance 2/n_in for ReLU (He), 2/(n_in + n_out) for tanh (Glorot)",
            example: """
                Sequential([Dense(3, kernel_initializer=HeNormal(), input_shape=(2,))],
                  seed=1).layers[0].kernel
                """,
            words: ["HeNormal", "GlorotUniform"],
            related: ["vanishing gradient", "exploding gradient", "seed"]),
        Term(
            "batch normalisation", aliases: ["batch norm"],
            """
            Brings each feature of a layer to mean 0 and variance 1 over the batch, then scales and shifts it by \
            learnt numbers.
            """,
            formula: "y = γ·(x − μ)/√(σ² + ε) + β",
            example: "Sequential([Dense(8, input_shape=(2,)), BatchNormalization(), ReLU(), Dense(1)])",
            words: ["BatchNormalization", "LayerNormalization"], related: ["standardisation", "batch", "learning rate"]),
    ]

    private static let signals: [Term] = [
        Term(
            "backpropagation", aliases: ["backprop", "chain rule", "backward pass"],
            "The chain rule, taken from the loss back through the layers: one pass gives the slope for every weight.",
            formula: "δₗ = (Wₗ₊₁ᵀ·δₗ₊₁)·σ′(zₗ),  ∂L/∂Wₗ = δₗ·aₗ₋₁ᵀ",
            example: """
                model = Sequential([Dense(3, activation="tanh"), Dense(1)], seed=1)
                model.compile(SGD(0.1), "mse"); explain(model, noisy_curve())
                """,
            words: ["explain"], related: ["gradient", "vanishing gradient", "layer"]),
        Term(
            "vanishing gradient", aliases: ["vanishing gradients"],
            """
            Going back through many layers multiplies many slopes; when they are below one, the first layers get \
            next to nothing.
            """,
            formula: "|∂L/∂W₁| ∝ Π |σ′(zₗ)·Wₗ|",
            example: """
                model = Sequential([Dense(8, activation="sigmoid") for k in range(8)]
                  + [Dense(1)], seed=1)
                model.compile(loss="mse"); layer_statistics(model, moons())
                """,
            words: ["layer_statistics"], related: ["exploding gradient", "saturation", "initialisation"]),
        Term(
            "exploding gradient", aliases: ["exploding gradients"],
            """
            The same product with factors above one: the gradient grows from layer to layer until a step throws the \
            run away.
            """,
            formula: "1.5ⁿ after n layers", example: "[(n, 1.5**n) for n in [1, 10, 50, 100]]",
            words: ["layer_statistics"], related: ["vanishing gradient", "gradient clipping", "divergence"]),
        Term(
            "dead unit", aliases: ["dead neuron", "dying ReLU", "dead relu"],
            "A unit whose ReLU gives zero for every example: its gradient is zero as well, and it learns no more.",
            example: """
                model = Sequential([Dense(8, activation="relu",
                  bias_initializer=Constant(-9)), Dense(1)], seed=1)
                model.compile(loss="mse"); layer_statistics(model, moons())
                """,
            words: ["layer_statistics", "LeakyReLU"], related: ["ReLU", "saturation", "learning rate"]),
        Term(
            "saturation", aliases: ["saturated"],
            """
            A sigmoid or tanh far from zero is flat: its input may change a lot, its output and the gradient hardly \
            do.
            """,
            formula: "tanh′(x) = 1 − tanh²(x)", example: "bend(x) = tanh(x); [gradient(bend, x) for x in [0, 2, 5]]",
            words: ["layer_statistics"], related: ["vanishing gradient", "activation", "initialisation"]),
    ]

    private static let architectures: [Term] = [
        Term(
            "convolution", aliases: ["convolutional network", "cnn"],
            "A small kernel of weights slides over an image, so that the same few weights look at every place.",
            formula: "yᵢⱼ = Σ Kₐᵦ·xᵢ₊ₐ,ⱼ₊ᵦ",
            example: "Sequential([Conv2D(8, 3, input_shape=(28, 28, 1)), Flatten(), Dense(10)])",
            words: ["Conv2D", "MaxPooling2D"], related: ["neural network", "layer"]),
        Term(
            "recurrent network", aliases: ["rnn", "recurrent neural network"],
            "A network that reads a sequence place by place and carries a memory along.",
            formula: "hₜ = σ(W·xₜ + U·hₜ₋₁ + b)", example: "Sequential([LSTM(8, input_shape=(30, 2)), Dense(1)])",
            words: ["SimpleRNN", "LSTM", "GRU"], related: ["vanishing gradient", "gradient clipping", "transformer"]),
        Term(
            "attention", aliases: ["self-attention"],
            """
            Every place of a sequence takes a weighted mean of all places, with weights that say how well the two \
            fit.
            """,
            formula: "softmax(Q·Kᵀ/√d)·V", example: "MultiHeadAttention(4, causal=True)",
            words: ["MultiHeadAttention", "attention_map"], related: ["transformer", "softmax"]),
        Term(
            "transformer", aliases: ["language model", "llm"],
            """
            A network of attention and dense layers in turn, each with a way around it; large language models are \
            built so.
            """,
            formula: "x ← x + attention(x),  x ← x + dense(x)",
            example: """
                Sequential([Embedding(27, 16, input_shape=(8,)), MultiHeadAttention(2),
                  GlobalAveragePooling(), Dense(1)])
                """,
            words: ["LanguageModel", "MultiHeadAttention", "Embedding", "residual"],
            related: ["attention", "temperature", "perplexity"]),
    ]
}
