// The picture of a landscape from above, with the paths of runs over it.

import Glibc
public import Answers

extension Figure {
    /// Loss as colours and contour lines, with paths, starts, ends and known minima.
    public static func contour(
        _ surface: LossSurface, trajectories: [Trajectory] = [], options: PlotOptions = PlotOptions(),
        work: Work = Work()
    ) -> Figure {
        let view = View(surface, trajectories: trajectories, options: options)
        let sampled = surface.sampled(view.x, view.y, work)
        let grid = surface.refined(sampled)
        let scale = ColorScale(fitting: grid, minimum: surface.minimumValue)
        let isSplit = options.panels && trajectories.count > 1
        let groups = isSplit ? trajectories.enumerated().map { [$0] } : [Array(trajectories.enumerated())]
        let panels = groups.map { group in
            Panel(
                title: isSplit ? group.first?.element.label ?? "" : "", x: Axis("x", view.x), y: Axis("y", view.y),
                colors: scale,
                layers: [.field(Field(grid))] + pathLayers(group, view: view, isNamed: !isSplit)
                    + placeLayers(surface, view: view))
        }
        return Figure(
            title: options.title ?? title(surface.name, trajectories),
            caption: caption(surface.name, trajectories, view: view) + surface.sampling,
            sentence: Sentence.contour(surface, trajectories: trajectories, grid: sampled), panels: panels)
    }

    private static func pathLayers(
        _ group: [(offset: Int, element: Trajectory)], view: View, isNamed: Bool
    ) -> [PanelLayer] {
        let layers = group.map { index, trajectory in trajectory.way(color: index, isNamed: isNamed) }
        return layers + group.map(\.element).startMarks.map { .mark($0) }
    }

    private static func placeLayers(_ surface: LossSurface, view: View) -> [PanelLayer] {
        let minima = view.visible(surface.minima)
        let isOne = minima.count == 1
        let marks = minima.prefix(24).map { point in
            let name = isOne ? "minimum \(Tick.text(point))" : minima.count <= 4 ? Tick.text(point) : "global minima"
            return Mark(.minimum, at: point, name: name)
        }
        let saddles = view.visible(surface.saddles).prefix(8).map { Mark(.saddle, at: $0, name: "saddle") }
        return (marks + saddles).map { .mark($0) }
    }
}
