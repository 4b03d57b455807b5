internal import CKernels

/// Losses that are computed in one pass together with the last activation and the gradient.
///
/// Each returns the sum over all elements; the caller divides. `scale` multiplies the gradient and is normally one over
/// the number of elements that the sum is divided by. A null gradient computes the loss alone.
extension Kernels {
    /// Σ(y − t)², gradient 2·scale·(y − t).
    public func squaredError(
        _ count: Int, output: UnsafePointer<Float>, target: UnsafePointer<Float>,
        gradient: UnsafeMutablePointer<Float>?, scale: Float
    ) -> Double {
        table.pointee.squared_error(count, output, target, gradient, scale)
    }

    /// Binary cross-entropy of logits z: Σ max(z, 0) − z·t + log(1 + e^−|z|), gradient scale·(p − t) with p = sigmoid(z).
    ///
    /// - Parameter probabilities: receives p; may be the logits themselves, or nil.
    public func sigmoidCrossEntropy(
        _ count: Int, logits: UnsafePointer<Float>, target: UnsafePointer<Float>,
        probabilities: UnsafeMutablePointer<Float>?, gradient: UnsafeMutablePointer<Float>?, scale: Float
    ) -> Double {
        table.pointee.sigmoid_cross_entropy(count, logits, target, probabilities, gradient, scale)
    }

    /// Cross-entropy of rows of logits z: Σ over rows of logΣe^z·Σt − z·t, gradient scale·(p·Σt − t), p = softmax(z).
    ///
    /// - Parameter probabilities: receives p; may be the logits themselves, or nil.
    public func softmaxCrossEntropy(
        rows: Int, columns: Int, logits: UnsafePointer<Float>, target: UnsafePointer<Float>,
        probabilities: UnsafeMutablePointer<Float>?, gradient: UnsafeMutablePointer<Float>?, scale: Float
    ) -> Double {
        table.pointee.softmax_cross_entropy(rows, columns, logits, target, probabilities, gradient, scale)
    }

    /// y = f(x) for each element; both may be the same memory.
    public func apply(
        _ function: ElementFunction, _ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>,
        slope: UnsafeMutablePointer<Float>? = nil
    ) {
        function.apply(self, count, x, y, slope: slope)
    }

    /// l1·Σ|w| + l2·Σw², summed in Double, with its gradient added to `gradient`.
    public func penalty(
        _ count: Int, _ weights: UnsafePointer<Float>, l1: Double, l2: Double,
        addingGradientTo gradient: UnsafeMutablePointer<Float>?
    ) -> Double {
        var (absolute, squares) = (0.0, 0.0)
        table.pointee.penalty(count, weights, Float(l1), Float(2 * l2), gradient, &absolute, &squares)
        return l1 * absolute + l2 * squares
    }

    /// Σx², with the sums of every 256 elements added in Double.
    public func sumOfSquares(_ count: Int, _ x: UnsafePointer<Float>) -> Double {
        table.pointee.sum_of_squares(count, x)
    }

    /// How many |x| are above a bound of at least 0; NaN is not.
    public func countBeyond(_ count: Int, _ x: UnsafePointer<Float>, bound: Float) -> Int {
        table.pointee.count_beyond(count, x, bound)
    }

    /// x ← factor·x.
    public func scale(_ count: Int, _ x: UnsafeMutablePointer<Float>, by factor: Float) {
        table.pointee.scale(count, factor, x, x)
    }
}
