public import Datasets
internal import Networks
public import Answers
internal import Tensors
public import Training

/// What flows through each layer of a model and what comes back: activations, weights and gradients.
public struct LayerStatistics: Sendable, Equatable {
    /// What flows through one layer: its outputs, its weights and its gradients.
    public struct Row: Sendable, Equatable {
        /// The layer's name.
        public let name: String
        /// The call that makes it.
        public let summary: String
        /// Of all its outputs over the rows.
        public let mean: Double
        /// Standard deviation of its outputs.
        public let deviation: Double
        /// Share of outputs that are exactly 0.
        public let zeroShare: Double
        /// Share of units that are 0 for every row; nil when no output of the layer is exactly 0.
        public let deadShare: Double?
        /// Share of outputs within 1 % of the end of a bounded activation; nil for others.
        public let saturatedShare: Double?
        /// How many numbers it learns.
        public let parameters: Int
        /// Euclidean norms over all its tensors.
        public let weightNorm: Double
        /// |g| over its parameters.
        public let gradientNorm: Double

        /// Root mean square of its gradient's components; nil without parameters.
        public var gradientSize: Double? {
            parameters > 0 ? gradientNorm / Double(parameters).squareRoot() : nil
        }
    }

    /// In the order of the model.
    public let layers: [Row]
    /// Over the rows, as in training.
    public let loss: Double
    /// Over how many rows.
    public let rows: Int

    /// First layer's root mean square gradient over the last one's; nil with fewer than two layers of weights.
    public var gradientRatio: Double? {
        let sizes = layers.compactMap(\.gradientSize)
        guard sizes.count > 1, let first = sizes.first, let last = sizes.last, last > 0 else { return nil }
        return first / last
    }

    /// What is said when nothing is found: how far the gradients differ, whatever that is.
    private var nothingFound: String {
        let sizes = layers.compactMap(\.gradientSize)
        guard sizes.count > 1, let least = sizes.min(), let most = sizes.max() else { return "no dead units" }
        if most == 0 { return "no dead units, and no gradient at all" }
        let spread = least > 0 ? "differ by a factor of \((most / least).short(2))" : "are 0 in one layer"
        return "no dead units; the layers' gradients, per weight, \(spread)"
    }

    /// What is wrong; empty when nothing is.
    public var findings: [Finding] {
        var found: [Finding] = []
        if let bad = layers.first(where: { !$0.gradientNorm.isFinite || !$0.deviation.isFinite }) {
            found.append(
                Finding(
                    "overflow", .wrong, "\(bad.name) holds numbers that are not finite.",
                    evidence: [.init("|g|", bad.gradientNorm), .init("sd of outputs", bad.deviation)],
                    action: "model.compile(optimizer=Adam(0.0001, clipnorm=1.0), loss='mse')", place: .layer(bad.name)))
        }
        if let ratio = gradientRatio, ratio.isFinite, ratio < 1e-3 || ratio > 1e3 {
            let vanishes = ratio < 1e-3
            found.append(
                Finding(
                    vanishes ? "vanishing gradients" : "exploding gradients", .wrong,
                    "The gradient \(vanishes ? "vanishes" : "explodes") on its way back: that of the first layer is "
                        + "\(ratio.short(2)) times that of the last, per weight.",
                    evidence: [.init("first over last gradient", ratio)],
                    action: vanishes
                        ? "Dense(64, activation='relu', kernel_initializer='he_normal')"
                        : "model.compile(optimizer=Adam(0.0001, clipvalue=1.0), loss='mse')"))
        }
        for layer in layers {
            if let dead = layer.deadShare, dead > 0 {
                found.append(
                    Finding(
                        "dead units", dead >= LayerStatistics.manyDead ? .wrong : .note,
                        "\((100 * dead).short(3)) % of the units of \(layer.name) are 0 for every row (dead).",
                        evidence: [.init("share of dead units", dead)],
                        action: "Dense(64, activation='leaky_relu', kernel_initializer='he_normal')",
                        place: .layer(layer.name)))
            }
            if let saturated = layer.saturatedShare, saturated > 0.5 {
                found.append(
                    Finding(
                        "saturated units", .wrong,
                        "\((100 * saturated).short(3)) % of the outputs of \(layer.name) are saturated.",
                        evidence: [.init("share of saturated outputs", saturated)],
                        action: "Dense(64, activation='relu', kernel_initializer='he_normal')",
                        place: .layer(layer.name)))
            }
        }
        return found
    }

    /// The share of a layer's units from which on their death is what is wrong; a few dead ones are no harm.
    public static let manyDead = 0.5
}

/// Sends rows through a model and the loss's gradient back, dropout off. The model is unharmed.
///
/// - Parameter rows: at most this many rows, the first ones.
/// - Throws: `Mistake` when the data do not fit the model.
public func layerStatistics(
    _ model: Model, _ x: Samples, _ y: Samples, rows: Int = 1024, work: Work = Work()
) throws -> LayerStatistics {
    let count = Swift.min(x.count, Swift.max(1, rows))
    let some = (x: x.rows(0..<count), y: y.rows(0..<Swift.min(count, y.count)))
    let loss = try WeightSpaceLoss(model, some.x, some.y)
    guard let here = loss.slope(at: loss.origin, work: work) else {
        throw Mistake("interrupted before the gradient was known", expected: "to let it finish")
    }
    let network = try model.build()
    var layers: [LayerStatistics.Row] = []
    for (index, name) in network.names.enumerated() {
        if work.isCancelled { break }
        let output = try network.activations(of: index, some.x.values, count: count, work: work)
        let entries = network.entries.filter { $0.layer == name }
        func norm(_ vector: [Double]) -> Double {
            entries.reduce(0) { $0 + $1.range.reduce(0) { $0 + vector[$1] * vector[$1] } }.squareRoot()
        }
        let layer = network.architecture.nodes[index].layer
        layers.append(
            LayerStatistics.Row(
                name: name, summary: layer.summary, output: output,
                columns: network.plans[index].output.last ?? 1, activation: (layer as? any HeadLayer)?.activation,
                parameters: entries.reduce(0) { $0 + $1.range.count }, weightNorm: norm(loss.origin),
                gradientNorm: norm(here.gradient)))
        work.report(Double(index + 1) / Double(network.names.count), name)
    }
    return LayerStatistics(layers: layers, loss: here.value, rows: count)
}

extension Network {
    /// The output of one layer for all rows: the model cut off after it, with the same weights.
    func activations(of layer: Int, _ values: [Float], count: Int, work: Work) throws -> [Float] {
        var cut = architecture
        cut.output = .layer(layer)
        let short = try Network(cut, inputShapes: inputShapes, seed: seed, weights: self)
        return try short.predict([values], count: count, batchSize: 256, work: work)
    }
}

extension LayerStatistics.Row {
    init(
        name: String, summary: String, output: [Float], columns: Int, activation: Activation?, parameters: Int,
        weightNorm: Double, gradientNorm: Double
    ) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
        self.weightNorm = weightNorm
        self.gradientNorm = gradientNorm
        var (sum, squares, zeros) = (0.0, 0.0, 0)
        var lives = [Bool](repeating: false, count: columns)
        for (place, value) in output.enumerated() {
            sum += Double(value)
            if value == 0 { zeros += 1 } else { lives[place % columns] = true }
        }
        let n = Double(Swift.max(1, output.count))
        let average = sum / n
        for value in output { squares += (Double(value) - average) * (Double(value) - average) }
        mean = average
        deviation = (squares / n).squareRoot()
        zeroShare = Double(zeros) / n
        deadShare = zeros > 0 ? Double(lives.filter { !$0 }.count) / Double(columns) : nil
        switch activation {
        case .some(.tanh): saturatedShare = Double(output.filter { $0.magnitude > 0.98 }.count) / n
        case .some(.sigmoid): saturatedShare = Double(output.filter { $0 < 0.01 || $0 > 0.99 }.count) / n
        default: saturatedShare = nil
        }
    }
}

extension LayerStatistics: Presentable {
    /// `layer statistics`
    public static var kind: String { "layer statistics" }

    /// How many layers, and how many findings.
    public var summary: String {
        "\(layers.count) layers: " + (findings.first?.problem ?? nothingFound)
    }

    /// A line per layer, then the findings.
    public func table(width: Int) -> String {
        let names = ["layer", "mean", "sd", "zeros", "dead", "saturated", "|w|", "|g|", "|g| per weight"]
        let rows = layers.map { layer in
            [
                layer.name, layer.mean.short(), layer.deviation.short(), LayerStatistics.percent(layer.zeroShare),
                layer.deadShare.map(LayerStatistics.percent) ?? "–",
                layer.saturatedShare.map(LayerStatistics.percent) ?? "–",
                layer.parameters > 0 ? layer.weightNorm.short() : "–",
                layer.parameters > 0 ? layer.gradientNorm.short() : "–", layer.gradientSize?.short() ?? "–",
            ]
        }
        var columns = names.indices.map { index in [names[index]] + rows.map { $0[index] } }
        // On a narrow page the least telling columns give way first.
        for name in ["saturated", "zeros", "|w|", "mean"] {
            let used = columns.reduce(0) { $0 + ($1.map(\.count).max() ?? 0) + 2 }
            if used > width { columns.removeAll { $0[0] == name } }
        }
        let cells = (0...rows.count).map { row in columns.map { $0[row] } }
        let lines = TextTable.lines(cells, width: width, indent: 0)
        let verdict = findings.isEmpty ? [nothingFound] : findings.map(\.problem)
        return (["\(self.rows) rows, loss \(loss.short(5))"] + lines + verdict).joined(separator: "\n")
    }

    /// The findings, or that there are none.
    public var sentence: String {
        findings.isEmpty
            ? "In \(layers.count) layers: \(nothingFound)."
            : findings.map(\.problem).joined(separator: " ")
    }

    /// The layers' numbers by name, and the findings.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "loss": .number(loss), "rows": .integer(rows),
            "layers": .array(
                layers.map { layer in
                    .members([
                        "name": .string(layer.name), "mean": .number(layer.mean), "sd": .number(layer.deviation),
                        "zero_share": .number(layer.zeroShare),
                        "dead_share": layer.deadShare.map(JSON.number) ?? .null,
                        "saturated_share": layer.saturatedShare.map(JSON.number) ?? .null,
                        "weight_norm": .number(layer.weightNorm), "gradient_norm": .number(layer.gradientNorm),
                    ])
                }),
            "findings": .array(findings.map(\.json)),
        ])
    }

    private static func percent(_ share: Double) -> String { (100 * share).short(3) + " %" }
}
