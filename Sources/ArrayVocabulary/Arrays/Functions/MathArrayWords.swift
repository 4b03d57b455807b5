import Answers
import Arrays
import Language

/// NumPy's functions of elements, and products.
enum MathArrayWords {
    private typealias W = NumPyWord

    static let words: [Word] = unary + binary + products + rounding + curves

    private static let unaryFunctions: [(name: String, aliases: [String], summary: String, function: UnaryFunction)] = [
        ("negative", [], "−x", .negative), ("absolute", ["abs", "fabs"], "x without its sign", .absolute),
        ("sign", [], "−1, 0 or 1", .sign), ("square", [], "x²", .square), ("sqrt", [], "the square root", .sqrt),
        ("cbrt", [], "the cube root", .cbrt), ("reciprocal", [], "1/x", .reciprocal), ("exp", [], "eˣ", .exp),
        ("exp2", [], "2ˣ", .exp2), ("expm1", [], "eˣ − 1, exact near 0", .expm1),
        ("log", [], "the natural logarithm", .log),
        ("log2", [], "the logarithm to base 2", .log2), ("log10", [], "the logarithm to base 10", .log10),
        ("log1p", [], "log(1 + x), exact near 0", .log1p), ("sin", [], "the sine", .sin),
        ("cos", [], "the cosine", .cos),
        ("tan", [], "the tangent", .tan), ("arcsin", ["asin"], "the inverse of the sine", .arcsin),
        ("arccos", ["acos"], "the inverse of the cosine", .arccos),
        ("arctan", ["atan"], "the inverse of the tangent", .arctan),
        ("sinh", [], "the hyperbolic sine", .sinh), ("cosh", [], "the hyperbolic cosine", .cosh),
        ("tanh", [], "the hyperbolic tangent", .tanh), ("arcsinh", ["asinh"], "the inverse of sinh", .arcsinh),
        ("arccosh", ["acosh"], "the inverse of cosh", .arccosh),
        ("arctanh", ["atanh"], "the inverse of tanh", .arctanh),
        ("floor", [], "rounded down", .floor), ("ceil", [], "rounded up", .ceil),
        ("trunc", ["fix"], "rounded towards 0", .trunc),
        ("rint", [], "rounded to the nearest", .rint), ("isnan", [], "whether it is nan", .isnan),
        ("isinf", [], "whether it is infinite", .isinf),
        ("isfinite", [], "whether it is neither infinite nor nan", .isfinite),
        ("signbit", [], "whether it has a minus sign", .signbit), ("logical_not", [], "whether it is 0", .logicalNot),
        ("invert", ["bitwise_not"], "the bits turned", .invert),
        ("degrees", ["rad2deg"], "radians in degrees", .degrees),
        ("radians", ["deg2rad"], "degrees in radians", .radians),
    ]

    private static let unary: [Word] = unaryFunctions.map { name, aliases, summary, function in
        let example =
            function == .invert
            ? "np.invert([True, False])" : name == "arccosh" ? "np.arccosh([1.0, 2])" : "np.\(name)([0.5, 1])"
        return ufunc(name, aliases, summary, "x, out=None", example) { call in
            if call.isWhole, let found = try call.labelled(function) { return found }
            let found = try call.array(0, "x", call.dtype(.max)).apply(function, work: call.work)
            return try call.finished(found, out: 1, where: call.optionalArray(.max, "where"))
        }
    }

    /// A function of elements; what NumPy has after its point stands under `numpy.ufunc`.
    private static func ufunc(
        _ name: String, _ aliases: [String], _ summary: String, _ signature: String, _ example: String,
        _ body: @escaping @Sendable (NumPyCall) throws -> Value
    ) -> Word {
        var word = W.word(
            name, aliases: aliases, summary + ", element by element", signature + ", *, where=True, dtype=None",
            example,
            details: "Where `where` is False stays what `out` holds; without `out` it is 0 there.", body)
        word.methods = "numpy.ufunc"
        return word
    }

    /// By the names of the words, without `numpy.`.
    static let unaryByName = Dictionary(uniqueKeysWithValues: unaryFunctions.map { ($0.name, $0.function) })
    static let binaryByName = Dictionary(uniqueKeysWithValues: binaryFunctions.map { ($0.name, $0.function) })

    private static let binaryFunctions: [(name: String, summary: String, function: BinaryFunction)] = [
        ("add", "x1 + x2", .add), ("subtract", "x1 − x2", .subtract), ("multiply", "x1·x2", .multiply),
        ("divide", "x1 / x2", .divide), ("floor_divide", "x1 / x2 rounded down", .floorDivide),
        ("mod", "the rest of x1 / x2", .remainder), ("fmod", "the rest with the sign of x1", .fmod),
        ("power", "x1 to the power x2", .power),
        ("maximum", "the larger one", .maximum), ("minimum", "the smaller one", .minimum),
        ("fmax", "the larger one, nan left out", .fmax),
        ("fmin", "the smaller one, nan left out", .fmin), ("hypot", "√(x1² + x2²)", .hypot),
        ("arctan2", "the angle of the point (x2, x1)", .arctan2), ("logaddexp", "log(exp(x1) + exp(x2))", .logaddexp),
        ("copysign", "x1 with the sign of x2", .copysign), ("bitwise_and", "the bits in both", .and),
        ("bitwise_or", "the bits in either", .or), ("bitwise_xor", "the bits in one of them", .xor),
        ("left_shift", "the bits moved up", .shiftLeft), ("right_shift", "the bits moved down", .shiftRight),
        ("less", "x1 < x2", .less), ("less_equal", "x1 <= x2", .lessEqual), ("greater", "x1 > x2", .greater),
        ("greater_equal", "x1 >= x2", .greaterEqual), ("equal", "x1 == x2", .equal),
        ("not_equal", "x1 != x2", .notEqual),
        ("logical_and", "whether both are true", .logicalAnd), ("logical_or", "whether one is true", .logicalOr),
        ("logical_xor", "whether exactly one is true", .logicalXor),
    ]

    private static let binary: [Word] = binaryFunctions.map { name, summary, function in
        let aliases = [
            "divide": ["true_divide"], "power": ["pow", "float_power"], "mod": ["remainder"], "arctan2": ["atan2"],
        ]
        return ufunc(
            name, aliases[name] ?? [], summary, "x1, x2, out=None", "np.\(name)([3, 4], [1, 2])"
        ) { call in
            if call.isWhole, let found = try call.labelled(function) { return found }
            var (x, y) = (try call.operand(0, "x1"), try call.operand(1, "x2"))
            if let dtype = try call.dtype(.max) {
                (x, y) = (.array(try call.array(0, "x1", dtype)), .array(try call.array(1, "x2", dtype)))
            }
            return try call.finished(call.apply(function, x, y), out: 2, where: call.optionalArray(.max, "where"))
        }
    }

    private static let rounding: [Word] = [
        W.word(
            "round", aliases: ["around", "round_"], "rounded to so many digits, halves to the even neighbour",
            "a, decimals=0", "np.round([0.126, 2.5], 2)"
        ) { call in
            let decimals = try call.int(1, "decimals", 0)
            return try call.rounded(decimals) ?? Value(call.array(0, "a").rounded(decimals, work: call.work))
        },
        W.word(
            "clip", "nowhere below or above two limits", "a, a_min=None, a_max=None, out=None, min=None, max=None",
            "np.clip([-1, 0.5, 3], 0, 1)"
        ) { call in
            let low = try call.optionalOperand(1, "a_min") ?? call.optionalOperand(.max, "min")
            let high = try call.optionalOperand(2, "a_max") ?? call.optionalOperand(.max, "max")
            if call.value(3, "out") == nil, let found = try call.clipped(low, high) { return found }
            return try call.finished(call.array(0, "a").clipped(low, high, work: call.work), out: 3)
        },
        W.word(
            "nan_to_num", "nan as 0, infinities as the largest numbers",
            "x, copy=True, nan=0.0, posinf=None, neginf=None", "np.nan_to_num([1, np.nan])"
        ) { call in
            let x = try call.array(0, "x")
            guard x.dtype.isFloat else { return Value(try x.copy(call.work)) }
            let largest = x.dtype == .float32 ? Double(Float.greatestFiniteMagnitude) : .greatestFiniteMagnitude
            let (high, low) = (try call.double(3, "posinf", largest), try call.double(4, "neginf", -largest))
            let noNaN = try x.apply(.isnan, work: call.work).choosing(
                .number(.float(call.double(2, "nan", 0))), .array(x), work: call.work)
            let above = try call.apply(.equal, .array(noNaN), .number(.float(.infinity))).choosing(
                .number(.float(high)), .array(noNaN), work: call.work)
            return Value(
                try call.apply(.equal, .array(above), .number(.float(-.infinity))).choosing(
                    .number(.float(low)), .array(above), work: call.work))
        },
    ]
}
