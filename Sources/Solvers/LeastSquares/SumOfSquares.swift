public import Answers
public import Numbers

/// A sum of squares of a learner's own residuals: f = Σ rᵢ², each residual a function of its own with exact
/// derivatives.
public struct SumOfSquares: LeastSquares, Presentable {
    /// What it is called in answers.
    public let name: String
    /// r₁, r₂, …: each with its own exact derivatives.
    public let terms: [any Objective]

    /// - Throws: `Mistake` when there is no residual.
    public init(_ terms: [any Objective], name: String = "least_squares") throws {
        guard !terms.isEmpty else {
            throw Mistake(
                "a sum of squares of nothing", expected: "at least one residual",
                try: "least_squares([lambda x, y: 1 - x, lambda x, y: 10*(y - x^2)])")
        }
        self.terms = terms
        self.name = name
    }

    /// 2 as soon as one residual has two variables.
    public var dimension: Int { terms.map(\.dimension).max() ?? 2 }

    /// rᵢ and ∇rᵢ, exactly, in the order of the terms.
    public func residuals(at point: Point) -> [Residual]? {
        terms.map { $0.slope(at: point, draw: Draw(seed: 0, index: 0)) }
    }

    /// f = Σ rᵢ², without the half that some books put in front.
    public func value(at point: Point) -> Double {
        terms.reduce(0) { sum, term in
            let r = term.value(at: point)
            return sum + r * r
        }
    }

    /// f and ∇f = 2·Σ rᵢ∇rᵢ.
    public func slope(at point: Point, draw: Draw) -> Slope {
        var value = 0.0
        var gradient = Point.zero
        for term in terms {
            let r = term.slope(at: point, draw: draw)
            value += r.value * r.value
            gradient += 2 * r.value * r.gradient
        }
        return Slope(value: value, gradient: gradient)
    }

    /// H = 2Σ(∇rᵢ∇rᵢᵀ + rᵢ∇²rᵢ)
    public func curvature(at point: Point) -> Curvature {
        var value = 0.0
        var gradient = Point.zero
        var hessian = Hessian(xx: 0, xy: 0, yy: 0)
        for term in terms {
            let r = term.curvature(at: point)
            value += r.value * r.value
            gradient += 2 * r.value * r.gradient
            hessian = hessian + 2 * (Hessian.outer(r.gradient) + r.value * r.hessian)
        }
        return Curvature(value: value, gradient: gradient, hessian: hessian)
    }

    /// `landscape`: it is one like any other.
    public static var kind: String { "landscape" }
    /// `least_squares(f, g)`
    public var summary: String { "\(name)(\(terms.map(\.name).joined(separator: ", ")))" }
    /// How many residuals there are.
    public var sentence: String {
        "The sum of the squares of \(terms.count) residual\(terms.count == 1 ? "" : "s")."
    }
}
