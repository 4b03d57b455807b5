import Answers
import Datasets
import Foundation
import Networks
import Formats
import Numbers
import Optimizers
import Tensors
import Testing

@testable import Training

/// Fits that compute in 16 bits.
@Suite struct PrecisionFitTests {
    private func data(_ rows: Int = 64, size: Float = 1) throws -> (x: Samples, y: Samples) {
        var stream = RandomStream(seed: 3, purpose: "precision")
        let x: [Float] = (0..<rows * 4).map { _ in size * Float(stream.uniform(-1, 1)) }
        let y: [Float] = (0..<rows).map { row in
            let place = 4 * row
            let product: Float = x[place] * x[place + 1]
            return product + x[place + 2]
        }
        return (try Samples(shape: [rows, 4], values: x), try Samples(shape: [rows, 1], values: y))
    }

    private func model(_ optimizer: Optimizer? = nil) throws -> Model {
        let layers = [DenseLayer(units: 16, activation: .relu), DenseLayer(units: 1)]
        let model = Model(Architecture(layers, inputShape: [4]), seed: 2)
        let adam = try Optimizer("Adam", rate: .constant(0.01))
        model.compile(TrainingPlan(optimizer: optimizer ?? adam, loss: .mse))
        return model
    }

    private func options(_ precision: TrainingPrecision, epochs: Int = 3) -> FitOptions {
        var options = FitOptions(epochs: epochs, batchSize: 16)
        options.precision = precision
        return options
    }

    private func weights(_ model: Model) throws -> [Float] { try model.build().parameters.array }

    @Test("float32 asked for is float32, bit for bit")
    func plain() throws {
        let (x, y) = try data()
        let (one, other) = (try model(), try model())
        try one.fit(x, y, FitOptions(epochs: 3, batchSize: 16))
        let history = try other.fit(x, y, options(.float32))
        #expect(try weights(one) == weights(other) && history.precision == nil)
    }

    @Test("with master weights they are float32's; without, all are numbers of the format", arguments: [true, false])
    func masters(_ keeps: Bool) throws {
        let (x, y) = try data()
        let model = try model()
        let history = try model.fit(x, y, options(TrainingPrecision(.mixedBFloat16, keepsMasters: keeps)))
        let found = try weights(model)
        #expect(found.allSatisfy { FloatFormat.bfloat16.rounded($0) == $0 } == !keeps)
        #expect((history.epochs.last?.loss ?? 1) < (history.epochs.first?.loss ?? 0))
        #expect(history.precision?.contains("mixed_bfloat16") == true)
    }

    @Test("all in bfloat16 keeps the moments in it, too")
    func pure() throws {
        let (x, y) = try data()
        let model = try model()
        try model.fit(x, y, options(TrainingPrecision(.bfloat16)))
        let moments = try model.mover().state().numbers
        #expect(moments.contains { $0 != 0 } && moments.allSatisfy { FloatFormat.bfloat16.rounded($0) == $0 })
    }

    @Test("a power of two as the loss scale changes no bit in bfloat16, which has float32's exponents")
    func scaleOfBFloat16() throws {
        let (x, y) = try data()
        let (one, other) = (try model(), try model())
        try one.fit(x, y, options(TrainingPrecision(.mixedBFloat16)))
        try other.fit(x, y, options(TrainingPrecision(.mixedBFloat16, scale: .fixed(1024))))
        #expect(try weights(one) == weights(other))
    }

    @Test("the tape's values are numbers of the format, its inputs among them")
    func values() throws {
        let (x, y) = try data()
        let model = try model()
        let network = try model.build()
        let tape = try TrainingTape(network, loss: .mse, batchSize: 64, omittingHeld: false, format: .bfloat16)
        let rows = Array(0..<64)
        x.values.withUnsafeBufferPointer { x in
            rows.withUnsafeBufferPointer { rows in
                y.values.withUnsafeBufferPointer { y in
                    guard let x = x.baseAddress, let y = y.baseAddress else { return }
                    tape.load(rows, inputs: [x], targets: y)
                    _ = tape.gradient(batch: 64, seed: 0, step: 0)
                }
            }
        }
        let output = UnsafeBufferPointer(start: tape.output, count: 64)
        #expect(output.allSatisfy { FloatFormat.bfloat16.rounded($0) == $0 })
        #expect(tape.gradients.array.allSatisfy { FloatFormat.bfloat16.rounded($0) == $0 })
        // One layer by hand: products of rounded numbers in float32, then rounded.
        let w = network.parameters.array.map { FloatFormat.bfloat16.rounded($0) }
        var hidden = [Float](repeating: 0, count: 16)
        for j in 0..<16 {
            let sum = (0..<4).reduce(Double(w[64 + j])) {
                $0 + Double(FloatFormat.bfloat16.rounded(x.values[$1])) * Double(w[$1 * 16 + j])
            }
            hidden[j] = max(0, FloatFormat.bfloat16.rounded(Float(sum)))
        }
        let sum = (0..<16).reduce(Double(w[80 + 16])) { $0 + Double(hidden[$1]) * Double(w[80 + $1]) }
        #expect(FloatFormat.bfloat16.rounded(Float(sum)) == output[0], "\(sum) \(output[0])")
    }

    @Test("a fixed scale that overflows at once skips every step, says so, and moves nothing")
    func overflow() throws {
        let (x, y) = try data()
        let model = try model()
        let before = try weights(model)
        let history = try model.fit(x, y, options(TrainingPrecision(.mixedFloat16, scale: .fixed(1e9))))
        #expect(try weights(model) == before)
        #expect(history.stopReason.contains("not one of the 4 updates") && history.stopReason.contains("dynamic"))
        #expect(history.remarks.contains { $0.contains("4 steps skipped") }, "\(history.remarks)")
        #expect(history.epochs.last?.value("skipped") == 4)
        #expect(history.nonFinite == nil)
    }

    @Test("a dynamic scale is halved until nothing overflows, and doubled after so many sound steps")
    func dynamic() throws {
        let (x, y) = try data()
        let model = try model()
        let rule = try LossScale.Rule(initial: 0x1p40, interval: 4)
        let history = try model.fit(x, y, options(TrainingPrecision(.mixedFloat16, scale: .dynamic(rule)), epochs: 20))
        let skipped = history.values("skipped").reduce(0, +)
        #expect(skipped > 8 && skipped < 40, "\(skipped)")
        #expect((history.epochs.last?.loss ?? 9) < (history.epochs.first?.loss ?? 0))
        let scale = try #require(history.epochs.last?.value("loss_scale"))
        #expect(scale < 0x1p30 && scale > 1024)
        #expect(try weights(model).allSatisfy(\.isFinite))
    }

    @Test("the scalers follow Keras's and PyTorch's rule: half after an overflow, twice after 2,000 sound steps")
    func rules() {
        for (rule, first) in [(LossScale.dynamic(.keras), 32768.0), (.dynamic(.pytorch), 65536)] {
            var scaler = LossScaler(rule)
            #expect(scaler.scale == first)
            for _ in 0..<1999 { scaler.tookStep() }
            #expect(scaler.scale == first)
            scaler.tookStep()
            #expect(scaler.scale == 2 * first)
            for _ in 0..<1999 { scaler.tookStep() }
            scaler.skippedStep()
            #expect(scaler.scale == first && scaler.skipped == 1)
            for _ in 0..<1999 { scaler.tookStep() }
            #expect(scaler.scale == first, "an overflow begins the count anew")
        }
        var fixed = LossScaler(.fixed(1024))
        fixed.skippedStep()
        for _ in 0..<5000 { fixed.tookStep() }
        #expect(fixed.scale == 1024)
    }

    @Test("a training in float16 that is stopped, saved and loaded goes on bit for bit, scale and all")
    func resume() throws {
        let (x, y) = try data()
        let precision = try TrainingPrecision(
            .mixedFloat16, scale: .dynamic(LossScale.Rule(initial: 0x1p36, interval: 5)))
        let whole = try model()
        let expected = try whole.fit(x, y, options(precision, epochs: 8))
        let cut = try model()
        let work = Work()
        var options = options(precision, epochs: 8)
        options.callbacks = [CancelAfter(update: 10, work: work)]
        let broken = try cut.fit(x, y, options, work: work)
        #expect(broken.stopReason.contains("interrupted"))
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("mixed-\(UUID().uuidString).st").path
        try cut.save(path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let other = try model()
        try other.build(inputShape: [4])
        try other.load(path)
        var rest = self.options(precision, epochs: 8)
        rest.initialEpoch = broken.epochs.count
        let history = try other.fit(x, y, rest)
        #expect(try weights(other) == weights(whole))
        #expect(history.epochs.last?.value("loss_scale") == expected.epochs.last?.value("loss_scale"))
        #expect(
            (broken.values("skipped") + history.values("skipped")).reduce(0, +)
                == expected.values("skipped").reduce(0, +))
    }

    @Test("places in a table stay whole numbers whatever the format: word 300 is not word 302")
    func places() throws {
        let model = Model(
            Architecture(
                [EmbeddingLayer(inputDimension: 512, outputDimension: 4), FlattenLayer(), DenseLayer(units: 1)],
                inputShape: [1]),
            seed: 1)
        model.compile(TrainingPlan(optimizer: try Optimizer("SGD", rate: .constant(0.1)), loss: .mse))
        let before = try model.build().parameters.array
        let x = try Samples(shape: [1, 1], values: [301])
        let y = try Samples(shape: [1, 1], values: [5])
        var options = FitOptions(epochs: 1)
        options.precision = try TrainingPrecision(.mixedBFloat16)
        try model.fit(x, y, options)
        let after = try model.build().parameters.array
        let moved = (0..<2048).filter { before[$0] != after[$0] }.map { $0 / 4 }
        #expect(Set(moved) == [301])
    }

    @Test("policies and masters that do not go together are refused, by name")
    func refusals() throws {
        for (policy, masters) in [(TrainingPrecision.Policy.float16, true), (.float32, false)] {
            let problem = try #require(throws: Mistake.self) { try TrainingPrecision(policy, keepsMasters: masters) }
            #expect(problem.argument == "master")
        }
        for (initial, interval, backoff) in [(0.0, 1, 0.5), (.infinity, 1, 0.5), (1, 0, 0.5), (1, 1, 0)] {
            #expect(throws: Mistake.self) { try LossScale.Rule(initial: initial, interval: interval, backoff: backoff) }
        }
    }
}
