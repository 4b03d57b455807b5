extension DateTimeModule {
    /// `strftime`: a day and a time as a format asks.
    static let formats = #"""
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
        """#
}
