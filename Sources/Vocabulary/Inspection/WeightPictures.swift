import Datasets
import Figures
import Numbers

/// The weights of a layer as a heat map: rows are inputs, columns units; weights over 784 pixels as pictures of 28×28.
extension LayerHandle: Drawable {
    func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let matrices = try roles.map { ($0, try tensor($0)) }.filter { $0.1.shape.count > 1 }
        guard let (role, weights) = matrices.first else {
            throw Mistake(
                "\(summary) has no matrix of weights", expected: "a layer such as Dense", try: "plot(model.layers[0])")
        }
        let layerName = try name
        let title = options.title ?? "\(layerName): \(role)"
        let (rows, columns) = (weights.values.count / (weights.shape.last ?? 1), weights.shape.last ?? 1)
        let stats = weights.statistics
        let facts = ["\(rows) × \(columns)", "mean \(stats.mean.short())", "sd \(stats.deviation.short())"]
        if rows == 784 {
            // One picture per unit: which pixels speak for it (dark) and against it (light).
            var pixels: [Float] = []
            for unit in 0..<columns { for pixel in 0..<784 { pixels.append(weights.values[pixel * columns + unit]) } }
            let images = try Samples(shape: [columns, 784], values: pixels)
            return ContactSheet(images, labels: nil).figure(title, caption: facts + ["dark: positive"])
        }
        guard weights.values.count <= 500_000 else {
            throw Mistake("\(rows) × \(columns) weights are too many for a heat map", expected: "at most 500000")
        }
        let table = (0..<rows).map { row in weights.values[row * columns..<(row + 1) * columns].map { Double($0) } }
        let few = rows <= 24 && columns <= 16
        return Figure.heatMap(
            table, rowNames: few ? (0..<rows).map { "in \($0)" } : [],
            columnNames: few ? (0..<columns).map { "\($0)" } : [], title: title, label: "weight", caption: facts)
    }
}
