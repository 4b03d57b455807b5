import Answers
import Autograd
import Language

/// `<AddBackward0>`: a recorded operation, to be looked at.
final class GradientFunction: Presentable {
    let node: Node

    init(_ node: Node) { self.node = node }

    static var kind: String { "grad_fn" }
    var summary: String { "<\(node.name) object>" }
}
