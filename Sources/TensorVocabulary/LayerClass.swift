import Answers
package import Autograd
import Language

/// A module of `torch.nn`, declared once: its word, its class, its attributes, what it shows and what it computes.
struct LayerClass: Sendable {
    let native: NativeClass
    let word: Word

    /// A layer of one input whose settings are its attributes.
    ///
    /// - Parameters:
    ///   - module: the file of `torch.nn.modules` that PyTorch has it in.
    ///   - shown: what stands in its brackets.
    ///   - build: makes parameters and buffers.
    init(
        _ name: String, _ module: String, _ summary: String, _ parameters: [Parameter], example: String,
        base: NativeClass = ModuleClass.module, shown: @escaping @Sendable (Instance) -> String = { _ in "" },
        build: (@Sendable (Instance, Arguments, Context) throws -> Void)? = nil,
        more: [NativeClass.Method] = [],
        forward: @escaping @Sendable (Instance, Tensor, Context) throws -> Tensor
    ) {
        self.init(
            name, module, summary, parameters, example: example, base: base, shown: shown, build: build, more: more,
            open: { object, arguments, keywords, context in
                guard let value = arguments.first ?? keywords.first(where: { $0.name == "input" })?.value,
                    arguments.count + keywords.count == 1
                else {
                    throw Mistake(
                        "\(name) gets \(arguments.count + keywords.count) inputs", expected: "one tensor"
                    ).raised(
                        as: "TypeError",
                        arguments.isEmpty
                            ? "\(name).forward() missing 1 required positional argument: 'input'"
                            : "\(name).forward() takes 2 positional arguments but \(arguments.count + 1) were given")
                }
                guard let x = value.asThing(Tensor.self) else {
                    throw Mistake(
                        "\(name) gets \(value.brief), which is \(Phrase.indefinite(value.kind))", expected: "a tensor",
                        try: value.elements != nil || value.kind == "array" ? "torch.tensor(…)" : nil
                    ).raised(
                        as: "TypeError",
                        "\(name.lowercased())(): argument 'input' (position 1) must be Tensor, not \(value.typeName)")
                }
                return .thing(try forward(object, x, context))
            })
    }

    /// The same for any inputs.
    init(
        _ name: String, _ module: String, _ summary: String, _ parameters: [Parameter], example: String,
        base: NativeClass = ModuleClass.module, shown: @escaping @Sendable (Instance) -> String = { _ in "" },
        build: (@Sendable (Instance, Arguments, Context) throws -> Void)? = nil,
        more: [NativeClass.Method] = [], open forward: @escaping NativeClass.Method.Body
    ) {
        let names = parameters.map(\.name).filter { !["device", "dtype", "bias"].contains($0) }
        let tail = [
            Parameter("device", .any, .value(.none), "there is one here", isKeywordOnly: true),
            Parameter("dtype", .any, .value(.none), "of the parameters", isKeywordOnly: true),
        ]
        native = NativeClass(
            name, module: "torch.nn.modules.\(module)", base: base,
            methods: [
                .init("__init__", parameters + (build == nil ? [] : tail)) { object, args, context in
                    ModuleClass.begin(object)
                    for name in names { object.set(name, args[name]) }
                    try build?(object, args, context)
                    return .none
                },
                .init(open: "forward", forward),
                .init(open: "extra_repr") { object, _, _, _ in .text(shown(object)) },
            ] + more)
        word = Word(
            "torch.nn.\(name)", family: "torch", summary: summary, parameters: parameters, returns: "module",
            examples: ["import torch\ntorch.nn.\(name)(\(example))"], meaning: .type(native))
    }
}

extension Instance {
    /// A tensor among the attributes.
    package func tensor(_ name: String) -> Tensor? { self[name]?.asThing(Tensor.self) }

    /// A whole number among the attributes.
    package func int(_ name: String) -> Int { self[name]?.asInt ?? 0 }

    /// A number among the attributes.
    func number(_ name: String) -> Double { self[name]?.asDouble ?? 0 }

    /// A flag among the attributes.
    package func flag(_ name: String) -> Bool { if case .bool(true)? = self[name] { true } else { false } }
}
