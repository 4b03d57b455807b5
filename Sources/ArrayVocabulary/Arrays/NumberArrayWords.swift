import Answers
import Arrays
import Glibc
import Language

/// Parts and divisors of numbers, running sums without nan, windows, and arrays that are fitted to each other.
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
                try a.cast(to: .int64).broadcast(to: shape).copy(call.work),
                try b.cast(to: .int64).broadcast(to: shape).copy(call.work)
            )
            var check = StopCheck(call.work)
            for place in 0..<x.count {
                try check.pass()
                x.set(.int(body(x.number(at: place).asInt, y.number(at: place).asInt)), at: place)
            }
            return Value(try x.converted(to: dtype == .bool ? .int64 : dtype))
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
            let whole = try x.converted(to: x.dtype.inexact).apply(.trunc, work: call.work)
            let rest = try call.apply(.subtract, .array(x.converted(to: x.dtype.inexact)), .array(whole))
            return .tuple([
                Value(try call.apply(.copysign, .array(rest), .array(x))), Value(whole),
            ])
        },
        W.word("sinc", "sin(πx)/(πx), 1 at 0", "x", "np.sinc([0, 0.5, 1])") { call in
            let x = try call.apply(.multiply, .array(call.array(0, "x")), .number(.float(.pi)))
            let isZero = try call.apply(.equal, .array(x), .number(.int(0)))
            let safe = try isZero.choosing(.number(.float(1e-20)), .array(x))
            return Value(try call.apply(.divide, .array(safe.apply(.sin)), .array(safe)))
        },
        W.word("positive", "the elements as they are", "x", "np.positive([1, -2])") {
            Value(try $0.array(0, "x").copy())
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
            Value(try $0.array(0, "ary").reshaped([-1]).differences(1, axis: 0, work: $0.work))
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
            let rows = try p.transposed((0..<p.ndim).filter { $0 != axis } + [axis]).copy(call.work)
            let length = p.shape[axis]
            let x = rows.pointer(Double.self)
            for start in stride(from: 0, to: rows.count, by: Swift.max(1, length)) {
                var (shift, before) = (0.0, x[start])
                for place in (start + 1)..<(start + Swift.max(1, length)) {
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
            var back = Array(0..<(p.ndim - 1))
            back.insert(p.ndim - 1, at: axis)
            return .thing(try rows.transposed(back).contiguous())
        },
    ]

    // MARK: Without nan

    private static let withoutNaN: [Word] =
        [
            ("nancumsum", "running sums, nan as 0", 0.0, Reduction.sum),
            ("nancumprod", "running products, nan as 1", 1, .prod),
        ]
        .map { name, summary, filling, reduction in
            W.word(name, summary, "a, axis=None", "np.\(name)([1, np.nan, 2])") { call in
                let a = try call.array(0, "a")
                let filled = a.dtype.isFloat ? try a.apply(.isnan).choosing(.number(.float(filling)), .array(a)) : a
                return Value(try filled.cumulative(reduction, axis: call.int(1, "axis"), work: call.work))
            }
        } + [
            W.word(
                "nanmedian", "the median of what is not nan", "a, axis=None, keepdims=False",
                "np.nanmedian([3, np.nan, 1])"
            ) {
                try quantiles($0, NDArray(.float(0.5)), axisPlace: 1)
            },
            W.word(
                "nanquantile", "the value below which a share of what is not nan lies",
                "a, q, axis=None, keepdims=False",
                "np.nanquantile([1, np.nan, 2], 0.25)"
            ) {
                try quantiles($0, $0.array(1, "q", .float64), axisPlace: 2)
            },
            W.word(
                "nanpercentile", "the value below which so many per cent of what is not nan lie",
                "a, q, axis=None, keepdims=False", "np.nanpercentile([1, np.nan, 2], [25, 75])"
            ) { call in
                try quantiles(
                    call, call.apply(.divide, .array(call.array(1, "q", .float64)), .number(.int(100))), axisPlace: 2)
            },
        ]

    private static func quantiles(_ call: NumPyCall, _ q: NDArray, axisPlace: Int) throws -> Value {
        var a = try call.array(0, "a", .float64)
        let axis = try call.int(axisPlace, "axis").map { try NDArray.axis($0, a.ndim) }
        if axis == nil { a = try a.reshaped([-1]) }
        let place = axis ?? 0
        let rows = try a.transposed((0..<a.ndim).filter { $0 != place } + [place]).copy(call.work)
        let (length, shares) = (a.shape[place], q.doubles())
        let rest = Array(rows.shape.dropLast())
        let nothing = [Double](repeating: .nan, count: length == 0 ? rest.reduce(1, *) : 0)
        var found = [[Double]](repeating: nothing, count: shares.count)
        let numbers = rows.doubles()
        for start in stride(from: 0, to: numbers.count, by: Swift.max(1, length)) {
            if call.work.isCancelled { throw Stopped() }
            let filled = numbers[start..<(start + length)].filter { !$0.isNaN }
            let values = filled.isEmpty ? nil : try NDArray(Array(filled)).quantiles(shares, axis: 0, work: call.work)
            for index in shares.indices { found[index].append(values?[index].number(at: 0).asDouble ?? .nan) }
        }
        var shape = rest
        if try call.flag(.max, "keepdims") { shape.insert(1, at: place) }
        let parts = try found.map { try NDArray($0, shape: shape) }
        return Value(q.ndim == 0 ? parts[0] : try NDArray.stacked(parts))
    }

    // MARK: Windows

    private static func window(_ name: String, _ summary: String, _ body: @escaping @Sendable (Double) -> Double)
        -> Word
    {
        W.word(name, summary, "M", "np.\(name)(5)") { call in
            let count = try call.int(0, "M", 0)
            guard count <= 100_000_000 else {
                throw Mistake("M = \(count.grouped)", expected: "at most 100,000,000", argument: "M")
            }
            guard count > 1 else { return .thing(try NDArray([Double](repeating: 1, count: Swift.max(0, count)))) }
            let steps = try NDArray(Array(stride(from: 1 - count, to: count, by: 2))).cast(to: .float64).doubles()
            return .thing(try NDArray(steps.map { body($0 / Double(Swift.max(1, count - 1))) }))
        }
    }

    // Each of a place between −1 and 1.
    private static let windows: [Word] = [
        window("hanning", "a bell that ends at 0: ½ + ½ cos(πx)") { 0.5 + 0.5 * cosine($0) },
        window("hamming", "a bell that ends at 0.08: 0.54 + 0.46 cos(πx)") { 0.54 + 0.46 * cosine($0) },
        window("blackman", "a narrow bell: 0.42 + ½ cos(πx) + 0.08 cos(2πx)") {
            0.42 + 0.5 * cosine($0) + 0.08 * cosine(2 * $0)
        },
        window("bartlett", "a triangle that ends at 0") { 1 - $0.magnitude },
    ]

    @Sendable private static func cosine(_ x: Double) -> Double { cos(.pi * x) }

    // MARK: Shapes

    private static let shapes: [Word] = [
        W.word(
            "broadcast_arrays", "arrays as they are seen in their common shape", "*args", returns: "tuple",
            "np.broadcast_arrays([1, 2], [[1], [2]])"
        ) { call in
            var arrays: [NDArray] = []
            while let next = call.value(arrays.count, "") { arrays.append(try call.array(next, "args")) }
            let shape = try arrays.reduce([]) { try NDArray.broadcast($0, $1.shape) }
            return .tuple(try arrays.map { .thing(try $0.broadcast(to: shape)) })
        },
        W.word(
            "broadcast_shapes", "the shape that arrays of these shapes give together", "*shapes", returns: "tuple",
            "np.broadcast_shapes((2, 1), (1, 3))"
        ) { call in
            var (shape, place): ([Int], Int) = ([], 0)
            while let next = call.value(place, "") {
                shape = try NDArray.broadcast(shape, call.ints(next, "shapes"))
                place += 1
            }
            return .tuple(shape.map { .int($0) })
        },
        W.word(
            "atleast_3d", "with three axes or more", "a", "np.atleast_3d([1, 2]).shape"
        ) { call in
            let a = try call.array(0, "a")
            switch a.ndim {
            case 0: return .thing(try a.reshaped([1, 1, 1]))
            case 1: return .thing(try a.reshaped([1, a.count, 1]))
            case 2: return .thing(try a.reshaped(a.shape + [1]))
            default: return .thing(a)
            }
        },
        W.word(
            "resize", "the elements over and over until a shape is full", "a, new_shape", "np.resize([1, 2, 3], (2, 4))"
        ) { call in
            let (a, shape) = (try call.array(0, "a").reshaped([-1]), try call.shape(1, "new_shape"))
            let count = try NDArray.count(of: shape)
            guard a.count > 0 else { return .thing(try NDArray.zeros(shape, a.dtype)) }
            try MemoryRoom.check(Double(count) * 16, for: "\(count.grouped) elements") { _ in nil }
            let places = try NDArray((0..<count).map { $0 % a.count })
            return .thing(try a.element([.array(places)], work: call.work).reshaped(shape))
        },
        W.word(
            "trim_zeros", "without the zeros at the ends", "filt, trim=fb", "np.trim_zeros([0, 0, 1, 0, 2, 0])"
        ) { call in
            let a = try call.array(0, "filt")
            guard a.ndim == 1 else {
                throw Mistake("an array of \(a.ndim) axes", expected: "one axis", argument: "filt")
            }
            let trim = call.text(1, "trim", "fb").lowercased()
            let numbers = a.doubles()
            let first = numbers.firstIndex { $0 != 0 } ?? numbers.count
            let last = numbers.lastIndex { $0 != 0 } ?? -1
            let start = trim.contains("f") ? first : 0
            let length = Swift.max(0, (trim.contains("b") ? last + 1 : numbers.count) - start)
            // A list stays a list.
            if let items = call.value(0, "filt")?.elements {
                return .list(Array(items[start..<(start + length)]))
            }
            return .thing(a.sliced(axis: 0, start: start, step: 1, length: length))
        },
        W.word(
            "rollaxis", "an axis moved in front of another", "a, axis, start=0",
            "np.rollaxis(np.ones((1, 2, 3)), 2).shape"
        ) { call in
            let a = try call.array(0, "a")
            let axis = try NDArray.axis(call.int(1, "axis", 0), a.ndim)
            var start = try call.int(2, "start", 0)
            if start < 0 { start += a.ndim }
            guard (0...a.ndim).contains(start) else {
                throw Mistake("start = \(start)", expected: "0 to \(a.ndim)", argument: "start").raised(as: "AxisError")
            }
            var axes = (0..<a.ndim).filter { $0 != axis }
            axes.insert(axis, at: axis < start ? start - 1 : start)
            return .thing(try a.transposed(axes))
        },
        W.word(
            "block", "an array put together from blocks: lists inside are rows, lists outside stand below each other",
            "arrays", "np.block([[np.eye(2), np.zeros((2, 1))], [np.ones((1, 3))]])"
        ) { call in
            func depth(_ value: Value, _ level: Int = 0) throws -> Int {
                guard case .list(let list) = value else { return 0 }
                guard level < NDArray.mostAxes else {
                    throw Mistake("lists in more than \(NDArray.mostAxes) lists", expected: "rows of blocks")
                }
                return 1 + (try list.items.map { try depth($0, level + 1) }.max() ?? 0)
            }
            let given = try call.required(0, "arrays")
            let levels = try depth(given)
            func build(_ value: Value, _ level: Int) throws -> NDArray {
                guard case .list(let list) = value else {
                    let array = try call.array(value, "arrays")
                    let missing = Swift.max(0, levels - array.ndim)
                    return try array.reshaped([Int](repeating: 1, count: missing) + array.shape)
                }
                return try NDArray.concatenated(
                    list.items.map { try build($0, level + 1) }, axis: -(levels - level), work: call.work)
            }
            return .thing(try build(given, 0))
        },
    ]

    // MARK: Checks

    /// Raises an AssertionError where two arrays are not as they should be.
    private static func check(
        _ name: String, _ summary: String, _ signature: String, _ example: String,
        header: @escaping @Sendable (NumPyCall) throws -> String = { _ in "Arrays are not equal" },
        _ holds: @escaping @Sendable (NumPyCall, NDArray, NDArray) throws -> NDArray
    ) -> Word {
        W.word("testing." + name, summary, "actual, desired" + signature, returns: "None", example) { call in
            let (a, b) = (try call.array(0, "actual"), try call.array(1, "desired"))
            guard let shape = try? NDArray.broadcast(a.shape, b.shape),
                a.count == 0 || b.count == 0 || shape == a.shape || shape == b.shape
            else {
                throw Mistake(
                    "the shapes \(a.shape.shapeText) and \(b.shape.shapeText) differ", expected: "arrays of one shape"
                ).raised(as: "AssertionError")
            }
            let found = try holds(call, a, b)
            let wrong = try found.apply(.logicalNot).reduce(.sum).number(at: 0).asInt
            guard wrong == 0 else {
                let apart = try? call.apply(.subtract, .array(a), .array(b)).apply(.absolute).reduce(.max).number(at: 0)
                let share = (100 * Double(wrong) / Double(Swift.max(1, found.count))).short(3)
                throw Mistake(
                    "\(wrong) of \(found.count) elements differ"
                        + (apart.map { ", at most by \($0.asDouble.short(6))" } ?? ""),
                    expected: "equal arrays"
                ).raised(
                    as: "AssertionError",
                    "\n\(try header(call))\n\nMismatched elements: \(wrong) / \(found.count) (\(share)%)")
            }
            return .none
        }
    }

    /// |a − b| within a distance, equal infinities and nan beside nan.
    private static func near(_ call: NumPyCall, _ a: NDArray, _ b: NDArray, _ distance: NDArray) throws -> NDArray {
        let apart = try call.apply(.subtract, .array(a), .array(b)).apply(.absolute)
        let isNear = try call.apply(.lessEqual, .array(apart), .array(distance))
        return try call.apply(.logicalOr, .array(isNear), .array(equal(call, a, b)))
    }

    @Sendable private static func equal(_ call: NumPyCall, _ a: NDArray, _ b: NDArray) throws -> NDArray {
        let same = try call.apply(.equal, .array(a), .array(b))
        let both = try call.apply(.logicalAnd, .array(a.apply(.isnan)), .array(b.apply(.isnan)))
        return try call.apply(.logicalOr, .array(same), .array(both))
    }

    private static let checks: [Word] = [
        check(
            "assert_array_equal", "raises where two arrays are not equal", "", "np.testing.assert_array_equal([1], [1])"
        ) {
            try equal($0, $1, $2)
        },
        check("assert_equal", "raises where two arrays are not equal", "", "np.testing.assert_equal([1], [1])") {
            try equal($0, $1, $2)
        },
        check(
            "assert_allclose", "raises where two arrays differ by more than atol + rtol·|desired|",
            ", rtol=1e-07, atol=0",
            "np.testing.assert_allclose([1.0], [1.0 + 1e-9])",
            header: { call in
                let (relative, absolute) = (try call.double(2, "rtol", 1e-7), try call.double(3, "atol", 0))
                return "Not equal to tolerance rtol=\(Value.number(relative).repr), atol=\(absolute.short())"
            }
        ) { call, a, b in
            let (relative, absolute) = (try call.double(2, "rtol", 1e-7), try call.double(3, "atol", 0))
            let size = try call.apply(.multiply, .array(b.apply(.absolute)), .number(.float(relative)))
            return try near(call, a, b, call.apply(.add, .array(size), .number(.float(absolute))))
        },
        check(
            "assert_almost_equal", "raises where two arrays differ in so many digits after the point", ", decimal=7",
            "np.testing.assert_almost_equal(1.0, 1.00000001)"
        ) { call, a, b in
            try near(call, a, b, NDArray(.float(1.5 / tenfold(call))))
        },
        check(
            "assert_array_almost_equal", "raises where two arrays differ in so many digits after the point",
            ", decimal=6", "np.testing.assert_array_almost_equal([1.0], [1.00000001])"
        ) { call, a, b in
            try near(call, a, b, NDArray(.float(1.5 / tenfold(call, 6))))
        },
        W.word(
            "array_equiv", "whether two arrays are equal once broadcast", "a1, a2", returns: "bool",
            "np.array_equiv([1, 2], [[1, 2], [1, 2]])"
        ) { call in
            let (a, b) = (try call.array(0, "a1"), try call.array(1, "a2"))
            guard (try? NDArray.broadcast(a.shape, b.shape)) != nil else { return .bool(false) }
            return Value(try call.apply(.equal, .array(a), .array(b)).reduce(.all)).plain
        },
        W.word(
            "issubdtype", "whether a dtype is of a kind: np.integer, np.floating, np.number", "arg1, arg2",
            returns: "bool", "np.issubdtype(np.ones(2).dtype, np.floating)"
        ) { call in
            guard let dtype = try call.dtype(0, "arg1") else { return .bool(false) }
            let kind = try call.required(1, "arg2")
            if case .word(let word) = kind {
                switch word.name.split(separator: ".").last {
                case "integer", "signedinteger": return .bool(dtype.isInteger)
                case "floating", "inexact": return .bool(dtype.isFloat)
                case "number": return .bool(dtype != .bool)
                case "generic": return .bool(true)
                default: break
                }
            }
            return .bool(try call.dtype(1, "arg2") == dtype)
        },
        W.word(
            "result_type", aliases: ["promote_types"], "the dtype that arrays or dtypes give together",
            "*arrays_and_dtypes",
            returns: "dtype", "np.result_type(np.int32, np.float32)"
        ) { call in
            var (found, place): (DType?, Int) = (nil, 0)
            while let next = call.value(place, "") {
                place += 1
                if let number = next.asNumber, next.array == nil, let so = found {
                    found = so.promoted(with: next.asInt.map { .int($0) } ?? .float(number))
                    continue
                }
                let dtype = try DTypeObject.dtype(of: next) ?? call.array(next, "arrays_and_dtypes").dtype
                found = found?.promoted(with: dtype) ?? dtype
            }
            guard let found else {
                throw Mistake("result_type of nothing", expected: "arrays or dtypes").raised(
                    as: "ValueError", "at least one array or dtype is required")
            }
            return .object(DTypeObject(found))
        },
    ]

    private static func tenfold(_ call: NumPyCall, _ standard: Int = 7) throws -> Double {
        let digits = try call.int(2, "decimal", standard)
        return (0..<Int(Swift.min(300, digits.magnitude))).reduce(1.0) { scale, _ in
            digits < 0 ? scale / 10 : scale * 10
        }
    }
}
