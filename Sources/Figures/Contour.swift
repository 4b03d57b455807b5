// The picture of a landscape from above, with the paths of runs over it.

import Glibc
public import Numbers

extension Figure {
    /// Loss as colours and contour lines, with paths, starts, ends and known minima.
    public static func contour(
        _ scene: Scene, walks: [Walk] = [], options: PlotOptions = PlotOptions(), work: Work = Work()
    ) -> Figure {
        let view = View(scene, walks: walks, options: options)
        let sampled = scene.sampled(view, work)
        let grid = scene.refined(sampled)
        let scale = ColorScale(fitting: grid, minimum: scene.minimumValue)
        let isSplit = options.panels && walks.count > 1
        let groups = isSplit ? walks.enumerated().map { [$0] } : [Array(walks.enumerated())]
        let panels = groups.map { group in
            Panel(
                title: isSplit ? group.first?.element.label ?? "" : "", x: Axis("x", view.x), y: Axis("y", view.y),
                colors: scale,
                layers: [.field(Field(grid))] + pathLayers(group, view: view, isNamed: !isSplit)
                    + placeLayers(scene, view: view))
        }
        return Figure(
            title: options.title ?? title(scene.name, walks),
            caption: caption(scene.name, walks, view: view) + scene.sampling,
            sentence: Story.contour(scene, walks: walks, grid: sampled), panels: panels)
    }

    /// The landscape from the side, with the paths on it.
    public static func surface(
        _ scene: Scene, walks: [Walk] = [], options: PlotOptions = PlotOptions(), work: Work = Work()
    ) -> Figure {
        let view = View(scene, walks: walks, options: options)
        let sampled = scene.sampled(view, work)
        let fine = scene.refined(sampled)
        let grid =
            scene.isCostly
            ? Grid(columns: 80, rows: 80, x: view.x, y: view.y, of: fine.nearest)
            : Grid(columns: 80, rows: 80, x: view.x, y: view.y, work: work, of: scene.value)
        let paths = walks.enumerated().map { Path($1.points, name: $1.label, color: $0) }
        let surface = Surface(grid, paths: paths, heights: walks.map { $0.points.map(scene.value) })
        let starts = Set(walks.compactMap(\.start)).map { Mark(.start, at: $0, name: "start") }
        let minima = view.visible(scene.minima).prefix(8).map { Mark(.minimum, at: $0, name: "minimum") }
        let colors = ColorScale(fitting: fine, minimum: scene.minimumValue)
        let panel = Panel(
            x: Axis("x", view.x), y: Axis("y", view.y), colors: colors,
            layers: [.surface(surface)] + (starts + minima).map { .mark($0) })
        let eye = SurfaceView(grid: grid, colors: colors)
        let isPartlyHidden =
            (starts + minima).contains { eye.isHidden($0.point, height: grid.nearest($0.point)) }
            || walks.contains { walk in walk.points.contains { eye.isHidden($0, height: grid.nearest($0)) } }
        return Figure(
            title: options.title ?? title(scene.name, walks),
            caption: caption(scene.name, walks, view: view) + scene.sampling
                + (isPartlyHidden ? ["paler: behind the surface"] : []),
            sentence: Story.contour(scene, walks: walks, grid: grid), panels: [panel])
    }

    private static func pathLayers(
        _ group: [(offset: Int, element: Walk)], view: View, isNamed: Bool
    ) -> [Layer] {
        var layers: [Layer] = group.map { index, walk in
            .path(
                Path(walk.points, name: isNamed ? walk.label : "", color: index, dotEvery: walk.dotEvery / walk.stride))
        }
        var starts: [Point] = []
        for (_, walk) in group {
            if let start = walk.start, !starts.contains(start) {
                starts.append(start)
                layers.append(.mark(Mark(.start, at: start, name: "start")))
            }
        }
        return layers
    }

    private static func placeLayers(_ scene: Scene, view: View) -> [Layer] {
        let minima = view.visible(scene.minima)
        let isOne = minima.count == 1
        let marks = minima.prefix(24).map { point in
            let name = isOne ? "minimum \(Tick.text(point))" : minima.count <= 4 ? Tick.text(point) : "global minima"
            return Mark(.minimum, at: point, name: name)
        }
        let saddles = view.visible(scene.saddles).prefix(8).map { Mark(.saddle, at: $0, name: "saddle") }
        return (marks + saddles).map { .mark($0) }
    }

    static func title(_ landscape: String, _ walks: [Walk]) -> String {
        switch walks.count {
        case 0: return landscape
        case 1: return "\(walks[0].name) on \(landscape)"
        case 2, 3:
            let names = walks.map(\.name)
            return names.dropLast().joined(separator: ", ") + " and \(names[names.count - 1]) on \(landscape)"
        default: return "\(walks.count) rules on \(landscape)"
        }
    }

    static func caption(_ landscape: String, _ walks: [Walk], view: View? = nil) -> [String] {
        var facts = [landscape]
        let starts = Set(walks.compactMap { $0.start.map { Tick.text($0, isCurve: view?.isCurve ?? false) } })
        if starts.count == 1, let start = starts.first { facts.append("start \(start)") }
        let counts = Set(walks.map(\.steps))
        if let steps = counts.first, counts.count == 1 {
            facts.append("\(steps) step\(steps == 1 ? "" : "s")\(walks.count > 1 ? " each" : "")")
        } else if let most = counts.max() {
            facts.append("up to \(most) steps")
        }
        let every = Set(walks.map(\.dotEvery))
        if let one = every.first, every.count == 1, one > 1, view != nil { facts.append("a dot every \(one) steps") }
        // Facts that all runs share are said once; the others beside their run's name.
        let shared = (walks.first?.facts ?? []).filter { fact in walks.allSatisfy { $0.facts.contains(fact) } }
        facts += shared
        for walk in walks {
            let own = walk.facts.filter { !shared.contains($0) }
            if !own.isEmpty, walks.count <= 4 { facts.append("\(walk.name): \(own.joined(separator: ", "))") }
        }
        if let view {
            let outside = walks.filter { view.leaves($0) }
            if !outside.isEmpty {
                facts.append(
                    walks.count == 1
                        ? "the path leaves the frame"
                        : "\(outside.map(\.name).joined(separator: ", ")) leaves the frame")
            }
        }
        return facts
    }
}

extension Tick {
    /// (−1.5, 2)
    static func text(_ p: Point, isCurve: Bool = false) -> String {
        isCurve ? text(p.x, digits: 3) : "(\(text(p.x, digits: 3)), \(text(p.y, digits: 3)))"
    }
}

extension Scene {
    /// Whether its values take so long that fewer of them are computed than are drawn.
    var isCostly: Bool { resolution < 200 }

    /// What the caption says of that.
    var sampling: [String] { isCostly ? ["\(resolution) × \(resolution) values, interpolated"] : [] }

    func sampled(_ view: View, _ work: Work) -> Grid {
        Grid(columns: resolution, rows: resolution, x: view.x, y: view.y, work: work, of: value)
    }

    func refined(_ grid: Grid) -> Grid { isCostly ? grid.refined((199 + resolution - 2) / (resolution - 1)) : grid }
}

/// The stretch of a landscape that is shown.
struct View {
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>
    var isCurve = false

    /// The landscape's own frame, widened for a path that stays near it; a path that runs away does not shrink the
    /// rest to a speck, it is cut at the frame. A wide domain is narrowed to the runs and the minima when these take
    /// less than a fifth of it.
    init(_ scene: Scene, walks: [Walk], options: PlotOptions) {
        let points = walks.flatMap(\.points).filter(\.isFinite) + (walks.isEmpty ? [] : scene.minima.prefix(1))
        x = options.x ?? View.fit(scene.x, points.map(\.x))
        y = options.y ?? View.fit(scene.y, points.map(\.y))
    }

    init(x: ClosedRange<Double>, y: ClosedRange<Double>, isCurve: Bool) {
        self.x = x
        self.y = y
        self.isCurve = isCurve
    }

    static func fit(_ domain: ClosedRange<Double>, _ values: [Double]) -> ClosedRange<Double> {
        let span = domain.upperBound - domain.lowerBound
        guard let low = values.min(), let high = values.max(), span > 0 else { return domain }
        if high - low < span / 5, low >= domain.lowerBound, high <= domain.upperBound {
            let pad = max((high - low) * 0.6, span / 12)
            return max(domain.lowerBound, low - pad)...min(domain.upperBound, high + pad)
        }
        let reach = 0.5 * span
        let left = low < domain.lowerBound ? max(low - 0.05 * span, domain.lowerBound - reach) : domain.lowerBound
        let right = high > domain.upperBound ? min(high + 0.05 * span, domain.upperBound + reach) : domain.upperBound
        return left...right
    }

    func contains(_ p: Point) -> Bool { x.contains(p.x) && (isCurve || y.contains(p.y)) }
    func visible(_ points: [Point]) -> [Point] { points.filter(contains) }
    func leaves(_ walk: Walk) -> Bool { walk.points.contains { !contains($0) } }
}
