/// `decimal`: numbers of as many decimal digits as one likes, rounded as in CPython.
///
/// The text of the module lies in several files, in the order of its parts.
enum DecimalModule {
    static let words: [Word] =
        [
            module.word(
                "Decimal", "a decimal number, exactly as it is written",
                [
                    Parameter("value", .any, .value(.text("0")), "a text, a whole number, a float or another one"),
                    Parameter("context", .any, .value(.none), "has no effect"),
                ], returns: "any",
                examples: [
                    "from decimal import Decimal\nDecimal(\"0.1\") + Decimal(\"0.2\")",
                    "from decimal import Decimal\nDecimal(\"2.675\").quantize(Decimal(\"0.01\"))",
                ], seeAlso: ["decimal.getcontext", "fractions.Fraction"]),
            module.word(
                "getcontext", "what results are rounded to: prec digits, by a rule named rounding", returns: "any",
                examples: ["from decimal import Decimal, getcontext\ngetcontext().prec = 6\nDecimal(1) / 7"],
                seeAlso: ["decimal.localcontext"]),
            module.word(
                "setcontext", "rounds by another context from here on", [context], returns: "None",
                examples: ["import decimal\ndecimal.setcontext(decimal.Context(prec=10))"],
                seeAlso: ["decimal.getcontext"]),
            module.word(
                "localcontext", "a with block in which results are rounded otherwise",
                [
                    Parameter("ctx", .any, .value(.none), "a context; a copy of the present one without"),
                    Parameter(
                        "kwargs", .any, .otherwise("as it is"), "prec=, rounding=", isVariadic: true,
                        isKeywordOnly: true),
                ], returns: "any",
                examples: [
                    "from decimal import Decimal, localcontext\nwith localcontext() as ctx:\n    ctx.prec = 40\n"
                        + "    print(Decimal(2).sqrt())"
                ], seeAlso: ["decimal.getcontext"]),
            module.word(
                "Context", "what results are rounded to",
                [
                    Parameter("prec", .any, .value(.none), "how many digits: 28"),
                    Parameter("rounding", .any, .value(.none), "the rule: ROUND_HALF_EVEN"),
                    Parameter("Emin", .any, .value(.none), "the smallest exponent"),
                    Parameter("Emax", .any, .value(.none), "the largest exponent"),
                ], returns: "any", examples: ["import decimal\ndecimal.Context(prec=5).sqrt(2)"],
                seeAlso: ["decimal.setcontext"]),
        ]
        + roundings.map { name, meaning in
            module.word(
                name, "a rule of rounding: \(meaning)", returns: "string",
                examples: ["import decimal\ndecimal.Decimal(\"2.5\").quantize(1, decimal.\(name))"],
                seeAlso: ["decimal.getcontext"])
        }
        + errors.map { name, meaning in
            module.word(
                name, "an error: \(meaning)",
                [Parameter("args", .any, .otherwise("nothing"), "what it says", isVariadic: true)],
                returns: "any", examples: ["import decimal\ndecimal.\(name)(\"what is wrong\")"])
        }

    private static let context = Parameter("ctx", .any, .required, "a context")

    private static let roundings = [
        ("ROUND_HALF_EVEN", "to the nearest, halves to the even digit"), ("ROUND_HALF_UP", "halves away from 0"),
        ("ROUND_HALF_DOWN", "halves towards 0"), ("ROUND_UP", "away from 0"), ("ROUND_DOWN", "towards 0"),
        ("ROUND_CEILING", "towards +∞"), ("ROUND_FLOOR", "towards −∞"),
        ("ROUND_05UP", "away from 0 where the last digit would be 0 or 5"),
    ]

    private static let errors = [
        ("DecimalException", "what the others are derived from"), ("InvalidOperation", "an operation without a result"),
        ("DivisionByZero", "a number divided by 0"), ("Overflow", "an exponent that is too large"),
    ]

    private static let module = WrittenModule(
        "decimal", [contexts, numbers, writing, questions, arithmetic].joined(separator: "\n\n"))

    private static let contexts = #"""
        import math
        from collections import namedtuple

        ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR = "ROUND_UP", "ROUND_DOWN", "ROUND_CEILING", "ROUND_FLOOR"
        ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN = "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN"
        ROUND_05UP = "ROUND_05UP"
        MAX_PREC = MAX_EMAX = 999999999999999999
        MIN_EMIN = -999999999999999999
        _roundings = (
            ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP,
        )


        class DecimalException(ArithmeticError):
            __module__ = "decimal"


        class InvalidOperation(DecimalException):
            __module__ = "decimal"


        class DivisionByZero(DecimalException, ZeroDivisionError):
            __module__ = "decimal"


        class Overflow(DecimalException):
            __module__ = "decimal"


        class Inexact(DecimalException):
            __module__ = "decimal"


        class Rounded(DecimalException):
            __module__ = "decimal"


        class FloatOperation(DecimalException, TypeError):
            __module__ = "decimal"


        def _invalid(name="InvalidOperation"):
            return InvalidOperation(f"[<class 'decimal.{name}'>]")


        class Context:
            __module__ = "decimal"

            def __init__(self, prec=None, rounding=None, Emin=None, Emax=None):
                self.prec = 28 if prec is None else prec
                self.rounding = ROUND_HALF_EVEN if rounding is None else rounding
                self.Emin = -999999 if Emin is None else Emin
                self.Emax = 999999 if Emax is None else Emax

            @property
            def prec(self):
                return self._prec

            @prec.setter
            def prec(self, value):
                if not isinstance(value, int):
                    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
                if not 1 <= value <= MAX_PREC:
                    raise ValueError("valid range for prec is [1, MAX_PREC]")
                self._prec = value

            @property
            def rounding(self):
                return self._rounding

            @rounding.setter
            def rounding(self, value):
                if value not in _roundings:
                    raise TypeError(
                        "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                        "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]"
                    )
                self._rounding = value

            def copy(self):
                return Context(self.prec, self.rounding, self.Emin, self.Emax)

            def create_decimal(self, num="0"):
                return Decimal(num)._fixed(self)

            def divide(self, a, b):
                return _as(a)._divided(_as(b), self)

            def sqrt(self, a):
                return _as(a).sqrt(self)

            def __repr__(self):
                return (
                    f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, capitals=1, "
                    "clamp=0, flags=[], traps=[InvalidOperation, DivisionByZero, Overflow])"
                )


        DefaultContext = BasicContext = ExtendedContext = Context()
        _now = [Context()]


        def getcontext():
            return _now[0]


        def setcontext(ctx):
            _now[0] = ctx


        class _Local:
            def __init__(self, ctx):
                self._new = ctx

            def __enter__(self):
                self._old = getcontext()
                setcontext(self._new)
                return self._new

            def __exit__(self, kind, value, trace):
                setcontext(self._old)
                return False


        def localcontext(ctx=None, **kwargs):
            made = (ctx or getcontext()).copy()
            for name, value in kwargs.items():
                setattr(made, name, value)
            return _Local(made)
        """#
}
