import Answers
import Language
import Optimizers

/// `mask=` as optax's users write it: True and False by place or by name, or a function that is asked for each parameter.
enum MaskArgument {
    static let type = ValueType.oneOf([.bool, .function, .dict, .list(of: .any)])

    /// nil where none is given.
    ///
    /// - Throws: `Mistake` for an entry that is neither True nor False.
    static func read(_ name: String, _ args: Arguments, _ context: Context) throws -> ParameterMask? {
        let value = args[name]
        if value.isNone { return nil }
        return try args.about(name) { ParameterMask(try choice(value, context), summary: written(value)) }
    }

    private static func written(_ value: Value) -> String {
        if case .function(let function) = value { function.written } else { value.brief }
    }

    private static func choice(_ value: Value, _ context: Context) throws -> ParameterMask.Choice {
        switch value {
        case .bool(let flag): return .all(flag)
        case .dict(let dict):
            return .named(
                try dict.entries.map { key, value in
                    (key.asText ?? key.brief, try choice(value, context))
                })
        case .function, .word, .object: return asking(value, context)
        default:
            guard let items = value.elements else {
                throw Mistake(
                    "the mask holds \(value.brief)", expected: "True or False", try: "mask=lambda p: p.ndim > 1")
            }
            return .inOrder(try items.map { try choice($0, context) })
        }
    }

    private static func asking(_ function: Value, _ context: Context) -> ParameterMask.Choice {
        let caller = Caller(context)
        return .asked { tensor in
            let answer = try caller.call(function, [.thing(tensor)])
            guard case .bool(let flag) = answer else {
                throw Mistake(
                    "the mask says \(answer.brief) for \(tensor.summary)", expected: "True or False for each parameter",
                    try: "mask=lambda p: p.ndim > 1")
            }
            return flag
        }
    }
}

/// What a mask can ask of a parameter.
enum ParameterMembers {
    static let members: [Member] = [
        .attribute("name", "where it stands: dense/kernel", \ParameterLayout.Tensor.name),
        .attribute("path", of: ParameterLayout.Tensor.self, "its name, part by part") { $0.steps },
        .attribute("shape", of: ParameterLayout.Tensor.self, "its extents") { .tuple($0.shape.map { .int($0) }) },
        .attribute("ndim", "how many axes it has", \ParameterLayout.Tensor.shape.count),
        .attribute("size", "how many numbers it has", \ParameterLayout.Tensor.range.count),
    ]
}

extension ParameterLayout.Tensor {
    /// `("dense", "kernel")`
    var steps: Value { .tuple(name.split(separator: "/").map { .text(String($0)) }) }
}
