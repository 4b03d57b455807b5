internal import Networks
public import Optimizers
internal import Tensors

/// One move of a step, taken apart.
public struct ExplainedMove: Sendable {
    /// The name of the player whose weights move.
    public let player: String
    /// The name of the loss that it descends.
    public let loss: String
    /// That loss on the rows of the move, where the move begins.
    public let value: Double
    /// The regularisers' part of what is descended, beside `value`.
    public let penalty: Double
    /// |g| over all weights of the player, before clipping.
    public let gradientNorm: Double
    /// |Δθ| over all of them.
    public let stepLength: Double
    /// η of the move, after its schedule.
    public let rate: Double
    /// The watched weights: those with the largest gradients.
    public let names: [String]
    /// The watched weights before the move.
    public let before: [Double]
    /// The watched weights after the move.
    public let after: [Double]
    /// ∂(loss + penalty)/∂w of the watched weights, before any stage of the optimizer.
    public let gradient: [Double]
    /// What the rule computed, in its order.
    public let quantities: [Quantity]
}

/// Watches the moves of players in one step.
final class Watch {
    let count: Int
    private(set) var places: [Int] = []
    var quantities: [Quantity] = []
    private(set) var made: [ExplainedMove] = []
    private var before: [Float] = []
    private var gradient: [Float] = []

    init(count: Int) { self.count = count }

    /// Before the optimizer uses up the gradient.
    func begin(parameters: [Float], gradient: [Float]) {
        (before, self.gradient) = (parameters, gradient)
        places = Array(
            gradient.indices.sorted { (abs(gradient[$0]), $1) > (abs(gradient[$1]), $0) }.prefix(count)
        ).sorted()
    }

    /// After the move of the player of that name.
    func note(
        _ player: String, _ network: Network, _ loss: (name: String, value: Double), penalty: Double,
        gradientNorm: Double, rate: Double
    ) {
        let after = network.parameters.array
        let squares = zip(after, before).reduce(0.0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
        func chosen(_ values: [Float]) -> [Double] { places.map { Double(values[$0]) } }
        made.append(
            ExplainedMove(
                player: player, loss: loss.name, value: loss.value, penalty: penalty,
                gradientNorm: gradientNorm, stepLength: squares.squareRoot(), rate: rate,
                names: places.map { network.name(ofWeight: $0) }, before: chosen(before), after: chosen(after),
                gradient: chosen(gradient), quantities: quantities))
    }
}

extension Network {
    /// The weight at a place of the flat vector: `generator/dense/kernel[3, 17]`
    fileprivate func name(ofWeight place: Int) -> String {
        guard let entry = entries.first(where: { $0.range.contains(place) }) else { return "[\(place)]" }
        var rest = place - entry.range.lowerBound
        let indices = entry.shape.reversed().map { extent in
            defer { rest /= Swift.max(1, extent) }
            return rest % Swift.max(1, extent)
        }
        return "\(entry.fileName)[\(indices.reversed().map(String.init).joined(separator: ", "))]"
    }
}
