import Answers
import RealModule
import Synchronization

/// Tree-structured Parzen estimators (Bergstra et al. 2011; Watanabe 2023): the tried configurations are divided into good and
/// other ones, each part is turned into a density, l and g, and of 24 draws from l the one with the largest l(x)/g(x) is
/// proposed.
///
/// Defaults and details are those of Optuna 5: good are the best min(⌈0.1·n⌉, 25); all hyperparameters that are in force
/// together share one kernel for each trial (multivariate); older trials of the other part count less; trials that are
/// running (constant liar) and, here, that failed belong to the other part. Choices about conditional hyperparameters are made block by
/// block, as with Optuna's `group=True`.
public struct TPESampler: Sampler {
    /// Trials with values before the first proposal; until then values are drawn at random.
    public let startup: Int
    /// Draws from l.
    public let candidates: Int
    /// One kernel for all hyperparameters of a block; else each hyperparameter by itself. Nil: unless there are several
    /// objectives.
    public let multivariate: Bool?
    /// Whether running trials keep others away.
    public let constantLiar: Bool
    private let memory = EstimatorMemory()

    /// - Throws: `Mistake` for a negative number of start-up trials and less than one candidate.
    public init(startup: Int = 10, candidates: Int = 24, multivariate: Bool? = nil, constantLiar: Bool = true) throws {
        try Interval.atLeast(0).whole.check(startup, "n_startup_trials", standard: 10)
        try Interval(1, 1e6).whole.check(candidates, "n_ei_candidates", standard: 24)
        self.startup = startup
        self.candidates = candidates
        self.multivariate = multivariate
        self.constantLiar = constantLiar
    }

    /// With Optuna's defaults.
    public init() {
        startup = 10
        candidates = 24
        multivariate = nil
        constantLiar = true
    }

    /// `TPESampler(n_startup_trials=5)`
    public var name: String {
        Phrase.call(
            "TPESampler",
            [
                startup == 10 ? nil : "n_startup_trials=\(startup)",
                candidates == 24 ? nil : "n_ei_candidates=\(candidates)",
                multivariate.map { "multivariate=\($0 ? "True" : "False")" },
                constantLiar ? nil : "constant_liar=False",
            ])
    }

    /// As configured; for several objectives it is seldom better.
    public var isJoint: Bool { multivariate ?? true }

    /// Of some draws from l, the density of the better trials, the one with the largest l/g, g being that of the others (Bergstra et al.
    /// 2011).
    ///
    /// - Returns: nil before there are as many trials as it begins with.
    /// - Throws: `Stopped`.
    public func suggest(_ request: SuggestionRequest) throws -> [Double]? {
        guard request.history.informative >= startup else { return nil }
        let isMultivariate = multivariate ?? (request.history.directions.count == 1)
        if isMultivariate || request.parameters.count == 1 { return try suggest(request, request.parameters) }
        return try request.parameters.map { try suggest(request, [$0])[0] }
    }

    private func suggest(_ request: SuggestionRequest, _ parameters: [SearchParameter]) throws -> [Double] {
        if request.work.isCancelled { throw Stopped() }
        let key = EstimatorMemory.Key(request, parameters)
        // Asked once more for the same trial, it draws from the same densities.
        var pair: EstimatorMemory.Pair
        if request.attempt > 0, let known = memory.pair(for: key) {
            pair = known
        } else {
            let split = try TPESplit(request.history, parameters, constantLiar: constantLiar, work: request.work)
            pair = (split.estimator(parameters, good: true), split.estimator(parameters, good: false))
        }
        defer { memory.keep(pair, for: key) }
        var stream = request.stream("tree-structured Parzen estimators", parameters[0].name)
        let drawn = pair.good.draw(candidates, &stream)
        let gains = zip(pair.good.logDensities(drawn), pair.other.logDensities(drawn)).map { $0 - $1 }
        var best = 0
        for index in gains.indices where gains[index] > gains[best] { best = index }
        let d = parameters.count
        return parameters.indices.map { axis in
            let domain = parameters[axis].domain
            let place = drawn[best * d + axis]
            return domain.isCategorical ? place : domain.code(scaled: place)
        }
    }
}

/// The densities of the last proposal, for whoever asks once more for the same trial.
private final class EstimatorMemory: Sendable {
    typealias Pair = (good: ParzenEstimator, other: ParzenEstimator)

    struct Key: Equatable {
        let number: Int
        let seed: UInt64
        let parameters: [SearchParameter]
        let finished: Int
        let last: Trial?
        let running: [Trial]

        init(_ request: SuggestionRequest, _ parameters: [SearchParameter]) {
            (number, seed, self.parameters) = (request.number, request.seed, parameters)
            (finished, last) = (request.history.finished.count, request.history.finished.last)
            running = request.history.running
        }
    }

    private let known = Mutex<(key: Key, pair: Pair)?>(nil)

    /// The densities, which are then the caller's.
    func pair(for key: Key) -> Pair? {
        known.withLock { known in
            guard let found = known, found.key == key else { return nil }
            known = nil
            return found.pair
        }
    }

    func keep(_ pair: Pair, for key: Key) { known.withLock { $0 = (key, pair) } }
}
