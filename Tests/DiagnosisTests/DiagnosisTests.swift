import Answers
import Datasets
import Networks
import Numbers
import Optimizers
import Testing
import Training

@testable import Diagnosis

/// Causes that are planted, bad input, and what a trial shows.
@Suite("Diagnosis of trainings")
struct DiagnosisTests {
    private static func data(_ n: Int = 200, seed: UInt64 = 1) throws -> (Samples, Samples) {
        var stream = RandomStream(seed: seed, purpose: "diagnosis test")
        var (x, y): ([Float], [Float]) = ([], [])
        for _ in 0..<n {
            let row = (0..<4).map { _ in stream.normal() }
            x += row.map { Float($0) }
            y.append(Float(row[0] - 0.5 * row[1] + 0.5 * row[2] * row[3] + 0.1 * stream.normal()))
        }
        return (try Samples(shape: [n, 4], values: x), Samples(column: y))
    }

    private static func model(rate: Double = 0.003, _ activation: Activation = .tanh) throws -> Model {
        let model = Model(
            Architecture([DenseLayer(units: 16, activation: activation), DenseLayer(units: 1)]), seed: 3)
        model.compile(TrainingPlan(optimizer: try Optimizer("Adam", rate: .constant(rate)), loss: .mse))
        return model
    }

    private static func options(_ epochs: Int = 30, split: Double = 0.2) -> FitOptions {
        var options = FitOptions(epochs: epochs, batchSize: 16, validationSplit: split)
        options.keepsRecipe = true
        return options
    }

    @Test func aSliceOfTheMatrixIsRight() throws {
        let matrix = try ConfusionMatrix(.house, seeds: [11, 12], healthy: [11, 12, 13], confirms: false)
        #expect(matrix.accuracy >= 0.85, "\(matrix.table(width: 100))")
        #expect(matrix.falseAlarms == 0, "\(matrix.table(width: 100))")
    }

    @Test func theRarerCausesAreToldToo() throws {
        let matrix = try ConfusionMatrix(
            .house, seeds: [11, 12, 13], healthy: [], faults: Patient.Fault.further, confirms: false)
        #expect(matrix.cases.count == 12 && matrix.accuracy >= 0.8, "\(matrix.table(width: 100))")
    }

    /// ln price has mean 12.5 and deviation 0.5, a price in dollars 250,000 and 100,000.
    @Test(arguments: [(12.5, 0.5), (250_000, 100_000)]) func aTargetThatIsFarAwayIsNoFaultOfTheFirstWeights(
        mean: Double, deviation: Double
    ) throws {
        var (x, y) = try Self.data()
        y = Samples(column: y.values.map { Float(mean + deviation * Double($0)) })
        let model = try Self.model(rate: 0.001)
        let found = try diagnose(try model.fit(x, y, Self.options(20)))
        #expect(found.cause == "target scale", "\(found.table(width: 100))")
        #expect(!found.findings.contains { $0.cause == "initialisation scale" || $0.cause == "rate too high" })
        let finding = try #require(found.findings.first)
        #expect(finding.action == "y = (y - y.mean()) / y.std()")
        let trial = try #require(try confirm(finding).proof.trial)
        #expect(!trial.isStillThere)
        // In the target's own unit before and after.
        #expect(trial.errorAfter < 2 * deviation && trial.errorBefore > trial.errorAfter, "\(trial)")
        // Trained on, its first weights are gone: one epoch more is no rate that is too high.
        let further = try diagnose(try model.fit(x, y, Self.options(1)))
        #expect(!further.findings.contains { $0.cause == "rate too high" }, "\(further.table(width: 100))")
    }

    @Test(arguments: ["sigmoid", "relu", "softmax"]) func targetsThatTheLastLayerCannotGiveAreNamedAndItsCauseConfirmed(
        _ activation: String
    ) throws {
        let (x, y) = try Self.data()
        let ends = try #require(Activation(name: activation))
        let model = Model(
            Architecture([DenseLayer(units: 16, activation: .tanh), DenseLayer(units: 1, activation: ends)]), seed: 3)
        model.compile(TrainingPlan(optimizer: try Optimizer("Adam", rate: .constant(0.01)), loss: .mse))
        let found = try diagnose(try model.fit(x, y, Self.options()))
        #expect(found.cause == "output range", "\(found.table(width: 100))")
        #expect(!found.findings.contains { ["rate too high", "plateau", "initialisation scale"].contains($0.cause) })
        let finding = try #require(found.findings.first)
        #expect(finding.action == "Dense(1)")
        #expect(try confirm(finding).proof.state == "confirmed")
    }

    @Test func curvesAloneAreReadAsFarAsTheyGo() throws {
        let epochs = 1...20
        let falling = epochs.map { 1 / Double($0 * $0) }
        let rising = epochs.map { Swift.max(1.1 / Double($0), 0.02 * Double($0)) }
        let found = try diagnose(try History(losses: falling, validation: rising))
        #expect(found.cause == "overfitting", "\(found.table(width: 100))")
        #expect(found.findings.first?.proof.state == "not tried")
        #expect(!found.table(width: 200).contains("0 updates"))
        let swinging = epochs.map { $0 % 2 == 0 ? 1.5 : 0.2 }
        let shaken = try diagnose(try History(losses: swinging, validation: []))
        #expect(shaken.findings.first?.problem.hasPrefix("The rate is too high") == true, "\(shaken.table(width: 200))")
        #expect(!shaken.table(width: 200).contains("rate nan"))
        for (losses, validation, part) in [
            ([], [], "no epochs"), ([1, 2], [1], "2 losses and 1 of validation"), ([1, .nan], [], "epoch 2"),
            ([1, 2], [.infinity, 1], "epoch 1"),
        ] as [([Double], [Double], String)] {
            let refused = #expect(throws: Mistake.self) { try History(losses: losses, validation: validation) }
            #expect(try #require(refused).problem.contains(part))
        }
    }

    @Test func aFarTargetThatWasLearntAllTheSameIsNoFinding() throws {
        var (x, y) = try Self.data()
        y = Samples(column: y.values.map { Float(12.5 + 0.5 * Double($0)) })
        let model = try Self.model(rate: 0.01)
        let found = try diagnose(try model.fit(x, y, Self.options(300)))
        #expect(!found.findings.contains { $0.cause == "target scale" || $0.cause == "initialisation scale" })
    }

    @Test func aRateTooLowIsConfirmedByTheUsualRateOnTheSameSeeds() throws {
        let (x, y) = try Self.data()
        let model = try Self.model(rate: 1e-5)
        let history = try model.fit(x, y, Self.options())
        let found = try diagnose(history)
        #expect(found.cause == "rate too low", "\(found.table(width: 100))")
        let finding = try #require(found.findings.first)
        #expect(finding.action == "model.compile(optimizer=Adam(lr=0.001), loss='mean_squared_error')")
        let tried = try confirm(finding)
        #expect(tried.proof.state == "confirmed", "\(tried.table(width: 100))")
        let trial = try #require(tried.proof.trial)
        #expect(trial.errorAfter < trial.errorBefore)
        // The same training by hand.
        let again = try Self.model(rate: 0.001)
        let byHand = try again.fit(x, y, Self.options())
        #expect(try diagnose(byHand).endError == trial.errorAfter)
    }

    @Test func aRateIsHighOrLowByTheMeasureOfItsOwnRule() throws {
        let (x, y) = try Self.data()
        let model = try Self.model()
        model.compile(TrainingPlan(optimizer: try Optimizer("Adadelta", rate: .constant(1)), loss: .mse))
        let found = try diagnose(try model.fit(x, y, Self.options()))
        #expect(found.cause != "rate too high", "\(found.table(width: 100))")
    }

    @Test func severalTargetsHaveAConstantToo() throws {
        let (x, one) = try Self.data(800)
        var stream = RandomStream(seed: 2, purpose: "diagnosis test")
        // Noise that no column knows of: what the first epoch leaves is nearly all that can be had.
        let noisy = one.values.flatMap { value in (0..<2).map { _ in value + 2 * Float(stream.normal()) } }
        let model = Model(Architecture([DenseLayer(units: 8, activation: .tanh), DenseLayer(units: 2)]), seed: 3)
        model.compile(TrainingPlan(optimizer: try Optimizer("Adam", rate: .constant(0.004)), loss: .mse))
        let history = try model.fit(x, try Samples(shape: [800, 2], values: noisy), Self.options(12))
        let recipe = try #require(history.origin?.recipe)
        let constant = try #require(try DataFacts(recipe, work: Work()).constant)
        #expect(abs(constant - 5.5) < 0.8, "variance of the targets: 1.5 told, 4 noise; \(constant)")
    }

    @Test func whatItsRerunDoesNotSupportIsNotConfirmed() throws {
        let trial = Finding.Trial(
            change: "Adam(1e-5)", symptom: "F", before: 0.5, after: 0.01, errorBefore: 0.6, errorAfter: 1.2,
            isStillThere: false)
        #expect(!trial.isSupport, "calm because it is untrained")
        let still = Finding.Trial(
            change: "clipvalue=1", symptom: "F", before: 0.5, after: 0.4, errorBefore: 0.6, errorAfter: 0.5,
            isStillThere: true)
        #expect(!still.isSupport)
    }

    @Test func aBareHistorySaysWhichProofNeedsAModel() throws {
        let (x, y) = try Self.data()
        var options = Self.options()
        options.keepsRecipe = false
        let history = try Self.model(rate: 1e-5).fit(x, y, options)
        #expect(history.origin == nil)
        let found = try diagnose(history)
        #expect(found.cause == "rate too low", "\(found.table(width: 100))")
        #expect(found.unseen.contains { $0.contains("diagnose(model, data)") })
        #expect {
            try confirm(found.findings[0])
        } throws: { ($0 as? Mistake)?.expected?.contains("model.fit") == true }
    }

    @Test func aModelThatWasTrainedBeforeCannotBeTrainedAgainFromItsStart() throws {
        let (x, y) = try Self.data()
        let model = try Self.model(rate: 1e-5)
        try model.fit(x, y, Self.options(5))
        let second = try model.fit(x, y, Self.options(30))
        let finding = try #require(try diagnose(second).findings.first { $0.cause == "rate too low" })
        #expect { try confirm(finding) } throws: { ($0 as? Mistake)?.expected?.contains("made anew") == true }
    }

    @Test func whatCannotBeDiagnosedIsSaid() throws {
        let (x, y) = try Self.data(50)
        let model = try Self.model()
        #expect { try diagnose(model) } throws: { ($0 as? Mistake)?.problem.contains("has not been fitted") == true }
        #expect { try diagnose(History(seed: 0, batchSize: 32)) } throws: {
            ($0 as? Mistake)?.problem.contains("no epochs") == true
        }
        let history = try model.fit(x, y, Self.options(10, split: 0))
        let found = try diagnose(history)
        #expect(found.unseen.contains { $0.contains("no validation rows") })
        #expect(found.sign("validation increases")?.isSeen == nil)
    }

    @Test func aCurveThatShakesIsNotCalledARiseOfTheValidationLoss() throws {
        let found = try diagnose(Patient(seed: 5, fault: .inputScale).history)
        #expect(found.cause == "input scale")
        #expect(found.sign("oscillates wildly")?.isSeen == true)
        #expect(found.sign("validation increases")?.isSeen == false, "\(found.table(width: 100))")
        let risen = try diagnose(Patient(seed: 1, fault: .overfitting).history)
        #expect(risen.sign("validation increases")?.isSeen == true, "\(risen.table(width: 100))")
    }

    @Test func leakageAndTinyValidationAndThePenaltyAreNamed() throws {
        let (x, y) = try Self.data(100)
        var leaking = x.values
        for row in 0..<x.count { leaking[row * 4 + 2] = 2 * y.values[row] }
        let model = try Self.model()
        let history = try model.fit(Samples(shape: x.shape, values: leaking), y, Self.options())
        let found = try diagnose(history)
        #expect(found.cause == "leakage" && found.findings[0].column == 2, "\(found.table(width: 100))")
        #expect(found.findings.contains { $0.cause == "tiny validation set" })
        #expect(found.findings[0].action == "x = np.delete(x, 2, axis=1)")
        #expect(try confirm(found.findings[0]).proof.state == "confirmed")
    }

    @Test func barelyDecreasesListsItsCausesWithWhatTellsThemApart() throws {
        let (x, y) = try Self.data()
        let model = try Self.model(rate: 1e-6)
        try model.fit(x, y, Self.options())
        let sign = try #require(try diagnose(model).sign("barely decreases"))
        #expect(sign.isSeen == true)
        let verdicts = Dictionary(uniqueKeysWithValues: sign.candidates.map { ($0.cause, $0.verdict) })
        #expect(verdicts["rate too low"] == .fits)
        #expect(verdicts["dead units"] == .excluded && verdicts["vanishing gradients"] == .excluded)
        #expect(sign.candidates.allSatisfy { !$0.tells.isEmpty })
    }

    @Test func whatHasFallenFarDidNotBarelyDecrease() throws {
        // One column far from 0: the loss begins at tens of thousands, and after 30 epochs is still above a constant's.
        let (x, y) = try Self.data()
        let shifted = x.values.enumerated().map { $0 % 4 == 0 ? $1 + 300 : $1 }
        let model = Model(Architecture([DenseLayer(units: 1)]), seed: 3)
        model.compile(TrainingPlan(optimizer: try Optimizer("Adam", rate: .constant(0.0035)), loss: .mse))
        try model.fit(Samples(shape: x.shape, values: shifted), y, Self.options())
        let found = try diagnose(model)
        let sign = try #require(found.sign("barely decreases"))
        #expect(sign.isSeen == false, "\(sign.measured)")
        #expect(found.sign("decreases steadily")?.isSeen == true)
        #expect(found.cause == "input scale")
    }

    @Test func aHistoryIsTheSameWhereverItComesFrom() throws {
        let (x, y) = try Self.data(60)
        var kept = try Self.model().fit(x, y, Self.options(3))
        var bare = Self.options(3)
        bare.keepsRecipe = false
        var other = try Self.model().fit(x, y, bare)
        for index in 0..<3 { (kept.epochs[index].seconds, other.epochs[index].seconds) = (0, 0) }
        #expect(kept == other, "where it comes from is no part of what it tells")
        let recipe = try #require(kept.origin?.recipe)
        var again = try #require(try recipe.run().history)
        for index in 0..<3 { again.epochs[index].seconds = 0 }
        #expect(again.epochs == kept.epochs, "the recipe trains the same again, bit for bit")
    }

    @Test func theChecklistMeasuresEachPractice() throws {
        let (x, y) = try Self.data()
        let history = try Self.model().fit(x, y, Self.options())
        let list = try Checklist(history)
        #expect(list.items.count == 5)
        #expect(list.items[3].isKept == true && list.items[4].isKept == false && list.items[2].isKept == false)
        #expect(list.items[1].isKept == nil, "one training does not show what else was tried")
        #expect(list.items.allSatisfy { !$0.measured.isEmpty })
    }

    @Test func theDistanceOfTwoDistributionsIsKolmogorovs() {
        // scipy.stats.ks_2samp([1,2,3,4,5],[3,4,5,6,7]).statistic = 0.4
        #expect(abs(DataFacts.distance([1, 2, 3, 4, 5], [3, 4, 5, 6, 7]).distance - 0.4) < 1e-12)
        let (apart, alike) = (
            DataFacts.distance((0..<50).map(Double.init), (50..<100).map(Double.init)),
            DataFacts.distance((0..<50).map(Double.init), (0..<50).map(Double.init))
        )
        #expect(apart.distance == 1 && apart.probability < 1e-12)
        #expect(alike.distance == 0 && alike.probability == 1)
    }

    @Test func whatMadeRoomForNewerDataIsSaidSo() throws {
        let (x, y) = try Self.data()
        let history = try Self.model(rate: 1e-5).fit(x, y, Self.options())
        let finding = try #require(try diagnose(history).findings.first)
        try #require(history.origin).kept.giveUp()
        for attempt in [finding, try #require(try diagnose(history).findings.first)] {
            #expect { try confirm(attempt) } throws: {
                let mistake = $0 as? Mistake
                return mistake?.problem.contains("no longer kept") == true
                    || mistake?.expected?.contains("fit the model again") == true
            }
        }
        let found = try diagnose(history)
        #expect(found.cause == "rate too low" && found.unseen.contains { $0.contains("no longer kept") })
    }

    @Test func aCrossEntropyIsToldInItsOwnUnit() throws {
        let (x, y) = try Self.data()
        let classes = Samples(column: y.values.map { $0 > 0 ? 1 : 0 })
        let model = Model(
            Architecture([DenseLayer(units: 16, activation: .tanh), DenseLayer(units: 1, activation: .sigmoid)]),
            seed: 3)
        let loss = try #require(Loss(name: "binary_crossentropy"))
        model.compile(TrainingPlan(optimizer: try Optimizer("Adam", rate: .constant(0.003)), loss: loss))
        let history = try model.fit(x, classes, Self.options())
        let last = history.epochs.suffix(3).compactMap(\.pureValidationLoss)
        let found = try diagnose(history)
        #expect(abs(found.endError - last.reduce(0, +) / 3) < 1e-12 && found.endName == "loss at the end")
        #expect(found.table(width: 100).contains("loss at the end"))
        let squares = try Self.model().fit(x, y, Self.options())
        let mean = squares.epochs.suffix(3).compactMap(\.pureValidationLoss).reduce(0, +) / 3
        let root = try diagnose(squares)
        #expect(abs(root.endError * root.endError - mean) < 1e-12 && root.endName == "error at the end")
    }

    @Test func aTrainingWithoutALossIsNotDiagnosed() throws {
        let (x, y) = try Self.data()
        let model = try Self.model()
        model.compile(TrainingPlan(optimizer: try Optimizer("Adam", rate: .constant(0.003)), loss: .nothing))
        let history = try model.fit(x, y, Self.options(2))
        #expect { _ = try diagnose(history) } throws: { ($0 as? Mistake)?.problem.contains("without a loss") == true }
    }

    @Test func targetsThatAreAllTheSameAreNoMeasure() throws {
        let x = try Self.data().0
        let same = Samples(column: [Float](repeating: 1, count: x.count))
        let model = try Self.model()
        let history = try model.fit(x, same, Self.options(3))
        let facts = try TrainingFacts(history, history.origin?.kept, model, work: Work())
        #expect(facts.data != nil && facts.data?.constant == nil)
        #expect(facts.constantLoss > 0 && (facts.endLoss / facts.constantLoss).isFinite)
    }

    @Test func aColumnThatIsTiedToTheTargetIsWeighed() throws {
        let (x, y) = try Self.data()
        func found(_ noise: Double) throws -> Finding? {
            var stream = RandomStream(seed: 5, purpose: "noise of a column")
            var values = x.values
            for row in 0..<x.count { values[row * 4 + 2] = 3 - 2 * y.values[row] + Float(noise * stream.normal()) }
            let history = try Self.model().fit(Samples(shape: x.shape, values: values), y, Self.options())
            return try diagnose(history).findings.first { $0.cause == "leakage" }
        }
        let copy = try #require(try found(0.002))
        #expect(copy.weight == .misleading && copy.column == 2 && copy.problem.contains("in another form"))
        let law = try #require(try found(0.25))
        #expect(law.weight == .note && law.problem.contains("a law that ties the two"), "\(law)")
        #expect(abs(law.evidence[0].value) > 0.98 && law.evidence[1].value > 0.02)
        #expect(try found(1) == nil)
    }
}
