import Answers
import Arrays
import Language

/// How numbers are spread, and how two rows of them go together.
extension StatisticsArrayWords {
    static let spreads: [Word] = [
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
            let deviations = try c.diagonal().apply(.sqrt, work: call.work)
            let down = try call.apply(.divide, .array(c), .array(deviations.reshaped([-1, 1], call.work)))
            return Value(
                try call.apply(.divide, .array(down), .array(deviations.reshaped([1, -1], call.work))).clipped(
                    .number(.float(-1)), .number(.float(1)), work: call.work))
        },
        W.word(
            "histogram", "how many elements lie in each of some intervals, and their edges",
            "a, bins=10, range=None, density=False, weights=None", returns: "tuple", "np.histogram([1, 2, 1], bins=2)"
        ) { call in
            let values = try call.array(0, "a").elements(as: Double.self, stoppedBy: call.work)
            let weights = try call.optionalArray(4, "weights")
            guard weights.map({ $0.count == values.count }) ?? true else {
                throw Mistake("weights should have the same shape as a.", expected: "one weight for each element")
            }
            let heavy = try weights?.elements(as: Double.self, stoppedBy: call.work)
            let limits = try edges(values, bins: call.value(1, "bins"), range: call.value(2, "range"), call)
            let edges = limits.doubles()
            var counts = [Double](repeating: 0, count: edges.count - 1)
            var check = StopCheck(call.work)
            for (index, value) in values.enumerated() {
                try check.pass()
                if let place = interval(of: value, edges) { counts[place] += heavy?[index] ?? 1 }
            }
            var found = try NDArray(counts).converted(to: weights?.dtype ?? .int64, call.work)
            if try call.flag(3, "density") {
                let widths = try NDArray(edges).differences(1, axis: 0, work: call.work)
                let total = ArrayNumber.float(counts.reduce(0, +))
                found = try call.apply(
                    .divide, .array(call.apply(.divide, .array(found), .array(widths))), .number(total))
            }
            return .tuple([.thing(found), .thing(limits)])
        },
        W.word(
            "histogram_bin_edges", "the edges of the intervals of a histogram", "a, bins=10, range=None",
            "np.histogram_bin_edges([1, 2, 3, 4], bins=2)"
        ) {
            .thing(
                try edges(
                    $0.array(0, "a").elements(as: Double.self, stoppedBy: $0.work), bins: $0.value(1, "bins"),
                    range: $0.value(2, "range"), $0))
        },
        W.word(
            "histogram2d", "how many points lie in each cell of a grid, and the edges of its rows and columns",
            "x, y, bins=10, range=None, density=False, weights=None", returns: "tuple",
            "np.histogram2d([0, 1, 1], [0, 1, 2], bins=2)"
        ) { call in
            let (x, y) = (
                try call.array(0, "x").elements(as: Double.self, stoppedBy: call.work),
                try call.array(1, "y").elements(as: Double.self, stoppedBy: call.work)
            )
            let weights = try call.optionalArray(5, "weights")?.elements(as: Double.self, stoppedBy: call.work)
            guard x.count == y.count, weights.map({ $0.count == x.count }) ?? true else {
                throw Mistake("\(x.count) places across and \(y.count) upwards", expected: "as many").raised(
                    as: "ValueError", "x and y must have the same length.")
            }
            // One number or list of edges for both, or one for each.
            var bins: [Value?] = [call.value(2, "bins"), call.value(2, "bins")]
            if let two = call.value(2, "bins")?.elements, two.count == 2 { bins = two }
            var ranges: [Value?] = [nil, nil]
            if let given = call.value(3, "range") {
                guard let two = given.elements, two.count == 2 else {
                    throw Mistake("range = \(given.brief)", expected: "[[xmin, xmax], [ymin, ymax]]", argument: "range")
                }
                ranges = two
            }
            let across = try edges(x, bins: bins[0], range: ranges[0], call)
            let up = try edges(y, bins: bins[1], range: ranges[1], call)
            let (columns, rows) = (across.doubles(), up.doubles())
            let counts = try NDArray.zeros([columns.count - 1, rows.count - 1], work: call.work)
            let cells = counts.pointer(Double.self)
            var (total, check) = (0.0, StopCheck(call.work))
            for place in x.indices {
                try check.pass()
                guard let i = interval(of: x[place], columns), let j = interval(of: y[place], rows) else { continue }
                cells[i * (rows.count - 1) + j] += weights?[place] ?? 1
                total += weights?[place] ?? 1
            }
            if try call.flag(4, "density") {
                for i in 0..<(columns.count - 1) {
                    for j in 0..<(rows.count - 1) {
                        let area = (columns[i + 1] - columns[i]) * (rows[j + 1] - rows[j])
                        cells[i * (rows.count - 1) + j] /= area * total
                    }
                }
            }
            return .tuple([
                .thing(counts), .thing(try across.cast(to: .float64, call.work)),
                .thing(try up.cast(to: .float64, call.work)),
            ])
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
            let numbers = try a.elements(as: Int.self, stoppedBy: call.work)
            var (most, check) = (-1, StopCheck(call.work))
            guard
                try numbers.allSatisfy({
                    try check.pass()
                    most = Swift.max(most, $0)
                    return $0 >= 0
                })
            else {
                throw Mistake("'list' argument must have no negative elements")
            }
            let least = try call.int(2, "minlength", 0)
            guard least >= 0 else { throw Mistake("'minlength' must not be negative") }
            let length = Swift.max(Swift.min(most, .max - 1) + 1, least)
            let made = try NDArray.zeros([length], call.value(1, "weights") == nil ? .int64 : .float64, work: call.work)
            let weights = try call.optionalArray(1, "weights")?.elements(as: Double.self, stoppedBy: call.work)
            guard weights.map({ $0.count == numbers.count }) ?? true else {
                throw Mistake("The weights and list don't have the same length.", expected: "one weight for each")
            }
            for (index, number) in numbers.enumerated() {
                try check.pass()
                if let weights {
                    made.pointer(Double.self)[number] += weights[index]
                } else {
                    made.pointer(Int.self)[number] += 1
                }
            }
            return .thing(made)
        },
        W.word(
            "digitize", "in which interval every element lies", "x, bins, right=False",
            "np.digitize([0.5, 2.5], [1, 2, 3])"
        ) {
            let (bins, x) = (try $0.array(1, "bins"), try $0.array(0, "x"))
            let isRight = try !$0.flag(2, "right")
            let edges = try bins.elements(as: Double.self, stoppedBy: $0.work)
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

    /// The interval in which a value lies, the last one closed; nil where there is none.
    private static func interval(of value: Double, _ edges: [Double]) -> Int? {
        guard value >= edges[0], value <= edges[edges.count - 1] else { return nil }
        var (low, high) = (0, edges.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if edges[middle] <= value { low = middle } else { high = middle }
        }
        return low
    }

    /// The edges of intervals: those that are given, or so many of one width over all values or a range.
    private static func edges(_ values: [Double], bins: Value?, range: Value?, _ call: NumPyCall) throws -> NDArray {
        if let bins, bins.asInt == nil || bins.array != nil {
            let found = try call.array(bins, "bins")
            let edges = try found.elements(as: Double.self, stoppedBy: call.work)
            guard !zip(edges, edges.dropFirst()).contains(where: { $0 > $1 }) else {
                throw Mistake("the edges in bins do not ascend", expected: "edges in ascending order").raised(
                    as: "ValueError", "`bins` must increase monotonically, when an array")
            }
            guard edges.count > 1 else {
                throw Mistake("bins with \(edges.count) edges", expected: "two edges or more")
            }
            return try found.reshaped([-1], call.work)
        }
        let count = bins?.asInt ?? 10
        guard count > 0 else {
            throw Mistake("`bins` must be positive, when an integer", expected: "1 or more")
        }
        guard count <= 100_000_000 else {
            throw Mistake("\(count.grouped) intervals are too many", expected: "at most 100,000,000")
        }
        var (low, high, check) = (values.first ?? 0, values.first ?? 1, StopCheck(call.work))
        for value in values {
            try check.pass()
            // Once nan, both stay it.
            if value < low || value.isNaN { low = value }
            if value > high || value.isNaN { high = value }
        }
        if low.isNaN || high.isNaN { (low, high) = (.nan, .nan) }
        var origin = "autodetected"
        if let range = range?.doubles, range.count == 2 {
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
        return try NDArray.linspace(low, high, count + 1, work: call.work)
    }

    private static func middle(_ a: NDArray, _ axes: [Int]?, _ keeps: Bool, _ call: NumPyCall) throws -> NDArray {
        guard a.count > 0 else { return try NDArray(.float(.nan)) }
        return try spread(a, [0.5], axes, keeps, call)[0]
    }

    private static func quantiles(_ call: NumPyCall, _ whole: Double) throws -> Value {
        let q = try call.array(1, "q", .float64)
        let found = try spread(
            call.array(0, "a"), q.doubles().map { $0 / whole }, call.axes(2), call.flag(.max, "keepdims"), call)
        return Value(q.ndim == 0 ? found[0] : try NDArray.stacked(found, work: call.work))
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
        let rows = try a.transposed(left + gone).reshaped(left.map { a.shape[$0] } + [-1], call.work)
        return try rows.quantiles(shares, axis: -1, work: call.work).map { found in
            keeps ? try found.reshaped((0..<a.ndim).map { gone.contains($0) ? 1 : a.shape[$0] }, call.work) : found
        }
    }

    private static func covariance(_ call: NumPyCall) throws -> NDArray {
        var m = try call.array(0, "a", .float64)
        if m.ndim < 2 {
            m = try m.reshaped([1, -1], call.work)
        } else if try !call.flag(2, "rowvar", true) {
            m = m.transposed
        }
        if let y = try call.optionalArray(1, "y") {
            m = try NDArray.concatenated([m, y.ndim < 2 ? y.reshaped([1, -1], call.work) : y], work: call.work)
        }
        let ddof = try call.int(4, "ddof") ?? (call.flag(3, "bias") ? 0 : 1)
        let apart = try call.apply(.subtract, .array(m), .array(m.mean(axes: [1], keepsAxes: true, work: call.work)))
        let products = try apart.matmul(apart.transposed, work: call.work)
        let found = try call.apply(.divide, .array(products), .number(.float(Double(m.shape[1]) - Double(ddof))))
        return found.count == 1 ? try found.reshaped([], call.work) : found
    }
}
