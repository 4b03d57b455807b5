import Answers
import Files
import Glibc

/// Standard output and standard error, written whole and at once. Plain text passes the gate that makes control characters
/// visible; only what a face has set keeps the sequences of its paint.
public enum Console {
    /// A line of results that a face has set.
    public static func line(set text: String) { send(text + "\n", to: STDOUT_FILENO) }

    /// A line of plain results.
    public static func line(_ text: String) { line(set: text.visible) }

    /// A message that a face has set.
    public static func message(set text: String) { send(text + "\n", to: STDERR_FILENO) }

    /// A plain message.
    public static func message(_ text: String) { message(set: text.visible) }

    /// A piece of a message, which the next one goes on with.
    public static func message(part text: String) {
        send(
            text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).visible }.joined(
                separator: "\n"), to: STDERR_FILENO)
    }

    /// Whether results and messages go to the same place, so that their order is seen.
    public static var isOneStream: Bool {
        var (out, errors) = (stat(), stat())
        return fstat(STDOUT_FILENO, &out) == 0 && fstat(STDERR_FILENO, &errors) == 0 && out.st_dev == errors.st_dev
            && out.st_ino == errors.st_ino
    }

    /// Text that a face has set, as it is.
    static func send(_ text: String, to descriptor: Int32 = STDOUT_FILENO) {
        let failure = Descriptor.write(text.utf8, to: descriptor)
        if failure == EPIPE { leaveQuietly() }
        if failure != 0, descriptor == STDOUT_FILENO { leave(because: failure) }
    }

    /// Closes standard output: what a file system says only then, that it is full, is told as well.
    public static func finish() {
        fflush(nil)
        if close(STDOUT_FILENO) != 0, errno != EBADF { leave(because: errno) }
    }

    /// A program that draws may die while it is written to; that must not take us along. Writing to a reader who has
    /// gone is noticed in `send`.
    public static func surviveBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

    /// Results that do not arrive are a failure, which no program that called us may overlook.
    private static func leave(because error: Int32) -> Never {
        message("standard output cannot be written: \(String(cString: strerror(error)))")
        exit(1)
    }

    /// Ends as any Unix program does whose reader has gone (`descent … | head -1`).
    private static func leaveQuietly() -> Never {
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
        exit(128 + SIGPIPE)
    }
}
