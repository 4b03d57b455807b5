public import Answers
import Glibc

/// Frames at a pace that an eye can follow: where somebody watches, training waits for it.
public struct FramePace: Sendable {
    private let pause: Duration
    private var shown: ContinuousClock.Instant?

    /// - Parameter framesPerSecond: at most, above 0.
    public init(framesPerSecond: Double) { pause = .seconds(saturating: 1 / framesPerSecond) }

    /// Waits until the next frame may be shown, or the work is stopped.
    public mutating func wait(_ work: Work) {
        while let shown, ContinuousClock.now - shown < pause, !work.isCancelled {
            var time = timespec(tv_sec: 0, tv_nsec: 5_000_000)
            nanosleep(&time, nil)
        }
        shown = ContinuousClock.now
    }
}
