import Answers
import CLibedit
import Glibc

/// A long text on a terminal, a screen at a time: Enter goes on, q or Ctrl-C ends it.
struct Pager {
    /// What a person wants when a screen is full.
    enum Key: Equatable {
        case next
        case leave
    }

    private let columns: Int
    private let rows: Int
    private let send: (String) -> Void
    /// Shows the notice once the keys are listened for, and waits for one.
    private let key: (_ notice: () -> Void) -> Key

    /// - Parameters:
    ///   - send: puts text on the terminal.
    ///   - key: waits for a key; nil to read the terminal's.
    init(columns: Int, rows: Int, send: @escaping (String) -> Void, key: (() -> Key)? = nil) {
        self.columns = Swift.max(1, columns)
        self.rows = rows
        self.send = send
        self.key = { notice in
            guard let key else { return Pager.pressedKey(after: notice) }
            notice()
            return key()
        }
    }

    /// Shows the text; a short one at once.
    func show(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        // A terminal that does not say its height, or has hardly any, is no screen to page on.
        guard rows >= 8, height(lines) >= rows else { return send(text + "\n") }
        while !lines.isEmpty {
            send(screenful(&lines).joined(separator: "\n") + "\n")
            guard !lines.isEmpty else { return }
            let notice = "\(lines.count) more \(lines.count == 1 ? "line" : "lines"): Enter goes on, q ends"
            let pressed = key { send(String(notice.prefix(columns - 1))) }
            // The notice gives its line back.
            send("\r" + String(repeating: " ", count: Swift.min(notice.count, columns - 1)) + "\r")
            if pressed == .leave { return }
        }
    }

    /// As many lines as fit above the notice; at least one.
    private func screenful(_ lines: inout ArraySlice<Substring>) -> [Substring] {
        var taken: [Substring] = []
        var height = 0
        while let line = lines.first {
            height += rows(of: line)
            if height > rows - 1, !taken.isEmpty { break }
            taken.append(line)
            lines.removeFirst()
        }
        return taken
    }

    private func height(_ lines: ArraySlice<Substring>) -> Int { lines.reduce(0) { $0 + rows(of: $1) } }

    /// The rows that a line takes where it is broken at the edge; escape sequences take no room.
    private func rows(of line: Substring) -> Int {
        var width = 0
        var isEscape = false
        for character in line {
            if character == "\u{1B}" {
                isEscape = true
            } else if isEscape {
                isEscape = !character.isLetter
            } else {
                width += character.columns
            }
        }
        return Swift.max(1, (width + columns - 1) / columns)
    }

    /// What the next key on standard input asks for. The notice comes when keys are listened for.
    private static func pressedKey(after notice: () -> Void) -> Key {
        var notice = notice
        while let key = Keyboard.key(after: notice) {
            notice = {}
            switch key {
            case .character("\r"), .character("\n"), .character(" "), .character("f"), .character("j"): return .next
            case .character("q"), .character("Q"), .character("\u{3}"), .character("\u{4}"), .escape: return .leave
            case .character: continue
            // Down and Page Down, which begin with an Escape, go on.
            case .alt, .named, .mouse, .other: return .next
            }
        }
        return .leave
    }
}
