public import Answers
import Files
public import Lessons
import Markdown

/// A file that a document is made of: a lesson, a notebook of the prompt, or a notebook of Jupyter's.
public struct LessonSource: Sendable {
    /// The text of the lesson, to the byte.
    public let text: String
    /// The same, read.
    public let lesson: Lesson

    /// - Parameters:
    ///   - file: ends in `.md` or `.ipynb`.
    ///   - work: reading ends when it is cancelled.
    /// - Throws: `Mistake` or `LessonFaults` for a file that cannot be read.
    public init(_ file: String, work: Work = Work()) throws {
        let text = try LessonSource.text(of: file, work: work)
        do {
            try self.init(text: text, file: file, work: work)
        } catch let faults as LessonFaults where file.hasSuffix(".ipynb") {
            // The lines are those of the Markdown, which the person has not seen.
            throw LessonFaults(
                faults.faults.map { fault in
                    var fault = fault
                    fault.mistake.suggestion = fault.mistake.suggestion ?? "descent export --to md \(file)"
                    return fault
                })
        }
    }

    /// The text of the lesson that a file holds, whether or not it can be read as one.
    public static func text(of file: String, work: Work = Work()) throws(Mistake) -> String {
        if file.hasSuffix(".ipynb") {
            let text = try TextFile.read(file, limit: Notebook.most, work: work)
            return try Notebook(reading: text, from: file).lessonText
        }
        guard file.hasSuffix(".md") else {
            throw Mistake("\(file) is no lesson and no notebook", expected: "a file that ends in .md or .ipynb")
        }
        return try TextFile.read(file, limit: MarkdownBudget.bytes, work: work)
    }

    /// - Parameter text: of a lesson, or of a notebook of the prompt.
    public init(text: String, file: String, work: Work = Work()) throws {
        self.text = text
        lesson = try LessonReader.read(text, file: file, asNotebook: true, work: work)
    }
}
