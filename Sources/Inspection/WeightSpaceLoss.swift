public import Datasets
internal import Networks
internal import Tensors
public import Answers
import Numbers
internal import Synchronization
public import Training

/// The loss of a model over fixed data as a function of all its weights: values, exact gradients and products with the
/// Hessian.
///
/// It owns a copy of the model's network, so the model is unharmed and may go on training. Dropout is off and running
/// statistics are used, as in `evaluate`; penalties are included. Calls are serialised by a lock: that is what makes the
/// unchecked conformance to `Sendable` sound.
public final class WeightSpaceLoss: @unchecked Sendable {
    /// The model's weights when this function was made.
    public let origin: [Double]
    /// The model's running values then.
    let originState: [Float]
    /// How many rows the loss is a mean over.
    public let rows: Int
    private let x: Samples
    private let y: Samples
    private let network: Network
    private let tape: TrainingTape
    private let lock = Mutex<Void>(())

    /// - Parameters:
    ///   - rows: how many of the rows, drawn by `seed`; nil for all.
    /// - Throws: `Mistake` when the model is not compiled or the data do not fit it.
    public init(_ model: Model, _ x: Samples, _ y: Samples, rows limit: Int? = nil, seed: UInt64 = 0) throws {
        try model.checked(x, y)
        let copy = try model.copy()
        network = try copy.build()
        if let limit, limit < x.count {
            var stream = RandomStream(seed: seed, purpose: "rows of a loss")
            let chosen = stream.permutation(x.count).prefix(Swift.max(1, limit)).sorted()
            (self.x, self.y) = (x.rows(at: chosen), y.rows(at: chosen))
        } else {
            (self.x, self.y) = (x, y)
        }
        rows = self.x.count
        tape = try TrainingTape(network, loss: copy.trainingPlan().loss, batchSize: Swift.min(256, rows))
        origin = network.parameters.array.map { Double($0) }
        originState = network.state.array
    }

    /// Number of weights.
    public var dimension: Int { origin.count }

    /// The tensors of the flat vector, in its order.
    var entries: [Network.Entry] { network.entries }

    /// Places of the running variances among the running values.
    var variancePlaces: [Int] { network.stateEntries.filter { $0.role == "moving_variance" }.flatMap { $0.range } }

    /// About how many multiplications and additions one value takes: two for each weight, at each place of a row where
    /// it is used, for each row.
    public var cost: Double {
        var perRow = 0.0
        for plan in network.plans {
            let places = Double(plan.output.dropLast().reduce(1, *))
            let weights = plan.parameters.reduce(0) { $0 + $1.shape.reduce(1, *) }
            perRow += 2 * places * Double(weights) + 20 * places * Double(plan.output.last ?? 1)
        }
        return perRow * Double(rows)
    }

    /// Whether the model has running values, which a slice takes as the model has them now.
    var hasState: Bool { !originState.isEmpty }

    /// Mean loss with penalties at these weights; NaN when the work was cancelled.
    ///
    /// - Parameter state: running values; nil for the model's own.
    public func value(at weights: [Double], state: [Float]? = nil, work: Work? = nil) -> Double {
        lock.withLock { _ in
            guard isPlaced(weights, state, work) else { return .nan }
            var sum = 0.0
            let isWhole = eachBatch(work) { size in sum += tape.evaluate(batch: size, work: work) * Double(size) }
            return isWhole ? sum / Double(rows) + network.penalty : .nan
        }
    }

    /// The same with its gradient, by reverse mode; nil when the work was cancelled.
    public func slope(at weights: [Double], state: [Float]? = nil, work: Work? = nil)
        -> (value: Double, gradient: [Double])?
    {
        lock.withLock { _ in
            guard isPlaced(weights, state, work) else { return nil }
            let work = work ?? Work()
            guard var gradient = try? Vectors.made(dimension, work, { _ in 0 }) else { return nil }
            var value = 0.0
            let isWhole = eachBatch(work) { size in
                let share = Double(size) / Double(rows)
                let (loss, penalty) = tape.gradient(batch: size, seed: 0, step: 0, isTraining: false, work: work)
                value += share * (loss + penalty)
                // What is broken off here, `eachBatch` notices.
                try? Vectors.eachPiece(gradient.count, work) {
                    for i in $0 { gradient[i] += share * Double(tape.gradients.base[i]) }
                }
            }
            return isWhole ? (value, gradient) : nil
        }
    }

    /// Hv at these weights, by a central difference of two exact gradients; nil when the work was cancelled.
    public func hessianProduct(at weights: [Double], _ v: [Double], state: [Float]? = nil, work: Work? = nil)
        -> [Double]?
    {
        try? HessianProduct.difference(at: weights, along: v, stoppedBy: work ?? Work()) {
            slope(at: $0, state: state, work: work)?.gradient
        }
    }

    /// - Throws: `Mistake` naming the first tensor that holds a number that is not finite, or when the loss is not finite.
    /// - Returns: the loss at the model's own weights.
    @discardableResult
    func checkedFinite(work: Work) throws -> Double {
        let remedy = "compile the model anew and fit it with a smaller rate, or clip its gradient"
        for (list, values) in [(network.entries, origin), (network.stateEntries, originState.map { Double($0) })] {
            guard let bad = list.first(where: { $0.range.contains { !values[$0].isFinite } }) else { continue }
            let count = bad.range.count { !values[$0].isFinite }
            throw Mistake(
                "\(bad.name) holds \(count) number\(count == 1 ? "" : "s") that \(count == 1 ? "is" : "are") not finite",
                expected: "a model whose weights are finite", try: remedy)
        }
        let height = value(at: origin, work: work)
        if work.isCancelled { throw Mistake("interrupted before the loss was known", expected: "to let it finish") }
        guard height.isFinite else {
            throw Mistake(
                "the loss is \(height.short()) where the model stands, though its weights are finite",
                expected: "a model whose loss is finite", try: remedy)
        }
        return height
    }

    /// - Throws: `Mistake` when the curvature that was found is none.
    static func checkFinite(_ found: Lanczos, loss: Double) throws {
        guard let bad = found.pairs.first(where: { !$0.value.isFinite || !$0.residual.isFinite }) else { return }
        throw Mistake(
            "the curvature of the loss is \(bad.value.short()) where the model stands; the loss is \(loss.short(4))",
            expected: "a model whose loss and curvature are finite",
            try: "compile the model anew and fit it with a smaller rate, or clip its gradient")
    }

    /// Gives the network these weights; false when the work was stopped on the way.
    private func isPlaced(_ weights: [Double], _ state: [Float]?, _ work: Work?) -> Bool {
        do {
            try Vectors.eachPiece(Swift.min(weights.count, dimension), work ?? Work()) {
                for i in $0 { network.parameters.base[i] = Float(weights[i]) }
            }
        } catch { return false }
        network.state.copy(from: state ?? originState)
        return true
    }

    /// Loads all rows batch by batch; false when cancelled on the way.
    private func eachBatch(_ work: Work?, _ body: (Int) -> Void) -> Bool {
        let capacity = tape.batchSize
        let order = Array(0..<rows)
        return order.withUnsafeBufferPointer { order in
            x.values.withUnsafeBufferPointer { x in
                y.values.withUnsafeBufferPointer { y in
                    guard let x = x.baseAddress, let y = y.baseAddress else { return false }
                    var from = 0
                    while from < rows {
                        if work?.isCancelled ?? false { return false }
                        let size = Swift.min(capacity, rows - from)
                        tape.load(UnsafeBufferPointer(rebasing: order[from..<from + size]), inputs: [x], targets: y)
                        body(size)
                        // What a batch that was broken off has given is of no use.
                        if work?.isCancelled ?? false { return false }
                        from += size
                    }
                    return true
                }
            }
        }
    }
}
