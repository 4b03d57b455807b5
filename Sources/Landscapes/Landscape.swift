public import Numbers

/// A function of one or two variables with everything known of it: formula, domain, minima, kinks, a start.
///
/// Values, gradients and Hessians are exact (forward jets through the one definition in `surface`).
public struct Landscape: Objective {
    /// The word of the language: `rosenbrock`.
    public var name: String
    /// The name people use: `Rosenbrock's valley`.
    public var title: String
    /// 1 for a curve y = f(x), 2 for a surface z = f(x, y).
    public var dimension: Int
    /// The function as text: `(a − x)² + b(y − x²)²`.
    public var formula: String
    /// Parameters with their values, in order: `a = 1`, `b = 100`.
    public var parameters: [Setting]
    /// The region that is shown and searched; optimizers may leave it.
    public var domain: Domain
    /// All global minima in the domain; empty when they are not known.
    public var minima: [Point]
    /// The value at the global minima.
    public var minimum: Double?
    /// Other critical points that are known.
    public var otherCriticalPoints: [Point]
    /// Where the gradient jumps or does not exist.
    public var kinks: [Kink]
    /// Where to start when nothing else is said.
    public var start: Point
    /// What makes it interesting; `landscapes("valley")` looks here.
    public var tags: [Tag]
    /// Paper or book.
    public var source: String
    /// What there is to see, in one or two sentences.
    public var remark: String
    /// The function itself.
    public let surface: any Surface

    /// A named parameter and its value.
    public struct Setting: Sendable, Equatable {
        /// As the person writes it: `a`.
        public var name: String
        /// The number it has in this landscape.
        public var value: Double
        /// `name = value`.
        public init(_ name: String, _ value: Double) {
            self.name = name
            self.value = value
        }
    }

    /// A landscape; what is left out is not known. `minima` and `minimum` go together: `minimum` is the value at each of them.
    public init(
        _ name: String, title: String, dimension: Int = 2, formula: String, parameters: [Setting] = [],
        domain: Domain, minima: [Point] = [], minimum: Double? = nil, otherCriticalPoints: [Point] = [],
        kinks: [Kink] = [], start: Point, tags: [Tag] = [], source: String, remark: String = "",
        surface: any Surface
    ) {
        self.name = name
        self.title = title
        self.dimension = dimension
        self.formula = formula
        self.parameters = parameters
        self.domain = domain
        self.minima = minima
        self.minimum = minimum
        self.otherCriticalPoints = otherCriticalPoints
        self.kinks = kinks
        self.start = start
        self.tags = tags
        self.source = source
        self.remark = remark
        self.surface = surface
    }

    /// f at the point, without noise.
    public func value(at point: Point) -> Double { surface.value(at: point) }

    /// Value and gradient, with the surface's noise for that draw.
    public func slope(at point: Point, draw: Draw) -> Slope { surface.slope(at: point, draw: draw) }

    /// The surface's own function, so that a step of a run costs one indirect call.
    public var slopes: SlopeFunction { surface.slopes }

    /// Value, gradient and Hessian without noise.
    public func curvature(at point: Point) -> Curvature { surface.curvature(at: point) }

    /// The same description over another surface.
    func with(surface: any Surface) -> Landscape {
        Landscape(
            name, title: title, dimension: dimension, formula: formula, parameters: parameters, domain: domain,
            minima: minima, minimum: minimum, otherCriticalPoints: otherCriticalPoints, kinks: kinks, start: start,
            tags: tags, source: source, remark: remark, surface: surface)
    }

    /// The noise-free gradient.
    public func gradient(at point: Point) -> Point { surface.curvature(at: point).gradient }

    /// The distance to the nearest declared kink; infinite when there is none.
    public func distanceToKink(_ point: Point) -> Double {
        kinks.lazy.map { $0.distance(point).magnitude }.min() ?? .infinity
    }

    /// The point with what its Hessian says of it.
    public func classified(_ point: Point) -> CriticalPoint {
        let curvature = surface.curvature(at: point)
        let (nature, eigenvalues) = surface.nature(of: curvature, dimension: dimension)
        let scale = 1e-6 * Swift.max(1, curvature.value.magnitude)
        if distanceToKink(point) < 1e-9 * Swift.max(1, domain.diagonal) {
            return CriticalPoint(point: point, value: curvature.value, nature: .kink, eigenvalues: eigenvalues)
        }
        let onEdge = !domain.containsInside(point, dimension: dimension) && curvature.gradient.norm > scale
        return CriticalPoint(
            point: point, value: curvature.value, nature: onEdge ? .edge : nature, eigenvalues: eigenvalues)
    }
}

/// What makes a landscape interesting.
public enum Tag: String, Sendable, CaseIterable {
    case bowl
    case valley
    case multimodal
    case saddle
    case plateau
    case illConditioned = "ill-conditioned"
    case discontinuousSlope = "discontinuous slope"
    case edgeMinimum = "minimum on the edge"
    case curve
    case noisy
    case own = "your own"
}
