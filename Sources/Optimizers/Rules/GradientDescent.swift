import Cards
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

extension GradientDescent {
    static let card = RuleCard(
        "GD", chapter: .gradient, aliases: ["GradientDescent"],
        summary: "gradient descent with a fixed rate",
        formula: "θ ← θ − η·g",
        source: "Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées (1847)",
        rate: PerDialect(0.01, pytorch: 0.001)
    ) { _ in GradientDescent() }
}

extension GradientDescent {
    static let cardNoisy = RuleCard(
        "NoisySGD", chapter: .gradient,
        summary: "gradient descent with Gaussian gradient noise that is annealed",
        formula: "θ ← θ − η·(g + N(0, noise_eta/(1 + t)^gamma))",
        source: "Neelakantan et al. (2015), Adding Gradient Noise Improves Learning for Very Deep Networks, equation 1",
        rate: 0.01,
        noise: { GradientStage.Noise(η: $0["eta"], γ: $0["gamma"]) },
        [
            Hyperparameter("eta", .nonNegative, 0.01, "variance of the noise in the first step"),
            Hyperparameter("gamma", .nonNegative, 0.55, "how fast the noise is annealed"),
        ]
    ) { _ in GradientDescent() }
}
