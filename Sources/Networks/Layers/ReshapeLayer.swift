internal import Answers
public import Tensors

/// The same numbers of an example in another shape.
public struct ReshapeLayer: Layer {
    let shape: [Int]
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameter shape: of one example, with as many numbers as the input.
    public init(_ shape: [Int], name: String? = nil) {
        self.shape = shape
        givenName = name
    }

    /// `reshape`
    public var kind: String { "reshape" }
    /// `Reshape((28, 28, 1))`
    public var summary: String { "Reshape(\(shape.shapeText))" }
    /// Any shape of as many numbers → `shape`.
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
    /// The same numbers in the same order.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        tape.reshaped(place.inputs[0], columns: shape.exampleColumns, rowsPerExample: shape.exampleRows)
    }
}
