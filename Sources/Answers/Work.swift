public import Synchronization

/// How far a long computation has come.
public struct Progress: Sendable {
    /// Numbers over the course of the work, as a small curve can show them while it goes on.
    public struct Curve: Sendable, Equatable {
        /// What is drawn: `loss`.
        public var name: String
        /// Where each number stands: epochs, batches.
        public var x: [Double]
        /// One for each x.
        public var y: [Double]

        /// A curve through the points (xᵢ, yᵢ).
        public init(_ name: String, x: [Double], y: [Double]) {
            self.name = name
            self.x = x
            self.y = y
        }
    }

    /// Share done, 0…1; nil when the length is not known.
    public var fraction: Double?
    /// What is being done now, e.g. `epoch 12/100`.
    public var note: String
    /// Numbers that go with it, e.g. `loss 0.031  learning rate 0.001`.
    public var detail = ""
    /// How fast it goes in the work's own unit, e.g. `52000 rows/s`.
    public var speed: String?
    /// As the work estimates it; nil leaves the estimate to the watcher.
    public var secondsLeft: Double?
    /// What has been measured so far, a curve for each quantity.
    public var curves: [Curve] = []
    /// What the x of the curves counts.
    public var curveAxis = ""
    /// A picture of the state reached.
    public var view: (any Presentable)?

    /// A state of the work: the share done (nil when the length is not known) and what is being done.
    public init(fraction: Double?, note: String) {
        self.fraction = fraction
        self.note = note
    }
}

/// The one protocol between long work and whoever watches it: progress goes out, cancellation comes in.
///
/// Work polls `isCancelled` at least every 10 ms and, when it is set, returns what it has so far. A wish to stop holds
/// until whoever it was meant for takes it back: a prompt when it reads the next line, a limit when what it holds has ended. A script
/// and a check never do, so that one Ctrl-C ends them wherever they are.
public final class Work: Sendable {
    /// Who wants the work to stop.
    public enum Reason: UInt8, Sendable {
        /// Ctrl-C.
        case person = 1
        /// A limit of time or memory.
        case limit = 2
    }

    /// The sum of the reasons that hold.
    @usableFromInline let reasons = Atomic<UInt8>(0)
    private let observer: (@Sendable (Progress) -> Void)?
    /// Whether a person sees the progress as it is redrawn; only then pictures may take their time.
    public let isWatched: Bool

    /// - Parameters:
    ///   - isWatched: whether a person sees each report as it comes.
    ///   - observer: is called with each report, on the thread that works.
    public init(isWatched: Bool = false, observer: (@Sendable (Progress) -> Void)? = nil) {
        self.isWatched = isWatched
        self.observer = observer
    }

    /// Asks the work to stop. Safe to call from a signal handler: it only sets a flag.
    public func cancel(_ reason: Reason = .person) { reasons.bitwiseOr(reason.rawValue, ordering: .relaxed) }

    /// Takes one reason back; others still hold.
    public func withdraw(_ reason: Reason) { reasons.bitwiseAnd(~reason.rawValue, ordering: .relaxed) }

    /// Makes the same `Work` usable for what is asked for next.
    public func reset() { reasons.store(0, ordering: .relaxed) }

    /// One load and one branch, so that a loop can ask in every step.
    @inlinable public var isCancelled: Bool { reasons.load(ordering: .relaxed) != 0 }

    /// Whether a person wants it to stop, who waits for the answer.
    public var isStoppedByPerson: Bool { reasons.load(ordering: .relaxed) & Reason.person.rawValue != 0 }

    /// Tells the observer the share done and what is being done; without an observer the note is not even made.
    public func report(_ fraction: Double?, _ note: @autoclosure () -> String) {
        observer?(Progress(fraction: fraction, note: note()))
    }

    /// Tells the observer all that is known of the state; without an observer it is not even made.
    public func report(_ progress: @autoclosure () -> Progress) { observer?(progress()) }
}
