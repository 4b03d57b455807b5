import Answers
import Language

/// `re.Pattern`: a regular expression that is ready to be looked for.
final class PatternValue: Presentable, OfDeclaredClass, Sendable {
    static let type = NativeClass("Pattern", module: "re", methods: [])
    static let kind = "pattern"

    let program: PatternProgram

    init(_ program: PatternProgram) { self.program = program }

    var declaredClass: NativeClass { PatternValue.type }

    /// `re.compile('a+', re.IGNORECASE)`
    var summary: String {
        let names: [(PatternFlags, String)] = [
            (.ignoresCase, "IGNORECASE"), (.multiline, "MULTILINE"), (.dotAll, "DOTALL"), (.verbose, "VERBOSE"),
            (.debug, "DEBUG"), (.ascii, "ASCII"),
        ]
        let flags = names.filter { program.flags.contains($0.0) }.map { "re.\($0.1)" }
        let text = Value.text(program.pattern).repr
        return "re.compile(\(([text] + (flags.isEmpty ? [] : [flags.joined(separator: "|")])).joined(separator: ", ")))"
    }

    /// Looks for it in a text.
    ///
    /// - Parameters:
    ///   - start, end: the part of the text that counts, as Python bounds it.
    func first(
        in text: PatternText, from start: Int = 0, to end: Int = .max, _ extent: PatternMatcher.Extent,
        _ context: Context
    ) throws -> Value {
        let (start, end) = text.bounds(start, end)
        var matcher = PatternMatcher(program, text.codes, end: end, context.work)
        guard let found = try matcher.first(from: start, extent) else { return .none }
        return .thing(MatchValue(self, text, found, start, end))
    }

    /// All matches, one after the other; an empty one may follow one that is not, but not another empty one.
    func matches(
        in text: PatternText, from start: Int = 0, to end: Int = .max, atMost most: Int = .max, _ context: Context,
        _ body: (MatchValue) throws -> Void
    ) throws {
        let (start, end) = text.bounds(start, end)
        var matcher = PatternMatcher(program, text.codes, end: end, context.work)
        var (place, mustAdvance, count) = (start, false, 0)
        while place <= end, count < most,
            let found = try matcher.first(from: place, .anywhere, mustAdvance: mustAdvance)
        {
            try body(MatchValue(self, text, found, start, end))
            (place, mustAdvance) = (found.bounds[0].end, found.bounds[0].start == found.bounds[0].end)
            count += 1
        }
    }
}

/// A text by its characters, as Python counts them.
final class PatternText: Sendable {
    let text: String
    let codes: [UInt32]

    init(_ text: String) {
        self.text = text
        codes = text.unicodeScalars.map(\.value)
    }

    /// A part of it.
    func part(_ start: Int, _ end: Int) -> String {
        var out = String.UnicodeScalarView()
        for code in codes[start..<end] { out.append(Unicode.Scalar(code) ?? "\u{FFFD}") }
        return String(out)
    }

    func bounds(_ start: Int, _ end: Int) -> (Int, Int) {
        let end = max(0, min(end, codes.count))
        return (max(0, min(start, codes.count)), end)
    }
}

/// `re.Match`: where a pattern was found.
final class MatchValue: Presentable, OfDeclaredClass, Sendable {
    static let type = NativeClass("Match", module: "re", methods: [])
    static let kind = "match"

    let pattern: PatternValue
    let text: PatternText
    let found: PatternMatcher.Found
    let (start, end): (Int, Int)

    init(_ pattern: PatternValue, _ text: PatternText, _ found: PatternMatcher.Found, _ start: Int, _ end: Int) {
        (self.pattern, self.text, self.found, self.start, self.end) = (pattern, text, found, start, end)
    }

    var declaredClass: NativeClass { MatchValue.type }

    /// `<re.Match object; span=(0, 3), match='abc'>`
    var summary: String {
        let (start, end) = found.bounds[0]
        return "<re.Match object; span=(\(start), \(end)), match=\(Value.text(text.part(start, end)).repr)>"
    }

    /// The text of a group; the default where it was not found.
    func group(_ number: Int, _ standard: Value = .none) -> Value {
        let (start, end) = found.bounds[number]
        return start < 0 ? standard : .text(text.part(start, end))
    }

    /// The number of a group by its number or name.
    ///
    /// - Throws: `Mistake` (Python's IndexError) where there is none.
    func number(_ group: Value) throws -> Int {
        if let name = group.asText, let named = pattern.program.names.first(where: { $0.name == name }) {
            return named.number
        }
        if let number = group.asInt, found.bounds.indices.contains(number) { return number }
        let names = pattern.program.names.map(\.name)
        throw Mistake(
            "the pattern has no group \(group.brief)",
            expected: names.isEmpty
                ? "a number from 0 to \(found.bounds.count - 1)"
                : "a number from 0 to \(found.bounds.count - 1), or \(names.joined(separator: ", "))"
        ).raised(as: "IndexError", "no such group")
    }
}

/// `match[1]`, `match["name"]`
extension MatchValue: Subscriptable {
    var length: Int { found.bounds.count }

    func element(_ subscripts: [Subscript]) throws -> Value {
        guard subscripts.count == 1, case .index(let group) = subscripts[0] else {
            throw Mistake("a match is asked for one group", expected: "match[1]").raised(
                as: "IndexError", "no such group")
        }
        return self.group(try number(group))
    }
}
