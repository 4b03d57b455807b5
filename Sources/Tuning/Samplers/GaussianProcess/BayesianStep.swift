public import Answers
import RealModule

/// One of the six steps of Bayesian optimisation, as it was taken: what was done, and what the surrogate believed then, over a
/// grid of one or two hyperparameters.
public struct BayesianStep: Sendable, Equatable {
    /// The six steps of one round of Bayesian optimisation, from the first to the last.
    public enum Phase: Int, Sendable, CaseIterable {
        /// What is believed before any trial.
        case prior = 1
        /// The first configurations are chosen.
        case start
        /// They are evaluated.
        case evaluate
        /// The surrogate is fitted to what was seen.
        case posterior
        /// The configuration with the largest expected improvement is chosen.
        case select
        /// It is evaluated, and the search goes on with a new posterior.
        case `repeat`

        /// What is done, in a few words.
        public var title: String {
            switch self {
            case .prior: "choose a surrogate and its prior"
            case .start: "choose the first configurations"
            case .evaluate: "evaluate them"
            case .posterior: "update the surrogate: the posterior"
            case .select: "choose the next by the acquisition function"
            case .repeat: "evaluate it, and repeat"
            }
        }
    }

    /// Which of the six.
    public let phase: Phase
    /// One or two.
    public let parameters: [SearchParameter]
    /// The grid's values of each hyperparameter, as codes; with two the second changes fastest in what follows.
    public let axes: [[Double]]
    /// The objective that is expected at each point of the grid, and its standard deviation; of a standardised objective
    /// before two trials say what its unit is.
    public let means: [Double]
    /// Whether means and deviations are in the objective's own unit.
    public let isInItsUnit: Bool
    /// The standard deviations that belong to the means.
    public let deviations: [Double]
    /// Expected improvement at each point, empty before there is a posterior.
    public let improvements: [Double]
    /// The trials seen so far: codes and objective.
    public let observations: [(codes: [Double], value: Double)]
    /// What has been chosen and not evaluated, as codes.
    public let chosen: [[Double]]
    /// What is said about it.
    public let remark: String

    /// - Parameters:
    ///   - surrogate: nil before there is one.
    ///   - chosen: configurations that wait for their value.
    /// - Throws: `Stopped`.
    public init(
        _ phase: Phase, _ parameters: [SearchParameter], _ history: TrialHistory, surrogate: Surrogate?,
        chosen: [Configuration],
        work: Work = Work()
    ) throws {
        self.phase = phase
        self.parameters = parameters
        let levels = parameters.count == 1 ? 201 : 41
        let axes = parameters.map { $0.domain.levels(levels) ?? [] }
        self.axes = axes
        let points: [[Double]] =
            parameters.count == 1 ? axes[0].map { [$0] } : axes[0].flatMap { a in axes[1].map { [a, $0] } }
        let direction = history.directions[0]
        let losses = history.finished.compactMap(\.value).map(direction.loss)
        let (mean, variance) = BayesianStep.moments(losses)
        isInItsUnit = surrogate != nil || variance > 0
        let prior = variance > 0 ? (mean: mean, deviation: variance.squareRoot()) : (mean: 0, deviation: 1)
        let beliefs = try points.map { point in
            if work.isCancelled { throw Stopped() }
            return surrogate?.posterior(point) ?? prior
        }
        means = beliefs.map { direction.loss($0.mean) }
        deviations = beliefs.map(\.deviation)
        improvements =
            try surrogate.map { surrogate in
                try points.map { point in
                    if work.isCancelled { throw Stopped() }
                    return Double.exp(surrogate.logImprovement(point))
                }
            } ?? []
        func codes(_ configuration: Configuration) -> [Double]? {
            let codes = parameters.compactMap { parameter in
                configuration[parameter.name].flatMap(parameter.domain.code)
            }
            return codes.count == parameters.count ? codes : nil
        }
        observations = history.finished.compactMap { trial in
            guard let value = trial.value, let codes = codes(trial.configuration) else { return nil }
            return (codes, value)
        }
        self.chosen = chosen.compactMap(codes)
        remark = BayesianStep.remark(phase, surrogate, history, chosen)
    }

    /// What the prior of a standardised objective is in its own unit.
    private static func moments(_ losses: [Double]) -> (mean: Double, variance: Double) {
        let count = Double(max(1, losses.count))
        let mean = losses.reduce(0, +) / count
        return (mean, losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count)
    }

    private static func remark(
        _ phase: Phase, _ surrogate: Surrogate?, _ history: TrialHistory, _ chosen: [Configuration]
    ) -> String {
        let best = history.best.flatMap { best in
            best.value.map { "best \($0.short(4)) at \(best.configuration.shortText)" }
        }
        switch phase {
        case .prior:
            return
                "a Gaussian process with Matérn's kernel: mean 0, deviation 1 everywhere, of the standardised objective"
        case .start: return chosen.map(\.shortText).joined(separator: "; ")
        case .evaluate, .repeat: return best ?? "no trial has given a value yet"
        case .posterior:
            let scales = zip(surrogate?.parameters ?? [], surrogate?.lengthScales ?? []).map {
                "\($0.name) \($1.short(2))"
            }
            return
                "length scales (shares of the range): \(scales.joined(separator: ", ")); noise \((surrogate?.noise ?? 0).short(2))"
        case .select: return "next: " + (chosen.last?.shortText ?? "nothing")
        }
    }

    /// Equal where everything that is shown is equal.
    public static func == (a: BayesianStep, b: BayesianStep) -> Bool {
        a.phase == b.phase && a.parameters == b.parameters && a.means == b.means && a.deviations == b.deviations
            && a.improvements == b.improvements && a.chosen == b.chosen && a.remark == b.remark
    }
}

extension BayesianStep: Presentable {
    /// `optimisation step`
    public static var kind: String { "optimisation step" }

    /// `step 4 of 6: update the surrogate: the posterior`
    public var summary: String { "step \(phase.rawValue) of 6: \(phase.title)" }

    /// The remark, and along one hyperparameter belief and improvement at some places.
    public func table(width: Int) -> String {
        var lines = [summary] + TextTable.wrap(remark, width)
        if parameters.count == 1, axes[0].count > 1 {
            let count = axes[0].count
            let places = count <= 11 ? Array(0..<count) : (0..<11).map { $0 * (count - 1) / 10 }
            var rows = [[parameters[0].name, "mean", "deviation"] + (improvements.isEmpty ? [] : ["EI"])]
            for place in places {
                let setting = parameters[0].domain.setting(axes[0][place])
                rows.append(
                    [setting.shortText, means[place].short(4), deviations[place].short(3)]
                        + (improvements.isEmpty ? [] : [improvements[place].short(3)]))
            }
            lines += TextTable.lines(rows, width: width, leftColumns: [])
        }
        return lines.joined(separator: "\n")
    }

    /// What was done.
    public var sentence: String { "\(summary): \(remark)." }
}

/// Bayesian optimisation in single steps: asks the study for trials where the steps say so, and has them evaluated.
public final class BayesianLoop {
    private let study: Study
    private let space: SearchSpace
    private let sampler: GPSampler
    private var next = BayesianStep.Phase.prior
    private var open: [OpenTrial] = []

    /// - Throws: `Mistake` unless the study has one objective and a Gaussian process, and the space one or two hyperparameters
    ///   that are always in force.
    public init(_ study: Study, _ space: SearchSpace) throws {
        guard let sampler = study.sampler as? GPSampler, study.directions.count == 1 else {
            throw Mistake(
                "the steps are those of Bayesian optimisation, and this study has \(study.sampler.name)",
                expected: "one objective and a Gaussian process", try: "sampler=GPSampler(n_startup_trials=3)",
                argument: "study")
        }
        guard (1...2).contains(space.parameters.count), space.parameters.allSatisfy({ $0.condition == nil }) else {
            throw Mistake(
                "a space of \(space.parameters.count) hyperparameters cannot be looked at whole",
                expected: "one or two, always in force", argument: "study")
        }
        guard sampler.startup <= 100 else {
            throw Mistake(
                "\(sampler.startup) first configurations are too many to be looked at", expected: "at most 100",
                try: "GPSampler(n_startup_trials=3)", argument: "study")
        }
        self.study = study
        self.space = space
        self.sampler = sampler
        // A study that has trials has left its beginning behind.
        if try study.history().informative >= max(sampler.startup, 2) { next = .posterior }
    }

    /// Takes the next step.
    ///
    /// - Throws: what the sampler or the store throws, and `Stopped`.
    public func step(
        work: Work = Work(), reason: (any Error) -> String = Study.reason, _ objective: (OpenTrial) throws -> [Double]
    ) throws -> BayesianStep {
        let phase = next
        switch phase {
        case .prior: next = .start
        case .start:
            for _ in 0..<max(sampler.startup, 2) { open.append(try study.ask(space, work: work)) }
            next = .evaluate
        case .evaluate, .repeat:
            try evaluate(reason, objective)
            next = try study.history().informative >= 2 ? .posterior : .start
        case .posterior: next = .select
        case .select:
            open.append(try study.ask(space, work: work))
            next = .repeat
        }
        let history = try study.history()
        // The belief that the choice was made with does not know the chosen trial.
        var seen = history
        seen.running = []
        let surrogate =
            try phase.rawValue < BayesianStep.Phase.posterior.rawValue
            ? nil : sampler.surrogate(seen, space.parameters, work: work)
        return try BayesianStep(
            phase, space.parameters, seen, surrogate: surrogate, chosen: open.map(\.configuration), work: work)
    }

    private func evaluate(
        _ reason: (any Error) -> String, _ objective: (OpenTrial) throws -> [Double]
    ) throws {
        while !open.isEmpty {
            let trial = open.removeFirst()
            try study.evaluate(trial, reason: reason, objective)
        }
    }
}
