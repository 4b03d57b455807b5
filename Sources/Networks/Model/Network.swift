public import Answers
import Numbers
public import Tensors

/// A built model: an architecture with its parameters, all in one flat vector with a layout.
///
/// A network is used by one thread at a time. Tapes are recorded on demand and share its memory.
public final class Network {
    /// One parameter tensor in the flat vector.
    public struct Entry: Sendable, Equatable {
        /// Layer and role: `dense/kernel`. No two tensors of a network have one name.
        public let name: String
        /// The same where layers are counted within the model alone: what files call it.
        public let fileName: String
        /// The layer's name: `dense`.
        public let layer: String
        /// Which tensor of the layer it is: `kernel`, `bias` …
        public let role: String
        /// (in, out) for the kernel of a dense layer.
        public let shape: [Int]
        /// Its place in the flat vector.
        public let range: Range<Int>
        /// The penalty on it, nil for none.
        public let regulariser: Regulariser?
        /// What is done to it after every update, nil for nothing.
        public let constraint: Constraint?
    }

    /// The layers and what each of them reads, as the network was built from them.
    public private(set) var architecture: Architecture
    /// The shape of one example of each input, without the axis of the batch.
    public let inputShapes: [[Int]]
    /// Names of the layers, in order.
    public let names: [String]
    /// What each layer makes of its inputs.
    public let plans: [LayerPlan]
    /// The parameter tensors, in the order of the flat vector.
    public let entries: [Entry]
    /// The tensors of running values, in the order of theirs.
    public let stateEntries: [Entry]
    /// All weights as one flat vector of Float; `entries` says where each tensor lies in it.
    public let parameters: FloatStore
    /// Numbers learnt without a gradient (running means and variances).
    public let state: FloatStore
    /// Of the initialisers; a training shuffles and drops by it.
    public let seed: UInt64
    let kernels: Kernels
    private var prediction: RecordedNetwork?
    /// What others keep with it: the tensors that its weights are in hand-written loops.
    public var companion: AnyObject?
    /// The embeddings that read an input of the model themselves: what that input may hold.
    let tables: [(name: String, layer: EmbeddingLayer, input: Int)]

    /// - Parameters:
    ///   - inputShapes: shape of one example of each input.
    ///   - seed: of the initialisers.
    ///   - weights: a network with the same layers, whose numbers are taken over instead of drawing new ones.
    ///   - memory: where its numbers stand already; it has none of its own then.
    /// - Throws: `Mistake` when a layer cannot read what it is given, when `weights` has other tensors, when there is no memory for the parameters, and when
    ///   the work is cancelled before all of them are drawn.
    public init(
        _ architecture: Architecture, inputShapes: [[Int]], seed: UInt64, kernels: Kernels = .best,
        weights: Network? = nil, memory: (parameters: FloatStore, state: FloatStore)? = nil, work: Work = Work()
    ) throws {
        self.architecture = architecture
        self.inputShapes = inputShapes
        self.seed = seed
        self.kernels = kernels
        names = architecture.names
        plans = try architecture.plan(inputShapes: inputShapes)
        tables = zip(names, architecture.nodes).compactMap { name, node in
            guard let layer = node.layer as? EmbeddingLayer, case .input(let number)? = node.sources.first else {
                return nil
            }
            return (name, layer, number)
        }
        let (entries, states) = Network.entries(of: plans, names, architecture.fileNames)
        self.entries = entries
        self.stateEntries = states
        if let memory {
            (parameters, state) = memory
            return
        }
        parameters = try FloatStore(shared: entries.last?.range.upperBound ?? 0, for: "the parameters of the model")
        state = try FloatStore(shared: states.last?.range.upperBound ?? 0, for: "the running values of the model")
        if let weights {
            try takeOver(weights)
        } else {
            try initialise(work)
        }
    }

    /// Where each tensor lies: parameters in one flat vector, running values in another.
    private static func entries(
        of plans: [LayerPlan], _ names: [String], _ fileNames: [String]
    ) -> (parameters: [Entry], states: [Entry]) {
        var entries: [Entry] = []
        var states: [Entry] = []
        var next = 0
        var nextState = 0
        for ((name, fileName), plan) in zip(zip(names, fileNames), plans) {
            for parameter in plan.parameters {
                let count = parameter.shape.reduce(1, *)
                entries.append(
                    Entry(
                        name: "\(name)/\(parameter.name)", fileName: "\(fileName)/\(parameter.name)", layer: name,
                        role: parameter.name, shape: parameter.shape,
                        range: next..<next + count, regulariser: parameter.regulariser,
                        constraint: parameter.constraint))
                next += count
            }
            for item in plan.state {
                states.append(
                    Entry(
                        name: "\(name)/\(item.name)", fileName: "\(fileName)/\(item.name)", layer: name,
                        role: item.name, shape: [item.count],
                        range: nextState..<nextState + item.count, regulariser: nil, constraint: nil))
                nextState += item.count
            }
        }
        return (entries, states)
    }

    /// The numbers of a network with the same layers.
    private func takeOver(_ weights: Network) throws {
        let (own, given) = (entries + stateEntries, weights.entries + weights.stateEntries)
        let unlike = zip(own, given).first { $0.0.fileName != $0.1.fileName || $0.0.shape != $0.1.shape }
        guard own.count == given.count, unlike == nil else {
            throw Mistake(
                "the weights are of another model: "
                    + (unlike.map { "\($0.1.name) of shape \($0.1.shape.shapeText)" } ?? "\(given.count) tensors"),
                expected: unlike.map { "\($0.0.name) of shape \($0.0.shape.shapeText)" } ?? "\(own.count) tensors")
        }
        parameters.copy(from: weights.parameters)
        state.copy(from: weights.state)
    }

    private func initialise(_ work: Work) throws {
        var index = 0
        for plan in plans {
            for parameter in plan.parameters {
                var stream = RandomStream(seed: seed, purpose: "initialiser", index: UInt64(index))
                let range = entries[index].range
                try parameter.initialiser.fill(
                    UnsafeMutableBufferPointer(start: parameters.base + range.lowerBound, count: range.count),
                    shape: parameter.shape, using: &stream, work: work)
                index += 1
            }
        }
        index = 0
        for item in plans.flatMap(\.state) {
            let base = state.base + stateEntries[index].range.lowerBound
            base.update(repeating: item.initial, count: item.count)
            if let values = item.values { for (i, value) in values.enumerated() { base[i] = value } }
            index += 1
        }
    }

    /// Holds the parameters of a layer where they are, or lets them be learnt again. Programs that are recorded already do not know.
    public func freeze(_ index: Int, _ isFrozen: Bool) { architecture.freeze(index, isFrozen) }

    /// Names of the layers whose parameters are not learnt.
    public var frozen: Set<String> {
        Set(zip(names, architecture.nodes).filter { $0.1.isFrozen }.map(\.0))
    }

    /// Whether a layer may add to the loss by itself.
    public var addsToLoss: Bool { architecture.nodes.contains { $0.layer.addsToLoss } }

    /// Whether a parameter is not learnt: its layer is frozen, or holds it back by itself. False for one of another network.
    public func isFrozen(_ entry: Entry) -> Bool {
        guard let index = names.firstIndex(of: entry.layer) else { return false }
        let node = architecture.nodes[index]
        return node.isFrozen || node.layer.holds(entry.role)
    }

    /// Whether a parameter stays where it is for as long as no layer is frozen or let go: a program need not compute its gradient.
    /// A layer of a class of one's own, and a model that is a layer, may change their minds in the middle of a training.
    func isHeldForGood(_ entry: Entry) -> Bool {
        guard let index = names.firstIndex(of: entry.layer) else { return false }
        let node = architecture.nodes[index]
        return node.isFrozen || (node.layer as? LowRankLayer)?.holds(entry.role) == true
    }

    /// How many numbers are moved by training.
    public var learntCount: Int { parameterCount - frozenRanges.reduce(0) { $0 + $1.count } }

    /// Where in the flat vector the parameters are that are not learnt.
    public var frozenRanges: [Range<Int>] {
        guard architecture.nodes.contains(where: { $0.isFrozen || $0.layer.mayHold }) else { return [] }
        return entries.filter { isFrozen($0) }.map(\.range)
    }

    /// One layer alone, in the memory of this network.
    ///
    /// - Throws: `Mistake` when it cannot read inputs of these shapes.
    public func part(_ index: Int, inputShapes: [[Int]]) throws -> Network {
        let node = architecture.nodes[index]
        let name = names[node.owner ?? index]
        var alone = Architecture(inputShapes: inputShapes.map { $0 })
        alone.add(node.layer, reading: inputShapes.indices.map { Architecture.Source.input($0) })
        alone.freeze(0, node.isFrozen)
        return try Network(
            alone, inputShapes: inputShapes, seed: seed, kernels: kernels,
            memory: memory(of: name))
    }

    /// The shape of one example of the output, without the axis of the batch.
    public var outputShape: [Int] {
        switch architecture.last {
        case .input(let number): inputShapes[number]
        case .layer(let number): plans[number].output
        }
    }

    /// How many numbers are learnt by gradient.
    public var parameterCount: Int { parameters.count }

    /// Records the whole model on a new tape and seals it.
    ///
    /// - Parameters:
    ///   - cacheSize: see `Tape.init`.
    ///   - gradients: where gradients go, as long as `parameters`; nil for prediction.
    ///   - omittingLastActivation: leaves the output as logits, for a loss that includes the activation.
    ///   - inputGradients: whether `backward` also gives the gradient with respect to the inputs.
    /// - Throws: `Mistake` when there is no memory for `capacity` examples.
    public func record(
        capacity: Int, cacheSize: Int? = nil, gradients: FloatStore?, omittingLastActivation: Bool = false,
        inputGradients: Bool = false
    ) throws -> RecordedNetwork {
        let recorded = try write(
            capacity: capacity, cacheSize: cacheSize, gradients: gradients,
            omittingLastActivation: omittingLastActivation,
            inputGradients: inputGradients)
        try recorded.tape.seal()
        return recorded
    }

    /// Records the whole model on a new tape that holds no memory yet.
    ///
    /// - Parameters:
    ///   - omittingHeld: whether parameters that are held get no gradient.
    ///   - copy: the parameters to read in the place of the network's own, laid out as they are.
    ///   - narrow: the format of what is computed; nil for float32.
    func write(
        capacity: Int, cacheSize: Int?, gradients: FloatStore?, omittingLastActivation: Bool,
        inputGradients: Bool = false, omittingHeld: Bool = false, copy: FloatStore? = nil, narrow: NarrowFormat? = nil
    ) throws -> RecordedNetwork {
        // The output of a network of which nothing is learnt has a gradient all the same.
        let held = omittingHeld ? entries.map(isHeldForGood) : []
        let omits = held.contains(true) && held.contains(false)
        let tape = Tape(
            capacity: capacity, cacheSize: cacheSize, parameters: copy ?? parameters, gradients: gradients,
            state: state, kernels: kernels)
        tape.narrow = narrow
        tape.label = "input"
        let inputs = inputShapes.map {
            tape.input(
                columns: $0.exampleColumns, rowsPerExample: $0.exampleRows, needsGradient: inputGradients)
        }
        var (nextParameter, nextState) = (0, 0)
        let own = plans.map { plan in
            (
                parameters: plan.parameters.map { parameter in
                    defer { nextParameter += 1 }
                    return tape.parameter(
                        offset: entries[nextParameter].range.lowerBound, rows: parameter.shape.exampleRows,
                        columns: parameter.shape.exampleColumns, isHeld: omits && held[nextParameter])
                },
                state: plan.state.map { item in
                    defer { nextState += 1 }
                    return tape.state(offset: stateEntries[nextState].range.lowerBound, columns: item.count)
                }
            )
        }
        let (output, mask) = try architecture.record(
            on: tape, inputs, shapes: inputShapes, plans: plans, own: own, names: names,
            omittingLastActivation: omittingLastActivation)
        return RecordedNetwork(tape: tape, inputs: inputs, output: output, mask: mask)
    }

    /// Where the numbers of a layer are: the parts of the flat vectors that are its own, shared and not copied.
    ///
    /// - Parameter layer: its unique name; of one that is not there the parts are empty.
    public func memory(of layer: String) -> (parameters: FloatStore, state: FloatStore) {
        func part(_ entries: [Entry], _ store: FloatStore) -> FloatStore {
            let mine = entries.filter { $0.layer == layer }
            return FloatStore(part: (mine.first?.range.lowerBound ?? 0)..<(mine.last?.range.upperBound ?? 0), of: store)
        }
        return (part(entries, parameters), part(stateEntries, state))
    }

    /// The same network with its numbers in other memory, where they stand already.
    public func moved(to memory: (parameters: FloatStore, state: FloatStore)) throws -> Network {
        try Network(architecture, inputShapes: inputShapes, seed: seed, kernels: kernels, memory: memory)
    }

    /// The activation of the last layer, when a loss can include it.
    public var lastActivation: Activation? {
        guard case .layer(let number) = architecture.last else { return nil }
        return (architecture.nodes[number].layer as? any HeadLayer)?.activation
    }

    /// The same where the loss may take it over: a penalty on what the layer gives needs the activation where it is.
    var fusableActivation: Activation? {
        guard case .layer(let number) = architecture.last else { return nil }
        let head = architecture.nodes[number].layer as? any HeadLayer
        return head?.addsToLoss == true ? nil : head?.activation
    }

    /// The model's output for `count` examples, row-major, in batches of at most `batchSize`; of fewer when the work is
    /// cancelled.
    ///
    /// - Throws: `Mistake` when there is no memory for a batch or for the result.
    public func predict(_ inputs: [[Float]], count: Int, batchSize: Int = 32, work: Work = Work()) throws -> [Float] {
        let size = outputShape.reduce(1, *)
        try MemoryRoom.check(4 * Double(count) * Double(size), for: "the predictions for \(count) rows") { room in
            "\(room / 4 / size) rows at a time"
        }
        return try [Float](unsafeUninitializedCapacity: count * size) { out, written in
            guard let base = out.baseAddress else { return }
            let rows = try predict(inputs, count: count, batchSize: batchSize, into: base, work: work)
            written = rows * size
        }
    }

    /// The same into memory of the caller's, without allocating once a tape is recorded.
    ///
    /// - Returns: for how many examples the output was computed: all of them, unless the work was cancelled.
    @discardableResult
    public func predict(
        _ inputs: [[Float]], count: Int, batchSize: Int, into result: UnsafeMutablePointer<Float>, work: Work = Work()
    ) throws -> Int {
        let capacity = Swift.max(1, Swift.min(batchSize, count))
        let recorded: RecordedNetwork
        if let prediction, prediction.tape.capacity >= capacity {
            recorded = prediction
        } else {
            prediction = nil
            recorded = try record(capacity: capacity, gradients: nil)
            prediction = recorded
        }
        let outputSize = outputShape.reduce(1, *)
        var start = 0
        while start < count, !work.isCancelled {
            let batch = Swift.min(capacity, count - start)
            for number in inputShapes.indices {
                let size = inputShapes[number].reduce(1, *)
                inputs[number].withUnsafeBufferPointer { source in
                    guard let base = source.baseAddress else { return }
                    recorded.tape.values(of: recorded.inputs[number]).update(
                        from: base + start * size, count: batch * size)
                }
            }
            guard recorded.tape.forward(batch: batch, work: work) else { break }
            (result + start * outputSize).update(
                from: recorded.tape.values(of: recorded.output), count: batch * outputSize)
            start += batch
        }
        return start
    }

    /// Bytes that `predict` holds, once it has been called.
    var predictionBytes: Int { prediction.map { $0.tape.heldBytes } ?? 0 }
}

/// A model on a tape.
public struct RecordedNetwork {
    /// The operations in their order, recorded for one size of batch.
    public let tape: Tape
    /// Where the examples go before `forward`, a row for each, a matrix for each input.
    public let inputs: [Matrix]
    /// Where the answers stand after `forward`.
    public let output: Matrix
    /// Where it stands which rows of the answers count; nil where all do.
    public let mask: Matrix?
}
