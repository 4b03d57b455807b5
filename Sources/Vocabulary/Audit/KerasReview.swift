import Language
import Answers

/// What there is to say about a Keras listing. Every statement about Keras was checked in the source of the
/// versions it names.
enum KerasReview {
    static func findings(in listing: Listing) -> [Finding] {
        let keras = KerasListing(listing)
        return KerasTraining.findings(in: keras) + output(keras) + accuracy(keras) + reconstruction(keras)
            + layers(keras)
            + removed(listing) + penalty(listing) + unusedImports(listing)
    }

    // MARK: Output, loss and metrics

    /// A last activation and a loss that do not belong together.
    private static func output(_ keras: KerasListing) -> [Finding] {
        let single = keras.listing.calls(of: "Dense").filter {
            keras.units(of: $0) == 1 && keras.activation(of: $0, at: 1) == "softmax"
        }
        let constant = single.map { layer in
            Finding(
                line: layer.line, weight: .wrong,
                problem: "A softmax over one output is 1 for every input: nothing can be learnt.",
                action: "Dense(1, activation='sigmoid') for two classes, or Dense(2, activation='softmax').")
        }
        return constant
            + keras.listing.calls(of: "compile").compactMap { call in
                guard let loss = keras.loss(call), let output = keras.output(before: call.line) else { return nil }
                if output.units == 1, output.activation == "softmax" { return nil }
                return pairing(loss, output, line: call.line)
            }
    }

    private static func pairing(
        _ loss: (name: String, readsLogits: Bool), _ output: KerasListing.Output, line: Int
    ) -> Finding? {
        let readsClasses = ["categorical_crossentropy", "sparse_categorical_crossentropy"].contains(loss.name)
        guard readsClasses || loss.name == "binary_crossentropy" else { return nil }
        let gives = output.activation == "softmax" || output.activation == "sigmoid"
        if loss.readsLogits, gives, let activation = output.activation {
            return Finding(
                line: line, weight: .wrong,
                problem:
                    "from_logits=True takes the \(activation) again of an output that line \(output.line) has taken it of: "
                    + "the loss can no longer come near 0, and its slope is small.",
                action: "One of the two: no activation in the last layer, or from_logits=False.")
        }
        if readsClasses, output.units == 1 {
            return Finding(
                line: line, weight: .wrong,
                problem: "\(loss.name) of one output: the only class has probability 1, so the loss says nothing.",
                action: "loss='binary_crossentropy' with a sigmoid for two classes, or one output for each class.")
        }
        if !loss.readsLogits, !gives, output.activation == nil {
            return Finding(
                line: line, weight: .wrong,
                problem: "The last layer has no activation, and \(loss.name) reads its output as "
                    + "\(readsClasses ? "probabilities" : "a probability"): what lies outside 0 and 1 is cut off and has no "
                    + "slope.",
                action: "activation='\(readsClasses ? "softmax" : "sigmoid")' in the last layer, or a loss with "
                    + "from_logits=True.")
        }
        if loss.name == "binary_crossentropy", output.units > 1, output.activation == "softmax" {
            return Finding(
                line: line, weight: .misleading,
                problem:
                    "binary_crossentropy judges each of the \(output.units) outputs by itself, and a softmax makes them "
                    + "depend on one another.",
                action:
                    "loss='categorical_crossentropy' for classes that exclude one another, or a sigmoid for labels that "
                    + "may hold together.")
        }
        return nil
    }

    /// Keras resolves 'accuracy' by the shapes of output and target (`compile_utils.get_metric`): one output gives binary
    /// accuracy, several give arg-max accuracy. The class `Accuracy` is another metric: equal numbers.
    private static func accuracy(_ keras: KerasListing) -> [Finding] {
        keras.listing.calls(of: "compile").compactMap { call in
            guard let metrics = keras.listing.resolved(call.argument("metrics", at: 2))?.listed else { return nil }
            if metrics.contains(where: { keras.listing.resolved($0)?.calledName == "Accuracy" }) {
                return Finding(
                    line: call.line, weight: .wrong,
                    problem:
                        "Accuracy() is the share of outputs that equal the target exactly. A probability of 0.93 does not "
                        + "equal 1, so it stays near 0.",
                    action: "metrics=['accuracy'], which holds outputs against a threshold or takes the largest.")
            }
            guard metrics.contains(where: { $0.literalText == "accuracy" || $0.literalText == "acc" }) else {
                return nil
            }
            return accuracy(keras, call)
        }
    }

    private static func accuracy(_ keras: KerasListing, _ call: Listing.Call) -> Finding? {
        let loss = keras.loss(call)?.name ?? ""
        let output = keras.output(before: call.line)
        // Probabilities of classes that exclude one another: arg-max accuracy is what is meant.
        if let output, output.units > 1, output.activation == "softmax" { return nil }
        if loss == "binary_crossentropy", let output, output.units > 1 {
            let start = "With \(output.units) outputs Keras resolves 'accuracy' by shape to arg-max accuracy: "
            if reconstructed(keras) == output.units {
                return Finding(
                    line: call.line, weight: .misleading,
                    problem: start + "in how many rows the largest output stands where the largest input does (of "
                        + "pictures, the brightest pixel). It says almost nothing about reconstruction.",
                    action: "Watch the loss itself, or mean absolute error per number.")
            }
            return Finding(
                line: call.line, weight: .misleading,
                problem: start
                    + "a row is right when its largest output stands where its first largest target does. "
                    + "Of labels that may hold together it looks at one alone.",
                action: "metrics=['binary_accuracy'] counts each label by itself.")
        }
        guard ["mse", "mean_squared_error", "mae", "mean_absolute_error"].contains(loss) else { return nil }
        let one = "the share of rows where (output > 0.5) equals the target exactly. A real-valued target is hardly "
        let several = "the share of rows whose largest output stands where the largest target does. "
        let problem =
            switch output?.units {
            case 1:
                "With one output Keras resolves 'accuracy' to binary accuracy, " + one
                    + "ever exactly 0 or 1, so it is near 0 for every model."
            case .some(let units):
                "With \(units) outputs Keras resolves 'accuracy' to arg-max accuracy, " + several
                    + "It does not say how far the outputs are from their targets."
            case nil:
                "Keras resolves 'accuracy' by shape. With one output it is " + one
                    + "ever exactly 0 or 1. With several it is " + several
                    + "Neither says how large the errors are."
            }
        return Finding(
            line: call.line, weight: .misleading, problem: problem,
            action: "metrics=['mae'] says the error in the target's own unit.")
    }

    // MARK: Autoencoders

    /// How many numbers the network maps to as many through a narrower layer, as an autoencoder does; nil for others.
    private static func reconstructed(_ keras: KerasListing) -> Int? {
        let layers = keras.listing.calls(of: "Dense")
        guard let first = layers.first(where: { $0.keyword("input_shape") != nil }), let output = keras.output(),
            let shape = first.keyword("input_shape")?.listed, shape.count == 1,
            let inputs = shape.first?.literalNumber, inputs == Double(output.units), inputs > 1
        else { return nil }
        return layers.contains { keras.units(of: $0).map { Double($0) < inputs } ?? false } ? output.units : nil
    }

    /// An encoder and decoder without a source of randomness.
    private static func reconstruction(_ keras: KerasListing) -> [Finding] {
        let listing = keras.listing
        guard let first = listing.calls(of: "Dense").first(where: { $0.keyword("input_shape") != nil }),
            let size = reconstructed(keras)
        else { return [] }
        var findings = [
            Finding(
                line: first.line, weight: .misleading,
                problem:
                    "This maps \(size) numbers to \(size) numbers and draws nothing at random: an autoencoder. It cannot "
                    + "generate, because there is no distribution to sample a code from.",
                action: "Call it what it is, or make the code a distribution (a variational autoencoder).")
        ]
        for fit in listing.calls(of: "fit") {
            guard case .name(let x)? = fit.positional.first?.kind, fit.positional.count > 1,
                case .name(let y) = fit.positional[1].kind, x != y
            else { continue }
            findings.append(
                Finding(
                    line: fit.line, weight: .wrong,
                    problem:
                        "The target of a reconstruction is its input, but \(y) is given. If \(y) holds labels, its "
                        + "shape (n,) does not fit the output (n, \(size)) and fit stops with an error.",
                    action: "fit(\(x), \(x), …), and the same for validation_data. If \(y) already is \(x), say so."))
        }
        for call in listing.calls(of: "compile") where keras.loss(call)?.name == "binary_crossentropy" {
            findings.append(
                Finding(
                    line: call.line, weight: .note,
                    problem:
                        "On grey pixels binary cross-entropy cannot reach 0: its floor is the entropy of the pixels, "
                        + "−t ln t − (1−t) ln(1−t), so a loss of 0.1 may be nearly perfect.",
                    action: "Compare with the floor: the loss of predicting the input itself."))
        }
        return findings
    }

    // MARK: Layers, and what is no longer there

    private static func layers(_ keras: KerasListing) -> [Finding] {
        keras.listing.calls(of: "Dropout").compactMap { call in
            guard let rate = call.argument("rate", at: 0)?.literalNumber, rate >= 1, !call.path.contains("nn") else {
                return nil
            }
            return Finding(
                line: call.line, weight: .wrong,
                problem: "Dropout(\(rate.short())): the rate is the share of numbers that is dropped, below 1.",
                action: "Dropout(\((rate > 1 && rate < 100 ? rate / 100 : 0.5).short())).")
        }
    }

    private static func removed(_ listing: Listing) -> [Finding] {
        let instead = [
            "predict_classes": "model.predict(x).argmax(axis=-1), or predict(x) > 0.5 of one output",
            "predict_proba": "model.predict(x)", "fit_generator": "model.fit(generator), which takes generators too",
            "evaluate_generator": "model.evaluate(generator)",
        ]
        return listing.calls.compactMap { call in
            instead[call.name].map {
                Finding(
                    line: call.line, weight: .wrong,
                    problem: "\(call.name) has been removed (TensorFlow 2.6 and Keras 3): AttributeError.",
                    action: $0 + ".")
            }
        }
    }

    private static func penalty(_ listing: Listing) -> [Finding] {
        listing.calls(of: "l2", "L2").map { call in
            Finding(
                line: call.line, weight: .note,
                problem:
                    "l2 adds λ·Σw² to the loss and to val_loss, so curves with and without it cannot be compared; and "
                    + "under Adam it is not weight decay, because the penalty's gradient is rescaled too.",
                action: "Compare the pure loss; for weight decay use AdamW(weight_decay=…).")
        }
    }

    private static func unusedImports(_ listing: Listing) -> [Finding] {
        listing.imports.compactMap { name, line in
            guard name.local != "*", !name.local.isEmpty, !listing.usedNames.contains(name.local),
                name.name == "backend"
            else { return nil }
            return Finding(
                line: line, weight: .note, problem: "\(name.local) (keras.backend) is imported and never used.",
                action: "Leave the line out.")
        }
    }
}
