internal import Answers
public import Tensors

/// The mean over all steps of a sequence, or over all pixels of an image.
public struct GlobalAveragePoolingLayer: Layer {
    public var givenName: String?

    public init(name: String? = nil) { givenName = name }

    public var kind: String { "global_average_pooling" }
    public var summary: String { "GlobalAveragePooling()" }

    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.one(inputs, "GlobalAveragePooling")
        guard shape.count > 1 else {
            throw Mistake(
                "GlobalAveragePooling is given examples of shape \(shape.shapeText)", expected: "a sequence or an image"
            )
        }
        return LayerPlan(output: [shape.exampleColumns])
    }

    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix { tape.meanOfRows(place.inputs[0]) }
}
