internal import Answers
internal import CKernels
internal import Tensors

/// A Dense or Conv2D layer in integers: its input is rounded to bytes, summed up exactly, and scaled back.
///
/// yⱼ = s·sⱼ·(Σₖ aₖ·wⱼₖ − z·Σₖ wⱼₖ) + bⱼ, with the input's scale s and zero z and the scale sⱼ of the output's weights. It belongs to one
/// thread at a time.
final class ByteLayer {
    /// The layer's name in the model.
    let name: String
    /// The weights.
    let kernel: ByteMatrix
    /// What bytes of the input stand for.
    let grid: IntegerGrid
    private let offsets: [Int32]
    private let scales: [Float]
    private let biases: [Float]
    private let isRectified: Bool
    /// The window of a convolution; nil for a dense layer.
    private let window: SlidingWindow?
    /// Rows of the product for each example: the places of the window, or the steps of a sequence.
    private let rowsPerExample: Int
    private let inputSize: Int
    private let kernels: ByteKernels
    private var capacity = 0
    private var bytes: [UInt8] = []
    private var image: [UInt8] = []
    private var sums: [Int32] = []

    /// - Parameters:
    ///   - inputSize: numbers of one example of the input.
    ///   - isRectified: whether max(0, y) is taken at once.
    init(
        _ name: String, _ kernel: ByteMatrix, grid: IntegerGrid, biases: [Float]?, isRectified: Bool,
        window: SlidingWindow?, inputSize: Int, kernels: ByteKernels
    ) {
        self.name = name
        self.kernel = kernel
        self.grid = grid
        self.kernels = kernels
        self.window = window
        self.inputSize = inputSize
        self.isRectified = isRectified
        rowsPerExample = window?.places ?? inputSize / Swift.max(1, kernel.columns)
        offsets = kernel.sums.map { Int32(truncatingIfNeeded: Int($0) * grid.zero) }
        scales = kernel.scales.map { $0 * grid.scale }
        self.biases = biases ?? [Float](repeating: 0, count: kernel.rows)
    }

    /// Makes room for a batch.
    ///
    /// - Throws: `Mistake` where the machine has not so much to spare.
    func reserve(_ batch: Int) throws {
        guard batch > capacity else { return }
        let rows = Double(batch) * Double(rowsPerExample)
        try MemoryRoom.check(
            rows * Double(kernel.stride + 4 * kernel.rows) + Double(batch) * Double(inputSize),
            for: "a batch of \(batch) rows"
        ) { _ in "a smaller batch" }
        capacity = batch
        bytes = [UInt8](repeating: 0, count: batch * rowsPerExample * kernel.stride)
        image = [UInt8](repeating: 0, count: window == nil ? 0 : inputSize)
        sums = [Int32](repeating: 0, count: batch * rowsPerExample * kernel.rows)
    }

    /// The layer's output for a batch for which there is room.
    func run(_ batch: Int, _ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>) {
        let (table, rows) = (kernels.table, batch * rowsPerExample)
        bytes.withUnsafeMutableBufferPointer { bytes in
            guard let bytes = bytes.baseAddress else { return }
            if let window {
                fillPatches(window, batch, input, bytes)
            } else {
                for row in 0..<rows {
                    table.pointee.quantise(
                        kernel.columns, input + row * kernel.columns, 1 / grid.scale, Int32(grid.zero),
                        bytes + row * kernel.stride)
                }
            }
            sums.withUnsafeMutableBufferPointer { sums in
                guard let sums = sums.baseAddress else { return }
                kernel.bytes.withUnsafeBufferPointer { weights in
                    guard let weights = weights.baseAddress else { return }
                    table.pointee.product(rows, kernel.rows, kernel.stride, bytes, weights, sums)
                }
                offsets.withUnsafeBufferPointer { offsets in
                    scales.withUnsafeBufferPointer { scales in
                        biases.withUnsafeBufferPointer { biases in
                            guard let offsets = offsets.baseAddress, let scales = scales.baseAddress,
                                let biases = biases.baseAddress
                            else { return }
                            table.pointee.dequantise(
                                rows, kernel.rows, sums, offsets, scales, biases, isRectified ? 1 : 0, output)
                        }
                    }
                }
            }
        }
    }

    /// The pixels under the window at each of its places. What lies outside the image is 0, which is the byte `zero`.
    private func fillPatches(
        _ window: SlidingWindow, _ batch: Int, _ input: UnsafePointer<Float>, _ bytes: UnsafeMutablePointer<UInt8>
    ) {
        let (zero, channels) = (UInt8(clamping: grid.zero), window.channels)
        image.withUnsafeMutableBufferPointer { image in
            guard let image = image.baseAddress else { return }
            for b in 0..<batch {
                kernels.table.pointee.quantise(
                    inputSize, input + b * inputSize, 1 / grid.scale, Int32(grid.zero), image)
                for place in 0..<window.places {
                    let row = bytes + (b * window.places + place) * kernel.stride
                    window.forEachPixel(ofPlace: place) { pixel, offset in
                        let to = row + pixel * channels
                        if let offset {
                            to.update(from: image + offset, count: channels)
                        } else {
                            to.update(repeating: zero, count: channels)
                        }
                    }
                }
            }
        }
    }
}
