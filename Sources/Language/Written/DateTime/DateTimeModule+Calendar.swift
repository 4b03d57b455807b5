extension DateTimeModule {
    /// Days of the Gregorian calendar and their numbers, and what a day and a time may be.
    static let calendar = #"""
        import time as _time

        MINYEAR = 1
        MAXYEAR = 9999
        _days = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
        _months = (
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
            "December",
        )
        _weekdays = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


        def _leap(year):
            return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


        def _length(year, month):
            return 29 if month == 2 and _leap(year) else _days[month - 1]


        def _before(year):
            # The days before the first of January.
            last = year - 1
            return last * 365 + last // 4 - last // 100 + last // 400


        def _ordinal(year, month, day):
            return _before(year) + sum([_length(year, one) for one in range(1, month)]) + day


        def _calendar(ordinal):
            if not 1 <= ordinal <= 3652059:
                raise OverflowError("date value out of range")
            year = (ordinal * 400 + 146096) // 146097
            while _before(year + 1) < ordinal:
                year += 1
            while _before(year) >= ordinal:
                year -= 1
            rest, month = ordinal - _before(year), 1
            while rest > _length(year, month):
                rest -= _length(year, month)
                month += 1
            return year, month, rest


        def _whole(*values):
            for value in values:
                if not isinstance(value, int):
                    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")


        def _checkdate(year, month, day):
            _whole(year, month, day)
            if not MINYEAR <= year <= MAXYEAR:
                raise ValueError(f"year {year} is out of range")
            if not 1 <= month <= 12:
                raise ValueError("month must be in 1..12")
            if not 1 <= day <= _length(year, month):
                raise ValueError("day is out of range for month")


        def _checktime(hour, minute, second, microsecond):
            _whole(hour, minute, second, microsecond)
            if not 0 <= hour <= 23:
                raise ValueError("hour must be in 0..23")
            if not 0 <= minute <= 59:
                raise ValueError("minute must be in 0..59")
            if not 0 <= second <= 59:
                raise ValueError("second must be in 0..59")
            if not 0 <= microsecond <= 999999:
                raise ValueError("microsecond must be in 0..999999")
        """#
}
