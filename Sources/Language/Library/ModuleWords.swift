import Answers
import Glibc

/// What is used of `time`, `itertools`, `collections`, `copy` and `functools`. The words carry the name of their module, so that
/// `count` and `product` stay free for variables.
enum ModuleWords {
    static let words: [Word] = clock + iterators + collections + copying + functions + AbstractWords.words

    private static let values = Parameter("values", .any, .required, "anything to go through")

    // MARK: time

    private static func clock(
        _ name: String, _ summary: String, _ clock: clockid_t, returns: String = "number",
        _ value: @escaping @Sendable (_ seconds: Int, _ nanoseconds: Int) -> Value = {
            .number(Double($0) + Double($1) * 1e-9)
        }
    ) -> Word {
        Word.native(
            "time.\(name)", family: "modules", summary, returns: returns,
            examples: ["import time\ntime.\(name)() > 0"]
        ) { _, _ in
            var now = timespec()
            clock_gettime(clock, &now)
            return value(now.tv_sec, now.tv_nsec)
        }
    }

    private static let clock: [Word] = [
        clock("time", "seconds since the beginning of 1970 (UTC)", CLOCK_REALTIME),
        clock("time_ns", "nanoseconds since the beginning of 1970 (UTC)", CLOCK_REALTIME, returns: "whole number") {
            .int($0 * 1_000_000_000 + $1)
        },
        clock("perf_counter", "a clock in seconds; only differences mean something", CLOCK_MONOTONIC),
        clock("monotonic", "a clock in seconds; only differences mean something", CLOCK_MONOTONIC),
        clock("process_time", "seconds that the processor has worked for this program", CLOCK_PROCESS_CPUTIME_ID),
        Word.native(
            "time.sleep", family: "modules", "waits; Ctrl-C ends the waiting",
            [Parameter("seconds", .number(), .required, "how long")], returns: "None",
            examples: ["import time\ntime.sleep(0)"]
        ) { given, context in
            let given = try given.required(0, "seconds", "sleep")
            guard let seconds = given.asNumber else {
                throw Mistake("sleep of \(given.brief)", expected: "a number of seconds").raised(
                    as: "TypeError", "'\(given.pythonType)' object cannot be interpreted as an integer")
            }
            guard seconds >= 0 else {
                throw Mistake("sleep of \(seconds.pythonRepr) seconds", expected: "0 or more").raised(
                    as: "ValueError", "sleep length must be non-negative")
            }
            let end = ContinuousClock.now + .seconds(saturating: seconds)
            while ContinuousClock.now < end {
                if context.work.isCancelled { throw Stopped() }
                let left = (end - ContinuousClock.now) / .milliseconds(1)
                usleep(UInt32(Swift.max(0, Swift.min(5, left)) * 1000))
            }
            return .none
        },
    ]

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

    private static let iterators: [Word] = [
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

    // MARK: collections

    private static let entries = Parameter(
        "entries", .any, .otherwise("none"), "key=value", isVariadic: true, isKeywordOnly: true)

    private static let collections: [Word] = [
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
                    if case .text(let field) = field { fields.append(field) }
                }
            }
            let names = fields
            let defaults =
                try given["defaults"].flatMap { $0.isNone ? nil : try context.machine.elements(of: $0) } ?? []
            return .object(
                NativeFunction(name, attributes: ["_fields": .tuple(names.map { .text($0) })]) { values, keywords, _ in
                    var items =
                        values.map(Optional.some)
                        + [Value?](repeating: nil, count: Swift.max(0, names.count - values.count))
                    for keyword in keywords {
                        guard let place = names.firstIndex(of: keyword.name), items[place] == nil else {
                            throw Mistake(
                                "\(name) has no free field \(keyword.name)", expected: Suggestions.listed(names)
                            ).raised(
                                as: "TypeError")
                        }
                        items[place] = keyword.value
                    }
                    for (place, standard) in zip(Swift.max(0, names.count - defaults.count)..<names.count, defaults)
                    where items[place] == nil { items[place] = standard }
                    let all = items.compactMap(\.self)
                    guard all.count == names.count, items.count == names.count else {
                        throw Mistake(
                            "\(name) takes \(names.count) values, \(values.count + keywords.count) given",
                            expected: Suggestions.listed(names)
                        )
                        .raised(as: "TypeError")
                    }
                    try Limits.checkNesting(all)
                    return .object(RecordObject(name, names, all))
                })
        },
    ]

    // MARK: copy

    private static let copying: [Word] = [
        Word.native(
            "copy.deepcopy", family: "modules", "a copy that shares nothing with the value",
            [Parameter("value", .any, .required, "what is copied")], returns: "any",
            examples: ["import copy\ncopy.deepcopy([[1], [2]])"]
        ) { given, context in
            var copier = Copier(context.work)
            return try context.finish(copier.deep(given.required(0, "value", "deepcopy"), depth: 0))
        },
        Word.native(
            "copy.copy", family: "modules", "a copy that shares its elements with the value",
            [Parameter("value", .any, .required, "what is copied")], returns: "any",
            examples: ["import copy\ncopy.copy([1, 2])"]
        ) { given, context in
            let value = try given.required(0, "value", "copy")
            return Copier(context.work).shallow(value)
        },
    ]

    // MARK: functools

    private static let function = Parameter("function", .any, .required, "a function")

    private static let functions: [Word] = [
        Word.native(
            "functools.reduce", family: "modules", "a function of two values, applied from left to right",
            [function, values, Parameter("initial", .any, .otherwise("the first element"), "what it begins with")],
            returns: "any",
            examples: ["from functools import reduce\nreduce(lambda a, b: a*b, [1, 2, 3])"]
        ) { given, context in
            let function = try given.required(0, "function", "reduce")
            var total = given.value(2, "initial")
            try context.machine.iterate(given.required(1, "values", "reduce")) { element in
                total = try total.map { try context.machine.call(function, [$0, element]) } ?? element
                return true
            }
            guard let total else {
                throw Mistake(
                    "reduce of nothing, without a beginning", expected: "at least one value",
                    try: "reduce(f, values, 0)"
                ).raised(
                    as: "TypeError", "reduce() of empty iterable with no initial value")
            }
            return total
        },
        Word.native(
            "functools.partial", family: "modules", "a function with some arguments given already",
            [
                function, Parameter("arguments", .any, .otherwise("none"), "by place", isVariadic: true),
                Parameter("keywords", .any, .otherwise("none"), "by name", isVariadic: true, isKeywordOnly: true),
            ], returns: "function", examples: ["from functools import partial\npartial(pow, 2)(5)"]
        ) { given, context in
            let function = try given.required(0, "function", "partial")
            try context.requireCallable(function)
            let (first, named) = (Array(given.values.dropFirst()), given.keywords)
            return .object(
                NativeFunction("partial", attributes: ["func": function, "args": try Limits.tuple(first)]) {
                    values, keywords, machine in
                    let names = Set(keywords.map(\.name))
                    return try machine.call(
                        function, first + values, named.filter { !names.contains($0.name) } + keywords)
                })
        },
        memory("functools.lru_cache"), memory("functools.cache"),
        Word.native(
            "functools.wraps", family: "modules",
            "stands as @wraps(f) before the def of a decorator, which gets the name of f and what it says about itself",
            [function], returns: "function", examples: ["from functools import wraps\nwraps(len)(abs)(-1)"]
        ) { given, context in
            let wrapped = try given.required(0, "function", "wraps")
            return .object(
                NativeFunction("wraps") { values, _, machine in
                    if case .function(let function)? = values.first {
                        for name in ["__name__", "__qualname__", "__doc__"] {
                            function.attributes[name] = try? machine.attribute(name, of: wrapped, SourceRange(0, 0))
                        }
                        function.attributes["__wrapped__"] = wrapped
                    }
                    return values.first ?? .none
                })
        },
    ]

    private static func memory(_ name: String) -> Word {
        Word.native(
            name, family: "modules",
            "a function that remembers its results; stands as @\(name.split(separator: ".")[1]) before its def",
            [
                Parameter("function", .any, .value(.none), "the function"),
                Parameter(
                    "maxsize", .any, .value(.int(128)),
                    "how many results are kept, those that were asked for last; None for all", isKeywordOnly: true),
            ], returns: "function",
            examples: ["import functools\n\(name)(lambda n: n*n)(3)"]
        ) { given, _ in
            let isUnlimited = name == "functools.cache"
            let first = given.values.first
            // The number may stand alone: lru_cache(32).
            let size = given["maxsize"] ?? (first?.asDouble != nil || first?.isNone == true ? first : nil)
            let most: Int? = if isUnlimited { nil } else if let size { Subscripts.whole(size) } else { 128 }
            if let first, !first.isNone, first.asDouble == nil { return remembering(first, most) }
            return .object(NativeFunction("lru_cache") { values, _, _ in remembering(values.first ?? .none, most) })
        }
    }

    /// A function that looks among its results first.
    private static func remembering(_ function: Value, _ most: Int?) -> Value {
        let results = Value.Dictionary()
        var (hits, misses) = (0, 0)
        let clear = NativeFunction("cache_clear") { _, _, _ in
            results.removeAll()
            (hits, misses) = (0, 0)
            return .none
        }
        let info = NativeFunction("cache_info") { _, _, _ in
            .object(
                RecordObject(
                    "CacheInfo", ["hits", "misses", "maxsize", "currsize"],
                    [.int(hits), .int(misses), most.map { .int($0) } ?? .none, .int(results.count)]))
        }
        let attributes: [String: Value] = [
            "__wrapped__": function, "cache_clear": .object(clear), "cache_info": .object(info),
        ]
        return .object(
            NativeFunction("cached", attributes: attributes, isMethod: true) { values, keywords, machine in
                // Between what is given by place and by name stands what nobody can give.
                let named = keywords.flatMap { [Value.text($0.name), $0.value] }
                let key = try Limits.tuple(values + (named.isEmpty ? [] : [.missing] + named))
                if let known = try results.value(of: key) {
                    hits += 1
                    if most != nil {
                        // The last one asked for is the last to go.
                        try results.remove(key)
                        try results.set(key, known)
                    }
                    return known
                }
                misses += 1
                let result = try machine.call(function, values, keywords)
                if let most {
                    guard most > 0 else { return result }
                    if results.count >= most, let oldest = results.oldest { try results.remove(oldest) }
                }
                try results.set(key, result)
                return result
            })
    }
}

extension Value {
    var isNone: Bool {
        if case .none = self { true } else { false }
    }
}
