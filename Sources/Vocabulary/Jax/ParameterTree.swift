import Answers
import Language

/// Trees of parameters as JAX has them: dicts, lists and tuples in each other, whose leaves are whatever else there is; None is a
/// tree without leaves. A dict is gone through in the order of its keys.
enum ParameterTree {
    /// The leaves from the first to the last.
    static func leaves(_ tree: Value, _ context: Context) throws -> [Value] {
        var out: [Value] = []
        _ = try map([tree], context) { leaf, _ in
            out.append(leaf[0])
            return leaf[0]
        }
        return out
    }

    /// A tree of the same form with other leaves.
    static func rebuilt(_ tree: Value, _ leaves: [Value], _ context: Context) throws -> Value {
        var place = 0
        return try map([tree], context) { _, _ in
            defer { place += 1 }
            return leaves[place]
        }
    }

    /// A function of each leaf of the first tree, of what stands there in the others, and of the way there.
    ///
    /// - Parameter isLeaf: what ends a tree before its time.
    /// - Throws: `Mistake` (JAX's ValueError) where another tree has not the form of the first, and (a RecursionError) beyond 400
    ///   levels.
    static func map(
        _ trees: [Value], path: [Value] = [], _ context: Context, isLeaf: ((Value) throws -> Bool)? = nil,
        _ body: ([Value], [Value]) throws -> Value
    ) throws -> Value {
        guard let tree = trees.first else { return .none }
        guard path.count < 400 else {
            throw Mistake("the tree holds itself, or is nested too deep", expected: "at most 400 levels").raised(
                as: "RecursionError", "maximum recursion depth exceeded")
        }
        if try isLeaf?(tree) == true { return try body(trees, path) }
        func inside(_ items: [Value], _ step: (Int) -> Value) throws -> [Value] {
            let others = try trees.dropFirst().map { other in
                guard let parts = other.elements, parts.count == items.count else { throw differs(tree, other) }
                return parts
            }
            return try items.indices.map { place in
                try map(
                    [items[place]] + others.map { $0[place] }, path: path + [step(place)], context, isLeaf: isLeaf, body
                )
            }
        }
        switch tree {
        case .none:
            if let other = trees.dropFirst().first(where: { !$0.isNone }) { throw differs(tree, other) }
            return .none
        case .dict(let dict):
            let keys = try sorted(dict.entries.map(\.key), context)
            let others = try trees.dropFirst().map { other in
                guard case .dict(let entries) = other, entries.count == dict.count else { throw differs(tree, other) }
                return entries
            }
            return .dict(
                Value.Dictionary(
                    try keys.map { key in
                        let parts = try others.map { entries in
                            guard let part = entries[key] else { throw differs(tree, .dict(entries)) }
                            return part
                        }
                        let step = Value.record("DictKey", ["key"], [key])
                        return (
                            key,
                            try map([dict[key] ?? .none] + parts, path: path + [step], context, isLeaf: isLeaf, body)
                        )
                    }))
        case .list(let list): return .list(try inside(list.items) { .record("SequenceKey", ["idx"], [.int($0)]) })
        case .tuple(let items): return .tuple(try inside(items) { .record("SequenceKey", ["idx"], [.int($0)]) })
        case .object where fields(tree, context) != nil:
            let names = fields(tree, context) ?? []
            let parts = try inside(tree.elements ?? []) { .record("GetAttrKey", ["name"], [.text(names[$0])]) }
            // Of its own class, with the methods that this has.
            if let make = try? context.attribute("_make", of: tree) { return try context.call(make, [.list(parts)]) }
            return .record(tree.typeName, names, parts)
        default: return try body(trees, path)
        }
    }

    /// The names of the fields of a named tuple.
    private static func fields(_ value: Value, _ context: Context) -> [String]? {
        guard let items = value.elements,
            let names = try? context.attribute("_fields", of: value).elements?.compactMap(\.asText),
            names.count == items.count
        else { return nil }
        return names
    }

    private static func sorted(_ keys: [Value], _ context: Context) throws -> [Value] {
        let names = keys.compactMap(\.asText)
        if names.count == keys.count {
            return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { .text($0) }
        }
        guard let word = context.registry.word("sorted") else { return keys }
        return try context.call(.word(word), [.list(keys)]).elements ?? keys
    }

    private static func differs(_ tree: Value, _ other: Value) -> Mistake {
        Mistake(
            "one tree has \(tree.brief) where another has \(other.brief)", expected: "trees of one form",
            try: "gradients as jax.grad gives them, of the same parameters"
        ).raised(as: "ValueError", "pytree structure error: \(tree.brief) and \(other.brief) differ")
    }
}
