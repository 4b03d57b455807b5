import CLibedit
import Glibc

/// The lines of standard input, each as soon as it is there. Every byte is looked at once.
struct StandardInputLines {
    private var buffer: [UInt8] = []
    /// Where the next line begins.
    private var start = 0
    /// Between `start` and here there is no line end.
    private var searched = 0
    private var isAtEnd = false

    /// The next line, without its line end; what is there already is given without waiting.
    ///
    /// - Parameter interrupts: the count of Ctrl-C that were answered before; one more ends the waiting.
    mutating func next(since interrupts: Int32) -> Input {
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { (start, searched) = (end + 1, end + 1) }
                return .text(text(to: buffer[start..<end].last == UInt8(ascii: "\r") ? end - 1 : end))
            }
            searched = buffer.count
            if isAtEnd {
                guard start < buffer.count else { return .end }
                defer { start = buffer.count }
                return .text(text(to: buffer.count))
            }
            buffer.removeFirst(start)
            searched -= start
            start = 0
            guard descent_wait_for_input(interrupts) else { return .interrupted }
            readOn()
        }
    }

    private func text(to end: Int) -> String { String(decoding: buffer[start..<end], as: UTF8.self) }

    private mutating func readOn() {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = read(STDIN_FILENO, &chunk, chunk.count)
        if count > 0 {
            buffer += chunk[..<count]
        } else if count == 0 || errno != EINTR {
            isAtEnd = true
        }
    }

    mutating func forgetPartialLine() { (buffer, start, searched) = ([], 0, 0) }
}
