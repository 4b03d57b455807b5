internal import Answers

/// A kernel as bytes: a row for each output, padded with zeros, with the scale of each row and the sum of its bytes.
struct ByteMatrix: Sendable {
    /// Outputs.
    let rows: Int
    /// Inputs.
    let columns: Int
    /// Bytes from one row to the next.
    let stride: Int
    /// All rows.
    let bytes: [Int8]
    /// What one unit of each row stands for.
    let scales: [Float]
    /// Σₖ w[j,k], which takes the zero of the inputs out: Σ(a − z)·w = Σa·w − z·Σw.
    let sums: [Int32]

    /// - Parameters:
    ///   - kernel: (inputs, outputs) row-major, as networks keep it.
    ///   - grids: symmetric ones of 8 bits, one for each output, or one for all.
    /// - Throws: `Mistake` for more inputs than 32 bits can sum up.
    init(_ kernel: [Float], inputs: Int, outputs: Int, grids: [IntegerGrid]) throws {
        guard inputs <= ByteKernels.longestRow else {
            throw Mistake(
                "a layer of \(inputs) inputs is too wide for sums of 32 bits",
                expected: "at most \(ByteKernels.longestRow) inputs of a layer", try: "quantize(model, simulate=True)",
                argument: "model")
        }
        let step = ByteKernels.step
        let stride = (inputs + step - 1) / step * step
        var bytes = [Int8](repeating: 0, count: outputs * stride)
        var sums = [Int32](repeating: 0, count: outputs)
        for j in 0..<outputs {
            let grid = grids[grids.count == 1 ? 0 : j]
            for k in 0..<inputs {
                let q = grid.integer(kernel[k * outputs + j])
                bytes[j * stride + k] = Int8(clamping: q)
                sums[j] += Int32(clamping: q)
            }
        }
        (rows, columns, self.stride, self.bytes, self.sums) = (outputs, inputs, stride, bytes, sums)
        scales = (0..<outputs).map { grids[grids.count == 1 ? 0 : $0].scale }
    }
}
