/// `datetime`: days and times of the Gregorian calendar (Richards' day numbers, as ISO 8601 counts weeks).
enum DateTimeModule {
    static let words: [Word] = [
        module.word(
            "date", "a day",
            day, returns: "any", examples: ["from datetime import date\ndate(2024, 3, 1) - date(2024, 2, 1)"],
            seeAlso: ["datetime.datetime", "datetime.timedelta"]),
        module.word(
            "datetime", "a day and a time",
            day + clock, returns: "any",
            examples: [
                "from datetime import datetime\ndatetime(2024, 3, 1, 12, 30).isoformat()",
                "from datetime import datetime\ndatetime.strptime(\"2024-03-01\", \"%Y-%m-%d\").strftime(\"%d %B\")",
            ], seeAlso: ["datetime.date", "datetime.timedelta"]),
        module.word(
            "time", "a time of a day",
            clock, returns: "any", examples: ["from datetime import time\ntime(12, 30)"], seeAlso: ["datetime.datetime"]
        ),
        module.word(
            "timedelta", "how long something takes",
            [
                Parameter("days", .any, .value(.int(0)), "days"),
                Parameter("seconds", .any, .value(.int(0)), "seconds"),
                Parameter("microseconds", .any, .value(.int(0)), "millionths of a second"),
                Parameter("milliseconds", .any, .value(.int(0)), "thousandths of a second"),
                Parameter("minutes", .any, .value(.int(0)), "minutes"),
                Parameter("hours", .any, .value(.int(0)), "hours"), Parameter("weeks", .any, .value(.int(0)), "weeks"),
            ], returns: "any", examples: ["from datetime import timedelta\ntimedelta(hours=36).days"],
            seeAlso: ["datetime.date"]),
        module.word(
            "timezone", "a zone that is so far from UTC",
            [
                Parameter("offset", .any, .required, "a timedelta of less than a day"),
                Parameter("name", .any, .value(.none), "how it is called"),
            ], returns: "any", examples: ["from datetime import timezone, timedelta\ntimezone(timedelta(hours=2))"],
            seeAlso: ["datetime.datetime"]),
        module.word(
            "tzinfo", "the base of zones", returns: "any", examples: ["from datetime import tzinfo\ntzinfo()"],
            seeAlso: ["datetime.timezone"]),
        module.constant("UTC", "the zone of UTC", returns: "any", seeAlso: ["datetime.timezone"]),
        module.constant("MINYEAR", "the first year that a date may have", returns: "number"),
        module.constant("MAXYEAR", "the last year that a date may have", returns: "number"),
    ]

    private static let day = [
        Parameter("year", .any, .required, "1 to 9999"), Parameter("month", .any, .required, "1 to 12"),
        Parameter("day", .any, .required, "1 to the length of the month"),
    ]
    private static let clock = [
        Parameter("hour", .any, .value(.int(0)), "0 to 23"),
        Parameter("minute", .any, .value(.int(0)), "0 to 59"),
        Parameter("second", .any, .value(.int(0)), "0 to 59"),
        Parameter("microsecond", .any, .value(.int(0)), "0 to 999,999"),
        Parameter("tzinfo", .any, .value(.none), "the zone, where one is known"),
    ]

    private static let module = WrittenModule(
        "datetime",
        [calendar, durations, zones, formats, days, times, moments, parsing, limits].joined(separator: "\n\n\n"))

    /// The least and the largest of each kind.
    private static let limits = #"""
        timedelta.min, timedelta.max = timedelta(-999999999), timedelta(999999999, 86399, 999999)
        timedelta.resolution = timedelta(microseconds=1)
        date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)
        datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
        UTC = timezone.utc
        """#
}
