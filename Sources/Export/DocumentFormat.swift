public import Answers
import Lessons

/// What a lesson can be exported as.
public enum DocumentFormat: String, Sendable, CaseIterable {
    case html, ipynb, pdf, md

    /// The file's bytes.
    ///
    /// - Parameters:
    ///   - source: the lesson.
    ///   - performance: what came of running it; nil for what its author wrote down.
    ///   - work: what a learner did with it.
    ///   - pages: names of pages that are exported along with it, by the names of their lessons' files.
    ///   - titles: of the lessons that should come before it, by their ids.
    ///   - path: where a program that prints PDFs is looked for, as in `PATH`.
    ///   - stop: printing ends when it is cancelled.
    /// - Throws: `Mistake` where the document cannot be made.
    public func bytes(
        of source: LessonSource, performance: Performance? = nil, work: FinishedWork? = nil,
        pages: [String: String] = [:], titles: [String: String] = [:], path: String, stop: Work
    ) throws -> [UInt8] {
        let lesson = source.lesson
        let text = work?.text(in: lesson) ?? source.text
        switch self {
        case .md: return Array(text.utf8)
        case .ipynb: return Array(try Notebook(of: text, file: lesson.file, performance: performance).text.utf8)
        case .html:
            let page = LessonPage(lesson, performance: performance, work: work, pages: pages, titles: titles)
            return Array(page.html.utf8)
        case .pdf:
            let page = LessonPage(lesson, performance: performance, work: work, titles: titles, for: .paper)
            return try PagePrinter(path: path).pdf(of: page.html, work: stop)
        }
    }
}
