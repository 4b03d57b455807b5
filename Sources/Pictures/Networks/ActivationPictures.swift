import Datasets
public import Figures
public import Inspection
public import Answers

/// Activations as pictures: how often each layer gives which value, one histogram per layer.
extension Activations: Drawable {
    /// - Throws: `Mistake` when there are no layers, or too many to be read.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard !layers.isEmpty, layers.count <= 12 else {
            throw Mistake(
                "\(layers.count) histograms are not readable side by side", expected: "1 to 12 layers",
                try: "plot(activations(model, data)[0])")
        }
        let panels = layers.map { layer in
            var figure = Figure.histogram(
                layer.output.values.map { Double($0) }, title: layer.name, label: "activation")
            figure.caption = []
            let zeros = layer.output.values.filter { $0 == 0 }.count
            let share = 100 * Double(zeros) / Double(max(1, layer.output.values.count))
            figure.title += zeros > 0 ? ", \(share.short(3)) % zeros" : ""
            if let x = options.x { for place in figure.panels.indices { figure.panels[place].x.range = x } }
            return figure
        }
        var figure = Figure.sideBySide(panels, PlotOptions())
        figure.title = options.title ?? "Activations of \(layers.count == 1 ? layers[0].name : "each layer")"
        figure.caption = ["\(rows) rows"] + layers.map { "\($0.name): \($0.units) unit\($0.units == 1 ? "" : "s")" }
        figure.sentence = sentence
        return figure
    }
}
