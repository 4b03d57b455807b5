import CKernels
import Foundation
import Numbers
import Testing

@testable import Arrays

/// The loops that are written for vector registers: the same numbers whatever the processor, and those of libm and of plain loops.
@Suite struct VectorKernelTests {
    /// Of every size, with the numbers at which formulas change.
    private static let numbers: [Double] = {
        var stream = RandomStream(seed: 5, purpose: "vectors", index: 0)
        let sizes: [Double] = [700, 20, 1, 1e-3, 1e-12]
        let drawn = sizes.flatMap { size in (0..<2000).map { _ in size * (2 * stream.uniform() - 1) } }
        let special: [Double] = [
            0, -0.0, 1, -1, .infinity, -.infinity, .nan, 5e-300, 0x1p-1074, -0x1p-1060, 707.99, 708, 709.79, -744, -746,
            1e308, 0.999999, 1.000001,
        ]
        return drawn + special
    }()

    private typealias Loop = (Int, UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void

    private func results(_ loop: Loop, _ numbers: [Double] = numbers) -> [Double] {
        [Double](unsafeUninitializedCapacity: numbers.count) { out, count in
            if let start = out.baseAddress { loop(numbers.count, numbers, start) }
            count = numbers.count
        }
    }

    @Test func everyInstructionSetGivesTheSameBits() {
        let plain = ck_doubles_at_level(0).pointee
        for level in (0...ck_best_level()).dropFirst() {
            let table = ck_doubles_at_level(level).pointee
            let pairs: [(Loop, Loop)] = [
                (table.exponential, plain.exponential), (table.logarithm, plain.logarithm), (table.root, plain.root),
                (table.third_power, plain.third_power), (table.fourth_power, plain.fourth_power),
                ({ table.round(3, $0, $1, $2) }, { plain.round(3, $0, $1, $2) }),
                ({ table.divide($0, $1, 1, $1, 0, $2) }, { plain.divide($0, $1, 1, $1, 0, $2) }),
                ({ table.clip($0, $1, -0.5, 2, $2) }, { plain.clip($0, $1, -0.5, 2, $2) }),
            ]
            for (own, reference) in pairs {
                for (a, b) in zip(results(own), results(reference)) {
                    #expect(a.bitPattern == b.bitPattern || a.isNaN && b.isNaN)
                }
            }
        }
    }

    /// Both round within 0.52 units in the last place, and so differ where a number lies that near to the middle of two.
    @Test func exponentialsAndLogarithmsAreThoseOfLibmOrItsNeighbour() {
        let functions: [(UnaryFunction, (Double) -> Double)] = [(.exp, Foundation.exp), (.log, Foundation.log)]
        for (function, libm) in functions {
            guard let loop = Double.kernels.functions[function] else {
                Issue.record("\(function) has no loop")
                continue
            }
            var differences = 0
            for (x, y) in zip(Self.numbers, results(loop)) {
                let expected = libm(x)
                if y == expected || y.isNaN && expected.isNaN { continue }
                differences += 1
                #expect(y == expected.nextUp || y == expected.nextDown, "\(function)(\(x))")
            }
            #expect(differences < Self.numbers.count / 250, "\(function): \(differences)")
        }
    }

    @Test func cubesAreRoundedOnce() {
        // As NumPy 2.4 has them. Plain products give 1.0000000000000005e-4 for 0.1⁴.
        #expect(
            results(ck_doubles_at_level(0).pointee.third_power, [0.1, 0.7, -3]) == [
                1.0000000000000002e-3, 0.3429999999999999, -27,
            ])
        #expect(results(ck_doubles_at_level(0).pointee.fourth_power, [0.1, -2]) == [1.0000000000000002e-4, 16])
    }

    @Test func aNumberHasOneExponentialWhereverItLies() throws {
        let x = try NDArray(Self.numbers)
        for function in [UnaryFunction.exp, .log, .sqrt] {
            let all = try x.apply(function).doubles()
            let stepped = try x.element([.slice(lower: nil, upper: nil, step: 3)]).apply(function).doubles()
            for (place, value) in stepped.enumerated() {
                #expect(value.bitPattern == all[3 * place].bitPattern || value.isNaN && all[3 * place].isNaN)
            }
        }
    }

    @Test func theLargestIsFoundInRowsOfEveryLength() throws {
        var stream = RandomStream(seed: 6, purpose: "vectors", index: 1)
        for length in [1, 2, 7, 8, 31, 32, 33, 64, 100, 1000] {
            var numbers = (0..<length).map { _ in stream.normal() }
            let array = try NDArray(numbers)
            #expect(try array.reduce(.max).doubles() == [numbers.max() ?? 0])
            #expect(try array.reduce(.min).doubles() == [numbers.min() ?? 0])
            #expect(try array.reduce(.argmax).pointer(Int.self)[0] == numbers.firstIndex(of: numbers.max() ?? 0))
            for place in [0, length / 2, length - 1] {
                numbers[place] = .nan
                #expect(try NDArray(numbers).reduce(.max).doubles()[0].isNaN)
                #expect(try NDArray(numbers).reduce(.argmin).pointer(Int.self)[0] == numbers.firstIndex { $0.isNaN })
            }
        }
    }

    @Test func trueAndFalseAreCountedAlongEveryAxis() throws {
        let flags = try NDArray((0..<60).map { Double($0 * 7 % 5) }, shape: [3, 4, 5]).cast(to: .bool)
        for axes in [[0], [1], [2], [0, 2], nil] as [[Int]?] {
            let counted = try flags.reduce(.sum, axes: axes)
            #expect(counted.dtype == .int64)
            #expect(try counted.doubles() == flags.cast(to: .int64).reduce(.sum, axes: axes).doubles())
        }
        #expect(try flags.reduce(.any).number(at: 0).asInt == 1)
        #expect(try flags.reduce(.all).number(at: 0).asInt == 0)
    }

    @Test func quantilesAreThoseOfTheSortedRow() throws {
        var stream = RandomStream(seed: 7, purpose: "vectors", index: 2)
        for length in [1, 2, 255, 257, 3000] {
            let rows: [[Double]] = [
                (0..<length).map { _ in stream.normal() }, (0..<length).map { Double($0 % 3) - 1 },
                [Double](repeating: 2.5, count: length), (0..<length).map { _ in stream.normal() * 1e-300 },
            ]
            for row in rows {
                let sorted = row.sorted()
                for share in [0, 0.1, 0.5, 0.93, 1] {
                    let found = try NDArray(row).quantiles([share])[0].doubles()[0]
                    let position = share * Double(length - 1)
                    let (low, part) = (Int(position), position - position.rounded(.down))
                    let (a, b) = (sorted[low], sorted[Swift.min(low + 1, length - 1)])
                    #expect(
                        found == (part >= 0.5 ? b - (b - a) * (1 - part) : a + (b - a) * part), "\(length) \(share)")
                }
            }
        }
        let percents = (0...100).map { Double($0) / 100 }
        let normal = try NDArray((0..<3000).map { _ in stream.normal() })
        let together = try normal.quantiles(percents).map { $0.doubles()[0] }
        #expect(try together == percents.map { try normal.quantiles([$0])[0].doubles()[0] })
        #expect(try NDArray([1, .nan] + [Double](repeating: 0, count: 400)).quantiles([0.5])[0].doubles()[0].isNaN)
    }
}
