import Answers
import Numbers

/// What is used of Python's `random`, from streams of the laboratory's own: the same seed gives the same numbers every time, and not
/// those of Python.
enum RandomWords {
    static let words: [Word] = [
        Word.native(
            "random.seed", family: "modules", "begins the random numbers anew",
            [Parameter("a", .optional(.int()), .value(.int(0)), "the seed")], returns: "None",
            examples: ["import random\nrandom.seed(1)"]
        ) { given, context in
            context.session.chance = Session.chance(seed: UInt64(bitPattern: Int64(try given.int(0, "a") ?? 0)))
            return .none
        },
        number("random", "a number from 0 to below 1", [], "random()") { _, stream in stream.uniform() },
        number("uniform", "a number between two others", [low, high], "uniform(1, 2)") { given, stream in
            stream.uniform(try real(given, 0, "a"), try real(given, 1, "b"))
        },
        number("gauss", "a normally distributed number", [mean, deviation], "gauss(0, 1)") { given, stream in
            try real(given, 0, "mu", 0) + real(given, 1, "sigma", 1) * stream.normal()
        },
        number("normalvariate", "a normally distributed number", [mean, deviation], "normalvariate(0, 1)") {
            given, stream in
            try real(given, 0, "mu", 0) + real(given, 1, "sigma", 1) * stream.normal()
        },
        word("randint", "a whole number between two others, both included", [low, high], "randint(1, 6)") {
            given, context in
            let (a, b) = (try given.int(0, "a") ?? 0, try given.int(1, "b") ?? 0)
            return .int(try whole(a, b, context))
        },
        word(
            "randrange", "a whole number of a range",
            [
                Parameter("start", .int(), .required, "where it begins; alone, where it ends"),
                Parameter("stop", .optional(.int()), .value(.none), "where it ends"),
                Parameter("step", .int(), .value(.int(1)), "the distance"),
            ],
            "randrange(10)"
        ) { given, context in
            let first = try given.int(0, "start") ?? 0
            let stop = try given.int(1, "stop")
            let range = RangeObject(stop == nil ? 0 : first, stop ?? first, try given.int(2, "step") ?? 1)
            return .int(range[try whole(0, range.count - 1, context)])
        },
        word("choice", "one of the elements", [elements("seq")], "choice([1, 2, 3])") { given, context in
            let items = try context.machine.elements(of: given.required(0, "seq", "choice"))
            guard !items.isEmpty else {
                throw Mistake("choice from nothing").raised(as: "IndexError", "Cannot choose from an empty sequence")
            }
            return items[try whole(0, items.count - 1, context)]
        },
        word(
            "choices", "some of the elements, each as often as it comes",
            [
                elements("population"), Parameter("weights", .any, .value(.none), "how likely each is"),
                Parameter("k", .int(), .value(.int(1)), "how many", isKeywordOnly: true),
            ], "choices([1, 2], k=3)"
        ) { given, context in
            let items = try context.machine.elements(of: given.required(0, "population", "choices"))
            guard !items.isEmpty else { throw Mistake("choices from nothing").raised(as: "IndexError") }
            let count = Swift.max(0, try given.int(.max, "k") ?? 1)
            try Limits.checkCount(count)
            guard let given = given.value(1, "weights"), !given.isNone else {
                return .list(
                    try (0..<count).map(stoppedBy: context.work) { _ in items[try whole(0, items.count - 1, context)] })
            }
            let weights = try context.machine.elements(of: given).compactMap(\.asNumber)
            let total = weights.reduce(0, +)
            guard weights.count == items.count, total > 0 else {
                throw Mistake("as many weights as elements are needed, with a sum above 0").raised(as: "ValueError")
            }
            var sum = 0.0
            let sums = weights.map { weight -> Double in
                sum += weight
                return sum
            }
            return .list(
                try (0..<count).map(stoppedBy: context.work) { _ in
                    let drawn = context.session.chance.uniform() * total
                    // The first sum above what was drawn, by halving.
                    var (low, high) = (0, items.count - 1)
                    while low < high {
                        let middle = (low + high) / 2
                        if sums[middle] > drawn { high = middle } else { low = middle + 1 }
                    }
                    return items[low]
                })
        },
        word(
            "sample", "some of the elements, none twice",
            [elements("population"), Parameter("k", .int(), .required, "how many")], "sample([1, 2, 3], 2)"
        ) {
            given, context in
            var items = try context.machine.elements(of: given.required(0, "population", "sample"))
            let count = try given.int(1, "k") ?? 0
            guard (0...items.count).contains(count) else {
                throw Mistake("\(count) of \(items.count) elements", expected: "at most as many as there are").raised(
                    as: "ValueError", "Sample larger than population or is negative")
            }
            try shuffle(&items, context)
            return .list(Array(items.prefix(count)))
        },
        word("shuffle", "puts a list into a random order", [elements("x")], "shuffle([1, 2, 3])") { given, context in
            guard case .list(let list) = try given.required(0, "x", "shuffle") else {
                throw Mistake("shuffle changes a list in place", expected: "a list").raised(as: "TypeError")
            }
            try shuffle(&list.items, context)
            return .none
        },
    ]

    /// Until the work is stopped: every element is there then, the rest in the order it had.
    private static func shuffle(_ items: inout [Value], _ context: Context) throws {
        var check = StopCheck(context.work)
        for last in stride(from: items.count - 1, to: 0, by: -1) {
            try check.pass()
            items.swapAt(last, context.session.chance.index(below: last + 1))
        }
    }

    private static let low = Parameter("a", .number(), .required, "the lower end")
    private static let high = Parameter("b", .number(), .required, "the upper end")
    private static let mean = Parameter("mu", .number(), .value(.number(0)), "the mean")
    private static let deviation = Parameter("sigma", .number(), .value(.number(1)), "the standard deviation")
    private static func elements(_ name: String) -> Parameter { Parameter(name, .any, .required, "a list") }

    private static func word(
        _ name: String, _ summary: String, _ parameters: [Parameter], _ example: String,
        _ body: @escaping @Sendable (Given, Context) throws -> Value
    ) -> Word {
        Word.native(
            "random.\(name)", family: "modules", summary, parameters, returns: "any",
            examples: ["import random\nrandom.\(example)"], body)
    }

    private static func number(
        _ name: String, _ summary: String, _ parameters: [Parameter], _ example: String,
        _ body: @escaping @Sendable (Given, inout RandomStream) throws -> Double
    ) -> Word {
        word(name, summary, parameters, example) { given, context in .number(try body(given, &context.session.chance)) }
    }

    private static func real(_ given: Given, _ place: Int, _ name: String, _ standard: Double? = nil) throws -> Double {
        if let number = given.value(place, name)?.asNumber ?? standard { return number }
        throw Mistake("\(name) is missing or no number", expected: "a number").raised(as: "TypeError")
    }

    private static func whole(_ low: Int, _ high: Int, _ context: Context) throws -> Int {
        guard low <= high else {
            throw Mistake("there is no whole number from \(low) to \(high)").raised(
                as: "ValueError", "empty range for randrange() (\(low), \(high &+ 1), \(high &- low &+ 1))")
        }
        let (count, isAll) = UInt64(bitPattern: Int64(high &- low)).addingReportingOverflow(1)
        if count == 1 { return low }
        let drawn = isAll ? context.session.chance.next() : context.session.chance.next(upperBound: count)
        return low &+ Int(truncatingIfNeeded: drawn)
    }
}
