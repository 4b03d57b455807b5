public import Answers
public import Datasets
internal import Networks
internal import Numbers
internal import Tensors
public import Training

/// A model whose kernels are integers of few bits.
///
/// With 8 bits its Dense and Conv2D layers are computed in integers: inputs are rounded to bytes by the range that calibration rows
/// have shown, and summed up exactly by the byte instructions of the processor. With 4 or 2 bits, or where that is asked for, it
/// is simulated: weights are rounded to the grid and computed with in Float32, which tells the error and saves no time. Biases stay
/// Float32 (Jacob et al. 2018, section 2; PyTorch's static quantisation).
public final class QuantizedModel: @unchecked Sendable {
    /// Whose largest weight sets a scale.
    public enum Granularity: String, Sendable, CaseIterable {
        /// One scale for a whole kernel.
        case tensor
        /// One for each output.
        case channel
    }

    /// What became of one kernel.
    public struct Layer: Sendable {
        /// Its name: `dense/kernel`.
        public let name: String
        /// (in, out)
        public let shape: [Int]
        /// Scales: 1, or one for each output.
        public let scales: Int
        /// √(Σ(w − ŵ)²/Σw²): how far the weights were moved.
        public let error: Double
        /// The range of its inputs on the calibration rows, and the grid of them; nil where they stay Float32.
        public internal(set) var input: (low: Float, high: Float, grid: IntegerGrid)?
    }

    /// Bits of a weight: 8, 4 or 2.
    public let bits: Int
    /// How many scales.
    public let granularity: Granularity
    /// Whether it is computed in Float32 with rounded weights, rather than in integers.
    public let isSimulated: Bool
    /// The model in Float32 with the rounded weights.
    public let model: Model
    /// What became of each kernel.
    public private(set) var layers: [Layer]
    /// Rows that were looked at for the ranges of the inputs.
    public let calibrationRows: Int
    /// Which instructions sum up the bytes; nil where it is simulated.
    public let instructions: String?
    private var line: ByteLine?

    /// Bits that a weight may have.
    public static let formats = [8, 4, 2]

    /// - Parameters:
    ///   - original: built; it is not touched.
    ///   - calibration: rows whose ranges the grids of the inputs are made for; needed for integers.
    ///   - kernels: the instructions to use.
    /// - Throws: `Mistake` for a format there is none of, a model without kernels, integers of a model that is no line of layers,
    ///   no calibration rows, and rows that are not finite or do not fit; `Stopped`.
    public init(
        _ original: Model, bits: Int = 8, granularity: Granularity = .channel, calibration: Samples?,
        isSimulated: Bool = false, kernels: ByteKernels = .best, work: Work = Work()
    ) throws {
        guard QuantizedModel.formats.contains(bits) else {
            throw Mistake(
                "there is no format of \(bits) bits here", expected: "8, 4 or 2 bits", try: "bits=8", argument: "bits")
        }
        let copy = try original.copy()
        let network = try copy.build()
        try network.checkKernels()
        (self.bits, self.granularity, model) = (bits, granularity, copy)
        self.isSimulated = isSimulated || bits < 8
        let float = self.isSimulated ? nil : try FloatLine(original.copy().build())
        var matrices: [String: ByteMatrix] = [:]
        layers = []
        for entry in network.kernelEntries {
            if work.isCancelled { throw Stopped() }
            let (layer, grids) = try QuantizedModel.round(network, entry, bits, granularity)
            if let float, let place = float.places.first(where: { $0.kernel == entry.name }) {
                matrices[entry.name] = try ByteMatrix(
                    float.values(entry.name), inputs: place.inputs, outputs: place.outputs, grids: grids)
            }
            layers.append(layer)
        }
        guard let float else {
            (calibrationRows, instructions) = (0, nil)
            return
        }
        guard let calibration, calibration.count > 0 else {
            throw Mistake(
                "there are no calibration rows", expected: "rows such as the model will be asked for: at least one",
                try: "quantize(model, calibration=data)", argument: "calibration")
        }
        if let odd = calibration.firstNonFinite {
            throw Mistake(
                "row \(odd.row) of the calibration has \(odd.value) in column \(odd.column)",
                expected: "finite numbers: a range of anything else is none", argument: "calibration")
        }
        let ranges = try float.ranges(calibration, work: work)
        (calibrationRows, instructions) = (calibration.count, kernels.name)
        var grids: [String: IntegerGrid] = [:]
        for i in layers.indices {
            guard let range = ranges[layers[i].name] else { continue }
            let grid = IntegerGrid.affine(low: range.low, high: range.high)
            layers[i].input = (range.low, range.high, grid)
            grids[layers[i].name] = grid
        }
        line = ByteLine(float, matrices, grids, kernels)
    }

    /// Rounds one kernel where it stands.
    private static func round(
        _ network: Network, _ entry: Network.Entry, _ bits: Int, _ granularity: Granularity
    ) throws -> (Layer, [IntegerGrid]) {
        let (values, outputs) = (network.values(of: entry), entry.shape.last ?? 1)
        if let odd = values.firstIndex(where: { !$0.isFinite }) {
            throw Mistake(
                "\(entry.name) holds \(values[odd])",
                expected: "finite weights: a model whose training has not diverged",
                argument: "model")
        }
        var largest = [Float](repeating: 0, count: granularity == .channel ? outputs : 1)
        for i in values.indices {
            let place = granularity == .channel ? i % outputs : 0
            largest[place] = Swift.max(largest[place], abs(values[i]))
        }
        let grids = largest.map { IntegerGrid.symmetric(largest: $0, bits: bits) }
        var (moved, squares) = (0.0, 0.0)
        for i in values.indices {
            let rounded = grids[granularity == .channel ? i % outputs : 0].rounded(values[i])
            moved += Double(values[i] - rounded) * Double(values[i] - rounded)
            squares += Double(values[i]) * Double(values[i])
            values[i] = rounded
        }
        let error = squares == 0 ? 0 : (moved / squares).squareRoot()
        return (Layer(name: entry.name, shape: entry.shape, scales: grids.count, error: error), grids)
    }
}

extension QuantizedModel: Predictor {
    /// The one with the rounded weights.
    public var underlying: Model { model }

    /// In integers where it has them.
    @discardableResult
    public func answer(_ rows: [Float], count: Int, into answers: UnsafeMutablePointer<Float>, work: Work) throws -> Int
    {
        guard let line else { return try model.answer(rows, count: count, into: answers, work: work) }
        return try line.answer(rows, count: count, into: answers, work: work) ? count : 0
    }

    /// Kernels of `bits` with their scales, and eight bytes for the scale and the zero of each input that is rounded.
    public func storedSize() throws -> StoredSize {
        let facts = Dictionary(layers.map { ($0.name, $0) }) { $1 }
        return try model.build().storedSize(bits: { _ in bits }) { entry in
            (facts[entry.name]?.scales ?? 0) * 4 + (facts[entry.name]?.input == nil ? 0 : 8)
        }
    }
}
