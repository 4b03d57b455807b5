internal import Answers
public import Tensors

/// A convolution (cross-correlation, as in every framework) over images [height, width, channels].
///
/// y[r, c, f] = b[f] + Σ W[i, j, k, f] · x[r·sₕ + i, c·s_w + j, k], then the activation. `kernel` is W[kh, kw, in, filters],
/// `bias` b[filters], as in Keras; pixels outside the image count as 0.
public struct Conv2DLayer: HeadLayer {
    let filters: Int
    let kernelSize: (height: Int, width: Int)
    /// Pixels from one place of the kernel to the next, down and to the right.
    let stride: (height: Int, width: Int)
    let padding: Padding
    /// What is applied to the sums.
    public var activation: Activation
    let usesBias: Bool
    let kernelInitialiser: Initialiser
    let kernelRegulariser: Regulariser?
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// - Parameters:
    ///   - filters: output channels, at least 1.
    ///   - kernelSize: with `stride`, at least 1, which `plan` checks.
    public init(
        filters: Int, kernelSize: (height: Int, width: Int), stride: (height: Int, width: Int) = (1, 1),
        padding: Padding = .valid, activation: Activation = .linear, usesBias: Bool = true,
        kernelInitialiser: Initialiser = .glorotUniform,
        kernelRegulariser: Regulariser? = nil, name: String? = nil
    ) {
        self.filters = filters
        self.kernelSize = kernelSize
        self.stride = stride
        self.padding = padding
        self.activation = activation
        self.usesBias = usesBias
        self.kernelInitialiser = kernelInitialiser
        self.kernelRegulariser = kernelRegulariser
        givenName = name
    }

    /// `conv2d`
    public var kind: String { "conv2d" }
    /// Under Keras's names.
    public var settings: [(name: String, value: LayerSetting)] {
        [
            ("filters", .whole(filters)), ("kernel_size", .pair(kernelSize.height, kernelSize.width)),
            ("strides", .pair(stride.height, stride.width)), ("activation", .text(activation.name)),
            ("use_bias", .flag(usesBias)),
        ]
    }
    /// `Conv2D(8, (3, 3), strides=(2, 2), padding='same', activation='relu')`, defaults left out.
    public var summary: String {
        "Conv2D(\(filters), (\(kernelSize.height), \(kernelSize.width))"
            + (stride == (1, 1) ? "" : ", strides=(\(stride.height), \(stride.width))")
            + (padding == .valid ? "" : ", padding=\(padding.summary)")
            + (activation == .linear ? "" : ", activation=\(activation.argument)")
            + (usesBias ? "" : ", use_bias=False") + ")"
    }

    /// The window over images of that shape.
    ///
    /// - Throws: `Mistake` for a shape that is no image, and a window that does not fit.
    public func window(_ shape: [Int]) throws -> SlidingWindow {
        try SlidingWindow.over(shape, size: kernelSize, stride: stride, padding: padding, "Conv2D")
    }

    /// (height, width, in) → (rows, columns, filters); `kernel` (kh, kw, in, filters), `bias` (filters,).
    ///
    /// - Throws: `Mistake` for a shape that is no image, a window that does not fit, and no filter.
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        guard filters > 0 else { throw Mistake("Conv2D has \(filters) filters", expected: "at least 1") }
        let window = try window(try Self.one(inputs, "Conv2D"))
        var parameters = [
            ParameterPlan(
                "kernel", [kernelSize.height, kernelSize.width, window.channels, filters], kernelInitialiser,
                regulariser: kernelRegulariser)
        ]
        if usesBias { parameters.append(ParameterPlan("bias", [filters], .zeros)) }
        let channels = try activation.outputColumns(of: filters)
        return LayerPlan(output: [window.outputHeight, window.outputWidth, channels], parameters: parameters)
    }

    /// The patches under the window as rows, times the kernel as a matrix.
    public func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix {
        let patches = tape.patches(place.inputs[0], try window(place.shapes[0]))
        let bias = usesBias ? place.parameters[1] : nil
        if let function = activation.element {
            return tape.dense(patches, weights: place.parameters[0], bias: bias, function: function)
        }
        return activation.record(on: tape, tape.dense(patches, weights: place.parameters[0], bias: bias))
    }

    /// The same sums, for a loss that includes the activation.
    public var withoutActivation: any Layer {
        var copy = self
        copy.activation = .linear
        return copy
    }
}
