import Datasets
import Networks
public import Figures
import Inspection
public import Answers
public import Training

/// A layer with data: what each of its neurons answers over the plane, as small multiples with the samples on them; for
/// other data the activations as a table, rows of data against units.
extension LayerHandle {
    /// Neurons drawn at most, so that each map stays large enough to be seen.
    static let mostNeurons = 16

    /// With points of the plane a map for each neuron; with other rows a table.
    ///
    /// - Throws: `Mistake` when there are no rows, or more numbers per row than can be seen.
    public func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? {
        if let rows = try companion((any Tabular).self, in: others)?.samples() {
            return try table(rows, labels: nil, "\(rows.count) rows", options, work)
        }
        guard let data = companion(Dataset.self, in: others) else { return nil }
        guard data.count > 0 else { throw Mistake("the dataset has no samples") }
        return data.x.width == 2 && data.x.shape.count == 2
            ? try neurons(data, options, work) : try table(data.x, labels: data.labels, data.name, options, work)
    }

    private func neurons(_ data: Dataset, _ options: PlotOptions, _ work: Work) throws -> Figure {
        guard case .layer(let index) = place else { throw Mistake("an input has no neurons", expected: "a layer") }
        let plane = try InputGrid(data, options, side: 96)
        let found = try activations(model, plane.places, rows: plane.places.count, layers: [index], work: work)
        guard let layer = found.layers.first else { throw Mistake("the model has no layer \(index)") }
        let (units, width) = (layer.units, layer.output.width)
        guard units == width else {
            throw Mistake(
                "\(layer.name) gives more than one number per unit and place", expected: "a layer such as Dense",
                try: "plot(model.layers[0], data)")
        }
        let shown = min(units, LayerHandle.mostNeurons)
        let values = layer.output.values
        let maps = (0..<shown).map { unit in stride(from: unit, to: values.count, by: units).map { Double(values[$0]) }
        }
        let isSigned = maps.contains { $0.contains { $0 < 0 } }
        let scale = ColorScale(spanning: maps.flatMap { $0 }, label: "activation")
        // So many points would hide a small map.
        let some = data.pointGroups(atMost: shown > 1 ? 60 : 400)
        let panels = maps.enumerated().map { unit, map in
            Panel(
                title: units > 1 ? "neuron \(unit)" : "", x: Axis("x₀", plane.x), y: Axis("x₁", plane.y), colors: scale,
                layers: [.field(Field(plane.grid(map)))] + some.map { .points($0) })
        }
        let still = maps.indices.filter { index in (maps[index].max() ?? 0) - (maps[index].min() ?? 0) < 1e-6 }
        var sentence = "Each map shows what one neuron of \(layer.name) answers at every place of the plane"
        sentence += isSigned ? "; white is 0, where it changes sign." : ", white where it is silent."
        if !still.isEmpty {
            sentence += " The same everywhere: neuron \(still.map(String.init).joined(separator: ", "))."
        }
        return Figure(
            title: options.title ?? "\(units > 1 ? "Neurons" : "The neuron") of \(layer.name)",
            caption: [data.name, layer.summary, "\(model.epochsDone) epochs, seed \(model.seed)"]
                + (shown < units ? ["\(shown) of \(units) neurons"] : []),
            sentence: sentence, panels: panels)
    }

    private func table(
        _ data: Samples, labels: [Int]?, _ name: String, _ options: PlotOptions, _ work: Work
    ) throws -> Figure {
        guard data.count > 0 else { throw Mistake("there are no rows to send through the model") }
        // Sorted by class: what a unit knows of classes then stands out as a stripe.
        let chosen = Array(0..<min(data.count, 64)).sorted { (labels?[$0] ?? 0, $0) < (labels?[$1] ?? 0, $1) }
        guard case .layer(let index) = place else { throw Mistake("an input has no neurons", expected: "a layer") }
        let found = try activations(model, data.rows(at: chosen), rows: chosen.count, layers: [index], work: work)
        guard let layer = found.layers.first else { throw Mistake("the model has no layer \(index)") }
        let width = layer.output.width
        guard width <= 1024 else {
            throw Mistake(
                "\(layer.name) gives \(width) numbers per row, too many for a picture", expected: "at most 1024",
                try: "plot(activations(model, data))")
        }
        let rows = (0..<layer.output.count).map { layer.output.row($0).map { Double($0) } }
        let names = chosen.enumerated().map { place, row -> String in
            guard let labels else { return chosen.count <= 24 ? "\(row)" : "" }
            // One name at the first row of each class.
            return place == 0 || labels[chosen[place - 1]] != labels[row] ? "class \(labels[row])" : ""
        }
        var figure = Figure.heatMap(
            rows, rowNames: names, columnNames: width <= 16 ? (0..<width).map { "\($0)" } : [], x: "unit",
            y: labels == nil ? "row" : "", title: options.title ?? "Activations of \(layer.name)", label: "activation",
            scale: ColorScale(spanning: rows.flatMap { $0 }, label: "activation"),
            caption: [name, layer.summary, "\(chosen.count) of \(data.count) rows"])
        let silent = (0..<width).filter { unit in rows.allSatisfy { $0[unit] == 0 } }.count
        figure.sentence += silent > 0 ? " \(silent) of \(width) units are 0 for all of these rows." : ""
        return figure
    }
}

/// Places of a plane of two inputs, on which a model is asked.
struct InputGrid {
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>
    let side: Int
    /// Row by row from the bottom left.
    let places: Samples

    /// The frame of the samples with air around it, unless the options say another.
    init(_ data: Dataset, _ options: PlotOptions, side: Int) throws {
        func range(_ column: Int) -> ClosedRange<Double> {
            let values = data.x.column(column).filter(\.isFinite)
            let (low, high) = (Double(values.min() ?? 0), Double(values.max() ?? 1))
            let air = max(0.15 * (high - low), 1e-3)
            return (low - air)...(high + air)
        }
        let (across, up) = (options.x ?? range(0), options.y ?? range(1))
        (x, y, self.side) = (across, up, side)
        func place(_ index: Int, _ range: ClosedRange<Double>) -> Float {
            Float(range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(side - 1))
        }
        var places: [Float] = []
        places.reserveCapacity(2 * side * side)
        for row in 0..<side { for column in 0..<side { places += [place(column, across), place(row, up)] } }
        self.places = try Samples(shape: [side * side, 2], values: places)
    }

    func grid(_ values: [Double]) -> ValueGrid { ValueGrid(columns: side, rows: side, x: x, y: y, values: values) }
}
