import Answers
import Arrays
import Language

/// What axes come to: sums, extremes, spreads, orders, questions.
enum StatisticsArrayWords {
    private typealias W = NumPyWord

    static let words: [Word] = reductions + spreads + orders + questions + sets

    private static func axes(_ call: NumPyCall, _ place: Int = 1) throws -> [Int]? { try call.axes(place) }

    private static let reductions: [Word] =
        [
            W.word(
                "sum", "the sum of all elements, or along an axis",
                "a, axis=None, dtype=None, out=None, keepdims=False, initial=None", "np.sum([[1, 2], [3, 4]], axis=0)"
            ) {
                let a = try $0.array(0, "a", $0.dtype(2))
                var found = try a.reduce(.sum, axes: $0.axes(1), keepsAxes: $0.flag(4, "keepdims"), work: $0.work)
                if let start = try $0.optionalOperand(5, "initial") { found = try $0.apply(.add, .array(found), start) }
                return try $0.finished(found, out: 3)
            },
            W.word(
                "prod", aliases: ["product"], "the product of all elements, or along an axis",
                "a, axis=None, dtype=None, out=None, keepdims=False", "np.prod([2, 3, 4])"
            ) {
                try $0.finished(
                    $0.array(0, "a", $0.dtype(2)).reduce(
                        .prod, axes: $0.axes(1), keepsAxes: $0.flag(4, "keepdims"), work: $0.work), out: 3)
            },
            W.word(
                "mean", "the mean of all elements, or along an axis",
                "a, axis=None, dtype=None, out=None, keepdims=False", "np.mean([[1, 2], [3, 4]], axis=1)"
            ) {
                try $0.finished(
                    $0.array(0, "a", $0.dtype(2)).mean(
                        axes: $0.axes(1), keepsAxes: $0.flag(4, "keepdims"), work: $0.work), out: 3)
            },
            W.word(
                "std", "the standard deviation, or along an axis",
                "a, axis=None, dtype=None, out=None, ddof=0, keepdims=False", "np.std([1, 2, 3, 4])"
            ) {
                try $0.finished(
                    $0.array(0, "a", $0.dtype(2)).variance(
                        axes: $0.axes(1), ddof: $0.double(4, "ddof", 0), keepsAxes: $0.flag(5, "keepdims"),
                        work: $0.work
                    ).apply(.sqrt), out: 3)
            },
            W.word(
                "var", "the variance, or along an axis", "a, axis=None, dtype=None, out=None, ddof=0, keepdims=False",
                "np.var([1, 2, 3, 4], ddof=1)"
            ) {
                try $0.finished(
                    $0.array(0, "a", $0.dtype(2)).variance(
                        axes: $0.axes(1), ddof: $0.double(4, "ddof", 0), keepsAxes: $0.flag(5, "keepdims"),
                        work: $0.work), out: 3)
            },
            extreme("max", ["amax"], "the largest element", .max),
            extreme("min", ["amin"], "the smallest element", .min),
            place("argmax", "the place of the largest element", .argmax),
            place("argmin", "the place of the smallest element", .argmin),
            question("any", "whether an element is true", .any), question("all", "whether all elements are true", .all),
            W.word("cumsum", "running sums", "a, axis=None, dtype=None", "np.cumsum([1, 2, 3])") {
                Value(try $0.array(0, "a", $0.dtype(2)).cumulative(.sum, axis: $0.int(1, "axis"), work: $0.work))
            },
            W.word("cumprod", "running products", "a, axis=None, dtype=None", "np.cumprod([1, 2, 3])") {
                Value(try $0.array(0, "a", $0.dtype(2)).cumulative(.prod, axis: $0.int(1, "axis"), work: $0.work))
            },
            W.word(
                "count_nonzero", "how many elements are not 0", "a, axis=None", returns: "number",
                "np.count_nonzero([0, 1, 2])"
            ) {
                let found = try $0.array(0, "a").cast(to: .bool).reduce(.sum, axes: $0.axes(1), work: $0.work)
                return found.ndim == 0 ? Value(found).plain : Value(found)
            },
            W.word("ptp", "the largest minus the smallest", "a, axis=None", "np.ptp([1, 5, 3])") {
                let a = try $0.array(0, "a")
                return Value(
                    try $0.apply(
                        .subtract, .array(a.reduce(.max, axes: $0.axes(1))), .array(a.reduce(.min, axes: $0.axes(1)))))
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
                    weights = try weights.reshaped(shape)
                }
                let seen = try weights.broadcast(to: a.shape).cast(to: .float64)
                let total = try call.apply(.multiply, .array(a), .array(seen)).reduce(
                    .sum, axes: call.axes(1), work: call.work)
                return Value(
                    try call.apply(
                        .divide, .array(total), .array(seen.reduce(.sum, axes: call.axes(1), work: call.work))))
            },
        ]
        + ["sum", "mean", "max", "min", "std", "var", "argmax", "argmin"].map { name in
            W.word(
                "nan" + name, "\(name) of what is not nan", "a, axis=None, keepdims=False, ddof=0",
                "np.nan\(name)([1, np.nan, 3])"
            ) { call in
                try withoutNaN(name, call)
            }
        }

    private static func withoutNaN(_ name: String, _ call: NumPyCall) throws -> Value {
        let a = try call.array(0, "a")
        let axes = try call.axes(1)
        let keeps = try call.flag(2, "keepdims")
        guard a.dtype.isFloat else {
            // Whole numbers are never nan.
            switch name {
            case "mean": return Value(try a.mean(axes: axes, keepsAxes: keeps, work: call.work))
            case "std", "var":
                let found = try a.variance(
                    axes: axes, ddof: call.double(3, "ddof", 0), keepsAxes: keeps, work: call.work)
                return Value(name == "std" ? try found.apply(.sqrt) : found)
            default:
                return Value(
                    try a.reduce(Reduction(rawValue: name) ?? .sum, axes: axes, keepsAxes: keeps, work: call.work))
            }
        }
        let isNaN = try a.apply(.isnan)
        func filled(_ number: Double) throws -> NDArray { try isNaN.choosing(.number(.float(number)), .array(a)) }
        let count = try isNaN.apply(.logicalNot).reduce(.sum, axes: axes, keepsAxes: keeps, work: call.work)
        switch name {
        case "sum": return Value(try filled(0).reduce(.sum, axes: axes, keepsAxes: keeps, work: call.work))
        case "max", "min":
            let found = try filled(name == "max" ? -.infinity : .infinity).reduce(
                name == "max" ? .max : .min, axes: axes, keepsAxes: keeps, work: call.work)
            // Where there was nothing but nan, there is nothing else to say.
            return Value(
                try call.apply(.equal, .array(count), .number(.int(0))).choosing(
                    .number(.float(.nan)), .array(found)))
        case "argmax" where try count.reduce(.min).number(at: 0).asInt == 0,
            "argmin" where try count.reduce(.min).number(at: 0).asInt == 0:
            throw Mistake("All-NaN slice encountered", expected: "a number besides nan in each")
        case "argmax":
            return Value(try filled(-.infinity).reduce(.argmax, axes: axes, keepsAxes: keeps, work: call.work))
        case "argmin":
            return Value(try filled(.infinity).reduce(.argmin, axes: axes, keepsAxes: keeps, work: call.work))
        case "mean":
            let total = try filled(0).reduce(.sum, axes: axes, keepsAxes: keeps, work: call.work)
            return Value(try call.apply(.divide, .array(total), .array(count)))
        default:
            let wide = try isNaN.apply(.logicalNot).reduce(.sum, axes: axes, keepsAxes: true, work: call.work)
            let total = try filled(0).reduce(.sum, axes: axes, keepsAxes: true, work: call.work)
            let mean = try call.apply(.divide, .array(total), .array(wide))
            let apart = try isNaN.choosing(.number(.float(0)), .array(call.apply(.subtract, .array(a), .array(mean))))
            let squares = try apart.apply(.square).reduce(.sum, axes: axes, keepsAxes: keeps, work: call.work)
            let divisor = try call.apply(.subtract, .array(count), .number(.float(call.double(3, "ddof", 0))))
            let variance = try call.apply(.divide, .array(squares), .array(divisor))
            return Value(name == "std" ? try variance.apply(.sqrt) : variance)
        }
    }

    private static func extreme(_ name: String, _ aliases: [String], _ summary: String, _ reduction: Reduction) -> Word
    {
        W.word(
            name, aliases: aliases, summary + ", or along an axis",
            "a, axis=None, out=None, keepdims=False, initial=None", "np.\(name)([[1, 2], [3, 4]], axis=0)"
        ) {
            let (a, axes, keeps) = (try $0.array(0, "a"), try $0.axes(1), try $0.flag(3, "keepdims"))
            guard let first = try $0.optionalOperand(4, "initial") else {
                return try $0.finished(a.reduce(reduction, axes: axes, keepsAxes: keeps, work: $0.work), out: 2)
            }
            // Of no elements there is what it begins with, in the shape that a sum has.
            let found =
                a.count == 0
                ? try NDArray.zeros(a.reduce(.sum, axes: axes, keepsAxes: keeps, work: $0.work).shape, a.dtype)
                : try a.reduce(reduction, axes: axes, keepsAxes: keeps, work: $0.work)
            if a.count == 0 { try found.assign($0.array(4, "initial"), $0.work) }
            return try $0.finished(
                $0.apply(reduction == .max ? .maximum : .minimum, .array(found), first), out: 2)
        }
    }

    private static func place(_ name: String, _ summary: String, _ reduction: Reduction) -> Word {
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

    private static let spreads: [Word] = [
        W.word("median", "the middle element, or along an axis", "a, axis=None, keepdims=False", "np.median([3, 1, 2])")
        {
            Value(try middle($0.array(0, "a"), $0.axes(1), $0.flag(.max, "keepdims"), $0))
        },
        W.word(
            "quantile", "the value below which a share of the elements lies", "a, q, axis=None, keepdims=False",
            "np.quantile([1, 2, 3, 4], 0.25)"
        ) {
            try quantiles($0, 1)
        },
        W.word(
            "percentile", "the value below which so many per cent of the elements lie",
            "a, q, axis=None, keepdims=False", "np.percentile([1, 2, 3, 4], [25, 75])"
        ) {
            try quantiles($0, 100)
        },
        W.word(
            "cov", "the covariances of variables that stand in rows", "a, y=None, rowvar=True, bias=False, ddof=None",
            "np.cov([1, 2, 3], [2, 4, 7])"
        ) {
            Value(try covariance($0))
        },
        W.word(
            "corrcoef", "the correlations of variables that stand in rows", "a, y=None, rowvar=True",
            "np.corrcoef([1, 2, 3], [2, 4, 7])"
        ) { call in
            let c = try covariance(call)
            guard c.ndim == 2 else { return .object(ScalarObject(.float(1), .float64)) }
            let deviations = try c.diagonal().apply(.sqrt)
            let down = try call.apply(.divide, .array(c), .array(deviations.reshaped([-1, 1])))
            return Value(
                try call.apply(.divide, .array(down), .array(deviations.reshaped([1, -1]))).clipped(
                    .number(.float(-1)), .number(.float(1))))
        },
        W.word(
            "histogram", "how many elements lie in each of some intervals, and their edges",
            "a, bins=10, range=None, density=False, weights=None", returns: "tuple", "np.histogram([1, 2, 1], bins=2)"
        ) { call in
            let values = try call.array(0, "a").doubles()
            let weights = try call.optionalArray(4, "weights")
            guard weights.map({ $0.count == values.count }) ?? true else {
                throw Mistake("weights should have the same shape as a.", expected: "one weight for each element")
            }
            let heavy = weights?.doubles()
            var edges: [Double]
            if let given = call.value(1, "bins"), given.asInt == nil || given.array != nil {
                edges = try call.array(1, "bins").doubles()
                guard !zip(edges, edges.dropFirst()).contains(where: { $0 > $1 }) else {
                    throw Mistake("the edges in bins do not ascend", expected: "edges in ascending order").raised(
                        as: "ValueError", "`bins` must increase monotonically, when an array")
                }
            } else {
                let count = try call.int(1, "bins", 10)
                guard count > 0 else {
                    throw Mistake("`bins` must be positive, when an integer", expected: "1 or more")
                }
                guard count <= 100_000_000 else {
                    throw Mistake("\(count.grouped) intervals are too many", expected: "at most 100,000,000")
                }
                let hasNaN = values.contains { $0.isNaN }
                var (low, high) = hasNaN ? (.nan, .nan) : (values.min() ?? 0, values.max() ?? 1)
                var origin = "autodetected"
                if let range = call.value(2, "range")?.doubles, range.count == 2 {
                    (low, high) = (range[0], range[1])
                    origin = "supplied"
                    guard !(low > high) else {
                        throw Mistake(
                            "range goes from \(low.pythonRepr) to \(high.pythonRepr)", expected: "the smaller first"
                        )
                        .raised(as: "ValueError", "max must be larger than min in range parameter.")
                    }
                }
                guard low.isFinite, high.isFinite else {
                    throw Mistake(
                        "the \(origin) range of the histogram is not finite: \(low.pythonRepr) to \(high.pythonRepr)",
                        expected: "finite numbers", try: "a[np.isfinite(a)]"
                    ).raised(
                        as: "ValueError",
                        "\(origin) range of [\(low.pythonRepr), \(high.pythonRepr)] is not finite")
                }
                if low == high { (low, high) = (low - 0.5, high + 0.5) }
                edges = try NDArray.linspace(low, high, count + 1, work: call.work).doubles()
            }
            guard edges.count > 1 else {
                throw Mistake("bins with \(edges.count) edges", expected: "two edges or more")
            }
            var counts = [Double](repeating: 0, count: edges.count - 1)
            var check = StopCheck(call.work)
            for (index, value) in values.enumerated() where value >= edges[0] && value <= edges[edges.count - 1] {
                try check.pass()
                var (low, high) = (0, edges.count - 1)
                while high - low > 1 {
                    let middle = (low + high) / 2
                    if edges[middle] <= value { low = middle } else { high = middle }
                }
                counts[low] += heavy?[index] ?? 1
            }
            var found = try NDArray(counts).converted(to: weights?.dtype ?? .int64)
            if try call.flag(3, "density") {
                let widths = try NDArray(edges).differences(1, axis: 0)
                let total = ArrayNumber.float(counts.reduce(0, +))
                found = try call.apply(
                    .divide, .array(call.apply(.divide, .array(found), .array(widths))), .number(total))
            }
            return .tuple([.thing(found), .thing(try NDArray(edges))])
        },
        W.word(
            "bincount", "how often each whole number from 0 comes", "a, weights=None, minlength=0",
            "np.bincount([0, 1, 1, 3])"
        ) { call in
            let a = try call.array(0, "a")
            guard a.ndim == 1, !a.dtype.isFloat || a.count == 0 else {
                throw Mistake(
                    "np.bincount counts whole numbers with one axis, not \(a.dtype.name)", try: "a.astype(int)"
                ).raised(
                    as: "TypeError",
                    "Cannot cast array data from dtype('\(a.dtype.name)') to dtype('int64') according to the rule 'safe'"
                )
            }
            let numbers = a.numbers().map(\.asInt)
            guard numbers.allSatisfy({ $0 >= 0 }) else {
                throw Mistake("'list' argument must have no negative elements")
            }
            let least = try call.int(2, "minlength", 0)
            guard least >= 0 else { throw Mistake("'minlength' must not be negative") }
            let length = Swift.max(Swift.min(numbers.max() ?? -1, .max - 1) + 1, least)
            let made = try NDArray.zeros([length], call.value(1, "weights") == nil ? .int64 : .float64)
            let weights = try call.optionalArray(1, "weights")?.doubles()
            guard weights.map({ $0.count == numbers.count }) ?? true else {
                throw Mistake("The weights and list don't have the same length.", expected: "one weight for each")
            }
            var check = StopCheck(call.work)
            for (index, number) in numbers.enumerated() {
                try check.pass()
                made.set(
                    weights.map { .float(made.number(at: number).asDouble + $0[index]) }
                        ?? .int(made.number(at: number).asInt + 1), at: number)
            }
            return .thing(made)
        },
        W.word(
            "digitize", "in which interval every element lies", "x, bins, right=False",
            "np.digitize([0.5, 2.5], [1, 2, 3])"
        ) {
            let (bins, x) = (try $0.array(1, "bins"), try $0.array(0, "x"))
            let isRight = try !$0.flag(2, "right")
            let edges = bins.doubles()
            let pairs = zip(edges, edges.dropFirst())
            guard pairs.contains(where: { $0 > $1 }) else {
                return Value(try bins.searchSorted(x, isRight: isRight, work: $0.work))
            }
            guard !pairs.contains(where: { $0 < $1 }) else {
                throw Mistake("bins go up and down", expected: "edges in ascending or in descending order").raised(
                    as: "ValueError", "bins must be monotonically increasing or decreasing")
            }
            // From the other end, and counted from there.
            let turned = bins.sliced(axis: 0, start: edges.count - 1, step: -1, length: edges.count)
            let found = try turned.searchSorted(x, isRight: isRight, work: $0.work)
            return Value(try $0.apply(.subtract, .number(.int(edges.count)), .array(found)))
        },
    ]

    private static func middle(_ a: NDArray, _ axes: [Int]?, _ keeps: Bool, _ call: NumPyCall) throws -> NDArray {
        guard a.count > 0 else { return try NDArray(.float(.nan)) }
        return try spread(a, [0.5], axes, keeps, call)[0]
    }

    private static func quantiles(_ call: NumPyCall, _ whole: Double) throws -> Value {
        let q = try call.array(1, "q", .float64)
        let found = try spread(
            call.array(0, "a"), q.doubles().map { $0 / whole }, call.axes(2), call.flag(.max, "keepdims"), call)
        return Value(q.ndim == 0 ? found[0] : try NDArray.stacked(found))
    }

    /// Quantiles along one axis, all, or several, which are then one.
    private static func spread(
        _ a: NDArray, _ shares: [Double], _ axes: [Int]?, _ keeps: Bool, _ call: NumPyCall
    ) throws -> [NDArray] {
        guard let axes, axes.count != 1 else {
            return try a.quantiles(shares, axis: axes?.first, keepsAxes: keeps, work: call.work)
        }
        let gone = try axes.map { try NDArray.axis($0, a.ndim) }
        let left = (0..<a.ndim).filter { !gone.contains($0) }
        let rows = try a.transposed(left + gone).reshaped(left.map { a.shape[$0] } + [-1])
        return try rows.quantiles(shares, axis: -1, work: call.work).map { found in
            keeps ? try found.reshaped((0..<a.ndim).map { gone.contains($0) ? 1 : a.shape[$0] }) : found
        }
    }

    private static func covariance(_ call: NumPyCall) throws -> NDArray {
        var m = try call.array(0, "a", .float64)
        if m.ndim < 2 { m = try m.reshaped([1, -1]) } else if try !call.flag(2, "rowvar", true) { m = m.transposed }
        if let y = try call.optionalArray(1, "y") {
            m = try NDArray.concatenated([m, y.ndim < 2 ? y.reshaped([1, -1]) : y])
        }
        let ddof = try call.int(4, "ddof") ?? (call.flag(3, "bias") ? 0 : 1)
        let apart = try call.apply(.subtract, .array(m), .array(m.mean(axes: [1], keepsAxes: true, work: call.work)))
        let products = try apart.matmul(apart.transposed, work: call.work)
        let found = try call.apply(.divide, .array(products), .number(.float(Double(m.shape[1]) - Double(ddof))))
        return found.count == 1 ? try found.reshaped([]) : found
    }

    private static let orders: [Word] = [
        W.word("sort", "the elements in order along an axis", "a, axis=-1, kind=None", "np.sort([3, 1, 2])") {
            try kind($0)
            if let labels = TextArray(try $0.required(0, "a")) {
                return .thing(TextArray(labels.places().map { labels.texts[$0] }))
            }
            return Value(try $0.array(0, "a").sorted(axis: axis($0), work: $0.work))
        },
        W.word("argsort", "the places of the elements in order", "a, axis=-1, kind=None", "np.argsort([3, 1, 2])") {
            try kind($0)
            if let labels = TextArray(try $0.required(0, "a")) { return .thing(try NDArray(labels.places())) }
            return Value(try $0.array(0, "a").argsorted(axis: axis($0), work: $0.work))
        },
        W.word(
            "searchsorted", "where a value would stand in a sorted array", "a, v, side=left",
            "np.searchsorted([1, 2, 3], 2.5)"
        ) {
            Value(
                try $0.array(0, "a").searchSorted(
                    $0.array(1, "v"), isRight: $0.text(2, "side", "left") == "right", work: $0.work))
        },
        W.word(
            "unique", "the different elements in order",
            "a, return_index=False, return_inverse=False, return_counts=False, axis=None",
            "np.unique([3, 1, 3], return_counts=True)"
        ) { call in
            let asks = try ["return_index", "return_inverse", "return_counts"].enumerated().map {
                try call.flag($0.offset + 1, $0.element)
            }
            let labels = TextArray(try call.required(0, "a"))
            if let labels { return parts(try labels.unique(), asks) }
            let a = try call.array(0, "a")
            if call.value(4, "axis") == nil, !asks.contains(true) { return .thing(try a.uniqueValues(work: call.work)) }
            let found =
                try call.int(4, "axis").map { try a.uniqueRows(axis: $0, work: call.work) } ?? a.unique(work: call.work)
            return parts(found, asks)
        },
        W.word(
            "lexsort", "places in order by several keys, the last one first", "keys",
            "np.lexsort(([1, 1, 2], [3, 2, 1]))"
        ) { call in
            let keys = try call.arrays(0, "keys").map { $0.doubles() }
            guard let count = keys.first?.count else { throw Mistake("need sequence of keys with len > 0 in lexsort") }
            guard keys.allSatisfy({ $0.count == count }) else {
                throw Mistake("all keys need to be the same shape", expected: "keys of \(count) elements")
            }
            return Value(
                try NDArray(
                    (0..<count).sorted { a, b in
                        for key in keys.reversed() where key[a] != key[b] { return key[a] < key[b] }
                        return a < b
                    }))
        },
    ]

    /// The different elements, and what else was asked for.
    private static func parts(
        _ found: (values: some Presentable, first: NDArray, inverse: NDArray, counts: NDArray), _ asks: [Bool]
    ) -> Value {
        var parts: [Value] = [.thing(found.values)]
        for (isWanted, part) in zip(asks, [found.first, found.inverse, found.counts]) where isWanted {
            parts.append(.thing(part))
        }
        return parts.count == 1 ? parts[0] : .tuple(parts)
    }

    /// Every kind of sorting keeps equal elements in order here; another word is none.
    private static func kind(_ call: NumPyCall) throws {
        let kind = call.text(2, "kind", "stable")
        guard ["quicksort", "mergesort", "heapsort", "stable"].contains(kind) else {
            throw Mistake("kind = '\(kind)'", expected: "quicksort, mergesort, heapsort or stable").raised(
                as: "ValueError", "sort kind must be one of 'quick', 'heap', or 'stable' (got '\(kind)')")
        }
    }

    private static func axis(_ call: NumPyCall) throws -> Int? {
        // None stands for the flattened array here, and nothing for the last axis.
        if call.isNone(1, "axis") { return nil }
        return try call.int(1, "axis") ?? -1
    }

    private static let questions: [Word] = [
        W.word(
            "where", "of x where a condition is true, else of y; alone, the places where it is",
            "condition, x=None, y=None", "np.where(np.arange(4) > 1, 1, -1)"
        ) { call in
            let mask = try call.array(0, "condition")
            guard call.value(1, "x") != nil else {
                return .tuple(try mask.nonzero(work: call.work).map { .thing($0) })
            }
            if let labels = try labels(call, mask) { return .thing(labels) }
            return Value(try mask.choosing(call.operand(1, "x"), call.operand(2, "y"), work: call.work))
        },
        W.word(
            "nonzero", "the places of what is not 0, one array for each axis", "a", returns: "tuple",
            "np.nonzero([0, 1, 2])"
        ) {
            .tuple(try $0.array(0, "a").nonzero(work: $0.work).map { .thing($0) })
        },
        W.word("flatnonzero", "the places of what is not 0 in the flattened array", "a", "np.flatnonzero([0, 1, 2])") {
            .thing(try $0.array(0, "a").reshaped([-1]).nonzero(work: $0.work)[0])
        },
        W.word("argwhere", "the places of what is not 0, one row for each", "a", "np.argwhere([[0, 1], [2, 0]])") {
            .thing(try NDArray.stacked($0.array(0, "a").nonzero(work: $0.work), axis: 1))
        },
        W.word(
            "isclose", "whether elements are nearly equal", "a, b, rtol=1e-05, atol=1e-08, equal_nan=False",
            "np.isclose([0.1 + 0.2], [0.3])"
        ) {
            Value(try close($0))
        },
        W.word(
            "allclose", "whether all elements are nearly equal", "a, b, rtol=1e-05, atol=1e-08, equal_nan=False",
            returns: "bool", "np.allclose([1, 2], [1, 2 + 1e-9])"
        ) {
            Value(try close($0).reduce(.all)).plain
        },
        W.word(
            "array_equal", "whether two arrays have the same shape and elements", "a, b, equal_nan=False",
            returns: "bool", "np.array_equal([1, 2], [1, 2])"
        ) {
            let (a, b) = (try $0.array(0, "a"), try $0.array(1, "b"))
            guard a.shape == b.shape else { return .bool(false) }
            return Value(try $0.apply(.equal, .array(a), .array(b)).reduce(.all)).plain
        },
        W.word(
            "unravel_index", "the places along the axes of a place in the flattened array", "indices, shape",
            returns: "tuple", "np.unravel_index(5, (2, 3))"
        ) { call in
            let flat = try call.array(0, "indices", .int64)
            var step = try NDArray.count(of: call.shape(1, "shape"))
            let outside = try call.apply(
                .logicalOr, .array(call.apply(.less, .array(flat), .number(.int(0)))),
                .array(call.apply(.greaterEqual, .array(flat), .number(.int(step)))))
            if let place = try outside.reshaped([-1]).nonzero(work: call.work)[0].numbers().first {
                let index = try flat.reshaped([-1]).at(place.asInt).number(at: 0).asInt
                throw Mistake(
                    "index \(index) is out of bounds for array with size \(step)", expected: "0 to \(step - 1)"
                ).raised(as: "ValueError", "index \(index) is out of bounds for array with size \(step)")
            }
            return .tuple(
                try call.shape(1, "shape").map { length in
                    step /= Swift.max(1, length)
                    let places = try call.apply(.floorDivide, .array(flat), .number(.int(Swift.max(1, step))))
                    return Value(try call.apply(.remainder, .array(places), .number(.int(Swift.max(1, length)))))
                })
        },
        W.word("isscalar", "whether it is one number or text", "a", returns: "bool", "np.isscalar(3)") {
            let value = try $0.required(0, "a")
            return .bool(value.arrayNumber != nil || value.asText != nil)
        },
    ]

    /// Of two labels, or arrays of them, the one that a mask chooses; nil where there are none.
    private static func labels(_ call: NumPyCall, _ mask: NDArray) throws -> TextArray? {
        let sides = try [call.required(1, "x"), call.required(2, "y")].map { side -> TextArray? in
            if case .text(let text) = side { return TextArray(Array(repeating: text, count: mask.count)) }
            return TextArray(side)
        }
        guard let x = sides[0], let y = sides[1], mask.ndim == 1, x.length == mask.count, y.length == mask.count else {
            return nil
        }
        return TextArray(mask.numbers().enumerated().map { $1.asDouble != 0 ? x.texts[$0] : y.texts[$0] })
    }

    private static func close(_ call: NumPyCall) throws -> NDArray {
        let (a, b) = (try call.array(0, "a", .float64), try call.array(1, "b", .float64))
        let (rtol, atol) = (try call.double(2, "rtol", 1e-5), try call.double(3, "atol", 1e-8))
        let gap = try call.apply(.subtract, .array(a), .array(b)).apply(.absolute)
        let bound = try call.apply(
            .add, .number(.float(atol)),
            .array(call.apply(.multiply, .number(.float(rtol)), .array(b.apply(.absolute)))))
        let near = try call.apply(.lessEqual, .array(gap), .array(bound))
        let finite = try call.apply(.logicalAnd, .array(near), .array(b.apply(.isfinite)))
        var found = try call.apply(.logicalOr, .array(finite), .array(call.apply(.equal, .array(a), .array(b))))
        if try call.flag(4, "equal_nan") {
            let both = try call.apply(.logicalAnd, .array(a.apply(.isnan)), .array(b.apply(.isnan)))
            found = try call.apply(.logicalOr, .array(found), .array(both))
        }
        return found
    }

    private static let sets: [Word] = [
        W.word(
            "isin", aliases: ["in1d"], "whether elements are among some values", "a, values, invert=False",
            "np.isin([1, 2, 3], [2, 3])"
        ) {
            if let labels = TextArray(try $0.required(0, "a")), let known = TextArray(try $0.required(1, "values")) {
                let (among, wanted) = (Set(known.texts), try !$0.flag(2, "invert"))
                return .thing(try NDArray(labels.texts.map { Flag(among.contains($0) == wanted) }))
            }
            let a = try $0.array(0, "a")
            let found = try a.isAmong($0.array(1, "values"), work: $0.work)
            return Value(try $0.flag(2, "invert") ? found.apply(.logicalNot) : found)
        },
        set("intersect1d", "what is in both, in order") { a, b, work in
            try a.element([.array(a.isAmong(b, work: work))], work: work)
        },
        set("union1d", "what is in either, in order") { a, b, work in try .concatenated([a, b], work: work) },
        set("setdiff1d", "what is in the first only, in order") { a, b, work in
            try a.element([.array(a.isAmong(b, work: work).apply(.logicalNot))], work: work)
        },
        set("setxor1d", "what is in one of the two only, in order") { a, b, work in
            try .concatenated(
                [
                    a.element([.array(a.isAmong(b, work: work).apply(.logicalNot))], work: work),
                    b.element([.array(b.isAmong(a, work: work).apply(.logicalNot))], work: work),
                ], work: work)
        },
    ]

    private static func set(
        _ name: String, _ summary: String, _ choose: @escaping @Sendable (NDArray, NDArray, Work) throws -> NDArray
    ) -> Word {
        W.word(name, summary, "a, b", "np.\(name)([1, 2, 3], [2, 3, 4])") {
            let (a, b) = (try $0.array(0, "a").reshaped([-1]), try $0.array(1, "b").reshaped([-1]))
            return .thing(try choose(a, b, $0.work).uniqueValues(work: $0.work))
        }
    }
}
