// The key under a picture in characters: which sign or colour is what.

import Answers

enum TextKey {
    struct Entry: Sendable, Equatable {
        var glyph: Character
        var color: Color?
        var text: String
    }

    /// The signs of paths, curves and groups of points, in the order of the colour cycle. Without colours the sign
    /// alone tells them apart.
    static func sign(_ color: Int, style: TextStyle) -> Character {
        let letters: [Character] = ["o", "x", "v", "n", "z", "u", "w", "c"]
        return style.unicode && style.colors != .none ? "●" : letters[((color % 8) + 8) % 8]
    }

    /// The sign of a group of points: crosses stay crosses where colours tell groups apart.
    static func sign(_ points: Points, style: TextStyle) -> Character {
        let sign = sign(points.color, style: style)
        return points.symbol == .cross && sign == "●" ? "×" : sign
    }

    /// The sign of a curve where colours cannot tell it from a solid one of the same colour: dashed ones have capitals.
    static func sign(_ curve: CurveLayer, style: TextStyle) -> Character {
        let sign = sign(curve.color, style: style)
        return curve.isDashed && sign.isLetter ? Character(sign.uppercased()) : sign
    }

    /// The signs of notes by their names: where there are several, each has a letter that nothing else in the panel has.
    static func noteSigns(_ panel: Panel, style: TextStyle) -> [String: Character] {
        var names: [String] = []
        var taken: Set<Character> = []
        for layer in panel.layers {
            switch layer {
            case .mark(let mark) where mark.kind == .note: if !names.contains(mark.name) { names.append(mark.name) }
            case .mark(let mark): taken.insert(sign(mark.kind, style: style))
            case .curve(let curve): taken.insert(sign(curve, style: style))
            default: break
            }
        }
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".filter { !taken.contains($0) }
        guard names.count > 1, names.count <= letters.count else { return [:] }
        return Dictionary(uniqueKeysWithValues: zip(names, letters))
    }

    static func sign(_ kind: Mark.Kind, style: TextStyle) -> Character {
        switch kind {
        case .start: "S"
        case .end: "E"
        case .minimum: style.unicode ? "✕" : "M"
        case .saddle: style.unicode ? "▲" : "^"
        case .maximum: "A"
        case .note: "N"
        case .label: "T"
        }
    }

    static func region(_ kind: Int) -> Character {
        let signs: [Character] = [".", "#", ":", "+", "-", "%", "=", "*"]
        return signs[((kind % 8) + 8) % 8]
    }

    static func entries(_ panel: Panel, style: TextStyle) -> [Entry] {
        let hasColors = style.colors != .none
        var entries: [Entry] = []
        func add(_ glyph: Character, _ color: Color?, _ text: String) {
            let entry = Entry(glyph: glyph, color: color, text: Inert.plain(text))
            if !text.isEmpty, !entries.contains(entry) { entries.append(entry) }
        }
        var patterns = panel.linePatterns.makeIterator()
        var shapesBefore = 0
        for layer in panel.layers {
            switch layer {
            case .shapes(let shapes):
                add(hasColors ? "█" : region(shapesBefore), style.ink(shapes.color), shapes.name)
                shapesBefore += 1
            case .path(let path):
                add(sign(path.color, style: style), style.ink(path.color), path.name)
            case .curve(let curve):
                let pattern = patterns.next() ?? .solid
                let line = hasColors && style.unicode ? pattern.sign : sign(curve, style: style)
                add(curve.isBackground ? "·" : line, style.ink(curve.color), curve.name)
            case .band(let band): add("░", style.ink(band.color), band.name)
            case .points(let points):
                add(sign(points, style: style), style.ink(points.color), points.name)
            case .bars(let bars) where !panel.isListOfBars: add("█", style.ink(bars.color), bars.name)
            case .regions(let regions):
                for (index, name) in regions.names.enumerated() {
                    let color = regions.colors[index % max(1, regions.colors.count)]
                    add(hasColors ? "█" : region(index), color, name)
                }
            case .guide(let guide):
                let line: Character = guide.direction == .vertical ? "┆" : "┄"
                add(guide.end == nil ? line : "░", guide.color.map(style.ink) ?? .dim, guide.name)
            case .arrows(let arrows): add(style.unicode ? "→" : ">", style.ink(arrows.color), arrows.name)
            default: break
            }
        }
        if let top = panel.top {
            let ends = [top.range.lowerBound, top.range.upperBound].map { Tick.text($0, digits: 4) }
            let (first, last) = top.isReversed ? (ends[1], ends[0]) : (ends[0], ends[1])
            add(
                style.unicode ? "┴" : "+", .dim,
                "\(top.label.isEmpty ? "above" : top.label): \(first) to \(last) across")
        }
        let notes = noteSigns(panel, style: style)
        for case .mark(let mark) in panel.layers where mark.kind != .end {
            let text =
                mark.kind == .minimum && !mark.name.contains("minim") ? "minimum" : mark.name
            let note = mark.kind == .note ? notes[mark.name] : nil
            add(note ?? sign(mark.kind, style: style), nil, text)
        }
        return entries
    }

    static func draw(_ rows: [[Entry]], on canvas: inout TextCanvas, from first: Int, style: TextStyle) {
        for (index, entries) in rows.enumerated() {
            let row = first + index
            var column = 0
            for entry in entries {
                canvas[column, row] = TextCell(glyph: entry.glyph, ink: entry.color, isBold: true)
                let text = entry.text.cut(columns: canvas.width - column - 2)
                canvas.write(text, column: column + 2, row: row, ink: style.colors != .none ? entry.color : nil)
                column += 4 + entry.text.columns
            }
        }
    }

    /// A key by itself.
    static func canvas(_ entries: [Entry], width: Int, most: Int, style: TextStyle) -> TextCanvas {
        let rows = rows(entries, width: width, most: most)
        var canvas = TextCanvas(width: width, height: rows.count)
        draw(rows, on: &canvas, from: 0, style: style)
        return canvas
    }

    /// As many rows as there may be; what finds no place in them is counted at their end.
    static func rows(_ entries: [Entry], width: Int, most: Int) -> [[Entry]] {
        let all = rows(entries, width: width)
        guard all.count > most else { return all }
        var shown = Array(all.prefix(most))
        while let last = shown.last {
            let left = entries.count - shown.map(\.count).reduce(0, +)
            let more = Entry(glyph: "+", color: .dim, text: "\(left) more")
            guard last.count > 1, rows(last + [more], width: width).count > 1 else {
                shown[shown.count - 1].append(more)
                break
            }
            shown[shown.count - 1].removeLast()
        }
        return shown
    }

    static func rows(_ entries: [Entry], width: Int) -> [[Entry]] {
        var rows: [[Entry]] = []
        var used = 0
        for entry in entries {
            let needed = 4 + entry.text.columns
            if rows.isEmpty || used + needed - 2 > width {
                rows.append([])
                used = 0
            }
            rows[rows.count - 1].append(entry)
            used += needed
        }
        return rows
    }
}
