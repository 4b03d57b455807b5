import Files
import Glibc

/// Standard output and standard error, written whole and at once.
public enum Console {
    /// Results.
    public static func send(_ text: String) { send(text, to: STDOUT_FILENO) }

    /// Results, with the line ended.
    public static func line(_ text: String) { send(text + "\n", to: STDOUT_FILENO) }

    /// Messages and progress.
    public static func message(_ text: String) { send(text + "\n", to: STDERR_FILENO) }

    static func send(_ text: String, to descriptor: Int32) {
        if Descriptor.write(text.utf8, to: descriptor) == EPIPE { leaveQuietly() }
    }

    /// A program that draws may die while it is written to; that must not take us along. Writing to a reader who has
    /// gone is noticed in `send`.
    public static func surviveBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

    /// Ends as any Unix program does whose reader has gone (`descent … | head -1`).
    private static func leaveQuietly() -> Never {
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
        exit(128 + SIGPIPE)
    }
}
