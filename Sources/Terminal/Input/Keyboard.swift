import CLibedit
import Glibc

/// Single keys of the terminal on standard input, read at once and without an echo, Ctrl-C among them.
enum Keyboard {
    /// The next key; nil where no more will come. Where there is no terminal, Enter.
    ///
    /// - Parameter notice: shows what can be pressed, once the keys are listened for: a key pressed at its sight is neither
    ///   echoed nor lost.
    static func key(after notice: () -> Void) -> Keystroke? {
        var found = termios()
        guard tcgetattr(STDIN_FILENO, &found) == 0 else {
            notice()
            return .character("\r")
        }
        var raw = found
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        tcsetattr(STDIN_FILENO, TCSANOW, &raw)
        defer { tcsetattr(STDIN_FILENO, TCSANOW, &found) }
        let interrupts = Interrupts.count
        notice()
        guard descent_wait_for_input(interrupts), let first = byte() else { return nil }
        var bytes = [first]
        // What was pressed meanwhile stays with the terminal for the next call: only what belongs to this key is read.
        while true {
            if let (key, _) = Keystroke.first(in: bytes[...]) { return key }
            guard hasMore(within: Keystroke.pause), let next = byte() else {
                return Keystroke.first(in: bytes[...], isOver: true)?.key
            }
            bytes.append(next)
        }
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
        /// One or more keys.
        case keys([Keystroke])
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
        /// The beginning of a key whose end has not come yet.
        private var begun: [UInt8] = []

        /// What happens next.
        ///
        /// - Parameter milliseconds: nil for as long as it takes.
        mutating func next(within milliseconds: Int32? = nil) -> Event {
            while true {
                let patience = begun.isEmpty ? milliseconds ?? -1 : Keystroke.pause
                switch descent_wait_for_event(interrupts, resizes, patience) {
                case DescentInterrupt:
                    interrupts = Interrupts.count
                    return .interrupt
                case DescentResize:
                    resizes = descent_resize_count()
                    return .resize
                case DescentTimeOut:
                    return begun.isEmpty ? .timeOut : .keys(Keystroke.keys(in: &begun, isOver: true))
                default:
                    var bytes = [UInt8](repeating: 0, count: 1024)
                    let count = read(STDIN_FILENO, &bytes, bytes.count)
                    guard count > 0 else { return .end }
                    begun += bytes[..<count]
                    let keys = Keystroke.keys(in: &begun)
                    if !keys.isEmpty { return .keys(keys) }
                }
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
