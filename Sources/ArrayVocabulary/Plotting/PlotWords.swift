import Answers
import Figures
import Language

/// Matplotlib's `pyplot`: words that draw step by step, in a picture that is shown or saved at the end.
enum PlotWords {
    private static let operations =
        PlotLines.operations + PlotAreas.operations + PlotShapes.operations + PlotFrame.operations

    static let words: [Word] =
        operations.filter { operation in !PlotSpace.operations.contains { $0.name == operation.name } }.map(\.word)
        + pictures + settings

    static let members: [Member] = operations.map(\.member) + ofFigures + PlotAreas.refused

    // MARK: Pictures

    static let size = Parameter(
        "figsize", .any, .value(.none), "width and height in inches", isKeywordOnly: true)

    private static let dots = Parameter(
        "dpi", .optional(.number(.init(10, 1000))), .value(.none), "dots to the inch in files", isKeywordOnly: true)
    static let projection = Parameter(
        "projection", .any, .value(.none), "'3d' for three dimensions", isKeywordOnly: true)

    private static func make(_ arguments: Arguments, _ context: Context) throws -> PlotFigure {
        let picture = PlotFigure(width: context.desk.size.width, height: context.desk.size.height)
        picture.dots = arguments["dpi"].asDouble ?? picture.dots
        guard arguments.isGiven("figsize") else { return picture }
        (picture.width, picture.height) = try inches(arguments["figsize"]) ?? (picture.width, picture.height)
        return picture
    }

    /// Width and height; nil for None.
    static func inches(_ value: Value) throws -> (Double, Double)? {
        if case .none = value { return nil }
        guard let inches = value.doubles, inches.count == 2, inches.allSatisfy({ $0 > 0 && $0 <= 80 }) else {
            throw Mistake(
                "figsize = \(value.brief)", expected: "width and height in inches, up to 80", try: "figsize=(8, 5)",
                argument: "figsize")
        }
        return (inches[0], inches[1])
    }

    /// - Throws: `Mistake` for a projection that is not drawn here.
    private static func project(_ axes: PlotAxes, _ value: Value) throws {
        if PlotSpace.isAsked(value) {
            axes.eye = axes.eye ?? Eye()
        } else if let name = value.asText, name != "rectilinear" {
            throw Mistake(
                "the projection '\(name)' is not drawn here", expected: "'3d', or none", argument: "projection"
            ).raised(as: "ValueError", "Unknown projection '\(name)'")
        }
    }

    static let pictures: [Word] = [
        PlotOperation.word(
            "figure", "a new picture, in which what follows is drawn",
            [Parameter("num", .any, .value(.none), "its number"), size, dots]
                + PlotOperation.idle("facecolor", "constrained_layout", "layout", "tight_layout", "clear"),
            returns: PlotFigure.kind, example: "plt.figure(figsize=(8, 5)); plt.plot([1, 2])"
        ) { arguments, context in
            let made = try make(arguments, context)
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
                Parameter(
                    "sharex", .any, .value(.bool(false)),
                    "whether frames share their horizontal stretch: True, 'row', 'col'",
                    isKeywordOnly: true),
                Parameter(
                    "sharey", .any, .value(.bool(false)), "whether frames share their vertical stretch",
                    isKeywordOnly: true),
                Parameter(
                    "subplot_kw", .any, .value(.none), "{'projection': '3d'} for three dimensions", isKeywordOnly: true),
                dots,
            ]
                + PlotOperation.idle("constrained_layout", "layout", "gridspec_kw", "tight_layout", "facecolor"),
            example: "fig, ax = plt.subplots(); ax.plot([1, 4, 9])"
        ) { arguments, context in
            let made = try make(arguments, context)
            let (rows, columns) = (try arguments.int("nrows"), try arguments.int("ncols"))
            made.divide(rows, columns)
            (made.sharesX, made.sharesY) = (try sharing("sharex", arguments), try sharing("sharey", arguments))
            if case .dict(let settings) = arguments["subplot_kw"] {
                let wanted = settings[.text("projection")] ?? .none
                for axes in made.axes { try project(axes, wanted) }
            }
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
                Parameter(
                    "nrows", .any, .value(.int(1)),
                    "rows of frames, all three in one number: 121, or a cell of a GridSpec"),
                Parameter("ncols", .any, .value(.none), "frames in a row"),
                Parameter("index", .any, .value(.none), "which, from 1 row by row"),
                projection,
            ] + PlotOperation.idle("sharex", "sharey"),
            returns: PlotAxes.kind, example: "plt.subplot(1, 2, 1); plt.plot([1, 2])"
        ) { arguments, context in .thing(try frame(context.desk.current, arguments, context)) },
        PlotOperation.word(
            "gca", "the frame that is drawn in", returns: PlotAxes.kind, example: "plt.gca().set_title('loss')"
        ) { _, context in .thing(context.desk.current.drawnIn) },
        PlotOperation.word(
            "gcf", "the picture that is drawn in", returns: PlotFigure.kind, example: "plt.gcf().suptitle('losses')"
        ) { _, context in .thing(context.desk.current) },
        PlotOperation.word(
            "axes", "the frame of the picture, in three dimensions where they are asked for",
            [projection], returns: PlotAxes.kind, example: "ax = plt.axes(projection='3d'); ax.scatter([1], [2], [3])"
        ) { arguments, context in
            let axes = context.desk.current.drawnIn
            try project(axes, arguments["projection"])
            return .thing(axes)
        },
        PlotOperation.word(
            "sca", "makes a frame the one that is drawn in", [Parameter("ax", .any, .required, "the frame")],
            example: "fig, ax = plt.subplots(1, 2); plt.sca(ax[1]); plt.plot([1, 2])"
        ) { arguments, context in
            context.desk.choose(try arguments.thing("ax", as: PlotAxes.self))
            return .none
        },
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
            context.desk.current.title = PlotText.words(arguments["t"])
            return .none
        },
        PlotOperation.word(
            "setp", "turns the numbers along an axis, or gives lines another look",
            [
                Parameter("obj", .any, .required, "what ax.get_xticklabels() or plt.plot gave"), PlotFrame.turn,
                .color, .lineStyle, .lineWidth, .markerSize, .alpha, .label,
            ] + PlotOperation.idle("ha", "va", "fontsize", "rotation_mode", "visible"),
            example: "fig, ax = plt.subplots(); plt.setp(ax.get_xticklabels(), rotation=45)"
        ) { arguments, _ in
            guard let ticks = arguments.optionalThing("obj", as: PlotTicks.self) else {
                let given = arguments["obj"].elements ?? [arguments["obj"]]
                let artists = given.compactMap { $0.asThing(PlotArtist.self) }
                guard artists.count == given.count else {
                    throw arguments.mistake(
                        "obj", "setp of \(arguments["obj"].brief)",
                        expected: "what ax.get_xticklabels(), ax.get_yticklabels() or plt.plot gave")
                }
                for artist in artists { try PlotMoves.restyle(artist, arguments) }
                return .none
            }
            if arguments.isGiven("rotation"), ticks.isAcross { ticks.axes.x.turn = try PlotFrame.rotation(arguments) }
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
            "colorbar", "shows which colour is which value", bar,
            example: "plt.imshow([[0, 1], [2, 3]]); plt.colorbar()"
        ) { arguments, context in
            try addBar(context.desk.current, arguments)
        },
    ]

    static let bar =
        [
            Parameter("mappable", .any, .value(.none), "what imshow, contourf, scatter … gave"),
            Parameter("label", .any, .value(.none), "what the colours mean", isKeywordOnly: true),
            Parameter("ax", .any, .value(.none), "the frame", isKeywordOnly: true),
            Parameter("ticks", .any, .value(.none), "the values that it names", isKeywordOnly: true),
        ]
        + PlotOperation.idle(
            "cax", "shrink", "fraction", "pad", "orientation", "aspect", "format", "location", "extend")

    static let file =
        [
            Parameter("fname", .text, .required, "a name ending in .png, .svg or .pdf"),
            Parameter("dpi", .any, .value(.none), "dots to the inch, 100 unless the figure says more"),
            Parameter(
                "format", .optional(.choice(["png", "svg", "pdf"])), .value(.none), "for a name without ending",
                isKeywordOnly: true),
        ] + PlotOperation.idle("bbox_inches", "facecolor", "transparent", "pad_inches", "edgecolor")

    static func addBar(_ picture: PlotFigure, _ arguments: Arguments) throws -> Value {
        let first = arguments["ax"].elements?.first ?? arguments["ax"]
        let axes =
            first.asThing(PlotAxes.self) ?? first.asThing(PlotGrid.self)?.flat.first?.asThing(PlotAxes.self)
            ?? arguments.optionalThing("mappable", as: PlotArtist.self)?.axes
            ?? picture.axes.last { $0.colors != nil } ?? picture.drawnIn
        guard axes.colors != nil else {
            throw Mistake(
                "nothing in this frame has colours that stand for values",
                expected: "an image, a filled contour or points with c= before colorbar()"
            ).raised(as: "RuntimeError", "No mappable was found to use for colorbar creation.")
        }
        axes.hasColorBar = true
        if arguments.isGiven("label") { axes.colors?.label = arguments.label }
        if arguments.isGiven("ticks") { axes.colors?.marks = try arguments.plotted("ticks") }
        return .thing(PlotColorBar(axes: axes))
    }

    private static func sharing(_ name: String, _ arguments: Arguments) throws -> PlotFigure.Sharing {
        switch arguments[name] {
        case .bool(let isShared): return isShared ? .all : .none
        case .text(let text):
            guard let sharing = PlotFigure.Sharing(rawValue: text) else { fallthrough }
            return sharing
        default:
            throw arguments.mistake(
                name, "\(name) = \(arguments[name].brief)", expected: "True, False, 'row', 'col', 'all' or 'none'")
        }
    }

    /// One of the frames of a picture, which is divided where it is not yet.
    static func frame(_ picture: PlotFigure, _ arguments: Arguments, _ context: Context) throws -> PlotAxes {
        if let cell = arguments.optionalThing("nrows", as: PlotCells.Cell.self) {
            if cell.isWide { PlotCells.noteSpan(context) }
            return try frame(
                picture, cell.grid.rows, cell.grid.columns, cell.index, projection: arguments["projection"], arguments)
        }
        guard let first = arguments["nrows"].asInt else {
            throw arguments.mistake(
                "nrows", "rows = \(arguments["nrows"].brief)", expected: "whole numbers", try: "plt.subplot(1, 2, 1)")
        }
        var place = [first, arguments["ncols"].asInt ?? 0, arguments["index"].asInt ?? 0]
        if place[1] == 0, place[0] >= 111 { place = [place[0] / 100, place[0] / 10 % 10, place[0] % 10] }
        if place == [1, 0, 0] { place = [1, 1, 1] }
        return try frame(picture, place[0], place[1], place[2], projection: arguments["projection"], arguments)
    }

    static func frame(
        _ picture: PlotFigure, _ rows: Int, _ columns: Int, _ index: Int, projection: Value, _ arguments: Arguments
    ) throws -> PlotAxes {
        let most = (1...20).contains(rows) && (1...20).contains(columns) ? rows * columns : 0
        guard (1...Swift.max(1, most)).contains(index), most > 0 else {
            throw arguments.mistake(
                "nrows", "there is no frame \(index) among \(rows) × \(columns)",
                expected: most > 0 ? "a number from 1 to \(most)" : "1 to 20 rows and columns",
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
        try project(picture.axes[index - 1], projection)
        return picture.axes[index - 1]
    }

    static func show(_ picture: PlotFigure, _ context: Context) throws {
        try context.show(picture.figure(context.work))
    }

    static func save(_ picture: PlotFigure, _ arguments: Arguments, _ context: Context) throws {
        let dots = arguments["dpi"].asDouble ?? picture.dots
        guard dots >= 10, dots <= 1000 else {
            throw arguments.mistake("dpi", "dpi = \(dots.short())", expected: "10 to 1000 dots to the inch")
        }
        let page = PageSize(width: Int(picture.width * dots), height: Int(picture.height * dots))
        let path = try arguments.text("fname")
        let name = path.split(separator: "/").last.map(String.init) ?? path
        try arguments.about("fname") {
            try picture.figure(context.work).save(
                to: name.contains(".") ? path : path + "." + (arguments["format"].asText ?? "png"), page: page,
                work: context.work)
        }
    }
}

/// The picture of a frame: `ax.figure`.
struct PlotHome: Presentable {
    static let kind = "figure of a frame"
    let axes: PlotAxes
    var summary: String { "<Figure>" }
}

/// The bar beside a frame that says which colour is which value.
struct PlotColorBar: Presentable {
    static let kind = "colorbar"
    let axes: PlotAxes
    var summary: String { "<Colorbar>" }
}
