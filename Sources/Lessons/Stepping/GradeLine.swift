public import Answers

/// The grade of one question or exercise, as one line that a program can read.
///
/// An item that passed has all its points; one whose solution was seen before has none. Attempts, hints and skips are
/// counted and told, and take nothing away.
public struct GradeLine: Sendable, Equatable {
    /// What the learner did.
    public var record: ItemRecord
    /// What could be had.
    public var points: Double

    /// The grade of a record, of so many points.
    public init(_ record: ItemRecord, points: Double) {
        self.record = record
        self.points = points
    }

    /// The points that were had: all or none.
    public var earned: Double { record.status == .passed && !record.sawSolution ? points : 0 }

    /// `{"kind": "grade", "lesson": …, "item": …, "points": 5, "of": 5, …}`
    public var json: JSON {
        .members([
            "kind": .string("grade"), "lesson": .string(record.lesson), "version": .integer(record.version),
            "item": .string(record.item), "outcome": .string(record.status.rawValue), "points": .number(earned),
            "of": .number(points), "attempts": .integer(record.attempts), "hints": .integer(record.hints),
            "saw_solution": .bool(record.sawSolution),
        ])
    }
}

extension [GradeLine] {
    /// The points that were had in all.
    public var earned: Double { reduce(0) { $0 + $1.earned } }
    /// The points that could be had in all.
    public var points: Double { reduce(0) { $0 + $1.points } }

    /// The share of the points that was had; all of it where there are none to be had.
    public var share: Double { points > 0 ? earned / points : 1 }

    /// `4 of 5 points; 1 skipped; 2 hints`
    public var summary: String {
        var text = "\(earned.short(6)) of \(points.short(6)) points"
        let skipped = count { $0.record.status == .skipped }
        let open = count { $0.record.status == .open }
        let hints = reduce(0) { $0 + $1.record.hints }
        if open > 0 { text += "; \(open) open" }
        if skipped > 0 { text += "; \(skipped) skipped" }
        if hints > 0 { text += "; \(hints) \(hints == 1 ? "hint" : "hints")" }
        return text
    }
}
