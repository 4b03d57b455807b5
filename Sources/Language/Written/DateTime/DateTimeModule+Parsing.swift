extension DateTimeModule {
    /// `strptime`: a day and a time from a text and its format.
    static let parsing = #"""
        # The directives that are numbers: what they tell, their digits, the least and the largest.
        _counted = {
            "m": ("month", 2, 1, 12), "d": ("day", 2, 1, 31), "H": ("hour", 2, 0, 23), "M": ("minute", 2, 0, 59),
            "S": ("second", 2, 0, 61), "j": ("yearday", 3, 1, 366),
        }

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
            found = {"year": 1900, "month": 1, "day": 1, "hour": 0, "minute": 0, "second": 0, "microsecond": 0}
            afternoon = zone = None
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
                if mark in _counted:
                    part, most, low, high = _counted[mark]
                    found[part], place = number(place, most, low, high)
                elif mark == "Y":
                    if not text[place : place + 4].isdigit() or len(text[place : place + 4]) < 4:
                        raise unfit()
                    found["year"], place = int(text[place : place + 4]), place + 4
                elif mark == "y":
                    year, place = number(place, 2, 0, 99)
                    found["year"] = year + (2000 if year < 69 else 1900)
                elif mark == "I":
                    hour, place = number(place, 2, 1, 12)
                    found["hour"] = hour % 12
                    afternoon = afternoon or False
                elif mark == "f":
                    end = place
                    while end < len(text) and end - place < 6 and text[end].isdigit():
                        end += 1
                    if end == place:
                        raise unfit()
                    found["microsecond"], place = int((text[place:end] + "000000")[:6]), end
                elif mark in ("B", "b"):
                    month, place = name(place, _months if mark == "B" else [one[:3] for one in _months])
                    found["month"] = month + 1
                elif mark in ("A", "a"):
                    _, place = name(place, _weekdays if mark == "A" else [one[:3] for one in _weekdays])
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
                found["hour"] += 12
            if "yearday" in found:
                year = found["year"]
                found["year"], found["month"], found["day"] = _calendar(_before(year) + found["yearday"])
            parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
            return tuple([found[part] for part in parts]) + (zone,)
        """#
}
