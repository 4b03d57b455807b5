// The batch that a tape computes next: examples, targets as the loss reads them, and weights.

import Answers
import Tensors

extension TrainingTape {
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
    func factor(_ number: Int) -> Float { hasWeights ? weights.base[number] * weightShare : 1 }

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
    func divisor(of examples: Int) -> Double {
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

    /// Whether the loaded examples have factors.
    public var isWeighted: Bool { hasWeights }

    /// The factor of a loaded example's loss.
    public func weight(ofExample number: Int) -> Float { hasWeights ? weights.base[number] : 1 }
}
