import Answers
import Language

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Evenly spaced numbers, as NumPy makes them.
enum SpacingWords {
    static let words: [Word] = [linspace, logspace]

    private static let count = Parameter(
        "num", aliases: ["n", "count"], .int(.init(1, 10_000_000)), 50, "how many numbers")

    /// n numbers from `start` to `stop`, both ends exact: start + (stop - start)·k/(n - 1).
    static func spaced(_ start: Double, _ stop: Double, _ count: Int, work: Work) throws -> [Double] {
        guard count > 1 else { return [start] }
        let step = (stop - start) / Double(count - 1)
        return try (0..<count).map(stoppedBy: work) { $0 == count - 1 ? stop : start + step * Double($0) }
    }

    private static let linspace = Word(
        "linspace", family: "lists", summary: "evenly spaced numbers from start to stop, both included",
        parameters: [
            Parameter("start", .number(.finite), "the first number"),
            Parameter("stop", .number(.finite), "the last number"), count,
        ], returns: "list", examples: ["linspace(0, 1, 5)"], seeAlso: ["logspace", "range"],
        meaning: .call { arguments, context in
            .list(
                try spaced(
                    try arguments.number("start"), try arguments.number("stop"), try arguments.int("num"),
                    work: context.work
                ).map(stoppedBy: context.work) { .number($0) })
        })

    private static let logspace = Word(
        "logspace", family: "lists", summary: "numbers from base**start to base**stop, evenly spaced in the exponent",
        details: "As in NumPy, the ends are exponents: logspace(-3, 0, 4) is 0.001, 0.01, 0.1, 1.",
        parameters: [
            Parameter("start", .number(.finite), "the exponent of the first number"),
            Parameter("stop", .number(.finite), "the exponent of the last number"), count,
            Parameter("base", .number(.positive), 10.0, "the base"),
        ], returns: "list", examples: ["logspace(-3, 0, 4)"], seeAlso: ["linspace"],
        meaning: .call { arguments, context in
            let base = try arguments.number("base")
            let exponents = try spaced(
                try arguments.number("start"), try arguments.number("stop"), try arguments.int("num"),
                work: context.work)
            return .list(try exponents.map(stoppedBy: context.work) { .number(pow(base, $0)) })
        })
}
