import Answers
import Cards
import Numbers
import Solvers
import Synchronization

/// The solvers' covariance matrix adaptation, over the unit cube of the hyperparameters that have an order; choices are drawn
/// at random.
///
/// The search is led through all trials that finished, in their order, and asked for its next place: so the proposal follows from
/// what is visible, as with every sampler. Where trials finish out of turn, places that came from elsewhere are taken in as if
/// the search had asked for them.
public struct CMAESSampler: Sampler {
    /// First standard deviation, as a share of each range.
    public let sigma: Double
    /// Trials with values before the first proposal.
    public let startup: Int
    /// Samples per generation; nil for 4 + ⌊3 ln n⌋.
    public let population: Int?
    private let memory = SearchMemory()

    /// - Throws: `Mistake` for a deviation that is not positive or fewer than 4 samples per generation.
    public init(sigma: Double = 1 / 6.0, startup: Int = 1, population: Int? = nil) throws {
        try Interval.positive.check(sigma, "sigma0", standard: 1 / 6.0)
        try Interval.atLeast(0).whole.check(startup, "n_startup_trials", standard: 1)
        if let population { try Interval(4, 1e5).whole.check(population, "popsize") }
        self.sigma = sigma
        self.startup = startup
        self.population = population
    }

    /// `CmaEsSampler()`
    public var name: String {
        Phrase.call(
            "CmaEsSampler",
            [
                sigma == 1 / 6.0 ? nil : "sigma0=\(sigma.exactText)",
                startup == 1 ? nil : "n_startup_trials=\(startup)", population.map { "popsize=\($0)" },
            ])
    }

    /// The next sample of the search, and random choices.
    ///
    /// - Throws: `Mistake` for several objectives.
    public func suggest(_ request: SuggestionRequest) throws -> [Double]? {
        guard request.history.directions.count == 1 else {
            throw Mistake(
                "CMA-ES searches for one objective, and the study has \(request.history.directions.count)",
                expected: "a sampler for several", try: "sampler=\"nsga2\"", argument: "sampler"
            ).raised(as: "ValueError")
        }
        let ordered = request.parameters.indices.filter { !request.parameters[$0].domain.isCategorical }
        guard request.history.informative >= startup, !ordered.isEmpty else { return nil }
        let parameters = ordered.map { request.parameters[$0] }
        var place = try nextPlace(parameters, request)
        for axis in place.indices { place[axis] = min(max(place[axis], 0), 1) }
        var codes = RandomSampler().draw(request)
        for (axis, index) in ordered.enumerated() {
            codes[index] = request.parameters[index].domain.code(unit: place[axis])
        }
        return codes
    }

    private func nextPlace(_ parameters: [SearchParameter], _ request: SuggestionRequest) throws -> [Double] {
        let n = parameters.count
        let history = request.history
        var place = [Double](repeating: 0.5, count: n)
        let columns = parameters.compactMap(history.column)
        guard columns.count == n else { return place }
        let key = SearchMemory.Key(seed: request.seed, parameters: parameters)
        var state = try memory.state(for: key, history) ?? SearchMemory.State(search: search(n, request.seed))
        while state.told < history.finished.count {
            if request.work.isCancelled { throw Stopped() }
            let index = state.told
            state.told += 1
            state.last = history.finished[index]
            // One that failed, or breaks a constraint, is behind all others by as much as it breaks it: only ranks count.
            let trial = history.finished[index]
            let loss = (trial.violation <= 0 ? history.knownLoss(index) : nil) ?? trial.penalty
            guard loss > -.infinity, state.search.end == nil else { continue }
            let units = zip(parameters, columns).map { parameter, column in
                parameter.domain.unitOfScaled(column.places[index])
            }
            guard units.allSatisfy(\.isFinite) else { continue }
            state.search.ask(&place)
            state.search.replaceSample(by: units)
            _ = state.search.tell(min(loss, trial.penalty))
        }
        memory.keep(state, for: key)
        for _ in 0...history.running.count + request.attempt { state.search.ask(&place) }
        return place
    }

    /// The search before any trial. Its first place is its start, which no trial needs to try.
    private func search(_ n: Int, _ seed: UInt64) throws -> any AskTell {
        let box = try SearchBox(lower: [Double](repeating: 0, count: n), upper: [Double](repeating: 1, count: n))
        var given: [String: Hyperparameter.Value] = ["sigma": .number(sigma), "tolerance": .number(0)]
        if let population { given["population"] = .number(Double(population)) }
        guard
            var search = try SolverCatalog.make("CMAES", given).search(
                in: box, from: box.centre, seed: seed ^ "CMA-ES sampler".utf8.fnv1a, steps: 0)
        else { throw Mistake("CMA-ES is no search by values", argument: "sampler") }
        var place = box.centre
        search.ask(&place)
        _ = search.tell(.infinity)
        return search
    }
}

/// The search as the last proposal left it: going on from there gives what going through all trials would, in less time.
private final class SearchMemory: Sendable {
    struct Key: Equatable {
        let seed: UInt64
        let parameters: [SearchParameter]
    }

    struct State {
        var search: any AskTell
        /// Trials that it has been led through, and the last of them.
        var told = 0
        var last: Trial?

        init(search: any AskTell) { self.search = search }
    }

    private let known = Mutex<(key: Key, state: State)?>(nil)

    /// The state, where it belongs to the beginning of this history.
    func state(for key: Key, _ history: TrialHistory) -> State? {
        known.withLock { known in
            guard let known, known.key == key, known.state.told <= history.finished.count, known.state.told > 0,
                known.state.last == history.finished[known.state.told - 1]
            else { return nil }
            return known.state
        }
    }

    func keep(_ state: State, for key: Key) { known.withLock { $0 = (key, state) } }
}
