extension DateTimeModule {
    /// `datetime`: a day and a time.
    static let moments = #"""
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
        """#
}
