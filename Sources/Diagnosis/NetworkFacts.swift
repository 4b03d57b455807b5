internal import Answers
internal import Datasets
internal import Inspection
internal import Networks
internal import Tensors
internal import Training

/// What the layers of a training say, before its first step and after its last.
struct NetworkFacts: Sendable {
    /// With the first weights.
    let start: LayerStatistics
    /// With the last; nil when the model was trained on, or is gone.
    let end: LayerStatistics?
    /// The loss on training rows at the start, dropout off, without the penalty.
    let startLoss: Double
    /// The same at the end.
    let endLoss: Double?
    /// The distance that the weights went, in lengths of the first weights.
    let moved: Double?

    init(_ recipe: TrainingRecipe, _ trained: Model?, work: Work) throws {
        let rows = Swift.min(recipe.trainingRows, 512)
        let (x, y) = (recipe.x[0].rows(0..<rows), recipe.y.rows(0..<rows))
        let fresh = try recipe.newModel(work: work)
        start = try layerStatistics(fresh, x, y, rows: rows, work: work)
        startLoss = start.loss - (try fresh.build().penalty)
        guard let trained, let network = trained.network else { (end, endLoss, moved) = (nil, nil, nil); return }
        let found = try layerStatistics(trained, x, y, rows: rows, work: work)
        end = found
        endLoss = found.loss - network.penalty
        let (first, last) = (try fresh.build().parameters.array, network.parameters.array)
        var (way, length) = (0.0, 0.0)
        for (a, b) in zip(first, last) {
            way += Double(a - b) * Double(a - b)
            length += Double(a) * Double(a)
        }
        moved = length > 0 ? (way / length).squareRoot() : nil
    }

    /// The first layer with the largest share of dead units, and that share. The last layer's zeros are answers.
    static func dead(_ statistics: LayerStatistics?) -> (layer: String, share: Double)? {
        largest(statistics) { $0.deadShare }
    }

    /// The first layer with the largest share of saturated outputs, and that share.
    static func saturated(_ statistics: LayerStatistics?) -> (layer: String, share: Double)? {
        largest(statistics) { $0.saturatedShare }
    }

    private static func largest(
        _ statistics: LayerStatistics?, _ share: (LayerStatistics.Row) -> Double?
    ) -> (layer: String, share: Double)? {
        var found: (layer: String, share: Double)?
        for layer in statistics?.layers.dropLast() ?? [] {
            if let share = share(layer), share > found?.share ?? 0 { found = (layer.name, share) }
        }
        return found
    }
}
