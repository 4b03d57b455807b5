import Answers
import Figures
import Glibc
import Language
import Numbers

/// Classes of values: their edges, how many fall into each, and how that is drawn.
enum PlotHistogram {
    /// Several lists of values; nil for one.
    static func lists(_ value: Value, _ work: Work) throws -> [Value]? {
        if value.elements == nil, let columns = try PlotData.columns(value, work) { return columns.map { Value($0) } }
        guard let items = value.elements?.map(PlotData.plain), let first = items.first else { return nil }
        return first.elements != nil || first.asThing((any PlottedArray).self) != nil ? items : nil
    }

    /// The edges of the classes, lowest first.
    static func edges(_ values: [Double], _ arguments: Arguments) throws -> [Double] {
        let ends = arguments["range"].doubles
        let range = ends.map { [$0.first ?? 0, $0.last ?? 1] }
        guard range?.allSatisfy(\.isFinite) != false else {
            throw arguments.mistake("range", "range = \(arguments["range"].brief)", expected: "two finite numbers")
        }
        guard range.map({ $0[0] <= $0[1] }) != false else {
            throw arguments.mistake(
                "range", "range = \(arguments["range"].brief)", expected: "two numbers, the smaller one first"
            )
        }
        let given = arguments["bins"]
        if given.asText == nil, given.asInt == nil {
            let edges = try arguments.plotted("bins").sorted()
            guard edges.count > 1, edges.allSatisfy(\.isFinite) else {
                throw arguments.mistake("bins", "bins = \(given.brief)", expected: "a number, or two or more edges")
            }
            return edges
        }
        let count = try given.asInt ?? automatic(values, arguments.work)
        guard (1...10_000).contains(count) else {
            throw arguments.mistake("bins", "bins = \(count)", expected: "1 to 10000 classes")
        }
        return even(range ?? values, count)
    }

    /// Classes of equal width from the lowest to the highest value.
    static func even(_ values: [Double], _ count: Int) -> [Double] {
        var (low, high) = (values.min() ?? 0, values.max() ?? 1)
        if low == high { (low, high) = (low - 0.5, high + 0.5) }
        // The last edge is the highest value itself, which would else fall out of the last class.
        let step = (high - low) / Double(count)
        return (0...count).map { $0 == count ? high : low + Double($0) * step }
    }

    /// NumPy's `'auto'`: the larger of Sturges's and Freedman and Diaconis's number.
    private static func automatic(_ values: [Double], _ work: Work) throws -> Int {
        let sorted = try ColumnWork.ordered(values, work)
        guard sorted.count > 1, let low = sorted.first, let high = sorted.last, low < high else { return 1 }
        let sturges = (high - low) / (log2(Double(sorted.count)) + 1)
        let width = 2 * (sorted.quantile(0.75) - sorted.quantile(0.25)) / cbrt(Double(sorted.count))
        let step = width > 0 ? Swift.min(width, sturges) : sturges
        return Swift.max(1, Swift.min(1000, Int(((high - low) / step).rounded(.up))))
    }

    /// The class of a value; nil outside of all.
    static func place(_ value: Double, _ edges: [Double]) -> Int? {
        guard let first = edges.first, let last = edges.last, value >= first, value <= last else { return nil }
        var (low, high) = (0, edges.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if value >= edges[middle] { low = middle } else { high = middle }
        }
        return low
    }

    static func counts(_ values: [Double], _ weights: [Double]?, _ edges: [Double], _ work: Work) throws -> [Double] {
        var counts = [Double](repeating: 0, count: edges.count - 1)
        var check = StopCheck(work)
        for (index, value) in values.enumerated() {
            try check.pass()
            if let place = place(value, edges) { counts[place] += weights?[index] ?? 1 }
        }
        return counts
    }

    /// Bars of each list beside or on each other, or the lines around them.
    static func draw(_ counts: [[Double]], _ edges: [Double], _ axes: PlotAxes, _ arguments: Arguments) throws {
        let kind = arguments["histtype"].asText ?? "bar"
        let isStacked = try arguments.bool("stacked") || kind == "barstacked"
        let isHorizontal = arguments["orientation"].asText == "horizontal"
        let names = PlotData.names(arguments["label"]) ?? []
        let several = arguments["color"].elements.flatMap { $0.isEmpty || $0.first?.asNumber != nil ? nil : $0 }
        if try arguments.bool("log") {
            if isHorizontal { axes.x.isLog = true } else { axes.y.isLog = true }
        }
        var feet = [Double](repeating: 0, count: edges.count - 1)
        for (number, heights) in counts.enumerated() {
            let color =
                try several.map { try PlotStyle.color($0[number % $0.count]) ?? 0 } ?? arguments.fill(axes)
            let name = names.count == counts.count ? names[number] : number == 0 ? arguments.label : ""
            if kind.hasPrefix("step") {
                axes.layers += try outline(
                    heights, feet, edges, name, color, isFilled: kind == "stepfilled", isHorizontal, arguments)
            } else {
                let isBeside = !isStacked && counts.count > 1
                let share = arguments["rwidth"].asDouble ?? (isBeside ? 0.8 : 1)
                let bars = heights.indices.map { i in
                    let width = edges[i + 1] - edges[i]
                    let part = width * share / Double(isBeside ? counts.count : 1)
                    let start = edges[i] + width * (1 - share) / 2 + (isBeside ? part * Double(number) : 0)
                    return Bars.Bar(x: start...(start + part), height: feet[i] + heights[i], base: feet[i])
                }
                var layer = Bars(bars, name: name, color: color)
                (layer.isHorizontal, layer.edge, layer.opacity) = (
                    isHorizontal, try arguments.edge(), arguments.opacity()
                )
                axes.layers.append(.bars(layer))
            }
            if isStacked { feet = zip(feet, heights).map { $0 + $1 } }
        }
    }

    private static func outline(
        _ heights: [Double], _ feet: [Double], _ edges: [Double], _ name: String, _ color: Int, isFilled: Bool,
        _ isHorizontal: Bool, _ arguments: Arguments
    ) throws -> [PanelLayer] {
        let tops = zip(feet, heights).map { $0 + $1 }
        if isFilled, !isHorizontal {
            let xs = tops.indices.flatMap { [edges[$0], edges[$0 + 1]] }
            var band = Band(
                x: xs, low: feet.flatMap { [$0, $0] }, high: tops.flatMap { [$0, $0] }, name: name, color: color)
            band.opacity = arguments.opacity()
            return [.band(band)]
        }
        var points = [Point(edges[0], feet[0])]
        for i in tops.indices { points += [Point(edges[i], tops[i]), Point(edges[i + 1], tops[i])] }
        points.append(Point(edges[tops.count], feet[tops.count - 1]))
        var curve = CurveLayer(isHorizontal ? points.map { Point($0.y, $0.x) } : points, name: name, color: color)
        try curve.look(as: arguments)
        return [.curve(curve)]
    }

    /// Rows of (r, g, b), each 0…1 or 0…255; nil for rows of numbers.
    static func pixels(_ value: Value, _ work: Work) throws -> [[Color]]? {
        let shape: [Int]
        if let array = value.asThing((any PlottedArray).self) {
            shape = array.shape
        } else {
            let rows = value.elements
            let first = rows?.first?.elements
            guard let depth = first?.first?.elements?.count else { return nil }
            shape = [rows?.count ?? 0, first?.count ?? 0, depth]
        }
        guard shape.count == 3, (3...4).contains(shape[2]), shape[0] > 0, shape[1] > 0 else { return nil }
        let numbers = try PlotData.numbers(value, "X", work)
        guard numbers.count == shape[0] * shape[1] * shape[2] else { return nil }
        let unit = numbers.contains { $0 > 1 } ? 1.0 : 255
        return try (0..<shape[0]).map { row in
            if work.isCancelled { throw Stopped() }
            return (0..<shape[1]).map { column in
                let start = (row * shape[1] + column) * shape[2]
                let bytes = (0..<3).map { UInt32(Swift.max(0, Swift.min(255, (numbers[start + $0] * unit).rounded()))) }
                return Color(bytes[0] << 16 | bytes[1] << 8 | bytes[2])
            }
        }
    }

    /// Round numbers over a stretch, at most so many steps: Matplotlib's `MaxNLocator`.
    static func round(_ low: Double, _ high: Double, atMost count: Int) -> [Double] {
        guard low.isFinite, high.isFinite, low < high else { return [low] }
        let raw = (high - low) / Double(count)
        let scale = pow(10, log10(raw).rounded(.down))
        guard scale > 0, scale.isFinite else { return [low, high] }
        for factor in [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15, 20] {
            let step = factor * scale
            let first = (low / step + 1e-10).rounded(.down)
            let last = (high / step - 1e-10).rounded(.up)
            guard last - first <= Double(count) + 0.5 || factor == 20, abs(first) < 1e15 else { continue }
            return stride(from: first, through: last, by: 1).map { $0 * step }
        }
        return [low, high]
    }
}
