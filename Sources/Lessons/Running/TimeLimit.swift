import Dispatch
import Answers
import Synchronization

/// Cancels work that takes longer than its limit.
final class TimeLimit: Sendable {
    private struct State {
        var isOver = false
        var isReached = false
    }

    private let state = Mutex(State())

    /// - Parameter seconds: counted from now.
    init(_ seconds: Double, of work: Work) {
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak self] in
            guard let self else { return }
            // Cancelling inside the lock: once `end` has returned, nothing is cancelled any more.
            state.withLock { state in
                guard !state.isOver else { return }
                state.isReached = true
                work.cancel()
            }
        }
    }

    /// Takes the limit away; answers whether it had been reached.
    func end() -> Bool {
        state.withLock { state in
            state.isOver = true
            return state.isReached
        }
    }
}
