/// What is asked of a decimal number, how two are ordered, and how one is rounded.
extension DecimalModule {
    static let questions = #"""
            # What is asked of it.

            def is_nan(self):
                return self._special == "NaN"

            def is_infinite(self):
                return self._special == "Infinity"

            def is_finite(self):
                return not self._special

            def is_zero(self):
                return not self._special and self._c == 0

            def is_signed(self):
                return self._sign

            def adjusted(self):
                return 0 if self._special else self._e + _digits(self._c) - 1

            def as_tuple(self):
                digits = tuple([int(digit) for digit in str(self._c)]) if not self.is_nan() else ()
                e = self._e if not self._special else "n" if self.is_nan() else "F"
                return DecimalTuple(int(self._sign), digits, e)

            def as_integer_ratio(self):
                if self._special:
                    if self.is_nan():
                        raise ValueError("cannot convert NaN to integer ratio")
                    raise OverflowError("cannot convert Infinity to integer ratio")
                n, d = (self._c * 10**self._e, 1) if self._e >= 0 else (self._c, 10**-self._e)
                common = math.gcd(n, d)
                return (-n if self._sign else n) // common, d // common

            def __bool__(self):
                return bool(self._special) or self._c != 0

            def __int__(self):
                if self.is_nan():
                    raise ValueError("cannot convert NaN to integer")
                if self._special:
                    raise OverflowError("cannot convert Infinity to integer")
                whole = self._c * 10**self._e if self._e >= 0 else self._c // 10**-self._e
                return -whole if self._sign else whole

            __trunc__ = __int__

            def __float__(self):
                return float(str(self))

            def __floor__(self):
                return int(self.to_integral_value(ROUND_FLOOR))

            def __ceil__(self):
                return int(self.to_integral_value(ROUND_CEILING))

            def __round__(self, n=None):
                if n is None:
                    return int(self.to_integral_value(ROUND_HALF_EVEN))
                return self.quantize(_make(0, 1, -n))

            # Order.

            def __eq__(self, other):
                found = _compared(self, other)
                return found if found is NotImplemented else found == 0

            def __ne__(self, other):
                found = _compared(self, other)
                return found if found is NotImplemented else found != 0

            def __lt__(self, other):
                found = self._ordered(other)
                return found if found is NotImplemented else found == -1

            def __le__(self, other):
                found = self._ordered(other)
                return found if found is NotImplemented else found in (-1, 0)

            def __gt__(self, other):
                found = self._ordered(other)
                return found if found is NotImplemented else found == 1

            def __ge__(self, other):
                found = self._ordered(other)
                return found if found is NotImplemented else found in (0, 1)

            def _ordered(self, other):
                found = _compared(self, other)
                if found is None:
                    raise _invalid()
                return found

            def compare(self, other):
                found = _compared(self, _as(other))
                return _make(0, 0, 0, "NaN") if found is None else Decimal(found)

            def max(self, other):
                return self._fixed() if self >= _as(other) else _as(other)._fixed()

            def min(self, other):
                return self._fixed() if self <= _as(other) else _as(other)._fixed()

            # Rounding.

            def _fixed(self, ctx=None):
                if self._special:
                    return self
                ctx = ctx or getcontext()
                c, e = self._c, self._e
                over = _digits(c) - ctx.prec
                if over > 0:
                    c, e = _cut(c, over, self._sign, ctx.rounding), e + over
                    if _digits(c) > ctx.prec:
                        c, e = c // 10, e + 1
                if c and e + _digits(c) - 1 > ctx.Emax:
                    raise Overflow("[<class 'decimal.Overflow'>, <class 'decimal.Inexact'>, <class 'decimal.Rounded'>]")
                tiny = ctx.Emin - ctx.prec + 1
                if e < tiny:
                    c, e = _cut(c, tiny - e, self._sign, ctx.rounding), tiny
                return _make(self._sign, c, e)

            def quantize(self, exp, rounding=None, context=None):
                exp, ctx = _as(exp), context or getcontext()
                if self._special or exp._special:
                    if self.is_nan() or exp.is_nan() or self._special == exp._special:
                        return self if self._special else exp
                    raise _invalid()
                c = _cut(self._c, exp._e - self._e, self._sign, rounding or ctx.rounding)
                if _digits(c) > ctx.prec:
                    raise _invalid()
                return _make(self._sign, c, exp._e)

            def to_integral_value(self, rounding=None, context=None):
                if self._special or self._e >= 0:
                    return self
                return _make(self._sign, _cut(self._c, -self._e, self._sign, rounding or getcontext().rounding), 0)

            to_integral = to_integral_exact = to_integral_value

            def normalize(self, context=None):
                d = self._fixed(context)
                if d._special:
                    return d
                if d._c == 0:
                    return _make(d._sign, 0, 0)
                c, e = d._c, d._e
                while c % 10 == 0:
                    c, e = c // 10, e + 1
                return _make(d._sign, c, e)

            def scaleb(self, other, context=None):
                return _make(self._sign, self._c, self._e + int(other), self._special)._fixed(context)

            def copy_abs(self):
                return _make(False, self._c, self._e, self._special)

            def copy_negate(self):
                return _make(not self._sign, self._c, self._e, self._special)

            def copy_sign(self, other):
                return _make(_as(other)._sign, self._c, self._e, self._special)
        """#
}
