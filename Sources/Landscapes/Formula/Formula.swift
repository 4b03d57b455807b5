/// A function of one or two variables as a graph of operations, as the learner wrote it.
///
/// Nodes are made only from earlier ones and equal nodes are one (hash consing), so that a common subexpression is
/// computed once and a formula put into another costs no copy. `FormulaSurface` compiles it.
public struct Formula: Sendable {
    /// A place in the graph; valid only in the formula that made it.
    public struct Node: Sendable, Hashable {
        let index: Int
    }

    enum Content: Hashable, Sendable {
        /// The constant's bits: 0 and −0 differ, and NaN equals itself.
        case constant(UInt64)
        case variable(Int)
        case unary(UnaryOperation, Int)
        case binary(BinaryOperation, Int, Int)
        case choose(Int, Int, Int)
        /// Another landscape, by its place in `landscapes`, at these coordinates.
        case call(Int, Int, Int)
    }

    /// Names of the variables, one or two.
    public let variables: [String]
    private(set) var contents: [Content] = []
    private(set) var landscapes: [Landscape] = []
    /// For each node its value, when it does not depend on the variables.
    private var folded: [UInt64?] = []
    private var known: [Content: Int] = [:]
    /// The node whose value is the function's value.
    public var result = Node(index: 0)

    /// A formula that still has no operations; its value is 0 until `result` is set.
    public init(variables: [String]) {
        self.variables = variables
        result = constant(0)
    }

    /// A number; the same bits give the same node.
    public mutating func constant(_ value: Double) -> Node { node(.constant(value.bitPattern)) }

    /// The variable number `index`; an index that does not exist gives the constant 0.
    public mutating func variable(_ index: Int) -> Node {
        variables.indices.contains(index) ? node(.variable(index)) : constant(0)
    }

    /// An operation on one node.
    public mutating func apply(_ operation: UnaryOperation, _ a: Node) -> Node { node(.unary(operation, a.index)) }

    /// An operation on two nodes.
    public mutating func apply(_ operation: BinaryOperation, _ a: Node, _ b: Node) -> Node {
        node(.binary(operation, a.index, b.index))
    }

    /// `then if condition else otherwise`: a condition that is not 0 chooses the first. The branch not chosen has no
    /// say, also where it is undefined.
    public mutating func choose(if condition: Node, then: Node, otherwise: Node) -> Node {
        node(.choose(condition.index, then.index, otherwise.index))
    }

    /// The value of another landscape at coordinates that are formulas themselves; derivatives by the chain rule.
    public mutating func call(_ landscape: Landscape, _ x: Node, _ y: Node? = nil) -> Node {
        let y = y ?? constant(0)
        landscapes.append(landscape)
        return node(.call(landscapes.count - 1, x.index, y.index))
    }

    /// The number that a node is whatever the variables are, where no computing is needed to see it: a constant or an
    /// operation on constants.
    public func constantValue(of node: Node) -> Double? {
        guard folded.indices.contains(node.index) else { return nil }
        return folded[node.index].map { Double(bitPattern: $0) }
    }

    private mutating func node(_ content: Content) -> Node {
        if let index = known[content] { return Node(index: index) }
        contents.append(content)
        folded.append(fold(content))
        known[content] = contents.count - 1
        return Node(index: contents.count - 1)
    }

    private func fold(_ content: Content) -> UInt64? {
        func number(_ index: Int) -> Double? { folded[index].map { Double(bitPattern: $0) } }
        switch content {
        case .constant(let bits): return bits
        case .unary(let operation, let a): return number(a).map { operation.apply($0).bitPattern }
        case .binary(let operation, let a, let b):
            guard let a = number(a), let b = number(b) else { return nil }
            return operation.apply(a, b).bitPattern
        case .choose(let condition, let then, let otherwise):
            return number(condition).flatMap { $0 != 0 ? folded[then] : folded[otherwise] }
        case .variable, .call: return nil
        }
    }
}
