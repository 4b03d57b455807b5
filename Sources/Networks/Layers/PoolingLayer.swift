internal import Numbers
public import Tensors

/// The largest or mean number under a window that moves over images, channel by channel.
public struct PoolingLayer: Layer {
    public enum Rule: Sendable { case largest, mean }
    public var rule: Rule
    public var size: (height: Int, width: Int)
    /// nil: as large as the window's height.
    public var stride: Int?
    public var padding: Padding
    public var givenName: String?

    public init(
        _ rule: Rule, size: (height: Int, width: Int) = (2, 2), stride: Int? = nil, padding: Padding = .valid,
        name: String? = nil
    ) {
        self.rule = rule
        self.size = size
        self.stride = stride
        self.padding = padding
        givenName = name
    }

    public var kind: String { rule == .largest ? "max_pooling2d" : "average_pooling2d" }
    public var summary: String {
        (rule == .largest ? "MaxPooling2D" : "AveragePooling2D") + "((\(size.height), \(size.width)))"
    }

    private func window(_ shape: [Int]) throws -> Window {
        try Window.over(shape, size: size, stride: stride ?? size.height, padding: padding, "pooling")
    }

    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let window = try window(try Self.one(inputs, "pooling"))
        return LayerPlan(output: [window.outputHeight, window.outputWidth, window.channels])
    }

    public func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix {
        let window = try window(place.shapes[0])
        return rule == .largest ? tape.maxPool(place.inputs[0], window) : tape.averagePool(place.inputs[0], window)
    }
}
