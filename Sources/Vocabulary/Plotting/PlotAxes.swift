import Answers
import Figures
import Glibc
import Language
import Numbers

/// One frame of a picture that is being drawn, as Matplotlib's words change it: `ax` in `fig, ax = plt.subplots()`.
///
/// It has an identity and belongs to one session, which is used by one thread at a time.
final class PlotAxes: Presentable, @unchecked Sendable {
    static let kind = "axes"
    var summary: String { title.isEmpty ? "<Axes>" : "<Axes: \(title)>" }

    var title = ""
    var x = Direction()
    var y = Direction()
    var layers: [PanelLayer] = []
    var colors: ColorScale?
    var hasLegend = false
    var hasColorBar = false
    /// Drawn without numbers: `axis('off')`.
    var isBare = false
    /// The colour of the next line.
    var nextColor = 0

    /// One axis.
    struct Direction {
        var label = ""
        var isLog = false
        var limits: (low: Double?, high: Double?) = (nil, nil)
        var names: [Axis.Name] = []
        /// Names of categories, at 0, 1, 2 …
        var categories: [String] = []
        /// Whether what is drawn fills the axis without air, as an image does.
        var isTight = false
    }

    var isEmpty: Bool { layers.isEmpty && title.isEmpty }

    func takeColor() -> Int {
        defer { nextColor += 1 }
        return nextColor
    }

    /// The place of each value: itself, or of a string that of its category.
    func places(
        _ value: Value, along direction: ReferenceWritableKeyPath<PlotAxes, Direction>, _ name: String, _ work: Work
    ) throws
        -> [Double]
    {
        guard let names = PlotData.names(value) else { return try PlotData.numbers(value, name, work) }
        let axes = self
        return names.map { name in
            if let known = axes[keyPath: direction].categories.firstIndex(of: name) { return Double(known) }
            axes[keyPath: direction].categories.append(name)
            return Double(axes[keyPath: direction].categories.count - 1)
        }
    }

    /// Empties the frame.
    func clear() {
        (title, x, y, layers, colors) = ("", Direction(), Direction(), [], nil)
        (hasLegend, hasColorBar, isBare, nextColor) = (false, false, false, 0)
    }

    // MARK: The panel

    /// As it stands now.
    var panel: Panel {
        var (across, up) = (Extent(), Extent())
        for layer in layers { measure(layer, &across, &up) }
        var panel = Panel(
            title: title, x: axis(x, across), y: axis(y, up), colors: colors, layers: layers.map(named))
        panel.x.isWhole = across.isWhole
        panel.hasColorBar = hasColorBar
        panel.isImage = isBare && panel.colors != nil
        return panel
    }

    /// Names are shown once a legend is asked for; those of marks are the picture's text.
    private func named(_ layer: PanelLayer) -> PanelLayer {
        guard !hasLegend else { return layer }
        switch layer {
        case .curve(var curve):
            curve.name = ""
            return .curve(curve)
        case .points(var points):
            points.name = ""
            return .points(points)
        case .bars(var bars):
            bars.name = ""
            return .bars(bars)
        case .band(var band):
            band.name = ""
            return .band(band)
        case .guide(var guide):
            guide.name = ""
            return .guide(guide)
        default: return layer
        }
    }

    /// From the lowest to the highest number along one axis.
    private struct Extent {
        var low = Double.infinity
        var high = -Double.infinity
        var lowestPositive = Double.infinity
        var isWhole = true
        /// Whether the end at 0 is where bars stand, so that there is no air below.
        var standsOnZero = false

        mutating func add(_ values: some Sequence<Double>) {
            for value in values where value.isFinite {
                low = Swift.min(low, value)
                high = Swift.max(high, value)
                if value > 0 { lowestPositive = Swift.min(lowestPositive, value) }
                if value != value.rounded() { isWhole = false }
            }
        }
    }

    private func measure(_ layer: PanelLayer, _ across: inout Extent, _ up: inout Extent) {
        switch layer {
        case .curve(let curve):
            across.add(curve.points.lazy.map(\.x))
            up.add(curve.points.lazy.map(\.y))
        case .points(let points):
            across.add(points.points.lazy.map(\.x))
            up.add(points.points.lazy.map(\.y))
        case .band(let band):
            across.add(band.x)
            up.add(band.low + band.high)
        case .bars(let bars):
            let ends = bars.bars.flatMap { [$0.x.lowerBound, $0.x.upperBound] }
            let heights = bars.bars.map(\.height) + [bars.base]
            if bars.isHorizontal {
                across.add(heights)
                across.standsOnZero = true
                up.add(ends)
            } else {
                across.add(ends)
                up.add(heights)
                up.standsOnZero = true
            }
        case .field(let field):
            across.add([field.grid.x.lowerBound, field.grid.x.upperBound])
            up.add([field.grid.y.lowerBound, field.grid.y.upperBound])
        case .surface(let surface):
            across.add([surface.grid.x.lowerBound, surface.grid.x.upperBound])
            up.add([surface.grid.y.lowerBound, surface.grid.y.upperBound])
        case .regions(let regions):
            let (dx, dy) = (step(regions.x, regions.columns) / 2, step(regions.y, regions.rows) / 2)
            across.add([regions.x.lowerBound - dx, regions.x.upperBound + dx])
            up.add([regions.y.lowerBound - dy, regions.y.upperBound + dy])
        case .guide(let guide):
            if guide.direction == .horizontal { up.add([guide.value]) } else { across.add([guide.value]) }
        case .mark, .path: break
        }
    }

    private func step(_ range: ClosedRange<Double>, _ count: Int) -> Double {
        count > 1 ? (range.upperBound - range.lowerBound) / Double(count - 1) : 1
    }

    private func axis(_ direction: Direction, _ extent: Extent) -> Axis {
        var low = direction.isLog ? extent.lowestPositive : extent.low
        var high = extent.high
        if !low.isFinite || !high.isFinite || low > high { (low, high) = direction.isLog ? (0.1, 1) : (0, 1) }
        if !direction.isTight {
            if direction.isLog, high > 0 {
                let air = pow(high / low, 0.05)
                (low, high) = (low / air, high * air)
            } else {
                let air = (high - low) * 0.05
                if !(extent.standsOnZero && low == 0) { low -= air }
                if !(extent.standsOnZero && high == 0) { high += air }
            }
        }
        low = direction.limits.low ?? low
        high = direction.limits.high ?? high
        let names =
            direction.names.isEmpty
            ? direction.categories.enumerated().map { Axis.Name($1, at: Double($0)) } : direction.names
        return Axis(
            direction.label, Swift.min(low, high)...Swift.max(low, high), isLog: direction.isLog, names: names)
    }
}

/// A picture that is being drawn: `fig`.
final class PlotFigure: Presentable, @unchecked Sendable {
    static let kind = "figure being drawn"
    var summary: String { "<Figure size \(Int(width * 100))x\(Int(height * 100)) with \(axes.count) Axes>" }

    /// In inches, as Matplotlib counts.
    var width: Double
    var height: Double
    var title = ""
    var axes: [PlotAxes] = []
    /// Frames beside each other.
    var columns = 1
    /// The frame that the words without one draw in.
    var current: PlotAxes?

    init(width: Double = 6.4, height: Double = 4.8) { (self.width, self.height) = (width, height) }

    /// The frame to draw in, made where there is none.
    var drawnIn: PlotAxes {
        if let current { return current }
        let made = PlotAxes()
        axes.append(made)
        current = made
        return made
    }

    /// The frames as rows and columns.
    func divide(_ rows: Int, _ columns: Int) {
        axes = (0..<rows * columns).map { _ in PlotAxes() }
        self.columns = columns
        current = axes.first
    }

    var isEmpty: Bool { axes.allSatisfy(\.isEmpty) }

    /// As it stands now; frames in which nothing was drawn are left out at the end.
    var figure: Figure {
        let shown = axes.isEmpty ? [PlotAxes()] : axes
        let panels = shown.map(\.panel)
        let isOne = panels.count == 1
        let heading = !title.isEmpty ? title : isOne ? panels[0].title : ""
        let names = panels.map(\.title).filter { !$0.isEmpty }
        var figure = Figure(
            title: heading, sentence: names.isEmpty ? "A picture drawn by hand." : Phrase.list(names) + ".",
            panels: panels)
        figure.columns = isOne ? nil : columns
        return figure
    }
}

/// The pictures that a session is drawing.
final class PlotDesk {
    private(set) var figures: [Int: PlotFigure] = [:]
    private var number = 0

    /// The picture to draw in, made where there is none.
    var current: PlotFigure { figures[number] ?? open() }

    /// A new picture, or the one of that number.
    @discardableResult
    func open(_ wanted: Int? = nil, _ make: () -> PlotFigure = { PlotFigure() }) -> PlotFigure {
        number = wanted ?? (figures.keys.max() ?? 0) + 1
        if let known = figures[number] { return known }
        let made = make()
        figures[number] = made
        return made
    }

    /// Makes a frame the one that is drawn in next.
    func choose(_ axes: PlotAxes) {
        for (place, figure) in figures where figure.axes.contains(where: { $0 === axes }) {
            number = place
            figure.current = axes
        }
    }

    /// All that something was drawn in, in the order in which they were made.
    var drawn: [PlotFigure] { figures.sorted { $0.key < $1.key }.map(\.value).filter { !$0.isEmpty } }

    func close(_ figure: PlotFigure? = nil) {
        guard let figure else { return figures = [:] }
        figures = figures.filter { $0.value !== figure }
    }
}

extension Context {
    /// The pictures of this session.
    var desk: PlotDesk { session.kept(PlotDesk.self) { PlotDesk() } }
}
