import Numbers
import Testing

@testable import Inference

@Suite("Products of bytes")
struct ByteTests {
    /// The sets of instructions that this processor has.
    static let sets = (0..<ByteKernels.names.count).compactMap { ByteKernels(level: $0) }

    /// Bytes at their extremes half of the time, where sums of 16 bits would saturate.
    static func draw(_ count: Int, seed: UInt64) -> (a: [UInt8], w: [Int8]) {
        var stream = RandomStream(seed: seed, purpose: "bytes")
        let a = (0..<count).map { _ in stream.next() & 1 == 0 ? 255 : UInt8(truncatingIfNeeded: stream.next()) }
        let w = (0..<count).map { _ -> Int8 in
            stream.next() & 1 == 0 ? (stream.next() & 3 == 0 ? 127 : -128) : Int8(truncatingIfNeeded: stream.next())
        }
        return (a, w)
    }

    @Test(
        "every set of instructions gives the sums of Int, at every shape",
        arguments: [(1, 1, 64), (1, 7, 192), (3, 10, 832), (5, 4, 128)])
    func exact(m: Int, n: Int, k: Int) {
        let a = ByteTests.draw(m * k, seed: 1).a
        let w = ByteTests.draw(n * k, seed: 2).w
        var expected: [Int32] = []
        for i in 0..<m {
            for j in 0..<n {
                expected.append(Int32((0..<k).reduce(0) { $0 + Int(a[i * k + $1]) * Int(w[j * k + $1]) }))
            }
        }
        for set in ByteTests.sets { #expect(set.product(a, w, m: m, n: n, k: k) == expected, "\(set.name)") }
    }

    @Test("the longest row of the largest bytes stays within 32 bits")
    func longest() {
        let k = ByteKernels.longestRow
        let (a, w) = ([UInt8](repeating: 255, count: k), [Int8](repeating: -128, count: k))
        for set in ByteTests.sets {
            #expect(set.product(a, w, m: 1, n: 1, k: k) == [Int32(-255 * 128 * k)], "\(set.name)")
        }
    }

    @Test("every set of instructions rounds to the same bytes, ties to even, and nan to 0")
    func rounding() {
        let grid = IntegerGrid(scale: 1, zero: 3, lowest: 0, highest: 255)
        let x: [Float] = [
            0.5, 1.5, 2.5, -0.5, -1.5, 251.5, 252.5, 253, 1e30, -1e30, .infinity, -.infinity, .nan, -3.4, 0,
        ]
        let expected: [UInt8] = [3, 5, 5, 3, 1, 255, 255, 255, 255, 0, 255, 0, 0, 0, 3]
        for set in ByteTests.sets {
            #expect(set.quantised(x, grid) == expected, "\(set.name)")
            #expect(set.quantised(x, grid) == x.map { UInt8($0.isNaN ? 0 : grid.integer($0)) }, "\(set.name)")
        }
    }

    @Test("grids, integers and numbers are PyTorch's, of inputs")
    func affine() throws {
        for (number, one) in try GoldenNumbers.read().affine.enumerated() {
            let grid = IntegerGrid.affine(low: one.x.min() ?? 0, high: one.x.max() ?? 0)
            #expect(grid.scale == one.scale && grid.zero == one.zero, "case \(number)")
            #expect(one.x.map { UInt8(grid.integer($0)) } == one.integers, "case \(number)")
            #expect(ByteKernels.best.quantised(one.x, grid) == one.integers, "case \(number)")
            #expect(one.integers.map { grid.number(Int($0)) } == one.numbers, "case \(number)")
        }
    }

    @Test("grids and rounded weights are PyTorch's, per channel and per tensor, of 8, 4 and 2 bits")
    func symmetric() throws {
        for one in try GoldenNumbers.read().symmetric {
            for (place, expected) in [(true, one.channel), (false, one.tensor)] {
                let grids = (0..<(place ? one.outputs : 1)).map { output in
                    let own = one.kernel.indices.filter { !place || $0 % one.outputs == output }
                    return IntegerGrid.symmetric(largest: own.map { abs(one.kernel[$0]) }.max() ?? 0, bits: one.bits)
                }
                #expect(grids.map(\.scale) == expected.scales, "\(one.bits) bits")
                let rounded = one.kernel.indices.map { grids[place ? $0 % one.outputs : 0].rounded(one.kernel[$0]) }
                #expect(rounded == expected.numbers, "\(one.bits) bits")
            }
        }
    }

    @Test("a layer's integers and sums are PyTorch's, and its output is theirs to the rounding of Float")
    func layer() throws {
        for one in try GoldenNumbers.read().layers {
            let grids = one.scales.map { IntegerGrid(scale: $0, zero: 0, lowest: -128, highest: 127) }
            let matrix = try ByteMatrix(one.kernel, inputs: one.inputs, outputs: one.outputs, grids: grids)
            let rows = (0..<one.outputs).flatMap { j in matrix.bytes[j * matrix.stride..<j * matrix.stride + one.inputs]
            }
            #expect(rows == one.weights)
            let grid = IntegerGrid(scale: one.scale, zero: one.zero, lowest: 0, highest: 255)
            for set in ByteTests.sets {
                let layer = ByteLayer(
                    "dense", matrix, grid: grid, biases: one.bias, isRectified: false, window: nil,
                    inputSize: one.inputs,
                    kernels: set)
                try layer.reserve(one.rows)
                var y = [Float](repeating: 0, count: one.rows * one.outputs)
                y.withUnsafeMutableBufferPointer { y in
                    one.x.withUnsafeBufferPointer { x in layer.run(one.rows, x.baseAddress!, y.baseAddress!) }
                }
                for (found, expected) in zip(y, one.y) {
                    #expect(abs(Double(found) - expected) < 1e-5 * Swift.max(1, abs(expected)), "\(set.name)")
                }
                var bytes = [UInt8](repeating: 0, count: one.rows * matrix.stride)
                for row in 0..<one.rows {
                    let x = Array(one.x[row * one.inputs..<(row + 1) * one.inputs])
                    bytes.replaceSubrange(
                        row * matrix.stride..<row * matrix.stride + one.inputs, with: set.quantised(x, grid))
                }
                let sums = set.product(bytes, matrix.bytes, m: one.rows, n: one.outputs, k: matrix.stride)
                let centred = sums.enumerated().map { $1 - Int32(one.zero) * matrix.sums[$0 % one.outputs] }
                #expect(centred == one.sums, "\(set.name)")
            }
        }
    }
}
