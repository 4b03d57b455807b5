public import Answers

/// One thing wrong with a lesson file, and where: a mistake of the author's, never of the learner's.
public struct LessonFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file as the person named it.
    public var file: String
    /// From 1.
    public var line: Int
    /// What is wrong, what was expected, what to try.
    public var mistake: Mistake

    /// A mistake in a line of a file.
    public init(file: String, line: Int, _ mistake: Mistake) {
        self.file = file
        self.line = line
        self.mistake = mistake
    }

    /// `Lessons/01.md:7: …`, then what was expected and what to try, each on a line of its own.
    public var description: String {
        var text = "\(file):\(line): \(mistake.problem)"
        if let expected = mistake.expected { text += "\n  expected: \(expected)" }
        if let suggestion = mistake.suggestion { text += "\n  try: \(suggestion)" }
        return text
    }
}

/// Everything found wrong with one lesson file, in the order of its lines.
public struct LessonFaults: Error, Sendable, Equatable, CustomStringConvertible {
    /// In the order of their lines.
    public var faults: [LessonFault]

    /// Sorts them by line.
    public init(_ faults: [LessonFault]) {
        self.faults = faults.sorted { $0.line < $1.line }
    }

    /// One message after the other.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
