internal import RealModule

/// The standard normal distribution.
public enum NormalDistribution {
    /// Φ(z), the share below a number: ½·erfc(−z/√2).
    public static func share(below z: Double) -> Double { Double.erfc(-z / 2.0.squareRoot()) / 2 }

    /// The number below which a share of the distribution lies: −∞ for 0, ∞ for 1, nan beyond.
    ///
    /// Halley's steps on erfc from a start by the tail's size; each step triples the digits that are right.
    public static func quantile(_ share: Double) -> Double {
        guard share > 0, share < 1 else { return share == 0 ? -.infinity : share == 1 ? .infinity : .nan }
        if share == 0.5 { return 0 }
        // The smaller tail keeps its digits.
        guard share <= 0.5 else { return -quantile(1 - share) }
        let tail = (-2 * Double.log(share)).squareRoot()
        // Abramowitz & Stegun 26.2.23, to 4.5·10⁻⁴.
        let above = 2.515517 + tail * (0.802853 + tail * 0.010328)
        let below = 1 + tail * (1.432788 + tail * (0.189269 + tail * 0.001308))
        var z = above / below - tail
        for _ in 0..<3 {
            let density = Double.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
            let step = (NormalDistribution.share(below: z) - share) / density
            z -= step / (1 + z * step / 2)
        }
        return z
    }
}
