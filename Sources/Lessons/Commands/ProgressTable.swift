/// The learner's record for reading: one line per item that has been touched.
public enum ProgressTable {
    /// - Parameters:
    ///   - records: those of one lesson follow each other.
    ///   - course: knows what passing takes; of a lesson that is not here only the place is told.
    public static func text(_ records: [ItemRecord], _ places: [PlaceRecord], course: [Lesson] = []) -> String {
        let graded = records.filter { $0.status != .ran }
        guard !places.isEmpty || !records.isEmpty else { return "Nothing is recorded yet." }
        var lines: [String] = []
        let lessons = Set(places.map(\.lesson)).union(records.map(\.lesson)).sorted()
        for lesson in lessons {
            let place = places.first { $0.lesson == lesson }
            let stands = place.map { standing($0, records, course) } ?? "not begun"
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

    private static func standing(_ place: PlaceRecord, _ records: [ItemRecord], _ course: [Lesson]) -> String {
        guard let lesson = course.first(where: { $0.header.id == place.lesson }) else {
            return place.isAtEnd ? "read to the end" : "at \(place.place)"
        }
        return Guide(lesson, records: records, at: place.isAtEnd ? "end" : place.place).standing
    }
}
