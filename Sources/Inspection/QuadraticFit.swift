internal import Landscapes
internal import Numbers

/// The quadratic of two variables nearest to values at some places, by least squares.
struct QuadraticFit {
    /// Constant, gradient and Hessian at (0, 0).
    let curvature: Curvature
    let explained: Double

    /// nil when the six coefficients are not determined.
    init?(_ places: [Point], _ values: [Double], frame: Domain) {
        guard values.allSatisfy(\.isFinite) else { return nil }
        let (cx, cy) = ((frame.x.lowerBound + frame.x.upperBound) / 2, (frame.y.lowerBound + frame.y.upperBound) / 2)
        let half = Point(frame.x.upperBound - cx, frame.y.upperBound - cy)
        guard half.x > 0, half.y > 0 else { return nil }
        // In shares of the frame the six terms are of like size.
        let terms = places.map { place -> [Double] in
            let (u, v) = ((place.x - cx) / half.x, (place.y - cy) / half.y)
            return [1, u, v, u * u, u * v, v * v]
        }
        var a = (0..<6).map { i in (0..<6).map { j in terms.reduce(0) { $0 + $1[i] * $1[j] } } }
        var b = (0..<6).map { i in zip(terms, values).reduce(0) { $0 + $1.0[i] * $1.1 } }
        for k in 0..<6 {
            guard let pivot = (k..<6).max(by: { a[$0][k].magnitude < a[$1][k].magnitude }), a[pivot][k] != 0 else {
                return nil
            }
            a.swapAt(k, pivot)
            b.swapAt(k, pivot)
            for i in (k + 1)..<Swift.max(6, k + 1) {
                let factor = a[i][k] / a[k][k]
                for j in k..<6 { a[i][j] -= factor * a[k][j] }
                b[i] -= factor * b[k]
            }
        }
        var c = b
        for k in stride(from: 5, through: 0, by: -1) {
            for j in (k + 1)..<Swift.max(6, k + 1) { c[k] -= a[k][j] * c[j] }
            c[k] /= a[k][k]
        }
        let fitted = terms.map { term in zip(term, c).reduce(0) { $0 + $1.0 * $1.1 } }
        let mean = values.reduce(0, +) / Double(values.count)
        let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let left = zip(values, fitted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        explained = spread > 0 ? 1 - left / spread : 1
        // Back from shares of the frame to coordinates about (0, 0).
        let h = Hessian(
            xx: 2 * c[3] / (half.x * half.x), xy: c[4] / (half.x * half.y), yy: 2 * c[5] / (half.y * half.y))
        let centre = Point(cx, cy)
        let slope = Point(c[1] / half.x, c[2] / half.y)
        curvature = Curvature(
            value: c[0] - slope.dot(centre) + 0.5 * centre.dot(h * centre), gradient: slope - h * centre, hessian: h)
    }

    func value(_ p: Point) -> Double {
        curvature.value + curvature.gradient.dot(p) + 0.5 * p.dot(curvature.hessian * p)
    }
}
