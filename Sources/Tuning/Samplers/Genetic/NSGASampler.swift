import Answers
import Numbers
import RealModule
import Synchronization

/// A genetic search for a Pareto front: NSGA-II (Deb et al. 2002) and NSGA-III (Deb & Jain 2014).
///
/// The trials are taken in generations in the order in which they finish. Of a generation and its parents the better half are the
/// next parents: front by front, and of the first front that is too large the least crowded (II) or those nearest to the least
/// represented directions (III). Children come of two tournament winners by simulated binary crossover and polynomial
/// mutation; choices are taken from either parent, or drawn anew.
public struct NSGASampler: Sampler {
    /// II or III.
    public enum Version: String, Sendable, CaseIterable {
        case second = "II"
        case third = "III"
    }

    /// Which of the two: II keeps those that crowd least, III those nearest to reference directions.
    public let version: Version
    /// How many trials make a generation, 2 to 10⁵.
    public let population: Int
    /// The probability that a child has two parents.
    public let crossover: Double
    /// The probability that a hyperparameter is mutated; nil for one in their number.
    public let mutation: Double?
    private let memory = GenerationMemory()

    /// - Throws: `Mistake` for a population below 2 or a probability that is none.
    public init(
        _ version: Version = .second, population: Int = 50, crossover: Double = 0.9, mutation: Double? = nil
    ) throws {
        try Interval(2, 1e5).whole.check(population, "population_size", standard: 50)
        try Interval.share.check(crossover, "crossover_prob", standard: 0.9)
        if let mutation { try Interval.share.check(mutation, "mutation_prob") }
        self.version = version
        self.population = population
        self.crossover = crossover
        self.mutation = mutation
    }

    /// `NSGAIISampler(population_size=100)`
    public var name: String {
        Phrase.call(
            "NSGA\(version.rawValue)Sampler",
            [
                population == 50 ? nil : "population_size=\(population)",
                crossover == 0.9 ? nil : "crossover_prob=\(crossover.exactText)",
                mutation.map { "mutation_prob=\($0.exactText)" },
            ])
    }

    /// One population.
    public var firstGeneration: Int? { population }

    /// A child of two of the present parents; nil in the first generation.
    public func suggest(_ request: SuggestionRequest) throws -> [Double]? {
        let history = request.history
        let generation = history.finished.count / population
        guard generation > 0 else { return nil }
        let (all, allRanks) = try memory.parents(after: generation, request, self)
        let columns = request.parameters.map(history.column)
        let fit = all.indices.filter { index in columns.allSatisfy { !($0?.places[all[index]].isNaN ?? true) } }
        let parents = fit.map { all[$0] }
        let ranks = fit.map { allRanks[$0] }
        guard parents.count > 1 else { return nil }
        var stream = request.stream("genetic search")
        func winner() -> Int {
            let (a, b) = (stream.index(below: parents.count), stream.index(below: parents.count))
            return ranks[a] <= ranks[b] ? parents[a] : parents[b]
        }
        let (mother, father) = (winner(), winner())
        let isCrossed = stream.uniform() < crossover
        let rate = mutation ?? 1 / Double(request.parameters.count)
        return request.parameters.indices.map { axis in
            let domain = request.parameters[axis].domain
            guard let column = columns[axis] else { return domain.code(unit: stream.uniform()) }
            let (a, b) = (column.places[mother], column.places[father])
            if domain.isCategorical {
                if stream.uniform() < rate { return domain.code(unit: stream.uniform()) }
                return isCrossed && stream.uniform() < 0.5 ? b : a
            }
            var unit = domain.unitOfScaled(a)
            if isCrossed, stream.uniform() < 0.5 { unit = NSGASampler.blend(unit, domain.unitOfScaled(b), &stream) }
            if stream.uniform() < rate { unit = NSGASampler.mutated(unit, &stream) }
            return domain.code(unit: unit)
        }
    }

    /// Simulated binary crossover within 0…1 (Deb & Agrawal 1995, index 15).
    private static func blend(_ a: Double, _ b: Double, _ stream: inout RandomStream) -> Double {
        let u = stream.uniform()
        let isFirst = stream.uniform() < 0.5
        guard abs(a - b) > 1e-14 else { return a }
        let (low, high) = (min(a, b), max(a, b))
        let reach = 1 + 2 * min(low, 1 - high) / (high - low)
        let α = 2 - Double.pow(reach, -16)
        let β = u <= 1 / α ? Double.pow(u * α, 1 / 16.0) : Double.pow(1 / (2 - u * α), 1 / 16.0)
        let child = 0.5 * (low + high + (isFirst ? -1 : 1) * β * (high - low))
        return min(max(child, 0), 1)
    }

    /// Polynomial mutation within 0…1 (Deb & Agrawal 1999, index 20).
    private static func mutated(_ x: Double, _ stream: inout RandomStream) -> Double {
        let u = stream.uniform()
        let index = 21.0
        if u < 0.5 {
            let base = 2 * u + (1 - 2 * u) * Double.pow(1 - x, index)
            return min(max(x + Double.pow(base, 1 / index) - 1, 0), 1)
        }
        let base = 2 * (1 - u) + (2 * u - 1) * Double.pow(x, index)
        return min(max(x + 1 - Double.pow(base, 1 / index), 0), 1)
    }

    /// Losses of a trial; one that failed, or breaks a constraint, is behind all others by as much as it breaks it.
    static func losses(_ history: TrialHistory, _ place: Int) -> [Double] {
        let trial = history.finished[place]
        guard trial.state == .complete, trial.violation == 0 else {
            return history.directions.map { _ in trial.penalty }
        }
        return history.lossVector(place)
    }

    /// The better half of some trials.
    fileprivate func survivors(
        _ places: [Int], _ history: TrialHistory, _ stream: inout RandomStream, check: () throws -> Void
    ) rethrows -> [Int] {
        let losses = places.map { NSGASampler.losses(history, $0) }
        let sort = try ParetoSort(losses, check: check)
        var chosen: [Int] = []
        for front in sort.fronts {
            if chosen.count + front.count <= population {
                chosen += front
                continue
            }
            let free = population - chosen.count
            switch version {
            case .second:
                let crowding = sort.crowding(front)
                chosen += front.indices.sorted { crowding[$0] > crowding[$1] }.prefix(free).map { front[$0] }
            case .third:
                let niches = try Niches(
                    losses, chosen: chosen, candidates: front, population: population, check: check)
                chosen += niches.fill(free, &stream)
            }
            break
        }
        return chosen.map { places[$0] }
    }
}

/// The parents after each generation, which follow from the trials: remembered, so that a long study does not go through all
/// generations for every trial.
private final class GenerationMemory: Sendable {
    private struct State {
        var seed: UInt64 = 0
        /// For each generation its parents, and the last trial that it knew.
        var parents: [(places: [Int], ranks: [Int])] = []
        var marks: [Trial] = []
    }

    private let state = Mutex(State())

    func parents(after generation: Int, _ request: SuggestionRequest, _ sampler: NSGASampler) throws -> (
        places: [Int], ranks: [Int]
    ) {
        let (history, seed) = (request.history, request.seed)
        return try state.withLock { state in
            let size = sampler.population
            func mark(_ index: Int) -> Trial { history.finished[(index + 1) * size - 1] }
            let isSame =
                state.seed == seed && state.parents.count >= 1
                && state.marks.indices.prefix(generation).allSatisfy {
                    state.marks[$0].number == mark($0).number && state.marks[$0].values == mark($0).values
                }
            if !isSame { state = State(seed: seed) }
            while state.parents.count < generation {
                let index = state.parents.count
                let children = Array(index * size..<(index + 1) * size)
                var stream = RandomStream(seed: seed, purpose: "niches", index: UInt64(index))
                let check = { if request.work.isCancelled { throw Stopped() } }
                let chosen = try sampler.survivors(
                    (state.parents.last?.places ?? []) + children, history, &stream, check: check)
                let ranks = try ParetoSort(chosen.map { NSGASampler.losses(history, $0) }, check: check).ranks
                state.parents.append((chosen, ranks))
                state.marks.append(mark(index))
            }
            return state.parents[generation - 1]
        }
    }
}

/// NSGA-III's choice within a front: evenly spread directions, each of which wants to be represented.
private struct Niches {
    private let chosen: [Int]
    private let candidates: [Int]
    /// The nearest direction of each point, and the distance to it.
    private var directions: [Int: (index: Int, distance: Double)] = [:]

    init(
        _ losses: [[Double]], chosen: [Int], candidates: [Int], population: Int, check: () throws -> Void
    ) rethrows {
        self.chosen = chosen
        self.candidates = candidates
        let dimension = losses.first?.count ?? 0
        let all = chosen + candidates
        let ends = (0..<dimension).map { axis in
            (all.map { losses[$0][axis] }.min() ?? 0, all.map { losses[$0][axis] }.max() ?? 1)
        }
        let rays = Niches.rays(dimension, population)
        for index in all {
            try check()
            let point = (0..<dimension).map { axis in
                let range = ends[axis].1 - ends[axis].0
                return range > 0 ? (losses[index][axis] - ends[axis].0) / range : 0
            }
            var best = (index: 0, distance: Double.infinity)
            for (number, ray) in rays.enumerated() {
                let along = zip(point, ray).reduce(0) { $0 + $1.0 * $1.1 }
                let square = point.reduce(0) { $0 + $1 * $1 } - along * along
                if square < best.distance { best = (number, square) }
            }
            directions[index] = best
        }
    }

    /// Unit vectors over the simplex with p divisions, as many as the population has room for (Das & Dennis 1998).
    private static func rays(_ dimension: Int, _ population: Int) -> [[Double]] {
        func simplex(_ dimension: Int, _ rest: Int) -> [[Int]] {
            guard dimension > 1 else { return [[rest]] }
            return (0...rest).flatMap { first in simplex(dimension - 1, rest - first).map { [first] + $0 } }
        }
        var divisions = 1
        var count = dimension
        while dimension > 1 {
            // (p + d)!/(p!·d!) from the count before.
            let next = count * (divisions + dimension) / (divisions + 1)
            if next > population { break }
            count = next
            divisions += 1
        }
        return simplex(max(dimension, 1), divisions).map { point in
            let length = Double(point.reduce(0) { $0 + $1 * $1 }).squareRoot()
            return point.map { Double($0) / length }
        }
    }

    /// The candidates that are taken, one after the other for the direction that has the fewest.
    func fill(_ free: Int, _ stream: inout RandomStream) -> [Int] {
        var counts: [Int: Int] = [:]
        for index in chosen { if let ray = directions[index]?.index { counts[ray, default: 0] += 1 } }
        var waiting: [Int: [Int]] = [:]
        for index in candidates { if let ray = directions[index]?.index { waiting[ray, default: []].append(index) } }
        var taken: [Int] = []
        while taken.count < free, !waiting.isEmpty {
            let least = waiting.keys.map { counts[$0] ?? 0 }.min() ?? 0
            let rays = waiting.keys.filter { (counts[$0] ?? 0) == least }.sorted()
            let ray = rays[stream.index(below: rays.count)]
            var members = waiting[ray] ?? []
            let place =
                least == 0
                ? members.indices.min {
                    (directions[members[$0]]?.distance ?? 0) < (directions[members[$1]]?.distance ?? 0)
                }
                : stream.index(below: members.count)
            taken.append(members.remove(at: place ?? 0))
            counts[ray] = least + 1
            waiting[ray] = members.isEmpty ? nil : members
        }
        return taken
    }
}
