import Answers

/// What scripts begin with, so that they run as they are: names of types, settings of other libraries.
enum ScriptWords {
    static let words: [Word] = typing + future + system

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
            ) { .object(TypingForm(name)) }
        } + [
            constant(
                "typing.NamedTuple", "the base of classes whose objects are tuples with names for their elements",
                "from typing import NamedTuple\nclass Point(NamedTuple):\n    x: float\n    y: float = 0.0\nPoint(1.0)"
            ) { .object(TypingForm.record) },
            constant(
                "typing.Generic", "the base of classes that take types in brackets",
                "from typing import Generic, TypeVar\nT = TypeVar(\"T\")\nclass Box(Generic[T]): pass\nBox[int]"
            ) { .object(ClassObject.generic) },
            constant(
                "typing.Protocol", "the base of classes that say which methods others have",
                "from typing import Protocol\nclass Rule(Protocol):\n    def step(self, x: float) -> float: ...\nRule"
            ) { .object(ClassObject.structure) },
            constant(
                "typing.TYPE_CHECKING", "False: nothing looks at types before a script runs",
                "from typing import TYPE_CHECKING\nTYPE_CHECKING"
            ) { .bool(false) },
            typeVariable, newType, cast,

            constant(
                "__future__.annotations", "changes nothing: annotations are never looked at",
                "from __future__ import annotations"
            ) { .none },
        ]

    /// What older files ask for and every Python 3 does.
    private static let future: [Word] = [
        "absolute_import", "division", "generators", "print_function", "unicode_literals", "with_statement",
    ].map { name in
        constant("__future__.\(name)", "changes nothing: so it is in Python 3", "from __future__ import \(name)") {
            .none
        }
    }

    private static let name = Parameter("name", .text, .required, "the name that it is assigned to")

    private static let typeVariable = Word.native(
        "typing.TypeVar", family: "modules", "a name that stands for a type",
        [
            name,
            Parameter(
                "constraints", .any, .otherwise("any type"), "the types that it may stand for", isVariadic: true),
            Parameter("bound", .any, .value(.none), "what it is derived from", isKeywordOnly: true),
            Parameter("covariant", .any, .value(.bool(false)), "is not looked at", isKeywordOnly: true),
            Parameter("contravariant", .any, .value(.bool(false)), "is not looked at", isKeywordOnly: true),
        ], returns: "type", examples: ["from typing import TypeVar\nT = TypeVar(\"T\")\nlist[T]"],
        seeAlso: ["typing.Generic"]
    ) { given, _ in .object(TypeVariable(try given.text(0, "name") ?? "T")) }

    private static let newType = Word.native(
        "typing.NewType", family: "modules", "a name of its own for a type: a function that gives back what it gets",
        [name, Parameter("tp", .any, .required, "the type that it is at run time")], returns: "function",
        examples: ["from typing import NewType\nTrialId = NewType(\"TrialId\", int)\nTrialId(3)"]
    ) { given, _ in
        let name = try given.text(0, "name") ?? ""
        return .object(
            NativeFunction(name) { values, _, _ in
                guard values.count == 1, let value = values.first else {
                    throw Mistake("\(name) takes one value, \(values.count) given").raised(as: "TypeError")
                }
                return value
            })
    }

    private static let cast = Word.native(
        "typing.cast", family: "modules", "the value as it is, of which readers may believe the type",
        [
            Parameter("typ", .any, .required, "a type"), Parameter("val", .any, .required, "any value"),
        ], returns: "any", examples: ["from typing import cast\ncast(int, 3)"]
    ) { given, _ in try given.required(1, "val", "cast") }

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
