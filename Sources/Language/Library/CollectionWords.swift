import Answers

/// What is used of `collections`.
enum CollectionWords {
    private static let entries = Parameter(
        "entries", .any, .otherwise("none"), "key=value", isVariadic: true, isKeywordOnly: true)

    static let words: [Word] = [
        Word.native(
            "collections.defaultdict", family: "modules", "a dict that makes the values of missing keys",
            [
                Parameter("default_factory", .any, .value(.none), "what is called for a missing key: list, int …"),
                Parameter("pairs", .any, .value(.none), "entries to begin with"), entries,
            ], returns: "dict",
            examples: ["from collections import defaultdict\nd = defaultdict(list)\nd[\"a\"].append(1)\nd[\"a\"]"]
        ) { given, context in
            let made = Value.Dictionary()
            made.typeName = "defaultdict"
            if let factory = given.value(0, "default_factory"), case .some = Optional(factory), !factory.isNone {
                try context.requireCallable(factory)
                made.makesMissing = factory
            }
            if given.values.count > 1 { try context.machine.update(made, given.values[1]) }
            for keyword in given.keywords where keyword.name != "default_factory" {
                try made.set(.text(keyword.name), keyword.value)
            }
            return .dict(made)
        },
        Word.native(
            "collections.Counter", family: "modules", "a dict of how often each element stands in a list",
            [Parameter("values", .any, .value(.none), "what is counted, or a dict of counts"), entries],
            returns: "dict",
            examples: ["from collections import Counter\nCounter(\"banana\").most_common(1)"]
        ) { given, context in
            let made = Value.Dictionary()
            made.typeName = "Counter"
            // Missing elements count 0, and are not entered.
            made.makesMissing = .missing
            if let values = given.values.first { try context.machine.count(values, into: made) }
            for keyword in given.keywords { try made.set(.text(keyword.name), keyword.value) }
            return .dict(made)
        },
        Word.native(
            "collections.OrderedDict", family: "modules", "a dict: every dict keeps its order",
            [Parameter("pairs", .any, .value(.none), "entries"), entries], returns: "dict",
            examples: ["from collections import OrderedDict\nOrderedDict([(\"a\", 1)])"]
        ) { given, context in
            let made = Value.Dictionary()
            made.typeName = "OrderedDict"
            if let pairs = given.values.first { try context.machine.update(made, pairs) }
            for keyword in given.keywords { try made.set(.text(keyword.name), keyword.value) }
            return .dict(made)
        },
        Word.native(
            "collections.deque", family: "modules", "a list to be used from both ends",
            [
                Parameter("values", .any, .value(.none), "its elements"),
                Parameter("maxlen", .optional(.int()), .value(.none), "how many it keeps"),
            ], returns: "deque", examples: ["from collections import deque\ndeque([1, 2, 3], maxlen=2)"]
        ) { given, context in
            let items =
                try given.value(0, "values").flatMap { $0.isNone ? nil : try context.machine.elements(of: $0) } ?? []
            let most = try given.int(1, "maxlen")
            guard most.map({ $0 >= 0 }) ?? true else {
                throw Mistake("maxlen = \(most ?? 0)", expected: "0 or more").raised(
                    as: "ValueError", "maxlen must be non-negative")
            }
            return .object(DequeObject(items, most: most))
        },
        Word.native(
            "collections.namedtuple", family: "modules", "a type of tuples whose elements have names",
            [
                Parameter("typename", .text, .required, "the name of the type"),
                Parameter("field_names", .any, .required, "names in a list, or in a text with blanks or commas"),
                Parameter("defaults", .any, .value(.none), "values of the last fields", isKeywordOnly: true),
                Parameter(
                    "rename", .bool, .value(.bool(false)), "whether names that cannot be become _0, _1 …",
                    isKeywordOnly: true),
                Parameter("module", .any, .value(.none), "is not looked at", isKeywordOnly: true),
            ], returns: "class",
            examples: ["from collections import namedtuple\nPoint = namedtuple(\"Point\", \"x y\")\nPoint(1, 2).y"]
        ) { given, context in
            let name = try given.text(0, "typename") ?? "record"
            let listed = try given.required(1, "field_names", "namedtuple")
            var fields: [String] = []
            if case .text(let text) = listed {
                fields = text.split { $0 == "," || $0.isWhitespace }.map(String.init)
            } else {
                for field in try context.machine.elements(of: listed) {
                    fields.append(try context.machine.text(of: field))
                }
            }
            let renames = try given["rename"].map { try context.isTrue($0) } ?? false
            if renames { fields = FieldNames.renamed(fields, context.work) }
            try FieldNames.check(fields, of: name, isRenamed: renames, context.work)
            let defaults =
                try given["defaults"].flatMap { $0.isNone ? nil : try context.machine.elements(of: $0) } ?? []
            guard defaults.count <= fields.count else {
                throw Mistake(
                    "\(name) has \(fields.count) fields and \(defaults.count) defaults", expected: "no more than fields"
                ).raised(as: "TypeError", "Got more default values than field names")
            }
            return .object(RecordType(fields: fields, defaults: defaults).type(name))
        },
    ]
}
