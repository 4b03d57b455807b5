internal import Answers
import Numbers

/// Population based training (Jaderberg et al. 2017): some trainings at once, each with hyperparameters of its own. After every
/// round those that are behind go on from where one of those in front stands, with its hyperparameters a little changed: a search for a
/// schedule, in the time of one training.
public struct PopulationTraining: Sendable {
    /// What one member of the population did in one round.
    public struct Round: Sendable, Equatable {
        /// The member's number in the population, from 0.
        public let member: Int
        /// The round's number, from 0.
        public let round: Int
        /// The hyperparameters that it trained with.
        public let configuration: Configuration
        /// How good it was after the round.
        public let value: Double
        /// The member whose state it goes on from; nil for its own.
        public let parent: Int?
    }

    /// What the hyperparameters may be; all in force always.
    public let space: SearchSpace
    /// How many members are trained side by side, at least 2.
    public let population: Int
    /// The share of the population that is replaced after a round, and that replaces it.
    public let truncation: Double
    /// What a number is multiplied by, one or the other.
    public let factors: (Double, Double)
    /// The probability that a hyperparameter is drawn anew instead.
    public let resample: Double
    /// Which way the value is to go.
    public let direction: Direction
    /// All random numbers follow from it.
    public let seed: UInt64

    /// The paper's settings.
    ///
    /// - Throws: `Mistake` for fewer than two members, shares out of range, and conditional spaces.
    public init(
        _ space: SearchSpace, population: Int, truncation: Double = 0.2, factors: (Double, Double) = (0.8, 1.2),
        resample: Double = 0.25, direction: Direction = .minimize, seed: UInt64
    ) throws {
        guard population >= 2 else {
            throw Mistake("a population of \(population)", expected: "at least 2", argument: "population")
        }
        guard truncation > 0, truncation <= 0.5 else {
            throw Mistake(
                "truncation = \(truncation.short())", expected: "a share above 0 and at most 0.5",
                argument: "truncation")
        }
        guard factors.0 > 0, factors.1 > 0, factors.0.isFinite, factors.1.isFinite else {
            throw Mistake(
                "factors = (\(factors.0.short()), \(factors.1.short()))", expected: "numbers above 0",
                try: "(0.8, 1.2)",
                argument: "factors")
        }
        guard (0...1).contains(resample) else {
            throw Mistake("resample = \(resample.short())", expected: "a probability", argument: "resample")
        }
        if let odd = space.parameters.first(where: { $0.condition != nil }) {
            throw Mistake(
                "\(odd.name) is not always in force", expected: "hyperparameters that every member has",
                argument: "space")
        }
        (self.space, self.population, self.truncation, self.factors) = (space, population, truncation, factors)
        (self.resample, self.direction, self.seed) = (resample, direction, seed)
    }

    /// Trains.
    ///
    /// - Parameters:
    ///   - begin: the state of each member before its first round.
    ///   - train: takes all members through one round and says how good each is; a value that is not a number is the worst.
    ///   - follow: the state of a member that goes on from another's with other hyperparameters; called after the round.
    /// - Returns: the rounds of all members in order, and the states at the end.
    public func run<State>(
        rounds: Int, begin: (_ member: Int, Configuration) throws -> State,
        train: (_ round: Int, inout [State]) throws -> [Double],
        follow: (_ other: State, _ member: Int, Configuration) throws -> State
    ) throws -> (rounds: [Round], states: [State]) {
        var configurations = (0..<population).map { member in drawn(member) }
        var states = try configurations.enumerated().map { try begin($0, $1) }
        var all: [Round] = []
        for round in 0..<rounds {
            let values = try train(round, &states)
            var parents = [Int?](repeating: nil, count: population)
            let used = configurations
            if round + 1 < rounds {
                let order = ranking(values)
                let count = max(1, Int((Double(population) * truncation).rounded(.down)))
                // Nobody goes on from one whose value is no number, and whoever has none goes on from another.
                let front = order.prefix(count).filter { !values[$0].isNaN }
                let behind = order.indices.filter { $0 >= population - count || values[order[$0]].isNaN }.map {
                    order[$0]
                }
                // All copies are of states as they stood after the round.
                let before = states
                for member in front.isEmpty ? [] : behind where !front.contains(member) {
                    var stream = RandomStream(
                        seed: seed, purpose: "population", index: UInt64(round) << 32 | UInt64(member))
                    let parent = front[min(Int(stream.uniform() * Double(front.count)), front.count - 1)]
                    parents[member] = parent
                    configurations[member] = explored(used[parent], &stream)
                    states[member] = try follow(before[parent], member, configurations[member])
                }
            }
            for member in 0..<population {
                all.append(
                    Round(
                        member: member, round: round, configuration: used[member], value: values[member],
                        parent: parents[member]))
            }
        }
        return (all, states)
    }

    /// The members from the best to the worst; of equals the lower number first.
    private func ranking(_ values: [Double]) -> [Int] {
        values.indices.sorted { a, b in
            let (x, y) = (values[a], values[b])
            if x.isNaN || y.isNaN { return x.isNaN == y.isNaN ? a < b : y.isNaN }
            let (p, q) = (direction.loss(x), direction.loss(y))
            return p == q ? a < b : p < q
        }
    }

    private func drawn(_ member: Int) -> Configuration {
        var stream = RandomStream(seed: seed, purpose: "population begins", index: UInt64(member))
        var configuration = Configuration()
        for parameter in space.parameters {
            configuration[parameter.name] = parameter.domain.setting(parameter.domain.code(unit: stream.uniform()))
        }
        return configuration
    }

    /// Each hyperparameter times one of the factors, within its range, or now and then drawn anew; a choice is kept or drawn anew.
    private func explored(_ configuration: Configuration, _ stream: inout RandomStream) -> Configuration {
        var changed = configuration
        for parameter in space.parameters {
            let domain = parameter.domain
            let isDrawn = stream.uniform() < resample
            let draw = stream.uniform()
            if isDrawn {
                changed[parameter.name] = domain.setting(domain.code(unit: draw))
            } else if !domain.isCategorical, let code = configuration[parameter.name].flatMap(domain.code) {
                let factor = draw < 0.5 ? factors.0 : factors.1
                changed[parameter.name] = domain.setting(domain.moved(code, by: factor))
            }
        }
        return changed
    }
}

extension ParameterDomain {
    /// A number times a factor, within the range and on its steps: at least one step away, where 1 · 1.2 would stay 1.
    fileprivate func moved(_ code: Double, by factor: Double) -> Double {
        let found = self.code(scaled: scaled(code * factor))
        let step: Double?
        switch self {
        case .float(_, _, _, let width): step = width
        case .int(_, _, _, let width): step = Double(width)
        case .choice: step = nil
        }
        guard found == code, factor != 1, let step else { return found }
        // Away from 0 for a factor above 1.
        let isUp = (factor > 1) == (code >= 0)
        let next = code + (isUp ? step : -step)
        return self.code(.number(next)) == nil ? code : next
    }
}
