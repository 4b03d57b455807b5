import Datasets
import Landscapes
import Networks
import Answers
import Numbers
import Optimizers
import Testing
import Training

@testable import Inspection

/// Looking into networks, held to closed forms: linear models, whose loss is a parabola, and tiny nets.
@Suite struct InspectionTests {
    /// Eight rows of two features.
    static let inputs: [Float] = [1, 2, -1, 0.5, 0.25, -2, 3, 1, -0.5, -1.5, 2, -0.25, 0.75, 0.5, -2, 1.25]
    static let targets: [Float] = [1, -1, 0.5, 2, 0, -0.5, 1.5, -2]

    static func data() throws -> (x: Samples, y: Samples) {
        (try Samples(shape: [8, 2], values: inputs), Samples(column: targets))
    }

    static func model(
        _ layers: [any Layer], seed: UInt64 = 3, rule: String = "SGD", rate: Double = 0.05
    ) throws -> Model {
        let model = Model(Architecture(layers, inputShape: [2]), seed: seed)
        model.compile(TrainingPlan(optimizer: try Optimizer(rule, rate: .constant(rate)), loss: .mse))
        return model
    }

    static func linear() throws -> Model { try model([DenseLayer(units: 1)]) }

    static func small(_ rule: String = "Adam", seed: UInt64 = 3) throws -> Model {
        try model([DenseLayer(units: 4, activation: .tanh), DenseLayer(units: 1)], seed: seed, rule: rule)
    }

    /// 2/n · [X 1]ᵀ[X 1], the Hessian of the mean squared error of a linear model.
    static func linearHessian() -> [[Double]] {
        let rows = (0..<8).map { [Double(inputs[2 * $0]), Double(inputs[2 * $0 + 1]), 1] }
        return (0..<3).map { i in (0..<3).map { j in rows.reduce(0) { $0 + $1[i] * $1[j] } / 4 } }
    }

    @Test func sharpnessOfALinearModelIsTwoOverNTimesTheLargestEigenvalueOfXTX() throws {
        let (x, y) = try Self.data()
        let found = try sharpness(Self.linear(), x, y, count: 3)
        // np.linalg.eigvalsh(2/8 * A.T @ A) with A = [X, 1], NumPy 2.4.6.
        let exact = [5.391138292404426, 3.1927399817637867, 1.7286217258317884]
        #expect(found.eigenvalues.count == 3)
        for (value, truth) in zip(found.eigenvalues, exact) {
            #expect((value - truth).magnitude < 2e-5 * exact[0], "\(value) instead of \(truth)")
        }
        #expect(((found.largestStableRate ?? 0) - 2 / exact[0]).magnitude < 1e-4)
    }

    @Test func aSliceOfALinearModelIsExactlyQuadratic() throws {
        let (x, y) = try Self.data()
        let f = try slice(Self.linear(), x, y, seed: 5)
        let c = f.curvature(at: Point(0, 0))
        for p in [Point(0.5, -0.25), Point(-1, 1), Point(0.1, 0.9)] {
            let taylor = c.value + c.gradient.dot(p) + 0.5 * p.dot(c.hessian * p)
            let value = f.value(at: p)
            #expect((value - taylor).magnitude < 2e-5 * value.magnitude, "at \(p): \(value), parabola \(taylor)")
        }
    }

    @Test func theProjectedGradientIsTheSlopeOfTheSlice() throws {
        let (x, y) = try Self.data()
        for plane in [SlicePlane.random, .hessian] {
            let f = try slice(Self.small(), x, y, along: plane, seed: 2)
            for share in [Point(0.4, 0.6), Point(0.7, 0.3)] {
                let p = f.domain.point(at: share)
                let h = 0.01 * (f.domain.x.upperBound - f.domain.x.lowerBound)
                let slope = f.slope(at: p, draw: Draw(seed: 0, index: 0)).gradient
                let differences =
                    Point(
                        f.value(at: p + Point(h, 0)) - f.value(at: p - Point(h, 0)),
                        f.value(at: p + Point(0, h)) - f.value(at: p - Point(0, h))) / (2 * h)
                #expect((slope - differences).norm < 0.01 * (1e-3 + slope.norm), "\(slope) and \(differences)")
            }
        }
    }

    /// The loss of the small net in Double on the ninety-line tape: value and gradient.
    static func oracle(_ θ: [Double]) -> (value: Double, gradient: [Double]) {
        let tape = ScalarTape<Double>()
        let w = θ.map(tape.variable)
        var sum = tape.variable(0)
        for row in 0..<8 {
            var output = w[16]
            for unit in 0..<4 {
                let a =
                    tape.variable(Double(inputs[2 * row])) * w[unit]
                    + tape.variable(Double(inputs[2 * row + 1])) * w[4 + unit] + w[8 + unit]
                output = output + a.tanh * w[12 + unit]
            }
            let error = output - tape.variable(Double(targets[row]))
            sum = sum + error * error
        }
        let loss = sum * tape.variable(1.0 / 8)
        let gradient = tape.gradient(of: loss)
        return (loss.value, w.map { gradient[$0.index] })
    }

    /// The dense Hessian from differences of the tape's gradients in Double, right to about ten digits.
    static func denseHessian(_ θ: [Double]) -> [[Double]] {
        θ.indices.map { i in
            var (up, down) = (θ, θ)
            up[i] += 1e-5
            down[i] -= 1e-5
            return zip(oracle(up).gradient, oracle(down).gradient).map { ($0 - $1) / 2e-5 }
        }
    }

    @Test func hessianProductsAgreeWithTheScalarTape() throws {
        let (x, y) = try Self.data()
        let function = try WeightSpaceLoss(Self.small(), x, y)
        let θ = function.origin
        #expect((function.value(at: θ) - Self.oracle(θ).value).magnitude < 1e-6)
        let hessian = Self.denseHessian(θ)
        var worst = 0.0
        for k in 0..<5 {
            var stream = RandomStream(seed: 4, purpose: "test", index: UInt64(k))
            let v = θ.map { _ in stream.normal() }
            let found = try #require(function.hessianProduct(at: θ, v))
            let truth = hessian.map { Vectors.dot($0, v) }
            let error = Vectors.norm(zip(found, truth).map { $0 - $1 }) / Vectors.norm(truth)
            worst = Swift.max(worst, error)
        }
        #expect(worst < 1e-3, "largest relative error \(worst)")
    }

    @Test func lanczosFindsTheEigenvaluesOfADenseHessian() throws {
        let (x, y) = try Self.data()
        let found = try sharpness(Self.small(), x, y, count: 3)
        let θ = try WeightSpaceLoss(Self.small(), x, y).origin
        let dense = SymmetricEigen(Self.denseHessian(θ)).values
        for (value, truth) in zip(found.eigenvalues, dense) {
            #expect((value - truth).magnitude < 1e-3 * dense[0], "\(value) instead of \(truth)")
        }
    }

    @Test func anInterpolationEndsAtWhatEvaluateGives() throws {
        let (x, y) = try Self.data()
        let (a, b) = (try Self.small(), try Self.small(seed: 8))
        let line = try interpolate(a, b, x, y)
        for (place, model) in [(0.0, a), (1.0, b)] {
            let expected = try #require(try model.evaluate(x, y).first?.value)
            #expect(line.value(at: Point(place, 0)) == expected, "at \(place)")
        }
        #expect(line.dimension == 1)
    }

    @Test func anExplainedStepIsTheStepThatFitTakes() throws {
        let (x, y) = try Self.data()
        for rule in ["SGD", "Adam", "RMSprop"] {
            let model = try Self.small(rule)
            for step in 1...2 {
                let told = try explain(
                    model, x, y, step: step, batchSize: 8, watching: .named(["dense/kernel[1, 2]", "dense_1/bias[0]"]))
                let fitted = try model.copy()
                try fitted.fit(x, y, FitOptions(epochs: step, batchSize: 8))
                let network = try fitted.build()
                let kernel = try #require(network.tensor(layer: "dense", role: "kernel")).values[6]
                let bias = try #require(network.tensor(layer: "dense_1", role: "bias")).values[0]
                #expect(told.after == [Double(kernel), Double(bias)], "\(rule), step \(step)")
                #expect(told.actualDecrease.magnitude > 0)
                #expect((told.actualDecrease - told.predictedDecrease).magnitude < 0.1 * told.actualDecrease.magnitude)
            }
        }
    }

    @Test func theRateFinderLeavesTheModelAsItWas() throws {
        let (x, y) = try Self.data()
        let model = try Self.linear()
        let before = try model.evaluate(x, y)
        let found = try findRate(model, x, y, low: 1e-4, high: 10, batchSize: 8)
        #expect(try model.evaluate(x, y) == before)
        #expect(model.epochsDone == 0)
        // Full batches of a parabola cannot go on falling much beyond 2/λmax.
        let limit = 2 / SymmetricEigen(Self.linearHessian()).values[0]
        let lowest = try #require(found.lowest)
        #expect(lowest > 0.1 * limit && lowest < 4 * limit, "lowest at \(lowest), 2/λmax = \(limit)")
        #expect(found.rates.count < 200)
    }

    @Test func aTrainedModelIsGivenNoRateFromTheNoiseOfItsBatches() throws {
        let data = try Dataset.moons(n: 200, noise: 0.2, seed: 3)
        for seed in [UInt64(1), 2, 3] {
            let model = Model(
                Architecture([DenseLayer(units: 8, activation: .tanh), DenseLayer(units: 1)], inputShape: [2]),
                seed: seed)
            model.compile(TrainingPlan(optimizer: try Optimizer("Adam", rate: .constant(0.02)), loss: .mse))
            let fresh = try findRate(model, data.x, data.y, low: 1e-5, high: 1)
            #expect(fresh.suggestion != nil, "seed \(seed), before the training")
            try model.fit(data.x, data.y, FitOptions(epochs: 150))
            let trained = try findRate(model, data.x, data.y, low: 1e-5, high: 1)
            #expect(trained.suggestion == nil && trained.sentence.contains("trained already"), "seed \(seed)")
        }
    }

    @Test func deadUnitsAndVanishingGradientsAreNamed() throws {
        let (x, y) = try Self.data()
        let dead = try Self.model([DenseLayer(units: 4, activation: .relu), DenseLayer(units: 1)])
        try dead.build().setTensor(layer: "dense", role: "bias", to: [-100, 0.5, -100, 0.5])
        let statistics = try layerStatistics(dead, x, y)
        #expect(statistics.layers[0].deadShare == 0.5)
        #expect(statistics.findings.contains { $0.cause == "dead units" })
        let deep = try Self.model(
            (0..<8).map { _ in DenseLayer(units: 4, activation: .sigmoid) } + [DenseLayer(units: 1)])
        #expect(try layerStatistics(deep, x, y).findings.contains { $0.cause == "vanishing gradients" })
    }

    @Test func theBridgeOfALinearModelTrainedInItsPlanePredictsEveryStep() throws {
        let (x, y) = try Self.data()
        let model = try Self.model([DenseLayer(units: 1, usesBias: false)])
        let recorder = RecordWeights()
        try model.fit(x, y, FitOptions(epochs: 20, batchSize: 8, callbacks: [recorder]))
        #expect(recorder.path.points.count == 21)
        let found = try bridge(model, x, y, path: recorder.path)
        #expect((found.correlation ?? 0) > 0.9999, "\(found.summary)")
        #expect(found.shareOutside < 1e-4, "\(found.summary)")
        #expect(found.explained > 0.9999)
        #expect((found.relativeError ?? 1) < 1e-3, "mean error \(found.relativeError ?? .nan)")
        // The curvatures of the fitted parabola are those of 2/n·XᵀX, turned into the path's axes.
        let gram = Self.linearHessian()
        let exact = SymmetricEigen([Array(gram[0].prefix(2)), Array(gram[1].prefix(2))]).values
        let λ = found.fit.hessian.eigenvalues
        #expect((λ.larger - exact[0]).magnitude < 1e-3 * exact[0], "\(λ.larger) instead of \(exact[0])")
        #expect((λ.smaller - exact[1]).magnitude < 1e-3 * exact[0], "\(λ.smaller) instead of \(exact[1])")
        for (index, step) in found.steps.enumerated() {
            let error = (step.actual - step.predicted).magnitude
            #expect(error < 1e-5, "step \(index + 1): \(step.actual), predicted \(step.predicted)")
        }
    }
}
