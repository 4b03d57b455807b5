/// The learner's record for reading: one line per item that has been touched.
public enum ProgressTable {
    /// - Parameter records: those of one lesson follow each other.
    public static func text(_ records: [ItemRecord], _ places: [PlaceRecord]) -> String {
        let graded = records.filter { $0.status != .ran }
        guard !places.isEmpty || !records.isEmpty else { return "Nothing is recorded yet." }
        var lines: [String] = []
        let lessons = Set(places.map(\.lesson)).union(records.map(\.lesson)).sorted()
        for lesson in lessons {
            let place = places.first { $0.lesson == lesson }
            let stands = place.map { $0.isAtEnd ? "finished" : "at \($0.place)" } ?? "not begun"
            lines.append("\(lesson)  \(stands)" + (place.map { "  \($0.updated)" } ?? ""))
            for record in graded where record.lesson == lesson {
                var line = "  \(record.item)  \(record.status.rawValue)"
                line += ", attempts \(record.attempts), hints \(record.hints)"
                if record.sawSolution { line += ", solution seen" }
                lines.append(line)
            }
        }
        return lines.joined(separator: "\n")
    }
}
