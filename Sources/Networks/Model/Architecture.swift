internal import Numbers

/// Layers and how they are connected: a chain for a sequential model, any acyclic graph with one output otherwise.
public struct Architecture: Sendable {
    /// Where a layer reads from.
    public enum Source: Sendable, Equatable {
        case input(Int)
        /// The output of an earlier layer.
        case layer(Int)
    }

    public struct Node: Sendable {
        public var layer: any Layer
        public var sources: [Source]
    }

    public private(set) var nodes: [Node] = []
    /// Shapes of one example of each input, where they are known.
    public var inputShapes: [[Int]?]
    /// What the model gives back; nil for the last layer.
    public var output: Source?

    /// - Parameter inputShapes: one entry per input; nil when the data will tell.
    public init(inputShapes: [[Int]?] = [nil]) {
        self.inputShapes = inputShapes
    }

    /// A chain.
    public init(_ layers: [any Layer], inputShape: [Int]? = nil) {
        inputShapes = [inputShape]
        for layer in layers { append(layer) }
    }

    /// The last layer's output, or the first input of an empty model.
    public var last: Source { output ?? (nodes.isEmpty ? .input(0) : .layer(nodes.count - 1)) }

    /// Adds a layer that reads the last one's output.
    public mutating func append(_ layer: any Layer) {
        add(layer, reading: [last])
    }

    /// Adds a layer that reads from these places, which must exist already.
    @discardableResult
    public mutating func add(_ layer: any Layer, reading sources: [Source]) -> Source {
        nodes.append(Node(layer: layer, sources: sources))
        return .layer(nodes.count - 1)
    }

    /// The layers' names: those given, and `kind`, `kind_1`, `kind_2` … for the others.
    public var names: [String] {
        var counts: [String: Int] = [:]
        var taken = Set(nodes.compactMap(\.layer.givenName))
        return nodes.map { node in
            if let name = node.layer.givenName { return name }
            while true {
                let number = counts[node.layer.kind, default: 0]
                counts[node.layer.kind] = number + 1
                let name = number == 0 ? node.layer.kind : "\(node.layer.kind)_\(number)"
                if taken.insert(name).inserted { return name }
            }
        }
    }

    /// What each layer makes of its inputs.
    ///
    /// - Throws: `Mistake` naming the layer, the expected and the found shape; also for what no memory holds.
    public func plan(inputShapes given: [[Int]]) throws -> [LayerPlan] {
        guard given.count == inputShapes.count else {
            throw Mistake("the model has \(inputShapes.count) inputs and is given \(given.count)")
        }
        for (known, found) in zip(inputShapes, given) {
            guard let known, known != found else { continue }
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
                let plan = try node.layer.plan(shapes)
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
}
