public import RealModule

/// What a loss computes with: Float in training, Double as its own reference.
public typealias LossNumber = BinaryFloatingPoint & Real

/// A loss as a formula of one row of the output and its target: what a loss's file contains.
///
/// It says what it reads and what it computes of one row; checks of outputs and targets, their messages, the mean over a
/// batch and the gradient's scale follow. Losses of one number conform to `ElementLoss`.
protocol LossFormula: Sendable {
    /// What the output has to be.
    var output: LossOutput { get }
    /// What the target has to be.
    var target: LossTarget { get }
    /// Columns below which the loss says nothing: 2 where they are classes that exclude one another.
    var leastColumns: Int { get }
    /// Whether a mean is taken over all numbers, not over the rows.
    var countsNumbers: Bool { get }
    /// The kernel that computes it in one pass with the last activation; nil for none.
    var fusion: LossFusion? { get }
    /// What the kernel's loss and slope are multiplied by, and what is then added for each number: 1 and 0 for most.
    var fusedScale: (factor: Double, constant: Double) { get }
    /// Numbers in one row of the target, for rows of so many outputs.
    func targetColumns(_ outputs: Int) -> Int
    /// What a mean over these rows divides by.
    func mass(_ target: (Int) -> Double, rows: Int, columns: Int) -> Double
    /// The sum of the loss over one row; `gradient` becomes scale times its derivative.
    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S
    /// Whether all targets of a batch say how each of its rows is read.
    var settlesByTargets: Bool { get }
    /// The same loss for rows of a batch that has these targets.
    func settled(for targets: [Float]) -> any LossFormula
    /// Whether a batch's loss is computed of all its rows at once, so that it is no sum over them.
    var couplesRows: Bool { get }
    /// The same loss for examples of this shape, whose rows are those of the last axis.
    func shaped(_ example: [Int]) throws -> any LossFormula
    /// The shape of what is left where nothing is reduced, for an output of this shape.
    func valueShape(_ output: [Int]) -> [Int]
    /// Which of these values a number of the output belongs to.
    func valuePlace(_ number: Int, rows: Int, columns: Int) -> Int
    /// These values; the gradient becomes scale times each one's derivative.
    func values(_ rows: LossRows<Float>) -> [Double]
    /// The sum over all rows. Compiled for each formula and each kind of number.
    func sum(_ rows: LossRows<Float>) -> Double
    func sum(_ rows: LossRows<Double>) -> Double
}

/// Rows of an output with their targets, and where their gradient goes.
struct LossRows<S: LossNumber> {
    let output: UnsafePointer<S>
    let target: UnsafePointer<S>
    let count: Int
    let columns: Int
    let targetColumns: Int
    let gradient: UnsafeMutablePointer<S>?
    let scale: S

    /// One of them.
    func row(_ index: Int) -> LossRows {
        LossRows(
            output: output + index * columns, target: target + index * targetColumns, count: 1, columns: columns,
            targetColumns: targetColumns, gradient: gradient.map { $0 + index * columns }, scale: scale)
    }
}

/// What the output of a model has to be for a loss.
enum LossOutput: Sendable {
    case numbers
    /// Of this activation; `logits` names what takes numbers that have not been through it.
    case probabilities(Activation, logits: String)
    /// Numbers that this activation has not been applied to, because the loss does it; `by` is what says so.
    case logits(Activation, by: String)
    /// `logits` names what takes numbers that have not been through a log_softmax.
    case logProbabilities(logits: String)
}

/// What a target has to be for a loss.
enum LossTarget: Sendable {
    case numbers
    /// From 0 to 1; others are refused.
    case probabilities
    /// From 0 to 1; others are computed with, and remarked on.
    case nearProbabilities
    /// −1 and 1; where it is read so, 0 for −1, and others are computed with, and remarked on.
    case signs(zeroIsNegative: Bool)
    /// One class number a row.
    case classes
}

/// The kernels that compute a loss together with the last activation.
enum LossFusion: Sendable {
    case squaredError
    /// Binary cross-entropy of sigmoids.
    case sigmoid(fromLogits: Bool, smoothing: Double)
    /// Binary cross-entropy of sigmoids that are rounded before their logarithm is taken.
    case roundedSigmoid
    /// Cross-entropy of softmaxes.
    case softmax(fromLogits: Bool, smoothing: Double)
}

extension LossFormula {
    var output: LossOutput { .numbers }
    var target: LossTarget { .numbers }
    var leastColumns: Int { 1 }
    var countsNumbers: Bool { false }
    var fusion: LossFusion? { nil }
    var fusedScale: (factor: Double, constant: Double) { (1, 0) }

    func targetColumns(_ outputs: Int) -> Int { if case .classes = target { 1 } else { outputs } }

    func mass(_ target: (Int) -> Double, rows: Int, columns: Int) -> Double {
        Double(countsNumbers ? rows * columns : rows)
    }

    var settlesByTargets: Bool { false }
    func settled(for targets: [Float]) -> any LossFormula { self }
    var couplesRows: Bool { false }
    func shaped(_ example: [Int]) throws -> any LossFormula { self }
    func valueShape(_ output: [Int]) -> [Int] { Array(output.dropLast()) }
    func valuePlace(_ number: Int, rows: Int, columns: Int) -> Int { number / Swift.max(1, columns) }
    func values(_ rows: LossRows<Float>) -> [Double] {
        (0..<rows.count).map { Double(rows.scale) * sum(rows.row($0)) }
    }

    func sum(_ rows: LossRows<Float>) -> Double { added(rows) }
    func sum(_ rows: LossRows<Double>) -> Double { added(rows) }

    @inline(__always)
    func added<S: LossNumber>(_ rows: LossRows<S>) -> Double {
        var total = 0.0
        for i in 0..<rows.count {
            total += Double(
                row(
                    rows.output + i * rows.columns, rows.target + i * rows.targetColumns, rows.columns,
                    rows.gradient.map { $0 + i * rows.columns }, rows.scale))
        }
        return total
    }
}

/// A loss of each number by itself: its value and its derivative.
protocol ElementLoss: LossFormula {
    func element<S: LossNumber>(_ y: S, _ t: S) -> (value: S, slope: S)
}

extension ElementLoss {
    var countsNumbers: Bool { true }

    @inline(__always)
    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        var total: S = 0
        for j in 0..<columns {
            let (value, slope) = element(y[j], t[j])
            total += value
            gradient?[j] = scale * slope
        }
        return total
    }
}

/// ε with which Keras keeps probabilities away from 0 and 1.
let kerasMargin = 1e-7

/// −1, 0 or 1.
func sign<S: LossNumber>(_ x: S) -> S { x > 0 ? 1 : (x < 0 ? -1 : 0) }

/// The largest number of a row and Σ e^(y − largest).
func exponentialSum<S: LossNumber>(_ y: UnsafePointer<S>, _ columns: Int) -> (largest: S, sum: S) {
    var largest = -S.infinity
    for j in 0..<columns { largest = Swift.max(largest, y[j]) }
    var sum: S = 0
    for j in 0..<columns { sum += S.exp(y[j] - largest) }
    return (largest, sum)
}
