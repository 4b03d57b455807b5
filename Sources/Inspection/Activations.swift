public import Datasets
internal import Networks
public import Answers
public import Training

/// What every layer of a model gives out for some rows: its activations, as `predict` computes them (dropout off, running
/// statistics used).
public struct Activations: Sendable {
    /// The output of one layer.
    public struct Output: Sendable {
        /// The layer's name.
        public let name: String
        /// `Dense(8, activation='tanh')`
        public let summary: String
        /// Shape (rows, extents of one example).
        public let output: Samples

        /// Units of the layer: the last extent.
        public var units: Int { output.shape.last ?? 1 }
    }

    /// In the order of the model.
    public let layers: [Output]
    /// How many rows the model was asked for.
    public let rows: Int

    /// The layer of that name; nil when there is none.
    public func layer(named name: String) -> Output? { layers.first { $0.name == name } }
}

/// Sends rows through a model and keeps what each layer makes of them. The model is unharmed.
///
/// - Parameters:
///   - rows: at most this many rows, the first ones.
///   - layers: the numbers of the layers to keep, from 0; nil for all.
/// - Throws: `Mistake` when the data do not fit the model or the work was cancelled.
public func activations(
    _ model: Model, _ x: Samples, rows: Int = 256, layers kept: Set<Int>? = nil, work: Work = Work()
) throws -> Activations {
    let network = try model.build(inputShape: x.shape.count > 1 ? Array(x.shape.dropFirst()) : [1])
    let count = Swift.min(x.count, Swift.max(1, rows))
    guard count > 0 else {
        throw Mistake("there are no rows to send through the model", expected: "at least one", argument: "x")
    }
    let some = x.rows(0..<count)
    try network.checkClasses(some.values, input: 0)
    var layers: [Activations.Output] = []
    for (index, name) in network.names.enumerated() where kept?.contains(index) ?? true {
        let output = try network.activations(of: index, some.values, count: count, work: work)
        if work.isCancelled {
            throw Mistake("interrupted before layer \(name) was reached", expected: "to let it finish")
        }
        layers.append(
            Activations.Output(
                name: name, summary: network.architecture.nodes[index].layer.summary,
                output: try Samples(shape: [count] + network.plans[index].output, values: output)))
        work.report(Double(index + 1) / Double(network.names.count), name)
    }
    return Activations(layers: layers, rows: count)
}

extension Activations: Presentable {
    /// `activations`
    public static var kind: String { "activations" }

    /// How many layers, of how many rows.
    public var summary: String {
        "activations of \(layers.count) layer\(layers.count == 1 ? "" : "s") for \(rows) rows"
    }

    /// A line per layer: mean, deviation, share of zeros.
    public func table(width: Int) -> String {
        let names = ["layer", "units", "smallest", "5 %", "median", "95 %", "largest", "zeros"]
        let cells = layers.map { layer -> [String] in
            let sorted = layer.output.values.filter(\.isFinite).sorted()
            func quantile(_ share: Double) -> String {
                sorted.isEmpty ? "–" : Double(sorted[Int(saturating: share * Double(sorted.count - 1))]).short(3)
            }
            let zeros = Double(sorted.filter { $0 == 0 }.count) / Double(Swift.max(1, sorted.count))
            return [layer.name, "\(layer.units)"] + [0, 0.05, 0.5, 0.95, 1].map(quantile)
                + ["\((100 * zeros).short(3)) %"]
        }
        return ([summary] + TextTable.lines([names] + cells, width: width, indent: 0)).joined(separator: "\n")
    }

    /// Where outputs are saturated or dead.
    public var sentence: String {
        guard let last = layers.last else { return "The model has no layers." }
        let stats = last.output.statistics
        return "The last layer, \(last.name), gives values between \(Double(stats.smallest).short(3)) and "
            + "\(Double(stats.largest).short(3))."
    }

    /// The layers' numbers by name.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "rows": .integer(rows),
            "layers": .array(
                layers.map { layer in
                    let stats = layer.output.statistics
                    return .members([
                        "name": .string(layer.name), "units": .integer(layer.units),
                        "mean": .number(Double(stats.mean)), "sd": .number(Double(stats.deviation)),
                        "smallest": .number(Double(stats.smallest)), "largest": .number(Double(stats.largest)),
                    ])
                }),
        ])
    }
}
