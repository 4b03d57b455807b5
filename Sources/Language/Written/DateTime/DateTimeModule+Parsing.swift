extension DateTimeModule {
    /// `strptime`: a day and a time from a text and its format.
    static let parsing = #"""
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
        """#
}
