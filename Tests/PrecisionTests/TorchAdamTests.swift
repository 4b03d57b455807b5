import Answers
import Cards
import Landscapes
import Numbers
import Optimizers
import Testing

/// The public Adam with its state in few bits, against an H200 and a CPU: 4,000 steps under a gradient of 1, rate 0.001.
@Suite struct TorchAdamTests {
    private func adam(_ given: [String: Hyperparameter.Value]) throws -> Optimizer {
        try Optimizer("Adam", given, rate: .constant(0.001), dialect: .pytorch)
    }

    /// m, v and θ at the end, by the vector that networks are moved in.
    private func end(_ optimizer: Optimizer, steps: Int = 4000, count: Int = 9) throws -> (m: Float, v: Float, w: Float)
    {
        let layout = ParameterLayout(tensors: [.init(name: "w", shape: [count], range: 0..<count)])
        let mover = try optimizer.vectorState(layout: layout)
        var (w, g) = ([Float](repeating: 0, count: count), [Float](repeating: 1, count: count))
        for _ in 0..<steps {
            for i in g.indices { g[i] = 1 }
            w.withUnsafeMutableBufferPointer { w in
                g.withUnsafeMutableBufferPointer { g in _ = mover.step(parameters: w, gradient: g, loss: 0) }
            }
        }
        let numbers = try mover.state().numbers
        #expect(Set(w).count == 1, "lanes and the rest move alike")
        return (numbers[0], numbers[count], w[0])
    }

    @Test("m, v and weights stop where they stop on an H200 and on a CPU, operation by operation and fused")
    func stallPoints() throws {
        var compared = 0
        for row in try Golden.rows("moments") {
            let beta2 = try #require(row["beta2"] as? Double)
            for how in ["loop", "fused"] {
                for format in ["bfloat16", "float16"] {
                    let there = try #require(row["cuda \(how) \(format)"] as? [Any])
                    let found = try end(
                        adam([
                            "beta_2": .number(beta2), "implementation": .text(how), "state": .text(format),
                            "weights": .text(format),
                        ]))
                    let name = "β₂ \(beta2), \(how), \(format): \(found), there \(there)"
                    #expect(Double(found.m) == there[0] as? Double, "\(name)")
                    #expect(Double(found.v) == there[1] as? Double, "\(name)")
                    #expect(Double(found.w) == there[3] as? Double, "\(name)")
                    compared += 1
                }
            }
        }
        #expect(compared == 28)
    }

    @Test("a point in float64 stops where the vector does")
    func points() throws {
        var formula = Formula(variables: ["x", "y"])
        formula.result = formula.apply(.add, formula.variable(0), formula.variable(1))
        let plane = Landscape.own(name: "plane", text: "x + y", formula: formula)
        for (how, v) in [("loop", 0.5), ("fused", 0.25)] {
            let rule = try adam(["implementation": .text(how), "state": .text("bfloat16")])
            let run = try rule.minimize(plane, start: Point(0, 0), steps: 4000)
            // A step is 0.001/√v̂, v̂ resting at v.
            let step = (run.path[3999].x - run.path[4000].x) / 0.001
            #expect(abs(step * v.squareRoot() - 0.984375 * 0.9908) < 0.02, "\(how): \(step)")
        }
    }

    @Test("by chance the moments arrive where nearest rounding stops them, by one seed in the same way")
    func stochastic() throws {
        func v(_ seed: Double) throws -> Float {
            try end(
                adam([
                    "state": .text("bfloat16"), "rounding": .text("stochastic"), "rounding_seed": .number(seed),
                ])
            ).v
        }
        let found = try v(1)
        #expect(abs(found - 0.98) < 0.06 && found != 0.5, "\(found)")
        #expect(try v(1) == found && v(2) != found)
    }

    @Test("an explanation takes the very step, in every form")
    func explanations() throws {
        for (how, state) in [
            ("loop", "bfloat16"), ("fused", "bfloat16"), ("capturable", "float32"), ("loop", "float16"),
        ] {
            let rule = try adam(["implementation": .text(how), "state": .text(state), "weights": .text(state)])
            let layout = ParameterLayout(tensors: [.init(name: "w", shape: [3], range: 0..<3)])
            var ends: [[Float]] = []
            for explains in [false, true] {
                let mover = try rule.vectorState(layout: layout)
                var w: [Float] = [0.3, -1, 2]
                for t in 0..<5 {
                    var g = w.map { $0 * Float(t + 1) }
                    w.withUnsafeMutableBufferPointer { w in
                        g.withUnsafeMutableBufferPointer { g in
                            if explains {
                                let told = mover.explainedStep(parameters: w, gradient: g, loss: 0, watching: [0])
                                #expect(told.contains { $0.name == "v" })
                            } else {
                                _ = mover.step(parameters: w, gradient: g, loss: 0)
                            }
                        }
                    }
                }
                ends.append(w)
            }
            #expect(ends[0] == ends[1], "\(how) \(state)")
        }
    }

    @Test("another dialect, terms these forms lack, and nothing to round are refused by name")
    func refusals() throws {
        let cases: [([String: Hyperparameter.Value], Dialect, String)] = [
            (["state": .text("bfloat16")], .keras, "state"),
            (["state": .text("bfloat16"), "amsgrad": .flag(true)], .pytorch, "amsgrad"),
            (["rounding": .text("stochastic")], .pytorch, "rounding"), (["state": .text("float12")], .pytorch, "state"),
        ]
        for (given, dialect, argument) in cases {
            let problem = try #require(throws: Mistake.self) {
                try Optimizer("Adam", given, rate: .constant(0.001), dialect: dialect)
            }
            #expect(problem.argument == argument, "\(problem)")
        }
        #expect(throws: Mistake.self) {
            try Optimizer("AMSGrad", ["state": .text("bfloat16")], rate: .constant(0.001), dialect: .pytorch)
        }
    }
}
