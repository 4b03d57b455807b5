import Answers

/// What is used of `itertools`.
enum IteratorToolWords {
    private static let values = Parameter("values", .any, .required, "anything to go through")

    // MARK: itertools

    private static func iterator(
        _ name: String, _ summary: String, _ parameters: [Parameter], _ example: String,
        _ body: @escaping @Sendable (Given, Machine) throws -> (Machine) throws -> Value?
    ) -> Word {
        Word.native(
            "itertools.\(name)", family: "modules", summary, parameters, returns: "iterator",
            examples: ["import itertools\nlist(itertools.\(example))"]
        ) { given, context in .object(ClosureIterator("itertools.\(name)", try body(given, context.machine))) }
    }

    private static let several = Parameter(
        "lists", .any, .otherwise("nothing"), "lists, or anything to go through", isVariadic: true)
    private static let r = Parameter("r", .optional(.int()), .value(.none), "how many elements each time")

    /// Steps through choices of places: the lexicographic order of Python.
    private static func choices(
        _ count: Int, _ size: Int, _ isValid: @escaping ([Int]) -> Bool, _ advance: @escaping (inout [Int]) -> Bool
    ) -> () -> [Int]? {
        var places = [Int](repeating: 0, count: size)
        var isFirst = true
        var isDone = false
        return {
            while !isDone {
                if isFirst { isFirst = false } else if !advance(&places) { isDone = true }
                if !isDone, isValid(places) { return places }
            }
            return nil
        }
    }

    private static func odometer(_ limits: [Int]) -> (inout [Int]) -> Bool {
        { places in
            for digit in places.indices.reversed() {
                places[digit] += 1
                if places[digit] < limits[digit] { return true }
                places[digit] = 0
            }
            return false
        }
    }

    static let words: [Word] = [
        iterator(
            "product", "tuples of one element of each list, every combination",
            [
                several,
                Parameter(
                    "repeat", .int(.atLeast(0)), .value(.int(1)), "how often the lists are taken", isKeywordOnly: true),
            ],
            "product([1, 2], \"ab\")"
        ) { given, machine in
            let lists = try given.values.map { try machine.elements(of: $0) }
            let repeated = given["repeat"].flatMap { Subscripts.whole($0) } ?? 1
            guard repeated >= 0, lists.isEmpty || repeated <= 1000 / lists.count else {
                throw Mistake(
                    "repeat = \(repeated) of \(lists.count) lists", expected: "tuples of at most 1000 elements",
                    try: "repeat=2")
            }
            let all = (0..<repeated).flatMap { _ in lists }
            let isEmpty = all.contains(where: \.isEmpty)
            let next = choices(
                all.count, all.count, { _ in !isEmpty }, isEmpty ? { _ in false } : odometer(all.map(\.count)))
            return { _ in try next().map { places in try Limits.tuple(zip(all, places).map { $0[$1] }) } }
        },
        iterator("permutations", "the orders of the elements", [values, r], "permutations([1, 2, 3], 2)") {
            given, machine in
            let items = try machine.elements(of: given.required(0, "values", "permutations"))
            let size = try given.int(1, "r") ?? items.count
            guard size >= 0 else { throw negative(size) }
            guard size <= items.count else { return { _ in nil } }
            // As in CPython's documentation: places in use, and how far each has turned.
            var order = Array(items.indices)
            var cycles = (0..<size).map { items.count - $0 }
            var isFirst = true
            return { _ in
                if isFirst {
                    isFirst = false
                    return try Limits.tuple(order.prefix(size).map { items[$0] })
                }
                for place in (0..<size).reversed() {
                    cycles[place] -= 1
                    if cycles[place] == 0 {
                        order.append(order.remove(at: place))
                        cycles[place] = items.count - place
                    } else {
                        order.swapAt(place, order.count - cycles[place])
                        return try Limits.tuple(order.prefix(size).map { items[$0] })
                    }
                }
                return nil
            }
        },
        combinations("combinations", "choices of r elements, in order", repeats: false),
        combinations("combinations_with_replacement", "choices of r elements, each as often as wanted", repeats: true),
        iterator("chain", "the elements of several lists, one list after the other", [several], "chain([1], [2, 3])") {
            given, machine in
            var sources = given.values[...]
            var current: IteratorObject?
            return { machine in
                while true {
                    if let found = try current?.next(machine) { return found }
                    guard let next = sources.popFirst() else { return nil }
                    current = try machine.iterator(of: next)
                }
            }
        },
        iterator(
            "count", "numbers without end",
            [
                Parameter("start", .number(), .value(.int(0)), "the first"),
                Parameter("step", .number(), .value(.int(1)), "the distance"),
            ], "islice(itertools.count(1), 3)"
        ) { given, _ in
            var number = given.value(0, "start") ?? .int(0)
            let step = given.value(1, "step") ?? .int(1)
            return { machine in
                let found = number
                number = try machine.binary(.add, number, step)
                return found
            }
        },
        iterator("cycle", "the elements over and over again", [values], "islice(itertools.cycle(\"ab\"), 3)") {
            given, machine in
            let items = try machine.elements(of: given.required(0, "values", "cycle"))
            var place = -1
            return { _ in
                guard !items.isEmpty else { return nil }
                place = (place + 1) % items.count
                return items[place]
            }
        },
        iterator(
            "repeat", "one value over and over again",
            [
                Parameter("object", .any, .required, "the value"),
                Parameter("times", .optional(.int()), .value(.none), "how often; without end if not said"),
            ], "repeat(1, 3)"
        ) { given, _ in
            let value = try given.required(0, "object", "repeat")
            var left = try given.int(1, "times") ?? .max
            return { _ in
                guard left > 0 else { return nil }
                left -= left == .max ? 0 : 1
                return value
            }
        },
        iterator(
            "accumulate", "the sums so far, or what another function makes of them",
            [
                values, Parameter("func", .any, .value(.none), "a function of two values"),
                Parameter("initial", .any, .value(.none), "the first value", isKeywordOnly: true),
            ], "accumulate([1, 2, 3])"
        ) { given, machine in
            let source = try machine.iterator(of: given.required(0, "values", "accumulate"))
            var function = given.value(1, "func")
            if case .some(.none) = function { function = nil }
            var total: Value?
            var initial = given["initial"]
            if case .some(.none) = initial { initial = nil }
            return { machine in
                if total == nil, let first = initial {
                    total = first
                    return first
                }
                guard let next = try source.next(machine) else { return nil }
                total =
                    try total.map { before in
                        try function.map { try machine.call($0, [before, next]) } ?? machine.binary(.add, before, next)
                    } ?? next
                return total
            }
        },
        iterator(
            "islice", "some of the elements, as a slice would have them",
            [
                values,
                Parameter("start", .optional(.int()), .required, "where it begins, or ends when it stands alone"),
                Parameter("stop", .optional(.int()), .value(.none), "where it ends"),
                Parameter("step", .optional(.int()), .value(.int(1)), "the distance"),
            ], "islice(range(10), 2, 8, 3)"
        ) { given, machine in
            let source = try machine.iterator(of: given.required(0, "values", "islice"))
            let isAlone = given.values.count < 3
            let start = isAlone ? 0 : try given.int(1, "start") ?? 0
            let stop = try given.int(isAlone ? 1 : 2, "stop") ?? .max
            let step = try given.int(3, "step") ?? 1
            guard start >= 0, stop >= 0, step > 0 else {
                throw Mistake("islice counts forward from 0", try: "list(…)[start:stop:step]").raised(as: "ValueError")
            }
            var place = 0
            var wanted = start
            return { machine in
                while wanted < stop, let element = try source.next(machine) {
                    try machine.poll()
                    place += 1
                    if place - 1 == wanted {
                        let (next, isBeyond) = wanted.addingReportingOverflow(step)
                        wanted = isBeyond ? .max : next
                        return element
                    }
                }
                return nil
            }
        },
        iterator(
            "takewhile", "the elements until a test fails",
            [Parameter("predicate", .any, .required, "the test"), values], "takewhile(lambda x: x < 3, range(10))"
        ) { given, machine in
            let test = try given.required(0, "predicate", "takewhile")
            let source = try machine.iterator(of: given.required(1, "values", "takewhile"))
            var isDone = false
            return { machine in
                guard !isDone, let element = try source.next(machine), try machine.truth(machine.call(test, [element]))
                else {
                    isDone = true
                    return nil
                }
                return element
            }
        },
        iterator(
            "dropwhile", "the elements from the first that fails a test",
            [Parameter("predicate", .any, .required, "the test"), values], "dropwhile(lambda x: x < 3, range(5))"
        ) { given, machine in
            let test = try given.required(0, "predicate", "dropwhile")
            let source = try machine.iterator(of: given.required(1, "values", "dropwhile"))
            var isDropping = true
            return { machine in
                while let element = try source.next(machine) {
                    try machine.poll()
                    if isDropping, try machine.truth(machine.call(test, [element])) { continue }
                    isDropping = false
                    return element
                }
                return nil
            }
        },
        iterator("pairwise", "each element with the next one", [values], "pairwise([1, 2, 3])") { given, machine in
            let source = try machine.iterator(of: given.required(0, "values", "pairwise"))
            var before: Value?
            return { machine in
                if before == nil { before = try source.next(machine) }
                guard let first = before, let second = try source.next(machine) else { return nil }
                before = second
                return try Limits.tuple([first, second])
            }
        },
        iterator(
            "starmap", "a function applied to the parts of every element",
            [Parameter("function", .any, .required, "the function"), values], "starmap(pow, [(2, 3), (3, 2)])"
        ) { given, machine in
            let function = try given.required(0, "function", "starmap")
            let source = try machine.iterator(of: given.required(1, "values", "starmap"))
            return { machine in try source.next(machine).map { try machine.call(function, machine.elements(of: $0)) } }
        },
        iterator(
            "zip_longest", "as zip, as far as the longest goes",
            [
                several,
                Parameter("fillvalue", .any, .value(.none), "what stands for what is missing", isKeywordOnly: true),
            ],
            "zip_longest([1, 2], [3], fillvalue=0)"
        ) { given, machine in
            let sources = try given.values.map { try machine.iterator(of: $0) }
            let fill = given["fillvalue"] ?? .none
            return { machine in
                var hasAny = false
                let parts = try sources.map { source in
                    guard let part = try source.next(machine) else { return fill }
                    hasAny = true
                    return part
                }
                return hasAny ? try Limits.tuple(parts) : nil
            }
        },
        iterator(
            "groupby", "runs of elements of one key: pairs of key and elements",
            [values, Parameter("key", .any, .value(.none), "a function that says the key")], "groupby([1, 1, 2])"
        ) { given, machine in
            let source = try machine.iterator(of: given.required(0, "values", "groupby"))
            var function = given.value(1, "key")
            if case .some(.none) = function { function = nil }
            // The element that was fetched and nobody has got yet, the key of the group that is handed out, and its number.
            var waiting: (key: Value, element: Value)?
            var current: Value?
            var number = 0
            func fetch(_ machine: Machine) throws -> Bool {
                try machine.poll()
                waiting = try source.next(machine).map { element in
                    (try function.map { try machine.call($0, [element]) } ?? element, element)
                }
                return waiting != nil
            }
            return { machine in
                number += 1
                while true {
                    if let key = waiting?.key, try current.map({ try !machine.areSame($0, key) }) ?? true { break }
                    guard try fetch(machine) else { return nil }
                }
                guard let key = waiting?.key else { return nil }
                current = key
                // Whoever asks for the next group leaves what is left of this one.
                let own = number
                let members = ClosureIterator("itertools._grouper") { machine in
                    guard own == number, try waiting != nil || fetch(machine), let next = waiting,
                        try machine.areSame(key, next.key)
                    else { return nil }
                    waiting = nil
                    return next.element
                }
                return try Limits.tuple([key, .object(members)])
            }
        },
    ]

    private static func negative(_ size: Int) -> Mistake {
        Mistake("r = \(size)", expected: "0 or more").raised(as: "ValueError", "r must be non-negative")
    }

    private static func combinations(_ name: String, _ summary: String, repeats: Bool) -> Word {
        iterator(
            name, summary, [values, Parameter("r", .int(), .required, "how many elements each time")],
            "\(name)([1, 2, 3], 2)"
        ) { given, machine in
            let items = try machine.elements(of: given.required(0, "values", name))
            let size = try given.int(1, "r") ?? 0
            guard size >= 0 else { throw negative(size) }
            guard repeats ? !items.isEmpty || size == 0 : size <= items.count else { return { _ in nil } }
            try Limits.checkCount(size)
            var places = repeats ? [Int](repeating: 0, count: size) : Array(0..<size)
            var isFirst = true
            return { _ in
                if isFirst {
                    isFirst = false
                    return try Limits.tuple(places.map { items[$0] })
                }
                guard let digit = places.indices.last(where: { places[$0] < items.count - (repeats ? 1 : size - $0) })
                else { return nil }
                places[digit] += 1
                for next in (digit + 1)..<Swift.max(digit + 1, size) {
                    places[next] = places[next - 1] + (repeats ? 0 : 1)
                }
                return try Limits.tuple(places.map { items[$0] })
            }
        }
    }
}
