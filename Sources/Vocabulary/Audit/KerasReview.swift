import Language
import Answers

/// What there is to say about a Keras listing. Every statement about Keras was checked in the source of the
/// versions it names.
enum KerasReview {
    static func findings(in listing: Listing) -> [Finding] {
        renamedRate(listing) + confoundedOptimizer(listing) + accuracy(listing) + reconstruction(listing)
            + earlyStopping(listing) + plateau(listing) + validationSplit(listing) + clipping(listing)
            + penalty(listing)
            + unusedImports(listing)
    }

    private static let optimizers: Set<String> = [
        "SGD", "RMSprop", "Adagrad", "Adadelta", "Adam", "AdamW", "Adamax", "Nadam", "Ftrl", "Lion",
    ]

    /// Keras calls; PyTorch's optimizers take the parameters first, and there `lr` is right.
    private static func kerasOptimizers(_ listing: Listing) -> [Listing.Call] {
        listing.calls.filter { optimizers.contains($0.name) && $0.positional.isEmpty }
    }

    /// `lr` was deprecated in Keras 2.3, ignored with a warning by Keras 2.11–2.15, and is an error in Keras 3.
    private static func renamedRate(_ listing: Listing) -> [Finding] {
        kerasOptimizers(listing).compactMap { call in
            guard let rate = call.number("lr") else { return nil }
            // The defaults of Keras 2.11 to 2.15.
            let standard = ["SGD": 0.01, "Lion": 0.0001][call.name] ?? 0.001
            let effect =
                rate == standard
                ? "harmless here, because the default is \(standard.short()) too"
                : "so there the rate stays at the default \(standard.short()) and this line changes nothing"
            return Finding(
                line: call.line, weight: .wrong,
                problem: "`lr=` is the old name of the learning rate. Keras up to 2.10 uses it, 2.11 to 2.15 warns and "
                    + "ignores it (\(effect)), Keras 3 refuses it.",
                remedy: "\(call.name)(learning_rate=\(rate.short())). Descent takes lr as the value written.")
        }
    }

    private static func confoundedOptimizer(_ listing: Listing) -> [Finding] {
        kerasOptimizers(listing).compactMap { call in
            let rate = call.number("lr") ?? call.number("learning_rate")
            let others = ["beta_1": 0.9, "beta_2": 0.999].filter {
                (call.number($0.key) ?? $0.value) != $0.value
            }
            let clips = ["clipvalue", "clipnorm", "global_clipnorm"].filter { call.number($0) != nil }
            let changed = others.keys.sorted() + clips
            guard let rate, rate != 0.001, !changed.isEmpty else { return nil }
            return Finding(
                line: call.line, weight: .misleading,
                problem:
                    "Two things change at once: the rate (0.001 → \(rate.short())) and \(changed.joined(separator: ", ")). "
                    + "A calmer curve would not say which of them did it.",
                remedy: "Change one, measure, then the other; compare at the same rate.")
        }
    }

    /// The last Dense layer that is written before a line, or the last of all where none is.
    private static func outputLayer(
        _ listing: Listing, before line: Int = .max
    ) -> (units: Int, activation: String?)? {
        let layers = listing.calls(of: "Dense")
        guard let last = layers.last(where: { $0.line <= line }) ?? layers.last,
            let units = (last.number("units") ?? last.positional.first?.literalNumber).flatMap({ Int(exactly: $0) })
        else { return nil }
        var activation = last.text("activation")
        if activation == nil, last.positional.count > 1, case .text(let text) = last.positional[1].kind {
            activation = text
        }
        return (units, activation)
    }

    /// Keras resolves 'accuracy' by the shapes of output and target (`compile_utils.get_metric`): one output gives binary
    /// accuracy, several give arg-max accuracy.
    private static func accuracy(_ listing: Listing) -> [Finding] {
        listing.calls(of: "compile").compactMap { call in
            guard case .list(let metrics)? = call.keyword("metrics")?.kind,
                metrics.contains(where: { if case .text("accuracy") = $0.kind { true } else { false } })
            else { return nil }
            let loss = call.text("loss") ?? ""
            let output = outputLayer(listing, before: call.line)
            // Probabilities of classes that exclude one another: arg-max accuracy is what is meant.
            if let output, output.units > 1, output.activation == "softmax" { return nil }
            if loss == "binary_crossentropy", let output, output.units > 1 {
                let start = "With \(output.units) outputs Keras resolves 'accuracy' by shape to arg-max accuracy: "
                if reconstructed(listing) == output.units {
                    return Finding(
                        line: call.line, weight: .misleading,
                        problem: start + "in how many rows the largest output stands where the largest input does (of "
                            + "pictures, the brightest pixel). It says almost nothing about reconstruction.",
                        remedy: "Watch the loss itself, or mean absolute error per number.")
                }
                return Finding(
                    line: call.line, weight: .misleading,
                    problem: start
                        + "a row is right when its largest output stands where its first largest target does. "
                        + "Of labels that may hold together it looks at one alone.",
                    remedy: "metrics=['binary_accuracy'] counts each label by itself.")
            }
            guard ["mse", "mean_squared_error", "mae", "mean_absolute_error"].contains(loss) else { return nil }
            let one =
                "the share of rows where (output > 0.5) equals the target exactly. A real-valued target is hardly "
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
                remedy: "metrics=['mae'] says the error in the target's own unit.")
        }
    }

    /// How many numbers the network maps to as many through a narrower layer, as an autoencoder does; nil for others.
    private static func reconstructed(_ listing: Listing) -> Int? {
        let layers = listing.calls(of: "Dense")
        guard let first = layers.first(where: { $0.keyword("input_shape") != nil }), let output = outputLayer(listing),
            case .tuple(let shape)? = first.keyword("input_shape")?.kind, shape.count == 1,
            let inputs = shape.first?.literalNumber, inputs == Double(output.units), inputs > 1
        else { return nil }
        let widths = layers.compactMap { $0.number("units") ?? $0.positional.first?.literalNumber }
        return widths.contains { $0 < inputs } ? output.units : nil
    }

    /// An encoder and decoder without a source of randomness.
    private static func reconstruction(_ listing: Listing) -> [Finding] {
        guard let first = listing.calls(of: "Dense").first(where: { $0.keyword("input_shape") != nil }),
            let size = reconstructed(listing)
        else { return [] }
        var findings = [
            Finding(
                line: first.line, weight: .misleading,
                problem:
                    "This maps \(size) numbers to \(size) numbers and draws nothing at random: an autoencoder. It cannot "
                    + "generate, because there is no distribution to sample a code from.",
                remedy: "Call it what it is, or make the code a distribution (a variational autoencoder).")
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
                    remedy: "fit(\(x), \(x), …), and the same for validation_data. If \(y) already is \(x), say so."))
        }
        for call in listing.calls(of: "compile") where call.text("loss") == "binary_crossentropy" {
            findings.append(
                Finding(
                    line: call.line, weight: .note,
                    problem:
                        "On grey pixels binary cross-entropy cannot reach 0: its floor is the entropy of the pixels, "
                        + "−t ln t − (1−t) ln(1−t), so a loss of 0.1 may be nearly perfect.",
                    remedy: "Compare with the floor: the loss of predicting the input itself."))
        }
        return findings
    }

    private static func earlyStopping(_ listing: Listing) -> [Finding] {
        listing.calls(of: "EarlyStopping").compactMap { call in
            switch call.keyword("restore_best_weights")?.kind {
            case nil, .bool(false): break
            default: return nil
            }
            let patience = call.number("patience") ?? 0
            return Finding(
                line: call.line, weight: .misleading,
                problem: "Without restore_best_weights=True the model keeps the weights of the last epoch, "
                    + "\(patience.short()) epochs after the best one"
                    + (call.number("min_delta").map { "; min_delta=\($0.short()) is in the unit of the loss" } ?? "")
                    + ".",
                remedy: "EarlyStopping(…, restore_best_weights=True).")
        }
    }

    private static func plateau(_ listing: Listing) -> [Finding] {
        listing.calls(of: "ReduceLROnPlateau").filter { $0.positional.isEmpty }.compactMap { call in
            guard let factor = call.number("factor"), let least = call.number("min_lr"), factor > 0, factor < 1 else {
                return nil
            }
            var rate = 0.001
            var stairs = [rate.short()]
            while rate > least, stairs.count < 20 {
                rate = Swift.max(rate * factor, least)
                stairs.append(rate.short())
            }
            return Finding(
                line: call.line, weight: .note,
                problem:
                    "From the default rate there are only \(stairs.count - 1) reductions: \(stairs.joined(separator: " → ")). "
                    + "Keras reduces when the wait reaches patience, PyTorch one epoch later.",
                remedy: "Plot the rate under the loss to see when it fired.")
        }
    }

    private static func validationSplit(_ listing: Listing) -> [Finding] {
        listing.calls(of: "fit").filter { $0.keyword("validation_split") != nil }.map { call in
            Finding(
                line: call.line, weight: .note,
                problem:
                    "validation_split takes the last rows, before any shuffling: on sorted data they are unlike the rest.",
                remedy: "Shuffle the rows once, or give validation_data.")
        }
    }

    private static func clipping(_ listing: Listing) -> [Finding] {
        kerasOptimizers(listing).compactMap { call in
            guard let limit = call.number("clipvalue") else { return nil }
            return Finding(
                line: call.line, weight: .note,
                problem:
                    "clipvalue=\(limit.short()) cuts each entry of the gradient by itself and so turns its direction; Adam "
                    + "divides by the gradient's own size, so a constant factor would change nothing, but a cut does.",
                remedy: "Count the share of clipped entries first; global_clipnorm keeps the direction.")
        }
    }

    private static func penalty(_ listing: Listing) -> [Finding] {
        listing.calls(of: "l2", "L2").map { call in
            Finding(
                line: call.line, weight: .note,
                problem:
                    "l2 adds λ·Σw² to the loss and to val_loss, so curves with and without it cannot be compared; and "
                    + "under Adam it is not weight decay, because the penalty's gradient is rescaled too.",
                remedy: "Compare the pure loss; for weight decay use AdamW(weight_decay=…).")
        }
    }

    private static func unusedImports(_ listing: Listing) -> [Finding] {
        listing.imports.compactMap { name, line in
            guard name.local != "*", !name.local.isEmpty, !listing.usedNames.contains(name.local),
                name.name == "backend"
            else { return nil }
            return Finding(
                line: line, weight: .note, problem: "\(name.local) (keras.backend) is imported and never used.",
                remedy: "Leave the line out.")
        }
    }
}
