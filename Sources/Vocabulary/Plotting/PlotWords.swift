import Answers
import Figures
import Language

/// Matplotlib's `pyplot`: words that draw step by step, in a picture that is shown or saved at the end.
enum PlotWords {
    private static let operations = PlotLines.operations + PlotAreas.operations + PlotFrame.operations

    static let words: [Word] = operations.filter { $0.name != "plot_surface" }.map(\.word) + pictures + settings

    static let members: [Member] = operations.map(\.member) + PlotFrame.members + ofFigures

    // MARK: Pictures

    private static let size = Parameter(
        "figsize", .any, .value(.none), "width and height in inches", isKeywordOnly: true)

    private static func make(_ arguments: Arguments) throws -> PlotFigure {
        guard let inches = arguments["figsize"].doubles else { return PlotFigure() }
        guard inches.count == 2, inches.allSatisfy({ $0 > 0 && $0 <= 80 }) else {
            throw arguments.mistake(
                "figsize", "figsize = \(arguments["figsize"].brief)", expected: "width and height in inches, up to 80",
                try: "figsize=(8, 5)")
        }
        return PlotFigure(width: inches[0], height: inches[1])
    }

    private static let pictures: [Word] = [
        PlotOperation.word(
            "figure", "a new picture, in which what follows is drawn",
            [Parameter("num", .any, .value(.none), "its number"), size]
                + PlotOperation.idle("dpi", "facecolor", "constrained_layout", "layout"),
            returns: PlotFigure.kind, example: "plt.figure(figsize=(8, 5)); plt.plot([1, 2])"
        ) { arguments, context in
            let made = try make(arguments)
            return .thing(context.desk.open(arguments["num"].asInt) { made })
        },
        PlotOperation.word(
            "subplots", "a new picture of several frames: fig, axes = plt.subplots(1, 2)",
            [
                Parameter("nrows", .int(.init(1, 20)), .value(.int(1)), "rows of frames"),
                Parameter("ncols", .int(.init(1, 20)), .value(.int(1)), "frames in a row"),
                size,
                Parameter(
                    "squeeze", .bool, .value(.bool(true)), "whether one frame stands without a list",
                    isKeywordOnly: true),
            ]
                + PlotOperation.idle(
                    "sharex", "sharey", "dpi", "constrained_layout", "layout", "gridspec_kw", "subplot_kw",
                    "tight_layout"),
            example: "fig, ax = plt.subplots(); ax.plot([1, 4, 9])"
        ) { arguments, context in
            let made = try make(arguments)
            let (rows, columns) = (try arguments.int("nrows"), try arguments.int("ncols"))
            made.divide(rows, columns)
            context.desk.open { made }
            let axes = made.axes.map { Value.thing($0) }
            let table = (0..<rows).map { Value.thing(PlotGrid(Array(axes[$0 * columns..<($0 + 1) * columns]))) }
            let isSqueezed = try arguments.bool("squeeze")
            let given: Value =
                switch (rows, columns) {
                case (1, 1) where isSqueezed: axes[0]
                case (1, _) where isSqueezed, (_, 1) where isSqueezed: .thing(PlotGrid(axes))
                default: .thing(PlotGrid(table))
                }
            return .tuple([.thing(made), given])
        },
        PlotOperation.word(
            "subplot", "one of several frames of the picture, to be drawn in next",
            [
                Parameter("nrows", .int(), .value(.int(1)), "rows of frames, or all three in one number: 121"),
                Parameter("ncols", .any, .value(.none), "frames in a row"),
                Parameter("index", .any, .value(.none), "which, from 1 row by row"),
            ] + PlotOperation.idle("sharex", "sharey", "projection", "polar"),
            returns: PlotAxes.kind, example: "plt.subplot(1, 2, 1); plt.plot([1, 2])"
        ) { arguments, context in .thing(try frame(context.desk.current, arguments)) },
        PlotOperation.word(
            "gca", "the frame that is drawn in", returns: PlotAxes.kind, example: "plt.gca().set_title('loss')"
        ) { _, context in .thing(context.desk.current.drawnIn) },
        PlotOperation.word(
            "gcf", "the picture that is drawn in", returns: PlotFigure.kind, example: "plt.gcf().suptitle('losses')"
        ) { _, context in .thing(context.desk.current) },
        PlotOperation.word("clf", "empties the picture", example: "plt.clf()") { _, context in
            (context.desk.current.axes, context.desk.current.current) = ([], nil)
            return .none
        },
        PlotOperation.word(
            "close", "gives up the picture, or all of them",
            [Parameter("fig", .any, .value(.none), "a picture, or 'all'")], example: "plt.close()"
        ) { arguments, context in
            let desk = context.desk
            desk.close(
                arguments["fig"].asText == "all"
                    ? nil : arguments.optionalThing("fig", as: PlotFigure.self) ?? desk.current)
            return .none
        },
        PlotOperation.word(
            "show", "shows what was drawn, and begins anew", PlotOperation.idle("block"),
            example: "plt.plot([1, 4, 9]); plt.show()"
        ) { _, context in
            for picture in context.desk.drawn { try show(picture, context) }
            context.desk.close()
            return .none
        },
        PlotOperation.word(
            "suptitle", "the line above all frames",
            [Parameter("t", .any, .required, "the text")] + PlotOperation.idle("fontsize", "fontweight", "y"),
            example: "plt.suptitle('losses')"
        ) { arguments, context in
            context.desk.current.title = PlotFrame.words(arguments["t"])
            return .none
        },
        PlotOperation.word(
            "savefig", "writes the picture to a file: .png, .svg or .pdf", file,
            example: "plt.plot([1, 4]); plt.savefig('a.png')",
            needs: .writingFiles
        ) { arguments, context in
            try save(context.desk.current, arguments, context)
            return .none
        },
        PlotOperation.word(
            "colorbar", "shows which colour is which value",
            [Parameter("mappable", .any, .value(.none), "has no effect: it is that of the frame")] + bar,
            example: "plt.imshow([[0, 1], [2, 3]]); plt.colorbar()"
        ) { arguments, context in
            addBar(context.desk.current, arguments)
            return .none
        },
    ]

    private static let bar =
        [
            Parameter("label", .any, .value(.none), "what the colours mean", isKeywordOnly: true),
            Parameter("ax", .any, .value(.none), "the frame", isKeywordOnly: true),
        ]
        + PlotOperation.idle("shrink", "fraction", "pad", "orientation", "ticks")

    private static let file =
        [
            Parameter("fname", .text, .required, "a name ending in .png, .svg or .pdf"),
            Parameter("dpi", .any, .value(.int(100)), "dots to the inch"),
        ] + PlotOperation.idle("bbox_inches", "format", "facecolor", "transparent", "pad_inches")

    private static func addBar(_ picture: PlotFigure, _ arguments: Arguments) {
        let axes =
            arguments.optionalThing("ax", as: PlotAxes.self) ?? picture.axes.last { $0.colors != nil }
            ?? picture.drawnIn
        axes.hasColorBar = true
        axes.colors?.label = arguments.label
    }

    /// One of the frames of a picture, which is divided where it is not yet.
    private static func frame(_ picture: PlotFigure, _ arguments: Arguments) throws -> PlotAxes {
        var place = try [arguments.int("nrows"), arguments["ncols"].asInt ?? 0, arguments["index"].asInt ?? 0]
        if place[1] == 0, place[0] >= 111 { place = [place[0] / 100, place[0] / 10 % 10, place[0] % 10] }
        if place == [1, 0, 0] { place = [1, 1, 1] }
        let (rows, columns, index) = (place[0], place[1], place[2])
        guard (1...20).contains(rows), (1...20).contains(columns), (1...rows * columns).contains(index) else {
            throw arguments.mistake(
                "nrows", "there is no frame \(index) among \(rows) × \(columns)",
                expected: "rows, columns and a number from 1 to \(Swift.max(1, rows * columns))",
                try: "plt.subplot(1, 2, 1)")
        }
        if picture.axes.count != rows * columns || picture.columns != columns {
            let before = picture.axes
            picture.divide(rows, columns)
            for (number, axes) in before.enumerated() where number < picture.axes.count && !axes.isEmpty {
                picture.axes[number] = axes
            }
        }
        picture.current = picture.axes[index - 1]
        return picture.axes[index - 1]
    }

    private static func show(_ picture: PlotFigure, _ context: Context) throws {
        try context.show(picture.figure)
    }

    private static func save(_ picture: PlotFigure, _ arguments: Arguments, _ context: Context) throws {
        let dots = arguments["dpi"].asDouble ?? 100
        guard dots >= 10, dots <= 1000 else {
            throw arguments.mistake("dpi", "dpi = \(dots.short())", expected: "10 to 1000 dots to the inch")
        }
        let page = PageSize(width: Int(picture.width * dots), height: Int(picture.height * dots))
        let path = try arguments.text("fname")
        let name = path.split(separator: "/").last.map(String.init) ?? path
        try arguments.about("fname") {
            try picture.figure.save(to: name.contains(".") ? path : path + ".png", page: page, work: context.work)
        }
    }

    private static let ofFigures: [Member] = [
        .method("savefig", of: PlotFigure.self, "writes the picture to a file", file, needs: .writingFiles) {
            try save($0, $1, $2)
            return .none
        },
        .method("show", of: PlotFigure.self, "shows the picture", []) { picture, _, context in
            try show(picture, context)
            context.desk.close(picture)
            return .none
        },
        .method(
            "suptitle", of: PlotFigure.self, "the line above all frames",
            [Parameter("t", .any, .required, "the text")] + PlotOperation.idle("fontsize", "fontweight", "y")
        ) { picture, arguments, _ in
            picture.title = PlotFrame.words(arguments["t"])
            return .none
        },
        .method(
            "colorbar", of: PlotFigure.self, "shows which colour is which value",
            [Parameter("mappable", .any, .value(.none), "has no effect: it is that of the frame")] + bar
        ) { picture, arguments, _ in
            addBar(picture, arguments)
            return .none
        },
        .method(
            "add_subplot", of: PlotFigure.self, returns: PlotAxes.kind, "one of several frames, to be drawn in next",
            [
                Parameter("nrows", .int(), .value(.int(1)), "rows of frames, or all three in one number: 121"),
                Parameter("ncols", .any, .value(.none), "frames in a row"),
                Parameter("index", .any, .value(.none), "which, from 1 row by row"),
            ] + PlotOperation.idle("projection", "sharex", "sharey")
        ) { picture, arguments, _ in .thing(try frame(picture, arguments)) },
        .method("gca", of: PlotFigure.self, "the frame that is drawn in", []) { picture, _, _ in .thing(picture.drawnIn)
        },
        .attribute("axes", of: PlotFigure.self, "its frames") { .list($0.axes.map { .thing($0) }) },
        idleMethod("tight_layout"), idleMethod("subplots_adjust"), idleMethod("set_size_inches"),
        idleMethod("autofmt_xdate"),
        .method("flatten", aliases: ["ravel"], of: PlotGrid.self, "the frames in one row", []) { grid, _, _ in
            .thing(PlotGrid(grid.flat))
        },
        .attribute("flat", of: PlotGrid.self, "the frames in one row") { .thing(PlotGrid($0.flat)) },
        .attribute("shape", of: PlotGrid.self, "rows and columns of frames") { grid in
            let inner = grid.items.first?.asThing(PlotGrid.self)?.length
            return .tuple([.int(grid.length)] + (inner.map { [.int($0)] } ?? []))
        },
    ]

    private static let anything = [
        Parameter("settings", .any, .value(.none), "has no effect", isVariadic: true),
        Parameter("more", .any, .required, "has no effect", isVariadic: true, isKeywordOnly: true),
    ]

    private static func idleMethod(_ name: String) -> Member {
        .method(name, of: PlotFigure.self, "has no effect: frames and labels find their room", anything) { _, _, _ in
            .none
        }
    }

    private static let settings: [Word] =
        ["tight_layout", "subplots_adjust", "ion", "ioff", "draw", "pause", "style.use", "set_cmap", "rc"].map { name in
            PlotOperation.word(name, "has no effect here: pictures have one style", anything, example: "plt.\(name)()")
            { _, _ in
                .none
            }
        } + [
            Word(
                "matplotlib.use", family: "plotting", summary: "has no effect here", parameters: anything,
                examples: ["import matplotlib; matplotlib.use('Agg')"], meaning: .call { _, _ in .none }),
            Word(
                "matplotlib.pyplot.rcParams", family: "plotting", summary: "settings, which have no effect here",
                returns: "dict", examples: ["import matplotlib.pyplot as plt; plt.rcParams['figure.figsize'] = (8, 5)"],
                meaning: .value { .dict(.init([])) }),
        ]
}

/// Frames of a picture in a row, or rows of them: `axes[0]`, `axes[1, 0]`, `for ax in axes.flatten()`.
struct PlotGrid: Subscriptable, Unpackable {
    static let kind = "array of axes"
    let items: [Value]

    init(_ items: [Value]) { self.items = items }

    var summary: String { Value.list(items).repr }
    var length: Int { items.count }
    var parts: [Value] { items }

    /// The frames, row by row.
    var flat: [Value] { items.flatMap { $0.asThing(PlotGrid.self)?.flat ?? [$0] } }

    func element(_ subscripts: [Subscript]) throws -> Value {
        guard let first = subscripts.first else { return .thing(self) }
        let found: Value
        switch first {
        case .index(let index): found = items[try Subscripts.position(index, length, "array of axes")]
        case .slice(let lower, let upper, let step):
            found = .thing(PlotGrid(try Subscripts.positions(length, lower, upper, step).map { items[$0] }))
        }
        guard subscripts.count > 1 else { return found }
        guard let inner = found.asThing(PlotGrid.self) else {
            throw Mistake("the frames are in one row", expected: "one number in the brackets").raised(
                as: "IndexError", "too many indices for array: array is 1-dimensional, but 2 were indexed")
        }
        return try inner.element(Array(subscripts.dropFirst()))
    }
}
