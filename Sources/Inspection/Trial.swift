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
final class Trial {
    let model: Model
    let network: Network
    let mover: VectorOptimizer
    let rows: Int
    private let tape: TrainingTape
    /// The gradient at the parameters, while a rule of second order looks at another place.
    private let gradientCopy: FloatStore
    private let x: Samples
    private let y: Samples
    private var order: [Int]
    private var place = 0
    private var epoch: Int
    /// The one batch that every step is taken on; nil for those of `fit`.
    private let batch: [Int]?
    /// Rows of the batch that is loaded.
    private(set) var loaded = 0

    /// - Parameter batch: the rows of the one batch to step on; nil for the batches of `fit`.
    /// - Throws: `Mistake` when the model is not compiled, the data do not fit it, or a row does not exist.
    init(_ original: Model, _ x: Samples, _ y: Samples, batchSize: Int, batch: [Int]? = nil) throws {
        try original.checked(x, y)
        if let batch {
            if batch.isEmpty { throw Mistake("the batch is empty", expected: "the numbers of one row or more") }
            if let row = batch.first(where: { !(0..<x.count).contains($0) }) {
                throw Mistake("there is no row \(row)", expected: "rows from 0 to \(x.count - 1)")
            }
        }
        self.batch = batch
        model = try original.copy()
        network = try model.build()
        mover = try model.mover()
        (self.x, self.y) = (x, y)
        rows = batch?.count ?? Swift.max(1, Swift.min(batchSize, x.count))
        tape = try TrainingTape(network, loss: model.trainingPlan().loss, batchSize: rows)
        order = Array(0..<x.count)
        let next = original.nextPlace(rows: x.count, batchSize: batchSize)
        epoch = next.epoch
        gradientCopy = try FloatStore(
            count: mover.wantsCurvature ? network.parameterCount : 0, for: "a second gradient")
        if batch == nil { place = next.rowsDone }
        shuffle()
    }

    var count: Int { network.parameterCount }
    var weights: [Double] { network.parameters.array.map { Double($0) } }
    private var step: UInt64 { UInt64(mover.updates) }

    private func shuffle() {
        if let batch {
            order = batch
            return
        }
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
                    tape.load(
                        UnsafeBufferPointer(rebasing: order[place..<place + loaded]), inputs: [x], targets: y)
                }
            }
        }
        place += loaded
    }

    /// Loss with penalties of the loaded batch as training sees it; its gradient stays in the tape.
    @discardableResult
    func differentiate() -> Double {
        let (loss, penalty) = tape.gradient(batch: loaded, seed: model.seed, step: step)
        return loss + penalty
    }

    /// The gradient that `differentiate` left.
    var gradient: [Double] { tape.gradients.array.map { Double($0) } }

    /// What comes before the move, as in a fit: SAM takes the gradient uphill, a rule of second order has its curvature
    /// measured every so many steps.
    private func lookAround() {
        if mover.needsSecondGradient {
            mover.ascend(parameters: network.parameters.buffer, gradient: tape.gradients.buffer)
            differentiate()
            mover.descend(parameters: network.parameters.buffer)
        }
        if mover.wantsCurvature {
            gradientCopy.copy(from: tape.gradients)
            mover.probeCurvature(parameters: network.parameters.buffer)
            differentiate()
            mover.absorbCurvature(
                parameters: network.parameters.buffer, gradient: gradientCopy.buffer, second: tape.gradients.buffer)
            tape.gradients.copy(from: gradientCopy)
        }
    }

    /// Moves by the gradient in the tape.
    func move(rate: Double?) {
        lookAround()
        mover.step(parameters: network.parameters.buffer, gradient: tape.gradients.buffer, rate: rate)
        tape.constrain()
    }

    /// The same move, every named quantity of the watched weights written down.
    func moveWatched(rate: Double?, _ watched: [Int]) -> [Quantity] {
        lookAround()
        let quantities = mover.explainedStep(
            parameters: network.parameters.buffer, gradient: tape.gradients.buffer, rate: rate, watching: watched)
        tape.constrain()
        return quantities
    }

    /// Loss and gradient of the loaded batch at other weights, the dropout of `step`; the weights stay there.
    func slope(at weights: [Double], step: UInt64) -> (value: Double, gradient: [Double]) {
        for i in 0..<Swift.min(count, weights.count) { network.parameters.base[i] = Float(weights[i]) }
        let (loss, penalty) = tape.gradient(batch: loaded, seed: model.seed, step: step)
        return (loss + penalty, gradient)
    }
}
