public import Answers
public import Datasets
internal import Numbers
public import Training
internal import Networks
internal import Tensors

/// What becomes of a model's loss when its inputs, or its weights, are not quite what they were: Gaussian noise of rising size on each, several times.
public struct Robustness: Sendable {
    /// One size of noise.
    public struct Row: Sendable {
        /// Deviation of the noise: of inputs in deviations of each column, of weights as a share of each weight.
        public let level: Double
        /// The loss under noise on the inputs.
        public let inputs: [Double]
        /// The loss under noise on the weights.
        public let weights: [Double]
    }

    /// The model's summary.
    public let name: String
    /// The loss without noise.
    public let clean: Double
    /// By rising size.
    public let rows: [Row]

    /// The model is not touched: a copy of it is measured.
    ///
    /// - Parameters:
    ///   - levels: sizes of the noise.
    ///   - repeats: how often each size is drawn.
    /// - Throws: `Mistake` for a model that is not compiled, sizes and counts out of range; `Stopped`.
    public init(
        _ model: Model, _ data: Dataset, levels: [Double] = [0.01, 0.03, 0.1, 0.3], repeats: Int = 5, seed: UInt64 = 0,
        work: Work = Work()
    ) throws {
        guard !levels.isEmpty else {
            throw Mistake("there is no level", expected: "at least one", try: "levels=[0.1]", argument: "levels")
        }
        for level in levels { try Interval.nonNegative.check(level, "levels") }
        try Interval(1, 1000).whole.check(repeats, "repeats", standard: 5)
        guard data.count > 0 else { throw Mistake("the dataset has no samples", argument: "data") }
        let copy = try {
            try model.checked(data.x, data.y); return try model.copy()
        }()
        let network = try copy.build()
        let weights = Array(network.parameters.buffer)
        func loss(_ x: Samples) throws -> Double {
            let found = try copy.evaluate(x, data.y, batchSize: 256, work: work).first?.value ?? .nan
            if work.isCancelled { throw Stopped() }
            return found
        }
        clean = try loss(data.x)
        name = model.summary
        let deviations = (0..<data.x.width).map { column in
            data.x.column(column).map(Double.init).meanAndVariance.variance.squareRoot()
        }
        var rows: [Row] = []
        for (place, level) in levels.sorted().enumerated() {
            var (onInputs, onWeights): ([Double], [Double]) = ([], [])
            for repetition in 0..<repeats {
                work.report(
                    (Double(place) + Double(repetition) / Double(repeats)) / Double(levels.count),
                    "noise \(level.short())")
                // The same draws at every size, so that only the size differs.
                var stream = RandomStream(seed: seed, purpose: "noise on inputs", index: UInt64(repetition))
                var values = data.x.values
                for index in values.indices {
                    values[index] += Float(level * deviations[index % data.x.width] * stream.normal())
                }
                onInputs.append(try loss(Samples(shape: data.x.shape, values: values)))
                stream = RandomStream(seed: seed, purpose: "noise on weights", index: UInt64(repetition))
                network.parameters.copy(from: weights.map { $0 * Float(1 + level * stream.normal()) })
                defer { network.parameters.copy(from: weights) }
                onWeights.append(try loss(data.x))
            }
            rows.append(Row(level: level, inputs: onInputs, weights: onWeights))
        }
        self.rows = rows
    }
}

extension Robustness: Presentable {
    /// `robustness`
    public static var kind: String { "robustness" }

    /// `loss 0.12; 0.15 with noise of 0.1 on inputs, 0.13 on weights`
    public var summary: String {
        guard let last = rows.last else { return "loss \(clean.short())" }
        return "loss \(clean.short()); with noise of \(last.level.short()) on the inputs "
            + "\(MeanInterval(of: last.inputs).mean.short()), on the weights \(MeanInterval(of: last.weights).mean.short())"
    }

    /// A line for each size.
    public func table(width: Int) -> String {
        let body = rows.map { [$0.level.short(), MeanInterval(of: $0.inputs).text, MeanInterval(of: $0.weights).text] }
        return "loss of \(name)\n"
            + TextTable.lines(
                [["noise", "on the inputs", "on the weights"], ["0", clean.short(), clean.short()]] + body, width: width
            ).joined(separator: "\n") + "\n" + TextTable.wrap(sentence, width).joined(separator: "\n")
    }

    /// From which size on the loss is clearly worse.
    public var sentence: String {
        func first(_ part: KeyPath<Row, [Double]>) -> String {
            guard let row = rows.first(where: { MeanInterval(of: $0[keyPath: part]).mean > 1.1 * clean }) else {
                return "not at all up to \((rows.last?.level ?? 0).short())"
            }
            return "from \(row.level.short()) on"
        }
        return
            "The loss rises by more than a tenth under noise on the inputs \(first(\.inputs)), on the weights \(first(\.weights))."
    }

    /// Every loss.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "clean": .number(clean),
            "rows": .array(
                rows.map { row in
                    .members([
                        "level": .number(row.level), "inputs": .array(row.inputs.map { .number($0) }),
                        "weights": .array(row.weights.map { .number($0) }),
                    ])
                }),
        ])
    }
}
