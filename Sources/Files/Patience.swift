@preconcurrency import Glibc

/// Waiting for another program that is in the way for a moment.
public enum Patience {
    /// Does the work, and does it again while it fails with what may pass.
    ///
    /// Two programs that make one SQLite file at the same time are an example: SQLite waits by itself for one that writes, but not where
    /// a file is being given its write-ahead log, since two that waited for each other there would wait for ever.
    ///
    /// - Parameters:
    ///   - seconds: after which the failure is the answer.
    ///   - isPassing: whether an error may be gone a moment later.
    /// - Throws: what the work threw last.
    public static func again<Result>(
        for seconds: Double, while isPassing: (any Error) -> Bool, _ work: () throws -> Result
    ) throws -> Result {
        let end = ContinuousClock.now + .seconds(seconds)
        var pause: UInt32 = 1_000
        while true {
            do {
                return try work()
            } catch  where isPassing(error) && ContinuousClock.now < end {
                // Not all the same, so that those that wait for each other do not meet again.
                usleep(pause + .random(in: 0..<pause))
                pause = Swift.min(2 * pause, 20_000)
            }
        }
    }
}
