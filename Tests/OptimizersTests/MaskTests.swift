import Answers
import Cards
import Numbers
import Testing

@testable import Optimizers

/// optax's masks: which parameters decay, are moved, or stay.
@Suite struct MaskTests {
    private static let layer = ParameterLayout([("dense/kernel", [2, 3]), ("dense/bias", [3])])

    private static func decaying(_ choice: ParameterMask.Choice, _ name: String = "AdamW") throws -> Optimizer {
        try Optimizer(name, ["mask": .thing(ParameterMask(choice, summary: "mask"))], dialect: .optax)
    }

    @Test("With a mask every parameter goes where optax takes it, to nine digits")
    func trajectories() throws {
        let runs = try TensorRun.load("masks")
        #expect(runs.count >= 27)
        for golden in runs {
            let deviation = try golden.worstDeviation(of: golden.configured())
            #expect(
                deviation.excess <= 1,
                "\(golden.name): step \(deviation.step) is off by \(deviation.distance), \(deviation.excess) times the tolerance"
            )
        }
    }

    @Test("A step that is explained is the masked step")
    func explained() throws {
        let masks = try TensorRun.load("masks").compactMap { try? $0.configured() }
        for optimizer in masks where (try? optimizer.fitted(to: .point(2))) != nil {
            let run = try minimize(
                GoldenFunction(name: "quadratic"), optimizer, start: Point(1, 1), steps: 3)
            #expect(try explain(run, step: 3).after == run.path[3], "\(optimizer.summary)")
        }
    }

    @Test("A mask that does not go with the parameters is refused by their names")
    func refused() throws {
        for (choice, part) in [
            (ParameterMask.Choice.inOrder([.all(true)]), "1 entry for dense/kernel and dense/bias"),
            (.named([("dense/kernel", .all(true))]), "nothing of dense/bias"),
            (.named([("dense", .all(true)), ("head", .all(true))]), "head, which is no parameter"),
            (.named([("dense", .named([("weight", .all(true))]))]), "weight, which is no parameter"),
        ] {
            let mistake = #expect(throws: Mistake.self) {
                try Self.decaying(choice).vectorState(layout: Self.layer)
            }
            let words = mistake.map { "\($0)" } ?? "nothing"
            #expect(words.contains(part), "\(words)")
        }
    }

    @Test("Rules that measure all parameters together refuse what they cannot do in part")
    func together() throws {
        #expect(throws: Mistake.self) { try Self.decaying(.all(true), "MoMo") }
        let mask = ParameterMask(.all(true), summary: "True")
        #expect(throws: Mistake.self) { try Optimizer("DoG", dialect: .optax).masked(by: mask) }
        #expect(throws: Mistake.self) {
            try Optimizer("SGD", ["global_clipnorm": 1], dialect: .optax).masked(by: mask)
        }
    }

    @Test("A checkpoint of a masked optimizer goes on as if nothing had happened")
    func resumed() throws {
        let optimizer = try Self.decaying(.inOrder([.all(true), .all(false)])).masked(
            by: GoldenMask.matrices)
        func run(_ state: VectorOptimizer, _ θ: inout [Float], steps: Int) {
            for _ in 0..<steps {
                var g = θ.map { $0 - 0.25 }
                θ.withUnsafeMutableBufferPointer { θ in
                    g.withUnsafeMutableBufferPointer { g in
                        _ = state.step(parameters: θ, gradient: g, loss: 0)
                    }
                }
            }
        }
        let start = (0..<9).map { Float($0) / 8 }
        var (whole, parts) = (start, start)
        run(try optimizer.vectorState(layout: Self.layer), &whole, steps: 6)
        let first = try optimizer.vectorState(layout: Self.layer)
        run(first, &parts, steps: 2)
        let second = try optimizer.vectorState(layout: Self.layer)
        try second.restore(try first.state())
        run(second, &parts, steps: 4)
        #expect(whole == parts)
    }
}
