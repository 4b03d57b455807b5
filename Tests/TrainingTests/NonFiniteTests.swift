import Datasets
import Networks
import Answers
import Optimizers
import Tensors
import Testing
import Training

/// Training ends at the first number that is not finite, and says where it came from.
@Suite struct NonFiniteTests {
    private typealias Stage = NonFiniteOrigin.Stage

    /// A chain of layers with every kernel set to one number.
    private func model(_ layers: [any Layer], kernels: [Float?], rate: Double, loss: Loss = .mse) throws -> Model {
        let model = Model(Architecture(layers, inputShape: [2]), seed: 3)
        model.compile(TrainingPlan(optimizer: try Optimizer("SGD", rate: .constant(rate)), loss: loss))
        let network = try model.build()
        for (name, value) in zip(network.names, kernels) {
            guard let value, let count = network.tensor(layer: name, role: "kernel")?.values.count else { continue }
            try network.setTensor(layer: name, role: "kernel", to: [Float](repeating: value, count: count))
        }
        return model
    }

    private let data = (
        x: try? Samples(shape: [4, 2], values: [1, 1, 2, 1, 1, 2, 0.5, 1]), y: Samples(column: [1, 0, 1, 0])
    )

    private func divergence(_ model: Model, epochs: Int = 5) throws -> (History, History.NonFiniteUpdate) {
        let history = try model.fit(#require(data.x), data.y, FitOptions(epochs: epochs, batchSize: 2))
        return (history, try #require(history.nonFinite))
    }

    @Test func anOverflowGoingForwardNamesTheLayerWhoseOutputItWas() throws {
        let layers: [any Layer] = [
            DenseLayer(units: 3, name: "first"), DenseLayer(units: 3, name: "second"),
            DenseLayer(units: 1, name: "last"),
        ]
        let model = try model(layers, kernels: [1e20, 1e25, 1], rate: 0.1)
        let before = try model.build().parameters.array
        let (history, found) = try divergence(model)
        #expect(found.stage == .forward && found.layer == "second" && found.operation == "dense", "\(found)")
        #expect(found.step == 1 && found.lastGoodStep == 0)
        #expect(history.epochs.count == 1 && history.updates == 1, "it trained on: \(history.stopReason)")
        #expect(try model.build().parameters.array == before, "the update was made")
        #expect(history.stopReason.contains("layer 'second'"), "\(history.stopReason)")
    }

    @Test func anOverflowGoingBackNamesTheLayerWhereTheGradientFirstFailed() throws {
        // The output is about 2·10³⁶ · 2·400 · 4·10⁻³⁸ ≈ 60; the gradient meets 10³⁶ and then 400 without the 10⁻³⁸.
        let layers: [any Layer] = [
            DenseLayer(units: 2, name: "first"), DenseLayer(units: 2, name: "second"),
            DenseLayer(units: 1, name: "last"),
        ]
        let model = try model(layers, kernels: [2e-38, 400, 1e36], rate: 0.1)
        let (history, found) = try divergence(model)
        #expect(found.stage == .backward && found.layer == "second", "\(found.sentence)")
        #expect(found.sentence.contains("the loss is finite"))
        #expect(history.stopReason.contains("going backward"))
    }

    @Test func aLossThatOverflowsOnFiniteOutputsIsNamed() throws {
        let model = try model([DenseLayer(units: 1, name: "only")], kernels: [1e25], rate: 0.1)
        let (_, found) = try divergence(model)
        #expect(found.stage == .loss && found.layer == "mean_squared_error", "\(found)")
        #expect(!found.advice.contains("from_logits"), "\(found.advice)")
    }

    @Test func anUpdateThatMakesAWeightInfiniteIsNamedAndTheStepBeforeItIsTheLastGoodOne() throws {
        let model = try model([DenseLayer(units: 1, name: "only")], kernels: [1e10], rate: 1e30)
        let (_, found) = try divergence(model)
        #expect(found.stage == .update && found.layer == "only" && found.operation == "kernel", "\(found)")
        #expect(found.step == 2 && found.lastGoodStep == 0, "\(found.sentence)")
        #expect(found.advice.contains("not finite"))
    }

    @Test func theLastGoodStepIsToldWithItsLossAndWhatToTry() throws {
        let (x, y) = try FitTests.plane(64)
        let model = try FitTests.model(try Optimizer("SGD", rate: .constant(1e6)))
        let history = try model.fit(x, y, FitOptions(epochs: 500))
        let found = try #require(history.nonFinite)
        #expect(found.lastGoodStep > 0 && found.lastLoss?.isFinite == true)
        #expect(history.updates == found.step, "\(history.updates) updates, diverged in \(found.step)")
        #expect(history.epochs.last?.loss.isFinite == false, "the epoch that diverged is in the history")
        for words in ["last good step was \(found.lastGoodStep)", "smaller rate", "clipnorm"] {
            #expect(history.table(width: 300).contains(words), "'\(words)' is missing:\n\(history.table(width: 300))")
        }
        #expect(try model.predict(x).values.allSatisfy(\.isFinite), "the weights are those of the last good step")
    }

    @Test func aFailingStepMovesNoRunningValue() throws {
        let layers: [any Layer] = [
            try BatchNormalizationLayer(momentum: 0.5), DenseLayer(units: 2, name: "a"),
            DenseLayer(units: 1, name: "b"),
        ]
        let model = try model(layers, kernels: [nil, 1e30, 1e30], rate: 0.1)
        let (_, found) = try divergence(model)
        #expect(found.layer == "b")
        #expect(try model.build().state.array == [0, 0, 1, 1], "the step was not made")
    }

    @Test func runningValuesStayFiniteWhenWhatTheyFollowOverflows() throws {
        let layers: [any Layer] = [
            DenseLayer(units: 2, name: "first"), try BatchNormalizationLayer(momentum: 0.5),
            DenseLayer(units: 1, name: "last"),
        ]
        let model = try model(layers, kernels: [1e30, nil, 1], rate: 0.1)
        #expect(try divergence(model).1.step == 1)
        #expect(try model.build().state.array == [0, 0, 1, 1])
        let x = try #require(data.x)
        #expect(try model.predict(x).values.allSatisfy(\.isFinite))
    }

    /// SAM's place is ρ = 10³⁰ away; there an output of 10³⁰ has no finite square.
    @Test func aSecondGradientThatIsNotFiniteEndsTrainingBeforeTheUpdate() throws {
        let layers: [any Layer] = [
            try BatchNormalizationLayer(momentum: 0.5), DenseLayer(units: 1, name: "only"),
        ]
        let model = Model(Architecture(layers, inputShape: [2]), seed: 3)
        var sharpnessAware = try Optimizer("SGD")
        sharpnessAware.wrappers.sam = 1e30
        model.compile(TrainingPlan(optimizer: sharpnessAware, loss: .mse))
        let before = try model.build().parameters.array
        let (history, found) = try divergence(model)
        #expect(found.isSecondGradient && found.step == 1 && found.lastGoodStep == 0, "\(found)")
        #expect(history.stopReason.contains("second gradient"), "\(history.stopReason)")
        #expect(!found.advice.contains("The weights are not finite"), "\(found.advice)")
        #expect(try model.build().parameters.array == before, "the update was made")
        #expect(try model.build().state.array == [0, 0, 1, 1], "the running values have moved")
    }
}
