import Answers
import Figures
import Language

/// How a line is drawn in Matplotlib's short form: `'r--'`, `'.-'`, `'ko'`.
struct PlotStyle {
    var color: Int?
    var symbol: Points.Symbol?
    var hasLine = true
    var pattern = LinePattern.solid

    /// - Throws: `Mistake` for a letter that is none of colour, marker and line.
    init(_ text: String) throws {
        var rest = text[...]
        var line: Bool?
        while let letter = rest.first {
            if rest.hasPrefix("--") || rest.hasPrefix("-.") {
                (line, pattern) = (true, rest.hasPrefix("--") ? .dashed : .dashDotted)
                rest = rest.dropFirst(2)
                continue
            }
            rest = rest.dropFirst()
            switch letter {
            case "-": line = true
            case ":": (line, pattern) = (true, .dotted)
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

    /// How a line is broken, as `linestyle` says it; nil for no line.
    ///
    /// - Throws: `Mistake` for a style of no known name.
    static func pattern(_ value: Value) throws -> LinePattern? {
        // (offset, (on, off, …)): dashes of one's own.
        if value.asText == nil { return .dashed }
        switch value.asText ?? "" {
        case "-", "solid": return .solid
        case "--", "dashed": return .dashed
        case ":", "dotted": return .dotted
        case "-.", "dashdot": return .dashDotted
        case "", " ", "None", "none": return nil
        case let other:
            throw Mistake(
                "'\(other)' is no style of a line", expected: "'-', '--', ':', '-.' or 'None'", argument: "linestyle")
        }
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
            if name.hasPrefix("#"), [7, 9].contains(name.count), let hex = UInt32(name.dropFirst().prefix(6), radix: 16)
            {
                return Color.place(Color(hex))
            }
            if name.hasPrefix("#"), name.count == 4, let hex = UInt32(name.dropFirst(), radix: 16) {
                return Color.place(Color((hex & 0xf00) * 0x1100 | (hex & 0xf0) * 0x110 | (hex & 0xf) * 0x11))
            }
            if let grey = Double(name), (0...1).contains(grey) { return Color.place(mixed([grey, grey, grey])) }
        default:
            if let parts = try value.asThing((any PlottedArray).self)?.plottedNumbers(Work()) ?? value.doubles,
                (3...4).contains(parts.count), parts.allSatisfy({ (0...1).contains($0) })
            {
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
        "aliceblue": 0xf0f8ff, "antiquewhite": 0xfaebd7, "aqua": 0x00ffff, "aquamarine": 0x7fffd4, "azure": 0xf0ffff,
        "beige": 0xf5f5dc, "bisque": 0xffe4c4, "blanchedalmond": 0xffebcd, "blueviolet": 0x8a2be2,
        "burlywood": 0xdeb887, "cadetblue": 0x5f9ea0, "chartreuse": 0x7fff00, "cornflowerblue": 0x6495ed,
        "cornsilk": 0xfff8dc, "darkcyan": 0x008b8b, "darkgoldenrod": 0xb8860b, "darkkhaki": 0xbdb76b,
        "darkmagenta": 0x8b008b, "darkolivegreen": 0x556b2f, "darkorchid": 0x9932cc, "darksalmon": 0xe9967a,
        "darkseagreen": 0x8fbc8f, "darkslateblue": 0x483d8b, "darkslategray": 0x2f4f4f, "darkslategrey": 0x2f4f4f,
        "darkturquoise": 0x00ced1, "darkviolet": 0x9400d3, "deeppink": 0xff1493, "deepskyblue": 0x00bfff,
        "dimgray": 0x696969, "dimgrey": 0x696969, "floralwhite": 0xfffaf0, "fuchsia": 0xff00ff,
        "gainsboro": 0xdcdcdc, "ghostwhite": 0xf8f8ff, "goldenrod": 0xdaa520, "greenyellow": 0xadff2f,
        "honeydew": 0xf0fff0, "hotpink": 0xff69b4, "indianred": 0xcd5c5c, "ivory": 0xfffff0, "khaki": 0xf0e68c,
        "lavender": 0xe6e6fa, "lavenderblush": 0xfff0f5, "lawngreen": 0x7cfc00, "lemonchiffon": 0xfffacd,
        "lightcoral": 0xf08080, "lightcyan": 0xe0ffff, "lightgoldenrodyellow": 0xfafad2, "lightpink": 0xffb6c1,
        "lightsalmon": 0xffa07a, "lightseagreen": 0x20b2aa, "lightskyblue": 0x87cefa, "lightslategray": 0x778899,
        "lightslategrey": 0x778899, "lightsteelblue": 0xb0c4de, "lightyellow": 0xffffe0, "limegreen": 0x32cd32,
        "linen": 0xfaf0e6, "mediumaquamarine": 0x66cdaa, "mediumblue": 0x0000cd, "mediumorchid": 0xba55d3,
        "mediumpurple": 0x9370db, "mediumseagreen": 0x3cb371, "mediumslateblue": 0x7b68ee,
        "mediumspringgreen": 0x00fa9a, "mediumturquoise": 0x48d1cc, "mediumvioletred": 0xc71585,
        "midnightblue": 0x191970, "mintcream": 0xf5fffa, "mistyrose": 0xffe4e1, "moccasin": 0xffe4b5,
        "navajowhite": 0xffdead, "oldlace": 0xfdf5e6, "olivedrab": 0x6b8e23, "orangered": 0xff4500,
        "orchid": 0xda70d6, "palegoldenrod": 0xeee8aa, "palegreen": 0x98fb98, "paleturquoise": 0xafeeee,
        "palevioletred": 0xdb7093, "papayawhip": 0xffefd5, "peachpuff": 0xffdab9, "peru": 0xcd853f, "plum": 0xdda0dd,
        "powderblue": 0xb0e0e6, "rebeccapurple": 0x663399, "rosybrown": 0xbc8f8f, "saddlebrown": 0x8b4513,
        "sandybrown": 0xf4a460, "seashell": 0xfff5ee, "sienna": 0xa0522d, "slategray": 0x708090,
        "slategrey": 0x708090, "snow": 0xfffafa, "springgreen": 0x00ff7f, "tan": 0xd2b48c, "thistle": 0xd8bfd8,
        "wheat": 0xf5deb3, "whitesmoke": 0xf5f5f5, "yellowgreen": 0x9acd32,
    ]
}

extension CurveLayer {
    /// With the pattern, the width and the opacity that were asked for.
    mutating func look(as arguments: Arguments) throws {
        if arguments.isGiven("linestyle") {
            pattern = try arguments.about("linestyle") { try PlotStyle.pattern(arguments["linestyle"]) } ?? .solid
        }
        weight = (arguments["linewidth"].asDouble ?? 1.5) / 1.5
        opacity = arguments.opacity()
    }
}
