public import Answers
internal import Datasets
internal import Networks
public import Training
public import Parallel

/// The networks of one recipe trained on all rows that were to be learnt from, with the preparation that goes with them: what
/// predicts, in the target's own unit.
public struct TrainedNetworks: Sendable {
    /// How many rows they were trained on.
    public let rowCount: Int
    /// The networks, whose outputs are averaged.
    public let models: [Model]
    /// What its errors are measured by: that of the folds.
    public let measure: ErrorMeasure
    let rows: FoldRows
    private let target: String

    /// Trains as the folds of `validation` were, on all of its rows.
    ///
    /// - Parameters:
    ///   - number: what the random numbers are drawn by, beside the seed.
    ///   - recipe: the recipe for these rows, whose inputs are as many as they are.
    /// - Throws: `Mistake` where the training diverged; `Stopped`.
    public init(
        _ validation: CrossValidation, number: Int, work: Work = Work(),
        recipe: (FoldShape) throws -> (recipe: ModelRecipe, crew: Crew)
    ) throws {
        let material = validation.material
        let rows = try FoldRows(material, scalesTarget: validation.scalesTarget, work: work)
        let (recipe, crew) = try recipe(rows.shape)
        let seed = validation.seed
        let trained = try crew.whole(validation.members, work: work) { member, work in
            Result<Model, any Error> {
                let model = recipe.model(
                    seed: CrossValidation.seed(seed, job: number, fold: validation.folds.count, member: member))
                try rows.fit(
                    model, epochs: recipe.epochs, batchSize: recipe.batchSize, place: "all rows", work: work)
                return model
            }
        }
        models = try trained.map { try $0.get() }
        (self.rows, rowCount, measure, target) = (rows, material.count, validation.measure, material.target)
    }

    init(_ models: [Model], _ rows: FoldRows, count: Int, _ measure: ErrorMeasure, _ target: String) {
        (self.models, self.rows, rowCount, self.measure, self.target) = (models, rows, count, measure, target)
    }

    /// Outputs for these rows, `width` numbers each, in what is learnt.
    func outputs(_ x: Samples, _ work: Work) throws -> (values: [Double], width: Int) {
        let all = try models.map { try $0.predict(x, batchSize: 256, work: work) }
        if work.isCancelled { throw Stopped() }
        return (rows.mean(all), all[0].width)
    }

    /// Predictions in the target's own unit; of classes their probabilities or logits.
    ///
    /// - Throws: `Mistake` for columns that training did not have; `Stopped`.
    public func predict(_ material: Material, work: Work = Work()) throws -> (values: [Double], width: Int) {
        let found = try outputs(rows.inputs(material, work: work), work)
        return (rows.preparation?.restored(found.values) ?? found.values, found.width)
    }

    /// The measure on these rows, in what is learnt.
    ///
    /// - Throws: as `predict`, and where a target is missing.
    public func score(_ material: Material, work: Work = Work()) throws -> Double {
        let (x, y) = try rows.others(material, work: work)
        let found = try outputs(x, work)
        let border = try models[0].trainingPlan().loss.readsLogits ? 0 : 0.5
        return try measure.value(found.values, width: found.width, truth: y, border: border)
    }
}

extension TrainedNetworks: Presentable {
    /// `trained model`
    public static var kind: String { "trained model" }

    /// `3 networks trained on 2,344 rows: RMSE of ln price is what they are measured by`
    public var summary: String {
        "\(Phrase.count(models.count, "network")) of \((models[0].network?.parameterCount ?? 0).grouped) parameters, "
            + "trained on \(rowCount.grouped) rows; score: \(measure.text(of: target))"
    }
}
