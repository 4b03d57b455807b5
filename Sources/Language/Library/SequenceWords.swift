import Answers
import Arrays

/// Making lists and going through them, one element after the other as they are asked for.
enum SequenceWords {
    static let words: [Word] = [
        length, range, list, tuple, dict, set, zip, enumerate, map, filter, sorted, reversed, any, all, sum,
        extreme("min", "the smallest of some values"), extreme("max", "the largest of some values"), iter, next,
    ]

    private static let family = "lists"
    private static let values = Parameter(
        "values", .any, .required, "a list, tuple, string or dict, or anything to go through")
    private static let optional = Parameter("values", .any, .value(.none), "a list, tuple, string or dict")

    private static let length = Word.native(
        "len", family: family, "how many elements a value has", [values], returns: "number",
        examples: ["len([1, 2, 3])"]
    ) { given, context in
        let value = try given.required(0, "values", "len")
        switch value {
        case .list(let list): return .int(list.items.count)
        case .text(let text): return .int(text.unicodeScalars.count)
        case .tuple(let items): return .int(items.count)
        case .dict(let dictionary): return .int(dictionary.count)
        case .set(let set): return .int(set.count)
        case .thing where value.array != nil:
            guard let length = value.array?.shape.first else {
                throw Mistake("an array without axes has no length").raised(as: "TypeError", "len() of unsized object")
            }
            return .int(length)
        case .thing(let thing as any Subscriptable): return .int(try thing.requireLength())
        case .object(let object):
            switch object {
            case let range as RangeObject: return .int(range.count)
            case let view as DictView: return .int(view.dictionary.count)
            case let deque as DequeObject: return .int(deque.list.items.count)
            case let record as RecordObject: return .int(record.items.count)
            case let text as BytesObject: return .int(text.bytes.count)
            case let type as ClassObject where type.isEnumeration: return .int(type.members.count)
            case let instance as Instance:
                if let text = instance.mixedValue?.asText { return .int(text.unicodeScalars.count) }
                if let length = try context.machine.length(of: instance) { return .int(length) }
            default: break
            }
        default: break
        }
        throw Mistake(
            "\(value.brief) is \(Phrase.indefinite(value.kind)) and has no length",
            expected: "a list, tuple, string or dict"
        )
        .raised(as: "TypeError", "object of type '\(value.pythonType)' has no len()")
    }

    private static let range = Word.native(
        "range", family: family, "whole numbers from start up to, but not including, stop",
        details: "range(n) counts from 0. The numbers are made as they are asked for; list(range(n)) has them at once.",
        [
            Parameter("start", .int(), .required, "the first number, or the end when it stands alone"),
            Parameter("stop", .int(), .otherwise("the first argument, from 0"), "where it ends; not included"),
            Parameter("step", .int(), .value(.int(1)), "the distance from one number to the next"),
        ], returns: "range", examples: ["range(5)", "list(range(10, 0, -3))"], seeAlso: ["linspace", "len"]
    ) { given, _ in
        if let first = given.values.first, case .number(let value) = first {
            throw Mistake(
                "range counts in whole numbers, not to \(value.pythonRepr)",
                try: "range(int(n)), or n // 2 instead of n / 2"
            )
            .raised(as: "TypeError", "'float' object cannot be interpreted as an integer")
        }
        guard let first = try given.int(0, "start") else {
            throw Mistake("range needs a whole number").raised(as: "TypeError")
        }
        guard let stop = try given.int(1, "stop") else { return .object(RangeObject(0, first, 1)) }
        let step = try given.int(2, "step") ?? 1
        guard step != 0 else {
            throw Mistake("step = 0", expected: "a step that is not 0").raised(
                as: "ValueError", "range() arg 3 must not be zero")
        }
        return .object(RangeObject(first, stop, step))
    }

    private static let list = Word.native(
        "list", family: family, "the elements of a value as a list", [optional], returns: "list",
        examples: ["list((1, 2))"]
    ) { given, context in .list(try given.value(0, "values").map { try context.machine.elements(of: $0) } ?? []) }

    private static let tuple = Word.native(
        "tuple", family: family, "the elements of a value as a tuple", [optional], returns: "tuple",
        examples: ["tuple([1, 2])"]
    ) { given, context in
        try Limits.tuple(given.value(0, "values").map { try context.machine.elements(of: $0) } ?? [])
    }

    private static let set = Word.native(
        "set", aliases: ["frozenset"], family: family, "the different elements of a value", [optional], returns: "set",
        examples: ["set([1, 2, 1])", "{1, 2} | {2, 3}"]
    ) { given, context in
        let set = try ValueSet()
        try given.value(0, "values").map { values in
            try context.machine.iterate(values) { element in
                try set.table.set(element, .none)
                if set.count & 4095 == 0 { try Limits.checkCount(set.count) }
                return true
            }
        }
        return .set(set)
    }

    private static let dict = Word.native(
        "dict", family: family, "a dict from pairs or from keyword arguments",
        [
            Parameter("pairs", .any, .value(.none), "a dict, or a list of pairs (key, value)"),
            Parameter("entries", .any, .otherwise("none"), "key=value", isVariadic: true, isKeywordOnly: true),
        ], returns: "dict", examples: ["dict(lr=0.1, steps=20)"]
    ) { given, context in
        let out = Value.Dictionary()
        if let pairs = given.values.first { try context.machine.update(out, pairs) }
        for keyword in given.keywords { try out.set(.text(keyword.name), keyword.value) }
        return .dict(out)
    }

    private static func unequal(_ place: Int, _ how: String) -> Mistake {
        Mistake("the lists have different lengths", expected: "one length").raised(
            as: "ValueError", "zip() argument \(place + 1) is \(how) than argument\(place == 1 ? " " : "s 1-")\(place)")
    }

    private static let zip = Word.native(
        "zip", family: family, "tuples of the first elements, of the second, …, as far as the shortest goes",
        [
            Parameter("lists", .any, .otherwise("nothing"), "the lists to go through together", isVariadic: true),
            Parameter("strict", .bool, .value(.bool(false)), "whether all must have one length", isKeywordOnly: true),
        ], returns: "iterator", examples: ["list(zip([1, 2, 3], \"abc\"))"], seeAlso: ["enumerate"]
    ) { given, context in
        let sources = try given.values.map { try context.machine.iterator(of: $0) }
        let isStrict = try given["strict"].map { try context.isTrue($0) } ?? false
        return .object(
            ClosureIterator("zip") { machine in
                guard !sources.isEmpty else { return nil }
                var parts: [Value] = []
                for (place, source) in sources.enumerated() {
                    guard let part = try source.next(machine) else {
                        guard isStrict else { return nil }
                        if place > 0 { throw unequal(place, "shorter") }
                        for (other, source) in sources.enumerated().dropFirst()
                        where try source.next(machine) != nil { throw unequal(other, "longer") }
                        return nil
                    }
                    parts.append(part)
                }
                return try Limits.tuple(parts)
            })
    }

    private static let enumerate = Word.native(
        "enumerate", family: family, "pairs of a number and an element",
        [values, Parameter("start", .int(), .value(.int(0)), "the first number")], returns: "iterator",
        examples: ["list(enumerate(\"ab\"))"], seeAlso: ["zip"]
    ) { given, context in
        var number = Value.int(try given.int(1, "start") ?? 0)
        let source = try context.machine.iterator(of: given.required(0, "values", "enumerate"))
        return .object(
            ClosureIterator("enumerate") { machine in
                guard let element = try source.next(machine) else { return nil }
                defer { number = number.successor }
                return try Limits.tuple([number, element])
            })
    }

    private static let function = Parameter("function", .any, .required, "a function of one value")

    private static let map = Word.native(
        "map", family: family, "a function applied to every element",
        [
            function,
            Parameter("lists", .any, .required, "one list, or as many as the function takes", isVariadic: true),
        ],
        returns: "iterator", examples: ["list(map(lambda x: x**2, [1, 2, 3]))", "list(map(sqrt, [1, 4, 9]))"],
        seeAlso: ["filter"]
    ) { given, context in
        let function = try given.required(0, "function", "map")
        try context.requireCallable(function)
        let sources = try given.values.dropFirst().map { try context.machine.iterator(of: $0) }
        return .object(
            ClosureIterator("map") { machine in
                var parts: [Value] = []
                for source in sources {
                    guard let part = try source.next(machine) else { return nil }
                    parts.append(part)
                }
                return parts.isEmpty ? nil : try machine.call(function, parts)
            })
    }

    private static let filter = Word.native(
        "filter", family: family, "the elements for which a function is true", [function, values], returns: "iterator",
        examples: ["list(filter(lambda x: x > 1, [1, 2, 3]))"], seeAlso: ["map"]
    ) { given, context in
        let function = try given.required(0, "function", "filter")
        var isTest = true
        if case .none = function { isTest = false } else { try context.requireCallable(function) }
        let source = try context.machine.iterator(of: given.required(1, "values", "filter"))
        return .object(
            ClosureIterator("filter") { machine in
                while let element = try source.next(machine) {
                    try machine.poll()
                    if try machine.truth(isTest ? machine.call(function, [element]) : element) { return element }
                }
                return nil
            })
    }

    private static let sorted = Word.native(
        "sorted", family: family, "the elements in order, the smallest first",
        [
            values,
            Parameter("key", .any, .value(.none), "a function that says what is compared", isKeywordOnly: true),
            Parameter("reverse", .bool, .value(.bool(false)), "the largest first", isKeywordOnly: true),
        ], returns: "list", examples: ["sorted([3, 1, 2])", "sorted([-3, 1], key=abs)"], seeAlso: ["reversed"]
    ) { given, context in
        let items = try context.machine.elements(of: given.required(0, "values", "sorted"))
        let reverse = try given["reverse"].map { try context.isTrue($0) } ?? false
        return .list(try context.sorted(items, key: given["key"] ?? .none, reverse: reverse))
    }

    private static let reversed = Word.native(
        "reversed", family: family, "the elements from the last to the first", [values], returns: "iterator",
        examples: ["list(reversed([1, 2, 3]))"], seeAlso: ["sorted"]
    ) { given, context in
        let value = try given.required(0, "values", "reversed")
        if case .object(let range as RangeObject) = value { return .object(RangeIterator(range, isReversed: true)) }
        if let instance = value.instance, let method = instance.type.lookUp("__reversed__") {
            return try context.machine.call(method, [value])
        }
        if case .set = value {
            throw Mistake("a set has no order", try: "sorted(…)").raised(
                as: "TypeError", "'set' object is not reversible")
        }
        return .object(
            ClosureIterator("list_reverseiterator", over: try context.machine.elements(of: value).reversed()))
    }

    private static let any = Word.native(
        "any", family: family, "whether at least one element is true", [values], returns: "bool",
        examples: ["any(x > 2 for x in [1, 2, 3])"], seeAlso: ["all"]
    ) { given, context in
        var found = false
        try context.machine.iterate(given.required(0, "values", "any")) { element in
            found = try context.isTrue(element)
            return !found
        }
        return .bool(found)
    }

    private static let all = Word.native(
        "all", family: family, "whether every element is true", [values], returns: "bool",
        examples: ["all(x > 2 for x in [1, 2, 3])"], seeAlso: ["any"]
    ) { given, context in
        var holds = true
        try context.machine.iterate(given.required(0, "values", "all")) { element in
            holds = try context.isTrue(element)
            return holds
        }
        return .bool(holds)
    }

    private static let sum = Word.native(
        "sum", family: family, "all values added up, from left to right",
        [
            Parameter("values", .any, .required, "what is added: a list, tuple or comprehension"),
            Parameter("start", .any, .value(.int(0)), "what the sum begins with"),
        ], returns: "number", examples: ["sum([1, 2, 3])", "sum(k**2 for k in range(10))"], seeAlso: ["mean"]
    ) { given, context in
        var total = given.value(1, "start") ?? .int(0)
        if case .text = total {
            throw Mistake("strings are not added up", try: "\"\".join(texts)").raised(
                as: "TypeError", "sum() can't sum strings [use ''.join(seq) instead]")
        }
        try context.machine.iterate(given.required(0, "values", "sum")) { element in
            if case .number(let a) = total, case .number(let b) = element {
                total = .number(a + b)
            } else {
                total = try context.machine.binary(.add, total, element)
            }
            return true
        }
        return total
    }

    private static func extreme(_ name: String, _ summary: String) -> Word {
        Word.native(
            name, family: family, summary,
            [
                Parameter("values", .any, .required, "one list, or the values themselves", isVariadic: true),
                Parameter("key", .any, .value(.none), "a function that says what is compared", isKeywordOnly: true),
                Parameter("default", .any, .otherwise("a mistake"), "what comes of nothing", isKeywordOnly: true),
            ], returns: "number", examples: ["\(name)([3, 1, 2])", "\(name)(3, 1, 2)"]
        ) { given, context in
            let machine = context.machine
            let values = given.values.count == 1 ? given.values[0] : .tuple(given.values)
            var key = given["key"]
            if case .some(.none) = key { key = nil }
            var best: (value: Value, rank: Value)?
            try machine.iterate(values) { item in
                let rank = try key.map { try machine.call($0, [item]) } ?? item
                if let found = best {
                    let isBetter =
                        try name == "min"
                        ? machine.isLess(rank, found.rank) : machine.isLess(found.rank, rank)
                    if isBetter { best = (item, rank) }
                } else {
                    best = (item, rank)
                }
                return true
            }
            guard let best else {
                if let standard = given["default"] { return standard }
                throw Mistake("\(name) of nothing", expected: "at least one value").raised(
                    as: given.values.isEmpty ? "TypeError" : "ValueError", "\(name)() arg is an empty sequence")
            }
            return best.value
        }
    }

    private static let iter = Word.native(
        "iter", family: family, "gives the elements of a value one after the other", [values], returns: "iterator",
        examples: ["next(iter([1, 2]))"], seeAlso: ["next"]
    ) { given, context in .object(try context.machine.iterator(of: given.required(0, "values", "iter"))) }

    private static let next = Word.native(
        "next", family: family, "the next value of an iterator or generator",
        [
            Parameter("iterator", .any, .required, "an iterator: a generator, iter(xs)"),
            Parameter("default", .any, .otherwise("a mistake"), "what comes at the end"),
        ], returns: "any", examples: ["next(iter([1, 2]))"], seeAlso: ["iter"]
    ) { given, context in
        let value = try given.required(0, "iterator", "next")
        if let instance = value.instance, let method = instance.type.lookUp("__next__") {
            do {
                return try context.machine.call(method, [value])
            } catch  where Machine.isStopIteration(error) && given.value(1, "default") != nil {
                return given.value(1, "default") ?? .none
            }
        }
        guard case .object(let iterator as IteratorObject) = value else {
            throw Mistake("\(value.brief) is no iterator", expected: "a generator, or iter(xs)", try: "next(iter(…))")
                .raised(
                    as: "TypeError", "'\(value.pythonType)' object is not an iterator")
        }
        if let found = try iterator.next(context.machine) { return found }
        if let standard = given.value(1, "default") { return standard }
        throw IteratorMembers.end(of: iterator)
    }
}

extension Context {
    /// - Throws: a `Mistake` for what cannot be called.
    package func requireCallable(_ value: Value) throws {
        switch value {
        case .function, .word: return
        case .thing(let thing) where thing is any Callable: return
        case .object(let object)
        where object is BoundMethod || object is NativeMethod || object is NativeFunction || object is ClassObject
            || object is UnboundMethod || (object as? Instance)?.type.lookUp("__call__") != nil:
            return
        default:
            throw Mistake(
                "\(value.brief) is \(Phrase.indefinite(value.kind)) and cannot be called", expected: "a function"
            ).raised(
                as: "TypeError", "'\(value.pythonType)' object is not callable")
        }
    }
}
