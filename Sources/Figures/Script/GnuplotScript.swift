// A script for gnuplot: text and, between its lines, blocks of numbers. A value; nothing runs here.

/// Text and numbers in the order in which gnuplot reads them.
struct GnuplotScript: Sendable, Equatable {
    enum Part: Sendable, Equatable {
        case text(String)
        /// 32-bit floats, in the machine's byte order.
        case floats([Float])
    }
    private(set) var parts: [Part] = []

    init() {}

    mutating func add(_ line: String) {
        if case .text(let before)? = parts.last {
            parts[parts.count - 1] = .text(before + line + "\n")
        } else {
            parts.append(.text(line + "\n"))
        }
    }

    mutating func add(_ floats: [Float]) { parts.append(.floats(floats)) }

    /// The script to read: each block of numbers as one line that tells its length.
    var text: String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .floats(let numbers): "# \(numbers.count) numbers\n"
            }
        }.joined()
    }

    /// The script as one file that gnuplot reads alone and draws into a PNG of the given name. Blocks of numbers stand
    /// in it as gnuplot reads them, 32-bit floats, so the picture is the same to the last pixel.
    func file(drawing picture: String) -> [UInt8] {
        var bytes = Array("set output \(Inert.quoted(picture))\n".utf8)
        for part in parts {
            switch part {
            case .text(let text): bytes += text.utf8
            case .floats(let numbers): numbers.withUnsafeBytes { bytes += $0 }
            }
        }
        return bytes
    }
}
