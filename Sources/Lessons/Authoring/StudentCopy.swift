import Markdown
import Answers

/// A lesson without what its learners are not to read: solutions, with what is said about them, hidden checks, and the
/// presenter's notes.
///
/// Everything else stays as it is, to the byte, and so do the ids: answers to the copy are answers to the lesson.
public struct StudentCopy: Sendable {
    /// The text of the copy.
    public let text: String

    /// - Throws: `LessonFaults` for a lesson that could not be worked through without them.
    public init(of lesson: Lesson) throws(LessonFaults) {
        let faults = lesson.exercises.compactMap { exercise -> LessonFault? in
            guard !exercise.checks.contains(where: { !$0.isHidden }) else { return nil }
            let mistake =
                exercise.checks.isEmpty
                ? Mistake(
                    "the exercise \(exercise.id) has no check: its answers are compared with the solution, which a copy "
                        + "does not hold", expected: "a fence with check=\"\(exercise.id)\"")
                : Mistake(
                    "all checks of the exercise \(exercise.id) are hidden: a learner could not tell whether an answer is right",
                    expected: "at least one check that learners see")
            return LessonFault(file: lesson.file, line: exercise.line, mistake)
        }
        guard faults.isEmpty else { throw LessonFaults(faults) }
        var lines = lesson.text.split(separator: "\n", omittingEmptySubsequences: false)
        for range in StudentCopy.secrets(lesson, lines).reversed() {
            // With the empty line after it, so that no gap of two is left.
            let next = range.upperBound + 1
            let end = next < lines.count && lines[next].trimmed.isEmpty ? next : range.upperBound
            lines.removeSubrange(range.lowerBound...end)
        }
        text = lines.joined(separator: "\n")
        let copy: Lesson
        do {
            copy = try LessonReader.read(text, file: lesson.file)
        } catch {
            throw StudentCopy.refusal(lesson, "without its solutions the lesson cannot be read: \(error.description)")
        }
        let isClean = copy.exercises.allSatisfy { $0.solution == nil && !$0.checks.contains(where: \.isHidden) }
        guard isClean else {
            throw StudentCopy.refusal(lesson, "a solution or a hidden check stands inside of something else")
        }
    }

    private static func refusal(_ lesson: Lesson, _ problem: String) -> LessonFaults {
        LessonFaults([
            LessonFault(
                file: lesson.file, line: 1,
                Mistake(
                    problem, expected: "each solution in a <details> of its own, each hidden check at the left margin"))
        ])
    }

    /// What is left out, by the indices of its lines, from the top.
    private static func secrets(_ lesson: Lesson, _ lines: [Substring]) -> [ClosedRange<Int>] {
        let length = FrontMatter.length(lines)
        let body = lines[length...].joined(separator: "\n")
        let blocks = (try? MarkdownParser.blocks(of: body, firstLine: length + 1)) ?? []
        var found: [ClosedRange<Int>] = []
        var details: (start: Int, isSecret: Bool)?
        for block in blocks {
            let range = (block.lines.lowerBound - 1)...Swift.min(lines.count - 1, block.lines.upperBound - 1)
            switch block.content {
            case .html(let html) where isNotes(html): found.append(range)
            case .html(let html):
                if let open = details {
                    guard html.lowercased().contains("</details>") else { continue }
                    if open.isSecret { found.append(open.start...range.upperBound) }
                    details = nil
                } else if let opening = LessonReader.Details(opening: html), !opening.isClosed {
                    details = (range.lowerBound, false)
                }
            case .code:
                guard isSecret(lines[range.lowerBound]) else { continue }
                if details != nil {
                    details?.isSecret = true
                } else {
                    found.append(range)
                }
            default: continue
            }
        }
        // Notes inside of a solution go with it.
        return found.filter { one in !found.contains { $0 != one && $0.contains(one.lowerBound) } }
            .sorted { $0.lowerBound < $1.lowerBound }
    }

    private static func isNotes(_ html: String) -> Bool {
        html.trimmed.hasPrefix("<!--") && html.trimmed.dropFirst(4).trimmed.hasPrefix("descent:notes")
    }

    private static func isSecret(_ opening: Substring) -> Bool {
        let mark = opening.drop { $0 == " " }
        let info = mark.drop { $0 == "`" || $0 == "~" }.drop { $0 == " " }
        guard info.prefix(while: { !$0.isWhitespace }) == "descent",
            let attributes = try? FenceInfo(info.dropFirst(7), file: "", line: 0)
        else { return false }
        return attributes["solution"] != nil || attributes["check"] != nil && attributes.flag("hidden") == true
    }
}
