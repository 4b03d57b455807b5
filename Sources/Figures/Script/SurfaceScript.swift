// A surface seen from the side, with paths on it. Height and colour are the same quantity on the same scale, so a
// valley that spans decades stays a valley.

import Answers
import Numbers

struct SurfaceScript {
    let panel: Panel
    let frame: PanelFrame
    let page: PageSize

    func write(to script: inout GnuplotScript) {
        guard let colors = panel.colors else { return }
        let surfaces = panel.layers.compactMap { if case .surface(let surface) = $0 { surface } else { nil } }
        guard let surface = surfaces.first else { return }
        let height = 1 - (frame.box.top - 0.6 * page.em) / Double(page.height)
        let stops = colors.palette.stops.map { "\($0.place.short(5)) '\($0.color.hex)'" }
        let labels = [("x", panel.x.label), ("y", panel.y.label)].map { name, label in
            "set \(name)label \(Inert.quoted(label)) noenhanced"
        }
        script.add(
            """
            set margins -1,-1,-1,-1; set origin 0,0; set size 1,\(height.short(4))
            unset logscale; unset grid
            set view \(SurfaceView.tilt.short()),\(SurfaceView.turn.short()),1.15,\(SurfaceView.stretch.short())
            set xyplane at 0
            set border 31 lc rgb '\(Color.frame.hex)' lw 0.8
            set xrange [\(surface.grid.x.lowerBound):\(surface.grid.x.upperBound)]
            set yrange [\(surface.grid.y.lowerBound):\(surface.grid.y.upperBound)]
            set zrange [0:1]; set cbrange [0:1]
            \(labels.joined(separator: "\n"))
            set zlabel \(Inert.quoted(colors.label)) noenhanced rotate by 90 offset 1,0
            \(ticks("x", panel.x.ticks(about: 5)))
            \(ticks("y", panel.y.ticks(about: 5)))
            \(ticks("z", colors.ticks.filter { !$0.text.isEmpty }))
            set palette defined (\(stops.joined(separator: ", ")))
            set pm3d scansautomatic noborder lighting primary 0.35 specular 0.15
            """)
        let grid = surface.grid
        let places = grid.values.map { Float(colors.place(of: $0) ?? .nan) }
        var blocks: [String] = []
        var elements = [
            "'-' binary array=(\(grid.columns),\(grid.rows)) origin=(\(grid.x.lowerBound),\(grid.y.lowerBound),0) "
                + "dx=\(ValueGrid.step(grid.x, grid.columns)) dy=\(ValueGrid.step(grid.y, grid.rows)) "
                + "format='%float32' using 1 with pm3d notitle"
        ]
        let view = SurfaceView(grid: grid, colors: colors)
        for (index, path) in surface.paths.enumerated() { add(path, index, view, &blocks, &elements) }
        let marks = panel.layers.compactMap { if case .mark(let mark) = $0 { mark } else { nil } }
        for (index, mark) in marks.enumerated() { add(mark, index, view, &blocks, &elements) }
        for block in blocks { script.add(block) }
        script.add("splot " + elements.joined(separator: ", \\\n      "))
        script.add(places)
    }

    /// A path over the surface: what is hidden behind it faintly, what is seen on a bright ground.
    private func add(
        _ path: Path, _ index: Int, _ view: SurfaceView, _ blocks: inout [String],
        _ elements: inout [String]
    ) {
        let parts = self.parts(path, view)
        let color = Color.cycled(path.color)
        // Later paths are dashed, so that one in the same valley does not hide the others.
        let dash = index > 0 ? " dashtype (5,5)" : ""
        if !parts.behind.isEmpty {
            let name = "$h\(index)"
            blocks.append("\(name) << EOD\n\(parts.behind.joined(separator: "\n"))\nEOD")
            elements.append(
                "\(name) using 1:2:3 with lines lw \((2 * page.stroke).short()) "
                    + "lc rgb '\(color.hex(transparency: 0.3))' notitle")
        }
        guard !parts.before.isEmpty else { return }
        let name = "$s\(index)"
        blocks.append("\(name) << EOD\n\(parts.before.joined(separator: "\n"))\nEOD")
        if index == 0 {
            elements.append(
                "\(name) using 1:2:3 with lines lw \((6 * page.stroke).short()) lc rgb '#30ffffff' notitle")
        }
        elements.append(
            "\(name) using 1:2:3 with lines lw \((2.6 * page.stroke).short())\(dash) lc rgb '\(color.hex)' notitle")
    }

    /// A sign over the surface, on a stalk where the surface hides its place.
    private func add(
        _ mark: Mark, _ index: Int, _ view: SurfaceView, _ blocks: inout [String], _ elements: inout [String]
    ) {
        guard let ground = view.height(over: mark.point), let seen = view.heightSeen(over: mark.point) else {
            return
        }
        let name = "$m\(index)"
        let sign = mark.kind.gnuplot
        if seen > ground {
            blocks.append("$t\(index) << EOD\n\(row(mark.point, ground))\n\(row(mark.point, seen))\nEOD")
            elements.append("$t\(index) using 1:2:3 with lines lw 1.6 lc rgb '\(mark.tint.hex)' notitle")
        }
        blocks.append("\(name) << EOD\n\(row(mark.point, seen))\nEOD")
        elements.append("\(name) using 1:2:3 with points pt \(sign) ps 1.6 lw 5.5 lc rgb '#ffffff' notitle")
        elements.append(
            "\(name) using 1:2:3 with points pt \(sign) ps 1.5 lw 2.4 lc rgb '\(mark.tint.hex)' notitle")
    }

    private func ticks(_ name: String, _ ticks: [Tick]) -> String {
        let texts = ticks.map { "\(Inert.quotedTick($0.text)) \($0.place.short(6))" }
        return "set \(name)tics out nomirror scale 0.6 textcolor rgb '#444444' (\(texts.joined(separator: ", ")))"
    }

    /// The rows of a path in front of the surface, and of its parts behind it; the two share their end points.
    private func parts(_ path: Path, _ view: SurfaceView) -> (before: [String], behind: [String]) {
        let isHidden = path.points.map { view.isHidden($0) }
        var before: [String] = []
        var behind: [String] = []
        for (index, place) in path.points.enumerated() {
            let text = row(place, view.height(over: place))
            let wasHidden = index > 0 ? isHidden[index - 1] : isHidden[index]
            if isHidden[index] { behind.append(text) } else { before.append(text) }
            guard isHidden[index] != wasHidden else { continue }
            if isHidden[index] { before += [text, ""] } else { behind += [text, ""] }
        }
        return (before, behind)
    }

    /// A point just above the surface; an empty line, which lifts the pen, for one outside of it.
    private func row(_ p: Point, _ height: Double?) -> String {
        height.map { "\(p.x) \(p.y) \(min(1, $0 + 0.006))" } ?? ""
    }
}
