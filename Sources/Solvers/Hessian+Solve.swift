import Numbers

/// The little linear algebra that methods of second order need, for symmetric 2×2 matrices.
extension Hessian {
    static let identity = Hessian(xx: 1, xy: 0, yy: 1)

    static func * (scale: Double, h: Hessian) -> Hessian {
        Hessian(xx: scale * h.xx, xy: scale * h.xy, yy: scale * h.yy)
    }

    static func + (a: Hessian, b: Hessian) -> Hessian {
        Hessian(xx: a.xx + b.xx, xy: a.xy + b.xy, yy: a.yy + b.yy)
    }

    /// v·vᵀ
    static func outer(_ v: Point) -> Hessian { Hessian(xx: v.x * v.x, xy: v.x * v.y, yy: v.y * v.y) }

    /// Both eigenvalues, the smaller first, with the unit eigenvector of the smaller one; the other is at right angles.
    var eigensystem: (smaller: Double, larger: Double, vector: Point) {
        let (smaller, larger) = eigenvalues
        // Of the two rows of H − λI the longer one is the safer normal.
        let rowX = Point(xx - smaller, xy)
        let rowY = Point(xy, yy - smaller)
        let row = rowX.dot(rowX) >= rowY.dot(rowY) ? rowX : rowY
        let length = row.norm
        guard length > 0 else { return (smaller, larger, Point(1, 0)) }
        return (smaller, larger, Point(-row.y, row.x) / length)
    }

    /// H⁻¹v through the eigenvectors, each eigenvalue first replaced by `replacement` of it.
    func solve(_ v: Point, replacing replacement: (Double) -> Double) -> Point {
        let (smaller, larger, u) = eigensystem
        let w = Point(-u.y, u.x)
        return u * (u.dot(v) / replacement(smaller)) + w * (w.dot(v) / replacement(larger))
    }

    /// H⁺v for a positive semidefinite H: what lies along directions in which H does not curve is left out.
    func solveLeastNorm(_ v: Point) -> Point {
        let (smaller, larger) = eigenvalues
        if smaller > 1e-14 * larger { return solve(v) }
        return solve(v) { $0 > 1e-14 * larger ? $0 : .infinity }
    }

    /// H⁻¹v for an invertible H.
    func solve(_ v: Point) -> Point {
        // Elimination with the larger pivot first loses fewer digits than the adjugate.
        if abs(xx) >= abs(yy) {
            let factor = xy / xx
            let y = (v.y - factor * v.x) / (yy - factor * xy)
            return Point((v.x - xy * y) / xx, y)
        }
        let factor = xy / yy
        let x = (v.x - factor * v.y) / (xx - factor * xy)
        return Point(x, (v.y - xy * x) / yy)
    }
}
