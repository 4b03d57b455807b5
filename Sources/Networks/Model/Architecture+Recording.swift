public import Tensors

/// Writing an architecture on a tape: as a network, or as one layer of another.
extension Architecture {
    /// Writes all calls.
    ///
    /// - Parameters:
    ///   - inputs: where the inputs stand, examples of these shapes.
    ///   - plans: what `plan` gave for them.
    ///   - own: the matrices of each node's parameters and running values, in the order of its plan.
    ///   - names: of the layers, for messages.
    ///   - number: what the numbers of the layers begin after, for random draws.
    ///   - isFrozen: whether nothing of it is learnt.
    /// - Returns: where the output stands, and 1 for each of its steps that counts where it has a mask.
    public func record(
        on tape: Tape, _ inputs: [Matrix], shapes inputShapes: [[Int]], plans: [LayerPlan],
        own: [(parameters: [Matrix], state: [Matrix])], names: [String], number first: Int = 0, isFrozen: Bool = false,
        omittingLastActivation: Bool = false, mask given: Matrix? = nil
    ) throws -> (output: Matrix, mask: Matrix?) {
        var outputs: [Matrix] = []
        var masks: [Matrix?] = []
        for (index, node) in nodes.enumerated() {
            tape.label = names[index]
            // A layer that is called again reads the same matrices, so that their gradients add.
            let weights = own[node.owner ?? index]
            let known = node.sources.map { source in
                switch source {
                case .input: given
                case .layer(let number): masks[number]
                }
            }
            var place = LayerPlace(
                inputs: node.sources.map { source in
                    switch source {
                    case .input(let number): inputs[number]
                    case .layer(let number): outputs[number]
                    }
                },
                shapes: node.sources.map { source in
                    switch source {
                    case .input(let number): inputShapes[number]
                    case .layer(let number): plans[number].output
                    }
                },
                output: plans[index].output, parameters: weights.parameters, state: weights.state,
                number: first + index, isFrozen: isFrozen || node.isFrozen)
            // Where branches meet, a step counts that all of them say so of alike.
            let isClear = node.layer.goesByFirstMask || known.allSatisfy { $0 == known.first }
            place.mask = isClear ? known.first ?? nil : nil
            place.masks = known
            let isLast = last == .layer(index)
            let bare = isLast && omittingLastActivation ? (node.layer as? any HeadLayer)?.withoutActivation : nil
            outputs.append(try (bare ?? node.layer).record(on: tape, place))
            masks.append(node.layer.mask(on: tape, place))
        }
        switch last {
        case .input(let number): return (inputs[number], given)
        case .layer(let number): return (outputs[number], masks[number])
        }
    }
}
