import Answers
public import Numbers

/// A surface moved, turned and scaled: s·f(A·p + c) + o, with derivatives by the chain rule:
/// ∇ = s·Aᵀ∇f, ∇² = s·Aᵀ∇²f·A.
public struct AffineSurface: Surface {
    let base: any Surface
    /// Rows of A.
    let row1: Point
    let row2: Point
    let shift: Point
    let scale: Double
    let offset: Double

    /// As the surface below.
    public var isCheap: Bool { base.isCheap }

    /// Asks the surface below at A·p + c.
    public func firstUndefined(at point: Point) -> String? { base.firstUndefined(at: inside(point)) }

    /// s·f(A·p + c) + o.
    public func value(at point: Point) -> Double { scale * base.value(at: inside(point)) + offset }

    /// ∇ = s·Aᵀ∇f.
    public func slope(at point: Point, draw: Draw) -> Slope {
        let slope = base.slope(at: inside(point), draw: draw)
        return Slope(value: scale * slope.value + offset, gradient: scale * outward(slope.gradient))
    }

    /// ∇² = s·Aᵀ∇²f·A.
    public func curvature(at point: Point) -> Curvature {
        let inner = base.curvature(at: inside(point))
        let first = outward(inner.hessian * Point(row1.x, row2.x))
        let second = outward(inner.hessian * Point(row1.y, row2.y))
        return Curvature(
            value: scale * inner.value + offset, gradient: scale * outward(inner.gradient),
            hessian: Hessian(xx: scale * first.x, xy: scale * first.y, yy: scale * second.y))
    }

    /// The surface below at A·p + c.
    public func series(_ x: PuiseuxSeries, _ y: PuiseuxSeries) -> PuiseuxSeries {
        let across: PuiseuxSeries = row1.x * x + row1.y * y + shift.x
        let along: PuiseuxSeries = row2.x * x + row2.y * y + shift.y
        return scale * base.series(across, along) + offset
    }

    /// A·p + c.
    func inside(_ point: Point) -> Point { Point(row1.dot(point), row2.dot(point)) + shift }

    /// Aᵀ·v.
    private func outward(_ v: Point) -> Point { v.x * row1 + v.y * row2 }

    /// The point that `inside` sends to `inner`; A must be invertible.
    func outside(_ inner: Point) -> Point {
        let v = inner - shift
        let determinant = row1.x * row2.y - row1.y * row2.x
        return Point(row2.y * v.x - row1.y * v.y, row1.x * v.y - row2.x * v.x) / determinant
    }
}

extension Landscape {
    /// The landscape moved so that what was at p is at p + offset.
    public func shifted(by offset: Point) -> Landscape {
        moved(
            AffineSurface(
                base: surface, row1: Point(1, 0), row2: Point(0, 1), shift: -offset, scale: 1, offset: 0),
            name: "shifted(\(typed), \(offset.short(6, dimension: dimension)))")
    }

    /// A surface turned counter-clockwise about the origin.
    public func rotated(degrees: Double) -> Landscape {
        let (sine, cosine) = exactTurn(degrees)
        return moved(
            AffineSurface(
                base: surface, row1: Point(cosine, sine), row2: Point(-sine, cosine), shift: .zero, scale: 1,
                offset: 0), name: "rotated(\(typed), \(degrees.short(6)))")
    }

    /// Heights times `height`, coordinates stretched by `x` and `y`; all three must be finite, x and y not 0.
    public func scaled(x: Double = 1, y: Double = 1, height: Double = 1) -> Landscape {
        var name = "scaled(\(typed)"
        for (label, factor) in [("x", x), ("y", y), ("height", height)] where factor != 1 {
            name += ", \(label)=\(factor.short(6))"
        }
        return moved(
            AffineSurface(
                base: surface, row1: Point(1 / x, 0), row2: Point(0, 1 / y), shift: .zero, scale: height, offset: 0),
            name: name + ")")
    }

    /// All that is known of the landscape, carried along. A negative height turns minima into maxima.
    private func moved(_ affine: AffineSurface, name: String) -> Landscape {
        var result = with(surface: affine)
        result.name = name
        result.parameters = []
        let isUpsideDown = affine.scale <= 0
        let places = minima.map { affine.outside($0) }
        result.minima = isUpsideDown ? [] : places
        result.minimum = isUpsideDown ? nil : minimum.map { affine.scale * $0 + affine.offset }
        result.otherCriticalPoints = otherCriticalPoints.map { affine.outside($0) } + (isUpsideDown ? places : [])
        result.kinks = kinks.map { kink in
            Kink("\(kink.place), before moving") { kink.distance(affine.inside($0)) }
        }
        result.start = affine.outside(start)
        result.domain = domain.bounding(dimension: dimension) { affine.outside($0) }
        return result
    }
}

extension Domain {
    /// The smallest domain that holds the images of the corners.
    func bounding(dimension: Int, _ map: (Point) -> Point) -> Domain {
        let corners = [Point(0, 0), Point(1, 0), Point(0, 1), Point(1, 1)].map { map(point(at: $0)) }
        let xs = corners.map(\.x).sorted()
        let ys = corners.map(\.y).sorted()
        return Domain(x: xs[0]...xs[3], y: dimension == 1 ? y : ys[0]...ys[3])
    }
}
