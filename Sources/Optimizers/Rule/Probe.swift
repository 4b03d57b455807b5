/// Watches a step from inside. A rule hands over every quantity it names, with the formula beside it, and goes on with
/// the same number; so an explanation is produced by the very lines that take the step.
protocol Probe {
    /// A quantity per coordinate.
    mutating func note<V: Lane>(_ name: StaticString, _ formula: StaticString, _ value: V) -> V
    /// A quantity of the whole step (a bias correction, a rate) or of a whole tensor (a norm, a trust ratio).
    mutating func note(_ name: StaticString, _ formula: StaticString, scalar value: Double)
    /// The coordinate that the next notes belong to.
    mutating func attend(to coordinate: Int)
    /// Those of the coordinates that it writes down, in rising order; nil where it is all of them, or where asking is idle.
    func watched(in range: Range<Int>) -> [Int]?
}

/// Nobody watches; every note compiles to nothing.
struct NoProbe: Probe {
    @inline(__always)
    mutating func note<V: Lane>(_ name: StaticString, _ formula: StaticString, _ value: V) -> V { value }
    @inline(__always)
    mutating func note(_ name: StaticString, _ formula: StaticString, scalar value: Double) {}
    @inline(__always) mutating func attend(to coordinate: Int) {}
    @inline(__always) func watched(in range: Range<Int>) -> [Int]? { nil }
}

/// Writes down every named quantity of one step, in the order in which the rule computes them.
struct RecordingProbe: Probe {
    private(set) var quantities: [Quantity] = []
    /// The coordinates to write down, in rising order; empty means all.
    var watched: [Int] = []
    private var isListening = true

    mutating func attend(to coordinate: Int) {
        isListening = watched.isEmpty || watched.contains(coordinate)
    }

    func watched(in range: Range<Int>) -> [Int]? { watched.isEmpty ? nil : watched.filter(range.contains) }

    mutating func note<V: Lane>(_ name: StaticString, _ formula: StaticString, _ value: V) -> V {
        guard isListening else { return value }
        add("\(name)", "\(formula)", value.coordinates, perCoordinate: true)
        return value
    }

    mutating func note(_ name: StaticString, _ formula: StaticString, scalar value: Double) {
        add("\(name)", "\(formula)", [value], perCoordinate: false)
    }

    /// Puts what the rule remembered before everything that it made of it: the quantities from `start` on.
    ///
    /// - Parameter memories: by the name that the rule gives each; one that it does not name is passed over.
    mutating func add(memories: [(name: String, values: [Double])], from start: Int) {
        var place = start
        for (name, values) in memories
        where quantities[start...].contains(where: { $0.name == name && $0.isPerCoordinate }) {
            let formula = "as the last step left it"
            quantities.insert(
                Quantity(name: "\(name) before", formula: formula, values: values, isPerCoordinate: true), at: place)
            place += 1
        }
    }

    mutating func add(_ name: String, _ formula: String, _ values: [Double], perCoordinate: Bool) {
        if let index = quantities.firstIndex(where: { $0.name == name }) {
            // The next coordinate of a quantity that is already known; a scalar keeps its latest value.
            if perCoordinate {
                quantities[index].values += values
            } else {
                quantities[index].values = values
            }
            return
        }
        quantities.append(Quantity(name: name, formula: formula, values: values, isPerCoordinate: perCoordinate))
    }
}

/// One named number (or one per coordinate) of a step.
public struct Quantity: Sendable, Equatable {
    /// As the papers write it: `m̂`, `v`, `μₜ`.
    public var name: String
    /// How it comes from the quantities above it: `m / (1 − β₁ᵗ)`.
    public var formula: String
    /// One value per coordinate, or a single one for the whole step.
    public var values: [Double]
    /// Whether it has a value for each coordinate, not one for the whole step.
    public var isPerCoordinate: Bool
}
