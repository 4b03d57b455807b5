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

    private static let products: [Word] = [
        W.word("dot", "the product of vectors or matrices", "a, b", "np.dot([[1, 2], [3, 4]], [1, 1])") {
            Value(try $0.array(0, "a").dot($0.array(1, "b"), work: $0.work))
        },
        W.word("matmul", "the product of matrices, as a @ b", "x1, x2", "np.matmul(np.eye(2), [1, 2])") {
            Value(try $0.array(0, "x1").matmul($0.array(1, "x2"), work: $0.work))
        },
        W.word("inner", "the products of the last axes, summed", "a, b", "np.inner([1, 2], [3, 4])") {
            let (a, b) = (try $0.array(0, "a"), try $0.array(1, "b"))
            return Value(try a.dot(b.ndim > 1 ? b.transposed : b, work: $0.work))
        },
        W.word("vdot", "the scalar product of all elements", "a, b", returns: "number", "np.vdot([1, 2], [3, 4])") {
            Value(try $0.array(0, "a").reshaped([-1]).dot($0.array(1, "b").reshaped([-1]), work: $0.work))
        },
        W.word("outer", "the products of every element of a with every one of b", "a, b", "np.outer([1, 2], [3, 4])") {
            Value(
                try $0.apply(
                    .multiply, .array($0.array(0, "a").reshaped([-1, 1])), .array($0.array(1, "b").reshaped([1, -1]))))
        },
        W.word("cross", "the vector product in three dimensions", "a, b", "np.cross([1, 0, 0], [0, 1, 0])") { call in
            let (a, b) = (try call.array(0, "a"), try call.array(1, "b"))
            guard a.shape.last == 3, b.shape.last == 3 else {
                throw Mistake("incompatible dimensions for cross product", expected: "vectors of three numbers")
            }
            func part(_ i: Int, _ j: Int) throws -> NDArray {
                let first = try call.apply(
                    .multiply, .array(a.at(i, axis: a.ndim - 1)), .array(b.at(j, axis: b.ndim - 1)))
                let second = try call.apply(
                    .multiply, .array(a.at(j, axis: a.ndim - 1)), .array(b.at(i, axis: b.ndim - 1)))
                return try call.apply(.subtract, .array(first), .array(second))
            }
            return Value(try NDArray.stacked([part(1, 2), part(2, 0), part(0, 1)], axis: -1))
        },
        W.word("kron", "the Kronecker product of two matrices", "a, b", "np.kron(np.eye(2), [[1, 2]])") {
            let (a, b) = (try $0.array(0, "a"), try $0.array(1, "b"))
            let (x, y) = (a.ndim == 1 ? try a.reshaped([1, -1]) : a, b.ndim == 1 ? try b.reshaped([1, -1]) : b)
            guard x.ndim == 2, y.ndim == 2 else { throw Mistake("np.kron takes vectors and matrices here") }
            let product = try $0.apply(
                .multiply, .array(x.reshaped([x.shape[0], 1, x.shape[1], 1])),
                .array(y.reshaped([1, y.shape[0], 1, y.shape[1]])))
            let whole = try product.reshaped([x.shape[0] * y.shape[0], x.shape[1] * y.shape[1]])
            return Value(a.ndim == 1 && b.ndim == 1 ? try whole.reshaped([-1]) : whole)
        },
        W.word(
            "tensordot", "the product over several axes", "a, b, axes=2",
            "np.tensordot(np.ones((2, 3)), np.ones((3, 2)), axes=1)"
        ) { call in
            let (a, b) = (try call.array(0, "a"), try call.array(1, "b"))
            var pairs: ([Int], [Int])
            if let items = call.value(2, "axes")?.elements, items.count == 2 {
                pairs = (try call.ints(items[0], "axes"), try call.ints(items[1], "axes"))
            } else {
                let count = Swift.max(0, try call.int(2, "axes", 2))
                guard count <= a.ndim, count <= b.ndim else {
                    throw Mistake(
                        "the last \(count) axes of an array with \(a.ndim), the first of one with \(b.ndim)",
                        expected: "axes that both have"
                    ).raised(as: "IndexError", "tuple index out of range")
                }
                pairs = (Array((a.ndim - count)..<a.ndim), Array(0..<count))
            }
            pairs = (try pairs.0.map { try NDArray.axis($0, a.ndim) }, try pairs.1.map { try NDArray.axis($0, b.ndim) })
            guard pairs.0.map({ a.shape[$0] }) == pairs.1.map({ b.shape[$0] }) else {
                throw Mistake("shape-mismatch for sum", expected: "axes of the same lengths")
            }
            let left = (0..<a.ndim).filter { !pairs.0.contains($0) }
            let right = (0..<b.ndim).filter { !pairs.1.contains($0) }
            let depth = pairs.0.reduce(1) { $0 * a.shape[$1] }
            let x = try a.transposed(left + pairs.0).reshaped([-1, depth])
            let y = try b.transposed(pairs.1 + right).reshaped([depth, -1])
            return Value(
                try x.matmul(y, work: call.work).reshaped(left.map { a.shape[$0] } + right.map { b.shape[$0] }))
        },
        W.word(
            "einsum", "sums of products, as letters for the axes say", "subscripts, *operands",
            "np.einsum(\"ij,jk->ik\", np.eye(2), np.ones((2, 2)))"
        ) { call in
            var arrays: [NDArray] = []
            while let next = call.value(arrays.count + 1, "") { arrays.append(try call.array(next, "operands")) }
            return Value(try Einsum(call.text(0, "subscripts", "")).apply(arrays, call.work))
        },
    ]

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
            guard x.dtype.isFloat else { return Value(try x.copy()) }
            let largest = x.dtype == .float32 ? Double(Float.greatestFiniteMagnitude) : .greatestFiniteMagnitude
            let (high, low) = (try call.double(3, "posinf", largest), try call.double(4, "neginf", -largest))
            let noNaN = try x.apply(.isnan).choosing(.number(.float(call.double(2, "nan", 0))), .array(x))
            let above = try call.apply(.equal, .array(noNaN), .number(.float(.infinity))).choosing(
                .number(.float(high)), .array(noNaN))
            return Value(
                try call.apply(.equal, .array(above), .number(.float(-.infinity))).choosing(
                    .number(.float(low)), .array(above)))
        },
    ]

    private static let curves: [Word] = [
        W.word("diff", "differences of neighbours", "a, n=1, axis=-1", "np.diff([1, 4, 9])") {
            Value(try $0.array(0, "a").differences($0.int(1, "n", 1), axis: $0.int(2, "axis", -1), work: $0.work))
        },
        W.word(
            "gradient", "the slope at every element, from its neighbours", "a, *steps, axis=None",
            "np.gradient([1.0, 4, 9])"
        ) { call in
            let a = try call.array(0, "a", .float64)
            let axes =
                try call.value(.max, "axis").map { try call.ints($0, "axis").map { try NDArray.axis($0, a.ndim) } }
                ?? Array(0..<a.ndim)
            var steps: [NDArray] = []
            while let next = call.value(steps.count + 1, "") { steps.append(try call.array(next, "steps", .float64)) }
            let slopes = try axes.enumerated().map { index, axis in
                try slope(a, axis, steps.isEmpty ? nil : steps[Swift.min(index, steps.count - 1)], call)
            }
            return slopes.count == 1 ? Value(slopes[0]) : .tuple(slopes.map { Value($0) })
        },
        W.word(
            "trapezoid", aliases: ["trapz"], "the area under a curve, by trapezoids", "y, x=None, dx=1.0, axis=-1",
            returns: "number", "np.trapezoid([0, 1, 4], [0, 1, 2])"
        ) { call in
            let y = try call.array(0, "y", .float64)
            let axis = try NDArray.axis(call.int(3, "axis", -1), y.ndim)
            let length = Swift.max(0, y.shape[axis] - 1)
            let pairs = try call.apply(
                .add, .array(y.sliced(axis: axis, start: 1, step: 1, length: length)),
                .array(y.sliced(axis: axis, start: 0, step: 1, length: length)))
            var widths = Operand.number(.float(try call.double(2, "dx", 1)))
            if let x = try call.optionalArray(1, "x") {
                var distances = try x.differences(1, axis: -1)
                if distances.ndim == 1, y.ndim > 1 {
                    var shape = [Int](repeating: 1, count: y.ndim)
                    shape[axis] = length
                    distances = try distances.reshaped(shape)
                }
                widths = .array(distances)
            }
            let parts = try call.apply(
                .divide, .array(call.apply(.multiply, widths, .array(pairs))), .number(.float(2)))
            return Value(try parts.reduce(.sum, axes: [axis], work: call.work))
        },
        W.word(
            "interp", "values between the points of a curve, straight lines from one to the next",
            "x, xp, fp, left=None, right=None", "np.interp(1.5, [1, 2], [10, 20])"
        ) { call in
            let x = try call.array(0, "x", .float64)
            let (xs, ys) = (try call.array(1, "xp").doubles(), try call.array(2, "fp").doubles())
            guard !xs.isEmpty, xs.count == ys.count else {
                throw Mistake("fp and xp are not of the same length.", expected: "as many values as places")
            }
            let (left, right) = (try call.double(3, "left", ys[0]), try call.double(4, "right", ys[ys.count - 1]))
            let places = try NDArray(xs).searchSorted(x, isRight: true, work: call.work)
            let out = try NDArray(uninitialised: x.shape)
            var check = StopCheck(call.work)
            for (index, value) in x.doubles().enumerated() {
                try check.pass()
                let next = places.number(at: index).asInt
                let found: Double
                if value.isNaN {
                    found = .nan
                } else if next == 0 {
                    found = left
                } else if value > xs[xs.count - 1] {
                    found = right
                } else if next == xs.count {
                    found = ys[ys.count - 1]
                } else {
                    let slope = (ys[next] - ys[next - 1]) / (xs[next] - xs[next - 1])
                    found = slope * (value - xs[next - 1]) + ys[next - 1]
                }
                out.set(.float(found), at: index)
            }
            return Value(out)
        },
        W.word(
            "polyfit", "the coefficients of the polynomial that fits best, the highest power first",
            "x, y, deg, rcond=None, full=False, w=None, cov=False", "np.polyfit([0, 1, 2], [1, 3, 5], 1)"
        ) { call in
            for (place, name) in [(4, "full"), (6, "cov")] where try call.flag(place, name) {
                throw Mistake("np.polyfit does not follow \(name)=True here", expected: "\(name)=False", argument: name)
            }
            return Value(
                try fitted(
                    call.array(0, "x", .float64).reshaped([-1]), call.array(1, "y", .float64), call.int(2, "deg", 1),
                    call.optionalArray(5, "w"), call))
        },
        W.word("polyval", "a polynomial at these places, by Horner's rule", "p, x", "np.polyval([1, 0, 2], 3)") {
            try PolynomialWords.value($0.array(0, "p"), at: $0.array(1, "x"), $0)
        },
    ]

    /// The coefficients of the polynomial that fits best, the highest power first; each point counts with its weight.
    static func fitted(_ x: NDArray, _ y: NDArray, _ degree: Int, _ weights: NDArray?, _ call: NumPyCall) throws
        -> NDArray
    {
        guard degree >= 0 else {
            throw Mistake("a polynomial of degree \(degree)", expected: "at least 0").raised(
                as: "ValueError", "expected deg >= 0")
        }
        guard degree <= 10_000 else {
            throw Mistake("a polynomial of degree \(degree.grouped)", expected: "at most 10,000")
        }
        var columns: [NDArray] = []
        for power in (0...degree).reversed() {
            columns.append(try call.apply(.power, .array(x), .number(.int(power))))
        }
        var (powers, values) = (try NDArray.stacked(columns, axis: 1), y)
        if let weights {
            guard weights.ndim == 1, weights.count == x.count else {
                throw Mistake("\(weights.count) weights for \(x.count) points", expected: "one for each", argument: "w")
                    .raised(as: "TypeError", "expected w and y to have the same length")
            }
            let column = try weights.cast(to: .float64).reshaped([-1, 1])
            powers = try call.apply(.multiply, .array(powers), .array(column))
            values = try call.apply(
                .multiply, .array(values), .array(values.ndim > 1 ? column : column.reshaped([-1])))
        }
        // Columns of one length, so that the solution is as exact as the data allow.
        let lengths = try powers.apply(.square).reduce(.sum, axes: [0]).apply(.sqrt)
        let even = try call.apply(.divide, .array(powers), .array(lengths))
        let solution = try LinearAlgebra.leastSquares(even, values, call.work).x
        return try call.apply(
            .divide, .array(solution), .array(solution.ndim > 1 ? lengths.reshaped([-1, 1]) : lengths))
    }

    private static func slope(_ a: NDArray, _ axis: Int, _ step: NDArray?, _ call: NumPyCall) throws -> NDArray {
        let length = a.shape[axis]
        guard length > 1 else {
            throw Mistake(
                "Shape of array too small to calculate a numerical gradient",
                expected: "two elements or more along an axis")
        }
        let rows = try a.transposed([axis] + (0..<a.ndim).filter { $0 != axis }).copy()
        let width = rows.count / length
        let x = rows.doubles()
        var out = x
        var places = (0..<length).map { Double($0) }
        if let step, step.ndim > 0 { places = step.doubles() }
        if let even = step?.only?.asDouble, step?.ndim == 0 { places = places.map { $0 * even } }
        guard places.count == length else {
            throw Mistake("when 1d, distances must match the length of the corresponding dimension")
        }
        let isEven = step?.ndim != 1
        for row in 0..<length {
            for column in 0..<width {
                func value(_ r: Int) -> Double { x[r * width + column] }
                let found: Double
                if row == 0 {
                    found = (value(1) - value(0)) / (places[1] - places[0])
                } else if row == length - 1 {
                    found = (value(row) - value(row - 1)) / (places[row] - places[row - 1])
                } else if isEven {
                    found = (value(row + 1) - value(row - 1)) / (2 * (places[1] - places[0]))
                } else {
                    let (h0, h1) = (places[row] - places[row - 1], places[row + 1] - places[row])
                    let first: Double = -h1 / (h0 * (h0 + h1)) * value(row - 1)
                    let second: Double = (h1 - h0) / (h0 * h1) * value(row)
                    let third: Double = h0 / (h1 * (h0 + h1)) * value(row + 1)
                    found = first + second + third
                }
                out[row * width + column] = found
            }
        }
        let made = try NDArray(out, shape: rows.shape)
        var back = Array(1..<a.ndim)
        back.insert(0, at: axis)
        return try made.transposed(back).contiguous()
    }
}

/// `np.einsum` without dots: letters for axes, summed over what the result has not.
struct Einsum {
    private let inputs: [[Character]]
    private let output: [Character]

    /// - Throws: `Mistake` for subscripts that cannot be read.
    init(_ text: String) throws {
        let halves = text.filter { $0 != " " }.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
        let left = halves.count > 1 ? halves[0].dropLast() : halves[0]
        inputs = left.split(separator: ",", omittingEmptySubsequences: false).map { Array($0) }
        if halves.count > 1 {
            output = Array(halves[1])
        } else {
            let all = inputs.flatMap { $0 }
            output = Set(all).filter { letter in all.count { $0 == letter } == 1 }.sorted()
        }
        guard (inputs.flatMap { $0 } + output).allSatisfy(\.isLetter) else {
            throw Mistake("einsum subscripts \(text)", expected: "letters, commas and ->, as in \"ij,jk->ik\"")
        }
        for letter in output {
            guard inputs.contains(where: { $0.contains(letter) }) else {
                throw Mistake(
                    "einsum: \(letter) stands in the result and in no operand", expected: "letters of the operands"
                ).raised(
                    as: "ValueError",
                    "einstein sum subscripts string included output subscript '\(letter)' which never appeared in an input"
                )
            }
            guard output.count(where: { $0 == letter }) == 1 else {
                throw Mistake("einsum: \(letter) stands twice in the result", expected: "every letter once").raised(
                    as: "ValueError",
                    "einstein sum subscripts string includes output subscript '\(letter)' multiple times")
            }
        }
    }

    package func apply(_ arrays: [NDArray], _ work: Work) throws -> NDArray {
        guard arrays.count == inputs.count, zip(arrays, inputs).allSatisfy({ $0.ndim == $1.count }) else {
            throw Mistake("einsum: the subscripts and the operands do not fit", expected: "one letter for every axis")
        }
        var lengths: [Character: Int] = [:]
        for (array, letters) in zip(arrays, inputs) {
            for (axis, letter) in letters.enumerated() {
                let length = lengths[letter] ?? array.shape[axis]
                guard length == array.shape[axis] else {
                    throw Mistake(
                        "einsum: axis \(letter) has length \(length) and \(array.shape[axis])", expected: "one length")
                }
                lengths[letter] = length
            }
        }
        let order = output + lengths.keys.filter { !output.contains($0) }.sorted()
        // Two matrices over one common letter are a product, which need not hold all terms at once.
        if arrays.count == 2, inputs[0].count == 2, inputs[1].count == 2, output.count == 2, order.count == 3 {
            let k = order[2]
            if let a = inputs[0].first(where: { $0 != k }), let b = inputs[1].first(where: { $0 != k }), a != b,
                inputs[0].contains(k), inputs[1].contains(k)
            {
                let x = inputs[0][1] == k ? arrays[0] : arrays[0].transposed
                let y = inputs[1][0] == k ? arrays[1] : arrays[1].transposed
                let product = try x.matmul(y, work: work)
                return output == [a, b] ? product : product.transposed
            }
        }
        var product: NDArray?
        for (array, letters) in zip(arrays, inputs) {
            // A letter that comes twice in one operand takes its diagonal.
            var strides = [Int](repeating: 0, count: order.count)
            for (axis, letter) in letters.enumerated() {
                if let place = order.firstIndex(of: letter) { strides[place] += array.strides[axis] }
            }
            let shape = order.map { letters.contains($0) ? lengths[$0] ?? 1 : 1 }
            let seen = array.view(shape: shape, strides: strides, offset: array.offset)
            product = try product.map { try NDArray.apply(.multiply, .array($0), .array(seen), work: work) } ?? seen
        }
        guard let product else { throw Mistake("einsum needs operands") }
        let whole = try product.broadcast(to: order.map { lengths[$0] ?? 1 })
        let terms = try whole.copy(work)
        guard order.count > output.count else { return terms }
        return try terms.reduce(.sum, axes: Array(output.count..<order.count), work: work)
    }
}
