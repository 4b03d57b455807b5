extension DateTimeModule {
    /// `tzinfo` and `timezone`: how far from UTC a clock is.
    static let zones = #"""
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
        """#
}
