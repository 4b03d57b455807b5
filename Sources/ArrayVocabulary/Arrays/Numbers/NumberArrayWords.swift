import Answers
import Arrays
import Language

/// Parts and divisors of numbers; in the files beside it what passes nan over, windows, shapes that are fitted to each other, and
/// checks.
enum NumberArrayWords {
    private typealias W = NumPyWord

    static let words: [Word] = divisors + parts + withoutNaN + windows + shapes + checks

    // MARK: Divisors and parts

    /// Whole numbers with whole numbers, element by element.
    private static func whole(
        _ name: String, _ summary: String, _ example: String, _ body: @escaping @Sendable (Int, Int) -> Int
    ) -> Word {
        W.word(name, summary + ", element by element", "x1, x2", example) { call in
            let (a, b) = (try call.array(0, "x1"), try call.array(1, "x2"))
            let dtype = a.dtype.promoted(with: b.dtype)
            guard !dtype.isFloat else {
                throw Mistake("np.\(name) of \(dtype.name)", expected: "whole numbers").raised(
                    as: "TypeError", "ufunc '\(name)' did not contain a loop with signature matching types")
            }
            let shape = try NDArray.broadcast(a.shape, b.shape)
            let (x, y) = (
                try a.cast(to: .int64, call.work).broadcast(to: shape).copy(call.work),
                try b.cast(to: .int64, call.work).broadcast(to: shape).copy(call.work)
            )
            var check = StopCheck(call.work)
            for place in 0..<x.count {
                try check.pass()
                x.set(.int(body(x.number(at: place).asInt, y.number(at: place).asInt)), at: place)
            }
            return Value(try x.converted(to: dtype == .bool ? .int64 : dtype, call.work))
        }
    }

    @Sendable private static func divisor(_ a: Int, _ b: Int) -> Int {
        var (x, y) = (a.magnitude, b.magnitude)
        while y != 0 { (x, y) = (y, x % y) }
        return Int(truncatingIfNeeded: x)
    }

    private static let divisors: [Word] = [
        whole("gcd", "the greatest common divisor", "np.gcd(12, [18, 20])") { divisor($0, $1) },
        whole("lcm", "the least common multiple", "np.lcm(4, [6, 10])") { a, b in
            let common = divisor(a, b)
            return common == 0 ? 0 : Int(truncatingIfNeeded: (a / common &* b).magnitude)
        },
        W.word(
            "divmod", "the quotient rounded down, and the rest", "x1, x2", returns: "tuple", "np.divmod([7, 8], 3)"
        ) { call in
            let (x, y) = (try call.operand(0, "x1"), try call.operand(1, "x2"))
            return .tuple([Value(try call.apply(.floorDivide, x, y)), Value(try call.apply(.remainder, x, y))])
        },
        W.word(
            "binary_repr", "a whole number as text of 0 and 1", "num, width=None", returns: "text",
            "np.binary_repr(5, 8)"
        ) { call in
            let (number, width) = (try call.int(0, "num", 0), try call.int(1, "width", 0))
            guard (0...64).contains(width) else {
                throw Mistake("width = \(width)", expected: "0 to 64", argument: "width")
            }
            // Below zero with a width: what is left of 2^width.
            let isTwos = number < 0 && width > 0
            let bits =
                isTwos ? UInt(bitPattern: number) & (width == 64 ? .max : 1 << UInt(width) - 1) : number.magnitude
            let digits = String(bits, radix: 2)
            let padding = String(repeating: "0", count: Swift.max(0, width - digits.count))
            return .text((number < 0 && !isTwos ? "-" : "") + padding + digits)
        },
        W.word(
            "base_repr", "a whole number as text in another base", "number, base=2, padding=0", returns: "text",
            "np.base_repr(255, 16)"
        ) { call in
            let (number, base) = (try call.int(0, "number", 0), try call.int(1, "base", 2))
            let padding = try call.int(2, "padding", 0)
            guard (2...36).contains(base), (0...10_000).contains(padding) else {
                throw Mistake("base = \(base), padding = \(padding)", expected: "a base from 2 to 36").raised(
                    as: "ValueError",
                    base < 2
                        ? "Bases less than 2 not handled in base_repr."
                        : "Bases greater than 36 not handled in base_repr.")
            }
            return .text(
                (number < 0 ? "-" : "") + String(repeating: "0", count: padding)
                    + String(number.magnitude, radix: base).uppercased())
        },
    ]

    private static let parts: [Word] = [
        W.word(
            "modf", "the fraction and the whole part, element by element", "x", returns: "tuple",
            "np.modf([0.5, -2.25])"
        ) { call in
            let x = try call.array(0, "x")
            let whole = try x.converted(to: x.dtype.inexact, call.work).apply(.trunc, work: call.work)
            let rest = try call.apply(.subtract, .array(x.converted(to: x.dtype.inexact, call.work)), .array(whole))
            return .tuple([
                Value(try call.apply(.copysign, .array(rest), .array(x))), Value(whole),
            ])
        },
        W.word("sinc", "sin(πx)/(πx), 1 at 0", "x", "np.sinc([0, 0.5, 1])") { call in
            let x = try call.apply(.multiply, .array(call.array(0, "x")), .number(.float(.pi)))
            let isZero = try call.apply(.equal, .array(x), .number(.int(0)))
            let safe = try isZero.choosing(.number(.float(1e-20)), .array(x), work: call.work)
            return Value(try call.apply(.divide, .array(safe.apply(.sin, work: call.work)), .array(safe)))
        },
        W.word("positive", "the elements as they are", "x", "np.positive([1, -2])") {
            Value(try $0.array(0, "x").copy($0.work))
        },
        W.word("isposinf", "whether an element is +∞", "x", "np.isposinf([1, np.inf])") {
            Value(try $0.apply(.equal, .array($0.array(0, "x")), .number(.float(.infinity))))
        },
        W.word("isneginf", "whether an element is −∞", "x", "np.isneginf([1, -np.inf])") {
            Value(try $0.apply(.equal, .array($0.array(0, "x")), .number(.float(-.infinity))))
        },
        W.word(
            "ediff1d", "differences of neighbours of the flattened array", "ary", "np.ediff1d([1, 3, 7])"
        ) {
            Value(try $0.array(0, "ary").reshaped([-1], $0.work).differences(1, axis: 0, work: $0.work))
        },
        W.word(
            "unwrap", "angles without jumps: multiples of the period are added",
            "p, discont=None, axis=-1, period=6.283185307179586",
            "np.unwrap([0, 3, 6.5, 7])"
        ) { call in
            let p = try call.array(0, "p", .float64)
            let axis = try NDArray.axis(call.int(2, "axis", -1), p.ndim)
            let period = try call.double(3, "period", 2 * .pi)
            let least = Swift.max(period / 2, try call.double(1, "discont", period / 2))
            let rows = try p.withLast(axis).copy(call.work)
            let length = p.shape[axis]
            let x = rows.pointer(Double.self)
            var check = StopCheck(call.work)
            for start in stride(from: 0, to: rows.count, by: Swift.max(1, length)) {
                try check.pass()
                var (shift, before) = (0.0, x[start])
                for place in (start + 1)..<(start + Swift.max(1, length)) {
                    try check.pass()
                    let step = x[place] - before
                    before = x[place]
                    var wrapped = (step + period / 2).truncatingRemainder(dividingBy: period)
                    if wrapped < 0 { wrapped += period }
                    wrapped -= period / 2
                    if wrapped == -period / 2, step > 0 { wrapped = period / 2 }
                    if step.magnitude >= least { shift += wrapped - step }
                    x[place] += shift
                }
            }
            return .thing(try rows.withLastMoved(to: axis).contiguous(call.work))
        },
    ]
}
