import Answers
import Language
import Optimizers

/// JAX's words for trees of parameters.
enum TreeWords {
    static let words: [Word] = [
        Word(
            "jax.tree.map", aliases: ["jax.tree_util.tree_map", "jax.tree_map"], family: "jax",
            summary: "a function of each leaf of a tree, and of what stands there in other trees", details: form,
            parameters: [function, tree, rest, isLeaf], returns: "tree",
            examples: ["import jax\njax.tree.map(lambda p, g: p - 0.1 * g, {\"w\": 2.0}, {\"w\": 1.0})"],
            seeAlso: ["AdamW", "jax.tree.leaves"],
            meaning: .call { args, context in
                try map(args, context) { leaves, _ in try context.call(args["f"], leaves) }
            }),
        Word(
            "jax.tree.map_with_path", aliases: ["jax.tree_util.tree_map_with_path"], family: "jax",
            summary: "a function of the way to each leaf of a tree and of the leaf", details: form,
            parameters: [function, tree, rest, isLeaf], returns: "tree",
            examples: ["import jax\njax.tree.map_with_path(lambda path, x: path[-1].key, {\"w\": 2, \"b\": 1})"],
            seeAlso: ["AdamW", "jax.tree.map"],
            meaning: .call { args, context in
                try map(args, context) { leaves, path in
                    try context.call(args["f"], [.tuple(path + way(to: leaves[0]))] + leaves)
                }
            }),
        Word(
            "jax.tree.leaves", aliases: ["jax.tree_util.tree_leaves", "jax.tree_leaves"], family: "jax",
            summary: "the leaves of a tree in a list, those of a dict in the order of its keys", details: form,
            parameters: [tree, isLeaf], returns: "list",
            examples: ["import jax\njax.tree.leaves({\"w\": 2, \"b\": [1, 3]})"], seeAlso: ["jax.tree.map"],
            meaning: .call { args, context in
                var leaves: [Value] = []
                _ = try map(args, context) { leaf, _ in
                    leaves.append(leaf[0])
                    return leaf[0]
                }
                return .list(leaves)
            }),
        Word(
            "jax.tree.reduce", aliases: ["jax.tree_util.tree_reduce"], family: "jax",
            summary: "a function of what there is so far and of each leaf, one after the other", details: form,
            parameters: [
                function, tree, Parameter("initializer", .any, .otherwise("the first leaf"), "what it begins with"),
            ], returns: "any", examples: ["import jax\njax.tree.reduce(lambda a, x: a + x, {\"w\": 2, \"b\": 1}, 0)"],
            seeAlso: ["jax.tree.leaves"],
            meaning: .call { args, context in
                var leaves = try ParameterTree.leaves(args["tree"], context)
                if args.isGiven("initializer") { leaves.insert(args["initializer"], at: 0) }
                guard let first = leaves.first else {
                    throw Mistake("the tree has no leaves", expected: "an initializer", argument: "tree").raised(
                        as: "TypeError", "reduce() of empty iterable with no initial value")
                }
                return try leaves.dropFirst().reduce(first) { try context.call(args["f"], [$0, $1]) }
            }),
    ]

    private static let form =
        "A tree is made of dicts, lists and tuples; what is none of these is a leaf, and None is a tree without leaves."
    private static let function = Parameter("f", aliases: ["function"], .function, "the function of a leaf")
    private static let tree = Parameter("tree", .any, .required, "the tree")
    private static let rest = Parameter("rest", .any, .otherwise("none"), "trees of the same form", isVariadic: true)
    private static let isLeaf = Parameter(
        "is_leaf", .any, .value(.none), "a function that says what is a leaf although it could be gone into",
        isKeywordOnly: true)

    private static func map(
        _ args: Arguments, _ context: Context, _ body: ([Value], [Value]) throws -> Value
    ) throws -> Value {
        let ends = args["is_leaf"]
        return try ParameterTree.map(
            [args["tree"]] + args.values("rest"), context,
            isLeaf: ends.isNone ? nil : { try context.isTrue(context.call(ends, [$0])) }, body)
    }

    /// A parameter that a mask asks about stands alone, and knows where it comes from.
    private static func way(to leaf: Value) -> [Value] {
        guard let tensor = leaf.asThing(ParameterLayout.Tensor.self), let steps = tensor.steps.elements else {
            return []
        }
        return steps.map { .record("DictKey", ["key"], [$0]) }
    }
}
