/// A loss that somebody wrote as a function of the targets and the outputs of a batch.
///
/// A loss in the middle of a training cannot throw: what the function throws is kept here, and the loss is NaN, which ends the
/// training. Who began it throws what is kept.
public final class CustomLoss: @unchecked Sendable {
    /// The mean of the loss over the rows, and its derivative by each output where that is asked for; row-major.
    public typealias Body =
        (_ output: [Float], _ target: [Float], _ rows: Int, _ wantsGradient: Bool) throws -> (
            mean: Double, gradient: [Float]
        )

    private let body: Body
    private var failure: (any Error)?

    /// A function of one thread: that of the session or of the trial whose model is trained by it.
    public init(_ body: @escaping Body) { self.body = body }

    /// - Throws: what the function has thrown since this was asked last.
    public func rethrow() throws {
        defer { failure = nil }
        if let failure { throw failure }
    }

    fileprivate func sum(_ rows: LossRows<Float>) -> Double {
        do {
            let count = rows.count * rows.columns
            let found = try body(
                Array(UnsafeBufferPointer(start: rows.output, count: count)),
                Array(UnsafeBufferPointer(start: rows.target, count: rows.count * rows.targetColumns)), rows.count,
                rows.gradient != nil)
            let scale = rows.scale * Float(rows.count)
            if let gradient = rows.gradient {
                for i in 0..<count { gradient[i] = i < found.gradient.count ? scale * found.gradient[i] : 0 }
            }
            return found.mean * Double(rows.count)
        } catch {
            failure = failure ?? error
            return .nan
        }
    }
}

/// The formula of a loss that is a function: it is asked for whole batches.
private struct FunctionFormula: LossFormula {
    let function: CustomLoss

    /// What somebody wrote may take all rows together.
    var couplesRows: Bool { true }

    func row<S: LossNumber>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        var output = (0..<columns).map { Float(y[$0]) }
        var target = (0..<columns).map { Float(t[$0]) }
        var slopes = [Float](repeating: 0, count: columns)
        let value = output.withUnsafeMutableBufferPointer { output in
            target.withUnsafeMutableBufferPointer { target in
                slopes.withUnsafeMutableBufferPointer { slopes -> Double in
                    guard let y = output.baseAddress, let t = target.baseAddress else { return 0 }
                    return function.sum(
                        LossRows(
                            output: UnsafePointer(y), target: UnsafePointer(t), count: 1, columns: columns,
                            targetColumns: columns, gradient: gradient == nil ? nil : slopes.baseAddress,
                            scale: Float(scale)))
                }
            }
        }
        if let gradient { for j in 0..<columns { gradient[j] = S(slopes[j]) } }
        return S(value)
    }

    func sum(_ rows: LossRows<Float>) -> Double { function.sum(rows) }
}

extension Loss {
    /// A loss that is a function of one's own, under a name that the history and messages take.
    public init(_ name: String, _ function: CustomLoss) {
        self.init(name, FunctionFormula(function: function), call: "\(name)(y_true, y_pred)")
    }

    /// The function that it is; nil for the losses that have a card.
    public var function: CustomLoss? { (formula as? FunctionFormula)?.function }
}
