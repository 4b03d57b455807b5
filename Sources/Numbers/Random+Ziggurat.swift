import RealModule

/// Many normal deviates at once, by the ziggurat of Marsaglia & Tsang (2000): the area under the density is cut into 128 slices of equal
/// area; a point of a slice that lies under the density for certain needs one draw and one product.
extension RandomStream {
    /// Writes standard normal deviates times `scale`. The same stream gives the same numbers everywhere.
    ///
    /// About five times as fast as `normal`, whose numbers are others.
    public mutating func fillNormal(_ out: UnsafeMutablePointer<Float>, _ count: Int, scale: Double = 1) {
        Ziggurat.shared.edges.withUnsafeBufferPointer { x in
            Ziggurat.shared.heights.withUnsafeBufferPointer { f in
                for i in 0..<count { out[i] = Float(scale * normal(x, f)) }
            }
        }
    }

    /// Adds standard normal deviates times `scale`.
    public mutating func addNormal(to out: UnsafeMutablePointer<Float>, _ count: Int, scale: Double) {
        Ziggurat.shared.edges.withUnsafeBufferPointer { x in
            Ziggurat.shared.heights.withUnsafeBufferPointer { f in
                for i in 0..<count { out[i] += Float(scale * normal(x, f)) }
            }
        }
    }

    @inline(__always)
    private mutating func normal(_ x: UnsafeBufferPointer<Double>, _ f: UnsafeBufferPointer<Double>) -> Double {
        while true {
            let bits = next()
            let slice = Int(truncatingIfNeeded: bits & 127)
            // 53 bits above the slice's seven and the sign's one.
            let u = Double(bits >> 11) * 0x1p-53
            // The sign is put in place, not chosen: no branch could guess it.
            let sign = (bits & 128) << 56
            func signed(_ size: Double) -> Double { Double(bitPattern: size.bitPattern ^ sign) }
            let place = u * x[slice]
            if place < x[slice + 1] { return signed(place) }
            if slice == 0 { return signed(tail()) }
            let height = f[slice] + (f[slice + 1] - f[slice]) * uniform()
            if height < Double.exp(-0.5 * place * place) { return signed(place) }
        }
    }

    /// A deviate beyond r, the edge of the lowest slice (Marsaglia 1964).
    private mutating func tail() -> Double {
        while true {
            let a = -Double.log(1 - uniform()) / Ziggurat.r
            let b = -Double.log(1 - uniform())
            if 2 * b > a * a { return Ziggurat.r + a }
        }
    }
}

/// The slices: edges x₁ = r > x₂ > … > x₁₂₈ = 0, and the density at them. The lowest slice is as wide as its area over its height, so
/// that a point beyond r is one of the tail.
private struct Ziggurat: Sendable {
    static let shared = Ziggurat()
    /// Edge of the lowest of 128 slices, and the area of each under exp(−x²/2) (Marsaglia & Tsang 2000).
    static let r = 3.442619855899
    static let area = 9.91256303526217e-3

    let edges: [Double]
    let heights: [Double]

    init() {
        func density(_ x: Double) -> Double { .exp(-0.5 * x * x) }
        var edges = [Ziggurat.area / density(Ziggurat.r), Ziggurat.r]
        for _ in 2..<128 {
            let last = edges[edges.count - 1]
            edges.append((-2 * Double.log(Ziggurat.area / last + density(last))).squareRoot())
        }
        edges.append(0)
        self.edges = edges
        heights = edges.map(density)
    }
}
