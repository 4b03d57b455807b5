public import Answers

/// What the prompt prints, and JSON for programs.
extension Value {
    /// The value as shown at the prompt: things as their table, everything else as Python spells it, long collections
    /// wrapped to the width and cut in the middle.
    public func display(width: Int) -> String {
        switch self {
        case .thing(let thing): return thing.table(width: width)
        case .word(let word): return "\(word.name): \(word.summary)"
        case .function(let function): return Value.definition(function)
        case .list(let list): return Value.wrapped(list.items, "[", "]", width)
        case .tuple(let items): return Value.wrapped(items, "(", items.count == 1 ? ",)" : ")", width)
        case .dict(let dictionary) where dictionary.typeName == nil: return Value.wrapped(dictionary, width)
        case .set(let set) where set.count > 0: return Value.wrapped(set, width)
        default: return repr
        }
    }

    /// More elements than this are cut in the middle.
    private static let most = 120
    /// How many stay at the beginning and at the end.
    private static let (head, tail) = (60, 20)

    private static func wrapped(_ items: [Value], _ open: String, _ close: String, _ width: Int) -> String {
        lines(cut(items.count) { items[$0].spelled }, open, close, width)
    }

    private static func wrapped(_ dictionary: Dictionary, _ width: Int) -> String {
        // Of a million entries only those are copied that are shown.
        let entries = dictionary.count > most ? dictionary.ends(head, tail) : dictionary.entries
        return lines(
            cut(dictionary.count) { index in
                let entry = entries[index < head ? index : entries.count - (dictionary.count - index)]
                return entry.key.spelled + ": " + entry.value.spelled
            }, "{", "}", width)
    }

    private static func wrapped(_ set: ValueSet, _ width: Int) -> String {
        let elements = set.count > most ? set.ends(head, tail) : set.elements
        return lines(
            cut(set.count) { index in
                elements[index < head ? index : elements.count - (set.count - index)].spelled
            }, "{", "}", width)
    }

    /// One element on one line; an element that is itself long is cut too.
    private var spelled: String {
        var writer = ReprWriter(limit: 400)
        writer.write(self)
        return writer.text
    }

    private static func cut(_ count: Int, _ spell: (Int) -> String) -> [String] {
        guard count > most else { return (0..<count).map(spell) }
        return (0..<head).map(spell) + ["… \((count - head - tail).grouped) more …"]
            + ((count - tail)..<count).map(spell)
    }

    private static func lines(_ parts: [String], _ open: String, _ close: String, _ width: Int) -> String {
        let oneLine = open + parts.joined(separator: ", ") + close
        if oneLine.columns <= width { return oneLine }
        var lines: [String] = []
        var line = open
        for (index, part) in parts.enumerated() {
            let piece = part + (index + 1 < parts.count ? "," : close)
            if line != open, line != " ", line.columns + piece.columns + 1 > width {
                lines.append(line)
                line = " " + piece
            } else {
                line += (line == open || line == " " ? "" : " ") + piece
            }
        }
        return (lines + [line]).joined(separator: "\n")
    }

    /// Lists inside themselves, and the depth at which nobody reads on, end in a text.
    private var nestedJSON: [JSON] {
        var budget = 100_000
        return json(depth: 0, &budget)
    }

    private func json(depth: Int, _ budget: inout Int) -> [JSON] {
        (elements ?? []).map { item in
            budget -= 1
            guard depth < 100, budget > 0 else { return .string("…") }
            switch item {
            case .list, .tuple: return .array(item.json(depth: depth + 1, &budget))
            default: return item.json
            }
        }
    }

    private var boundedBrief: String {
        var writer = ReprWriter(limit: 2000)
        writer.write(self)
        return writer.text
    }

    private static func definition(_ function: Function) -> String {
        guard let body = function.bodyText else {
            let name = Value.function(function).repr
            return function.documentation.map { name + ": " + $0 } ?? name
        }
        let parameters = function.parameters.map { name in
            function.defaults[name].map { "\(name)=\($0.brief)" } ?? name
        }
        let list = parameters.joined(separator: ", ")
        return function.name == "lambda" ? "lambda \(list): \(body)" : "\(function.name)(\(list)) = \(body)"
    }

    /// Numbers as numbers (non-finite ones as strings), lists and tuples as arrays, things in their own form.
    public var json: JSON {
        switch self {
        case .none: .null
        case .bool(let flag): .bool(flag)
        case .int(let value): .integer(value)
        case .number(let value): .number(value)
        case .text(let text): .string(text)
        case .big(let value): .string(value.text())
        case .list, .tuple: .array(nestedJSON)
        case .set(let set): .array(set.elements.map(\.json))
        case .object(let object):
            .members(["kind": .string(object.kindName), "text": .string(boundedBrief)])
        case .dict(let dictionary):
            .object(
                dictionary.entries.map { entry in
                    if case .text(let key) = entry.key { return .init(key, entry.value.json) }
                    return .init(entry.key.repr, entry.value.json)
                })
        case .function(let function):
            .members([
                "kind": .string("function"), "name": .string(function.name),
                "parameters": .array(function.parameters.map { .string($0) }),
                "definition": .string(Value.definition(function)),
            ])
        case .word(let word): .members(["kind": .string("word"), "name": .string(word.name)])
        case .thing(let thing): thing.json
        }
    }
}
