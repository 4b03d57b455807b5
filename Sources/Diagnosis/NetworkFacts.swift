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
    /// The largest gain of the first weights of a hidden layer: their root mean square times √fan-in, 1 for what keeps the spread, 1.4 for
    /// He's; nil without such layers.
    let gain: Double?
    /// Whether the first weights of a hidden layer are all 0.
    let beginsAtZero: Bool
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
        let gains = try NetworkFacts.gains(of: fresh.build())
        (gain, beginsAtZero) = (gains.max(), gains.contains(0))
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

    /// Of each hidden layer with a matrix of weights: their root mean square times √fan-in.
    private static func gains(of network: Network) -> [Double] {
        network.entries.filter { $0.role == "kernel" && $0.shape.count == 2 }.dropLast().map { entry in
            var squares = 0.0
            for place in entry.range {
                let weight = Double(network.parameters.base[place])
                squares += weight * weight
            }
            return (squares / Double(Swift.max(1, entry.range.count)) * Double(entry.shape[0])).squareRoot()
        }
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
