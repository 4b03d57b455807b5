import Language
import Answers

/// Making lists and going through them.
enum ListWords {
    static let words: [Word] = [
        length, range, list, tuple, dict, zip, enumerate, map, filter, sorted, reversed, any, all,
    ]

    private static let family = "lists"
    private static let values = Parameter("values", .any, "a list, tuple, string or dict")

    private static func elements(_ arguments: Arguments, _ context: Context, _ name: String = "values") throws
        -> [Value]
    {
        try StatisticsWords.elements(arguments[name], arguments, name, context)
    }

    private static let length = Word(
        "len", family: family, summary: "how many elements a value has", parameters: [values], returns: "number",
        examples: ["len([1, 2, 3])"],
        meaning: .call { arguments, context in
            switch arguments["values"] {
            case .text(let text): return .int(try text.count(stoppedBy: context.work))
            case .thing(let thing as any Subscriptable): return .int(thing.count)
            default: return .int(try elements(arguments, context).count)
            }
        })

    private static let range = Word(
        "range", family: family, summary: "whole numbers from start up to, but not including, stop",
        details: "range(n) counts from 0. The numbers are a list at once, at most ten million of them.",
        parameters: [
            Parameter("start", .int(), "the first number, or the end when it stands alone"),
            Parameter("stop", .int(), .otherwise("the first argument, from 0"), "where it ends; not included"),
            Parameter("step", .int(), 1, "the distance from one number to the next"),
        ], returns: "list", examples: ["range(5)", "range(10, 0, -3)"], seeAlso: ["linspace", "len"],
        meaning: .call { arguments, context in
            let isAlone = !arguments.isGiven("stop")
            let start = isAlone ? 0 : try arguments.int("start")
            let stop = try arguments.int(isAlone ? "start" : "stop")
            let step = try arguments.int("step")
            guard step != 0 else { throw arguments.mistake("step", "step = 0", expected: "a step that is not 0") }
            // Unsigned, since the distance between two whole numbers may not be one.
            let isForward = step > 0
            let isEmpty = isForward ? stop <= start : stop >= start
            let distance = UInt(bitPattern: isForward ? stop &- start : start &- stop)
            let (whole, rest) = distance.quotientAndRemainder(dividingBy: step.magnitude)
            let count = isEmpty ? 0 : whole + (rest > 0 ? 1 : 0)
            guard count <= 10_000_000 else {
                throw arguments.mistake(
                    isAlone ? "start" : "stop", "range of \(Double(count).short(4)) numbers is too long",
                    expected: "at most 10,000,000")
            }
            // Wrapping, since step times index may leave the whole numbers although the sum does not.
            return .list(try (0..<Int(count)).map(stoppedBy: context.work) { .int(start &+ $0 &* step) })
        })

    private static func conversion(
        _ name: String, _ summary: String, _ example: String, _ make: @escaping @Sendable ([Value]) -> Value
    ) -> Word {
        Word(
            name, family: family, summary: summary,
            parameters: [Parameter("values", .any, .value(.list([])), "a list, tuple, string or dict")], returns: name,
            examples: [example],
            meaning: .call { arguments, context in make(try elements(arguments, context)) })
    }

    private static let list = conversion("list", "the elements of a value as a list", "list((1, 2))") { .list($0) }
    private static let tuple = conversion("tuple", "the elements of a value as a tuple", "tuple([1, 2])") {
        .tuple($0)
    }

    private static let dict = Word(
        "dict", family: family, summary: "a dict from pairs or from keyword arguments",
        parameters: [
            Parameter("pairs", .any, .value(.list([])), "a dict, or a list of pairs (key, value)"),
            Parameter("entries", .any, .otherwise("none"), "key=value", isVariadic: true, isKeywordOnly: true),
        ], returns: "dict", examples: ["dict(lr=0.1, steps=20)"],
        meaning: .call { arguments, context in
            var out = Value.Dictionary()
            if case .dict(let other) = arguments["pairs"] {
                out = other
            } else {
                for pair in try elements(arguments, context, "pairs") {
                    guard let parts = pair.elements, parts.count == 2 else {
                        throw arguments.mistake("pairs", "\(pair.brief) is not a pair", expected: "(key, value)")
                    }
                    try out.set(parts[0], parts[1])
                }
            }
            if case .dict(let entries) = arguments["entries"] {
                for entry in entries.entries { try out.set(entry.key, entry.value) }
            }
            return .dict(out)
        })

    private static let zip = Word(
        "zip", family: family, summary: "tuples of the first elements, of the second, …, as far as the shortest goes",
        parameters: [Parameter("lists", .any, "the lists to go through together", isVariadic: true)],
        returns: "list", examples: ["zip([1, 2, 3], \"abc\")"], seeAlso: ["enumerate"],
        meaning: .call { arguments, context in
            let lists = try arguments.values("lists").map { try $0.elements(in: context) }
            return try Tuples(lists, work: context.work).value
        })

    private static let enumerate = Word(
        "enumerate", family: family, summary: "pairs of a number and an element",
        parameters: [values, Parameter("start", .int(.init(-1e15, 1e15)), 0, "the first number")],
        returns: "list", examples: ["enumerate(\"ab\")"], seeAlso: ["zip"],
        meaning: .call { arguments, context in
            let start = try arguments.int("start")
            return try Tuples(from: start, [try elements(arguments, context)], work: context.work).value
        })

    private static let function = Parameter("function", .function, "a function of one value")

    private static let map = Word(
        "map", family: family, summary: "a function applied to every element",
        parameters: [
            function,
            Parameter("lists", .any, "one list, or as many as the function takes", isVariadic: true),
        ], returns: "list", examples: ["map(lambda x: x**2, [1, 2, 3])", "map(sqrt, [1, 4, 9])"], seeAlso: ["filter"],
        meaning: .call { arguments, context in
            let lists = try arguments.values("lists").map { try $0.elements(in: context) }
            var out: [Value] = []
            for index in 0..<(lists.map(\.count).min() ?? 0) {
                if context.work.isCancelled { break }
                out.append(try context.call(arguments["function"], lists.map { $0[index] }))
            }
            return .list(out)
        })

    private static let filter = Word(
        "filter", family: family, summary: "the elements for which a function is true",
        parameters: [function, values], returns: "list", examples: ["filter(lambda x: x > 1, [1, 2, 3])"],
        seeAlso: ["map"],
        meaning: .call { arguments, context in
            var out: [Value] = []
            for value in try elements(arguments, context) {
                if context.work.isCancelled { break }
                if try context.call(arguments["function"], [value]).isTrue { out.append(value) }
            }
            return .list(out)
        })

    private static let sorted = Word(
        "sorted", family: family, summary: "the elements in order, the smallest first",
        parameters: [
            values,
            Parameter("key", .function, .otherwise("the value itself"), "what is compared", isKeywordOnly: true),
            Parameter("reverse", .bool, false, "the largest first", isKeywordOnly: true),
        ], returns: "list", examples: ["sorted([3, 1, 2])", "sorted([-3, 1], key=abs)"], seeAlso: ["reversed"],
        meaning: .call { arguments, context in
            let items = try elements(arguments, context)
            var ranked: [(rank: Value, value: Value)] = []
            ranked.reserveCapacity(items.count)
            for item in items {
                if context.work.isCancelled { return .list(items) }
                ranked.append((arguments.isGiven("key") ? try context.call(arguments["key"], [item]) : item, item))
            }
            let reverse = try arguments.bool("reverse")
            var check = StopCheck(context.work)
            try arguments.about("values") {
                // Swift's sort keeps equal elements in order, also in reverse, as Python's does.
                try ranked.sort {
                    reverse ? try $1.rank.precedes($0.rank, &check) : try $0.rank.precedes($1.rank, &check)
                }
            }
            return .list(ranked.map(\.value))
        })

    private static let reversed = Word(
        "reversed", family: family, summary: "the elements from the last to the first", parameters: [values],
        returns: "list", examples: ["reversed([1, 2, 3])"], seeAlso: ["sorted"],
        meaning: .call { arguments, context in .list(try elements(arguments, context).reversed()) })

    private static let any = Word(
        "any", family: family, summary: "whether at least one element is true", parameters: [values], returns: "bool",
        examples: ["any(x > 2 for x in [1, 2, 3])"], seeAlso: ["all"],
        meaning: .call { arguments, context in .bool(try elements(arguments, context).contains(where: \.isTrue)) })

    private static let all = Word(
        "all", family: family, summary: "whether every element is true", parameters: [values], returns: "bool",
        examples: ["all(x > 2 for x in [1, 2, 3])"], seeAlso: ["any"],
        meaning: .call { arguments, context in .bool(try elements(arguments, context).allSatisfy(\.isTrue)) })
}
