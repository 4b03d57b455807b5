import Answers
import Figures
import Numbers
import Tuning

/// A study as its pictures read it: the trials of one moment.
struct StudyView {
    let name: String
    /// `TPESampler`
    let sampler: String
    let directions: [Direction]
    /// By number.
    let trials: [Trial]
    /// The finished ones in the order in which they finished.
    let history: TrialHistory
    var finished: [Trial] { history.finished }

    init(_ study: Study) throws {
        name = study.name
        sampler = study.sampler.name
        directions = study.directions
        history = try study.history()
        trials = try study.trials()
    }

    /// Complete trials with finite values.
    var complete: [Trial] { trials.filter { $0.state == .complete && $0.values.allSatisfy(\.isFinite) } }

    /// Those of them that break no constraint.
    var feasible: [Trial] { complete.filter { $0.violation == 0 } }

    /// The names of the hyperparameters in the order in which they first came up.
    var parameters: [String] {
        var names: [String] = []
        for name in trials.lazy.flatMap(\.configuration.names) where !names.contains(name) { names.append(name) }
        return names
    }

    /// What an objective is called on an axis.
    func label(_ objective: Int = 0) -> String { directions.count == 1 ? "value" : "objective \(objective)" }

    /// `minimize`, `40 trials`, `3 pruned`: what a picture's caption says of the study.
    var facts: [String] {
        let words = directions.map(\.rawValue).joined(separator: ", ")
        let counts = ["pruned", "failed", "running", "waiting"].compactMap { word -> String? in
            let count = trials.count { $0.state.word == word }
            return count > 0 ? "\(count) \(word)" : nil
        }
        let infinite = trials.count { $0.state == .complete && !$0.values.allSatisfy(\.isFinite) }
        let unusable = infinite > 0 ? ["\(infinite) without a finite value"] : []
        return [name, words, Phrase.count(trials.count, "trial")] + counts + unusable
    }

    /// The lowest or the highest of a study with one objective; the first of equals.
    var best: Trial? {
        feasible.reduce(nil) { best, trial in
            guard let best else { return trial }
            return directions[0].isBetter(trial.values[0], best.values[0]) ? trial : best
        }
    }

    /// The best value after each finished trial, over how many have finished: stairs.
    var bestSoFar: [Point] {
        var points: [Point] = []
        var best: Double?
        for (place, trial) in finished.enumerated() {
            if trial.state == .complete, trial.violation == 0, let value = trial.values.first, value.isFinite {
                best = best.map { directions[0].isBetter(value, $0) ? value : $0 } ?? value
            }
            if let best { points.append(Point(Double(place + 1), best)) }
        }
        return points
    }

    /// - Throws: `Mistake` where there is no complete trial, or not one objective.
    func needsValues(objectives: ClosedRange<Int> = 1...1, for what: String) throws {
        guard objectives.contains(directions.count) else {
            throw Mistake(
                "\(what) is of \(objectives == 1...1 ? "one objective" : "several objectives"), and '\(name)' has \(directions.count)",
                expected: objectives == 1...1 ? "a study with one objective" : "a study with two or three objectives",
                try: objectives == 1...1 ? "plot(study, \"pareto\")" : "plot(study)")
        }
        guard !complete.isEmpty else {
            throw Mistake(
                "the study '\(name)' has no complete trial yet", expected: "at least one trial with a finite value")
        }
    }
}

extension Direction {
    func isBetter(_ a: Double, _ b: Double) -> Bool { self == .minimize ? a < b : a > b }
}
