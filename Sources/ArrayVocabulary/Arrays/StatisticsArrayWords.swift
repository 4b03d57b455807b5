import Answers
import Arrays
import Language

/// What axes come to: sums, extremes, spreads, orders, questions.
enum StatisticsArrayWords {
    typealias W = NumPyWord

    static let words: [Word] = reductions + spreads + orders + questions + sets

    /// What `np.sum` has and a table's own sum has not.
    private static let arrayOnly = [(place: 2, name: "dtype"), (3, "out"), (4, "keepdims")]
    private static let spreadOnly = [(place: 2, name: "dtype"), (3, "out"), (5, "keepdims")]

    /// findings/numpy-mean-of-float32-columns.sh
    private static let downColumns =
        "Down the columns of a float32 array the sum is one float32, as in NumPy: of twenty million ones it stays at 16,777,216, "
        + "and their mean is 0.84. Along numbers that lie side by side, and with dtype=float64, it is exact there."

    static func axes(_ call: NumPyCall, _ place: Int = 1) throws -> [Int]? { try call.axes(place) }

    private static let reductions: [Word] =
        [
            W.word(
                "sum", "the sum of all elements, or along an axis",
                "a, axis=None, dtype=None, out=None, keepdims=False, initial=None", "np.sum([[1, 2], [3, 4]], axis=0)"
            ) {
                if let found = try $0.statistic("sum", asArray: arrayOnly + [(5, "initial")]) { return found }
                let a = try $0.array(0, "a", $0.dtype(2))
                var found = try a.reduce(.sum, axes: $0.axes(1), keepsAxes: $0.flag(4, "keepdims"), work: $0.work)
                if let start = try $0.optionalOperand(5, "initial") { found = try $0.apply(.add, .array(found), start) }
                return try $0.finished(found, out: 3)
            },
            W.word(
                "prod", aliases: ["product"], "the product of all elements, or along an axis",
                "a, axis=None, dtype=None, out=None, keepdims=False", "np.prod([2, 3, 4])"
            ) {
                if let found = try $0.statistic("prod", asArray: arrayOnly) { return found }
                return try $0.finished(
                    $0.array(0, "a", $0.dtype(2)).reduce(
                        .prod, axes: $0.axes(1), keepsAxes: $0.flag(4, "keepdims"), work: $0.work), out: 3)
            },
            W.word(
                "mean", "the mean of all elements, or along an axis",
                "a, axis=None, dtype=None, out=None, keepdims=False", "np.mean([[1, 2], [3, 4]], axis=1)",
                details: downColumns
            ) {
                if let found = try $0.statistic("mean", asArray: arrayOnly) { return found }
                return try $0.finished(
                    $0.array(0, "a", $0.dtype(2)).mean(
                        axes: $0.axes(1), keepsAxes: $0.flag(4, "keepdims"), work: $0.work), out: 3)
            },
            W.word(
                "std", "the standard deviation, or along an axis",
                "a, axis=None, dtype=None, out=None, ddof=0, keepdims=False", "np.std([1, 2, 3, 4])"
            ) {
                let ddof = try $0.double(4, "ddof", 0)
                if let found = try $0.statistic("std", ddof: ddof, asArray: spreadOnly) { return found }
                return try $0.finished(
                    $0.array(0, "a", $0.dtype(2)).variance(
                        axes: $0.axes(1), ddof: ddof, keepsAxes: $0.flag(5, "keepdims"),
                        work: $0.work
                    ).apply(.sqrt, work: $0.work), out: 3)
            },
            W.word(
                "var", "the variance, or along an axis", "a, axis=None, dtype=None, out=None, ddof=0, keepdims=False",
                "np.var([1, 2, 3, 4], ddof=1)"
            ) {
                let ddof = try $0.double(4, "ddof", 0)
                if let found = try $0.statistic("var", ddof: ddof, asArray: spreadOnly) { return found }
                return try $0.finished(
                    $0.array(0, "a", $0.dtype(2)).variance(
                        axes: $0.axes(1), ddof: ddof, keepsAxes: $0.flag(5, "keepdims"),
                        work: $0.work), out: 3)
            },
            extreme("max", ["amax"], "the largest element", .max),
            extreme("min", ["amin"], "the smallest element", .min),
            place("argmax", "the place of the largest element", .argmax),
            place("argmin", "the place of the smallest element", .argmin),
            question("any", "whether an element is true", .any), question("all", "whether all elements are true", .all),
            W.word("cumsum", "running sums", "a, axis=None, dtype=None", "np.cumsum([1, 2, 3])") {
                try $0.running(.sum)
                    ?? Value($0.array(0, "a", $0.dtype(2)).cumulative(.sum, axis: $0.int(1, "axis"), work: $0.work))
            },
            W.word("cumprod", "running products", "a, axis=None, dtype=None", "np.cumprod([1, 2, 3])") {
                try $0.running(.prod)
                    ?? Value($0.array(0, "a", $0.dtype(2)).cumulative(.prod, axis: $0.int(1, "axis"), work: $0.work))
            },
            W.word(
                "count_nonzero", "how many elements are not 0", "a, axis=None", returns: "number",
                "np.count_nonzero([0, 1, 2])"
            ) {
                let found = try $0.array(0, "a").cast(to: .bool, $0.work).reduce(.sum, axes: $0.axes(1), work: $0.work)
                return found.ndim == 0 ? Value(found).plain : Value(found)
            },
            W.word("ptp", "the largest minus the smallest", "a, axis=None", "np.ptp([1, 5, 3])") {
                let a = try $0.array(0, "a")
                return Value(
                    try $0.apply(
                        .subtract, .array(a.reduce(.max, axes: $0.axes(1), work: $0.work)),
                        .array(a.reduce(.min, axes: $0.axes(1), work: $0.work))))
            },
            W.word("trace", "the sum of the diagonal", "a, offset=0", returns: "number", "np.trace(np.eye(3))") {
                Value(try $0.array(0, "a").diagonal($0.int(1, "offset", 0)).reduce(.sum, axes: [-1], work: $0.work))
            },
            W.word(
                "average", "the mean, with weights where given", "a, axis=None, weights=None",
                "np.average([1, 2, 3], weights=[3, 1, 1])"
            ) { call in
                let a = try call.array(0, "a", .float64)
                guard var weights = try call.optionalArray(2, "weights") else {
                    return Value(try a.mean(axes: call.axes(1), work: call.work))
                }
                if weights.ndim == 1, a.ndim > 1, let axis = try call.axes(1)?.first {
                    var shape = [Int](repeating: 1, count: a.ndim)
                    shape[try NDArray.axis(axis, a.ndim)] = weights.count
                    weights = try weights.reshaped(shape, call.work)
                }
                let seen = try weights.broadcast(to: a.shape).cast(to: .float64, call.work)
                let total = try call.apply(.multiply, .array(a), .array(seen)).reduce(
                    .sum, axes: call.axes(1), work: call.work)
                return Value(
                    try call.apply(
                        .divide, .array(total), .array(seen.reduce(.sum, axes: call.axes(1), work: call.work))))
            },
        ]
        + ["sum", "prod", "mean", "max", "min", "std", "var", "argmax", "argmin"].map { name in
            W.word(
                "nan" + name, "\(name) of what is not nan", "a, axis=None, keepdims=False, ddof=0",
                "np.nan\(name)([1, np.nan, 3])"
            ) { call in
                try withoutNaN(
                    name, call.array(0, "a"), axes: call.axes(1), keepsAxes: call.flag(2, "keepdims"),
                    ddof: call.double(3, "ddof", 0), call)
            }
        }

    /// - Parameter name: of the statistic: sum, prod, mean, std, var, max, min, argmax or argmin.
    static func withoutNaN(
        _ name: String, _ a: NDArray, axes: [Int]?, keepsAxes keeps: Bool, ddof: Double, _ call: NumPyCall
    ) throws -> Value {
        guard a.dtype.isFloat else {
            // Whole numbers are never nan.
            switch name {
            case "mean": return Value(try a.mean(axes: axes, keepsAxes: keeps, work: call.work))
            case "std", "var":
                let found = try a.variance(
                    axes: axes, ddof: ddof, keepsAxes: keeps, work: call.work)
                return Value(name == "std" ? try found.apply(.sqrt, work: call.work) : found)
            default:
                return Value(
                    try a.reduce(Reduction(rawValue: name) ?? .sum, axes: axes, keepsAxes: keeps, work: call.work))
            }
        }
        let isNaN = try a.apply(.isnan, work: call.work)
        func filled(_ number: Double) throws -> NDArray {
            try isNaN.choosing(.number(.float(number)), .array(a), work: call.work)
        }
        let count = try isNaN.apply(.logicalNot, work: call.work).reduce(
            .sum, axes: axes, keepsAxes: keeps, work: call.work)
        switch name {
        case "sum": return Value(try filled(0).reduce(.sum, axes: axes, keepsAxes: keeps, work: call.work))
        case "prod": return Value(try filled(1).reduce(.prod, axes: axes, keepsAxes: keeps, work: call.work))
        case "max", "min":
            let found = try filled(name == "max" ? -.infinity : .infinity).reduce(
                name == "max" ? .max : .min, axes: axes, keepsAxes: keeps, work: call.work)
            // Where there was nothing but nan, there is nothing else to say.
            return Value(
                try call.apply(.equal, .array(count), .number(.int(0))).choosing(
                    .number(.float(.nan)), .array(found), work: call.work))
        case "argmax" where try count.reduce(.min, work: call.work).number(at: 0).asInt == 0,
            "argmin" where try count.reduce(.min, work: call.work).number(at: 0).asInt == 0:
            throw Mistake("All-NaN slice encountered", expected: "a number besides nan in each")
        case "argmax":
            return Value(try filled(-.infinity).reduce(.argmax, axes: axes, keepsAxes: keeps, work: call.work))
        case "argmin":
            return Value(try filled(.infinity).reduce(.argmin, axes: axes, keepsAxes: keeps, work: call.work))
        case "mean":
            let total = try filled(0).reduce(.sum, axes: axes, keepsAxes: keeps, work: call.work)
            return Value(try call.apply(.divide, .array(total), .array(count)))
        default:
            let wide = try isNaN.apply(.logicalNot, work: call.work).reduce(
                .sum, axes: axes, keepsAxes: true, work: call.work)
            let total = try filled(0).reduce(.sum, axes: axes, keepsAxes: true, work: call.work)
            let mean = try call.apply(.divide, .array(total), .array(wide))
            let apart = try isNaN.choosing(
                .number(.float(0)), .array(call.apply(.subtract, .array(a), .array(mean))), work: call.work)
            let squares = try apart.apply(.square, work: call.work).reduce(
                .sum, axes: axes, keepsAxes: keeps, work: call.work)
            let divisor = try call.apply(.subtract, .array(count), .number(.float(ddof)))
            let variance = try call.apply(.divide, .array(squares), .array(divisor))
            return Value(name == "std" ? try variance.apply(.sqrt, work: call.work) : variance)
        }
    }

    private static func extreme(_ name: String, _ aliases: [String], _ summary: String, _ reduction: Reduction) -> Word
    {
        W.word(
            name, aliases: aliases, summary + ", or along an axis",
            "a, axis=None, out=None, keepdims=False, initial=None", "np.\(name)([[1, 2], [3, 4]], axis=0)"
        ) {
            if let found = try $0.statistic(name, asArray: [(2, "out"), (3, "keepdims"), (4, "initial")]) {
                return found
            }
            let (a, axes, keeps) = (try $0.array(0, "a"), try $0.axes(1), try $0.flag(3, "keepdims"))
            guard let first = try $0.optionalOperand(4, "initial") else {
                return try $0.finished(a.reduce(reduction, axes: axes, keepsAxes: keeps, work: $0.work), out: 2)
            }
            // Of no elements there is what it begins with, in the shape that a sum has.
            let found =
                a.count == 0
                ? try NDArray.zeros(
                    a.reduce(.sum, axes: axes, keepsAxes: keeps, work: $0.work).shape, a.dtype, work: $0.work)
                : try a.reduce(reduction, axes: axes, keepsAxes: keeps, work: $0.work)
            if a.count == 0 { try found.assign($0.array(4, "initial"), $0.work) }
            return try $0.finished(
                $0.apply(reduction == .max ? .maximum : .minimum, .array(found), first), out: 2)
        }
    }

    static func place(_ name: String, _ summary: String, _ reduction: Reduction) -> Word {
        W.word(name, summary + ", or along an axis", "a, axis=None, out=None, keepdims=False", "np.\(name)([1, 3, 2])")
        {
            try $0.finished(
                $0.array(0, "a").reduce(
                    reduction, axes: $0.axes(1), keepsAxes: $0.flag(3, "keepdims"), work: $0.work), out: 2)
        }
    }

    private static func question(_ name: String, _ summary: String, _ reduction: Reduction) -> Word {
        W.word(
            name, summary + ", or along an axis", "a, axis=None, out=None, keepdims=False", "np.\(name)([True, False])"
        ) {
            try $0.finished(
                $0.array(0, "a").reduce(
                    reduction, axes: $0.axes(1), keepsAxes: $0.flag(3, "keepdims"), work: $0.work), out: 2)
        }
    }
}
