import Answers
import Autograd
import Language

/// Modules made of modules.
enum Containers {
    static let all: [Word] = [
        word(sequential, "layers one after the other", "torch.nn.Linear(2, 3), torch.nn.ReLU()"),
        word(moduleList, "a list whose modules are found by parameters()", "[torch.nn.Linear(2, 2)]"),
        word(moduleDict, "a dict whose modules are found by parameters()", "{\"a\": torch.nn.Linear(2, 2)}"),
        word(parameterList, "a list whose parameters are found by parameters()", "[]"),
        Word(
            "torch.nn.Module", family: "torch", summary: "what networks are derived from: class Net(nn.Module)",
            returns: "module", examples: ["import torch\ntorch.nn.Module().training"],
            meaning: .type(ModuleClass.module)),
    ]

    private static func word(_ native: NativeClass, _ summary: String, _ example: String) -> Word {
        Word(
            "torch.nn.\(native.name)", family: "torch", summary: summary,
            parameters: [Parameter("modules", .any, .otherwise("none"), "modules", isVariadic: true)],
            returns: "module", examples: ["import torch\ntorch.nn.\(native.name)(\(example))"],
            meaning: .type(native))
    }

    private static func inner(_ object: Instance) -> [(name: String, module: Instance)] { ModuleClass.children(object) }

    private static func place(_ index: Value, _ object: Instance) throws -> Int {
        let count = inner(object).count
        guard let number = index.asInt, number >= -count, number < count else {
            throw Mistake("there is no module \(index.brief) among \(count)", expected: "0 to \(count - 1)").raised(
                as: "IndexError", "index \(index.brief) is out of range")
        }
        return number < 0 ? number + count : number
    }

    private static func add(_ object: Instance, _ value: Value) throws {
        guard value.asInstance(of: ModuleClass.module) != nil else {
            throw Mistake(
                "\(value.brief) is \(Phrase.indefinite(value.kind)) and no module", expected: "modules of torch.nn",
                try: value.isClass ? "brackets behind its name" : nil
            ).raised(as: "TypeError", "\(value.brief) is not a Module subclass")
        }
        object.set(String(inner(object).count), value)
    }

    /// What a list of modules has.
    private static let listed: [NativeClass.Method] = [
        .init(open: "__len__") { object, _, _, _ in .int(inner(object).count) },
        .init(open: "__iter__") { object, _, _, _ in
            var rest = inner(object).makeIterator()
            return .iterator("iterator") { _ in rest.next().map { .asObject($0.module) } }
        },
        .init(open: "__getitem__") { object, arguments, _, context in
            guard let index = arguments.first else { return .none }
            if let bounds = context.slice(index) {
                let made = context.instance(of: object.isInstance(of: moduleList) ? moduleList : sequential)
                ModuleClass.begin(made)
                for place in try Subscripts.positions(inner(object).count, bounds.lower, bounds.upper, bounds.step) {
                    made.set(String(inner(made).count), .asObject(inner(object)[place].module))
                }
                return .asObject(made)
            }
            return .asObject(inner(object)[try place(index, object)].module)
        },
        .init(open: "__setitem__") { object, arguments, _, _ in
            guard arguments.count == 2 else { return .none }
            object.set(inner(object)[try place(arguments[0], object)].name, arguments[1])
            return .none
        },
        .init("append", [Parameter("module", .any, .required, "a module")]) { object, args, _ in
            try add(object, args["module"])
            return .asObject(object)
        },
        .init("extend", [Parameter("modules", .any, .required, "modules")]) { object, args, context in
            for value in try args["modules"].elements(in: context) { try add(object, value) }
            return .asObject(object)
        },
    ]

    static let sequential = NativeClass(
        "Sequential", module: "torch.nn.modules.container", base: ModuleClass.module,
        methods: listed + [
            .init(open: "__init__") { object, arguments, _, context in
                ModuleClass.begin(object)
                if arguments.count == 1, case .dict(let named) = arguments[0] {
                    for entry in named.entries {
                        guard let name = entry.key.asText, entry.value.asInstance(of: ModuleClass.module) != nil else {
                            throw Mistake("\(entry.value.brief) is no module", expected: "names with modules").raised(
                                as: "TypeError", "\(entry.value.brief) is not a Module subclass")
                        }
                        object.set(name, entry.value)
                    }
                    return .none
                }
                for value in arguments { try add(object, value) }
                return .none
            },
            .init(open: "forward") { object, arguments, _, context in
                guard var value = arguments.first, arguments.count == 1 else {
                    throw Mistake("Sequential gets \(arguments.count) inputs", expected: "one").raised(as: "TypeError")
                }
                for (_, module) in inner(object) {
                    value = try context.call(.asObject(module), [value])
                    if context.work.isCancelled { throw Stopped() }
                }
                return value
            },
        ])

    static let moduleList = NativeClass(
        "ModuleList", module: "torch.nn.modules.container", base: ModuleClass.module,
        methods: listed + [
            .init("__init__", [Parameter("modules", .any, .value(.none), "modules")]) { object, args, context in
                ModuleClass.begin(object)
                guard !args["modules"].isNone else { return .none }
                for value in try args["modules"].elements(in: context) { try add(object, value) }
                return .none
            }
        ])

    static let moduleDict = NativeClass(
        "ModuleDict", module: "torch.nn.modules.container", base: ModuleClass.module,
        methods: [
            .init("__init__", [Parameter("modules", .any, .value(.none), "names with modules")]) { object, args, _ in
                ModuleClass.begin(object)
                guard case .dict(let given) = args["modules"] else { return .none }
                for entry in given.entries { object.set(entry.key.asText ?? entry.key.repr, entry.value) }
                return .none
            },
            .init(open: "__getitem__") { object, arguments, _, _ in
                guard let name = arguments.first?.asText, let found = object[name] else {
                    throw Mistake(
                        "there is no module \(arguments.first?.brief ?? "")", expected: "a name of those in it"
                    ).raised(
                        as: "KeyError", arguments.first?.repr)
                }
                return found
            },
            .init(open: "__setitem__") { object, arguments, _, _ in
                if arguments.count == 2, let name = arguments[0].asText { object.set(name, arguments[1]) }
                return .none
            },
            .init(open: "__len__") { object, _, _, _ in .int(inner(object).count) },
            .init(open: "__iter__") { object, _, _, _ in
                var rest = inner(object).makeIterator()
                return .iterator("iterator") { _ in rest.next().map { .text($0.name) } }
            },
            .init("update", [Parameter("modules", .dict, .required, "names with modules")]) { object, args, _ in
                guard case .dict(let given) = args["modules"] else { return .none }
                for entry in given.entries { object.set(entry.key.asText ?? entry.key.repr, entry.value) }
                return .none
            },
            .init("pop", [Parameter("key", .text, .required, "the name of one in it")]) { object, args, _ in
                let name = try args.text("key")
                guard let found = object[name], object.remove(name) else {
                    throw Mistake("there is no module \(args["key"].brief)", expected: "a name of those in it")
                        .raised(as: "KeyError", args["key"].repr)
                }
                return found
            },
            .init(open: "__contains__") { object, arguments, _, _ in
                .bool(inner(object).contains { $0.name == arguments.first?.asText })
            },
            .init("keys") { object, _, _ in .list(inner(object).map { .text($0.name) }) },
            .init("values") { object, _, _ in .list(inner(object).map { .asObject($0.module) }) },
            .init("items") { object, _, _ in
                .list(inner(object).map { .tuple([.text($0.name), .asObject($0.module)]) })
            },
        ])

    static let parameterList = NativeClass(
        "ParameterList", module: "torch.nn.modules.container", base: ModuleClass.module,
        methods: [
            .init("__init__", [Parameter("values", .any, .value(.none), "parameters")]) { object, args, context in
                ModuleClass.begin(object)
                guard !args["values"].isNone else { return .none }
                for value in try args["values"].elements(in: context) { add(value, to: object) }
                return .none
            },
            .init(open: "__len__") { object, _, _, _ in .int(ModuleClass.ownParameters(object).count) },
            .init(open: "__getitem__") { object, arguments, _, _ in
                let all = ModuleClass.ownParameters(object)
                let place = try Subscripts.position(arguments.first ?? .none, all.count, "ParameterList")
                return .thing(all[place].tensor)
            },
            .init(open: "__iter__") { object, _, _, _ in
                var rest = ModuleClass.ownParameters(object).makeIterator()
                return .iterator("iterator") { _ in rest.next().map { .thing($0.tensor) } }
            },
            .init("append", [Parameter("value", .any, .required, "a parameter")]) { object, args, _ in
                add(args["value"], to: object)
                return .asObject(object)
            },
            .init("extend", [Parameter("values", .any, .required, "parameters")]) { object, args, context in
                for value in try args["values"].elements(in: context) { add(value, to: object) }
                return .asObject(object)
            },
            .init(open: "extra_repr") { object, _, _, _ in
                .text(
                    ModuleClass.ownParameters(object).enumerated().map { place, own in
                        let size = own.tensor.shape.map(String.init).joined(separator: "x")
                        return "  (\(place)): Parameter containing: [\(own.tensor.dtype.torchName) of size \(size)]"
                    }.joined(separator: "\n"))
            },
        ])

    private static func add(_ value: Value, to list: Instance) {
        value.asThing(Tensor.self)?.isParameter = true
        list.set(String(ModuleClass.ownParameters(list).count), value)
    }
}
