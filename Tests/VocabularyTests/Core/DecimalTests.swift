import Answers
import Testing
import Vocabulary

@testable import Language

/// Programs with decimal numbers, and what CPython 3.11 prints for them.
@Suite("decimal computes what CPython computes")
struct DecimalTests {
    private func printed(_ text: String) throws -> String {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate(text).printed.joined(separator: "\n")
    }

    @Test("Arithmetic, rounding, formats, functions, errors")
    func everyday() throws {
        #expect(
            try printed(
                #"""
                from decimal import *
                D = Decimal
                print(D("0.1") + D("0.2"), D("0.1") + D("0.2") == D("0.3"), D(0.1), repr(D("1.10")), D("1e5"), D("1E-10"), D("-0"), D("123e3") + 1)
                print(D(1) / D(3), D(2).sqrt(), D(10) / 4, D("1.00") * D("2.5"), D(7) // 2, D(-7) // 2, D(-7) % 3, D("5.5") % 2, divmod(D(17), 5))
                print(D("2.675").quantize(D("0.01")), D("2.665").quantize(D("0.01"), rounding=ROUND_HALF_UP), D("2.5").quantize(D("1")), D("1.23456").quantize(D("0.001"), ROUND_DOWN))
                print(f"{D('1234567.891'):,.2f}", f"{D('3.14159'):.3f}", f"{D('0.5'):.0f}", f"{D('12.5'):10.2f}|", f"{D('0.25'):.1%}", f"{D('12345'):e}", f"{D('1.5'):<8}|", f"{D('-1.5'):+08.2f}", f"{D('1E+3')}", f"{D('12345.678'):.3g}", f"{D('0.00001234'):.2e}", f"{D('1E+3'):f}")
                with localcontext() as ctx:
                    ctx.prec = 50
                    print(D(1) / D(7), D(2).sqrt(), D(2).ln(), D(1).exp(), D(10).log10(), D(3).log10(), D("1.5") ** D("2.5"))
                print(D(1) / D(7))
                getcontext().prec = 6
                print(D(1) / 7, D("123456789") + 0, +D("1.23456789"), D("1e-7") + 1, sum([D("0.1")] * 10), D(2) ** 10, D(2) ** -2, D(2) ** D("0.5"), D(9) ** D("0.5"), D("1.1") ** 20)
                getcontext().prec = 28
                print(D("1.20").normalize(), D("100").normalize(), D("100").as_tuple(), D("-1.5").as_tuple(), D("1.5").as_integer_ratio(), D("12.34").adjusted())
                print(int(D("3.99")), float(D("1.25")), round(D("2.5")), round(D("2.675"), 2), round(D("3.14159"), 3), abs(D("-2")), -D("0"), bool(D("0.0")), D("3.7").to_integral_value())
                print(D("1.0") == 1, D("0.5") == 0.5, D("0.1") == 0.1, D(3) < 4.5, D("2") > D("1.99"), max(D("1"), D("2.5")), sorted([D("3"), D("1.5"), D("2")]), D("1.0") in {D("1.00"): 1}, len({D("1"), D("1.0")}))
                for f in (lambda: D("abc"), lambda: D(1) / 0, lambda: D(0) / 0, lambda: D(-1).sqrt(), lambda: D("1e30").quantize(D("0.01")), lambda: D(1) % 0, lambda: D([1]), lambda: D(None), lambda: D(-8) ** D("0.5"), lambda: D("NaN") < 1):
                    try:
                        print(f())
                    except Exception as e:
                        print(type(e).__name__, e)
                print(D("Infinity"), D("-inf") + 1, D("nan"), D("inf") > 5, D("nan") == D("nan"), D((0, (1, 2, 3), -2)), D("  12 "), D("1_000.5"), D("+.5"), D("5."))
                print(D("0.1") * 3, 3 * D("0.1"), 10 - D("0.5"), 1 / D(8), D("1e400") * D("1e400"), D("1E+2") + D("1E-30"), D("1") + D("1e-28"), D("-1") + D("1e-40"))
                price, qty, tax = D("19.99"), 3, D("0.0825")
                total = (price * qty * (1 + tax)).quantize(D("0.01"), rounding=ROUND_HALF_UP)
                print(total, type(total).__name__, str(total), [D("1.5")], {"a": D("2")}, D("1.5").copy_sign(D(-1)), D("1.5").compare(D("2")), D(5).max(3), D("1.5").is_nan(), D("12.5").scaleb(2))
                print(D("0.00000123"), D("123456789012345678901234567890.5") + 1, D("1.5e-7") * 2, D(10) ** 30, D("1.000") - D("1"), D("12.300").normalize(), D(1000000) * D("1e25"), D(3).exp(), D("0.5").ln(), D("123.456").ln(), D("1.0001").ln(), D("-2.5").exp(), D(100).exp())
                """#)
                    == #"""
                    0.3 True 0.1000000000000000055511151231257827021181583404541015625 Decimal('1.10') 1E+5 1E-10 -0 123001
                    0.3333333333333333333333333333 1.414213562373095048801688724 2.5 2.500 3 -3 -1 1.5 (Decimal('3'), Decimal('2'))
                    2.68 2.67 2 1.234
                    1,234,567.89 3.142 0      12.50| 25.0% 1.2345e+4 1.5     | -0001.50 1E+3 1.23e+4 1.23e-5 1000
                    0.14285714285714285714285714285714285714285714285714 1.4142135623730950488016887242096980785696718753769 0.69314718055994530941723212145817656807550013436026 2.7182818284590452353602874713526624977572470937000 1 0.47712125471966243729502790325511530920012886419070 2.7556759606310753604719445840441278159616909157388
                    0.1428571428571428571428571429
                    0.142857 1.23457E+8 1.23457 1.00000 1.0 1024 0.25 1.41421 3.00000 6.72750
                    1.2 1E+2 DecimalTuple(sign=0, digits=(1, 0, 0), exponent=0) DecimalTuple(sign=1, digits=(1, 5), exponent=-1) (3, 2) 1
                    3 1.25 2 2.68 3.142 2 0 False 4
                    True True False True True 2.5 [Decimal('1.5'), Decimal('2'), Decimal('3')] True 1
                    InvalidOperation [<class 'decimal.ConversionSyntax'>]
                    DivisionByZero [<class 'decimal.DivisionByZero'>]
                    InvalidOperation [<class 'decimal.DivisionUndefined'>]
                    InvalidOperation [<class 'decimal.InvalidOperation'>]
                    InvalidOperation [<class 'decimal.InvalidOperation'>]
                    InvalidOperation [<class 'decimal.InvalidOperation'>]
                    ValueError argument must be a sequence of length 3
                    TypeError conversion from NoneType to Decimal is not supported
                    InvalidOperation [<class 'decimal.InvalidOperation'>]
                    InvalidOperation [<class 'decimal.InvalidOperation'>]
                    Infinity -Infinity NaN True False 1.23 12 1000.5 0.5 5
                    0.3 0.3 9.5 0.125 1E+800 100.0000000000000000000000000 1.000000000000000000000000000 -1.000000000000000000000000000
                    64.92 Decimal 64.92 [Decimal('1.5')] {'a': Decimal('2')} -1.5 -1 5 False 1.25E+3
                    0.00000123 1.234567890123456789012345679E+29 3.0E-7 1.000000000000000000000000000E+30 0.000 12.3 1.000000E+31 20.08553692318766774092852965 -0.6931471805599453094172321215 4.815884817283263883109232105 0.00009999500033330833533316668095 0.08208499862389879516952867447 2.688117141816135448412625552E+43
                    """#)
    }
}
