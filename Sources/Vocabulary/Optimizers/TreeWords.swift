import Answers
import Language
import Optimizers

/// JAX's words for trees of parameters, as the masks of optax are written with them.
enum TreeWords {
    static let words: [Word] = [
        word("jax.tree.map", aliases: ["jax.tree_util.tree_map", "jax.tree_map"], isTold: false),
        word(
            "jax.tree.map_with_path", aliases: ["jax.tree_util.tree_map_with_path"], isTold: true),
    ]

    /// - Parameter isTold: whether the function is told where it is, before what is there.
    private static func word(_ name: String, aliases: [String], isTold: Bool) -> Word {
        let function = isTold ? "lambda path, x: path[-1].key" : "lambda x: x > 1"
        return Word(
            name, aliases: aliases, family: "optax",
            summary: isTold
                ? "a function of each leaf of a tree and of the way to it" : "a function of each leaf of a tree",
            details: "A tree is made of dicts, lists and tuples; what is none of these is a leaf.",
            parameters: [
                Parameter("f", .function, "the function of a leaf"), Parameter("tree", .any, .required, "the tree"),
            ],
            returns: "tree", examples: ["import jax\n\(name)(\(function), {\"w\": 2, \"b\": 1})"],
            seeAlso: ["AdamW"],
            meaning: .call { args, context in
                try map(args["f"], args["tree"], [], isTold, context)
            })
    }

    private static func map(
        _ function: Value, _ tree: Value, _ path: [Value], _ isTold: Bool, _ context: Context
    ) throws -> Value {
        func inside(_ items: [Value]) throws -> [Value] {
            try items.enumerated().map { place, item in
                try map(
                    function, item, path + [.record("SequenceKey", ["idx"], [.int(place)])], isTold, context)
            }
        }
        switch tree {
        case .dict(let dict):
            return .dict(
                Value.Dictionary(
                    try dict.entries.map { key, value in
                        let step = Value.record("DictKey", ["key"], [key])
                        return (key, try map(function, value, path + [step], isTold, context))
                    }))
        case .list(let list): return .list(try inside(list.items))
        case .tuple(let items): return .tuple(try inside(items))
        default:
            guard isTold else { return try context.call(function, [tree]) }
            return try context.call(function, [.tuple(path + way(to: tree)), tree])
        }
    }

    /// A parameter that a mask asks about stands alone, and knows where it comes from.
    private static func way(to leaf: Value) -> [Value] {
        guard let tensor = leaf.asThing(ParameterLayout.Tensor.self), let steps = tensor.steps.elements else {
            return []
        }
        return steps.map { .record("DictKey", ["key"], [$0]) }
    }
}
