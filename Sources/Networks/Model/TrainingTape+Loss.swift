// What the output of a tape costs, and where its gradient begins.

internal import Tensors

extension TrainingTape {
    /// 1 for each row of the output that counts, 0 for each masked one, after a pass forward; nil where all count.
    var mask: UnsafeMutablePointer<Float>? {
        guard let mask = recorded.mask, tape.rowsPerExample(of: mask) == rowsPerExample else { return nil }
        return tape.values(of: mask)
    }

    /// Whether some rows of the output may not count.
    public var isMasked: Bool { mask != nil }

    /// Whether a row of the output counts, of the batch that was evaluated last.
    public func counts(row: Int) -> Bool { mask.map { $0[row] != 0 } ?? true }

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
    func loss(
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
