import Files
import Foundation
public import Language
import Answers

/// Runs one lesson file, tells what differs, and writes the corrected text beside it or in its place.
public struct LessonTest {
    /// What to tell the author.
    public var report: String
    /// Whether nothing differed or failed.
    public var isGood: Bool
    /// The same, item by item.
    public var items: LessonReport

    /// - Parameters:
    ///   - promote: puts the outputs that came into the lesson itself; otherwise they go to `NAME.corrected.md`.
    ///   - session: makes a fresh session.
    /// - Throws: a `Mistake` for a file that cannot be written.
    public static func run(_ lesson: Lesson, promote: Bool, session: () -> Session) throws -> LessonTest {
        let file = lesson.file
        let entries = NotebookRunner(lesson, session: session()).run(goesOn: true)
        let items = LessonReport(lesson, entries)
        var lines: [String] = []
        for entry in entries {
            switch entry.status {
            case .done: continue
            case .differs(let difference):
                lines.append("\(file):\(entry.expected?.fenceLine ?? entry.line): the output of \(entry.id) differs")
                lines.append(difference)
            case .failed(let problem): lines.append(entry.fault(problem, in: file).description)
            case .stopped: lines.append("stopped at \(entry.id)")
            }
        }
        let failed = entries.contains { entry in
            switch entry.status {
            case .failed, .stopped: true
            case .done, .differs: false
            }
        }
        let isStopped = entries.last?.status == .stopped
        guard !isStopped, let corrected = Correction.text(of: lesson, entries) else {
            if lines.isEmpty { lines.append("✓ \(file): \(entries.count) items") }
            return LessonTest(report: lines.joined(separator: "\n"), isGood: !failed, items: items)
        }
        let target = promote ? file : (file as NSString).deletingPathExtension + ".corrected.md"
        try FileDraft.write(Array(corrected.utf8), to: target)
        lines.append(promote ? "The new outputs stand in \(file)." : "The new outputs stand in \(target).")
        return LessonTest(report: lines.joined(separator: "\n"), isGood: promote && !failed, items: items)
    }
}

extension NotebookRunner.Entry {
    /// A problem of the item under its name; in the line that the problem names itself, where it does.
    func fault(_ problem: String, in file: String) -> LessonFault {
        let own = problem.hasPrefix(file + ":") ? problem.dropFirst(file.count + 1) : ""
        let digits = own.prefix { $0.isASCII && $0.isNumber }
        guard let line = Int(digits), own.dropFirst(digits.count).hasPrefix(": ") else {
            let named = problem.contains(id) ? problem : "\(id): \(problem)"
            return LessonFault(file: file, line: self.line, Mistake(named))
        }
        return LessonFault(file: file, line: line, Mistake("\(id): \(own.dropFirst(digits.count + 2))"))
    }
}
