import Answers
import Figures
import Language

/// Words for settings; most have no effect here, and say so.
extension PlotWords {
    static let settings: [Word] =
        ["tight_layout", "subplots_adjust", "ion", "ioff", "draw", "pause", "style.use", "rc"].map { name in
            PlotOperation.word(
                name, "has no effect here: pictures have one style", PlotFrame.anything, example: "plt.\(name)()"
            ) { _, _ in
                .none
            }
        } + [
            Word(
                "mpl_toolkits.mplot3d.Axes3D", family: "plotting",
                summary: "frames of three dimensions; here projection='3d' alone makes them", returns: PlotAxes.kind,
                examples: [
                    "import matplotlib.pyplot as plt; ax = plt.axes(projection='3d'); ax.scatter([1], [2], [3])"
                ],
                seeAlso: ["matplotlib.pyplot.axes"],
                meaning: .call { _, context in
                    let axes = context.desk.current.drawnIn
                    axes.eye = axes.eye ?? Eye()
                    return .thing(axes)
                }),
            Word(
                "matplotlib.use", family: "plotting", summary: "has no effect here", parameters: PlotFrame.anything,
                examples: ["import matplotlib; matplotlib.use('Agg')"], meaning: .call { _, _ in .none }),
            Word(
                "matplotlib.pyplot.rcParams", aliases: ["matplotlib.rcParams"], family: "plotting",
                summary: "settings; 'figure.figsize' is the one that has an effect here", returns: PlotSettings.kind,
                examples: ["import matplotlib.pyplot as plt; plt.rcParams['figure.figsize'] = (8, 5)"],
                meaning: .value { .thing(PlotSettings()) }),
        ]
}

/// Matplotlib's settings, of which the size of pictures has an effect.
struct PlotSettings: ElementAssignable {
    static let kind = "settings"
    var summary: String { "RcParams" }
    var length: Int { 0 }

    func element(_ subscripts: [Subscript]) throws -> Value {
        throw Mistake(
            "settings are set here, not read: pictures have one style", expected: "an assignment",
            try: "plt.rcParams['figure.figsize'] = (8, 5)"
        ).raised(as: "KeyError")
    }

    func assign(_ value: Value, at subscripts: [Subscript], _ context: Context) throws {
        guard case .index(.text("figure.figsize"))? = subscripts.first else { return }
        context.desk.size = try PlotWords.inches(value).map { (width: $0.0, height: $0.1) } ?? context.desk.size
    }

    static let members: [Member] = [
        .method(
            "update", of: PlotSettings.self, "several settings at once",
            [Parameter("settings", .any, .value(.none), "a dict")]
        ) {
            all, arguments, context in
            guard case .dict(let given) = arguments["settings"] else { return .none }
            let size = Value.text("figure.figsize")
            if let wanted = given[size] { try all.assign(wanted, at: [.index(size)], context) }
            return .none
        }
    ]
}
