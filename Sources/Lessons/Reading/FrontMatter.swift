import Answers
import Yams

/// Reads the YAML between the two `---` lines at the top of a lesson.
struct FrontMatter {
    let file: String
    /// Whether a header without a `lesson:` section is enough.
    let asNotebook: Bool
    var faults: [LessonFault] = []

    init(file: String, asNotebook: Bool) {
        self.file = file
        self.asNotebook = asNotebook
    }

    /// The lines of the header (without its fences) and the number of lines it takes in all.
    static func split(_ lines: [Substring], file: String) throws(LessonFault) -> (yaml: String, length: Int) {
        guard let first = lines.first, first.withoutTrailingSpaces == "---" else {
            let found = lines.first.map { $0.isEmpty ? "an empty line" : "\"\($0.prefix(40))\"" } ?? "an empty file"
            throw LessonFault(
                file: file, line: 1,
                Mistake(
                    "a lesson begins with its front matter, and this begins with \(found)",
                    expected: "a line --- and then title:, description:, lang: and lesson:"))
        }
        for (index, line) in lines.enumerated().dropFirst() where line.withoutTrailingSpaces == "---" {
            return (lines[1..<index].joined(separator: "\n"), index + 1)
        }
        throw LessonFault(
            file: file, line: 1, Mistake("the front matter is not closed", expected: "a second line ---"))
    }

    /// Reads the header; what is wrong is added to `faults`. The yaml's first line is line 2 of the file.
    mutating func header(_ yaml: String) -> LessonHeader? {
        if let (line, mistake) = FrontMatterBudget.excess(in: yaml) {
            faults.append(LessonFault(file: file, line: line + 1, mistake))
            return nil
        }
        let root: Node
        do {
            guard let found = try Yams.compose(yaml: yaml) else {
                report(2, "the front matter is empty", expected: "title:, description:, lang: and lesson:")
                return nil
            }
            root = found
        } catch let error as YamlError {
            let (line, problem) = Self.describe(error)
            report(
                line + 1, "the front matter is not YAML: \(problem)", expected: "lines such as title: Momentum",
                try: Self.remedy(for: yaml, line: line))
            return nil
        } catch {
            report(2, "the front matter is not YAML")
            return nil
        }
        guard let top = root.mapping else {
            report(2, "the front matter is not a list of keys and values", expected: "lines such as title: Momentum")
            return nil
        }
        var reader = Keys(top, line: 2)
        let title = text(&reader, "title", standard: asNotebook ? "" : nil)
        let description = text(&reader, "description", standard: "")
        let language = text(&reader, "lang", standard: "en")
        guard let own = reader.node("lesson") else {
            if asNotebook, faults.isEmpty {
                var header = LessonHeader.notebook(file)
                if let title, !title.isEmpty { header.title = title }
                return header
            }
            report(
                2, "the front matter has no lesson: section", expected: "lesson: and below it format:, id:, version:")
            return nil
        }
        guard let section = own.mapping else {
            report(
                Self.line(own), "lesson: holds no keys", expected: "format:, id:, version: below it, each line indented"
            )
            return nil
        }
        return header(title: title, description: description, language: language, section, line: Self.line(own))
    }

    private mutating func header(
        title: String?, description: String?, language: String?, _ section: Node.Mapping, line: Int
    ) -> LessonHeader? {
        var keys = Keys(section, line: line)
        let format = whole(&keys, "format", 1...Int.max, standard: 1)
        if let format, format > 1 {
            report(keys.line("format"), "format: \(format) is newer than this program reads", expected: "format: 1")
        }
        let id = text(&keys, "id")
        if let id, !id.isLessonID {
            report(
                keys.line("id"), "id: \(id) is not an id", expected: "lower-case letters, digits and hyphens",
                try: "id: first-descent")
        }
        let version = whole(&keys, "version", 1...Int.max, standard: 1)
        let requires = list(&keys, "requires")
        let teaches = list(&keys, "teaches")
        let minutes = keys.node("minutes") == nil ? nil : whole(&keys, "minutes", 1...600, standard: nil)
        let seed = whole(&keys, "seed", 0...Int.max, standard: 0)
        let timeout = duration(&keys, "timeout", standard: 20)
        let skip: LessonHeader.SkipRule? = choice(&keys, "skip", standard: .allowed)
        let solution: LessonHeader.SolutionRule? = choice(&keys, "solution", standard: .afterThree)
        let pass = share(&keys, "pass", standard: 0.8)
        guard let title, let description, let language, let format, let id, let version, let seed, let timeout,
            let skip, let solution, let pass
        else { return nil }
        return LessonHeader(
            title: title, description: description, language: language, format: format, id: id, version: version,
            requires: requires, teaches: teaches, minutes: minutes, seed: UInt64(seed), timeout: timeout, skip: skip,
            solution: solution, pass: pass)
    }

    /// The mapping of one level, with the line each value stands in.
    private struct Keys {
        private let mapping: Node.Mapping
        private let line: Int

        init(_ mapping: Node.Mapping, line: Int) {
            self.mapping = mapping
            self.line = line
        }

        func node(_ key: String) -> Node? { mapping.first { $0.key.string == key }?.value }

        func line(_ key: String) -> Int { node(key).map { FrontMatter.line($0) } ?? line }
    }

    /// Marks count the lines of the yaml from 1; the file has one line, `---`, before them.
    private static func line(_ node: Node) -> Int { (node.mark?.line ?? 1) + 1 }

    private mutating func report(_ line: Int, _ problem: String, expected: String? = nil, try suggestion: String? = nil)
    {
        faults.append(LessonFault(file: file, line: line, Mistake(problem, expected: expected, try: suggestion)))
    }

    private static func describe(_ error: YamlError) -> (line: Int, problem: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (Swift.max(1, mark.line), problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            (Swift.max(1, context.mark.line), "a key is written twice: \(duplicates.map(\.description).sorted())")
        default: (1, "\(error)")
        }
    }

    /// What helps against the two slips that words in a line most often cause: a colon in a bare text, a quotation mark in a quoted one.
    private static func remedy(for yaml: String, line: Int) -> String? {
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1), let match = lines[line - 1].wholeMatch(of: /\s*(\w+):\s+(.*?)\s*/)
        else {
            return nil
        }
        let (key, text) = (match.1, match.2)
        if text.first == "\"", text.count(where: { $0 == "\"" }) > 2 {
            let inner = text.dropFirst().dropLast(text.last == "\"" ? 1 : 0)
            return "\(key): \"\(inner.replacing("\\\"", with: "\"").replacing("\"", with: "\\\""))\""
        }
        return text.contains(": ") && !text.contains("\"") ? "\(key): \"\(text)\"" : nil
    }

    // MARK: - One key

    private mutating func text(_ keys: inout Keys, _ key: String, standard: String? = nil) -> String? {
        guard let node = keys.node(key) else {
            if standard == nil { report(keys.line(key), "the front matter has no \(key):", expected: "\(key): …") }
            return standard
        }
        guard let text = node.string, standard != nil || !text.isEmpty else {
            report(keys.line(key), "\(key): is not a text", expected: "\(key): …")
            return nil
        }
        return text
    }

    private mutating func whole(_ keys: inout Keys, _ key: String, _ range: ClosedRange<Int>, standard: Int?) -> Int? {
        guard let node = keys.node(key) else { return standard }
        guard let value = node.int, range.contains(value) else {
            let upper = range.upperBound == Int.max ? " or more" : " to \(range.upperBound)"
            report(
                keys.line(key), "\(key): \(Self.shown(node)) is not a whole number in range",
                expected: "\(range.lowerBound)\(upper)")
            return nil
        }
        return value
    }

    private mutating func share(_ keys: inout Keys, _ key: String, standard: Double) -> Double? {
        guard let node = keys.node(key) else { return standard }
        guard let value = node.float, value >= 0, value <= 1 else {
            report(keys.line(key), "\(key): \(Self.shown(node)) is not a share", expected: "a number from 0 to 1")
            return nil
        }
        return value
    }

    private mutating func duration(_ keys: inout Keys, _ key: String, standard: Double) -> Double? {
        guard let node = keys.node(key) else { return standard }
        guard let seconds = node.string.flatMap(Duration.seconds(written:)) else {
            report(
                keys.line(key), "\(key): \(Self.shown(node)) is not a time",
                expected: "seconds, such as 20s, and at most 10min")
            return nil
        }
        return seconds
    }

    private mutating func list(_ keys: inout Keys, _ key: String) -> [String] {
        guard let node = keys.node(key) else { return [] }
        guard let items = node.sequence.map({ $0.compactMap(\.string) }) else {
            report(keys.line(key), "\(key): \(Self.shown(node)) is not a list", expected: "\(key): [one, two]")
            return []
        }
        return items
    }

    private mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ keys: inout Keys, _ key: String, standard: Choice
    ) -> Choice? where Choice.RawValue == String {
        guard let node = keys.node(key) else { return standard }
        guard let found = node.string.flatMap(Choice.init(rawValue:)) else {
            report(
                keys.line(key), "\(key): \(Self.shown(node)) is not known",
                expected: Choice.allCases.map(\.rawValue).joined(separator: ", "))
            return nil
        }
        return found
    }

    private static func shown(_ node: Node) -> String { node.string ?? "(more than one value)" }
}

extension Duration {
    /// Seconds from `20s`, `1.5 s`, `500ms` or a plain number; nil for anything else, for nothing above 0, and for more than
    /// the ten minutes that a cell may ever take.
    static func seconds(written text: some StringProtocol) -> Double? {
        let trimmed = String(text.filter { !$0.isWhitespace })
        let (number, scale): (Substring, Double) =
            if trimmed.hasSuffix("ms") {
                (trimmed.dropLast(2), 1e-3)
            } else if trimmed.hasSuffix("s") {
                (trimmed.dropLast(1), 1)
            } else if trimmed.hasSuffix("min") {
                (trimmed.dropLast(3), 60)
            } else {
                (trimmed[...], 1)
            }
        guard let value = Double(number), value > 0, value * scale <= 600 else { return nil }
        return value * scale
    }
}

extension StringProtocol {
    /// Lower-case letters, digits and hyphens, as ids are written.
    var isLessonID: Bool {
        !isEmpty && utf8.count <= 80
            && allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ".") }
    }
}
