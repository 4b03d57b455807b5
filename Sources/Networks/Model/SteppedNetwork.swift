public import Answers
public import Tensors

/// A network of sequences, computed one step after the other: each step costs as much as a step, and not as much as all steps
/// before it once more.
///
/// It reads the network's own weights, also as they change. Layers of attention remember the keys and values of earlier steps,
/// recurrent layers their state; a step's output is that of the network on the sequence up to it (to the rounding of Float, and bit
/// for bit with the products of `CKernels`).
public final class SteppedNetwork {
    /// Sequences in lockstep, at most.
    public let capacity: Int
    /// Numbers of the output at each step.
    public let columns: Int
    /// Numbers of the input at each step: 1 for class numbers.
    public let inputColumns: Int
    /// Steps after which the sequence must begin anew, because positions have vectors of their own or keys are remembered; nil for a
    /// network whose memory is a state.
    public let mostSteps: Int?
    /// Steps that `stepBlock` takes at once: half of `mostSteps`; 1 for a network with a state.
    public let blockSteps: Int
    private let network: Network
    private let recorded: RecordedNetwork
    /// The same for `blockSteps` steps at once, in the same memories; nil where they are one.
    private let block: RecordedNetwork?
    private let place: SequencePlace

    /// - Parameters:
    ///   - network: its input is a sequence of class numbers (steps,) or of rows (steps, features), its output (steps, numbers).
    ///   - capacity: sequences that are computed at the same time, at least 1.
    ///   - keepsAttention: whether the weights of attention layers are written down step by step.
    ///   - omittingSoftmax: leaves logits where the last layer ends with a softmax.
    /// - Throws: `Mistake` that names a layer which cannot be computed step by step, and when there is no memory.
    public init(_ network: Network, capacity: Int = 1, omittingSoftmax: Bool = true, keepsAttention: Bool = false)
        throws
    {
        guard network.inputShapes.count == 1, let shape = network.inputShapes.first, (1...2).contains(shape.count),
            network.outputShape.count == 2, network.outputShape[0] == shape[0]
        else {
            throw Mistake(
                "the network makes \(network.outputShape.shapeText) of "
                    + network.inputShapes.map(\.shapeText).joined(separator: " and "),
                expected: "a row for each step of one sequence")
        }
        self.network = network
        self.capacity = Swift.max(1, capacity)
        inputColumns = shape.count == 2 ? shape[1] : 1
        place = SequencePlace(length: shape[0], keepsAttention: keepsAttention)
        let layers = network.architecture.nodes.map(\.layer)
        let most = layers.contains { $0.countsSteps } ? shape[0] : nil
        let blockSteps = layers.contains { $0.hasState } ? 1 : Swift.max(1, (most ?? 1) / 2)
        func written(_ rows: Int, capacity: Int, _ place: SequencePlace) throws -> RecordedNetwork {
            let tape = Tape(
                capacity: capacity, parameters: network.parameters, gradients: nil, state: network.state,
                kernels: network.kernels)
            tape.label = "input"
            let input = tape.input(
                columns: shape.count == 2 ? shape[1] : rows, rowsPerExample: shape.count == 2 ? rows : 1)
            place.recordAgain()
            let recorded = try network.recordSteps(
                rows, on: tape, input, at: place, omittingSoftmax: omittingSoftmax)
            try recorded.tape.seal()
            return recorded
        }
        recorded = try written(1, capacity: self.capacity, place)
        block = blockSteps > 1 && !keepsAttention ? try written(blockSteps, capacity: self.capacity, place) : nil
        columns = recorded.tape.columns(of: recorded.output)
        (mostSteps, self.blockSteps) = (most, block == nil ? 1 : blockSteps)
    }

    /// The weights of its attention layers on the first sequence, as far as steps were taken; none without `keepsAttention`.
    public var attention: [AttentionRecord] { place.attention }

    /// How many steps have been taken.
    public var position: Int { place.position }

    /// Goes back to position 0: the next step sees none of those before it.
    public func restart() { place.position = 0 }

    /// Where the input of the next step goes, `inputColumns` numbers for each sequence.
    public var input: UnsafeMutablePointer<Float> { recorded.tape.values(of: recorded.inputs[0]) }

    /// Takes one step of the first `count` sequences from what stands in `input`.
    ///
    /// - Returns: the output, `columns` numbers for each sequence, until the next step; nil when the work was cancelled, or
    ///   `mostSteps` are over.
    public func step(count: Int = 1, work: Work) -> UnsafeMutablePointer<Float>? {
        if let mostSteps, place.position >= mostSteps { return nil }
        guard recorded.tape.forward(batch: count, work: work) else { return nil }
        place.position += 1
        return recorded.tape.values(of: recorded.output)
    }
}

extension SteppedNetwork {
    /// Where the input of the next `blockSteps` steps goes, one sequence after the other.
    public var blockInput: UnsafeMutablePointer<Float> { block.map { $0.tape.values(of: $0.inputs[0]) } ?? input }

    /// Takes `blockSteps` steps of the first `count` sequences from what stands in `blockInput`: much faster than one after the other,
    /// since the weights are read once for all.
    ///
    /// - Returns: whether they were taken; not when the work was cancelled, or fewer than so many are left.
    public func stepBlock(count: Int = 1, work: Work) -> Bool {
        guard let block else { return step(count: count, work: work) != nil }
        if let mostSteps, place.position + blockSteps > mostSteps { return false }
        guard block.tape.forward(batch: count, work: work) else { return false }
        place.position += blockSteps
        return true
    }
}

extension Layer {
    /// Whether it carries a state from step to step.
    fileprivate var hasState: Bool {
        if let residual = self as? ResidualLayer { return residual.block.contains { $0.hasState } }
        return self is RecurrentLayer
    }

    /// Whether it has room for so many steps only.
    fileprivate var countsSteps: Bool {
        if let residual = self as? ResidualLayer { return residual.block.contains { $0.countsSteps } }
        return self is PositionEmbeddingLayer || self is SelfAttentionLayer
    }
}

extension Network {
    /// Writes all calls for so many steps, one for a layer with a state.
    fileprivate func recordSteps(
        _ rows: Int, on tape: Tape, _ input: Matrix, at steps: SequencePlace, omittingSoftmax: Bool
    ) throws -> RecordedNetwork {
        func single(_ shape: [Int]) -> [Int] { shape.isEmpty ? shape : [rows] + shape.dropFirst() }
        var outputs: [Matrix] = []
        var (nextParameter, nextState) = (0, 0)
        var own: [(parameters: [Matrix], state: [Matrix])] = []
        for (index, node) in architecture.nodes.enumerated() {
            tape.label = names[index]
            own.append(
                (
                    parameters: plans[index].parameters.map { parameter in
                        defer { nextParameter += 1 }
                        return tape.parameter(
                            offset: entries[nextParameter].range.lowerBound, rows: parameter.shape.exampleRows,
                            columns: parameter.shape.exampleColumns)
                    },
                    state: plans[index].state.map { item in
                        defer { nextState += 1 }
                        return tape.state(offset: stateEntries[nextState].range.lowerBound, columns: item.count)
                    }
                ))
            let weights = own[node.owner ?? index]
            var place = LayerPlace(
                inputs: [], shapes: [], output: single(plans[index].output), parameters: weights.parameters,
                state: weights.state, number: index, isFrozen: node.isFrozen)
            for source in node.sources {
                switch source {
                case .input(let number):
                    place.inputs.append(input)
                    place.shapes.append(single(inputShapes[number]))
                case .layer(let number):
                    place.inputs.append(outputs[number])
                    place.shapes.append(single(plans[number].output))
                }
            }
            var layer = node.layer
            if omittingSoftmax, architecture.last == .layer(index), let head = layer as? any HeadLayer,
                head.activation == .softmax
            {
                layer = head.withoutActivation
            }
            do {
                outputs.append(try layer.recordOneStep(on: tape, place, at: steps))
            } catch var mistake as Mistake {
                mistake.problem = "layer '\(names[index])': " + mistake.problem
                throw mistake
            }
        }
        let output: Matrix =
            switch architecture.last {
            case .input: input
            case .layer(let number): outputs[number]
            }
        return RecordedNetwork(tape: tape, inputs: [input], output: output, mask: nil)
    }
}
