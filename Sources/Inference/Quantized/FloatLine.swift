internal import Answers
internal import Datasets
internal import Networks
internal import Tensors

/// A network whose layers stand in one line, taken apart into its layers: what calibration looks at, and what integers are put into.
final class FloatLine {
    /// A layer with a kernel that can be computed in integers.
    struct Place {
        /// The name of its kernel: `dense/kernel`.
        let kernel: String
        let bias: String?
        /// Numbers under one output, and outputs.
        let inputs, outputs: Int
        /// The window of a convolution.
        let window: SlidingWindow?
        /// What is applied to the sums.
        let activation: Activation
        /// The layer's place in the line.
        let index: Int
    }

    let network: Network
    let places: [Place]
    /// Numbers of one example before each layer, and after the last.
    let sizes: [Int]
    let shapes: [[Int]]

    /// - Throws: `Mistake` for a network that is no line.
    init(_ network: Network) throws {
        self.network = network
        let nodes = network.architecture.nodes
        for (index, node) in nodes.enumerated() {
            let before: Architecture.Source = index == 0 ? .input(0) : .layer(index - 1)
            guard node.sources == [before], node.owner == nil, network.inputShapes.count == 1 else {
                throw Mistake(
                    "layer '\(network.names[index])' does not simply read the layer before it",
                    expected: "layers in one line, which is what is computed in integers here",
                    try: "quantize(model, simulate=True)", argument: "model")
            }
        }
        shapes = [network.inputShapes[0]] + network.plans.map(\.output)
        sizes = shapes.map { $0.reduce(1, *) }
        var places: [Place] = []
        for (index, node) in nodes.enumerated() {
            let name = network.names[index]
            let bias = network.entries.first { $0.name == "\(name)/bias" }?.name
            if let dense = node.layer as? DenseLayer {
                places.append(
                    Place(
                        kernel: "\(name)/kernel", bias: bias, inputs: shapes[index].last ?? 1, outputs: dense.units,
                        window: nil, activation: dense.activation, index: index))
            } else if let conv = node.layer as? Conv2DLayer {
                let window = try conv.window(shapes[index])
                let outputs = network.entries.first { $0.name == "\(name)/kernel" }?.shape.last ?? 1
                places.append(
                    Place(
                        kernel: "\(name)/kernel", bias: bias, inputs: window.patchSize, outputs: outputs,
                        window: window, activation: conv.activation, index: index))
            }
        }
        self.places = places
        guard !places.isEmpty else {
            throw Mistake(
                "the model has no Dense or Conv2D layer, which is what is computed in integers here",
                expected: "a model with such layers", try: "quantize(model, simulate=True)", argument: "model")
        }
    }

    /// The numbers of a parameter tensor.
    func values(_ name: String) -> [Float] {
        network.entries.first { $0.name == name }.map { Array(network.values(of: $0)) } ?? []
    }

    /// One layer alone, recorded for a batch.
    func part(_ index: Int, capacity: Int) throws -> RecordedNetwork {
        try network.part(index, inputShapes: [shapes[index]]).record(capacity: capacity, gradients: nil)
    }

    /// The smallest and the largest input of each layer that can be computed in integers, over all rows.
    ///
    /// - Throws: `Mistake` for rows of another shape, and where a layer's inputs are not finite or too far apart for a scale;
    ///   `Stopped`.
    func ranges(_ x: Samples, work: Work) throws -> [String: (low: Float, high: Float)] {
        guard x.width == sizes[0] else {
            throw Mistake(
                "the calibration rows have \(x.width) numbers", expected: "\(sizes[0]), as the model reads them",
                argument: "calibration")
        }
        let capacity = Swift.min(x.count, 64)
        let parts = try network.architecture.nodes.indices.map { try part($0, capacity: capacity) }
        var found: [String: (low: Float, high: Float)] = [:]
        for start in stride(from: 0, to: x.count, by: capacity) {
            let batch = Swift.min(capacity, x.count - start)
            var rows = Array(x.values[start * sizes[0]..<(start + batch) * sizes[0]])
            for (index, part) in parts.enumerated() {
                if let place = places.first(where: { $0.index == index }) {
                    var (low, high) = found[place.kernel] ?? (.infinity, -.infinity)
                    // One that is no number stays: it is neither above nor below what comes later.
                    for value in rows {
                        if value < low || value.isNaN { low = value }
                        if value > high { high = value }
                    }
                    found[place.kernel] = (low, high)
                }
                part.tape.values(of: part.inputs[0]).update(from: rows, count: rows.count)
                guard part.tape.forward(batch: batch, work: work) else { throw Stopped() }
                rows = Array(
                    UnsafeBufferPointer(start: part.tape.values(of: part.output), count: batch * sizes[index + 1]))
            }
        }
        for (name, range) in found where !(range.high - range.low).isFinite {
            throw Mistake(
                "the inputs of \(name) go from \(range.low) to \(range.high) on the calibration rows",
                expected: "rows that the model can answer with finite numbers", argument: "calibration")
        }
        return found
    }
}
