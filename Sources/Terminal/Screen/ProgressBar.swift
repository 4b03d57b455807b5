public import Figures
import Glibc
public import Answers
import Synchronization

/// What standard error shows of long work while it goes on: a bar, numbers, a small curve, a picture. It is redrawn in
/// place and gone when the work is done.
///
/// It appears after a third of a second, so that quick work never flickers, and is drawn at most ten times a second. A
/// terminal whose cursor does not move gets one plain line; where there is no terminal nothing is written.
public final class ProgressBar: Sendable {
    /// How progress can be shown.
    public enum Manner: Sendable { case redrawn, onePlainLine, hidden }

    private struct State {
        var started = ContinuousClock.now
        var drawn: ContinuousClock.Instant?
        /// Lines that stand on the screen.
        var height = 0
        /// Whether nothing is drawn, because the screen is another's.
        var isSilent = false
    }

    private let state = Mutex(State())
    /// How progress can be shown here.
    public let manner: Manner
    private let place: @Sendable () -> Capabilities

    static let patience = Duration.milliseconds(333)
    static let interval = Duration.milliseconds(100)

    /// - Parameter place: the size and the abilities of the terminal, asked at every drawing because windows change.
    public init(_ manner: Manner, place: @escaping @Sendable () -> Capabilities) {
        self.manner = manner
        self.place = place
    }

    /// As standard error allows.
    public static func onStandardError(place: @escaping @Sendable () -> Capabilities) -> ProgressBar {
        let screen = Screen.ofStandardError()
        return ProgressBar(
            screen.canMoveCursor ? .redrawn : screen.isTerminal ? .onePlainLine : .hidden, place: place)
    }

    /// Starts the clock for the next piece of work.
    public func begin() {
        guard manner != .hidden else { return }
        state.withLock { $0 = State() }
    }

    /// Draws what was reported, if it is time to.
    public func update(_ progress: Progress) {
        guard manner != .hidden else { return }
        let now = ContinuousClock.now
        let (elapsed, height): (Duration?, Int) = state.withLock { state in
            if state.isSilent { return (nil, 0) }
            let elapsed = now - state.started
            // A picture of the state is what the person waits for: each one is drawn, from the first on.
            if progress.view == nil || manner == .onePlainLine {
                if elapsed < ProgressBar.patience { return (nil, 0) }
                if let drawn = state.drawn, manner == .onePlainLine || now - drawn < ProgressBar.interval {
                    return (nil, 0)
                }
            }
            state.drawn = now
            return (elapsed, state.height)
        }
        guard let elapsed else { return }
        if manner == .onePlainLine {
            Console.message(ProgressPicture(progress, elapsed: elapsed).plainLine)
            return
        }
        let lines = ProgressPicture(progress, elapsed: elapsed).lines(on: place())
        Console.send(ProgressBar.wipe(height) + lines.joined(separator: "\r\n"), to: STDERR_FILENO)
        state.withLock { $0.height = lines.count }
    }

    /// Draws nothing while the screen is another's; the clock begins anew afterwards.
    func silent<Result>(_ body: () throws -> Result) rethrows -> Result {
        finish()
        state.withLock { $0.isSilent = true }
        defer { state.withLock { $0 = State() } }
        return try body()
    }

    /// Takes everything away.
    public func finish() {
        guard manner == .redrawn else { return }
        let height = state.withLock { state in
            defer { state = State() }
            return state.height
        }
        if height > 0 { Console.send(ProgressBar.wipe(height), to: STDERR_FILENO) }
    }

    /// Goes back to the first of these lines, on the last of which the cursor stands, and clears them.
    static func wipe(_ height: Int) -> String {
        height == 0 ? "" : "\r" + (height > 1 ? "\u{1B}[\(height - 1)A" : "") + "\u{1B}[J"
    }
}
