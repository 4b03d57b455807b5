import Answers
import Figures
import Language

/// Frames by their cells or their names: `fig.add_gridspec(2, 2)`, `plt.subplot_mosaic("AB;CD")`. A frame takes one cell: one over
/// several stands in the first of them.
enum PlotCells {
    /// Rows and columns of cells: `gs[0, 1]` is the place of a frame.
    struct Grid: Subscriptable {
        static let kind = "grid of cells"
        let rows: Int
        let columns: Int

        var summary: String { "GridSpec(\(rows), \(columns))" }
        var length: Int { rows * columns }

        func element(_ subscripts: [Subscript]) throws -> Value {
            func places(_ index: Subscript, _ count: Int) throws -> [Int] {
                switch index {
                case .index(let value): return [try Subscripts.position(value, count, "grid of cells")]
                case .slice(let lower, let upper, let step):
                    let places = Array(try Subscripts.positions(count, lower, upper, step))
                    guard !places.isEmpty else {
                        throw Mistake("a slice without cells", expected: "one cell or more: gs[0, 1]").raised(
                            as: "IndexError", "GridSpec slice would result in no space allocated for subplot")
                    }
                    return places
                }
            }
            guard let first = subscripts.first, subscripts.count <= 2 else {
                throw Mistake("\(subscripts.count) places in a grid of cells", expected: "a row and a column: gs[0, 1]")
                    .raised(as: "ValueError", "Unrecognized subplot spec")
            }
            guard subscripts.count == 2 else {
                let cells = try places(first, rows * columns)
                return .thing(Cell(grid: self, index: (cells.min() ?? 0) + 1, isWide: cells.count > 1))
            }
            let (down, across) = (try places(first, rows), try places(subscripts[1], columns))
            let index = (down.min() ?? 0) * columns + (across.min() ?? 0) + 1
            return .thing(Cell(grid: self, index: index, isWide: down.count * across.count > 1))
        }
    }

    /// One of them, counted from 1 row by row.
    struct Cell: Presentable {
        static let kind = "cell of a picture"
        let grid: Grid
        let index: Int
        /// Whether it was to reach over several.
        let isWide: Bool
        var summary: String {
            let (row, column) = ((index - 1) / grid.columns, (index - 1) % grid.columns)
            return "GridSpec(\(grid.rows), \(grid.columns))[\(row):\(row + 1), \(column):\(column + 1)]"
        }
    }

    /// Says that a frame is smaller than it was to be.
    static func noteSpan(_ context: Context) {
        context.noteOnce("a frame over several cells stands in the first of them here")
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
            "subplot2grid", "the frame of a cell among rows and columns, to be drawn in next",
            [
                Parameter("shape", .any, .required, "rows and columns of cells"),
                Parameter("loc", .any, .required, "the row and the column, from 0"),
                Parameter("rowspan", .int(.init(1, 20)), .value(.int(1)), "how many cells down"),
                Parameter("colspan", .int(.init(1, 20)), .value(.int(1)), "how many cells across"),
                Parameter("fig", .any, .value(.none), "the picture, the current one where nothing is said"),
            ], returns: PlotAxes.kind, example: "ax = plt.subplot2grid((2, 2), (0, 1)); ax.plot([1, 2])"
        ) { arguments, context in
            let shape = try arguments.values("shape").compactMap(\.asInt)
            let place = try arguments.values("loc").compactMap(\.asInt)
            guard shape.count == 2, place.count == 2, shape.allSatisfy({ (1...20).contains($0) }),
                (0..<shape[0]).contains(place[0]), (0..<shape[1]).contains(place[1])
            else {
                throw arguments.mistake(
                    "loc", "cell \(arguments["loc"].brief) of \(arguments["shape"].brief)",
                    expected: "a row and a column of up to 20 × 20", try: "plt.subplot2grid((2, 2), (0, 1))")
            }
            if try arguments.int("rowspan") * arguments.int("colspan") > 1 { noteSpan(context) }
            let picture = arguments.optionalThing("fig", as: PlotFigure.self) ?? context.desk.current
            return .thing(
                try PlotWords.frame(
                    picture, shape[0], shape[1], place[0] * shape[1] + place[1] + 1, projection: .none, arguments))
        },
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
            var seen: Set<String> = []
            for (axes, name) in zip(made.axes, rows.joined()) {
                let isRest = !seen.insert(name).inserted
                if isRest, name != "." { noteSpan(context) }
                if isRest || name == "." {
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
