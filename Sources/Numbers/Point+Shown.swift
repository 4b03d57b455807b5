public import Answers

/// How a place is written in answers.
extension SIMD2 where Scalar == Double {
    /// `(-1.5, 2)`; a curve's point is written `-1.5`.
    public func short(_ digits: Int = 3, dimension: Int = 2) -> String {
        dimension == 1 ? x.short(digits) : "(\(x.short(digits)), \(y.short(digits)))"
    }
}

extension JSON {
    /// `[-1.5, 2.0]`; a curve's point is `[-1.5]`.
    public static func point(_ p: Point, dimension: Int = 2) -> JSON {
        dimension == 1 ? .array([.number(p.x)]) : .array([.number(p.x), .number(p.y)])
    }
}
