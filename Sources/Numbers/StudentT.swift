internal import RealModule

/// Student's t distribution (Student 1908, Biometrika 6): where the mean of few normal numbers lies, in estimated standard errors.
public enum StudentT {
    /// The number below which a share of the distribution lies.
    ///
    /// With sin θ = t/√(t² + ν) the share between −t and t is a finite sum of powers of cos θ (Abramowitz & Stegun 26.7.3, 26.7.4);
    /// the quantile is found by halving θ's interval.
    ///
    /// - Parameters:
    ///   - share: from ½ to below 1.
    ///   - freedom: degrees of freedom, from 1; nan below.
    /// - Complexity: O(freedom).
    public static func quantile(_ share: Double, freedom: Int) -> Double {
        guard freedom >= 1 else { return .nan }
        var (low, high) = (0.0, Double.pi / 2)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if within(middle, freedom) < 2 * share - 1 { low = middle } else { high = middle }
        }
        return Double(freedom).squareRoot() * .tan((low + high) / 2)
    }

    /// The share within ±t, of the angle whose tangent is t/√ν.
    private static func within(_ angle: Double, _ freedom: Int) -> Double {
        let (sine, cosine): (Double, Double) = (.sin(angle), .cos(angle))
        var (sum, term) = (0.0, freedom % 2 == 1 ? cosine : 1)
        var place = freedom % 2 == 1 ? 3 : 2
        if freedom > 1 { sum = term }
        while place <= freedom - 2 {
            term *= cosine * cosine * Double(place - 1) / Double(place)
            sum += term
            // What follows adds less than the last digit.
            if term < sum * 1e-18 { break }
            place += 2
        }
        return freedom % 2 == 1 ? 2 / .pi * (angle + sine * sum) : sine * sum
    }
}
