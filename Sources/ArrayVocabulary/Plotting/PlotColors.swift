import Answers
import Figures
import Language

/// A colour map as a value: `plt.cm.viridis`, `ListedColormap(['red', 'blue'])`. Called with numbers of 0…1 it gives colours.
struct PlotPalette: Callable {
    static let kind = "colormap"
    let name: String
    let palette: Palette
    /// Of a map of kinds how many it has; whole numbers then stand for the kinds themselves.
    let kinds: Int?

    var summary: String { "<colormap \(name)>" }
    var callParameters: [Parameter] {
        [Parameter("X", .any, .required, "numbers of 0…1, or of kinds")]
    }

    func call(_ arguments: Arguments, _ context: Context) throws -> Value {
        func color(_ number: Double, isWhole: Bool) -> Value {
            let share = isWhole ? (number + 0.5) / Double(kinds ?? 256) : number
            let color = palette.color(at: share)
            return .tuple([color.red, color.green, color.blue].map { .number(Double($0) / 255) } + [.number(1)])
        }
        let given = arguments["X"]
        if let whole = given.asInt, given.asDouble.map({ $0 != $0.rounded() || $0 > 1 }) ?? true || kinds != nil {
            return color(Double(whole), isWhole: true)
        }
        if let number = given.asDouble { return color(number, isWhole: false) }
        let numbers = try arguments.plotted("X")
        let areKinds = kinds != nil && numbers.allSatisfy { $0 == $0.rounded() } && numbers.contains { $0 > 1 }
        return .list(numbers.map { color($0, isWhole: areKinds) })
    }

    /// The map of that name.
    ///
    /// - Throws: `ValueError` in Matplotlib's words for no such name.
    static func named(_ name: String) throws -> PlotPalette {
        guard let palette = Palette.named(name) else {
            throw Mistake(
                "'\(name)' is no colour map known here", expected: "a map such as 'viridis', 'coolwarm' or 'Blues_r'",
                try: Suggestions.nearest(name.lowercased(), among: Palette.names).first.map { "'\($0)'" },
                argument: "cmap"
            ).raised(as: "ValueError", "'\(name)' is not a known colormap name")
        }
        return PlotPalette(name: name, palette: palette, kinds: palette.kinds)
    }
}

/// How numbers become places in a colour map: `LogNorm(vmin=1, vmax=100)`.
struct PlotNorm: Presentable {
    static let kind = "norm"
    var isLog: Bool
    var low: Double?
    var high: Double?

    var summary: String { isLog ? "LogNorm" : "Normalize" }
}

extension Arguments {
    /// The colour map of `cmap`, the house's where none is named, as pale as `alpha` says.
    func palette() throws -> Palette {
        let palette = try opaquePalette()
        return opacity() < 1 ? palette.paler(by: 1 - opacity()) : palette
    }

    /// The same whatever `alpha` says.
    func opaquePalette() throws -> Palette {
        switch self["cmap"] {
        case .none: return .depth
        case .text(let name): return try about("cmap") { try PlotPalette.named(name).palette }
        case let other:
            guard let palette = other.asThing(PlotPalette.self) else {
                throw mistake("cmap", "cmap = \(other.brief)", expected: "the name of a colour map, such as 'viridis'")
            }
            return palette.palette
        }
    }

    /// From the lowest of the values to the highest, or as `vmin`, `vmax` and `norm` say.
    func scale(of values: [Double], _ palette: Palette) -> ColorScale {
        let norm = self["norm"].asThing(PlotNorm.self)
        let isLog = norm?.isLog == true || self["norm"].asText == "log"
        // In one pass and without a copy: there may be ten million.
        var (least, most) = (Double.infinity, -Double.infinity)
        for value in values where value.isFinite && (!isLog || value > 0) {
            (least, most) = (Swift.min(least, value), Swift.max(most, value))
        }
        let low = self["vmin"].asDouble ?? norm?.low ?? (least.isFinite ? least : isLog ? 1 : 0)
        let high = self["vmax"].asDouble ?? norm?.high ?? (most.isFinite ? most : 1)
        if isLog, low > 0 {
            return ColorScale(.log(shift: 0), low...Swift.max(high, low * 1.001), label: "", palette: palette)
        }
        return ColorScale(.linear, low...(high > low ? high : low + 1), label: "", palette: palette)
    }
}

/// Words that make colours.
enum PlotColorWords {
    private static let everyday = [
        "viridis", "plasma", "inferno", "magma", "cividis", "gray", "coolwarm", "bwr", "seismic", "RdBu", "RdBu_r",
        "RdYlBu", "RdYlGn", "Spectral", "jet", "turbo", "rainbow", "hot", "bone", "Blues", "Greens", "Reds", "Oranges",
        "Purples", "Greys", "YlGnBu", "YlOrRd", "tab10", "tab20", "Set1", "Set2", "Set3", "Paired", "Pastel1",
    ]

    static let words: [Word] =
        everyday.compactMap { name in
            guard let map = try? PlotPalette.named(name) else { return nil }
            return Word(
                "matplotlib.pyplot.cm." + name, aliases: ["matplotlib.cm." + name], family: "plotting",
                summary: "the colour map \(name)", returns: PlotPalette.kind,
                examples: ["import matplotlib.pyplot as plt; plt.imshow([[0, 1], [2, 3]], cmap=plt.cm.\(name))"],
                seeAlso: ["matplotlib.pyplot.imshow"], meaning: .value { .thing(map) })
        } + [
            PlotOperation.word(
                "get_cmap", "the colour map of a name",
                [
                    Parameter("name", .text, .value(.text("viridis")), "such as 'viridis'"),
                    Parameter("lut", .optional(.int(.init(1, 1024))), .value(.none), "how many steps it is cut into"),
                ], returns: PlotPalette.kind, example: "plt.get_cmap('viridis')(0.5)"
            ) { arguments, _ in
                let map = try arguments.about("name") { try PlotPalette.named(arguments.text("name")) }
                guard let count = arguments["lut"].asInt, count > 1 else { return .thing(map) }
                let colors = (0..<count).map { map.palette.color(at: Double($0) / Double(count - 1)) }
                return .thing(PlotPalette(name: map.name, palette: Palette(steps: colors), kinds: count))
            },
            Word(
                "matplotlib.colors.ListedColormap", family: "plotting", summary: "a colour map of given colours",
                parameters: [Parameter("colors", .any, .required, "names, '#d6500a' or (r, g, b)")],
                returns: PlotPalette.kind,
                examples: ["from matplotlib.colors import ListedColormap; ListedColormap(['red', 'blue'])"],
                seeAlso: ["matplotlib.pyplot.contourf"],
                meaning: .call { arguments, _ in
                    let colors = try arguments.values("colors").map { Color.cycled(try PlotStyle.color($0) ?? 0) }
                    guard (1...1024).contains(colors.count) else {
                        throw arguments.mistake("colors", "\(colors.count) colours", expected: "1 to 1024 colours")
                    }
                    return .thing(
                        PlotPalette(name: "from_list", palette: Palette(steps: colors), kinds: colors.count))
                }),
            norm("LogNorm", "colours over a logarithmic scale", isLog: true),
            norm("Normalize", "colours over a scale between two values", isLog: false),
        ]

    private static func norm(_ name: String, _ summary: String, isLog: Bool) -> Word {
        Word(
            "matplotlib.colors." + name, family: "plotting", summary: summary,
            parameters: [
                Parameter("vmin", .optional(.number()), .value(.none), "what has the lowest colour"),
                Parameter("vmax", .optional(.number()), .value(.none), "what has the highest colour"),
            ], returns: PlotNorm.kind,
            examples: ["from matplotlib.colors import \(name); \(name)(vmin=1, vmax=100)"],
            seeAlso: ["matplotlib.pyplot.imshow"],
            meaning: .call { arguments, _ in
                .thing(PlotNorm(isLog: isLog, low: arguments["vmin"].asDouble, high: arguments["vmax"].asDouble))
            })
    }
}
