internal import Answers
public import Tensors

/// The mean over all steps of a sequence, or over all pixels of an image.
public struct GlobalAveragePoolingLayer: Layer {
    /// Axes of the places in Keras's name for it: 1 of a sequence, 2 of an image; nil for either.
    let axes: Int?
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// A layer without parameters.
    ///
    /// - Parameter axes: 1 for `GlobalAveragePooling1D`, 2 for `GlobalAveragePooling2D`, nil for examples of any shape.
    public init(axes: Int? = nil, name: String? = nil) {
        self.axes = axes
        givenName = name
    }

    /// `global_average_pooling2d`
    public var kind: String { "global_average_pooling" + (axes.map { "\($0)d" } ?? "") }
    /// `GlobalAveragePooling2D()`
    public var summary: String { "GlobalAveragePooling" + (axes.map { "\($0)D" } ?? "") + "()" }

    /// (…, channels) → (channels,): the mean over every axis but the last; no parameters.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let shape = try Self.one(inputs, "GlobalAveragePooling")
        guard shape.count > 1, axes.map({ shape.count == $0 + 1 }) ?? true else {
            throw Mistake(
                "\(summary.dropLast(2)) is given examples of shape \(shape.shapeText)",
                expected: axes == 1 ? "a sequence" : axes == 2 ? "an image" : "a sequence or an image"
            )
        }
        return LayerPlan(output: [shape.exampleColumns])
    }

    /// The mean over all places but the last axis; with a mask, over those that it names.
    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        place.mask.map { tape.meanOfRows(place.inputs[0], $0) } ?? tape.meanOfRows(place.inputs[0])
    }
}
