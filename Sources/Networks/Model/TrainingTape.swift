public import Tensors

/// One model, one loss and one batch size, ready to compute a loss and its gradient again and again without allocating.
public final class TrainingTape {
    public let network: Network
    public let loss: Loss
    public let recorded: RecordedNetwork
    /// Gradient of loss plus penalty with respect to all parameters, after `gradient`.
    public let gradients: FloatStore
    /// Targets of the batch as the loss reads them.
    private let targets: FloatStore
    private let weights: FloatStore
    private var hasWeights = false
    private let fusion: Fusion
    private let rowsPerExample: Int
    private let columns: Int
    private let targetColumns: Int

    /// How loss and last activation go together.
    private enum Fusion { case none, squaredError, sigmoid(inPlace: Bool), softmax(inPlace: Bool) }

    /// - Throws: `Mistake` when the loss does not fit the output.
    public init(_ network: Network, loss: Loss, batchSize: Int) throws {
        self.network = network
        self.loss = loss
        try loss.check(outputShape: network.outputShape, activation: network.lastActivation)
        columns = network.outputShape.exampleColumns
        rowsPerExample = network.outputShape.exampleRows
        gradients = FloatStore(count: network.parameterCount)
        let fusion = Self.fusion(loss, network.lastActivation)
        self.fusion = fusion
        var omits = false
        if case .sigmoid(let inPlace) = fusion { omits = inPlace }
        if case .softmax(let inPlace) = fusion { omits = inPlace }
        recorded = network.record(capacity: batchSize, gradients: gradients, omittingLastActivation: omits)
        // Class numbers are spread to rows of probabilities where the fused loss wants them.
        var spreads = false
        if case .softmax = fusion { spreads = true }
        targetColumns = loss.targetsAreClasses && !spreads ? 1 : columns
        targets = FloatStore(count: batchSize * rowsPerExample * targetColumns)
        weights = FloatStore(count: batchSize)
    }

    private static func fusion(_ loss: Loss, _ activation: Activation?) -> Fusion {
        guard loss.reduction == .mean, loss.classWeights.isEmpty else { return .none }
        switch loss.kind {
        case .meanSquaredError: return .squaredError
        case .binaryCrossEntropy(let fromLogits, 1):
            if fromLogits { return .sigmoid(inPlace: false) }
            return activation == .sigmoid ? .sigmoid(inPlace: true) : .none
        case .categoricalCrossEntropy(let fromLogits), .sparseCategoricalCrossEntropy(let fromLogits):
            if fromLogits { return .softmax(inPlace: false) }
            return activation == .softmax ? .softmax(inPlace: true) : .none
        default: return .none
        }
    }

    /// Numbers of one target example as the caller hands them in.
    public var targetSize: Int { rowsPerExample * (loss.targetsAreClasses ? 1 : columns) }

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
        for (number, matrix) in recorded.inputs.enumerated() {
            gather(rows, inputs[number], network.inputShapes[number].reduce(1, *), recorded.tape.values(of: matrix))
        }
        loadTargets(rows, targets)
        hasWeights = weights != nil
        if let weights { for (i, row) in rows.enumerated() { self.weights.base[i] = weights[row] } }
    }

    private func loadTargets(_ rows: UnsafeBufferPointer<Int>, _ source: UnsafePointer<Float>) {
        let base = targets.base
        let size = targetSize
        if loss.targetsAreClasses, targetColumns == columns {
            let off = Float(loss.labelSmoothing) / Float(columns)
            let on = Float(1 - loss.labelSmoothing) + off
            base.update(repeating: off, count: rows.count * rowsPerExample * columns)
            for (i, row) in rows.enumerated() {
                for r in 0..<size {
                    let label = Int(source[row * size + r])
                    if label >= 0, label < columns { base[(i * size + r) * columns + label] = on }
                }
            }
            return
        }
        gather(rows, source, size, base)
        guard loss.labelSmoothing > 0 else { return }
        // The fused losses read smoothed targets; the others smooth them themselves.
        let s = Float(loss.labelSmoothing)
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
    public func evaluate(batch: Int) -> Double {
        recorded.tape.forward(batch: batch)
        return lossValue(batch: batch, gradient: nil)
    }

    /// The loss of the loaded batch, its penalty, and in `gradients` the gradient of their sum.
    ///
    /// - Parameter isTraining: false takes the gradient of what `evaluate` gives: dropout off, running statistics used.
    public func gradient(
        batch: Int, seed: UInt64, step: UInt64, isTraining: Bool = true
    ) -> (loss: Double, penalty: Double) {
        let tape = recorded.tape
        tape.forward(batch: batch, isTraining: isTraining, seed: seed, step: step)
        let loss = lossValue(batch: batch, gradient: tape.gradient(of: recorded.output))
        tape.backward(from: recorded.output, batch: batch, isTraining: isTraining, seed: seed, step: step)
        var penalty = 0.0
        for entry in network.entries {
            guard let regulariser = entry.regulariser else { continue }
            penalty += regulariser.add(
                network.parameters.base + entry.range.lowerBound, count: entry.range.count,
                to: gradients.base + entry.range.lowerBound)
        }
        return (loss, penalty)
    }

    /// Puts constrained parameters back where they may be, after an update.
    public func constrain() {
        for entry in network.entries {
            entry.constraint?.apply(
                network.parameters.base + entry.range.lowerBound, count: entry.range.count,
                columns: entry.shape.exampleColumns)
        }
    }

    /// Bytes of the tape, the gradients excepted.
    public var heldBytes: Int { recorded.tape.heldBytes + 4 * (targets.count + weights.count) }

    /// The output of the last evaluated batch, as `predict` would give it.
    public var output: UnsafeMutablePointer<Float> { recorded.tape.values(of: recorded.output) }

    private func lossValue(batch: Int, gradient: UnsafeMutablePointer<Float>?) -> Double {
        if !hasWeights { return plainLoss(batch * rowsPerExample, at: 0, gradient, share: 1) }
        // A weight scales its example's loss; the divisor stays the batch size, as in Keras.
        var total = 0.0
        for i in 0..<batch {
            let part = plainLoss(
                rowsPerExample, at: i * rowsPerExample, gradient, share: weights.base[i] / Float(batch))
            total += part * Double(weights.base[i]) / Double(batch)
        }
        return total
    }

    /// Mean loss over some rows of the batch; the gradient is that of `share` times it.
    private func plainLoss(
        _ rows: Int, at first: Int, _ gradient: UnsafeMutablePointer<Float>?, share: Float
    ) -> Double {
        let kernels = network.kernels
        let y = output + first * columns
        let t = targets.base + first * targetColumns
        let dy = gradient.map { $0 + first * columns }
        let count = rows * columns
        switch fusion {
        case .squaredError:
            return kernels.squaredError(count, output: y, target: t, gradient: dy, scale: share / Float(count))
                / Double(count)
        case .sigmoid(let inPlace):
            return kernels.sigmoidCrossEntropy(
                count, logits: y, target: t, probabilities: inPlace ? y : nil, gradient: dy,
                scale: share / Float(count)) / Double(count)
        case .softmax(let inPlace):
            return kernels.softmaxCrossEntropy(
                rows: rows, columns: columns, logits: y, target: t, probabilities: inPlace ? y : nil, gradient: dy,
                scale: share / Float(rows)) / Double(rows)
        case .none:
            let value = loss.evaluate(output: y, target: t, rows: rows, columns: columns, gradient: dy)
            if share != 1, let dy { for i in 0..<count { dy[i] *= share } }
            return Double(value)
        }
    }
}

extension Network {
    /// What the regularisers add to the loss now.
    public var penalty: Double {
        entries.reduce(0) { sum, entry in
            sum
                + (entry.regulariser?.add(parameters.base + entry.range.lowerBound, count: entry.range.count, to: nil)
                    ?? 0)
        }
    }
}
