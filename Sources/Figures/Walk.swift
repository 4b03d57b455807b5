// What the pictures need to know of a landscape and of a run over it, whoever made them.

public import Numbers

/// A landscape as the pictures see it.
public struct Scene: Sendable {
    /// The function as the person knows it: `rosenbrock`.
    public var name: String
    public var x: ClosedRange<Double>
    public var y: ClosedRange<Double>
    /// Known global minima, marked and named.
    public var minima: [Point]
    /// The value there, when it is known.
    public var minimumValue: Double?
    public var saddles: [Point]
    /// Places per side at which it is sampled: fewer for a function that takes long, whose picture is then interpolated.
    public var resolution: Int
    public var value: @Sendable (Point) -> Double

    public init(
        name: String, x: ClosedRange<Double>, y: ClosedRange<Double>, minima: [Point] = [],
        minimumValue: Double? = nil, saddles: [Point] = [], resolution: Int = 200,
        value: @escaping @Sendable (Point) -> Double
    ) {
        self.name = name
        self.x = x
        self.y = y
        self.minima = minima
        self.minimumValue = minimumValue
        self.saddles = saddles
        self.resolution = max(5, min(200, resolution))
        self.value = value
    }
}

/// A run as the pictures see it.
public struct Walk: Sendable {
    /// The rule with its rate: `Adam(lr=0.05)`.
    public var name: String
    /// The name of the function it ran on.
    public var landscape: String
    public var points: [Point]
    public var losses: [Double]
    public var gradientNorms: [Double]
    /// Further facts for the caption: `500 gradient evaluations`, `clipnorm=1`, `seed 7`.
    public var facts: [String]
    public var hasDiverged: Bool
    /// Steps between two points; more than 1 where a long run kept only some of them.
    public var stride: Int
    /// Steps taken.
    public var steps: Int

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

    /// A quantity of each kept point over its step.
    func series(_ name: String, _ values: [Double]) -> Series {
        Series(name, values.enumerated().map { Point(step($0.offset), $0.element) })
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
        return Int(([1, 2, 5, 10].first { $0 * scale >= raw } ?? 10) * scale)
    }
}

/// What a person may choose about a picture.
public struct PlotOptions: Sendable, Equatable {
    public var x: ClosedRange<Double>?
    public var y: ClosedRange<Double>?
    public var title: String?
    /// Draws each run in a panel of its own.
    public var panels: Bool

    public init(
        x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil, title: String? = nil, panels: Bool = false
    ) {
        self.x = x
        self.y = y
        self.title = title
        self.panels = panels
    }
}
