import Datasets
public import Figures
public import Inspection
public import Language
public import Numbers

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
        var figure = Pictures.together(panels, PlotOptions())
        figure.title = options.title ?? "Activations of \(layers.count == 1 ? layers[0].name : "each layer")"
        figure.caption = ["\(rows) rows"] + layers.map { "\($0.name): \($0.units) unit\($0.units == 1 ? "" : "s")" }
        figure.sentence = sentence
        return figure
    }
}

/// `a[1]`, `a["dense_1"]`: the array of one layer, a row for each row of the data.
extension Activations: Subscriptable {
    public var count: Int { layers.count }

    public func element(_ subscripts: [Subscript]) throws -> Value {
        let names = layers.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let expected = "a layer's number from 0 to \(layers.count - 1), or its name: \(names)"
        guard subscripts.count == 1, case .index(let value) = subscripts[0] else {
            throw Mistake("activations take one subscript", expected: expected)
        }
        if case .text(let name) = value {
            guard let layer = layer(named: name) else {
                throw Mistake("there is no layer '\(name)'", expected: expected)
            }
            return .thing(layer.output)
        }
        guard let number = value.asDouble, let index = Int(exactly: number),
            layers.indices.contains(index < 0 ? index + layers.count : index)
        else { throw Mistake("\(value.brief) is no layer of these", expected: expected) }
        return .thing(layers[index < 0 ? index + layers.count : index].output)
    }
}
