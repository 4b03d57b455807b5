/// What a lesson says about itself in its front matter.
public struct LessonHeader: Sendable, Equatable {
    /// What the lesson is called.
    public var title: String
    /// What it is about, in one sentence; may be empty.
    public var description: String
    /// The language of the prose, e.g. `en`.
    public var language: String
    /// Version of the lesson format; this program reads version 1.
    public var format: Int
    /// Never changes: progress is keyed by it.
    public var id: String
    /// Raised by the author when questions or checks change; answers remember which version they answered.
    public var version: Int
    /// Ids of lessons that should come before.
    public var requires: [String]
    /// What a learner can do afterwards, as the author's own keywords.
    public var teaches: [String]
    /// How long it takes, in minutes; nil where the author did not say.
    public var minutes: Int?
    /// The number every cell's random stream is derived from.
    public var seed: UInt64
    /// False for a notebook without a `lesson:` section: its cells follow each other as they did at the prompt, with the
    /// session's own seed.
    public var seedsEachCell = true
    /// Seconds that one cell may take.
    public var timeout: Double
    /// When an exercise may be skipped.
    public var skip: SkipRule
    /// When a solution may be looked at.
    public var solution: SolutionRule
    /// The share of all points that passes the lesson, 0…1.
    public var pass: Double

    /// When an exercise may be skipped.
    public enum SkipRule: String, Sendable, CaseIterable {
        case allowed
        case afterThree = "after-3"
        case never
    }

    /// When the solution may be looked at.
    public enum SolutionRule: String, Sendable, CaseIterable {
        case afterPass = "after-pass"
        case afterThree = "after-3"
        case always
        case never
    }

    /// What holds for a file that says nothing about itself.
    static func notebook(_ file: String) -> LessonHeader {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return LessonHeader(
            title: name, description: "", language: "en", format: 1, id: "notebook", version: 1, requires: [],
            teaches: [], minutes: nil, seed: 0, seedsEachCell: false, timeout: 600, skip: .allowed, solution: .always,
            pass: 0)
    }
}
