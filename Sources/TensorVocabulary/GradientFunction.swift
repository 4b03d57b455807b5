import Answers
import Autograd
import Language

/// `<AddBackward0>`: a recorded operation, to be looked at.
final class GradientFunction: Presentable {
    let node: Node

    init(_ node: Node) { self.node = node }

    static var kind: String { "grad_fn" }
    var summary: String { "<\(node.name) object>" }

    static let members: [Member] = [
        .method("name", of: GradientFunction.self, returns: "string", "what the operation is called", []) {
            function, _, _ in
            .text(function.node.name)
        },
        .attribute(
            "next_functions", of: GradientFunction.self,
            "the operations that its inputs came from, each with a number of theirs"
        ) { function in
            .tuple(
                function.node.sources.map { source in
                    switch source {
                    case .nothing: .tuple([.none, .int(0)])
                    case .leaf: .tuple([.thing(LeafFunction()), .int(0)])
                    case .node(let node): .tuple([.thing(GradientFunction(node)), .int(0)])
                    }
                })
        },
    ]
}

/// `<AccumulateGrad>`: where a gradient is added to that of a leaf.
struct LeafFunction: Presentable {
    static var kind: String { "AccumulateGrad" }
    var summary: String { "<AccumulateGrad object>" }

    static let members: [Member] = [
        .attribute("next_functions", of: LeafFunction.self, "nothing: the way ends here") { _ in .tuple([]) }
    ]
}
