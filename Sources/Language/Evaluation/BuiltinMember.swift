import Answers

/// Methods of strings, lists and dicts: the few of Python's that change nothing in place.
struct BuiltinMember {
    var name: String
    var meaning: String
    var parameters: [Parameter]
    var body: @Sendable (Value, Arguments, Context) throws -> Value

    static func named(_ name: String, of value: Value) -> BuiltinMember? { all(value).first { $0.name == name } }

    static func names(of value: Value) -> [String] { all(value).map(\.name) }

    static func all(_ value: Value) -> [BuiltinMember] {
        switch value {
        case .text: text
        case .list, .tuple: list
        case .dict: dict
        default: []
        }
    }

    /// Methods that would change a value in place, and what does the same here.
    static let instead: [String: String] = [
        "append": "xs = xs + [value]", "extend": "xs = xs + ys", "insert": "xs = xs[:i] + [value] + xs[i:]",
        "sort": "xs = sorted(xs)", "reverse": "xs = reversed(xs)", "remove": "xs = [x for x in xs if x != value]",
        "pop": "xs = xs[:-1]", "clear": "xs = []", "update": "d = {**d, **other}", "setdefault": "d[\"key\"] = value",
    ]

    private static func one(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        _ body: @escaping @Sendable (String, Arguments) throws -> Value
    ) -> BuiltinMember {
        long(name, meaning, parameters) { text, arguments, _ in try body(text, arguments) }
    }

    /// A method that goes through the text, which may be long.
    private static func long(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        _ body: @escaping @Sendable (String, Arguments, inout StopCheck) throws -> Value
    ) -> BuiltinMember {
        BuiltinMember(name: name, meaning: meaning, parameters: parameters) { value, arguments, context in
            guard case .text(let text) = value else { return .none }
            var check = StopCheck(context.work)
            return try body(text, arguments, &check)
        }
    }

    private static let text: [BuiltinMember] = [
        long("upper", "in capitals") { text, _, check in
            .text(try text.mapped(&check) { $0.properties.uppercaseMapping })
        },
        long("lower", "in small letters") { text, _, check in
            .text(try text.mapped(&check) { $0.properties.lowercaseMapping })
        },
        one("strip", "without white space at the ends") { text, _ in .text(String(text.trimmed)) },
        long(
            "split", "the parts between separators",
            [Parameter("separator", .text, .value(.text(" ")), "what stands between the parts")]
        ) { text, arguments, check in
            let separator = try arguments.text("separator")
            if !arguments.isGiven("separator") { return .list(try text.words(&check).map { .text($0) }) }
            guard !separator.isEmpty else {
                throw arguments.mistake(
                    "separator", "the separator is empty", expected: "at least one character",
                    try: "list(text) for the single characters")
            }
            return .list(try text.pieces(between: separator, &check).map { .text($0) })
        },
        one(
            "join", "the strings of a list with this one between them",
            [Parameter("strings", .list(of: .text), .required, "what is joined")]
        ) { text, arguments in
            var parts: [String] = []
            var total = 0
            for value in try arguments.values("strings") {
                guard case .text(let part) = value else { continue }
                total += part.utf8.count + text.utf8.count
                try Limits.checkText(total)
                parts.append(part)
            }
            return .text(parts.joined(separator: text))
        },
        long(
            "replace", "with one text put for another",
            [
                Parameter("old", .text, .required, "what goes"), Parameter("new", .text, .required, "what comes"),
            ]
        ) { text, arguments, check in
            let old = try arguments.text("old")
            guard !old.isEmpty else {
                throw arguments.mistake("old", "the text to replace is empty", expected: "at least one character")
            }
            let pieces = try text.pieces(between: old, &check)
            let new = try arguments.text("new")
            try Limits.checkText(text.utf8.count + pieces.count.multipliedOrMax(by: new.utf8.count))
            return .text(pieces.joined(separator: new))
        },
        one(
            "startswith", "whether it begins with a text", [Parameter("prefix", .text, .required, "the beginning")]
        ) { text, arguments in .bool(text.hasPrefix(try arguments.text("prefix"))) },
        one("endswith", "whether it ends with a text", [Parameter("suffix", .text, .required, "the end")]) {
            text, arguments in .bool(text.hasSuffix(try arguments.text("suffix")))
        },
    ]

    private static let value = [Parameter("value", .any, .required, "what is looked for")]

    private static let list: [BuiltinMember] = [
        BuiltinMember(name: "index", meaning: "the place of the first equal element", parameters: value) {
            list, arguments, context in
            var check = StopCheck(context.work)
            for (index, item) in (list.elements ?? []).enumerated()
            where try Ordering.areEqual(item, arguments["value"], &check) { return .int(index) }
            throw arguments.mistake(
                "value", "\(arguments["value"].brief) is not in the \(list.kind)", expected: "one of its elements",
                try: "value in xs, to ask first")
        },
        BuiltinMember(name: "count", meaning: "how many elements are equal to a value", parameters: value) {
            list, arguments, context in
            var check = StopCheck(context.work)
            return .int(try (list.elements ?? []).count { try Ordering.areEqual($0, arguments["value"], &check) })
        },
    ]

    private static func entries(
        _ name: String, _ meaning: String, _ part: @escaping @Sendable (Value, Value) -> Value
    ) -> BuiltinMember {
        BuiltinMember(name: name, meaning: meaning, parameters: []) { value, _, _ in
            guard case .dict(let dictionary) = value else { return .none }
            return .list(dictionary.entries.map { part($0.key, $0.value) })
        }
    }

    private static let dict: [BuiltinMember] = [
        entries("keys", "its keys, in order") { key, _ in key },
        entries("values", "its values, in order") { _, value in value },
        entries("items", "pairs of key and value") { key, value in .tuple([key, value]) },
        BuiltinMember(
            name: "get", meaning: "the value of a key, or another when there is none",
            parameters: [
                Parameter("key", .any, .required, "the key"),
                Parameter("default", .any, .value(.none), "what comes back when there is no such key"),
            ]
        ) { value, arguments, _ in
            guard case .dict(let dictionary) = value else { return .none }
            return dictionary[arguments["key"]] ?? arguments["default"]
        },
    ]
}

extension Int {
    fileprivate func multipliedOrMax(by other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max / 2 : product
    }
}

extension String {
    /// Every character turned into text, as `uppercased` does it.
    fileprivate func mapped(_ check: inout StopCheck, _ map: (Unicode.Scalar) -> String) throws -> String {
        var out = ""
        out.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            try check.pass()
            out += map(scalar)
        }
        return out
    }

    /// The parts between white space.
    fileprivate func words(_ check: inout StopCheck) throws -> [String] {
        var out: [String] = []
        var word = unicodeScalars.startIndex
        var isInside = false
        for index in unicodeScalars.indices {
            try check.pass()
            let isSpace = unicodeScalars[index].properties.isWhitespace
            if isSpace, isInside { out.append(String(unicodeScalars[word..<index])) }
            if !isSpace, !isInside { word = index }
            isInside = !isSpace
        }
        if isInside { out.append(String(unicodeScalars[word...])) }
        return out
    }

    /// The parts between occurrences of a separator that is not empty.
    fileprivate func pieces(between separator: String, _ check: inout StopCheck) throws -> [String] {
        let text = Array(utf8)
        let sought = Array(separator.utf8)
        var out: [String] = []
        var start = 0
        for place in StringSearch.places(of: sought, in: text) {
            try check.pass()
            out.append(String(decoding: text[start..<place], as: UTF8.self))
            start = place + sought.count
        }
        out.append(String(decoding: text[start...], as: UTF8.self))
        return out
    }
}
