import Markdown

/// Where a learner is in a lesson, and what has become of each item: a pure state machine that runs nothing.
///
/// The guide always stands at one step. Pages before a cell, a question or an exercise are shown together with it; a
/// page that is followed by another page waits for Enter.
public struct Guide: Sendable, Equatable {
    let lesson: Lesson
    let steps: [LessonStep]
    private(set) var index: Int
    /// By item id.
    var records: [String: ItemRecord]
    /// How many hints of an item stand above the next one, where that is not what its record counts: after a restart.
    private var ladder: [String: Int] = [:]

    /// - Parameter records: what is known from before; answers to another version of the lesson are kept, and count as
    ///   open.
    public init(_ lesson: Lesson, records: [ItemRecord] = [], at key: String? = nil) {
        self.lesson = lesson
        steps = LessonStep.all(of: lesson)
        self.records = [:]
        for record in records where record.lesson == lesson.header.id {
            var record = record
            if record.version != lesson.header.version, record.status != .ran { record.reopen(lesson.header.version) }
            self.records[record.item] = record
        }
        index = 0
        index = key.flatMap { key in steps.firstIndex { $0.key == key } } ?? stop(from: 0)
    }

    var step: LessonStep { steps[index] }

    var isAtEnd: Bool { step == .end }

    /// The first place at or after `start` where the learner has something to do.
    private func stop(from start: Int) -> Int {
        var place = Swift.min(start, steps.count - 1)
        while place < steps.count - 1, case .page = steps[place] {
            if case .page = steps[place + 1] { break }
            place += 1
        }
        return place
    }

    /// The pages to show on arriving at the present step: those between it and the place before.
    var pagesBefore: [[MarkdownBlock]] {
        var pages: [[MarkdownBlock]] = []
        var place = index
        if case .page(let blocks) = step { return [blocks] }
        while place > 0, case .page(let blocks) = steps[place - 1] {
            pages.insert(blocks, at: 0)
            place -= 1
            // Earlier pages of a run had Enter between them and have been read.
            if place > 0, case .page = steps[place - 1] { break }
        }
        return pages
    }

    // MARK: - Moving

    /// On to the next place where the learner has something to do.
    mutating func advance() { index = stop(from: Swift.min(index + 1, steps.count - 1)) }

    /// Back to the place before; false at the beginning.
    @discardableResult
    mutating func goBack() -> Bool {
        let first = stop(from: 0)
        guard index > first else { return false }
        var place = index - 1
        while place > first, stop(from: place) == index { place -= 1 }
        index = stop(from: place)
        return true
    }

    /// To the step with this key; false where there is none.
    mutating func go(to key: String) -> Bool {
        guard let place = steps.firstIndex(where: { $0.key == key }) else { return false }
        index = place
        return true
    }

    /// The hints of an item begin with the first one again; those that were given stay counted.
    mutating func restartHints(of item: String) { ladder[item] = 0 }

    /// The next hint of the item was given.
    mutating func takeHint(of item: String) { if let given = ladder[item] { ladder[item] = given + 1 } }

    // MARK: - Records

    /// The record of an item, a fresh one where there is none.
    func record(_ item: String) -> ItemRecord {
        records[item] ?? ItemRecord(lesson: lesson.header.id, version: lesson.header.version, item: item)
    }

    /// The check has told a hint by itself: where it is the next one, `:hint` gives the one after it.
    mutating func pass(_ hint: Hint) {
        guard let next = nextHint, next.hint == hint else { return }
        ladder[step.key] = next.number
    }

    /// How many hints of the present question or exercise are left to ask for.
    var hintsLeft: Int { nextHint.map { $0.of - $0.number + 1 } ?? 0 }

    private var hints: [Hint] {
        switch step {
        case .question(let question): question.hints
        case .exercise(let exercise): exercise.hints
        default: []
        }
    }

    /// Whether the present question or exercise has any hint.
    var hasHints: Bool { !hints.isEmpty }

    /// The hint that comes next for the present question or exercise; nil when all have been given.
    var nextHint: (hint: Hint, number: Int, of: Int)? {
        let hints = hints
        let given = ladder[step.key] ?? record(step.key).hints
        guard given < hints.count else { return nil }
        return (hints[given], given + 1, hints.count)
    }

    /// Why the present item may not be skipped now; nil when it may.
    var skipRefusal: String? {
        let attempts = record(step.key).attempts
        switch (step, lesson.header.skip) {
        case (.exercise, .never), (.question, .never): return "this lesson does not allow skipping"
        case (.exercise, .afterThree), (.question, .afterThree):
            return attempts >= 3 ? nil : "skipping is allowed after three attempts; this was number \(attempts)"
        default: return nil
        }
    }

    /// Why the solution may not be seen now; nil when it may.
    var solutionRefusal: String? {
        let record = record(step.key)
        if record.status == .passed { return nil }
        switch lesson.header.solution {
        case .always: return nil
        case .afterPass: return "The solution is shown after the exercise has passed; :hint helps on the way."
        case .afterThree:
            return record.attempts >= 3
                ? nil
                : "The solution is shown after three attempts; so far there \(record.attempts == 1 ? "was" : "were") "
                    + "\(["none", "one", "two"][Swift.max(0, Swift.min(2, record.attempts))]). :hint helps."
        case .never: return "This lesson does not show its solutions."
        }
    }

    // MARK: - Grade

    /// One line for each question and exercise, in the order of the lesson.
    public var grades: [GradeLine] {
        steps.compactMap { step in
            switch step {
            case .question(let question): GradeLine(record(question.id), points: question.points)
            case .exercise(let exercise): GradeLine(record(exercise.id), points: exercise.points)
            default: nil
            }
        }
    }
}
