import Answers
import Figures
import Language

/// What a picture, its frames together and its bar of colours are asked for.
extension PlotWords {
    static let ofFigures: [Member] = [
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
            picture.title = PlotText.words(arguments["t"])
            return .none
        },
        .method(
            "supxlabel", of: PlotFigure.self, "what stands below the frames of the last row that have no label", label
        ) { picture, arguments, _ in
            picture.below = PlotText.words(arguments["t"])
            return .none
        },
        .method(
            "supylabel", of: PlotFigure.self, "what stands beside the frames of the first column that have no label",
            label
        ) { picture, arguments, _ in
            picture.beside = PlotText.words(arguments["t"])
            return .none
        },
        .method(
            "colorbar", of: PlotFigure.self, returns: PlotColorBar.kind, "shows which colour is which value", bar
        ) { picture, arguments, _ in try addBar(picture, arguments) },
        .method(
            "set_label", of: PlotColorBar.self, "what the colours mean",
            [Parameter("label", .any, .required, "the text")] + PlotOperation.idle("fontsize", "rotation", "labelpad")
        ) { bar, arguments, _ in
            bar.axes.colors?.label = PlotText.words(arguments["label"])
            return .none
        },
        .attribute("ax", of: PlotColorBar.self, "itself: cbar.ax.set_ylabel('loss')") { .thing($0) },
        .method(
            "set_ylabel", of: PlotColorBar.self, "what the colours mean",
            [Parameter("label", .any, .required, "the text")]
                + PlotOperation.idle("fontsize", "rotation", "labelpad", "va")
        ) { bar, arguments, _ in
            bar.axes.colors?.label = PlotText.words(arguments["label"])
            return .none
        },
        .method("tick_params", of: PlotColorBar.self, "has no effect here", PlotFrame.anything) { _, _, _ in .none },
        .attribute("figure", of: PlotAxes.self, "colorbar and the like, for this frame") { .thing(PlotHome(axes: $0)) },
        .method(
            "colorbar", of: PlotHome.self, returns: PlotColorBar.kind, "shows which colour is which value", bar
        ) { home, arguments, context in
            let picture = context.desk.drawn.first { $0.axes.contains { $0 === home.axes } } ?? context.desk.current
            return try addBar(picture, arguments)
        },
        .method(
            "legend", of: PlotFigure.self, "shows the names of what was drawn in all frames, above them",
            PlotFrame.anything
        ) { picture, _, _ in
            for axes in picture.axes { (axes.hasLegend, axes.legend) = (true, nil) }
            return .none
        },
        .method(
            "set_ticks", of: PlotColorBar.self, "the values that it names",
            [Parameter("ticks", .any, .required, "numbers")] + PlotOperation.idle("labels")
        ) { bar, arguments, _ in
            bar.axes.colors?.marks = try arguments.plotted("ticks")
            return .none
        },
        .method(
            "delaxes", of: PlotFigure.self, "takes a frame out of the picture",
            [Parameter("ax", .any, .required, "the frame")]
        ) {
            _, arguments, _ in
            let axes = try arguments.thing("ax", as: PlotAxes.self)
            (axes.isHidden, axes.isBare) = (true, true)
            return .none
        },
        .method(
            "add_subplot", of: PlotFigure.self, returns: PlotAxes.kind, "one of several frames, to be drawn in next",
            [
                Parameter(
                    "nrows", .any, .value(.int(1)),
                    "rows of frames, all three in one number: 121, or a cell of a GridSpec"),
                Parameter("ncols", .any, .value(.none), "frames in a row"),
                Parameter("index", .any, .value(.none), "which, from 1 row by row"),
                projection,
            ] + PlotOperation.idle("sharex", "sharey")
        ) { picture, arguments, context in .thing(try frame(picture, arguments, context))
        },
        .method("gca", of: PlotFigure.self, "the frame that is drawn in", []) { picture, _, _ in .thing(picture.drawnIn)
        },
        .attribute("axes", of: PlotFigure.self, "its frames, those over others at the end") { picture in
            .list((picture.axes + picture.axes.flatMap(\.upper)).filter { !$0.isHidden }.map { .thing($0) })
        },
        idleMethod("tight_layout"), idleMethod("subplots_adjust"), idleMethod("autofmt_xdate"),
        idleMethod("align_labels"), idleMethod("set_facecolor"),
        .method(
            "set_size_inches", of: PlotFigure.self, "width and height",
            [
                Parameter("w", .any, .required, "the width, or both"),
                Parameter("h", .any, .value(.none), "the height"),
            ]
        ) { picture, arguments, _ in
            let both = arguments["w"].doubles == nil ? Value.tuple([arguments["w"], arguments["h"]]) : arguments["w"]
            (picture.width, picture.height) = try inches(both) ?? (picture.width, picture.height)
            return .none
        },
        .method("flatten", aliases: ["ravel"], of: PlotGrid.self, "the frames in one row", []) { grid, _, _ in
            .thing(PlotGrid(grid.flat))
        },
        .attribute("flat", of: PlotGrid.self, "the frames in one row") { .thing(PlotGrid($0.flat)) },
        .method("tolist", of: PlotGrid.self, "the frames as a list", []) { grid, _, _ in .list(grid.items) },
        .attribute("shape", of: PlotGrid.self, "rows and columns of frames") { grid in
            let inner = grid.items.first?.asThing(PlotGrid.self)?.length
            return .tuple([.int(grid.length)] + (inner.map { [.int($0)] } ?? []))
        },
    ]

    private static let label =
        [Parameter("t", .any, .required, "the text")] + PlotOperation.idle("fontsize", "fontweight", "x", "y")

    private static func idleMethod(_ name: String) -> Member {
        .method(name, of: PlotFigure.self, "has no effect: frames and labels find their room", PlotFrame.anything) {
            _, _, _ in
            .none
        }
    }
}
