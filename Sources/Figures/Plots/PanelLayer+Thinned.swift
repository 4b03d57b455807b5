public import Answers
import Numbers

extension PanelLayer {
    /// Points at most that are all drawn: more than a screen has places for them.
    private static let most = 200_000
    /// Bars at most that are all drawn.
    private static let mostBars = 1 << 14
    /// Cells at most along one axis.
    private static let mostCells = 1 << 11
    /// Places along one axis at which a function is shown.
    private static let mostPlaces = 1 << 10

    /// With few enough places to be drawn at once where it has very many, and of the same look: of a line or a band its outline, of
    /// bars what they cover together, of points, arrows, shapes, cells and functions of the plane one for each place of a grid as fine as
    /// a screen.
    ///
    /// - Throws: `Stopped` once the work was stopped.
    public func thinned(stoppedBy work: Work) throws -> PanelLayer {
        switch self {
        case .curve(var curve) where curve.shown == nil && curve.points.count > DataSeries.most:
            curve.points = DataSeries("", curve.points).thinned(until: { work.isCancelled }).points
            if work.isCancelled { throw Stopped() }
            return .curve(curve)
        case .band(var band) where band.x.count > DataSeries.most:
            let kept = try PanelLayer.outline(of: band, work)
            (band.x, band.low, band.high) = (band.x.at(kept), band.low.at(kept), band.high.at(kept))
            return .band(band)
        case .regions(let regions)
        where max(regions.columns, regions.rows) > PanelLayer.mostCells && regions.texts.isEmpty && regions.tile == 0:
            return .regions(try PanelLayer.sampled(regions, work))
        case .field(var field) where max(field.grid.columns, field.grid.rows) > PanelLayer.mostPlaces:
            field.grid = try PanelLayer.sampled(field.grid, work)
            return .field(field)
        case .surface(var surface) where max(surface.grid.columns, surface.grid.rows) > PanelLayer.mostPlaces:
            surface.grid = try PanelLayer.sampled(surface.grid, work)
            return .surface(surface)
        case .bars(var bars) where bars.bars.count > PanelLayer.mostBars:
            bars.bars = try PanelLayer.silhouette(bars.bars, work)
            return .bars(bars)
        case .points(var points) where points.points.count > PanelLayer.most:
            let kept = try PanelLayer.apart(points.points, work)
            if points.tints.count == points.points.count { points.tints = points.tints.at(kept) }
            if points.sizes.count == points.points.count { points.sizes = points.sizes.at(kept) }
            points.points = points.points.at(kept)
            return .points(points)
        case .arrows(var arrows) where arrows.from.count > PanelLayer.most:
            let kept = try PanelLayer.apart(arrows.from, work)
            if arrows.tints.count == arrows.from.count { arrows.tints = arrows.tints.at(kept) }
            (arrows.from, arrows.by) = (arrows.from.at(kept), arrows.by.at(kept))
            return .arrows(arrows)
        case .shapes(var shapes) where shapes.outlines.count > PanelLayer.most:
            let corners = try shapes.outlines.map(stoppedBy: work) { $0.first ?? Point(.nan, .nan) }
            let kept = try PanelLayer.apart(corners, work)
            if shapes.tints.count == shapes.outlines.count { shapes.tints = shapes.tints.at(kept) }
            if shapes.places.count == shapes.outlines.count { shapes.places = shapes.places.at(kept) }
            shapes.outlines = shapes.outlines.at(kept)
            return .shapes(shapes)
        default: return self
        }
    }

    /// The places of a band at which one of its two edges has something to show.
    private static func outline(of band: Band, _ work: Work) throws -> [Int] {
        let edges = try [band.low, band.high].map { edge in
            try zip(band.x, edge).map(stoppedBy: work) { Point($0, $1) }
        }
        let kept = edges.map { DataSeries.outline($0, until: { work.isCancelled }) }
        if work.isCancelled { throw Stopped() }
        return Set(kept.joined()).sorted()
    }

    /// Every so manieth cell.
    private static func sampled(_ regions: Regions, _ work: Work) throws -> Regions {
        func ends(_ range: ClosedRange<Double>, _ count: Int, _ few: Int) -> ClosedRange<Double> {
            let half = ValueGrid.step(range, count) / 2
            let (low, high) = (range.lowerBound - half, range.upperBound + half)
            let inner = (high - low) / Double(2 * few)
            return (low + inner)...max(low + inner, high - inner)
        }
        var few = regions
        (few.columns, few.rows) = (min(mostCells, regions.columns), min(mostCells, regions.rows))
        few.x = ends(regions.x, regions.columns, few.columns)
        few.y = ends(regions.y, regions.rows, few.rows)
        var kept: [Int] = []
        for row in 0..<few.rows {
            if work.isCancelled { throw Stopped() }
            let start = (2 * row + 1) * regions.rows / (2 * few.rows) * regions.columns
            for column in 0..<few.columns {
                kept.append(start + (2 * column + 1) * regions.columns / (2 * few.columns))
            }
        }
        few.kinds = regions.kinds.at(kept)
        if regions.shades.count == regions.kinds.count { few.shades = regions.shades.at(kept) }
        if regions.places.count == regions.kinds.count { few.places = regions.places.at(kept) }
        return few
    }

    /// A function at fewer places, the ends among them.
    private static func sampled(_ grid: ValueGrid, _ work: Work) throws -> ValueGrid {
        func places(_ count: Int) -> [Int] {
            let few = min(mostPlaces, count)
            return few == count ? Array(0..<count) : (0..<few).map { $0 * (count - 1) / (few - 1) }
        }
        let (across, up) = (places(grid.columns), places(grid.rows))
        var values: [Double] = []
        values.reserveCapacity(across.count * up.count)
        for row in up {
            if work.isCancelled { throw Stopped() }
            for column in across { values.append(grid.values[row * grid.columns + column]) }
        }
        return ValueGrid(columns: across.count, rows: up.count, x: grid.x, y: grid.y, values: values)
    }

    /// What bars cover together, as bars beside each other: each of so many strips from the lowest to the highest place of all that
    /// stand in it.
    private static func silhouette(_ bars: [Bars.Bar], _ work: Work) throws -> [Bars.Bar] {
        var check = StopCheck(work)
        var (left, right) = (Double.infinity, -Double.infinity)
        for bar in bars where bar.height.isFinite && bar.base.isFinite {
            try check.pass()
            (left, right) = (min(left, bar.x.lowerBound), max(right, bar.x.upperBound))
        }
        guard left < right, (right - left).isFinite else { return Array(bars.prefix(mostBars)) }
        // Level k holds what covers 2ᵏ strips from each place on: a bar lies in two of them, however wide it is.
        let count = 1 << 12
        let levels = count.trailingZeroBitCount
        let nothing = (low: Double.infinity, high: -Double.infinity)
        var covered = [[(low: Double, high: Double)]](
            repeating: .init(repeating: nothing, count: count), count: levels + 1)
        func join(_ level: Int, _ place: Int, _ low: Double, _ high: Double) {
            let known = covered[level][place]
            covered[level][place] = (min(known.low, low), max(known.high, high))
        }
        for bar in bars where bar.height.isFinite && bar.base.isFinite {
            try check.pass(8)
            let first = place(bar.x.lowerBound, left, right, count)
            // A bar that ends where the next begins does not stand in its strip.
            let last = max(first, place(bar.x.upperBound.nextDown, left, right, count))
            let level = Int.bitWidth - 1 - (last - first + 1).leadingZeroBitCount
            let (low, high) = (min(bar.base, bar.height), max(bar.base, bar.height))
            join(level, first, low, high)
            join(level, last + 1 - 1 << level, low, high)
        }
        for level in stride(from: levels, to: 0, by: -1) {
            for place in 0...(count - 1 << level) {
                let (low, high) = covered[level][place]
                join(level - 1, place, low, high)
                join(level - 1, place + 1 << (level - 1), low, high)
            }
        }
        let wide = (right - left) / Double(count)
        return covered[0].enumerated().compactMap { place, stretch in
            guard stretch.low <= stretch.high else { return nil }
            let start = left + Double(place) * wide
            return Bars.Bar(x: start...(start + wide), height: stretch.high, base: stretch.low)
        }
    }

    /// In which of so many equal parts of a stretch a value lies.
    private static func place(_ value: Double, _ low: Double, _ high: Double, _ count: Int) -> Int {
        guard high > low else { return 0 }
        return max(0, min(count - 1, Int(saturating: (value - low) / (high - low) * Double(count))))
    }

    /// The first point in each cell of a grid over all of them.
    private static func apart(_ points: [Point], _ work: Work) throws -> [Int] {
        let (columns, rows) = (640, 480)
        var check = StopCheck(work)
        var (low, high) = (Point(.infinity, .infinity), Point(-.infinity, -.infinity))
        for point in points {
            try check.pass()
            guard point.isFinite else { continue }
            low = Point(min(low.x, point.x), min(low.y, point.y))
            high = Point(max(high.x, point.x), max(high.y, point.y))
        }
        var isTaken = [Bool](repeating: false, count: columns * rows)
        var kept: [Int] = []
        for (index, point) in points.enumerated() {
            try check.pass()
            guard point.isFinite else { continue }
            let cell = place(point.y, low.y, high.y, rows) * columns + place(point.x, low.x, high.x, columns)
            if !isTaken[cell] { kept.append(index) }
            isTaken[cell] = true
        }
        return kept
    }
}

extension Array {
    /// The elements at some places.
    fileprivate func at(_ places: [Int]) -> [Element] { places.map { self[$0] } }
}
