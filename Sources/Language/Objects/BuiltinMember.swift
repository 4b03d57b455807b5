import Answers

/// A method of a string, list, tuple, dict, set or deque, under Python's name and with its meaning.
struct BuiltinMember {
    var name: String
    var meaning: String
    var parameters: [Parameter]
    var body: (Value, Arguments, Context) throws -> Value

    static func named(_ name: String, of value: Value) -> BuiltinMember? { table(value)[name] }

    static func names(of value: Value) -> [String] { all(value).map(\.name) }

    static func all(_ value: Value) -> [BuiltinMember] {
        switch value {
        case .text: StringMembers.all
        case .list: ListMembers.all
        case .tuple: ListMembers.ofTuples
        case .dict(let dictionary): DictMembers.all + (dictionary.typeName == "Counter" ? DictMembers.ofCounters : [])
        case .set: SetMembers.all
        case .int, .big: NumberMembers.ofWhole
        case .number: NumberMembers.ofFloat
        case .object(let object):
            switch object {
            case is DequeObject: DequeMembers.all
            case is RecordObject: ListMembers.ofTuples + ListMembers.ofRecords
            case is IteratorObject: IteratorMembers.all
            case let view as DictView where view.part != .values: ViewMembers.all
            default: []
            }
        default: []
        }
    }

    private static func table(_ value: Value) -> [String: BuiltinMember] {
        switch value {
        case .text: ofText
        case .list: ofLists
        case .dict(let dictionary) where dictionary.typeName == nil: ofDicts
        default: index(all(value))
        }
    }

    private static func index(_ members: [BuiltinMember]) -> [String: BuiltinMember] {
        Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0) })
    }

    nonisolated(unsafe) private static let ofText = index(StringMembers.all)
    nonisolated(unsafe) private static let ofLists = index(ListMembers.all)
    nonisolated(unsafe) private static let ofDicts = index(DictMembers.all)

    init(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        body: @escaping (Value, Arguments, Context) throws -> Value
    ) {
        self.name = name
        self.meaning = meaning
        self.parameters = parameters
        self.body = body
    }

    static let value = Parameter("value", .any, .required, "what is looked for")
    static let values = Parameter("values", .any, .required, "a list, tuple or anything to go through")
}

/// Methods of lists and tuples.
enum ListMembers {
    nonisolated(unsafe) static let all: [BuiltinMember] =
        searching + [
            changing("append", "one more element at the end", [BuiltinMember.value]) { list, arguments, _ in
                list.items.append(arguments["value"])
                if list.items.count & 4095 == 0 { try Limits.checkCount(list.items.count) }
                return .none
            },
            changing("extend", "more elements at the end", [BuiltinMember.values]) { list, arguments, context in
                try context.machine.extend(.list(list), arguments["values"])
                return .none
            },
            changing(
                "insert", "an element before a place",
                [Parameter("index", .int(), .required, "the place"), BuiltinMember.value]
            ) { list, arguments, _ in
                let place = Subscripts.start(list.items.count, try arguments.int("index"))
                list.items.insert(arguments["value"], at: place)
                if list.items.count & 4095 == 0 { try Limits.checkCount(list.items.count) }
                return .none
            },
            changing(
                "pop", "takes the last element out, or the one at a place",
                [Parameter("index", .int(), .value(.int(-1)), "the place")]
            ) { list, arguments, _ in
                guard !list.items.isEmpty else {
                    throw Mistake("the list is empty: there is nothing to take out").raised(
                        as: "IndexError", "pop from empty list")
                }
                let index = try arguments.int("index")
                guard index < list.items.count, index >= -list.items.count else {
                    throw Mistake("there is no element \(index) in a list of \(list.items.count)").raised(
                        as: "IndexError", "pop index out of range")
                }
                return list.items.remove(at: index < 0 ? index + list.items.count : index)
            },
            changing("remove", "takes the first equal element out", [BuiltinMember.value]) { list, arguments, context in
                let (machine, value) = (context.machine, arguments["value"])
                var check = StopCheck(context.work)
                for place in list.items.indices {
                    try check.pass()
                    guard try machine.areSame(list.items[place], value) else { continue }
                    // A method of the learner's that compares may have changed the list.
                    if place < list.items.count { list.items.remove(at: place) }
                    return .none
                }
                throw arguments.missing("list.remove(x): x not in list")
            },
            changing("clear", "takes all elements out") { list, _, _ in
                list.items = []
                return .none
            },
            changing("reverse", "turns the list around") { list, _, _ in
                list.items.reverse()
                return .none
            },
            changing(
                "sort", "puts the elements in order",
                [
                    Parameter("key", .any, .value(.none), "what is compared", isKeywordOnly: true),
                    Parameter("reverse", .any, .value(.bool(false)), "the largest first", isKeywordOnly: true),
                ]
            ) { list, arguments, context in
                list.items = try context.sorted(
                    list.items, key: arguments["key"], reverse: context.isTrue(arguments["reverse"]))
                return .none
            },
            changing("copy", "a list of its own with the same elements") { list, _, _ in .list(list.items) },
        ]

    nonisolated(unsafe) static let ofTuples = searching

    /// Of a namedtuple.
    nonisolated(unsafe) static let ofRecords: [BuiltinMember] = [
        BuiltinMember(
            "_replace", "the same with other values for some names",
            [Parameter("values", .any, .required, "name=value", isVariadic: true, isKeywordOnly: true)]
        ) { value, arguments, _ in
            guard case .object(let record as RecordObject) = value, case .dict(let given) = arguments["values"] else {
                return .none
            }
            let items = zip(record.fields, record.items).map { given[$0] ?? $1 }
            try Limits.checkNesting(items)
            return .object(RecordObject(record.typeName, record.fields, items))
        }
    ]

    private static func changing(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        _ body: @escaping (Value.List, Arguments, Context) throws -> Value
    ) -> BuiltinMember {
        BuiltinMember(name, meaning, parameters) { value, arguments, context in
            guard case .list(let list) = value else { return .none }
            return try body(list, arguments, context)
        }
    }

    private static let end = Int.max
    nonisolated(unsafe) private static let searching: [BuiltinMember] = [
        BuiltinMember(
            "index", "the place of the first equal element",
            [
                BuiltinMember.value, Parameter("start", .int(), .value(.int(0)), "where the search begins"),
                Parameter("stop", .int(), .otherwise("the end"), "where it ends"),
            ]
        ) { list, arguments, context in
            let items = list.elements ?? []
            let low = Subscripts.start(items.count, try arguments.int("start"))
            let high =
                arguments.isGiven("stop") ? Subscripts.start(items.count, try arguments.int("stop")) : items.count
            let (machine, value) = (context.machine, arguments["value"])
            var check = StopCheck(context.work)
            for place in low..<Swift.max(low, high) {
                try check.pass()
                if try machine.areSame(items[place], value) { return .int(place) }
            }
            throw arguments.missing("\(arguments["value"].repr) is not in list", of: list)
        },
        BuiltinMember("count", "how many elements are equal to a value", [BuiltinMember.value]) {
            list, arguments, context in
            let (machine, value) = (context.machine, arguments["value"])
            var check = StopCheck(context.work)
            let count = try (list.elements ?? []).count {
                try check.pass()
                return try machine.areSame($0, value)
            }
            return .int(count)
        },
    ]
}

extension Arguments {
    /// The argument `value` is not among the elements.
    fileprivate func missing(_ message: String, of value: Value? = nil) -> any Error {
        let error = mistake(
            "value", "\(self["value"].brief) is not in the \(value?.kind ?? "list")", expected: "one of its elements",
            try: "value in xs, to ask first")
        guard var problem = error as? Diagnostic else { return error }
        problem.mistake = problem.mistake.raised(as: "ValueError", message)
        return problem
    }
}

extension Context {
    /// The same where all ranks are whole numbers, or all are floating-point ones that can be compared; nil otherwise, and where it
    /// would take so long that it has to be stopped.
    private static func sortedByNumbers(_ ranked: [(rank: Value, value: Value)], reverse: Bool) -> [Value]? {
        guard ranked.count <= 200_000 else { return nil }
        func places<Rank: Comparable>(_ ranks: [Rank]) -> [Value] {
            let places = ranks.indices.sorted {
                ranks[$0] == ranks[$1] ? $0 < $1 : (ranks[$0] < ranks[$1]) != reverse
            }
            return places.map { ranked[$0].value }
        }
        switch ranked.first?.rank {
        case .int:
            var ranks: [Int] = []
            ranks.reserveCapacity(ranked.count)
            for pair in ranked {
                guard case .int(let rank) = pair.rank else { return nil }
                ranks.append(rank)
            }
            return places(ranks)
        case .number:
            var ranks: [Double] = []
            ranks.reserveCapacity(ranked.count)
            for pair in ranked {
                guard case .number(let rank) = pair.rank, !rank.isNaN else { return nil }
                ranks.append(rank)
            }
            return places(ranks)
        default: return nil
        }
    }

    /// The elements in order; equal ones stay as they stood, also in reverse.
    func sorted(_ items: [Value], key: Value, reverse: Bool) throws -> [Value] {
        var isKeyed = true
        if case .none = key { isKeyed = false }
        var ranked: [(rank: Value, value: Value)] = []
        ranked.reserveCapacity(items.count)
        for item in items {
            if work.isCancelled { throw Interrupted(partial: .list(items)) }
            ranked.append((isKeyed ? try call(key, [item]) : item, item))
        }
        if let sorted = Context.sortedByNumbers(ranked, reverse: reverse) { return sorted }
        let hasObjects = ranked.contains { $0.rank.asksItself }
        let machine = machine
        var check = StopCheck(work)
        try ranked.sort { a, b in
            let (left, right) = reverse ? (b, a) : (a, b)
            if hasObjects {
                try check.pass()
                return try machine.isLess(left.rank, right.rank)
            }
            return try Ordering.isOrdered(.less, left.rank, right.rank, &check, machine)
        }
        return try ranked.map(stoppedBy: work) { $0.value }
    }
}

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

    nonisolated(unsafe) static let ofCounters: [BuiltinMember] = [
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

/// Methods of sets.
enum SetMembers {
    private static let others = Parameter("others", .any, .required, "sets, lists …", isVariadic: true)

    private static func of(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        _ body: @escaping (ValueSet, Arguments, Context) throws -> Value
    ) -> BuiltinMember {
        BuiltinMember(name, meaning, parameters) { value, arguments, context in
            guard case .set(let set) = value else { return .none }
            return try body(set, arguments, context)
        }
    }

    private static func sets(_ arguments: Arguments, _ context: Context) throws -> [ValueSet] {
        try arguments.values("others").map { other in
            if case .set(let set) = other { return set }
            return try ValueSet(context.machine.elements(of: other), stoppedBy: context.work)
        }
    }

    nonisolated(unsafe) static let all: [BuiltinMember] = [
        of("add", "one more element", [BuiltinMember.value]) { set, arguments, _ in
            try set.table.set(arguments["value"], .none)
            if set.count & 4095 == 0 { try Limits.checkCount(set.count) }
            return .none
        },
        of("discard", "takes an element out, if it is there", [BuiltinMember.value]) { set, arguments, _ in
            try set.table.remove(arguments["value"])
            return .none
        },
        of("remove", "takes an element out", [BuiltinMember.value]) { set, arguments, _ in
            guard try set.table.remove(arguments["value"]) != nil else {
                throw Mistake(
                    "\(arguments["value"].brief) is not in the set",
                    try: "discard, which takes it out where it is there"
                ).missing(arguments["value"])
            }
            return .none
        },
        of("pop", "takes some element out") { set, _, _ in
            guard let first = set.elements.first else {
                throw Mistake("the set is empty", expected: "one with elements").missing(.text("pop from an empty set"))
            }
            try set.table.remove(first)
            return first
        },
        of("clear", "takes all elements out") { set, _, _ in
            set.table.removeAll()
            return .none
        },
        of("copy", "a set of its own") { set, _, _ in .set(ValueSet(copying: set)) },
        of("update", "takes elements over", [others]) { set, arguments, context in
            for other in try sets(arguments, context) { try set.insert(other.elements, stoppedBy: context.work) }
            return .none
        },
        of("union", "what is in any of the sets", [others]) { set, arguments, context in
            let union = ValueSet(copying: set)
            for other in try sets(arguments, context) { try union.insert(other.elements, stoppedBy: context.work) }
            return .set(union)
        },
        of("intersection", "what is in all of the sets", [others]) { set, arguments, context in
            let others = try sets(arguments, context)
            return .set(
                try set.filter(stoppedBy: context.work) { element in
                    try others.allSatisfy { try $0.contains(element) }
                })
        },
        of("difference", "what is in none of the others", [others]) { set, arguments, context in
            let others = try sets(arguments, context)
            return .set(
                try set.filter(stoppedBy: context.work) { element in
                    try !others.contains { try $0.contains(element) }
                })
        },
        of("symmetric_difference", "what only one of them has", [others]) { set, arguments, context in
            let other = try sets(arguments, context).first ?? ValueSet()
            return .set(try set.symmetricDifference(other, stoppedBy: context.work))
        },
        of("issubset", "whether the other has all of its elements", [others]) { set, arguments, context in
            let other = try sets(arguments, context).first ?? ValueSet()
            return .bool(try set.elements.allSatisfy(stoppedBy: context.work) { try other.contains($0) })
        },
        of("issuperset", "whether it has all elements of the other", [others]) { set, arguments, context in
            let other = try sets(arguments, context).first ?? ValueSet()
            return .bool(try other.elements.allSatisfy(stoppedBy: context.work) { try set.contains($0) })
        },
        of("isdisjoint", "whether they have no element in common", [others]) { set, arguments, context in
            let other = try sets(arguments, context).first ?? ValueSet()
            return .bool(try other.elements.allSatisfy(stoppedBy: context.work) { try !set.contains($0) })
        },
    ]
}

/// Methods of deques.
enum DequeMembers {
    /// A method that changes which elements there are.
    private static func of(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        _ body: @escaping (DequeObject, Arguments, Context) throws -> Value
    ) -> BuiltinMember {
        BuiltinMember(name, meaning, parameters) { value, arguments, context in
            guard case .object(let deque as DequeObject) = value else { return .none }
            let value = try body(deque, arguments, context)
            deque.changes += 1
            return value
        }
    }

    /// A method of lists that deques have as well.
    private static func asList(_ name: String) -> [BuiltinMember] {
        ListMembers.all.filter { $0.name == name }.map { member in
            BuiltinMember(name, member.meaning, member.parameters) { value, arguments, context in
                guard case .object(let deque as DequeObject) = value else { return .none }
                let count = deque.list.items.count
                defer { if deque.list.items.count != count { deque.changes += 1 } }
                do {
                    return try member.body(.list(deque.list), arguments, context)
                } catch var problem as Diagnostic where problem.mistake.exception == "ValueError" {
                    problem.mistake = problem.mistake.raised(
                        as: "ValueError", "\(arguments["value"].repr) is not in deque")
                    throw problem
                }
            }
        }
    }

    private static func empty() -> Mistake {
        Mistake("the deque is empty").raised(as: "IndexError", "pop from an empty deque")
    }

    nonisolated(unsafe) static let all: [BuiltinMember] =
        [
            of("append", "one more element at the end", [BuiltinMember.value]) { deque, arguments, _ in
                deque.list.items.append(arguments["value"])
                if deque.list.items.count & 4095 == 0 { try Limits.checkCount(deque.list.items.count) }
                if let most = deque.most, deque.list.items.count > most { deque.list.items.removeFirst() }
                return .none
            },
            of("appendleft", "one more element at the beginning", [BuiltinMember.value]) { deque, arguments, _ in
                deque.list.items.insert(arguments["value"], at: 0)
                if deque.list.items.count & 4095 == 0 { try Limits.checkCount(deque.list.items.count) }
                if let most = deque.most, deque.list.items.count > most { deque.list.items.removeLast() }
                return .none
            },
            of("pop", "takes the last element out") { deque, _, _ in
                guard let last = deque.list.items.popLast() else { throw empty() }
                return last
            },
            of("popleft", "takes the first element out") { deque, _, _ in
                guard !deque.list.items.isEmpty else { throw empty() }
                return deque.list.items.removeFirst()
            },
            of("extend", "more elements at the end", [BuiltinMember.values]) { deque, arguments, context in
                let more = try context.machine.elements(of: arguments["values"])
                try Limits.checkCount(deque.list.items.count + more.count)
                try deque.list.items.append(more, stoppedBy: context.work)
                if let most = deque.most { deque.list.items = Array(deque.list.items.suffix(most)) }
                return .none
            },
            of("extendleft", "more elements at the beginning, one after the other", [BuiltinMember.values]) {
                deque, arguments, context in
                let more = try context.machine.elements(of: arguments["values"])
                try Limits.checkCount(deque.list.items.count + more.count)
                deque.list.items = more.reversed() + deque.list.items
                if let most = deque.most { deque.list.items = Array(deque.list.items.prefix(most)) }
                return .none
            },
            of(
                "insert", "an element before a place",
                [Parameter("index", .int(), .required, "the place"), BuiltinMember.value]
            ) { deque, arguments, _ in
                guard deque.most.map({ deque.list.items.count < $0 }) ?? true else {
                    throw Mistake("the deque holds \(deque.list.items.count) elements, which is its maxlen").raised(
                        as: "IndexError", "deque already at its maximum size")
                }
                try Limits.checkCount(deque.list.items.count + 1)
                let place = Subscripts.start(deque.list.items.count, try arguments.int("index"))
                deque.list.items.insert(arguments["value"], at: place)
                return .none
            },
            BuiltinMember("copy", "a deque of its own with the same elements") { value, _, _ in
                guard case .object(let deque as DequeObject) = value else { return .none }
                return .object(DequeObject(deque.list.items, most: deque.most))
            },
            of("clear", "takes all elements out") { deque, _, _ in
                deque.list.items = []
                return .none
            },
            of(
                "rotate", "moves elements from the end to the beginning",
                [Parameter("n", .int(), .value(.int(1)), "how many")]
            ) {
                deque, arguments, _ in
                let count = deque.list.items.count
                guard count > 0 else { return .none }
                let shift = ((try arguments.int("n") % count) + count) % count
                deque.list.items = Array(deque.list.items.suffix(shift) + deque.list.items.prefix(count - shift))
                return .none
            },
        ] + ["index", "count", "remove", "reverse"].flatMap(asList)
}

/// Methods of generators and other iterators.
enum IteratorMembers {
    /// The next value, which is there.
    static func value(_ next: Value?, of iterator: IteratorObject) throws -> Value {
        if let next { return next }
        throw end(of: iterator)
    }

    /// The StopIteration of an iterator; what a generator returned is its argument.
    static func end(of iterator: IteratorObject) -> Diagnostic {
        let result = iterator.result
        return Mistake("there is no next value").raised(
            as: "StopIteration", result.isNone ? "" : result.repr, with: result.isNone ? [] : [result])
    }

    nonisolated(unsafe) static let all: [BuiltinMember] = [
        BuiltinMember("__next__", "the next value") { value, _, context in
            guard case .object(let iterator as IteratorObject) = value else { return .none }
            return try IteratorMembers.value(iterator.next(context.machine), of: iterator)
        },
        BuiltinMember("close", "ends a generator, whose finally blocks are run") { value, _, context in
            if case .object(let generator as GeneratorObject) = value { try context.machine.close(generator) }
            return .none
        },
        BuiltinMember(
            "send", "goes on with a generator, whose yield gives a value",
            [Parameter("value", .any, .required, "what yield gives inside")]
        ) { value, arguments, context in
            let sent = arguments["value"]
            guard case .object(let generator as GeneratorObject) = value else { return .none }
            if generator.next == 0, !sent.isIdentical(to: .none) {
                throw Mistake("a generator that has not begun takes no value", try: "next(generator) first").raised(
                    as: "TypeError", "can't send non-None value to a just-started generator")
            }
            return try IteratorMembers.value(context.machine.resume(generator, sending: sent), of: generator)
        },
        BuiltinMember(
            "throw", "raises an exception where a generator waits",
            [Parameter("exception", .any, .required, "what is raised")]
        ) { value, arguments, context in
            guard case .object(let generator as GeneratorObject) = value else { return .none }
            let error = try context.machine.raised(arguments["exception"], cause: nil)
            return try IteratorMembers.value(context.machine.resume(generator, raising: error), of: generator)
        },
    ]
}

/// Methods of numbers.
enum NumberMembers {
    nonisolated(unsafe) static let ofWhole: [BuiltinMember] = [
        BuiltinMember("bit_length", "how many bits it has") { value, _, _ in .int(value.asBig?.bitWidth ?? 0) },
        BuiltinMember("bit_count", "how many of its bits are set") { value, _, _ in
            .int(value.asBig?.words.reduce(0) { $0 + $1.nonzeroBitCount } ?? 0)
        },
        BuiltinMember("conjugate", "the number itself") { value, _, _ in value },
    ]
    nonisolated(unsafe) static let ofFloat: [BuiltinMember] = [
        BuiltinMember("is_integer", "whether it has no fraction") { value, _, _ in
            .bool(value.asDouble.map { $0.isFinite && $0 == $0.rounded() } ?? false)
        },
        BuiltinMember("conjugate", "the number itself") { value, _, _ in value },
    ]
}

extension Machine {
    /// The entries of a dict, or pairs.
    func update(_ dictionary: Value.Dictionary, _ other: Value) throws {
        switch other {
        case .none: return
        case .dict(let entries): try dictionary.insert(entries, stoppedBy: context.work)
        default:
            var place = 0
            try iterate(other) { pair in
                let problem = Mistake("\(pair.brief) is not a pair", expected: "(key, value)")
                guard let parts = try? elements(of: pair) else {
                    throw problem.raised(
                        as: "TypeError", "cannot convert dictionary update sequence element #\(place) to a sequence")
                }
                guard parts.count == 2 else {
                    throw problem.raised(
                        as: "ValueError",
                        "dictionary update sequence element #\(place) has length \(parts.count); 2 is required")
                }
                try dictionary.set(parts[0], parts[1])
                place += 1
                return true
            }
        }
    }

    /// Counts elements, or adds the counts of another dict.
    func count(_ values: Value, into counts: Value.Dictionary) throws {
        switch values {
        case .none: return
        case .dict(let other):
            for entry in other.entries {
                try counts.set(entry.key, binary(.add, counts.value(of: entry.key) ?? .int(0), entry.value))
            }
        default:
            try iterate(values) { element in
                try counts.set(element, binary(.add, counts.value(of: element) ?? .int(0), .int(1)))
                return true
            }
        }
    }
}
