import Markdown

/// One thing that a tutor lesson shows or asks.
enum LessonStep: Sendable, Equatable {
    case page([MarkdownBlock])
    case prediction(Prediction)
    case cell(Cell)
    case question(Question)
    case exercise(Exercise)
    /// Where a class waits for each other.
    case stop(StopPoint)
    case end

    /// What progress is keyed by: the item's id; for a page the fingerprint of its text, never its position.
    var key: String {
        switch self {
        case .page(let blocks): "page-" + "\(blocks.map(\.content))".fingerprint
        case .prediction(let prediction): prediction.key
        case .cell(let cell): cell.id
        case .question(let question): question.id
        case .exercise(let exercise): exercise.id
        case .stop(let stop): stop.id
        case .end: "end"
        }
    }

    /// The steps of a lesson in the order in which a learner meets them.
    ///
    /// A long text is cut into pages at its headings; a prediction comes right before its cell, wherever the author
    /// wrote it.
    static func all(of lesson: Lesson) -> [LessonStep] {
        var predictions: [String: [Prediction]] = [:]
        for prediction in lesson.predictions { predictions[prediction.cell, default: []].append(prediction) }
        var steps: [LessonStep] = []
        // Notes cut no text in two.
        var text: [MarkdownBlock] = []
        func flush() {
            steps += pages(text).map { .page($0) }
            text = []
        }
        for item in lesson.items {
            switch item {
            case .prose(let prose): text += prose.blocks
            case .notes, .prediction: break
            case .cell(let cell):
                flush()
                steps += (predictions[cell.id] ?? []).map { .prediction($0) }
                steps.append(.cell(cell))
            case .question(let question):
                flush()
                steps.append(.question(question))
            case .exercise(let exercise):
                flush()
                steps.append(.exercise(exercise))
            case .stop(let stop):
                flush()
                steps.append(.stop(stop))
            }
        }
        flush()
        return steps + [.end]
    }

    /// Cut before each second-level heading.
    private static func pages(_ blocks: [MarkdownBlock]) -> [[MarkdownBlock]] {
        var pages: [[MarkdownBlock]] = [[]]
        for block in blocks {
            if case .heading(2, _) = block.content, pages[pages.count - 1].isEmpty == false { pages.append([]) }
            pages[pages.count - 1].append(block)
        }
        return pages.filter { !$0.isEmpty }
    }
}
