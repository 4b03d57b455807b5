public import Answers

/// One evaluation of the objective with one configuration: what was tried, what was reported on the way, and what came of it.
public struct Trial: Sendable, Equatable {
    /// Where a trial stands. The names are Optuna's.
    public enum State: Sendable, Equatable {
        /// Asked for by hand (`enqueue`), not begun.
        case waiting
        case running
        case complete
        /// Stopped on the way, because it did not look promising.
        case pruned
        /// The objective failed, or its value is not a number; why, in words.
        case failed(String)

        /// Whether it is complete, pruned or failed: nothing changes any more.
        public var isFinished: Bool { self != .waiting && self != .running }
        /// Whether its objective failed, or gave what is no number.
        public var isFailed: Bool { if case .failed = self { true } else { false } }
        /// Why it failed; nil where it did not.
        public var reason: String? { if case .failed(let reason) = self { reason } else { nil } }
        /// The state in a word: `waiting`, `running`, `complete`, `pruned`, `failed`.
        public var word: String {
            switch self {
            case .waiting: "waiting"
            case .running: "running"
            case .complete: "complete"
            case .pruned: "pruned"
            case .failed: "failed"
            }
        }
    }

    /// A value that was reported on the way, as after an epoch.
    public struct Report: Sendable, Equatable {
        /// Whole and not negative; increasing.
        public let step: Int
        /// The objective there; NaN is possible.
        public let value: Double

        /// The value that an objective has come to at a step.
        public init(step: Int, value: Double) {
            self.step = step
            self.value = value
        }
    }

    /// Counted from 0, without gaps in a study.
    public var number: Int
    /// Whether it waits, runs, is complete, was pruned or failed.
    public var state: State
    /// What has been suggested, in the order of suggestion.
    public var configuration = Configuration()
    /// One for each name of the configuration: what it could have been.
    public var domains: [ParameterDomain] = []
    /// One for each direction of the study; empty unless complete (or pruned, where it is the last report).
    public var values: [Double] = []
    /// Intermediate values, in ascending order of their steps.
    public var reports: [Report] = []
    /// Outcomes that must not be above 0, by name.
    public var constraints: [String: Double] = [:]
    /// When it began, in seconds since 1970, UTC; nil before, and where no clock is kept.
    public var started: Double?
    /// When it ended, in seconds since 1970, UTC; nil before, and where no clock is kept.
    public var ended: Double?
    /// How many finished trials the suggestion saw: it follows from them, the study's seed and the number, and from the trials that
    /// were running, which are not recorded.
    public var visible = 0
    /// What was set by hand: the configuration of `enqueue`, of which the rest is suggested.
    public var fixed = Configuration()
    /// The person's own notes.
    public var attributes: [String: JSON] = [:]

    /// A trial of which nothing is known yet.
    public init(number: Int, state: State = .running) {
        self.number = number
        self.state = state
    }

    /// The objective, where it is a single number.
    public var value: Double? { values.count == 1 ? values[0] : nil }

    /// Seconds from its start to its end; nil before it has ended.
    public var duration: Double? { started.flatMap { start in ended.map { $0 - start } } }

    /// How far the outcomes are above 0, added up; 0 where all constraints hold.
    public var violation: Double { constraints.values.reduce(0) { $0 + ($1.isNaN ? .infinity : max($1, 0)) } }

    /// The same trial, with as many values as there are objectives where it is complete, none of them NaN: one that has others has
    /// failed, and says so. A pruned one has its last value where there is one objective, and no other trial has any.
    public func checked(for directions: [Direction]) -> Trial {
        var own = self
        switch state {
        case .complete:
            if values.count != directions.count {
                let (given, wanted) = (Phrase.count(values.count, "value"), Phrase.count(directions.count, "objective"))
                own.state = .failed("\(given) for \(wanted)")
            } else if values.contains(where: \.isNaN) {
                own.state = .failed("the value is nan")
            }
            if own.state != .complete { own.values = [] }
        case .pruned:
            if directions.count > 1 || values.count != 1 || values[0].isNaN { own.values = [] }
        case .waiting, .running, .failed: own.values = []
        }
        return own
    }

    /// A loss behind all others: of a complete trial by how far it breaks its constraints, of one that failed still more.
    var penalty: Double {
        // p/(1 + p), which is 1 for an endless one.
        let share = state == .complete ? 1 - 1 / (1 + violation) : 1
        return 1e300 * (0.5 + share / 2)
    }

    /// The same trial before anything was suggested.
    public var begunAnew: Trial {
        var own = Trial(number: number, state: .waiting)
        (own.fixed, own.attributes) = (fixed, attributes)
        return own
    }

    /// Whether nobody has set anything of it by hand.
    public var isPlain: Bool { fixed.names.isEmpty && attributes.isEmpty }

    /// The exception of a `Mistake` about a trial that another process has begun anew: whoever began it first has nothing more
    /// to do with it, and goes on with the next.
    public static let takenOver = "TrialTakenOverError"

    /// What is said where a trial that has ended is to be ended once more.
    public var endedAlready: Mistake {
        if state == .waiting {
            return Mistake(
                "trial \(number) was stopped, and waits to be begun anew", expected: "a trial that is running",
                try: "study.ask()"
            ).raised(as: "ValueError", "Cannot tell a WAITING trial.")
        }
        return Mistake(
            "trial \(number) has ended already (\(state.word)); it stays as it is", expected: "a trial that is running",
            try: "study.ask()"
        ).raised(as: "ValueError", "Cannot tell a \(state.isFailed ? "FAIL" : state.word.uppercased()) trial.")
    }

    /// The domain that a value of the configuration came from.
    public func domain(of name: String) -> ParameterDomain? {
        configuration.names.firstIndex(of: name).map { domains[$0] }
    }

    /// Adds a suggested value with the domain that it comes from; a name that is set already keeps its value.
    public mutating func set(_ name: String, _ domain: ParameterDomain, _ setting: Setting) {
        guard configuration[name] == nil else { return }
        configuration[name] = setting
        domains.append(domain)
    }

    /// Takes in a report; a step that was reported before keeps its first value, as in Optuna.
    /// - Returns: whether it is new.
    @discardableResult public mutating func report(_ value: Double, step: Int) -> Bool {
        let place = reports.lastIndex { $0.step <= step }
        if let place, reports[place].step == step { return false }
        reports.insert(Report(step: step, value: value), at: place.map { $0 + 1 } ?? 0)
        return true
    }
}

/// Thrown by an objective that gives its trial up before the end (Optuna's exception of that name).
public struct TrialPruned: Error, Sendable, Equatable {
    /// The trial is not worth more.
    public init() {}
}
