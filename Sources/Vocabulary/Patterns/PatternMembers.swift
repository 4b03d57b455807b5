import Answers
import Language

/// What can be asked of a pattern and of a match.
enum PatternMembers {
    /// A method of patterns that is mostly a word of `re`, too.
    struct Method: Sendable {
        let name: String
        let summary: String
        let parameters: [Parameter]
        let returns: String
        /// A line that calls the word.
        let example: String
        var isWord = true
        let body: @Sendable (PatternValue, Arguments, Context) throws -> Value
    }

    private static let string = Parameter("string", .any, .required, "the text")
    private static let part = [
        Parameter("pos", .int(), .value(.int(0)), "where it begins to count"),
        Parameter("endpos", .optional(.int()), .value(.none), "where it ends"),
    ]

    private static func text(_ args: Arguments) throws -> PatternText {
        guard let text = args["string"].asText else {
            throw Mistake(
                "string = \(args["string"].brief) is \(Phrase.indefinite(args["string"].kind))", expected: "a text",
                try: "str(…)", argument: "string"
            ).raised(as: "TypeError", "expected string or bytes-like object, got '\(args["string"].typeName)'")
        }
        return PatternText(text)
    }

    private static func bounds(_ args: Arguments) -> (Int, Int) {
        (args["pos"].asInt ?? 0, args["endpos"].asInt ?? .max)
    }

    private static func looking(
        _ name: String, _ summary: String, _ extent: PatternMatcher.Extent, example: String
    ) -> Method {
        Method(
            name: name, summary: summary, parameters: [string] + part, returns: MatchValue.kind, example: example
        ) { pattern, args, context in
            let (start, end) = bounds(args)
            return try pattern.first(in: text(args), from: start, to: end, extent, context)
        }
    }

    private static let replacement = Parameter("repl", .any, .required, "a text with \\1 and \\g<name>, or a function")

    static let methods: [Method] = [
        looking(
            "search", "the first match in a text, or None", .anywhere, example: "re.search(r\"\\d+\", \"epoch 12\")[0]"),
        looking(
            "match", "the match at the beginning of a text, or None", .prefix,
            example: "re.match(r\"\\w+\", \"lr = 3\")"),
        looking(
            "fullmatch", "the match that is all of a text, or None", .whole, example: "re.fullmatch(r\"\\d+\", \"12\")"),
        Method(
            name: "findall", summary: "all that matches: the texts, or those of the groups",
            parameters: [string] + part,
            returns: "list", example: "re.findall(r\"(\\w+)=(\\d+)\", \"lr=3 mu=9\")"
        ) { pattern, args, context in
            let (start, end) = bounds(args)
            var out: [Value] = []
            try pattern.matches(in: text(args), from: start, to: end, context) { match in
                let groups = (1..<max(1, match.found.bounds.count)).map { match.group($0, .text("")) }
                out.append(groups.isEmpty ? match.group(0) : groups.count == 1 ? groups[0] : .tuple(groups))
            }
            return .list(out)
        },
        Method(
            name: "finditer", summary: "all matches, one after the other", parameters: [string] + part,
            returns: "iterator", example: "[m.span() for m in re.finditer(\"a\", \"banana\")]"
        ) { pattern, args, context in
            let (start, end) = bounds(args)
            var found: [MatchValue] = []
            try pattern.matches(in: text(args), from: start, to: end, context) { found.append($0) }
            var place = 0
            let all = found
            return .iterator("callable_iterator") { _ in
                guard place < all.count else { return nil }
                defer { place += 1 }
                return .thing(all[place])
            }
        },
        Method(
            name: "sub", summary: "a text with something else in place of each match",
            parameters: [replacement, string, Parameter("count", .int(), .value(.int(0)), "the most; all for 0")],
            returns: "string", example: "re.sub(r\"(\\d+)\", r\"<\\1>\", \"a1 b22\")"
        ) { pattern, args, context in .text(try replaced(pattern, args, context).text) },
        Method(
            name: "subn", summary: "the same, and how many there were",
            parameters: [replacement, string, Parameter("count", .int(), .value(.int(0)), "the most; all for 0")],
            returns: "tuple", example: "re.subn(\"a\", \"o\", \"banana\")"
        ) { pattern, args, context in
            let (text, count) = try replaced(pattern, args, context)
            return .tuple([.text(text), .int(count)])
        },
        Method(
            name: "split", summary: "the parts of a text between matches, and the groups of those",
            parameters: [string, Parameter("maxsplit", .int(), .value(.int(0)), "the most cuts; all for 0")],
            returns: "list", example: "re.split(r\"[,;]\\s*\", \"a, b;c\")"
        ) { pattern, args, context in
            let (text, most) = (try text(args), try args.int("maxsplit"))
            var (out, last): ([Value], Int) = ([], 0)
            try pattern.matches(in: text, atMost: most > 0 ? most : most < 0 ? 0 : .max, context) { match in
                out.append(.text(text.part(last, match.found.bounds[0].start)))
                for number in 1..<max(1, match.found.bounds.count) { out.append(match.group(number)) }
                last = match.found.bounds[0].end
            }
            out.append(.text(text.part(last, text.codes.count)))
            return .list(out)
        },
    ]

    private static func replaced(
        _ pattern: PatternValue, _ args: Arguments, _ context: Context
    ) throws -> (text: String, count: Int) {
        let (text, most) = (try text(args), try args.int("count"))
        let repl = args["repl"]
        let template = try repl.asText.map { written in
            try PatternError.translated { try ReplacementTemplate(written, pattern.program) }
        }
        var (out, last, count) = ("", 0, 0)
        try pattern.matches(in: text, atMost: most > 0 ? most : most < 0 ? 0 : .max, context) { match in
            out += text.part(last, match.found.bounds[0].start)
            if let template {
                out += template.filled(match)
            } else {
                let made = try context.call(repl, [.thing(match)])
                guard made.isNone || made.asText != nil else {
                    throw Mistake("the function gives \(made.brief)", expected: "a text", argument: "repl").raised(
                        as: "TypeError", "expected str instance, \(made.typeName) found")
                }
                out += made.asText ?? ""
            }
            last = match.found.bounds[0].end
            count += 1
        }
        return (out + text.part(last, text.codes.count), count)
    }

    // MARK: Members

    private static let standard = Parameter("default", .any, .value(.none), "for groups that were not found")
    private static let group = Parameter("group", .any, .value(.int(0)), "a number or a name")

    static let members: [Member] =
        methods.map { method in
            .method(
                method.name, of: PatternValue.self, returns: method.returns, method.summary, method.parameters,
                method.body)
        } + [
            .attribute("pattern", of: PatternValue.self, "its text") { .text($0.program.pattern) },
            .attribute("flags", of: PatternValue.self, "its flags, as a number") { .int($0.program.flags.rawValue) },
            .attribute("groups", of: PatternValue.self, "how many groups it has") { .int($0.program.groups) },
            .attribute("groupindex", of: PatternValue.self, "the numbers of its named groups") { pattern in
                .dict(Value.Dictionary(pattern.program.names.map { (.text($0.name), .int($0.number)) }))
            },
            .method(
                "group", of: MatchValue.self, returns: "string", "the text of a group, or of several; 0 is all of it",
                [Parameter("groups", .any, .otherwise("0"), "numbers or names", isVariadic: true)]
            ) { match, args, _ in
                let asked = try args.values("groups")
                let texts = try (asked.isEmpty ? [.int(0)] : asked).map { match.group(try match.number($0)) }
                return texts.count == 1 ? texts[0] : .tuple(texts)
            },
            .method("groups", of: MatchValue.self, returns: "tuple", "the texts of all groups", [standard]) {
                match, args, _ in
                .tuple((1..<max(1, match.found.bounds.count)).map { match.group($0, args["default"]) })
            },
            .method("groupdict", of: MatchValue.self, returns: "dict", "the texts of the named groups", [standard]) {
                match, args, _ in
                .dict(
                    Value.Dictionary(
                        match.pattern.program.names.map {
                            (.text($0.name), match.group($0.number, args["default"]))
                        }))
            },
            .method(
                "start", of: MatchValue.self, returns: "number", "where a group begins; −1 where it was not found",
                [group]
            ) {
                match, args, _ in .int(match.found.bounds[try match.number(args["group"])].start)
            },
            .method("end", of: MatchValue.self, returns: "number", "where a group ends", [group]) { match, args, _ in
                .int(match.found.bounds[try match.number(args["group"])].end)
            },
            .method("span", of: MatchValue.self, returns: "tuple", "where a group begins and ends", [group]) {
                match, args, _ in
                let (start, end) = match.found.bounds[try match.number(args["group"])]
                return .tuple([.int(start), .int(end)])
            },
            .method(
                "expand", of: MatchValue.self, returns: "string", "a text with \\1 and \\g<name> filled in",
                [Parameter("template", .text, .required, "the text")]
            ) { match, args, _ in
                let template = try PatternError.translated {
                    try ReplacementTemplate(args.text("template"), match.pattern.program)
                }
                return .text(template.filled(match))
            },
            .attribute("re", of: MatchValue.self, "the pattern") { .thing($0.pattern) },
            .attribute("string", of: MatchValue.self, "the text") { .text($0.text.text) },
            .attribute("pos", of: MatchValue.self, "where the text began to count") { .int($0.start) },
            .attribute("endpos", of: MatchValue.self, "where it ended") { .int($0.end) },
            .attribute("lastindex", of: MatchValue.self, "the number of the group that closed last") {
                $0.found.last < 0 ? .none : .int($0.found.last)
            },
            .attribute("lastgroup", of: MatchValue.self, "its name") { match in
                match.pattern.program.names.first { $0.number == match.found.last }.map { .text($0.name) } ?? .none
            },
        ]
}
