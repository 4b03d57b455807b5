import Answers

/// One trial's configuration over a declared space: block after block, until the constraints hold and, where the space is
/// finite and not used up, nobody has tried it before.
struct Proposal {
    /// How often the sampler is asked again before values are drawn at random, and how often those are drawn.
    private static let (patience, draws) = (10, 10_000)

    let study: Study
    let space: SearchSpace
    let history: History
    let trial: Trial
    let work: Work

    func configuration() throws -> Configuration {
        let mayRepeat = try mayRepeat
        var valid: Configuration?
        for attempt in 0..<Proposal.draws {
            if work.isCancelled { throw Stopped() }
            let sampler: any Sampler = attempt < Proposal.patience ? study.sampler : RandomSampler()
            let configuration = try propose(sampler, attempt)
            guard try space.satisfiesConstraints(configuration) else { continue }
            if mayRepeat || !history.knows(configuration) { return configuration }
            valid = valid ?? configuration
            // A space whose rest the constraints forbid would be drawn from for long.
            if attempt > Proposal.patience * 20 { break }
        }
        if let valid { return valid }
        throw Mistake(
            "no configuration of \(Proposal.draws) satisfies "
                + space.constraints.map(\.text).joined(separator: " and "),
            expected: "constraints that leave something to try", argument: "constraints")
    }

    /// Whether a configuration may come twice: in a space without end it does not, and one that was seen whole has no other.
    private var mayRepeat: Bool {
        get throws {
            let size = space.parameters.reduce(1.0) { $0 * Double($1.domain.count ?? .max) }
            // In a large space the same does not come twice by chance.
            guard trial.fixed.names.isEmpty, size <= 10_000 else { return true }
            let isTree = space.parameters.contains { $0.condition != nil }
            let count = isTree ? try SpaceGrid(space, levels: nil).count : Int(size)
            return history.finished.count + history.running.count >= count
        }
    }

    private func propose(_ sampler: any Sampler, _ attempt: Int) throws -> Configuration {
        var codes = [Double?](repeating: nil, count: space.parameters.count)
        var configuration = Configuration()
        for block in space.blocks where block.condition?.holds(in: configuration) ?? true {
            var free: [Parameter] = []
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
                let request = SuggestionRequest(
                    parameters: free, space: space, places: places, configuration: configuration, history: history,
                    number: trial.number, seed: study.seed, attempt: attempt,
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
