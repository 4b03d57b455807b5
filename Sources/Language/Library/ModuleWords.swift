import Answers

/// What is used of `time`, `itertools`, `collections`, `copy` and `functools`. The words carry the name of their module, so that
/// `count` and `product` stay free for variables.
enum ModuleWords {
    static let words: [Word] =
        TimeWords.words + IteratorToolWords.words + CollectionWords.words + copying + FunctionToolWords.words
        + OrderingWords.words
        + AbstractWords.words + DataClassWords.words + EnumWords.words + NumberKindWords.words
        + PathWords.words

    private static let copying: [Word] = [
        Word.native(
            "copy.deepcopy", family: "modules", "a copy that shares nothing with the value",
            [Parameter("value", .any, .required, "what is copied")], returns: "any",
            examples: ["import copy\ncopy.deepcopy([[1], [2]])"]
        ) { given, context in
            var copier = Copier(context.work)
            let value = try given.required(0, "value", "deepcopy")
            return try context.finish(copier.deep(value, depth: 0))
        },
        Word.native(
            "copy.copy", family: "modules", "a copy that shares its elements with the value",
            [Parameter("value", .any, .required, "what is copied")], returns: "any",
            examples: ["import copy\ncopy.copy([1, 2])"]
        ) { given, context in
            let value = try given.required(0, "value", "copy")
            return try Copier(context.work).shallow(value)
        },
    ]
}
