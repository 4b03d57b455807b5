import Conversation
import Foundation
public import Language
import Markdown
import Answers

/// Everything an author is told about a lesson before it goes out.
///
/// Ids and references are checked while reading. Here: links and `requires` resolve, attributes are sorted, every
/// exercise has hints, its starter fails and its solution passes, and the outputs are those that come.
public struct LessonCheck {
    private let lesson: Lesson
    private let course: Course
    private let session: () -> Session

    /// - Parameters:
    ///   - course: the lessons that `requires` may name beside those in the lesson's own folder.
    ///   - session: makes a fresh session for each run.
    public init(_ lesson: Lesson, course: Course, session: @escaping () -> Session) {
        self.lesson = lesson
        self.course = course.around(lesson.file)
        self.session = session
    }

    /// What is wrong, in the order of the lines; empty for a lesson that may go out.
    public func faults() -> [LessonFault] { result().faults }

    /// What is wrong, in the order of the lines, and the same item by item with the time that each took.
    public func result() -> (faults: [LessonFault], report: LessonReport) {
        let run = run()
        let faults = (written() + run.faults).sorted { $0.line < $1.line }
        return (faults, LessonReport(lesson, faults, seconds: run.seconds))
    }

    private func fault(_ line: Int, _ problem: String, expected: String? = nil, try suggestion: String? = nil)
        -> LessonFault
    {
        LessonFault(file: lesson.file, line: line, Mistake(problem, expected: expected, try: suggestion))
    }

    // MARK: - Without running anything

    /// What can be seen without running anything.
    public func written() -> [LessonFault] {
        var faults: [LessonFault] = lesson.unsortedFences.map {
            fault(
                $0, "the attributes are not in alphabetical order" + whose($0),
                expected: "check=, exercise=, id=, … sorted", try: "descent lesson fmt \(lesson.file)")
        }
        let headings = headings
        faults += lesson.links.filter { !resolves($0.target, headings) }.map {
            fault($0.line, "the link \($0.target) leads nowhere", expected: "a file beside this one, or a heading here")
        }
        let known = Set(course.lessons.map(\.header.id))
        faults += lesson.header.requires.filter { !known.contains($0) }.map {
            fault(
                line(of: "requires"), "requires: \($0) is no lesson of this folder or of the course",
                expected: known.isEmpty ? nil : "one of \(known.sorted().joined(separator: ", "))")
        }
        let twins = course.lessons.filter { $0.header.id == lesson.header.id && !course.isSame($0.file, lesson.file) }
        faults += twins.map { fault(line(of: "id"), "the lesson id \(lesson.header.id) is also that of \($0.file)") }
        if let circle { faults.append(circle) }
        for exercise in lesson.exercises { faults += written(exercise) }
        return faults + blanks + rawHTML + dollarSigns
    }

    /// ` (of ID)` for the item whose fence or comment stands in a line.
    private func whose(_ line: Int) -> String {
        for item in lesson.items {
            switch item {
            case .cell(let cell) where cell.code.firstLine - 1 == line || cell.output?.fenceLine == line:
                return " (of \(cell.id))"
            case .question(let question) where question.line == line: return " (of \(question.id))"
            case .prediction(let prediction) where prediction.line == line: return " (of \(prediction.cell))"
            case .exercise(let exercise):
                let codes = [exercise.setup, exercise.solution].compactMap(\.self) + exercise.checks.map(\.code)
                guard exercise.line == line || codes.contains(where: { $0.firstLine - 1 == line }) else { continue }
                return " (of \(exercise.id))"
            default: continue
            }
        }
        return ""
    }

    /// The line of the front matter in which a key stands.
    private func line(of key: String) -> Int {
        let lines = lesson.text.split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.firstIndex { $0.trimmed.hasPrefix(key + ":") } ?? 0) + 1
    }

    /// Lessons that require each other could be begun by nobody.
    private var circle: LessonFault? {
        var required: [String: [String]] = [:]
        for other in course.lessons { required[other.header.id] = other.header.requires }
        required[lesson.header.id] = lesson.header.requires
        var seen: Set<String> = []
        var ways = lesson.header.requires.map { [lesson.header.id, $0] }
        while let way = ways.popLast(), let last = way.last {
            if last == lesson.header.id {
                return fault(
                    line(of: "requires"), "requires: goes round in a circle: \(way.joined(separator: ", "))",
                    expected: "lessons that can be done before this one")
            }
            guard seen.insert(last).inserted else { continue }
            ways += (required[last] ?? []).map { way + [$0] }
        }
        return nil
    }

    /// What `lesson new` left for the author to fill.
    private var blanks: [LessonFault] {
        var isInFence = false
        return lesson.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
            index, line in
            let bare = line.drop { $0 == " " }
            if bare.hasPrefix("```") || bare.hasPrefix("~~~") { isInFence.toggle() }
            guard !isInFence, let blank = LessonSkeleton.blank(in: line) else { return nil }
            return fault(index + 1, "the blank \(blank) is not filled yet")
        }
    }

    /// HTML of the author's that no reader gets to see.
    private var rawHTML: [LessonFault] {
        RawHTML.found(in: lesson).map { tag, line in
            fault(line, "the HTML \(tag.prefix(40)) is shown to nobody", expected: "Markdown alone")
        }
    }

    /// Mathematics that would be set in one document and not in another.
    private var dollarSigns: [LessonFault] {
        DollarSigns.pairs(in: lesson).map { line in
            fault(
                line, "what stands between $ and $ is mathematics in a notebook and plain text on a page",
                expected: "Unicode (β₂, ∇f) or `code`; a dollar sign of a price as \\$")
        }
    }

    private func written(_ exercise: Exercise) -> [LessonFault] {
        var faults: [LessonFault] = []
        if exercise.hints.isEmpty {
            faults.append(
                fault(
                    exercise.line, "the exercise \(exercise.id) has no hint",
                    expected: "<details><summary>Hint 1</summary> after it"))
        }
        if exercise.solution == nil {
            faults.append(
                fault(
                    exercise.line, "the exercise \(exercise.id) has no solution",
                    expected: "a fence with solution=\"\(exercise.id)\""))
        }
        let known = exercise.hints.compactMap(\.id)
        for check in exercise.checks {
            for named in Self.hints(namedIn: check.code.source) where !known.contains(named) {
                faults.append(
                    fault(
                        check.code.firstLine, "hint(\"\(named)\") names no hint of \(exercise.id)",
                        expected: known.isEmpty ? "a hint with an id" : "one of \(known.joined(separator: ", "))"))
            }
        }
        return faults
    }

    /// The texts of `hint("…")` calls.
    private static func hints(namedIn source: String) -> [String] {
        source.split(separator: "hint(", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
            return String(rest.dropFirst().prefix { $0 != quote })
        }
    }

    private func resolves(_ target: String, _ headings: Set<String>) -> Bool {
        if target.contains("://") || target.hasPrefix("mailto:") { return true }
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first.map(String.init) ?? ""
        if path.isEmpty {
            return parts.count < 2 || headings.contains(String(parts[1]))
        }
        let folder = (lesson.file as NSString).deletingLastPathComponent
        return FileManager.default.fileExists(atPath: (folder as NSString).appendingPathComponent(path))
    }

    /// The anchors that Git hosts give to headings: lower case, blanks as hyphens, no other signs.
    private var headings: Set<String> {
        var anchors: Set<String> = []
        for case .prose(let prose) in lesson.items {
            for block in prose.blocks {
                guard case .heading(_, let inlines) = block.content else { continue }
                let kept = inlines.plainText.lowercased().filter {
                    $0.isLetter || $0.isNumber || $0 == " " || $0 == "-"
                }
                anchors.insert(kept.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "-"))
            }
        }
        return anchors
    }

    // MARK: - By running

    /// What running shows: outputs, time limits, starters and solutions; and how long each item took.
    public func run() -> (faults: [LessonFault], seconds: [String: Double]) {
        let entries = NotebookRunner(lesson, session: session(), triesStarters: true).run(goesOn: true)
        var faults: [LessonFault] = entries.compactMap { entry in
            switch entry.status {
            case .done: nil
            case .differs(let difference):
                fault(
                    entry.expected?.fenceLine ?? entry.line, "the output of \(entry.id) is another now\n\(difference)",
                    try: "descent lesson test --promote \(lesson.file)")
            case .failed(let problem): entry.fault(problem, in: lesson.file)
            case .stopped: fault(entry.line, "stopped at \(entry.id)")
            }
        }
        faults += entries.filter(\.starterPasses).map { entry in
            fault(
                entry.line, "the starter of \(entry.id) passes as it is handed out",
                expected: "a blank ____, or a value that does not pass")
        }
        return (faults, Dictionary(entries.map { ($0.id, $0.seconds) }, uniquingKeysWith: +))
    }
}
