import Answers
import Arrays
import Language

/// Numbers that a dtype cannot hold are refused where a tensor is made of them, as PyTorch does; only arithmetic wraps around.
extension Context {
    /// - Parameters:
    ///   - value: what a tensor is made of.
    ///   - array: its numbers.
    ///   - dtype: what they are to be; nil for what they are.
    /// - Throws: `Mistake` (PyTorch's RuntimeError, a ValueError or OverflowError for what no 64 bits hold).
    func refuseOverflow(_ value: Value, _ array: NDArray, _ dtype: DType?) throws {
        if array.dtype == .float64, let big = big(in: value, depth: 0) {
            // Beside a floating-point number whole ones are floating-point, too.
            if dtype == nil, holdsFraction(value, depth: 0) { return }
            guard let dtype, dtype.isFloat else {
                throw Mistake(
                    "\(big.brief) is no whole number of 64 bits", expected: "numbers from −2⁶³ to 2⁶³ − 1",
                    try: "dtype=torch.float64"
                ).raised(as: "ValueError", "Overflow when unpacking long long")
            }
            guard big.arrayNumber?.asDouble.isFinite == true else {
                throw Mistake("\(big.brief) is larger than any \(dtype.name)", expected: "a finite number")
                    .raised(as: "OverflowError", "int too large to convert to float")
            }
        }
        guard let dtype, !dtype.isFloat, dtype != .bool, array.dtype != .bool, array.dtype != dtype else { return }
        // Of a byte, −1 to −255 count from its end.
        let (least, limit): (Double, Double) =
            switch dtype {
            case .uint8: (-255, 256)
            case .int32: (-0x1p31, 0x1p31)
            default: (-0x1p63, 0x1p63)
            }
        for number in array.doubles() where !(number >= least && number < limit) {
            throw Mistake(
                "\(number.short()) is no number of \(dtype.name)",
                expected: "numbers from \(dtype == .uint8 ? "0" : least.short()) to below \(limit.short())",
                try: "another dtype"
            ).raised(as: "RuntimeError", "value cannot be converted to type \(dtype.name) without overflow")
        }
    }

    /// The first whole number beyond 64 bits.
    private func big(in value: Value, depth: Int) -> Value? {
        if case .big = value { return value }
        guard depth < 32, value.asThing(NDArray.self) == nil, let items = value.elements else { return nil }
        for item in items { if let found = big(in: item, depth: depth + 1) { return found } }
        return nil
    }

    private func holdsFraction(_ value: Value, depth: Int) -> Bool {
        if case .number = value { return true }
        guard depth < 32, value.asThing(NDArray.self) == nil else { return false }
        return value.elements?.contains { holdsFraction($0, depth: depth + 1) } ?? false
    }
}
