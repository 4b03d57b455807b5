public import Numbers

/// What a person does in a playground.
public enum PlayKey: Sendable, Equatable {
    /// Moves the start by a fiftieth of the frame, finely by a five hundredth; up and right are positive.
    case move(x: Int, y: Int, isFine: Bool)
    /// Drops the start on a cell of the sheet, both from 0.
    case click(column: Int, row: Int)
    /// Drops the start on a place of the landscape.
    case drop(Point)
    /// Turns the rate to the next larger or smaller round number.
    case rate(Turn)
    /// Turns one of the rule's memories, momentum or a β: the first, second or third that it has.
    case memory(Int, Turn)
    case steps(Turn)
    case rule(Turn)
    case landscape(Turn)
    /// Shows less of the landscape (up) or more of it (down), about the start.
    case zoom(Turn)
    /// Back to how it began.
    case reset
    /// Shows and hides what the keys do.
    case help
    case leave

    /// Up is more, or the next one.
    public enum Turn: Sendable, Equatable { case up, down }
}

extension PlayKey {
    /// The key of a character; nil for one without a meaning.
    public static func of(_ character: Character) -> PlayKey? {
        switch character {
        case "+", "=": .rate(.up)
        case "-", "_": .rate(.down)
        case "M": .memory(0, .up)
        case "m": .memory(0, .down)
        case "B": .memory(1, .up)
        case "b": .memory(1, .down)
        case "V": .memory(2, .up)
        case "v": .memory(2, .down)
        case "S": .steps(.up)
        case "s": .steps(.down)
        case "r", "\t": .rule(.up)
        case "R": .rule(.down)
        case "f": .landscape(.up)
        case "F": .landscape(.down)
        case "z": .zoom(.up)
        case "Z": .zoom(.down)
        case "0": .reset
        case "?", "h": .help
        case "q", "Q", "\u{3}", "\u{4}": .leave
        default: nil
        }
    }
}
