import Answers
import Arrays
import Figures
import Glibc
import Language
import Numbers

/// `plt.pie`: shares of a whole as wedges of a circle, or of a ring.
enum PlotPies {
    static let operations: [PlotOperation] = [pie]

    /// The corners of a wedge between two angles in degrees, of a ring of some width where one is given.
    static func wedge(_ center: Point, _ radius: Double, from: Double, to: Double, width: Double? = nil) -> [Point] {
        let (low, high) = (Swift.min(from, to), Swift.max(from, to))
        let steps = Swift.max(2, Int(saturating: (Swift.min(360, high - low) / 2).rounded(.up)))
        func arc(_ radius: Double) -> [Point] {
            (0...steps).map { step in
                let angle = (low + (high - low) * Double(step) / Double(steps)) * .pi / 180
                return center + Point(cos(angle), sin(angle)) * radius
            }
        }
        if let width { return arc(radius) + arc(radius - width).reversed() }
        return high - low >= 360 ? arc(radius) : [center] + arc(radius)
    }

    private static let pie = PlotOperation(
        "pie", "shares of a whole as wedges of a circle",
        [
            Parameter("x", .any, .required, "the sizes of the wedges"),
            Parameter("explode", .any, .value(.none), "how far each stands out, in radii"),
            Parameter("labels", .any, .value(.none), "what each is called"),
            Parameter("colors", .any, .value(.none), "their colours, again from the first where there are more wedges"),
            Parameter(
                "autopct", .any, .value(.none), "a format of each share in percent such as '%1.1f%%', or a function"),
            Parameter("pctdistance", .number(), .value(.number(0.6)), "where that stands, in radii"),
            Parameter("shadow", .any, .value(.bool(false)), "has no effect here"),
            Parameter("labeldistance", .any, .value(.number(1.1)), "where names stand, in radii; None for nowhere"),
            Parameter("startangle", .number(.init(-1e6, 1e6)), .value(.number(0)), "degrees at which the first begins"),
            Parameter("radius", .number(.positive), .value(.number(1)), "of the circle"),
            Parameter("counterclock", .bool, .value(.bool(true)), "False for clockwise"),
            Parameter(
                "wedgeprops", .any, .value(.none), "dict(width=0.4) for a ring, dict(edgecolor='w', linewidth=2)"),
            Parameter("textprops", .any, .value(.none), "dict(fontsize=12, color='k') for the texts"),
            Parameter("center", .any, .value(.tuple([.int(0), .int(0)])), "the middle"),
            Parameter("frame", .bool, .value(.bool(false)), "whether axes are drawn"),
            Parameter("rotatelabels", .bool, .value(.bool(false)), "has no effect here"),
            Parameter(
                "normalize", .bool, .value(.bool(true)), "False for sizes that are shares, with a gap where they end",
                isKeywordOnly: true),
        ] + PlotOperation.idle("hatch"), example: "plt.pie([3, 2, 5], labels=['a', 'b', 'c'])"
    ) { axes, arguments, context in
        let sizes = try sizes(arguments)
        let whole = sizes.reduce(0, +)
        let isWhole = try arguments.bool("normalize")
        let shares = isWhole ? sizes.map { $0 / whole } : sizes
        func each(_ name: String) throws -> [Double]? {
            guard arguments.isGiven(name), !arguments[name].isNone else { return nil }
            let numbers = try arguments.plotted(name)
            guard numbers.count == sizes.count else { throw unequal(name, numbers.count) }
            return numbers
        }
        let outs = try each("explode") ?? sizes.map { _ in 0 }
        let names =
            PlotData.names(PlotData.plain(arguments["labels"]))
            ?? (arguments["labels"].places ?? arguments["labels"].elements)?.map(PlotText.words)
        if let names, names.count != sizes.count { throw unequal("labels", names.count) }
        let colors =
            try PlotData.names(arguments["colors"])?.map { try PlotStyle.color(.text($0)) ?? 0 }
            ?? arguments["colors"].elements?.map { try PlotStyle.color($0) ?? 0 } ?? []
        let middle = try arguments.plotted("center")
        guard middle.count == 2, middle.allSatisfy(\.isFinite) else {
            throw arguments.mistake(
                "center", "center = \(arguments["center"].brief)", expected: "a point such as (0, 0)")
        }
        let center = Point(middle[0], middle[1])
        let radius = try arguments.number("radius")
        let look = try look(arguments)
        let turn = try arguments.bool("counterclock") ? 360.0 : -360
        var angle = try arguments.number("startangle")
        let first = axes.layers.count
        var texts: (names: [Int], shares: [Int]) = ([], [])
        var middles: [(Point, Double)] = []
        for (index, share) in shares.enumerated() {
            let next = angle + turn * share
            let half = (angle + next) / 2 * .pi / 180
            let place = center + Point(cos(half), sin(half)) * (outs[index] * radius)
            let color = colors.isEmpty ? axes.takeFill() : colors[index % colors.count]
            var shapes = Shapes(
                [wedge(place, radius, from: angle, to: next, width: look.width)],
                name: names.map { PlotText.plain($0[index]) } ?? "",
                color: colors.isEmpty
                    ? Color.place(Color.cycled(color).mixed(with: Color(0xffffff), share: 0.25)) : color)
            (shapes.edge, shapes.weight, shapes.opacity) = (look.edge, look.weight, look.opacity)
            axes.layers.append(.shapes(shapes))
            middles.append((place, half))
            angle = next
        }
        let wedges = first..<axes.layers.count
        func isDark(_ layer: Int) -> Bool {
            guard case .shapes(let shapes) = axes.layers[layer] else { return false }
            let color = Color.cycled(shapes.color)
            return 0.299 * Double(color.red) + 0.587 * Double(color.green) + 0.114 * Double(color.blue) < 120
        }
        func write(_ text: String, _ index: Int, _ distance: Double, isOutside: Bool) throws -> Int {
            let (place, half) = middles[index]
            var note = Note(text, at: place + Point(cos(half), sin(half)) * (distance * radius))
            (note.up, note.across) = (0.5, isOutside ? (cos(half) > 0 ? 0 : 1) : 0.5)
            if !isOutside, distance < 1, isDark(wedges.lowerBound + index) { note.color = Color(0xffffff) }
            try style(&note, arguments["textprops"])
            axes.layers.append(.note(note))
            return axes.layers.count - 1
        }
        if let distance = arguments["labeldistance"].asDouble {
            texts.names = try sizes.indices.map { index in
                try write(names.map { PlotText.plain($0[index]) } ?? "", index, distance, isOutside: true)
            }
        }
        if !arguments["autopct"].isNone {
            let distance = try arguments.number("pctdistance")
            texts.shares = try shares.indices.map { index in
                let percent = 100 * shares[index]
                let format = arguments["autopct"]
                let text =
                    try format.asText == nil
                    ? PlotText.words(context.call(format, [.number(percent)]))
                    : PlotText.formatted(percent, format, context)
                return try write(text, index, distance, isOutside: false)
            }
        }
        if try !arguments.bool("frame") {
            (axes.isBare, axes.isEqual) = (true, true)
            axes.x.limits = (center.x - 1.25, center.x + 1.25)
            axes.y.limits = (center.y - 1.25, center.y + 1.25)
        }
        func artists(_ name: String, _ layers: some Sequence<Int>) -> [Value] {
            layers.map { .thing(PlotArtist(name: name, axes: axes, layers: $0..<$0 + 1)) }
        }
        return .thing(
            PlotPie(
                wedges: artists("Wedge", wedges), texts: artists("Text", texts.names),
                percents: arguments["autopct"].isNone ? nil : artists("Text", texts.shares), sizes: sizes,
                shares: shares))
    }

    private static func sizes(_ arguments: Arguments) throws -> [Double] {
        let sizes = try arguments.plotted("x")
        func refused(_ problem: String, _ expected: String, _ message: String) -> Mistake {
            Mistake(problem, expected: expected, argument: "x").raised(as: "ValueError", message)
        }
        guard !sizes.isEmpty, sizes.count <= 10_000, sizes.allSatisfy(\.isFinite) else {
            throw refused(
                "x = \(arguments["x"].brief)", "1 to 10,000 finite numbers", "cannot convert float NaN to integer")
        }
        guard sizes.allSatisfy({ $0 >= 0 }) else {
            throw refused(
                "a wedge of a negative size", "sizes of at least 0", "Wedge sizes 'x' must be non negative values")
        }
        let whole = sizes.reduce(0, +)
        guard whole > 0 else { throw refused("sizes that are all 0", "one above 0", "All wedge sizes are zero") }
        guard try arguments.bool("normalize") || whole <= 1 else {
            throw refused(
                "shares that add up to \(whole.short())", "at most 1, or normalize=True",
                "Cannot plot an unnormalized pie with sum(x) > 1")
        }
        return sizes
    }

    private static func unequal(_ name: String, _ count: Int) -> Mistake {
        Mistake("\(name) has \(count) values", expected: "one for each wedge", argument: name).raised(
            as: "ValueError", "'\(name)' must be of length 'x', not \(count)")
    }

    /// What `wedgeprops` says: the width of a ring, and the line around each wedge, a thin white one by default.
    private static func look(_ arguments: Arguments) throws -> (
        width: Double?, edge: Color?, weight: Double, opacity: Double
    ) {
        guard case .dict(let given) = arguments["wedgeprops"] else { return (nil, Color(0xffffff), 0.8, 1) }
        let edge = try PlotStyle.color(given[.text("edgecolor")] ?? given[.text("ec")] ?? .none)
        let weight = (given[.text("linewidth")] ?? given[.text("lw")])?.asDouble
        return (
            given[.text("width")]?.asDouble, edge.map(Color.cycled) ?? Color(0xffffff), weight.map { $0 / 1.5 } ?? 0.8,
            Swift.max(0, Swift.min(1, given[.text("alpha")]?.asDouble ?? 1))
        )
    }

    private static func style(_ note: inout Note, _ given: Value) throws {
        guard case .dict(let look) = given else { return }
        if let color = try PlotStyle.color(look[.text("color")] ?? look[.text("c")] ?? .none) {
            note.color = Color.cycled(color)
        }
        if let points = (look[.text("fontsize")] ?? look[.text("size")])?.asDouble {
            note.size = Swift.max(0.3, Swift.min(6, 0.09 * points))
        }
        note.isBold = (look[.text("fontweight")] ?? look[.text("weight")])?.asText == "bold"
    }
}

/// What `plt.pie` gives: wedges, names, and shares where they are written.
struct PlotPie: Unpackable {
    static let kind = "pie"
    let wedges: [Value]
    let texts: [Value]
    let percents: [Value]?
    let sizes: [Double]
    let shares: [Double]

    var summary: String { "<PieContainer object of \(wedges.count) wedges>" }
    var parts: [Value] { [.list(wedges), .list(texts)] + (percents.map { [.list($0)] } ?? []) }

    static let members: [Member] = [
        .attribute("wedges", of: PlotPie.self, "its wedges") { .list($0.wedges) },
        .attribute("texts", of: PlotPie.self, "its texts, a list of the names and one of the shares") {
            .list([.list($0.texts)] + ($0.percents.map { [.list($0)] } ?? []))
        },
        .attribute("values", of: PlotPie.self, "the sizes of the wedges") { .thing(try NDArray($0.sizes)) },
        .attribute("fracs", of: PlotPie.self, "their shares of the whole") { .thing(try NDArray($0.shares)) },
    ]
}
