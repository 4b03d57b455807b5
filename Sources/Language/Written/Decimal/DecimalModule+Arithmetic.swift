/// What is computed with decimal numbers.
extension DecimalModule {
    static let arithmetic = #"""
            # Arithmetic.

            def __neg__(self):
                if self.is_zero():
                    return _make(False, 0, self._e)._fixed()
                return self.copy_negate()._fixed()

            def __pos__(self):
                return _make(False, 0, self._e)._fixed() if self.is_zero() else self._fixed()

            def __abs__(self):
                return self.copy_abs()._fixed()

            def _nan(self, other):
                return self if self.is_nan() else other

            def __add__(self, other):
                other = _other(other)
                if other is None:
                    return NotImplemented
                if self._special or other._special:
                    if self.is_nan() or other.is_nan():
                        return self._nan(other)
                    if self._special and other._special and self._sign != other._sign:
                        raise _invalid()
                    return self if self._special else other
                ctx = getcontext()
                a, b = (self, other) if self._e >= other._e else (other, self)
                e = b._e
                x, y = a._c, b._c
                if a._c and b._c and a.adjusted() - b.adjusted() > ctx.prec + 2 and a._e - e > ctx.prec + 2:
                    # The smaller one only says on which side of a the sum lies.
                    e = min(a._e, a.adjusted() - ctx.prec) - 2
                    y = 1
                x = x * 10 ** (a._e - e)
                total = (-x if a._sign else x) + (-y if b._sign else y)
                sign = total < 0 or total == 0 and (self._sign and other._sign or self._sign != other._sign and ctx.rounding == ROUND_FLOOR)
                return _make(sign, abs(total), e)._fixed(ctx)

            __radd__ = __add__

            def __sub__(self, other):
                other = _other(other)
                return NotImplemented if other is None else self + other.copy_negate()

            def __rsub__(self, other):
                other = _other(other)
                return NotImplemented if other is None else other - self

            def __mul__(self, other):
                other = _other(other)
                if other is None:
                    return NotImplemented
                sign = self._sign != other._sign
                if self._special or other._special:
                    if self.is_nan() or other.is_nan():
                        return self._nan(other)
                    if self.is_zero() or other.is_zero():
                        raise _invalid()
                    return _make(sign, 0, 0, "Infinity")
                return _make(sign, self._c * other._c, self._e + other._e)._fixed()

            __rmul__ = __mul__

            def __truediv__(self, other):
                other = _other(other)
                return NotImplemented if other is None else self._divided(other, getcontext())

            def __rtruediv__(self, other):
                other = _other(other)
                return NotImplemented if other is None else other / self

            def _divided(self, other, ctx):
                sign = self._sign != other._sign
                if self._special or other._special:
                    if self.is_nan() or other.is_nan():
                        return self._nan(other)
                    if self._special and other._special:
                        raise _invalid()
                    return _make(sign, 0, 0, "Infinity") if self._special else _make(sign, 0, ctx.Emin - ctx.prec + 1)
                if other._c == 0:
                    if self._c == 0:
                        raise _invalid("DivisionUndefined")
                    raise DivisionByZero("[<class 'decimal.DivisionByZero'>]")
                ideal = self._e - other._e
                if self._c == 0:
                    return _make(sign, 0, ideal)._fixed(ctx)
                shift = _digits(other._c) - _digits(self._c) + ctx.prec + 1
                e = ideal - shift
                if shift >= 0:
                    c, rest = divmod(self._c * 10**shift, other._c)
                else:
                    c, rest = divmod(self._c, other._c * 10**-shift)
                if rest:
                    c += c % 5 == 0
                else:
                    while e < ideal and c % 10 == 0:
                        c, e = c // 10, e + 1
                return _make(sign, c, e)._fixed(ctx)

            def _parts(self, other):
                # The whole part of the quotient and what is left, both cut towards 0.
                ctx = getcontext()
                if self.is_nan() or other.is_nan():
                    return self._nan(other), self._nan(other)
                sign = self._sign != other._sign
                if self._special:
                    if other._special:
                        raise _invalid()
                    return _make(sign, 0, 0, "Infinity"), None
                if other._special:
                    return _make(sign, 0, 0), self._fixed(ctx)
                if other._c == 0:
                    if self._c == 0:
                        raise _invalid("DivisionUndefined")
                    return None, None
                e = min(self._e, other._e)
                if self._c and self.adjusted() - other.adjusted() > ctx.prec:
                    raise _invalid("DivisionImpossible")
                q, r = divmod(self._c * 10 ** (self._e - e), other._c * 10 ** (other._e - e))
                if q >= 10**ctx.prec:
                    raise _invalid("DivisionImpossible")
                return _make(sign, q, 0), _make(self._sign, r, e)._fixed(ctx)

            def __floordiv__(self, other):
                other = _other(other)
                if other is None:
                    return NotImplemented
                whole = self._parts(other)[0]
                if whole is None:
                    raise DivisionByZero("[<class 'decimal.DivisionByZero'>]")
                return whole

            def __rfloordiv__(self, other):
                other = _other(other)
                return NotImplemented if other is None else other // self

            def __mod__(self, other):
                other = _other(other)
                if other is None:
                    return NotImplemented
                rest = self._parts(other)[1]
                if rest is None:
                    raise _invalid()
                return rest

            def __rmod__(self, other):
                other = _other(other)
                return NotImplemented if other is None else other % self

            def __pow__(self, other, modulo=None):
                other = _other(other)
                if other is None:
                    return NotImplemented
                if modulo is not None:
                    return Decimal(pow(int(self), int(other), int(modulo)))
                if self.is_nan() or other.is_nan():
                    return self._nan(other)
                ctx = getcontext()
                iswhole = not other._special and other == other.to_integral_value()
                if other.is_zero():
                    if self.is_zero():
                        raise _invalid()
                    return Decimal(1)
                isodd = iswhole and int(other) % 2 == 1
                sign = self._sign and isodd
                if self._special or self._c == 0 or other._special:
                    if other._special and (self._sign and self._c or self.copy_abs() == 1):
                        return Decimal(1)._fixed() if not self._sign else _raised()
                    grows = (self._special != "" or other._special != "" and self.copy_abs() > 1) != other._sign
                    if self.is_zero() and other._sign:
                        grows = True
                    return _make(sign, 0, 0, "Infinity") if grows else _make(sign, 0, 0)
                if self._sign and not iswhole:
                    raise _invalid()
                if iswhole:
                    n = abs(int(other))
                    if self._c == 1 and self._e == 0:
                        return _make(sign, 1, 0)
                    if n * max(1, _digits(self._c)) <= 20000:
                        power = _make(sign, self._c**n, self._e * n)
                        return Decimal(1)._divided(power, ctx) if other._sign else power._fixed(ctx)
                places = ctx.prec + 12 + max(0, other.adjusted()) + len(str(abs(self.adjusted()) + 1))
                log = _ln_fixed(self._c, self._e, places)
                product = log * other._c
                product = product * 10**other._e if other._e >= 0 else product // 10**-other._e
                if other._sign:
                    product = -product
                return _make(sign, *_exponential(product, places))._fixed(ctx)

            def __rpow__(self, other):
                other = _other(other)
                return NotImplemented if other is None else other**self

            def sqrt(self, context=None):
                ctx = context or getcontext()
                if self.is_nan() or self.is_infinite() and not self._sign:
                    return self
                if self._c == 0 and not self._special:
                    return _make(self._sign, 0, self._e // 2)._fixed(ctx)
                if self._sign:
                    raise _invalid()
                c, e, size = self._c, self._e >> 1, _digits(self._c)
                if self._e & 1:
                    c, half = c * 10, (size >> 1) + 1
                else:
                    half = size + 1 >> 1
                shift = ctx.prec + 1 - half
                if shift >= 0:
                    c, exact = c * 100**shift, True
                else:
                    c, rest = divmod(c, 100**-shift)
                    exact = not rest
                e -= shift
                n = math.isqrt(c)
                if exact and n * n == c:
                    n, e = (n // 10**shift if shift >= 0 else n * 10**-shift), e + shift
                elif n % 5 == 0:
                    n += 1
                return _make(0, n, e)._fixed(_nearest(ctx))

            def exp(self, context=None):
                ctx = context or getcontext()
                if self._special:
                    return self if self.is_nan() or not self._sign else Decimal(0)
                if self._c == 0:
                    return Decimal(1)
                places = ctx.prec + 12 + max(0, self.adjusted())
                shift = self._e + places
                x = self._c * 10**shift if shift >= 0 else self._c // 10**-shift
                return _make(0, *_exponential(-x if self._sign else x, places))._fixed(_nearest(ctx))

            def ln(self, context=None):
                ctx = context or getcontext()
                return self._logarithm(ctx, lambda places: _ln_fixed(self._c, self._e, places))

            def log10(self, context=None):
                ctx = context or getcontext()
                if not self._special and not self._sign and self._c and str(self._c).strip("0") == "1":
                    return Decimal(self.adjusted())

                def quotient(places):
                    return _ln_fixed(self._c, self._e, places) * 10**places // _ln_fixed(10, 0, places)

                return self._logarithm(ctx, quotient)

            def _logarithm(self, ctx, fixed):
                if self.is_nan():
                    return self
                if self.is_zero():
                    return _make(1, 0, 0, "Infinity")
                if self._sign:
                    raise _invalid()
                if self._special:
                    return self
                if self == 1:
                    return Decimal(0)
                places = ctx.prec + 15 + len(str(abs(self.adjusted()) + 1))
                found = fixed(places)
                if _digits(abs(found)) < ctx.prec + 6:
                    # Near 1 the first digits are 0.
                    places += places - _digits(abs(found))
                    found = fixed(places)
                return _make(found < 0, abs(found), -places)._fixed(_nearest(ctx))


        def _nearest(ctx):
            made = ctx.copy()
            made.rounding = ROUND_HALF_EVEN
            return made


        def _raised():
            raise _invalid()


        def _exponential(x, places):
            # The coefficient and exponent of e**(x / 10**places).
            unit = 10**places
            ten = _ln_fixed(10, 0, places + 6) // 10**6 if abs(x) > unit else unit
            power = x // ten if abs(x) > unit else 0
            return _exp_fixed(x - power * ten, places), power - places


        def _grouped(whole, mark):
            parts = []
            while len(whole) > 3:
                parts.insert(0, whole[-3:])
                whole = whole[:-3]
            return mark.join([whole] + parts)
        """#
}
