import Datasets
import Dispatch
import Foundation
import Networks
import Answers
import Cards
import Numbers
import Optimizers
import Synchronization
import Tensors
import Testing
import Training

/// The training loop: what it trains on, what it reports, how it stops and how it goes on.
@Suite struct FitTests {
    /// A noisy plane: y = x₀ − 2x₁ + 0.5.
    static func plane(_ count: Int) throws -> (x: Samples, y: Samples) {
        var stream = RandomStream(seed: 2, purpose: "test")
        let x = (0..<count * 2).map { _ in Float(stream.uniform(-1, 1)) }
        let y = (0..<count).map { row -> Float in
            let (first, second): (Float, Float) = (x[2 * row], x[2 * row + 1])
            return first - 2 * second + 0.5
        }
        return (try Samples(shape: [count, 2], values: x), Samples(column: y))
    }

    static func model(
        _ optimizer: Optimizer? = nil, loss: Loss = .mse, dropout: Double = 0, metrics: [Metric] = []
    ) throws -> Model {
        let model = Model(
            Architecture([
                DenseLayer(units: 16, activation: .tanh), try DropoutLayer(rate: dropout), DenseLayer(units: 1),
            ]), seed: 9)
        let adam = try Optimizer("Adam", rate: .constant(0.01))
        model.compile(TrainingPlan(optimizer: optimizer ?? adam, loss: loss, metrics: metrics))
        return model
    }

    @Test func fittingAPlaneBringsTheLossDown() throws {
        let (x, y) = try Self.plane(200)
        let model = try Self.model(metrics: [try Metric(name: "mae")])
        let history = try model.fit(x, y, FitOptions(epochs: 30, validationSplit: 0.2))
        #expect(history.epochs.count == 30)
        let losses = history.values("loss")
        let (first, last) = (try #require(losses.first), try #require(losses.last))
        #expect(last < 0.05 * first, "\(first) to \(last)")
        #expect(history.values("val_loss").count == 30)
        #expect(history.values("val_mae").count == 30)
        #expect(history.updates == 30 * 5, "160 rows in batches of 32")
        let loss = try model.evaluate(x, y)[0].value
        #expect(loss < 0.05, "evaluated loss \(loss)")
        #expect(try model.predict(x).shape == [200, 1])
    }

    @Test func theSameSeedGivesTheSameBits() throws {
        let (x, y) = try Self.plane(100)
        let runs = try (0..<2).map { _ in
            let model = try Self.model(dropout: 0.2)
            try model.fit(x, y, FitOptions(epochs: 3))
            return try model.predict(x).values.map(\.bitPattern)
        }
        #expect(runs[0] == runs[1])
    }

    @Test func twoFitsAtOnceHaveTheBitsThatEachHasAlone() throws {
        @Sendable func trained() throws -> [Float] {
            let (x, y) = try Self.plane(300)
            let model = try Self.model(dropout: 0.2)
            try model.fit(x, y, FitOptions(epochs: 20, batchSize: 7))
            return try model.build().parameters.array
        }
        let alone = try trained()
        let together = Mutex<[[Float]?]>([])
        DispatchQueue.concurrentPerform(iterations: 2) { _ in
            let result = try? trained()
            together.withLock { $0.append(result) }
        }
        #expect(together.withLock { $0 } == [alone, alone])
    }

    @Test(arguments: ["Adam", "SGD", "RMSprop"])
    func aTrainingThatWasSavedAndLoadedGoesOnBitForBit(rule: String) throws {
        let (x, y) = try Self.plane(100)
        let optimizer = try Optimizer(rule, rate: .constant(0.01))
        let whole = try Self.model(optimizer, dropout: 0.2)
        try whole.fit(x, y, FitOptions(epochs: 6))
        let first = try Self.model(optimizer, dropout: 0.2)
        try first.fit(x, y, FitOptions(epochs: 2))
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("fit-\(rule)-\(getpid()).st").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try first.save(path)
        let second = try Self.model(optimizer, dropout: 0.2)
        try second.build(inputShape: [2])
        try second.load(path)
        try second.fit(x, y, FitOptions(epochs: 6, initialEpoch: 2))
        #expect(
            try second.predict(x).values.map(\.bitPattern) == whole.predict(x).values.map(\.bitPattern),
            "\(rule): the resumed training took another way")
        #expect(second.history?.epochs.first?.number == 2)
    }

    @Test func earlyStoppingEndsTrainingAndGivesBackTheBestWeights() throws {
        let (x, y) = try Self.plane(100)
        let model = try Self.model(try Optimizer("SGD", rate: .constant(0.2)))
        let rule = try EarlyStopping(patience: 2, minDelta: 10, restoreBestWeights: true)
        let history = try model.fit(
            x, y, FitOptions(epochs: 50, validationSplit: 0.2, callbacks: [StopEarly(rule: rule)]))
        #expect(history.epochs.count == 3, "nothing improves by 10: the first epoch is the best")
        #expect(history.stopReason.contains("val_loss"))
        let tail = (x: x.rows(80..<100), y: y.rows(80..<100))
        let restored = try model.evaluate(tail.x, tail.y)[0].value
        #expect(abs(restored - (history.epochs[0].validationLoss ?? 0)) < 1e-6)
    }

    @Test func aPlateauCutsTheRate() throws {
        let (x, y) = try Self.plane(100)
        let model = try Self.model()
        let rule = try ReduceLROnPlateau(factor: 0.1, patience: 2, counting: .keras(minDelta: 100))
        let history = try model.fit(
            x, y, FitOptions(epochs: 6, callbacks: [ReduceRate(monitor: "loss", rule: rule)]))
        for (rate, expected) in zip(history.values("lr"), [0.01, 0.01, 0.01, 0.001, 0.001, 0.0001]) {
            #expect(abs(rate - expected) < 1e-9, "\(history.values("lr"))")
        }
    }

    @Test func epochsAreCountedAsKerasDoesAlsoWhereTrainingWasInterrupted() throws {
        let (x, y) = try Self.plane(100)
        let model = try Self.model()
        #expect(try model.fit(x, y, FitOptions(epochs: 2)).epochs.map(\.number) == [0, 1])
        #expect(try model.fit(x, y, FitOptions(epochs: 6, initialEpoch: 4)).epochs.map(\.number) == [4, 5])
        #expect(try model.fit(x, y, FitOptions(epochs: 1)).epochs.map(\.number) == [0])
        #expect(model.epochsDone == 5)
        let nothing = try model.fit(x, y, FitOptions(epochs: 2, initialEpoch: 3))
        #expect(nothing.epochs.isEmpty && nothing.stopReason.contains("nothing was trained"), "\(nothing.stopReason)")
        let work = Work()
        let cancel = CallFunction { epoch in
            if epoch.number == 6 { work.cancel() }
            return false
        }
        let cut = try model.fit(x, y, FitOptions(epochs: 9, initialEpoch: 5, callbacks: [cancel]), work: work)
        #expect(cut.stopReason.contains("interrupted in epoch 8 after 0 of 100 rows"), "\(cut.stopReason)")
        #expect(cut.stopReason.contains("fit(…, epochs=9, initial_epoch=7)"), "\(cut.stopReason)")
        #expect(try model.fit(x, y, FitOptions(epochs: 9, initialEpoch: 7)).epochs.map(\.number) == [7, 8])
    }

    @Test func anOrderOfTheRowsIsNotRepeatedByASecondFit() throws {
        let (x, y) = try Self.plane(60)
        let together = try Self.model(dropout: 0.2)
        try together.fit(x, y, FitOptions(epochs: 4))
        let apart = try Self.model(dropout: 0.2)
        for _ in 0..<2 { try apart.fit(x, y, FitOptions(epochs: 2)) }
        #expect(try apart.build().parameters.array == together.build().parameters.array)
    }

    @Test func batchesThatAreAccumulatedDropOutOtherUnits() throws {
        let (x, y) = try Self.plane(8)
        // The same rows twice: with one mask for both batches the update would be that of one batch.
        let (twice, targets) = (
            try Samples(shape: [16, 2], values: x.values + x.values), Samples(column: y.values + y.values)
        )
        let accumulating = try Self.model(
            try Optimizer("SGD", ["learning_rate": 0.1, "gradient_accumulation_steps": 2]), dropout: 0.5)
        let history = try accumulating.fit(twice, targets, FitOptions(batchSize: 8, shuffles: false))
        #expect(history.updates == 1, "two batches are one update")
        let plain = try Self.model(try Optimizer("SGD", ["learning_rate": 0.1]), dropout: 0.5)
        try plain.fit(x, y, FitOptions(batchSize: 8, shuffles: false))
        #expect(try accumulating.build().parameters.array != plain.build().parameters.array)
    }

    @Test func aCycleThatHasEndedStopsTheFitWithWordsAndKeepsWhatWasTrained() throws {
        let (x, y) = try Self.plane(10)
        let cycle = try Schedule("OneCycleLR", ["max_lr": 0.1, "total_steps": 4])
        let model = try Self.model(try Optimizer("SGD", rate: .schedule(cycle)))
        #expect {
            try model.fit(x, y, FitOptions(epochs: 9))
        } throws: { error in
            (error as? Mistake)?.problem.contains("none at step 5") ?? false
        }
        #expect(model.history?.epochs.count == 5)
        #expect(model.history?.epochs.last?.rate == cycle.rate(at: 4))
    }

    @Test func anInterruptedFitKeepsModelAndHistory() throws {
        let (x, y) = try Self.plane(100)
        let model = try Self.model()
        let work = Work()
        let history = try model.fit(
            x, y,
            FitOptions(
                epochs: 100,
                callbacks: [
                    CallFunction { epoch in
                        if epoch.number == 2 { work.cancel() }
                        return false
                    }
                ]), work: work)
        #expect(history.epochs.count == 3)
        #expect(history.stopReason.contains("interrupted in epoch 4"))
        #expect(model.history?.epochs.count == 3)
    }

    @Test func thePenaltyIsShownApartFromTheLoss() throws {
        let (x, y) = try Self.plane(64)
        let layer = DenseLayer(units: 1, kernelRegulariser: try Regulariser(l2: 0.1))
        let model = Model(Architecture([layer]), seed: 1)
        model.compile(TrainingPlan(optimizer: try Optimizer("SGD", rate: .constant(0)), loss: .mse))
        let epoch = try #require(try model.fit(x, y, FitOptions(validationSplit: 0.25)).epochs.first)
        let w = model.network?.tensor(layer: "dense", role: "kernel")?.values ?? []
        let squares: Double = w.reduce(0) { $0 + Double($1) * Double($1) }
        let penalty = 0.1 * squares
        #expect(abs(epoch.penalty - penalty) < 1e-6)
        #expect(abs(epoch.loss - epoch.pureLoss - penalty) < 1e-6)
        #expect(abs((epoch.validationLoss ?? 0) - (epoch.pureValidationLoss ?? 0) - penalty) < 1e-6)
    }

    @Test func clippingIsCounted() throws {
        let (x, y) = try Self.plane(64)
        let always = try Self.model(try Optimizer("SGD", ["learning_rate": 0.01, "global_clipnorm": 1e-6]))
        #expect(try always.fit(x, y).epochs[0].shareClipped == 1)
        let never = try Self.model(try Optimizer("SGD", ["learning_rate": 0.01, "global_clipnorm": 1e6]))
        #expect(try never.fit(x, y).epochs[0].shareClipped == 0)
    }

    @Test func whatCannotBeTrainedOnIsRefusedBeforeAnythingMoves() throws {
        let (x, y) = try Self.plane(40)
        let model = try Self.model()
        try model.build(inputShape: [2])
        let before = model.network?.parameters.array ?? []
        var broken = x.values
        broken[7] = .nan
        let holed = try Samples(shape: x.shape, values: broken)
        let cases: [(String, Samples, Samples, FitOptions, String)] = [
            ("NaN", holed, y, FitOptions(), "row 3, column 1"),
            ("rows", x, y.rows(0..<30), FitOptions(), "40 rows of input and 30 targets"),
            ("batch", x, y, FitOptions(batchSize: 0), "batch_size = 0"),
            ("split", x, y, FitOptions(validationSplit: 0.99), "validation_split"),
            ("width", try Samples(shape: [20, 4], values: x.values), y.rows(0..<20), FitOptions(), "(4,)"),
            ("first epoch", x, y, FitOptions(initialEpoch: -1), "initial_epoch = -1"),
            ("too many epochs", x, y, FitOptions(epochs: .max), "epochs = 9223372036854775807"),
            ("weights", x, y, FitOptions(sampleWeights: [1, 2]), "2 sample weights"),
        ]
        for (name, x, y, options, words) in cases {
            #expect {
                try model.fit(x, y, options)
            } throws: { error in
                (error as? Mistake)?.problem.contains(words) ?? false
            }
            #expect(model.network?.parameters.array == before, "\(name): the model has changed")
        }
        let classifier = Model(Architecture([DenseLayer(units: 3, activation: .softmax)]), seed: 1)
        classifier.compile(
            TrainingPlan(
                optimizer: try Optimizer("Adam"), loss: Loss.sparseCategoricalCrossEntropy))
        #expect {
            try classifier.fit(x, Samples(column: [Float](repeating: 5, count: 40)))
        } throws: { error in
            (error as? Mistake)?.expected?.contains("from 0 to 2") ?? false
        }
    }

    @Test func anEvaluationInBatchesOfNothingIsRefused() throws {
        let (x, y) = try Self.plane(8)
        for size in [0, -3] {
            #expect("batch size \(size)") {
                try Self.model().evaluate(x, y, batchSize: size)
            } throws: { error in
                (error as? Mistake)?.problem == "batch_size = \(size)"
            }
        }
    }

    @Test func aMetricOfClassNumbersRefusesTargetsThatAreNone() throws {
        let x = try Samples(shape: [2, 2], values: [1, 2, 3, 4])
        let cases: [(units: Int, y: Samples, words: String)] = [
            (1, Samples(column: [1e20, 0]), "one output per example"),
            (2, try Samples(shape: [2, 2], values: [1e20, 0, 0, 1]), "one class number per row"),
        ]
        for (units, y, words) in cases {
            let model = Model(Architecture([DenseLayer(units: units)]), seed: 1)
            let metric = try Metric(name: "sparse_categorical_crossentropy")
            model.compile(TrainingPlan(optimizer: try Optimizer("Adam"), loss: .mse, metrics: [metric]))
            for body in [{ _ = try model.fit(x, y) }, { _ = try model.evaluate(x, y) }] {
                #expect("\(units) outputs") {
                    try body()
                } throws: { error in
                    (error as? Mistake)?.problem.contains(words) ?? false
                }
            }
        }
    }

    @Test func aModelThatIsBeingTrainedIsNotFittedOrLoadedByItsCallback() throws {
        let (x, y) = try Self.plane(20)
        let model = try Self.model()
        let bodies: [@Sendable () throws -> Void] = [{ _ = try model.fit(x, y) }, { try model.load("none.st") }]
        for body in bodies {
            #expect {
                try model.fit(
                    x, y,
                    FitOptions(callbacks: [
                        CallFunction { _ in
                            try body()
                            return false
                        }
                    ]))
            } throws: { error in
                (error as? Mistake)?.problem.contains("is being trained") ?? false
            }
            #expect(!model.isTraining)
        }
        #expect(try model.fit(x, y).epochs.count == 1, "the model can be trained again")
    }

    @Test func whatLoadingCannotTakeOverIsToldByTheNextFit() throws {
        let (x, y) = try Self.plane(20)
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("losses-\(getpid()).st").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let saved = try Self.model()
        try saved.fit(x, y)
        try saved.save(path)
        let sgd = try Optimizer("SGD", rate: .constant(0.01))
        let other = try Self.model(sgd)
        let reseeded = Model(other.architecture, seed: 77)
        reseeded.compile(try saved.trainingPlan())
        let late = Model(other.architecture, seed: 9)
        let cases: [(Model, String)] = [
            (other, "begins with an empty memory"), (reseeded, "had seed 9"), (late, "call compile before load"),
        ]
        for (model, words) in cases {
            try model.build(inputShape: [2])
            try model.load(path)
            if model === late { model.compile(TrainingPlan(optimizer: sgd, loss: .mse)) }
            let remarks = try model.fit(x, y).remarks
            #expect(remarks.contains { $0.contains(words) }, "\(words): \(remarks)")
            #expect(try !model.fit(x, y).remarks.contains { $0.contains(words) }, "it is told once")
        }
        let same = try Self.model()
        try same.build(inputShape: [2])
        try same.load(path)
        #expect(try !same.fit(x, y).remarks.contains { $0.contains("the file's training") })
    }

    @Test func aSplitWeighsTheValidationByItsRowsAsKerasDoes() throws {
        let (x, y) = try Self.plane(40)
        let model = try Self.model(try Optimizer("SGD", rate: .constant(0)))
        // Only row 37, one of the ten kept for validation, weighs anything there; the mean is over all ten.
        var weights = [Float](repeating: 1, count: 30) + [Float](repeating: 0, count: 10)
        weights[37] = 4
        let history = try model.fit(x, y, FitOptions(validationSplit: 0.25, sampleWeights: weights))
        let alone = try model.evaluate(x.rows(37..<38), y.rows(37..<38))[0].value
        let found = history.epochs[0].validationLoss ?? .nan
        #expect(abs(found - 0.4 * alone) < 1e-5 * alone, "\(found) for \(0.4 * alone)")
        #expect(throws: Mistake.self, "as many as training rows are too few") {
            try model.fit(x, y, FitOptions(validationSplit: 0.25, sampleWeights: Array(weights[..<30])))
        }
    }

    @Test func aWeightOfAClassIsThatOfItsRows() throws {
        let (x, _) = try Self.plane(6)
        let labels: [Float] = [0, 1, 1, 0, 1, 0]
        let oneHot = try Samples(shape: [6, 2], values: labels.flatMap { [1 - $0, $0] })
        let sparse = try Loss("SparseCategoricalCrossentropy", ["from_logits": true])
        let dense = try Loss("CategoricalCrossentropy", ["from_logits": true])
        for (loss, y) in [(sparse, Samples(column: labels)), (dense, oneHot)] {
            func trained(_ options: FitOptions) throws -> [Float] {
                let model = Model(Architecture([DenseLayer(units: 2)]), seed: 3)
                model.compile(TrainingPlan(optimizer: try Optimizer("SGD", rate: .constant(0.5)), loss: loss))
                try model.fit(x, y, options)
                return try model.build().parameters.array
            }
            #expect(
                try trained(FitOptions(classWeights: [1: 5]))
                    == trained(FitOptions(sampleWeights: labels.map { $0 == 1 ? 5 : 1 })), "\(loss.name)")
        }
        #expect(throws: Mistake.self) {
            try Self.model().fit(x, Samples(column: [0.5, 1, 1, 0, 1, 0]), FitOptions(classWeights: [1: 5]))
        }
    }

    /// Python 3.13: "ck_{epoch:02d}_{val_loss:.2f}".format(epoch=3, val_loss=0.125) and so on.
    @Test func theNameOfACheckpointIsFormattedAsPythonDoes() throws {
        let (x, y) = try Self.plane(40)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("names-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let model = try Self.model()
        let save = SaveCheckpoint(path: folder + "/{{ck}}_{epoch:03d}_{epoch}_{val_loss:.2f}.keras")
        let history = try model.fit(x, y, FitOptions(validationSplit: 0.25, callbacks: [save]))
        let loss = String(format: "%.2f", history.epochs[0].validationLoss ?? .nan)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names == ["{ck}_001_1_\(loss).keras"])
        let refused = [
            ("{val_mae:.2f}", "there is no 'val_mae'"), ("{loss:02d}", "no format for loss"), ("{epoch", "no partner"),
        ]
        for (path, words) in refused {
            #expect("\(path)") {
                try model.fit(x, y, FitOptions(callbacks: [SaveCheckpoint(path: path)]))
            } throws: { error in
                (error as? Mistake)?.problem.contains(words) ?? false
            }
        }
    }

    @Test func refusedDataLeaveAModelAsItWas() throws {
        let (x, y) = try Self.plane(12)
        let wide = try Samples(shape: [2, 3], values: [1, 2, 3, 4, 5, .nan])
        let unbuilt = try Self.model()
        #expect(throws: Mistake.self) { try unbuilt.fit(wide, Samples(column: [0, 1])) }
        #expect(throws: Mistake.self) { try unbuilt.evaluate(wide, Samples(column: [0, 1])) }
        #expect(unbuilt.network == nil, "it has taken the shape it refused")
        #expect(try unbuilt.fit(x, y).epochs.count == 1)
    }

    @Test func aLossThatDoesNotFitTheOutputNamesTheOneThatDoes() throws {
        let (x, _) = try Self.plane(4)
        let labels = Samples(column: [0, 1, 2, 1])
        let oneHot = try Samples(shape: [4, 3], values: [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0])
        let sparse = Loss.sparseCategoricalCrossEntropy
        let cases: [(units: Int, loss: Loss, y: Samples, suggestion: String)] = [
            (1, sparse, Samples(column: [0, 1, 1, 0]), "loss='binary_crossentropy'"),
            (1, Loss.categoricalCrossEntropy, labels, "loss='binary_crossentropy'"),
            (3, Loss.categoricalCrossEntropy, labels, "loss='sparse_categorical_crossentropy'"),
            (
                3, Loss.binaryCrossEntropy, labels,
                "loss='sparse_categorical_crossentropy'"
            ),
            (3, sparse, oneHot, "loss='categorical_crossentropy'"),
            (3, .mse, Samples(column: [0.5, 1, 2, 3]), "a last layer Dense(1)"),
        ]
        for (units, loss, y, suggestion) in cases {
            let model = Model(Architecture([DenseLayer(units: units)]), seed: 1)
            model.compile(TrainingPlan(optimizer: try Optimizer("Adam"), loss: loss))
            #expect("\(loss.name) of \(units) outputs") {
                try model.fit(x, y)
            } throws: { error in
                (error as? Mistake)?.suggestion == suggestion
            }
        }
    }

    @Test func aBatchLargerThanTheDataIsOneBatchAndIsRemarkedOn() throws {
        let (x, y) = try Self.plane(40)
        let history = try Self.model().fit(x, y, FitOptions(batchSize: 64))
        #expect(history.updates == 1)
        #expect(history.remarks.contains { $0.contains("batch_size = 64") })
    }

    @Test func sortedRowsWithAValidationSplitAreRemarkedOn() throws {
        let x = try Samples(shape: [40, 2], values: (0..<80).map(Float.init))
        let y = Samples(column: (0..<40).map { $0 < 20 ? 0 : 1 })
        let model = try Self.model()
        let history = try model.fit(x, y, FitOptions(validationSplit: 0.25))
        #expect(history.remarks.contains { $0.contains("sorted") })
    }

    @Test func theLogFileHasOneLinePerEpoch() throws {
        let (x, y) = try Self.plane(40)
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("log-\(getpid()).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Self.model().fit(x, y, FitOptions(epochs: 3, callbacks: [LogToCSV(path: path)]))
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline)
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("epoch,loss,"))
        #expect(text.hasSuffix("\r\n"))
    }
}
