import Answers
import Language
import Networks
import Training

/// The output of a layer in a model that is being composed; carries no numbers.
final class SymbolicTensor: Presentable {
    static var kind: String { "symbolic tensor" }

    /// nil for an input of the model.
    let layer: (any Layer)?
    let identity: LayerIdentity?
    let inputs: [SymbolicTensor]
    /// Where the layer's weights are.
    let seat: LayerSeat?
    /// Shape of one example, for an input; nil for an extent that the data tell.
    let shape: [Int?]?
    /// `name=` of an input, nil where one is made up.
    let givenName: String?
    /// What one example of a layer's output is like, where all lengths are known.
    let known: [Int]?

    /// An input; without a shape where the data tell it.
    init(shape: [Int?]?, name: String? = nil) {
        layer = nil
        identity = nil
        seat = nil
        inputs = []
        known = nil
        self.shape = shape
        givenName = name
    }

    init(
        layer: any Layer, identity: LayerIdentity, inputs: [SymbolicTensor], seat: LayerSeat? = nil,
        known: [Int]? = nil
    ) {
        self.layer = layer
        self.known = known
        self.seat = seat
        self.identity = identity
        self.inputs = inputs
        shape = nil
        givenName = layer.givenName
    }

    /// The output of a layer that is called on tensors; where all lengths are known, the layer says at once what it cannot read.
    static func calling(
        _ layer: any Layer, _ identity: LayerIdentity, on inputs: [SymbolicTensor], seat: LayerSeat? = nil,
        _ context: Context
    ) throws -> SymbolicTensor {
        let shapes = inputs.compactMap { input in input.known ?? input.shape?.closed }
        let output =
            shapes.count == inputs.count
            ? try context.ownLayers.within(context) { try layer.plan(shapes).output } : nil
        return SymbolicTensor(layer: layer, identity: identity, inputs: inputs, seat: seat, known: output)
    }

    /// What one example of it is like: that of an input, or what the layers make of their inputs.
    ///
    /// - Throws: `Mistake` where a layer cannot read what it is given.
    func exampleShape() throws -> [Int?] {
        if let shape { return shape }
        if let known { return known.map(Optional.some) }
        guard layer != nil, let plan = try architecture(from: origins).openPlan() else {
            throw SymbolicTensor.unknownShape
        }
        return plan.outputs.last ?? []
    }

    /// Tries the layer on what it is called on, so that its mistakes come up there.
    ///
    /// - Throws: what the layer throws for every length that an open extent is tried with.
    func checkShape() throws {
        guard let layer, let shapes = try? inputs.map({ try $0.exampleShape() }) else { return }
        var first: (any Error)?
        for extent in [8, 64, 256] {
            do {
                _ = try layer.plan(shapes.map { $0.map { $0 ?? extent } })
                return
            } catch {
                first = first ?? error
                if shapes.allSatisfy({ $0.closed != nil }) { break }
            }
        }
        if let first { throw first }
    }

    private static let unknownShape = Mistake(
        "the shape of the input is known once there are data", expected: "an input whose lengths are given",
        try: "Input(shape=(10,))")

    /// The inputs that it depends on.
    private var origins: [SymbolicTensor] {
        var seen: Set<ObjectIdentifier> = []
        var found: [SymbolicTensor] = []
        var open = [self]
        while let tensor = open.popLast() {
            guard seen.insert(ObjectIdentifier(tensor)).inserted else { continue }
            if tensor.layer == nil { found.append(tensor) }
            open += tensor.inputs
        }
        return found
    }

    var summary: String {
        guard let layer else { return "Input(\((shape ?? []).shapeText))" }
        return "\(layer.summary)(\(inputs.map { $0.layer?.kind ?? "input" }.joined(separator: ", ")))"
    }

    /// Lets the layers between the inputs and this tensor know that they stand in the model.
    func attach(to model: Model) {
        var seats: [ObjectIdentifier: LayerSeat] = [:]
        var seen: Set<ObjectIdentifier> = []
        var open = [self]
        while let tensor = open.popLast() {
            guard seen.insert(ObjectIdentifier(tensor)).inserted else { continue }
            if let identity = tensor.identity { seats[ObjectIdentifier(identity)] = tensor.seat }
            open += tensor.inputs
        }
        for (index, node) in model.architecture.nodes.enumerated() where node.owner == nil {
            if let identity = node.identity { seats[ObjectIdentifier(identity)]?.attach(model, index) }
        }
    }

    /// The layers between the inputs and this tensor in Keras's order: those furthest from it first, and of those equally far
    /// the one that is met first on the way back from it.
    ///
    /// - Throws: `Mistake` when an input of the graph is not among `inputs`.
    func architecture(from inputs: [SymbolicTensor]) throws -> Architecture { try composed(from: inputs).architecture }

    /// The same, with the tensor of every call.
    func composed(from inputs: [SymbolicTensor]) throws -> (architecture: Architecture, calls: [SymbolicTensor]) {
        let graph = try Graph(of: self, from: inputs)
        var architecture = Architecture(openShapes: inputs.map(\.shape), inputNames: inputs.map(\.givenName))
        var placed: [ObjectIdentifier: Architecture.Source] = [:]
        for (index, input) in inputs.enumerated() { placed[ObjectIdentifier(input)] = .input(index) }
        for tensor in graph.calls {
            guard let layer = tensor.layer else { continue }
            let sources = tensor.inputs.compactMap { placed[ObjectIdentifier($0)] }
            placed[ObjectIdentifier(tensor)] = architecture.add(layer, identity: tensor.identity, reading: sources)
        }
        architecture.output = placed[ObjectIdentifier(self)]
        return (architecture, graph.calls)
    }
}

/// The calls of layers between a model's inputs and its output.
private struct Graph {
    /// Each after what it reads from.
    private(set) var calls: [SymbolicTensor] = []
    /// When a layer was first met, going back from the output, first inputs first.
    private var met: [ObjectIdentifier: Int] = [:]

    init(of output: SymbolicTensor, from inputs: [SymbolicTensor]) throws {
        try walk(back: output, to: Set(inputs.map(ObjectIdentifier.init)))
        sort()
    }

    /// Depth first, with a stack of its own: a long chain must not exhaust the thread's.
    private mutating func walk(back output: SymbolicTensor, to inputs: Set<ObjectIdentifier>) throws {
        var seen = inputs
        var open: [(tensor: SymbolicTensor, next: Int)] = []
        func enter(_ tensor: SymbolicTensor) throws {
            guard seen.insert(ObjectIdentifier(tensor)).inserted else { return }
            guard let identity = tensor.identity else {
                throw Mistake(
                    "the outputs depend on an input that is not given to Model",
                    expected: "all inputs in Model(inputs, outputs)")
            }
            if met[ObjectIdentifier(identity)] == nil { met[ObjectIdentifier(identity)] = met.count }
            open.append((tensor, 0))
        }
        try enter(output)
        while let (tensor, next) = open.last {
            if next < tensor.inputs.count {
                open[open.count - 1].next += 1
                try enter(tensor.inputs[next])
            } else {
                calls.append(tensor)
                open.removeLast()
            }
        }
    }

    /// By the number of calls to the output; all calls of a layer are at least as far as the nearest to the output that was
    /// measured before them, so that a layer stands where its first call does.
    private mutating func sort() {
        var far: [ObjectIdentifier: Int] = [:]
        var layers: [ObjectIdentifier: Int] = [:]
        for tensor in calls.reversed() {
            guard let identity = tensor.identity.map(ObjectIdentifier.init) else { continue }
            let depth = Swift.max(far[ObjectIdentifier(tensor)] ?? 0, layers[identity] ?? 0)
            (far[ObjectIdentifier(tensor)], layers[identity]) = (depth, depth)
            for input in tensor.inputs {
                // A part of what a layer gives stands behind it, and half as far as another layer would.
                let hidden = [tensor, input].count { $0.layer is any HiddenLayer }
                far[ObjectIdentifier(input)] = Swift.max(
                    far[ObjectIdentifier(input)] ?? 0, depth + Swift.max(1, 2 - hidden))
            }
        }
        let ranked = calls.enumerated().map { offset, tensor in
            let layer = tensor.identity.flatMap { met[ObjectIdentifier($0)] } ?? 0
            return (distance: far[ObjectIdentifier(tensor)] ?? 0, layer: layer, offset: offset, tensor: tensor)
        }
        // The order of the walk breaks ties: Swift's sort promises no order of equals.
        calls = ranked.sorted { (-$0.distance, $0.layer, $0.offset) < (-$1.distance, $1.layer, $1.offset) }.map(
            \.tensor)
    }
}
