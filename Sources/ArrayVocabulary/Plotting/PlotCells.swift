import Answers
import Figures
import Language

/// Frames by their cells or their names: `fig.add_gridspec(2, 2)`, `plt.subplot_mosaic("AB;CD")`. A frame takes one cell.
enum PlotCells {
    /// Rows and columns of cells: `gs[0, 1]` is the place of a frame.
    struct Grid: Subscriptable {
        static let kind = "grid of cells"
        let rows: Int
        let columns: Int

        var summary: String { "GridSpec(\(rows), \(columns))" }
        var length: Int { rows * columns }

        func element(_ subscripts: [Subscript]) throws -> Value {
            func place(_ index: Subscript, _ count: Int) throws -> Int {
                switch index {
                case .index(let value): return try Subscripts.position(value, count, "grid of cells")
                case .slice(let lower, let upper, let step):
                    let places = Array(try Subscripts.positions(count, lower, upper, step))
                    guard let only = places.first, places.count == 1 else { throw PlotCells.spans }
                    return only
                }
            }
            guard subscripts.count == 2 else {
                guard let index = subscripts.first, subscripts.count == 1 else { throw PlotCells.spans }
                return .thing(Cell(grid: self, index: try place(index, rows * columns) + 1))
            }
            let (row, column) = (try place(subscripts[0], rows), try place(subscripts[1], columns))
            return .thing(Cell(grid: self, index: row * columns + column + 1))
        }
    }

    /// One of them, counted from 1 row by row.
    struct Cell: Presentable {
        static let kind = "cell of a picture"
        let grid: Grid
        let index: Int
        var summary: String {
            let (row, column) = ((index - 1) / grid.columns, (index - 1) % grid.columns)
            return "GridSpec(\(grid.rows), \(grid.columns))[\(row):\(row + 1), \(column):\(column + 1)]"
        }
    }

    private static var spans: Diagnostic {
        Diagnostic(
            Mistake(
                "a frame over several cells is not drawn here", expected: "one cell for each frame: gs[0, 1]",
                try: "fig, axes = plt.subplots(2, 2)"
            ).raised(as: "NotImplementedError"))
    }

    private static let size = [
        Parameter("nrows", .int(.init(1, 20)), .value(.int(1)), "rows of cells"),
        Parameter("ncols", .int(.init(1, 20)), .value(.int(1)), "cells in a row"),
    ]
    private static let unused = PlotOperation.idle(
        "width_ratios", "height_ratios", "wspace", "hspace", "left", "right", "top", "bottom")

    static let words: [Word] = [
        Word(
            "matplotlib.gridspec.GridSpec", aliases: ["matplotlib.pyplot.GridSpec"], family: "plotting",
            summary: "rows and columns of cells for frames",
            parameters: size + unused + PlotOperation.idle("figure"),
            returns: Grid.kind, examples: ["from matplotlib.gridspec import GridSpec\nGridSpec(2, 2)[0, 1]"],
            seeAlso: ["matplotlib.pyplot.subplots"],
            meaning: .call { arguments, _ in
                .thing(Grid(rows: try arguments.int("nrows"), columns: try arguments.int("ncols")))
            }),
        PlotOperation.word(
            "subplot_mosaic", "a new picture of frames by name: fig, axes = plt.subplot_mosaic('AB;CD')",
            [
                Parameter("mosaic", .any, .required, "a letter for each frame, or rows of names; '.' for none"),
                PlotWords.size,
            ] + PlotOperation.idle("layout", "constrained_layout", "sharex", "sharey", "gridspec_kw"),
            example: "fig, axes = plt.subplot_mosaic('AB'); axes['A'].plot([1, 2])"
        ) { arguments, context in
            let rows = try names(arguments)
            let made = PlotFigure(width: context.desk.size.width, height: context.desk.size.height)
            if let (width, height) = try PlotWords.inches(arguments["figsize"]) {
                (made.width, made.height) = (width, height)
            }
            made.divide(rows.count, rows[0].count)
            context.desk.open { made }
            var named: [(key: Value, value: Value)] = []
            for (axes, name) in zip(made.axes, rows.joined()) {
                if name == "." {
                    (axes.isHidden, axes.isBare) = (true, true)
                } else {
                    named.append((.text(name), .thing(axes)))
                }
            }
            return .tuple([.thing(made), .dict(Value.Dictionary(named))])
        },
    ]

    /// The names of the frames, row by row.
    private static func names(_ arguments: Arguments) throws -> [[String]] {
        let rows: [[String]] =
            if let text = arguments["mosaic"].asText {
                text.split(whereSeparator: { $0 == ";" || $0.isNewline }).map { row in
                    row.filter { !$0.isWhitespace }.map { String($0) }
                }.filter { !$0.isEmpty }
            } else {
                (arguments["mosaic"].elements ?? []).map { row in
                    (row.elements ?? []).map { $0.asText ?? $0.repr }
                }
            }
        guard let count = rows.first?.count, (1...20).contains(count), rows.count <= 20,
            rows.allSatisfy({ $0.count == count })
        else {
            throw arguments.mistake(
                "mosaic", "the mosaic \(arguments["mosaic"].brief) has rows of different lengths, or none",
                expected: "rows of one length, up to 20", try: "plt.subplot_mosaic('AB;CD')"
            )
        }
        let all = rows.joined().filter { $0 != "." }
        guard Set(all).count == all.count else { throw spans }
        return rows
    }

    static let members: [Member] = [
        .method("add_gridspec", of: PlotFigure.self, returns: Grid.kind, "rows and columns of cells", size + unused) {
            _, arguments, _ in
            .thing(Grid(rows: try arguments.int("nrows"), columns: try arguments.int("ncols")))
        },
        .attribute("nrows", of: Grid.self, "how many rows") { .int($0.rows) },
        .attribute("ncols", of: Grid.self, "how many cells a row has") { .int($0.columns) },
    ]
}
