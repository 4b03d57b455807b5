public import Answers
import Synchronization

/// Where a study's trials are kept: in memory, or in a file that several processes share.
///
/// Every call is complete when it returns. A study asks, in this order: `claim`, `update` once the trial's values are
/// suggested, `report` any number of times, `finish`; and `changes` before each suggestion that comes later than the claim.
public protocol StudyStore: AnyObject, Sendable {
    /// Begins the oldest waiting trial, or a new one under the next number, and gives with it what `changes` does; whether the new
    /// one is among those that run is left open.
    func claim(started: Double?, after count: Int) throws -> (trial: Trial, finished: [Trial], running: [Trial])

    /// Puts a running trial back that has come to nothing, because it was stopped: whoever claims next begins it anew, under its number.
    func release(_ number: Int) throws

    /// Adds a trial that is not begun, with its notes: for whoever claims next.
    func enqueue(_ configuration: Configuration, _ attributes: [String: JSON]) throws -> Trial

    /// Adds a trial that was made elsewhere, under the next number.
    func add(_ trial: Trial) throws -> Trial

    /// What was suggested to a running trial, and the notes on it.
    func update(_ trial: Trial) throws

    /// One report of a running trial.
    func report(_ report: Trial.Report, of number: Int) throws

    /// A trial that is over, with all that is known of it. Ending it as the same again changes nothing.
    ///
    /// - Throws: `Trial.endedAlready` where it has ended as something else.
    func finish(_ trial: Trial) throws

    /// The trials that finished after the first `count` finished ones, in the order in which they finished, and all that
    /// are running now.
    func changes(after count: Int) throws -> (finished: [Trial], running: [Trial])

    /// All trials, by number.
    func trials() throws -> [Trial]

    /// A search has ended: what can wait is done now.
    func settle()
}

extension StudyStore {
    /// Most have nothing that waits.
    public func settle() {}
}

/// A study's trials in memory: they are gone with the process.
public final class MemoryStore: StudyStore {
    private struct State {
        var trials: [Trial] = []
        /// Numbers, in the order of finishing.
        var finished: [Int] = []
        var running: Set<Int> = []
        var waiting: [Int] = []

        func changes(after count: Int) -> (finished: [Trial], running: [Trial]) {
            (finished.dropFirst(count).map { trials[$0] }, running.sorted().map { trials[$0] })
        }
    }

    private let state = Mutex(State())

    /// A store without trials, which lives as long as the process.
    public init() {}

    /// Begins the oldest waiting trial, or a new one.
    public func claim(started: Double?, after count: Int) -> (trial: Trial, finished: [Trial], running: [Trial]) {
        state.withLock { state in
            let number: Int
            if state.waiting.isEmpty {
                number = state.trials.count
                state.trials.append(Trial(number: number))
            } else {
                number = state.waiting.removeFirst()
                state.trials[number].state = .running
            }
            state.trials[number].started = started
            let (finished, running) = state.changes(after: count)
            state.running.insert(number)
            return (state.trials[number], finished, running)
        }
    }

    /// Forgets the newest trial; any other waits again.
    public func release(_ number: Int) {
        state.withLock { state in
            guard state.running.remove(number) != nil else { return }
            let again = state.trials[number].begunAnew
            if number == state.trials.count - 1, again.isPlain {
                state.trials.removeLast()
            } else {
                state.trials[number] = again
                state.waiting.append(number)
                state.waiting.sort()
            }
        }
    }

    /// Adds a trial that waits, with what was set by hand.
    ///
    /// - Returns: the trial, with its number.
    public func enqueue(_ configuration: Configuration, _ attributes: [String: JSON]) -> Trial {
        state.withLock { state in
            var trial = Trial(number: state.trials.count, state: .waiting)
            trial.fixed = configuration
            trial.attributes = attributes
            state.trials.append(trial)
            state.waiting.append(trial.number)
            return trial
        }
    }

    /// Adds a trial of another study.
    public func add(_ trial: Trial) -> Trial {
        state.withLock { state in
            var own = trial
            own.number = state.trials.count
            state.trials.append(own)
            switch own.state {
            case .waiting: state.waiting.append(own.number)
            case .running: state.running.insert(own.number)
            case .complete, .pruned, .failed: state.finished.append(own.number)
            }
            return own
        }
    }

    /// Replaces what is known of a running trial.
    public func update(_ trial: Trial) { state.withLock { $0.trials[trial.number] = trial } }

    /// Adds an intermediate value to a running trial; a second one of a step is left out.
    public func report(_ report: Trial.Report, of number: Int) {
        state.withLock { _ = $0.trials[number].report(report.value, step: report.step) }
    }

    /// Ends a running trial as it is given; the same again changes nothing.
    ///
    /// - Throws: `Mistake` where it has ended otherwise.
    public func finish(_ trial: Trial) throws {
        try state.withLock { state in
            guard state.running.remove(trial.number) != nil else {
                let known = state.trials[trial.number]
                if known == trial { return }
                throw known.endedAlready
            }
            state.trials[trial.number] = trial
            state.finished.append(trial.number)
        }
    }

    /// What finished since, and what is running.
    public func changes(after count: Int) -> (finished: [Trial], running: [Trial]) {
        state.withLock { $0.changes(after: count) }
    }

    /// All trials by number, as they are now.
    public func trials() -> [Trial] { state.withLock { $0.trials } }
}
