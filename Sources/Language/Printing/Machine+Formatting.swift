import Answers

/// `"… %s …" % values` and `"… {} …".format(values)`.
extension Machine {
    private func unreadable(_ problem: String, _ message: String, _ name: String = "ValueError") -> Mistake {
        Mistake(problem, expected: "as in \"%.3f and %d\" % (x, n)", try: "f\"{x:.3f}\"").raised(as: name, message)
    }

    func percent(_ text: String, _ values: Value) throws -> String {
        var given = [values]
        if case .tuple(let items) = values { given = items }
        var isUsed = false
        var rest = Array(text)[...]
        var place = 0
        var out = ""
        func next() throws -> Value {
            guard place < given.count else {
                throw unreadable(
                    "the format asks for more than \(given.count) values", "not enough arguments for format string",
                    "TypeError")
            }
            defer { place += 1 }
            return given[place]
        }
        while let character = rest.popFirst() {
            try poll()
            guard character == "%" else {
                out.append(character)
                continue
            }
            guard let following = rest.first else { throw unreadable("% ends the format", "incomplete format") }
            if following == "%" {
                rest.removeFirst()
                out += "%"
                continue
            }
            var named: Value?
            if following == "(", let close = rest.firstIndex(of: ")") {
                let key = String(rest[(rest.startIndex + 1)..<close])
                rest = rest[(close + 1)...]
                named = try element(of: values, at: .text(key))
                isUsed = true
            }
            guard let field = try PercentField(&rest, star: next) else {
                throw unreadable("% ends the format", "incomplete format")
            }
            let value = try named ?? next()
            out += try percent(value, field.type, field.flags, field.width, field.precision)
            try Limits.checkText(out.utf8.count)
        }
        if case .dict = values, isUsed || place <= 1 { return out }
        guard place == given.count || isUsed else {
            throw unreadable(
                "the format takes \(place) of \(given.count) values",
                "not all arguments converted during string formatting",
                "TypeError")
        }
        return out
    }

    private func percent(
        _ value: Value, _ type: Character, _ flags: String, _ width: String, _ precision: String?
    ) throws -> String {
        var align = flags.contains("-") ? "<" : ">"
        let sign = flags.contains("+") ? "+" : flags.contains(" ") ? " " : ""
        let digits = precision.map { "." + ($0.isEmpty ? "0" : $0) } ?? ""
        func spec(_ letter: String, precision: String) -> String {
            let zero = flags.contains("0") && !flags.contains("-")
            if zero { align = "" }
            return (zero ? "" : align) + sign + (flags.contains("#") ? "#" : "") + (zero ? "0" : "") + width + precision
                + letter
        }
        switch type {
        case "s": return try FormatSpec(align + width + digits).apply(.text(try text(of: value)))
        case "r", "a": return try FormatSpec(align + width + digits).apply(.text(try spelled(value)))
        case "c":
            if case .int = value { return try FormatSpec(align + width + "c").apply(value) }
            return try FormatSpec(align + width).apply(value)
        case "d", "i", "u":
            guard let number = value.plain.wholePart else { throw notANumber(value, type) }
            return try FormatSpec(spec("d", precision: "")).apply(number)
        case "x", "X", "o":
            guard value.asBig != nil else { throw notANumber(value, type) }
            return try FormatSpec(spec(String(type), precision: "")).apply(value)
        case "f", "F", "e", "E", "g", "G":
            guard let number = value.asNumber else { throw notANumber(value, type) }
            return try FormatSpec(spec(String(type), precision: digits)).apply(.number(number))
        default:
            throw unreadable("%\(type) is no format", "unsupported format character '\(type)'")
        }
    }

    private func notANumber(_ value: Value, _ type: Character) -> Mistake {
        let message =
            "dixXou".contains(type)
            ? "%\(type) format: a real number is required, not \(value.pythonType)"
            : "must be real number, not \(value.pythonType)"
        return unreadable("%\(type) of \(Phrase.indefinite(value.kind)): \(value.brief)", message, "TypeError")
    }

    /// `"{} {0} {name} {x.y} {d[key]}"` with values.
    func filled(_ text: String, _ values: [Value], _ names: Value.Dictionary, depth: Int = 0) throws -> String {
        var rest = Array(text)[...]
        var next = 0
        var out = ""
        while let character = rest.popFirst() {
            try poll()
            if character == "}" {
                guard rest.first == "}" else {
                    throw Mistake("} has no { before it", try: "}} for the sign itself").raised(
                        as: "ValueError", "Single '}' encountered in format string")
                }
                rest.removeFirst()
                out.append("}")
                continue
            }
            guard character == "{" else {
                out.append(character)
                continue
            }
            if rest.first == "{" {
                rest.removeFirst()
                out.append("{")
                continue
            }
            var inside = ""
            var level = 1
            while let sign = rest.popFirst() {
                if sign == "{" { level += 1 }
                if sign == "}" { level -= 1 }
                if level == 0 { break }
                inside.append(sign)
            }
            guard level == 0, depth < 2 else {
                throw Mistake("{ is not closed", expected: "} after the name").raised(
                    as: "ValueError", "expected '}' before end of string")
            }
            let colon = inside.firstIndex(of: ":")
            var field = String(inside[..<(colon ?? inside.endIndex)])
            var spec = colon.map { String(inside[inside.index(after: $0)...]) } ?? ""
            var isRepr = false
            if let mark = field.firstIndex(of: "!") {
                isRepr = field[mark...] == "!r"
                field = String(field[..<mark])
            }
            let value = try fieldValue(field, values, names, &next)
            if spec.contains("{") {
                spec = try filled(spec, Array(values.dropFirst(next)), names, depth: depth + 1)
            }
            out += try formatted(isRepr ? .text(try spelled(value)) : value, .text(spec), asRepr: false)
            try Limits.checkText(out.utf8.count)
        }
        return out
    }

    private func fieldValue(
        _ field: String, _ values: [Value], _ names: Value.Dictionary, _ next: inout Int
    ) throws -> Value {
        let head = String(field.prefix { $0 != "." && $0 != "[" })
        var value: Value
        if head.isEmpty || Int(head) != nil {
            let place = Int(head) ?? next
            if head.isEmpty { next += 1 }
            guard place < values.count else {
                throw Mistake("the format asks for value \(place), and there are \(values.count)").raised(
                    as: "IndexError", "Replacement index \(place) out of range for positional args tuple")
            }
            value = values[place]
        } else {
            guard let found = names[head] else {
                throw Mistake("the format asks for \(head), which is not given", try: "\(head)=…").missing(.text(head))
            }
            value = found
        }
        var rest = field.dropFirst(head.count)
        while let mark = rest.first {
            rest.removeFirst()
            if mark == "." {
                let name = String(rest.prefix { $0 != "." && $0 != "[" })
                rest = rest.dropFirst(name.count)
                value = try attribute(name, of: value, SourceRange(0, 0))
            } else {
                let key = String(rest.prefix { $0 != "]" })
                rest = rest.dropFirst(key.count + 1)
                value = try element(of: value, at: Int(key).map { .int($0) } ?? .text(key))
            }
        }
        return value
    }
}

extension Value {
    /// The number without its fraction, when it is one.
    fileprivate var wholePart: Value? {
        switch self {
        case .int, .big: self
        case .bool(let flag): .int(flag ? 1 : 0)
        case .number(let value): BigInt(truncating: value).map { .whole($0) }
        case .thing: standsFor?.wholePart
        default: nil
        }
    }
}

/// What stands between `%` and the end of a field: `-8.3f`.
private struct PercentField {
    var flags = ""
    var width = ""
    /// The digits behind the point; nil without a point.
    var precision: String?
    var type: Character

    /// Takes a field from the rest of a format; nil where that ends before the field does.
    ///
    /// - Parameter star: the next of the values, which a `*` stands for.
    init?(_ rest: inout ArraySlice<Character>, star: () throws -> Value) throws {
        while let flag = rest.first, "-+ #0".contains(flag) { flags.append(rest.removeFirst()) }
        width = try PercentField.number(&rest, star)
        if rest.first == "." {
            rest.removeFirst()
            precision = try PercentField.number(&rest, star)
        }
        guard let type = rest.popFirst() else { return nil }
        self.type = type
    }

    private static func number(_ rest: inout ArraySlice<Character>, _ star: () throws -> Value) throws -> String {
        var digits = ""
        if rest.first == "*" {
            rest.removeFirst()
            digits = try star().brief
        }
        while let digit = rest.first, digit.isASCII, digit.isNumber { digits.append(rest.removeFirst()) }
        return digits
    }
}
