import Answers
import Autograd
import Cards
import Language
import Optimizers

/// `torch.optim`: parameter groups around the laboratory's own rules.
///
/// `param_groups` are plain dicts of the language, read at every step; so whoever changes `param_groups[0]["lr"]` changes the
/// next step. The rule itself is made by the word of the same name with the dialect pytorch.
enum OptimizerClass {
    static let base = NativeClass("Optimizer", module: "torch.optim.optimizer", methods: methods)

    // MARK: Words

    static let words: [Word] =
        (declared + others).map { declaration in
            let module = declaration.isPyTorchs ? "torch.optim" : "descent.optim"
            let native = NativeClass(
                declaration.name, module: "\(module).\(declaration.name.lowercased())", base: base, methods: [])
            return Word(
                "\(module).\(declaration.name)", family: "torch",
                summary: declaration.isPyTorchs
                    ? "\(declaration.name) for tensors: the laboratory's own rule in PyTorch's dialect"
                    : "\(declaration.name) for tensors, which PyTorch does not have: it is used like torch.optim's",
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
                    "import torch\(declaration.isPyTorchs ? "" : "\nimport descent")\n"
                        + "\(module).\(declaration.name)(torch.nn.Linear(2, 1).parameters(), lr=0.01)"
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

    static func make(
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
}
