internal import CKernels
public import Formats

/// A narrow format as the kernels round to it: a whole stretch of memory at a time, bit for bit as `FloatFormat.rounded` does one number.
public struct NarrowFormat: Sendable, Equatable {
    /// What is rounded to.
    public let format: FloatFormat
    private let constants: Constants

    /// `ck_format` in Swift's own numbers, so that the type stays out of the interface.
    private struct Constants: Sendable, Equatable {
        var dropped: Int32
        var leastNormal: Float
        var roundBelow: Float
        var largest: Float
        var overflow: Float
    }

    /// - Parameter format: nil is given back for float32, which rounds nothing here.
    public init?(_ format: FloatFormat) {
        let dropped = FloatFormat.float32.fractionBits - format.fractionBits
        guard dropped > 0 else { return nil }
        self.format = format
        // With Float's own exponents the bits round numbers below the normal range, too.
        let isAsWide = format.exponentBits == FloatFormat.float32.exponentBits
        constants = Constants(
            dropped: Int32(dropped), leastNormal: isAsWide ? 0 : Float(format.leastNormal),
            roundBelow: isAsWide ? 0 : Float(format.leastSubnormal) * Float(1 << 23),
            largest: Float(format.largest), overflow: format.isFiniteOnly ? .nan : .infinity)
    }

    /// Puts the nearest numbers of the format in the place of `count` numbers, or of the copy at `y`.
    public func round(
        _ count: Int, _ x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, _ kernels: Kernels = .best
    ) {
        var format = ck_format(
            dropped: constants.dropped, least_normal: constants.leastNormal, round_below: constants.roundBelow,
            largest: constants.largest, overflow: constants.overflow)
        kernels.table.pointee.round_to(&format, count, x, y)
    }

    /// The same in place.
    public func round(_ count: Int, _ x: UnsafeMutablePointer<Float>, _ kernels: Kernels = .best) {
        round(count, x, to: x, kernels)
    }
}
