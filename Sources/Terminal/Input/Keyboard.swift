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
        guard descent_wait_for_input(interrupts) else { return nil }
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        return count > 0 ? Array(bytes[..<count]) : nil
    }
}
