import Answers

/// Grades as tables: comma-separated for a program, in columns for a person.
extension GradeBook {
    /// One line for each learner and item, with a line of names at the top; quoted as RFC 4180 has it, without a line end at the
    /// end.
    ///
    /// A text that a spreadsheet would take for a formula stands behind an apostrophe: names and messages are a stranger's.
    public var csv: String {
        let names = [
            "learner", "file", "lesson", "version", "item", "outcome", "points", "of", "attempts", "hints",
            "saw_solution",
            "answer", "message", "remark",
        ]
        let lines = rows.map { row in
            let record = row.record
            let cells: [String] = [
                row.learner, row.file, row.lesson, record.map { "\($0.version)" } ?? "", row.item, row.outcome.rawValue,
                row.outcome == .fault ? "" : row.earned.short(15), row.outcome == .fault ? "" : row.points.short(15),
                "\(record?.attempts ?? 0)", "\(record?.hints ?? 0)", record?.sawSolution == true ? "true" : "false",
                record?.answer ?? "", row.message, row.remark,
            ]
            return cells.map(Self.cell).joined(separator: ",")
        }
        return ([names.joined(separator: ",")] + lines).joined(separator: "\n")
    }

    private static func cell(_ text: String) -> String {
        var text = text.visible
        if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first), Double(text) == nil {
            text = "'" + text
        }
        let needsQuotes = text.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
        guard needsQuotes else { return text }
        return "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }

    /// The submissions in the order in which they were given.
    var files: [String] {
        var seen: Set<String> = []
        return rows.map(\.file).filter { seen.insert($0).inserted }
    }

    /// Learners who handed in more than one file, with their files. All are graded: which one counts is the teacher's to say.
    var twins: [(learner: String, files: [String])] {
        let byLearner = Dictionary(grouping: rows, by: \.learner).mapValues { Self.distinct($0.map(\.file)) }
        return Self.distinct(rows.map(\.learner)).compactMap { learner in
            byLearner[learner].flatMap { $0.count > 1 ? (learner, $0) : nil }
        }
    }

    private static let signs: [Outcome: String] = [.passed: "✓", .wrong: "✗", .skipped: "–", .open: "·", .fault: "!"]

    /// A line for each learner: the points, and a sign for each item.
    public func table(width: Int) -> String {
        let byFile = Dictionary(grouping: rows, by: \.file)
        var lines: [String] = []
        for lesson in Self.distinct(items.map(\.lesson)) {
            let own = items.filter { $0.lesson == lesson }.map(\.item)
            let cells = files.compactMap { file -> [String]? in
                let mine = byFile[file]?.filter { $0.lesson == lesson } ?? []
                guard !mine.isEmpty else { return nil }
                let signs = own.map { id in mine.first { $0.item == id }.flatMap { Self.signs[$0.outcome] } ?? " " }
                return [
                    mine[0].learner.visible.cut(columns: 24), "\(Self.earned(mine)) of \(Self.points(mine))",
                    signs.joined(separator: " "),
                ]
            }
            guard !cells.isEmpty else { continue }
            lines.append("\(lesson): " + own.joined(separator: ", "))
            lines += TextTable.lines(cells, width: width, leftColumns: [0, 2])
        }
        for twin in twins { lines += TextTable.wrap(Self.told(twin).visible, width - 1) }
        if !lines.isEmpty {
            let legend = "✓ passed  ✗ wrong  – skipped  · open  ! the lesson's own fault, counts for nobody"
            lines += legend.columns < width ? [legend] : TextTable.wrap(legend, width - 1)
        }
        return lines.joined(separator: "\n")
    }

    static func told(_ twin: (learner: String, files: [String])) -> String {
        "\(twin.learner) handed in \(Phrase.list(twin.files)): all are graded, in this order"
    }

    static func distinct(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    private static func earned(_ rows: [Row]) -> String { rows.reduce(0) { $0 + $1.earned }.short(6) }

    private static func points(_ rows: [Row]) -> String {
        rows.reduce(0) { $0 + ($1.outcome == .fault ? 0 : $1.points) }.short(6)
    }
}
