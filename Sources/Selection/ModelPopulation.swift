public import Answers
internal import Datasets
internal import Networks
internal import Numbers
internal import Training
public import Tuning
public import Parallel

/// Population based training of networks: members train side by side on all cores, and those that are behind go on with a copy of
/// the weights and the optimizer's memory of one in front.
public struct ModelPopulation: Sendable {
    /// What all members did, round by round.
    public let rounds: [PopulationTraining.Round]
    /// The best member's networks, and how they predict.
    public let best: TrainedNetworks
    /// The measure of the best member after the last round.
    public let value: Double
    /// What is measured: `RMSE of ln price`.
    public let measure: String
    private let direction: Direction

    /// Trains a population on the training rows of a single fold, and measures it on the fold's others.
    ///
    /// - Parameters:
    ///   - recipe: of a configuration; its epochs are those of one round.
    /// - Throws: `Mistake` where hyperparameters change the shape of the network, or all trainings diverge; `Stopped`.
    public init(
        _ training: PopulationTraining, rounds: Int, on validation: CrossValidation, work: Work = Work(),
        recipe: (Configuration, FoldShape) throws -> (recipe: ModelRecipe, crew: Crew)
    ) throws {
        let prepared = try validation.prepared(0, work)
        let rows = prepared.rows
        var crew = validation.crew
        func made(_ member: Int, _ configuration: Configuration) throws -> Member {
            let (recipe, own) = try recipe(configuration, rows.shape)
            if own.threads == 0 { crew = own }
            let seed = CrossValidation.seed(validation.seed, job: member, fold: 0, member: 0)
            return Member(model: recipe.model(seed: seed), recipe: recipe, configuration: configuration)
        }
        let (measure, population) = (validation.measure, training.population)
        let found = try training.run(rounds: rounds) { member, configuration in
            try made(member, configuration)
        } train: { round, members in
            try ModelPopulation.measured(members, on: prepared, by: measure, crew, work) { done in
                work.report(
                    (Double(round) + Double(done) / Double(population)) / Double(rounds), "round \(round + 1)/\(rounds)"
                )
            }
        } follow: { other, member, configuration in
            let next = try made(member, configuration)
            do { try next.model.goOn(from: other.model) } catch let mistake as Mistake {
                throw ModelPopulation.cause(of: mistake, other, configuration) { try made(member, $0).model }
            }
            return next
        }
        self.rounds = found.rounds
        let last = found.rounds.suffix(population)
        direction = training.direction
        guard let best = ModelPopulation.best(last, direction) else {
            throw Mistake("no member has a value", expected: "smaller rates", argument: "space")
        }
        value = best.value
        self.best = TrainedNetworks(
            [found.states[best.member].model], rows, count: rows.x.count, measure, validation.material.target)
        self.measure = measure.text(of: validation.material.target)
    }

    /// Trains all members for a round, side by side.
    ///
    /// - Returns: the measure of each on the fold's other rows; nan of one that diverged, which is the worst.
    /// - Throws: what the first of them throws where all diverge; `Stopped`.
    private static func measured(
        _ members: [Member], on prepared: CrossValidation.Prepared, by measure: ErrorMeasure, _ crew: Crew,
        _ work: Work, isDone: (Int) -> Void
    ) throws -> [Double] {
        let (rows, test) = (prepared.rows, prepared.test)
        let values = try crew.whole(members.count, work: work, isDone: isDone) { number, work in
            Result<Double, any Error> {
                let (model, recipe) = (members[number].model, members[number].recipe)
                try rows.fit(
                    model, epochs: recipe.epochs, batchSize: recipe.batchSize, place: "member \(number)", work: work)
                let outputs = try model.predict(test.x, batchSize: 256, work: work)
                return try measure.value(
                    rows.mean([outputs]), width: outputs.width, truth: test.y,
                    border: recipe.plan.loss.readsLogits ? 0 : 0.5)
            }
        }
        guard values.contains(where: { (try? $0.get()) != nil }) else {
            _ = try values[0].get()
            return []
        }
        return values.map { (try? $0.get()) ?? .nan }
    }

    /// Which hyperparameter makes a network of other shapes: that shows when they change one by one.
    private static func cause(
        of mistake: Mistake, _ other: Member, _ configuration: Configuration, _ model: (Configuration) throws -> Model
    ) -> Mistake {
        for (name, setting) in zip(configuration.names, configuration.settings) {
            guard let before = other.configuration[name], before != setting else { continue }
            var single = other.configuration
            single[name] = setting
            guard (try? model(single).goOn(from: other.model)) == nil else { continue }
            return Mistake(
                "\(name) = \(setting.text) makes a network of other shapes than \(name) = \(before.text), which cannot "
                    + "go on from its weights", expected: "hyperparameters of the training, such as a rate",
                try: "tune, which trains each configuration from the start", argument: "space")
        }
        return mistake
    }

    private struct Member: Sendable {
        let model: Model
        let recipe: ModelRecipe
        let configuration: Configuration
    }

    /// The best of some members' rounds; of equals the lower number.
    private static func best(_ rounds: some Sequence<PopulationTraining.Round>, _ direction: Direction)
        -> PopulationTraining.Round?
    {
        let sign: Double = direction == .minimize ? 1 : -1
        return rounds.filter { !$0.value.isNaN }.min { (sign * $0.value, $0.member) < (sign * $1.value, $1.member) }
    }

    /// The configurations that the best member's weights have been trained with, from the first round on: the schedule that was found.
    public var schedule: [Configuration] { lineage.map(\.configuration) }

    /// The rounds in which the best member's weights were trained, from the first on.
    public var lineage: [PopulationTraining.Round] {
        let byRound = Dictionary(grouping: rounds) { $0.round }
        let last = byRound.count - 1
        guard last >= 0,
            let end = byRound[last].flatMap({ ModelPopulation.best($0, direction) })
        else { return [] }
        var member = end.member
        var found: [PopulationTraining.Round] = []
        for round in stride(from: last, through: 0, by: -1) {
            guard let own = byRound[round]?.first(where: { $0.member == member }) else { break }
            found.append(own)
            if round > 0, let parent = byRound[round - 1]?.first(where: { $0.member == member })?.parent {
                member = parent
            }
        }
        return found.reversed()
    }
}

extension ModelPopulation: Presentable {
    /// `trained population`
    public static var kind: String { "trained population" }

    /// `population of 8 after 10 rounds: RMSE of ln price 0.123`
    public var summary: String {
        let members = Set(rounds.map(\.member)).count
        return "population of \(members) after \(Phrase.count(rounds.count / max(1, members), "round")): \(measure) "
            + value.short(4)
    }

    /// The schedule that was found, a line for each round.
    public func table(width: Int) -> String {
        let lines = schedule.enumerated().map { ["\($0 + 1)", $1.text] }
        return
            ([summary]
            + TextTable.lines([["round", "the best one's hyperparameters"]] + lines, width: width, leftColumns: [1]))
            .joined(separator: "\n")
    }

    /// How good the best is.
    public var sentence: String { summary + "." }
}
