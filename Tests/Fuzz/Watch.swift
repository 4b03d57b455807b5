import Answers
import Dispatch
import Glibc
import Synchronization

/// Stops a line that takes long, and ends the program when the line does not listen.
final class Watch: Sendable {
    private let work: Work
    /// When the line began, in nanoseconds; 0 between lines.
    private let began = Atomic<UInt64>(0)
    private let wasStopped = Atomic<Bool>(false)

    /// A line may take so long before it is stopped.
    private static let patience: UInt64 = 200_000_000
    /// After that it must end within this time: a hundred times what is promised, since the machine may be busy.
    private static let grace: UInt64 = 10_000_000_000

    init(_ work: Work) {
        self.work = work
        DispatchQueue.global(qos: .userInteractive).async { [self] in
            while true {
                usleep(5_000)
                look()
            }
        }
    }

    private static func now() -> UInt64 { DispatchTime.now().uptimeNanoseconds }

    private func look() {
        let start = began.load(ordering: .relaxed)
        guard start > 0 else { return }
        let elapsed = Watch.now() &- start
        guard elapsed > Watch.patience, elapsed < UInt64.max / 2 else { return }
        wasStopped.store(true, ordering: .relaxed)
        work.cancel()
        guard elapsed > Watch.patience + Watch.grace else { return }
        print("the line in .build/fuzz-line.txt does not stop")
        exit(1)
    }

    /// A line begins.
    func begin() {
        wasStopped.store(false, ordering: .relaxed)
        work.reset()
        began.store(Watch.now(), ordering: .relaxed)
    }

    /// The line ended.
    ///
    /// - Returns: seconds since it was stopped; nil when it ended by itself.
    func end() -> Double? {
        let elapsed = Watch.now() &- began.exchange(0, ordering: .relaxed)
        guard wasStopped.load(ordering: .relaxed), elapsed > Watch.patience else { return nil }
        return Double(elapsed - Watch.patience) / 1e9
    }
}
