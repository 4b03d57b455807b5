import Foundation
import Networks
import Numbers
import Optimizers
import Tensors

/// One line of the table: a piece of work that Descent and the C reference both do.
struct Bench {
    var name: String
    var batch: Int
    var rounds: Int
    /// The largest ratio that is accepted.
    var bar: Double

    static let all = [
        Bench(name: "house", batch: 32, rounds: 15, bar: 1.15), Bench(name: "house", batch: 128, rounds: 15, bar: 1),
        Bench(name: "autoencoder", batch: 128, rounds: 7, bar: 1.1),
        Bench(name: "generator", batch: 1, rounds: 500, bar: 1.3),
        Bench(name: "predict", batch: 1, rounds: 500, bar: 3),
        Bench(name: "generator", batch: 128, rounds: 50, bar: 1.1),
    ]

    /// The same work's name in the C program.
    var referenceName: String { name == "predict" ? "generator" : name }

    static func text(_ microseconds: Double) -> String {
        let text = microseconds >= 1000 ? "\((microseconds / 1000).short(4)) ms" : "\(microseconds.short(4)) µs"
        return text.padding(toLength: 16, withPad: " ", startingAt: 0)
    }

    /// Median microseconds.
    func time() throws -> Double {
        switch name {
        case "house": return try epochs([8, 64, 64, 1], rows: 16512, last: .linear, loss: .mse)
        case "autoencoder":
            return try epochs(
                [784, 64, 64, 784], rows: 10000, last: .sigmoid,
                loss: Loss(.binaryCrossEntropy(fromLogits: false, positiveWeight: 1)))
        default: return try passes()
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
        guard name == "house" else { return (x, x) }
        for i in x.indices { x[i] = 2 * x[i] - 1 }
        let t = (0..<rows).map { row -> Float in
            let v = Array(x[row * 8..<row * 8 + 4])
            return sin(2 * v[0]) + v[1] * v[2] + 0.5 * v[3] + Float(stream.uniform(-0.1, 0.1))
        }
        return (x, t)
    }

    private func epochs(_ sizes: [Int], rows: Int, last: Activation, loss: Loss) throws -> Double {
        let network = try network(sizes, last: last)
        let tape = try TrainingTape(network, loss: loss, batchSize: batch)
        let (x, t) = data(rows, sizes[0])
        let layout = Layout(
            tensors: network.entries.map { Layout.Tensor(name: $0.name, shape: $0.shape, range: $0.range) })
        let adam = try Optimizer("Adam", ["learning_rate": 1e-3], dialect: .pytorch).vectorState(layout: layout)
        var order = Array(0..<rows)
        var stream = RandomStream(seed: 7, purpose: "shuffle")
        return median {
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
                            adam.step(parameters: network.parameters.buffer, gradient: tape.gradients.buffer)
                        }
                    }
                }
            }
        }
    }

    private func passes() throws -> Double {
        let network = try network([100, 64, 64, 784], last: .sigmoid)
        var stream = RandomStream(seed: 7, purpose: "benchmark")
        let x = (0..<batch * 100).map { _ in Float(stream.uniform()) }
        if name == "predict" {
            return median { for _ in 0..<20 { _ = network.predict([x], count: batch) } } / 20
        }
        let recorded = network.record(capacity: batch, gradients: nil)
        let input = recorded.tape.values(of: recorded.inputs[0])
        for i in x.indices { input[i] = x[i] }
        return median { for _ in 0..<20 { recorded.tape.forward(batch: batch) } } / 20
    }

    /// Median microseconds of a call.
    func median(_ body: () -> Void) -> Double {
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
