import Answers
import Arrays
import Figures
import Glibc
import Language
import Numbers

/// Numbers over the plane: contours, coloured fields and images.
extension PlotAreas {
    private static let fieldParameters: [Parameter] =
        [
            Parameter("data", .any, .required, "Z; or X, Y, Z; and the levels", isVariadic: true),
            Parameter("levels", .any, .value(.none), "about how many lines, or their values", isKeywordOnly: true),
            Parameter("colors", .any, .value(.none), "a colour for all, or one for each level", isKeywordOnly: true),
            .colorMap, .low, .high, .norm, .alpha, .zOrder,
            Parameter(
                "linewidths", aliases: ["linewidth", "lw"], .any, .value(.none), "of the lines", isKeywordOnly: true),
        ]
        + PlotOperation.idle("linestyles", "extend", "shading", "edgecolor", "edgecolors", "antialiased", "rasterized")

    static func field(_ name: String, _ summary: String, isFilled: Bool, hasLines: Bool) -> PlotOperation {
        PlotOperation(
            name, summary, fieldParameters, example: "plt.\(name)([[0, 1, 4], [1, 2, 5], [4, 5, 8]])"
        ) { axes, arguments, context in
            let data = try arguments.values("data")
            let isPlaced = data.count >= 3
            let grid = try grid(isPlaced ? data : [data[0]], context)
            let given =
                arguments.isGiven("levels") ? arguments["levels"] : data.count == (isPlaced ? 4 : 2) ? data.last : nil
            let isBanded = name == "contourf"
            let levels = hasLines || isBanded ? try levels(given, grid, isBanded: isBanded, arguments) : []
            let colors = try arguments.about("colors") { try lineColors(arguments["colors"]) }
            var scale = scale(grid, levels, try arguments.palette(), arguments)
            if isBanded { scale = banded(scale, levels, colors) }
            // Lines over a field lie in its colours; a field decides what the colours mean.
            if isFilled || axes.colors == nil { axes.colors = scale }
            var layer = Field(grid, hasContours: hasLines)
            layer.isFilled = isFilled
            if hasLines {
                (layer.levels, layer.lineColors) = (levels, colors)
                if layer.lineColors.isEmpty, axes.layers.contains(where: \.isFilledField) {
                    layer.lineColors = levels.map { scale.color(of: $0) ?? Color(0x1a1a1a) }
                }
                layer.lineWeight =
                    (arguments["linewidths"].asDouble ?? arguments["linewidths"].doubles?.first ?? 1.5) / 1.5
            }
            axes.layers.append(.field(layer))
            (axes.x.isTight, axes.y.isTight) = (true, true)
            return axes.artist(hasLines || isBanded ? "QuadContourSet" : "QuadMesh", from: axes.layers.count - 1)
        }
    }

    private static func lineColors(_ value: Value) throws -> [Color] {
        if case .none = value { return [] }
        let several = value.elements.flatMap { $0.isEmpty || $0.first?.asNumber != nil ? nil : $0 }
        return try (several ?? [value]).map { Color.cycled(try PlotStyle.color($0) ?? 0) }
    }

    /// Bands of one colour between neighbouring levels.
    private static func banded(_ scale: ColorScale, _ levels: [Double], _ colors: [Color]) -> ColorScale {
        guard levels.count > 1, let low = levels.first, let high = levels.last, low < high else { return scale }
        if case .log = scale.kind, low <= 0 { return scale }
        var bands = scale
        bands.range = low...high
        let places = levels.map { bands.place(of: $0) ?? 0 }
        bands.palette = scale.palette.banded(at: places)
        if !colors.isEmpty {
            bands.palette = Palette(
                borders: places, colors: (0..<levels.count - 1).map { colors[$0 % colors.count] })
        }
        if levels.count <= 12 { bands.marks = levels }
        return bands
    }

    /// The values over the plane: of Z, or of X, Y and Z.
    static func grid(_ data: [Value], _ context: Context) throws -> ValueGrid {
        let isPlaced = data.count >= 3
        let rows = try PlotData.rows(data[isPlaced ? 2 : 0], "Z", context.work)
        let (columns, count) = (rows[0].count, rows.count)
        guard columns > 1, count > 1 else {
            throw Mistake("Z has the shape (\(count), \(columns))", expected: "at least two rows and columns").raised(
                as: "TypeError", "Input z must be at least a (2, 2) shaped array")
        }
        func ends(_ value: Value, _ name: String, count: Int, isAcross: Bool) throws -> ClosedRange<Double> {
            let numbers: [Double]
            if let table = try PlotData.columns(value, context.work) {
                numbers = isAcross ? table.map { $0[0] } : table[0]
            } else {
                numbers = try PlotData.numbers(value, name, context.work)
            }
            guard numbers.count == count || numbers.count == count + 1, let low = numbers.first,
                let high = numbers.last,
                low < high
            else {
                throw Mistake(
                    "\(name) has \(numbers.count) places along it and Z has \(count)",
                    expected: "rising places, as np.meshgrid gives them"
                ).raised(
                    as: "TypeError",
                    "Length of \(name) (\(numbers.count)) must match number of \(isAcross ? "columns" : "rows") in z (\(count))"
                )
            }
            return low...high
        }
        let across = isPlaced ? try ends(data[0], "x", count: columns, isAcross: true) : 0...Double(columns - 1)
        let up = isPlaced ? try ends(data[1], "y", count: count, isAcross: false) : 0...Double(count - 1)
        return ValueGrid(columns: columns, rows: count, x: across, y: up, values: rows.flatMap { $0 })
    }

    /// The values of the lines: as they are given, or about as many as were asked for, at round numbers.
    private static func levels(
        _ given: Value?, _ grid: ValueGrid, isBanded: Bool, _ arguments: Arguments
    ) throws -> [Double] {
        // In one pass and without a copy: there may be millions.
        var (low, high, least) = (Double.infinity, -Double.infinity, Double.infinity)
        for value in grid.values where value.isFinite {
            (low, high) = (Swift.min(low, value), Swift.max(high, value))
            if value > 0 { least = Swift.min(least, value) }
        }
        if !low.isFinite { (low, high) = (0, 1) }
        let isLog = arguments["norm"].asThing(PlotNorm.self)?.isLog == true || arguments["norm"].asText == "log"
        let count: Int
        switch given {
        case nil, .some(.none): count = 7
        case let given?:
            guard let number = given.asInt else {
                let levels = try PlotData.numbers(given, "levels", arguments.work)
                guard zip(levels, levels.dropFirst()).allSatisfy({ $0 < $1 }) else {
                    throw Mistake("levels = \(given.brief)", expected: "rising numbers", argument: "levels").raised(
                        as: "ValueError", "Contour levels must be increasing")
                }
                return levels
            }
            guard (1...1000).contains(number) else {
                throw Mistake("levels = \(number)", expected: "1 to 1000 levels", argument: "levels")
            }
            count = number
        }
        if isLog, least < high {
            let (first, last) = (log10(least).rounded(.down), log10(high).rounded(.up))
            let step = Swift.max(1, ((last - first) / Double(count)).rounded(.up))
            return stride(from: first, through: last, by: step).map { pow(10, $0) }
        }
        let ticks = PlotHistogram.round(low, high, atMost: count + 1)
        // Bands reach over all values; a line at or beyond an end would not be seen.
        let inner = ticks.filter { $0 > low && $0 < high }
        guard isBanded, ticks.count > 1 else { return inner.isEmpty ? ticks : inner }
        let first = ticks.lastIndex { $0 <= low } ?? 0
        let last = ticks.firstIndex { $0 >= high } ?? ticks.count - 1
        return Array(ticks[first...Swift.max(first, last)])
    }

    /// Over the levels, logarithmic where they spread over decades; over the values where there are none.
    static func scale(
        _ grid: ValueGrid, _ levels: [Double], _ palette: Palette, _ arguments: Arguments
    ) -> ColorScale {
        if arguments.isGiven("norm") { return arguments.scale(of: grid.values, palette) }
        let low = arguments["vmin"].asDouble ?? levels.first
        let high = arguments["vmax"].asDouble ?? levels.last
        if levels.count > 2, let low, let high, low > 0, high / low > 30 {
            return ColorScale(.log(shift: 0), low / 1.2...high, label: "", palette: palette)
        }
        guard let low, let high, low < high else { return arguments.scale(of: grid.values, palette) }
        return ColorScale(.linear, low...high, label: "", palette: palette)
    }

    /// Cells of the colours that the scale has for their values.
    static func cells(
        _ values: [Double], columns: Int, rows: Int, x: ClosedRange<Double>, y: ClosedRange<Double>,
        _ scale: ColorScale,
        _ work: Work
    ) throws -> Regions {
        let colors = try values.map(stoppedBy: work) { scale.color(of: $0) }
        var cells = Regions(
            columns: columns, rows: rows, x: x, y: y, kinds: colors.indices.map { colors[$0] == nil ? -1 : $0 },
            names: [], colors: colors.map { $0 ?? Color(0xd8d4d0) })
        cells.places = try values.map(stoppedBy: work) { scale.place(of: $0) ?? .nan }
        return cells
    }

    static func image(_ name: String) -> PlotOperation {
        PlotOperation(
            name, "rows of numbers as an image, the first row on top; or rows of (r, g, b)",
            [
                Parameter("X", .any, .required, "rows of numbers"), .colorMap, .low, .high,
                .norm,
                Parameter(
                    "origin", .choice(["upper", "lower"]), .value(.text("upper")), "where row 0 is", isKeywordOnly: true
                ),
                Parameter("extent", .any, .value(.none), "left, right, bottom, top", isKeywordOnly: true), .alpha,
                Parameter(
                    "aspect", .any, .value(.none), "'auto' for an image that fills the frame", isKeywordOnly: true),
            ] + PlotOperation.idle("interpolation", "zorder", "resample", "filternorm"),
            example: "plt.\(name)([[0, 1], [2, 3]])"
        ) { axes, arguments, context in
            let isUpper = try arguments.text("origin") == "upper"
            let pixels = try PlotHistogram.pixels(arguments["X"], context.work)
            let rows = try pixels?.map { $0.map { _ in 0.0 } } ?? PlotData.rows(arguments["X"], "X", context.work)
            let (columns, count) = (rows[0].count, rows.count)
            let values = rows.flatMap { $0 }
            let scale = arguments.scale(of: values, try arguments.palette())
            var (across, up) = (0...Double(Swift.max(1, columns - 1)), 0...Double(Swift.max(1, count - 1)))
            var isTurned = isUpper
            if let ends = arguments["extent"].doubles, ends.count == 4, ends[0] < ends[1], ends[2] != ends[3] {
                across = middles(ends[0], ends[1], columns)
                up = middles(Swift.min(ends[2], ends[3]), Swift.max(ends[2], ends[3]), count)
                isTurned = false
            }
            var shown = try cells(values, columns: columns, rows: count, x: across, y: up, scale, context.work)
            if let pixels {
                (shown.colors, shown.kinds, shown.places) = (pixels.flatMap { $0 }, Array(values.indices), [])
            }
            // Row 0 is on top where numbers grow down; with an extent they grow up, and the rows are turned.
            if isUpper, !isTurned { shown.turn() }
            axes.y.isReversed = isTurned
            axes.isEqual = arguments["aspect"].asText != "auto"
            if pixels == nil { axes.colors = scale }
            axes.layers.append(.regions(shown))
            (axes.x.isTight, axes.y.isTight) = (true, true)
            return axes.artist("AxesImage", from: axes.layers.count - 1)
        }
    }
}

extension PanelLayer {
    fileprivate var isFilledField: Bool { if case .field(let field) = self { field.isFilled } else { false } }
}

extension Regions {
    /// The first row on top.
    fileprivate mutating func turn() {
        func turned<T>(_ all: [T]) -> [T] {
            guard all.count == columns * rows else { return all }
            return (0..<rows).reversed().flatMap { all[$0 * columns..<($0 + 1) * columns] }
        }
        let shown = kinds.map { $0 < 0 ? Color(0xd8d4d0) : colors[$0] }
        places = turned(places)
        colors = turned(shown)
        kinds = turned(kinds.map { $0 < 0 ? -1 : 0 }).enumerated().map { $0.element < 0 ? -1 : $0.offset }
    }
}
