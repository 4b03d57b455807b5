import Answers

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
            return .object(RecordObject(record.typeName, record.fields, items, type: record.type))
        }
    ]

    /// Of `torch.Size`.
    nonisolated(unsafe) static let ofShapes: [BuiltinMember] = [
        BuiltinMember("numel", "how many elements a tensor of this shape has", []) { shape, _, _ in
            .int((shape.elements ?? []).compactMap(\.asInt).reduce(1, &*))
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
