public import Language
import Answers
import Numbers

/// The words that a lesson's checks are written in.
///
/// A check tells, it does not print: each word notes its finding in a log and answers True or False, so that findings
/// can be joined: `passes(run.loss < 1e-3) or hint("still-noisy")`. At the prompt the same words are harmless.
public enum CheckWords {
    /// The words as they stand at the prompt, where nobody reads the log.
    public static let words: [Word] = words(notingIn: CheckLog())

    /// The words for one check.
    ///
    /// - Parameter log: where the findings go.
    public static func words(notingIn log: CheckLog) -> [Word] {
        [passes(log), expect(log), answer(log), hint(log), sameFunction, budget]
    }

    private static let family = "lessons"

    private static func passes(_ log: CheckLog) -> Word {
        Word(
            "passes", family: family, summary: "In a check: the condition that an exercise has to meet",
            details: """
                With `seeds=n` the learner's code is run again for n seeds that are never shown, and the condition
                has to hold for `at_least` of them. With the quick budget (see `budget`) five of them are tried, and
                the same share of them has to hold.
                """,
            parameters: [
                Parameter("condition", .bool, "What has to hold"),
                Parameter("seeds", .int(.init(1, 1000)), 1, "How many held-back seeds it is tried on"),
                Parameter("at_least", .int(.init(1, 1000)), .otherwise("all of them"), "For how many it has to hold"),
                Parameter("message", .text, .otherwise("the condition as it is written"), "What to say otherwise"),
            ],
            returns: "bool",
            examples: ["passes(rosenbrock(1, 1) < 1e-9)"],
            seeAlso: ["expect", "answer", "hint", "budget"],
            meaning: .call { args, _ in
                let holds = try args.bool("condition")
                let seeds = try args.int("seeds")
                let atLeast = args.isGiven("at_least") ? try args.int("at_least") : seeds
                guard atLeast <= seeds else {
                    throw args.mistake(
                        "at_least", "at_least = \(atLeast) of seeds = \(seeds) can never hold",
                        expected: "at_least no larger than seeds")
                }
                let message = args.isGiven("message") ? try args.text("message") : nil
                log.add(.passes(holds, seeds: seeds, atLeast: atLeast, message: message))
                return .bool(holds)
            })
    }

    private static func expect(_ log: CheckLog) -> Word {
        Word(
            "expect", family: family, summary: "In a check: something that has to be so, and what to say otherwise",
            parameters: [
                Parameter("condition", .bool, "What has to hold"),
                Parameter("message", .text, "What the learner reads where it does not"),
            ],
            returns: "bool",
            examples: ["expect(2 > 1, \"Two is larger than one.\")"],
            seeAlso: ["passes", "hint"],
            meaning: .call { args, _ in
                let holds = try args.bool("condition")
                log.add(.expect(holds, message: try args.text("message")))
                return .bool(holds)
            })
    }

    private static func answer(_ log: CheckLog) -> Word {
        Word(
            "answer", family: family, summary: "In a check: the value that the learner's last line has to have",
            details: "Numbers, points and lists of numbers agree when |found − expected| ≤ tol + rel·|expected|.",
            parameters: [
                Parameter("expected", .any, "The right value"),
                Parameter("tol", .number(.nonNegative), 0.0, "Absolute tolerance"),
                Parameter("rel", .number(.nonNegative), 1e-9, "Relative tolerance"),
                Parameter("message", .text, .otherwise("the value that was found"), "What to say otherwise"),
            ],
            returns: "bool",
            examples: ["answer(4, tol=0.1)"],
            seeAlso: ["passes", "expect"],
            meaning: .call { args, context in
                let found = context.session.last
                let agrees = Agreement.holds(
                    found, args["expected"], absolute: try args.number("tol"), relative: try args.number("rel"))
                let message = args.isGiven("message") ? try args.text("message") : nil
                log.add(.answer(agrees, found: found.brief, message: message))
                return .bool(agrees)
            })
    }

    private static func hint(_ log: CheckLog) -> Word {
        Word(
            "hint", family: family, summary: "In a check: names the hint that fits, by its id",
            parameters: [Parameter("id", .text, "The id of a hint of the exercise")],
            returns: "bool",
            examples: ["hint(\"still-noisy\")"],
            seeAlso: ["passes", "expect"],
            meaning: .call { args, _ in
                log.add(.hint(try args.text("id")))
                return .bool(false)
            })
    }

    private static let sameFunction = Word(
        "same_function", family: family, summary: "Whether two functions agree at seeded points",
        details: "Both are called at points drawn uniformly; where neither is finite, the point says nothing.",
        parameters: [
            Parameter("f", .any, "A function or landscape"),
            Parameter("g", .any, "Another one, with as many arguments"),
            Parameter("arguments", .int(.init(1, 8)), 2, "How many arguments both take"),
            Parameter("low", .number(), -2.0, "Lower end of every argument"),
            Parameter("high", .number(), 2.0, "Upper end of every argument"),
            Parameter("points", .int(.init(1, 10_000)), 20, "How many points"),
            Parameter("rel", .number(.nonNegative), 1e-9, "Relative tolerance"),
        ],
        returns: "bool",
        examples: ["same_function(lambda a: (a + 1)**2, lambda a: a**2 + 2*a + 1, arguments=1)"],
        seeAlso: ["passes"],
        meaning: .call { args, context in
            let low = try args.number("low")
            let high = try args.number("high")
            guard low < high else {
                throw args.mistake(
                    "high", "high = \(high.short()) is not above low = \(low.short())", expected: "a number above low",
                    try: "low=-2, high=2")
            }
            var stream = RandomStream(seed: context.session.seed, purpose: "same_function")
            var compared = 0
            for _ in 0..<(try args.int("points")) where !context.work.isCancelled {
                let place = (0..<(try args.int("arguments"))).map { _ in Value.number(stream.uniform(low, high)) }
                let one = try context.call(args["f"], place)
                let other = try context.call(args["g"], place)
                let finite = one.asDouble?.isFinite == true || other.asDouble?.isFinite == true
                guard finite else { continue }
                compared += 1
                let rel = try args.number("rel")
                if !Agreement.holds(one, other, absolute: rel, relative: rel) { return .bool(false) }
            }
            return .bool(compared > 0)
        })
}
