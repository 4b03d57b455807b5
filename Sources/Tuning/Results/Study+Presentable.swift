public import Answers

extension Study: Presentable {
    /// `study`
    public static var kind: String { "study" }

    /// The trials, or none of them where the store cannot be read.
    private var known: [Trial] { (try? trials()) ?? [] }

    /// `study of 20 trials, best 0.012 (trial 17)`
    public var summary: String {
        let trials = known
        var text = "study of " + Phrase.count(trials.count, "trial")
        if directions.count > 1 {
            text += ", " + Phrase.count((try? front().count) ?? 0, "trial") + " on the front"
        } else if let best = try? best(), let value = best.value {
            text += ", best \(value.short(4)) (trial \(best.number))"
        }
        return text + (failure.map { ": \($0)" } ?? "")
    }

    /// What is said of a study in which nothing came of any trial: `all 5 trials failed: the value is nan (trial 0)`; nil where
    /// one is complete or pruned, and before any has ended.
    public var failure: String? {
        // Of a hundred thousand trials, which are large, no copies are made.
        let trials = known
        guard let first = trials.first(where: \.state.isFinished), case .failed(let reason) = first.state else {
            return nil
        }
        var count = 0
        for trial in trials where trial.state.isFinished {
            guard trial.state.isFailed else { return nil }
            count += 1
        }
        let all = count == 1 ? "the only trial" : "all \(count.grouped) trials"
        return "\(all) failed: \(reason) (trial \(first.number))"
    }

    /// Best trials first, a line each, and what is worth knowing about the ranges.
    public func table(width: Int) -> String {
        let trials = known
        guard !trials.isEmpty else { return summary }
        var lines = TextTable.fitted(summary, width)
        let shown = shownTrials(trials)
        let names = shown.reduce(into: [String]()) { names, trial in
            for name in trial.configuration.names where !names.contains(name) { names.append(name) }
        }
        let values = directions.count == 1 ? ["value"] : directions.indices.map { "value \($0)" }
        var rows = [["trial"] + values + names]
        for trial in shown {
            rows.append(
                ["\(trial.number)"]
                    + values.indices.map { trial.values.indices.contains($0) ? trial.values[$0].short(4) : "" }
                    + names.map { trial.configuration[$0]?.shortText ?? "" })
        }
        if !shown.isEmpty { lines += TextTable.lines(rows, width: width) }
        if directions.count > 1, let all = try? front().count, all > shown.count {
            lines.append("  … and \(all - shown.count) more: study.best_trials")
        }
        let pruned = trials.count { $0.state == .pruned }
        let failed = trials.count { $0.state.isFailed }
        if pruned > 0 { lines.append(Phrase.count(pruned, "trial") + " pruned") }
        if failure == nil, let first = trials.first(where: \.state.isFailed), case .failed(let reason) = first.state {
            lines += TextTable.fitted(
                Phrase.count(failed, "trial") + " failed: \(reason) (trial \(first.number))", width)
        }
        for edge in (try? edges()) ?? [] { lines += TextTable.wrap(edge.text, width) }
        if let text = firstGenerationText(of: trials.count) { lines += TextTable.wrap(text, width) }
        return lines.joined(separator: "\n")
    }

    /// What is said of a study that has not gone beyond its first generation: it was random search so far.
    private func firstGenerationText(of trials: Int) -> String? {
        guard trials > 1, let first = sampler.firstGeneration, trials <= first else { return nil }
        let smaller = Swift.max(2, trials / 5)
        return "drawn at random so far: a generation has \(first) trials, and the second is the first that learns; "
            + "population_size=\(smaller) makes smaller ones"
    }

    /// The five best, or the front.
    private func shownTrials(_ trials: [Trial]) -> [Trial] {
        if directions.count > 1 { return Array(((try? front()) ?? []).prefix(10)) }
        // Of a hundred thousand trials the five best are picked, and the others not put in order.
        var best: [(loss: Double, trial: Trial)] = []
        for trial in trials
        where trial.state == .complete && trial.violation <= 0 && trial.values.count == directions.count {
            let loss = directions[0].loss(trial.values[0])
            let place = best.firstIndex { (loss, trial.number) < ($0.loss, $0.trial.number) } ?? best.count
            guard place < 5 else { continue }
            best.insert((loss, trial), at: place)
            if best.count > 5 { best.removeLast() }
        }
        return best.map(\.trial)
    }

    /// What was found, in one sentence.
    public var sentence: String {
        guard let best = try? best(), let value = best.value else { return summary + "." }
        return "Of \(Phrase.count(known.count, "trial")) number \(best.number) is the best, with \(value.short(4)) at "
            + "\(best.configuration.text)."
    }

    /// All trials.
    public var json: JSON {
        .members([
            "kind": .string(Study.kind), "name": .string(name),
            "directions": .array(directions.map { .string($0.rawValue) }),
            "seed": .integer(Int(truncatingIfNeeded: seed)),
            "sampler": .string(sampler.name), "pruner": .string(pruner.name), "trials": .array(known.map(\.json)),
        ])
    }
}

extension Trial: Presentable {
    /// `trial`
    public static var kind: String { "trial" }

    /// `trial 3: 0.25 at lr=0.01`
    public var summary: String {
        let result =
            switch state {
            case .complete: values.map { $0.short(4) }.joined(separator: ", ")
            case .failed(let reason): "failed, \(reason)"
            case .waiting, .running, .pruned: state.word
            }
        return "trial \(number): \(result)" + (configuration.names.isEmpty ? "" : " at \(configuration.text)")
    }

    /// Everything that is known of it.
    public var json: JSON {
        .members([
            "kind": .string(Trial.kind), "number": .integer(number), "state": .string(state.word),
            "reason": state.reason.map { .string($0) } ?? .null,
            "values": .array(values.map { .number($0) }), "params": configuration.json,
            "reports": .array(reports.map { .array([.integer($0.step), .number($0.value)]) }),
            "constraints": .object(constraints.sorted { $0.key < $1.key }.map { JSON.Pair($0.key, .number($0.value)) }),
            "attributes": .object(attributes.sorted { $0.key < $1.key }.map { JSON.Pair($0.key, $0.value) }),
            "visible": .integer(visible),
        ])
    }
}

extension OpenTrial: Presentable {
    /// `running trial`
    public static var kind: String { "running trial" }
    /// `trial 3: running at lr=0.01`
    public var summary: String { record.summary }
}
