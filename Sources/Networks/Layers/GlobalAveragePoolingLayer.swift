internal import Answers
public import Tensors

/// The mean over all steps of a sequence, or over all pixels of an image.
public struct GlobalAveragePoolingLayer: Layer {
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// A layer without parameters.
    public init(name: String? = nil) { givenName = name }

    /// `global_average_pooling`
    public var kind: String { "global_average_pooling" }
    /// `GlobalAveragePooling()`
    public var summary: String { "GlobalAveragePooling()" }

    /// (…, channels) → (channels,).
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.one(inputs, "GlobalAveragePooling")
        guard shape.count > 1 else {
            throw Mistake(
                "GlobalAveragePooling is given examples of shape \(shape.shapeText)", expected: "a sequence or an image"
            )
        }
        return LayerPlan(output: [shape.exampleColumns])
    }

    /// The mean over all places but the last axis; with a mask, over those that it names.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        place.mask.map { tape.meanOfRows(place.inputs[0], $0) } ?? tape.meanOfRows(place.inputs[0])
    }
}
