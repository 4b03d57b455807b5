/// `datetime`: days and times of the Gregorian calendar (Richards' day numbers, as ISO 8601 counts weeks).
enum DateTimeModule {
    static let words: [Word] = [
        module.word(
            "date", "a day",
            [
                Parameter("year", .any, .required, "1 to 9999"), Parameter("month", .any, .required, "1 to 12"),
                Parameter("day", .any, .required, "1 to the length of the month"),
            ], returns: "any", examples: ["from datetime import date\ndate(2024, 3, 1) - date(2024, 2, 1)"],
            seeAlso: ["datetime.datetime", "datetime.timedelta"]),
        module.word(
            "datetime", "a day and a time",
            [
                Parameter("year", .any, .required, "1 to 9999"), Parameter("month", .any, .required, "1 to 12"),
                Parameter("day", .any, .required, "1 to the length of the month"),
                Parameter("hour", .any, .value(.int(0)), "0 to 23"),
                Parameter("minute", .any, .value(.int(0)), "0 to 59"),
                Parameter("second", .any, .value(.int(0)), "0 to 59"),
                Parameter("microsecond", .any, .value(.int(0)), "0 to 999,999"),
                Parameter("tzinfo", .any, .value(.none), "the zone, where one is known"),
            ], returns: "any",
            examples: [
                "from datetime import datetime\ndatetime(2024, 3, 1, 12, 30).isoformat()",
                "from datetime import datetime\ndatetime.strptime(\"2024-03-01\", \"%Y-%m-%d\").strftime(\"%d %B\")",
            ], seeAlso: ["datetime.date", "datetime.timedelta"]),
        module.word(
            "time", "a time of a day",
            [
                Parameter("hour", .any, .value(.int(0)), "0 to 23"),
                Parameter("minute", .any, .value(.int(0)), "0 to 59"),
                Parameter("second", .any, .value(.int(0)), "0 to 59"),
                Parameter("microsecond", .any, .value(.int(0)), "0 to 999,999"),
                Parameter("tzinfo", .any, .value(.none), "the zone, where one is known"),
            ], returns: "any", examples: ["from datetime import time\ntime(12, 30)"], seeAlso: ["datetime.datetime"]),
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
        module.word(
            "UTC", "the zone of UTC", returns: "any", examples: ["import datetime\ndatetime.UTC"],
            seeAlso: ["datetime.timezone"]),
        module.word(
            "MINYEAR", "the first year that a date may have", returns: "number",
            examples: ["import datetime\ndatetime.MINYEAR"]),
        module.word(
            "MAXYEAR", "the last year that a date may have", returns: "number",
            examples: ["import datetime\ndatetime.MAXYEAR"]),
    ]

    private static let module = WrittenModule("datetime", DateTimeModule.text)

    private static let text = #"""
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


        class timedelta:
            __module__ = "datetime"
            __dataclass_key__ = ("days", "seconds", "microseconds")

            def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
                whole, part = 0, 0.0
                for value, size in (
                    (days, 86400000000), (seconds, 1000000), (microseconds, 1), (milliseconds, 1000), (minutes, 60000000),
                    (hours, 3600000000), (weeks, 604800000000),
                ):
                    if isinstance(value, int):
                        whole += value * size
                    elif isinstance(value, float):
                        if value != value:
                            raise ValueError("cannot convert float NaN to integer")
                        if value - value != 0:
                            raise OverflowError("cannot convert float infinity to integer")
                        first = int(value)
                        whole += first * size
                        part += (value - first) * size
                    else:
                        name = type(value).__name__
                        raise TypeError(f"unsupported type for timedelta days component: {name}")
                whole += round(part)
                self.days, rest = divmod(whole, 86400000000)
                self.seconds, self.microseconds = divmod(rest, 1000000)
                if abs(self.days) > 999999999:
                    raise OverflowError(f"days={self.days}; must have magnitude <= 999999999")

            def _total(self):
                return (self.days * 86400 + self.seconds) * 1000000 + self.microseconds

            def total_seconds(self):
                return self._total() / 1000000

            def __repr__(self):
                parts = [f"{name}={getattr(self, name)}" for name in ("days", "seconds", "microseconds") if getattr(self, name)]
                return f"datetime.timedelta({', '.join(parts) or '0'})"

            def __str__(self):
                minutes, second = divmod(self.seconds, 60)
                hour, minute = divmod(minutes, 60)
                text = f"{hour}:{minute:02d}:{second:02d}"
                if self.days:
                    text = f"{self.days} day{'s' if abs(self.days) != 1 else ''}, " + text
                return text + (f".{self.microseconds:06d}" if self.microseconds else "")

            def __add__(self, other):
                if isinstance(other, timedelta):
                    return timedelta(microseconds=self._total() + other._total())
                return NotImplemented

            def __sub__(self, other):
                if isinstance(other, timedelta):
                    return timedelta(microseconds=self._total() - other._total())
                return NotImplemented

            def __neg__(self):
                return timedelta(microseconds=-self._total())

            def __pos__(self):
                return self

            def __abs__(self):
                return -self if self.days < 0 else self

            def __mul__(self, other):
                if isinstance(other, (int, float)):
                    return timedelta(microseconds=round(self._total() * other))
                return NotImplemented

            def __rmul__(self, other):
                return self * other

            def __truediv__(self, other):
                if isinstance(other, timedelta):
                    return self._total() / other._total()
                if isinstance(other, int):
                    whole, rest = divmod(self._total(), other)
                    return timedelta(microseconds=whole + round(rest / other))
                if isinstance(other, float):
                    return timedelta(microseconds=round(self._total() / other))
                return NotImplemented

            def __floordiv__(self, other):
                if isinstance(other, timedelta):
                    return self._total() // other._total()
                if isinstance(other, int):
                    return timedelta(microseconds=self._total() // other)
                return NotImplemented

            def __mod__(self, other):
                if isinstance(other, timedelta):
                    return timedelta(microseconds=self._total() % other._total())
                return NotImplemented

            def __eq__(self, other):
                return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

            def __lt__(self, other):
                return self._total() < other._total() if isinstance(other, timedelta) else NotImplemented

            def __le__(self, other):
                return self._total() <= other._total() if isinstance(other, timedelta) else NotImplemented

            def __gt__(self, other):
                return self._total() > other._total() if isinstance(other, timedelta) else NotImplemented

            def __ge__(self, other):
                return self._total() >= other._total() if isinstance(other, timedelta) else NotImplemented

            def __bool__(self):
                return self._total() != 0


        class tzinfo:
            __module__ = "datetime"


        class timezone(tzinfo):
            __module__ = "datetime"

            def __init__(self, offset, name=None):
                if not isinstance(offset, timedelta):
                    raise TypeError("timezone() argument 1 must be datetime.timedelta, not " + type(offset).__name__)
                if abs(offset) >= timedelta(1):
                    raise ValueError(
                        "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not "
                        + repr(offset) + "."
                    )
                self._offset, self._name = offset, name

            def utcoffset(self, dt):
                return self._offset

            def tzname(self, dt):
                if self._name is not None:
                    return self._name
                return "UTC" + _zone(self._offset) if self._offset else "UTC"

            def __repr__(self):
                if self is timezone.utc:
                    return "datetime.timezone.utc"
                if self._name is None:
                    return f"datetime.timezone({self._offset!r})"
                return f"datetime.timezone({self._offset!r}, {self._name!r})"

            def __str__(self):
                return self.tzname(None)

            def __eq__(self, other):
                return isinstance(other, timezone) and self._offset == other._offset


        def _zone(offset, colon=":"):
            if offset is None:
                return ""
            total = abs(offset)._total() // 1000000
            text = f"{'-' if offset.days < 0 else '+'}{total // 3600:02d}{colon}{total // 60 % 60:02d}"
            return text + (f"{colon}{total % 60:02d}" if total % 60 else "")


        timezone.utc = timezone(timedelta(0))


        def _format(value, format, year, month, day, hour, minute, second, microsecond, zone):
            weekday = (_ordinal(year, month, day) + 6) % 7
            yearday = _ordinal(year, month, day) - _before(year)
            meanings = {
                "Y": f"{year}", "m": f"{month:02d}", "d": f"{day:02d}", "H": f"{hour:02d}", "M": f"{minute:02d}",
                "S": f"{second:02d}", "f": f"{microsecond:06d}", "y": f"{year % 100:02d}", "j": f"{yearday:03d}",
                "B": _months[month - 1], "b": _months[month - 1][:3], "h": _months[month - 1][:3],
                "A": _weekdays[weekday], "a": _weekdays[weekday][:3], "w": f"{(weekday + 1) % 7}", "u": f"{weekday + 1}",
                "I": f"{(hour + 11) % 12 + 1:02d}", "p": "AM" if hour < 12 else "PM", "%": "%", "n": "\n", "t": "\t",
                "e": f"{day:2d}", "F": f"{year}-{month:02d}-{day:02d}", "T": f"{hour:02d}:{minute:02d}:{second:02d}",
                "X": f"{hour:02d}:{minute:02d}:{second:02d}", "x": f"{month:02d}/{day:02d}/{year % 100:02d}",
                "D": f"{month:02d}/{day:02d}/{year % 100:02d}", "R": f"{hour:02d}:{minute:02d}",
                "c": f"{_weekdays[weekday][:3]} {_months[month - 1][:3]} {day:2d} {hour:02d}:{minute:02d}:{second:02d} {year}",
                "z": _zone(zone, "") if zone is not None else "", "Z": "" if zone is None else value.tzinfo.tzname(value),
                "U": f"{(yearday + 6 - (weekday + 1) % 7) // 7:02d}", "W": f"{(yearday + 6 - weekday) // 7:02d}",
                "V": f"{date(year, month, day).isocalendar()[1]:02d}", "G": f"{date(year, month, day).isocalendar()[0]}",
            }
            out, place = [], 0
            while place < len(format):
                letter = format[place]
                if letter == "%" and place + 1 < len(format):
                    mark = format[place + 1]
                    if mark == "-" and place + 2 < len(format):
                        found = meanings.get(format[place + 2])
                        out.append("%-" + format[place + 2] if found is None else found.lstrip("0") or "0")
                        place += 3
                        continue
                    out.append(meanings.get(mark, "%" + mark))
                    place += 2
                    continue
                out.append(letter)
                place += 1
            return "".join(out)


        class date:
            __module__ = "datetime"
            __dataclass_key__ = ("year", "month", "day")

            def __init__(self, year, month, day):
                _checkdate(year, month, day)
                self.year, self.month, self.day = year, month, day

            @classmethod
            def today(cls):
                now = _time.localtime()
                return cls(now.tm_year, now.tm_mon, now.tm_mday)

            @classmethod
            def fromordinal(cls, n):
                return cls(*_calendar(n))

            @classmethod
            def fromtimestamp(cls, timestamp):
                now = _time.localtime(timestamp)
                return cls(now.tm_year, now.tm_mon, now.tm_mday)

            @classmethod
            def fromisoformat(cls, date_string):
                found = _isodate(date_string)
                if found is None:
                    raise ValueError(f"Invalid isoformat string: {date_string!r}")
                return cls(*found)

            def _tuple(self):
                return (self.year, self.month, self.day)

            def toordinal(self):
                return _ordinal(self.year, self.month, self.day)

            def weekday(self):
                return (self.toordinal() + 6) % 7

            def isoweekday(self):
                return self.weekday() + 1

            def isocalendar(self):
                ordinal, year = self.toordinal(), self.year

                def monday(year):
                    first = _before(year) + 1
                    weekday = (first + 6) % 7
                    return first - weekday + (7 if weekday > 3 else 0)

                if ordinal < monday(year):
                    year -= 1
                elif ordinal >= monday(year + 1):
                    year += 1
                return (year, (ordinal - monday(year)) // 7 + 1, self.weekday() + 1)

            def isoformat(self):
                return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

            def replace(self, year=None, month=None, day=None):
                return type(self)(
                    self.year if year is None else year, self.month if month is None else month,
                    self.day if day is None else day,
                )

            def strftime(self, format):
                return _format(self, format, self.year, self.month, self.day, 0, 0, 0, 0, None)

            def ctime(self):
                return self.strftime("%c")

            def __format__(self, spec):
                return self.strftime(spec) if spec else str(self)

            def __repr__(self):
                return f"datetime.date({self.year}, {self.month}, {self.day})"

            def __str__(self):
                return self.isoformat()

            def __add__(self, other):
                if isinstance(other, timedelta):
                    return type(self).fromordinal(self.toordinal() + other.days)
                return NotImplemented

            def __radd__(self, other):
                return self + other

            def __sub__(self, other):
                if isinstance(other, timedelta):
                    return self + timedelta(-other.days)
                if isinstance(other, date):
                    return timedelta(self.toordinal() - other.toordinal())
                return NotImplemented

            def _comparable(self, other):
                return isinstance(other, date) and not isinstance(other, datetime)

            def __eq__(self, other):
                return self._tuple() == other._tuple() if self._comparable(other) else NotImplemented

            def __lt__(self, other):
                return self._tuple() < other._tuple() if self._comparable(other) else NotImplemented

            def __le__(self, other):
                return self._tuple() <= other._tuple() if self._comparable(other) else NotImplemented

            def __gt__(self, other):
                return self._tuple() > other._tuple() if self._comparable(other) else NotImplemented

            def __ge__(self, other):
                return self._tuple() >= other._tuple() if self._comparable(other) else NotImplemented


        class time:
            __module__ = "datetime"
            __dataclass_key__ = ("hour", "minute", "second", "microsecond")

            def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
                _checktime(hour, minute, second, microsecond)
                self.hour, self.minute, self.second, self.microsecond = hour, minute, second, microsecond
                self.tzinfo = tzinfo

            @classmethod
            def fromisoformat(cls, time_string):
                found = _isotime(time_string)
                if found is None:
                    raise ValueError(f"Invalid isoformat string: {time_string!r}")
                return cls(*found)

            def _tuple(self):
                return (self.hour, self.minute, self.second, self.microsecond)

            def isoformat(self, timespec="auto"):
                return _clock(self, timespec) + _zone(self.tzinfo.utcoffset(None) if self.tzinfo else None)

            def strftime(self, format):
                return _format(self, format, 1900, 1, 1, *self._tuple(), self.tzinfo.utcoffset(None) if self.tzinfo else None)

            def replace(self, hour=None, minute=None, second=None, microsecond=None):
                given = (hour, minute, second, microsecond)
                return type(self)(*[own if new is None else new for own, new in zip(self._tuple(), given)], self.tzinfo)

            def __format__(self, spec):
                return self.strftime(spec) if spec else str(self)

            def __repr__(self):
                parts = [str(self.hour), str(self.minute)]
                if self.second or self.microsecond:
                    parts.append(str(self.second))
                if self.microsecond:
                    parts.append(str(self.microsecond))
                if self.tzinfo is not None:
                    parts.append(f"tzinfo={self.tzinfo!r}")
                return f"datetime.time({', '.join(parts)})"

            def __str__(self):
                return self.isoformat()

            def __eq__(self, other):
                return self._tuple() == other._tuple() if isinstance(other, time) else NotImplemented

            def __lt__(self, other):
                return self._tuple() < other._tuple() if isinstance(other, time) else NotImplemented

            def __le__(self, other):
                return self._tuple() <= other._tuple() if isinstance(other, time) else NotImplemented

            def __gt__(self, other):
                return self._tuple() > other._tuple() if isinstance(other, time) else NotImplemented

            def __ge__(self, other):
                return self._tuple() >= other._tuple() if isinstance(other, time) else NotImplemented


        def _clock(value, timespec):
            parts = {
                "hours": f"{value.hour:02d}", "minutes": f"{value.hour:02d}:{value.minute:02d}",
                "seconds": f"{value.hour:02d}:{value.minute:02d}:{value.second:02d}",
            }
            parts["milliseconds"] = parts["seconds"] + f".{value.microsecond // 1000:03d}"
            parts["microseconds"] = parts["seconds"] + f".{value.microsecond:06d}"
            parts["auto"] = parts["microseconds" if value.microsecond else "seconds"]
            if timespec not in parts:
                raise ValueError("Unknown timespec value")
            return parts[timespec]


        def _isodate(text):
            digits = text.replace("-", "")
            if len(digits) != 8 or not digits.isdigit() or text.count("-") not in (0, 2):
                return None
            if "-" in text and (text[4] != "-" or text[7] != "-"):
                return None
            return int(digits[:4]), int(digits[4:6]), int(digits[6:])


        def _isotime(text):
            whole, mark, part = text.partition(".")
            fields = whole.split(":")
            if not 1 <= len(fields) <= 3 or not all(len(field) == 2 and field.isdigit() for field in fields):
                return None
            if mark and not (len(fields) == 3 and part.isdigit()):
                return None
            numbers = [int(field) for field in fields] + [0] * (3 - len(fields))
            return (*numbers, int((part + "000000")[:6]) if mark else 0)


        class datetime(date):
            __module__ = "datetime"
            __dataclass_key__ = ("year", "month", "day", "hour", "minute", "second", "microsecond")

            def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
                _checkdate(year, month, day)
                _checktime(hour, minute, second, microsecond)
                self.year, self.month, self.day = year, month, day
                self.hour, self.minute, self.second, self.microsecond = hour, minute, second, microsecond
                self.tzinfo = tzinfo

            @classmethod
            def now(cls, tz=None):
                return cls.fromtimestamp(_time.time(), tz)

            @classmethod
            def today(cls):
                return cls.now()

            @classmethod
            def utcnow(cls):
                return cls.now(timezone.utc).replace(tzinfo=None)

            @classmethod
            def fromtimestamp(cls, timestamp, tz=None):
                total = round(timestamp * 1000000)
                seconds, microsecond = divmod(total, 1000000)
                if tz is not None:
                    made = datetime(1970, 1, 1) + timedelta(seconds=seconds) + tz.utcoffset(None)
                    return cls(*made._tuple()[:6], microsecond, tz)
                now = _time.localtime(seconds)
                return cls(now.tm_year, now.tm_mon, now.tm_mday, now.tm_hour, now.tm_min, now.tm_sec, microsecond)

            @classmethod
            def fromordinal(cls, n):
                return cls(*_calendar(n))

            @classmethod
            def combine(cls, date, time):
                return cls(date.year, date.month, date.day, *time._tuple(), time.tzinfo)

            @classmethod
            def fromisoformat(cls, date_string):
                zone, text = None, date_string
                if text.endswith("Z"):
                    zone, text = timezone.utc, text[:-1]
                elif text[-6:-5] in ("+", "-") and text[-3:-2] == ":":
                    sign = -1 if text[-6] == "-" else 1
                    zone = timezone(sign * timedelta(hours=int(text[-5:-3]), minutes=int(text[-2:])))
                    zone, text = timezone.utc if not zone._offset else zone, text[:-6]
                length = 10 if text[4:5] == "-" else 8
                day = _isodate(text[:length])
                clock = _isotime(text[length + 1 :]) if len(text) > length else (0, 0, 0, 0)
                if day is None or clock is None:
                    raise ValueError(f"Invalid isoformat string: {date_string!r}")
                return cls(*day, *clock, zone)

            @classmethod
            def strptime(cls, date_string, format):
                found = _parsed(date_string, format)
                return cls(*found)

            def _tuple(self):
                return (self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond)

            def utcoffset(self):
                return None if self.tzinfo is None else self.tzinfo.utcoffset(self)

            def tzname(self):
                return None if self.tzinfo is None else self.tzinfo.tzname(self)

            def date(self):
                return date(self.year, self.month, self.day)

            def time(self):
                return time(self.hour, self.minute, self.second, self.microsecond)

            def timestamp(self):
                if self.tzinfo is not None:
                    return (self - datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds()
                guess = self._total() - 62135596800 * 1000000 - 86400 * 1000000
                # The place is looked for where the local clock shows this time.
                offset = self._local(guess // 1000000) - guess // 1000000
                offset = self._local(guess // 1000000 - offset) - (guess // 1000000 - offset)
                return (guess - offset * 1000000) / 1000000

            def _local(self, seconds):
                now = _time.localtime(seconds)
                days = _ordinal(now.tm_year, now.tm_mon, now.tm_mday) - _ordinal(1970, 1, 1)
                return days * 86400 + now.tm_hour * 3600 + now.tm_min * 60 + now.tm_sec

            def astimezone(self, tz):
                if self.tzinfo is None:
                    moment = datetime.fromtimestamp(self.timestamp(), timezone.utc)
                else:
                    moment = self - self.utcoffset()
                return (moment.replace(tzinfo=None) + tz.utcoffset(None)).replace(tzinfo=tz)

            def _total(self):
                seconds = self.toordinal() * 86400 + self.hour * 3600 + self.minute * 60 + self.second
                return seconds * 1000000 + self.microsecond

            def _moment(self):
                offset = self.utcoffset()
                return self._total() - (offset._total() if offset is not None else 0)

            def isoformat(self, sep="T", timespec="auto"):
                return date.isoformat(self) + sep + _clock(self, timespec) + _zone(self.utcoffset())

            def replace(
                self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True
            ):
                given = (year, month, day, hour, minute, second, microsecond)
                fields = [own if new is None else new for own, new in zip(self._tuple(), given)]
                return type(self)(*fields, self.tzinfo if tzinfo is True else tzinfo)

            def strftime(self, format):
                return _format(self, format, *self._tuple(), self.utcoffset())

            def timetuple(self):
                return _time.localtime(self.timestamp())

            def __repr__(self):
                parts = [str(part) for part in self._tuple()]
                while len(parts) > 5 and parts[-1] == "0":
                    parts.pop()
                if self.tzinfo is not None:
                    parts.append(f"tzinfo={self.tzinfo!r}")
                return f"datetime.datetime({', '.join(parts)})"

            def __str__(self):
                return self.isoformat(" ")

            def __add__(self, other):
                if not isinstance(other, timedelta):
                    return NotImplemented
                days, rest = divmod(self._total() + other._total(), 86400000000)
                seconds, microsecond = divmod(rest, 1000000)
                clock = (seconds // 3600, seconds // 60 % 60, seconds % 60, microsecond)
                return type(self)(*_calendar(days), *clock, self.tzinfo)

            def __sub__(self, other):
                if isinstance(other, timedelta):
                    return self + -other
                if isinstance(other, datetime):
                    if (self.tzinfo is None) != (other.tzinfo is None):
                        raise TypeError("can't subtract offset-naive and offset-aware datetimes")
                    return timedelta(microseconds=self._moment() - other._moment())
                return NotImplemented

            def _comparable(self, other):
                if not isinstance(other, datetime):
                    return False
                if (self.tzinfo is None) != (other.tzinfo is None):
                    raise TypeError("can't compare offset-naive and offset-aware datetimes")
                return True

            def __eq__(self, other):
                if not isinstance(other, datetime):
                    return False if isinstance(other, date) else NotImplemented
                return (self.tzinfo is None) == (other.tzinfo is None) and self._moment() == other._moment()

            def _order(self, other, name):
                if isinstance(other, datetime):
                    return self._comparable(other)
                if isinstance(other, date):
                    raise TypeError("can't compare datetime.datetime to datetime.date")
                return False

            def __lt__(self, other):
                return self._moment() < other._moment() if self._order(other, "<") else NotImplemented

            def __le__(self, other):
                return self._moment() <= other._moment() if self._order(other, "<=") else NotImplemented

            def __gt__(self, other):
                return self._moment() > other._moment() if self._order(other, ">") else NotImplemented

            def __ge__(self, other):
                return self._moment() >= other._moment() if self._order(other, ">=") else NotImplemented


        def _parsed(text, format):
            def unfit():
                return ValueError(f"time data {text!r} does not match format {format!r}")

            def number(place, most, low, high):
                end = place
                while end < len(text) and end - place < most and text[end].isdigit():
                    end += 1
                # As many digits as leave a number in its range.
                while end > place and not low <= int(text[place:end]) <= high:
                    end -= 1
                if end == place:
                    raise unfit()
                return int(text[place:end]), end

            def name(place, names):
                for number, one in enumerate(names):
                    if text[place : place + len(one)].lower() == one.lower():
                        return number, place + len(one)
                raise unfit()

            for short, long in (("%T", "%H:%M:%S"), ("%F", "%Y-%m-%d"), ("%D", "%m/%d/%y"), ("%R", "%H:%M")):
                if short in format:
                    raise ValueError(f"'{short[1]}' is a bad directive in format '{format}'")
            year, month, day, hour, minute, second, microsecond, zone = 1900, 1, 1, 0, 0, 0, 0, None
            afternoon = yearday = None
            place = spot = 0
            while spot < len(format):
                letter = format[spot]
                if letter.isspace():
                    start = place
                    while place < len(text) and text[place].isspace():
                        place += 1
                    if start == place:
                        raise unfit()
                    while spot < len(format) and format[spot].isspace():
                        spot += 1
                    continue
                if letter != "%":
                    if text[place : place + 1].lower() != letter.lower():
                        raise unfit()
                    place, spot = place + 1, spot + 1
                    continue
                mark = format[spot + 1 : spot + 2]
                spot += 2
                if mark == "Y":
                    if not text[place : place + 4].isdigit() or len(text[place : place + 4]) < 4:
                        raise unfit()
                    year, place = int(text[place : place + 4]), place + 4
                elif mark == "y":
                    year, place = number(place, 2, 0, 99)
                    year += 2000 if year < 69 else 1900
                elif mark == "m":
                    month, place = number(place, 2, 1, 12)
                elif mark == "d":
                    day, place = number(place, 2, 1, 31)
                elif mark == "H":
                    hour, place = number(place, 2, 0, 23)
                elif mark == "I":
                    hour, place = number(place, 2, 1, 12)
                    hour %= 12
                    afternoon = afternoon or False
                elif mark == "M":
                    minute, place = number(place, 2, 0, 59)
                elif mark == "S":
                    second, place = number(place, 2, 0, 61)
                elif mark == "j":
                    yearday, place = number(place, 3, 1, 366)
                elif mark == "f":
                    end = place
                    while end < len(text) and end - place < 6 and text[end].isdigit():
                        end += 1
                    if end == place:
                        raise unfit()
                    microsecond, place = int((text[place:end] + "000000")[:6]), end
                elif mark == "B":
                    month, place = name(place, _months)
                    month += 1
                elif mark == "b":
                    month, place = name(place, [one[:3] for one in _months])
                    month += 1
                elif mark == "A":
                    _, place = name(place, _weekdays)
                elif mark == "a":
                    _, place = name(place, [one[:3] for one in _weekdays])
                elif mark == "p":
                    afternoon, place = name(place, ["AM", "PM"])
                elif mark == "z":
                    if text[place : place + 1] == "Z":
                        zone, place = timezone.utc, place + 1
                    else:
                        digits = text[place + 1 : place + 6].replace(":", "")[:4]
                        if text[place : place + 1] not in ("+", "-") or len(digits) < 4 or not digits.isdigit():
                            raise unfit()
                        sign = -1 if text[place] == "-" else 1
                        offset = sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
                        zone = timezone(offset) if offset else timezone.utc
                        place += 6 if text[place + 3 : place + 4] == ":" else 5
                elif mark == "%":
                    if text[place : place + 1] != "%":
                        raise unfit()
                    place += 1
                else:
                    raise ValueError(f"'{mark}' is a bad directive in format '{format}'")
            if place < len(text):
                raise ValueError(f"unconverted data remains: {text[place:]}")
            if afternoon:
                hour += 12
            if yearday is not None:
                year, month, day = _calendar(_before(year) + yearday)
            return year, month, day, hour, minute, second, microsecond, zone


        timedelta.min, timedelta.max = timedelta(-999999999), timedelta(999999999, 86399, 999999)
        timedelta.resolution = timedelta(microseconds=1)
        date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)
        datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
        UTC = timezone.utc
        """#
}
