import Datasets
public import Figures
public import Answers
public import Training

/// The weights of a layer as a heat map: rows are inputs, columns units; weights over 784 pixels as pictures of 28×28.
extension LayerHandle: Drawable {
    /// - Throws: `Mistake` for a layer without a matrix of weights, or with too many to be seen.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let matrices = try roles(work).map { ($0, try tensor($0, work)) }.filter { $0.1.shape.count > 1 }
        guard let (role, weights) = matrices.first else {
            throw Mistake(
                "\(summary) has no matrix of weights", expected: "a layer such as Dense", try: "plot(model.layers[0])")
        }
        let layerName = try name
        let title = options.title ?? "\(layerName): \(role)"
        let (rows, columns) = (weights.values.count / (weights.shape.last ?? 1), weights.shape.last ?? 1)
        let stats = weights.statistics
        let facts = [summary, "\(rows) × \(columns)", "mean \(stats.mean.short())", "sd \(stats.deviation.short())"]
        if rows == 784 {
            // One picture per unit: which pixels speak for it and which against it.
            var pixels: [Float] = []
            for unit in 0..<columns { for pixel in 0..<784 { pixels.append(weights.values[pixel * columns + unit]) } }
            var figure = ContactSheet(try Samples(shape: [columns, 784], values: pixels), labels: nil, isSigned: true)
                .figure(title, caption: facts + ["a picture per unit"])
            figure.sentence = "What each unit looks for: orange pixels speak for it, blue ones against it."
            return figure
        }
        guard weights.values.count <= 500_000 else {
            throw Mistake("\(rows) × \(columns) weights are too many for a heat map", expected: "at most 500000")
        }
        let table = (0..<rows).map { row in weights.values[row * columns..<(row + 1) * columns].map { Double($0) } }
        return Figure.heatMap(
            table, rowNames: rows <= 24 ? (0..<rows).map { "\($0)" } : [],
            columnNames: columns <= 16 ? (0..<columns).map { "\($0)" } : [], x: "unit", y: "input", title: title,
            label: "weight", scale: ColorScale(signed: weights.values.map { Double($0) }, label: "weight"),
            caption: facts)
    }
}
