import Answers
import Cards
import Datasets
import Gallery
import Networks
import Numbers
import Optimizers
import Tensors
import Testing
import Training

/// What one number of validation hides.
@Suite struct ChoosingTests {
    // MARK: Groups

    private static let scores = [0.9, 0.6, 0.4, 0.2, 0.7, 0.3, 0.2, 0.1]
    private static let truth = [true, true, false, false, true, true, false, false]
    private static let groups = ["a", "a", "a", "a", "b", "b", "b", "b"]

    @Test("missed and accused rows are counted group by group")
    func counted() throws {
        let errors = try GroupErrors(scores: Self.scores, isPositive: Self.truth, groups: Self.groups)
        #expect(errors.rows.map(\.name) == ["a", "b"])
        #expect(errors.rows.map(\.missed) == [0, 1] && errors.rows.map(\.accused) == [0, 0])
        #expect(errors.all.error == 0.125 && errors.rows[1].missRate == 0.5)
    }

    @Test("thresholds of their own give each group the same share of missed rows, or of accused ones")
    func evened() throws {
        var stream = RandomStream(seed: 3, purpose: "groups")
        var (scores, truth, groups): ([Double], [Bool], [String]) = ([], [], [])
        for row in 0..<4000 {
            let isB = row % 4 == 0
            let isPositive = stream.uniform() < 0.4
            scores.append((isPositive ? 0.6 : 0.35) + (isB ? 0.3 : 0.12) * stream.normal())
            truth.append(isPositive)
            groups.append(isB ? "b" : "a")
        }
        func rates(_ aim: GroupErrors.Aim) throws -> (missed: Double, accused: Double) {
            let rows = try GroupErrors(scores: scores, isPositive: truth, groups: groups, aim: aim).rows
            return (abs(rows[0].missRate - rows[1].missRate), abs(rows[0].accuseRate - rows[1].accuseRate))
        }
        let (one, missed, accused) = (try rates(.one), try rates(.missed), try rates(.accused))
        #expect(one.missed > 0.1 && one.accused > 0.1)
        #expect(missed.missed < 0.005 && accused.accused < 0.005)
        // Both at once cannot be had where one group is known less well.
        #expect(missed.accused > 0.05 && accused.missed > 0.05)
    }

    @Test("lists of unlike length, no rows, and groups without the rows that are to be evened out are refused")
    func refusedGroups() {
        #expect(throws: Mistake.self) { try GroupErrors(scores: [0.5], isPositive: [true], groups: []) }
        #expect(throws: Mistake.self) { try GroupErrors(scores: [], isPositive: [], groups: []) }
        #expect(throws: Mistake.self) { try GroupErrors(scores: [.nan], isPositive: [true], groups: ["a"]) }
        #expect(throws: Mistake.self) {
            try GroupErrors(scores: [0.5, 0.6], isPositive: [true, false], groups: ["a", "b"], aim: .missed)
        }
    }

    @Test("a model of the loans errs more often in the group that it knows less of")
    func loans() throws {
        let table = try Table.credit(n: 4000, seed: 1)
        #expect(table.target == "default" && table.rowCount == 4000)
        let defaults = table.columns.first { $0.name == "default" }?.numbers ?? []
        #expect((0.15...0.5).contains(defaults.reduce(0, +) / 4000))
        #expect(throws: Mistake.self) { try Table.credit(n: 0, seed: 1) }
    }

    // MARK: Noise

    private static func model(_ data: Dataset) throws -> Model {
        let model = Model(
            Architecture([DenseLayer(units: 8, activation: .tanh), DenseLayer(units: 1)], inputShape: [1]), seed: 2)
        model.compile(TrainingPlan(optimizer: try Optimizer("Adam", ["learning_rate": .number(0.03)]), loss: .mse))
        try model.fit(data.x, data.y, FitOptions(epochs: 30))
        return model
    }

    @Test("the loss rises with the noise, and without noise it is what it was")
    func noise() throws {
        let x = (0..<200).map { Float($0) / 100 - 1 }
        let data = try Dataset(
            name: "line", x: Samples(column: x), y: Samples(column: x.map { 2 * $0 }), task: .regression, remark: "")
        let model = try Self.model(data)
        let before = Array(try model.build().parameters.buffer)
        let found = try Robustness(model, data, levels: [0, 0.1, 0.5])
        let clean = try model.evaluate(data.x, data.y, batchSize: 256).first?.value
        #expect(found.clean == clean)
        #expect(
            found.rows[0].inputs.allSatisfy { $0 == found.clean }
                && found.rows[0].weights.allSatisfy { $0 == found.clean })
        for part in [\Robustness.Row.inputs, \.weights] {
            let means = found.rows.map { MeanInterval(of: $0[keyPath: part]).mean }
            #expect(means[0] < means[1] && means[1] < means[2], "\(means)")
        }
        #expect(Array(try model.build().parameters.buffer) == before)
        #expect(throws: Mistake.self) { try Robustness(model, data, levels: []) }
        #expect(throws: Mistake.self) { try Robustness(model, data, levels: [-1]) }
    }
}
