import Answers
import Language

/// `re`: regular expressions with CPython's meaning. A pattern that takes too long can be stopped like any loop.
enum PatternWords {
    static let words: [Word] =
        [
            Word(
                "re.compile", family: "modules", summary: "a pattern that is ready to be looked for", details: details,
                parameters: [pattern, flags], returns: PatternValue.kind,
                examples: ["import re\nre.compile(r\"(\\w+)=(\\d+)\").findall(\"lr=3 mu=9\")"], seeAlso: related,
                meaning: .call { args, context in .thing(try compiled(args, context)) }),
            Word(
                "re.escape", family: "modules", summary: "a pattern that means the text itself",
                parameters: [Parameter("pattern", .text, .required, "the text")], returns: "string",
                examples: ["import re\nre.escape(\"1.5 (a)\")"], seeAlso: related,
                meaning: .call { args, _ in .text(escaped(try args.text("pattern"))) }),
            Word(
                "re.purge", family: "modules", summary: "forgets the patterns that are kept ready", returns: "None",
                examples: ["import re\nre.purge()"],
                meaning: .call { _, context in
                    context.session.kept(PatternDesk.self) { PatternDesk() }.known = [:]
                    return .none
                }),
            Word(
                "re.Pattern", family: "modules", summary: "the type of patterns", returns: "class",
                examples: ["import re\nisinstance(re.compile(\"a\"), re.Pattern)"], meaning: .type(PatternValue.type)),
            Word(
                "re.Match", family: "modules", summary: "the type of matches", returns: "class",
                examples: ["import re\nisinstance(re.match(\"a\", \"ab\"), re.Match)"], meaning: .type(MatchValue.type)),
        ]
        + PatternMembers.methods.filter { $0.isWord }.map { method in
            Word(
                "re.\(method.name)", family: "modules", summary: method.summary, details: details,
                parameters: [pattern] + method.parameters.filter { !["pos", "endpos"].contains($0.name) } + [flags],
                returns: method.returns, examples: ["import re\n\(method.example)"], seeAlso: related,
                meaning: .call { args, context in try method.body(compiled(args, context), args, context) })
        }
        + [
            (["I", "IGNORECASE"], 2, "capital and small letters are the same"),
            (["M", "MULTILINE"], 8, "^ and $ stand for the ends of each line"),
            (["S", "DOTALL"], 16, ". stands for line ends, too"),
            (["X", "VERBOSE"], 64, "blanks and # remarks in a pattern do not count"),
            (["A", "ASCII"], 256, "\\w, \\d, \\s and \\b look at ASCII alone"),
            (["U", "UNICODE"], 32, "as it is without"),
        ].map { names, number, summary in
            Word(
                "re.\(names[0])", aliases: names.dropFirst().map { "re.\($0)" }, family: "modules", summary: summary,
                returns: "number", examples: ["import re\nre.findall(\"^a\", \"A\\na\", re.\(names[0]))"],
                seeAlso: ["re.compile"], meaning: .value { .int(number) })
        }

    private static let related = ["re.search", "re.findall", "re.sub", "re.split", "re.compile"]
    private static let details = """
        What CPython's own engine finds, in the same order: classes, groups with numbers and names, greedy, lazy and \
        possessive repetition, looks ahead and behind, back references, conditions, inline flags.
        """
    private static let pattern = Parameter("pattern", .any, .required, "a pattern, as text or compiled")
    private static let flags = Parameter("flags", .int(), .value(.int(0)), "re.I, re.M, re.S, re.X joined by |")

    /// The patterns of a session that were compiled before.
    private final class PatternDesk {
        var known: [String: [PatternFlags: PatternValue]] = [:]
    }

    private static func compiled(_ args: Arguments, _ context: Context) throws -> PatternValue {
        let flags = PatternFlags(rawValue: try args.int("flags"))
        if let ready = args.optionalThing("pattern", as: PatternValue.self) {
            guard flags.isEmpty else {
                throw args.mistake("flags", "flags for a pattern that is compiled", expected: "them in re.compile")
            }
            return ready
        }
        guard let text = args["pattern"].asText else {
            throw Mistake(
                "pattern = \(args["pattern"].brief)", expected: "a text, or a compiled pattern", argument: "pattern"
            ).raised(as: "TypeError", "first argument must be string or compiled pattern")
        }
        let desk = context.session.kept(PatternDesk.self) { PatternDesk() }
        if let known = desk.known[text]?[flags] { return known }
        let made = PatternValue(try PatternError.translated { try PatternProgram(text, flags) })
        if desk.known.count > 500 { desk.known = [:] }
        desk.known[text, default: [:]][flags] = made
        return made
    }

    private static func escaped(_ text: String) -> String {
        let special = Set("()[]{}?*+-|^$\\.&~# \t\n\r\u{0B}\u{0C}".unicodeScalars)
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if special.contains(scalar) { out.append("\\") }
            out.append(scalar)
        }
        return String(out)
    }
}
