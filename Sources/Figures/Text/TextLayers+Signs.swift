// Points, marks, arrows and texts in characters.

import Glibc
import Answers
import Numbers

extension TextLayers {
    /// Each arrow as a sign that points its way.
    func draw(_ arrows: Arrows, on canvas: inout TextCanvas) {
        let signs: [Character] =
            style.unicode ? ["→", "↗", "↑", "↖", "←", "↙", "↓", "↘"] : [">", "/", "^", "\\", "<", "/", "v", "\\"]
        for (number, (from, by)) in zip(arrows.from, arrows.by).enumerated() where by.isFinite && by.norm > 0 {
            guard let column = column(of: from.x), let row = row(of: from.y) else { continue }
            let turn = Int(saturating: (atan2(by.y, by.x) / (.pi / 4)).rounded())
            let color = arrows.tints.indices.contains(number) ? Color.place(arrows.tints[number]) : arrows.color
            var cell = canvas[left + column, top + row]
            let ground = hasColors ? cell.ground : nil
            cell = TextCell(
                glyph: signs[((turn % 8) + 8) % 8],
                ink: ground == nil ? style.ink(color) : ground.map { $0.lightness < 52 ? .white : .ink }, ground: ground
            )
            canvas[left + column, top + row] = cell
        }
    }

    /// A text where it was put, as much of it as there is room for.
    func write(_ note: Note, on canvas: inout TextCanvas) {
        let place =
            note.isOfFrame
            ? (
                Int(saturating: note.place.x * Double(columns - 1)),
                Int(saturating: (1 - note.place.y) * Double(rows - 1))
            )
            : column(of: note.place.x).flatMap { column in row(of: note.place.y).map { (column, $0) } }
        guard let (column, row) = place, (0..<rows).contains(row) else { return }
        let text = note.text
        let start = max(0, min(columns - text.columns, column - Int(saturating: note.across * Double(text.columns))))
        for (offset, character) in text.enumerated() where start + offset < columns {
            let under = canvas[left + start + offset, top + row]
            let ground = under.ground
            canvas[left + start + offset, top + row] = TextCell(
                glyph: character, ink: ground.map { $0.lightness < 55 ? .white : .ink }, ground: ground)
        }
    }

    func draw(_ points: Points, on canvas: inout TextCanvas) {
        for (number, point) in points.points.enumerated() {
            guard let column = column(of: point.x), let row = row(of: point.y) else { continue }
            var cell = canvas[left + column, top + row]
            let ground = cell.ground ?? (hasColors && cell.glyph == "▀" ? cell.ink : nil)
            let color = points.tints.indices.contains(number) ? Color.place(points.tints[number]) : points.color
            cell = TextCell(
                glyph: TextKey.sign(points, style: style),
                ink: ground == nil ? style.ink(color) : Color.cycled(color), ground: ground)
            canvas[left + column, top + row] = cell
        }
    }

    func draw(_ mark: Mark, on canvas: inout TextCanvas) {
        guard let column = column(of: mark.point.x), let row = row(of: mark.point.y) else { return }
        let under = canvas[left + column, top + row]
        let ground = hasColors ? under.ground : nil
        let ink: Color? = ground.map { $0.lightness < 52 ? .white : .ink }
        let note = mark.kind == .note ? notes[mark.name] : nil
        let glyph =
            mark.kind == .end && hasColors && style.unicode ? "●" : note ?? TextKey.sign(mark.kind, style: style)
        canvas[left + column, top + row] = TextCell(
            glyph: glyph, ink: mark.kind == .end ? mark.color.map(style.ink) ?? ink : ink, ground: ground,
            isBold: true)
    }
}
