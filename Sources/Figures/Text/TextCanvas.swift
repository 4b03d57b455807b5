// Character cells with colours, and their encoding for a terminal.

import Answers

struct TextCell: Sendable, Equatable {
    var glyph: Character = " "
    var ink: Color?
    var ground: Color?
    var isBold = false
}

struct TextCanvas: Sendable, Equatable {
    let width: Int
    private(set) var height: Int
    private(set) var cells: [TextCell]

    init(width: Int, height: Int) {
        self.width = max(1, width)
        self.height = max(1, height)
        cells = [TextCell](repeating: TextCell(), count: self.width * self.height)
    }

    subscript(column: Int, row: Int) -> TextCell {
        get { isInside(column, row) ? cells[row * width + column] : TextCell() }
        set { if isInside(column, row) { cells[row * width + column] = newValue } }
    }

    func isInside(_ column: Int, _ row: Int) -> Bool { column >= 0 && row >= 0 && column < width && row < height }

    /// Writes a text from a column on, as far as there is room.
    mutating func write(_ text: String, column: Int, row: Int, ink: Color? = nil, isBold: Bool = false) {
        var place = column
        for character in Inert.plain(text) {
            let wide = character.columns
            guard wide > 0 else { continue }
            guard place + wide <= width else { return }
            self[place, row] = TextCell(glyph: character, ink: ink, isBold: isBold)
            if wide == 2 { self[place + 1, row] = TextCell(glyph: "\u{0}") }
            place += wide
        }
    }

    /// Puts another canvas upon this one; what does not fit is left out.
    mutating func put(_ other: TextCanvas, column: Int, row: Int) {
        for y in 0..<other.height {
            for x in 0..<other.width { self[column + x, row + y] = other[x, y] }
        }
    }

    /// The same without the empty rows at its end.
    var withoutEmptyEnd: TextCanvas {
        let isEmpty = { (cell: TextCell) in cell.glyph == " " && cell.ground == nil }
        let used = cells.lastIndex { !isEmpty($0) }.map { $0 / width + 1 } ?? 0
        var canvas = self
        canvas.cells.removeLast((height - used) * width)
        canvas.height = used
        return canvas
    }

    /// The rows as text, with colour codes where there are colours; without trailing blanks.
    func lines(_ colors: TextColors, unicode: Bool) -> [String] {
        (0..<height).map { row in
            var last = width
            while last > 0, cells[row * width + last - 1].glyph == " ", cells[row * width + last - 1].ground == nil {
                last -= 1
            }
            var line = ""
            if last > 0 {
                write(row * width...row * width + last - 1, colors, unicode: unicode, into: &line)
            }
            return line
        }
    }

    /// Writes cells of one row with their colour codes.
    func write(_ range: ClosedRange<Int>, _ colors: TextColors, unicode: Bool, into text: inout String) {
        var style = ""
        for cell in cells[range] where cell.glyph != "\u{0}" {
            let wanted = colors.style(cell)
            if wanted != style {
                text += "\u{1b}[0\(wanted)m"
                style = wanted
            }
            text.append(unicode ? cell.glyph : TextCanvas.ascii(cell.glyph))
        }
        if !style.isEmpty { text += "\u{1b}[0m" }
    }

    /// The nearest thing in ASCII, for terminals without Unicode.
    private static func ascii(_ glyph: Character) -> Character {
        guard !glyph.isASCII else { return glyph }
        let near: [Character: Character] = [
            "−": "-", "·": ",", "…": ".", "│": "|", "┤": "+", "─": "-", "┬": "+", "└": "+", "×": "x", "┆": ":",
            "┄": "-", "●": "o", "○": "O", "✕": "X", "━": "-", "█": "#", "▲": "^", "∇": "d", "λ": "l", "≤": "<",
            "≥": ">", "²": "2", "³": "3", "⁻": "-", "⁰": "0", "¹": "1", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7",
            "⁸": "8", "⁹": "9", "→": ">", "‖": "|",
        ]
        return near[glyph] ?? "?"
    }
}

extension TextColors {
    /// What follows the reset code: `;38;2;214;80;10` and so on.
    fileprivate func style(_ cell: TextCell) -> String {
        guard self != .none else { return "" }
        var code = cell.isBold ? ";1" : ""
        if let ink = cell.ink, cell.glyph != " " { code += ";" + sequence(ink, isGround: false) }
        if let ground = cell.ground { code += ";" + sequence(ground, isGround: true) }
        return code
    }

    private func sequence(_ color: Color, isGround: Bool) -> String {
        switch self {
        case .none: return ""
        case .trueColor: return "\(isGround ? 48 : 38);2;\(color.red);\(color.green);\(color.blue)"
        case .indexed256: return "\(isGround ? 48 : 38);5;\(color.index256)"
        case .sixteen:
            let index = color.index16
            return "\((index < 8 ? 30 + index : 82 + index) + (isGround ? 10 : 0))"
        }
    }
}

extension Color {
    func distance(_ other: Color) -> Int {
        let (r, g, b) = (
            Int(red) - Int(other.red), Int(green) - Int(other.green), Int(blue) - Int(other.blue)
        )
        return 2 * r * r + 4 * g * g + 3 * b * b
    }

    /// The nearest of xterm's 6×6×6 colours and 24 greys.
    var index256: Int {
        func level(_ byte: UInt8) -> Int { byte < 48 ? 0 : byte < 115 ? 1 : (Int(byte) - 35) / 40 }
        let (r, g, b) = (level(red), level(green), level(blue))
        func value(_ level: Int) -> UInt32 { level == 0 ? 0 : UInt32(55 + 40 * level) }
        let cube = Color(value(r) << 16 | value(g) << 8 | value(b))
        let mean = (Int(red) + Int(green) + Int(blue)) / 3
        let step = max(0, min(23, (mean - 3) / 10))
        let grey = UInt32(8 + 10 * step)
        return distance(Color(grey << 16 | grey << 8 | grey)) < distance(cube) ? 232 + step : 16 + 36 * r + 6 * g + b
    }

    /// The nearest of the sixteen colours of old terminals, in xterm's shades.
    var index16: Int {
        let table: [UInt32] = [
            0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000,
            0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
        ]
        return table.indices.min { distance(Color(table[$0])) < distance(Color(table[$1])) } ?? 7
    }
}
