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
    /// What is computed of its output.
    public let loss: Loss
    /// The same for the targets of the loaded batch.
    private var batchLoss: Loss
    /// The largest batch.
    public let batchSize: Int
    let recorded: RecordedNetwork
    var tape: Tape { recorded.tape }
    /// The batch's examples, one store for each of the model's inputs, and its output.
    private let inputs: [FloatStore]
    private let outputs: FloatStore
    /// For whoever does not watch: nobody cancels it.
    private let unwatched = Work()
    /// Gradient of loss plus penalty with respect to all parameters, after `gradient`.
    public let gradients: FloatStore
    /// Targets of the batch as the loss reads them.
    private let targets: FloatStore
    /// Where they are: in `targets`, or in the inputs of a model that gives back what it reads.
    private var targetBase: UnsafeMutablePointer<Float>
    private let weights: FloatStore
    private var hasWeights = false
    /// What the weights of the loaded batch are multiplied by: for a mean by weights, so that theirs is 1.
    private var weightShare: Float = 1
    private let fusion: Fusion
    private let rowsPerExample: Int
    private let columns: Int
    private let targetColumns: Int
    /// What the sum over the loaded batch is divided by.
    private var divisor = 1.0
    /// The format that it computes in; nil for float32.
    public let narrow: NarrowFormat?
    /// The parameters in that format, made anew from the network's for every batch.
    private let copy: FloatStore?
    /// What the loss is multiplied by before it goes backward, and the gradients divided by after it, so that small ones survive a
    /// narrow format: a power of two changes no digit.
    public var lossScale: Float = 1
    /// The loss of the batch that was computed last, without what layers and regularisers add.
    public private(set) var pureLoss = Double.nan

    /// How loss and last activation go together.
    private enum Fusion {
        case none, squaredError, sigmoid(inPlace: Bool), roundedSigmoid, softmax(inPlace: Bool)

        /// Whether the tape ends before the last activation.
        var includesActivation: Bool {
            switch self {
            case .sigmoid(let inPlace), .softmax(let inPlace): inPlace
            case .roundedSigmoid: true
            case .none, .squaredError: false
            }
        }

        /// Numbers in one row of targets: class numbers are spread to probabilities where the fused loss wants them.
        func targetColumns(_ loss: Loss, _ columns: Int) -> Int {
            if case .softmax = self { return columns }
            return loss.targetColumns(outputs: columns)
        }
    }

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

    private static func fusion(_ loss: Loss, _ activation: Activation?) -> Fusion {
        guard
            loss.reduction == .mean || loss.reduction == .meanOfWeights
                || loss.reduction == .batchMean && loss.formula.countsNumbers
        else {
            return .none
        }
        switch loss.formula.fusion {
        case .squaredError: return .squaredError
        case .sigmoid(let fromLogits, _):
            if fromLogits { return .sigmoid(inPlace: false) }
            return activation == .sigmoid ? .sigmoid(inPlace: true) : .none
        case .roundedSigmoid: return activation == .sigmoid ? .roundedSigmoid : .none
        case .softmax(let fromLogits, _):
            if fromLogits { return .softmax(inPlace: false) }
            return activation == .softmax ? .softmax(inPlace: true) : .none
        case nil: return .none
        }
    }

    /// Numbers of one target example as the caller hands them in.
    public var targetSize: Int { rowsPerExample * loss.targetColumns(outputs: columns) }

    /// Copies the examples at `rows` into the batch.
    ///
    /// - Parameters:
    ///   - inputs: one pointer per model input, to all examples, row-major.
    ///   - targets: all targets, `targetSize` numbers each.
    ///   - weights: one weight per example, or nil.
    public func load(
        _ rows: UnsafeBufferPointer<Int>, inputs: [UnsafePointer<Float>], targets: UnsafePointer<Float>,
        weights: UnsafePointer<Float>? = nil
    ) {
        for (number, store) in self.inputs.enumerated() {
            gather(rows, inputs[number], network.inputShapes[number].reduce(1, *), store.base)
        }
        // A narrow format changes the inputs, but not what they are to become.
        let isGivenBack = targets == inputs.first && narrow == nil && fitsInput
        targetBase = isGivenBack ? self.inputs[0].base : self.targets.base
        if isGivenBack {
            divisor = divisor(of: rows.count)
        } else {
            loadTargets(rows, targets)
        }
        if loss.formula.settlesByTargets {
            let count = rows.count * rowsPerExample * targetColumns
            batchLoss = loss.settled(for: Array(UnsafeBufferPointer(start: targetBase, count: count)))
        }
        hasWeights = weights != nil
        guard let weights else { return }
        var sum: Float = 0
        for (i, row) in rows.enumerated() {
            self.weights.base[i] = weights[row]
            sum += weights[row]
        }
        let isMeanOfThem = loss.reduction == .meanOfWeights
        weightShare = !isMeanOfThem ? 1 : sum > 0 ? Float(rows.count) / sum : 0
    }

    /// The factor of a loaded example's loss in the sum over the batch.
    private func factor(_ number: Int) -> Float { hasWeights ? weights.base[number] * weightShare : 1 }

    /// Whether targets can be read where the inputs are, of models that give back what they read: the loss wants them as they
    /// are.
    private var fitsInput: Bool {
        guard inputs.count == 1, targetSize == network.inputShapes[0].reduce(1, *),
            targetSize == rowsPerExample * targetColumns
        else { return false }
        switch loss.formula.fusion {
        case .sigmoid(_, let smoothing), .softmax(_, let smoothing): return smoothing == 0
        case .squaredError, .roundedSigmoid, nil: return true
        }
    }

    /// What the sum over the loaded batch is divided by.
    private func divisor(of examples: Int) -> Double {
        loss.reduction == .batchMean
            ? Double(examples) : loss.divisor(targetBase, rows: examples * rowsPerExample, columns: columns)
    }

    private func loadTargets(_ rows: UnsafeBufferPointer<Int>, _ source: UnsafePointer<Float>) {
        let base = targets.base
        let size = targetSize
        // The fused losses read smoothed targets; the others smooth them themselves.
        let smoothing: Double
        switch loss.formula.fusion {
        case .sigmoid(_, let s), .softmax(_, let s): smoothing = s
        case .squaredError, .roundedSigmoid, nil: smoothing = 0
        }
        if loss.targetsAreClasses, case .softmax = fusion {
            let off = Float(smoothing) / Float(columns)
            let on = Float(1 - smoothing) + off
            base.update(repeating: off, count: rows.count * rowsPerExample * columns)
            for (i, row) in rows.enumerated() {
                for r in 0..<size {
                    let label = Int(saturating: source[row * size + r])
                    if label >= 0, label < columns { base[(i * size + r) * columns + label] = on }
                }
            }
            return
        }
        gather(rows, source, size, base)
        divisor = divisor(of: rows.count)
        guard smoothing > 0 else { return }
        let s = Float(smoothing)
        switch fusion {
        case .sigmoid: for i in 0..<rows.count * size { base[i] = base[i] * (1 - s) + s / 2 }
        case .softmax: for i in 0..<rows.count * size { base[i] = base[i] * (1 - s) + s / Float(columns) }
        default: break
        }
    }

    @inline(__always)
    private func gather(
        _ rows: UnsafeBufferPointer<Int>, _ source: UnsafePointer<Float>, _ size: Int,
        _ destination: UnsafeMutablePointer<Float>
    ) {
        if size == 1 {
            for i in 0..<rows.count { destination[i] = source[rows[i]] }
        } else if size == 8 {
            for i in 0..<rows.count {
                UnsafeMutableRawPointer(destination + i &* 8).storeBytes(
                    of: UnsafeRawPointer(source + rows[i] &* 8).loadUnaligned(as: SIMD8<Float>.self),
                    as: SIMD8<Float>.self)
            }
        } else {
            for i in 0..<rows.count {
                (destination + i &* size).update(from: source + rows[i] &* size, count: size)
            }
        }
    }

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

    private func scale(_ count: Int, _ numbers: UnsafeMutablePointer<Float>, by factor: Float) {
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

    /// 1 for each row of the output that counts, 0 for each masked one, after a pass forward; nil where all count.
    private var mask: UnsafeMutablePointer<Float>? {
        guard let mask = recorded.mask, tape.rowsPerExample(of: mask) == rowsPerExample else { return nil }
        return tape.values(of: mask)
    }

    /// Whether some rows of the output may not count.
    public var isMasked: Bool { mask != nil }

    /// Whether a row of the output counts, of the batch that was evaluated last.
    public func counts(row: Int) -> Bool { mask.map { $0[row] != 0 } ?? true }

    /// Whether the loaded examples have factors.
    public var isWeighted: Bool { hasWeights }

    /// The factor of a loaded example's loss.
    public func weight(ofExample number: Int) -> Float { hasWeights ? weights.base[number] : 1 }

    /// What `count` examples from `first` on add to the mean loss over `batch`; their gradient goes to the start of
    /// `gradient`.
    func lossValue(
        first: Int, count: Int, of batch: Int, gradient: UnsafeMutablePointer<Float>?
    ) -> Double {
        let (from, total) = (first * rowsPerExample, batch * rowsPerExample)
        if loss.couplesRows, loss.function == nil, loss.terms == nil {
            // There is one number for all rows: Keras multiplies it by every weight, and reduces that.
            let weight = (0..<count).reduce(Float(0)) { $0 + factor($1) } / Float(Swift.max(1, count))
            return loss(count * rowsPerExample, at: from, of: total, weight: weight, gradient)
        }
        if let mask {
            // A mean is over the rows that count, as in Keras, and one by weights over theirs.
            let isOfWeights = loss.reduction == .meanOfWeights
            func counted(_ row: Int) -> Float {
                mask[row] * (isOfWeights && hasWeights ? weights.base[first + row / rowsPerExample] : 1)
            }
            let isMean = isOfWeights || loss.reduction == .mean
            let valid = isMean ? (0..<count * rowsPerExample).reduce(Float(0)) { $0 + counted($1) } : Float(total)
            let share = valid > 0 ? Float(total) / valid : 0
            return (0..<count * rowsPerExample).reduce(0) { sum, row in
                let own = isOfWeights ? counted(row) : mask[row] * factor(first + row / rowsPerExample)
                return sum
                    + loss(
                        1, at: from + row, of: total, weight: share * own, gradient.map { $0 + row * columns })
            }
        }
        if !hasWeights {
            return loss(count * rowsPerExample, at: from, of: total, weight: 1, gradient)
        }
        // A weight scales its example's loss; the divisor stays the batch size, as in Keras.
        var sum = 0.0
        for i in 0..<count {
            sum += loss(
                rowsPerExample, at: from + i * rowsPerExample, of: total, weight: factor(first + i),
                gradient.map { $0 + i * rowsPerExample * columns })
        }
        return sum
    }

    /// The weighted loss of some rows divided by the `total` rows of the batch, and its gradient.
    private func loss(
        _ rows: Int, at first: Int, of total: Int, weight: Float, _ dy: UnsafeMutablePointer<Float>?
    ) -> Double {
        let kernels = network.kernels
        let y = output + first * columns
        let t = targetBase + first * targetColumns
        let count = rows * columns
        // What a mean divides by is counted in rows; one over the examples alone adds up the numbers of an example.
        let perRow = loss.reduction == .batchMean ? 1 / Double(rowsPerExample) : Double(columns)
        let scale = loss.formula.fusedScale
        let byElement = weight * Float(scale.factor) / Float(Double(total) * perRow)
        let byRow = weight / Float(total)
        let sum: Double
        switch fusion {
        case .squaredError:
            let squares = kernels.squaredError(count, output: y, target: t, gradient: dy, scale: byElement)
            sum = (scale.factor * squares + scale.constant * Double(count)) / perRow
        case .sigmoid(let inPlace):
            sum =
                kernels.sigmoidCrossEntropy(
                    count, logits: y, target: t, probabilities: inPlace ? y : nil, gradient: dy, scale: byElement)
                / perRow
        case .softmax(let inPlace):
            sum = kernels.softmaxCrossEntropy(
                rows: rows, columns: columns, logits: y, target: t, probabilities: inPlace ? y : nil, gradient: dy,
                scale: byRow)
        case .none, .roundedSigmoid:
            if case .roundedSigmoid = fusion { kernels.apply(.sigmoid, count, y, y) }
            let share = Double(weight) / divisor
            let value = batchLoss.sum(
                output: y, target: t, rows: rows, columns: columns, gradient: dy, scale: Float(share))
            if case .roundedSigmoid = fusion, let dy { for i in 0..<count { dy[i] *= y[i] * (1 - y[i]) } }
            return share * value
        }
        return sum * Double(weight) / Double(total)
    }
}

extension Network {
    /// Puts constrained parameters back where they may be, after an update.
    ///
    /// - Parameter wasMoved: which of them, by their places among the entries.
    public func constrain(where wasMoved: (Int) -> Bool = { _ in true }) {
        for (place, entry) in entries.enumerated() where entry.constraint != nil && wasMoved(place) {
            entry.constraint?.apply(
                parameters.base + entry.range.lowerBound, count: entry.range.count,
                columns: entry.shape.count > 1 ? entry.shape.exampleColumns : 1)
        }
    }

    /// What the regularisers add to the loss now.
    public var penalty: Double { entries.reduce(0) { $0 + penalty(on: $1) } }

    /// What an entry's regulariser adds to the loss, with its gradient added to `gradient`.
    func penalty(on entry: Entry, addingGradientTo gradient: UnsafeMutablePointer<Float>? = nil) -> Double {
        guard let regulariser = entry.regulariser else { return 0 }
        return kernels.penalty(
            entry.range.count, parameters.base + entry.range.lowerBound, l1: regulariser.l1, l2: regulariser.l2,
            addingGradientTo: gradient)
    }
}
