/// How far two orders of the same things agree.
public enum KendallTau {
    /// τ-b = (C − D) / √((n₀ − n₁)(n₀ − n₂)): of all pairs those in the same order less those in the opposite one, ties taken off
    /// (Kendall 1945; `scipy.stats.kendalltau`). 1 for the same order, −1 for the opposite, nan where one of the two tells nothing
    /// apart.
    ///
    /// - Complexity: O(n²).
    public static func b(_ a: [Double], _ b: [Double]) -> Double {
        var (score, left, right) = (0.0, 0.0, 0.0)
        for i in a.indices {
            for j in a.indices where j > i && b.indices.contains(j) {
                let (x, y) = (sign(a[i] - a[j]), sign(b[i] - b[j]))
                score += x * y
                left += x * x
                right += y * y
            }
        }
        return score / (left * right).squareRoot()
    }

    private static func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : 0 }
}
