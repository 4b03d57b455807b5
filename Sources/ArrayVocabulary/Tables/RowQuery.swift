import Answers
import Datasets
import Language

/// The condition of `data.query("price > 100 and city == 'Ames'")`: columns by their names, `@x` for a variable, words or signs
/// between comparisons.
struct RowQuery {
    private let session: Session
    private let count: Int

    init(_ frame: Frame, _ context: Context) throws {
        session = Session(registry: context.registry, work: context.work)
        count = frame.length
        var variables = context.session.variables
        for name in frame.table.names { variables[name] = .thing(try frame.series(name)) }
        if variables["index"] == nil, !frame.labels.levels.isEmpty {
            variables["index"] = .thing(Series(frame.labels.levels[0], labels: frame.labels))
        }
        session.variables = variables
    }

    /// The places of the rows for which it holds.
    package func places(_ text: String) throws -> [Int] {
        let flags = try rows(named(text))
        return flags.indices.filter { flags[$0] }
    }

    /// What an expression of the columns gives: a column, or one value.
    func value(_ text: String, _ labels: RowLabels) throws -> Value {
        let text = stripped(try named(text))
        let isCondition =
            parts(of: text, at: ["or", "|", "and", "&"]) != nil || text.hasPrefix("not ") || text.hasPrefix("~")
            || !compared(text).signs.isEmpty
        guard isCondition, count > 0 else { return try session.evaluate("(\(text))").value }
        return .thing(Series(Column("", .flags(try rows(text).map { $0 ? 1 : 0 })), labels: labels))
    }

    /// With names that can be written for columns in back quotes, and without the signs before variables.
    private func named(_ text: String) throws -> String {
        var text = text
        // `a name with blanks`: a name that can be written.
        for (number, match) in text.matches(of: /`([^`]*)`/).enumerated().reversed() {
            let name = String(match.output.1)
            guard let column = session.variables[name] else {
                throw Mistake("the table has no column \"\(name)\"", expected: "the name of a column").raised(
                    as: "UndefinedVariableError", "name '\(name)' is not defined")
            }
            session.variables["column_\(number)_"] = column
            text.replaceSubrange(match.range, with: "column_\(number)_")
        }
        return text.replacing(/@([A-Za-z_])/) { "\($0.1)" }
    }

    private func rows(_ text: String) throws -> [Bool] {
        let text = stripped(text)
        if let parts = parts(of: text, at: ["or", "|"]) {
            return try parts.map(rows).reduce([Bool](repeating: false, count: count)) { zip($0, $1).map { $0 || $1 } }
        }
        if let parts = parts(of: text, at: ["and", "&"]) {
            return try parts.map(rows).reduce([Bool](repeating: true, count: count)) { zip($0, $1).map { $0 && $1 } }
        }
        for sign in ["not ", "~"] where text.hasPrefix(sign) {
            return try rows(String(text.dropFirst(sign.count))).map(!)
        }
        let (sides, signs) = compared(text)
        guard !signs.isEmpty else { return try flags("(\(text))") }
        return try signs.indices.map { place -> [Bool] in
            let (left, right) = (sides[place], sides[place + 1])
            let isList = try session.evaluate("(\(right))").value.elements != nil
            switch signs[place] {
            case "in": return try flags("(\(left)).isin(list(\(right)))")
            case "not in": return try flags("(\(left)).isin(list(\(right)))").map(!)
            case "==" where isList: return try flags("(\(left)).isin(\(right))")
            case "!=" where isList: return try flags("(\(left)).isin(\(right))").map(!)
            default: return try flags("(\(left)) \(signs[place]) (\(right))")
            }
        }.reduce([Bool](repeating: true, count: count)) { zip($0, $1).map { $0 && $1 } }
    }

    private func flags(_ code: String) throws -> [Bool] {
        let found = try session.evaluate(code).value
        if case .bool(let flag) = found.plain { return [Bool](repeating: flag, count: count) }
        guard let places = try found.mask(count, "table") else {
            throw Mistake(
                "\(code) is no condition", expected: "a comparison of columns", try: "data.query(\"price > 100\")",
                argument: "expr")
        }
        var flags = [Bool](repeating: false, count: count)
        for place in places { flags[place] = true }
        return flags
    }

    // MARK: Text

    /// Without blanks at the ends, and without brackets around all of it.
    private func stripped(_ text: String) -> String {
        let text = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard text.first == "(", text.last == ")", outer(text).count == 1, outer(text).first == 0 else { return text }
        return stripped(String(text.dropFirst().dropLast()))
    }

    /// The places of the brackets that open outside of all others; a place of −1 for anything else outside.
    private func outer(_ text: String) -> [Int] {
        var found: [Int] = []
        scan(text) { place, letter, depth in
            if depth == 0 { found.append(letter == "(" ? place : -1) }
            return 1
        }
        return found
    }

    /// Goes over what stands in no text: place, letter, and depth of the brackets around it. Closing brackets are not told.
    private func scan(_ text: String, _ look: (Int, Character, Int) -> Int) {
        let letters = Array(text)
        var (place, depth) = (0, 0)
        var quote: Character?
        while place < letters.count {
            let letter = letters[place]
            if let open = quote {
                if letter == open { quote = nil }
                place += 1
            } else if letter == "'" || letter == "\"" {
                _ = look(place, letter, depth)
                quote = letter
                place += 1
            } else if ")]}".contains(letter) {
                depth -= 1
                place += 1
            } else {
                let step = look(place, letter, depth)
                if "([{".contains(letter) { depth += 1 }
                place += step
            }
        }
    }

    /// Whether a sign or word stands at a place.
    private func stands(_ sign: String, _ letters: [Character], _ place: Int) -> Bool {
        guard letters[place...].starts(with: sign) else { return false }
        guard sign.first?.isLetter == true else { return true }
        func isName(_ place: Int) -> Bool {
            letters.indices.contains(place)
                && (letters[place].isLetter || letters[place].isNumber || letters[place] == "_")
        }
        return !isName(place - 1) && !isName(place + sign.count)
    }

    /// What stands between the signs outside of brackets; nil without one.
    private func parts(of text: String, at signs: [String]) -> [String]? {
        let letters = Array(text)
        var cuts: [(Int, Int)] = []
        scan(text) { place, _, depth in
            guard depth == 0, let sign = signs.first(where: { stands($0, letters, place) }) else { return 1 }
            cuts.append((place, sign.count))
            return sign.count
        }
        guard !cuts.isEmpty else { return nil }
        var (parts, start): ([String], Int) = ([], 0)
        for (place, length) in cuts {
            parts.append(String(letters[start..<place]))
            start = place + length
        }
        return parts + [String(letters[start...])]
    }

    /// The sides of comparisons, and the signs between them.
    private func compared(_ text: String) -> (sides: [String], signs: [String]) {
        let letters = Array(text)
        var cuts: [(place: Int, sign: String)] = []
        scan(text) { place, _, depth in
            let signs = ["not in", "in", "==", "!=", "<=", ">=", "<", ">"]
            guard depth == 0, let sign = signs.first(where: { stands($0, letters, place) }) else { return 1 }
            cuts.append((place, sign))
            return sign.count
        }
        var (sides, start): ([String], Int) = ([], 0)
        for (place, sign) in cuts {
            sides.append(String(letters[start..<place]))
            start = place + sign.count
        }
        return (sides + [String(letters[start...])], cuts.map(\.sign))
    }
}
