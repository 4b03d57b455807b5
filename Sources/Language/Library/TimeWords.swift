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

    private typealias Clock = (UnsafePointer<time_t>, UnsafeMutablePointer<tm>) -> UnsafeMutablePointer<tm>?

    private static func now(_ clock: Clock) -> tm {
        var (seconds, moment) = (Glibc.time(nil), tm())
        _ = clock(&seconds, &moment)
        return moment
    }

    private static let fields = [
        "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
    ]

    /// The parts of a moment, as Python counts them: from 1, and days of the week from Monday.
    private static func calendar(
        _ name: String, _ summary: String,
        _ clock: @escaping @Sendable (UnsafePointer<time_t>, UnsafeMutablePointer<tm>) -> UnsafeMutablePointer<tm>?
    ) -> Word {
        Word.native(
            "time.\(name)", family: "modules", summary,
            [Parameter("secs", .optional(.number()), .otherwise("now"), "seconds since the beginning of 1970 (UTC)")],
            returns: "tuple", examples: ["import time\ntime.\(name)(0).tm_year"], seeAlso: ["time.strftime"]
        ) { given, _ in
            var moment = now(clock)
            if let value = given.value(0, "secs"), !value.isNone {
                guard let number = value.asNumber, number.isFinite, number.magnitude < 6e10 else {
                    throw Mistake(
                        "\(name) of \(value.brief)", expected: "seconds from 1970 on, of a year from 1 to 3871"
                    ).raised(as: value.asNumber == nil ? "TypeError" : "OverflowError")
                }
                var seconds = time_t(number.rounded(.down))
                _ = clock(&seconds, &moment)
            }
            let parts = [
                moment.tm_year + 1900, moment.tm_mon + 1, moment.tm_mday, moment.tm_hour, moment.tm_min, moment.tm_sec,
                (moment.tm_wday + 6) % 7, moment.tm_yday + 1, moment.tm_isdst,
            ]
            return .object(RecordObject("time.struct_time", fields, parts.map { .int(Int($0)) }))
        }
    }

    /// The same in the other direction.
    private static func moment(_ value: Value) throws -> tm {
        guard let parts = value.elements, parts.count == 9 else {
            throw Mistake("\(value.brief) is no moment", expected: "what time.localtime() gives").raised(
                as: "TypeError", "Tuple or struct_time argument required")
        }
        let numbers = try parts.map { part -> Int32 in
            guard let number = part.asInt, (-1...9999).contains(number) else {
                throw Mistake("\(part.brief) is part of no moment", expected: "a whole number").raised(
                    as: "ValueError")
            }
            return Int32(number)
        }
        var moment = tm()
        (moment.tm_year, moment.tm_mon, moment.tm_mday) = (numbers[0] - 1900, numbers[1] - 1, numbers[2])
        (moment.tm_hour, moment.tm_min, moment.tm_sec) = (numbers[3], numbers[4], numbers[5])
        (moment.tm_wday, moment.tm_yday, moment.tm_isdst) = ((numbers[6] + 1) % 7, numbers[7] - 1, numbers[8])
        return moment
    }

    static let words: [Word] = [
        clock("time", "seconds since the beginning of 1970 (UTC)", CLOCK_REALTIME),
        clock("time_ns", "nanoseconds since the beginning of 1970 (UTC)", CLOCK_REALTIME, returns: "whole number") {
            .int($0 * 1_000_000_000 + $1)
        },
        clock("perf_counter", "a clock in seconds; only differences mean something", CLOCK_MONOTONIC),
        clock("monotonic", "a clock in seconds; only differences mean something", CLOCK_MONOTONIC),
        clock("process_time", "seconds that the processor has worked for this program", CLOCK_PROCESS_CPUTIME_ID),
        calendar("localtime", "a moment by the clock of this place", localtime_r),
        calendar("gmtime", "a moment by the clock of UTC", gmtime_r),
        Word.native(
            "time.strftime", family: "modules", "a moment as a text",
            [
                Parameter("format", .text, .required, "with places such as %Y-%m-%d"),
                Parameter("t", .any, .otherwise("now"), "what time.localtime gives"),
            ], returns: "string", examples: ["import time\nlen(time.strftime(\"%H:%M\")) == 5"],
            seeAlso: ["time.localtime"]
        ) { given, _ in
            guard let format = try given.text(0, "format") else {
                throw Mistake("strftime needs a format", try: "time.strftime(\"%Y-%m-%d\")").raised(as: "TypeError")
            }
            var moment = try given.value(1, "t").map(moment) ?? now(localtime_r)
            var room = [CChar](repeating: 0, count: 1024)
            // Nothing written and a text too long look alike, unless there is a blank at the end.
            let count = strftime(&room, room.count, format + " ", &moment)
            guard count > 0 else {
                throw Mistake("the format \(format.debugDescription) makes a text too long", expected: "a shorter one")
            }
            return .text(String(decoding: room.prefix(count - 1).map { UInt8(bitPattern: $0) }, as: UTF8.self))
        },
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
