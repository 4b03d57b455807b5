import Answers
public import Numbers

/// A surface whose slope carries Gaussian noise, as a gradient from a mini-batch does.
///
/// What an optimizer sees is ∇f + σ·n with n two independent standard normal deviates drawn from the stream
/// (draw.seed, "gradient noise", draw.index): the same evaluation always gets the same noise. Values and curvature are
/// noise-free.
public struct NoisySurface: Surface {
    /// The function whose slope is disturbed.
    public let base: any Surface
    /// Standard deviation of the noise on each coordinate, ≥ 0.
    public let sigma: Double
    let dimension: Int

    /// Adds noise of standard deviation `sigma` to each of the first `dimension` coordinates of the gradient.
    public init(_ base: any Surface, sigma: Double, dimension: Int) {
        self.base = base
        self.sigma = sigma
        self.dimension = dimension
    }

    /// As the surface below.
    public var isCheap: Bool { base.isCheap }

    /// Asks the surface below.
    public func firstUndefined(at point: Point) -> String? { base.firstUndefined(at: point) }

    /// Without noise.
    public func value(at point: Point) -> Double { base.value(at: point) }

    /// ∇f + σ·n, the same for the same draw.
    public func slope(at point: Point, draw: Draw) -> Slope {
        var slope = base.slope(at: point, draw: draw)
        var stream = RandomStream(seed: draw.seed, purpose: "gradient noise", index: draw.index)
        let noise = sigma * stream.normalPair()
        slope.gradient += dimension == 1 ? Point(noise.x, 0) : noise
        return slope
    }

    /// Without noise.
    public func series(_ x: PuiseuxSeries, _ y: PuiseuxSeries) -> PuiseuxSeries { base.series(x, y) }

    /// Without noise.
    public func curvature(at point: Point) -> Curvature { base.curvature(at: point) }
}

extension Landscape {
    /// The same landscape with Gaussian noise of standard deviation `sigma` on each coordinate of its gradient.
    public func noisy(sigma: Double) -> Landscape {
        var result = with(surface: NoisySurface(surface, sigma: sigma, dimension: dimension))
        result.name = "noisy(\(typed), sigma=\(sigma.short(6)))"
        result.title = title + " with gradient noise"
        result.parameters = []
        if !result.tags.contains(.noisy) { result.tags.append(.noisy) }
        return result
    }
}
