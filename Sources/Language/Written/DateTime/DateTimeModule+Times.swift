extension DateTimeModule {
    /// `time`: a time of a day, and what ISO 8601 writes of days and times.
    static let times = #"""
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
        """#
}
