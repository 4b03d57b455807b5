public import Answers
public import Formats
public import Tensors

/// One model, one loss and one batch size, ready to compute a loss and its gradient again and again without allocating.
///
/// The tape takes a batch in slabs of examples whose values fit into the processor's cache; the gradients of the slabs add
/// up to the batch's. Model and batch size alone decide the cut, on every machine.
public final class TrainingTape {
    /// Whose parameters are read and differentiated by.
    public let network: Network
    /// The loss that is computed of the output and gives the first gradient.
    public let loss: Loss
    /// The same for the targets of the loaded batch.
    var batchLoss: Loss
    /// The largest number of rows that it can be replayed for.
    public let batchSize: Int
    let recorded: RecordedNetwork
    var tape: Tape { recorded.tape }
    /// The batch's examples, one store for each of the model's inputs, and its output.
    let inputs: [FloatStore]
    let outputs: FloatStore
    /// For whoever does not watch: nobody cancels it.
    private let unwatched = Work()
    /// Gradient of loss plus penalty with respect to all parameters, after `gradient`.
    public let gradients: FloatStore
    /// Targets of the batch as the loss reads them.
    let targets: FloatStore
    /// Where they are: in `targets`, or in the inputs of a model that gives back what it reads.
    var targetBase: UnsafeMutablePointer<Float>
    let weights: FloatStore
    var hasWeights = false
    /// What the weights of the loaded batch are multiplied by: for a mean by weights, so that theirs is 1.
    var weightShare: Float = 1
    let fusion: Fusion
    let rowsPerExample: Int
    let columns: Int
    let targetColumns: Int
    /// What the sum over the loaded batch is divided by.
    var divisor = 1.0
    /// The format that it computes in; nil for float32.
    public let narrow: NarrowFormat?
    /// The parameters in that format, made anew from the network's for every batch.
    private let copy: FloatStore?
    /// What the loss is multiplied by before it goes backward, and the gradients divided by after it, so that small ones survive a
    /// narrow format: a power of two changes no digit.
    public var lossScale: Float = 1
    /// The loss of the batch that was computed last, without what layers and regularisers add.
    public private(set) var pureLoss = Double.nan

    /// - Parameter cacheSize: bytes that a slab's values may take.
    /// - Throws: `Mistake` when the loss does not fit the output, or there is no memory for the batch.
    public convenience init(
        _ network: Network, loss: Loss, batchSize: Int, cacheSize: Int = TrainingTape.cacheSize
    ) throws {
        try self.init(network, loss: loss, batchSize: batchSize, cacheSize: cacheSize, omittingHeld: false)
    }

    /// The same for a training that holds some parameters.
    ///
    /// - Parameters:
    ///   - omittingHeld: whether the gradients of parameters that are not learnt are left out; they are zero then.
    ///   - format: what weights, activations and gradients are put into; the network's own weights stay as they are.
    public init(
        _ network: Network, loss: Loss, batchSize: Int, cacheSize: Int = TrainingTape.cacheSize, omittingHeld: Bool,
        format: FloatFormat = .float32
    ) throws {
        self.network = network
        self.loss = try loss.shaped(network.outputShape)
        batchLoss = self.loss
        try loss.check(outputShape: network.outputShape, activation: network.lastActivation)
        columns = network.outputShape.exampleColumns
        rowsPerExample = network.outputShape.exampleRows
        gradients = try FloatStore(count: network.parameterCount, for: "the gradients of the parameters")
        fusion = Self.fusion(loss, network.fusableActivation)
        self.batchSize = batchSize
        narrow = NarrowFormat(format)
        copy =
            narrow == nil
            ? nil : try FloatStore(count: network.parameterCount, for: "the parameters in \(format.name)")
        let (format, parameters, omitsLast) = (narrow, copy, fusion.includesActivation)
        recorded = try Self.record(loss, cacheSize: cacheSize) { [gradients] cacheSize in
            try network.write(
                capacity: batchSize, cacheSize: cacheSize, gradients: gradients, omittingLastActivation: omitsLast,
                omittingHeld: omittingHeld, copy: parameters, narrow: format)
        }
        try recorded.tape.seal()
        targetColumns = fusion.targetColumns(loss, columns)
        func store(_ perExample: Int) throws -> FloatStore {
            try MemoryRoom.check(4 * Double(batchSize) * Double(perExample), for: "\(batchSize) examples") { _ in
                "batch_size=32"
            }
            return try FloatStore(count: batchSize * perExample, for: "\(batchSize) examples")
        }
        inputs = try network.inputShapes.map { try store($0.reduce(1, *)) }
        outputs = try store(rowsPerExample * columns)
        targets = try store(rowsPerExample * targetColumns)
        targetBase = targets.base
        weights = try store(1)
    }

    /// What the tape of a network, a loss and a batch size, and the batch beside it, would hold, with no memory taken; the
    /// parameters' gradients are not counted.
    ///
    /// - Throws: `Mistake` when the loss does not fit the output, or for sizes beyond every machine.
    public static func memory(
        _ network: Network, loss: Loss, batchSize: Int
    ) throws -> (tape: TapeMemory, batch: Double) {
        try loss.check(outputShape: network.outputShape, activation: network.lastActivation)
        let fusion = fusion(loss, network.fusableActivation)
        // This tape is never replayed: the parameters stand where their gradients would.
        let recorded = try record(loss, cacheSize: cacheSize) { cacheSize in
            try network.write(
                capacity: batchSize, cacheSize: cacheSize, gradients: network.parameters,
                omittingLastActivation: fusion.includesActivation)
        }
        let (rows, columns) = (network.outputShape.exampleRows, network.outputShape.exampleColumns)
        let perExample = network.inputShapes.reduce(rows * (columns + fusion.targetColumns(loss, columns)) + 1) {
            $0 + $1.reduce(1, *)
        }
        return (try recorded.tape.memory(), 4 * Double(batchSize) * Double(perExample))
    }

    /// Bytes that a slab's values may take: what the second-level caches of today hold once or twice over. Smaller slabs would
    /// transpose the weights more often than they save.
    public static let cacheSize = 4 << 20

    /// A batch whose loss is no sum over its rows, and one of which some rows do not count, is taken whole, not in slabs.
    private static func record(
        _ loss: Loss, cacheSize: Int, _ write: (Int?) throws -> RecordedNetwork
    ) throws -> RecordedNetwork {
        guard !loss.couplesRows else { return try write(nil) }
        let recorded = try write(cacheSize)
        return recorded.mask == nil ? recorded : try write(nil)
    }

    /// Numbers of one target example as the caller hands them in.
    public var targetSize: Int { rowsPerExample * loss.targetColumns(outputs: columns) }

    /// The loss of the loaded batch without gradient, dropout off and running statistics used.
    ///
    /// - Returns: NaN when the work was cancelled on the way.
    public func evaluate(batch: Int, work: Work? = nil) -> Double {
        let work = work ?? unwatched
        var added = 0.0
        takeParameters()
        pureLoss = slabs(of: batch) { first, count in
            guard tape.forward(batch: count, work: work) else { return .nan }
            added += tape.addedLoss
            return lossValue(first: first, count: count, of: batch, gradient: nil)
        }
        return pureLoss + added
    }

    /// What layers have told under a name in the batch that was computed last; nil where none tells of it.
    public func noted(_ name: String) -> Double? { tape.noted(name) }

    /// The loss of the loaded batch, its penalty, and in `gradients` the gradient of their sum.
    ///
    /// - Parameter isTraining: false takes the gradient of what `evaluate` gives: dropout off, running statistics used.
    /// - Returns: NaN when the work was cancelled on the way; the gradients are of no use then.
    public func gradient(
        batch: Int, seed: UInt64, step: UInt64, isTraining: Bool = true, work: Work? = nil
    ) -> (loss: Double, penalty: Double) {
        let work = work ?? unwatched
        takeParameters()
        tape.addedSlope = Double(lossScale)
        let loss = slabs(of: batch) { first, count in
            guard
                tape.forward(batch: count, after: first, isTraining: isTraining, seed: seed, step: step, work: work)
            else { return .nan }
            let loss = lossValue(
                first: first, count: count, of: batch, gradient: tape.gradient(of: recorded.output))
            scale(
                count * rowsPerExample * columns, tape.gradient(of: recorded.output), by: lossScale)
            let isWhole = tape.backward(
                from: recorded.output, batch: count, after: first, isTraining: isTraining, seed: seed, step: step,
                work: work)
            return isWhole ? loss : .nan
        }
        pureLoss = loss
        narrow?.round(gradients.count, gradients.base, network.kernels)
        scale(gradients.count, gradients.base, by: 1 / lossScale)
        // What layers add by themselves is of the whole batch: there is one slab then.
        var penalty = tape.addedLoss
        for entry in network.entries {
            penalty += network.penalty(on: entry, addingGradientTo: gradients.base + entry.range.lowerBound)
        }
        return (loss, penalty)
    }

    /// The parameters as they are now, in the format that is computed in.
    private func takeParameters() {
        guard let copy, let narrow else { return }
        narrow.round(copy.count, network.parameters.base, to: copy.base, network.kernels)
    }

    func scale(_ count: Int, _ numbers: UnsafeMutablePointer<Float>, by factor: Float) {
        if factor != 1 { network.kernels.scale(count, numbers, by: factor) }
    }

    /// What each operation does in the replays of `body`: `gradient` for a step, `evaluate` for a prediction.
    public func counting(_ body: () -> Void) -> [OperationCount] { tape.counting(body) }

    /// Lets the tape stand on one slab of the batch after the other; the sum of what `body` gives back.
    func slabs(of batch: Int, _ body: (_ first: Int, _ count: Int) -> Double) -> Double {
        var total = 0.0
        for first in stride(from: 0, to: batch, by: tape.capacity) {
            for i in inputs.indices {
                tape.move(recorded.inputs[i], to: inputs[i].base + first * (inputs[i].count / batchSize))
            }
            tape.move(recorded.output, to: outputs.base + first * (outputs.count / batchSize))
            total += body(first, Swift.min(tape.capacity, batch - first))
        }
        return total
    }

    /// Puts constrained parameters back where they may be, after an update.
    public func constrain() { network.constrain() }

    /// The output of the last evaluated batch, as `predict` would give it.
    public var output: UnsafeMutablePointer<Float> { outputs.base }
}
