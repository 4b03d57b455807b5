// Filled shapes as gnuplot elements.

import Numbers

extension PanelScript {
    mutating func add(_ shapes: Shapes) {
        let alpha = UInt32((255 * (1 - max(0, min(1, shapes.opacity)))).rounded()) << 24
        let drawn = shapes.outlines.indices.filter { index in
            shapes.outlines[index].count > 2 && shapes.outlines[index].allSatisfy { frame.pixel($0).isFinite }
        }
        guard !drawn.isEmpty else { return }
        func rows(isClosed: Bool) -> [String] {
            drawn.map { index in
                let outline = shapes.outlines[index]
                let number = shapes.fill(index).number | alpha
                let corners = isClosed ? outline + outline.prefix(1) : outline
                return corners.map { "\($0.x) \($0.y) \(number)" }.joined(separator: "\n") + "\n"
            }
        }
        if shapes.isFilled {
            elements.append(
                "\(block(rows(isClosed: false))) using 1:2:3 with filledcurves closed fillcolor rgb variable "
                    + "fillstyle solid noborder notitle")
        }
        let isSeamless = shapes.isFilled && shapes.edge == nil && shapes.opacity == 1 && drawn.count > 1
        guard shapes.edge != nil || isSeamless || !shapes.isFilled else { return }
        // Neighbours of one mesh would show the ground between them as a hair.
        let color = isSeamless ? "variable" : "'\((shapes.edge ?? shapes.sample).hex(opacity: shapes.opacity))'"
        elements.append(
            "\(block(rows(isClosed: true))) using \(isSeamless ? "1:2:3" : "1:2") with lines "
                + "lw \(isSeamless ? "0.5" : width(1.5 * shapes.weight))\(shapes.pattern.gnuplot) lc rgb \(color) notitle"
        )
    }
}
