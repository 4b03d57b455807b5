import Cards
import RealModule
import Tensors

/// Functions of all the numbers of a row.
extension Activation {
    static let softmaxCard = ActivationCard(
        "Softmax", called: ["softmax"], .alongRows, "positive numbers that sum to 1, over the last axis",
        formula: "yᵢ = e^xᵢ / Σⱼ e^xⱼ",
        source: "Bridle (1990), Probabilistic Interpretation of Feedforward "
            + "Classification Network Outputs"
    ) { _ in .softmax }

    static let softminCard = ActivationCard(
        "Softmin", called: ["softmin"], .alongRows, "the softmax of −x: the smallest gets most",
        formula: "yᵢ = e^−xᵢ / Σⱼ e^−xⱼ", source: "PyTorch 2.13"
    ) { _ in .rows(Softmin()) }

    static let logSoftmaxCard = ActivationCard(
        "LogSoftmax", called: ["log_softmax"], .alongRows, "the logarithms of the softmax, without its rounding",
        formula: "yᵢ = xᵢ − log Σⱼ e^xⱼ", source: "PyTorch 2.13; Keras 3.15.1",
        differences: ["what NLLLoss and KLDivLoss read; CrossEntropyLoss takes the logits themselves"]
    ) { _ in .rows(LogSoftmax()) }

    static let sparsemaxCard = ActivationCard(
        "Sparsemax", called: ["sparsemax"], .alongRows, "the nearest row of probabilities: many are exactly 0",
        formula: "yᵢ = max(xᵢ − τ, 0) with τ such that Σ yᵢ = 1",
        source: "Martins & Astudillo (2016), From Softmax to Sparsemax",
        differences: [
            "Keras 3.15.1 adds up the sums that τ is found from: it gives nothing but 0 for [0, 4.5, 4.25] and is no "
                + "projection; this is the paper's"
        ]
    ) { _ in .rows(Sparsemax()) }

    static let gluCard = ActivationCard(
        "GLU", called: ["glu"], .alongRows, "one half of the last axis, let through by the sigmoid of the other",
        formula: "a·σ(b) for x = [a, b]",
        source: "Dauphin et al. (2017), Language Modeling with Gated Convolutional Networks"
    ) { _ in .rows(GatedLinear()) }
}

/// The largest number of a row and Σ e^(x − largest).
private func exponentialSum(_ x: UnsafePointer<Float>, _ columns: Int) -> (largest: Float, sum: Float) {
    var largest = -Float.infinity
    for j in 0..<columns { largest = Swift.max(largest, x[j]) }
    var sum: Float = 0
    for j in 0..<columns { sum += Float.exp(x[j] - largest) }
    return (largest, sum)
}

private struct LogSoftmax: RowFormula {
    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, columns: Int) {
        let (largest, sum) = exponentialSum(x, columns)
        let logSum = Float.log(sum)
        for j in 0..<columns { y[j] = x[j] - largest - logSum }
    }

    func backward(
        _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafePointer<Float>,
        _ dx: UnsafeMutablePointer<Float>, columns: Int
    ) {
        var sum: Float = 0
        for j in 0..<columns { sum += dy[j] }
        for j in 0..<columns { dx[j] = dy[j] - Float.exp(y[j]) * sum }
    }
}

private struct Softmin: RowFormula {
    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, columns: Int) {
        for j in 0..<columns { y[j] = -x[j] }
        let (largest, sum) = exponentialSum(y, columns)
        for j in 0..<columns { y[j] = Float.exp(y[j] - largest) / sum }
    }

    func backward(
        _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafePointer<Float>,
        _ dx: UnsafeMutablePointer<Float>, columns: Int
    ) {
        var mean: Float = 0
        for j in 0..<columns { mean += y[j] * dy[j] }
        for j in 0..<columns { dx[j] = y[j] * (mean - dy[j]) }
    }
}

private struct Sparsemax: RowFormula {
    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, columns: Int) {
        // y holds the numbers in descending order until τ is known.
        var largest = -Float.infinity
        for j in 0..<columns {
            y[j] = x[j]
            largest = Swift.max(largest, x[j])
        }
        var descending = UnsafeMutableBufferPointer(start: y, count: columns)
        descending.sort(by: >)
        var (sum, τ) = (Float(0), Float(0))
        for j in 0..<columns {
            sum += y[j] - largest
            let candidate = (sum - 1) / Float(j + 1)
            if y[j] - largest > candidate { τ = candidate }
        }
        for j in 0..<columns { y[j] = Swift.max(x[j] - largest - τ, 0) }
    }

    func backward(
        _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafePointer<Float>,
        _ dx: UnsafeMutablePointer<Float>, columns: Int
    ) {
        var (sum, count) = (Float(0), Float(0))
        for j in 0..<columns where y[j] > 0 {
            sum += dy[j]
            count += 1
        }
        for j in 0..<columns { dx[j] = y[j] > 0 ? dy[j] - sum / count : 0 }
    }
}

private struct GatedLinear: RowFormula {
    func outputColumns(of columns: Int) -> Int { columns % 2 == 0 ? columns / 2 : 0 }

    func forward(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, columns: Int) {
        let half = columns / 2
        for j in 0..<half { y[j] = x[j] / (1 + Float.exp(-x[half + j])) }
    }

    func backward(
        _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ dy: UnsafePointer<Float>,
        _ dx: UnsafeMutablePointer<Float>, columns: Int
    ) {
        let half = columns / 2
        for j in 0..<half {
            let gate = 1 / (1 + Float.exp(-x[half + j]))
            dx[j] = dy[j] * gate
            dx[half + j] = dy[j] * y[j] * (1 - gate)
        }
    }
}
