import Answers
import Glibc

/// What is used of `time`.
enum TimeWords {
    private static func clock(
        _ name: String, _ summary: String, _ clock: clockid_t, returns: String = "number",
        _ value: @escaping @Sendable (_ seconds: Int, _ nanoseconds: Int) -> Value = {
            .number(Double($0) + Double($1) * 1e-9)
        }
    ) -> Word {
        Word.native(
            "time.\(name)", family: "modules", summary, returns: returns,
            examples: ["import time\ntime.\(name)() > 0"]
        ) { _, _ in
            var now = timespec()
            clock_gettime(clock, &now)
            return value(now.tv_sec, now.tv_nsec)
        }
    }

    static let words: [Word] = [
        clock("time", "seconds since the beginning of 1970 (UTC)", CLOCK_REALTIME),
        clock("time_ns", "nanoseconds since the beginning of 1970 (UTC)", CLOCK_REALTIME, returns: "whole number") {
            .int($0 * 1_000_000_000 + $1)
        },
        clock("perf_counter", "a clock in seconds; only differences mean something", CLOCK_MONOTONIC),
        clock("monotonic", "a clock in seconds; only differences mean something", CLOCK_MONOTONIC),
        clock("process_time", "seconds that the processor has worked for this program", CLOCK_PROCESS_CPUTIME_ID),
        Word.native(
            "time.sleep", family: "modules", "waits; Ctrl-C ends the waiting",
            [Parameter("seconds", .number(), .required, "how long")], returns: "None",
            examples: ["import time\ntime.sleep(0)"]
        ) { given, context in
            let given = try given.required(0, "seconds", "sleep")
            guard let seconds = given.asNumber else {
                throw Mistake("sleep of \(given.brief)", expected: "a number of seconds").raised(
                    as: "TypeError", "'\(given.pythonType)' object cannot be interpreted as an integer")
            }
            guard seconds >= 0 else {
                throw Mistake("sleep of \(seconds.pythonRepr) seconds", expected: "0 or more").raised(
                    as: "ValueError", "sleep length must be non-negative")
            }
            let end = ContinuousClock.now + .seconds(saturating: seconds)
            while ContinuousClock.now < end {
                if context.work.isCancelled { throw Stopped() }
                let left = (end - ContinuousClock.now) / .milliseconds(1)
                usleep(UInt32(Swift.max(0, Swift.min(5, left)) * 1000))
            }
            return .none
        },
    ]
}
