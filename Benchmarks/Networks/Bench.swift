import Datasets
import Formats
import Foundation
import Networks
import Answers
import Cards
import Numbers
import Optimizers
import Tensors
import Training

/// One line of the table: a piece of work that Descent and others do.
struct Bench {
    var name: String
    var batch: Int
    var rounds: Int
    /// The largest ratio that is accepted, and to whom.
    var bar: Bar

    enum Bar {
        case reference(Double)
        case pyTorch(Double)
        /// To the same work in float32, which stands in the place of the reference.
        case float32(Double)
    }

    static let all = [
        Bench(name: "house", batch: 32, rounds: 15, bar: .reference(1.15)),
        Bench(name: "house", batch: 128, rounds: 15, bar: .reference(1)),
        Bench(name: "bfloat16", batch: 32, rounds: 15, bar: .float32(2.5)),
        Bench(name: "bfloat16", batch: 128, rounds: 15, bar: .float32(2.5)),
        Bench(name: "float16", batch: 128, rounds: 15, bar: .float32(2.5)),
        Bench(name: "autoencoder", batch: 128, rounds: 7, bar: .reference(1.1)),
        Bench(name: "generator", batch: 1, rounds: 500, bar: .reference(1.3)),
        Bench(name: "predict", batch: 1, rounds: 500, bar: .reference(3)),
        Bench(name: "generator", batch: 128, rounds: 50, bar: .reference(1.1)),
        Bench(name: "transformer", batch: 16, rounds: 51, bar: .pyTorch(0.5)),
    ]

    var barText: String {
        switch bar {
        case .reference(let ratio): ratio.short(3)
        case .pyTorch(let ratio): "PyTorch \(ratio.short(3))"
        case .float32(let ratio): "float32 \(ratio.short(3))"
        }
    }

    /// Whether a ratio to C, or to PyTorch, is above the bar; false where there is none.
    func isMissed(_ reference: Double?, pyTorch: Double?) -> Bool {
        switch bar {
        case .reference(let bar), .float32(let bar): reference.map { $0 > bar } ?? false
        case .pyTorch(let bar): pyTorch.map { $0 > bar } ?? false
        }
    }

    static func text(_ microseconds: Double) -> String {
        microseconds >= 1000 ? "\((microseconds / 1000).short(4)) ms" : "\(microseconds.short(4)) µs"
    }

    /// Microseconds that the C reference and each installed framework take; nil for those that do not do this work.
    func others(_ reference: Reference, _ peers: Peers) throws -> [Double?] {
        if case .float32 = bar {
            return [try Bench(name: "house", batch: batch, rounds: rounds, bar: bar).time()]
                + peers.installed.map { _ in nil }
        }
        // A person's `predict` is held against a bare forward pass.
        let work = name == "predict" ? "generator" : name
        let plain = work == "transformer" ? nil : try reference.time(work, batch: batch, rounds: rounds)
        return [plain] + (try peers.installed.map { try peers.time($0.word, work, batch: batch) })
    }

    /// Median microseconds.
    func time() throws -> Double {
        switch name {
        case "house": try epochs([8, 64, 64, 1], rows: 16512, last: .linear, loss: .mse)
        case "bfloat16", "float16":
            try epochs(
                [8, 64, 64, 1], rows: 16512, last: .linear, loss: .mse, format: name == "float16" ? .float16 : .bfloat16
            )
        case "autoencoder":
            try epochs(
                [784, 64, 64, 784], rows: 10000, last: .sigmoid,
                loss: Loss.binaryCrossEntropy)
        case "transformer": try Transformer().time(rounds: rounds)
        case "predict": try predictions()
        default: try passes()
        }
    }

    private func network(_ sizes: [Int], last: Activation) throws -> Network {
        let layers = sizes.dropFirst().enumerated().map { index, units in
            DenseLayer(units: units, activation: index == sizes.count - 2 ? last : .relu)
        }
        return try Network(Architecture(layers), inputShapes: [[sizes[0]]], seed: 1)
    }

    private func data(_ rows: Int, _ columns: Int) -> (x: [Float], t: [Float]) {
        var stream = RandomStream(seed: 7, purpose: "benchmark")
        var x = (0..<rows * columns).map { _ in Float(stream.uniform()) }
        guard ["house", "bfloat16", "float16"].contains(name) else { return (x, x) }
        for i in x.indices { x[i] = 2 * x[i] - 1 }
        let t = (0..<rows).map { row -> Float in
            let v = Array(x[row * 8..<row * 8 + 4])
            return sin(2 * v[0]) + v[1] * v[2] + 0.5 * v[3] + Float(stream.uniform(-0.1, 0.1))
        }
        return (x, t)
    }

    private func epochs(
        _ sizes: [Int], rows: Int, last: Activation, loss: Loss, format: FloatFormat = .float32
    ) throws -> Double {
        let network = try network(sizes, last: last)
        let tape = try TrainingTape(network, loss: loss, batchSize: batch, omittingHeld: false, format: format)
        if format == .float16 { tape.lossScale = 1024 }
        let (x, t) = data(rows, sizes[0])
        let layout = ParameterLayout(
            tensors: network.entries.map { ParameterLayout.Tensor(name: $0.name, shape: $0.shape, range: $0.range) })
        let adam = try Optimizer("Adam", rate: .constant(1e-3), dialect: .pytorch).vectorState(layout: layout)
        var order = Array(0..<rows)
        var stream = RandomStream(seed: 7, purpose: "shuffle")
        return Self.median(rounds) {
            stream.shuffle(&order)
            order.withUnsafeBufferPointer { order in
                x.withUnsafeBufferPointer { x in
                    t.withUnsafeBufferPointer { t in
                        guard let x = x.baseAddress, let t = t.baseAddress else { return }
                        for from in stride(from: 0, to: rows, by: batch) {
                            let size = min(batch, rows - from)
                            tape.load(
                                UnsafeBufferPointer(rebasing: order[from..<from + size]), inputs: [x], targets: t)
                            _ = tape.gradient(batch: size, seed: 1, step: UInt64(adam.updates))
                            adam.step(parameters: network.parameters.buffer, gradient: tape.gradients.buffer, loss: 0)
                        }
                    }
                }
            }
        }
    }

    private func passes() throws -> Double {
        let network = try network([100, 64, 64, 784], last: .sigmoid)
        let x = draws()
        let recorded = try network.record(capacity: batch, gradients: nil)
        let input = recorded.tape.values(of: recorded.inputs[0])
        for i in x.indices { input[i] = x[i] }
        return Self.median(rounds) { for _ in 0..<20 { recorded.tape.forward(batch: batch, work: Work()) } } / 20
    }

    /// The same forward pass as a person calls it.
    private func predictions() throws -> Double {
        let layers = [DenseLayer(units: 64, activation: .relu), DenseLayer(units: 64, activation: .relu)]
        let model = Model(Architecture(layers + [DenseLayer(units: 784, activation: .sigmoid)]), seed: 1)
        let x = try Samples(shape: [batch, 100], values: draws())
        // The first call builds the model and shows that it can; later ones do the same.
        _ = try model.predict(x)
        return Self.median(rounds) { for _ in 0..<20 { _ = try? model.predict(x) } } / 20
    }

    private func draws() -> [Float] {
        var stream = RandomStream(seed: 7, purpose: "benchmark")
        return (0..<batch * 100).map { _ in Float(stream.uniform()) }
    }

    /// Median microseconds of a call.
    static func median(_ rounds: Int, _ body: () -> Void) -> Double {
        var times: [Double] = []
        for _ in 0..<rounds {
            let start = processorTime()
            body()
            times.append(Double(processorTime() - start) / 1000)
        }
        return times.sorted()[rounds / 2]
    }
}

/// Nanoseconds that this thread has computed; time in which it waited for a processor does not count.
private func processorTime() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
    return now.tv_sec * 1_000_000_000 + now.tv_nsec
}
