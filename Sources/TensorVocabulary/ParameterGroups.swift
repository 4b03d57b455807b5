import Answers
import Autograd
import Cards
import Language
import Optimizers

/// Parameter groups as they stand in the dicts.
enum Groups {
    /// PyTorch's name for decay beside the gradient instead of in it. It is a setting of the group, so that a state that is
    /// loaded brings its own: an Adam with the state of an AdamW decays as AdamW does.
    static let decoupled = "decoupled_weight_decay"

    static func of(_ object: Instance) throws -> [Value.Dictionary] {
        guard let groups = object["param_groups"]?.elements else {
            throw Mistake(
                "the optimizer has no param_groups", expected: "super().__init__(params, defaults) in __init__"
            )
            .raised(as: "AttributeError", "'\(object.className)' object has no attribute 'param_groups'")
        }
        return groups.compactMap { if case .dict(let group) = $0 { group } else { nil } }
    }

    static func tensors(_ group: Value.Dictionary) -> [Tensor] {
        group["params"]?.elements?.compactMap { $0.asThing(Tensor.self) } ?? []
    }

    static func rate(_ group: Value.Dictionary) throws -> Double {
        guard let rate = group["lr"]?.asDouble, rate >= 0 else {
            throw Mistake(
                "lr = \((group["lr"] ?? .none).brief) is not a learning rate", expected: "a number of at least 0"
            ).raised(as: "ValueError", "Invalid learning rate: \((group["lr"] ?? .none).repr)")
        }
        return rate
    }

    /// - Throws: `ValueError` in PyTorch's words where Nesterov's step has no momentum to look ahead with.
    static func checkNesterov(_ group: Value.Dictionary) throws {
        guard case .bool(true)? = group["nesterov"] else { return }
        guard group["momentum"]?.asDouble ?? 0 > 0, group["dampening"]?.asDouble ?? 0 == 0 else {
            throw Mistake(
                "nesterov=True looks ahead along the momentum", expected: "a momentum above 0 and no dampening",
                try: "momentum=0.9"
            ).raised(as: "ValueError", "Nesterov momentum requires a momentum and zero dampening")
        }
    }

    /// The laboratory's optimizer with the settings of the group.
    static func rule(_ group: Value.Dictionary, _ name: String, _ context: Context) throws -> Optimizer {
        guard let word = context.registry.word(name) else {
            throw Mistake("\(name) has no rule here", expected: "a step(self) of its own").raised(
                as: "NotImplementedError")
        }
        let settings = group.entries.compactMap { entry -> (name: String, value: Value)? in
            guard let key = entry.key.asText, OptimizerClass.known(key), !entry.value.isNone else { return nil }
            if case .bool(false) = entry.value, ["maximize", decoupled].contains(key) { return nil }
            // Of AdamW the name says it.
            if key == decoupled, name == "AdamW" { return nil }
            return (key, entry.value)
        }
        let rate = try rate(group)
        let made = try context.call(
            .word(word), [], [("lr", .number(rate))] + settings + [("dialect", .text("pytorch"))])
        guard let optimizer = made.asThing(Optimizer.self) else {
            throw Mistake("\(name) is no update rule", expected: "a rule such as Adam")
        }
        return optimizer
    }
}
