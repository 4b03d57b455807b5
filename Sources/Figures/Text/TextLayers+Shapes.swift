// Filled shapes in characters.

import Numbers

extension TextLayers {
    /// Each cell whose middle lies in a shape takes its colour or, without colours, a sign of its layer or the density of its
    /// amount. Of a shape that is not filled the line around it is drawn.
    func draw(_ shapes: Shapes, number: Int, on canvas: inout TextCanvas) {
        for (index, outline) in shapes.outlines.enumerated() where outline.allSatisfy(\.isFinite) {
            guard shapes.isFilled else {
                drawOutline(outline, shapes, on: &canvas)
                continue
            }
            let (across, up) = (outline.map { panel.x.share($0.x) }, outline.map { panel.y.share($0.y) })
            guard let left = across.min(), let right = across.max(), let low = up.min(), let high = up.max(),
                left < 1, right > 0, low < 1, high > 0
            else { continue }
            let corners = zip(across, up).map { Point($0, $1) }
            for row in 0..<rows {
                let share = 1 - (Double(row) + 0.5) / Double(rows)
                guard share >= low, share <= high else { continue }
                for column in 0..<columns {
                    let place = Point((Double(column) + 0.5) / Double(columns), share)
                    guard place.x >= left, place.x <= right, Shapes.contains(place, in: corners) else { continue }
                    canvas[self.left + column, top + row] = cell(shapes, index, number)
                }
            }
        }
    }

    private func cell(_ shapes: Shapes, _ index: Int, _ number: Int) -> TextCell {
        guard !hasColors else {
            let own = shapes.tints.indices.contains(index) ? Color.place(shapes.tints[index]) : shapes.color
            let ink =
                shapes.places.indices.contains(index)
                ? ramp?.ground(shapes.places[index]) ?? style.ink(own) : style.ink(own)
            return TextCell(glyph: style.unicode ? (shapes.opacity < 0.6 ? "░" : "█") : "#", ink: ink)
        }
        guard shapes.places.indices.contains(index) else { return TextCell(glyph: TextKey.region(number)) }
        return TextCell(
            glyph: TextLayers.glyph(shapes.places[index], panel.colors?.palette, unicode: style.unicode))
    }

    private func drawOutline(_ outline: [Point], _ shapes: Shapes, on canvas: inout TextCanvas) {
        let corners = outline + outline.prefix(1)
        for (a, b) in zip(corners, corners.dropFirst()) {
            for step in 0...60 {
                let place = a + (b - a) * (Double(step) / 60)
                guard let column = column(of: place.x), let row = row(of: place.y) else { continue }
                canvas[left + column, top + row] = TextCell(
                    glyph: style.unicode ? "•" : ".", ink: style.ink(shapes.edge.map(Color.place) ?? shapes.color))
            }
        }
    }
}
