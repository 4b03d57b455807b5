internal import Answers
public import Tensors

/// The sum or product of inputs of one shape, or their last axes side by side: where branches of a model meet.
public struct MergeLayer: Layer {
    /// How the inputs become one.
    public enum Kind: String, Sendable { case add, multiply, concatenate }
    let rule: Kind
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// A layer of several inputs, without parameters.
    public init(_ rule: Kind, name: String? = nil) {
        self.rule = rule
        givenName = name
    }

    /// `add`, `multiply` or `concatenate`.
    public var kind: String { rule.rawValue }
    /// Keras's class.
    private var word: String { rule.rawValue.prefix(1).uppercased() + rule.rawValue.dropFirst() }
    /// `Add()`
    public var summary: String { word + "()" }

    /// `add` and `multiply`: inputs of one shape, which stays. `concatenate`: shapes that agree in all but the last
    /// axis, whose extents add up.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        guard inputs.count > 1, let first = inputs.first else {
            throw Mistake("\(word) is given \(inputs.count) input", expected: "at least two")
        }
        for other in inputs.dropFirst() {
            let fits = rule == .concatenate ? other.dropLast() == first.dropLast() : other == first
            guard !fits else { continue }
            throw Mistake(
                "\(word) is given shapes \(first.shapeText) and \(other.shapeText)",
                expected: rule == .concatenate ? "shapes that agree in all but the last axis" : "one shape")
        }
        guard rule == .concatenate else { return LayerPlan(output: first) }
        return LayerPlan(output: first.dropLast() + [inputs.reduce(0) { $0 + $1.exampleColumns }])
    }

    /// Σ xᵢ, ∏ xᵢ, or the inputs side by side.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        switch rule {
        case .concatenate: tape.concatenate(place.inputs)
        case .add: place.inputs.dropFirst().reduce(place.inputs[0]) { tape.add($0, $1) }
        case .multiply: place.inputs.dropFirst().reduce(place.inputs[0]) { tape.multiply($0, $1) }
        }
    }
}

extension MergeLayer: StepwiseLayer {}
