import Datasets
import Foundation
import Networks
import Answers
import Optimizers
import Synchronization
import Tensors
import Testing
import Training

/// A training that was interrupted, saved, loaded and gone on with equals one that was not, bit for bit.
@Suite struct ResumeTests {
    /// A set of callbacks under a name, made anew for each fit.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var metrics: [String] = []
        /// Whether the model has running values.
        var isNormalised = false
        let callbacks: @Sendable (_ folder: String) throws -> [any Callback]
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "none") { _ in [] },
        Case(name: "none, with batch normalisation", isNormalised: true) { _ in [] },
        Case(name: "early stopping") { _ in
            [StopEarly(rule: try EarlyStopping(patience: 3, minDelta: 0.01, restoreBestWeights: true))]
        },
        Case(name: "early stopping on AUC", metrics: ["r2_score", "auc"]) { _ in
            [StopEarly(monitor: "val_auc", rule: try EarlyStopping(patience: 3, mode: .max))]
        },
        Case(name: "plateau of Keras") { _ in
            [
                ReduceRate(
                    monitor: "val_loss",
                    rule: try ReduceLROnPlateau(factor: 0.5, patience: 2, cooldown: 1, counting: .keras(minDelta: 0.02))
                )
            ]
        },
        Case(name: "plateau of PyTorch") { _ in
            [
                ReduceRate(
                    monitor: "loss",
                    rule: try ReduceLROnPlateau(
                        factor: 0.5, patience: 1, counting: .pytorch(threshold: 0.1, isRelative: true, eps: 1e-8)))
            ]
        },
        Case(name: "schedule by the rate before") { _ in [ScheduleRate { _, rate in rate * 0.8 }] },
        Case(name: "all together") { folder in
            [
                SaveCheckpoint(path: folder + "/best.st", savesBestOnly: true),
                ScheduleRate { epoch, rate in epoch % 3 == 2 ? rate * 0.7 : rate },
                StopEarly(rule: try EarlyStopping(patience: 4, minDelta: 0.01, restoreBestWeights: true)),
                ReduceRate(
                    monitor: "loss",
                    rule: try ReduceLROnPlateau(factor: 0.5, patience: 1, counting: .keras(minDelta: 0.05))
                ),
            ]
        },
    ]

    private static let epochs = 9

    private func model(_ metrics: [String], isNormalised: Bool = false) throws -> Model {
        let adam = try Optimizer("Adam", rate: .constant(0.02))
        let model = try FitTests.model(adam, dropout: 0.2, metrics: metrics.map { try Metric(name: $0) })
        if isNormalised { model.add(try BatchNormalizationLayer(momentum: 0.9)) }
        try model.build(inputShape: [2])
        return model
    }

    private func options(_ epochs: Int, from first: Int = 0, _ callbacks: [any Callback]) -> FitOptions {
        FitOptions(epochs: epochs, batchSize: 16, validationSplit: 0.25, initialEpoch: first, callbacks: callbacks)
    }

    private func folder() throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("resume-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// What two trainings are compared by: weights, rate, and everything measured but the time.
    private func trace(_ model: Model, _ epochs: [History.Epoch]) throws -> [UInt64] {
        let network = try model.build()
        let learnt = (network.parameters.array + network.state.array).map { UInt64($0.bitPattern) }
        let numbers = epochs.flatMap { epoch in
            epoch.names.filter { $0 != "seconds" }.map { epoch.value($0)?.bitPattern ?? 0 }
        }
        return learnt + numbers
    }

    /// Interrupted after so many updates, by a callback that cancels, then saved, loaded into a new model and finished.
    @Test(arguments: cases, [1, 5, 10, 17, 18, 31])
    func anInterruptionAtAnyUpdateChangesNothing(_ test: Case, after update: Int) throws {
        let (x, y) = try FitTests.plane(107)
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let y01 = Samples(column: y.values.map { $0 > 0.5 ? 1 : 0 })
        let whole = try model(test.metrics, isNormalised: test.isNormalised)
        let full = try whole.fit(x, y01, options(Self.epochs, test.callbacks(folder)))
        let expected = try trace(whole, full.epochs)
        guard update < full.updates else { return }

        let work = Work()
        let first = try model(test.metrics, isNormalised: test.isNormalised)
        let begun = try first.fit(
            x, y01, options(Self.epochs, test.callbacks(folder) + [CancelAfter(update: update, work: work)]), work: work
        )
        #expect(begun.stopReason.contains("interrupted"), "\(test.name): \(begun.stopReason)")
        let path = folder + "/model.st"
        try first.save(path)
        let second = try model(test.metrics, isNormalised: test.isNormalised)
        try second.load(path)
        let rest = try second.fit(x, y01, options(Self.epochs, from: begun.epochs.count, test.callbacks(folder)))
        #expect(
            try trace(second, begun.epochs + rest.epochs) == expected,
            "\(test.name), interrupted after update \(update)")
        #expect(rest.stopReason.hasPrefix("all") == full.stopReason.hasPrefix("all"), "\(rest.stopReason)")

        // The interrupted model itself goes on as well, without a file.
        let same = try first.fit(x, y01, options(Self.epochs, from: begun.epochs.count, test.callbacks(folder)))
        #expect(try trace(first, begun.epochs + same.epochs) == expected, "\(test.name), in the same session")
    }

    /// The file that ModelCheckpoint writes after an epoch holds what every callback knew then, whatever their order.
    @Test(arguments: cases) func aCheckpointOfAnyEpochGoesOnAsTheTrainingDid(_ test: Case) throws {
        let (x, y) = try FitTests.plane(107)
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let y01 = Samples(column: y.values.map { $0 > 0.5 ? 1 : 0 })
        let whole = try model(test.metrics, isNormalised: test.isNormalised)
        let each = SaveCheckpoint(path: folder + "/{epoch}.st")
        let full = try whole.fit(x, y01, options(Self.epochs, [each] + test.callbacks(folder)))
        for epoch in [1, 4, 6] where epoch < full.epochs.count {
            let resumed = try model(test.metrics, isNormalised: test.isNormalised)
            try resumed.load(folder + "/\(epoch).st")
            let rest = try resumed.fit(x, y01, options(Self.epochs, from: epoch, [each] + test.callbacks(folder)))
            #expect(rest.stopReason.hasPrefix("all") == full.stopReason.hasPrefix("all"), "\(rest.stopReason)")
            #expect(
                try trace(resumed, rest.epochs) == trace(whole, Array(full.epochs.dropFirst(epoch))),
                "\(test.name), from epoch \(epoch)")
        }
    }

    /// The batch is cancelled somewhere within it, by another thread; wherever that is, what the batch had done is undone.
    @Test(arguments: [1, 3, 6, 12, 25]) func aBatchThatIsBrokenOffMovesNoRunningValue(milliseconds: Int) throws {
        let (x, y) = try FitTests.plane(1024)
        let model = Model(
            Architecture([
                try BatchNormalizationLayer(momentum: 0.5), DenseLayer(units: 64, activation: .tanh),
                DenseLayer(units: 64, activation: .tanh), DenseLayer(units: 1),
            ]), seed: 4)
        model.compile(TrainingPlan(optimizer: try Optimizer("SGD", rate: .constant(1e-3)), loss: .mse))
        let work = Work()
        let seen = Mutex<ModelWeights?>(nil)
        let watcher = CancelSoon(seconds: 1e-3 * Double(milliseconds), work: work) { weights in
            seen.withLock { $0 = weights }
        }
        let options = FitOptions(epochs: 1000, batchSize: 512, callbacks: [watcher])
        #expect(try model.fit(x, y, options, work: work).stopReason.contains("interrupted"))
        let network = try model.build()
        let kept = ModelWeights(parameters: network.parameters.array, state: network.state.array)
        #expect(seen.withLock { $0 } == kept, "cancelled \(milliseconds) ms after an update")
    }

    /// Tells the weights after each update, and cancels a little after the first.
    private struct CancelSoon: Callback {
        let seconds: Double
        let work: Work
        let tell: @Sendable (ModelWeights) -> Void
        var summary: String { "cancels soon" }
        func begin(_ loop: FitLoop) throws -> any CallbackRun { Run(callback: self) }

        private struct Run: CallbackRun {
            let callback: CancelSoon
            var hasBegun = false
            mutating func updated(_ loop: FitLoop) {
                callback.tell(loop.weights)
                guard !hasBegun else { return }
                hasBegun = true
                let work = callback.work
                let seconds = callback.seconds
                // A thread of its own: the pool's may all be at work on other tests.
                Thread.detachNewThread {
                    Thread.sleep(forTimeInterval: seconds)
                    work.cancel()
                }
            }
        }
    }

    @Test func aFurtherFitOfAFinishedTrainingBeginsItsCallbacksAnew() throws {
        let (x, y) = try FitTests.plane(60)
        let model = try model([])
        let impatient = StopEarly(monitor: "loss", rule: try EarlyStopping(patience: 1, minDelta: 100))
        #expect(try model.fit(x, y, options(9, [impatient])).epochs.count == 2)
        #expect(
            try model.fit(x, y, options(9, [impatient])).epochs.count == 2, "its counters are those of the last fit")
    }

    @Test func aFitOfOtherBatchesDoesNotGoOnWithinTheInterruptedEpochAndSaysSo() throws {
        let (x, y) = try FitTests.plane(107)
        let model = try model([])
        let work = Work()
        let cut = try model.fit(x, y, options(3, [CancelAfter(update: 2, work: work)]), work: work)
        #expect(cut.stopReason.contains("after 32 of 80 rows"), "\(cut.stopReason)")
        var other = options(1, [])
        other.batchSize = 8
        let history = try model.fit(x, y, other)
        #expect(history.updates == 10)
        #expect(history.remarks.contains { $0.contains("after 32 rows") }, "\(history.remarks)")
    }
}
