public import Figures
import Inspection
public import Answers
public import Numbers
public import Optimizers

/// A value that has its place in the picture of a landscape: the landscape itself, runs over it, recorded weights.
public protocol OnLandscape: Animated {
    /// The function that it is or lies on; nil for one that lies on whatever slice it is drawn on.
    var drawnOn: (any Objective)? { get }
    /// The runs it holds.
    var runs: [Run] { get }
    /// Its paths over a function.
    ///
    /// - Throws: `Mistake` when it has no place on it.
    func trajectories(on objective: any Objective, work: Work) throws -> [Trajectory]
}

extension OnLandscape {
    /// What the first of its runs is on.
    public var drawnOn: (any Objective)? { runs.first?.objective }
    /// None.
    public var runs: [Run] { [] }
    /// The paths of its runs.
    public func trajectories(on objective: any Objective, work: Work) throws -> [Trajectory] { runs.map(\.trajectory) }

    /// The paths growing over their landscape.
    public func animation(with others: [any Drawable], frames count: Int, work: Work) throws -> Animation {
        let runs = [self as any Drawable].runs + others.runs
        guard !runs.isEmpty else {
            throw Mistake(
                "\(summary) has no path over a landscape", expected: "a run, or a list of runs",
                try: "minimize(rosenbrock, Adam(lr=0.05), steps=200)")
        }
        return Animation(growing: try Figure.paths(runs, PlotOptions(), work: work), frames: count)
    }
}

extension [any Drawable] {
    /// Those that have their place in the picture of a landscape.
    var onLandscape: [any OnLandscape] { compactMap { $0 as? any OnLandscape } }

    /// The runs among the values: comparisons and experiments hold some too.
    public var runs: [Run] { onLandscape.flatMap(\.runs) }
}

/// A function that knows how it is drawn.
protocol Charted: Objective {
    /// The function as the pictures see it. One value of a network's loss may take long: it asks `work` on its way.
    func lossSurface(work: Work) -> LossSurface
    /// What is needed to draw it again: its name, its formula, the parameters' values.
    var facts: [String] { get }
    /// Of these what the name does not say.
    var ownFacts: [String] { get }
    /// Adds what only its picture without paths shows.
    func complete(_ figure: inout Figure, _ options: PlotOptions)
    /// A path of weights as it falls on it.
    ///
    /// - Throws: `Mistake` when it has no place there.
    func shadow(of path: WeightPath, work: Work) throws -> Trajectory
}

extension Objective {
    /// What is needed to draw it again.
    var facts: [String] { (self as? any Charted)?.facts ?? [name] }

    /// Of these what the name does not say.
    var ownFacts: [String] { (self as? any Charted)?.ownFacts ?? [] }

    /// The function as the pictures see it; one that says no frame of its own is shown around the runs.
    func lossSurface(around runs: [Run], work: Work) -> LossSurface {
        if let charted = self as? any Charted { return charted.lossSurface(work: work) }
        let points = runs.flatMap(\.path).filter(\.isFinite)
        func range(_ values: [Double]) -> ClosedRange<Double> {
            let (low, high) = (values.min() ?? -1, values.max() ?? 1)
            let air = max(0.25 * (high - low), 0.1)
            return (low - air)...(high + air)
        }
        return LossSurface(
            name: name, x: range(points.map(\.x)), y: range(points.map(\.y)), value: { value(at: $0) })
    }
}
