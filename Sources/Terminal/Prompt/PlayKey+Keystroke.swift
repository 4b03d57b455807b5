import Playground

extension PlayKey {
    /// What a key or the mouse on a terminal means in a playground; nil for one without a meaning.
    init?(_ stroke: Keystroke) {
        switch stroke {
        case .character(let character):
            guard let key = PlayKey.of(character) else { return nil }
            self = key
        case .escape: self = .leave
        case .named(let name, let modifiers):
            guard let key = PlayKey.named(name, modifiers) else { return nil }
            self = key
        case .mouse(let button, let column, let row):
            // Shift, Alt and Ctrl change nothing; 32 is a move with the button held.
            switch button & ~(4 | 8 | 16) {
            case 0, 32: self = .click(column: column, row: row)
            case 64: self = .zoom(.up)
            case 65: self = .zoom(.down)
            default: return nil
            }
        case .alt, .other: return nil
        }
    }

    /// The arrows move finely with Shift.
    private static func named(_ name: Keystroke.Name, _ modifiers: Int) -> PlayKey? {
        let isFine = modifiers == 1
        return switch name {
        case .up: .move(x: 0, y: 1, isFine: isFine)
        case .down: .move(x: 0, y: -1, isFine: isFine)
        case .right: .move(x: 1, y: 0, isFine: isFine)
        case .left: .move(x: -1, y: 0, isFine: isFine)
        case .backTab: .rule(.down)
        case .home: .reset
        case .pageUp where modifiers == 0: .landscape(.down)
        case .pageDown where modifiers == 0: .landscape(.up)
        case .end, .pageUp, .pageDown: nil
        }
    }
}
