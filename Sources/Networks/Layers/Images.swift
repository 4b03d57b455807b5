internal import Numbers
public import Tensors

/// How a window treats the border of an image.
public enum Padding: Sendable, Equatable {
    /// Only whole windows.
    case valid
    /// Zeros all around so that ⌈extent/stride⌉ places come out, Keras's `same`.
    case same
    /// So many zeros on every side, as PyTorch counts.
    case zeros(Int)
}

/// A convolution (cross-correlation, as in every framework) over images [height, width, channels].
///
/// `kernel` is [kh, kw, in, filters], `bias` [filters], as in Keras.
public struct Conv2DLayer: HeadLayer {
    public var filters: Int
    public var kernelSize: (height: Int, width: Int)
    public var stride: Int
    public var padding: Padding
    public var activation: Activation
    public var kernelInitialiser: Initialiser
    public var kernelRegulariser: Regulariser?
    public var givenName: String?

    public init(
        filters: Int, kernelSize: (height: Int, width: Int), stride: Int = 1, padding: Padding = .valid,
        activation: Activation = .linear, kernelInitialiser: Initialiser = .glorotUniform,
        kernelRegulariser: Regulariser? = nil, name: String? = nil
    ) {
        self.filters = filters
        self.kernelSize = kernelSize
        self.stride = stride
        self.padding = padding
        self.activation = activation
        self.kernelInitialiser = kernelInitialiser
        self.kernelRegulariser = kernelRegulariser
        givenName = name
    }

    public var kind: String { "conv2d" }
    public var summary: String {
        "Conv2D(\(filters), (\(kernelSize.height), \(kernelSize.width))"
            + (activation == .linear ? "" : ", activation='\(activation.name)'") + ")"
    }

    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        guard filters > 0 else { throw Mistake("Conv2D has \(filters) filters", expected: "at least 1") }
        let window = try Window.over(
            try Self.one(inputs, "Conv2D"), size: kernelSize, stride: stride, padding: padding, "Conv2D")
        return LayerPlan(
            output: [window.outputHeight, window.outputWidth, filters],
            parameters: [
                ParameterPlan(
                    "kernel", [kernelSize.height, kernelSize.width, window.channels, filters], kernelInitialiser,
                    regulariser: kernelRegulariser), ParameterPlan("bias", [filters], .zeros),
            ])
    }

    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        guard
            let window = try? Window.over(
                place.shapes[0], size: kernelSize, stride: stride, padding: padding, "Conv2D")
        else { return place.inputs[0] }
        let patches = tape.patches(place.inputs[0], window)
        if case .element(let function) = activation {
            return tape.dense(
                patches, weights: place.parameters[0], bias: place.parameters[1], function: function)
        }
        return activation.record(
            on: tape, tape.dense(patches, weights: place.parameters[0], bias: place.parameters[1]))
    }

    public var withoutActivation: any Layer {
        var copy = self
        copy.activation = .linear
        return copy
    }
}

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

    public func record(on tape: Tape, _ place: LayerPlace) -> Matrix {
        guard let window = try? window(place.shapes[0]) else { return place.inputs[0] }
        return rule == .largest ? tape.maxPool(place.inputs[0], window) : tape.averagePool(place.inputs[0], window)
    }
}

extension Window {
    /// The window over images of that shape.
    ///
    /// - Throws: `Mistake` when the shape is no image or the window does not fit into it.
    static func over(
        _ shape: [Int], size: (height: Int, width: Int), stride: Int, padding: Padding, _ name: String
    ) throws -> Window {
        guard shape.count == 3 else {
            throw Mistake(
                "\(name) is given examples of shape \(shape.shapeText)",
                expected: "images (height, width, channels)", try: "Reshape((28, 28, 1))")
        }
        guard size.height > 0, size.width > 0, stride > 0 else {
            throw Mistake(
                "\(name) has a window of \(size.height)×\(size.width) and a stride of \(stride)",
                expected: "extents and a stride of at least 1")
        }
        var border = 0
        if case .zeros(let count) = padding { border = count }
        if padding != .same {
            guard border >= 0, size.height <= shape[0] + 2 * border, size.width <= shape[1] + 2 * border else {
                throw Mistake(
                    "a window of \(size.height)×\(size.width) does not fit into an image of \(shape[0])×\(shape[1])",
                    expected: "a window no larger than the image", try: "padding='same'")
            }
        }
        if case .zeros = padding {
            return Window(
                height: shape[0], width: shape[1], channels: shape[2], window: size, stride: stride, padding: border)
        }
        return Window(
            height: shape[0], width: shape[1], channels: shape[2], window: size, stride: stride,
            isSame: padding == .same)
    }
}
