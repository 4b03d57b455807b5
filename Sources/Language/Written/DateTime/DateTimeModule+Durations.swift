extension DateTimeModule {
    /// `timedelta`: how long something takes.
    static let durations = #"""
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
        """#
}
