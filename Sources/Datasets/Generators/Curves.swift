public import Answers
import Numbers
import RealModule

/// Noisy samples of known curves, for regression with a floor that is known: no model can have a mean squared
/// error below noise².
extension Dataset {
    /// The curves by name, each on [−1, 1].
    public static let curveNames = ["sine", "step", "bump", "line"]

    /// `n` points uniform in [−1, 1] with y = curve(x) + noise · N(0, 1).
    ///
    /// sine: sin(πx); step: sign(x); bump: exp(−10x²); line: x.
    /// - Throws: `Mistake` for an unknown curve `n` below 1 or too large, and when the work is cancelled.
    public static func curve(_ name: String, n: Int, noise: Double, seed: UInt64, work: Work = Work()) throws
        -> Dataset
    {
        let truth: (Double) -> Double
        switch name {
        case "sine": truth = { .sin(.pi * $0) }
        case "step": truth = { $0 < 0 ? -1 : 1 }
        case "bump": truth = { .exp(-10 * $0 * $0) }
        case "line": truth = { $0 }
        default:
            throw Mistake(
                "there is no curve called \"\(name)\"", expected: curveNames.joined(separator: ", "), argument: "kind")
        }
        guard n >= 1 else { throw Mistake("\(n) samples are no data", expected: "at least 1", argument: "n") }
        try Samples.checkSize([n, 1])
        var places = RandomStream(seed: seed, purpose: "places")
        var blur = RandomStream(seed: seed, purpose: "noise")
        var x: [Float] = []
        var y: [Float] = []
        for index in 0..<n {
            try Dataset.goOn(index, of: n, work)
            let at = places.uniform(-1, 1)
            x.append(Float(at))
            y.append(Float(truth(at) + noise * blur.normal()))
        }
        return try Dataset(
            name: "noisy_curve(\"\(name)\", n=\(n), noise=\(noise.short(17)), seed=\(seed))", x: Samples(column: x),
            y: Samples(column: y), task: .regression,
            remark: "No model can have a mean squared error below \((noise * noise).short()) on new points.")
    }
}
