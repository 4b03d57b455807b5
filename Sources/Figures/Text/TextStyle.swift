import Answers

// What the characters of a terminal can show: colours or none, Unicode or ASCII.

/// What the terminal can colour with.
public enum TextColors: Sendable, Equatable { case none, sixteen, indexed256, trueColor }

/// How a figure's colours become a terminal's.
struct TextStyle: Sendable, Equatable {
    var colors: TextColors
    var unicode: Bool

    private static let sixteenLines: [Color] = [
        Color(0xff0000), Color(0xcd00cd), Color(0x7f7f7f), Color(0x00cd00), Color(0xff00ff), Color(0xcd0000),
        Color(0xcdcd00), Color(0x00ff00),
    ]

    /// The colour of a path where it crosses a field.
    func line(_ index: Int, on ground: Color) -> Color {
        if colors == .sixteen { return TextStyle.sixteenLines[((index % 8) + 8) % 8] }
        return ground.lightness < 52 ? Color.terminal(index) : Color.cycled(index)
    }

    /// The colour of a path, curve or group where it stands on the terminal's own ground, and in the key.
    func ink(_ index: Int) -> Color {
        colors == .sixteen ? TextStyle.sixteenLines[((index % 8) + 8) % 8] : Color.terminal(index)
    }

    func isLine(_ color: Color) -> Bool {
        Color.cycle.contains(color) || Color.terminalCycle.contains(color)
            || colors == .sixteen && TextStyle.sixteenLines.contains(color)
    }
}

extension Color {
    /// For numbers and captions: reads on dark and on light grounds.
    static let dim = Color(0x8c8c8c)

    /// The cycle in shades that read on dark and on light terminals.
    static func terminal(_ index: Int) -> Color {
        // A colour of one's own is made to read on dark grounds too.
        if index >= 1 << 24 {
            let color = cycled(index)
            return color.lightness < 45 ? color.mixed(with: .white, share: 0.4) : color
        }
        return terminalCycle[((index % terminalCycle.count) + terminalCycle.count) % terminalCycle.count]
    }
}
