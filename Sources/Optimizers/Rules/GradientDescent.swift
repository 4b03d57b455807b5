import Numbers

/// Gradient descent: θ ← θ − η·g.
///
/// Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées" (1847).
struct GradientDescent: CoordinateRule {
    var slots: SlotSet { [] }

    @inline(__always) func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Double { η }

    @inline(__always)
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ η: Double, _ probe: inout P) -> V {
        θ - probe.note("η·g", "the whole step", η * g)
    }

    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule? {
        LinearRule(gain: Point(1, 1), momentum: .none)
    }
}
