import Datasets
import Networks
import Answers
import Numbers
import Optimizers
import Tensors
import Testing
import Training

@testable import Inspection

/// A training step told in numbers with which it can be taken again by hand.
@Suite struct StepExplanationTests {
    private func value(_ name: String, _ told: StepExplanation, _ place: Int = 0) throws -> Double {
        let quantity = try #require(told.quantities.first { $0.name == name }, "no \(name)")
        return quantity.values[place]
    }

    @Test func theStepAfterAFitHasTheNextNumber() throws {
        let (x, y) = try InspectionTests.data()
        let model = try InspectionTests.small()
        #expect(try explain(model, x, y, batchSize: 4).step == 1)
        try model.fit(x, y, FitOptions(epochs: 10, batchSize: 4))
        #expect(try explain(model, x, y, batchSize: 4).step == 21)
        #expect(try explain(model, x, y, step: 3, batchSize: 4).step == 23)
    }

    @Test func aModelThatDivergedIsExplainedWithoutCurvature() throws {
        let (x, y) = try InspectionTests.data()
        let model = try InspectionTests.model([DenseLayer(units: 3), DenseLayer(units: 1)], rate: 1e6)
        try model.fit(x, y, FitOptions(epochs: 20, batchSize: 4))
        #expect(model.history?.nonFinite != nil)
        let told = try explain(model, x, y)
        #expect(told.curvature == nil, "\(String(describing: told.curvature)) of a loss of \(told.loss)")
        #expect(told.largestStableRate == nil && !told.table(width: 80).isEmpty)
    }

    /// The weights after one step of a fit, by name, against those that were told.
    private func check(
        _ told: StepExplanation, _ model: Model, _ x: Samples, _ y: Samples, _ what: String
    ) throws {
        let work = Work()
        let stop = StopAfter(updates: 1, work)
        try model.fit(x, y, FitOptions(epochs: 1, batchSize: 4, callbacks: [stop]), work: work)
        let network = try model.build()
        let names = (0..<network.parameterCount).map(network.name(ofWeight:))
        for (name, value) in zip(told.names, told.after) {
            let place = try #require(names.firstIndex(of: name))
            let real = Double(network.parameters.array[place])
            #expect(real == value, "\(what), \(name): told \(value), the fit gives \(real)")
        }
    }

    /// Cancels a fit after so many updates.
    private struct StopAfter: Callback {
        let updates: Int
        let work: Work
        var summary: String { "StopAfter(\(updates))" }

        init(updates: Int, _ work: Work) { (self.updates, self.work) = (updates, work) }

        func begin(_ loop: FitLoop) -> any CallbackRun { Run(left: updates, work: work) }

        private struct Run: CallbackRun {
            var left: Int
            let work: Work
            mutating func updated(_ loop: FitLoop) {
                left -= 1
                if left == 0 { work.cancel() }
            }
        }
    }

    @Test func whatIsToldAfterAnInterruptionIsTheNextStepOfTheFit() throws {
        let (x, y) = try InspectionTests.data()
        let model = try InspectionTests.small()
        let work = Work()
        try model.fit(x, y, FitOptions(epochs: 5, batchSize: 4, callbacks: [StopAfter(updates: 3, work)]), work: work)
        #expect(model.nextPlace(rows: 8, batchSize: 4).rowsDone == 4)
        let told = try explain(model, x, y, batchSize: 4, watching: .largest(100))
        try check(told, model, x, y, "after an interruption")
    }

    @Test func sophiasToldStepIsTheNextStepOfTheFit() throws {
        let (x, y) = try InspectionTests.data()
        let model = try InspectionTests.small("Sophia")
        for step in 1...2 {
            let told = try explain(model, x, y, batchSize: 4, watching: .largest(100))
            try check(told, model, x, y, "step \(step)")
        }
    }

    @Test func anAdamStepRedoneFromThePrintedNumbersGivesThePrintedStep() throws {
        let (x, y) = try InspectionTests.data()
        let model = try InspectionTests.small()
        try model.fit(x, y, FitOptions(epochs: 7, batchSize: 8))
        let told = try explain(model, x, y, batchSize: 8, watching: .named(["dense/kernel[1, 2]", "dense_1/bias[0]"]))
        // Keras's defaults and its form of the rule, with ε beside √v.
        let (β1, β2, ε) = (0.9, 0.999, 1e-7)
        let t = Double(told.step)
        let correction1 = try value("1 − β₁ᵗ", told)
        let correction2 = try value("1 − β₂ᵗ", told)
        #expect((correction1 - (1 - power(β1, t))).magnitude < 1e-12)
        #expect((correction2 - (1 - power(β2, t))).magnitude < 1e-12)
        let α = told.rate * correction2.squareRoot() / correction1
        #expect((α - (try value("α", told))).magnitude < 1e-12)
        for place in 0..<2 {
            let (m, v) = (try value("m", told, place), try value("v", told, place))
            #expect(((try value("√v", told, place)) - v.squareRoot()).magnitude < 1e-6 * v.squareRoot())
            let u = m / (v.squareRoot() + ε)
            #expect(((try value("u", told, place)) - u).magnitude < 1e-5 * u.magnitude)
            // Float32 keeps seven digits of θ; the step is a difference of two of them.
            #expect((told.update[place] + α * u).magnitude < 2e-7 * told.before[place].magnitude + 1e-9)
            #expect(told.after[place] == told.before[place] + told.update[place])
        }
    }

    private func power(_ base: Double, _ exponent: Double) -> Double {
        (0..<Int(exponent)).reduce(1) { product, _ in product * base }
    }

    /// The largest eigenvalue of D^½HD^½ from the dense Hessian and Adam's moments, both in Double.
    @Test func theStableRateIsThatOfThePreconditionedDenseHessian() throws {
        let (x, y) = try InspectionTests.data()
        let model = try InspectionTests.small()
        try model.fit(x, y, FitOptions(epochs: 12, batchSize: 8))
        let network = try model.build()
        let names = (0..<network.parameterCount).map(network.name(ofWeight:))
        let told = try explain(model, x, y, batchSize: 8, watching: .named(names))
        let order = try names.map { name in try #require(told.names.firstIndex(of: name)) }
        let v = try #require(told.quantities.first { $0.name == "v" }).values
        let correction1 = try value("1 − β₁ᵗ", told)
        let correction2 = try value("1 − β₂ᵗ", told)
        let gain = order.map { 0.1 * correction2.squareRoot() / correction1 / (v[$0].squareRoot() + 1e-7) }
        let hessian = InspectionTests.denseHessian(order.map { told.before[$0] })
        let scaled = hessian.indices.map { i in
            hessian.indices.map { j in gain[i].squareRoot() * hessian[i][j] * gain[j].squareRoot() }
        }
        let truth = SymmetricEigen(scaled).values[0]
        let found = try #require(told.preconditionedSharpness)
        #expect((found - truth).magnitude < 2e-3 * truth, "\(found) instead of \(truth)")
        let largest = SymmetricEigen(hessian).values[0]
        let curvature = try #require(told.curvature).upperBound
        #expect((curvature - largest).magnitude < 2e-3 * largest, "λmax \(curvature) instead of \(largest)")
        // Heavy ball with β₁ = 0.9.
        #expect(told.stabilityLimit == 3.8)
        #expect(((told.largestStableRate ?? 0) - 3.8 / found).magnitude < 1e-12)
        #expect(told.table(width: 80).contains("largest stable rate here"))
    }

    @Test func plainDescentIsStableBelowTwoOverLambdaMax() throws {
        let (x, y) = try InspectionTests.data()
        let told = try explain(InspectionTests.linear(), x, y, batchSize: 8)
        let λ = SymmetricEigen(InspectionTests.linearHessian()).values[0]
        let limit = try #require(told.largestStableRate)
        #expect((limit - 2 / λ).magnitude < 1e-3 * limit, "\(limit) instead of \(2 / λ)")
    }

    @Test func aChosenBatchIsSteppedOn() throws {
        let (x, y) = try InspectionTests.data()
        let model = try InspectionTests.linear()
        let told = try explain(model, x, y, batch: [1, 6], watching: .named(["dense/kernel[0, 0]"]))
        let network = try model.build()
        let w = network.parameters.array
        var expected = 0.0
        for row in [1, 6] {
            let a = (InspectionTests.inputs[2 * row], InspectionTests.inputs[2 * row + 1])
            let error = a.0 * w[0] + a.1 * w[1] + w[2] - InspectionTests.targets[row]
            expected += Double(error * a.0)
        }
        #expect(told.batchRows == 2)
        #expect((told.gradient[0] - expected).magnitude < 1e-6, "\(told.gradient[0]) instead of \(expected)")
        #expect(throws: Mistake.self) { try explain(model, x, y, batch: [8]) }
        #expect(throws: Mistake.self) { try explain(model, x, y, batch: []) }
    }
}
