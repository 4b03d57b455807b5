import Answers
import Figures
import Language

/// What a drawing word gives back: its layers in a frame, to be named later or explained by a colour bar.
struct PlotArtist: Presentable {
    static let kind = "artist"
    /// As Matplotlib calls it: `Line2D`.
    let name: String
    let axes: PlotAxes
    /// The places of its layers among those of the frame.
    let layers: Range<Int>

    var summary: String { "<\(name)\(label.isEmpty ? "" : ": \(label)")>" }

    /// Its name in the legend.
    var label: String {
        get { layers.lazy.compactMap { axes.layers.indices.contains($0) ? axes.layers[$0].name : nil }.first ?? "" }
        nonmutating set {
            for place in layers where axes.layers.indices.contains(place) {
                if axes.layers[place].name == nil { continue }
                axes.layers[place].name = newValue
                return
            }
        }
    }

    static let members: [Member] = [
        .method(
            "set_label", of: PlotArtist.self, "its name in the legend", [Parameter("s", .any, .required, "the name")]
        ) {
            artist, arguments, _ in
            artist.label = PlotText.words(arguments["s"])
            return .none
        },
        .method("get_label", of: PlotArtist.self, "its name in the legend", []) { artist, _, _ in .text(artist.label) },
        .attribute("axes", of: PlotArtist.self, "the frame in which it is") { .thing($0.axes) },
    ]
}

extension PanelLayer {
    /// What the legend says of it; nil for what has no place there.
    var name: String? {
        get {
            switch self {
            case .curve(let curve): curve.name
            case .points(let points): points.name
            case .bars(let bars): bars.name
            case .band(let band): band.name
            case .shapes(let shapes): shapes.name
            case .guide(let guide): guide.name
            case .space(let space): space.name
            case .arrows(let arrows): arrows.name
            default: nil
            }
        }
        set {
            let name = newValue ?? ""
            switch self {
            case .curve(var curve):
                curve.name = name
                self = .curve(curve)
            case .points(var points):
                points.name = name
                self = .points(points)
            case .bars(var bars):
                bars.name = name
                self = .bars(bars)
            case .band(var band):
                band.name = name
                self = .band(band)
            case .shapes(var shapes):
                shapes.name = name
                self = .shapes(shapes)
            case .guide(var guide):
                guide.name = name
                self = .guide(guide)
            case .space(var space):
                space.name = name
                self = .space(space)
            case .arrows(var arrows):
                arrows.name = name
                self = .arrows(arrows)
            default: break
            }
        }
    }
}

/// The bars that one word drew.
struct PlotBars: Subscriptable, Unpackable {
    static let kind = "bars"
    let artist: PlotArtist
    let bars: [Bars.Bar]
    let isHorizontal: Bool

    var summary: String { "<BarContainer object of \(bars.count) artists>" }
    var length: Int { bars.count }
    var parts: [Value] { bars.map { .thing(PlotBar(bar: $0, isHorizontal: isHorizontal)) } }

    func element(_ subscripts: [Subscript]) throws -> Value {
        switch subscripts.first {
        case .index(let index): return parts[try Subscripts.position(index, length, "bars")]
        case .slice(let lower, let upper, let step):
            return .list(try Subscripts.positions(length, lower, upper, step).map { parts[$0] })
        case nil: return .thing(self)
        }
    }
}

/// One bar: `bar.get_height()`.
struct PlotBar: Presentable {
    static let kind = "bar"
    let bar: Bars.Bar
    let isHorizontal: Bool

    var summary: String { "<Rectangle>" }

    var across: ClosedRange<Double> { isHorizontal ? reach : bar.x }
    var up: ClosedRange<Double> { isHorizontal ? bar.x : reach }
    var reach: ClosedRange<Double> { Swift.min(bar.base, bar.height)...Swift.max(bar.base, bar.height) }

    static let members: [Member] = [
        number("get_x", "its left edge") { $0.across.lowerBound },
        number("get_y", "its lower edge") { $0.isHorizontal ? $0.bar.x.lowerBound : $0.bar.base },
        number("get_width", "how wide it is") {
            $0.isHorizontal ? $0.bar.height - $0.bar.base : $0.bar.x.upperBound - $0.bar.x.lowerBound
        },
        number("get_height", "how high it is") {
            $0.isHorizontal ? $0.bar.x.upperBound - $0.bar.x.lowerBound : $0.bar.height - $0.bar.base
        },
    ]

    static func number(
        _ name: String, _ meaning: String, _ value: @escaping @Sendable (PlotBar) -> Double
    ) -> Member {
        .method(name, of: PlotBar.self, meaning, []) { bar, _, _ in .number(value(bar)) }
    }
}

extension PlotAxes {
    /// What was drawn since there were so many layers, as one thing.
    func artist(_ name: String, from first: Int) -> Value {
        .thing(PlotArtist(name: name, axes: self, layers: first..<layers.count))
    }

    /// The lines that were drawn since then; signs belong to the line before them.
    func lines(from first: Int) -> Value {
        var starts: [Int] = []
        for place in first..<layers.count {
            if case .points(let points) = layers[place], place > first, points.name.isEmpty { continue }
            starts.append(place)
        }
        let ends = starts.dropFirst() + [layers.count]
        return .list(
            zip(starts, ends).map { .thing(PlotArtist(name: "Line2D", axes: self, layers: $0..<$1)) })
    }
}
