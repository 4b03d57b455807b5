/// Where records of answers are kept. What cannot be kept is told, and never stops a lesson.
public protocol ProgressLog: AnyObject {
    /// Everything known of one lesson.
    func records(of lesson: String) -> [ItemRecord]
    /// The key of the step where the learner left; nil before the first visit.
    func place(in lesson: String) -> String?
    /// - Returns: what went wrong, in words.
    func save(_ record: ItemRecord) -> String?
    func set(place: String, in header: LessonHeader, isAtEnd: Bool) -> String?
}

/// Keeps records while the program runs, where there is no place for a file.
public final class MemoryLog: ProgressLog {
    private var all: [String: ItemRecord] = [:]
    private var places: [String: String] = [:]

    /// A record with nothing in it.
    public init() {}

    /// By item.
    public func records(of lesson: String) -> [ItemRecord] {
        all.values.filter { $0.lesson == lesson }.sorted { $0.item < $1.item }
    }

    /// The key of the step.
    public func place(in lesson: String) -> String? { places[lesson] }

    /// Keeps it until the program ends.
    public func save(_ record: ItemRecord) -> String? {
        all[record.lesson + "\u{0}" + record.item] = record
        return nil
    }

    /// Keeps it until the program ends.
    public func set(place: String, in header: LessonHeader, isAtEnd: Bool) -> String? {
        places[header.id] = place
        return nil
    }
}
