public import Answers
public import Datasets
public import Networks
public import Optimizers
public import Training
internal import Tensors

/// What a model costs: bytes and multiplications of a step, a training and a prediction, counted while the tape runs.
///
/// A multiplication is one product of two numbers in a matrix product, with its addition; functions, sums and roundings are counted as
/// numbers that are computed. Nothing is estimated from the shapes of layers.
public struct ModelCost: Sendable {
    /// The layers in words.
    public let model: String
    /// The optimizer with its settings, as it is typed.
    public let optimizer: String
    /// In the order of the model; the loss is none of them.
    public let layers: [LayerCost]
    /// Rows of the step that was counted.
    public let batchSize: Int
    /// Bytes of every block that a training holds beside the data.
    public let memory: MemoryUse
    /// Numbers that are learnt.
    public let parameters: Int
    /// Numbers that the optimizer keeps for each of them.
    public let momentsPerParameter: Int
    /// What the optimizer computes for each of them; nil for rules of whole tensors.
    public let updateArithmetic: StepArithmetic?
    /// Rows that an epoch trains on, and how many epochs there are.
    public let rows, epochs: Int
    /// Bytes of a training for other batch sizes.
    public let byBatch: [(batchSize: Int, activations: Int, total: Int)]
    /// Where the time of a step goes; nil where nobody measured.
    public let time: StepTime?

    /// Multiplications of one example, going forward: those of a prediction.
    public var forward: Double { layers.reduce(0) { $0 + $1.forward } }
    /// Those of one example, going backward.
    public var backward: Double { layers.reduce(0) { $0 + $1.backward } }
    /// Those of the optimizer in one step.
    public var update: Double { Double(parameters) * Double(updateArithmetic?.multiplies ?? 0) }
    /// Multiplications of one step: forward and backward for every row of the batch, and the update once.
    public var step: Double { Double(batchSize) * (forward + backward) + update }
    /// Steps of the training: epochs times batches of an epoch, of which the last may be smaller.
    public var steps: Double { Double(epochs) * Double((rows + batchSize - 1) / batchSize) }
    /// Multiplications of the training: those of every example, and of every update.
    public var training: Double { Double(rows) * Double(epochs) * (forward + backward) + steps * update }
    /// Bytes that weights and moments take over those that the weights take: 3 for Adam.
    public var moments: Double { Double(1 + momentsPerParameter) }

    /// Takes one step's tape through its paces; the model's weights and the optimizer's memory stay as they are.
    ///
    /// - Parameters:
    ///   - x: examples, at least one; the batch is filled with them over and over.
    ///   - rows: that an epoch trains on; nil for as many as there are examples.
    ///   - measures: whether the time of a step is measured, which takes some tenths of a second.
    /// - Throws: `Mistake` for data that do not fit and a model that is not compiled.
    public init(
        _ model: Model, x: Samples, y: Samples, batchSize: Int = 32, rows: Int? = nil, epochs: Int = 1,
        precision: TrainingPrecision = .float32, measures: Bool = false, work: Work = Work()
    ) throws {
        let network = try model.checked(x, y)
        let plan = try model.trainingPlan()
        let subject = try model.copy()
        let step = try subject.step(batchSize: batchSize, precision: precision)
        let tape = step.tape
        let order = (0..<batchSize).map { $0 % y.count }
        var counts: [OperationCount] = []
        x.values.withUnsafeBufferPointer { x in
            order.withUnsafeBufferPointer { order in
                y.values.withUnsafeBufferPointer { y in
                    guard let x = x.baseAddress, let y = y.baseAddress else { return }
                    step.load(order, inputs: [x], targets: y)
                    counts = tape.counting { _ = tape.gradient(batch: batchSize, seed: 0, step: 0, work: work) }
                }
            }
        }
        if work.isCancelled { throw Stopped() }
        time = measures ? StepTime(step, x, y, order, work: work) : nil
        var layers: [LayerCost] = []
        for count in counts {
            let one = LayerCost(
                name: count.label,
                parameters: network.entries.reduce(0) { $0 + ($1.layer == count.label ? $1.range.count : 0) },
                forward: Double(count.forwardMultiplies) / Double(batchSize),
                backward: Double(count.backwardMultiplies) / Double(batchSize),
                numbers: Double(count.numbers) / Double(batchSize), bytes: count.forwardBytes + count.backwardBytes)
            if let place = layers.lastIndex(where: { $0.name == one.name }) {
                layers[place].forward += one.forward
                layers[place].backward += one.backward
                layers[place].numbers = one.numbers
                layers[place].bytes += one.bytes
            } else {
                layers.append(one)
            }
        }
        self.layers = layers
        (self.model, optimizer) = (model.summary, plan.optimizer.summary)
        (self.batchSize, parameters) = (batchSize, network.parameterCount)
        memory = try model.memory(batchSize: batchSize, work: work)
        momentsPerParameter = plan.optimizer.memoryPerParameter
        updateArithmetic = plan.optimizer.stepArithmetic
        (self.rows, self.epochs) = (rows ?? y.count, epochs)
        byBatch = try [1, 8, 32, 128, 512, 2048].map {
            let use = try model.memory(batchSize: $0, work: work)
            return ($0, use.activations, use.total)
        }
    }
}
