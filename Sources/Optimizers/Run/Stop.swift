import Answers
public import Numbers

/// A reason to end a run before its steps are used up.
public enum Stop: Sendable, Equatable {
    /// Loss at or below this.
    case loss(Double)
    /// |∇f| at or below this.
    case gradient(Double)
    /// |θₜ − θₜ₋₁| at or below this.
    case step(Double)
    /// |θₜ − θₜ₋₁| at or below this share of |θₜ|.
    case relativeStep(Double)
    /// Within this distance of a place.
    case target(Point, within: Double)
    /// This many evaluations of the objective.
    case evaluations(Int)
    /// This many seconds of wall-clock time. The only stop that does not repeat from run to run.
    case time(Double)
}

/// Why a run has no further step: the budget, a `Stop` that was met, a number that is not finite, or a person.
public enum StopReason: Sendable, Equatable {
    /// All steps were taken.
    case budget
    case met(Stop)
    /// The loss, a gradient or a coordinate was no longer a finite number.
    case nonFinite
    /// A solver found no better point or no usable direction: what happened, in words.
    case stalled(String)
    /// The person stopped it.
    case cancelled
}

/// Someone who watches a run: called after a step when its turn has come.
public struct Observer: Sendable {
    /// Which steps an observer is called after.
    public enum Turn: Sendable, Equatable {
        case always
        case every(Int)
        /// Each time the loss is lower than ever before.
        case newBest
    }

    /// After which steps it is called; the start is none of them.
    public var turn: Turn
    /// What it does; it runs on the thread of the run, between two steps.
    public var body: @Sendable (Visit) -> Void

    /// Calls `body` after each step whose turn it is.
    public init(_ turn: Turn, _ body: @escaping @Sendable (Visit) -> Void) {
        self.turn = turn
        self.body = body
    }
}

/// A place that a run has just reached.
public struct Visit: Sendable {
    /// Number of updates made, from 1.
    public var step: Int
    /// Where the run is now.
    public var point: Point
    /// The point before this step.
    public var previous: Point
    /// Loss and gradient at `point`.
    public var slope: Slope
    /// Whether the loss is lower than ever before in this run.
    public var isBest: Bool
    /// Evaluations of the objective so far, the start's included.
    public var evaluations: Int
}
