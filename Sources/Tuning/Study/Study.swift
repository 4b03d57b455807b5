public import Answers
import Synchronization

/// A series of trials that looks for the best configuration of one objective (or several): a sampler that proposes, a pruner
/// that gives up, a store that keeps.
///
/// ```swift
/// let study = Study(sampler: RandomSampler(), seed: 1)
/// let space = try SearchSpace([Parameter("lr", .float(1e-4, 1e-1, log: true))])
/// for _ in 0..<20 {
///     let trial = try study.ask(space)
///     try study.tell(trial, .complete([loss(trial.configuration)]))
/// }
/// print(study.best?.configuration.text ?? "nothing")
/// ```
public final class Study: Sendable {
    /// What came of a trial.
    public enum Outcome: Sendable {
        /// One value for each direction.
        case complete([Double])
        case pruned
        /// Why.
        case failed(String)
    }

    /// The name that it has in its storage.
    public let name: String
    /// Whether each objective is minimised or maximised, in the order of a trial's values.
    public let directions: [Direction]
    /// What proposes the configuration of each trial.
    public let sampler: any Sampler
    /// What decides after a report whether a trial is given up.
    public let pruner: any Pruner
    /// All random numbers follow from it.
    public let seed: UInt64
    /// What keeps the trials: memory, a file or a server.
    public let store: any StudyStore
    /// Seconds since 1970; the study itself reads no clock.
    private let clock: @Sendable () -> Double?
    private let memory: Mutex<TrialHistory>
    private let stopped = Atomic<Bool>(false)
    /// What whoever runs the study wants to find again with it, such as the objective.
    public var companion: (any Sendable)? {
        get { attached.withLock { $0 } }
        set { attached.withLock { $0 = newValue } }
    }
    private let attached = Mutex<(any Sendable)?>(nil)
    private let notes = Mutex<[(key: String, value: JSON)]>([])
    /// Trials that were asked for by hand and have not ended.
    private let handled = Mutex<[Int: OpenTrial]>([:])

    /// A study; its trials are those of the store.
    ///
    /// - Throws: `Mistake` without a direction.
    public init(
        _ name: String = "study", directions: [Direction] = [.minimize], sampler: any Sampler,
        pruner: any Pruner = NopPruner(), seed: UInt64 = 0, store: any StudyStore = MemoryStore(),
        clock: @escaping @Sendable () -> Double? = { nil }
    ) throws {
        guard !directions.isEmpty else {
            throw Mistake("a study without a direction", expected: "at least one", argument: "directions")
        }
        self.name = name
        self.directions = directions
        self.sampler = sampler
        self.pruner = pruner
        self.seed = seed
        self.store = store
        self.clock = clock
        memory = Mutex(TrialHistory(directions: directions))
    }

    // MARK: Notes

    /// The person's own notes on the study, in the order in which they were first made; the storage does not know them.
    public var attributes: [(key: String, value: JSON)] { notes.withLock { $0 } }

    /// Makes a note, in place of one of that name.
    public func note(_ value: JSON, _ name: String) {
        notes.withLock { notes in
            guard let place = notes.firstIndex(where: { $0.key == name }) else { return notes.append((name, value)) }
            notes[place].value = value
        }
    }

    // MARK: Trials

    /// The trial of that number, where it was asked for by hand and has not ended.
    public func asked(_ number: Int) -> OpenTrial? { handled.withLock { $0[number] } }

    /// Begins a trial whose objective asks for values as it goes (`OpenTrial.suggest`).
    ///
    /// - Parameter work: is asked whether to go on while values are suggested.
    /// - Throws: `Mistake` where the sampler has nothing left to try, and what it refuses; `Stopped`. No trial has begun then.
    public func ask(work: Work = Work()) throws -> OpenTrial { try asked(nil, work) }

    /// Begins a trial with a value for every hyperparameter of the space that is in force.
    ///
    /// - Throws: `Mistake` where the sampler has nothing left to try or the constraints leave nothing, for a space of another kind than
    ///   the study's trials, and what the sampler refuses; `Stopped`. No trial has begun then. A trial that was asked for by
    ///   hand and is not of the space has failed.
    public func ask(_ space: SearchSpace, work: Work = Work()) throws -> OpenTrial { try asked(space, work) }

    private func asked(_ space: SearchSpace?, _ work: Work) throws -> OpenTrial {
        guard let open = try begin(space, work) else {
            throw Mistake(
                "every configuration of \(sampler.name) has been tried", expected: "a sampler that goes on",
                try: "sampler=\"tpe\"", argument: "sampler")
        }
        handled.withLock { $0[open.number] = open }
        return open
    }

    /// A trial that has begun; nil where the sampler has nothing left to try.
    private func begin(_ space: SearchSpace?, _ work: Work) throws -> OpenTrial? {
        var (trial, history) = try claimed()
        if let mistake = space?.refusal(of: trial) {
            trial.state = .failed(mistake.problem)
            trial.ended = clock()
            try store.finish(trial)
            throw mistake
        }
        do {
            trial.visible = history.finished.count
            return try space.map { try begin(trial, in: $0, history, work) } ?? begin(trial, history, work)
        } catch {
            // Where the store cannot be written to, its next user finds a trial that nobody works on.
            try? store.release(trial.number)
            if error is NothingLeft { return nil }
            // Its number is another's by now: the next one.
            if (error as? Mistake)?.exception == Trial.takenOver { return try begin(space, work) }
            throw error
        }
    }

    private func begin(_ trial: Trial, _ history: TrialHistory, _ work: Work) throws -> OpenTrial {
        var outline = trial
        let free = try sampler.foreseen(history).enumerated().filter { _, parameter in
            !parameter.domain.isSingle && trial.fixed[parameter.name] == nil
        }
        if sampler.isJoint, !free.isEmpty {
            let request = SuggestionRequest(
                parameters: free.map(\.element), space: nil, places: free.map(\.offset), configuration: trial.fixed,
                history: history, number: trial.number, seed: seed, attempt: 0, work: work)
            for ((_, parameter), code) in zip(free, try sampler.suggest(request) ?? []) {
                outline.set(parameter.name, parameter.domain, parameter.domain.setting(code))
            }
        }
        try store.update(outline)
        return OpenTrial(trial, of: self, outline: outline, history: history, work: work)
    }

    private func begin(_ trial: Trial, in space: SearchSpace, _ history: TrialHistory, _ work: Work) throws -> OpenTrial
    {
        for parameter in space.parameters { try history.check(parameter.domain, of: parameter.name) }
        let configuration = try Proposal(
            sampler: sampler, seed: seed, space: space, history: history, trial: trial, work: work
        )
        .configuration()
        var begun = trial
        for parameter in space.parameters {
            if let setting = configuration[parameter.name] { begun.set(parameter.name, parameter.domain, setting) }
        }
        try store.update(begun)
        return OpenTrial(begun, of: self, history: history, work: work)
    }

    /// Ends a trial. A value that is not a number, or another count of values than of directions, is a failure with that reason.
    ///
    /// - Throws: `Mistake` for a trial that has ended already, which stays as it is, and what the store throws: the trial
    ///   is then still running, and can be told again.
    @discardableResult public func tell(_ open: OpenTrial, _ outcome: Outcome) throws -> Trial {
        var trial = open.record
        if trial.state != .running { throw trial.endedAlready }
        trial.ended = clock()
        switch outcome {
        case .complete(let values): (trial.state, trial.values) = (.complete, values)
        case .pruned: (trial.state, trial.values) = (.pruned, trial.reports.suffix(1).map(\.value))
        case .failed(let reason): trial.state = .failed(reason)
        }
        trial = trial.checked(for: directions)
        try store.finish(trial)
        open.close(as: trial)
        handled.withLock { $0[trial.number] = nil }
        return trial
    }

    /// Puts a trial back that was stopped: it is begun anew, under its number, by whoever asks next.
    public func release(_ open: OpenTrial) throws {
        let trial = open.record
        guard trial.state == .running else { return }
        try store.release(trial.number)
        open.close(as: trial.begunAnew)
        handled.withLock { $0[trial.number] = nil }
    }

    /// Asks for a trial with these values (and suggestions for the rest) before all others, with these notes on it.
    @discardableResult public func enqueue(
        _ configuration: Configuration, attributes: [String: JSON] = [:]
    ) throws -> Trial { try store.enqueue(configuration, attributes) }

    /// Adds a trial that was made elsewhere. One that calls itself complete without a value for each objective has failed.
    ///
    /// - Throws: `Mistake` for a hyperparameter of another kind than the study's trials have had.
    @discardableResult public func add(_ trial: Trial) throws -> Trial {
        let history = try history()
        for (name, domain) in zip(trial.configuration.names, trial.domains) { try history.check(domain, of: name) }
        return try store.add(trial.checked(for: directions))
    }

    /// Ends `optimize` after the trial that is running.
    public func stop() { stopped.store(true, ordering: .relaxed) }

    /// Evaluates the objective trial after trial.
    ///
    /// A trial whose objective throws `TrialPruned` is pruned, and one that throws anything else has failed; the study goes on, unless
    /// the error `isFatal`. A stop of the work ends the study and puts the trial back: a study that goes on is the one that it
    /// would have been without the stop. Everything else is kept.
    ///
    /// - Parameters:
    ///   - space: the space; nil where the objective asks as it goes.
    ///   - trials: how many at most; nil until a rule or the sampler ends it.
    ///   - stops: rules that end it earlier.
    ///   - isFatal: which of an objective's errors are handed on, as Optuna does.
    ///   - reason: what is kept of an error of the objective.
    ///   - afterTrial: is called with each finished trial.
    /// - Returns: why it ended, in words.
    @discardableResult public func optimize(
        _ space: SearchSpace? = nil, trials: Int?, stops: [StopRule] = [],
        isFatal: (any Error) throws -> Bool = { _ in false },
        work: Work = Work(), reason: (any Error) -> String = Study.reason,
        afterTrial: (Trial) throws -> Void = { _ in },
        objective: (OpenTrial) throws -> [Double]
    ) throws -> String {
        try withoutActuallyEscaping(objective) { objective in
            try optimize(
                space, trials: trials, atOnce: 1, stops: stops, isFatal: isFatal, work: work, reason: reason,
                afterTrial: afterTrial
            ) { trials, ended in
                for (place, trial) in trials.enumerated() { try ended(place, Result { try objective(trial) }) }
            }
        }
    }

    /// The same for an objective that evaluates several trials at once.
    ///
    /// - Parameters:
    ///   - atOnce: how many trials are begun together, where the sampler does not look back and no rule or pruner does; else one.
    ///     The trials are the same for any number.
    ///   - objectives: is given the trials, and tells the place of each as it ends, with its values or what was thrown. Those of
    ///     which it tells nothing are put back.
    @discardableResult public func optimize(
        _ space: SearchSpace? = nil, trials: Int?, atOnce: Int, stops: [StopRule] = [],
        isFatal: (any Error) throws -> Bool = { _ in false },
        work: Work = Work(), reason: (any Error) -> String = Study.reason,
        afterTrial: (Trial) throws -> Void = { _ in },
        objectives: @escaping Objectives
    ) throws -> String {
        stopped.store(false, ordering: .relaxed)
        defer { store.settle() }
        for rule in stops { try rule.check(directions) }
        let isOpen = trials == nil && stops.allSatisfy { !$0.endsByItself }
        let begun = clock()
        // Whoever counts trials need not see one before the next begins.
        let total = stops.compactMap(\.total).min()
        let isBlind = !sampler.looksBack && pruner is NopPruner && stops.allSatisfy { $0.total != nil }
        let wave = isBlind ? max(1, atOnce) : 1
        var done = 0
        while true {
            if stopped.load(ordering: .relaxed) { return "stop() was called" }
            if work.isCancelled { return "stopped" }
            if let trials, done >= trials { return Phrase.count(done, "trial") + " made" }
            // Where no rule looks at the results, they are read when the next trial is begun.
            let history = stops.isEmpty && !isOpen ? memory.withLock { $0 } : try refreshed(without: -1)
            let elapsed = begun.flatMap { begun in clock().map { $0 - begun } }
            for rule in stops {
                if let reason = try rule.reason(history, elapsed: elapsed, work: work) { return reason }
            }
            if isOpen, history.haveFailed(last: Study.patience) {
                return "the last \(Study.patience) trials have failed"
            }
            var open: [OpenTrial] = []
            defer { for trial in open.reversed() { try? release(trial) } }
            let left = [wave, trials.map { $0 - done } ?? wave, total.map { $0 - history.finished.count } ?? wave]
            while open.count < left.min() ?? 1, let trial = try begin(space, work) {
                open.append(trial)
            }
            if open.isEmpty { return "every configuration has been tried" }
            var failure: (any Error)?
            try objectives(open) { place, result in
                let (finished, error) = try close(open[place], result, isFatal, reason)
                failure = failure ?? error
                guard let finished else { return }
                done += 1
                try afterTrial(finished)
            }
            if let failure { throw failure }
        }
    }

    /// Evaluates trials that have begun, and tells of each by its place, once, on the caller's thread.
    public typealias Objectives = (
        _ trials: [OpenTrial], _ ended: (_ place: Int, _ result: Result<[Double], any Error>) throws -> Void
    ) throws -> Void

    /// After so many failures in a row a search that nothing else would end is ended.
    private static let patience = 100

    /// What is said of an error of the objective.
    public static func reason(_ error: any Error) -> String { (error as? Mistake)?.problem ?? "\(error)" }

    func evaluate(
        _ open: OpenTrial, reason: (any Error) -> String, _ objective: (OpenTrial) throws -> [Double]
    ) throws {
        if let error = try close(open, Result { try objective(open) }, { _ in false }, reason).1 { throw error }
    }

    /// Ends a trial with what its objective gave or threw, and says what of that ends the study too. One that was stopped is put
    /// back; one that another process has taken over is let go.
    private func close(
        _ open: OpenTrial, _ result: Result<[Double], any Error>, _ isFatal: (any Error) throws -> Bool,
        _ reason: (any Error) -> String
    ) throws -> (Trial?, (any Error)?) {
        do { return try ended(open, result, isFatal, reason) } catch let mistake as Mistake
            where mistake.exception == Trial.takenOver
        {
            open.close(as: open.record.begunAnew)
            return (nil, nil)
        }
    }

    private func ended(
        _ open: OpenTrial, _ result: Result<[Double], any Error>, _ isFatal: (any Error) throws -> Bool,
        _ reason: (any Error) -> String
    ) throws -> (Trial?, (any Error)?) {
        do {
            return (try tell(open, .complete(try result.get())), nil)
        } catch is TrialPruned {
            return (try tell(open, .pruned), nil)
        } catch is Stopped {
            try release(open)
            return (nil, Stopped())
        } catch {
            return (try tell(open, .failed(reason(error))), try isFatal(error) ? error : nil)
        }
    }

    /// All that has finished by now, and what is running beside the trial of that number.
    func refreshed(without number: Int) throws -> TrialHistory {
        try memory.withLock { history in
            let (finished, running) = try store.changes(after: history.finished.count)
            history.take(finished, running, without: number)
            return history
        }
    }

    /// A trial that is begun, with all that had finished by then and was running beside it.
    private func claimed() throws -> (Trial, TrialHistory) {
        try memory.withLock { history in
            if history.finished.isEmpty {
                // The trials of a large study are read before, while nobody waits for whoever claims.
                let (finished, running) = try store.changes(after: 0)
                history.take(finished, running, without: -1)
            }
            let (trial, finished, running) = try store.claim(started: clock(), after: history.finished.count)
            history.take(finished, running, without: trial.number)
            return (trial, history)
        }
    }

    // MARK: Results

    /// All trials by number, those that wait or run among them, as the storage has them now.
    ///
    /// - Throws: what the storage throws where it cannot be read.
    public func trials() throws -> [Trial] { try store.trials() }

    /// What suggestions see by now.
    public func history() throws -> TrialHistory { try refreshed(without: -1) }

    /// The complete trial with the best value among those that break no constraint, the earliest of equals; nil before
    /// there is one, and where there are several objectives.
    public func best() throws -> Trial? {
        guard directions.count == 1 else { return nil }
        return try history().best
    }

    /// The same of those trials that suggestions have seen so far and of one that has just ended, without a look at the store.
    public func best(with trial: Trial?) -> Trial? {
        guard directions.count == 1 else { return nil }
        return TrialHistory(directions: directions, [memory.withLock { $0.best }, trial].compactMap { $0 }).best
    }
}
