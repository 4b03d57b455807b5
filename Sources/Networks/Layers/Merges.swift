internal import Numbers
public import Tensors

/// The sum or product of inputs of one shape, or their last axes side by side: where branches of a model meet.
public struct MergeLayer: Layer {
    public enum Rule: String, Sendable { case add, multiply, concatenate }
    public var rule: Rule
    public var givenName: String?

    public init(_ rule: Rule, name: String? = nil) {
        self.rule = rule
        givenName = name
    }

    public var kind: String { rule.rawValue }
    public var summary: String { rule.rawValue.prefix(1).uppercased() + rule.rawValue.dropFirst() + "()" }

    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        guard inputs.count > 1, let first = inputs.first else {
            throw Mistake("\(rule.rawValue) is given \(inputs.count) input", expected: "at least two")
        }
        for other in inputs.dropFirst() {
            let fits = rule == .concatenate ? other.dropLast() == first.dropLast() : other == first
            guard !fits else { continue }
            throw Mistake(
                "\(rule.rawValue) is given shapes \(first.shapeText) and \(other.shapeText)",
                expected: rule == .concatenate ? "shapes that agree in all but the last axis" : "one shape")
        }
        guard rule == .concatenate else { return LayerPlan(output: first) }
        return LayerPlan(output: first.dropLast() + [inputs.reduce(0) { $0 + $1.exampleColumns }])
    }

    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        switch rule {
        case .concatenate: tape.concatenate(place.inputs)
        case .add: place.inputs.dropFirst().reduce(place.inputs[0]) { tape.add($0, $1) }
        case .multiply: place.inputs.dropFirst().reduce(place.inputs[0]) { tape.multiply($0, $1) }
        }
    }
}

/// y = x + block(x), He et al. 2016: the block must give back its input's shape.
public struct ResidualLayer: Layer {
    public var block: [any Layer]
    public var givenName: String?

    public init(_ block: [any Layer], name: String? = nil) {
        self.block = block
        givenName = name
    }

    public var kind: String { "residual" }
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

    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        var x = place.inputs[0]
        var shape = place.shapes[0]
        var parameters = place.parameters[...]
        var state = place.state[...]
        for (index, layer) in block.enumerated() {
            // The shapes were checked when the model was built; a block that no longer fits passes its input on.
            guard let plan = try? layer.plan([shape]) else { return place.inputs[0] }
            x = layer.record(
                on: tape,
                LayerPlace(
                    inputs: [x], shapes: [shape], output: plan.output,
                    parameters: Array(parameters.prefix(plan.parameters.count)),
                    state: Array(state.prefix(plan.state.count)), number: place.number &* 1009 &+ index &+ 1))
            parameters = parameters.dropFirst(plan.parameters.count)
            state = state.dropFirst(plan.state.count)
            shape = plan.output
        }
        return tape.add(place.inputs[0], x)
    }
}
