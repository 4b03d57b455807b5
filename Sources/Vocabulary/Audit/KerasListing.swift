import Language
import Answers

/// A Keras listing as its reviewer sees it: which optimizer is given which rate, what the model ends with, what is measured.
struct KerasListing {
    let listing: Listing
    /// Calls of Keras's optimizers. PyTorch's of the same names take the parameters first.
    let optimizers: [Listing.Call]

    /// What Keras 3 takes for the rate when none is given.
    static let rates: [String: Double] = [
        "SGD": 0.01, "RMSprop": 0.001, "Adagrad": 0.001, "Adadelta": 0.001, "Adam": 0.001, "AdamW": 0.001,
        "Adamax": 0.001,
        "Nadam": 0.001, "Ftrl": 0.001, "Lion": 0.001, "Adafactor": 0.001, "Lamb": 0.001, "Muon": 0.001,
    ]
    /// Rules that divide by the size of the gradients so far: a constant factor of all gradients changes nothing.
    static let adaptive: Set<String> = [
        "RMSprop", "Adagrad", "Adadelta", "Adam", "AdamW", "Adamax", "Nadam", "Adafactor", "Lamb",
    ]
    private static let schedules: Set<String> = [
        "ExponentialDecay", "CosineDecay", "CosineDecayRestarts", "PolynomialDecay", "InverseTimeDecay",
        "PiecewiseConstantDecay",
    ]
    private static let rising: Set<String> = [
        "accuracy", "acc", "binary_accuracy", "categorical_accuracy", "sparse_categorical_accuracy", "auc", "AUC",
        "precision", "recall", "f1_score", "r2_score", "top_k_categorical_accuracy",
        "sparse_top_k_categorical_accuracy",
    ]
    private static let falling: Set<String> = [
        "loss", "mse", "mae", "mape", "msle", "mean_squared_error", "mean_absolute_error",
        "mean_absolute_percentage_error",
        "mean_squared_logarithmic_error", "root_mean_squared_error", "binary_crossentropy", "categorical_crossentropy",
        "sparse_categorical_crossentropy", "kl_divergence",
    ]

    init(_ listing: Listing) {
        self.listing = listing
        optimizers = listing.calls.filter { call in
            guard KerasListing.rates[call.name] != nil, !call.path.contains("optim") else { return false }
            guard let first = call.positional.first else { return true }
            let isParameters =
                first.calledName == "parameters" || first.listed != nil || first.namePath.contains("param")
            return !isParameters
        }
    }

    // MARK: Optimizers

    /// What an optimizer is given for its rate, as it stands there.
    private func rateArgument(_ call: Listing.Call) -> Expression? {
        listing.resolved(call.keyword("lr") ?? call.argument("learning_rate", at: 0))
    }

    /// The rate that is written; nil where none is, or where it is no number.
    func writtenRate(_ call: Listing.Call) -> Double? { rateArgument(call)?.literalNumber }

    /// The schedule that gives an optimizer its rate.
    func schedule(_ call: Listing.Call) -> String? {
        rateArgument(call)?.calledName.flatMap { KerasListing.schedules.contains($0) ? $0 : nil }
    }

    /// The rate that training begins with, and of which optimizer; nil where the listing does not tell.
    var rate: (value: Double, optimizer: String?)? {
        guard let call = optimizers.last else {
            let name = listing.calls(of: "compile").last?.argument("optimizer", at: 0)?.literalText
            guard let name else { return (0.001, nil) }
            let rule = KerasListing.rates.keys.first { $0.isSpelled(like: name) }
            return rule.flatMap { rule in KerasListing.rates[rule].map { ($0, rule) } }
        }
        guard let argument = rateArgument(call) else { return KerasListing.rates[call.name].map { ($0, call.name) } }
        return argument.literalNumber.map { ($0, call.name) }
    }

    // MARK: The output

    /// What a model ends with.
    struct Output {
        let units: Int
        /// nil for none.
        let activation: String?
        let line: Int
    }

    /// The last Dense layer that is written before a line, or the last of all where none is, with the activation that
    /// follows it.
    func output(before line: Int = .max) -> Output? {
        let layers = listing.calls(of: "Dense", "Activation", "Softmax")
        let before = layers.filter { $0.line <= line }
        let chain = before.contains { $0.name == "Dense" } ? before : layers
        guard let place = chain.lastIndex(where: { $0.name == "Dense" }),
            let units = units(of: chain[place])
        else { return nil }
        var activation = activation(of: chain[place], at: 1)
        for layer in chain[(place + 1)...] {
            activation = layer.name == "Softmax" ? "softmax" : self.activation(of: layer, at: 0) ?? activation
        }
        return Output(units: units, activation: activation == "linear" ? nil : activation, line: chain[place].line)
    }

    func units(of layer: Listing.Call) -> Int? {
        listing.resolved(layer.argument("units", at: 0))?.literalNumber.flatMap { Int(exactly: $0) }
    }

    /// `'softmax'` and `tf.nn.softmax` alike.
    func activation(of layer: Listing.Call, at place: Int) -> String? {
        guard let argument = layer.argument("activation", at: place) else { return nil }
        return argument.literalText ?? argument.dottedPath.last
    }

    /// The loss of a compile by Keras's name, and whether it takes logits.
    func loss(_ compile: Listing.Call) -> (name: String, readsLogits: Bool)? {
        guard let argument = listing.resolved(compile.argument("loss", at: 1)) else { return nil }
        if let text = argument.literalText { return (text, false) }
        guard let call = argument.call, let name = call.path.last else { return nil }
        let readsLogits = call.arguments.contains { argument in
            guard case .keyword("from_logits", _) = argument.form, case .bool(true) = argument.value.kind else {
                return false
            }
            return true
        }
        let names = [
            "BinaryCrossentropy": "binary_crossentropy", "CategoricalCrossentropy": "categorical_crossentropy",
            "SparseCategoricalCrossentropy": "sparse_categorical_crossentropy", "MeanSquaredError": "mse",
            "MeanAbsoluteError": "mae",
        ]
        return (names[name] ?? name, readsLogits)
    }

    // MARK: What is watched

    /// A callback that watches a number.
    struct Watcher {
        let call: Listing.Call
        let monitor: String
        /// `min` or `max` where it is written.
        let mode: String?

        /// The number without `val_`.
        var base: String { monitor.hasPrefix("val_") ? String(monitor.dropFirst(4)) : monitor }
    }

    var watchers: [Watcher] {
        listing.calls(of: "EarlyStopping", "ReduceLROnPlateau", "ModelCheckpoint").compactMap { call in
            let place = call.name == "ModelCheckpoint" ? 1 : 0
            // PyTorch's plateau is given the optimizer first.
            if call.name == "ReduceLROnPlateau", let first = call.positional.first, first.literalText == nil {
                return nil
            }
            if call.name == "ModelCheckpoint" {
                guard case .bool(true)? = call.argument("save_best_only", at: 3)?.kind else { return nil }
            }
            let monitor = listing.resolved(call.argument("monitor", at: place))
            guard let monitor else { return Watcher(call: call, monitor: "val_loss", mode: call.text("mode")) }
            return monitor.literalText.map { Watcher(call: call, monitor: $0, mode: call.text("mode")) }
        }
    }

    /// Which way a number should go; nil where its name does not tell.
    static func direction(_ base: String) -> String? {
        if rising.contains(base) { return "max" }
        return falling.contains(base) ? "min" : nil
    }

    /// What `compile` measures beside the loss; nil where the listing does not show it.
    var metrics: Set<String>? {
        let compiles = listing.calls(of: "compile")
        guard !compiles.isEmpty else { return nil }
        var names: Set<String> = []
        for compile in compiles {
            guard let argument = compile.argument("metrics", at: 2) else { continue }
            guard let items = listing.resolved(argument)?.listed else { return nil }
            for item in items {
                guard let name = metricName(item) else { return nil }
                names.insert(name)
            }
        }
        return names
    }

    /// As the history has it: `AUC(name='area')` is `area`, `BinaryAccuracy()` is `binary_accuracy`.
    private func metricName(_ item: Expression) -> String? {
        if let text = item.literalText { return text }
        guard let call = listing.resolved(item)?.call, let last = call.path.last else { return nil }
        for argument in call.arguments {
            if case .keyword("name", _) = argument.form { return argument.value.literalText }
        }
        var name = ""
        for (place, letter) in last.enumerated() {
            if letter.isUppercase, place > 0, !name.hasSuffix("_"), last != last.uppercased() { name += "_" }
            name += letter.lowercased()
        }
        return name
    }

    /// Whether a fit validates; nil where the listing shows no fit.
    var validates: Bool? {
        let fits = listing.calls(of: "fit")
        guard !fits.isEmpty else { return nil }
        return fits.contains { fit in
            fit.keyword("validation_data") != nil || fit.keyword("validation_split") != nil
                || fit.arguments.contains { if case .spreadKeywords = $0.form { true } else { false } }
        }
    }
}
