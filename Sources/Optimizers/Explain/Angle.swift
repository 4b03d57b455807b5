import RealModule

package enum Angle {
    /// 0…180; the cosine may lie a rounding error outside [−1, 1].
    package static func degrees(cosine: Double) -> Double {
        Double.acos(Swift.min(1, Swift.max(-1, cosine))) * 180 / .pi
    }
}
