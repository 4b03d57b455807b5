public import Answers
public import Datasets
public import Formats
public import Training
internal import Networks
internal import Tensors

/// What becomes of a model's gradients in a narrow format when the loss is multiplied by a scale before it goes backward and they are
/// divided by it after: how many are lost to zero, how many overflow, how wrong the others are.
///
/// The gradients are of one batch, at the weights as they are; float32's are the measure.
public struct GradientScale: Sendable {
    /// One tensor of parameters under one scale.
    public struct Part: Sendable, Equatable {
        /// Its layer and name: `dense/kernel`.
        public let name: String
        /// |g − g₃₂|/|g₃₂| over all its entries; nan where one is not finite.
        public let relativeError: Double
        /// Share of its entries that are 0 and should not be.
        public let lost: Double
        /// Share that is not finite.
        public let nonFinite: Double
    }

    /// All tensors under one scale.
    public struct Row: Sendable, Equatable {
        /// What the loss was multiplied by.
        public let scale: Double
        /// In the model's order.
        public let parts: [Part]
        /// Share of all entries that are 0 and should not be.
        public let lost: Double
        /// Share of all entries that are not finite.
        public let nonFinite: Double
        /// |g − g₃₂|/|g₃₂| over all parameters.
        public let relativeError: Double
    }

    /// What weights, activations and gradients were kept in.
    public let format: FloatFormat
    /// One for each scale, in their order.
    public let rows: [Row]
    /// How many rows the gradients are means over.
    public let batch: Int
    /// Of the gradients that are not 0, the sizes of the smallest and the largest.
    public let range: ClosedRange<Double>?

    /// - Parameters:
    ///   - scales: at least one, each above 0.
    ///   - lossFactor: what the loss is multiplied by in any case, above 0.
    /// - Throws: `Mistake` for data that do not fit, a model that is not compiled, and scales that are none.
    public init(
        _ model: Model, x: Samples, y: Samples, format: FloatFormat, scales: [Double], lossFactor: Double = 1,
        work: Work = Work()
    ) throws {
        guard !scales.isEmpty else {
            throw Mistake(
                "there is no scale", expected: "at least one", try: "scales=[1, 1024, 65536]", argument: "scales")
        }
        for scale in scales { try Interval.positive.check(scale, "scales", standard: 1024) }
        try Interval.positive.check(lossFactor, "loss_factor", standard: 1)
        let network = try model.checked(x, y)
        let loss = try model.trainingPlan().loss
        func gradient(_ format: FloatFormat, _ scale: Double) throws -> [Float]? {
            let tape = try TrainingTape(
                network, loss: loss, batchSize: y.count, omittingHeld: false, format: format)
            tape.lossScale = Float(scale * lossFactor)
            let (rows, state) = (Array(0..<y.count), network.state.array)
            defer { network.state.copy(from: state) }
            x.values.withUnsafeBufferPointer { x in
                rows.withUnsafeBufferPointer { rows in
                    y.values.withUnsafeBufferPointer { y in
                        guard let x = x.baseAddress, let y = y.baseAddress else { return }
                        tape.load(rows, inputs: [x], targets: y)
                        // The penalties of the weights are no part of what goes through the format.
                        _ = tape.gradient(batch: rows.count, seed: network.seed, step: 0, work: work)
                    }
                }
            }
            return work.isCancelled ? nil : tape.gradients.array
        }
        guard let exact = try gradient(.float32, 1) else { throw Stopped() }
        var made: [Row] = []
        for scale in scales {
            guard let found = try gradient(format, scale) else { break }
            let parts = network.entries.map { entry in
                let compared = Self.compare(found[entry.range], exact[entry.range])
                return Part(
                    name: entry.name, relativeError: compared.error, lost: compared.lost,
                    nonFinite: compared.nonFinite)
            }
            let whole = Self.compare(found[...], exact[...])
            made.append(
                Row(
                    scale: scale, parts: parts, lost: whole.lost, nonFinite: whole.nonFinite,
                    relativeError: whole.error))
        }
        let sizes = exact.lazy.filter { $0 != 0 && $0.isFinite }.map { Double(abs($0)) }
        range = sizes.min().flatMap { least in sizes.max().map { least...$0 } }
        (self.format, rows, batch) = (format, made, y.count)
    }

    private static func compare(
        _ found: ArraySlice<Float>, _ exact: ArraySlice<Float>
    ) -> (error: Double, lost: Double, nonFinite: Double) {
        var (difference, size, lost, nonFinite) = (0.0, 0.0, 0, 0)
        for (g, e) in zip(found, exact) {
            difference += Double(g - e) * Double(g - e)
            size += Double(e) * Double(e)
            if g == 0, e != 0 { lost += 1 }
            if !g.isFinite { nonFinite += 1 }
        }
        let count = Double(Swift.max(1, found.count))
        let error = nonFinite > 0 ? .nan : size > 0 ? (difference / size).squareRoot() : 0
        return (error, Double(lost) / count, Double(nonFinite) / count)
    }
}

extension GradientScale: Presentable {
    /// `gradient scale`
    public static var kind: String { "gradient scale" }

    /// `gradients in float16 under 3 loss scales`
    public var summary: String { "gradients in \(format.name) under \(Phrase.count(rows.count, "loss scale"))" }

    private static func percent(_ share: Double) -> String { "\((100 * share).short(3)) %" }

    /// One scale a line.
    public func table(width: Int) -> String {
        let head = ["loss scale", "lost", "not finite", "relative error", "worst", "of all tensors"]
        let body = rows.map { row in
            let worst = row.parts.max { $0.relativeError < $1.relativeError || $1.relativeError.isNaN }
            return [
                row.scale.short(9), Self.percent(row.lost), Self.percent(row.nonFinite),
                row.relativeError.short(3), worst.map { $0.relativeError.short(3) } ?? "-", worst?.name ?? "-",
            ]
        }
        return "\(summary), a batch of \(batch)\n"
            + TextTable.lines([head] + body, width: width, overflow: .below).joined(separator: "\n") + "\n"
            + TextTable.wrap(sentence, width).joined(separator: "\n")
    }

    /// What is lost without a scale, and which scale saves it.
    public var sentence: String {
        guard let first = rows.first, let range else { return "There is no gradient." }
        let sizes =
            "Their sizes reach from \(range.lowerBound.short(2)) to \(range.upperBound.short(2)); \(format.name) holds "
            + "\(format.leastSubnormal.short(2)) to \(format.largest.short(3))."
        let sound = rows.filter { $0.nonFinite == 0 }
        guard let best = sound.min(by: { $0.relativeError < $1.relativeError }) else {
            return "Under every scale some gradient overflows. " + sizes
        }
        if first.lost == 0, first.nonFinite == 0 { return "Nothing is lost, with or without a scale. " + sizes }
        return
            "Under a scale of \(first.scale.short(9)), \(Self.percent(first.lost)) of the gradients become 0; the best of these is "
            + "\(best.scale.short(9)), with an error of \(best.relativeError.short(2)). " + sizes
    }

    /// Every scale with its tensors.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "format": .string(format.name), "batch": .integer(batch),
            "rows": .array(
                rows.map { row in
                    .members([
                        "scale": .number(row.scale), "lost": .number(row.lost), "nonfinite": .number(row.nonFinite),
                        "relative_error": .number(row.relativeError),
                        "parts": .array(
                            row.parts.map { part in
                                .members([
                                    "name": .string(part.name), "relative_error": .number(part.relativeError),
                                    "lost": .number(part.lost), "nonfinite": .number(part.nonFinite),
                                ])
                            }),
                    ])
                }),
        ])
    }
}
