public import Answers
public import Datasets
internal import Numbers
internal import Training

/// The plane of a code of two numbers: what the decoder makes of a grid of places, and where the examples' codes lie.
public struct LatentPlane: Sendable, Presentable {
    /// Places along each axis.
    public let side: Int
    /// From the first to the last place of the grid, in z₀ and z₁.
    public let x, y: ClosedRange<Double>
    /// What each place is decoded to, row by row from the bottom left.
    public let made: Samples
    /// Codes of examples, (n, 2); none where no data were given.
    public let codes: Samples
    /// Their classes; nil where there are none.
    public let labels: [Int]?
    /// What is shown, for titles.
    public let title: String

    /// Decodes the grid and encodes the examples. The grid spans the middle 98 % of the codes, and of the prior ±2 standard
    /// deviations where the code is drawn.
    ///
    /// - Parameters:
    ///   - data: examples whose codes are shown; nil for none.
    ///   - side: places along each axis, from 2 to 32.
    /// - Throws: `Mistake` for a code that is not of two numbers, and data of another shape.
    public init(
        _ autoencoder: Autoencoder, data: Dataset? = nil, side: Int = 12, title: String? = nil, work: Work = Work()
    ) throws {
        guard autoencoder.codeSize == 2 else {
            throw Mistake(
                "a code of \(autoencoder.codeSize) number\(autoencoder.codeSize == 1 ? "" : "s") is no plane",
                expected: "a code of two numbers", try: "VAE(latent=2)", argument: "model")
        }
        guard (2...32).contains(side) else {
            throw Mistake("\(side) places along an axis", expected: "2 to 32", argument: "side")
        }
        guard data != nil || autoencoder.isVariational else {
            throw Mistake(
                "without examples nobody knows where the codes of '\(autoencoder.model.name)' lie",
                expected: "the data beside it", try: "latent_plane(model, data)", argument: "data")
        }
        codes =
            try data.map { try autoencoder.encode($0.x, work: work).reshaped([-1, 2]) }
            ?? Samples(shape: [0, 2], values: [])
        if work.isCancelled { throw Stopped() }
        if let bad = codes.firstNonFinite {
            throw Mistake("the code of example \(bad.row) is \(bad.value)", expected: "finite codes", argument: "model")
        }
        let all = codes
        func span(_ axis: Int) -> ClosedRange<Double> {
            let sorted = all.column(axis).map { Double($0) }.sorted()
            let prior: [Double] = autoencoder.isVariational ? [-2, 2] : []
            let ends = prior + (sorted.isEmpty ? [] : [sorted.quantile(0.01), sorted.quantile(0.99)])
            let (low, high) = (ends.min() ?? -2, ends.max() ?? 2)
            return low < high ? low...high : low - 1...low + 1
        }
        let (x, y) = (span(0), span(1))
        func place(_ index: Int, _ range: ClosedRange<Double>) -> Float {
            Float(range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(side - 1))
        }
        let grid = (0..<side * side).flatMap { [place($0 % side, x), place($0 / side, y)] }
        made = try autoencoder.decode(
            Samples(shape: [side * side] + autoencoder.codeShape, values: grid), work: work)
        if work.isCancelled { throw Stopped() }
        (self.side, self.x, self.y) = (side, x, y)
        if let data, case .classification = data.task, data.y.width == 1 {
            labels = data.y.values.map { Int(saturating: Double($0)) }
        } else {
            labels = nil
        }
        self.title = title ?? "The plane of the code of '\(autoencoder.model.name)'"
    }
}

extension LatentPlane {
    /// `latent plane`
    public static var kind: String { "latent plane" }

    /// The grid, and how many codes there are.
    public var summary: String {
        "latent plane: \(side)×\(side) decoded places, z0 from \(x.lowerBound.short(3)) to \(x.upperBound.short(3)), z1 from "
            + "\(y.lowerBound.short(3)) to \(y.upperBound.short(3)), \(codes.count) codes"
    }

    /// The summary.
    public var sentence: String { summary + "." }

    /// `side`, `x`, `y`, `codes`.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "side": .integer(side),
            "x": .array([.number(x.lowerBound), .number(x.upperBound)]),
            "y": .array([.number(y.lowerBound), .number(y.upperBound)]), "codes": .integer(codes.count),
        ])
    }
}
