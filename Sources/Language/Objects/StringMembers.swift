import Answers

/// Methods of strings.
enum StringMembers {
    static func of(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        _ body: @escaping (String, Arguments, inout StopCheck) throws -> Value
    ) -> BuiltinMember {
        BuiltinMember(name, meaning, parameters) { value, arguments, context in
            guard case .text(let text) = value else { return .none }
            var check = StopCheck(context.work)
            return try body(text, arguments, &check)
        }
    }

    private static let width = Parameter("width", .int(.init(-1e7, 1e7)), .required, "how wide")
    private static let fill = Parameter("fillchar", .text, .value(.text(" ")), "what fills the rest")
    private static let part = Parameter("sub", .text, .required, "what is looked for")
    static let start = Parameter("start", .int(), .value(.int(0)), "where the search begins")
    private static let end = Parameter("end", .int(), .otherwise("the end"), "where it ends")
    private static let characters = Parameter(
        "chars", .optional(.text), .value(.none), "the characters that go; white space without")

    private static func test(_ name: String, _ meaning: String, _ holds: @escaping (Unicode.Scalar) -> Bool)
        -> BuiltinMember
    {
        of(name, meaning) { text, _, check in
            .bool(try !text.isEmpty && text.unicodeScalars.allSatisfy(&check, holds))
        }
    }

    /// Whether there are letters with a case and all of them hold.
    private static func ofCase(_ name: String, _ meaning: String, _ holds: @escaping (Unicode.Scalar) -> Bool)
        -> BuiltinMember
    {
        of(name, meaning) { text, _, check in
            var isCased = false
            let isSo = try text.unicodeScalars.allSatisfy(&check) { scalar in
                guard scalar.properties.isCased else { return true }
                isCased = true
                return holds(scalar)
            }
            return .bool(isCased && isSo)
        }
    }

    private static func find(
        _ name: String, _ meaning: String, fromEnd: Bool, _ missing: @escaping () throws -> Value
    ) -> BuiltinMember {
        of(name, meaning, [part, start, end]) { text, arguments, check in
            var scalars = try text.unicodeScalars.map(&check)
            var sought = try arguments.text("sub").unicodeScalars.map(&check)
            guard let (low, high) = try bounds(arguments, scalars.count), sought.count <= high - low else {
                return try missing()
            }
            guard !sought.isEmpty else { return .int(fromEnd ? high : low) }
            scalars = Array(scalars[low..<high])
            if fromEnd {
                scalars.reverse()
                sought.reverse()
            }
            let found = try StringSearch.places(of: sought, in: scalars, atMost: 1, &check).first
            return try found.map { .int(fromEnd ? high - $0 - sought.count : low + $0) } ?? missing()
        }
    }

    /// Where `start` and `end` say that a search takes place; nil for nowhere, where even an empty text is not found.
    private static func bounds(_ arguments: Arguments, _ count: Int) throws -> (low: Int, high: Int)? {
        let start = try arguments.int("start")
        let low = Subscripts.start(count, start)
        let high = arguments.isGiven("end") ? Subscripts.start(count, try arguments.int("end")) : count
        return start <= count && low <= high ? (low, high) : nil
    }

    /// The part of a text that `start` and `end` choose.
    private static func chosen(_ text: String, _ arguments: Arguments) throws -> String? {
        guard arguments.isGiven("start") || arguments.isGiven("end") else { return text }
        let scalars = text.unicodeScalars
        return try bounds(arguments, scalars.count).map { low, high in
            String(String.UnicodeScalarView(scalars.dropFirst(low).prefix(high - low)))
        }
    }

    private static func affix(_ name: String, _ meaning: String, _ holds: @escaping (String, String) -> Bool)
        -> BuiltinMember
    {
        of(name, meaning, [Parameter("prefix", .any, .required, "a text, or a tuple of them"), start, end]) {
            text, arguments, _ in
            guard let text = try chosen(text, arguments) else { return .bool(false) }
            let wanted = arguments["prefix"].elements ?? [arguments["prefix"]]
            return .bool(
                try wanted.contains { part in
                    guard case .text(let part) = part else {
                        throw Mistake("\(part.brief) is no string").raised(
                            as: "TypeError", "\(name) first arg must be str or a tuple of str, not \(part.pythonType)")
                    }
                    return holds(text, part)
                })
        }
    }

    private static func strip(_ name: String, _ meaning: String, left: Bool, right: Bool) -> BuiltinMember {
        of(name, meaning, [characters]) { text, arguments, check in
            var goes: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
            if case .text(let set) = arguments["chars"] {
                let scalars = Set(set.unicodeScalars)
                goes = { scalars.contains($0) }
            }
            var rest = text.unicodeScalars[...]
            while left, let first = rest.first, goes(first) {
                try check.pass()
                rest.removeFirst()
            }
            while right, let last = rest.last, goes(last) {
                try check.pass()
                rest.removeLast()
            }
            return .text(String(rest))
        }
    }

    private static func pad(_ name: String, _ meaning: String, _ align: Character) -> BuiltinMember {
        of(name, meaning, [width, fill]) { text, arguments, _ in
            let missing = Swift.max(0, try arguments.int("width") - text.unicodeScalars.count)
            let sign = try arguments.text("fillchar")
            guard sign.unicodeScalars.count == 1 else {
                throw Mistake("the fill is \(sign.count) characters long", expected: "one").raised(
                    as: "TypeError", "The fill character must be exactly one character long")
            }
            func filled(_ count: Int) -> String { String(repeating: sign, count: count) }
            switch align {
            case "<": return .text(text + filled(missing))
            case ">": return .text(filled(missing) + text)
            default:
                // The odd one stands left in an odd width, as in CPython.
                let left = missing / 2 + (missing & (try arguments.int("width")) & 1)
                return .text(filled(left) + text + filled(missing - left))
            }
        }
    }

    static func parts(_ name: String, _ meaning: String, fromEnd: Bool) -> BuiltinMember {
        of(
            name, meaning,
            [
                Parameter(
                    "sep", aliases: ["separator"], .optional(.text), .value(.none),
                    "what stands between; white space without"),
                Parameter("maxsplit", .int(), .value(.int(-1)), "how often at most"),
            ]
        ) { text, arguments, check in
            let most = try arguments.int("maxsplit")
            var found: [String]
            guard case .text(let separator) = arguments["sep"] else {
                found = try text.words(&check)
                if most >= 0, found.count - 1 > most { found = try text.words(atMost: most, fromEnd: fromEnd, &check) }
                return .list(try found.map(stoppedBy: check.work) { .text($0) })
            }
            guard !separator.isEmpty else {
                throw Mistake(
                    "the separator is empty", expected: "at least one character",
                    try: "list(text) for the single characters"
                ).raised(as: "ValueError", "empty separator")
            }
            found = try text.pieces(between: separator, &check)
            if most >= 0, found.count - 1 > most {
                found =
                    fromEnd
                    ? [found.dropLast(most).joined(separator: separator)] + found.suffix(most)
                    : found.prefix(most) + [found.dropFirst(most).joined(separator: separator)]
            }
            return .list(try found.map(stoppedBy: check.work) { .text($0) })
        }
    }

    private static func partition(_ name: String, fromEnd: Bool) -> BuiltinMember {
        of(name, "what stands before, the separator, and what stands behind", [part]) { text, arguments, check in
            let separator = try arguments.text("sub")
            guard !separator.isEmpty else {
                throw Mistake("the separator is empty").raised(as: "ValueError", "empty separator")
            }
            let pieces = try text.pieces(between: separator, &check)
            guard pieces.count > 1 else {
                return .tuple(fromEnd ? [.text(""), .text(""), .text(text)] : [.text(text), .text(""), .text("")])
            }
            let (before, behind) =
                fromEnd
                ? (pieces.dropLast().joined(separator: separator), pieces[pieces.count - 1])
                : (pieces[0], pieces.dropFirst().joined(separator: separator))
            return .tuple([.text(before), .text(separator), .text(behind)])
        }
    }

    nonisolated(unsafe) static let all: [BuiltinMember] = [
        of("upper", "in capitals") { text, _, check in .text(try text.mapped(&check) { $0.properties.uppercaseMapping })
        },
        of("lower", "in small letters") { text, _, check in
            .text(try text.mapped(&check) { $0.properties.lowercaseMapping })
        },
        of("casefold", "in small letters") { text, _, check in
            .text(try text.mapped(&check) { $0.properties.lowercaseMapping })
        },
        of("swapcase", "capitals small and small letters capital") { text, _, check in
            .text(
                try text.mapped(&check) {
                    $0.properties.isUppercase ? $0.properties.lowercaseMapping : $0.properties.uppercaseMapping
                })
        },
        of("capitalize", "the first letter capital, the others small") { text, _, check in
            var isFirst = true
            return .text(
                try text.mapped(&check) {
                    defer { isFirst = false }
                    return isFirst ? $0.properties.titlecaseMapping : $0.properties.lowercaseMapping
                })
        },
        of("title", "every word with a capital") { text, _, check in
            var isInside = false
            return .text(
                try text.mapped(&check) { scalar in
                    let wasInside = isInside
                    isInside = scalar.properties.isAlphabetic
                    return wasInside ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping
                })
        },
        strip("strip", "without white space at the ends", left: true, right: true),
        strip("lstrip", "without white space at the beginning", left: true, right: false),
        strip("rstrip", "without white space at the end", left: false, right: true),
        parts("split", "the parts between separators", fromEnd: false),
        parts("rsplit", "the parts between separators, from the end", fromEnd: true),
        BuiltinMember(
            "splitlines", "the lines",
            [Parameter("keepends", .bool, .value(.bool(false)), "whether each keeps its line end")]
        ) { value, arguments, context in
            guard case .text(let text) = value else { return .none }
            var check = StopCheck(context.work)
            let lines = try text.lines(keepingEnds: arguments.bool("keepends"), &check)
            return .list(try lines.map(stoppedBy: check.work) { .text($0) })
        },
        of(
            "expandtabs", "with blanks for tabs",
            [Parameter("tabsize", .int(.init(0, 1e6)), .value(.int(8)), "columns between two tab stops")]
        ) { text, arguments, check in
            let size = try arguments.int("tabsize")
            var (out, column, length) = (String.UnicodeScalarView(), 0, 0)
            for scalar in text.unicodeScalars {
                try check.pass()
                if scalar == "\t" {
                    let count = size > 0 ? size - column % size : 0
                    // Counted as it grows: to count it anew at each tab takes the square of the time.
                    length += count
                    try Limits.checkText(length)
                    out.append(contentsOf: repeatElement(" ", count: count))
                    column += count
                    continue
                }
                out.append(scalar)
                length += 1
                column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
            }
            return .text(String(out))
        },
        partition("partition", fromEnd: false), partition("rpartition", fromEnd: true),
        BuiltinMember(
            "join", "the strings of a list with this one between them",
            [Parameter("strings", .any, .required, "what is joined")]
        ) { value, arguments, context in
            guard case .text(let text) = value else { return .none }
            var joined = ""
            var count = 0
            try context.machine.iterate(arguments["strings"]) { element in
                guard case .text(let part) = element else {
                    throw arguments.mistakeOf(
                        "strings", "strings[\(count)] = \(element.brief) is \(Phrase.indefinite(element.kind))",
                        expected: "strings", try: "\"…\".join(str(x) for x in xs)", "TypeError",
                        "sequence item \(count): expected str instance, \(element.pythonType) found")
                }
                try Limits.checkText(joined.utf8.count + text.utf8.count + part.utf8.count)
                if count > 0 { joined += text }
                joined += part
                count += 1
                return true
            }
            return .text(joined)
        },
        of(
            "replace", "with one text put for another",
            [
                Parameter("old", .text, .required, "what goes"), Parameter("new", .text, .required, "what comes"),
                Parameter("count", .int(), .value(.int(-1)), "how often at most"),
            ]
        ) { text, arguments, check in
            let old = try arguments.text("old")
            let new = try arguments.text("new")
            let most = try arguments.int("count")
            // An empty text stands in front of every character and at the end.
            var pieces =
                try old.isEmpty
                ? [""] + text.unicodeScalars.map(&check).map { String($0) } + [""]
                : text.pieces(between: old, &check)
            if most >= 0, pieces.count - 1 > most {
                pieces = pieces.prefix(most) + [pieces.dropFirst(most).joined(separator: old)]
            }
            let growth = (pieces.count - 1).multipliedReportingOverflow(by: new.utf8.count)
            try Limits.checkText(growth.overflow ? .max / 2 : text.utf8.count + growth.partialValue)
            return .text(pieces.joined(separator: new))
        },
        affix("startswith", "whether it begins with a text") { text, part in text.utf8.starts(with: part.utf8) },
        affix("endswith", "whether it ends with a text") { text, part in
            text.utf8.reversed().starts(with: part.utf8.reversed())
        },
        of("removeprefix", "without a text at its beginning", [part]) { text, arguments, _ in
            let prefix = try arguments.text("sub")
            guard text.utf8.starts(with: prefix.utf8) else { return .text(text) }
            return .text(String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self))
        },
        of("removesuffix", "without a text at its end", [part]) { text, arguments, _ in
            let suffix = try arguments.text("sub")
            guard text.utf8.reversed().starts(with: suffix.utf8.reversed()) else { return .text(text) }
            return .text(String(decoding: text.utf8.dropLast(suffix.utf8.count), as: UTF8.self))
        },
        find("find", "the place of a text in it, -1 where there is none", fromEnd: false) { .int(-1) },
        find("rfind", "the last place of a text in it, -1 where there is none", fromEnd: true) { .int(-1) },
        find("index", "the place of a text in it", fromEnd: false) { throw absent() },
        find("rindex", "the last place of a text in it", fromEnd: true) { throw absent() },
        of("count", "how often a text stands in it", [part, start, end]) { text, arguments, check in
            let sought = try arguments.text("sub")
            guard let text = try chosen(text, arguments) else { return .int(0) }
            guard !sought.isEmpty else { return .int(text.unicodeScalars.count + 1) }
            return .int(try text.pieces(between: sought, &check).count - 1)
        },
        pad("ljust", "filled at the end to a width", "<"), pad("rjust", "filled at the beginning to a width", ">"),
        pad("center", "filled on both sides to a width", "^"),
        of("zfill", "filled with zeros behind the sign", [width]) { text, arguments, _ in
            let missing = Swift.max(0, try arguments.int("width") - text.unicodeScalars.count)
            let sign = text.hasPrefix("-") || text.hasPrefix("+") ? String(text.prefix(1)) : ""
            return .text(sign + String(repeating: "0", count: missing) + text.dropFirst(sign.count))
        },
        test("isdigit", "whether it has digits only") {
            $0.properties.numericType == .digit || $0.properties.numericType == .decimal
        },
        test("isdecimal", "whether it has decimal digits only") { $0.properties.numericType == .decimal },
        test("isnumeric", "whether it has numeric characters only") { $0.properties.numericType != nil },
        test("isalpha", "whether it has letters only") { $0.properties.isAlphabetic },
        test("isalnum", "whether it has letters and digits only") {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        },
        test("isspace", "whether it is white space") { $0.properties.isWhitespace },
        ofCase("isupper", "whether its letters are capitals") { $0.properties.isUppercase },
        ofCase("islower", "whether its letters are small") { $0.properties.isLowercase },
        of("isascii", "whether it has letters of English, digits and signs of the keyboard only") { text, _, _ in
            .bool(text.utf8.allSatisfy { $0 < 0x80 })
        },
        of("encode", "as bytes", TextCodec.parameters) { text, arguments, check in
            .object(BytesObject(try TextCodec(arguments).encoded(text, &check)))
        },
        of("isidentifier", "whether it could be a name") { text, _, check in
            .bool(Lexer(text, work: check.work).isName)
        },
        BuiltinMember(
            "format", "with values put into its braces",
            [
                Parameter("values", .any, .otherwise("none"), "for {} and {0}", isVariadic: true),
                Parameter("names", .any, .otherwise("none"), "for {name}", isVariadic: true, isKeywordOnly: true),
            ]
        ) { value, arguments, context in
            guard case .text(let text) = value else { return .none }
            var names = Value.Dictionary()
            if case .dict(let given) = arguments["names"] { names = given }
            return .text(try context.machine.filled(text, arguments.values("values"), names))
        },
    ]

    private static func absent() -> Mistake {
        Mistake("this text does not stand in it", try: "find(…), which answers -1").raised(
            as: "ValueError", "substring not found")
    }
}

extension Arguments {
    fileprivate func mistakeOf(
        _ name: String, _ problem: String, expected: String?, try suggestion: String?, _ exception: String,
        _ message: String
    ) -> any Error {
        let error = mistake(name, problem, expected: expected, try: suggestion)
        guard var diagnostic = error as? Diagnostic else { return error }
        diagnostic.mistake = diagnostic.mistake.raised(as: exception, message)
        return diagnostic
    }
}
