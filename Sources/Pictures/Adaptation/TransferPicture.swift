public import Adaptation
public import Answers
public import Figures
import Numbers

/// One of the pictures of moving a model to another city.
public struct TransferPicture: Sendable {
    /// What is shown.
    public enum View: String, Sendable, CaseIterable {
        /// The error against the share of the weights that is learnt, at one number of sales.
        case share
        /// The error against the number of sales, a line for each method.
        case sizes
    }

    private let view: View
    private let table: TransferTable
    private let size: Int?

    /// - Parameter size: the number of sales of `share`; nil for the one in the middle.
    public init(_ view: View, of table: TransferTable, size: Int? = nil) {
        (self.view, self.table, self.size) = (view, table, size)
    }

    /// - Throws: `Mistake` while nothing has been measured, and for a number of sales that was not tried.
    public func figure(_ options: PlotOptions) throws -> Figure {
        guard !table.rows.isEmpty else {
            throw Mistake(
                "nothing has been measured that could be drawn", expected: "at least one move", try: "t.resume()")
        }
        var figure = try view == .share ? share(options) : sizes(options)
        figure.title = options.title ?? figure.title
        figure.caption += [Phrase.count(table.plan.seeds.count, "seed"), "95 % intervals"]
        if table.isPartial { figure.caption.append("partial: \(table.done) of \(table.planned) moves") }
        return figure
    }

    private func share(_ options: PlotOptions) throws -> Figure {
        let sizes = table.plan.sizes
        let size = size ?? sizes[sizes.count / 2]
        guard let place = sizes.firstIndex(of: size) else {
            throw Mistake(
                "no move was made with \(size) sales",
                expected: "one of " + sizes.map(String.init).joined(separator: ", "), argument: "size")
        }
        let rows = table.rows.filter { $0.errors[place].mean.isFinite }
        guard !rows.isEmpty else {
            throw Mistake("nothing has been measured with \(size) sales", expected: "another number", try: "t.resume()")
        }
        let ends = rows.flatMap { [$0.errors[place].mean, $0.errors[place].low, $0.errors[place].high] }
            .filter(\.isFinite)
        let floor = table.floors.target
        let low = Swift.min(ends.min() ?? 0, floor.isFinite ? floor : .infinity)
        let up = options.y ?? (low * 0.95)...((ends.max() ?? 1) * 1.05)
        let shares = rows.map { 100 * $0.share }
        let across = options.x ?? ((shares.min() ?? 1) / 2)...((shares.max() ?? 100) * 2)
        var layers: [PanelLayer] = []
        if floor.isFinite { layers.append(.guide(GuideLine(.horizontal, at: floor, name: "floor"))) }
        layers.append(.guide(GuideLine(.vertical, at: 10, name: "a tenth")))
        for (color, row) in table.rows.enumerated() where row.errors[place].mean.isFinite {
            // The colours are those of the lines of `sizes`.
            let (error, x) = (row.errors[place], 100 * row.share)
            if error.low.isFinite, error.high.isFinite {
                layers.append(.curve(CurveLayer([Point(x, error.low), Point(x, error.high)], color: color)))
            }
            layers.append(.mark(Mark(.note, at: Point(x, error.mean), name: row.method.name, color: color)))
        }
        let best = rows.min { $0.errors[place].mean < $1.errors[place].mean }
        return Figure(
            title: "Error against what is learnt, \(size) sales",
            sentence: "With \(size) sales of city B \(best?.method.name ?? "nothing") has the smallest mean error, "
                + "\((best?.errors[place].mean ?? .nan).short(3)). " + table.sentence,
            panels: [
                Panel(
                    x: Axis("weights learnt, %", across, isLog: true), y: Axis("RMSE of ln price in city B", up),
                    layers: layers)
            ])
    }

    private func sizes(_ options: PlotOptions) throws -> Figure {
        let rows = table.rows
        let series = rows.map { row in
            let places = row.sizes.indices.filter { row.errors[$0].mean.isFinite }
            return DataSeries(
                row.method.name, places.map { Point(Double(row.sizes[$0]), row.errors[$0].mean) },
                low: places.map { row.errors[$0].low.isFinite ? row.errors[$0].low : row.errors[$0].mean },
                high: places.map { row.errors[$0].high.isFinite ? row.errors[$0].high : row.errors[$0].mean },
                isDashed: row.method == .scratch)
        }
        var figure = Figure.curves(
            series, title: "Error by sales of city B", x: "sales of city B", y: "RMSE of ln price in city B",
            isLog: true,
            guides: table.floors.target.isFinite
                ? [GuideLine(.horizontal, at: table.floors.target, name: "floor")] : [],
            sentence: table.sentence, options: options)
        if let panel = figure.panels.first {
            figure.panels[0].x = Axis(panel.x.label, panel.x.range, isLog: true)
        }
        return figure
    }
}

extension TransferTable: Drawable {
    /// The error against the share of the weights that is learnt, and against the number of sales.
    ///
    /// - Throws: `Mistake` while nothing has been measured.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let (share, sizes) = try (
            TransferPicture(.share, of: self).figure(PlotOptions()),
            TransferPicture(.sizes, of: self).figure(PlotOptions())
        )
        guard plan.sizes.count > 1 else { return try TransferPicture(.share, of: self).figure(options) }
        var figure = Figure.sideBySide([share, sizes], options)
        figure.title = options.title ?? "From city A to city B"
        (figure.caption, figure.sentence) = (sizes.caption, sentence)
        return figure
    }
}

extension FineTuning: Drawable {
    /// The validation loss by updates, a line for each rate that was tried.
    ///
    /// - Throws: `Mistake` where no rate was tried to its end.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard !tries.isEmpty else {
            throw Mistake("no rate was tried to its end", expected: "a fine-tuning that was not stopped at once")
        }
        return Figure.curves(
            tries.map { one in
                DataSeries("rate \(one.rate.short())", one.looks.map { Point(Double($0.updates), $0.loss) })
            }, title: summary, x: "updates", y: "validation loss",
            caption: ["\(rows.train) rows to train on", "\(rows.validation) that choose"], isLog: true,
            sentence: sentence, options: options)
    }
}
