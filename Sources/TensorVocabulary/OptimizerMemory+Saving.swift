import Answers
import Arrays
import Autograd
import Language
import Optimizers
import RealModule

/// What an optimizer remembers as a dict in PyTorch's form, and back.
extension OptimizerMemory {
    /// What `optimizer.state` is: by parameter what is remembered of it, and whatever a learner's own optimizer puts there.
    static func state(_ object: Instance, _ context: Context) throws -> Value.Dictionary {
        guard case .dict(let state)? = object["_state"] else { return .init() }
        for group in try Groups.of(object) {
            for tensor in Groups.tensors(group) {
                guard let entry = try remembered(of: tensor, group, object, context) else { continue }
                try state.set(.thing(tensor), .dict(entry))
            }
        }
        return state
    }

    /// `{"state": {0: {"step": …, "exp_avg": …}}, "param_groups": […]}`
    static func saved(_ object: Instance, _ context: Context) throws -> Value {
        let own = try state(object, context)
        let state = Value.Dictionary()
        var groups: [Value] = []
        var number = 0
        for group in try Groups.of(object) {
            // PyTorch writes the settings first.
            let copy = Value.Dictionary(
                group.entries.filter { $0.key.asText != "params" }.map { ($0.key, $0.value) })
            var numbers: [Value] = []
            for tensor in Groups.tensors(group) {
                if let entry = own[.thing(tensor)] { try state.set(.int(number), entry) }
                numbers.append(.int(number))
                number += 1
            }
            try copy.set(.text("params"), .list(numbers))
            groups.append(.dict(copy))
        }
        return .dict(Value.Dictionary([(.text("state"), .dict(state)), (.text("param_groups"), .list(groups))]))
    }

    private static func names(_ object: Instance) -> [String] {
        OptimizerClass.declared.first { $0.name == object.className }?.memory ?? []
    }

    /// What is kept of a tensor under PyTorch's names; nil before its first step, and where nothing is.
    static func remembered(
        of tensor: Tensor, _ group: Value.Dictionary, _ object: Instance, _ context: Context
    ) throws -> Value.Dictionary? {
        guard let mover = (object.payload as? OptimizerMemory)?.mover(of: tensor) else { return nil }
        let kept = try mover.state(stoppedBy: context.work)
        let entry = Value.Dictionary()
        func put(_ name: String, _ array: NDArray) throws {
            try entry.set(.text(name), .thing(context.recorder.tensor(array)))
        }
        func put(_ name: String, _ number: Double) throws { try put(name, NDArray(.float(number), .float32)) }
        let (name, names, step) = (object.className, names(object), kept.registers[0])
        if name != "SGD" { try put("step", step) }
        guard !names.isEmpty else {
            try put("memory", NDArray(kept.numbers))
            try put("registers", NDArray(kept.registers))
            return entry
        }
        if name == "NAdam" { try put("mu_product", kept.registers[1]) }
        if name == "ASGD" {
            let rate = try Groups.rate(group)
            let (decay, power) = (group["lambd"]?.asDouble ?? 0, group["alpha"]?.asDouble ?? 0)
            try put("eta", rate / Double.pow(1 + decay * rate * step, power))
            try put("mu", 1 / Swift.max(1, step - (group["t0"]?.asDouble ?? 0)))
        }
        let places = Dictionary(uniqueKeysWithValues: zip(names.filter { isKept($0, group) }, 0...))
        for name in told(names) {
            guard let place = places[name], (place + 1) * tensor.count <= kept.numbers.count else { continue }
            let numbers = Array(kept.numbers[(place * tensor.count)..<((place + 1) * tensor.count)])
            try put(name, NDArray(numbers, shape: tensor.shape).cast(to: tensor.dtype, context.work))
        }
        return entry.count == 0 ? nil : entry
    }

    /// PyTorch's RMSprop names its squares first.
    private static func told(_ names: [String]) -> [String] {
        guard let place = names.firstIndex(of: "square_avg") else { return names }
        return [names[place]] + names[..<place] + names[(place + 1)...]
    }

    /// Whether PyTorch has that buffer with these settings.
    private static func isKept(_ name: String, _ group: Value.Dictionary) -> Bool {
        switch name {
        case "momentum_buffer": group["momentum"]?.asDouble ?? 0 != 0
        case "grad_avg": if case .bool(true)? = group["centered"] { true } else { false }
        default: true
        }
    }

    /// The state that goes with what was saved under PyTorch's names.
    private static func restored(
        _ entry: Value.Dictionary, _ tensor: Tensor, _ rule: Optimizer, _ group: Value.Dictionary, _ object: Instance,
        _ context: Context
    ) throws -> TensorOptimizer.State? {
        let names = names(object)
        guard !names.isEmpty else {
            guard let numbers = entry["memory"]?.asThing(Tensor.self),
                let registers = entry["registers"]?.asThing(Tensor.self)
            else { return nil }
            return .init(numbers: numbers.array.doubles(), registers: registers.array.doubles())
        }
        // What runs along with the steps is what as many steps of a lone number make of it.
        let steps =
            entry["step"]?.asThing(Tensor.self)?.array.only?.asInt ?? entry["step"]?.asInt ?? (entry.count > 0 ? 1 : 0)
        let lone = try TensorOptimizer(
            rule, layout: ParameterLayout([("parameter 0", [1])]), isDouble: true, seed: tensor.recorder.seed)
        let place = try NDArray.zeros([1], .float64, work: context.work)
        let slope = try NDArray.zeros([1], .float64, work: context.work)
        var check = StopCheck(context.work)
        for _ in 0..<Swift.max(0, steps) {
            try check.pass(16)
            lone.step([place.data], [UnsafeRawPointer(slope.data)], rate: 0, loss: .nan)
        }
        let model = try lone.state()
        var numbers = [Double](repeating: 0, count: model.numbers.count * tensor.count)
        for (slot, name) in names.filter({ isKept($0, group) }).enumerated() where slot < model.numbers.count {
            guard let given = entry[name]?.asThing(Tensor.self) else { continue }
            guard given.count == tensor.count else {
                throw Mistake(
                    "\(name) of shape \(given.shape.listText) for a parameter of shape \(tensor.shape.listText)",
                    expected: "the state of the same network"
                ).raised(as: "ValueError")
            }
            numbers.replaceSubrange(
                (slot * tensor.count)..<((slot + 1) * tensor.count), with: given.array.doubles())
        }
        return .init(numbers: numbers, registers: model.registers)
    }

    static func load(_ object: Instance, _ value: Value, _ context: Context) throws {
        guard case .dict(let given) = value, case .dict(let state)? = given["state"],
            let groups = given["param_groups"]?.elements, let memory = object.payload as? OptimizerMemory
        else {
            throw Mistake("\(value.brief) is no state of an optimizer", expected: "what state_dict() gave")
        }
        let own = try Groups.of(object)
        guard groups.count == own.count else {
            throw Mistake("\(groups.count) groups for \(own.count)", expected: "as many").raised(
                as: "ValueError", "loaded state dict has a different number of parameter groups")
        }
        var number = 0
        for (index, (group, loaded)) in zip(own, groups).enumerated() {
            guard case .dict(let loaded) = loaded else { continue }
            guard loaded["params"]?.elements?.count == Groups.tensors(group).count else {
                throw Mistake("a group has another number of parameters", expected: "the same network").raised(
                    as: "ValueError",
                    "loaded state dict contains a parameter group that doesn't match the size of optimizer's group")
            }
            for entry in loaded.entries where entry.key.asText != "params" { try group.set(entry.key, entry.value) }
            if object.className == "AdamW" { try group.set(.text(Groups.decoupled), .bool(true)) }
            let rule = try memory.rule(index, group, object.className, context)
            for tensor in Groups.tensors(group) {
                if case .dict(let entry)? = state[.int(number)],
                    let kept = try restored(entry, tensor, rule, group, object, context)
                {
                    try memory.mover([tensor], rule).restore(kept)
                }
                number += 1
            }
        }
    }
}
