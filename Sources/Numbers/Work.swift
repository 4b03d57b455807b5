public import Synchronization

/// How far a long computation has come.
public struct Progress: Sendable {
    /// Share done, 0…1; nil when the length is not known.
    public var fraction: Double?
    /// What is being done now, e.g. `epoch 12/100  loss 0.031`.
    public var note: String

    public init(fraction: Double?, note: String) {
        self.fraction = fraction
        self.note = note
    }
}

/// The one protocol between long work and whoever watches it: progress goes out, cancellation comes in.
///
/// Work polls `isCancelled` at least every 10 ms and, when it is set, returns what it has so far.
public final class Work: Sendable {
    @usableFromInline let cancelled = Atomic<Bool>(false)
    private let observer: (@Sendable (Progress) -> Void)?

    public init(observer: (@Sendable (Progress) -> Void)? = nil) {
        self.observer = observer
    }

    /// Safe to call from a signal handler: it only stores a flag.
    public func cancel() { cancelled.store(true, ordering: .relaxed) }

    /// One load and one branch, so that a loop can ask in every step.
    @inlinable public var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

    /// Makes the same `Work` usable for the next computation.
    public func reset() { cancelled.store(false, ordering: .relaxed) }

    public func report(_ fraction: Double?, _ note: @autoclosure () -> String) {
        observer?(Progress(fraction: fraction, note: note()))
    }
}
