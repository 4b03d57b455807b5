import Answers
import Language

/// The layers of a composed model while they are connected again.
struct Composition {
    private struct Part {
        let layer: Value
        /// What each of its calls is given.
        let calls: [Value]
        /// What each gave, as far as it was made.
        var results: [Value] = []
    }

    private var parts: [String: Part] = [:]
    private let names: [String]

    init(_ layers: [Value], custom: Value, _ context: Context) throws {
        var names: [String] = []
        for value in layers {
            let (name, made) = try ModelConfig.layer(value, custom: custom, context)
            guard case .dict(let entry) = value else { continue }
            let calls = entry["inbound_nodes"]?.elements ?? []
            let isInput = entry["class_name"]?.asText == "InputLayer"
            parts[name] = Part(layer: made, calls: isInput ? [] : calls, results: isInput ? [made] : [])
            names.append(name)
        }
        self.names = names
    }

    /// Calls the layers, each when what it reads is there.
    mutating func connect(_ context: Context) throws {
        while true {
            var (isMoving, isDone) = (false, true)
            for name in names {
                guard let part = parts[name], part.results.count < part.calls.count else { continue }
                isDone = false
                guard let result = try call(part, part.calls[part.results.count], context) else { continue }
                parts[name]?.results.append(result)
                isMoving = true
            }
            if isDone { return }
            guard isMoving else { throw ModelConfig.strange("its layers wait for one another") }
        }
    }

    /// nil where something it reads is not there yet.
    private func call(_ part: Part, _ node: Value, _ context: Context) throws -> Value? {
        guard case .dict(let call) = node, let given = call["args"]?.elements else {
            throw ModelConfig.strange("\(node.brief) is no call of a layer")
        }
        var arguments: [Value] = []
        for value in given {
            guard let found = try resolved(value) else { return nil }
            arguments.append(found)
        }
        var keywords: [(name: String, value: Value)] = []
        if case .dict(let more)? = call["kwargs"] {
            for entry in more.entries where !entry.value.isNone {
                guard let name = entry.key.asText else { continue }
                guard let found = try resolved(entry.value) else { return nil }
                keywords.append((name, found))
            }
        }
        return try context.call(part.layer, arguments, keywords)
    }

    private func resolved(_ value: Value) throws -> Value? {
        switch value {
        case .dict(let entries):
            guard entries["class_name"]?.asText == "__keras_tensor__", case .dict(let config)? = entries["config"],
                let history = config["keras_history"]
            else { return value }
            return try tensor(history)
        case .list, .tuple:
            var found: [Value] = []
            for item in value.elements ?? [] {
                guard let one = try resolved(item) else { return nil }
                found.append(one)
            }
            return .list(found)
        default: return value
        }
    }

    /// `['dense', 0, 0]`; nil where the layer was not called so often yet.
    private func tensor(_ history: Value) throws -> Value? {
        guard let items = history.elements, items.count == 3, let name = items[0].asText, let call = items[1].asInt,
            let place = items[2].asInt, let part = parts[name], call >= 0, place >= 0
        else { throw ModelConfig.strange("\(history.brief) is no output of a layer") }
        guard call < part.results.count else { return nil }
        let result = part.results[call]
        guard let several = result.elements else { return result }
        guard place < several.count else { throw ModelConfig.strange("\(history.brief) is no output of a layer") }
        return several[place]
    }

    /// Inputs or outputs: one, a list of them, or a dict.
    func tensors(_ value: Value) throws -> Value {
        if case .dict(let entries) = value {
            return .dict(Value.Dictionary(try entries.entries.map { ($0.key, try tensors($0.value)) }))
        }
        guard let items = value.elements, !items.isEmpty else {
            throw ModelConfig.strange("\(value.brief) is no list of tensors")
        }
        if items[0].asText != nil {
            guard let found = try tensor(value) else { throw ModelConfig.strange("\(value.brief) was never called") }
            return found
        }
        return items.count == 1 ? try tensors(items[0]) : .list(try items.map(tensors))
    }
}
