/// Where records of answers are kept. What cannot be kept is told, and never stops a lesson.
///
/// Several sessions may be at work on one record. So nobody writes down what they believe to be there: a session says what
/// happened, and that is done to what is kept by then.
public protocol ProgressLog: AnyObject {
    /// Everything known of one lesson.
    func records(of lesson: String) -> [ItemRecord]
    /// The guesses of all lessons, the oldest first.
    func predictions() -> [ItemRecord]
    /// Where the learner left; nil before the first visit.
    func place(in lesson: String) -> PlaceRecord?
    /// Does to the record that is kept what has happened.
    ///
    /// - Parameter known: what this session knows of the item; counts where nothing is kept of it.
    /// - Returns: the record as it is now; and what went wrong, in words.
    func change(_ known: ItemRecord, _ happened: (inout ItemRecord) -> Void) -> (record: ItemRecord, problem: String?)
    /// The learner has gone somewhere.
    ///
    /// - Returns: what went wrong, in words.
    func move(_ move: StepTransition) -> String?
}

/// A learner's way from one step of a lesson to another.
public struct StepTransition: Sendable {
    /// The lesson.
    public var header: LessonHeader
    /// The key of the step where this session stood; nil on its arrival in the lesson.
    public var from: String?
    /// The key of the step where it stands now.
    public var to: String
    /// The keys of all steps, the first one first.
    public var steps: [String]

    /// Where the learner stands, when `kept` is what the record says. A place that another session has reached is not
    /// taken back by one that stood elsewhere; and a lesson that was finished stays finished.
    func place(after kept: PlaceRecord?, at time: String) -> PlaceRecord {
        let isAtEnd = to == steps.last || kept?.isAtEnd == true
        var place = PlaceRecord(
            lesson: header.id, version: header.version, place: to, isAtEnd: isAtEnd, updated: time)
        if let kept, let from, kept.place != from, let here = steps.firstIndex(of: to),
            let there = steps.firstIndex(of: kept.place), there > here
        {
            place.place = kept.place
        }
        return place
    }
}

/// Keeps records while the program runs, where there is no place for a file.
public final class MemoryLog: ProgressLog {
    private var all: [String: ItemRecord] = [:]
    private var places: [String: PlaceRecord] = [:]

    /// A record with nothing in it.
    public init() {}

    /// By item.
    public func records(of lesson: String) -> [ItemRecord] {
        all.values.filter { $0.lesson == lesson }.sorted { $0.item < $1.item }
    }

    /// In the order of lessons and items, as nothing says when they were made.
    public func predictions() -> [ItemRecord] {
        all.values.filter { $0.item.hasPrefix("prediction-") }.sorted { ($0.lesson, $0.item) < ($1.lesson, $1.item) }
    }

    /// Where the learner left.
    public func place(in lesson: String) -> PlaceRecord? { places[lesson] }

    /// Keeps it until the program ends.
    public func change(_ known: ItemRecord, _ happened: (inout ItemRecord) -> Void) -> (
        record: ItemRecord, problem: String?
    ) {
        let key = known.lesson + "\u{0}" + known.item
        var record = all[key] ?? known
        record.version = known.version
        happened(&record)
        all[key] = record
        return (record, nil)
    }

    /// Keeps it until the program ends.
    public func move(_ move: StepTransition) -> String? {
        places[move.header.id] = move.place(after: places[move.header.id], at: "")
        return nil
    }
}
