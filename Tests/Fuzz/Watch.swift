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
    static let patience: UInt64 = 200_000_000
    /// After that it must end within this time; the machine may be busy, a hundred times what is promised.
    static let grace: UInt64 = 10_000_000_000

    init(_ work: Work) {
        self.work = work
        let thread = { [self] in
            while true {
                usleep(5_000)
                look()
            }
        }
        DispatchQueue.global(qos: .userInteractive).async(execute: thread)
    }

    private static func now() -> UInt64 { DispatchTime.now().uptimeNanoseconds }

    private func look() {
        let start = began.load(ordering: .relaxed)
        guard start > 0 else { return }
        let elapsed = Watch.now() - start
        if elapsed > Watch.patience, !wasStopped.exchange(true, ordering: .relaxed) { work.cancel() }
        if elapsed > Watch.patience + Watch.grace {
            fputs("the line in .build/fuzz-line.txt does not stop\n", stderr)
            exit(1)
        }
    }

    /// How long the line took after it was stopped, in seconds; nil when it ended by itself.
    func time(_ body: () -> Void) -> Double? {
        wasStopped.store(false, ordering: .relaxed)
        let start = Watch.now()
        began.store(start, ordering: .relaxed)
        body()
        began.store(0, ordering: .relaxed)
        guard wasStopped.load(ordering: .relaxed) else { return nil }
        return Double(Watch.now() - start - Swift.min(Watch.patience, Watch.now() - start)) / 1e9
    }
}
