import Markdown
import Answers

/// The text of a lesson with its outputs as they came.
enum Correction {
    /// - Returns: nil when every output is as it was.
    static func text(of lesson: Lesson, _ entries: [NotebookRunner.Entry]) -> String? {
        var lines = lesson.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var changed = false
        // From the end, so that the numbers of the lines above stay true.
        for entry in entries.sorted(by: { $0.line > $1.line }) {
            guard case .differs = entry.status, let expected = entry.expected else { continue }
            let first = expected.fenceLine
            let last = first + expected.lines.count
            guard last < lines.count else { continue }
            changed = true
            let mark = MarkdownFence.around(entry.output.joined(separator: "\n"))
            // A fence below an entry of a list is indented, one in a quotation stands behind its marks, and so does what is in it.
            let lead = lines[first - 1].prefix { $0 != "`" && $0 != "~" }
            let margin = String(lead.map { $0 == ">" ? $0 : " " })
            let info = lines[first - 1].dropFirst(lead.count).drop { $0 == "`" || $0 == "~" }
            let body = entry.output.map { $0.isEmpty ? String(margin.withoutTrailingSpaces) : margin + $0 }
            lines.replaceSubrange((first - 1)...last, with: [lead + mark + info] + body + [margin + mark])
        }
        return changed ? lines.joined(separator: "\n") : nil
    }
}
