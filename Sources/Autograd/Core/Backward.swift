import Answers
import Arrays

/// Going back through the record.
extension Tensor {
    /// Leaves d(self)/d(leaf) in `grad` of every leaf that wants one, added to what stands there.
    ///
    /// - Parameters:
    ///   - gradient: d(loss)/d(self); 1 where self is a single number.
    ///   - keepsGraph: whether the record can be gone through once more.
    ///   - createsGraph: whether the gradients are recorded themselves, for derivatives of higher order.
    ///   - inputs: the only tensors that get a gradient; all leaves where nil.
    /// - Throws: `Mistake` as PyTorch's RuntimeError: where self is no single number, nothing was recorded, values were changed
    ///   in place, or the record has been used.
    public func backward(
        _ gradient: Tensor? = nil, keepsGraph: Bool = false, createsGraph: Bool = false, inputs: [Tensor]? = nil
    ) throws {
        let seed = try self.seed(gradient)
        let leaves = try Tensor.run(
            [(self, seed)], wanted: inputs, keepsGraph: keepsGraph || createsGraph, createsGraph: createsGraph)
        for (leaf, gradient) in leaves { try leaf.accumulate(gradient, createsGraph) }
    }

    /// d(outputs)/d(inputs), without touching `grad` of anyone; nil for an input that the outputs do not depend on.
    ///
    /// - Parameters:
    ///   - gradients: d(loss)/d(output) for each; 1 where it is nil and the output a single number.
    ///   - window: the moments between which operations count; what was recorded before or after is a constant.
    public static func gradients(
        of outputs: [Tensor], _ gradients: [Tensor?], by inputs: [Tensor], keepsGraph: Bool = false,
        createsGraph: Bool = false, within window: Range<Int>? = nil
    ) throws -> [Tensor?] {
        for input in inputs where !input.requiresGrad { throw nothingRecorded }
        let roots = try outputs.enumerated().map { place, output in
            (output, try output.seed(place < gradients.count ? gradients[place] : nil))
        }
        let found = try run(
            roots, wanted: inputs, keepsGraph: keepsGraph || createsGraph, createsGraph: createsGraph, within: window)
        return inputs.map { input in
            guard let gradient = found.first(where: { $0.leaf === input })?.gradient else { return nil }
            return createsGraph ? gradient : gradient.detached()
        }
    }

    private func seed(_ gradient: Tensor?) throws -> Tensor {
        guard requiresGrad else { throw Tensor.nothingRecorded }
        if let gradient {
            guard gradient.shape == shape else {
                throw Mistake(
                    "the gradient has shape \(gradient.shape.listText) and the tensor \(shape.listText)",
                    expected: "one number for each of the tensor's"
                ).raised(
                    as: "RuntimeError",
                    "Mismatch in shape: grad_output[0] has a shape of torch.Size(\(gradient.shape.listText)) and "
                        + "output[0] has a shape of torch.Size(\(shape.listText)).")
            }
            return gradient.dtype == dtype ? gradient : try gradient.cast(to: dtype)
        }
        guard count == 1 else {
            throw Mistake(
                "backward() begins at a single number, and this tensor has shape \(shape.listText)",
                expected: "a loss, such as a mean or a sum", try: "loss.sum().backward()"
            ).raised(as: "RuntimeError", "grad can be implicitly created only for scalar outputs")
        }
        return try recorder.full(shape, 1, dtype)
    }

    private static var nothingRecorded: Mistake {
        Mistake(
            "nothing is recorded about this tensor, so there is no way back",
            expected: "a result of tensors with requires_grad=True, computed outside torch.no_grad()",
            try: "requires_grad=True where the leaf is made"
        ).raised(
            as: "RuntimeError", "element 0 of tensors does not require grad and does not have a grad_fn")
    }

    /// Goes back from the roots: the gradients of the leaves, or of the wanted tensors.
    private static func run(
        _ roots: [(Tensor, Tensor)], wanted: [Tensor]?, keepsGraph: Bool, createsGraph: Bool,
        within window: Range<Int>? = nil
    ) throws -> [(leaf: Tensor, gradient: Tensor)] {
        guard let recorder = roots.first?.0.recorder else { return [] }
        return try recorder.recording(createsGraph) {
            let pass = Node.next()
            var found: [(leaf: Tensor, gradient: Tensor)] = []
            var places: [ObjectIdentifier: Int] = [:]
            func arrive(_ leaf: Tensor, _ gradient: Tensor) throws {
                let key = ObjectIdentifier(leaf)
                if let place = places[key] {
                    found[place].gradient = try found[place].gradient + gradient
                } else if wanted?.contains(where: { $0 === leaf }) != false {
                    places[key] = found.count
                    found.append((leaf, gradient))
                }
            }
            let inner = wanted?.filter { $0.node != nil } ?? []
            var nodes: [Node] = []
            defer { for node in nodes { node.gradient = nil } }
            for (root, gradient) in roots {
                guard let node = root.node, window?.contains(node.order) != false else {
                    try arrive(root, gradient)
                    continue
                }
                collect(node, pass, window, &nodes)
                node.gradient = try node.gradient.map { try $0 + gradient } ?? gradient
            }
            nodes.sort { $0.order > $1.order }
            for node in nodes {
                guard var gradient = node.gradient else { continue }
                node.gradient = nil
                if recorder.work.isCancelled { throw Stopped() }
                for hook in node.hooks { gradient = try hook.passed(gradient) }
                if let keeper = node.keeper, keeper.node === node, wanted == nil {
                    try keeper.accumulate(gradient, createsGraph)
                }
                for tensor in inner where tensor.node === node { try arrive(tensor, gradient) }
                guard let backward = node.backward else { throw usedUp }
                for saved in node.saved where saved.version.count != saved.expected { throw changed(saved) }
                let results = try backward(gradient, node)
                for (input, (edge, result)) in zip(node.edges, results).enumerated() {
                    guard let result else { continue }
                    switch edge {
                    case .none: break
                    case .leaf(let leaf): try arrive(leaf, node.checked(result, input, for: leaf.shape, leaf.dtype))
                    case .node(let next) where window?.contains(next.order) == false: break
                    case .node(let next):
                        let result = try node.checked(result, input, for: next.shape, next.dtype)
                        next.gradient = try next.gradient.map { try $0 + result } ?? result
                    }
                }
                if !keepsGraph, node.keepsValues {
                    node.backward = nil
                    node.saved = []
                }
            }
            return try found.map { leaf, gradient in
                guard leaf.isLeaf else { return (leaf, gradient) }
                return (leaf, try leaf.hooks.reduce(gradient) { try $1.passed($0) })
            }
        }
    }

    private static func collect(_ root: Node, _ pass: Int, _ window: Range<Int>?, _ nodes: inout [Node]) {
        var pile = [root]
        while let node = pile.popLast() {
            guard node.pass != pass else { continue }
            node.pass = pass
            nodes.append(node)
            for case .node(let next) in node.edges where next.pass != pass && window?.contains(next.order) != false {
                pile.append(next)
            }
        }
    }

    private func accumulate(_ gradient: Tensor, _ keepsRecord: Bool) throws {
        if keepsRecord {
            grad = try grad.map { try $0 + gradient } ?? gradient
        } else if let grad, grad.dtype == gradient.dtype, !grad.array.isReadOnly {
            try grad.array.update(.add, .array(gradient.array), work: recorder.work)
            grad.noteChange()
        } else {
            grad = recorder.tensor(try gradient.array.copy(recorder.work))
        }
    }

    private static var usedUp: Mistake {
        Mistake(
            "backward() has been through this record already, and what it needs is no longer kept",
            expected: "one backward() for each forward pass", try: "backward(retain_graph=True) the first time"
        ).raised(
            as: "RuntimeError",
            "Trying to backward through the graph a second time (or directly access saved tensors after they have already "
                + "been freed). Saved intermediate values of the graph are freed when you call .backward() or "
                + "autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or "
                + "if you need to access saved tensors after calling backward.")
    }

    private static func changed(_ saved: Node.Saved) -> Mistake {
        let origin = saved.origin == "leaf" ? "" : ", which is output 0 of \(saved.origin),"
        return Mistake(
            "a value that backward() needs was changed in place: a tensor of shape \(saved.shape.listText) is at version "
                + "\(saved.version.count), and \(saved.expected) was recorded",
            expected: "values that stay as they were until backward()", try: "x = x + 1 instead of x += 1"
        ).raised(
            as: "RuntimeError",
            "one of the variables needed for gradient computation has been modified by an inplace operation: "
                + "[torch.\(saved.dtype.torchKind)Tensor \(saved.shape.listText)]\(origin) is at version "
                + "\(saved.version.count); expected version \(saved.expected) instead. Hint: enable anomaly detection to "
                + "find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True)."
        )
    }
}
