import Answers

/// What scripts begin with, so that they run as they are: names of types, settings of other libraries.
enum ScriptWords {
    static let words: [Word] = typing + system

    private static let anything = Parameter(
        "arguments", .any, .otherwise("nothing"), "are not looked at", isVariadic: true)

    // MARK: Types

    private static let typing: [Word] =
        [
            "Any", "Callable", "ClassVar", "Collection", "DefaultDict", "Deque", "Dict", "Final", "FrozenSet",
            "Generator", "Hashable", "Iterable", "Iterator", "List", "Literal", "Mapping", "MutableMapping",
            "MutableSequence", "NoReturn", "Optional", "Self", "Sequence", "Set", "Sized", "Text", "Tuple", "Type",
            "Union",
        ].map { name in
            constant(
                "typing.\(name)", "a type for readers; annotations are not looked at",
                "from typing import \(name)\ndef f(x: \(name)): return 1"
            ) { .text("typing.\(name)") }
        } + [
            constant(
                "__future__.annotations", "changes nothing: annotations are never looked at",
                "from __future__ import annotations"
            ) { .none }
        ]

    // MARK: Surroundings

    private static let system: [Word] = [
        constant(
            "os.environ", "a dict of settings for other libraries, which change nothing here",
            "import os\nos.environ[\"TF_CPP_MIN_LOG_LEVEL\"] = \"2\""
        ) { .dict(Value.Dictionary()) },
        Word.native(
            "sys.exit", family: "modules", "ends the script; with a number as its status, with a text as what is said",
            [Parameter("status", .any, .value(.none), "None and 0 mean that all went well")], returns: "None",
            examples: ["import sys\ntry:\n    sys.exit(1)\nexcept SystemExit as e:\n    print(e)"]
        ) { given, _ in
            let status = given.value(0, "status") ?? .none
            throw Mistake("the script was ended by sys.exit(\(status.isNone ? "" : status.brief))").raised(
                as: "SystemExit", status.isNone ? "" : status.asText ?? status.repr, with: status.isNone ? [] : [status]
            )
        },
        constant("sys.maxsize", "the largest whole number of 64 bits", "import sys\nsys.maxsize") { .int(.max) },
        constant("sys.version", "the Python whose meaning counts here", "import sys\nsys.version") {
            .text("3.11 as Descent speaks it")
        },
        constant("__name__", "the name of the script that runs", "__name__ == \"__main__\"") { .text("__main__") },
    ]

    // MARK: Declarations

    private static func constant(
        _ name: String, _ summary: String, _ example: String, _ value: @escaping @Sendable () -> Value
    ) -> Word {
        Word(name, family: "modules", summary: summary, examples: [example], meaning: .value(value))
    }

    /// A name that has no use as a value, with what to write.
    static func refusal(
        _ name: String, _ summary: String, _ problem: String, try suggestion: String, example: String
    ) -> Word {
        Word.native(
            name, family: "modules", summary, [anything], returns: "None", examples: [example]
        ) { _, _ in throw Mistake(problem, try: suggestion) }
    }
}
