internal import Answers
internal import Networks
internal import Tensors

/// One player's model as a layer of the network that holds all players: it gives its weights a place and a name there.
struct PlayerLayer: Layer {
    let name: String
    let model: Model

    var givenName: String? { name }
    var kind: String { name }
    var summary: String { "\(name)[\(model.architecture.layersInWords)]" }
    var mayHold: Bool { model.network?.frozenRanges.isEmpty == false }

    func holds(_ role: String) -> Bool {
        guard let network = model.network else { return false }
        return network.entries.first { $0.fileName == role }.map { network.isFrozen($0) } ?? false
    }

    /// The model's own weights, in its own order.
    func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let network = try model.build()
        return LayerPlan(
            output: network.outputShape,
            parameters: network.entries.map { entry in
                ParameterPlan(
                    entry.fileName, entry.shape, .values(Array(network.parameters.buffer[entry.range])),
                    regulariser: entry.regulariser, constraint: entry.constraint)
            },
            state: network.stateEntries.map { entry in
                StatePlan(entry.fileName, values: Array(network.state.buffer[entry.range]))
            })
    }

    func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix {
        let network = try model.build()
        var (parameters, state) = (place.parameters[...], place.state[...])
        let own = network.plans.map { plan in
            defer {
                parameters = parameters.dropFirst(plan.parameters.count)
                state = state.dropFirst(plan.state.count)
            }
            return (
                parameters: Array(parameters.prefix(plan.parameters.count)),
                state: Array(state.prefix(plan.state.count))
            )
        }
        return try network.architecture.record(
            on: tape, place.inputs, shapes: place.shapes, plans: network.plans, own: own, names: network.names,
            number: place.number &* 1013 &+ 1, isFrozen: place.isFrozen
        ).output
    }
}
