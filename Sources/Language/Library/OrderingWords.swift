import Answers

/// What of `functools` makes objects comparable, and results that are computed once.
enum OrderingWords {
    static let words: [Word] = [
        Word.native(
            "functools.total_ordering", family: "modules",
            "stands as @total_ordering above a class with __eq__ and one of <, <=, >, >=, and adds the other three",
            [Parameter("cls", .any, .required, "the class")], returns: "class",
            examples: ["from functools import total_ordering"]
        ) { given, context in
            let value = try given.required(0, "cls", "total_ordering")
            guard case .object(let type as ClassObject) = value else {
                throw Mistake("total_ordering stands above a class, not \(value.brief)", expected: "a class").raised(
                    as: "TypeError")
            }
            let known = ["__lt__", "__le__", "__gt__", "__ge__"].first { type.lookUp($0) != nil }
            guard let known, let root = type.lookUp(known) else {
                throw Mistake(
                    "\(type.name) has none of __lt__, __le__, __gt__ and __ge__", expected: "one of them",
                    try: "def __lt__(self, other):"
                ).raised(as: "ValueError", "must define at least one ordering operation: < > <= >=")
            }
            for (name, rule) in rules[known] ?? [:] where type.lookUp(name) == nil {
                type.set(name, derived(name, root, rule))
            }
            return value
        },
        module.word(
            "cmp_to_key", "a key for sorted of a function that compares two values by the sign of what it gives",
            [Parameter("mycmp", .any, .required, "a function of two values")], returns: "class",
            examples: [
                "from functools import cmp_to_key\nsorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a))"
            ], seeAlso: ["sorted"]),
        module.word(
            "cached_property", "above a method: an attribute that is computed once, until del takes it",
            [Parameter("func", .any, .required, "the method")], returns: "any",
            examples: ["from functools import cached_property"], seeAlso: ["property"]),
    ]

    /// How an answer follows from the one that is there: turned around or not, and joined with whether both are equal.
    private struct Derivation {
        /// Whether the answer is the opposite.
        let isTurned: Bool
        /// What equal values change: nothing, the answer to True, or the answer to False.
        let ofEqual: Bool?
    }

    private static let rules: [String: [String: Derivation]] = [
        "__lt__": [
            "__gt__": .init(isTurned: true, ofEqual: false), "__le__": .init(isTurned: false, ofEqual: true),
            "__ge__": .init(isTurned: true, ofEqual: nil),
        ],
        "__le__": [
            "__ge__": .init(isTurned: true, ofEqual: true), "__lt__": .init(isTurned: false, ofEqual: false),
            "__gt__": .init(isTurned: true, ofEqual: nil),
        ],
        "__gt__": [
            "__lt__": .init(isTurned: true, ofEqual: false), "__ge__": .init(isTurned: false, ofEqual: true),
            "__le__": .init(isTurned: true, ofEqual: nil),
        ],
        "__ge__": [
            "__le__": .init(isTurned: true, ofEqual: true), "__gt__": .init(isTurned: false, ofEqual: false),
            "__lt__": .init(isTurned: true, ofEqual: nil),
        ],
    ]

    private static func derived(_ name: String, _ root: Value, _ rule: Derivation) -> Value {
        .object(
            NativeFunction(name, isMethod: true) { values, _, machine in
                let found = try machine.call(root, values)
                if found.isNotImplemented { return found }
                let answer = try machine.context.isTrue(found) != rule.isTurned
                // Only where it matters are both asked whether they are equal.
                guard let ofEqual = rule.ofEqual, answer != ofEqual, values.count == 2 else { return .bool(answer) }
                let isEqual = try machine.compare(UInt16(ComparisonOperator.equal.code), values[0], values[1])
                return .bool(try machine.context.isTrue(isEqual) ? ofEqual : answer)
            })
    }

    private static let module = WrittenModule("functools", text)

    private static let text = #"""
        def cmp_to_key(mycmp):
            class K:
                def __init__(self, obj):
                    self.obj = obj

                def __lt__(self, other):
                    return mycmp(self.obj, other.obj) < 0

                def __gt__(self, other):
                    return mycmp(self.obj, other.obj) > 0

                def __eq__(self, other):
                    return mycmp(self.obj, other.obj) == 0

                def __le__(self, other):
                    return mycmp(self.obj, other.obj) <= 0

                def __ge__(self, other):
                    return mycmp(self.obj, other.obj) >= 0

            return K


        def cached_property(func):
            name = "_cached_" + func.__name__

            def get(self):
                if name not in self.__dict__:
                    setattr(self, name, func(self))
                return getattr(self, name)

            def put(self, value):
                setattr(self, name, value)

            def drop(self):
                if name not in self.__dict__:
                    raise AttributeError(f"'{type(self).__name__}' object has no attribute '{func.__name__}'")
                delattr(self, name)

            return property(get).setter(put).deleter(drop)
        """#
}
