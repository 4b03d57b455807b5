import Answers
import Arrays
import Autograd
package import Language

/// `torch.nn.Module`: what layers and networks are derived from.
///
/// Parameters and inner modules are not registered anywhere: they are the attributes of the object that are such, in the order in
/// which they came, which is the order that PyTorch gives them.
enum ModuleClass {
    static let module: NativeClass = NativeClass(
        "Module", module: "torch.nn.modules.module", methods: methods,
        checksAttribute: { instance, name, value in
            guard instance["training"] == nil, name != "training" else {
                return try refuseOtherKind(instance, name, value)
            }
            let isModule = value.asInstance(of: ModuleClass.module) != nil
            guard isModule || value.asThing(Tensor.self)?.isParameter == true else { return }
            throw Mistake(
                "\(name) is set before the module is one", expected: "super().__init__() as the first line of __init__",
                try: "super().__init__()"
            ).raised(
                as: "AttributeError", "cannot assign \(isModule ? "module" : "parameter") before Module.__init__() call"
            )
        })

    /// What was registered keeps its kind: a parameter is replaced by a parameter, a module by a module, a buffer by a tensor, or by None.
    private static func refuseOtherKind(_ instance: Instance, _ name: String, _ value: Value) throws {
        guard !value.isNone, let before = instance[name] else { return }
        let tensor = value.asThing(Tensor.self)
        if tensor?.isParameter == true { return }
        let kind: (what: String, expected: String, call: String)
        if before.asThing(Tensor.self)?.isParameter == true {
            kind = ("parameter", "torch.nn.Parameter", "torch.nn.Parameter(…)")
        } else if before.asInstance(of: module) != nil, value.asInstance(of: module) == nil {
            kind = ("child module", "torch.nn.Module", "a layer")
        } else if tensor == nil, instance["_buffers"]?.elements?.contains(where: { $0.asText == name }) == true {
            kind = ("buffer", "torch.nn.Buffer, torch.Tensor", "torch.tensor(…)")
        } else {
            return
        }
        throw Mistake(
            "\(name) is a \(kind.what), and \(value.brief) is \(Phrase.indefinite(value.kind))",
            expected: "\(kind.expected) or None", try: "\(name) = \(kind.call)"
        ).raised(
            as: "TypeError",
            "cannot assign '\(tensor.map { "torch.\($0.dtype.torchKind)Tensor" } ?? value.typeName)' as \(kind.what) "
                + "'\(name)' (\(kind.expected) or None expected)")
    }

    // MARK: What is in a module

    /// The parameters of an object itself, by name.
    static func ownParameters(_ object: Instance) -> [(name: String, tensor: Tensor)] {
        object.attributes.compactMap { name, value in
            guard let tensor = value.asThing(Tensor.self), tensor.isParameter else { return nil }
            return (name, tensor)
        }
    }

    /// Tensors of the object's state that are not learned, by name.
    static func ownBuffers(_ object: Instance) -> [(name: String, tensor: Tensor)] {
        guard let names = object["_buffers"]?.elements else { return [] }
        return names.compactMap { name in
            guard let name = name.asText, let tensor = object[name]?.asThing(Tensor.self) else { return nil }
            return (name, tensor)
        }
    }

    /// The modules directly inside, by name.
    static func children(_ object: Instance) -> [(name: String, module: Instance)] {
        object.attributes.compactMap { name, value in
            value.asInstance(of: module).map { (name, $0) }
        }
    }

    /// The object and all modules in it, each once, with their dotted names.
    static func modules(_ object: Instance, _ prefix: String = "") -> [(name: String, module: Instance)] {
        var seen: Set<ObjectIdentifier> = []
        var out: [(name: String, module: Instance)] = []
        func visit(_ object: Instance, _ prefix: String) {
            guard seen.insert(ObjectIdentifier(object)).inserted else { return }
            out.append((prefix, object))
            for (name, child) in children(object) { visit(child, prefix.isEmpty ? name : "\(prefix).\(name)") }
        }
        visit(object, prefix)
        return out
    }

    /// All parameters, each once, with their dotted names.
    package static func parameters(_ object: Instance) -> [(name: String, tensor: Tensor)] {
        var seen: Set<ObjectIdentifier> = []
        return modules(object).flatMap { prefix, module in
            ownParameters(module).filter { seen.insert(ObjectIdentifier($0.tensor)).inserted }.map {
                (prefix.isEmpty ? $0.name : "\(prefix).\($0.name)", $0.tensor)
            }
        }
    }

    static func buffers(_ object: Instance) -> [(name: String, tensor: Tensor)] {
        modules(object).flatMap { prefix, module in
            ownBuffers(module).map { (prefix.isEmpty ? $0.name : "\(prefix).\($0.name)", $0.tensor) }
        }
    }

    /// Parameters and buffers in the order of `state_dict`.
    static func state(_ object: Instance) -> [(name: String, tensor: Tensor)] {
        modules(object).flatMap { prefix, module in
            (ownParameters(module) + ownBuffers(module)).map {
                (prefix.isEmpty ? $0.name : "\(prefix).\($0.name)", $0.tensor)
            }
        }
    }

    static func begin(_ object: Instance) { object.set("training", .bool(true)) }

    static func isTraining(_ object: Instance) -> Bool {
        if case .bool(let flag)? = object["training"] { flag } else { true }
    }

    // MARK: Calling

    /// `model(x)`: what `forward` gives, past the hooks.
    static func call(
        _ object: Instance, _ arguments: [Value], _ keywords: [(name: String, value: Value)], _ context: Context
    ) throws -> Value {
        guard object["training"] != nil else {
            throw Mistake(
                "\(object.className) was not made as a module", expected: "super().__init__() in its __init__",
                try: "super().__init__()"
            ).raised(
                as: "AttributeError", "'\(object.className)' object has no attribute '_forward_pre_hooks'")
        }
        var arguments = arguments
        let hooks = object.payload as? ModuleHooks
        for hook in hooks?.all(.beforeForward) ?? [] {
            let changed = try context.call(hook, [.asObject(object), .tuple(arguments)])
            if !changed.isNone { arguments = changed.elements ?? [changed] }
        }
        let pass = try hooks?.backwardPass(object, &arguments, context)
        var result = try context.call(method: "forward", of: object, arguments, keywords)
        for hook in hooks?.all(.afterForward) ?? [] {
            let changed = try context.call(hook, [.asObject(object), .tuple(arguments), result])
            if !changed.isNone { result = changed }
        }
        return try pass?.leaving(result) ?? result
    }

    /// `MSELoss()`, `Linear(in_features=2, out_features=1, bias=True)`, and modules inside modules on lines of their own.
    static func shown(_ object: Instance, _ context: Context) throws -> String {
        let extra = try context.call(method: "extra_repr", of: object, []).asText ?? ""
        let inner = children(object)
        if inner.isEmpty {
            return extra.contains("\n")
                ? "\(object.className)(\n  \(indented(extra))\n)" : "\(object.className)(\(extra))"
        }
        var lines: [String] = extra.isEmpty ? [] : [extra]
        if object.isInstance(of: Containers.moduleList) {
            lines += try grouped(inner, context)
        } else {
            for (name, child) in inner {
                let text = try context.spelled(.asObject(child))
                lines.append("(\(name)): \(indented(text))")
            }
        }
        return "\(object.className)(\n  \(lines.joined(separator: "\n  "))\n)"
    }

    /// A list shows equal neighbours once: `(0-2): 3 x Linear(…)`.
    private static func grouped(_ inner: [(name: String, module: Instance)], _ context: Context) throws -> [String] {
        var groups: [(first: Int, last: Int, text: String)] = []
        for (index, (_, child)) in inner.enumerated() {
            let text = try context.spelled(.asObject(child))
            if let last = groups.last, last.text == text {
                groups[groups.count - 1].last = index
            } else {
                groups.append((index, index, text))
            }
        }
        return groups.map { first, last, text in
            first == last
                ? "(\(first)): \(indented(text))" : "(\(first)-\(last)): \(last - first + 1) x \(indented(text))"
        }
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
    }

    // MARK: Methods

    private static let recurse = Parameter("recurse", .bool, true, "whether inner modules count")

    private static func iterator(_ items: [Value]) -> Value {
        var rest = items.makeIterator()
        return .iterator("generator") { _ in rest.next() }
    }

    private static func hook(_ name: String, _ moment: ModuleHooks.Moment) -> NativeClass.Method {
        .init(name, [Parameter("hook", .any, .required, "a function")]) { object, args, context in
            let hooks = object.payload as? ModuleHooks ?? ModuleHooks()
            object.payload = hooks
            return HookHandle.value(context) { [hook = hooks.add(args["hook"], moment)] in hooks.remove(hook) }
        }
    }

    private static let methods: [NativeClass.Method] = [
        .init(open: "__init__") { object, _, _, _ in
            begin(object)
            return .none
        },
        .init(open: "__call__") { object, arguments, keywords, context in
            try call(object, arguments, keywords, context)
        },
        .init(open: "forward") { object, _, _, _ in
            throw Mistake(
                "\(object.className) has no forward", expected: "a method forward(self, x) that computes the outputs",
                try: "def forward(self, x):"
            ).raised(
                as: "NotImplementedError",
                "Module [\(object.className)] is missing the required \"forward\" function")
        },
        .init(open: "extra_repr") { _, _, _, _ in .text("") },
        .init(open: "__repr__") { object, _, _, context in .text(try shown(object, context)) },
        .init("parameters", [recurse]) { object, args, _ in
            let found = try args.bool("recurse") ? parameters(object) : ownParameters(object)
            return iterator(found.map { .thing($0.tensor) })
        },
        .init("named_parameters", [Parameter("prefix", .text, "", "put in front"), recurse]) { object, args, _ in
            let prefix = try args.text("prefix")
            let found = try args.bool("recurse") ? parameters(object) : ownParameters(object)
            return iterator(
                found.map { .tuple([.text(prefix.isEmpty ? $0.name : "\(prefix).\($0.name)"), .thing($0.tensor)]) })
        },
        .init("buffers", [recurse]) { object, _, _ in iterator(buffers(object).map { .thing($0.tensor) }) },
        .init("named_buffers", [recurse]) { object, _, _ in
            iterator(buffers(object).map { .tuple([.text($0.name), .thing($0.tensor)]) })
        },
        .init("children") { object, _, _ in iterator(children(object).map { .asObject($0.module) }) },
        .init("named_children") { object, _, _ in
            iterator(children(object).map { .tuple([.text($0.name), .asObject($0.module)]) })
        },
        .init("modules") { object, _, _ in iterator(modules(object).map { .asObject($0.module) }) },
        .init("named_modules") { object, _, _ in
            iterator(modules(object).map { .tuple([.text($0.name), .asObject($0.module)]) })
        },
        .init("state_dict") { object, _, context in
            .ordered(state(object).map { (.text($0.name), .thing($0.tensor.detached())) })
        },
        .init(
            "load_state_dict",
            [
                Parameter("state_dict", .dict, .required, "what state_dict() gave"),
                Parameter("strict", .bool, true, "whether all names must be there"),
            ]
        ) { object, args, context in try load(object, args, context) },
        .init("train", [Parameter("mode", .bool, true, "False is eval()")]) { object, args, _ in
            for (_, module) in modules(object) { module.set("training", args["mode"]) }
            return .asObject(object)
        },
        .init("eval") { object, _, _ in
            for (_, module) in modules(object) { module.set("training", .bool(false)) }
            return .asObject(object)
        },
        .init("zero_grad", [Parameter("set_to_none", .bool, true, "or zeros")]) { object, args, _ in
            for (_, tensor) in parameters(object) { try tensor.clearGradient(toNone: args.bool("set_to_none")) }
            return .none
        },
        .init("requires_grad_", [Parameter("requires_grad", .bool, true, "or not")]) { object, args, _ in
            for (_, tensor) in parameters(object) { try tensor.requireGrad(args.bool("requires_grad")) }
            return .asObject(object)
        },
        .init(
            "to",
            [
                Parameter("target", aliases: ["device", "dtype"], .any, .value(.none), "a device or a dtype"),
                Parameter(
                    "more", .any, .otherwise("nothing"), "settings without a meaning here", isVariadic: true,
                    isKeywordOnly: true),
            ]
        ) { object, args, _ in
            if let dtype = args["target"].asThing(TorchDType.self) { try convert(object, dtype.dtype) }
            if let narrow = args["target"].asThing(NarrowDType.self) { throw narrow.refusal }
            return .asObject(object)
        },
        .init("float") { object, _, _ in
            try convert(object, .float32)
            return .asObject(object)
        },
        .init("double") { object, _, _ in
            try convert(object, .float64)
            return .asObject(object)
        },
        .init("cpu") { object, _, _ in .asObject(object) },
        .init("cuda", [Parameter("device", .any, .value(.none), "which")]) { _, _, _ in throw Mistake.noGraphicsCard },
        .init("apply", [Parameter("fn", .any, .required, "is called with every module")]) { object, args, context in
            func visit(_ object: Instance) throws {
                for (_, child) in children(object) { try visit(child) }
                _ = try context.call(args["fn"], [.asObject(object)])
            }
            try visit(object)
            return .asObject(object)
        },
        .init(
            "register_buffer",
            [
                Parameter("name", .text, .required, "its attribute"),
                Parameter("tensor", .any, .required, "a tensor, or None"),
                Parameter("persistent", .bool, true, "whether it stands in state_dict"),
            ]
        ) { object, args, _ in
            object.set(try args.text("name"), args["tensor"])
            if try args.bool("persistent") {
                object.set("_buffers", .list((object["_buffers"]?.elements ?? []) + [args["name"]]))
            }
            return .none
        },
        .init(
            "register_parameter",
            [
                Parameter("name", .text, .required, "its attribute"),
                Parameter("param", .any, .required, "a Parameter, or None"),
            ]
        ) { object, args, _ in
            object.set(try args.text("name"), args["param"])
            return .none
        },
        .init(
            "add_module",
            [
                Parameter("name", .text, .required, "its attribute"), Parameter("module", .any, .required, "a module"),
            ]
        ) { object, args, _ in
            object.set(try args.text("name"), args["module"])
            return .none
        },
        hook("register_forward_hook", .afterForward), hook("register_forward_pre_hook", .beforeForward),
        hook("register_full_backward_hook", .backward),
        .init("get_submodule", [Parameter("target", .text, .required, "a dotted name")]) { object, args, _ in
            let name = try args.text("target")
            guard let found = modules(object).first(where: { $0.name == name }) else {
                throw args.mistake(
                    "target", "there is no module \(name)",
                    expected: modules(object).map(\.name).joined(separator: ", "))
            }
            return .asObject(found.module)
        },
    ]

    private static func convert(_ object: Instance, _ dtype: DType) throws {
        for (_, tensor) in state(object) where tensor.dtype.isFloat {
            tensor.replaceValues(try tensor.array.cast(to: dtype))
        }
    }

    private static func load(_ object: Instance, _ args: Arguments, _ context: Context) throws -> Value {
        guard case .dict(let given) = args["state_dict"] else { return .none }
        let own = state(object)
        let missing = own.map(\.name).filter { given[$0] == nil }
        let unexpected = given.entries.compactMap(\.key.asText).filter { key in !own.contains { $0.name == key } }
        var problems: [String] = []
        if try args.bool("strict") {
            func quoted(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
            if !unexpected.isEmpty { problems.append("Unexpected key(s) in state_dict: \(quoted(unexpected)). ") }
            if !missing.isEmpty { problems.append("Missing key(s) in state_dict: \(quoted(missing)). ") }
        }
        for (name, tensor) in own {
            guard let value = given[name]?.asThing(Tensor.self) else { continue }
            if value.shape != tensor.shape {
                problems.append(
                    "size mismatch for \(name): copying a param with shape torch.Size(\(value.shape.listText)) from "
                        + "checkpoint, the shape in current model is torch.Size(\(tensor.shape.listText)).")
            }
        }
        guard problems.isEmpty else {
            throw Mistake(
                "the state does not fit \(object.className): " + problems.joined(separator: " "),
                expected: "names and shapes as state_dict() of the same network gives them"
            ).raised(
                as: "RuntimeError",
                "Error(s) in loading state_dict for \(object.className):\n\t" + problems.joined(separator: "\n\t"))
        }
        for (name, tensor) in own {
            guard let value = given[name]?.asThing(Tensor.self) else { continue }
            try tensor.overwrite(value)
        }
        return .thing(StateKeys(missing: missing, unexpected: unexpected))
    }
}

extension Value {
    /// An object as a value.
    package static func asObject(_ instance: Instance) -> Value { .object(instance) }
}
