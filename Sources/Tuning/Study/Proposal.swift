import Answers
import Numbers

/// One trial's configuration over a declared space: block after block, until the constraints hold and, where the space is
/// small and not used up, nobody has tried it before.
struct Proposal {
    /// How often the sampler is asked again before values are drawn at random, and how often those are drawn.
    private static let (patience, draws) = (10, 10_000)
    /// A space of more configurations is not searched for those that are left.
    private static let small = 10_000

    let sampler: any Sampler
    let seed: UInt64
    let space: SearchSpace
    let history: TrialHistory
    let trial: Trial
    let work: Work

    func configuration() throws -> Configuration {
        let grid = try smallGrid
        var valid: Configuration?
        for attempt in 0..<Proposal.draws {
            if work.isCancelled { throw Stopped() }
            if attempt == Proposal.patience, let grid {
                // What is left is not met by chance.
                guard let configuration = try untried(grid) ?? valid else { break }
                return configuration
            }
            let sampler: any Sampler = attempt < Proposal.patience ? sampler : RandomSampler()
            let configuration = try propose(sampler, attempt)
            guard try space.satisfiesConstraints(configuration) else { continue }
            if grid == nil || !history.knows(configuration) { return configuration }
            valid = valid ?? configuration
        }
        throw Mistake(
            "no configuration of \(Proposal.draws) satisfies "
                + space.constraints.map(\.text).joined(separator: " and "),
            expected: "constraints that leave something to try", argument: "constraints")
    }

    /// All configurations of a small space, none of which is tried twice before all were; nil of a larger one, in which the same
    /// does not come twice by chance, and where values were set by hand.
    private var smallGrid: SpaceGrid? {
        get throws {
            let size = space.parameters.reduce(1.0) { $0 * Double($1.domain.count ?? .max) }
            guard trial.fixed.names.isEmpty, size <= Double(Proposal.small) else { return nil }
            return try SpaceGrid(space, levels: nil)
        }
    }

    /// One of the configurations that nobody has tried and the constraints allow, each as likely as any other; nil where none is
    /// left.
    private func untried(_ grid: SpaceGrid) throws -> Configuration? {
        var rest = (0..<grid.count).filter { !history.knows(grid.configuration($0)) }
        var stream = RandomStream(seed: seed, purpose: "untried configuration", index: UInt64(trial.number))
        while !rest.isEmpty {
            if work.isCancelled { throw Stopped() }
            let place = stream.index(below: rest.count)
            let configuration = grid.configuration(rest[place])
            if try space.satisfiesConstraints(configuration) { return configuration }
            rest[place] = rest[rest.count - 1]
            rest.removeLast()
        }
        return nil
    }

    private func propose(_ sampler: any Sampler, _ attempt: Int) throws -> Configuration {
        var codes = [Double?](repeating: nil, count: space.parameters.count)
        var configuration = Configuration()
        for block in space.blocks where block.condition?.holds(in: configuration) ?? true {
            var free: [SearchParameter] = []
            var places: [Int] = []
            for (place, parameter) in zip(block.places, block.parameters) {
                if let code = trial.fixed[parameter.name].flatMap(parameter.domain.code) {
                    codes[place] = code
                } else if parameter.domain.isSingle {
                    codes[place] = parameter.domain.levels(nil)?.first
                } else {
                    free.append(parameter)
                    places.append(place)
                }
            }
            if !free.isEmpty {
                var known = trial.fixed
                for (name, setting) in zip(configuration.names, configuration.settings) { known[name] = setting }
                let request = SuggestionRequest(
                    parameters: free, space: space, places: places, configuration: known, history: history,
                    number: trial.number, seed: seed, attempt: attempt,
                    work: work)
                let suggested = try sampler.suggest(request) ?? RandomSampler().draw(request)
                for (place, code) in zip(places, suggested) { codes[place] = code }
            }
            for (place, parameter) in zip(block.places, block.parameters) {
                if let code = codes[place] { configuration[parameter.name] = parameter.domain.setting(code) }
            }
        }
        guard space.blocks.count > 1 else { return configuration }
        var ordered = Configuration()
        for parameter in space.parameters {
            if let setting = configuration[parameter.name] { ordered[parameter.name] = setting }
        }
        return ordered
    }
}
