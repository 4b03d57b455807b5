import Answers
import Arrays
import Datasets
import Figures
import Language

/// Columns against each other, and groups of one beside each other: a frame for each.
extension FramePlot {
    /// A picture of so many frames, which is drawn in next.
    private static func picture(_ rows: Int, _ columns: Int, _ call: NumPyCall) throws -> PlotFigure {
        let desk = call.context.desk
        let size = try PlotWords.inches(call.value(.max, "figsize") ?? .none)
        let picture = PlotFigure(width: size?.0 ?? desk.size.width, height: size?.1 ?? desk.size.height)
        picture.divide(rows, columns)
        desk.open { picture }
        return picture
    }

    /// `data.boxplot(column="price", by="kind")`
    static func boxes(of frame: Frame, _ names: [String]?, by: Value, _ call: NumPyCall) throws -> Value {
        let key = by.asText ?? by.places?.first?.asText ?? by.repr
        guard by.asText != nil || by.places?.count == 1 else {
            throw Mistake("boxes by \(by.brief)", expected: "one column", try: "by=\"kind\"", argument: "by")
        }
        let groups = try Grouping(frame, keys: [frame.table.column(key)], call.work)
        let columns =
            try names.map { try $0.map { try frame.table.column($0) } } ?? frame.numeric.filter { $0.name != key }
        guard (1...100).contains(columns.count) else {
            throw Mistake("\(columns.count) columns of numbers", expected: "from 1 to 100", try: "column=\"price\"")
        }
        let given = call.value(.max, "ax")?.asThing(PlotAxes.self)
        let width = Int(saturating: Double(columns.count).squareRoot().rounded(.up))
        let frames: [PlotAxes]
        if let given, columns.count == 1 {
            call.context.desk.choose(given)
            frames = [given]
        } else {
            let picture = try picture((columns.count + width - 1) / width, width, call)
            picture.title = "Boxplot grouped by \(key)"
            frames = picture.axes
        }
        let names = groups.labels
        let labels = try (0..<names.count).map(stoppedBy: call.work) { Value.text(names[$0]) }
        for (column, axes) in zip(columns, frames) {
            let series = Series(column, labels: frame.labels)
            let sets = try groups.groups.map { rows in
                if call.work.isCancelled { throw Stopped() }
                let filled = try rows.filter(stoppedBy: call.work) { !column.isMissing($0) }
                return Value.thing(try series.rows(at: filled, call.work))
            }
            _ = try call.context.call(member: "boxplot", of: axes, [.list(sets)], [("labels", .list(labels))])
            (axes.title, axes.x.label) = (column.name, key)
        }
        return columns.count == 1
            ? .thing(frames[0]) : .thing(PlotGrid(frames.prefix(columns.count).map { .thing($0) }))
    }

    /// Each column of numbers against each other, and how often its values occur against itself.
    static func matrix(_ call: NumPyCall) throws -> Value {
        let frame = try PandasWords.frame(call.required(0, "frame"), "frame")
        let columns = frame.numeric
        guard (1...20).contains(columns.count) else {
            throw Mistake("\(columns.count) columns of numbers", expected: "from 1 to 20", try: "data[[\"a\", \"b\"]]")
        }
        let diagonal = call.text(.max, "diagonal", "hist")
        guard diagonal == "hist" else {
            throw Mistake("diagonal = '\(diagonal)'", expected: "'hist'", argument: "diagonal")
        }
        // Rows with a gap are left out of all frames.
        let rows = try (0..<frame.length).filter(stoppedBy: call.work) { row in
            columns.allSatisfy { !$0.isMissing(row) }
        }
        let filled = try columns.map {
            Series(try $0.rows(at: rows, stoppedBy: call.work), labels: RowLabels(count: rows.count))
        }
        let picture = try picture(columns.count, columns.count, call)
        var look: [(name: String, value: Value)] = [("alpha", call.value(.max, "alpha") ?? .number(0.5))]
        for name in ["marker", "c", "s"] { if let value = call.value(.max, name) { look.append((name, value)) } }
        for (down, ys) in filled.enumerated() {
            for (across, xs) in filled.enumerated() {
                let axes = picture.axes[down * columns.count + across]
                if down == across {
                    _ = try call.context.call(member: "hist", of: axes, [.thing(xs)])
                } else {
                    _ = try call.context.call(member: "scatter", of: axes, [.thing(xs), .thing(ys)], look)
                }
                if down == columns.count - 1 { axes.x.label = xs.column.name }
                if across == 0 { axes.y.label = ys.column.name }
            }
        }
        return .thing(
            PlotGrid(
                (0..<columns.count).map { row in
                    .thing(PlotGrid(picture.axes[row * columns.count..<(row + 1) * columns.count].map { .thing($0) }))
                }))
    }
}
