import Networks
import Answers
import Numbers
import Tensors

/// One layer on a tape with given parameters: forward, and backward from a given gradient.
final class LayerProbe {
    let network: Network
    let gradients: FloatStore
    let recorded: RecordedNetwork
    let batch: Int

    convenience init(_ layers: [any Layer], inputShape: [Int], batch: Int, kernels: Kernels = .best) throws {
        try self.init(Architecture(layers), inputShape: inputShape, batch: batch, kernels: kernels)
    }

    init(_ architecture: Architecture, inputShape: [Int], batch: Int, kernels: Kernels = .best) throws {
        network = try Network(architecture, inputShapes: [inputShape], seed: 3, kernels: kernels)
        gradients = try FloatStore(count: network.parameterCount, for: "gradients")
        recorded = try network.record(capacity: batch, gradients: gradients, inputGradients: true)
        self.batch = batch
    }

    func set(_ name: String, _ values: [Float]) {
        for entry in network.entries where entry.name == name {
            for (i, value) in values.enumerated() { network.parameters.base[entry.range.lowerBound + i] = value }
        }
    }

    func forward(_ x: [Float], isTraining: Bool = true, step: UInt64 = 0) -> [Double] {
        let input = recorded.tape.values(of: recorded.inputs[0])
        for (i, value) in x.enumerated() { input[i] = value }
        recorded.tape.forward(batch: batch, isTraining: isTraining, seed: 5, step: step, work: Work())
        return read(recorded.tape.values(of: recorded.output), network.outputShape.reduce(1, *) * batch)
    }

    /// The gradient with respect to the input.
    func backward(_ dy: [Float], isTraining: Bool = true, step: UInt64 = 0) -> [Double] {
        let gradient = recorded.tape.gradient(of: recorded.output)
        for (i, value) in dy.enumerated() { gradient[i] = value }
        recorded.tape.backward(
            from: recorded.output, batch: batch, isTraining: isTraining, seed: 5, step: step, work: Work())
        return read(
            recorded.tape.gradient(of: recorded.inputs[0]), network.inputShapes[0].reduce(1, *) * batch)
    }

    func gradient(_ name: String) -> [Double] {
        network.entries.first { $0.name == name }.map { read(gradients.base + $0.range.lowerBound, $0.range.count) }
            ?? []
    }

    func state(_ name: String) -> [Double] {
        network.stateEntries.first { $0.name == name }.map {
            read(network.state.base + $0.range.lowerBound, $0.range.count)
        } ?? []
    }

    private func read(_ base: UnsafeMutablePointer<Float>, _ count: Int) -> [Double] {
        (0..<count).map { Double(base[$0]) }
    }
}

/// rows×columns, row-major, turned.
func turned(_ values: [Float], rows: Int, columns: Int) -> [Float] {
    (0..<columns).flatMap { j in (0..<rows).map { i in values[i * columns + j] } }
}

func turned(_ values: [Double], rows: Int, columns: Int) -> [Double] {
    (0..<columns).flatMap { j in (0..<rows).map { i in values[i * columns + j] } }
}

/// [batch, channels, places] to [batch, places, channels], and back with the two numbers exchanged.
func channelsMoved(_ values: [Float], batch: Int, _ a: Int, _ b: Int) -> [Float] {
    (0..<batch).flatMap { n in turned(Array(values[n * a * b..<(n + 1) * a * b]), rows: a, columns: b) }
}
