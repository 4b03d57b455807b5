import Glibc

/// The program running on a pseudo-terminal, with a person's hands and eyes.
final class PseudoTerminal {
    private(set) var screen: Screen
    /// All bytes received.
    private(set) var received: [UInt8] = []
    private let master: Int32
    private let child: pid_t
    private var status: Int32?
    private let isDumb: Bool
    private var promptsBefore = 0

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// - Parameter environment: the child's whole environment beside `PATH`.
    init(
        _ program: String, _ arguments: [String] = [], environment: [String: String], columns: Int = 80, rows: Int = 24
    ) throws {
        // Not openpty: it would open the other end here too, and a test runner that leads a session would get it as its
        // own controlling terminal, Ctrl-C included.
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)  // TIOCSPTLCK, TIOCGPTN
        var unlocked: Int32 = 0
        var number: UInt32 = 0
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard master >= 0, ioctl(master, setLock, &unlocked) == 0, ioctl(master, getNumber, &number) == 0,
            ioctl(master, UInt(TIOCSWINSZ), &size) == 0
        else { throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))") }
        let name = "/dev/pts/\(number)"
        self.master = master
        isDumb = environment["TERM"] == "dumb"
        screen = Screen(columns: columns, rows: rows)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The leader of a new session gets the first terminal it opens as its controlling terminal.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads of a test runner block signals, and children inherit that.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        // POSIX_SPAWN_SETSID, which glibc hides from Swift behind a feature macro.
        let setsid: Int16 = 0x80
        posix_spawnattr_setflags(&attributes, setsid | Int16(POSIX_SPAWN_SETSIGMASK))

        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        let variables = environment.merging(["PATH": path]) { mine, _ in mine }.map { "\($0.key)=\($0.value)" }
        var argv = ([program] + arguments).map { strdup($0) } + [nil]
        var envp = variables.map { strdup($0) } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, program, &actions, &attributes, &argv, &envp)
        guard code == 0 else { throw Failure(description: "\(program): \(String(cString: strerror(code)))") }
        self.child = child
    }

    deinit {
        if status == nil {
            kill(child, SIGKILL)
            var ignored: Int32 = 0
            waitpid(child, &ignored, 0)
        }
        close(master)
    }

    /// Presses keys. Named ones: see `Key`.
    func type(_ text: String) {
        settle(0)
        promptsBefore = prompts
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    func resize(columns: Int, rows: Int) {
        screen.resize(columns: columns, rows: rows)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Reads until the condition holds; seconds it took.
    @discardableResult
    func wait(
        _ what: String, seconds limit: Double = 120, until isTrue: (PseudoTerminal) -> Bool
    ) throws -> Double {
        let start = ContinuousClock.now
        while true {
            let elapsed = seconds(since: start)
            if isTrue(self) { return elapsed }
            if elapsed > limit {
                throw Failure(description: "waited \(limit) s for \(what); the screen shows:\n\(screen.text)")
            }
            if !readSome(milliseconds: 20) {
                if isTrue(self) { return elapsed }
                throw Failure(description: "the program ended before \(what); the screen shows:\n\(screen.text)")
            }
        }
    }

    @discardableResult
    func wait(for text: String, seconds: Double = 120) throws -> Double {
        try wait("“\(text)”", seconds: seconds) { $0.screen.text.contains(text) }
    }

    /// Waits for a prompt that was not there when keys were last pressed; seconds it took.
    @discardableResult
    func waitForPrompt(seconds: Double = 120) throws -> Double {
        try wait("the prompt", seconds: seconds) { $0.prompts > $0.promptsBefore && $0.screen.lines.last == ">" }
    }

    /// Types a line, presses Enter and waits for the next prompt.
    func enter(_ line: String) throws {
        type(line + Key.enter)
        try waitForPrompt()
    }

    /// Whether a prompt has been shown since keys were last pressed.
    var hasPromptedAgain: Bool { prompts > promptsBefore }

    /// How often a prompt has been shown: each one announces pasting, or is its bare text where that is unknown.
    private var prompts: Int {
        let mark = Array((isDumb ? "> " : "\u{1B}[?2004h").utf8)
        guard received.count >= mark.count else { return 0 }
        return (0...(received.count - mark.count)).count { received[$0..<($0 + mark.count)].elementsEqual(mark) }
    }

    /// Reads for a while, whatever comes.
    func settle(_ milliseconds: Int32 = 300) {
        let start = ContinuousClock.now
        repeat {
            guard readSome(milliseconds: min(milliseconds, 20)) else { return }
        } while seconds(since: start) < Double(milliseconds) / 1000
    }

    /// Waits for the program's end; its exit code, 128 + signal when it was killed.
    func exitCode(seconds limit: Double = 120) throws -> Int32 {
        let start = ContinuousClock.now
        while seconds(since: start) < limit {
            _ = readSome(milliseconds: 10)
            var raw: Int32 = 0
            if waitpid(child, &raw, WNOHANG) == child {
                status = raw
                let signal = raw & 0x7F
                return signal == 0 ? (raw >> 8) & 0xFF : 128 + signal
            }
        }
        throw Failure(description: "the program did not end within \(limit) s; the screen shows:\n\(screen.text)")
    }

    /// Whether keys reach the program one by one, without the terminal's own editing.
    var isRaw: Bool {
        var settings = termios()
        return tcgetattr(master, &settings) == 0 && settings.c_lflag & tcflag_t(ICANON) == 0
    }

    func signal(_ number: Int32) { kill(child, number) }

    /// Resident memory in bytes.
    var residentMemory: Int {
        guard let file = fopen("/proc/\(child)/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, 256, file) != nil else { return 0 }
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * Int(getpagesize())
    }

    /// False at the end of output.
    private func readSome(milliseconds: Int32) -> Bool {
        var file = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&file, 1, milliseconds) > 0 else { return true }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        received += buffer[..<count]
        screen.show(buffer[..<count])
        return true
    }

    private func seconds(since start: ContinuousClock.Instant) -> Double {
        let elapsed = ContinuousClock.now - start
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    }
}

/// What keys send.
enum Key {
    static let enter = "\r"
    static let tab = "\t"
    static let up = "\u{1B}[A"
    static let down = "\u{1B}[B"
    static let right = "\u{1B}[C"
    static let left = "\u{1B}[D"
    static let home = "\u{1B}[H"
    static let end = "\u{1B}[F"
    static let delete = "\u{1B}[3~"
    static let backspace = "\u{7F}"
    static let shiftTab = "\u{1B}[Z"
    static let escape = "\u{1B}"
    static func control(_ letter: Character) -> String {
        String(UnicodeScalar((letter.asciiValue ?? 0) & 0x1F))
    }
    /// What a terminal sends when text is pasted.
    static func pasted(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }
}
