public import Tensors

/// Steps of a sequence in which every feature has one value do not count for the layers that follow: Keras's `Masking`.
public struct MaskingLayer: Layer {
    let value: Double
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameter value: what all features of a step have that does not count.
    public init(value: Double = 0, name: String? = nil) {
        self.value = value
        givenName = name
    }

    /// `masking`
    public var kind: String { "masking" }
    /// `Masking(mask_value=0.0)`
    public var summary: String { "Masking(mask_value=\(value))" }
    /// (steps, features), which stays.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        LayerPlan(output: try Self.sequence(inputs, "Masking"))
    }

    /// The same numbers, zeros in the steps that do not count.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.keepRows(place.inputs[0], steps(on: tape, place))
    }

    /// 1 for each step in which some feature has another value.
    public func mask(on tape: Tape, _ place: LayerPlace) -> Matrix? { steps(on: tape, place) }

    private func steps(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.rowsThatDiffer(place.inputs[0], from: Float(value), width: place.shapes[0].exampleColumns)
    }
}
