import Answers

/// What a class has come to, for its teacher: each item with those who passed it, and the wrong answers in groups that go wrong
/// in the same way.
extension GradeBook {
    /// Wrong answers to one item with the same effect.
    struct Group: Equatable {
        /// What they have in common.
        var effect: String
        /// Who gave them.
        var learners: [String]
        /// One of the answers.
        var example: String
    }

    /// The groups of one item, the largest first.
    func groups(of lesson: String, _ item: String) -> [Group] {
        var groups: [Group] = []
        for row in rows where row.lesson == lesson && row.item == item && row.outcome == .wrong {
            if let place = groups.firstIndex(where: { $0.effect == row.effect }) {
                groups[place].learners.append(row.learner)
            } else {
                groups.append(Group(effect: row.effect, learners: [row.learner], example: row.record?.answer ?? ""))
            }
        }
        return groups.enumerated().sorted {
            ($1.element.learners.count, $0.offset) < ($0.element.learners.count, $1.offset)
        }.map(\.element)
    }

    /// The summary as text, in lines of this width.
    public func summary(width: Int) -> String {
        var lines = [
            "\(Phrase.count(files.count, "submission")); \(Phrase.count(judged, "answer")) run"
                + (known > 0 ? ", \(known) known from before" : "")
        ]
        if isStopped { lines.append("It was stopped: answers that were not run stand as open.") }
        for (lesson, item) in items {
            let own = rows.filter { $0.lesson == lesson && $0.item == item }
            guard !own.isEmpty else { continue }
            let counts = Outcome.allCases.compactMap { outcome -> String? in
                let count = own.count { $0.outcome == outcome }
                return count > 0 ? "\(count) \(outcome.rawValue)" : nil
            }
            lines.append("")
            lines.append("\(lesson), \(item): \(counts.joined(separator: ", "))")
            for group in groups(of: lesson, item) {
                let names = group.learners.prefix(5).map(\.visible).joined(separator: ", ")
                let more = group.learners.count > 5 ? " and \(group.learners.count - 5) more" : ""
                let text = "\(group.learners.count)× \(group.effect.visible) (\(names)\(more))"
                lines += Self.indented(text, 2, width)
                let answer = group.example.split(separator: "\n").joined(separator: "; ").visible
                lines.append("     e.g. " + answer.cut(columns: Swift.max(20, width - 10)))
            }
        }
        if !twins.isEmpty { lines.append("") }
        for twin in twins { lines += Self.indented(Self.told(twin).visible, 0, width) }
        let remarks = rows.filter { !$0.remark.isEmpty }
        if !remarks.isEmpty { lines += ["", "To be looked at:"] }
        for row in remarks { lines += Self.indented("\(row.learner.visible), \(row.item): \(row.remark)", 2, width) }
        if !faults.isEmpty { lines += ["", "Faults of the lessons, which count for nobody:"] }
        for fault in faults { lines += fault.split(separator: "\n").map { "  " + String($0).visible } }
        if !skipped.isEmpty { lines += ["", "Not graded:"] }
        for mistake in skipped { lines += Self.indented(mistake.problem.visible, 2, width) }
        return lines.joined(separator: "\n")
    }

    private static func indented(_ text: String, _ indent: Int, _ width: Int) -> [String] {
        TextTable.wrap(text, Swift.max(20, width - indent - 2)).enumerated().map {
            String(repeating: " ", count: $0.offset == 0 ? indent : indent + 2) + $0.element
        }
    }
}
