import Answers
public import Numbers

/// A run as the pictures see it.
public struct Trajectory: Sendable {
    /// The rule with its rate: `Adam(lr=0.05)`.
    public var name: String
    /// The name of the function it ran on.
    public var landscape: String
    /// The places reached, the start first; not finite where the run ran away.
    public var points: [Point]
    /// The loss at each point of the path, as many as points.
    public var losses: [Double]
    /// The length of the gradient at each point; empty where the run kept none.
    public var gradientNorms: [Double]
    /// Further facts for the caption: `500 gradient evaluations`, `clipnorm=1`, `seed 7`.
    public var facts: [String]
    /// Whether the run ran away; sentence and label then say so instead of a loss.
    public var hasDiverged: Bool
    /// Steps between two points; more than 1 where a long run kept only some of them.
    public var stride: Int
    /// Steps of the run, of which `points` may keep only some.
    public var steps: Int

    /// - Parameter steps: nil for as many as there are points after the start.
    public init(
        name: String, landscape: String, points: [Point], losses: [Double], gradientNorms: [Double] = [],
        facts: [String] = [], hasDiverged: Bool = false, stride: Int = 1, steps: Int? = nil
    ) {
        self.name = name
        self.landscape = landscape
        self.points = points
        self.losses = losses
        self.gradientNorms = gradientNorms
        self.facts = facts
        self.hasDiverged = hasDiverged
        self.stride = max(1, stride)
        self.steps = steps ?? max(0, points.count - 1)
    }

    /// The step of the i-th kept point.
    func step(_ index: Int) -> Double { index == points.count - 1 ? Double(steps) : Double(index * stride) }

    /// Places of a way at most that are all drawn.
    private static let most = 1 << 14

    /// The way with few enough places to be drawn at once: every so many of them, an odd number, so that a way that swings
    /// from side to side still does.
    public var drawn: Trajectory {
        guard points.count > Trajectory.most else { return self }
        let every = points.count / Trajectory.most / 2 * 2 + 1
        guard every > 1 else { return self }
        let kept = Array(Swift.stride(from: 0, to: points.count - 1, by: every)) + [points.count - 1]
        func some<T>(_ all: [T]) -> [T] { all.count == points.count ? kept.map { all[$0] } : all }
        var drawn = self
        (drawn.points, drawn.losses, drawn.gradientNorms) = (some(points), some(losses), some(gradientNorms))
        drawn.stride = stride * every
        return drawn
    }

    /// A quantity of each kept point over its step.
    func series(_ name: String, _ values: [Double]) -> DataSeries {
        DataSeries(name, values.enumerated().map { Point(step($0.offset), $0.element) })
    }
    var start: Point? { points.first { $0.isFinite } }
    var end: Point? { points.last { $0.isFinite } }
    var finalLoss: Double? { losses.last }

    /// `Adam(lr=0.05): loss 0.11`
    var label: String {
        guard let loss = finalLoss else { return name }
        return hasDiverged || !loss.isFinite ? "\(name): diverged" : "\(name): loss \(Tick.text(loss, digits: 3))"
    }

    /// A dot every so many steps: about ten over the run, at a round number.
    var dotEvery: Int {
        guard steps >= 5 else { return steps > 0 ? 1 : 0 }
        let raw = Double(steps) / 12
        var scale = 1.0
        while scale * 10 <= raw { scale *= 10 }
        return Int(saturating: ([1, 2, 5, 10].first { $0 * scale >= raw } ?? 10) * scale)
    }
}

extension [Trajectory] {
    /// A mark for each place where some of them start, in their order.
    var startMarks: [Mark] {
        var places: [Point] = []
        for case let start? in map(\.start) where !places.contains(start) { places.append(start) }
        return places.map { Mark(.start, at: $0, name: "start") }
    }
}
