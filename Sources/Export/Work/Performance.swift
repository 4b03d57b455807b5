import Answers
import Conversation
public import Figures
public import Language
public import Lessons

/// What came of a lesson's items when it was run once from top to bottom, as a document shows it.
public struct Performance: Sendable {
    /// One thing that an item printed or showed.
    enum Part: Sendable {
        case text(String)
        case picture(Picture)
    }

    /// What came of one item.
    struct Came: Sendable {
        var parts: [Part] = []
        /// Why it did not run to its end, or did not pass.
        var problem: String?

        /// The pictures alone.
        var pictures: [Picture] {
            parts.compactMap { if case .picture(let picture) = $0 { picture } else { nil } }
        }
    }

    /// What the pictures are drawn as.
    public enum Drawing: Sendable {
        case svg, png
    }

    /// By the id of the cell or exercise.
    private(set) var came: [String: Came] = [:]
    /// What went wrong, with its place in the file, in the order of the file.
    public private(set) var problems: [String] = []
    /// What kept pictures from being drawn; they are shown in characters then.
    public private(set) var missingPictures: String?
    /// Whether it was stopped on the way.
    public private(set) var wasStopped = false

    /// Runs the lesson without questions. Its code only computes, within the limits of each cell.
    ///
    /// - Parameters:
    ///   - session: a fresh one.
    ///   - answers: a learner's code by the id of its exercise. What has none is answered with the author's solution, where
    ///     there is one, for the sake of what follows.
    ///   - drawing: what pictures become.
    ///   - gnuplot: what draws them.
    public init(
        _ lesson: Lesson, session: Session, answers: [String: String] = [:], drawing: Drawing = .svg,
        gnuplot: Gnuplot = Gnuplot()
    ) {
        let count = lesson.cells.count + lesson.exercises.count
        var done = 0
        let entries = NotebookRunner(lesson, session: session, answers: answers).run(goesOn: true) { entry in
            done += 1
            session.work.report(
                Double(Swift.min(done, count)) / Double(Swift.max(1, count)), "\(entry.id) ran, \(done) of \(count)")
        }
        for entry in entries {
            var one = Came()
            switch entry.status {
            case .done, .differs: break
            case .failed(let problem):
                one.problem = problem
                problems.append(problem)
            case .stopped: wasStopped = true
            }
            one.parts = parts(of: entry.reply, drawing == .svg ? .svg : .png, gnuplot, session.work)
            came[entry.id] = one
        }
        wasStopped = wasStopped || session.work.isCancelled
    }

    private mutating func parts(of reply: Reply, _ form: Picture.Form, _ gnuplot: Gnuplot, _ work: Work) -> [Part] {
        var parts: [Part] = []
        var words: [Reply.Part] = []
        func flush() {
            let text = TextFace(width: Transcript.width).text(of: words)
            if !text.isEmpty { parts.append(.text(Performance.bounded(text))) }
            words = []
        }
        for part in reply.answer {
            guard case .value(.thing(let thing)) = part, let figure = thing.stillPicture else {
                words.append(part)
                continue
            }
            flush()
            parts.append(
                .picture(Picture(figure, as: form, gnuplot: gnuplot, work: work, problem: &missingPictures)))
        }
        flush()
        return parts
    }

    /// Bytes of one item's text that a document takes.
    private static let most = 200_000

    private static func bounded(_ text: String) -> String {
        guard text.utf8.count > most else { return text }
        let kept = text.utf8.prefix(most)
        let left = text.utf8.count - most
        return String(decoding: kept, as: UTF8.self) + "\n… (\(left) more bytes are left out)"
    }
}
