internal import Answers
import RealModule

/// Knowledge distillation of a student's logits z: α·T²·KL(softmax(v/T) ‖ softmax(z/T)) + (1 − α)·CE(t, softmax(z)), v the teacher's logits
/// (Hinton, Vinyals & Dean 2015, section 2). The factor T² keeps the size of the first term's gradient as T grows; KL and the paper's
/// cross-entropy differ by the entropy of the teacher's answers, which has no gradient.
///
/// A row of the target is the teacher's k logits, then the k probabilities of the true answer. With k = 1 the softmaxes are sigmoids of one
/// logit.
struct Distillation: LossFormula {
    let temperature: Double
    let alpha: Double

    var output: LossOutput { .logits(.softmax, by: "") }

    func targetColumns(_ outputs: Int) -> Int { 2 * outputs }

    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        let (T, α) = (S(temperature), S(alpha))
        guard columns > 1 else {
            let (soft, hard) = (Self.sigmoids(t[0] / T, y[0] / T), Self.sigmoids(0, y[0]))
            gradient?[0] = scale * (α * T * (soft.student - soft.teacher) + (1 - α) * (hard.student - t[1]))
            let label = t[1] * hard.logStudent + (1 - t[1]) * hard.logOther
            return α * T * T * soft.divergence - (1 - α) * label
        }
        let teacher = Self.logSum(t, columns, T)
        let (soft, hard) = (Self.logSum(y, columns, T), Self.logSum(y, columns, 1))
        var (divergence, label): (S, S) = (0, 0)
        for j in 0..<columns {
            let (logQ, logP, logH) = (t[j] / T - teacher, y[j] / T - soft, y[j] - hard)
            let (q, p, h) = (S.exp(logQ), S.exp(logP), S.exp(logH))
            divergence += q * (logQ - logP)
            label += t[columns + j] * logH
            gradient?[j] = scale * (α * T * (p - q) + (1 - α) * (h - t[columns + j]))
        }
        return α * T * T * divergence - (1 - α) * label
    }

    /// ln Σ e^(z/T)
    private static func logSum<S: LossNumber>(_ z: UnsafePointer<S>, _ columns: Int, _ T: S) -> S {
        var largest = -S.infinity
        for j in 0..<columns { largest = Swift.max(largest, z[j] / T) }
        var sum: S = 0
        for j in 0..<columns { sum += S.exp(z[j] / T - largest) }
        return largest + S.log(sum)
    }

    /// Two logits as the probabilities of "yes", and the divergence of the second from the first.
    private static func sigmoids<S: LossNumber>(_ v: S, _ z: S) -> (
        teacher: S, student: S, logStudent: S, logOther: S, divergence: S
    ) {
        func logSigmoid(_ x: S) -> S { x < 0 ? x - S.log(1 + S.exp(x)) : -S.log(1 + S.exp(-x)) }
        let (yes, no) = (logSigmoid(z), logSigmoid(-z))
        let (logQ, logR) = (logSigmoid(v), logSigmoid(-v))
        let q = S.exp(logQ)
        return (q, S.exp(yes), yes, no, q * (logQ - yes) + S.exp(logR) * (logR - no))
    }
}

extension Loss {
    /// Knowledge distillation: see `Distillation` in its file. Targets are the teacher's logits and, beside them, the true probabilities.
    ///
    /// - Parameters:
    ///   - temperature: T, above 0.
    ///   - alpha: the share of the teacher, 0 to 1.
    /// - Throws: `Mistake` for another temperature or share.
    public static func distillation(temperature: Double, alpha: Double) throws -> Loss {
        try Interval.positive.check(temperature, "temperature", standard: 2)
        try Interval.share.check(alpha, "alpha", standard: 0.5)
        return Loss(
            "distillation", Distillation(temperature: temperature, alpha: alpha),
            call: "distillation(\(temperature.short(9)), \(alpha.short(9)))")
    }
}
