/// `fractions`: ratios of whole numbers, which are never rounded.
enum FractionModule {
    static let words: [Word] = [
        module.word(
            "Fraction", "a ratio of two whole numbers in lowest terms",
            [
                Parameter(
                    "numerator", .any, .value(.int(0)), "a whole number, a fraction, a float or a text such as 3/4"),
                Parameter("denominator", .any, .value(.none), "a whole number other than 0"),
            ], returns: "any", examples: ["from fractions import Fraction\nFraction(1, 3) + Fraction(1, 6)"])
    ]

    private static let module = WrittenModule("fractions", FractionModule.text)

    private static let text = #"""
        from math import gcd


        class Fraction:
            __module__ = "fractions"
            __dataclass_key__ = ("numerator", "denominator")

            def __init__(self, numerator=0, denominator=None):
                if isinstance(numerator, str) and denominator is None:
                    above, below = _read(numerator)
                elif isinstance(numerator, float) and denominator is None:
                    above, below = numerator.as_integer_ratio()
                elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction, type(None))):
                    under = 1 if denominator is None else denominator
                    above = numerator.numerator * under.denominator
                    below = numerator.denominator * under.numerator
                elif denominator is None:
                    raise TypeError("argument should be a string or a Rational instance")
                else:
                    raise TypeError("both arguments should be Rational instances")
                if below == 0:
                    raise ZeroDivisionError(f"Fraction({above}, 0)")
                common = gcd(above, below) * (-1 if below < 0 else 1)
                self.numerator, self.denominator = above // common, below // common

            @classmethod
            def from_float(cls, f):
                return cls(f)

            def as_integer_ratio(self):
                return self.numerator, self.denominator

            def limit_denominator(self, max_denominator=1000000):
                if max_denominator < 1:
                    raise ValueError("max_denominator should be at least 1")
                if self.denominator <= max_denominator:
                    return Fraction(self)
                # The convergents of the continued fraction, and the last one between two of them.
                p0, q0, p1, q1 = 0, 1, 1, 0
                n, d = self.numerator, self.denominator
                while True:
                    a = n // d
                    if q0 + a * q1 > max_denominator:
                        break
                    p0, q0, p1, q1 = p1, q1, p0 + a * p1, q0 + a * q1
                    n, d = d, n - a * d
                k = (max_denominator - q0) // q1
                first, second = Fraction(p0 + k * p1, q0 + k * q1), Fraction(p1, q1)
                return second if abs(second - self) <= abs(first - self) else first

            def __repr__(self):
                return f"Fraction({self.numerator}, {self.denominator})"

            def __str__(self):
                return str(self.numerator) if self.denominator == 1 else f"{self.numerator}/{self.denominator}"

            def __float__(self):
                return self.numerator / self.denominator

            def __int__(self):
                whole = abs(self.numerator) // self.denominator
                return -whole if self.numerator < 0 else whole

            def __bool__(self):
                return self.numerator != 0

            def __neg__(self):
                return Fraction(-self.numerator, self.denominator)

            def __pos__(self):
                return self

            def __abs__(self):
                return Fraction(abs(self.numerator), self.denominator)

            def __round__(self, ndigits=None):
                if ndigits is None:
                    whole, rest = divmod(self.numerator, self.denominator)
                    if rest * 2 != self.denominator:
                        return whole + (rest * 2 > self.denominator)
                    return whole + whole % 2
                scale = 10 ** abs(ndigits)
                return Fraction(round(self * scale), scale) if ndigits > 0 else Fraction(round(self / scale) * scale)

            def __add__(self, other):
                return _apply(self, other, lambda a, b: a + b, lambda a, b, c, d: (a * d + c * b, b * d))

            def __radd__(self, other):
                return _apply(other, self, lambda a, b: a + b, lambda a, b, c, d: (a * d + c * b, b * d))

            def __sub__(self, other):
                return _apply(self, other, lambda a, b: a - b, lambda a, b, c, d: (a * d - c * b, b * d))

            def __rsub__(self, other):
                return _apply(other, self, lambda a, b: a - b, lambda a, b, c, d: (a * d - c * b, b * d))

            def __mul__(self, other):
                return _apply(self, other, lambda a, b: a * b, lambda a, b, c, d: (a * c, b * d))

            def __rmul__(self, other):
                return _apply(other, self, lambda a, b: a * b, lambda a, b, c, d: (a * c, b * d))

            def __truediv__(self, other):
                return _apply(self, other, lambda a, b: a / b, lambda a, b, c, d: (a * d, b * c))

            def __rtruediv__(self, other):
                return _apply(other, self, lambda a, b: a / b, lambda a, b, c, d: (a * d, b * c))

            def __floordiv__(self, other):
                if isinstance(other, (int, Fraction)):
                    return self.numerator * other.denominator // (self.denominator * other.numerator)
                return float(self) // other

            def __mod__(self, other):
                return self - other * (self // other)

            def __pow__(self, other):
                if isinstance(other, Fraction) and other.denominator == 1:
                    other = other.numerator
                if not isinstance(other, int):
                    return float(self) ** float(other)
                if other >= 0:
                    return Fraction(self.numerator**other, self.denominator**other)
                return Fraction(self.denominator**-other, self.numerator**-other)

            def _order(self, other):
                if isinstance(other, (int, Fraction)):
                    return self.numerator * other.denominator - other.numerator * self.denominator
                return float(self) - other

            def __eq__(self, other):
                return self._order(other) == 0 if isinstance(other, (int, float, Fraction)) else NotImplemented

            def __lt__(self, other):
                return self._order(other) < 0 if isinstance(other, (int, float, Fraction)) else NotImplemented

            def __le__(self, other):
                return self._order(other) <= 0 if isinstance(other, (int, float, Fraction)) else NotImplemented

            def __gt__(self, other):
                return self._order(other) > 0 if isinstance(other, (int, float, Fraction)) else NotImplemented

            def __ge__(self, other):
                return self._order(other) >= 0 if isinstance(other, (int, float, Fraction)) else NotImplemented


        def _apply(left, right, ofnumbers, ofparts):
            if isinstance(left, float) or isinstance(right, float):
                return ofnumbers(float(left), float(right))
            if not isinstance(left, (int, Fraction)) or not isinstance(right, (int, Fraction)):
                return NotImplemented
            return Fraction(*ofparts(left.numerator, left.denominator, right.numerator, right.denominator))


        def _read(text):
            trimmed = text.strip()
            above, mark, below = trimmed.partition("/")
            try:
                if mark:
                    return int(above), int(below)
                digits, _, exponent = trimmed.lower().partition("e")
                whole, _, part = digits.partition(".")
                power = (int(exponent) if exponent else 0) - len(part)
                number = int(whole + part)
                return (number * 10**power, 1) if power >= 0 else (number, 10**-power)
            except ValueError:
                raise ValueError(f"Invalid literal for Fraction: {text!r}") from None
        """#
}
