/// How a decimal number is rounded, compared, made and written.
extension DecimalModule {
    static let numbers = #"""
        def _digits(c):
            return len(str(c))


        def _cut(c, drop, sign, rounding):
            # The coefficient without so many of its digits, rounded.
            if drop <= 0:
                return c * 10**-drop
            if drop > _digits(c) + 1:
                drop, c = 1, 1 if c else 0
            unit = 10**drop
            q, r = divmod(c, unit)
            if r == 0:
                return q
            if rounding == ROUND_HALF_EVEN:
                up = 2 * r > unit or 2 * r == unit and q % 2 == 1
            elif rounding == ROUND_HALF_UP:
                up = 2 * r >= unit
            elif rounding == ROUND_HALF_DOWN:
                up = 2 * r > unit
            elif rounding == ROUND_UP:
                up = True
            elif rounding == ROUND_DOWN:
                up = False
            elif rounding == ROUND_CEILING:
                up = not sign
            elif rounding == ROUND_FLOOR:
                up = sign
            else:
                up = q % 5 == 0
            return q + 1 if up else q


        def _make(sign, c, e, special=""):
            d = Decimal()
            d._sign, d._c, d._e, d._special = bool(sign), c, e, special
            return d


        def _as(value):
            return value if isinstance(value, Decimal) else Decimal(value)


        def _other(value):
            # What takes part in arithmetic with a Decimal; None for anything else.
            if isinstance(value, Decimal):
                return value
            return Decimal(value) if isinstance(value, int) else None


        def _compared(a, b):
            # -1, 0 or 1; None where one is no number.
            if not isinstance(b, (Decimal, int, float)):
                return NotImplemented
            b = _as(b)
            if a.is_nan() or b.is_nan():
                return None
            if a._special or b._special:
                x = 0 if not a._special else -1 if a._sign else 1
                y = 0 if not b._special else -1 if b._sign else 1
                return (x > y) - (x < y)
            if a._c == 0 or b._c == 0 or a._sign != b._sign:
                x = 0 if a._c == 0 else -1 if a._sign else 1
                y = 0 if b._c == 0 else -1 if b._sign else 1
                return (x > y) - (x < y)
            if a.adjusted() != b.adjusted():
                larger = a.adjusted() > b.adjusted()
            else:
                e = min(a._e, b._e)
                x, y = a._c * 10 ** (a._e - e), b._c * 10 ** (b._e - e)
                if x == y:
                    return 0
                larger = x > y
            return -1 if larger == a._sign else 1


        def _exp_fixed(x, places):
            # e**(x / 10**places) in units of 10**-places: halved until it is small, then Taylor's series, then squared again.
            extra = 12
            unit = 10 ** (places + extra)
            x = x * 10**extra
            halvings = 0
            while abs(x) * 8 > unit:
                x = x // 2 if x >= 0 else -(-x // 2)
                halvings += 1
            total = term = unit
            n = 1
            while term:
                term = term * x // (unit * n) if x >= 0 or term < 0 else -(-term * x // (unit * n))
                if term == -1:
                    break
                total += term
                n += 1
            for _ in range(halvings):
                total = total * total // unit
            return total // 10**extra


        def _ln_fixed(c, e, places):
            # ln(c * 10**e) in units of 10**-places, by Newton's iteration on exp.
            shift = _digits(c) - 1
            unit = 10**places
            mantissa = c * unit // 10**shift

            def log(m):
                y = int(math.log(m / unit) * 2**40) * unit // 2**40
                for _ in range(60):
                    power = _exp_fixed(y, places)
                    step = 2 * (m - power) * unit // (m + power)
                    y += step
                    if abs(step) <= 2:
                        break
                return y

            power = e + shift
            return log(mantissa) + (power * log(10 * unit) if power else 0)


        DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent")


        class Decimal:
            __module__ = "decimal"
            __dataclass_key__ = ("_key",)

            def __init__(self, value="0", context=None):
                self._special = ""
                if isinstance(value, int):
                    self._sign, self._c, self._e = value < 0, abs(int(value)), 0
                elif isinstance(value, str):
                    self._read(value)
                elif isinstance(value, Decimal):
                    self._sign, self._c, self._e, self._special = value._sign, value._c, value._e, value._special
                elif isinstance(value, float):
                    self._take(value)
                elif isinstance(value, (tuple, list)):
                    if len(value) != 3:
                        raise ValueError("argument must be a sequence of length 3")
                    sign, digits, e = value
                    self._sign, self._e = bool(sign), e
                    self._c = int("".join([str(digit) for digit in digits]) or "0")
                else:
                    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")

            def _read(self, text):
                rest = text.strip().replace("_", "")
                self._sign = rest.startswith("-")
                if rest[:1] in ("-", "+"):
                    rest = rest[1:]
                small = rest.lower()
                if small in ("inf", "infinity"):
                    self._c, self._e, self._special = 0, 0, "Infinity"
                    return
                if small in ("nan", "snan"):
                    self._c, self._e, self._special = 0, 0, "NaN"
                    return
                number, _, power = small.partition("e")
                whole, _, part = number.partition(".")
                signless = power[1:] if power[:1] in ("-", "+") else power
                if not (whole + part).isdecimal() or "e" in small and not signless.isdecimal():
                    raise _invalid("ConversionSyntax")
                self._c, self._e = int(whole + part), int(power or "0") - len(part)

            def _take(self, value):
                self._sign = str(value).startswith("-")
                if math.isnan(value) or math.isinf(value):
                    self._c, self._e, self._special = 0, 0, "NaN" if math.isnan(value) else "Infinity"
                    return
                n, d = abs(value).as_integer_ratio()
                k = d.bit_length() - 1
                self._c, self._e = n * 5**k, -k

            @classmethod
            def from_float(cls, f):
                return cls(f)

            @property
            def _key(self):
                if self._special:
                    return (self._special, self._sign)
                n = self.normalize(Context(prec=MAX_PREC))
                return (n._sign and n._c != 0, n._c, n._e if n._c else 0)
        """#

    static let writing = #"""
            # How it is written.

            def __repr__(self):
                return f"Decimal('{self}')"

            def __str__(self):
                return self._written("E")

            def _written(self, letter):
                sign = "-" if self._sign else ""
                if self._special:
                    return sign + self._special
                digits = str(self._c)
                left = self._e + len(digits)
                dot = left if self._e <= 0 and left > -6 else 1
                if dot <= 0:
                    text = "0." + "0" * -dot + digits
                elif dot >= len(digits):
                    text = digits + "0" * (dot - len(digits))
                else:
                    text = digits[:dot] + "." + digits[dot:]
                return sign + text + ("" if left == dot else f"{letter}{left - dot:+d}")

            def __format__(self, spec):
                fill, align, rest = " ", "", spec
                if len(rest) > 1 and rest[1] in "<>=^":
                    fill, align, rest = rest[0], rest[1], rest[2:]
                elif rest[:1] and rest[0] in "<>=^":
                    align, rest = rest[0], rest[1:]
                plus = "-"
                if rest[:1] and rest[0] in "+- ":
                    plus, rest = rest[0], rest[1:]
                if rest[:1] == "0":
                    fill, align, rest = ("0", "=", rest[1:]) if not align else (fill, align, rest[1:])
                width = ""
                while rest[:1].isdecimal():
                    width, rest = width + rest[0], rest[1:]
                grouped = rest[:1] in (",", "_")
                mark, rest = (rest[0], rest[1:]) if grouped else ("", rest)
                places = None
                if rest[:1] == ".":
                    rest, count = rest[1:], ""
                    while rest[:1].isdecimal():
                        count, rest = count + rest[0], rest[1:]
                    places = int(count) if count else None
                kind = rest
                if kind not in ("", "e", "E", "f", "F", "g", "G", "%", "n"):
                    raise ValueError("invalid format string")
                value = self
                if value._special:
                    body, kind = value._special, ""
                else:
                    body = value._body(kind, places)
                if kind == "%":
                    body += "%"
                if mark and not value._special:
                    end = len(body)
                    for sign in ".eE%":
                        found = body.find(sign)
                        end = min(end, found) if found >= 0 else end
                    whole, tail = body[:end], body[end:]
                    room = int(width or "0") - len(tail) - (1 if value._sign or plus != "-" else 0)
                    while fill == "0" and align == "=" and len(_grouped(whole, mark)) < room:
                        whole = "0" + whole
                        if len(_grouped(whole, mark)) > room and _grouped(whole, mark)[1] == mark:
                            break
                    body = _grouped(whole, mark) + tail
                sign = "-" if value._sign else plus if plus != "-" else ""
                room = int(width or "0") - len(body) - len(sign)
                if room <= 0:
                    return sign + body
                if align == "<":
                    return sign + body + fill * room
                if align == "=":
                    return sign + fill * room + body
                if align == "^":
                    return fill * (room // 2) + sign + body + fill * (room - room // 2)
                return fill * room + sign + body

            def _body(self, kind, places):
                rounding = getcontext().rounding
                c, e = self._c, self._e
                if kind == "%":
                    e += 2
                if kind in ("f", "F", "%"):
                    if places is not None:
                        c, e = _cut(c, -places - e, self._sign, rounding), -places
                    elif e > 0:
                        c, e = c * 10**e, 0
                elif places is not None:
                    wanted = places + 1 if kind in ("e", "E") else max(places, 1)
                    size = _digits(c)
                    if size > wanted or kind in ("e", "E") and c and size < wanted:
                        c, e = _cut(c, size - wanted, self._sign, rounding), e + size - wanted
                        if _digits(c) > wanted:
                            c, e = c // 10, e + 1
                digits = str(c)
                left = e + len(digits)
                if kind in ("e", "E"):
                    dot = 1 - places if c == 0 and places is not None else 1
                elif kind in ("f", "F", "%"):
                    dot = left
                else:
                    dot = left if e <= 0 and left > -6 else 1
                if dot < 0:
                    text = "0." + "0" * -dot + digits
                elif dot > len(digits):
                    text = digits + "0" * (dot - len(digits))
                else:
                    text = (digits[:dot] or "0") + ("." + digits[dot:] if digits[dot:] else "")
                if kind in ("e", "E") or left != dot:
                    text += ("e" if kind in ("e", "g") else "E") + f"{left - dot:+d}"
                return text
        """#
}
