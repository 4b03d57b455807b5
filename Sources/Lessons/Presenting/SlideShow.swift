import Answers
public import Conversation
public import Language
import Markdown

/// A lesson as a talk: a page for each heading of the first two levels and for each stop. Cells run when the talk comes to them,
/// questions and exercises wait for the room before they are resolved.
public final class SlideShow: Slides {
    /// One page.
    struct Slide {
        var heading: String
        var steps: [Step] = []
        var notes: [String] = []

        var pauses: [Step] { steps.filter(\.isPause) }
    }

    enum Step {
        case text([MarkdownBlock])
        case cell(Cell)
        case question(Question)
        case exercise(Exercise)
        case stop

        /// Whether the talk stops there until the presenter goes on.
        var isPause: Bool { if case .text = self { false } else { true } }
    }

    private let lesson: Lesson
    private let sandbox: Sandbox
    let slides: [Slide]
    private var index = 0
    /// What came of the pauses of each page that have been gone through.
    private var results: [[[Reply.Part]]]

    /// - Parameter sandbox: runs the cells in its session.
    public init(_ lesson: Lesson, sandbox: Sandbox) {
        self.lesson = lesson
        self.sandbox = sandbox
        slides = Self.slides(of: lesson)
        results = Array(repeating: [], count: slides.count)
        sandbox.beginLesson()
    }

    /// Cut at headings of the first two levels; a stop has a page of its own.
    static func slides(of lesson: Lesson) -> [Slide] {
        var slides: [Slide] = []
        func add(_ step: Step) {
            if slides.isEmpty { slides.append(Slide(heading: "")) }
            if case .text(let more) = step, case .text(let blocks)? = slides[slides.count - 1].steps.last {
                slides[slides.count - 1].steps.removeLast()
                slides[slides.count - 1].steps.append(.text(blocks + more))
            } else {
                slides[slides.count - 1].steps.append(step)
            }
        }
        for item in lesson.items {
            switch item {
            case .prose(let prose):
                for block in prose.blocks {
                    if case .heading(let level, let inlines) = block.content, level <= 2 {
                        slides.append(Slide(heading: inlines.plainText))
                    } else {
                        add(.text([block]))
                    }
                }
            case .cell(let cell):
                for prediction in lesson.predictions where prediction.cell == cell.id { add(.text(prediction.prompt)) }
                add(.cell(cell))
            case .prediction: continue
            case .question(let question): add(.question(question))
            case .exercise(let exercise): add(.exercise(exercise))
            case .stop:
                slides.append(Slide(heading: "Stop", steps: [.stop]))
                slides.append(Slide(heading: ""))
            case .notes(let notes):
                if slides.isEmpty { slides.append(Slide(heading: "")) }
                slides[slides.count - 1].notes.append(notes.text)
            }
        }
        // What follows a stop has a page only where something does.
        slides.removeAll { $0.heading.isEmpty && $0.steps.isEmpty && $0.notes.isEmpty }
        return slides.isEmpty ? [Slide(heading: lesson.header.title)] : slides
    }

    private var slide: Slide { slides[index] }

    /// The heading of the page.
    public var heading: String { slide.heading }
    /// The notes that stand in the page's comments.
    public var notes: [String] { slide.notes }
    /// The number of the page, and how many there are.
    public var place: (number: Int, count: Int) { (index + 1, slides.count) }

    /// What the page shows by now: everything up to the next pause, with what came of those before.
    public var parts: [Reply.Part] {
        var parts: [Reply.Part] = []
        var done = 0
        for step in slide.steps {
            switch step {
            case .text(let blocks): parts.append(.markdown(blocks))
            case .cell(let cell): parts.append(.markdown([code(cell.code.source)]))
            case .question(let question):
                // Once it is resolved its choices stand there with their ticks.
                let isOpen = done >= results[index].count
                parts.append(.markdown(question.prompt + (isOpen ? question.choices(areTicked: false) : [])))
            case .exercise(let exercise): parts.append(.markdown([code(exercise.starter.source)]))
            case .stop: parts.append(.markdown([Self.paragraph("Here we wait for everybody.")]))
            }
            guard step.isPause else { continue }
            guard done < results[index].count else { break }
            parts += results[index][done]
            done += 1
        }
        return parts
    }

    /// The pause that the talk stands at, else the last one of the page.
    private var present: Step? {
        let pauses = slide.pauses
        return results[index].count < pauses.count ? pauses[results[index].count] : pauses.last
    }

    /// The pause of the cell that runs next, else of the one that ran last on this page.
    private var cellPlace: Int? {
        let (pauses, done) = (slide.pauses, results[index].count)
        if done < pauses.count, case .cell = pauses[done] { return done }
        return pauses[..<Swift.min(done, pauses.count)].lastIndex { if case .cell = $0 { true } else { false } }
    }

    /// The source of that cell; nil where the page has none.
    public var code: String? {
        guard let place = cellPlace, case .cell(let cell) = slide.pauses[place] else { return nil }
        return cell.code.source
    }

    /// Whether the next step runs a cell or a solution.
    public var runsNext: Bool {
        guard results[index].count < slide.pauses.count else { return false }
        return switch present {
        case .cell, .exercise: true
        default: false
        }
    }

    /// Resolves the next pause of the page, or turns it.
    public func forward() -> [Reply.Part]? {
        guard results[index].count < slide.pauses.count, let step = present else {
            guard index + 1 < slides.count else { return nil }
            index += 1
            return []
        }
        let result = resolve(step)
        results[index].append(result)
        return result
    }

    /// The page before, as it was left.
    public func back() -> Bool {
        guard index > 0 else { return false }
        index -= 1
        return true
    }

    /// Runs the cell of `code` in another version, in the place of what came of it before.
    public func run(_ code: String) -> [Reply.Part] {
        guard let place = cellPlace, case .cell(let cell) = slide.pauses[place] else { return [] }
        var result = run(code, cell)
        if code.trimmed != cell.code.source.trimmed { result.insert(.markdown([self.code(code)]), at: 0) }
        if place < results[index].count { results[index][place] = result } else { results[index].append(result) }
        return result
    }

    /// What the session's language offers; no files.
    public func completions(_ text: String, cursor: Int) -> Completions {
        sandbox.session.complete(text, cursor: cursor) { _ in [] }
    }

    /// Goes to a page, running everything before it.
    ///
    /// - Parameter number: from 1.
    public func go(to number: Int) {
        while index + 1 < Swift.min(number, slides.count), !sandbox.session.work.isCancelled {
            if forward() == nil { break }
        }
    }

    /// The notes of all pages, each under its number and heading.
    public var allNotes: String {
        let pages = slides.enumerated().filter { !$0.element.notes.isEmpty }.map { index, slide in
            (["\(index + 1)  \(slide.heading)"] + slide.notes).joined(separator: "\n")
        }
        return pages.isEmpty
            ? "There are no notes: <!-- descent:notes … --> holds some." : pages.joined(separator: "\n\n")
    }

    // MARK: - Resolving

    private func resolve(_ step: Step) -> [Reply.Part] {
        switch step {
        case .text, .stop: return []
        case .cell(let cell): return run(cell.code.source, cell)
        case .question(let question): return [.markdown(question.solution { self.code($0) })]
        case .exercise(let exercise):
            guard let solution = exercise.solution else { return [] }
            let limit = exercise.timeout ?? lesson.header.timeout
            let seed = CellSeed.of(exercise.id, in: lesson.header)
            if let setup = exercise.setup { _ = sandbox.run(setup, seed: seed, limit: limit) }
            let run = sandbox.run(solution, seed: seed, limit: limit)
            return [.markdown([code(solution.source)])] + Self.parts(run) + [.markdown(exercise.explanation)]
        }
    }

    private func run(_ source: String, _ cell: Cell) -> [Reply.Part] {
        let code = SourceCode(source: source, firstLine: cell.code.firstLine)
        let seed = CellSeed.of(cell, in: lesson.header)
        return Self.parts(sandbox.run(code, seed: seed, limit: cell.timeout ?? lesson.header.timeout))
    }

    private static func parts(_ run: Sandbox.Run) -> [Reply.Part] {
        run.reply.answer + (run.problem.map { [.failure($0)] } ?? [])
    }

    /// Code as a hall reads it: lines that the page does not hold are broken where a statement ends, else between words.
    private func code(_ source: String) -> MarkdownBlock {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
            CodeLine.broken(String($0), columns: sandbox.session.width - 4)
        }
        return MarkdownBlock(.code(info: "descent", text: lines.joined(separator: "\n")))
    }

    private static func paragraph(_ text: String) -> MarkdownBlock {
        MarkdownBlock(.paragraph([.strong([.text(text)])]))
    }
}
