import Answers
import Language
import Networks

/// Layers of the learner's own in files: the class is named, and made again with what its `get_config` told; it must be known where the
/// file is read.
enum OwnLayerFile {
    /// What stands before the name of such a class in a program.
    static let prefix = "own_"

    /// The call that makes the layer again, without its name; nil where its configuration is more than numbers, texts and lists of them.
    static func call(of body: OwnLayerBody) -> String? {
        let (instance, start) = (body.instance, prefix + body.instance.className)
        guard instance.overrides("get_config") else { return start + "()" }
        let found = try? body.desk.run { try $0.call(method: "get_config", of: instance, []) }
        guard case .dict(let entries)? = found else { return nil }
        var arguments: [String] = []
        for entry in entries.entries where entry.key.asText != "name" {
            guard let name = entry.key.asText, isLiteral(entry.value) else { return nil }
            arguments.append("\(name)=\(entry.value.repr)")
        }
        return "\(start)(\(arguments.joined(separator: ", ")))"
    }

    private static func isLiteral(_ value: Value) -> Bool {
        switch value {
        case .none, .bool, .int: true
        case .number(let number): number.isFinite
        case .text(let text): !text.contains { $0.isNewline || $0 == "'" }
        case .list, .tuple: value.elements?.allSatisfy(isLiteral) == true
        case .dict(let entries): entries.entries.allSatisfy { isLiteral($0.key) && isLiteral($0.value) }
        default: false
        }
    }

    /// What makes the layers of the classes that a program names.
    ///
    /// - Parameter given: `custom_objects`.
    /// - Throws: `Mistake` for a class that is not known here.
    static func makers(in program: String, given: Value, _ context: Context) throws -> [String: Value] {
        let names = program.replacing(/'[^'\n]*'/, with: "").matches(of: /own_([A-Za-z_][A-Za-z_0-9]*)\s*\(/).map {
            String($0.output.1)
        }
        guard !names.isEmpty else { return [:] }
        let registered = context.session.kept(SerializableClasses.self) { SerializableClasses() }.names
        var known = context.session.variables.filter { registered.contains($0.key) }
        if case .dict(let entries) = given {
            for entry in entries.entries { known[entry.key.asText ?? ""] = entry.value }
        }
        return try Dictionary(
            uniqueKeysWithValues: Set(names).map { name in
                // A file is a stranger's: nothing else of the session is called for it.
                guard let type = known[name], type.isClass(derivedFrom: KerasLayerClass.layer) else {
                    throw Mistake(
                        "the file has a layer of the class \(name), which is not known here",
                        expected: "the class by name, or @keras.saving.register_keras_serializable() before it",
                        try: "load_model(path, custom_objects={\"\(name)\": \(name)})"
                    ).raised(as: "TypeError", "Could not locate class '\(name)'.")
                }
                return (prefix + name, maker(of: type, name))
            })
    }

    /// Makes a layer with its configuration. A class whose `__init__` does not take what all layers have is given the rest.
    private static func maker(of type: Value, _ name: String) -> Value {
        .callable(name) { _, keywords, context in
            func made(_ keywords: [(name: String, value: Value)]) throws -> Value {
                let made = try context.call(type, [], keywords)
                guard made.asInstance(of: KerasLayerClass.layer) != nil else {
                    throw Mistake("\(name) makes no layer", expected: "a class derived from keras.layers.Layer")
                }
                return made
            }
            do {
                return try made(keywords)
            } catch {
                let common: Set = ["name", "trainable", "dtype"]
                guard let layer = try? made(keywords.filter { !common.contains($0.name) }) else { throw error }
                for (name, value) in keywords where name != "dtype" && common.contains(name) {
                    layer.asInstance?.set(name, value)
                }
                return layer
            }
        }
    }
}

/// The classes of a session that `register_keras_serializable` stands before.
final class SerializableClasses {
    var names: Set<String> = []
}
