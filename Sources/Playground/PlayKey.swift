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
    /// The keys in bytes that a terminal sent, in order. What is no key of the playground is passed over; the beginning of a sequence
    /// that is not whole yet is left in `bytes`, but a lone Escape leaves the playground.
    public static func keys(in bytes: inout [UInt8]) -> [PlayKey] {
        var keys: [PlayKey] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == 27 {
                guard let (key, length) = sequence(rest) else { break }
                if let key { keys.append(key) }
                rest = rest.dropFirst(length)
            } else {
                if let key = plain(byte) { keys.append(key) }
                rest = rest.dropFirst()
            }
        }
        bytes = Array(rest)
        return keys
    }

    /// The key of a character; nil for one without a meaning.
    public static func plain(_ byte: UInt8) -> PlayKey? {
        switch Character(Unicode.Scalar(byte)) {
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

    /// What begins with Escape: its key, nil for one without a meaning, and its length in bytes; nil when its end is missing.
    private static func sequence(_ bytes: ArraySlice<UInt8>) -> (key: PlayKey?, length: Int)? {
        let bytes = Array(bytes)
        guard bytes.count > 1 else { return (.leave, 1) }
        guard bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") else {
            // Escape, and another key after it.
            return bytes[1] == 27 ? (.leave, 1) : (nil, 2)
        }
        guard let end = bytes.indices.dropFirst(2).first(where: { (0x40...0x7e).contains(bytes[$0]) }) else {
            return bytes.count > 32 ? (nil, bytes.count) : nil
        }
        let body = String(decoding: bytes[2..<end], as: UTF8.self)
        return (key(body, Character(Unicode.Scalar(bytes[end]))), end + 1)
    }

    private static func key(_ body: String, _ end: Character) -> PlayKey? {
        // A modifier is a second number: 2 is Shift.
        let isFine = body.hasSuffix(";2")
        switch end {
        case "A": return .move(x: 0, y: 1, isFine: isFine)
        case "B": return .move(x: 0, y: -1, isFine: isFine)
        case "C": return .move(x: 1, y: 0, isFine: isFine)
        case "D": return .move(x: -1, y: 0, isFine: isFine)
        case "H": return .reset
        case "Z": return .rule(.down)
        case "~": return ["5": .landscape(.down), "6": .landscape(.up), "1": .reset, "7": .reset][body]
        case "M" where body.hasPrefix("<"): return mouse(body.dropFirst().split(separator: ";").compactMap { Int($0) })
        default: return nil
        }
    }

    /// A press of the mouse, or a move with its button held, as xterm reports them (mode 1006); the wheel zooms.
    private static func mouse(_ numbers: [Int]) -> PlayKey? {
        // Pasted text may look like a press at a place that no screen has.
        guard numbers.count == 3, numbers.dropFirst().allSatisfy((1...100_000).contains) else { return nil }
        switch numbers[0] & ~(4 | 8 | 16) {
        case 0, 32: return .click(column: numbers[1] - 1, row: numbers[2] - 1)
        case 64: return .zoom(.up)
        case 65: return .zoom(.down)
        default: return nil
        }
    }
}
