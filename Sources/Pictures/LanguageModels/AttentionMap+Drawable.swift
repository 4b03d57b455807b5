public import Answers
public import Figures
public import LanguageModels

extension AttentionMap: Drawable {
    /// A frame for each head, of the first six: rows look at columns, dark for a large weight.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let shown = heads.prefix(6)
        guard !shown.isEmpty else { throw Mistake("the map has no head", expected: "a model with attention") }
        let names = labels.count <= 40 ? labels : []
        let panels = shown.map { head -> Figure in
            var figure = Figure.heatMap(
                head.weights.map { row in row.map(Double.init) }, rowNames: names, columnNames: names, x: "looked at",
                y: "step", title: "\(head.layer), head \(head.number)", label: "weight",
                scale: ColorScale(.linear, 0...1, label: "weight", palette: .ink), showsNumbers: false)
            figure.panels[0].isEqual = true
            figure.panels[0].hasColorBar = shown.count == 1
            return figure
        }
        var figure = Figure.sideBySide(panels, options)
        figure.title = options.title ?? "Where attention looks"
        figure.caption = heads.count > shown.count ? ["\(shown.count) of \(heads.count) heads"] : []
        figure.sentence =
            sentence + " Each row is a step, and its weights over the steps up to it sum to 1."
        return figure
    }
}
