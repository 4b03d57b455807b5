internal import Answers
public import Tensors

/// All numbers of an example in one row.
public struct FlattenLayer: Layer {
    public var givenName: String?

    public init(name: String? = nil) { givenName = name }

    public var kind: String { "flatten" }
    public var summary: String { "Flatten()" }
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let input = try Self.one(inputs, "Flatten")
        guard let count = input.numbers else {
            throw Mistake("\(input.shapeText) has too many numbers for one row", expected: "a smaller shape")
        }
        return LayerPlan(output: [count])
    }
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.reshaped(place.inputs[0], columns: place.output[0], rowsPerExample: 1)
    }
}
