internal import Answers
public import Tensors

/// The same numbers of an example in another shape.
public struct ReshapeLayer: Layer {
    public var shape: [Int]
    public var givenName: String?

    public init(_ shape: [Int], name: String? = nil) {
        self.shape = shape
        givenName = name
    }

    public var kind: String { "reshape" }
    public var summary: String { "Reshape(\(shape.shapeText))" }
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let input = try Self.one(inputs, "Reshape")
        guard !shape.isEmpty, let count = shape.numbers, count == input.numbers else {
            func told(_ shape: [Int]) -> String { shape.numbers.map(String.init) ?? "too many" }
            throw Mistake(
                "\(input.shapeText) has \(told(input)) numbers and \(shape.shapeText) has \(told(shape))",
                expected: "a shape with as many numbers")
        }
        return LayerPlan(output: shape)
    }
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.reshaped(place.inputs[0], columns: shape.exampleColumns, rowsPerExample: shape.exampleRows)
    }
}
