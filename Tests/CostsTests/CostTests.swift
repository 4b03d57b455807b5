import Answers
import Cards
import Datasets
import LanguageModels
import Networks
import Numbers
import Optimizers
import Tensors
import Testing
import Training

@testable import Costs

/// Counts against closed forms.
@Suite struct CostTests {
    private func data(_ columns: Int, rows: Int = 40) throws -> (x: Samples, y: Samples) {
        var stream = RandomStream(seed: 1, purpose: "costs")
        return (
            try Samples(shape: [rows, columns], values: (0..<rows * columns).map { _ in Float(stream.uniform()) }),
            try Samples(shape: [rows, 1], values: (0..<rows).map { _ in Float(stream.uniform()) })
        )
    }

    private func model(_ sizes: [Int], optimizer: String = "Adam") throws -> Model {
        let layers = sizes.dropFirst().map { DenseLayer(units: $0, activation: $0 == 1 ? .linear : .relu) }
        let model = Model(Architecture(layers, inputShape: [sizes[0]]), seed: 1)
        model.compile(TrainingPlan(optimizer: try Optimizer(optimizer, rate: .constant(0.001)), loss: .mse))
        return model
    }

    @Test(
        "dense layers multiply inputs·units forward, as often for the weights, and again for the inputs but of the first"
    )
    func dense() throws {
        for sizes in [[8, 64, 64, 1], [3, 1], [20, 7, 1]] {
            let (x, y) = try data(sizes[0])
            for batch in [1, 32, 40] {
                let cost = try ModelCost(model(sizes), x: x, y: y, batchSize: batch)
                for (place, layer) in cost.layers.enumerated() {
                    let products = Double(sizes[place] * sizes[place + 1])
                    #expect(layer.forward == products, "\(sizes), batch \(batch), \(layer.name)")
                    #expect(layer.backward == (place == 0 ? products : 2 * products), "\(sizes), batch \(batch)")
                    #expect(layer.parameters == sizes[place] * sizes[place + 1] + sizes[place + 1])
                    #expect(layer.numbers == Double(sizes[place + 1]))
                }
            }
        }
    }

    @Test("a training multiplies for every row and every update; a larger batch only saves updates")
    func training() throws {
        let (x, y) = try data(8)
        let cost = try ModelCost(model([8, 16, 1]), x: x, y: y, batchSize: 8, rows: 100, epochs: 3)
        #expect(cost.steps == 39)
        #expect(cost.training == 300 * (cost.forward + cost.backward) + 39 * cost.update)
        #expect(cost.parameters == 8 * 16 + 16 + 17)
        #expect(cost.step == 8 * (cost.forward + cost.backward) + cost.update)
    }

    @Test(
        "Adam keeps two numbers for each weight, momentum one, plain descent none",
        arguments: [("Adam", 2), ("SGD", 0)])
    func moments(_ name: String, _ count: Int) throws {
        let (x, y) = try data(8)
        let cost = try ModelCost(model([8, 16, 1], optimizer: name), x: x, y: y)
        #expect(cost.momentsPerParameter == count && cost.moments == Double(1 + count))
        #expect(cost.memory.optimizer == 4 * count * cost.parameters)
    }

    @Test("a rule's lines are counted: plain descent is one product and one difference, Adam ten times that")
    func arithmetic() throws {
        let plain = try #require(Optimizer("GD", rate: .constant(0.1)).stepArithmetic)
        #expect(plain.multiplies == 1 && plain.additions == 1 && plain.total == 2)
        let adam = try #require(Optimizer("Adam", rate: .constant(0.1), dialect: .pytorch).stepArithmetic)
        // β₁m, (1−β₁)g, β₂v, g², (1−β₂)g², ηu; two sums, + ε, θ − ηu; √v/√(1−β₂ᵗ), m/…; √v.
        #expect(adam.multiplies == 6 && adam.additions == 4 && adam.divisions == 2 && adam.roots == 1, "\(adam)")
    }

    @Test("activations grow with the batch, weights do not")
    func batches() throws {
        let (x, y) = try data(8)
        let cost = try ModelCost(model([8, 64, 64, 1]), x: x, y: y)
        let bytes = cost.byBatch.map(\.activations)
        #expect(zip(bytes, bytes.dropFirst()).allSatisfy { $0 < $1 })
        #expect(cost.byBatch.allSatisfy { $0.total - $0.activations == cost.memory.total - cost.memory.activations })
    }

    @Test("counting changes nothing: the model and its optimizer are what they were")
    func harmless() throws {
        let (x, y) = try data(8)
        let model = try model([8, 16, 1])
        try model.fit(x, y, FitOptions(epochs: 1))
        let before = (try model.build().parameters.array, try model.mover().state())
        _ = try ModelCost(model, x: x, y: y, measures: true)
        #expect(try model.build().parameters.array == before.0 && model.mover().state() == before.1)
    }

    @Test("time is told in parts that add up, when it is measured")
    func time() throws {
        let (x, y) = try data(8)
        let time = try #require(ModelCost(model([8, 16, 1]), x: x, y: y, measures: true).time)
        #expect(time.total > 0 && abs(time.shares.reduce(0) { $0 + $1.share } - 1) < 1e-9)
        #expect(try ModelCost(model([8, 16, 1]), x: x, y: y).time == nil)
    }

    @Test("a stopped count is no count")
    func stopped() throws {
        let (x, y) = try data(8)
        let work = Work()
        work.cancel()
        #expect(throws: Stopped.self) { try ModelCost(model([8, 16, 1]), x: x, y: y, work: work) }
    }

    // MARK: The model of times

    @Test("times made by the rule are foretold to the digit, and a cost that is not there gets no factor")
    func exact() throws {
        func training(_ m: Double, _ u: Double, _ p: Double, _ seconds: Double) -> CostModel.Training {
            CostModel.Training(name: "made", multiplies: m, updates: u, parameters: p, seconds: seconds)
        }
        let counts: [(Double, Double, Double)] = [
            (1e6, 10, 100), (5e6, 100, 50), (2e7, 30, 5000), (1e8, 500, 900), (3e7, 60, 60),
        ]
        let model = try CostModel(counts.map { training($0, $1, $2, 2e-10 * $0 + 3e-9 * $1 * $2 + 1e-6 * $1) })
        #expect(abs(model.ratio - 1) < 1e-9)
        #expect(zip(model.factors, [2e-10, 3e-9, 1e-6]).allSatisfy { abs($0 / $1 - 1) < 1e-6 })
        let two = try CostModel(counts.map { training($0, $1, $2, 2e-10 * $0 + 1e-6 * $1) })
        #expect(abs(two.ratio - 1) < 1e-9 && two.factors.allSatisfy { $0 >= 0 })
    }

    @Test("trainings that are measured give a model, and too few are refused by name")
    func measured() throws {
        let shapes: [(units: [Int], rows: Int, batchSize: Int, epochs: Int)] = [
            ([4], 32, 8, 1), ([8], 32, 8, 1), ([8], 64, 16, 2), ([16], 64, 32, 1),
        ]
        let plans = try shapes.map {
            try CostModel.Plan(units: $0.units, rows: $0.rows, batchSize: $0.batchSize, epochs: $0.epochs)
        }
        let model = try CostModel.measured(plans)
        #expect(model.fitted.count == 3)
        // Forward, and twice that backward, but for the inputs' own gradient.
        let multiplies: Double = 64 * (3 * 8 * 16 - 8 * 16 + 3 * 16)
        #expect(model.asked.multiplies == multiplies)
        let problem = try #require(throws: Mistake.self) { try CostModel.measured(Array(plans.prefix(2))) }
        #expect(problem.argument == "trainings")
        let work = Work()
        work.cancel()
        #expect(throws: Stopped.self) { try CostModel.measured(plans, work: work) }
    }

    // MARK: On paper

    @Test(
        "the published sizes have the published parameters",
        arguments: [
            ("GPT-2 small", 124_439_808.0), ("GPT-2 medium", 354_823_168), ("GPT-2 large", 774_030_080),
            ("GPT-2 XL", 1_557_611_200),
        ])
    func published(_ name: String, _ count: Double) throws {
        let size = try #require(PaperModel.known.first { $0.name == name })
        let model = try PaperModel(
            name: name, layers: size.layers, width: size.width, vocabulary: size.vocabulary, context: size.context,
            tokens: size.tokens, batch: size.batch)
        #expect(model.parameters == count)
        #expect(model.momentBytes == 8 * count && model.weightBytes == 6 * count)
    }

    @Test("GPT-3 takes about 3.1e23 operations, as its authors count them")
    func gpt3() throws {
        let size = try #require(PaperModel.known.last)
        let model = try PaperModel(
            name: size.name, layers: size.layers, width: size.width, vocabulary: size.vocabulary, context: size.context,
            tokens: size.tokens, batch: size.batch)
        // Brown et al. (2020), table D.1, counts a multiplication and its addition as two: 3.14e23.
        #expect(abs(2 * model.training / 3.14e23 - 1) < 0.05, "\(model.training)")
        #expect(abs(model.parameters / 1.746e11 - 1) < 0.005)
    }

    @Test("the paper's multiplications are those that a small transformer's tape counts")
    func paperAgainstTape() throws {
        let text = String(repeating: "the quick brown fox jumps over the lazy dog. ", count: 30)
        let (context, width, layers) = (32, 48, 2)
        let lm = try LanguageModel.network(
            .transformer, of: text, context: context, width: width, layers: layers, heads: 4)
        let model = try #require(lm.model)
        let count = try #require(model.build().outputShape.last)
        let x = try Samples(shape: [4, context], values: [Float](repeating: 1, count: 4 * context))
        let cost = try ModelCost(model, x: x, y: x, batchSize: 4)
        let paper = try PaperModel(
            name: "mine", layers: layers, width: width, vocabulary: count, context: context, tokens: 1, batch: 1)
        // On the tape attention multiplies over the whole window, in which half is masked.
        let whole = paper.forward + Double(layers * context * width)
        #expect(
            abs(cost.forward / Double(context) / whole - 1) < 0.1, "\(cost.forward / Double(context)) against \(whole)")
        #expect(cost.backward / cost.forward > 1.8 && cost.backward / cost.forward < 2.2)
    }

    @Test("sizes that no model has are refused, by name")
    func refusals() throws {
        for (layers, tokens, share, argument) in [
            (0, 1.0, 0.4, "layers"), (1, 0, 0.4, "tokens"), (1, 1, 0, "utilisation"),
        ] {
            let problem = try #require(throws: Mistake.self) {
                try PaperModel(
                    name: "none", layers: layers, width: 8, vocabulary: 8, context: 8, tokens: tokens, batch: 1,
                    utilisation: share)
            }
            #expect(problem.argument == argument)
        }
    }
}
