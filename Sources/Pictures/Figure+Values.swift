// The picture of one value or of several: the first of them is asked what it does with the others.

public import Figures
public import Answers

extension Figure {
    /// Pictures that can be read side by side.
    private static let mostSideBySide = 12

    /// The picture of the values: together where the first has one with the others, otherwise side by side.
    ///
    /// - Throws: `Mistake` when there are none, a value has no picture, or they are too many to be read.
    public static func drawing(_ values: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure {
        guard let first = values.first else {
            throw Mistake("there is nothing to draw", expected: "a value", try: "plot(rosenbrock)")
        }
        guard values.count > 1 else { return try first.figure(options, work: work) }
        if let together = try first.figure(with: Array(values.dropFirst()), options, work: work) { return together }
        guard values.count <= mostSideBySide else {
            throw Mistake(
                "\(values.count) pictures side by side are too many to read", expected: "at most \(mostSideBySide)")
        }
        var each = options
        each.title = nil
        return sideBySide(try values.map { try $0.figure(each, work: work) }, options)
    }

    /// Several figures side by side, each with its own axes.
    static func sideBySide(_ figures: [Figure], _ options: PlotOptions) -> Figure {
        if figures.count == 1 { return figures[0] }
        let panels = figures.flatMap { figure in
            figure.panels.map { panel in
                var panel = panel
                if panel.title.isEmpty { panel.title = figure.title }
                return panel
            }
        }
        let title = options.title ?? figures.map(\.title).prefix(4).joined(separator: ", ")
        var caption: [String] = []
        for fact in figures.flatMap(\.caption) where !caption.contains(fact) { caption.append(fact) }
        return Figure(
            title: title, caption: caption, sentence: figures.map(\.sentence).joined(separator: " "), panels: panels)
    }
}
