/// A key, or what the mouse did, as a terminal sends it in bytes.
enum Keystroke: Equatable {
    /// A character, those that are not shown among them: Enter is `\r`, Ctrl-C is U+0003. Bytes that are no UTF-8 are U+FFFD.
    case character(Character)
    /// Escape by itself.
    case escape
    /// Alt with a key: Escape comes before its byte.
    case alt(UInt8)
    /// A key with a name. Modifiers are a sum: Shift is 1, Alt 2, Ctrl 4.
    case named(Name, modifiers: Int)
    /// A press of a button, a move with it held, or the wheel, as xterm numbers them (mode 1006); column and row count from 0.
    case mouse(button: Int, column: Int, row: Int)
    /// A sequence without a name here: a function key, a button that is let go.
    case other

    /// The keys that have one.
    enum Name: Equatable { case up, down, left, right, home, end, pageUp, pageDown, backTab }

    /// Milliseconds in which the rest of a key comes after its beginning.
    static let pause: Int32 = 25

    /// Longer than any sequence.
    private static let longest = 32
}

extension Keystroke {
    /// The keys in bytes that a terminal sent, in order. The beginning of a key that is not whole yet is left in `bytes`.
    ///
    /// - Parameter isOver: nothing follows: a lone Escape is that key, and half a sequence none.
    static func keys(in bytes: inout [UInt8], isOver: Bool = false) -> [Keystroke] {
        var keys: [Keystroke] = []
        var rest = bytes[...]
        while let (key, length) = first(in: rest, isOver: isOver) {
            keys.append(key)
            rest = rest.dropFirst(length)
        }
        bytes = Array(rest)
        return keys
    }

    /// The first key, and its length in bytes; nil while its end is missing, and where there are no bytes.
    static func first(in bytes: ArraySlice<UInt8>, isOver: Bool = false) -> (key: Keystroke, length: Int)? {
        guard let lead = bytes.first else { return nil }
        guard lead == 27 else { return character(bytes, lead, isOver) }
        guard let second = bytes.dropFirst().first else { return isOver ? (.escape, 1) : nil }
        guard second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else {
            return second == 27 ? (.escape, 1) : (.alt(second), 2)
        }
        let sequence = bytes.dropFirst(2)
        guard let end = sequence.firstIndex(where: { (0x40...0x7e).contains($0) }) else {
            return isOver || bytes.count > longest ? (.other, bytes.count) : nil
        }
        let body = String(decoding: sequence[..<end], as: UTF8.self)
        return (key(body, Character(Unicode.Scalar(bytes[end]))), end + 1 - bytes.startIndex)
    }

    /// A character takes one byte to four, by its first one.
    private static func character(
        _ bytes: ArraySlice<UInt8>, _ lead: UInt8, _ isOver: Bool
    ) -> (key: Keystroke, length: Int)? {
        let length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
        let own = bytes.prefix(length)
        guard own.dropFirst().allSatisfy({ $0 & 0xc0 == 0x80 }) else { return (.character("\u{FFFD}"), 1) }
        guard own.count == length || isOver else { return nil }
        return (.character(String(decoding: own, as: UTF8.self).first ?? "\u{FFFD}"), own.count)
    }

    /// The key of a sequence: what stands before its last byte, and that byte.
    private static func key(_ body: String, _ end: Character) -> Keystroke {
        if end == "M", body.hasPrefix("<") {
            return mouse(body.dropFirst().split(separator: ";").compactMap { Int($0) })
        }
        let numbers = body.split(separator: ";").map { Int($0) }
        let name: Name?
        switch end {
        case "A": name = .up
        case "B": name = .down
        case "C": name = .right
        case "D": name = .left
        case "H": name = .home
        case "F": name = .end
        case "Z": name = .backTab
        case "~": name = (numbers.first ?? nil).flatMap { numbered[$0] }
        default: name = nil
        }
        // A modifier is a second number, one more than the sum.
        let modifiers = numbers.count > 1 ? (numbers.last ?? nil).map { $0 - 1 } : 0
        return name.map { .named($0, modifiers: modifiers ?? 0) } ?? .other
    }

    private static let numbered: [Int: Name] = [
        1: .home, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]

    private static func mouse(_ numbers: [Int]) -> Keystroke {
        // Pasted text may look like a press at a place that no screen has.
        guard numbers.count == 3, numbers.dropFirst().allSatisfy((1...100_000).contains) else { return .other }
        return .mouse(button: numbers[0], column: numbers[1] - 1, row: numbers[2] - 1)
    }
}
