import Figures
import Language
import Answers
import Optimizers
import Pictures

/// Words that draw: `plot`, `contour`, `surface`, `loss_curve`, `gradient_curve`, `save`, `animate`.
enum PictureWords {
    static let words: [Word] = [plot, contour, surface, lossCurve, gradientCurve, save, animate]

    static let members: [Member] = [
        .attribute("title", "the line above the picture", \Figure.title),
        .attribute("caption", "the facts needed to make it again", \Figure.caption),
        .attribute("sentence", "what the picture shows, in words", \Figure.sentence),
        .method("save", of: Figure.self, "writes the picture to a file", [fileName] + size, needs: .writingFiles) {
            figure, args, context in
            try written(args, context) { try figure.save(to: $0, page: $1, work: context.work) }
        },
    ]

    // MARK: Parameters

    private static let values = Parameter("values", .any, "what to draw", isVariadic: true)
    private static let frame: [Parameter] = [
        Parameter("xlim", .optional(.tuple(of: .number())), "from and to along x", isKeywordOnly: true),
        Parameter("ylim", .optional(.tuple(of: .number())), "from and to along y", isKeywordOnly: true),
        Parameter("title", .optional(.text), "the line above the picture", isKeywordOnly: true),
        Parameter(
            "style", .choice(FigureStyle.allCases.map(\.rawValue)), "page",
            "projector: large type, to be read in a room",
            isKeywordOnly: true),
    ]
    private static let panels = Parameter(
        "panels", .bool, false, "one panel for each run instead of all in one", isKeywordOnly: true)
    private static let fileName = Parameter("file", .text, "a name ending in .png, .svg, .pdf, .gif, .txt or .gp")
    private static let size: [Parameter] = [
        Parameter("width", .int(.init(160, 8000)), 1000, "in pixels (96 to the inch)", isKeywordOnly: true),
        Parameter("height", .int(.init(120, 8000)), 750, "in pixels", isKeywordOnly: true),
    ]

    private static func options(_ args: Arguments, panels: Bool = false) throws -> PlotOptions {
        func range(_ name: String) throws -> ClosedRange<Double>? {
            guard args.isGiven(name), let ends = args[name].elements else { return nil }
            let numbers = ends.compactMap(\.asDouble)
            guard numbers.count == 2, numbers[0] < numbers[1], numbers.allSatisfy(\.isFinite) else {
                throw args.mistake(
                    name, "\(name) = \(args[name].brief) is not a stretch of an axis",
                    expected: "two numbers, the smaller first", try: "\(name)=(-2, 2)")
            }
            return numbers[0]...numbers[1]
        }
        return PlotOptions(x: try range("xlim"), y: try range("ylim"), title: args["title"].asText, panels: panels)
    }

    // MARK: Drawing

    /// The figure as the words give it back, in the style that was asked for.
    private static func styled(_ figure: Figure, _ args: Arguments) throws -> Value {
        var figure = figure
        if args.isGiven("style"), let style = FigureStyle(rawValue: try args.text("style")) { figure.style = style }
        return .thing(figure)
    }

    /// The picture of the values: together where the first has one with the others, otherwise side by side.
    private static func figure(of values: [Value], _ options: PlotOptions, _ context: Context) throws -> Figure {
        try Figure.drawing(Value.drawables(values, context), options, work: context.work)
    }

    private static let plot = Word(
        "plot", family: "pictures", summary: "The picture that fits a value",
        details: """
            A landscape is drawn from above (a curve of one variable as a curve), a run as its path, several runs of one
            landscape together, a landscape with runs over it, a model or one of its layers with data, a slice of a
            network's loss with the path of its training (`plot(slice(model, data, along=path), path)`), a schedule over
            its steps, numbers over their index, two lists as y over x, a dict as bars; a study as the history of its values, or
            in another view (`plot(study, "slice", "lr")`; history, regret, edf, parallel, slice, contour, importance, pareto,
            timeline, curves). Loss is shown on a log scale where
            it spans decades; dots along a path stand at equal numbers of steps.
            """,
        parameters: [values] + frame + [panels], returns: Figure.kind,
        examples: ["plot(rosenbrock)", "plot([1, 4, 9, 16])"],
        seeAlso: ["contour", "surface", "loss_curve", "save"],
        meaning: .call { args, context in
            let options = try options(args, panels: args.bool("panels"))
            return try styled(figure(of: args.values("values"), options, context), args)
        })

    private static let contour = Word(
        "contour", family: "pictures", summary: "A landscape from above, with the paths of runs",
        parameters: [values] + frame + [panels], returns: Figure.kind,
        examples: ["contour(himmelblau)", "contour(rosenbrock, xlim=(0, 2), ylim=(0, 2))"],
        seeAlso: ["plot", "surface"],
        meaning: .call { args, context in
            let options = try options(args, panels: args.bool("panels"))
            return try styled(chart(args, context).fromAbove(options, work: context.work), args)
        })

    private static let surface = Word(
        "surface", family: "pictures", summary: "A landscape from the side, with the paths of runs on it",
        details: "Height and colour show the same quantity; on a log scale where the loss spans decades.",
        parameters: [values] + frame, returns: Figure.kind, examples: ["surface(himmelblau)"],
        seeAlso: ["contour", "plot"],
        meaning: .call { args, context in
            let options = try options(args)
            return try styled(chart(args, context).fromTheSide(options, work: context.work), args)
        })

    private static let lossCurve = Word(
        "loss_curve", family: "pictures", summary: "The loss of runs over their steps",
        parameters: [values] + frame, returns: Figure.kind,
        examples: ["loss_curve(minimize(rosenbrock, Adam(lr=0.05), steps=200))"], seeAlso: ["gradient_curve", "plot"],
        meaning: .call { args, context in
            try styled(.losses(of: runs(args, context), options(args)), args)
        })

    private static let gradientCurve = Word(
        "gradient_curve", family: "pictures", summary: "The length of the gradient of runs over their steps",
        parameters: [values] + frame, returns: Figure.kind,
        examples: ["gradient_curve(minimize(rosenbrock, Adam(lr=0.05), steps=200))"], seeAlso: ["loss_curve", "plot"],
        meaning: .call { args, context in
            try styled(.gradients(of: runs(args, context), options(args)), args)
        })

    /// The runs among the arguments, those within lists too.
    private static func runs(_ args: Arguments, _ context: Context) throws -> [Run] {
        let found = try args.values("values").drawn(context).runs
        guard !found.isEmpty else {
            throw args.mistake(
                "values", "there is no run among the arguments", expected: "a run or a list of runs",
                try: "minimize(rosenbrock, Adam(lr=0.05), steps=200)")
        }
        return found
    }

    /// The landscape among the arguments with the paths over it.
    private static func chart(_ args: Arguments, _ context: Context) throws -> LandscapeChart {
        try args.about("values") {
            try LandscapeChart(args.values("values").drawn(context), work: context.work)
        }
    }

    // MARK: Files

    private static let save = Word(
        "save", family: "pictures", summary: "Writes a picture to a file",
        details:
            "The ending of the name says what: .png, .svg, .pdf, .gif, .txt for a picture in characters, .gp for the "
            + "script from which gnuplot draws the same picture. An older file is replaced only when the new one is whole.",
        parameters: [Parameter("value", .any, "a figure, or what plot would draw"), fileName] + size,
        examples: ["save(plot(rosenbrock), \"rosenbrock.png\")"], seeAlso: ["plot", "animate"],
        needs: .writingFiles,
        meaning: .call { args, context in
            if let animation = args.optionalThing("value", as: Animation.self), try args.text("file").hasSuffix(".gif")
            {
                return try written(args, context) { try animation.save(to: $0, page: $1, work: context.work) }
            }
            let figure = try figure(of: [args["value"]], PlotOptions(), context)
            return try written(args, context) { try figure.save(to: $0, page: $1, work: context.work) }
        })

    private static let animate = Word(
        "animate", family: "pictures",
        summary: "A run, a game, or what was watched in a training, as a moving picture in a GIF",
        parameters: [
            Parameter(
                "run", .any,
                "a run, a list of runs over one landscape, a demo, a GAN after its training, a Dirac-GAN, an alignment, a "
                    + "WatchBoundary, WatchSamples, WatchLatent or WatchText"),
            Parameter("file", .text, "a name ending in .gif"),
            Parameter("frames", .int(.init(2, 500)), 60, "how many pictures", isKeywordOnly: true),
            Parameter("width", .int(.init(160, 4000)), 800, "in pixels", isKeywordOnly: true),
            Parameter("height", .int(.init(120, 4000)), 600, "in pixels", isKeywordOnly: true),
        ],
        examples: ["animate(minimize(rosenbrock, Adam(lr=0.05), steps=200), \"adam.gif\")"], seeAlso: ["plot", "save"],
        needs: .writingFiles,
        meaning: .call { args, context in
            let values = try [args["run"]].drawn(context)
            guard let first = values.first as? any Animated else {
                throw args.mistake(
                    "run", "\(args["run"].brief) has nothing that moves",
                    expected: "a run, a list of runs, a GAN, or what was watched",
                    try: "minimize(rosenbrock, Adam(lr=0.05), steps=200)")
            }
            let animation = try args.about("run") {
                try first.animation(
                    with: Array(values.dropFirst()), frames: try args.int("frames"), work: context.work)
            }
            return try written(args, context) { try animation.save(to: $0, page: $1, work: context.work) }
        })

    private static func written(
        _ args: Arguments, _ context: Context, _ body: (String, PageSize) throws -> Void
    ) throws -> Value {
        let file = try args.text("file")
        let page = PageSize(width: try args.int("width"), height: try args.int("height"))
        try args.about("file") { try body(file, page) }
        context.note("saved \(file)")
        return .none
    }
}
