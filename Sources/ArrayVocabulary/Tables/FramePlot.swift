import Answers
import Arrays
import Datasets
import Figures
import Language

/// `data.plot(…)`, `data["price"].plot.hist()`: columns drawn by Matplotlib's words.
struct FramePlot: Callable {
    static let kind = "plot of a DataFrame"
    let frame: Frame
    /// Whether it is one column by itself.
    let isSeries: Bool
    var summary: String { "plot of \(frame.summary)" }

    init(_ frame: Frame) { (self.frame, isSeries) = (frame, false) }

    init(_ series: Series) throws {
        var column = series.column
        if column.name.isEmpty { column.name = " " }
        (frame, isSeries) = (Frame(try Table([column]), labels: series.labels), true)
    }

    private static let signature =
        "kind='line', ax=None, figsize=None, title=None, grid=None, legend=True, xlabel=None, ylabel=None, xlim=None, ylim=None, "
        + "logx=False, logy=False, color=None, alpha=None, style=None, marker=None, linestyle=None, linewidth=None, bins=10, "
        + "s=None, c=None, cmap=None, rot=None, fontsize=None, label=None, density=False, width=0.5, stacked=False, "
        + "subplots=False, layout=None, sharex=None, sharey=None, secondary_y=False, gridsize=100, C=None"

    var callParameters: [Parameter] { FramePlot.parameters }

    private static let parameters = NumPyWord.parameters("x=None, y=None, " + signature)

    func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        let call = NumPyCall("plot", arguments, context, FramePlot.parameters)
        let found = try draw(call.text(.max, "kind", "line"), call)
        try call.finish()
        return found
    }

    /// The frame that is drawn in: the given one, the one at hand for a column, a new one for a table.
    private func axes(_ call: NumPyCall) throws -> PlotAxes {
        let desk = call.context.desk
        if let given = call.value(.max, "ax") {
            guard let axes = given.asThing(PlotAxes.self) else {
                throw Mistake(
                    "ax = \(given.brief)", expected: "a frame of a picture", try: "fig, ax = plt.subplots()",
                    argument: "ax")
            }
            desk.choose(axes)
            return axes
        }
        let size = try PlotWords.inches(call.value(.max, "figsize") ?? .none)
        if size != nil || !isSeries {
            let picture = PlotFigure(width: size?.0 ?? desk.size.width, height: size?.1 ?? desk.size.height)
            desk.open { picture }
        }
        return desk.current.drawnIn
    }

    private func draw(_ kind: String, _ call: NumPyCall) throws -> Value {
        if let second = call.value(.max, "secondary_y"),
            try second.places != nil || second.asText != nil || call.context.isTrue(second)
        {
            throw Mistake(
                "secondary_y is not drawn here", expected: "a second frame over the first",
                try: "ax2 = ax.twinx(); data[\"b\"].plot(ax=ax2)", argument: "secondary_y"
            ).raised(as: "NotImplementedError")
        }
        if try call.flag(.max, "subplots") { return try panels(kind, call) }
        let axes = try axes(call)
        try FrameDrawing(of: frame, isSeries: isSeries, kind, on: axes, call).draw()
        return .thing(axes)
    }

    /// Each column in a frame of its own, below each other or as `layout=` says.
    private func panels(_ kind: String, _ call: NumPyCall) throws -> Value {
        let x = try call.value(0, "x").map { try frame.series(at: $0) }
        let chosen = try call.value(1, "y").map { value in
            try (value.asText == nil ? value.places ?? [value] : [value]).map { try frame.series(at: $0).column }
        }
        let columns = chosen ?? frame.table.columns.filter { $0.kind == .number && $0.name != x?.column.name }
        guard (1...100).contains(columns.count) else {
            throw Mistake("\(columns.count) columns of numbers", expected: "from 1 to 100").raised(
                as: "TypeError", "no numeric data to plot")
        }
        var (rows, width) = (columns.count, 1)
        if let layout = try call.value(.max, "layout").map({ try call.ints($0, "layout") }) {
            guard layout.count == 2, let (down, across) = FramePlot.filled(layout[0], layout[1], columns.count) else {
                throw Mistake(
                    "layout = \(call.value(.max, "layout")?.brief ?? "None")",
                    expected: "rows and columns with room for \(columns.count)",
                    argument: "layout"
                ).raised(as: "ValueError", "Layout of \(layout) must be larger than required size \(columns.count)")
            }
            (rows, width) = (down, across)
        }
        let desk = call.context.desk
        let size = try PlotWords.inches(call.value(.max, "figsize") ?? .none)
        let picture = PlotFigure(width: size?.0 ?? desk.size.width, height: size?.1 ?? desk.size.height)
        picture.divide(rows, width)
        if try call.flag(.max, "sharex", true) { picture.sharesX = .all }
        if try call.flag(.max, "sharey") { picture.sharesY = .all }
        desk.open { picture }
        let titles = call.value(.max, "title")
        if let title = titles?.asText { picture.title = PlotText.plain(title) }
        let passed = [
            "grid", "legend", "xlabel", "ylabel", "xlim", "ylim", "logx", "logy", "alpha", "marker", "linestyle",
            "linewidth", "bins", "rot", "fontsize", "density", "width",
        ].compactMap { name in call.value(.max, name).map { (name: name, value: $0) } }
        for (place, column) in columns.enumerated() {
            let series = Series(column, labels: frame.labels)
            let part = frame.with(try Table((x.map { [$0.column] } ?? []) + [column], name: frame.table.name))
            var more = passed + [("ax", .thing(picture.axes[place])), ("y", .text(column.name))]
            if let x { more.append(("x", .text(x.column.name))) }
            // Lines keep the colours that they have in one frame.
            let color = FrameDrawing.own(call.value(.max, "color"), place, series) ?? .text("C\(place % 10)")
            if ["line", "hist", "bar", "barh"].contains(kind) { more.append(("color", color)) }
            if let style = FrameDrawing.own(call.value(.max, "style"), place, series) { more.append(("style", style)) }
            if let title = titles?.places?[safe: place], titles?.asText == nil { more.append(("title", title)) }
            _ = try call.context.call(member: kind, of: FramePlot(part), [], more)
        }
        return .thing(PlotGrid(picture.axes.prefix(columns.count).map { .thing($0) }))
    }

    /// Rows and columns with room for so many; −1 stands for as many as are needed.
    private static func filled(_ rows: Int, _ columns: Int, _ count: Int) -> (Int, Int)? {
        func needed(_ other: Int) -> Int { (count + other - 1) / other }
        let found =
            rows == -1 && columns > 0
            ? (needed(columns), columns) : columns == -1 && rows > 0 ? (rows, needed(rows)) : (rows, columns)
        guard (1...20).contains(found.0), (1...20).contains(found.1), found.0 * found.1 >= count else { return nil }
        return found
    }

    // MARK: Members

    static let members: [Member] =
        ["line", "scatter", "hexbin", "hist", "bar", "barh", "box", "pie", "area"].map { kind in
            let parameters = NumPyWord.parameters(
                "x=None, y=None, " + signature.replacing("kind='line', ", with: ""))
            return .method(kind, of: FramePlot.self, "columns as \(kind == "line" ? "lines" : kind)", parameters) {
                plot, arguments, context in
                let call = NumPyCall(kind, arguments, context, parameters)
                let found = try plot.draw(kind, call)
                try call.finish()
                return found
            }
        } + [
            .attribute("plot", of: Frame.self, "the columns as a picture: data.plot(x=\"day\", y=\"price\")") {
                .thing(FramePlot($0))
            },
            .attribute("plot", of: Series.self, "the column as a picture: data[\"price\"].plot()") {
                .thing(try FramePlot($0))
            },
            TableMember.method(
                "hist", of: Series.self, "how often values of the column occur, as a picture",
                "bins=10, ax=None, figsize=None, alpha=None, color=None, grid=True, density=False"
            ) { series, call in try FramePlot(series).draw("hist", call) },
            TableMember.method(
                "hist", of: Frame.self, "how often values of each column of numbers occur, a frame for each",
                "column=None, bins=10, figsize=None, alpha=None, color=None, grid=True, density=False"
            ) { frame, call in
                let names = call.value(0, "column").map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
                let columns = try names.map { try $0.map { try frame.table.column($0) } } ?? frame.numeric
                guard (1...100).contains(columns.count) else {
                    throw Mistake("\(columns.count) columns of numbers", expected: "from 1 to 100", try: "column=[…]")
                        .raised(
                            as: "ValueError", "hist method requires numerical or datetime columns, nothing to plot.")
                }
                let width = Int(Double(columns.count).squareRoot().rounded(.up))
                let desk = call.context.desk
                let size = try PlotWords.inches(call.value(.max, "figsize") ?? .none)
                let picture = PlotFigure(width: size?.0 ?? desk.size.width, height: size?.1 ?? desk.size.height)
                picture.divide((columns.count + width - 1) / width, width)
                desk.open { picture }
                let style = ["alpha", "color"].compactMap { name in
                    call.value(.max, name).map { (name: name, value: $0) }
                }
                _ = call.value(.max, "grid")
                for (column, axes) in zip(columns, picture.axes) {
                    let series = Series(column, labels: frame.labels)
                    _ = try call.context.call(
                        member: "hist", of: axes, [.thing(series.filled)],
                        style + [
                            ("bins", call.value(1, "bins") ?? .int(10)),
                            ("density", .bool(try call.flag(.max, "density"))),
                        ])
                    _ = try call.context.call(member: "set_title", of: axes, [.text(column.name)])
                }
                return .thing(PlotGrid(picture.axes.prefix(columns.count).map { .thing($0) }))
            },
        ]
}
