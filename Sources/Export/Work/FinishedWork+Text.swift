import Answers
public import Lessons
import Markdown

extension FinishedWork {
    /// The lesson's text with the learner's answers in it: code in the place of what was handed out, and below each question and
    /// exercise what was answered and what that is worth. It is a lesson like the one it was made from.
    public func text(in lesson: Lesson) -> String {
        var lines = lesson.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // From the end, so that the numbers of the lines above stay true.
        for item in lesson.items.reversed() {
            switch item {
            case .question(let question):
                guard let last = question.prompt.last?.lines.upperBound, last <= lines.count else { continue }
                let isApart = last < lines.count && lines[last].isEmpty
                lines.insert(contentsOf: ["", "> " + said(of: question.id)] + (isApart ? [] : [""]), at: last)
            case .exercise(let exercise): put(exercise, in: &lines)
            case .prose, .cell, .prediction, .stop, .notes: continue
            }
        }
        if let title = lines.firstIndex(where: { $0.hasPrefix("# ") }) {
            let whose = name.map { "The work of \(FinishedWork.plain($0)): " } ?? "Finished work: "
            lines.insert(contentsOf: ["", "> " + whose + grades.summary + "."], at: title + 1)
        }
        return lines.joined(separator: "\n")
    }

    private func put(_ exercise: Exercise, in lines: inout [String]) {
        let handedOut = exercise.starter.source.split(separator: "\n", omittingEmptySubsequences: false).count
        let opening = exercise.line - 1
        let closing = opening + handedOut + 1
        guard closing < lines.count else { return }
        var fence = Array(lines[opening...closing])
        if let answer = record(exercise.id)?.answer, !answer.isEmpty {
            // A fence below an entry of a list is indented, and what stands in it as well.
            let margin = fence[0].prefix { $0 == " " }
            let info = fence[0].drop { $0 == " " || $0 == "`" || $0 == "~" }
            let code = answer.split(separator: "\n", omittingEmptySubsequences: false)
            let mark: String = margin + MarkdownFence.around(answer)
            let body: [String] = code.map { $0.isEmpty ? "" : String(margin + $0) }
            fence = [mark + info] + body + [mark]
        }
        lines.replaceSubrange(opening...closing, with: fence + ["", "> " + line(for: exercise.id)])
    }

    private func said(of question: String) -> String {
        guard let answer = record(question)?.answer, !answer.isEmpty else { return line(for: question) }
        return "Your answer: \(FinishedWork.quoted(answer)). \(line(for: question))"
    }

    /// As code, which Markdown leaves alone.
    private static func quoted(_ text: String) -> String {
        let line = text.visible.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
        let mark = MarkdownFence.around(line, least: 1)
        let room = line.contains("`") ? " " : ""
        return mark + room + line + room + mark
    }

    /// Words without signs of Markdown.
    private static func plain(_ text: String) -> String {
        text.visible.filter { !$0.isNewline && !"<>[]*_`\\|#".contains($0) }
    }
}
