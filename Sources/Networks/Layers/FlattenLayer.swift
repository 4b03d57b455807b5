internal import Answers
public import Tensors

/// All numbers of an example in one row.
public struct FlattenLayer: Layer {
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// A layer without parameters and settings.
    public init(name: String? = nil) { givenName = name }

    /// `flatten`
    public var kind: String { "flatten" }
    /// `Flatten()`
    public var summary: String { "Flatten()" }
    /// Any shape → (n,), n the numbers of one example.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let input = try Self.one(inputs, "Flatten")
        guard let count = input.numbers else {
            throw Mistake("\(input.shapeText) has too many numbers for one row", expected: "a smaller shape")
        }
        return LayerPlan(output: [count])
    }
    /// The same numbers, one row per example.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.reshaped(place.inputs[0], columns: place.output[0], rowsPerExample: 1)
    }
}
