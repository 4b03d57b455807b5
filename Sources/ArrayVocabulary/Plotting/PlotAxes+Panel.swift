import Answers
import Figures
import Glibc
import Language
import Numbers

/// A frame as a panel: its layers, and how far its axes go.
extension PlotAxes {
    /// As it stands now, over the stretch that some frames share.
    ///
    /// - Throws: `Stopped` once the work was stopped.
    func panel(sharingX: [PlotAxes] = [], sharingY: [PlotAxes] = [], _ work: Work) throws -> Panel {
        var (across, up, high) = (Extent(work), Extent(work), Extent(work))
        for axes in sharingX.isEmpty ? [self] : sharingX {
            for layer in axes.measured + (axes.twin?.measured ?? []) { try axes.measure(layer, across: &across) }
        }
        for axes in sharingY.isEmpty ? [self] : sharingY {
            for layer in axes.measured + (axes.crown?.measured ?? []) { try axes.measure(layer, up: &up) }
        }
        for layer in layers { try measure(layer, height: &high) }
        var (first, second) = (x, y)
        first.limits = PlotAxes.limits(of: sharingX.map(\.x), x.limits)
        second.limits = PlotAxes.limits(of: sharingY.map(\.y), y.limits)
        var panel = Panel(
            title: title, x: axis(first, across), y: axis(second, up), z: axis(z, high), colors: colors,
            layers: try layers.map { try named($0).thinned(stoppedBy: work) })
        panel.x.isWhole = across.isWhole && x.names.isEmpty
        panel.hasColorBar = hasColorBar
        panel.isImage = isBare
        (panel.isEqual, panel.hasGrid, panel.eye) = (isEqual, hasGrid, eye)
        (panel.legend, panel.legendTitle) = (hasLegend ? legend : nil, legendTitle)
        if let twin { try add(twin, to: &panel, work) }
        if let crown { try add(above: crown, to: &panel, work) }
        return panel
    }

    /// The layers that say how far the axes go: shapes that were put into an empty frame by themselves do not.
    private var measured: [PanelLayer] {
        let areAlone = layers.allSatisfy { if case .shapes(let shapes) = $0 { shapes.isLoose } else { false } }
        return areAlone ? [] : layers
    }

    /// The layers of a frame with its own vertical axis, in units of this one's.
    private func add(_ twin: PlotAxes, to panel: inout Panel, _ work: Work) throws {
        var extent = Extent(work)
        for layer in twin.layers { try measure(layer, up: &extent) }
        let axis = twin.axis(twin.y, extent)
        let own = panel.y
        panel.layers += try twin.layers.map { layer in
            try twin.named(layer).thinned(stoppedBy: work).moved { own.value(at: axis.share($0)) }
        }
        panel.second = axis
        if panel.x.label.isEmpty { panel.x.label = twin.x.label }
        twin.fillGaps(of: &panel)
    }

    /// The layers of a frame with its own horizontal axis, in units of this one's.
    private func add(above crown: PlotAxes, to panel: inout Panel, _ work: Work) throws {
        var extent = Extent(work)
        for layer in crown.measured { try measure(layer, across: &extent) }
        let axis = crown.axis(crown.x, extent)
        let own = panel.x
        panel.layers += try crown.layers.map { layer in
            try crown.named(layer).thinned(stoppedBy: work).shifted { own.value(at: axis.share($0)) }
        }
        panel.top = axis
        if panel.y.label.isEmpty { panel.y.label = crown.y.label }
        crown.fillGaps(of: &panel)
    }

    /// Legend and colours of a frame that lies over another, where that one has none.
    private func fillGaps(of panel: inout Panel) {
        if hasLegend, panel.legend == nil { panel.legend = legend }
        if panel.colors == nil { (panel.colors, panel.hasColorBar) = (colors, hasColorBar) }
    }

    private static func limits(
        of all: [Direction], _ own: (low: Double?, high: Double?)
    ) -> (low: Double?, high: Double?) {
        (own.low ?? all.lazy.compactMap(\.limits.low).first, own.high ?? all.lazy.compactMap(\.limits.high).first)
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
        case .shapes(var shapes):
            shapes.name = ""
            return .shapes(shapes)
        case .guide(var guide):
            guide.name = ""
            return .guide(guide)
        case .space(var space):
            space.name = ""
            return .space(space)
        case .arrows(var arrows):
            arrows.name = ""
            return .arrows(arrows)
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
        private var check: StopCheck

        init(_ work: Work) { check = StopCheck(work) }

        mutating func add(_ values: some Sequence<Double>) throws {
            for value in values {
                try check.pass()
                guard value.isFinite else { continue }
                low = Swift.min(low, value)
                high = Swift.max(high, value)
                if value > 0 { lowestPositive = Swift.min(lowestPositive, value) }
                if value != value.rounded() { isWhole = false }
            }
        }

        mutating func addPlaces(of bars: Bars) throws {
            try add(bars.bars.lazy.flatMap { [$0.x.lowerBound, $0.x.upperBound] })
        }

        mutating func addLengths(of bars: Bars) throws {
            try add(bars.bars.lazy.flatMap { [$0.base, $0.height] })
            standsOnZero = true
        }
    }

    private func measure(_ layer: PanelLayer, across: inout Extent) throws {
        switch layer {
        case .curve(let curve): try across.add(curve.measured.lazy.map { $0.x })
        case .points(let points): try across.add(points.points.lazy.map { $0.x })
        case .band(let band): try across.add(band.x)
        case .shapes(let shapes): try across.add(shapes.measured.lazy.map { $0.x })
        case .bars(let bars):
            if bars.isHorizontal { try across.addLengths(of: bars) } else { try across.addPlaces(of: bars) }
        case .field(let field): try across.add([field.grid.x.lowerBound, field.grid.x.upperBound])
        case .surface(let surface): try across.add([surface.grid.x.lowerBound, surface.grid.x.upperBound])
        case .regions(let regions):
            let half = step(regions.x, regions.columns) / 2
            try across.add([regions.x.lowerBound - half, regions.x.upperBound + half])
        case .guide(let guide):
            if guide.direction == .vertical { try across.add([guide.value] + (guide.end.map { [$0] } ?? [])) }
        case .space(let space): try across.add(space.floor.lazy.map { $0.x })
        case .arrows(let arrows): try across.add(arrows.from.lazy.map { $0.x })
        case .mark, .path, .note: break
        }
    }

    private func measure(_ layer: PanelLayer, up: inout Extent) throws {
        switch layer {
        case .curve(let curve): try up.add(curve.measured.lazy.map { $0.y })
        case .points(let points): try up.add(points.points.lazy.map { $0.y })
        case .band(let band): try up.add(band.low + band.high)
        case .shapes(let shapes): try up.add(shapes.measured.lazy.map { $0.y })
        case .bars(let bars):
            if bars.isHorizontal { try up.addPlaces(of: bars) } else { try up.addLengths(of: bars) }
        case .field(let field): try up.add([field.grid.y.lowerBound, field.grid.y.upperBound])
        case .surface(let surface): try up.add([surface.grid.y.lowerBound, surface.grid.y.upperBound])
        case .regions(let regions):
            let half = step(regions.y, regions.rows) / 2
            try up.add([regions.y.lowerBound - half, regions.y.upperBound + half])
        case .guide(let guide):
            if guide.direction == .horizontal { try up.add([guide.value] + (guide.end.map { [$0] } ?? [])) }
        case .space(let space): try up.add(space.floor.lazy.map { $0.y })
        case .arrows(let arrows): try up.add(arrows.from.lazy.map { $0.y })
        case .mark, .path, .note: break
        }
    }

    private func measure(_ layer: PanelLayer, height: inout Extent) throws {
        switch layer {
        case .space(let space): try height.add(space.heights)
        case .surface(let surface): try height.add(surface.grid.values)
        default: break
        }
    }

    private func step(_ range: ClosedRange<Double>, _ count: Int) -> Double {
        count > 1 ? (range.upperBound - range.lowerBound) / Double(count - 1) : 1
    }

    private func axis(_ direction: Direction, _ extent: Extent) -> Axis {
        var low = direction.isLog ? extent.lowestPositive : extent.low
        var high = extent.high
        let isEmpty = !low.isFinite || !high.isFinite || low > high
        if isEmpty { (low, high) = direction.isLog ? (0.1, 1) : (0, 1) }
        if !direction.isTight, !isEmpty {
            if direction.isLog, high > 0 {
                let air = pow(high / low, direction.air)
                (low, high) = (low / air, high * air)
            } else {
                let air = (high - low) * direction.air
                if !(extent.standsOnZero && low == 0) { low -= air }
                if !(extent.standsOnZero && high == 0) { high += air }
            }
        }
        low = direction.limits.low ?? low
        high = direction.limits.high ?? high
        let names =
            direction.names.isEmpty
            ? direction.categories.enumerated().map { Axis.Name($1, at: Double($0)) } : direction.names
        var axis = Axis(
            direction.label, Swift.min(low, high)...Swift.max(low, high), isLog: direction.isLog, names: names)
        (axis.isReversed, axis.turn) = (direction.isReversed, direction.turn)
        return axis
    }
}

extension PanelLayer {
    /// With its heights moved: from the units of one vertical axis to those of another.
    fileprivate func moved(_ place: (Double) -> Double) -> PanelLayer {
        func moved(_ points: [Point]) -> [Point] { points.map { Point($0.x, place($0.y)) } }
        switch self {
        case .curve(var curve):
            curve.points = moved(curve.points)
            return .curve(curve)
        case .points(var points):
            points.points = moved(points.points)
            return .points(points)
        case .band(var band):
            (band.low, band.high) = (band.low.map(place), band.high.map(place))
            return .band(band)
        case .shapes(var shapes):
            shapes.outlines = shapes.outlines.map(moved)
            return .shapes(shapes)
        case .bars(var bars) where !bars.isHorizontal:
            bars.bars = bars.bars.map { Bars.Bar(x: $0.x, height: place($0.height), base: place($0.base)) }
            return .bars(bars)
        case .guide(var guide) where guide.direction == .horizontal:
            (guide.value, guide.end) = (place(guide.value), guide.end.map(place))
            return .guide(guide)
        case .note(var note) where !note.isOfFrame:
            (note.place, note.target) = (moved([note.place])[0], note.target.map { moved([$0])[0] })
            return .note(note)
        default: return self
        }
    }

    /// With its places across moved: from the units of one horizontal axis to those of another.
    fileprivate func shifted(_ place: (Double) -> Double) -> PanelLayer {
        func shifted(_ points: [Point]) -> [Point] { points.map { Point(place($0.x), $0.y) } }
        func shifted(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
            let ends = [place(range.lowerBound), place(range.upperBound)].filter(\.isFinite)
            guard let low = ends.min(), let high = ends.max() else { return range }
            return low...high
        }
        switch self {
        case .curve(var curve):
            curve.points = shifted(curve.points)
            return .curve(curve)
        case .points(var points):
            points.points = shifted(points.points)
            return .points(points)
        case .band(var band):
            band.x = band.x.map(place)
            return .band(band)
        case .shapes(var shapes):
            shapes.outlines = shapes.outlines.map(shifted)
            return .shapes(shapes)
        case .bars(var bars) where bars.isHorizontal:
            bars.bars = bars.bars.map { Bars.Bar(x: $0.x, height: place($0.height), base: place($0.base)) }
            return .bars(bars)
        case .bars(var bars):
            bars.bars = bars.bars.map { Bars.Bar(x: shifted($0.x), height: $0.height, base: $0.base) }
            return .bars(bars)
        case .guide(var guide) where guide.direction == .vertical:
            (guide.value, guide.end) = (place(guide.value), guide.end.map(place))
            return .guide(guide)
        case .note(var note) where !note.isOfFrame:
            (note.place, note.target) = (shifted([note.place])[0], note.target.map { shifted([$0])[0] })
            return .note(note)
        default: return self
        }
    }
}

extension Shapes {
    /// Places that say how far the axes go.
    fileprivate var measured: [Point] { stretch.isEmpty ? outlines.flatMap { $0 } : stretch }
}

extension CurveLayer {
    /// The same: of a line that goes on beyond its places those that were given.
    fileprivate var measured: ArraySlice<Point> { isEndless ? points.prefix(givenPlaces) : points[...] }
}
