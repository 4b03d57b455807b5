import Answers

/// Every configuration of a grid once, in order: trial i takes the i-th.
public struct GridSampler: Sampler {
    /// Levels of a range; nil takes every value.
    public let levels: Int?
    /// The levels given by name; nil spreads `levels` of them.
    public let values: [String: [Setting]]?

    /// Up to `levels` levels for each hyperparameter, the ends among them.
    public init(levels: Int? = nil) {
        self.levels = levels
        values = nil
    }

    /// Exactly these values.
    public init(values: [String: [Setting]]) {
        levels = nil
        self.values = values
    }

    /// What was seen does not matter.
    public var looksBack: Bool { false }

    /// `GridSampler(levels=3)`
    public var name: String {
        Phrase.call("GridSampler", [levels.map { "levels=\($0)" }])
    }

    /// m^n, branches added up.
    public func size(of space: SearchSpace) throws -> Int? { try grid(space).count }

    /// The grid that it walks.
    public func grid(_ space: SearchSpace) throws -> SpaceGrid {
        if let values { return try SpaceGrid(space, values: values) }
        return try SpaceGrid(space, levels: levels)
    }

    /// The number-th configuration; after the last one the first again.
    public func suggest(_ request: SuggestionRequest) throws -> [Double]? {
        guard let space = try request.space ?? spaceOfValues() else {
            throw Mistake(
                "a grid search has to know the space before the first trial",
                expected: "the space, declared or as the grid's values", try: "GridSampler({\"lr\": [0.1, 0.01]})",
                argument: "sampler")
        }
        let grid = try grid(space)
        let configuration = grid.configuration(index(in: grid, request))
        return try request.parameters.map { parameter in
            guard let setting = configuration[parameter.name], let code = parameter.domain.code(setting) else {
                throw Mistake(
                    "the grid has no value for \(parameter.name)", expected: "values of \(parameter.domain.text)",
                    argument: "sampler")
            }
            return code
        }
    }

    /// The trial's own place; after trials that were set by hand the first place from there that nobody has taken.
    private func index(in grid: SpaceGrid, _ request: SuggestionRequest) -> Int {
        let own = (request.number + request.attempt) % grid.count
        let history = request.history
        guard history.hasFixed || history.running.contains(where: { !$0.fixed.names.isEmpty }) else { return own }
        let order = (0..<grid.count).lazy.map { (own + $0) % grid.count }
        return order.first { !history.knows(grid.configuration($0)) } ?? own
    }

    private func spaceOfValues() throws -> SearchSpace? {
        guard let values else { return nil }
        return try SearchSpace(values.sorted { $0.key < $1.key }.map { Parameter($0.key, .choice($0.value)) })
    }
}
