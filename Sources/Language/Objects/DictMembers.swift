import Answers

/// Methods of dicts.
enum DictMembers {
    private static let key = Parameter("key", .any, .required, "the key")
    private static let other = Parameter("default", .any, .value(.none), "what comes back when there is no such key")

    private static func of(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        _ body: @escaping (Value.Dictionary, Arguments, Context) throws -> Value
    ) -> BuiltinMember {
        BuiltinMember(name, meaning, parameters) { value, arguments, context in
            guard case .dict(let dictionary) = value else { return .none }
            return try body(dictionary, arguments, context)
        }
    }

    nonisolated(unsafe) static let all: [BuiltinMember] = [
        of("keys", "its keys, in order") { dictionary, _, _ in .object(DictView(dictionary, .keys)) },
        of("values", "its values, in order") { dictionary, _, _ in .object(DictView(dictionary, .values)) },
        of("items", "pairs of key and value") { dictionary, _, _ in .object(DictView(dictionary, .items)) },
        of("get", "the value of a key, or another when there is none", [key, other]) { dictionary, arguments, _ in
            try dictionary.value(of: arguments["key"]) ?? arguments["default"]
        },
        of("pop", "takes a key out and gives its value", [key, other]) { dictionary, arguments, _ in
            if let value = try dictionary.remove(arguments["key"]) { return value }
            guard arguments.isGiven("default") else {
                throw Mistake(
                    "there is no key \(arguments["key"].brief)", try: "d.pop(key, None), which takes what is there"
                ).missing(arguments["key"])
            }
            return arguments["default"]
        },
        of("popitem", "takes the last entry out") { dictionary, _, _ in
            guard let last = dictionary.entries.last else {
                throw Mistake("the dict is empty", expected: "one with entries").missing(
                    .text("popitem(): dictionary is empty"))
            }
            try dictionary.remove(last.key)
            return try Limits.tuple([last.key, last.value])
        },
        of("setdefault", "the value of a key, which is set where there is none", [key, other]) {
            dictionary, arguments, _ in
            if let value = try dictionary.value(of: arguments["key"]) { return value }
            try dictionary.set(arguments["key"], arguments["default"])
            return arguments["default"]
        },
        of(
            "update", "takes entries over",
            [
                Parameter("other", .any, .value(.none), "a dict, or pairs"),
                Parameter("entries", .any, .otherwise("none"), "key=value", isVariadic: true, isKeywordOnly: true),
            ]
        ) { dictionary, arguments, context in
            if dictionary.typeName == "Counter" {
                try context.machine.count(arguments["other"], into: dictionary)
            } else {
                try context.machine.update(dictionary, arguments["other"])
            }
            if case .dict(let entries) = arguments["entries"] {
                for entry in entries.entries { try dictionary.set(entry.key, entry.value) }
            }
            return .none
        },
        of("clear", "takes all entries out") { dictionary, _, _ in
            dictionary.removeAll()
            return .none
        },
        of("copy", "a dict of its own with the same entries") { dictionary, _, _ in .dict(dictionary.copy()) },
        of(
            "fromkeys", "a dict with these keys, all with one value",
            [BuiltinMember.values, Parameter("value", .any, .value(.none), "the value")]
        ) { _, arguments, context in
            let made = Value.Dictionary()
            try context.machine.iterate(arguments["values"]) { key in
                try made.set(key, arguments["value"])
                return true
            }
            return .dict(made)
        },
    ]

    /// Where an entry is taken out or put: at the end, or at the beginning.
    private static let last = Parameter("last", .bool, .value(.bool(true)), "the end, or else the beginning")

    nonisolated(unsafe) static let ofOrdered: [BuiltinMember] = [
        of("popitem", "takes the last entry out, or the first", [last]) { dictionary, arguments, _ in
            let entries = dictionary.entries
            guard let entry = try arguments.bool("last") ? entries.last : entries.first else {
                throw Mistake("the dict is empty", expected: "one with entries").missing(.text("dictionary is empty"))
            }
            try dictionary.remove(entry.key)
            return try Limits.tuple([entry.key, entry.value])
        },
        of("move_to_end", "moves an entry to the end, or to the beginning", [key, last]) { dictionary, arguments, _ in
            guard let value = try dictionary.remove(arguments["key"]) else {
                throw Mistake("there is no key \(arguments["key"].brief)").missing(arguments["key"])
            }
            if try arguments.bool("last") {
                try dictionary.set(arguments["key"], value)
                return .none
            }
            let others = dictionary.entries
            dictionary.removeAll()
            try dictionary.set(arguments["key"], value)
            for entry in others { try dictionary.set(entry.key, entry.value) }
            return .none
        },
    ]

    nonisolated(unsafe) static let ofCounters: [BuiltinMember] = [
        of(
            "subtract", "takes counts off, below 0 as well",
            [
                Parameter("other", .any, .value(.none), "what is counted, or a dict of counts"),
                Parameter("entries", .any, .otherwise("none"), "key=count", isVariadic: true, isKeywordOnly: true),
            ]
        ) { dictionary, arguments, context in
            let taken = Value.Dictionary()
            if !arguments["other"].isNone { try context.machine.count(arguments["other"], into: taken) }
            if case .dict(let entries) = arguments["entries"] {
                for entry in entries.entries { try taken.set(entry.key, entry.value) }
            }
            for entry in taken.entries {
                try dictionary.set(
                    entry.key, try context.operate(.subtract, dictionary.value(of: entry.key) ?? .int(0), entry.value))
            }
            return .none
        },
        of(
            "most_common", "pairs of element and count, the most frequent first",
            [Parameter("n", .optional(.int()), .value(.none), "how many")]
        ) { dictionary, arguments, context in
            let pairs = try dictionary.entries.map { try Limits.tuple([$0.key, $0.value]) }
            let key = Value.object(NativeFunction("count") { values, _, _ in values[0].elements?[1] ?? .none })
            let sorted = try context.sorted(pairs, key: key, reverse: true)
            if case .int(let count) = arguments["n"] { return .list(Array(sorted.prefix(Swift.max(0, count)))) }
            return .list(sorted)
        },
        of("elements", "every element as often as it was counted") { dictionary, _, _ in
            var items = dictionary.entries.lazy.flatMap { entry -> Repeated<Value> in
                if case .int(let count) = entry.value { return repeatElement(entry.key, count: Swift.max(0, count)) }
                return repeatElement(entry.key, count: 0)
            }.makeIterator()
            return .object(ClosureIterator("itertools.chain") { _ in items.next() })
        },
        of("total", "the sum of all counts") { dictionary, _, context in
            try dictionary.entries.reduce(Value.int(0)) { try context.operate(.add, $0, $1.value) }
        },
    ]
}

/// Methods of `d.keys()` and `d.items()`.
enum ViewMembers {
    nonisolated(unsafe) static let all: [BuiltinMember] = [
        BuiltinMember("isdisjoint", "whether they have no element in common", [BuiltinMember.values]) {
            value, arguments, context in
            guard case .object(let view as DictView) = value else { return .none }
            let own = try ValueSet(view.elements, stoppedBy: context.work)
            var isApart = true
            try context.machine.iterate(arguments["values"]) { element in
                isApart = try !own.contains(element)
                return isApart
            }
            return .bool(isApart)
        }
    ]
}
