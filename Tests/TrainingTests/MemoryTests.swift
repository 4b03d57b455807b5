import CAllocations
import Datasets
import Networks
import Numbers
import Optimizers
import Testing
import Training

/// What training takes: nothing after the first step, no more than it needs, and what `memory` says.
@Suite struct MemoryTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var sizes: [Int]
        var batch: Int
        var rule = "Adam"
        var keepsBest = false
    }

    /// The 784 autoencoder; and networks of 10 MB, whose batch is small beside their weights.
    static let cases = [
        Case(testDescription: "autoencoder", sizes: [784, 64, 64, 784], batch: 128),
        Case(testDescription: "autoencoder keeping the best", sizes: [784, 64, 64, 784], batch: 128, keepsBest: true),
        Case(testDescription: "10 MB", sizes: [500, 1000, 1000, 900, 100], batch: 32),
        Case(testDescription: "10 MB, RMSprop", sizes: [500, 1000, 1000, 900, 100], batch: 128, rule: "RMSprop"),
        Case(
            testDescription: "10 MB keeping the best", sizes: [500, 1000, 1000, 900, 100], batch: 32, keepsBest: true),
        Case(testDescription: "SGD", sizes: [784, 64, 64, 784], batch: 128, rule: "SGD"),
        Case(testDescription: "Sophia", sizes: [300, 400, 300], batch: 32, rule: "Sophia"),
    ]

    private func model(_ test: Case) throws -> Model {
        let layers = test.sizes.dropFirst().map { DenseLayer(units: $0, activation: .tanh) }
        let model = Model(Architecture(layers, inputShape: [test.sizes[0]]), seed: 3)
        model.compile(TrainingPlan(optimizer: try Optimizer(test.rule), loss: .mse))
        return model
    }

    private func data(_ test: Case, rows: Int) throws -> (x: Samples, y: Samples) {
        func made(_ columns: Int, _ purpose: StaticString) throws -> Samples {
            var stream = RandomStream(seed: 4, purpose: purpose)
            return try Samples(
                shape: [rows, columns], values: (0..<rows * columns).map { _ in Float(stream.uniform(-1, 1)) })
        }
        return (try made(test.sizes[0], "x"), try made(test.sizes[test.sizes.count - 1], "y"))
    }

    private func options(_ test: Case, epochs: Int = 3) throws -> FitOptions {
        let rule = try EarlyStopping(patience: 5, restoreBestWeights: true)
        return FitOptions(
            epochs: epochs, batchSize: test.batch, validationSplit: 0.25,
            callbacks: test.keepsBest ? [StopEarly(rule: rule)] : [])
    }

    @Test(arguments: cases)
    func trainingTakesWhatMemorySaysAndAtMostHalfMoreThanWeightsMomentsAndActivations(test: Case) throws {
        let (x, y) = try data(test, rows: 4 * test.batch)
        let model = try model(test)
        let before = bytes_of_this_thread()
        forget_peak_of_this_thread()
        let stated = try model.memory(batchSize: test.batch, keepsBest: test.keepsBest)
        try model.fit(x, y, try options(test))
        let peak = peak_bytes_of_this_thread() - before
        let difference = abs(Double(peak) / Double(stated.total) - 1)
        #expect(difference < 0.02, "memory() states \(stated.total) bytes and fit took \(peak)")
        // A second copy of the weights that was asked for counts as weights.
        let needed = stated.parameters + stated.kept + stated.optimizer + stated.activations
        #expect(
            Double(peak) < 1.5 * Double(needed),
            "\(peak) bytes at the most for \(needed): \(Double(peak) / Double(needed)) times")
    }

    @Test(arguments: ["SGD", "Adam", "RMSprop", "Lion", "Adagrad"])
    func moreStepsAllocateNoMore(rule: String) throws {
        let test = Case(testDescription: rule, sizes: [6, 8, 2], batch: 4, rule: rule)
        let (few, many) = (try data(test, rows: 16), try data(test, rows: 400))
        let model = try model(test)
        try model.fit(many.x, many.y, try options(test))
        func allocations(_ part: (x: Samples, y: Samples)) throws -> Int {
            let before = allocations_of_this_thread()
            try model.fit(part.x, part.y, try options(test, epochs: 1))
            return allocations_of_this_thread() - before
        }
        let (a, b) = (try allocations(few), try allocations(many))
        // An epoch that takes longer may report once more on its progress; one allocation a step would be 72 more.
        #expect(b < a + 36, "an epoch of 3 steps allocates \(a) times, one of 75 steps \(b) times")
    }
}
