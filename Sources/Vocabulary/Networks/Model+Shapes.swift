import Language
import Networks
import Training

extension Model {
    /// What the layers make of the inputs.
    func openPlans() throws -> OpenPlan {
        let network = try build()
        return try openPlan() ?? OpenPlan(network.plans, inputShapes: network.inputShapes)
    }
}

extension Value {
    /// The shape of one example as Keras writes it, the rows left open: `(None, 4)`.
    static func batch(_ shape: [Int?]?) -> Value {
        guard let shape else { return .none }
        return .tuple([.none] + shape.map { $0.map { .int($0) } ?? .none })
    }
}

extension OpenPlan {
    /// The shape of what a layer reads, as Keras writes it.
    func shape(of source: Architecture.Source) -> Value {
        switch source {
        case .input(let number): .batch(inputs[number])
        case .layer(let index): .batch(outputs[index])
        }
    }
}
