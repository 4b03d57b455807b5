import Answers
import Arrays
import Autograd
import Language
import Numbers

/// One place of an axis, axes moved, and numbers counted by the interval in which they lie.
extension TensorFunctions {
    package static let intervals: [TensorFunction] = [
        .init(
            "select", "one place of an axis, which goes",
            [TensorFunction.someDim, Parameter("index", .int(), .required, "the place, counted from the end below 0")],
            example: "torch.arange(6).reshape(2, 3), 1, 2)"
        ) { x, args, _ in
            let (axis, place) = (try x.axis(args.int("dim")), try args.int("index"))
            guard x.ndim > 0, (-x.shape[axis]..<x.shape[axis]).contains(place) else {
                throw args.mistake(
                    "index", "there is no place \(place) among \(x.ndim == 0 ? 0 : x.shape[axis])",
                    expected: "a place of the axis")
            }
            let all = [TensorIndex](repeating: .slice(lower: nil, upper: nil, step: nil), count: axis)
            return .thing(try x.indexed(all + [.place(place)]))
        },
        .init(
            "movedim", aliases: ["moveaxis"], "axes moved to other places, the rest in their order",
            [
                Parameter("source", .any, .required, "an axis, or a tuple of them"),
                Parameter("destination", .any, .required, "where each goes"),
            ], example: "torch.ones(2, 3, 4), 0, 2)"
        ) { x, args, _ in
            let (from, to) = (args["source"].wholes ?? [], args["destination"].wholes ?? [])
            let (sources, targets) = (try from.map { try x.axis($0) }, try to.map { try x.axis($0) })
            guard !sources.isEmpty, sources.count == targets.count, Set(sources).count == sources.count,
                Set(targets).count == targets.count
            else {
                throw args.mistake(
                    "destination", "axes \(args["source"].brief) to \(args["destination"].brief)",
                    expected: "as many places as axes, each once", try: ".movedim(0, 1)")
            }
            var rest = x.shape.indices.filter { !sources.contains($0) }[...]
            let moved = Dictionary(zip(targets, sources), uniquingKeysWith: { first, _ in first })
            return .thing(try x.permuted(x.shape.indices.map { moved[$0] ?? rest.removeFirst() }))
        },
        .init(
            "bucketize", "the place of each number among boundaries in order",
            [
                Parameter("boundaries", .any, .required, "numbers in order"),
                Parameter("right", .bool, false, "whether a boundary belongs below its interval", isKeywordOnly: true),
            ], example: "torch.tensor([3, 6, 9]), torch.tensor([1, 3, 5, 7, 9]))", isMethod: false
        ) { x, args, context in
            let boundaries = try args.tensor("boundaries", context)
            let ends = boundaries.array.doubles()
            guard boundaries.ndim == 1, zip(ends, ends.dropFirst()).allSatisfy({ $0 <= $1 }) else {
                throw args.mistake(
                    "boundaries", "boundaries \(args["boundaries"].brief) are in no order, or not in one row",
                    expected: "numbers from the least to the most")
            }
            let isRight = try args.bool("right")
            var check = StopCheck(context.work)
            let places = try x.array.doubles().map { value in
                try check.pass()
                var (low, high) = (0, ends.count)
                while low < high {
                    let middle = (low + high) / 2
                    if isRight ? ends[middle] <= value : ends[middle] < value {
                        low = middle + 1
                    } else {
                        high = middle
                    }
                }
                return low
            }
            return .thing(x.recorder.tensor(try NDArray(places, shape: x.shape)))
        },
        .init(
            "histc", "how many numbers lie in each of so many intervals of one length",
            [
                Parameter("bins", .int(.init(1, 10_000_000)), 100, "how many intervals"),
                Parameter("min", .number(), 0, "where the first begins; the least number where min and max are 0"),
                Parameter("max", .number(), 0, "where the last ends"),
            ], example: "torch.tensor([1.0, 2.0, 1.0]), bins=4, min=0, max=3)"
        ) { x, args, context in
            guard x.dtype == .float32 || x.dtype == .float64 else {
                throw Mistake("histc counts floating-point numbers, not \(x.dtype)", try: "x.float()").raised(
                    as: "RuntimeError", "\"histogram_cpu\" not implemented for '\(x.dtype == .int64 ? "Long" : "Int")'")
            }
            let values = x.array.doubles()
            let count = try args.int("bins")
            var (low, high) = (try args.number("min"), try args.number("max"))
            if low == high { (low, high) = (values.min() ?? low, values.max() ?? high) }
            if low == high { (low, high) = (low - 1, high + 1) }
            guard low < high, low.isFinite, high.isFinite else {
                throw args.mistake(
                    "max", "intervals from \(low.short()) to \(high.short())", expected: "finite ends, max above min")
            }
            var counts = [Double](repeating: 0, count: count)
            var check = StopCheck(context.work)
            for value in values where value >= low && value <= high {
                try check.pass()
                counts[Swift.min(count - 1, Int(saturating: (value - low) * Double(count) / (high - low)))] += 1
            }
            return .thing(x.recorder.tensor(try NDArray(counts).cast(to: x.dtype)))
        },
    ]
}
