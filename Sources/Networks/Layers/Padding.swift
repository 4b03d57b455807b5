internal import Answers
internal import Tensors

/// How a window treats the border of an image.
public enum Padding: Sendable, Equatable {
    /// Only whole windows.
    case valid
    /// Zeros all around so that ⌈extent/stride⌉ places come out, Keras's `same`.
    case same
    /// So many zeros on every side, as PyTorch counts.
    case zeros(Int)

    /// As an argument: `'same'`, or the number of zeros.
    var summary: String {
        switch self {
        case .valid: "'valid'"
        case .same: "'same'"
        case .zeros(let count): "\(count)"
        }
    }
}

extension SlidingWindow {
    /// The window over images of that shape.
    ///
    /// - Throws: `Mistake` when the shape is no image or the window does not fit into it.
    static func over(
        _ shape: [Int], size: (height: Int, width: Int), stride: (height: Int, width: Int), padding: Padding,
        _ name: String
    ) throws -> SlidingWindow {
        guard shape.count == 3 else {
            throw Mistake(
                "\(name) is given examples of shape \(shape.shapeText)",
                expected: "images (height, width, channels)", try: "Reshape((28, 28, 1))")
        }
        guard size.height > 0, size.width > 0, stride.height > 0, stride.width > 0 else {
            throw Mistake(
                "\(name) has a window of \(size.height)×\(size.width) and strides of \(stride.height) and \(stride.width)",
                expected: "extents and strides of at least 1")
        }
        var border = 0
        if case .zeros(let count) = padding { border = count }
        if padding != .same {
            guard border >= 0, border < 1 << 20, size.height <= shape[0] + 2 * border,
                size.width <= shape[1] + 2 * border
            else {
                throw Mistake(
                    "a window of \(size.height)×\(size.width) does not fit into an image of \(shape[0])×\(shape[1])",
                    expected: "a window no larger than the image", try: "padding='same'")
            }
        }
        if case .zeros = padding {
            return SlidingWindow(
                height: shape[0], width: shape[1], channels: shape[2], window: size, stride: stride, padding: border)
        }
        return SlidingWindow(
            height: shape[0], width: shape[1], channels: shape[2], window: size, stride: stride,
            isSame: padding == .same)
    }
}
