import Answers
import Arrays

/// What is said where a value has no such attribute.
extension Machine {
    func unknownMember(_ object: Value, _ name: String, _ range: SourceRange) -> Diagnostic {
        // What its type has and it lacks is not named: an array of JAX's has nothing of PyTorch's.
        let offered = context.registry.members(of: object.kind).map(\.name).filter {
            context.registry.member($0, of: object) != nil
        }
        var known = offered + BuiltinMember.names(of: object)
        if object.isArrayLike { known += ArrayAttributes.names + context.registry.arrayMethods.keys.sorted() }
        if let instance = object.instance {
            known += (instance.attributes.map(\.name) + instance.type.allNames).filter { !$0.hasPrefix("__") }
        }
        if case .object(let type as ClassObject) = object { known += type.allNames.filter { !$0.hasPrefix("__") } }
        let mistake: Mistake
        if case .word(let word) = object {
            let offered = word.methods.map {
                Modules.names(in: $0.split(separator: ".").map(String.init), context.registry)
            }
            mistake = Mistake(
                "\(word.name) is a word and has no .\(name)", expected: offered.map { Suggestions.listed($0) },
                try: offered == nil
                    ? "\(word.name)(…) makes a value that may"
                    : Suggestions.nearest(name, among: offered ?? []).first.map { ".\($0)" })
        } else {
            let close =
                Suggestions.elsewhere(name, of: object.kind)
                ?? Suggestions.nearest(name, among: known).first.map { ".\($0)" }
            // `run.plot()`, as other libraries have it.
            let word = context.registry.word(name).map { "\($0.name)(…) with the \(object.kind) in its brackets" }
            mistake = Mistake(
                "\(Phrase.indefinite(object.kind)) has no .\(name)",
                expected: known.isEmpty
                    ? "a value with attributes" : Suggestions.useful(name, among: known, of: "it"), try: close ?? word)
        }
        let subject =
            if case .object(let type as ClassObject) = object { "type object '\(type.name)'" } else {
                "'\(object.pythonType)' object"
            }
        return Diagnostic(
            mistake.raised(as: "AttributeError", "\(subject) has no attribute '\(name)'"), range: range)
    }
}
