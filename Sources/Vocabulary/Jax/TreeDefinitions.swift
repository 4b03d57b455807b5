import Language

/// `jax.tree`'s words for the form of a tree: what it is without its leaves.
enum TreeDefinitions {
    static let words: [Word] = [
        word(
            "structure", "the form of a tree, without its leaves", [tree, isLeaf], returns: "form",
            "jax.tree.structure({\"w\": 2, \"b\": [1, None]})"),
        word(
            "flatten", "the leaves of a tree in a list, and its form", [tree, isLeaf],
            "jax.tree.flatten({\"w\": 2, \"b\": [1, 3]})"),
        word(
            "unflatten", "a tree of a form and leaves in their order",
            [
                Parameter("treedef", .any, .required, "a form, as flatten and structure give it"),
                Parameter("leaves", .any, .required, "as many leaves as it has"),
            ], returns: "tree",
            """
            form = jax.tree.structure({"w": 2, "b": 1})
            jax.tree.unflatten(form, [7, 8])
            """),
        word(
            "flatten_with_path", "pairs of the way to each leaf and itself, and the form", [tree, isLeaf],
            "jax.tree.flatten_with_path({\"w\": 2})"),
        word(
            "leaves_with_path", "pairs of the way to each leaf and the leaf", [tree, isLeaf], returns: "list",
            "jax.tree.leaves_with_path({\"w\": 2, \"b\": 1})"),
        word(
            "all", "whether all leaves are true", [tree, isLeaf], returns: "bool",
            "jax.tree.all({\"w\": True, \"b\": [True, False]})"),
        paths.word(
            "keystr", family: "jax", "the way to a leaf, as it is written",
            [
                Parameter("keys", .any, .required, "a way, as map_with_path gives it"),
                Parameter("simple", .any, .value(.bool(false)), "without brackets", isKeywordOnly: true),
                Parameter("separator", .any, .value(.text("")), "between the steps", isKeywordOnly: true),
            ], returns: "text",
            examples: ["import jax\njax.tree_util.keystr(jax.tree.leaves_with_path({\"w\": [2]})[0][0])"],
            seeAlso: ["jax.tree.map_with_path"]),
    ]

    private static let module = WrittenModule("jax.tree", TreeDefinitionText.text)
    private static let paths = WrittenModule("jax.tree_util", TreeDefinitionText.paths)
    private static let tree = Parameter("tree", .any, .required, "dicts, lists and tuples in each other")
    private static let isLeaf = Parameter(
        "is_leaf", .any, .value(.none), "a function that says what is a leaf although it could be gone into")

    private static func word(
        _ name: String, _ summary: String, _ parameters: [Parameter], returns: String = "tuple", _ example: String
    ) -> Word {
        module.word(
            name, aliases: ["jax.tree_util.tree_\(name)"], family: "jax", summary, parameters, returns: returns,
            examples: ["import jax\n\(example)"], seeAlso: ["jax.tree.map", "jax.tree.leaves"])
    }
}
