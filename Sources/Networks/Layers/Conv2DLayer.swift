internal import Numbers
public import Tensors

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

    private func window(_ shape: [Int]) throws -> Window {
        try Window.over(shape, size: kernelSize, stride: stride, padding: padding, "Conv2D")
    }

    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        guard filters > 0 else { throw Mistake("Conv2D has \(filters) filters", expected: "at least 1") }
        let window = try window(try Self.one(inputs, "Conv2D"))
        return LayerPlan(
            output: [window.outputHeight, window.outputWidth, filters],
            parameters: [
                ParameterPlan(
                    "kernel", [kernelSize.height, kernelSize.width, window.channels, filters], kernelInitialiser,
                    regulariser: kernelRegulariser), ParameterPlan("bias", [filters], .zeros),
            ])
    }

    public func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix {
        let patches = tape.patches(place.inputs[0], try window(place.shapes[0]))
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
