import Synchronization

/// What the words of a check said while one check ran; the grader reads it afterwards.
public final class CheckLog: Sendable {
    /// What one word of a check said.
    public enum Entry: Sendable, Equatable {
        /// `passes(…)`: whether the condition held for this seed, and how many seeds it has to hold for.
        case passes(Bool, seeds: Int, atLeast: Int, message: String?)
        /// `expect(…)`: whether it held, and what to say where it did not.
        case expect(Bool, message: String)
        /// `answer(…)`: whether the learner's last value agrees.
        case answer(Bool, found: String, message: String?)
        /// `hint("id")`
        case hint(String)
    }

    private let entries = Mutex<[Entry]>([])

    /// A log without entries.
    public init() {}

    /// Notes one more; from any thread.
    public func add(_ entry: Entry) { entries.withLock { $0.append(entry) } }

    /// What was noted, in order.
    public var all: [Entry] { entries.withLock { $0 } }
}
