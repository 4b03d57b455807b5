import Answers
import Cards
import Numbers
import Solvers

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
                sigma == 1 / 6.0 ? nil : "sigma0=\(sigma.short(6))",
                startup == 1 ? nil : "n_startup_trials=\(startup)", population.map { "popsize=\($0)" },
            ])
    }

    /// The next sample of the search, and random choices.
    public func suggest(_ request: SuggestionRequest) throws -> [Double]? {
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

    private func nextPlace(_ parameters: [Parameter], _ request: SuggestionRequest) throws -> [Double] {
        let n = parameters.count
        // The first place of a search is its start, which no trial needs to try.
        let start = [Double](repeating: 0.5, count: n)
        let box = try SearchBox(
            lower: [Double](repeating: 0, count: n), upper: [Double](repeating: 1, count: n))
        var given: [String: Hyperparameter.Value] = ["sigma": .number(sigma), "tolerance": .number(0)]
        if let population { given["population"] = .number(Double(population)) }
        let seed = request.seed ^ "CMA-ES sampler".utf8.fnv1a
        guard var search = try SolverCatalog.make("CMAES", given).search(in: box, from: start, seed: seed, steps: 0)
        else {
            return start
        }
        var place = start
        search.ask(&place)
        _ = search.tell(.infinity)
        let history = request.history
        let columns = parameters.compactMap { history.columns[$0.name] }
        let losses = history.imputedLosses
        for index in history.finished.indices where columns.count == n {
            guard let loss = losses[index], search.end == nil else { continue }
            let units = zip(parameters, columns).map { parameter, column in
                (column.places[index] - parameter.domain.scale.low)
                    / (parameter.domain.scale.high - parameter.domain.scale.low)
            }
            guard units.allSatisfy(\.isFinite) else { continue }
            search.ask(&place)
            search.replaceSample(by: units)
            _ = search.tell(loss)
        }
        for _ in 0...history.running.count + request.attempt { search.ask(&place) }
        return place
    }
}
