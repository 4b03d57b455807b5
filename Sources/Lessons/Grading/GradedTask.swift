import Numbers

/// One answer to one item, to be judged once, however many learners gave it.
struct GradedTask: Sendable, Hashable {
    /// The place of the lesson among those that are graded.
    var lesson: Int
    /// The item's id.
    var item: String
    /// What was answered.
    var answer: String
    /// The learner's own results that the item builds on by `needs=`, by id.
    var needs: [String: String]
    /// What the learner ran and answered before, in their own versions, by id: where an answer fails that is said to have
    /// passed, it is tried once more behind these. Nil for one that is not said to have passed.
    var session: [String: String]?

    /// Everything about the answer that its verdict depends on, as one text.
    var key: String {
        func list(_ texts: [String: String]) -> String {
            texts.sorted { $0.key < $1.key }.map { "\($0.key)\u{1}\($0.value)" }.joined(separator: "\u{2}")
        }
        return [answer, list(needs), session.map(list) ?? "\u{3}"].joined(separator: "\u{0}")
    }
}

/// What an answer came to when it was run again.
struct GradedVerdict: Sendable, Equatable, Codable {
    enum Outcome: String, Sendable, Codable {
        case passed
        case wrong
        /// The check itself failed, which never counts against the learner.
        case fault
    }

    var outcome: Outcome
    /// What the check said.
    var message = ""
    /// What wrong answers that go wrong in the same way have in common.
    var effect = ""
    /// It passed only behind what the learner had run before.
    var isInOwnSession = false
}

/// A question or an exercise of a lesson, as it is graded.
struct GradedItem: Sendable {
    enum Kind: Sendable {
        case question(Question)
        case exercise(Exercise)
    }

    var kind: Kind
    var points: Double
    /// The ids of the cells and exercises that it builds on.
    var needs: [String]
    /// A text that changes with everything about the lesson that a verdict on this item depends on.
    var fingerprint: String

    var id: String {
        switch kind {
        case .question(let question): question.id
        case .exercise(let exercise): exercise.id
        }
    }

    /// The items of a lesson in order. What a verdict depends on is the item itself and what runs above it; the checks of
    /// other exercises are not among it, so that mending one leaves the verdicts on the others as they are.
    static func all(of lesson: Lesson, terms: GradingTerms, program: String) -> [GradedItem] {
        let header = lesson.header
        var above = "\(program)\u{0}\(header.id)\u{0}\(header.seed)\u{0}\(header.timeout)\u{0}\(terms)"
        var items: [GradedItem] = []
        func add(_ kind: Kind, _ points: Double, _ needs: [String], _ own: String) {
            let text = above + "\u{0}" + own
            // Two hashes of the same text from different beginnings: nobody hits both by chance.
            let fingerprint = text.fingerprint + String(("descent" + text).utf8.fnv1a, radix: 16)
            items.append(GradedItem(kind: kind, points: points, needs: needs, fingerprint: fingerprint))
        }
        for item in lesson.items {
            switch item {
            case .prose, .prediction, .stop, .notes: continue
            case .cell(let cell):
                above += "\u{0}\(cell.id)\u{1}\(cell.code.source)\u{1}\(cell.timeout ?? 0)"
            case .question(let question):
                add(.question(question), question.points, [], "\(question.id)\u{1}\(question.answer)")
            case .exercise(let exercise):
                let parts = [exercise.setup, exercise.solution].map { $0?.source ?? "" }
                let code = "\(exercise.id)\u{1}\(parts)\u{1}\(exercise.timeout ?? 0)\u{1}\(exercise.needs)"
                let checks = exercise.checks.map(\.code.source)
                add(.exercise(exercise), exercise.points, exercise.needs, "\(code)\(checks)\(exercise.starter.source)")
                above += "\u{0}" + code
            }
        }
        return items
    }
}
