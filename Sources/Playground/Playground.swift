import Answers
public import Landscapes
public import Numbers
public import Optimizers

/// A landscape, a rule and a start to play with: what a key does to it is `press`, what it looks like is `sheet`, the run that it
/// stands for is `run`. A value; nothing here knows a terminal or a window.
public struct Playground: Sendable {
    /// A landscape with the text that means it.
    struct Ground: Sendable {
        var landscape: Landscape
        /// As it is typed: `rosenbrock`, `f`, `lambda x, y: x**2 + y**2`.
        var source: String
        /// Where the run begins.
        var start: Point
        /// The stretch that is shown.
        var region: Domain

        init(_ landscape: Landscape, source: String, start: Point? = nil) {
            self.landscape = landscape
            self.source = source
            self.start = landscape.dimension == 1 ? Point((start ?? landscape.start).x, 0) : start ?? landscape.start
            region = landscape.domain
        }
    }

    /// What was asked for first, then every landscape of the laboratory; each keeps its start and its frame.
    var grounds: [Ground]
    var groundIndex = 0
    /// What was asked for first, then every rule of the laboratory; each keeps what was turned.
    var methods: [any Minimizer]
    var methodIndex = 0
    /// How many steps the run is to take.
    public internal(set) var steps: Int
    /// What everything random follows from.
    public let seed: UInt64
    private let writesSeed: Bool
    /// How landscapes and rules were before anybody turned them.
    private let first: (grounds: [Ground], methods: [any Minimizer])
    /// Why the last key did nothing; empty when it did something.
    var refusal = ""
    /// Whether the keys are listed instead of the picture.
    var showsKeys = false
    /// Seconds that the last run was given; nil when it was whole.
    var cut: Double?
    /// The picture of the landscape without a path, kept as long as landscape and frame stay.
    var scene: Scene?

    /// - Parameters:
    ///   - landscape: what is played on first; the laboratory's own follow it.
    ///   - source: the text that means it in the language.
    ///   - method: an optimizer or solver; the laboratory's rules follow it, each with its default rate.
    ///   - start: nil for the landscape's own.
    ///   - writesSeed: whether the line that makes the run again says the seed.
    public init(
        _ landscape: Landscape, source: String? = nil, _ method: any Minimizer, start: Point? = nil, steps: Int = 200,
        seed: UInt64 = 0, writesSeed: Bool = false
    ) {
        let source = source ?? landscape.summary
        grounds =
            [Ground(landscape, source: source, start: start)]
            + Landscape.all.filter { $0.summary != source }.map { Ground($0, source: $0.summary) }
        let name = (method as? Optimizer)?.name
        methods = [method] + RuleCatalog.cards.filter { $0.name != name }.compactMap { try? Optimizer($0) }
        first = (grounds, methods)
        self.steps = max(0, steps)
        self.seed = seed
        self.writesSeed = writesSeed
    }

    var ground: Ground {
        get { grounds[groundIndex] }
        set { grounds[groundIndex] = newValue }
    }

    /// What is played on.
    public var landscape: Landscape { ground.landscape }

    /// Where the run begins; y is 0 on a curve.
    public var start: Point { ground.start }

    /// The rule or solver that runs.
    public internal(set) var method: any Minimizer {
        get { methods[methodIndex] }
        set { methods[methodIndex] = newValue }
    }

    /// Takes back what was turned on this landscape and this rule.
    mutating func reset() {
        ground = first.grounds[groundIndex]
        method = first.methods[methodIndex]
    }

    /// The line of the language that makes the run again, bit for bit.
    public var line: String {
        let start = start.short(17, dimension: landscape.dimension)
        let seed = writesSeed ? ", seed=\(seed)" : ""
        return "minimize(\(ground.source), \(method.summary), start=\(start), steps=\(steps)\(seed))"
    }
}
