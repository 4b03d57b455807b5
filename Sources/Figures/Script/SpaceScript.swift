// Three dimensions with a height of their own: surfaces, nets, lines and points, seen from where the panel says.

import Answers
import Numbers

struct SpaceScript {
    let panel: Panel
    let index: Int
    let layout: PageLayout

    func write(to script: inout GnuplotScript) {
        guard let eye = panel.eye else { return }
        setFrame(seenFrom: eye, in: &script)
        var (blocks, elements, images): ([String], [String], [[Float]]) = ([], [], [])
        func block(_ rows: [String]) -> String {
            let name = "$q\(index)d\(blocks.count)"
            blocks.append("\(name) << EOD\n\(rows.joined(separator: "\n"))\nEOD")
            return name
        }
        for layer in panel.layers {
            if case .surface(let surface) = layer {
                let (element, numbers) = self.element(surface)
                elements.append(element)
                images.append(numbers)
            }
            guard case .space(let space) = layer else { continue }
            elements += self.elements(space, block)
        }
        // gnuplot draws a colour bar only beside something that uses the palette: a point out of sight does.
        if layout.colorBars[index] != nil, images.isEmpty {
            let (x, y, z) = (panel.x.range.upperBound, panel.y.range.upperBound, panel.z.range.upperBound)
            let away = "\(2 * abs(x) + 1 + x) \(y) \(z) 0.5"
            elements.append("\(block([away])) using 1:2:3:4 with points palette notitle")
        }
        for block in blocks { script.add(block) }
        script.add("splot " + (elements.isEmpty ? ["NaN notitle"] : elements).joined(separator: ", \\\n      "))
        for image in images { script.add(image) }
    }

    /// Box, view, axes and colours.
    private func setFrame(seenFrom eye: Eye, in script: inout GnuplotScript) {
        let (page, em) = (layout.page, layout.page.em)
        // The frame's box, with what the numbers take.
        let box = layout.frames[index].box
        let corner = page.screen(Point(max(0, box.left - 3 * em), min(Double(page.height), box.bottom + 2.5 * em)))
        let size = Point(
            (min(Double(page.width), box.right + em) - max(0, box.left - 3 * em)) / Double(page.width),
            (min(Double(page.height), box.bottom + 2.5 * em) - box.top) / Double(page.height))
        let turn = (eye.azimuth + 90).truncatingRemainder(dividingBy: 360)
        script.add(
            """
            set margins -1,-1,-1,-1; set origin \(corner); set size \(size.x.short(4)),\(size.y.short(4))
            unset logscale; unset grid; unset y2tics; unset mxtics; unset mytics
            set view \(max(0, min(180, 90 - eye.elevation)).short(4)),\((turn < 0 ? turn + 360 : turn).short(4)),1.1,1.2
            set xyplane at \(panel.z.range.lowerBound)
            set border 4095 lc rgb '#cfcbc6' lw 0.6
            set xlabel \(Inert.quoted(panel.x.label)) noenhanced
            set ylabel \(Inert.quoted(panel.y.label)) noenhanced
            set zlabel \(Inert.quoted(panel.z.label)) noenhanced rotate by 90 offset 1,0
            \(axis("x", panel.x))
            \(axis("y", panel.y))
            \(axis("z", panel.z))
            set pm3d depthorder noborder nolighting
            """)
        if let colors = panel.colors {
            for line in ColorScript.palette(colors) { script.add(line) }
            if let bar = layout.colorBars[index] {
                for line in ColorScript.bar(colors, bar, page: page) { script.add(line) }
            }
        }
    }

    /// Lines and signs of a layer.
    ///
    /// - Parameter block: takes rows down and gives the name that they have in the script.
    private func elements(_ space: SpaceLayer, _ block: ([String]) -> String) -> [String] {
        var elements: [String] = []
        let isTinted = space.tints.count == space.floor.count
        let rows = space.floor.indices.map { i in
            let (place, height) = (space.floor[i], space.heights[i])
            guard place.isFinite, height.isFinite else { return "" }
            return "\(place.x) \(place.y) \(height)" + (isTinted ? " \(space.tints[i].number)" : "")
        }
        let name = block(rows)
        let color = isTinted ? "variable" : "'\(Color.cycled(space.color).hex)'"
        let columns = "1:2:3" + (isTinted ? ":4" : "")
        if space.hasLine {
            elements.append(
                "\(name) using 1:2:3 with lines lw \((2.2 * space.weight * layout.page.stroke).short())"
                    + "\(space.pattern.gnuplot) lc rgb '\(Color.cycled(space.color).hex)' notitle")
        }
        if let symbol = space.symbol {
            let size = (rows.count > 400 ? 0.5 : rows.count > 100 ? 0.7 : 0.9) * (space.hasLine ? 1 : space.weight)
            elements.append(
                "\(name) using \(columns) with points pt \(symbol.gnuplot) ps \(size.short()) lw 1.4 "
                    + "lc rgb \(color) notitle")
        }
        return elements
    }

    /// Place, height and place in the palette of each grid point.
    private func element(_ surface: SurfaceLayer) -> (String, [Float]) {
        let grid = surface.grid
        let numbers = grid.values.indices.flatMap { index -> [Float] in
            let value = grid.values[index]
            return [
                Float(ValueGrid.place(index % grid.columns, of: grid.columns, in: grid.x)),
                Float(ValueGrid.place(index / grid.columns, of: grid.rows, in: grid.y)), Float(value),
                Float(panel.colors?.place(of: value) ?? .nan),
            ]
        }
        let net = "with lines lw \((0.9 * layout.page.stroke).short()) lc rgb '\(Color.cycled(3).hex)'"
        let veil = surface.opacity < 1 ? " fillstyle transparent solid \(surface.opacity.short(3))" : ""
        return (
            "'-' binary record=(\(grid.columns),\(grid.rows)) format='%float32%float32%float32%float32' "
                + (surface.isWire ? "using 1:2:3 \(net)" : "using 1:2:3:4 with pm3d\(veil)") + " notitle", numbers
        )
    }

    private func axis(_ name: String, _ axis: Axis) -> String {
        let ticks = axis.ticks(about: 5).map { "\(Inert.quotedTick($0.text)) \($0.place.short(6))" }
        let (low, high) = (axis.range.lowerBound, axis.range.upperBound)
        return "set \(name)range [\(axis.isReversed ? high : low):\(axis.isReversed ? low : high)]; "
            + "set \(name)tics out nomirror scale 0.6 textcolor rgb '#444444' (\(ticks.joined(separator: ", ")))"
    }
}
