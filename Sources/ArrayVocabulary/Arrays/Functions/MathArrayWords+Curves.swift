import Answers
import Arrays
import Glibc
import Language

/// Points of a curve: slopes, the area below, what lies between, and polynomials through them.
extension MathArrayWords {
    static let curves: [Word] = [
        NumPyWord.word("diff", "differences of neighbours", "a, n=1, axis=-1", "np.diff([1, 4, 9])") {
            Value(try $0.array(0, "a").differences($0.int(1, "n", 1), axis: $0.int(2, "axis", -1), work: $0.work))
        },
        NumPyWord.word(
            "gradient", "the slope at every element, from its neighbours", "a, *steps, axis=None",
            "np.gradient([1.0, 4, 9])"
        ) { call in
            let a = try call.array(0, "a", .float64)
            let axes =
                try call.value(.max, "axis").map { try call.ints($0, "axis").map { try NDArray.axis($0, a.ndim) } }
                ?? Array(0..<a.ndim)
            let steps = try call.rest(from: 1).map { try call.array($0, "steps", .float64) }
            let slopes = try axes.enumerated().map { index, axis in
                try slope(a, axis, steps.isEmpty ? nil : steps[Swift.min(index, steps.count - 1)], call)
            }
            return slopes.count == 1 ? Value(slopes[0]) : .tuple(slopes.map { Value($0) })
        },
        NumPyWord.word(
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
                var distances = try x.differences(1, axis: -1, work: call.work)
                if distances.ndim == 1, y.ndim > 1 {
                    var shape = [Int](repeating: 1, count: y.ndim)
                    shape[axis] = length
                    distances = try distances.reshaped(shape, call.work)
                }
                widths = .array(distances)
            }
            let parts = try call.apply(
                .divide, .array(call.apply(.multiply, widths, .array(pairs))), .number(.float(2)))
            return Value(try parts.reduce(.sum, axes: [axis], work: call.work))
        },
        NumPyWord.word(
            "interp", "values between the points of a curve, straight lines from one to the next",
            "x, xp, fp, left=None, right=None", "np.interp(1.5, [1, 2], [10, 20])"
        ) { call in
            let x = try call.array(0, "x", .float64)
            let (xs, ys) = (
                try call.array(1, "xp").elements(as: Double.self, stoppedBy: call.work),
                try call.array(2, "fp").elements(as: Double.self, stoppedBy: call.work)
            )
            guard !xs.isEmpty, xs.count == ys.count else {
                throw Mistake("fp and xp are not of the same length.", expected: "as many values as places")
            }
            let (left, right) = (try call.double(3, "left", ys[0]), try call.double(4, "right", ys[ys.count - 1]))
            let places = try NDArray(xs).searchSorted(x, isRight: true, work: call.work)
            let out = try NDArray(uninitialised: x.shape)
            var check = StopCheck(call.work)
            for (index, value) in try x.elements(as: Double.self, stoppedBy: call.work).enumerated() {
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
        NumPyWord.word(
            "polyfit", "the coefficients of the polynomial that fits best, the highest power first",
            "x, y, deg, rcond=None, full=False, w=None, cov=False", "np.polyfit([0, 1, 2], [1, 3, 5], 1)"
        ) { call in
            if try call.flag(4, "full") {
                throw Mistake("np.polyfit does not follow full=True here", expected: "full=False", argument: "full")
            }
            let (x, y) = (try call.array(0, "x", .float64).reshaped([-1], call.work), try call.array(1, "y", .float64))
            let (degree, weights) = (try call.int(2, "deg", 1), try call.optionalArray(5, "w"))
            let best = try fitted(x, y, degree, weights, call)
            switch call.value(6, "cov") {
            case nil, .none?, .bool(false)?: return Value(best)
            case .text("unscaled")?: return .tuple([Value(best), Value(try covariance(x, degree, weights, call))])
            case .bool(true)?:
                let spread = try residual(best, x, y, degree, weights, call)
                let scaled = try call.apply(
                    .multiply, .array(covariance(x, degree, weights, call)), .number(.float(spread)))
                return .tuple([Value(best), Value(scaled)])
            case let other?:
                throw Mistake("cov = \(other.brief)", expected: "True, False or 'unscaled'", argument: "cov")
            }
        },
        NumPyWord.word("polyval", "a polynomial at these places, by Horner's rule", "p, x", "np.polyval([1, 0, 2], 3)")
        {
            try PolynomialArithmetic.value($0.array(0, "p"), at: $0.array(1, "x"), $0)
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
        var (powers, values) = (try NDArray.stacked(columns, axis: 1, work: call.work), y)
        if let weights {
            guard weights.ndim == 1, weights.count == x.count else {
                throw Mistake("\(weights.count) weights for \(x.count) points", expected: "one for each", argument: "w")
                    .raised(as: "TypeError", "expected w and y to have the same length")
            }
            let column = try weights.cast(to: .float64, call.work).reshaped([-1, 1], call.work)
            powers = try call.apply(.multiply, .array(powers), .array(column))
            values = try call.apply(
                .multiply, .array(values), .array(values.ndim > 1 ? column : column.reshaped([-1], call.work)))
        }
        // Columns of one length, so that the solution is as exact as the data allow.
        let lengths = try powers.apply(.square, work: call.work).reduce(.sum, axes: [0], work: call.work).apply(
            .sqrt, work: call.work)
        let even = try call.apply(.divide, .array(powers), .array(lengths))
        let solution = try LinearAlgebra.leastSquares(even, values, call.work).x
        return try call.apply(
            .divide, .array(solution), .array(solution.ndim > 1 ? lengths.reshaped([-1, 1], call.work) : lengths))
    }

    /// (VᵀW²V)⁻¹ of the powers V of x: how the coefficients vary together for data that vary by 1.
    private static func covariance(_ x: NDArray, _ degree: Int, _ weights: NDArray?, _ call: NumPyCall) throws
        -> NDArray
    {
        let (places, weights) = (x.doubles(), weights?.doubles())
        let count = degree + 1
        var sums = [Double](repeating: 0, count: count * count)
        var lengths = [Double](repeating: 0, count: count)
        let rows = places.indices.map { place in
            (0..<count).map { pow(places[place], Double(degree - $0)) * (weights?[place] ?? 1) }
        }
        for row in rows { for i in 0..<count { lengths[i] += row[i] * row[i] } }
        lengths = lengths.map { $0 > 0 ? $0.squareRoot() : 1 }
        for row in rows {
            for i in 0..<count {
                for j in 0..<count { sums[i * count + j] += row[i] * row[j] / (lengths[i] * lengths[j]) }
            }
        }
        var inverse = try LinearAlgebra.inverse(NDArray(sums, shape: [count, count]), call.work).doubles()
        for i in 0..<count { for j in 0..<count { inverse[i * count + j] /= lengths[i] * lengths[j] } }
        return try NDArray(inverse, shape: [count, count])
    }

    /// Σ (w (y − p(x)))² over the points beyond the coefficients.
    private static func residual(
        _ best: NDArray, _ x: NDArray, _ y: NDArray, _ degree: Int, _ weights: NDArray?, _ call: NumPyCall
    ) throws -> Double {
        guard y.ndim == 1 else {
            throw Mistake("cov=True of several columns", expected: "y in one row", try: "one fit for each column")
        }
        guard x.count > degree + 1 else {
            throw Mistake(
                "\(x.count) points for \(degree + 1) coefficients", expected: "more points than coefficients",
                try: "cov='unscaled'"
            ).raised(as: "ValueError", "the number of data points must exceed order to scale the covariance matrix")
        }
        let found = try PolynomialArithmetic.value(best, at: x, call).array?.doubles() ?? []
        let weights = weights?.doubles()
        let sum = zip(y.doubles(), found).enumerated().reduce(0) { sum, pair in
            let error = (pair.element.0 - pair.element.1) * (weights?[pair.offset] ?? 1)
            return sum + error * error
        }
        return sum / Double(x.count - degree - 1)
    }

    private static func slope(_ a: NDArray, _ axis: Int, _ step: NDArray?, _ call: NumPyCall) throws -> NDArray {
        let length = a.shape[axis]
        guard length > 1 else {
            throw Mistake(
                "Shape of array too small to calculate a numerical gradient",
                expected: "two elements or more along an axis")
        }
        let rows = try a.transposed([axis] + (0..<a.ndim).filter { $0 != axis }).copy(call.work)
        let width = rows.count / length
        var places = (0..<length).map { Double($0) }
        if let step, step.ndim > 0 { places = try step.elements(as: Double.self, stoppedBy: call.work) }
        if let even = step?.only?.asDouble, step?.ndim == 0 { places = places.map { $0 * even } }
        guard places.count == length else {
            throw Mistake("when 1d, distances must match the length of the corresponding dimension")
        }
        let made = try NDArray(uninitialised: rows.shape)
        let (x, out) = (rows.pointer(Double.self), made.pointer(Double.self))
        /// (x[after] − x[before]) / distance for elements in a row.
        func differences(_ first: Int, _ count: Int, before: Int, after: Int, _ distance: Double) throws {
            let (before, after, out) = (x + first - before, x + first + after, out + first)
            try Loop.chunks(count, call.work) { start, count in
                for place in start..<(start + count) { out[place] = (after[place] - before[place]) / distance }
            }
        }
        try differences(0, width, before: 0, after: width, places[1] - places[0])
        let last = (length - 1) * width
        try differences(last, width, before: width, after: 0, places[length - 1] - places[length - 2])
        if step?.ndim != 1 {
            try differences(width, last - width, before: width, after: width, 2 * (places[1] - places[0]))
        } else {
            var check = StopCheck(call.work)
            for row in 1..<(length - 1) {
                try check.pass(1 + width)
                let (h0, h1) = (places[row] - places[row - 1], places[row + 1] - places[row])
                let (first, second): (Double, Double) = (-h1 / (h0 * (h0 + h1)), (h1 - h0) / (h0 * h1))
                let third = h0 / (h1 * (h0 + h1))
                for place in (row * width)..<(row * width + width) {
                    out[place] = first * x[place - width] + second * x[place] + third * x[place + width]
                }
            }
        }
        var back = Array(1..<a.ndim)
        back.insert(0, at: axis)
        return try made.transposed(back).contiguous(call.work)
    }
}
