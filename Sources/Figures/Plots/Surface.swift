// A landscape from the side, with the paths of runs on it.

public import Answers

extension Figure {
    /// The landscape from the side, with the paths on it.
    public static func surface(
        _ surface: LossSurface, trajectories: [Trajectory] = [], options: PlotOptions = PlotOptions(),
        work: Work = Work()
    ) -> Figure {
        let view = View(surface, trajectories: trajectories, options: options)
        let sampled = surface.sampled(view.x, view.y, work)
        let fine = surface.refined(sampled)
        let grid =
            surface.isCostly
            ? ValueGrid(columns: 80, rows: 80, x: view.x, y: view.y, of: fine.nearest)
            : ValueGrid(columns: 80, rows: 80, x: view.x, y: view.y, work: work, of: surface.value)
        let paths = trajectories.enumerated().map { Path($1.points, name: $1.label, color: $0) }
        let starts = trajectories.startMarks
        let minima = view.visible(surface.minima).prefix(8).map { Mark(.minimum, at: $0, name: "minimum") }
        let colors = ColorScale(fitting: fine, minimum: surface.minimumValue)
        let panel = Panel(
            x: Axis("x", view.x), y: Axis("y", view.y), colors: colors,
            layers: [.surface(SurfaceLayer(grid, paths: paths))] + (starts + minima).map { .mark($0) })
        let eye = SurfaceView(grid: grid, colors: colors)
        var behind = minima.contains { eye.isHidden($0.point) } ? ["stems lead down to minima behind the surface"] : []
        if trajectories.contains(where: { $0.points.contains { eye.isHidden($0) } }) {
            behind.append("paler: behind the surface")
        }
        return Figure(
            title: options.title ?? title(surface.name, trajectories),
            caption: caption(surface.name, trajectories, view: view) + surface.sampling + behind,
            sentence: Sentence.contour(surface, trajectories: trajectories, grid: grid), panels: [panel])
    }
}
