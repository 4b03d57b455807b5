import Answers

/// The grid over a space: m levels for each hyperparameter, so that n independent ones give m^n configurations; where a
/// value decides which others are in force, the branches are added up: Σ over branches ∏ levels.
public struct SpaceGrid: Sendable {
    /// The space whose hyperparameters have levels.
    public let space: SearchSpace
    /// The levels' codes, for each hyperparameter of the space.
    public let levels: [[Double]]
    /// How many configurations the grid has.
    public let count: Int
    /// How many configurations hang on each level of each hyperparameter: its children's, multiplied.
    private let weights: [[Int]]
    /// How many hang on the levels before each, and on all of them.
    private let starts: [[Int]]
    private let totals: [Int]
    /// The place of each code among a hyperparameter's levels.
    private let ranks: [[Double: Int]]
    /// Each hyperparameter's children on each level.
    private let children: [[[Int]]]

    /// - Parameter levels: how many levels a range takes; nil takes every value, which a range of real numbers does not have.
    /// - Throws: `Mistake` for such a range, fewer than one level, and a grid of more than 2⁶³ configurations.
    public init(_ space: SearchSpace, levels: Int?) throws {
        if let levels, levels < 1 {
            throw Mistake("a grid of \(levels) levels", expected: "at least 1", try: "levels=3", argument: "levels")
        }
        try self.init(
            space,
            levels: try space.parameters.map { parameter in
                try SpaceGrid.refuseHuge(parameter, min(levels ?? .max, parameter.domain.count ?? levels ?? 0))
                guard let codes = parameter.domain.levels(levels) else {
                    throw Mistake(
                        "\(parameter.name) is a range of real numbers, and a grid needs levels",
                        expected: "a number of levels, a step or choices", try: "levels=3", argument: "levels")
                }
                return codes
            })
    }

    private static func refuseHuge(_ parameter: SearchParameter, _ levels: Int) throws {
        try MemoryRoom.check(8 * Double(levels), for: "the levels of \(parameter.name)") { _ in "levels=3" }
    }

    /// The grid of these values, each once: `{"lr": [0.1, 0.01], "width": [32, 64]}`.
    ///
    /// - Throws: `Mistake` where a hyperparameter has no values, or one that its domain does not have.
    public init(_ space: SearchSpace, values: [String: [Setting]]) throws {
        try self.init(
            space,
            levels: try space.parameters.map { parameter in
                guard let settings = values[parameter.name], !settings.isEmpty else {
                    throw Mistake(
                        "the grid has no values of \(parameter.name)", expected: "at least one", argument: "values")
                }
                var seen: Set<Double> = []
                return try settings.map { setting in
                    guard let code = parameter.domain.code(setting) else {
                        throw Mistake(
                            "the grid has \(parameter.name) = \(setting.text)",
                            expected: "values of \(parameter.domain.text)", argument: "values")
                    }
                    return code
                }.filter { seen.insert($0).inserted }
            })
    }

    private init(_ space: SearchSpace, levels: [[Double]]) throws {
        self.space = space
        self.levels = levels
        let names = space.parameters.map(\.name)
        var children = levels.map { [[Int]](repeating: [], count: $0.count) }
        for (place, parameter) in space.parameters.enumerated() {
            guard let condition = parameter.condition, let parent = names.firstIndex(of: condition.parent) else {
                continue
            }
            let domain = space.parameters[parent].domain
            for (level, code) in levels[parent].enumerated() where condition.settings.contains(domain.setting(code)) {
                children[parent][level].append(place)
            }
        }
        var weights = levels.map { [Int](repeating: 1, count: $0.count) }
        var totals = [Int](repeating: 0, count: levels.count)
        // Children stand behind their parents.
        for place in levels.indices.reversed() {
            for level in levels[place].indices {
                weights[place][level] = try SpaceGrid.product(children[place][level].map { totals[$0] })
            }
            totals[place] = try SpaceGrid.sum(weights[place])
        }
        let roots = space.parameters.indices.filter { space.parameters[$0].condition == nil }
        count = try SpaceGrid.product(roots.map { totals[$0] })
        self.weights = weights
        self.children = children
        self.totals = totals
        starts = weights.map { weights in
            var sum = 0
            return weights.map { weight in
                defer { sum += weight }
                return sum
            }
        }
        ranks = levels.map { codes in Dictionary(codes.enumerated().map { ($1, $0) }) { first, _ in first } }
    }

    private static func product(_ counts: [Int]) throws -> Int {
        try counts.reduce(1) { try exact($0.multipliedReportingOverflow(by: $1)) }
    }

    private static func sum(_ counts: [Int]) throws -> Int {
        try counts.reduce(0) { try exact($0.addingReportingOverflow($1)) }
    }

    private static func exact(_ result: (partialValue: Int, overflow: Bool)) throws -> Int {
        guard !result.overflow else {
            throw Mistake(
                "the grid has more than 9·10¹⁸ configurations", expected: "fewer levels, or a search that draws",
                try: "sampler=\"random\"", argument: "levels")
        }
        return result.partialValue
    }

    /// The configuration of a number in 0 ..< count; the last hyperparameter changes fastest.
    public func configuration(_ index: Int) -> Configuration {
        var codes = [Double?](repeating: nil, count: levels.count)
        decode(index, space.parameters.indices.filter { space.parameters[$0].condition == nil }, &codes)
        var configuration = Configuration()
        for (place, parameter) in space.parameters.enumerated() {
            if let code = codes[place] { configuration[parameter.name] = parameter.domain.setting(code) }
        }
        return configuration
    }

    private func decode(_ index: Int, _ places: [Int], _ codes: inout [Double?]) {
        var rest = index
        for place in places.reversed() {
            let within = rest % totals[place]
            rest /= totals[place]
            // The last level that begins at or before it.
            var (level, end) = (0, starts[place].count)
            while end - level > 1 {
                let middle = (level + end) / 2
                if starts[place][middle] <= within { level = middle } else { end = middle }
            }
            codes[place] = levels[place][level]
            decode(within - starts[place][level], children[place][level], &codes)
        }
    }

    /// The number of a configuration, whatever the order of its names; nil where the grid does not have it.
    func index(of configuration: Configuration) -> Int? {
        encode(configuration, space.parameters.indices.filter { space.parameters[$0].condition == nil })
    }

    private func encode(_ configuration: Configuration, _ places: [Int]) -> Int? {
        var index = 0
        for place in places {
            guard let level = level(place, in: configuration),
                let inner = encode(configuration, children[place][level])
            else { return nil }
            index = index * totals[place] + starts[place][level] + inner
        }
        return index
    }

    /// Which level of a hyperparameter a configuration has.
    func level(_ place: Int, in configuration: Configuration) -> Int? {
        let parameter = space.parameters[place]
        return configuration[parameter.name].flatMap(parameter.domain.code).flatMap { ranks[place][$0] }
    }
}
