public import Answers
@preconcurrency import Dispatch
import Synchronization

/// Cancels work that takes longer than it may, or more memory.
public final class RunLimit: Sendable {
    /// The limit that ended the work, with what it stood at.
    public enum Reached: Sendable, Equatable {
        /// In seconds.
        case time(Double)
        /// In bytes.
        case memory(Int)
    }

    private struct State {
        var isOver = false
        var reached: Reached?
    }

    private let state = Mutex(State())
    private let timer = DispatchSource.makeTimerSource(queue: .global())
    private let work: Work
    private let bytes: Int
    private let start = ResidentMemory.bytes

    /// - Parameters:
    ///   - seconds: counted from now; nil for any time.
    ///   - bytes: by which the memory of the process may grow from now on.
    ///   - work: is cancelled, for the limit, when one is reached.
    public init(seconds: Double?, bytes: Int, of work: Work) {
        self.work = work
        self.bytes = bytes
        let clock = ContinuousClock()
        let end = seconds.map { clock.now + .seconds($0) }
        timer.setEventHandler { [weak self] in
            guard let self else { return }
            let found: Reached? =
                if let seconds, let end, clock.now >= end { .time(seconds) } else {
                    growth > bytes ? .memory(bytes) : nil
                }
            guard let found else { return }
            // Cancelling inside the lock: once `end` has returned, nothing is cancelled any more.
            state.withLock { state in
                guard !state.isOver else { return }
                state.reached = state.reached ?? found
                work.cancel(.limit)
            }
        }
        timer.schedule(
            deadline: .now() + Swift.min(RunLimit.interval, seconds ?? .infinity), repeating: RunLimit.interval)
        timer.resume()
    }

    /// Seconds between two looks.
    private static let interval = 0.01

    private var growth: Int { ResidentMemory.bytes - start }

    /// Takes the limits away, with their wish to stop; answers which was reached, and by how many bytes the memory has grown.
    public func end() -> (reached: Reached?, growth: Int) {
        timer.cancel()
        let reached = state.withLock { state in
            state.isOver = true
            return state.reached
        }
        work.withdraw(.limit)
        let growth = growth
        return (reached ?? (growth > bytes ? .memory(bytes) : nil), growth)
    }
}
