import Answers
import Datasets
import Networks
import Formats
import Optimizers
import Tensors
import Testing
import Training

@testable import Precision

/// Gradients of a small net in 16 bits against those of an H200.
@Suite struct GradientScaleTests {
    /// y = relu(relu(x W1ᵀ) W2ᵀ) W3ᵀ with the weights, inputs and targets of the golden file.
    static func net() throws -> (model: Model, x: Samples, y: Samples) {
        let row = try #require(Golden.rows("net").first)
        func matrix(_ name: String) throws -> [[Double]] { try #require(row[name] as? [[Double]]) }
        let inputs = try matrix("x")
        let targets = try #require(row["t"] as? [Double])
        let layers = [
            DenseLayer(units: 64, activation: .relu, usesBias: false),
            DenseLayer(units: 64, activation: .relu, usesBias: false), DenseLayer(units: 1, usesBias: false),
        ]
        let model = Model(Architecture(layers, inputShape: [8]), seed: 1)
        model.compile(TrainingPlan(optimizer: try Optimizer("SGD", rate: .constant(0.01)), loss: .mse))
        let network = try model.build()
        for (entry, name) in zip(network.entries, ["W1", "W2", "W3"]) {
            let w = try matrix(name)
            let base = network.parameters.base + entry.range.lowerBound
            for (output, row) in w.enumerated() {
                for (input, value) in row.enumerated() { base[input * w.count + output] = Float(value) }
            }
        }
        return (
            model, try Samples(shape: [inputs.count, 8], values: inputs.flatMap { $0.map { Float($0) } }),
            try Samples(shape: [targets.count, 1], values: targets.map { Float($0) })
        )
    }

    @Test("shares lost are those of the hardware exactly, relative errors within 2 %, under every scale")
    func golden() throws {
        let (model, x, y) = try Self.net()
        var compared = 0
        for row in try Golden.rows("gradients") {
            let dtype = try #require(row["dtype"] as? String)
            let scale = try #require(row["scale"] as? Double)
            let study = try GradientScale(
                model, x: x, y: y, format: FloatFormat(named: dtype), scales: [scale], lossFactor: 1e-4)
            let parts = try #require(study.rows.first?.parts)
            let errors = try #require(row["relative_error"] as? [Double])
            let lost = try #require(row["lost"] as? [Double])
            let nonFinite = try #require(row["nonfinite"] as? [Double])
            for (place, part) in parts.enumerated() {
                let name = "\(dtype), scale \(scale), \(part.name)"
                #expect(part.lost == lost[place], "\(name): \(part.lost) lost, there \(lost[place])")
                #expect(part.nonFinite == nonFinite[place], "\(name)")
                #expect(
                    abs(part.relativeError / errors[place] - 1) < 0.02,
                    "\(name): error \(part.relativeError), there \(errors[place])")
                compared += 1
            }
        }
        #expect(compared == 16 * 3)
    }

    @Test("a scale that is too large overflows, and float32 loses nothing")
    func overflow() throws {
        let (model, x, y) = try Self.net()
        let study = try GradientScale(model, x: x, y: y, format: .float16, scales: [1, 1e12], lossFactor: 1e-4)
        #expect(study.rows[0].lost > 0.1 && study.rows[0].nonFinite == 0)
        #expect(study.rows[1].nonFinite > 0 && study.rows[1].relativeError.isNaN)
        let whole = try GradientScale(model, x: x, y: y, format: .float32, scales: [1, 4096])
        #expect(whole.rows.allSatisfy { $0.lost == 0 && $0.relativeError < 1e-6 })
    }

    @Test("scales and factors that are none are refused, by name")
    func refusals() throws {
        let (model, x, y) = try Self.net()
        let cases: [(scales: [Double], factor: Double, argument: String)] = [
            ([], 1, "scales"), ([0], 1, "scales"), ([1], 0, "loss_factor"),
        ]
        for (scales, factor, argument) in cases {
            let problem = try #require(throws: Mistake.self) {
                try GradientScale(model, x: x, y: y, format: .float16, scales: scales, lossFactor: factor)
            }
            #expect(problem.argument == argument, "\(problem)")
        }
    }

    @Test("a tensor is called by its layer once, and the table fits into 80 columns with every number in it")
    func table() throws {
        let (model, x, y) = try Self.net()
        let study = try GradientScale(
            model, x: x, y: y, format: .float16, scales: [1, 1_099_511_627_776], lossFactor: 1e-4)
        let names = try #require(study.rows.first).parts.map(\.name)
        #expect(names.allSatisfy { $0.split(separator: "/").count == 2 && $0.hasSuffix("/kernel") }, "\(names)")
        let lines = study.table(width: 80).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 && !$0.contains("…") }, "\(lines)")
        #expect(lines.contains { line in names.contains { line.hasSuffix($0) } })
    }
}
