import Answers
import Synchronization

/// Every configuration of a grid once, in order: a trial takes the first that the constraints allow and nobody has tried.
public struct GridSampler: Sampler {
    /// Levels of a range; nil takes every value.
    public let levels: Int?
    /// The levels given by name; nil spreads `levels` of them.
    public let values: [String: [Setting]]?
    private let memory = GridMemory()

    /// Up to `levels` levels for each hyperparameter, the ends among them.
    public init(levels: Int? = nil) {
        self.levels = levels
        values = nil
    }

    /// Exactly these values of each hyperparameter, in their order.
    public init(values: [String: [Setting]]) {
        levels = nil
        self.values = values
    }

    /// What was seen does not matter.
    public var looksBack: Bool { false }

    /// `GridSampler(levels=3)`, `GridSampler({"x": [1, 5, 9]})`
    public var name: String {
        let space = values.map { values in
            let pairs = values.sorted { $0.key < $1.key }.map { name, settings in
                "\(JSON.string(name).text): [\(settings.map(\.source).joined(separator: ", "))]"
            }
            return "{\(pairs.joined(separator: ", "))}"
        }
        return Phrase.call("GridSampler", [space, levels.map { "levels=\($0)" }])
    }

    /// m^n, branches added up; the constraints may leave fewer.
    public func size(of space: SearchSpace) throws -> Int? { try grid(space).count }

    /// The grid that it walks: every combination of the levels, the last hyperparameter fastest.
    ///
    /// - Throws: `Mistake` for a range of real numbers without levels, a grid beyond the memory, and values that the space does not have.
    public func grid(_ space: SearchSpace) throws -> SpaceGrid {
        if let values { return try SpaceGrid(space, values: values) }
        do { return try SpaceGrid(space, levels: levels) } catch let mistake as Mistake where levels == nil {
            throw Mistake(
                mistake.problem, expected: mistake.expected ?? "", try: "sampler=GridSampler(levels=3)",
                argument: "sampler")
        }
    }

    /// A grid of values knows what it will be asked for.
    public func foreseen(_ history: TrialHistory) throws -> [SearchParameter] {
        try spaceOfValues()?.parameters ?? history.common ?? []
    }

    /// The first configuration, in the grid's order, that the constraints allow and nobody has tried or is trying; of those with
    /// the values that were set by hand, where the grid has these.
    ///
    /// - Throws: `NothingLeft` after the last one.
    public func suggest(_ request: SuggestionRequest) throws -> [Double]? {
        guard let space = try request.space ?? spaceOfValues() else {
            throw Mistake(
                "a grid search has to know the space before the first trial",
                expected: "the space, declared or as the grid's values", try: "GridSampler({\"lr\": [0.1, 0.01]})",
                argument: "sampler")
        }
        let configuration = try next(in: space, request)
        return try request.parameters.map { parameter in
            guard let setting = configuration[parameter.name], let code = parameter.domain.code(setting) else {
                throw Mistake(
                    "the grid has no value for \(parameter.name)", expected: "values of \(parameter.domain.text)",
                    argument: "sampler")
            }
            return code
        }
    }

    private func next(in space: SearchSpace, _ request: SuggestionRequest) throws -> Configuration {
        let history = request.history
        var walk = try memory.walk(over: space, history) ?? GridMemory.Walk(grid: grid(space))
        defer { memory.keep(walk) }
        let grid = walk.grid
        for trial in history.finished[walk.told...] {
            if let index = grid.index(of: trial.configuration) { walk.taken.insert(index) }
        }
        (walk.told, walk.last) = (history.finished.count, history.finished.last)
        func allows(_ index: Int) throws -> Bool {
            if request.work.isCancelled { throw Stopped() }
            return try space.constraints.isEmpty || space.satisfiesConstraints(grid.configuration(index))
        }
        // What is passed over here is passed over for good.
        while walk.first < grid.count, try walk.taken.contains(walk.first) || !allows(walk.first) { walk.first += 1 }
        let running = Set(history.running.compactMap { grid.index(of: $0.configuration) })
        let known = space.parameters.indices.compactMap { place in
            grid.level(place, in: request.configuration).map { (place: place, level: $0) }
        }
        func fits(_ index: Int) throws -> Bool {
            guard !known.isEmpty else { return try allows(index) }
            let configuration = grid.configuration(index)
            return try known.allSatisfy { grid.level($0.place, in: configuration) == $0.level } && allows(index)
        }
        for index in walk.first..<grid.count where !walk.taken.contains(index) && !running.contains(index) {
            if try fits(index) { return grid.configuration(index) }
        }
        // Who sets a part by hand gets the rest, though it has been tried.
        if !request.configuration.names.isEmpty, let index = try (0..<grid.count).first(where: fits) {
            return grid.configuration(index)
        }
        throw NothingLeft()
    }

    private func spaceOfValues() throws -> SearchSpace? {
        guard let values else { return nil }
        return try SearchSpace(
            values.sorted { $0.key < $1.key }.map { name, settings in
                // 32 and 32.0 are one value.
                let distinct = settings.indices.filter { index in
                    !settings[..<index].contains {
                        $0 == settings[index] || $0.number.map { $0 == settings[index].number } ?? false
                    }
                }
                return SearchParameter(name, .choice(distinct.map { settings[$0] }))
            })
    }
}

/// The grid, and how far the trials have come on it: going on from there gives what going through all trials would, in less time.
private final class GridMemory: Sendable {
    struct Walk {
        let grid: SpaceGrid
        /// The finished trials' numbers on the grid, and the first number that is not passed over.
        var taken: Set<Int> = []
        var first = 0
        /// Trials that it has been led through, and the last of them.
        var told = 0
        var last: Trial?

        init(grid: SpaceGrid) { self.grid = grid }
    }

    private let known = Mutex<Walk?>(nil)

    /// The walk, where it belongs to this space and to the beginning of this history; it is then the caller's.
    func walk(over space: SearchSpace, _ history: TrialHistory) -> Walk? {
        known.withLock { known in
            guard let walk = known, walk.grid.space == space, walk.told <= history.finished.count,
                walk.told == 0 || history.finished[walk.told - 1] == walk.last
            else { return nil }
            known = nil
            return walk
        }
    }

    func keep(_ walk: Walk) { known.withLock { $0 = walk } }
}
