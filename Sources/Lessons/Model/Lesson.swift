public import Markdown

/// A lesson as it was read: its header and its items in the order of the file.
public struct Lesson: Sendable, Equatable {
    /// The file, as the person named it.
    public var file: String
    /// The whole text of the file.
    public var text: String
    /// What the front matter says.
    public var header: LessonHeader
    /// Prose, cells, predictions, questions, exercises, stops and notes, in the order of the file.
    public var items: [Item]
    /// Links to other files, as written, with the line each stands in.
    public var links: [Link]
    /// Fences whose attributes are not in alphabetical order, by line.
    public var unsortedFences: [Int]
    /// The names that the lesson's own code sets, wherever it stands.
    let ownNames: Set<String>

    /// What a lesson is made of.
    public enum Item: Sendable, Equatable {
        case prose(Prose)
        case cell(Cell)
        case prediction(Prediction)
        case question(Question)
        case exercise(Exercise)
        case stop(StopPoint)
        case notes(PresenterNotes)
    }

    /// Text shown as it stands.
    public struct Prose: Sendable, Equatable {
        /// The text between two other items.
        public var blocks: [MarkdownBlock]
    }

    /// A link of the lesson's text.
    public struct Link: Sendable, Equatable {
        /// As written: a path, an address, or `#heading`.
        public var target: String
        /// The line its block begins in.
        public var line: Int
    }

    /// The cells alone, in order.
    public var cells: [Cell] {
        items.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
    }

    /// The questions alone, in order.
    public var questions: [Question] {
        items.compactMap { if case .question(let question) = $0 { question } else { nil } }
    }

    /// The exercises alone, in order.
    public var exercises: [Exercise] {
        items.compactMap { if case .exercise(let exercise) = $0 { exercise } else { nil } }
    }

    /// The predictions alone, in order.
    public var predictions: [Prediction] {
        items.compactMap { if case .prediction(let prediction) = $0 { prediction } else { nil } }
    }

    /// The points that can be had in all.
    public var points: Double {
        questions.reduce(0) { $0 + $1.points } + exercises.reduce(0) { $0 + $1.points }
    }
}

/// Code that is shown, run, and whose result is compared with the `output` fence after it.
public struct Cell: Sendable, Equatable {
    /// Given by the author, or made from the text of a cell that has none; never a position.
    public var id: String
    /// What is run.
    public var code: SourceCode
    /// What it printed for its author; nil where no output fence follows.
    public var output: ExpectedOutput?
    /// Seconds; nil takes the lesson's.
    public var timeout: Double?
    /// The seed it ran with where a session was saved; nil takes the cell's own.
    public var seed: UInt64?
}

/// What the author saw when the cell ran.
public struct ExpectedOutput: Sendable, Equatable {
    /// The lines between the fences, wildcards included.
    public var lines: [String]
    /// The line of the file of the opening fence, and of its first content line the one after.
    public var fenceLine: Int
    /// How what comes is compared with it.
    public var match: Match
    /// Absolute tolerance for every number; nil where digits written decide.
    public var tolerance: Double?
    /// Relative tolerance for every number.
    public var relative: Double?

    /// How an output is compared.
    public enum Match: String, Sendable, CaseIterable {
        /// `...`, `[..]`, and numbers to the digits written.
        case lines
        /// Shown, not checked.
        case none
    }
}

/// Where a class waits for each other: `<!-- descent:stop -->`.
public struct StopPoint: Sendable, Equatable {
    /// Given by the author, or made from what stands before it; never a position.
    public var id: String
    /// The line of its comment.
    public var line: Int
}

/// What only the presenter is to read: `<!-- descent:notes … -->`, which no page shows.
public struct PresenterNotes: Sendable, Equatable {
    /// The text of the comment, without its first line.
    public var text: String
    /// The line of its comment.
    public var line: Int
}

/// A guess that the learner makes before a cell runs; it is never graded.
public struct Prediction: Sendable, Equatable {
    /// The cell it is about.
    public var cell: String
    /// An expression that is evaluated after the cell.
    public var expression: String
    /// What will come, where the author says so: then a guess of another kind is not taken.
    public var kind: Kind?
    /// The question as the learner sees it.
    public var prompt: [MarkdownBlock]
    /// The line of its comment.
    public var line: Int
    /// How many others about the same cell stand before it.
    public var number = 0

    /// What a prediction's expression comes to.
    public enum Kind: String, Sendable, CaseIterable {
        case number
        /// A list or tuple of numbers.
        case list
        case text
    }

    /// What its record is kept under.
    var key: String { "prediction-" + cell + (number > 0 ? "-\(number + 1)" : "") }
}
