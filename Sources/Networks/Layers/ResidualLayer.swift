internal import Answers
public import Tensors

/// y = x + block(x), He et al. 2016: the block must give back its input's shape.
public struct ResidualLayer: Layer {
    let block: [any Layer]
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameter block: layers in their order, which give back the shape they read.
    public init(_ block: [any Layer], name: String? = nil) {
        self.block = block
        givenName = name
    }

    /// `residual`
    public var kind: String { "residual" }
    /// `Residual([Dense(16), Dense(16)])`
    public var summary: String { "Residual([" + block.map(\.summary).joined(separator: ", ") + "])" }

    private func plans(_ input: [Int]) throws -> [LayerPlan] {
        var shape = input
        return try block.map { layer in
            let plan = try layer.plan([shape])
            try plan.checkSize()
            shape = plan.output
            return plan
        }
    }

    /// Any shape that the block gives back; the block's tensors carry their place in it: `1.dense.kernel`.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let input = try Self.one(inputs, "Residual")
        let plans = try plans(input)
        guard let last = plans.last, last.output == input else {
            throw Mistake(
                "the block turns \(input.shapeText) into \((plans.last?.output ?? []).shapeText)",
                expected: "a block that gives back the shape it reads, so that both can be added")
        }
        // Tensors of the block carry their place in it: `1.dense.kernel`.
        var parameters: [ParameterPlan] = []
        var state: [StatePlan] = []
        for (index, (layer, plan)) in zip(block, plans).enumerated() {
            let prefix = "\(index).\(layer.givenName ?? layer.kind)."
            for var parameter in plan.parameters {
                parameter.name = prefix + parameter.name
                parameters.append(parameter)
            }
            for var item in plan.state {
                item.name = prefix + item.name
                state.append(item)
            }
        }
        return LayerPlan(output: input, parameters: parameters, state: state)
    }

    /// y = x + block(x)
    public func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix {
        try recorded(on: tape, place) { try $0.record(on: tape, $1) }
    }

    /// x + block(x), each layer of the block recorded in its way.
    func recorded(
        on tape: Tape, _ place: LayerPlace, _ record: (any Layer, LayerPlace) throws -> Matrix
    ) throws -> Matrix {
        var x = place.inputs[0]
        var shape = place.shapes[0]
        var parameters = place.parameters[...]
        var state = place.state[...]
        for (index, layer) in block.enumerated() {
            let plan = try layer.plan([shape])
            x = try record(
                layer,
                LayerPlace(
                    inputs: [x], shapes: [shape], output: plan.output,
                    parameters: Array(parameters.prefix(plan.parameters.count)),
                    state: Array(state.prefix(plan.state.count)), number: place.number &* 1009 &+ index &+ 1,
                    isFrozen: place.isFrozen))
            parameters = parameters.dropFirst(plan.parameters.count)
            state = state.dropFirst(plan.state.count)
            shape = plan.output
        }
        return tape.add(place.inputs[0], x)
    }
}
