extension DateTimeModule {
    /// `date`: a day.
    static let days = #"""
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
        """#
}
