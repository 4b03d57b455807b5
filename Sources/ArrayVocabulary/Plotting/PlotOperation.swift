import Answers
import Figures
import Language

/// Something that Matplotlib does to a frame, declared once: the word `plt.plot(…)` and the method `ax.plot(…)`.
struct PlotOperation {
    /// As `plt` has it.
    let name: String
    /// As a frame has it: `set_xlabel`.
    let method: String
    let summary: String
    let parameters: [Parameter]
    let example: String
    let body: @Sendable (PlotAxes, Arguments, Context) throws -> Value

    init(
        _ name: String, method: String? = nil, _ summary: String, _ parameters: [Parameter], example: String,
        _ body: @escaping @Sendable (PlotAxes, Arguments, Context) throws -> Value
    ) {
        self.name = name
        self.method = method ?? name
        self.summary = summary
        self.parameters = parameters
        self.example = example
        self.body = body
    }

    var word: Word {
        PlotOperation.word(name, summary, parameters, example: example) { arguments, context in
            try body(context.desk.current.drawnIn, arguments, context)
        }
    }

    var member: Member {
        .method(method, of: PlotAxes.self, summary, parameters) { axes, arguments, context in
            context.desk.choose(axes)
            return try body(axes, arguments, context)
        }
    }

    /// A word of `matplotlib.pyplot`.
    static func word(
        _ name: String, _ summary: String, _ parameters: [Parameter] = [], returns: String = "", example: String,
        needs: Permission = .computing, _ body: @escaping @Sendable (Arguments, Context) throws -> Value
    ) -> Word {
        Word(
            "matplotlib.pyplot." + name, family: "plotting", summary: summary, parameters: parameters, returns: returns,
            examples: ["import matplotlib.pyplot as plt; \(example)"], seeAlso: ["matplotlib.pyplot.plot", "plot"],
            needs: needs, meaning: .call(body))
    }

    /// Settings of Matplotlib's that pictures here have no use for.
    static func idle(_ names: String...) -> [Parameter] {
        names.map { Parameter($0, .any, .value(.none), "has no effect here", isKeywordOnly: true) }
    }
}

extension Parameter {
    static let label = Parameter("label", .any, .value(.none), "its name in the legend", isKeywordOnly: true)
    static let color = Parameter(
        "color", aliases: ["c"], .any, .value(.none), "a name, '#d6500a', 'C1' or (r, g, b)", isKeywordOnly: true)
    static let data = Parameter("values", .any, .required, "the numbers")
    static let lineStyle = Parameter(
        "linestyle", aliases: ["ls"], .any, .value(.none), "'-', '--', ':' or '-.'", isKeywordOnly: true)
    static let lineWidth = Parameter(
        "linewidth", aliases: ["lw"], .optional(.number(.nonNegative)), .value(.none), "of the line, 1.5 by default",
        isKeywordOnly: true)
    static let marker = Parameter(
        "marker", .any, .value(.none), "the sign at each point: 'o', 's', '^', 'x', '*'", isKeywordOnly: true)
    static let markerSize = Parameter(
        "markersize", aliases: ["ms"], .optional(.number(.nonNegative)), .value(.none), "of the sign, 6 by default",
        isKeywordOnly: true)
    static let alpha = Parameter(
        "alpha", .optional(.number(.init(0, 1))), .value(.none), "from 0, invisible, to 1", isKeywordOnly: true)
    static let edge = Parameter(
        "edgecolor", aliases: ["edgecolors", "ec"], .any, .value(.none), "the colour of the line around each",
        isKeywordOnly: true)
    static let zOrder = Parameter(
        "zorder", .any, .value(.none), "has no effect: areas lie below lines, and these below points",
        isKeywordOnly: true)
    static let capSize = Parameter(
        "capsize", .optional(.number(.nonNegative)), .value(.none), "half the length of the bars' ends, in points",
        isKeywordOnly: true)
    static let norm = Parameter(
        "norm", .any, .value(.none), "'log' or LogNorm() for colours over a logarithmic scale", isKeywordOnly: true)
    static let colorMap = Parameter(
        "cmap", .any, .value(.none), "the colour map: 'viridis', 'coolwarm', 'Blues_r' …", isKeywordOnly: true)
    static let low = Parameter(
        "vmin", .optional(.number()), .value(.none), "what has the lowest colour", isKeywordOnly: true)
    static let high = Parameter(
        "vmax", .optional(.number()), .value(.none), "what has the highest colour", isKeywordOnly: true)
}

extension Arguments {
    /// The name for the legend.
    var label: String {
        switch self["label"] {
        case .none: ""
        case .text(let text): text.hasPrefix("_") ? "" : PlotText.plain(text)
        case let other: other.repr
        }
    }

    /// From 0, invisible, to 1.
    func opacity(_ standard: Double = 1) -> Double { self["alpha"].asDouble ?? standard }

    /// The colour of the line around a sign or a bar; nil for none of its own.
    func edge() throws -> Color? {
        guard case .text(let name) = self["edgecolor"], ["none", "face", "None"].contains(name) else {
            return try about("edgecolor") { try PlotStyle.color(self["edgecolor"]) }.map(Color.cycled)
        }
        return nil
    }

    /// The colour that was asked for, or the next of the frame's cycle.
    func color(_ axes: PlotAxes) throws -> Int {
        try about("color") { try PlotStyle.color(self["color"]) } ?? axes.takeColor()
    }

    /// The same for an area.
    func fill(_ axes: PlotAxes) throws -> Int {
        try about("color") { try PlotStyle.color(self["color"]) } ?? axes.takeFill()
    }

    /// Numbers of an argument.
    func plotted(_ name: String) throws -> [Double] { try PlotData.numbers(self[name], name, work) }
}
