public import RealModule

/// The losses row by row, over any real number type: in Float for training, in Double as their own reference.
extension Loss {
    /// Loss of the rows and, where asked for, its gradient with respect to the output.
    ///
    /// - Parameters:
    ///   - output, target: rows·columns numbers each, row-major. A target of class numbers has one number per row.
    ///   - gradient: rows·columns numbers to overwrite, or nil.
    /// - Returns: the reduced loss.
    public func evaluate<S: Real & BinaryFloatingPoint>(
        output: UnsafePointer<S>, target: UnsafePointer<S>, rows: Int, columns: Int,
        gradient: UnsafeMutablePointer<S>? = nil
    ) -> S {
        let targetColumns = targetsAreClasses ? 1 : columns
        let scale = S(1) / S(divisor(rows: rows, columns: columns))
        var total: S = 0
        for row in 0..<rows {
            total += self.row(
                output + row * columns, target + row * targetColumns, columns, gradient.map { $0 + row * columns },
                scale)
        }
        return total * scale
    }

    /// What the sum over rows (or elements) is divided by.
    private func divisor(rows: Int, columns: Int) -> Int {
        switch reduction {
        case .sum: return 1
        case .batchMean: return rows
        case .mean:
            if isElementwise { return rows * columns }
            if case .klDivergence = kind, framework == .pytorch { return rows * columns }
            return rows
        }
    }

    /// The sum of the loss over one row; `gradient` becomes scale times its derivative.
    func row<S: Real & BinaryFloatingPoint>(
        _ y: UnsafePointer<S>, _ t: UnsafePointer<S>, _ columns: Int, _ gradient: UnsafeMutablePointer<S>?, _ scale: S
    ) -> S {
        switch kind {
        case .categoricalCrossEntropy(let fromLogits):
            return crossEntropy(y, { smoothed(t[$0], columns) }, columns, fromLogits, gradient, scale)
        case .sparseCategoricalCrossEntropy(let fromLogits):
            return sparse(y, t[0], columns, fromLogits, gradient, scale)
        case .negativeLogLikelihood: return likelihood(y, t[0], columns, gradient, scale)
        case .klDivergence: return divergence(y, t, columns, gradient, scale)
        case .cosineSimilarity: return cosine(y, t, columns, gradient, scale)
        default:
            var total: S = 0
            for j in 0..<columns {
                let (value, slope) = element(y[j], t[j])
                total += value
                gradient?[j] = scale * slope
            }
            return total
        }
    }

    func smoothed<S: Real & BinaryFloatingPoint>(_ t: S, _ classes: Int) -> S {
        labelSmoothing == 0 ? t : t * S(1 - labelSmoothing) + S(labelSmoothing) / S(classes)
    }
}
