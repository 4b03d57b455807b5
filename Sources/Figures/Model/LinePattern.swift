/// How a line is broken, so that lines are told apart without colours.
public enum LinePattern: Sendable, Equatable {
    case solid, dashed, dotted, dashDotted

    /// Whether the line's n-th dot is drawn.
    func draws(_ dot: Int) -> Bool {
        switch self {
        case .solid: true
        case .dashed: dot % 10 < 6
        case .dotted: dot % 4 == 0
        case .dashDotted: dot % 12 < 6 || dot % 12 == 9
        }
    }

    /// gnuplot's dashes.
    var gnuplot: String {
        switch self {
        case .solid: ""
        case .dashed: " dashtype (10,6)"
        case .dotted: " dashtype (2,4)"
        case .dashDotted: " dashtype (10,4,2,4)"
        }
    }

    /// What stands for it in the key.
    var sign: Character {
        switch self {
        case .solid: "━"
        case .dashed: "╍"
        case .dotted: "┈"
        case .dashDotted: "┅"
        }
    }
}
