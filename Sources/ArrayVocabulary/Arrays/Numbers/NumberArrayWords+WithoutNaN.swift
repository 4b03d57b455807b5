import Answers
import Arrays
import Language

/// Running sums and quantiles of what is not nan.
extension NumberArrayWords {
    static let withoutNaN: [Word] =
        [
            ("nancumsum", "running sums, nan as 0", 0.0, Reduction.sum),
            ("nancumprod", "running products, nan as 1", 1, .prod),
        ]
        .map { name, summary, filling, reduction in
            NumPyWord.word(name, summary, "a, axis=None", "np.\(name)([1, np.nan, 2])") { call in
                let a = try call.array(0, "a")
                let filled =
                    a.dtype.isFloat
                    ? try a.apply(.isnan, work: call.work).choosing(
                        .number(.float(filling)), .array(a), work: call.work) : a
                return Value(try filled.cumulative(reduction, axis: call.int(1, "axis"), work: call.work))
            }
        } + [
            NumPyWord.word(
                "nanmedian", "the median of what is not nan", "a, axis=None, keepdims=False",
                "np.nanmedian([3, np.nan, 1])"
            ) {
                try quantiles($0, NDArray(.float(0.5)), axisPlace: 1)
            },
            NumPyWord.word(
                "nanquantile", "the value below which a share of what is not nan lies",
                "a, q, axis=None, keepdims=False",
                "np.nanquantile([1, np.nan, 2], 0.25)"
            ) {
                try quantiles($0, $0.array(1, "q", .float64), axisPlace: 2)
            },
            NumPyWord.word(
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
        if axis == nil { a = try a.reshaped([-1], call.work) }
        let place = axis ?? 0
        let rows = try a.withLast(place).copy(call.work)
        let (length, shares) = (a.shape[place], q.doubles())
        let rest = Array(rows.shape.dropLast())
        let nothing = [Double](repeating: .nan, count: length == 0 ? rest.reduce(1, *) : 0)
        var found = [[Double]](repeating: nothing, count: shares.count)
        for start in stride(from: 0, to: rows.count, by: Swift.max(1, length)) {
            if call.work.isCancelled { throw Stopped() }
            let row = UnsafeBufferPointer(start: rows.pointer(Double.self) + start, count: length)
            let filled = try row.filter(stoppedBy: call.work) { !$0.isNaN }
            let values = filled.isEmpty ? nil : try NDArray(filled).quantiles(shares, axis: 0, work: call.work)
            for index in shares.indices { found[index].append(values?[index].number(at: 0).asDouble ?? .nan) }
        }
        var shape = rest
        if try call.flag(.max, "keepdims") { shape.insert(1, at: place) }
        let parts = try found.map { try NDArray($0, shape: shape) }
        return Value(q.ndim == 0 ? parts[0] : try NDArray.stacked(parts, work: call.work))
    }
}
