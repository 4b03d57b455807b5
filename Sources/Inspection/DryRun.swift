internal import Datasets
internal import Networks
internal import Answers
internal import Numbers
internal import Optimizers
internal import Tensors
internal import Training

/// A copy of a model that takes the very steps the model's next fit would take, one at a time.
///
/// Batches come in the order of a `fit` on these rows without callbacks: rows shuffled by (seed, epoch), from the row where
/// an interrupted fit of the same rows and batch size stopped; the optimizer's memory and the dropout's step go on where the
/// model stands.
final class DryRun {
    let model: Model
    let rows: Int
    private let step: GradientStep
    private let x: Samples
    private let y: Samples
    private let isShuffled: Bool
    private var order: [Int]
    private var place = 0
    private var epoch: Int
    /// The one batch that every step is taken on; nil for those of `fit`.
    private let batch: [Int]?
    /// Rows of the batch that is loaded.
    private(set) var loaded = 0

    /// - Parameters:
    ///   - batchSize: nil for that of a fit that was interrupted, or 32.
    ///   - batch: the rows of the one batch to step on; nil for the batches of `fit`.
    /// - Throws: `Mistake` when the model is not compiled, the data do not fit it, or a row does not exist.
    init(_ original: Model, _ x: Samples, _ y: Samples, batchSize: Int?, batch: [Int]? = nil) throws {
        try original.checked(x, y)
        if let batch {
            if batch.isEmpty {
                throw Mistake("the batch is empty", expected: "the numbers of one row or more", argument: "batch")
            }
            if let row = batch.first(where: { !(0..<x.count).contains($0) }) {
                throw Mistake("there is no row \(row)", expected: "rows from 0 to \(x.count - 1)", argument: "batch")
            }
        }
        self.batch = batch
        (self.x, self.y) = (x, y)
        // A fit that was interrupted may have kept the last rows for validation.
        let left = original.interruptedBatches.flatMap { left in
            left.rows <= x.count && (batchSize ?? left.batchSize) == left.batchSize ? left : nil
        }
        let all = left?.rows ?? x.count
        let size = Swift.max(1, Swift.min(batchSize ?? left?.batchSize ?? 32, all))
        isShuffled = left?.isShuffled ?? true
        rows = batch?.count ?? size
        model = try original.copy()
        step = try model.step(batchSize: rows)
        order = Array(0..<all)
        let next = original.nextPlace(rows: all, batchSize: size, isShuffled: isShuffled)
        epoch = next.epoch
        if batch == nil { place = next.rowsDone }
        shuffle()
    }

    var network: Network { step.network }
    var optimizer: VectorOptimizer { step.optimizer }
    var count: Int { network.parameterCount }

    /// All of them.
    ///
    /// - Throws: `Stopped` when the work was stopped.
    func weights(_ work: Work) throws(Stopped) -> [Double] { try DryRun.doubles(network.parameters, work) }

    private func shuffle() {
        if let batch {
            order = batch
            return
        }
        guard isShuffled else { return }
        for i in order.indices { order[i] = i }
        var stream = RandomStream(seed: model.seed, purpose: "shuffle", index: UInt64(epoch))
        stream.shuffle(&order)
    }

    /// Loads the next batch; after the last one of an epoch the first of the next.
    func load() {
        if place >= order.count {
            epoch += 1
            place = 0
            shuffle()
        }
        loaded = Swift.min(rows, order.count - place)
        order.withUnsafeBufferPointer { order in
            x.values.withUnsafeBufferPointer { x in
                y.values.withUnsafeBufferPointer { y in
                    guard let x = x.baseAddress, let y = y.baseAddress else { return }
                    step.load(
                        UnsafeBufferPointer(rebasing: order[place..<place + loaded]), inputs: [x], targets: y)
                }
            }
        }
        place += loaded
    }

    /// Loss with penalties of the loaded batch as training sees it; its gradient stays in the tape.
    @discardableResult
    func differentiate(_ work: Work) -> Double {
        step.differentiate(work: work).map { $0.loss + $0.penalty } ?? .nan
    }

    /// The gradient that `differentiate` left.
    ///
    /// - Throws: `Stopped` when the work was stopped.
    func gradient(_ work: Work) throws(Stopped) -> [Double] { try DryRun.doubles(step.tape.gradients, work) }

    private static func doubles(_ values: FloatStore, _ work: Work) throws(Stopped) -> [Double] {
        try Vectors.made(values.count, work) { Double(values.base[$0]) }
    }

    /// Moves by the gradient in the tape. A step whose second gradient is not finite is not taken, as in a fit.
    func move(rate: Double?) { _ = try? step.move(rate: rate) }

    /// The same move, every named quantity of the watched weights written down.
    func moveWatched(rate: Double?, _ watched: [Int]) -> [Quantity] {
        (try? step.move(rate: rate, watching: watched)) ?? []
    }

    /// Loss and gradient of the loaded batch at other weights, the dropout of `number`; the weights stay there. Nil when
    /// the work was stopped.
    func slope(at weights: [Double], number: UInt64, _ work: Work) -> (value: Double, gradient: [Double])? {
        do {
            try Vectors.eachPiece(Swift.min(count, weights.count), work) {
                for i in $0 { network.parameters.base[i] = Float(weights[i]) }
            }
        } catch { return nil }
        let (loss, penalty) = step.tape.gradient(batch: loaded, seed: model.seed, step: number, work: work)
        if work.isCancelled { return nil }
        guard let slope = try? gradient(work) else { return nil }
        return (loss + penalty, slope)
    }
}
