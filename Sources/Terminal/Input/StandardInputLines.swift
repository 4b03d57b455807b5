import Glibc

/// The lines of standard input, each as soon as it is there.
struct StandardInputLines {
    private var buffer: [UInt8] = []
    private var isAtEnd = false

    /// Whether the next line can be had without waiting.
    var hasLine: Bool { isAtEnd || buffer.contains(UInt8(ascii: "\n")) }

    /// Without its line end; nil at the end of input.
    mutating func next() -> String? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                var line = buffer[..<end]
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                let text = String(decoding: line, as: UTF8.self)
                buffer.removeFirst(end + 1)
                return text
            }
            if isAtEnd {
                guard !buffer.isEmpty else { return nil }
                defer { buffer = [] }
                return String(decoding: buffer, as: UTF8.self)
            }
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = read(STDIN_FILENO, &chunk, chunk.count)
            if count > 0 {
                buffer += chunk[..<count]
            } else if count == 0 || errno != EINTR {
                isAtEnd = true
            }
        }
    }

    mutating func forgetPartialLine() { buffer = [] }
}
