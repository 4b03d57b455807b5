import Answers
import Figures
import Language

/// How a line is drawn in Matplotlib's short form: `'r--'`, `'.-'`, `'ko'`.
struct PlotStyle {
    var color: Int?
    var symbol: Points.Symbol?
    var hasLine = true
    var isDashed = false

    /// - Throws: `Mistake` for a letter that is none of colour, marker and line.
    init(_ text: String) throws {
        var rest = text[...]
        var line: Bool?
        while let letter = rest.first {
            if rest.hasPrefix("--") || rest.hasPrefix("-.") {
                (line, isDashed) = (true, true)
                rest = rest.dropFirst(2)
                continue
            }
            rest = rest.dropFirst()
            switch letter {
            case "-": line = true
            case ":": (line, isDashed) = (true, true)
            case "C":
                guard let digit = rest.first.flatMap({ Int(String($0)) }) else { throw PlotStyle.unknown(text) }
                color = digit
                rest = rest.dropFirst()
            default:
                if let named = PlotStyle.letters[letter] {
                    color = Color.place(named)
                } else if let found = PlotStyle.symbols[letter] {
                    symbol = found
                } else {
                    throw PlotStyle.unknown(text)
                }
            }
        }
        hasLine = line ?? (symbol == nil)
    }

    private static func unknown(_ text: String) -> Mistake {
        Mistake(
            "'\(text)' is no format of a line", expected: "a colour, a marker and a line such as 'r--', '.-' or 'ko'",
            try: "label='\(text)' for a name")
    }

    /// The sign of a marker's name; nil for none.
    static func symbol(_ name: String) -> Points.Symbol? { name.first.flatMap { symbols[$0] } }

    private static let symbols: [Character: Points.Symbol] = [
        ".": .dot, ",": .dot, "o": .dot, "v": .triangle, "^": .triangle, "<": .triangle, ">": .triangle,
        "s": .square, "p": .square, "h": .square, "H": .square, "*": .star, "x": .cross, "+": .cross, "X": .cross,
        "D": .diamond, "d": .diamond, "|": .cross, "_": .cross, "1": .triangle, "2": .triangle,
    ]

    // MARK: Colours

    /// The place in the colour cycle of what Matplotlib takes for a colour: a name, `'C1'`, `'#d6500a'`, `'0.5'`, (r, g, b).
    ///
    /// - Throws: `Mistake` for a colour of no known name.
    static func color(_ value: Value) throws -> Int? {
        switch value {
        case .none: return nil
        case .text(let name):
            if let letter = name.first, name.count == 1, let color = letters[letter] { return Color.place(color) }
            if name.count == 2, name.first == "C", let digit = name.last.flatMap({ Int(String($0)) }) { return digit }
            let plain = name.lowercased().replacing("tab:", with: "")
            if let hex = names[plain] { return Color.place(Color(hex)) }
            if name.hasPrefix("#"), name.count == 7, let hex = UInt32(name.dropFirst(), radix: 16) {
                return Color.place(Color(hex))
            }
            if let grey = Double(name), (0...1).contains(grey) { return Color.place(mixed([grey, grey, grey])) }
        default:
            if let parts = value.doubles, (3...4).contains(parts.count), parts.allSatisfy({ (0...1).contains($0) }) {
                return Color.place(mixed(parts))
            }
        }
        throw Mistake(
            "\(value.brief) is no colour known here",
            expected: "a name such as 'red' or 'tab:blue', '#d6500a' or (r, g, b)",
            try: Suggestions.nearest(value.asText ?? "", among: names.keys.sorted()).first.map { "'\($0)'" },
            argument: "color")
    }

    private static func mixed(_ parts: [Double]) -> Color {
        let bytes = parts.prefix(3).map { UInt32(($0 * 255).rounded()) }
        return Color(bytes[0] << 16 | bytes[1] << 8 | bytes[2])
    }

    private static let letters: [Character: Color] = [
        "b": Color(0x1f4fd8), "g": Color(0x1a7f37), "r": Color(0xd11d3a), "c": Color(0x0a9aa8), "m": Color(0xa1279b),
        "y": Color(0xb8a000), "k": Color(0x1a1a1a), "w": Color(0xffffff),
    ]

    private static let names: [String: UInt32] = [
        "blue": 0x1f4fd8, "green": 0x1a7f37, "red": 0xd11d3a, "cyan": 0x0a9aa8, "magenta": 0xa1279b,
        "yellow": 0xd8c000, "black": 0x1a1a1a, "white": 0xffffff, "orange": 0xe67a00, "purple": 0x7b2ca8,
        "brown": 0x7a4a1e, "pink": 0xe377c2, "gray": 0x7f7f7f, "grey": 0x7f7f7f, "olive": 0x8a8a1e,
        "navy": 0x10206b, "crimson": 0xdc143c, "gold": 0xd4a800, "teal": 0x008080, "darkblue": 0x00008b,
        "darkred": 0x8b0000, "darkgreen": 0x006400, "darkorange": 0xff8c00, "lightblue": 0x9cc9e0,
        "lightgray": 0xc8c8c8, "lightgrey": 0xc8c8c8, "lightgreen": 0x90d890, "skyblue": 0x87ceeb,
        "steelblue": 0x4682b4, "royalblue": 0x4169e1, "dodgerblue": 0x1e90ff, "salmon": 0xfa8072, "coral": 0xff7f50,
        "tomato": 0xff6347, "firebrick": 0xb22222, "indigo": 0x4b0082, "violet": 0xc060c0, "lime": 0x2fbf2f,
        "maroon": 0x800000, "silver": 0xb0b0b0, "darkgray": 0x6b6b6b, "darkgrey": 0x6b6b6b, "slateblue": 0x6a5acd,
        "seagreen": 0x2e8b57, "forestgreen": 0x228b22, "chocolate": 0xc05a14, "turquoise": 0x30b8ac,
    ]

    /// The palette that stands for one of Matplotlib's colour maps.
    static func palette(_ name: String?) -> Palette {
        guard let name else { return .depth }
        switch name.lowercased() {
        case "gray", "grey": return .grey
        case "gray_r", "binary", "greys": return .greyReversed
        case "coolwarm", "bwr", "seismic", "rdbu", "rdbu_r", "rdylbu": return .diverging
        case "blues", "reds", "greens", "oranges", "viridis_r": return .ink
        default: return .depth
        }
    }
}
