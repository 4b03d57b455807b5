/// The numbers that integers of few bits stand for: scale·(q − zero), q from `lowest` to `highest`.
///
/// A number becomes the integer clamp(round(x/scale) + zero), ties to even, as in PyTorch's `quantize_per_tensor` and ONNX's
/// `QuantizeLinear`. PyTorch multiplies by the rounded reciprocal of the scale, and so is it done here.
public struct IntegerGrid: Sendable, Equatable {
    /// The distance of neighbours, above 0.
    public let scale: Float
    /// The integer that stands for 0.
    public let zero: Int
    /// The smallest integer: 0 of an unsigned grid, below 0 of a signed one.
    public let lowest: Int
    /// The largest integer: at most 2ᵇⁱᵗˢ − 1.
    public let highest: Int

    /// The least scale: PyTorch's observers take the epsilon of Float32.
    static let leastScale: Float = 1.1920929e-07

    /// Unsigned integers over a range of numbers, which is stretched to hold 0: PyTorch's `MinMaxObserver`, `per_tensor_affine`.
    ///
    /// scale = (high − low)/(2ᵇⁱᵗˢ − 1), zero = −round(low/scale).
    ///
    /// - Parameters:
    ///   - low: the smallest number seen; finite, as `high` and their difference.
    ///   - bits: 2 to 8.
    public static func affine(low: Float, high: Float, bits: Int = 8) -> IntegerGrid {
        let (low, high, most) = (Swift.min(low, 0), Swift.max(high, 0), 1 << bits - 1)
        let scale = Swift.max((high - low) / Float(most), leastScale)
        let zero = -Int((low / scale).rounded(.toNearestOrEven))
        return IntegerGrid(scale: scale, zero: Swift.min(Swift.max(zero, 0), most), lowest: 0, highest: most)
    }

    /// Signed integers with 0 for 0, for numbers of at most that magnitude: PyTorch's observers with `per_channel_symmetric`.
    ///
    /// scale = largest/((2ᵇⁱᵗˢ − 1)/2): of 8 bits, 127.5 steps to the largest, so that the largest positive number itself is
    /// rounded to 127.
    ///
    /// - Parameters:
    ///   - largest: of the magnitudes, finite.
    ///   - bits: 2 to 8.
    public static func symmetric(largest: Float, bits: Int = 8) -> IntegerGrid {
        let half = 1 << (bits - 1)
        let scale = Swift.max(largest / (Float(2 * half - 1) / 2), leastScale)
        return IntegerGrid(scale: scale, zero: 0, lowest: -half, highest: half - 1)
    }

    /// The integer of a number; that of the nearest end for what lies beyond.
    public func integer(_ x: Float) -> Int {
        let steps = (x * (1 / scale)).rounded(.toNearestOrEven)
        guard !steps.isNaN else { return lowest }
        return Swift.min(Swift.max(Int(Swift.min(Swift.max(steps, -1e6), 1e6)) + zero, lowest), highest)
    }

    /// The number that an integer stands for.
    public func number(_ q: Int) -> Float { scale * Float(q - zero) }

    /// The nearest number of the grid.
    public func rounded(_ x: Float) -> Float { number(integer(x)) }
}
