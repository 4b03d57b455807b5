public import Answers
public import Arrays
import Synchronization

/// One recorded operation: where its inputs came from, and how a gradient of its result becomes gradients of these.
public final class Node: @unchecked Sendable {
    typealias Backward = (_ gradient: Tensor, _ node: Node) throws -> [Tensor?]

    /// Where a gradient goes.
    enum Edge {
        case none
        case leaf(Tensor)
        case node(Node)
    }

    /// A value that backward needs as it was.
    struct Saved {
        let version: Tensor.Version
        let expected: Int
        let shape: [Int]
        let dtype: DType
        let origin: String
    }

    /// As PyTorch calls it: `MulBackward0`.
    public let name: String
    /// Grows from operation to operation.
    let order: Int
    private(set) var edges: [Edge]
    var backward: Backward?
    /// Whether values were kept for backward, which are gone once it has run.
    let keepsValues: Bool
    var saved: [Saved]
    /// What the result is, and its gradient has to be.
    let shape: [Int]
    let dtype: DType
    /// What sees, and may replace, the gradient of the result, whoever else still knows the result.
    var hooks: [Hook] = []
    /// The result, where `backward()` is to leave its gradient in it.
    weak var keeper: Tensor?
    // Of the pass that is running.
    var gradient: Tensor?
    var pass = 0

    private static let counter = Atomic<Int>(0)
    static func next() -> Int { counter.add(1, ordering: .relaxed).newValue }

    init(
        _ name: String, of result: NDArray, _ edges: [Edge], keepsValues: Bool = false, saved: [Saved] = [],
        _ backward: @escaping Backward
    ) {
        self.name = name
        shape = result.shape
        dtype = result.dtype
        self.edges = edges
        self.keepsValues = keepsValues
        self.saved = saved
        self.backward = backward
        order = Node.next()
    }

    /// Stands for what was changed through memory that it shares in a way that cannot be gone back through.
    static func lost(_ result: NDArray) -> Node {
        Node("LostBackward", of: result, []) { _, _ in
            throw Mistake(
                "a tensor of shape \(result.shape.listText) shares memory with one that a recorded operation has changed in "
                    + "place since",
                expected: "the change first, and the view afterwards", try: "take the view again after the change"
            ).raised(as: "RuntimeError")
        }
    }

    /// Whether a gradient of that input is of use.
    func needs(_ input: Int) -> Bool { if case .none = edges[input] { false } else { true } }

    /// Where an input of the operation came from.
    public enum Source {
        case nothing
        case leaf(Tensor)
        case node(Node)
    }

    /// Where its inputs came from, in order; nothing once `backward` has let go of the record.
    public var sources: [Source] {
        edges.map { edge in
            switch edge {
            case .none: .nothing
            case .leaf(let tensor): .leaf(tensor)
            case .node(let node): .node(node)
            }
        }
    }

    /// Gives up what it holds, and says which nodes that were.
    private func release() -> [Node] {
        let nodes = edges.compactMap { if case .node(let node) = $0 { node } else { nil } }
        edges = []
        backward = nil
        return nodes
    }

    // Long chains are taken apart one after the other, not each inside the other.
    deinit {
        var pile = release()
        while !pile.isEmpty {
            var next = pile.removeLast()
            if isKnownUniquelyReferenced(&next) { pile += next.release() }
        }
    }
}

extension Tensor {
    var edge: Node.Edge {
        if let node { return .node(node) }
        return isWanted ? .leaf(self) : .none
    }

    func asSaved() -> Node.Saved {
        Node.Saved(
            version: version, expected: version.count, shape: shape, dtype: dtype, origin: node?.name ?? "leaf")
    }

    /// The result of an operation that has no derivative: whoever wants one gets the mistake.
    public func underivable(
        _ name: String, _ array: NDArray, _ inputs: [Tensor], _ mistake: @autoclosure @escaping () -> Mistake
    ) -> Tensor {
        made(name, array, inputs, keeps: false) { _, _ in throw mistake() }
    }

    /// The result of an operation on these tensors. What `backward` reads of the inputs' values is checked to be unchanged.
    ///
    /// - Parameters:
    ///   - keeps: whether backward reads values that were kept for it.
    ///   - saving: the inputs whose values it reads; all where `keeps` and nothing is said.
    func made(
        _ name: String, _ array: NDArray, _ inputs: [Tensor], keeps: Bool = true, isView: Bool = false,
        saving: @autoclosure () -> [Tensor]? = nil, _ backward: @escaping Node.Backward
    ) -> Tensor {
        let out = Tensor(array, recorder, version: isView ? version : Version())
        if isView { out.look(at: base ?? self) }
        guard recorder.isRecording, inputs.contains(where: { $0.requiresGrad }) else { return out }
        out.node = Node(
            name, of: array, inputs.map(\.edge), keepsValues: keeps,
            saved: keeps ? (saving() ?? inputs).map { $0.asSaved() } : [], backward)
        return out
    }

    /// The same for a function of which backward reads the result: the closure gets it, tied to the record.
    func made(
        _ name: String, _ array: NDArray, of input: Tensor,
        result backward: @escaping (_ gradient: Tensor, _ result: Tensor) throws -> Tensor
    ) -> Tensor {
        let out = Tensor(array, recorder)
        guard recorder.isRecording, input.requiresGrad else { return out }
        let (version, recorder) = (out.version, recorder)
        let node = Node(name, of: array, [input.edge], keepsValues: true) { gradient, node in
            [try backward(gradient, Tensor(array, recorder, version: version, node: node))]
        }
        node.saved = [
            Node.Saved(version: version, expected: version.count, shape: array.shape, dtype: array.dtype, origin: name)
        ]
        out.node = node
        return out
    }
}

extension Tensor {
    /// The result of an operation that is computed elsewhere: a recorded program, a function of somebody's.
    ///
    /// - Parameters:
    ///   - inputs: at least one; what the gradients are for.
    ///   - backward: from d(loss)/d(result) to those of the inputs, nil for one that is not reached.
    public static func foreign(
        _ name: String, _ array: NDArray, of inputs: [Tensor], recorder: Recorder,
        _ backward: @escaping (_ gradient: Tensor) throws -> [Tensor?]
    ) -> Tensor {
        guard let first = inputs.first else { return recorder.tensor(array) }
        return first.made(name, array, inputs) { gradient, _ in
            let found = try backward(gradient)
            guard recorder.isRecording else { return found }
            // A derivative of this derivative would have to go back through the program's own backward pass.
            return found.map { result in
                result.map { result in
                    gradient.made(name + "Backward", result.array, inputs + [gradient]) { _, _ in
                        throw Mistake(
                            "a second derivative goes through layers, which are recorded for one",
                            expected: "layers written with tensors: a call() of one's own, tf.matmul and the like",
                            try: "tape.gradient(…) behind the block of the outer tape"
                        ).raised(as: "LookupError", "gradient registry has no entry for: \(name)Backward")
                    }
                }
            }
        }
    }
}
