import Formats
import Numbers
import Testing

@testable import Tensors

@Suite struct NarrowFormatTests {
    /// Numbers of all sizes, with ties, the borders of every format, and what is not finite.
    static let numbers: [Float] = {
        var numbers: [Float] = [
            0, -0.0, .infinity, -.infinity, .nan, .greatestFiniteMagnitude, 1, -1, 65504, 65519, 65520, 448,
        ]
        numbers += [464, 465, 61439, 61440, 6e-8, 2.98e-8, 2.981e-8, 0.00097, 1e-30, 3.4e38, 3.39e38]
        var random = RandomStream(seed: 3, purpose: "numbers of all sizes")
        for _ in 0..<20_000 {
            let bits = UInt32(truncatingIfNeeded: random.next())
            let x = Float(bitPattern: bits)
            if x.isNormal { numbers.append(x) }
        }
        // Halfway between two numbers of bfloat16 and of float16.
        for k in 0..<2000 {
            numbers += [Float(bitPattern: 0x3f80_8000 + UInt32(k) << 16), 1 + Float(2 * k + 1) / 2048]
        }
        return numbers
    }()

    @Test("the kernels round bit for bit as the format does, at every level", arguments: FloatFormat.all.dropFirst())
    func likeTheFormat(_ format: FloatFormat) throws {
        let narrow = try #require(NarrowFormat(format))
        for level in 0...Kernels.bestLevel {
            var rounded = Self.numbers
            rounded.withUnsafeMutableBufferPointer { buffer in
                if let base = buffer.baseAddress { narrow.round(buffer.count, base, Kernels(level: level)) }
            }
            for (x, y) in zip(Self.numbers, rounded) {
                let expected = Float(format.rounded(Double(x)))
                #expect(
                    expected.isNaN ? y.isNaN : expected == y && expected.sign == y.sign,
                    "\(format.name), level \(level): \(x) became \(y), not \(expected)")
                let scalar = format.rounded(x)
                #expect(
                    expected.isNaN ? scalar.isNaN : expected == scalar && expected.sign == scalar.sign,
                    "\(format.name): \(x) became \(scalar), not \(expected)")
            }
        }
    }

    @Test("float32 is no narrow format")
    func float32() { #expect(NarrowFormat(.float32) == nil) }
}
