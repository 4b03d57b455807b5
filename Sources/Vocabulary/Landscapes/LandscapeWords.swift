import Landscapes
import Language
import Answers

/// The landscapes themselves, and the words that list and make them.
enum LandscapeWords {
    static let words: [Word] = Landscape.all.map(word) + [atlas, own, noisy, shifted, rotated, scaled]

    /// A learner's function wherever a landscape is wanted.
    static let coercions: [String: Registry.Coercion] = [Landscape.kind: landscapeIfAny]

    static func parameter(_ meaning: String = "a landscape, or a function of x and y") -> Parameter {
        Parameter("f", .thing([Landscape.kind]), meaning)
    }

    /// The word for one landscape: a ready value that can be called.
    static func word(_ landscape: Landscape) -> Word {
        let call = landscape.dimension == 1 ? "\(landscape.name)(0.5)" : "\(landscape.name)(1.2, 1)"
        var examples = [call, "describe(\(landscape.name))"]
        if let first = landscape.parameters.first {
            examples.append("\(landscape.name)(\(first.name)=\((first.value * 2).short()))")
        }
        return Word(
            landscape.name, family: "landscapes",
            summary: "\(landscape.title): \(landscape.tags.map(\.rawValue).joined(separator: ", "))",
            details: "f(\(landscape.dimension == 1 ? "x" : "x, y")) = \(landscape.formula)\n\n\(landscape.remark)"
                + "\n\nSource: \(landscape.source).",
            parameters: landscape.callParameters, returns: Landscape.kind, examples: examples,
            seeAlso: ["landscapes", "describe", "gradient", "hessian"], meaning: .value { .thing(landscape) })
    }

    private static let atlas = Word(
        "landscapes", family: "landscapes", summary: "The table of all landscapes, or of those with a tag",
        parameters: [
            Parameter(
                "tag", .optional(.choice(Tag.allCases.filter { $0 != .own && $0 != .noisy }.map(\.rawValue))),
                "only landscapes that have this tag")
        ], returns: Atlas.kind, examples: ["landscapes()", "landscapes(tag=\"valley\")"], seeAlso: ["describe"],
        meaning: .call { args, _ in
            guard case .text(let text) = args["tag"], let tag = Tag(rawValue: text) else { return .thing(Atlas()) }
            return .thing(Atlas(Landscape.all.filter { $0.tags.contains(tag) }))
        })

    private static let own = Word(
        "landscape", family: "landscapes", summary: "A function of your own as a landscape with a domain and a start",
        details: "A function of x and y is a landscape wherever one is wanted; this word says where to look at it.",
        parameters: [
            parameter("a function of x and y, or of x alone"),
            Parameter("x", .optional(.tuple(of: .number())), "from and to, e.g. (-2, 2)"),
            Parameter("y", .optional(.tuple(of: .number())), "from and to"),
            Parameter("start", .optional(.point), "where to start when nothing else is said"),
            Parameter("name", .optional(.text), "what to call it"),
        ], returns: Landscape.kind,
        examples: ["landscape(lambda x, y: x^2 + sin(y)^2, x=(-2, 2), y=(-4, 4), start=(1, 1))"],
        seeAlso: ["landscapes", "describe"],
        meaning: .call { args, _ in
            var landscape = try args.thing("f", as: Landscape.self)
            landscape.domain.x = try side(args, "x") ?? landscape.domain.x
            landscape.domain.y = try side(args, "y") ?? landscape.domain.y
            if args.isGiven("x") || args.isGiven("y") { landscape.keepStartInside() }
            if let start = args["start"].asPoint { landscape.start = start }
            if case .text(let name) = args["name"] { landscape.name = name }
            return .thing(landscape)
        })

    private static func side(_ args: Arguments, _ name: String) throws -> ClosedRange<Double>? {
        guard let ends = args[name].doubles else { return nil }
        guard ends.count == 2, ends[0] < ends[1], ends[0].isFinite, ends[1].isFinite else {
            throw args.mistake(
                name, "\(name) = \(args[name].brief) is not an interval", expected: "two numbers, the smaller first",
                try: "\(name)=(-2, 2)")
        }
        return ends[0]...ends[1]
    }

    private static let noisy = Word(
        "noisy", family: "landscapes", summary: "The same landscape with seeded Gaussian noise on its gradient",
        details:
            "Each evaluation k adds σ·n to the gradient, n drawn from (seed, k): the same seed gives the same path. "
            + "Values stay exact.",
        parameters: [
            parameter(),
            Parameter("sigma", .number(.nonNegative), 0.1, "standard deviation per coordinate"),
        ], returns: Landscape.kind, examples: ["noisy(ravine, 0.5)"], seeAlso: ["landscapes"],
        meaning: .call { args, _ in
            .thing(try args.thing("f", as: Landscape.self).noisy(sigma: args.number("sigma")))
        })

    private static let shifted = Word(
        "shifted", family: "landscapes", summary: "The landscape moved by a vector",
        parameters: [parameter(), Parameter("by", .point, "where the origin goes")], returns: Landscape.kind,
        examples: ["shifted(sphere, (1, 2))"], seeAlso: ["rotated", "scaled"],
        meaning: .call { args, _ in
            .thing(try args.thing("f", as: Landscape.self).shifted(by: args.point("by")))
        })

    private static let rotated = Word(
        "rotated", family: "landscapes", summary: "The landscape turned counter-clockwise about the origin",
        parameters: [parameter(), Parameter("degrees", .number(.finite), "the angle")],
        returns: Landscape.kind, examples: ["rotated(rosenbrock, 30)"], seeAlso: ["shifted", "scaled"],
        meaning: .call { args, _ in
            let landscape = try args.thing("f", as: Landscape.self)
            guard landscape.dimension == 2 else {
                throw args.mistake("f", "\(landscape.name) is a curve", expected: "a landscape of x and y")
            }
            return .thing(landscape.rotated(degrees: try args.number("degrees")))
        })

    private static let scaled = Word(
        "scaled", family: "landscapes", summary: "The landscape stretched along its axes, or made higher",
        parameters: [
            parameter(),
            Parameter("x", .number(.positive), 1.0, "factor along x", isKeywordOnly: true),
            Parameter("y", .number(.positive), 1.0, "factor along y", isKeywordOnly: true),
            Parameter("height", .number(.finite), 1.0, "factor of the height", isKeywordOnly: true),
        ], returns: Landscape.kind, examples: ["scaled(rosenbrock, height=0.01)"], seeAlso: ["shifted", "rotated"],
        meaning: .call { args, _ in
            .thing(
                try args.thing("f", as: Landscape.self).scaled(
                    x: args.number("x"), y: args.number("y"), height: args.number("height")))
        })
}
