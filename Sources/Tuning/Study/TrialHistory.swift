/// What a suggestion may look at: the finished trials in the order in which they finished, and those that are running.
///
/// Next to the trials it keeps their values in flat columns, sorted as they come, so that a sampler does not gather them
/// anew for every suggestion.
public struct TrialHistory: Sendable {
    /// A hyperparameter's values over the finished trials.
    struct Column: Sendable {
        /// The newest trial's of those that go with the first one's.
        var domain: ParameterDomain
        /// The codes on the domain's scale (logarithms where it is logarithmic), by place in `finished`; NaN where a trial
        /// does not have it, or has a value that its domain does not know.
        var places: [Double]
        /// The places in `finished` that have it, by increasing code; equal ones in their order.
        var sorted: [Int32] = []
    }

    /// What is looked for, one for each objective.
    public let directions: [Direction]
    /// In the order in which they finished.
    public private(set) var finished: [Trial] = []
    /// Begun and not finished, without the one that asks.
    public var running: [Trial] = []
    /// By name.
    private(set) var columns: [String: Column] = [:]
    /// The first objective as something to be made small, by place in `finished`; NaN unless the trial is complete.
    private(set) var losses: [Double] = []
    /// The complete trials' places by increasing loss; equal ones in their order.
    private(set) var ranked: [Int32] = []
    /// The places of the pruned and of the failed trials, and of those that break a constraint, complete or pruned.
    private(set) var pruned: [Int32] = []
    private(set) var failed: [Int32] = []
    private(set) var infeasible: [Int32] = []
    /// The configurations of the finished trials.
    private(set) var tried: Set<Configuration> = []
    /// Whether the trials finished in the order of their numbers.
    private(set) var isInOrder = true
    /// What all trials (but the failed ones) have in common: the space of a study whose objective asks as it goes.
    private(set) var common: [SearchParameter]?

    /// The history of a study none of whose trials has finished.
    public init(directions: [Direction]) { self.directions = directions }

    /// A history of these trials, of which the finished ones count in their order.
    public init(directions: [Direction], _ trials: [Trial]) {
        self.init(directions: directions)
        for trial in trials where trial.state.isFinished { append(trial) }
        running = trials.filter { $0.state == .running }
    }

    /// The trials that finished with a value or a report: what start-up trials are counted by.
    var informative: Int { finished.count - failed.count }

    /// Adds a trial that has finished.
    public mutating func append(_ trial: Trial) {
        let place = finished.count
        if let last = finished.last, last.number > trial.number { isInOrder = false }
        finished.append(trial)
        tried.insert(trial.configuration)
        rank(trial, Int32(place))
        for (index, name) in trial.configuration.names.enumerated() {
            add(name, trial.domains[index], trial.configuration.settings[index], place)
        }
        // The names first: a column that is changed while the dictionary is read would be copied.
        let absent = columns.filter { $0.value.places.count == place }.map(\.key)
        for name in absent { columns[name]?.places.append(.nan) }
        if !trial.state.isFailed { intersect(trial) }
    }

    private mutating func rank(_ trial: Trial, _ place: Int32) {
        var loss = Double.nan
        switch trial.checked(for: directions).state {
        case .complete where trial.violation > 0, .pruned where trial.violation > 0: infeasible.append(place)
        case .complete:
            loss = trial.values.first.map(directions[0].loss) ?? .nan
            let after = ranked.partition(before: ranked.count) { losses[Int($0)] <= loss }
            ranked.insert(place, at: after)
        case .pruned: pruned.append(place)
        case .failed: failed.append(place)
        case .waiting, .running: break
        }
        losses.append(loss)
    }

    private mutating func add(_ name: String, _ domain: ParameterDomain, _ setting: Setting, _ place: Int) {
        guard let code = domain.code(setting), columns[name]?.domain.isCompatible(with: domain) ?? true else { return }
        let scaled = domain.scaled(code)
        if columns[name] == nil {
            columns[name] = Column(domain: domain, places: [Double](repeating: .nan, count: place))
        }
        columns[name]?.insert(scaled, domain, Int32(place))
    }

    private mutating func intersect(_ trial: Trial) {
        guard let known = common else {
            common = zip(trial.configuration.names, trial.domains).map { SearchParameter($0, $1) }
            return
        }
        let names = trial.configuration.names
        let isSame =
            known.count == names.count
            && known.indices.allSatisfy { known[$0].name == names[$0] && known[$0].domain == trial.domains[$0] }
        if !isSame { common = known.filter { trial.domain(of: $0.name) == $0.domain } }
    }
}

extension TrialHistory {
    /// What is known of a hyperparameter; nil where nothing is, or what was tried under its name is of another kind.
    func column(of parameter: SearchParameter) -> Column? {
        columns[parameter.name].flatMap { $0.domain.isCompatible(with: parameter.domain) ? $0 : nil }
    }

    /// - Throws: `Mistake` for a domain of another kind than the trials have had under that name.
    func check(_ domain: ParameterDomain, of name: String) throws {
        if let known = columns[name]?.domain { try domain.check(name, after: known) }
    }

    /// Whether a configuration has been tried, or is being tried.
    func knows(_ configuration: Configuration) -> Bool {
        tried.contains(configuration) || running.contains { $0.configuration == configuration }
    }

    /// What is known of a finished trial as something to be made small: of a complete one the value, of a pruned one what it
    /// last reported; nil where that is no number, and for one that failed.
    func knownLoss(_ place: Int) -> Double? {
        let trial = finished[place]
        let value =
            switch trial.state {
            case .complete: trial.values.first
            case .pruned: trial.reports.last?.value
            case .failed, .waiting, .running: Double?.none
            }
        guard let value, !value.isNaN else { return nil }
        return directions[0].loss(value)
    }

    /// A loss for every finished trial, for methods that need one: what is known, else (and where it is endless) the worst of the
    /// others; nil while there is no other.
    var imputedLosses: [Double?] {
        let known = finished.indices.map(knownLoss)
        let finite = known.lazy.compactMap { $0 }.filter(\.isFinite)
        let (best, worst) = (finite.min(), finite.max())
        return known.map { loss in
            guard let loss else { return worst }
            return loss.isFinite ? loss : loss > 0 ? worst : best
        }
    }
}

extension TrialHistory.Column {
    mutating func insert(_ code: Double, _ domain: ParameterDomain, _ place: Int32) {
        self.domain = domain
        let after = sorted.partition(before: sorted.count) { places[Int($0)] <= code }
        places.append(code)
        sorted.insert(place, at: after)
    }
}

extension [Int32] {
    /// The first place among the first `count` where the condition no longer holds.
    fileprivate func partition(before count: Int, while holds: (Int32) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension TrialHistory {
    /// Adds what has finished since, and what runs now but for the trial of that number.
    mutating func take(_ finished: [Trial], _ running: [Trial], without number: Int) {
        for trial in finished { append(trial) }
        self.running = running.filter { $0.number != number }
    }

    /// Whether so many trials have ended one after the other in failure.
    func haveFailed(last count: Int) -> Bool {
        finished.count >= count && finished.suffix(count).allSatisfy(\.state.isFailed)
    }

    /// The complete trial with the lowest loss that breaks no constraint; of equals the one of the lowest number.
    public var best: Trial? {
        guard let first = ranked.first else { return nil }
        let loss = losses[Int(first)]
        return ranked.lazy.prefix { losses[Int($0)] == loss }.map { finished[Int($0)] }.min { $0.number < $1.number }
    }
}
