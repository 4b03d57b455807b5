import Foundation
import Synchronization

/// Extends the leases of a process's running trials while it works on them, from a thread of its own: a trial may take
/// hours without a word.
final class Heartbeat: Sendable {
    /// Seconds for which a trial is left to its worker without a sign of life.
    static let lease = 60.0
    private static let interval = 15.0

    private struct State {
        var running: Set<TrialKey> = []
        var isBeating = false
    }
    private let state = Mutex(State())

    /// - Parameter beat: is called every quarter of a lease with the trials that run.
    func begin(_ trial: TrialKey, beat: @escaping @Sendable (Set<TrialKey>) -> Void) {
        let mustStart = state.withLock { state in
            state.running.insert(trial)
            defer { state.isBeating = true }
            return !state.isBeating
        }
        guard mustStart else { return }
        let thread = Thread { [weak self] in
            while true {
                Thread.sleep(forTimeInterval: Heartbeat.interval)
                guard let running = self?.next() else { return }
                beat(running)
            }
        }
        thread.stackSize = 1 << 19
        thread.start()
    }

    /// The trial has ended.
    func end(_ trial: TrialKey) { state.withLock { _ = $0.running.remove(trial) } }

    /// What runs; nil, and the thread ends, where nothing does.
    private func next() -> Set<TrialKey>? {
        state.withLock { state in
            state.isBeating = !state.running.isEmpty
            return state.isBeating ? state.running : nil
        }
    }
}

/// A trial of a file: the study's row and the trial's number.
struct TrialKey: Hashable, Sendable {
    var study: Int64
    var number: Int
}
