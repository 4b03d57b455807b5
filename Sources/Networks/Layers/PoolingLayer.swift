public import Tensors

/// The largest or mean number under a window that moves over images [height, width, channels], channel by channel.
///
/// Pixels outside the image do not count: the mean at a border is over those inside.
public struct PoolingLayer: Layer {
    /// What stands for the numbers under the window.
    public enum Kind: Sendable { case largest, mean }
    let rule: Kind
    /// The window's extents, at least 1.
    let size: (height: Int, width: Int)
    /// Pixels from one window to the next, down and to the right; nil: as large as the window.
    let stride: (height: Int, width: Int)?
    let padding: Padding
    /// `name=` of the call, nil where one is made up.
    public var givenName: String?

    /// A layer without parameters.
    ///
    /// - Parameters:
    ///   - size: extents of the window; with `stride`, at least 1, which `plan` checks.
    ///   - stride: nil for windows side by side.
    public init(
        _ rule: Kind, size: (height: Int, width: Int) = (2, 2), stride: (height: Int, width: Int)? = nil,
        padding: Padding = .valid, name: String? = nil
    ) {
        self.rule = rule
        self.size = size
        self.stride = stride
        self.padding = padding
        givenName = name
    }

    /// `max_pooling2d` or `average_pooling2d`.
    public var kind: String { rule == .largest ? "max_pooling2d" : "average_pooling2d" }
    /// Under Keras's names.
    public var settings: [(name: String, value: LayerSetting)] {
        [
            ("pool_size", .pair(size.height, size.width)),
            ("strides", .pair((stride ?? size).height, (stride ?? size).width)),
        ]
    }
    /// `MaxPooling2D((2, 2), strides=(1, 1))`, defaults left out.
    public var summary: String {
        (rule == .largest ? "MaxPooling2D" : "AveragePooling2D") + "((\(size.height), \(size.width))"
            + (stride.map { $0 == size ? "" : ", strides=(\($0.height), \($0.width))" } ?? "") + ")"
    }

    private func window(_ shape: [Int]) throws -> SlidingWindow {
        try SlidingWindow.over(shape, size: size, stride: stride ?? size, padding: padding, "pooling")
    }

    /// (height, width, channels) → (rows, columns, channels).
    public func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let window = try window(try Self.one(inputs, "pooling"))
        return LayerPlan(output: [window.outputHeight, window.outputWidth, window.channels])
    }

    /// The largest number under each window, or the mean of those inside the image.
    public func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix {
        let window = try window(place.shapes[0])
        return rule == .largest ? tape.maxPool(place.inputs[0], window) : tape.averagePool(place.inputs[0], window)
    }
}
