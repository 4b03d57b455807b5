internal import RealModule

/// The formulas of a code that is drawn from q(z|x) = N(μ, e^s) and held against the prior N(0, I), in Double and in nats
/// (Kingma & Welling 2014).
public enum GaussianCode {
    /// KL(q ‖ N(0, I)) of each number of the code: ½(μⱼ² + e^sⱼ − sⱼ − 1).
    public static func divergences(means: [Double], logVariances: [Double]) -> [Double] {
        zip(means, logVariances).map { mean, logVariance in
            // e^s − 1 loses its digits near s = 0 where it is not computed as one.
            (mean * mean + Double.expMinusOne(logVariance) - logVariance) / 2
        }
    }

    /// Their sum: the code's part of the bound.
    public static func divergence(means: [Double], logVariances: [Double]) -> Double {
        divergences(means: means, logVariances: logVariances).reduce(0, +)
    }

    /// z = μ + e^(s/2)·ε.
    public static func draw(means: [Double], logVariances: [Double], noise: [Double]) -> [Double] {
        zip(zip(means, logVariances), noise).map { $0.0 + Double.exp($0.1 / 2) * $1 }
    }

    /// The evidence lower bound of one example: E[ln p(x|z)] − KL(q ‖ N(0, I)).
    ///
    /// - Parameter logLikelihood: the mean of ln p(x|z) over codes drawn from q.
    public static func bound(logLikelihood: Double, means: [Double], logVariances: [Double]) -> Double {
        logLikelihood - divergence(means: means, logVariances: logVariances)
    }

    /// ln w = ln p(x|z) + ln N(z; 0, I) − ln q(z|x) of one draw z = μ + e^(s/2)·ε: its mean is the bound, and the logarithm of the
    /// mean of w lies between the bound and ln p(x) (Burda, Grosse & Salakhutdinov 2016). Where q is the true posterior every draw
    /// gives ln p(x).
    public static func logWeight(
        logLikelihood: Double, means: [Double], logVariances: [Double], noise: [Double]
    ) -> Double {
        var sum = logLikelihood
        for (z, (logVariance, e)) in zip(
            draw(means: means, logVariances: logVariances, noise: noise), zip(logVariances, noise))
        {
            // The constants ½ ln 2π of prior and posterior cancel.
            sum += (e * e + logVariance - z * z) / 2
        }
        return sum
    }

    /// ln of the mean of e^values.
    public static func logMeanExp(_ values: [Double]) -> Double {
        guard let top = values.max(), top.isFinite else { return values.max() ?? .nan }
        return top + Double.log(values.reduce(0) { $0 + Double.exp($1 - top) } / Double(values.count))
    }
}
