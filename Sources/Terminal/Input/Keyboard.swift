import CLibedit
import Glibc

/// Single keys of the terminal on standard input, read at once and without an echo, Ctrl-C among them.
enum Keyboard {
    /// The bytes of the next key; nil where no more will come. Where there is no terminal, Enter.
    ///
    /// - Parameter notice: shows what can be pressed, once the keys are listened for: a key pressed at its sight is neither
    ///   echoed nor lost.
    static func key(after notice: () -> Void) -> [UInt8]? {
        var found = termios()
        guard tcgetattr(STDIN_FILENO, &found) == 0 else {
            notice()
            return [13]
        }
        var raw = found
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        tcsetattr(STDIN_FILENO, TCSANOW, &raw)
        defer { tcsetattr(STDIN_FILENO, TCSANOW, &found) }
        let interrupts = Interrupts.count
        notice()
        guard descent_wait_for_input(interrupts), let first = byte() else { return nil }
        var key = [first]
        // What was pressed meanwhile stays with the terminal for the next call: only what belongs to this key is read.
        while isOpen(key), hasMore(within: 25), let next = byte() { key.append(next) }
        return key
    }

    /// Whether bytes may be the beginning of a key: an arrow is three of them, π two.
    private static func isOpen(_ key: [UInt8]) -> Bool {
        if key[0] == 27 {
            guard key.count > 1 else { return true }
            guard key[1] == UInt8(ascii: "[") || key[1] == UInt8(ascii: "O") else { return false }
            return key.count < 16 && (key.count == 2 || !(0x40...0x7E).contains(key[key.count - 1]))
        }
        return key[0] >= 0xC0 && key.count < (key[0] >= 0xF0 ? 4 : key[0] >= 0xE0 ? 3 : 2)
    }

    private static func hasMore(within milliseconds: Int32) -> Bool {
        var file = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&file, 1, milliseconds) > 0 && file.revents & Int16(POLLIN) != 0
    }

    private static func byte() -> UInt8? {
        var byte: UInt8 = 0
        return read(STDIN_FILENO, &byte, 1) == 1 ? byte : nil
    }

    /// What happened while a person was waited for.
    enum Event: Equatable {
        /// The bytes of one or more keys.
        case keys([UInt8])
        /// Ctrl-C, or SIGINT from elsewhere.
        case interrupt
        /// The window has another size.
        case resize
        case timeOut
        /// The terminal has gone.
        case end
    }

    /// Keys one after the other from a terminal that is kept raw all the while, so that none is echoed between two.
    struct Listener {
        private var interrupts = Interrupts.count
        private var resizes = descent_resize_count()

        /// What happens next.
        ///
        /// - Parameter milliseconds: nil for as long as it takes.
        mutating func next(within milliseconds: Int32? = nil) -> Event {
            switch descent_wait_for_event(interrupts, resizes, milliseconds ?? -1) {
            case DescentInterrupt:
                interrupts = Interrupts.count
                return .interrupt
            case DescentResize:
                resizes = descent_resize_count()
                return .resize
            case DescentTimeOut: return .timeOut
            default:
                var bytes = [UInt8](repeating: 0, count: 1024)
                let count = read(STDIN_FILENO, &bytes, bytes.count)
                return count > 0 ? .keys(Array(bytes[..<count])) : .end
            }
        }
    }

    /// Listens to the terminal on standard input; nil where there is none. Ctrl-C stays a signal, which stops what is computed;
    /// Ctrl-Z and Ctrl-\ are keys.
    static func listening<Result>(_ body: (inout Listener) throws -> Result) rethrows -> Result? {
        var found = termios()
        guard tcgetattr(STDIN_FILENO, &found) == 0 else { return nil }
        var raw = found
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        withUnsafeMutableBytes(of: &raw.c_cc) { keys in
            for key in [VSUSP, VQUIT] { keys[Int(key)] = 0 }
        }
        tcsetattr(STDIN_FILENO, TCSANOW, &raw)
        defer { tcsetattr(STDIN_FILENO, TCSANOW, &found) }
        var listener = Listener()
        return try body(&listener)
    }
}
