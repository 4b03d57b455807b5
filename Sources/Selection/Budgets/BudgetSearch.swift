internal import Answers
internal import Datasets
internal import Networks
internal import Numbers
internal import Parallel
internal import Training
public import Tuning

/// One search by one strategy: what it trained, epoch by epoch, what it chose, and what that is worth on rows that it never saw.
public struct BudgetSearch: Sendable {
    /// One trial: where it stood at each look.
    public struct Trace: Sendable {
        /// What it was trained with; of a population's member at the end.
        public internal(set) var configuration: Configuration
        /// Which bracket it belongs to.
        public let bracket: Int
        /// Epochs and validation measure at each look.
        public internal(set) var looks: [(epochs: Int, value: Double)] = []
        /// The last measure; nan while there is none.
        public var value: Double { looks.last?.value ?? .nan }
    }

    /// How it spent its epochs.
    public let strategy: BudgetStrategy
    /// Everything that was begun.
    public let traces: [Trace]
    /// Epochs that were trained, counted as they were.
    public let epochs: Int
    /// The configuration that was chosen: the best by validation at the end.
    public let chosen: Configuration
    /// Its measure on the rows that chose.
    public let validation: Double
    /// Its measure on the rows that nobody saw.
    public let hidden: Double

    /// What every strategy is given.
    struct Task {
        let space: SearchSpace
        let plan: EpochPlan
        let validation: CrossValidation
        let hidden: Material
        let seed: UInt64
        let recipe: (Configuration, FoldShape) throws -> (recipe: ModelRecipe, crew: Crew)
    }

    /// - Throws: `Mistake` where no trial has a value; `Stopped`.
    init(_ strategy: BudgetStrategy, _ task: Task, work: Work) throws {
        var stage = try RunningTrials(task, work)
        let brackets = task.plan.brackets(strategy)
        for (number, bracket) in brackets.enumerated() {
            if strategy == .population, number == 0 {
                try stage.populate(bracket, work)
            } else {
                try stage.halve(bracket, number, work)
            }
        }
        guard let best = stage.best else {
            throw Mistake(
                "no trial of \(strategy.rawValue) has a value",
                expected: "a space with configurations that can be trained",
                argument: "space")
        }
        self.strategy = strategy
        traces = stage.traces
        epochs = stage.epochs
        chosen = stage.traces[best.trial].configuration
        validation = best.value
        hidden = try stage.measured(best.model, on: task.hidden, work)
    }
}

/// Trials that are alive, and what they have cost.
private struct RunningTrials {
    let task: BudgetSearch.Task
    let data: CrossValidation.Prepared
    var traces: [BudgetSearch.Trace] = []
    var epochs = 0
    /// The best, at its end, of the trials that have ended.
    private(set) var best: (trial: Int, value: Double, model: Model)?
    private var crew: Crew
    private var readsLogits = false

    init(_ task: BudgetSearch.Task, _ work: Work) throws {
        self.task = task
        data = try task.validation.prepared(0, work)
        crew = task.validation.crew
    }

    /// A trial at its beginning. Trial n of every strategy has the same configuration and the same first weights.
    private mutating func begun(_ configuration: Configuration, number: Int) throws -> Live {
        let (recipe, own) = try task.recipe(configuration, data.rows.shape)
        if own.threads == 0 { crew = own }
        readsLogits = recipe.plan.loss.readsLogits
        return Live(
            model: recipe.model(seed: CrossValidation.seed(task.seed, job: number, fold: 0, member: 0)), recipe: recipe)
    }

    /// Trains some trials on, side by side, and measures them; nan where a training diverged.
    private mutating func trained(_ live: [Live], by more: [Int], _ work: Work) throws -> [Double] {
        let (data, measure, border) = (data, task.validation.measure, readsLogits ? 0 : 0.5)
        epochs += more.reduce(0, +)
        let found = try crew.whole(live.count, work: work) { number, work in
            Result<Double, any Error> {
                let own = live[number]
                try data.rows.fit(
                    own.model, epochs: more[number], batchSize: own.recipe.batchSize, place: "trial \(number)",
                    work: work)
                let outputs = try own.model.predict(data.test.x, batchSize: 256, work: work)
                return try measure.value(
                    data.rows.mean([outputs]), width: outputs.width, truth: data.test.y, border: border)
            }
        }
        if let stopped = found.first(where: { if case .failure(is Stopped) = $0 { true } else { false } }) {
            _ = try stopped.get()
        }
        return found.map { (try? $0.get()) ?? .nan }
    }

    /// Many begin, and at each rung the best go on.
    mutating func halve(_ bracket: EpochPlan.Bracket, _ number: Int, _ work: Work) throws {
        let first = traces.count
        var live: [(trial: Int, live: Live)] = []
        for trial in first..<first + bracket.trials {
            let configuration = task.space.drawn(seed: task.seed, number: trial)
            traces.append(BudgetSearch.Trace(configuration: configuration, bracket: number))
            live.append((trial, try begun(configuration, number: trial)))
        }
        var before = 0
        for (count, rung) in zip(bracket.counts, bracket.rungs) {
            // Those that go on are the best of the rung before.
            let order = ranked(live)
            for ended in order.dropFirst(count) { retire(ended.trial, ended.live.model) }
            live = Array(order.prefix(count))
            work.report(Double(epochs) / Double(task.plan.budget), "\(count) trials to epoch \(rung)")
            let values = try trained(live.map(\.live), by: live.map { _ in rung - before }, work)
            for (own, value) in zip(live, values) { traces[own.trial].looks.append((rung, value)) }
            before = rung
        }
        for ended in live { retire(ended.trial, ended.live.model) }
    }

    private func ranked(_ live: [(trial: Int, live: Live)]) -> [(trial: Int, live: Live)] {
        // Before the first rung nothing has a value, and all stay in order.
        live.sorted { a, b in
            let (x, y) = (traces[a.trial].value, traces[b.trial].value)
            if x.isNaN || y.isNaN { return x.isNaN == y.isNaN ? a.trial < b.trial : y.isNaN }
            return (x, a.trial) < (y, b.trial)
        }
    }

    /// All train side by side; after each round those behind go on from those in front.
    mutating func populate(_ bracket: EpochPlan.Bracket, _ work: Work) throws {
        let training = try PopulationTraining(
            task.space, population: Swift.max(2, bracket.trials), seed: task.seed)
        let rounds = task.plan.populationRounds
        let longest = task.plan.longest
        let marks = (1...rounds).map { $0 * longest / rounds }
        var stage = self
        let found = try training.run(rounds: rounds) { member, configuration in
            // The first members are the first trials of the other strategies.
            stage.traces.append(BudgetSearch.Trace(configuration: configuration, bracket: 0))
            return try stage.begun(configuration, number: member)
        } train: { round, members in
            work.report(Double(stage.epochs) / Double(stage.task.plan.budget), "round \(round + 1)/\(rounds)")
            let more = marks[round] - (round > 0 ? marks[round - 1] : 0)
            let values = try stage.trained(members, by: members.map { _ in more }, work)
            for (member, value) in values.enumerated() {
                stage.traces[member].looks.append((marks[round], value))
            }
            return values
        } follow: { other, member, configuration in
            let next = try stage.begun(configuration, number: member)
            try next.model.goOn(from: other.model)
            stage.traces[member].configuration = configuration
            return next
        }
        self = stage
        for (member, state) in found.states.enumerated() { retire(member, state.model) }
    }

    /// A trial has ended: its model is not trained any more, and is kept if it is the best.
    private mutating func retire(_ trial: Int, _ model: Model) {
        let value = traces[trial].value
        guard !value.isNaN, best.map({ value < $0.value }) ?? true else { return }
        best = (trial, value, model)
    }

    /// The measure of a model on other rows.
    func measured(_ model: Model, on material: Material, _ work: Work) throws -> Double {
        let (x, y) = try data.rows.others(material, work: work)
        let outputs = try model.predict(x, batchSize: 256, work: work)
        if work.isCancelled { throw Stopped() }
        return try task.validation.measure.value(
            data.rows.mean([outputs]), width: outputs.width, truth: y, border: readsLogits ? 0 : 0.5)
    }

    struct Live: Sendable {
        let model: Model
        let recipe: ModelRecipe
    }
}

extension SearchSpace {
    /// A configuration drawn evenly: the same for the same seed and number.
    func drawn(seed: UInt64, number: Int) -> Configuration {
        var stream = RandomStream(seed: seed, purpose: "drawn trial", index: UInt64(number))
        var configuration = Configuration()
        for parameter in parameters {
            let unit = stream.uniform()
            if let condition = parameter.condition,
                !condition.settings.contains(where: { configuration[condition.parent] == $0 })
            {
                continue
            }
            configuration[parameter.name] = parameter.domain.setting(parameter.domain.code(unit: unit))
        }
        return configuration
    }
}
