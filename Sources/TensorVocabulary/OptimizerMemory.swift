import Answers
import Arrays
import Autograd
import Language
import Optimizers

/// What an optimizer of `torch.optim` remembers: the rules of its groups, and their memory for each tensor.
final class OptimizerMemory {
    /// Tensors that are moved together.
    struct Bundle {
        var tensors: [Tensor]
        var mover: TensorOptimizer
        var places: [UnsafeMutableRawPointer]
        var gradients: [UnsafeRawPointer]
        /// Keeps contiguous copies of gradients alive.
        var kept: [NDArray]
    }

    var rules: [Int: (settings: [Value], optimizer: Optimizer)] = [:]
    private var movers: [ObjectIdentifier: (mover: TensorOptimizer, tensors: [Tensor], shapes: [[Int]], dtype: DType)] =
        [:]
    var steps = 0

    /// The rule of a group, made anew where a setting was changed.
    func rule(_ index: Int, _ group: Value.Dictionary, _ name: String, _ context: Context) throws -> Optimizer {
        let settings = group.entries.filter { OptimizerClass.known($0.key.asText ?? "") }.map(\.value)
        if let known = rules[index], known.settings.count == settings.count,
            zip(known.settings, settings).allSatisfy({ $0.isSame(as: $1) })
        {
            return known.optimizer
        }
        let made = try Groups.rule(group, name, context)
        rules[index] = (settings, made)
        return made
    }

    /// The tensors of a group that have a gradient, with the memory that moves them.
    func bundles(_ index: Int, _ group: Value.Dictionary, _ optimizer: Optimizer) throws -> [Bundle] {
        let ready = Groups.tensors(group).filter { $0.grad != nil && $0.count > 0 }
        let sets = optimizer.looksAtAll ? (ready.isEmpty ? [] : [ready]) : ready.map { [$0] }
        return try sets.map { tensors in
            let mover = try mover(tensors, optimizer)
            var kept: [NDArray] = []
            for tensor in tensors {
                if !tensor.array.isContiguous || tensor.array.isReadOnly {
                    tensor.replaceValues(try tensor.array.copy())
                }
                guard let gradient = tensor.grad else { continue }
                guard gradient.shape == tensor.shape else { throw changed(tensor, gradient.shape) }
                kept.append(try gradient.array.converted(to: tensor.dtype).contiguous())
            }
            return Bundle(
                tensors: tensors, mover: mover, places: tensors.map { $0.array.data },
                gradients: kept.map { UnsafeRawPointer($0.data) }, kept: kept)
        }
    }

    func mover(_ tensors: [Tensor], _ optimizer: Optimizer) throws -> TensorOptimizer {
        let key = ObjectIdentifier(tensors[0])
        if let known = movers[key], known.tensors.count == tensors.count {
            for (tensor, shape) in zip(tensors, known.shapes) where tensor.shape != shape || tensor.dtype != known.dtype
            {
                throw changed(tensor, shape)
            }
            if known.mover.adopt(optimizer) { return known.mover }
        }
        let layout = ParameterLayout(tensors.enumerated().map { ("parameter \($0.offset)", $0.element.shape) })
        let made = try TensorOptimizer(
            optimizer, layout: layout, isDouble: tensors[0].dtype == .float64, seed: tensors[0].recorder.seed)
        movers[key] = (made, tensors, tensors.map(\.shape), tensors[0].dtype)
        return made
    }

    /// A parameter is no longer what its gradient, or what is remembered of it, belongs to.
    private func changed(_ tensor: Tensor, _ shape: [Int]) -> Mistake {
        Mistake(
            "a parameter of shape \(tensor.shape.listText) and \(tensor.dtype.torchName) has been replaced since: its gradient "
                + "or its memory has shape \(shape.listText)",
            expected: "parameters that keep shape and dtype", try: "a new optimizer for the new parameters"
        ).raised(as: "RuntimeError")
    }

    /// The memory of a tensor, where it has moved.
    func mover(of tensor: Tensor) -> TensorOptimizer? { movers[ObjectIdentifier(tensor)]?.mover }
}

extension Value {
    /// Whether a setting is what it was.
    fileprivate func isSame(as other: Value) -> Bool {
        switch (self, other) {
        case (.number(let a), .number(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.bool(let a), .bool(let b)): a == b
        case (.none, .none): true
        case (.text(let a), .text(let b)): a == b
        case (.tuple(let a), .tuple(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
        default: false
        }
    }
}
