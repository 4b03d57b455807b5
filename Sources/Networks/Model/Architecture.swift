internal import Answers

/// Layers and how they are connected: a chain for a sequential model, any acyclic graph with one output otherwise.
public struct Architecture: Sendable {
    /// Where a layer reads from.
    public enum Source: Sendable, Equatable {
        /// An input of the model, by number.
        case input(Int)
        /// The output of an earlier layer.
        case layer(Int)
    }

    /// One call of a layer.
    public struct Node: Sendable {
        /// The layer that is called, with its settings; its parameters are the network's.
        public var layer: any Layer
        /// What it is called on.
        public var sources: [Source]
        /// Whose further calls share this layer's parameters; nil for a layer that is called once.
        public var identity: LayerIdentity?
        /// The earlier node whose parameters and running values this one reads: that of the layer's first call.
        public internal(set) var owner: Int?
        /// Whether its parameters are held where they are, and its running values too: Keras's `trainable = False`.
        public internal(set) var isFrozen = false
    }

    /// The calls, each after those it reads from.
    public private(set) var nodes: [Node] = []
    /// Shapes of one example of each input, as far as they are known: nil for an extent that the data tell, Keras's None, and where
    /// nothing is known.
    public private(set) var openShapes: [[Int?]?]
    /// The names given to the inputs of a model that was composed by calling layers on them; nil for a chain.
    public var inputNames: [String?]?
    /// What the model gives back; nil for the last layer.
    public var output: Source?

    /// - Parameter openShapes: one entry per input; nil when the data will tell.
    public init(openShapes: [[Int?]?] = [nil], inputNames: [String?]? = nil) {
        self.openShapes = openShapes
        self.inputNames = inputNames
    }

    /// The same of shapes that are known whole, or not at all.
    public init(inputShapes: [[Int]?], inputNames: [String?]? = nil) {
        self.init(inputNames: inputNames)
        self.inputShapes = inputShapes
    }

    /// A chain: each layer reads the one before it, the first the input.
    ///
    /// - Parameter inputShape: of one example, without the axis of the batch; nil where the data will tell.
    public init(_ layers: [any Layer], inputShape: [Int]? = nil) {
        self.init(inputShapes: [inputShape])
        for layer in layers { append(layer) }
    }

    /// Shapes of one example of each input, where they are known whole.
    public var inputShapes: [[Int]?] {
        get { openShapes.map { $0?.closed } }
        set { openShapes = newValue.map { shape in shape.map { $0.map(Optional.some) } } }
    }

    /// Says what is known of the shape of one example, of the one input; nil for an extent that the data will tell.
    public mutating func expect(_ shape: [Int?]) { openShapes = [shape] }

    /// The last layer's output, or the first input of an empty model.
    public var last: Source { output ?? (nodes.isEmpty ? .input(0) : .layer(nodes.count - 1)) }

    /// Adds a layer that reads the last one's output.
    ///
    /// - Parameter identity: see `add`.
    public mutating func append(_ layer: any Layer, identity: LayerIdentity? = nil) {
        add(layer, identity: identity, reading: [last])
    }

    /// Holds the parameters of a layer where they are, or lets them be learnt again.
    public mutating func freeze(_ index: Int, _ isFrozen: Bool) {
        for place in nodes.indices where place == index || nodes[place].owner == index {
            nodes[place].isFrozen = isFrozen
        }
    }

    /// Puts another layer in the place of one, which reads what that one read.
    public mutating func replace(_ index: Int, with layer: any Layer) { nodes[index].layer = layer }

    /// Takes the last layer away.
    public mutating func removeLast() { nodes.removeLast() }

    /// Adds a layer that reads from these places, which must exist already.
    ///
    /// - Parameter identity: a layer added before under the same identity shares its parameters and running values with
    ///   this one, as a layer of Keras or PyTorch that is called twice; their gradients add.
    @discardableResult
    public mutating func add(
        _ layer: any Layer, identity: LayerIdentity? = nil, reading sources: [Source]
    ) -> Source {
        let owner = identity.flatMap { identity in nodes.firstIndex { $0.identity === identity } }
        nodes.append(Node(layer: layer, sources: sources, identity: identity, owner: owner))
        return .layer(nodes.count - 1)
    }

    /// The calls of the layers in order, with what each reads from where that is not the layer before it.
    public var layersInWords: String {
        nodes.enumerated().map { place, node in
            let isNext = node.sources == [place == 0 ? .input(0) : .layer(place - 1)]
            let sources = node.sources.map { source in
                switch source {
                case .input(let number): "input \(number + 1)"
                case .layer(let number): "\(number + 1)"
                }
            }
            return node.layer.summary + (isNext ? "" : " of \(sources.joined(separator: ", "))")
        }.joined(separator: " → ")
    }

    /// The layers' names: those given, those counted where the layer was made, and `kind`, `kind_1`, `kind_2` … for the others;
    /// `dense (call 2)` where a layer is called again.
    public var names: [String] { named { $0.identity?.name } }

    /// The same without those counted where the layers were made: what files call them, whatever else was made before.
    public var fileNames: [String] { named { _ in nil } }

    private func named(_ counted: (Node) -> String?) -> [String] {
        var counts: [String: Int] = [:]
        var calls: [Int: Int] = [:]
        var names: [String] = []
        var taken = Set(nodes.compactMap(\.layer.givenName))
        for node in nodes {
            if let owner = node.owner {
                calls[owner, default: 1] += 1
                names.append("\(names[owner]) (call \(calls[owner, default: 1]))")
            } else if let given = node.layer.givenName {
                names.append(given)
            } else if let name = counted(node), taken.insert(name).inserted {
                names.append(name)
            } else {
                names.append(made(node.layer.kind))
            }
        }
        return names

        func made(_ kind: String) -> String {
            while true {
                let number = counts[kind, default: 0]
                counts[kind] = number + 1
                let name = number == 0 ? kind : "\(kind)_\(number)"
                if taken.insert(name).inserted { return name }
            }
        }
    }

    /// What each layer makes of its inputs. A further call of a layer has no parameters of its own.
    ///
    /// - Throws: `Mistake` naming the layer, the expected and the found shape; also for what no memory holds.
    public func plan(inputShapes given: [[Int]]) throws -> [LayerPlan] {
        guard given.count == openShapes.count else {
            throw Mistake("the model has \(openShapes.count) inputs and is given \(given.count)")
        }
        for (known, found) in zip(openShapes, given) {
            guard let known, !found.fits(known) else { continue }
            throw Mistake(
                "the model is given examples of shape \(found.shapeText)", expected: "shape \(known.shapeText)")
        }
        guard !nodes.isEmpty else { throw Mistake("the model has no layers", try: "model.add(Dense(1))") }
        let names = names
        if let twice = Dictionary(grouping: names, by: { $0 }).first(where: { $0.value.count > 1 })?.key {
            throw Mistake("two layers are called '\(twice)'", expected: "a name of its own for each layer")
        }
        for shape in given where (shape.numbers ?? .max) > LayerPlan.mostNumbers {
            throw Mistake(
                "one example of shape \(shape.shapeText) is too large",
                expected: "at most \(LayerPlan.mostNumbers) numbers")
        }
        var plans: [LayerPlan] = []
        var parameters = 0
        for (index, node) in nodes.enumerated() {
            let shapes = try node.sources.map { source -> [Int] in
                switch source {
                case .input(let number) where given.indices.contains(number): return given[number]
                case .layer(let number) where number < plans.count: return plans[number].output
                default: throw Mistake("layer '\(names[index])' reads from a layer that comes after it")
                }
            }
            do {
                let plan = try own(try node.layer.plan(shapes), node, plans)
                parameters += try plan.checkSize()
                guard parameters <= LayerPlan.mostNumbers else {
                    throw Mistake(
                        "with it the model has \(parameters) parameters", expected: "at most \(LayerPlan.mostNumbers)")
                }
                plans.append(plan)
            } catch var mistake as Mistake {
                mistake.problem = "layer '\(names[index])': " + mistake.problem
                throw mistake
            }
        }
        return plans
    }

    /// The plan of a node without what belongs to the layer's first call.
    private func own(_ plan: LayerPlan, _ node: Node, _ earlier: [LayerPlan]) throws -> LayerPlan {
        guard let owner = node.owner else { return plan }
        let first = earlier[owner]
        let (here, there) = (plan.parameters.map(\.shape), first.parameters.map(\.shape))
        guard here == there, plan.state.map(\.count) == first.state.map(\.count) else {
            throw Mistake(
                "called again it would need weights of shape \(here.map(\.shapeText).joined(separator: ", "))",
                expected: "an input for which its weights of shape "
                    + "\(there.map(\.shapeText).joined(separator: ", ")) serve: a layer has one set of them",
                try: "a second layer")
        }
        return LayerPlan(output: plan.output)
    }
}

/// Which layer it is, where one layer is called several times: compared by identity.
public final class LayerIdentity: Sendable {
    /// What it was called where layers are counted as they are made: `dense_3`.
    public let name: String?
    /// The call that made the layer, for whoever made it.
    public let origin: (any LayerOrigin)?

    /// A layer that no other call shares yet.
    public init(name: String? = nil, origin: (any LayerOrigin)? = nil) { (self.name, self.origin) = (name, origin) }
}

/// What made a layer: nobody here looks into it.
public protocol LayerOrigin: Sendable {}

/// Names as Keras makes them up.
public enum KerasName {
    /// Of a class: `leaky_re_lu` of `LeakyReLU`, `conv2d` of `Conv2D`, `rm_sprop` of `RMSprop`.
    public static func snake(_ name: String) -> String {
        name.replacing(/(.)([A-Z][a-z]+)/) { "\($0.1)_\($0.2)" }.replacing(/([a-z])([A-Z])/) { "\($0.1)_\($0.2)" }
            .lowercased()
    }
}
