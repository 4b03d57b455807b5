internal import Answers
internal import Networks
internal import Tensors

/// The layers of a model one after the other, those with kernels in integers. It belongs to one thread at a time.
final class ByteLine {
    private enum Step {
        /// In integers.
        case bytes(ByteLayer)
        /// In Float32: an activation, a pooling; recorded for the capacity.
        case floats(RecordedNetwork)
    }

    private let float: FloatLine
    /// The layers in integers, by their place in the line.
    private let layers: [Int: ByteLayer]
    private var steps: [(step: Step, size: Int)] = []
    private var capacity = 0
    private var (here, there): ([Float], [Float]) = ([], [])

    init(
        _ float: FloatLine, _ matrices: [String: ByteMatrix], _ grids: [String: IntegerGrid], _ kernels: ByteKernels
    ) {
        self.float = float
        var layers: [Int: ByteLayer] = [:]
        for place in float.places {
            guard let matrix = matrices[place.kernel], let grid = grids[place.kernel] else { continue }
            layers[place.index] = ByteLayer(
                place.kernel, matrix, grid: grid, biases: place.bias.map { float.values($0) },
                isRectified: place.activation == .relu, window: place.window, inputSize: float.sizes[place.index],
                kernels: kernels)
        }
        self.layers = layers
    }

    private func reserve(_ batch: Int) throws {
        guard batch > capacity else { return }
        var steps: [(Step, Int)] = []
        for index in float.network.architecture.nodes.indices {
            guard let layer = layers[index], let place = float.places.first(where: { $0.index == index }) else {
                steps.append((.floats(try float.part(index, capacity: batch)), float.sizes[index + 1]))
                continue
            }
            try layer.reserve(batch)
            let sums = (place.window?.places ?? float.sizes[index] / place.inputs) * place.outputs
            steps.append((.bytes(layer), sums))
            guard place.activation != .relu, place.activation != .linear else { continue }
            let shape = float.shapes[index + 1].dropLast() + [place.outputs]
            let function = try Network(
                Architecture([ActivationLayer(place.activation)], inputShape: Array(shape)),
                inputShapes: [Array(shape)], seed: 0)
            steps.append((.floats(try function.record(capacity: batch, gradients: nil)), float.sizes[index + 1]))
        }
        let widest = steps.reduce(float.sizes[0]) { Swift.max($0, $1.1) }
        here = [Float](repeating: 0, count: batch * widest)
        there = here
        (self.steps, capacity) = (steps, batch)
    }

    /// Answers a batch.
    ///
    /// - Returns: false where the work was cancelled.
    func answer(_ rows: [Float], count: Int, into answers: UnsafeMutablePointer<Float>, work: Work) throws -> Bool {
        try reserve(count)
        return rows.withUnsafeBufferPointer { rows in
            here.withUnsafeMutableBufferPointer { here in
                there.withUnsafeMutableBufferPointer { there in
                    guard let rows = rows.baseAddress, var from = here.baseAddress, var to = there.baseAddress else {
                        return false
                    }
                    var input = rows
                    for (number, (step, size)) in steps.enumerated() {
                        if work.isCancelled { return false }
                        let output = number == steps.count - 1 ? answers : to
                        switch step {
                        case .bytes(let layer): layer.run(count, input, output)
                        case .floats(let part):
                            let width = number == 0 ? float.sizes[0] : steps[number - 1].size
                            part.tape.values(of: part.inputs[0]).update(from: input, count: count * width)
                            guard part.tape.forward(batch: count, work: work) else { return false }
                            output.update(from: part.tape.values(of: part.output), count: count * size)
                        }
                        input = UnsafePointer(output)
                        (from, to) = (to, from)
                    }
                    return true
                }
            }
        }
    }
}
