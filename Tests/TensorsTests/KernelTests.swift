import CKernels
import Foundation
import Testing

@testable import Tensors

/// The inner loops against Double, for every instruction set that this processor has.
@Suite struct KernelTests {
    static let levels = Array(0...Kernels.bestLevel)

    @Test(arguments: levels)
    func everyProductIsTheSumOverKToRounding(level: Int) {
        let kernels = Kernels(level: level)
        for (m, n, k) in [
            (1, 1, 1), (3, 1, 7), (1, 130, 9), (2, 15, 3), (7, 16, 5), (13, 33, 8), (6, 64, 20), (9, 100, 17),
        ] {
            let a = (0..<m * k).map { Float(sin(Double($0) * 1.3)) }
            let b = (0..<k * n).map { Float(cos(Double($0) * 0.7)) }
            let bias = (0..<n).map { Float($0) * 0.01 }
            var c = [Float](repeating: 0.5, count: m * n)
            kernels.product(m, n, k, a, aRow: k, aColumn: 1, b, ldb: n, &c, ldc: n, bias: bias, accumulates: true)
            for i in 0..<m {
                for j in 0..<n {
                    let sum = (0..<k).reduce(0.5 + Double(bias[j])) {
                        $0 + Double(a[i * k + $1]) * Double(b[$1 * n + j])
                    }
                    #expect(abs(Double(c[i * n + j]) - sum) < 1e-5, "level \(level), \(m)×\(n)×\(k) at \(i), \(j)")
                }
            }
            // A·Bᵀ through a transposed copy, and through a strided left-hand matrix.
            var turned = [Float](repeating: 0, count: k * n)
            var d = [Float](repeating: 0, count: m * n)
            let transposed = (0..<n * k).map { b[$0 % k * n + $0 / k] }
            kernels.productWithTransposed(
                m, n, k, a, lda: k, transposed, ldb: k, &d, ldc: n, accumulates: false, scratch: &turned)
            for i in c.indices {
                let expected = Double(c[i]) - 0.5 - Double(bias[i % n])
                #expect(abs(Double(d[i]) - expected) < 1e-5, "level \(level), \(m)×\(n)×\(k) transposed")
            }
        }
    }

    /// What a gate does in a product is what three passes would do after it, to the bit.
    @Test(arguments: levels, [(1, 9, 4), (5, 100, 3), (13, 33, 8), (20, 64, 1), (37, 130, 17)])
    func aGateIsTheRectifierAndTheSumsOfColumnsAfterwards(level: Int, shape: (Int, Int, Int)) {
        let (m, n, k) = shape
        let kernels = Kernels(level: level)
        let a = (0..<m * k).map { Float(sin(Double($0) * 1.3)) }
        let b = (0..<k * n).map { Float(cos(Double($0) * 0.7)) }
        let open = (0..<m * n).map { $0 % 7 == 0 ? Float.nan : Float(sin(Double($0) * 0.9)) }
        var apart = [Float](repeating: 0, count: m * n)
        var apartSums = (0..<n).map { Float($0) * 0.25 }
        kernels.product(m, n, k, a, aRow: k, aColumn: 1, b, ldb: n, &apart, ldc: n)
        apart.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            kernels.table.pointee.relu_backward(m * n, open, base, base, 0)
            kernels.table.pointee.column_sums(m, n, base, n, &apartSums, 1)
        }
        var together = [Float](repeating: 0, count: m * n)
        var sums = (0..<n).map { Float($0) * 0.25 }
        open.withUnsafeBufferPointer { open in
            sums.withUnsafeMutableBufferPointer { sums in
                kernels.product(
                    m, n, k, a, aRow: k, aColumn: 1, b, ldb: n, &together, ldc: n,
                    gate: ck_gate(open: open.baseAddress, sums: sums.baseAddress))
            }
        }
        #expect(together.map(\.bitPattern) == apart.map(\.bitPattern), "level \(level)")
        #expect(sums.map(\.bitPattern) == apartSums.map(\.bitPattern), "level \(level)")
    }

    /// Small products are the project's own, large ones OpenBLAS's; where the border lies depends on the processor.
    @Test(arguments: levels, [(1, 200_000, 9), (3, 130_000, 9), (2, 300, 7), (1, 5, 4)])
    func theGradientOfAKernelIsTheSumOverTheBatchOnBothSidesOfTheBorder(level: Int, shape: (Int, Int, Int)) {
        let (inputs, outputs, batch) = shape
        let x = (0..<batch * inputs).map { Float(sin(Double($0) * 1.3)) }
        let dy = (0..<batch * outputs).map { Float(cos(Double($0) * 0.7)) }
        var gradient = [Float](repeating: 0.25, count: inputs * outputs)
        Kernels(level: level).product(
            inputs, outputs, batch, x, aRow: 1, aColumn: inputs, dy, ldb: outputs, &gradient, ldc: outputs,
            accumulates: true)
        var worst = 0.0
        for i in 0..<inputs {
            for j in stride(from: 0, to: outputs, by: 97) {
                let sum = (0..<batch).reduce(0.25) {
                    $0 + Double(x[$1 * inputs + i]) * Double(dy[$1 * outputs + j])
                }
                worst = max(worst, abs(Double(gradient[i * outputs + j]) - sum))
            }
        }
        #expect(worst < 1e-5, "level \(level), \(inputs)×\(outputs), batch \(batch): off by \(worst)")
    }

    @Test func everyInstructionSetGivesTheSameBits() {
        let x = (0..<1003).map { Float(sin(Double($0) * 0.37) * 8) }
        let functions: [ElementFunction] = [.gelu, .tanh, .sigmoid, .softplus, .mish, .elu(alpha: 1), .exponential]
        for function in functions {
            let results = Self.levels.map { level -> [UInt32] in
                var y = x
                Kernels(level: level).apply(function, x.count, x, &y)
                return y.map(\.bitPattern)
            }
            for other in results.dropFirst() { #expect(other == results[0], "\(function)") }
        }
        let sums = Self.levels.map { Kernels(level: $0).sumOfSquares(x.count, x) }
        #expect(Set(sums).count == 1)
    }

    /// Blocks go side by side, and are added in their order.
    @Test(arguments: [0, 1, 255, 1024, 1025, 5000])
    func aSumOfSquaresIsThatOfItsBlocksOneAfterTheOther(count: Int) {
        let x = (0..<count).map { Float(sin(Double($0) * 1.7) * 3) }
        for level in Self.levels {
            let kernels = Kernels(level: level)
            var apart = 0.0
            for first in stride(from: 0, to: count, by: 256) {
                apart += x[first..<min(count, first + 256)].withUnsafeBufferPointer {
                    $0.baseAddress.map { base in kernels.sumOfSquares(min(256, count - first), base) } ?? 0
                }
            }
            #expect(kernels.sumOfSquares(count, x) == apart, "level \(level)")
            #expect(kernels.countBeyond(count, x, bound: 1.5) == x.count { abs($0) > 1.5 }, "level \(level)")
        }
    }

    /// Everything that one set of kernels makes of rows whose length no register divides, bit by bit.
    private static func everything(_ k: ck_kernels) -> [(name: String, bits: [UInt64])] {
        let (rows, columns) = (7, 37)
        let n = rows * columns
        func numbers(_ count: Int, _ step: Double, _ size: Double) -> [Float] {
            (0..<count).map { Float(sin(Double($0) * step) * size) }
        }
        let (x, y) = (numbers(n, 1.3, 3), numbers(n, 0.7, 2))
        let shares = numbers(n, 0.9, 1).map { abs($0) }
        let (gamma, beta) = (numbers(columns, 2.1, 1), numbers(columns, 1.7, 1))
        var found: [(name: String, bits: [UInt64])] = []
        /// Two buffers that hold something already, as accumulation needs it; a number that comes back is kept as well.
        func run(_ name: String, _ body: (inout [Float], inout [Float]) -> Double?) {
            var (a, b) = (y, x)
            let number = body(&a, &b)
            let bits = (a + b).map { UInt64($0.bitPattern) } + [number?.bitPattern ?? 0]
            found.append((name, bits))
        }
        func run(_ name: String, _ body: (inout [Float], inout [Float]) -> Void) {
            run(name) { a, b -> Double? in
                body(&a, &b)
                return nil
            }
        }
        let add = Int32(CK_ACCUMULATE)
        for flags in [0, add, Int32(CK_RELU)] {
            run("product \(flags)") { a, _ in
                k.product(rows, rows, columns, x, columns, 1, y, rows, &a, rows, beta, nil, flags)
            }
            run("wide product \(flags)") { a, _ in
                k.product(rows, columns, 5, x, 1, rows, y, columns, &a, columns, beta, nil, flags)
            }
            for width in 1...4 {
                run("narrow product \(width) \(flags)") { a, _ in
                    k.product(columns, width, rows, x, rows, 1, y, width, &a, width, beta, nil, flags)
                }
                run("narrow product of a turned matrix \(width) \(flags)") { a, _ in
                    k.product(columns, width, rows, x, 1, columns, y, width, &a, width, beta, nil, flags)
                }
            }
            run("product of a row \(flags)") { a, _ in
                k.product(1, n / 2, 2, shares, 2, 1, y, n / 2, &a, n / 2, x, nil, flags)
            }
            for step in [1, 2] {
                run("product with column \(flags) \(step)") { a, _ in
                    k.product_with_column(rows, columns / 2, x, columns, gamma, step, &a, 1, beta, flags)
                }
                run("product of many rows with column \(flags) \(step)") { a, _ in
                    k.product_with_column(columns, rows / step, x, rows, gamma, step, &a, 1, beta, flags)
                }
            }
        }
        run("gated product") { a, b -> Void in
            y.withUnsafeBufferPointer { open in
                b.withUnsafeMutableBufferPointer { sums in
                    var gate = ck_gate(open: open.baseAddress, sums: sums.baseAddress)
                    k.product(rows, columns, 5, x, 5, 1, shares, columns, &a, columns, nil, &gate, 0)
                }
            }
        }
        run("transpose") { a, _ in k.transpose(rows, columns, x, columns, &a, rows) }
        run("tall transpose") { a, _ in k.transpose(columns, rows, x, rows, &a, columns) }
        for accumulates in [Int32(0), 1] {
            run("column sums \(accumulates)") { a, _ in k.column_sums(rows, columns, x, columns, &a, accumulates) }
            run("multiply \(accumulates)") { a, _ in k.multiply(n, x, shares, &a, accumulates) }
            run("relu backward \(accumulates)") { a, _ in k.relu_backward(n, x, shares, &a, accumulates) }
            run("softmax backward \(accumulates)") { a, _ in
                k.softmax_backward(rows, columns, shares, x, &a, accumulates)
            }
            run("normalise backward \(accumulates)") { a, _ in
                k.normalise_rows_backward(rows, columns, x, gamma, y, beta, &a, accumulates)
            }
            run("column dots \(accumulates)") { a, _ in k.column_dots(rows, columns, x, y, &a, accumulates) }
        }
        for function in 0..<Int32(CK_FUNCTION_COUNT) {
            run("function \(function)") { a, b in k.activate(function, 0.3, n, x, &a, &b) }
        }
        run("count beyond") { _, _ in Double(k.count_beyond(n, x, 1.5)) }
        run("add scaled") { a, _ in k.add_scaled(n, 0.3, x, &a) }
        run("add") { a, _ in k.add(n, x, shares, &a) }
        run("scale") { a, _ in k.scale(n, 0.3, x, &a) }
        run("sum") { _, _ in k.sum(n, x) }
        run("sum of squares") { _, _ in k.sum_of_squares(n, x) }
        run("dot") { _, _ in k.dot(n, x, y) }
        run("penalty") { a, _ in
            var (absolute, squares) = (0.0, 0.0)
            k.penalty(n, x, 0.1, 0.2, &a, &absolute, &squares)
            return absolute + squares
        }
        run("squared error") { a, _ in k.squared_error(n, x, shares, &a, 0.3) }
        run("sigmoid cross entropy") { a, b in k.sigmoid_cross_entropy(n, x, shares, &a, &b, 0.3) }
        run("softmax cross entropy") { a, b in k.softmax_cross_entropy(rows, columns, x, shares, &a, &b, 0.3) }
        run("softmax") { a, _ in k.softmax(rows, columns, x, &a) }
        run("attention weights") { a, _ in k.attention_weights(rows, columns, columns, 0.7, 3, 2, &a) }
        run("attention weights backward") { a, _ in
            k.attention_weights_backward(rows, columns, columns, 0.7, shares, &a)
        }
        run("normalise") { a, b in
            var r = [Float](repeating: 0, count: rows)
            k.normalise_rows(rows, columns, x, gamma, beta, 1e-5, &a, &b, &r)
            return r.reduce(0.0) { $0 + Double($1) }
        }
        run("scale columns") { a, _ in k.scale_columns(rows, columns, x, gamma, beta, &a) }
        run("drop factors") { a, _ in k.drop_factors(n, 77, 0.3, &a) }
        return found
    }

    @Test func everyEntryGivesTheSameBitsAtEveryLevel() throws {
        let plain = Self.everything(try #require(ck_at_level(0)).pointee)
        for level in Self.levels.dropFirst() {
            let own = Self.everything(try #require(ck_at_level(Int32(level))).pointee)
            for (one, other) in zip(own, plain) { #expect(one.bits == other.bits, "\(one.name), level \(level)") }
        }
    }

    /// Largest error in units in the last place over every 1009th Float of the function's range.
    @Test(arguments: [
        Elementary(.exponential, 1.5, -87.0, 88.0) { exp($0) },
        Elementary(.tanh, 3.0, -10, 10) { Foundation.tanh($0) },
        Elementary(.sigmoid, 3.5, -80, 80) { 1 / (1 + exp(-$0)) },
        Elementary(.softplus, 3.0, -80, 80) { max($0, 0) + log1p(exp(-abs($0))) },
        Elementary(.elu(alpha: 1), 3.5, -20, 0) { $0 > 0 ? $0 : expm1($0) },
        Elementary(.gelu, 6.5, -12, 12) { $0 * 0.5 * erfc(-$0 / 2.squareRoot()) },
    ])
    func elementaryFunctionsStayWithinTheirErrorBound(elementary: Elementary) {
        let (low, high) = (elementary.low, elementary.high)
        var inputs: [Float] = []
        for bits in stride(from: UInt32(0x2000_0000), to: 0x42c8_0000, by: 1009) {
            for x in [Float(bitPattern: bits), -Float(bitPattern: bits)] where Double(x) >= low && Double(x) <= high {
                inputs.append(x)
            }
        }
        var y = inputs
        Kernels.best.apply(elementary.function, inputs.count, inputs, &y)
        var worst = (error: 0.0, at: Float(0))
        for (x, value) in zip(inputs, y) {
            let exact = elementary.exact(Double(x))
            let error = abs(Double(value) - exact) / Double(Float(exact).ulp)
            if error > worst.error { worst = (error, x) }
        }
        #expect(inputs.count > 100_000)
        #expect(worst.error < elementary.bound, "\(elementary.function): \(worst.error) ulp at \(worst.at)")
    }

    /// A function, the error that it may have between two numbers in units in the last place, and what it should give.
    struct Elementary: Sendable {
        let function: ElementFunction
        let (bound, low, high): (Double, Double, Double)
        let exact: @Sendable (Double) -> Double

        init(
            _ function: ElementFunction, _ bound: Double, _ low: Double, _ high: Double,
            _ exact: @escaping @Sendable (Double) -> Double
        ) {
            self.function = function
            (self.bound, self.low, self.high) = (bound, low, high)
            self.exact = exact
        }
    }

    @Test func nonFiniteNumbersComeThrough() {
        for function in [
            ElementFunction.relu, .tanh, .sigmoid, .gelu, .softplus, .exponential, .silu, .mish, .relu6, .hardSigmoid,
            .hardSilu, .elu(alpha: 1), .selu, .softsign, .logSigmoid,
        ] {
            var y = [Float.nan]
            Kernels.best.apply(function, 1, [.nan], &y)
            #expect(y[0].isNaN, "\(function) of nan is \(y[0])")
        }
        var y: [Float] = [0, 0]
        Kernels.best.apply(.exponential, 2, [.infinity, -.infinity], &y)
        #expect(y == [.infinity, 0])
    }
}
