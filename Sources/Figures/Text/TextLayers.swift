// The layers of a panel in characters: fields as half blocks or densities, lines as fine dots or signs.

import Answers
import Numbers

struct TextLayers {
    let panel: Panel
    let style: TextStyle
    let ramp: TextRamp?
    let left: Int
    let top: Int
    let columns: Int
    let rows: Int

    var hasColors: Bool { style.colors != .none }
    var notes: [String: Character] { TextKey.noteSigns(panel, style: style) }

    /// Densities from low to high. Low is blank, so that a valley is an open way and a path in it is seen.
    static func shade(_ place: Double, unicode: Bool) -> Character {
        let ramp: [Character] = unicode ? [" ", "·", ":", "-", "=", "+", "*", "#", "%"] : Array(" .:-=+*#%")
        return ramp[max(0, min(ramp.count - 1, Int(saturating: place * Double(ramp.count))))]
    }

    /// Signs of a quantity with a sign: = and - below zero, + and # above, blank about it.
    static func signed(_ place: Double) -> Character {
        let ramp: [Character] = ["=", "-", " ", "+", "#"]
        return ramp[max(0, min(ramp.count - 1, Int(saturating: place * Double(ramp.count))))]
    }

    /// What stands for a place of the panel's palette where there are no colours.
    static func glyph(_ place: Double, _ palette: Palette?, unicode: Bool) -> Character {
        if place.isNaN { return "?" }
        return palette?.isDiverging == true ? signed(place) : shade(place, unicode: unicode)
    }

    func draw(on canvas: inout TextCanvas) {
        var shapesBefore = 0
        for layer in panel.layers {
            switch layer {
            case .shapes(let shapes):
                draw(shapes, number: shapesBefore, on: &canvas)
                shapesBefore += 1
            case .field(let field): draw(field, on: &canvas)
            case .regions(let regions): draw(regions, on: &canvas)
            case .band(let band): draw(band, on: &canvas)
            case .bars(let bars): draw(bars, on: &canvas)
            default: break
            }
        }
        for case .guide(let guide) in panel.layers { draw(guide, on: &canvas) }
        drawCurves(on: &canvas)
        for case .arrows(let arrows) in panel.layers { draw(arrows, on: &canvas) }
        for case .path(let path) in panel.layers { draw(path, on: &canvas) }
        for case .path(let path) in panel.layers {
            if let end = path.end { draw(Mark(.end, at: end, color: path.color), on: &canvas) }
        }
        for case .points(let points) in panel.layers { draw(points, on: &canvas) }
        for case .mark(let mark) in panel.layers { draw(mark, on: &canvas) }
        for case .note(let note) in panel.layers { write(note, on: &canvas) }
    }

    func column(of x: Double) -> Int? {
        let share = panel.x.share(x)
        guard share >= -0.001, share <= 1.001 else { return nil }
        return max(0, min(columns - 1, Int(saturating: (share * Double(columns - 1)).rounded())))
    }

    func row(of y: Double) -> Int? {
        let share = panel.y.share(y)
        guard share >= -0.001, share <= 1.001 else { return nil }
        return max(0, min(rows - 1, Int(saturating: ((1 - share) * Double(rows - 1)).rounded())))
    }
}
