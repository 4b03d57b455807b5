import Answers
import Arrays
import Datasets
import Language

/// One picture of a table: of which columns, of which kind, into which frame.
struct FrameDrawing {
    let frame: Frame
    /// Whether it is one column by itself.
    let isSeries: Bool
    let kind: String
    let axes: PlotAxes
    let call: NumPyCall
    /// What stands across; nil for the rows.
    let x: Series?
    /// The columns that `y=` names; nil where it names none.
    let chosen: [Series]?
    /// The columns that are drawn: those, or all of numbers.
    let columns: [Series]
    /// Looks that the word of Matplotlib's takes as they are.
    let style: [(name: String, value: Value)]

    private var context: Context { call.context }

    /// - Throws: `Mistake` for a column that is not there, and where none holds numbers.
    init(of frame: Frame, isSeries: Bool, _ kind: String, on axes: PlotAxes, _ call: NumPyCall) throws {
        (self.frame, self.isSeries, self.kind, self.axes, self.call) = (frame, isSeries, kind, axes, call)
        let given = ["alpha", "color", "marker", "linestyle", "linewidth"].filter {
            ["line", "scatter", "bar", "barh", "hist", "area"].contains(kind)
                && (kind == "line" || !["marker", "linestyle", "linewidth"].contains($0))
                || (kind == "scatter" && $0 == "marker")
        }
        style = given.compactMap { name in call.value(.max, name).map { (name: name, value: $0) } }
        let x = try call.value(0, "x").map { try frame.series(at: $0) }
        self.x = x
        chosen = try call.value(1, "y").map { value in
            try (value.asText == nil ? value.places ?? [value] : [value]).map { try frame.series(at: $0) }
        }
        columns =
            chosen
            ?? frame.table.columns.filter { $0.kind == .number && $0.name != x?.column.name }
            .map { Series($0, labels: frame.labels) }
        guard !columns.isEmpty else {
            throw Mistake("no column holds numbers", expected: "a column of numbers").raised(
                as: "TypeError", "no numeric data to plot")
        }
    }

    /// Has Matplotlib's words draw it.
    func draw() throws {
        switch kind {
        case "line": try lines()
        case "hexbin": try hexagons()
        case "scatter": try scatter()
        case "hist": try histograms()
        case "bar", "barh": try bars(isHorizontal: kind == "barh")
        case "box":
            _ = try context.call(
                member: "boxplot", of: axes, [.list(columns.map { .thing($0.filled) })],
                [("labels", .list(columns.map { .text($0.column.name) }))])
        case "pie": try pie()
        case "area":
            _ = try context.call(
                member: "stackplot", of: axes, [xs] + columns.map { .thing($0) },
                [("labels", .list(columns.map { .text($0.column.name) }))])
        default:
            throw Mistake(
                "kind = '\(kind)'",
                expected: "'line', 'scatter', 'hexbin', 'hist', 'bar', 'barh', 'box', 'pie' or 'area'",
                argument: "kind"
            ).raised(as: "ValueError", "\(kind) is not a valid plot kind")
        }
        try frameLooks()
    }

    private func set(_ member: String, _ value: Value?) throws {
        if let value { _ = try context.call(member: member, of: axes, [value]) }
    }

    private func name(_ series: Series) -> [(name: String, value: Value)] {
        let own = series.column.name == " " ? "" : series.column.name
        return [("label", call.value(.max, "label") ?? .text(own))]
    }

    /// The rows' own values across, or the column that is asked for.
    private var xs: Value {
        .thing(x ?? Series(frame.labels.levels[0], labels: RowLabels(count: frame.length)))
    }

    /// What a list or a dict of looks has for one of the columns; one look for all is that of each.
    static func own(_ value: Value?, _ place: Int, _ series: Series) -> Value? {
        guard let value else { return nil }
        if case .dict(let entries) = value { return entries[.text(series.column.name)] }
        guard case .list(let list) = value, !list.items.isEmpty else { return value }
        return list.items[place % list.items.count]
    }

    // MARK: Kinds

    private func lines() throws {
        for (place, series) in columns.enumerated() {
            let format = FrameDrawing.own(call.value(.max, "style"), place, series)
            let look = style.compactMap { item in
                FrameDrawing.own(item.value, place, series).map { (name: item.name, value: $0) }
            }
            _ = try context.call(
                member: "plot", of: axes, [xs, .thing(series)] + (format.map { [$0] } ?? []), look + name(series))
        }
    }

    private func hexagons() throws {
        guard let x, let series = chosen?.first else {
            throw Mistake(
                "hexagons need x and y", expected: "names of columns",
                try: "data.plot.hexbin(x=\"area\", y=\"price\", gridsize=20)"
            ).raised(as: "ValueError", "hexbin requires an x and y column")
        }
        var more: [(name: String, value: Value)] = [("gridsize", call.value(.max, "gridsize") ?? .int(100))]
        if let map = call.value(.max, "cmap") { more.append(("cmap", map)) }
        if let given = call.value(.max, "C") { more.append(("C", .thing(try frame.series(at: given)))) }
        _ = try context.call(member: "hexbin", of: axes, [.thing(x), .thing(series)], more)
        axes.hasColorBar = true
        try set("set_xlabel", call.value(.max, "xlabel") ?? .text(x.column.name))
        try set("set_ylabel", call.value(.max, "ylabel") ?? .text(series.column.name))
    }

    private func scatter() throws {
        guard let x, let series = chosen?.first else {
            throw Mistake(
                "a scatter plot needs x and y", expected: "names of columns",
                try: "data.plot.scatter(x=\"area\", y=\"price\")"
            )
            .raised(as: "ValueError", "scatter requires an x and y column")
        }
        var more = style.filter { $0.name != "color" || call.value(.max, "c") == nil }
        if let tone = call.value(.max, "c") {
            let column = tone.asText.flatMap { frame.table.names.contains($0) ? $0 : nil }
            more.append(("c", try column.map { .thing(try frame.series($0)) } ?? tone))
        }
        if let map = call.value(.max, "cmap") { more.append(("cmap", map)) }
        if let size = call.value(.max, "s") {
            let column = size.asText.flatMap { frame.table.names.contains($0) ? $0 : nil }
            more.append(("s", try column.map { .thing(try frame.series($0)) } ?? size))
        }
        _ = try context.call(member: "scatter", of: axes, [.thing(x), .thing(series)], more)
        try set("set_xlabel", call.value(.max, "xlabel") ?? .text(x.column.name))
        try set("set_ylabel", call.value(.max, "ylabel") ?? .text(series.column.name))
    }

    private func histograms() throws {
        for series in columns {
            _ = try context.call(
                member: "hist", of: axes, [.thing(series.filled)],
                style + name(series) + [
                    ("bins", call.value(.max, "bins") ?? .int(10)),
                    ("density", .bool(try call.flag(.max, "density"))),
                ])
        }
        try set("set_ylabel", call.value(.max, "ylabel") ?? .text("Frequency"))
    }

    /// Bars beside or on each other, a group for each row.
    private func bars(isHorizontal: Bool) throws {
        let width = try call.double(.max, "width", 0.5)
        let isStacked = try call.flag(.max, "stacked")
        let names = (0..<frame.length).map { Value.text(x?.column.text($0) ?? frame.labels[$0]) }
        let part = isStacked ? width : width / Double(columns.count)
        var feet = [Double](repeating: 0, count: frame.length)
        for (number, series) in columns.enumerated() {
            let shift = isStacked ? 0 : (Double(number) - Double(columns.count - 1) / 2) * part
            let places = (0..<frame.length).map { Double($0) + shift }
            _ = try call.context.call(
                member: isHorizontal ? "barh" : "bar", of: axes, [Value(places), .thing(series)],
                style + [
                    (isHorizontal ? "height" : "width", .number(part)), (isHorizontal ? "left" : "bottom", Value(feet)),
                    ("label", call.value(.max, "label") ?? .text(series.column.name)),
                ])
            if isStacked { feet = zip(feet, series.column.numbers ?? []).map { $0 + ($1.isNaN ? 0 : $1) } }
        }
        let ticks = Value((0..<frame.length).map { Double($0) })
        _ = try call.context.call(member: isHorizontal ? "set_yticks" : "set_xticks", of: axes, [ticks, .list(names)])
    }

    private func pie() throws {
        guard isSeries || chosen != nil, let series = columns.first else {
            throw Mistake("a pie of several columns", expected: "one column", try: "data[\"count\"].plot.pie()")
                .raised(
                    as: "ValueError", "pie requires either y column or 'subplots=True'")
        }
        let names = (0..<frame.length).map { Value.text(frame.labels[$0]) }
        _ = try context.call(member: "pie", of: axes, [.thing(series)], [("labels", .list(names))])
    }

    /// Titles, ends and scales of the axes, the legend.
    private func frameLooks() throws {
        if kind != "scatter", kind != "hexbin" {
            let axisName = x?.column.name ?? frame.labels.name
            let own: Value? = axisName.isEmpty || ["hist", "box", "pie"].contains(kind) ? nil : .text(axisName)
            try set("set_xlabel", call.value(.max, "xlabel") ?? own)
            try set("set_ylabel", kind == "hist" ? nil : call.value(.max, "ylabel"))
        }
        try set("set_title", call.value(.max, "title"))
        for (member, name) in [("set_xlim", "xlim"), ("set_ylim", "ylim"), ("grid", "grid")] {
            try set(member, call.value(.max, name))
        }
        if try call.flag(.max, "logx") { try set("set_xscale", .text("log")) }
        if try call.flag(.max, "logy") { try set("set_yscale", .text("log")) }
        let isNamed = try call.flag(.max, "legend", true)
        if isNamed, !isSeries || call.value(.max, "label") != nil,
            ["line", "hist", "bar", "barh", "area"].contains(kind)
        {
            _ = try context.call(member: "legend", of: axes, [])
        }
    }
}

extension Frame {
    /// A column by its name or its place.
    func series(at value: Value) throws -> Series {
        try series(value.asText ?? table.names[Subscripts.position(value, table.columns.count, "table")])
    }
}

extension Series {
    /// The cells that are there.
    var filled: Series { rows(at: (0..<length).filter { !column.isMissing($0) }) }
}
