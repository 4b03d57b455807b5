import Answers
import Language

/// What a Keras listing says of its training: the rate and who sets it, what is watched, how the gradient is clipped.
enum KerasTraining {
    static func findings(in keras: KerasListing) -> [Finding] {
        oldNames(keras) + confounded(keras) + clipping(keras) + monitors(keras) + earlyStopping(keras) + plateaus(keras)
            + fits(keras) + validationSplit(keras)
    }

    /// `lr` was deprecated in Keras 2.3, ignored with a warning by Keras 2.11–2.15, and is an error in Keras 3; `decay` is
    /// ignored with a warning by Keras 3.
    private static func oldNames(_ keras: KerasListing) -> [Finding] {
        keras.optimizers.flatMap { call in
            var findings: [Finding] = []
            if let rate = call.number("lr") {
                // Lion's default was another in those versions.
                let standard = call.name == "Lion" ? 0.0001 : KerasListing.rates[call.name] ?? 0.001
                let effect =
                    rate == standard
                    ? "harmless here, because the default is \(standard.short()) too"
                    : "so there the rate stays at the default \(standard.short()) and this line changes nothing"
                findings.append(
                    Finding(
                        line: call.line, weight: .wrong,
                        problem:
                            "`lr=` is the old name of the learning rate. Keras up to 2.10 uses it, 2.11 to 2.15 warns "
                            + "and ignores it (\(effect)), Keras 3 refuses it.",
                        action: "\(call.name)(learning_rate=\(rate.short())). Descent takes lr as the value written."))
            }
            if let decay = call.number("decay"), decay != 0 {
                findings.append(
                    Finding(
                        line: call.line, weight: .wrong,
                        problem:
                            "`decay=` has lowered the rate until Keras 2.10; Keras 3 warns and ignores it, so the rate "
                            + "stays where it is.",
                        action:
                            "A schedule as the rate: InverseTimeDecay(…, decay_steps=1, decay_rate=\(decay.short()))."))
            }
            return findings
        }
    }

    private static func confounded(_ keras: KerasListing) -> [Finding] {
        keras.optimizers.compactMap { call in
            let standard = KerasListing.rates[call.name] ?? 0.001
            let others = ["beta_1": 0.9, "beta_2": 0.999].filter { (call.number($0.key) ?? $0.value) != $0.value }
            let changed = others.keys.sorted() + clips(call)
            guard let rate = keras.writtenRate(call), rate != standard, !changed.isEmpty else { return nil }
            return Finding(
                line: call.line, weight: .misleading,
                problem: "Two things change at once: the rate (\(standard.short()) → \(rate.short())) and "
                    + "\(changed.joined(separator: ", ")). A calmer curve would not say which of them did it.",
                action: "Change one, measure, then the other; compare at the same rate.")
        }
    }

    private static func clips(_ call: Listing.Call) -> [String] {
        ["clipvalue", "clipnorm", "global_clipnorm"].filter { call.number($0) != nil }
    }

    private static func clipping(_ keras: KerasListing) -> [Finding] {
        keras.optimizers.compactMap { call in
            let given = clips(call)
            if given.count > 1 {
                return Finding(
                    line: call.line, weight: .wrong,
                    problem:
                        "\(Phrase.list(given)) are both given: Keras takes one kind of clipping and stops with an error.",
                    action: "One of them; global_clipnorm keeps the gradient's direction.")
            }
            guard let limit = call.number("clipvalue") else { return nil }
            var problem =
                "clipvalue=\(limit.short()) cuts each entry of the gradient by itself and so turns its direction"
            if KerasListing.adaptive.contains(call.name) {
                problem +=
                    "; \(call.name) divides by the gradient's own size, so a constant factor would change nothing, but "
                    + "a cut does"
            }
            return Finding(
                line: call.line, weight: .note, problem: problem + ".",
                action: "Count the share of clipped entries first; global_clipnorm keeps the direction.")
        }
    }

    /// A number that is never measured, and one that is watched the wrong way round.
    private static func monitors(_ keras: KerasListing) -> [Finding] {
        let (metrics, validates) = (keras.metrics, keras.validates)
        return keras.watchers.compactMap { watcher in
            let base = watcher.base
            if let mode = watcher.mode, let right = KerasListing.direction(base), mode != "auto", mode != right {
                return Finding(
                    line: watcher.call.line, weight: .wrong,
                    problem:
                        "mode='\(mode)' on \(watcher.monitor) takes every \(right == "max" ? "rise" : "fall") for a loss: "
                        + "the \(right == "max" ? "worst" : "highest") epoch counts as the best.",
                    action: "mode='\(right)', or leave it out: Keras knows the metrics it has names for.")
            }
            let isLearningRate = base == "learning_rate" || base == "lr"
            if watcher.monitor.hasPrefix("val_"), validates == false {
                return Finding(
                    line: watcher.call.line, weight: .wrong,
                    problem:
                        "\(watcher.monitor) is never measured: fit has no validation data. Keras warns in every epoch, and "
                        + "\(watcher.call.name) never acts.",
                    action: "fit(…, validation_split=0.2), or monitor='\(base)'.")
            }
            guard let metrics, base != "loss", !isLearningRate, !metrics.contains(base) else { return nil }
            let known = metrics.sorted().map { "'\($0)'" }
            return Finding(
                line: watcher.call.line, weight: .wrong,
                problem: "\(watcher.monitor) is never measured: compile "
                    + (known.isEmpty ? "has no metrics" : "measures \(known.joined(separator: ", "))")
                    + ". Keras refuses or warns in every epoch, and \(watcher.call.name) never acts.",
                action: known.isEmpty
                    ? "compile(…, metrics=['\(base)']), or monitor='val_loss'."
                    : "The name as compile has it: a metric's name has been what was written since Keras 2.3.")
        }
    }

    private static func earlyStopping(_ keras: KerasListing) -> [Finding] {
        let epochs = keras.listing.calls(of: "fit").compactMap { $0.argument("epochs", at: 3)?.literalNumber }.max()
        return keras.listing.calls(of: "EarlyStopping").flatMap { call -> [Finding] in
            let patience = call.argument("patience", at: 2)?.literalNumber ?? 0
            var findings: [Finding] = []
            if let epochs, patience >= epochs {
                findings.append(
                    Finding(
                        line: call.line, weight: .misleading,
                        problem:
                            "With patience=\(patience.short()) and \(epochs.short()) epochs it never stops the training.",
                        action: "A patience well below the number of epochs."))
            }
            switch call.keyword("restore_best_weights")?.kind {
            case nil, .bool(false): break
            default: return findings
            }
            // With patience 0 training ends, as with 1, after the first epoch that is no better.
            let later = Swift.max(1, patience)
            findings.append(
                Finding(
                    line: call.line, weight: .misleading,
                    problem: "Without restore_best_weights=True the model keeps the weights of the last epoch, "
                        + "\(later.short()) epoch\(later == 1 ? "" : "s") after the best one"
                        + (call.argument("min_delta", at: 1)?.literalNumber.map {
                            "; min_delta=\($0.short()) is in the unit of what is watched"
                        } ?? "") + ".",
                    action: "EarlyStopping(…, restore_best_weights=True)."))
            return findings
        }
    }

    /// A plateau callback, the rate it cuts, and who else sets that rate.
    private static func plateaus(_ keras: KerasListing) -> [Finding] {
        let scheduled = keras.optimizers.first { keras.schedule($0) != nil }
        let setters = keras.watchers.filter { $0.call.name == "ReduceLROnPlateau" }.map(\.call)
        var findings: [Finding] = []
        if let scheduled, let schedule = keras.schedule(scheduled) {
            for call in setters + keras.listing.calls(of: "LearningRateScheduler") {
                findings.append(
                    Finding(
                        line: call.line, weight: .wrong,
                        problem:
                            "\(call.name) sets the rate, and line \(scheduled.line) gives it by \(schedule): Keras stops "
                            + "with a TypeError when the callback first acts.",
                        action: "One of the two: \(scheduled.name)(…) with a number, or no \(call.name)."))
            }
            return findings
        }
        if let plateau = setters.first {
            for call in keras.listing.calls(of: "LearningRateScheduler") {
                guard case .lambda(let function)? = call.argument("schedule", at: 0)?.kind,
                    function.parameters.count == 1
                else { continue }
                findings.append(
                    Finding(
                        line: call.line, weight: .wrong,
                        problem: "This sets the rate of every epoch anew, so a cut of the plateau callback in line "
                            + "\(plateau.line) lasts until the next epoch begins.",
                        action:
                            "LearningRateScheduler(lambda epoch, lr: lr * 0.9), which goes on from the rate that is there."
                    ))
            }
        }
        return findings + setters.flatMap { [factor($0), overtaken($0, keras), stairs($0, keras)].compactMap { $0 } }
    }

    private static func factor(_ call: Listing.Call) -> Finding? {
        guard let factor = call.argument("factor", at: 1)?.literalNumber, factor >= 1 else { return nil }
        return Finding(
            line: call.line, weight: .wrong,
            problem:
                "factor=\(factor.short()) does not lower the rate: ValueError, ReduceLROnPlateau does not support a factor "
                + ">= 1.0.",
            action: "factor=0.1, or another number below 1.")
    }

    /// Training ends before the rate would be cut.
    private static func overtaken(_ call: Listing.Call, _ keras: KerasListing) -> Finding? {
        func patience(_ call: Listing.Call, _ standard: Double) -> Double? {
            guard let given = call.argument("patience", at: 2) else { return standard }
            return keras.listing.resolved(given)?.literalNumber
        }
        guard let wait = patience(call, 10),
            let watched = keras.watchers.first(where: { $0.call.name == call.name && $0.call.line == call.line }),
            let stop = keras.watchers.first(where: {
                $0.call.name == "EarlyStopping" && $0.monitor == watched.monitor
                    && patience($0.call, 0).map { $0 <= wait } ?? false
            }), let ends = patience(stop.call, 0)
        else { return nil }
        let epochs = Swift.max(1, ends)
        return Finding(
            line: call.line, weight: .misleading,
            problem:
                "The rate is cut after \(wait.short()) epochs without improvement, and line \(stop.call.line) ends the "
                + "training after \(epochs.short()): it is never cut but where gains are smaller than its min_delta.",
            action: "A patience here well below that of EarlyStopping.")
    }

    private static func stairs(_ call: Listing.Call, _ keras: KerasListing) -> Finding? {
        guard let factor = call.argument("factor", at: 1)?.literalNumber, let least = call.number("min_lr"), factor > 0,
            factor < 1, least > 0, let start = keras.rate
        else { return nil }
        let first = start.value
        let origin = keras.optimizers.last.map { "the rate of line \($0.line)" } ?? "the default rate"
        guard least < first else {
            return Finding(
                line: call.line, weight: .wrong,
                problem: "min_lr=\(least.short()) is not below \(origin), \(first.short()): the rate is never cut.",
                action: "A min_lr well below the rate.")
        }
        var (rate, count) = (first, 0)
        var stairs = [first.short()]
        while rate > least, count < 10_000 {
            rate = Swift.max(rate * factor, least)
            count += 1
            if stairs.count < 8 { stairs.append(rate.short()) }
        }
        let shown = stairs.joined(separator: " → ") + (count >= stairs.count ? " → …" : "")
        return Finding(
            line: call.line, weight: .note,
            problem:
                "From \(origin) there \(count == 1 ? "is only 1 reduction" : "are only \(count) reductions"): \(shown). "
                + "Keras reduces when the wait reaches patience, PyTorch one epoch later.",
            action: "Plot the rate under the loss to see when it fired.")
    }

    private static func fits(_ keras: KerasListing) -> [Finding] {
        keras.listing.calls(of: "fit").flatMap { fit -> [Finding] in
            var findings: [Finding] = []
            if let weights = fit.keyword("class_weight"), fit.keyword("sample_weight") != nil, !weights.isNone {
                findings.append(
                    Finding(
                        line: fit.line, weight: .wrong,
                        problem:
                            "class_weight and sample_weight are both given: Keras takes one of them and stops with an "
                            + "error.",
                        action: "sample_weight alone, each row's weight times that of its class."))
            }
            let data = [fit.argument("x", at: 0), fit.argument("y", at: 1)].compactMap { $0?.namePath }
            if let validation = fit.keyword("validation_data")?.listed?.map(\.namePath), validation == data,
                data.count == 2, !data.contains("")
            {
                findings.append(
                    Finding(
                        line: fit.line, weight: .misleading,
                        problem: "The validation data are the training data: val_loss cannot show overfitting.",
                        action: "Rows that are not trained on: validation_split=0.2, or a part kept aside."))
            }
            return findings
        }
    }

    private static func validationSplit(_ keras: KerasListing) -> [Finding] {
        keras.listing.calls(of: "fit").filter { $0.keyword("validation_split") != nil }.map { call in
            Finding(
                line: call.line, weight: .note,
                problem:
                    "validation_split takes the last rows, before any shuffling: on sorted data they are unlike the rest.",
                action: "Shuffle the rows once, or give validation_data.")
        }
    }
}

extension Expression {
    fileprivate var isNone: Bool { if case .none = kind { true } else { false } }
}
