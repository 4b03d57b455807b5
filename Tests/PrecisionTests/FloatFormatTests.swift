import Foundation
import Formats
import Testing

@testable import Precision

/// Numbers rounded in software are those that hardware gives.
@Suite struct FloatFormatTests {
    @Test("float8 conversions are the H200's and the CPU's, overflow included")
    func float8() throws {
        let rows = try Golden.rows("float8")
        #expect(rows.count == 4)
        for row in rows {
            let format = try FloatFormat(named: try #require(row["dtype"] as? String))
            let values = try #require(row["values"] as? [Double])
            let gives = try #require(row["gives"] as? [Any]).map { any in
                (any as? Double) ?? Double((any as? String) ?? "") ?? 0
            }
            for (x, y) in zip(values, gives) {
                let found = format.rounded(x)
                #expect(found == y || found.isNaN && y.isNaN, "\(format.name) of \(x): \(found), there \(y)")
            }
        }
    }

    @Test("rounding to float32 and float16 is the processor's own, for numbers of every size")
    func standard() {
        var bits: UInt64 = 0x9e37_79b9_7f4a_7c15
        for _ in 0..<20_000 {
            bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let exponent = Int(bits >> 40) % 290 - 160
            let x = Double(
                sign: bits & 1 == 0 ? .plus : .minus, exponent: exponent, significand: 1 + Double(bits >> 12) * 0x1p-52)
            #expect(FloatFormat.float32.rounded(x) == Double(Float(x)), "\(x)")
            #if arch(x86_64) || arch(arm64)
            #expect(FloatFormat.float16.rounded(x) == Double(Float16(x)), "\(x)")
            #endif
        }
    }

    @Test(
        "a bfloat16 is the upper half of a float32, rounded to even",
        arguments: [
            (1.0, 0x3f80), (1.00390625, 0x3f80), (1.01171875, 0x3f82), (-3.1415927, 0xc049), (1e-40, 0x0001),
            (3.3895314e38, 0x7f7f),
        ])
    func bfloat(x: Double, upper: Int) {
        let pattern = Float(FloatFormat.bfloat16.rounded(x)).bitPattern
        #expect(pattern == UInt32(upper) << 16)
    }

    @Test("the ends of each format")
    func ends() {
        #expect(FloatFormat.float16.largest == 65504 && FloatFormat.float8e4m3fn.largest == 448)
        #expect(
            FloatFormat.float8e5m2.largest == 57344
                && FloatFormat.float32.largest == Double(Float.greatestFiniteMagnitude))
        #expect(FloatFormat.float8e4m3fn.leastSubnormal == 0x1p-9 && FloatFormat.bfloat16.leastNormal == 0x1p-126)
        #expect(FloatFormat.float16.rounded(65519.0 as Double) == 65504)
        #expect(FloatFormat.float16.rounded(65520.0 as Double) == Double.infinity)
        #expect(FloatFormat.float8e4m3fn.rounded(Double.infinity).isNaN)
        #expect(FloatFormat.float16.rounded(Double.nan).isNaN && FloatFormat.float16.rounded(Float.nan).isNaN)
        #expect(FloatFormat.float16.spacing(at: 0) == 0x1p-24 && FloatFormat.float16.spacing(at: -3) == 0x1p-9)
    }

    @Test("the mean of many stochastic roundings is the number itself")
    func stochastic() {
        let (format, x) = (FloatFormat.bfloat16, 1.003)
        let draws = (0..<10_000).map { format.rounded(x, draw: (Double($0) + 0.5) / 10_000) }
        #expect(Set(draws) == [1, 1.0078125])
        #expect(abs(draws.reduce(0, +) / 10_000 - x) < 1e-6)
        #expect(format.rounded(-x, draw: 0.999) == -1 - 0.0078125 || format.rounded(-x, draw: 0.999) == -1)
    }

    @Test("no other format is known")
    func unknown() {
        #expect(throws: (any Error).self) { try FloatFormat(named: "float12") }
    }
}

/// Lines of the file that was measured on an H200 and a CPU with PyTorch 2.11.
enum Golden {
    static func rows(_ what: String) throws -> [[String: Any]] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/precision-h200.jsonl")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }.filter { $0["what"] as? String == what }
    }
}
