// A surface seen from the side, with paths on it. Height and colour are the same quantity on the same scale, so a
// valley that spans decades stays a valley.

import Numbers

struct SurfaceScript {
    let panel: Panel
    let frame: Frame
    let page: PageSize

    func write(to script: inout Script) {
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
            set view 24,338,1.15,1.1; set xyplane at 0
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
                + "dx=\(FieldImage.step(grid.x, grid.columns)) dy=\(FieldImage.step(grid.y, grid.rows)) "
                + "format='%float32' using 1 with pm3d notitle"
        ]
        for (index, path) in surface.paths.enumerated() {
            let heights = surface.heights.indices.contains(index) ? surface.heights[index] : []
            let rows = zip(path.points, heights).map { point, height in
                row(point, height: height, grid: grid, colors: colors)
            }
            let name = "$s\(index)"
            blocks.append("\(name) << EOD\n\(rows.joined(separator: "\n"))\nEOD")
            let color = Color.cycled(path.color).hex
            let width = page.stroke
            // Later paths are dashed, so that one in the same valley does not hide the others.
            let dash = index > 0 ? " dashtype (5,5)" : ""
            if index == 0 {
                elements.append("\(name) using 1:2:3 with lines lw \((6 * width).short()) lc rgb '#30ffffff' notitle")
            }
            elements.append(
                "\(name) using 1:2:3 with lines lw \((2.6 * width).short())\(dash) lc rgb '\(color)' notitle")
        }
        let marks = panel.layers.compactMap { if case .mark(let mark) = $0 { mark } else { nil } }
        for (index, mark) in marks.enumerated() {
            let height = grid.nearest(mark.point)
            let name = "$m\(index)"
            blocks.append("\(name) << EOD\n\(row(mark.point, height: height, grid: grid, colors: colors))\nEOD")
            let color = mark.tint.hex
            let sign = mark.kind.gnuplot
            elements.append("\(name) using 1:2:3 with points pt \(sign) ps 1.6 lw 5.5 lc rgb '#ffffff' notitle")
            elements.append("\(name) using 1:2:3 with points pt \(sign) ps 1.5 lw 2.4 lc rgb '\(color)' notitle")
        }
        for block in blocks { script.add(block) }
        script.add("splot " + elements.joined(separator: ", \\\n      "))
        script.add(places)
    }

    private func ticks(_ name: String, _ ticks: [Tick]) -> String {
        let texts = ticks.map { "\(Inert.quotedTick($0.text)) \($0.place.short(6))" }
        return "set \(name)tics out nomirror scale 0.6 textcolor rgb '#444444' (\(texts.joined(separator: ", ")))"
    }

    /// A point just above the surface; an empty line, which lifts the pen, for one outside of it.
    private func row(_ p: Point, height: Double, grid: Grid, colors: ColorScale) -> String {
        guard p.isFinite, grid.x.contains(p.x), grid.y.contains(p.y), let place = colors.place(of: height) else {
            return ""
        }
        return "\(p.x) \(p.y) \(min(1, place + 0.006))"
    }
}
