import Answers
import Arrays
import Autograd
import Cards
import Language
import Optimizers
import RealModule

/// `torch.optim`: parameter groups around the laboratory's own rules.
///
/// `param_groups` are plain dicts of the language, read at every step; so whoever changes `param_groups[0]["lr"]` changes the
/// next step. The rule itself is made by the word of the same name with the dialect pytorch.
enum OptimizerClass {
    static let base = NativeClass("Optimizer", module: "torch.optim.optimizer", methods: methods)

    /// PyTorch's settings of a rule with their defaults, in its order.
    struct Declaration: Sendable {
        var name: String
        var settings: [(name: String, value: Value)]
        /// What PyTorch calls the numbers that the rule keeps for each coordinate, in the rule's order.
        var memory: [String] = []
    }

    private static let common: [(name: String, value: Value)] = [
        ("maximize", .bool(false)), ("foreach", .none), ("capturable", .bool(false)), ("differentiable", .bool(false)),
    ]

    /// Settings that change nothing in what is computed.
    private static let idle: Set<String> = [
        "foreach", "capturable", "differentiable", "fused", "decoupled_weight_decay",
    ]

    private static let betas = ("betas", Value.tuple([.number(0.9), .number(0.999)]))

    static let declared: [Declaration] = [
        .init(
            name: "SGD",
            settings: [
                ("lr", .number(0.001)), ("momentum", .int(0)), ("dampening", .int(0)), ("weight_decay", .int(0)),
                ("nesterov", .bool(false)), ("maximize", .bool(false)), ("foreach", .none),
                ("differentiable", .bool(false)),
                ("fused", .none),
            ], memory: ["momentum_buffer"]),
        .init(
            name: "Adam",
            settings: [
                ("lr", .number(0.001)), betas, ("eps", .number(1e-8)), ("weight_decay", .int(0)),
                ("amsgrad", .bool(false)),
            ] + common + [("fused", .none), ("decoupled_weight_decay", .bool(false))],
            memory: ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"]),
        .init(
            name: "AdamW",
            settings: [
                ("lr", .number(0.001)), betas, ("eps", .number(1e-8)), ("weight_decay", .number(0.01)),
                ("amsgrad", .bool(false)),
            ] + common + [("fused", .none), ("decoupled_weight_decay", .bool(true))],
            memory: ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"]),
        .init(
            name: "RMSprop",
            settings: [
                ("lr", .number(0.01)), ("alpha", .number(0.99)), ("eps", .number(1e-8)), ("weight_decay", .int(0)),
                ("momentum", .int(0)), ("centered", .bool(false)),
            ] + common, memory: ["momentum_buffer", "square_avg", "grad_avg"]),
        .init(
            name: "Adagrad",
            settings: [
                ("lr", .number(0.01)), ("lr_decay", .int(0)), ("weight_decay", .int(0)),
                ("initial_accumulator_value", .int(0)), ("eps", .number(1e-10)), ("maximize", .bool(false)),
                ("foreach", .none),
                ("differentiable", .bool(false)), ("fused", .none),
            ], memory: ["sum"]),
        .init(
            name: "Adadelta",
            settings: [
                ("lr", .number(1)), ("rho", .number(0.9)), ("eps", .number(1e-6)), ("weight_decay", .int(0)),
            ] + common, memory: ["square_avg", "acc_delta"]),
        .init(
            name: "Adamax",
            settings: [
                ("lr", .number(0.002)), betas, ("eps", .number(1e-8)), ("weight_decay", .int(0)),
            ] + common, memory: ["exp_avg", "exp_inf"]),
        .init(
            name: "NAdam",
            settings: [
                ("lr", .number(0.002)), betas, ("eps", .number(1e-8)), ("weight_decay", .int(0)),
                ("momentum_decay", .number(0.004)), ("decoupled_weight_decay", .bool(false)),
            ] + common, memory: ["exp_avg", "exp_avg_sq"]),
        .init(
            name: "RAdam",
            settings: [
                ("lr", .number(0.001)), betas, ("eps", .number(1e-8)), ("weight_decay", .int(0)),
                ("decoupled_weight_decay", .bool(false)),
            ] + common, memory: ["exp_avg", "exp_avg_sq"]),
        .init(
            name: "Rprop",
            settings: [
                ("lr", .number(0.01)), ("etas", .tuple([.number(0.5), .number(1.2)])),
                ("step_sizes", .tuple([.number(1e-6), .number(50)])),
            ] + common, memory: ["prev", "step_size"]),
        .init(
            name: "ASGD",
            settings: [
                ("lr", .number(0.01)), ("lambd", .number(1e-4)), ("alpha", .number(0.75)), ("t0", .number(1e6)),
                ("weight_decay", .int(0)),
            ] + common, memory: ["ax"]),
    ]

    /// The laboratory's other rules of first order, with the settings of their cards.
    private static let others: [Declaration] = {
        let taken = Set(declared.flatMap { [$0.name, $0.name.lowercased()] })
        return RuleCatalog.cards.filter { card in
            ([card.name] + card.aliases).allSatisfy { !taken.contains($0) && !taken.contains($0.lowercased()) }
        }.map { card in
            var settings: [(name: String, value: Value)] = [("lr", .number(card.rate[.pytorch]))]
            for hyperparameter in card.hyperparameters {
                guard case .number(let standard) = hyperparameter.standard else { continue }
                settings.append(
                    (
                        hyperparameter.name,
                        hyperparameter.isFlag ? .bool(standard[.pytorch] == 1) : .number(standard[.pytorch])
                    ))
            }
            settings.append(("weight_decay", .number(card.weightDecay[.pytorch])))
            return Declaration(name: card.name, settings: settings)
        }
    }()

    // MARK: Words

    static let words: [Word] =
        (declared + others).map { declaration in
            let native = NativeClass(
                declaration.name, module: "torch.optim.\(declaration.name.lowercased())", base: base, methods: [])
            return Word(
                "torch.optim.\(declaration.name)", family: "torch",
                summary: "\(declaration.name) for tensors: the laboratory's own rule in PyTorch's dialect",
                parameters: [
                    Parameter(
                        "params", .any, .otherwise("none: the rule alone, for minimize and compile"),
                        "tensors, or dicts with params and settings of their own")
                ]
                    + declaration.settings.map { Parameter($0.name, .any, .value($0.value), "as in PyTorch") } + [
                        Parameter(
                            "settings", .any, .otherwise("nothing"), "those of the word of this name", isVariadic: true,
                            isKeywordOnly: true)
                    ],
                returns: "optimizer",
                examples: [
                    "import torch\ntorch.optim.\(declaration.name)(torch.nn.Linear(2, 1).parameters(), lr=0.01)"
                ],
                meaning: .native { values, keywords, context in
                    try make(declaration, native, values, keywords, context)
                })
        } + [
            Word(
                "torch.optim.Optimizer", family: "torch", summary: "what optimizers are derived from",
                returns: "optimizer",
                examples: ["import torch\ntorch.optim.Optimizer"], meaning: .type(base))
        ]

    private static func make(
        _ declaration: Declaration, _ native: NativeClass, _ values: [Value],
        _ keywords: [(name: String, value: Value)],
        _ context: Context
    ) throws -> Value {
        let given = values.first ?? keywords.first { $0.name == "params" }?.value
        guard let given, given.asDouble == nil, given.asText == nil else {
            // The rule alone: `minimize(f, torch.optim.Adam(lr=0.1))`.
            guard let word = context.registry.word(declaration.name) else { return .none }
            return try context.call(.word(word), values, keywords + [("dialect", .text("pytorch"))])
        }
        var settings = declaration.settings
        var extra: [(name: String, value: Value)] = []
        for (place, value) in values.dropFirst().enumerated() where place < settings.count {
            settings[place].value = value
        }
        for keyword in keywords where keyword.name != "params" {
            if let place = settings.firstIndex(where: { $0.name == keyword.name }) {
                settings[place].value = keyword.value
            } else {
                extra.append(keyword)
            }
        }
        let object = context.instance(of: native)
        try begin(object, given, settings + extra, context)
        // What the rule refuses, it refuses now.
        for group in try Groups.of(object) {
            try Groups.checkNesterov(group)
            _ = try Groups.rule(group, declaration.name, context)
        }
        return .asObject(object)
    }

    static func begin(
        _ object: Instance, _ given: Value, _ settings: [(name: String, value: Value)], _ context: Context
    ) throws {
        if let model = given.asInstance(of: ModuleClass.module) {
            throw Mistake(
                "the optimizer gets \(model.className), a module", expected: "its parameters", try: "model.parameters()"
            ).raised(
                as: "TypeError", "'\(model.className)' object is not iterable")
        }
        guard given.asThing(Tensor.self) == nil else {
            throw Mistake("the optimizer gets one tensor", expected: "a list of them", try: "[x]").raised(
                as: "TypeError",
                "params argument given to the optimizer should be an iterable of Tensors or dicts, but got "
                    + "torch.FloatTensor")
        }
        object.set("defaults", .dict(Value.Dictionary(settings.map { (.text($0.name), $0.value) })))
        // As in PyTorch, a parameter that is asked for first gets an empty dict.
        let (missing, dict) = (context.registry.word("collections.defaultdict"), context.registry.word("dict"))
        object.set(
            "_state",
            try missing.map { try context.call(.word($0), [dict.map { .word($0) } ?? .none]) } ?? .dict(.init()))
        object.set("param_groups", .list([]))
        object.payload = OptimizerMemory()
        let items = try given.elements(in: context)
        guard !items.isEmpty else {
            throw Mistake(
                "the optimizer gets an empty list", expected: "at least one parameter",
                try: "model.parameters(), of a model with layers as attributes"
            ).raised(as: "ValueError", "optimizer got an empty parameter list")
        }
        let isGrouped = items.allSatisfy { if case .dict = $0 { true } else { false } }
        for group in isGrouped ? items : [.dict(Value.Dictionary([(.text("params"), .list(items))]))] {
            try addGroup(object, group, context)
        }
    }

    private static func addGroup(_ object: Instance, _ group: Value, _ context: Context) throws {
        guard case .dict(let given) = group, let parameters = given["params"] else {
            throw Mistake("\(group.brief) is no group of parameters", expected: "{\"params\": …}").raised(
                as: "TypeError", "param_group must be a dict")
        }
        let tensors =
            try parameters.asThing(Tensor.self).map { [$0] }
            ?? parameters.elements(in: context).map { value in
                if case .tuple(let pair) = value, pair.count == 2, let tensor = pair[1].asThing(Tensor.self) {
                    return tensor
                }
                guard let tensor = value.asThing(Tensor.self) else {
                    throw Mistake(
                        "\(value.brief) is \(Phrase.indefinite(value.kind))", expected: "tensors",
                        try: "model.parameters()"
                    ).raised(
                        as: "TypeError",
                        "optimizer can only optimize Tensors, but one of the params is \(value.typeName)")
                }
                return tensor
            }
        for tensor in tensors where !tensor.isLeaf {
            throw Mistake(
                "a tensor that was computed cannot be optimized", expected: "leaves", try: ".detach().requires_grad_()"
            ).raised(as: "ValueError", "can't optimize a non-leaf Tensor")
        }
        let known = try Groups.of(object).flatMap { Groups.tensors($0) }
        guard !tensors.contains(where: { tensor in known.contains { $0 === tensor } }) else {
            throw Mistake("a parameter is in two groups", expected: "each parameter once").raised(
                as: "ValueError", "some parameters appear in more than one parameter group")
        }
        let made = Value.Dictionary()
        try made.set(.text("params"), .list(tensors.map { .thing($0) }))
        for entry in given.entries where entry.key.asText != "params" { try made.set(entry.key, entry.value) }
        if case .dict(let defaults)? = object["defaults"] {
            for entry in defaults.entries where made[entry.key] == nil { try made.set(entry.key, entry.value) }
        }
        if case .list(let groups)? = object["param_groups"] { groups.add(.dict(made)) }
    }

    // MARK: Methods

    private static let methods: [NativeClass.Method] = [
        .init(
            "__init__",
            [
                Parameter("params", .any, .required, "tensors, or dicts"),
                Parameter("defaults", .dict, .required, "settings"),
            ]
        ) { object, args, context in
            guard case .dict(let defaults) = args["defaults"] else { return .none }
            try begin(
                object, args["params"], defaults.entries.map { ($0.key.asText ?? "", $0.value) }, context)
            return .none
        },
        .init("zero_grad", [Parameter("set_to_none", .bool, true, "or zeros")]) { object, args, _ in
            let toNone = try args.bool("set_to_none")
            for group in try Groups.of(object) {
                for tensor in Groups.tensors(group) { try tensor.clearGradient(toNone: toNone) }
            }
            return .none
        },
        .init("step", [Parameter("closure", .any, .value(.none), "computes the loss and its gradients anew")]) {
            object, args, context in
            var loss = Value.none
            if !args["closure"].isNone {
                loss = try context.recorder.recording(true) { try context.call(args["closure"], []) }
            }
            try step(object, loss, context)
            return loss
        },
        .init("add_param_group", [Parameter("param_group", .dict, .required, "params and settings")]) {
            object, args, context in
            try addGroup(object, args["param_group"], context)
            return .none
        },
        .property("state") { object, context in .dict(try OptimizerMemory.state(object, context)) },
        .init("state_dict") { object, _, context in try OptimizerMemory.saved(object, context) },
        .init("load_state_dict", [Parameter("state_dict", .dict, .required, "what state_dict() gave")]) {
            object, args, context in
            try OptimizerMemory.load(object, args["state_dict"], context)
            return .none
        },
        .init(open: "__repr__") { object, _, _, context in
            var text = "\(object.className) ("
            for (index, group) in try Groups.of(object).enumerated() {
                text += "\nParameter Group \(index)\n"
                for entry in group.entries.sorted(by: { ($0.key.asText ?? "") < ($1.key.asText ?? "") })
                where entry.key.asText != "params" {
                    text += "    \(entry.key.asText ?? ""): \(try context.spelled(entry.value))\n"
                }
            }
            return .text(text + ")")
        },
    ]

    package static func step(_ object: Instance, _ loss: Value, _ context: Context) throws {
        guard let memory = object.payload as? OptimizerMemory else { return }
        let value = loss.asDouble ?? .nan
        for (index, group) in try Groups.of(object).enumerated() {
            let rule = try memory.rule(index, group, object.className, context)
            let rate = try Groups.rate(group)
            for bundle in try memory.bundles(index, group, rule) {
                bundle.mover.step(bundle.places, bundle.gradients, rate: rate, loss: value)
                for tensor in bundle.tensors { tensor.noteChange() }
                if context.work.isCancelled { throw Stopped() }
            }
        }
        memory.steps += 1
    }

    /// Settings that the rule's word knows.
    static func known(_ name: String) -> Bool {
        !idle.contains(name) && !["params", "lr", "initial_lr", "swa_lr"].contains(name)
    }
}

extension Hyperparameter {
    fileprivate var isFlag: Bool { if case .flag = kind { true } else { false } }
}

/// Parameter groups as they stand in the dicts.
enum Groups {
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
            if case .bool(false) = entry.value, key == "maximize" { return nil }
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

    private var rules: [Int: (settings: [Value], optimizer: Optimizer)] = [:]
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

    private func mover(_ tensors: [Tensor], _ optimizer: Optimizer) throws -> TensorOptimizer {
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

    // MARK: Saving

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
            let copy = group.copy()
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
    private static func remembered(
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
        let place = try NDArray.zeros([1], .float64)
        let slope = try NDArray.zeros([1], .float64)
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
