import Foundation
import Answers
import Cards
import Numbers
import Testing

@testable import Optimizers

/// What must hold for rules whatever the framework: closed forms, symmetries, and the identity of all their loops.
@Suite struct RulePropertyTests {
    private let bowl = GoldenFunction(name: "quadratic")
    private let valley = GoldenFunction(name: "rosenbrock")
    private let start = Point(-1.5, 2)

    /// One optimizer per rule and dialect, at a rate that keeps Rosenbrock tame; without the one that moves matrices only.
    static let everyOptimizer = everyForm.filter { (try? $0.fitted(to: .point(2))) != nil }

    private static let everyForm: [Optimizer] = {
        var all: [Optimizer] = []
        for card in RuleCatalog.cards {
            for dialect in Dialect.allCases {
                if let optimizer = try? Optimizer(card.name, rate: .constant(1e-3), dialect: dialect) {
                    all.append(optimizer)
                }
            }
        }
        return all
    }()

    @Test("Every rule can be made with its defaults in every dialect")
    func defaultsExist() {
        #expect(Self.everyForm.count == RuleCatalog.cards.count * Dialect.allCases.count)
        #expect(Self.everyOptimizer.count == Self.everyForm.count - 1)
        #expect(RuleCatalog.cards.count >= 32)
    }

    @Test("Gradient descent on a quadratic is (1 − ηλ)ᵗ")
    func closedFormOfDescent() throws {
        let run = try minimize(bowl, Optimizer("GD", rate: .constant(0.015)), start: Point(1, 1), steps: 100)
        for (t, p) in run.path.enumerated() {
            let expected = Point(pow(1 - 0.015, Double(t)), pow(1 - 1.5, Double(t)))
            #expect((p - expected).norm <= 1e-12, "step \(t): off by \((p - expected).norm)")
        }
    }

    @Test("Momentum on a quadratic follows its two characteristic roots", arguments: [0.3, 0.9])
    func closedFormOfMomentum(_ μ: Double) throws {
        // θₜ₊₁ = (1 + μ − ηλ)θₜ − μθₜ₋₁ with θ₁ = (1 − ηλ)θ₀: the roots of z² − (1 + μ − ηλ)z + μ.
        let η = 1e-3
        let run = try minimize(
            bowl, Optimizer("SGD", ["momentum": .number(μ)], rate: .constant(η)), start: Point(1, 1), steps: 120)
        for (λ, coordinate) in [(1.0, 0), (100.0, 1)] {
            let b = 1 + μ - η * λ
            var expected = [1.0, 1 - η * λ]
            let discriminant = b * b - 4 * μ
            for t in 0...120 {
                let value: Double
                if discriminant > 0 {
                    let (r, q) = ((b + discriminant.squareRoot()) / 2, (b - discriminant.squareRoot()) / 2)
                    let c = (expected[1] - q) / (r - q)
                    value = c * pow(r, Double(t)) + (1 - c) * pow(q, Double(t))
                } else {
                    let size = μ.squareRoot()
                    let angle = acos(b / 2 / size)
                    let s = (expected[1] - size * cos(angle)) / (size * sin(angle))
                    value = pow(size, Double(t)) * (cos(angle * Double(t)) + s * sin(angle * Double(t)))
                }
                let error = abs(run.path[t][coordinate] - value)
                #expect(error <= 1e-10, "λ = \(λ), step \(t): off by \(error)")
            }
            expected = []
        }
    }

    @Test("Adam's first step is η·sign(g), up to ε", arguments: [Dialect.keras, .pytorch, .optax])
    func firstAdamStep(_ dialect: Dialect) throws {
        let run = try minimize(
            valley, Optimizer("Adam", rate: .constant(0.1), dialect: dialect), start: start, steps: 1)
        let step = run.path[1] - run.path[0]
        let g = valley.slope(at: start, draw: Draw(seed: 0, index: 0)).gradient
        #expect(abs(step.x + 0.1 * (g.x > 0 ? 1 : -1)) < 1e-8)
        #expect(abs(step.y + 0.1 * (g.y > 0 ? 1 : -1)) < 1e-8)
    }

    @Test(
        "Rules that divide by the gradient's size do not see its scale",
        arguments: ["Adam", "RMSprop", "Adagrad", "Lion"])
    func scaleInvariance(_ name: String) throws {
        let tiny: [String: Hyperparameter.Value] = name == "Lion" ? [:] : ["epsilon": 1e-300]
        var given = tiny
        if name == "Adagrad" { given["initial_accumulator_value"] = 0 }
        let optimizer = try Optimizer(name, given, rate: .constant(0.01))
        let plain = try minimize(valley, optimizer, start: start, steps: 50)
        let large = try minimize(Scaled(base: valley, factor: 1024), optimizer, start: start, steps: 50)
        #expect(plain.path == large.path, "a power of two must change no bit")
    }

    @Test(
        "L2 equals decoupled decay for plain descent, and not for momentum's or Adam's",
        arguments: [("SGD", [:], true), ("SGD", ["momentum": 0.9], false), ("Adam", [:], false)])
    func decay(_ name: String, _ given: [String: Hyperparameter.Value], _ isSame: Bool) throws {
        var with = given
        with["weight_decay"] = 0.1
        let coupled = try Optimizer(name, with, rate: .constant(1e-4), dialect: .pytorch)
        with["decoupled_weight_decay"] = 1
        let decoupled = try Optimizer(name, with, rate: .constant(1e-4), dialect: .pytorch)
        let a = try minimize(valley, coupled, start: start, steps: 40)
        let b = try minimize(valley, decoupled, start: start, steps: 40)
        let distance = (a.point - b.point).norm
        #expect(isSame ? distance < 1e-12 : distance > 1e-7, "\(name) \(given): apart by \(distance)")
    }

    @Test("The loop in registers and the general engine take the same steps, bit for bit", arguments: everyOptimizer)
    func oneRuleOneResult(_ optimizer: Optimizer) throws {
        let fast = try minimize(valley, optimizer, start: start, steps: 60)
        let plan = PointPlan(
            objective: valley, start: start, steps: 60, seed: 0, rate: optimizer.rate,
            weightDecay: optimizer.weightDecay, stops: [], observers: [], work: Work())
        var mover = EngineMover(optimizer, plan, ablation: nil)
        var trace = Trace(limit: 1024, steps: 60)
        _ = drive(&mover, plan, &trace)
        #expect(fast.path == trace.points, "\(optimizer.summary)")
    }

    @Test("An explained step is the run's own step, bit for bit", arguments: everyOptimizer)
    func explanationIsTheStep(_ optimizer: Optimizer) throws {
        let run = try minimize(valley, optimizer, start: start, steps: 30)
        for step in [1, 2, 7, 30] {
            let explanation = try explain(run, step: step)
            #expect(explanation.before == run.path[step - 1], "\(optimizer.summary), step \(step)")
            #expect(explanation.after == run.path[step], "\(optimizer.summary), step \(step)")
            #expect(explanation.quantities.contains { $0.name == "g" })
        }
    }

    @Test(
        "An explained step tells the memories that a rule has, and reads none that it has not",
        arguments: [
            ("GD", []), ("SignSGD", []), ("Lion", ["m before"]), ("RMSprop", ["v before"]),
            ("Adam", ["m before", "v before"]),
        ])
    func explainedMemories(_ name: String, _ memories: [String]) throws {
        var sharp = Wrappers()
        sharp.sam = 0.05
        var trusting = Wrappers()
        trusting.trust = 0.01
        let layout = ParameterLayout([("kernel", [300, 300])])
        for wrappers in [Wrappers(), sharp, trusting] {
            var optimizer = try Optimizer(name)
            optimizer.wrappers = wrappers
            let run = try minimize(valley, optimizer, start: start, steps: 3)
            let told = try explain(run, step: 2).quantities.map(\.name).filter { $0.hasSuffix(" before") }
            #expect(told == memories, "\(optimizer.summary) on a point told \(told)")

            let state = try optimizer.vectorState(layout: layout)
            var θ = [Float](repeating: 1, count: layout.count)
            var g = [Float](repeating: 0.5, count: layout.count)
            let quantities = θ.withUnsafeMutableBufferPointer { θ in
                g.withUnsafeMutableBufferPointer { g in
                    state.explainedStep(parameters: θ, gradient: g, loss: 1, watching: [0, layout.count - 1])
                }
            }
            let there = quantities.filter { $0.name.hasSuffix(" before") }
            #expect(there.map(\.name) == memories, "\(optimizer.summary) on a vector")
            #expect(there.allSatisfy { $0.values == [0, 0] })
        }
    }

    @Test("Vectors of lanes give each parameter the bits that it would have alone", arguments: everyOptimizer)
    func lanesEqualScalars(_ optimizer: Optimizer) throws {
        // 19 = a vector of sixteen or two of eight, and three single lanes, so that both loops run.
        let layout = ParameterLayout([("a", [19])])
        let wide = try optimizer.vectorState(layout: layout)
        let watched = try optimizer.vectorState(layout: layout)
        var θ = (0..<19).map { Float($0) * 0.3 - 2.5 }
        var φ = θ
        for step in 0..<12 {
            var g = (0..<19).map { Float(sin(Double(step * 19 + $0) * 0.7)) * (θ[$0] + 0.1) }
            var h = g
            _ = θ.withUnsafeMutableBufferPointer { p in
                g.withUnsafeMutableBufferPointer { wide.step(parameters: p, gradient: $0, loss: 1) }
            }
            φ.withUnsafeMutableBufferPointer { p in
                h.withUnsafeMutableBufferPointer { q in
                    _ = watched.explainedStep(parameters: p, gradient: q, loss: 1, watching: [0, 17])
                }
            }
            #expect(θ.map(\.bitPattern) == φ.map(\.bitPattern), "\(optimizer.summary), step \(step)")
        }
    }

    @Test(
        "Just below the largest stable rate a rule settles, just above it grows",
        arguments: [("GD", [:]), ("SGD", ["momentum": 0.9]), ("SGD", ["momentum": 0.5, "nesterov": 1])])
    func stabilityLimit(_ name: String, _ given: [String: Hyperparameter.Value]) throws {
        let first = try minimize(bowl, Optimizer(name, given, rate: .constant(1e-3)), start: Point(1, 1), steps: 2)
        let limit = try #require(try explain(first, step: 1).largestStableRate)
        for (share, settles) in [(0.99, true), (1.01, false)] {
            let run = try minimize(
                bowl, Optimizer(name, given, rate: .constant(share * limit)), start: Point(1, 1), steps: 4000)
            #expect((abs(run.point.y) < 1) == settles, "\(name) at \(share) of \(limit): y = \(run.point.y)")
        }
    }

    @Test("Adam's limit holds for the preconditioner it has settled on")
    func adaptiveStabilityLimit() throws {
        // β₂ near 1 freezes v; so the linear analysis is of the rule itself.
        let given: [String: Hyperparameter.Value] = ["beta_2": 0.999999999, "beta_1": 0.9]
        let probe = try minimize(bowl, Optimizer("Adam", given, rate: .constant(1e-9)), start: Point(1, 1), steps: 400)
        let limit = try #require(try explain(probe, step: 400).largestStableRate)
        // v̂ = g² at the start, so D = 1/|g| there: 2(1 + β₁)/(1 − β₁) for curvature and gradient alike.
        #expect(abs(limit / 38 - 1) < 1e-3, "limit \(limit)")
    }
}

/// The same function, higher by a factor.
private struct Scaled: Objective {
    let base: GoldenFunction
    let factor: Double
    var name: String { base.name }
    let dimension = 2

    func value(at point: Point) -> Double { factor * base.value(at: point) }
    func slope(at point: Point, draw: Draw) -> Slope {
        let s = base.slope(at: point, draw: draw)
        return Slope(value: factor * s.value, gradient: factor * s.gradient)
    }
    func curvature(at point: Point) -> Curvature { base.curvature(at: point) }
}
