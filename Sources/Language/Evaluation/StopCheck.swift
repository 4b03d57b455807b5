public import Answers

/// What a loop over a person's data asks in every turn: every few thousand turns it looks whether the work was stopped.
///
/// A turn is meant to take well under a microsecond, so that a stop is answered within some milliseconds.
public struct StopCheck {
    private let work: Work
    private var turns = 0

    /// A check of that work.
    public init(_ work: Work) { self.work = work }

    /// Counts turns.
    ///
    /// - Throws: `Interrupted` once the work was stopped.
    public mutating func pass(_ count: Int = 1) throws {
        turns += count
        guard turns >= 4096 else { return }
        turns = 0
        if work.isCancelled { throw Interrupted() }
    }
}
