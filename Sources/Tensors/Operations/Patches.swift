internal import CKernels

/// Where a window moves over an image: extents, window, stride and padding, channels last.
public struct SlidingWindow: Sendable, Equatable {
    /// Rows of the image.
    public var height: Int
    /// Columns of the image.
    public var width: Int
    /// Numbers at each pixel.
    public var channels: Int
    /// Rows under the window.
    public var windowHeight: Int
    /// Columns under the window.
    public var windowWidth: Int
    /// Rows from one place of the window to the next.
    public var strideHeight: Int
    /// Columns from one place of the window to the next.
    public var strideWidth: Int
    /// Rows above and columns to the left of the image that count as zero.
    public var top: Int
    /// Columns of zeros before the image.
    public var left: Int
    /// Places of the window from top to bottom.
    public var outputHeight: Int
    /// Places of the window from left to right.
    public var outputWidth: Int

    /// - Parameters:
    ///   - isSame: pads so that the output has ⌈extent/stride⌉ places (Keras `same`); otherwise only whole windows count.
    public init(
        height: Int, width: Int, channels: Int, window: (height: Int, width: Int),
        stride: (height: Int, width: Int), isSame: Bool
    ) {
        self.init(
            height: height, width: width, channels: channels, window: window, stride: stride, padding: (0, 0),
            outputHeight: isSame
                ? (height + stride.height - 1) / stride.height : (height - window.height) / stride.height + 1,
            outputWidth: isSame
                ? (width + stride.width - 1) / stride.width : (width - window.width) / stride.width + 1)
        if isSame {
            top = Swift.max(0, (outputHeight - 1) * stride.height + window.height - height) / 2
            left = Swift.max(0, (outputWidth - 1) * stride.width + window.width - width) / 2
        }
    }

    /// The same number of zeros on every side, as PyTorch counts.
    public init(
        height: Int, width: Int, channels: Int, window: (height: Int, width: Int),
        stride: (height: Int, width: Int), padding: Int
    ) {
        self.init(
            height: height, width: width, channels: channels, window: window, stride: stride,
            padding: (padding, padding), outputHeight: (height + 2 * padding - window.height) / stride.height + 1,
            outputWidth: (width + 2 * padding - window.width) / stride.width + 1)
    }

    private init(
        height: Int, width: Int, channels: Int, window: (height: Int, width: Int),
        stride: (height: Int, width: Int), padding: (top: Int, left: Int), outputHeight: Int, outputWidth: Int
    ) {
        self.height = height
        self.width = width
        self.channels = channels
        windowHeight = window.height
        windowWidth = window.width
        strideHeight = stride.height
        strideWidth = stride.width
        top = padding.top
        left = padding.left
        self.outputHeight = outputHeight
        self.outputWidth = outputWidth
    }

    /// Places of the window over one image.
    public var places: Int { outputHeight * outputWidth }
    /// Numbers of one image.
    public var imageSize: Int { height * width * channels }
    /// Numbers under the window.
    public var patchSize: Int { windowHeight * windowWidth * channels }

    /// Calls `body` with every pixel under the window at one place: its number in the window, and its offset in the image,
    /// nil in the padding.
    @inline(__always)
    public func forEachPixel(ofPlace place: Int, _ body: (_ pixel: Int, _ offset: Int?) -> Void) {
        let (row, column) = (place / outputWidth * strideHeight - top, place % outputWidth * strideWidth - left)
        var pixel = 0
        for r in row..<row + windowHeight {
            for c in column..<column + windowWidth {
                let isInside = r >= 0 && r < height && c >= 0 && c < width
                body(pixel, isInside ? (r * width + c) * channels : nil)
                pixel += 1
            }
        }
    }
}

/// One row for every place of a window: the pixels under it. A convolution is the product of these rows with its kernel.
struct Patches: Operation {
    let input: Matrix
    let window: SlidingWindow
    let output: Matrix

    var name: String { "patches" }

    func forward(_ replay: borrowing Replay) {
        let (x, y, channels) = (replay.values(input), replay.values(output), window.channels)
        for b in 0..<replay.batch {
            let image = x + b * window.imageSize
            for place in 0..<window.places {
                // The patches of one large image take a tenth of a second.
                if place & 255 == 0, replay.isCancelled { return }
                let row = y + (b * window.places + place) * window.patchSize
                window.forEachPixel(ofPlace: place) { pixel, offset in
                    let to = row + pixel * channels
                    if let offset {
                        to.update(from: image + offset, count: channels)
                    } else {
                        to.update(repeating: 0, count: channels)
                    }
                }
            }
        }
    }

    func backward(_ replay: borrowing Replay) {
        guard replay.needsGradient(input) else { return }
        let (dx, dy, channels) = (replay.gradient(input), replay.gradient(output), window.channels)
        if !replay.accumulates(input) { dx.update(repeating: 0, count: replay.count(input)) }
        for b in 0..<replay.batch {
            let image = dx + b * window.imageSize
            for place in 0..<window.places {
                if place & 255 == 0, replay.isCancelled { return }
                let row = dy + (b * window.places + place) * window.patchSize
                window.forEachPixel(ofPlace: place) { pixel, offset in
                    guard let offset else { return }
                    for c in 0..<channels { image[offset + c] += row[pixel * channels + c] }
                }
            }
        }
    }
}

extension Tape {
    /// The pixels under the window at each place, one row per place. x holds images, channels last.
    public func patches(_ x: Matrix, _ window: SlidingWindow) -> Matrix {
        append(
            Patches(
                input: x, window: window,
                output: result(columns: window.patchSize, rowsPerExample: window.places, of: [x])))
    }
}
