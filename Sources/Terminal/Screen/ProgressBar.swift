import Glibc
public import Numbers
import Synchronization

/// A line on standard error that shows how far long work has come, and that is gone when the work is done.
///
/// It appears after a third of a second, so that quick work never flickers, and is drawn at most ten times a second.
public final class ProgressBar: Sendable {
    private struct State {
        var started = ContinuousClock.now
        var drawn: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    private let isShown: Bool
    private let columns: @Sendable () -> Int

    static let patience = Duration.milliseconds(333)
    static let interval = Duration.milliseconds(100)

    /// - Parameter columns: the width of the terminal, asked at every drawing because windows change.
    public init(isShown: Bool, columns: @escaping @Sendable () -> Int) {
        self.isShown = isShown
        self.columns = columns
    }

    /// Shown only where standard error is a terminal that can take it back.
    public static func onStandardError(_ environment: Environment = .process) -> ProgressBar {
        ProgressBar(isShown: Window.ofStandardError(environment).canMoveCursor) {
            Window.ofStandardError(environment).columns
        }
    }

    public func begin() {
        guard isShown else { return }
        state.withLock { $0 = State() }
    }

    public func update(_ progress: Progress) {
        guard isShown else { return }
        let now = ContinuousClock.now
        let elapsed: Duration? = state.withLock { state in
            let elapsed = now - state.started
            if elapsed < ProgressBar.patience { return nil }
            if let drawn = state.drawn, now - drawn < ProgressBar.interval { return nil }
            state.drawn = now
            return elapsed
        }
        guard let elapsed else { return }
        // Room is left for the `^C` that the terminal echoes.
        Output.send(
            "\r\u{1B}[K" + ProgressBar.line(progress, elapsed: elapsed, width: columns() - 3), to: STDERR_FILENO)
    }

    /// Takes the line away.
    public func finish() {
        guard isShown else { return }
        let wasDrawn = state.withLock { state in
            defer { state.drawn = nil }
            return state.drawn != nil
        }
        if wasDrawn { Output.send("\r\u{1B}[K", to: STDERR_FILENO) }
    }

    /// `step 4000000/10000000  ████████░░░░░░░░░░░░  40%  12%/s  0:05 left`, what fits of it.
    static func line(_ progress: Progress, elapsed: Duration, width: Int) -> String {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        guard let share = progress.fraction, share.isFinite else {
            return Cells.fit("\(progress.note)  \(clock(seconds))", width)
        }
        let fraction = Swift.min(1, Swift.max(0, share))
        var tail = "\(Int(fraction * 100))%"
        if fraction > 0, seconds > 0, width >= 40 {
            let rate = fraction / seconds
            tail += "  \((100 * rate).short(2))%/s  \(clock((1 - fraction) / rate)) left"
        }
        let barWidth = Swift.min(20, Swift.max(0, width - tail.utf8.count - 2))
        let full = Int(Double(barWidth) * fraction)
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: barWidth - full)
        let room = width - Cells.width(of: tail) - barWidth - 4
        let note = room >= 8 ? Cells.fit(progress.note, room) + "  " : ""
        return Cells.fit(note + bar + (barWidth > 0 ? "  " : "") + tail, width)
    }

    /// `0:05`, `12:40`, `3 h`, `2 days`.
    static func clock(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "years" }
        let whole = Int(seconds.rounded())
        if whole >= 172_800 { return "\(whole / 86_400) days" }
        if whole >= 7_200 { return "\(whole / 3_600) h" }
        let rest = whole % 60
        return "\(whole / 60):" + (rest < 10 ? "0" : "") + String(rest)
    }
}
