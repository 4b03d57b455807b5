import Foundation
import Formats
import Testing

@testable import Precision

/// Where Adam's moments and weights stop in narrow formats.
@Suite struct LowPrecisionAdamTests {
    @Test("4,000 steps under a gradient of 1 end where they end on an H200 and on a CPU, plain and fused")
    func stallPoints() throws {
        var compared = 0
        for row in try Golden.rows("moments") {
            let beta2 = try #require(row["beta2"] as? Double)
            for (how, arithmetic) in [("loop", LowPrecisionAdam.Arithmetic.operations), ("fused", .fused)] {
                for format in [FloatFormat.bfloat16, .float16] {
                    for device in ["cpu", "cuda"] {
                        let there = try #require(row["\(device) \(how) \(format.name)"] as? [Any])
                        let adam = try LowPrecisionAdam(beta2: beta2, format: format, arithmetic: arithmetic)
                        let end = try #require(adam.run(steps: 4000, every: 4000).last?.state)
                        let name = "β₂ \(beta2), \(device) \(how) \(format.name): \(end), there \(there)"
                        #expect(end.m == there[0] as? Double, "\(name)")
                        #expect(end.v == there[1] as? Double, "\(name)")
                        #expect(end.w == there[3] as? Double, "\(name)")
                        compared += 3
                    }
                }
            }
        }
        #expect(compared == 7 * 2 * 2 * 2 * 3)
    }

    @Test("v rests where its change is less than half the distance to the next number, and nowhere before")
    func rest() throws {
        for beta2 in [0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995] {
            for format in [FloatFormat.bfloat16, .float16] {
                let adam = try LowPrecisionAdam(beta2: beta2, format: format, arithmetic: .fused)
                let end = try #require(adam.run(steps: 20_000, every: 20_000).last?.state)
                let (v, steps) = try #require(adam.rest())
                #expect(end.v == v && steps < 20_000, "β₂ \(beta2) in \(format.name)")
                let (change, half) = ((1 - beta2) * (1 - v), format.spacing(at: v) / 2)
                #expect(change <= half * 1.001, "β₂ \(beta2) in \(format.name)")
                // Two numbers below, the change was large enough: at half a distance the even neighbour decides.
                let below = v - 2 * format.spacing(at: v.nextDown)
                #expect((1 - beta2) * (1 - below) > format.spacing(at: below) / 2, "β₂ \(beta2) in \(format.name)")
            }
        }
        #expect(try LowPrecisionAdam(format: .float32).rest(most: 100) == nil)
    }

    @Test("a state in float32, stochastic rounding and a smaller β₂ let v arrive; a compensated sum lets w arrive")
    func remedies() throws {
        func end(_ adam: LowPrecisionAdam) throws -> LowPrecisionAdam.State {
            try #require(adam.run(steps: 4000, seed: 1, every: 4000).last?.state)
        }
        #expect(try abs(end(LowPrecisionAdam(stateFormat: .float32)).v - 0.9817) < 1e-3)
        #expect(try abs(end(LowPrecisionAdam(rounding: .stochastic)).v - 0.98) < 0.05)
        #expect(try end(LowPrecisionAdam(beta2: 0.9)).v == 1)
        let far = try end(LowPrecisionAdam(stateFormat: .float32, arithmetic: .fused, compensates: true)).w
        #expect(abs(far + 4) < 0.03, "\(far)")
        let stuck = try end(LowPrecisionAdam(stateFormat: .float32, arithmetic: .fused)).w
        #expect(stuck == -0.5, "\(stuck)")
    }
}
