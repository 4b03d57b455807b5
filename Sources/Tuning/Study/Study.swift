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

    /// As it is kept under.
    public let name: String
    /// One for each objective.
    public let directions: [Direction]
    /// Proposes configurations.
    public let sampler: any Sampler
    /// Gives trials up.
    public let pruner: any Pruner
    /// All random numbers follow from it.
    public let seed: UInt64
    /// Keeps the trials.
    public let store: any StudyStore
    /// Seconds since 1970; the study itself reads no clock.
    private let clock: @Sendable () -> Double?
    private let memory: Mutex<History>
    private let stopped = Atomic<Bool>(false)
    /// What whoever runs the study wants to find again with it, such as the objective.
    public var companion: (any Sendable)? {
        get { attached.withLock { $0 } }
        set { attached.withLock { $0 = newValue } }
    }
    private let attached = Mutex<(any Sendable)?>(nil)

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
        memory = Mutex(History(directions: directions))
    }

    // MARK: Trials

    /// Begins a trial whose objective asks for values as it goes (`OpenTrial.suggest`).
    ///
    /// - Parameter work: is asked whether to go on while values are suggested.
    public func ask(work: Work = Work()) throws -> OpenTrial {
        var trial = try store.claim(started: clock())
        let history = try refreshed(without: trial.number)
        trial.visible = history.finished.count
        var planned: [String: Double] = [:]
        let free = (history.common ?? []).filter { !$0.domain.isSingle && trial.fixed[$0.name] == nil }
        if sampler.isJoint, !free.isEmpty {
            let request = SuggestionRequest(
                parameters: free, space: nil, places: [], configuration: trial.fixed, history: history,
                number: trial.number, seed: seed, attempt: 0, work: work)
            if let codes = try suggestions(of: trial, { try sampler.suggest(request) }) {
                for (parameter, code) in zip(free, codes) { planned[parameter.name] = code }
            }
        }
        try store.update(trial)
        return OpenTrial(trial, of: self, planned: planned, history: history, work: work)
    }

    /// Begins a trial with a value for every hyperparameter of the space that is in force.
    ///
    /// - Throws: `Mistake` where the constraints leave nothing to try, and what the sampler refuses; `Stopped`.
    public func ask(_ space: SearchSpace, work: Work = Work()) throws -> OpenTrial {
        var trial = try store.claim(started: clock())
        let history = try refreshed(without: trial.number)
        trial.visible = history.finished.count
        let proposal = Proposal(study: self, space: space, history: history, trial: trial, work: work)
        let configuration = try suggestions(of: trial) { try proposal.configuration() }
        for parameter in space.parameters {
            if let setting = configuration[parameter.name] { trial.set(parameter.name, parameter.domain, setting) }
        }
        try store.update(trial)
        return OpenTrial(trial, of: self, history: history, work: work)
    }

    /// A trial for which nothing can be suggested has failed; it does not go on running.
    private func suggestions<T>(of trial: Trial, _ body: () throws -> T) throws -> T {
        do { return try body() } catch {
            var failed = trial
            failed.state = .failed((error as? Mistake)?.problem ?? "stopped before it began")
            failed.ended = clock()
            try store.finish(failed)
            throw error
        }
    }

    /// Ends a trial. A value that is not a number, or another count of values than of directions, is a failure with that reason.
    ///
    /// - Throws: `Mistake` for a trial that has ended already, which stays as it is, and what the store throws: the trial
    ///   is then still running, and can be told again.
    @discardableResult public func tell(_ open: OpenTrial, _ outcome: Outcome) throws -> Trial {
        var trial = open.record
        if trial.state.isFinished { throw trial.endedAlready }
        trial.ended = clock()
        switch outcome {
        case .complete(let values):
            if values.count != directions.count {
                trial.state = .failed("\(values.count) values for \(directions.count) objectives")
            } else if values.contains(where: \.isNaN) {
                trial.state = .failed("the value is nan")
            } else {
                trial.state = .complete
                trial.values = values
            }
        case .pruned:
            trial.state = .pruned
            if directions.count == 1, let last = trial.reports.last, !last.value.isNaN { trial.values = [last.value] }
        case .failed(let reason): trial.state = .failed(reason)
        }
        try store.finish(trial)
        open.close(as: trial)
        return trial
    }

    /// Asks for a trial with these values (and suggestions for the rest) before all others.
    @discardableResult public func enqueue(_ configuration: Configuration) throws -> Trial {
        try store.enqueue(configuration)
    }

    /// Adds a trial that was made elsewhere.
    @discardableResult public func add(_ trial: Trial) throws -> Trial { try store.add(trial) }

    /// Ends `optimize` after the trial that is running.
    public func stop() { stopped.store(true, ordering: .relaxed) }

    /// Evaluates the objective trial after trial.
    ///
    /// A trial whose objective throws `Pruned` is pruned, and one that throws anything else has failed; the study goes on, unless
    /// `stopsAtFailure`. A stop of the work ends the study with that trial failed as stopped; everything is kept.
    ///
    /// - Parameters:
    ///   - space: the space; nil where the objective asks as it goes.
    ///   - trials: how many at most; nil until a rule or the sampler ends it.
    ///   - stops: rules that end it earlier.
    ///   - stopsAtFailure: hand an objective's error on, as Optuna does.
    ///   - reason: what is kept of an error of the objective.
    ///   - afterTrial: is called with each finished trial.
    /// - Returns: why it ended, in words.
    @discardableResult public func optimize(
        _ space: SearchSpace? = nil, trials: Int?, stops: [StopRule] = [], stopsAtFailure: Bool = false,
        work: Work = Work(), reason: (any Error) -> String = Study.reason,
        afterTrial: (Trial) throws -> Void = { _ in },
        objective: (OpenTrial) throws -> [Double]
    ) throws -> String {
        try optimize(
            space, trials: trials, atOnce: 1, stops: stops, stopsAtFailure: stopsAtFailure, work: work, reason: reason,
            afterTrial: afterTrial
        ) { trials in trials.map { trial in Result { try objective(trial) } } }
    }

    /// The same for an objective that evaluates several trials at once.
    ///
    /// - Parameters:
    ///   - atOnce: how many trials are begun together, where the sampler does not look back and no rule or pruner does; else one.
    ///     The trials are the same for any number.
    ///   - objectives: values, or what was thrown, for each of the trials.
    @discardableResult public func optimize(
        _ space: SearchSpace? = nil, trials: Int?, atOnce: Int, stops: [StopRule] = [], stopsAtFailure: Bool = false,
        work: Work = Work(), reason: (any Error) -> String = Study.reason,
        afterTrial: (Trial) throws -> Void = { _ in },
        objectives: ([OpenTrial]) throws -> [Result<[Double], any Error>]
    ) throws -> String {
        stopped.store(false, ordering: .relaxed)
        defer { store.settle() }
        let size = try space.flatMap { try sampler.size(of: $0) }
        let begun = clock()
        let wave = sampler.looksBack || !stops.isEmpty || !(pruner is NopPruner) ? 1 : max(1, atOnce)
        var done = 0
        while true {
            if stopped.load(ordering: .relaxed) { return "stop() was called" }
            if work.isCancelled { return "stopped" }
            if let trials, done >= trials { return Phrase.count(done, "trial") + " made" }
            let history = try refreshed(without: -1)
            if let size, history.finished.count >= size { return "every configuration has been tried" }
            let elapsed = begun.flatMap { begun in clock().map { $0 - begun } }
            for rule in stops {
                if let reason = try rule.reason(history, elapsed: elapsed, work: work) { return reason }
            }
            let count = min(
                wave, trials.map { $0 - done } ?? wave, size.map { $0 - history.finished.count } ?? wave)
            var open: [OpenTrial] = []
            do {
                for _ in 0..<count { open.append(try space.map { try ask($0, work: work) } ?? ask(work: work)) }
            } catch {
                for trial in open { try tell(trial, .failed("stopped before it began")) }
                throw error
            }
            var failure: (any Error)?
            for (trial, result) in zip(open, try objectives(open)) {
                let (finished, error) = try close(trial, result, stopsAtFailure, reason)
                done += 1
                failure = failure ?? error
                try afterTrial(finished)
            }
            if let failure { throw failure }
        }
    }

    /// What is said of an error of the objective.
    public static func reason(_ error: any Error) -> String { (error as? Mistake)?.problem ?? "\(error)" }

    func evaluate(
        _ open: OpenTrial, stopsAtFailure: Bool, reason: (any Error) -> String,
        _ objective: (OpenTrial) throws -> [Double]
    ) throws -> Trial {
        let (trial, error) = try close(open, Result { try objective(open) }, stopsAtFailure, reason)
        if let error { throw error }
        return trial
    }

    /// Ends a trial with what its objective gave or threw, and says what of that ends the study too.
    private func close(
        _ open: OpenTrial, _ result: Result<[Double], any Error>, _ stopsAtFailure: Bool,
        _ reason: (any Error) -> String
    ) throws -> (Trial, (any Error)?) {
        do {
            return (try tell(open, .complete(try result.get())), nil)
        } catch is Pruned {
            return (try tell(open, .pruned), nil)
        } catch {
            let isStopped = error is Stopped
            let trial = try tell(open, .failed(isStopped ? "stopped" : reason(error)))
            return (trial, stopsAtFailure || isStopped ? error : nil)
        }
    }

    /// All that has finished by now, and what is running beside the trial of that number.
    func refreshed(without number: Int) throws -> History {
        try memory.withLock { history in
            let changes = try store.changes(after: history.finished.count)
            for trial in changes.finished { history.append(trial) }
            history.running = changes.running.filter { $0.number != number }
            return history
        }
    }

    // MARK: Results

    /// All trials, by number.
    public func trials() throws -> [Trial] { try store.trials() }

    /// What suggestions see by now.
    public func history() throws -> History { try refreshed(without: -1) }

    /// The complete trial with the best value among those that break no constraint, the earliest of equals; nil before
    /// there is one, and where there are several objectives.
    public func best() throws -> Trial? {
        guard directions.count == 1 else { return nil }
        return try history().best
    }
}

extension History {
    /// The complete trial with the lowest loss that breaks no constraint; of equals the one of the lowest number.
    public var best: Trial? {
        guard let first = ranked.first else { return nil }
        let loss = losses[Int(first)]
        return ranked.lazy.prefix { losses[Int($0)] == loss }.map { finished[Int($0)] }.min { $0.number < $1.number }
    }
}
