import Answers
import Arrays
import Autograd
import Language
import Numbers

/// Elements by their places: gathered, scattered, masked, sorted, counted.
extension TensorFunctions {
    package static let places: [TensorFunction] = [
        .init(
            "gather", "elements along an axis by their places",
            [
                TensorFunction.someDim, Parameter("index", .any, .required, "places"),
            ], example: "torch.tensor([[1, 2], [3, 4]]), 1, torch.tensor([[0], [1]]))"
        ) { x, args, context in
            .thing(try x.gathered(args.int("dim"), args.tensor("index", context)))
        },
        .init(
            "scatter", "a copy with values at places along an axis", scattered,
            example: "torch.zeros(2, 3), 1, torch.tensor([[0], [2]]), 1.0)"
        ) { x, args, context in
            .thing(try x.scatter(args.int("dim"), args.tensor("index", context), scatterSource(args, context)))
        },
        .init(
            "scatter_add", "a copy with values added at places along an axis", scattered,
            example: "torch.zeros(3), 0, torch.tensor([0, 0]), torch.ones(2))"
        ) { x, args, context in
            .thing(
                try x.scatter(args.int("dim"), args.tensor("index", context), scatterSource(args, context), adds: true))
        },
        .init(
            "index_select", "places of an axis",
            [
                TensorFunction.someDim, Parameter("index", .any, .required, "places"),
            ], example: "torch.arange(5), 0, torch.tensor([4, 0]))"
        ) { x, args, context in
            let places = try args.tensor("index", context)
            let axis = try x.axis(args.int("dim"))
            return .thing(
                try x.indexed(
                    [TensorIndex](repeating: .slice(lower: nil, upper: nil, step: nil), count: axis) + [.tensor(places)]
                ))
        },
        .init(
            "masked_fill", "a number where a mask holds",
            [
                Parameter("mask", .any, .required, "a bool tensor"),
                Parameter("value", .any, .required, "a number, ±inf too"),
            ], example: "torch.ones(2), torch.tensor([True, False]), 0.0)"
        ) { x, args, context in
            _ = try x.plain(args["value"], as: .exact)
            return .thing(
                try x.filled(where: args.tensor("mask", context), context.requireNumber(args["value"]).asDouble))
        },
        .init(
            "masked_select", "the elements where a mask holds", [Parameter("mask", .any, .required, "a bool tensor")],
            example: "torch.ones(2), torch.tensor([True, False]))"
        ) { x, args, context in .thing(try x.masked(args.tensor("mask", context))) },
        .init(
            "nonzero", aliases: ["argwhere"], "the places of the elements that are not 0",
            [
                Parameter("as_tuple", .bool, false, "one tensor per axis", isKeywordOnly: true)
            ]
        ) { x, args, _ in
            let found = try x.places()
            guard try args.bool("as_tuple") else { return .thing(found) }
            return .tuple(try (0..<x.ndim).map { .thing(try found.selected(1, $0)) })
        },
        .init("sort", "the elements in order, and where they stood", sorting) { x, args, _ in
            let (values, places) = try sorted(x, args)
            return .record("torch.return_types.sort", ["values", "indices"], [.thing(values), .thing(places)])
        },
        .init("argsort", "where the elements stand in order", sorting) { x, args, _ in
            .thing(try sorted(x, args).places)
        },
        .init(
            "topk", "the k largest, and where they stand",
            [
                Parameter("k", .int(.atLeast(1)), .required, "how many"), Parameter("dim", .int(), -1, "an axis"),
                Parameter("largest", .bool, true, "or the smallest"), Parameter("sorted", .bool, true, "in order"),
            ], example: "torch.tensor([1.0, 3.0, 2.0]), 2)"
        ) { x, args, _ in
            let axis = try x.ownAxis(args.int("dim"))
            let k = try args.int("k")
            guard k <= x.shape[axis] else {
                throw Mistake("k = \(k) of \(x.shape[axis]) elements", expected: "at most \(x.shape[axis])").raised(
                    as: "RuntimeError", "selected index k out of range")
            }
            let places = try ordered(x, axis, isDescending: args.bool("largest")).narrowed(axis, 0, k).contiguous()
            return .record(
                "torch.return_types.topk", ["values", "indices"],
                [.thing(try x.gathered(axis, places)), .thing(places)])
        },
        .init(
            "unique", "every element once, in order",
            [
                Parameter("sorted", .bool, true, "in order; they always are here"),
                Parameter("return_inverse", .bool, false, "where each element of x stands among them"),
                Parameter("return_counts", .bool, false, "how often each is there"),
            ], example: "torch.tensor([2, 1, 2]))"
        ) { x, args, _ in
            let flat = try x.detached().reshaped([x.count])
            var firsts: [Int] = []
            var counts: [Int] = []
            var inverse = [Int](repeating: 0, count: x.count)
            let work = x.recorder.work
            let numbers = try flat.array.elements(as: Double.self, stoppedBy: work)
            var check = StopCheck(work)
            for place in try flat.array.argsorted(work: work).elements(as: Int.self, stoppedBy: work) {
                try check.pass()
                if let last = firsts.last, numbers[last] == numbers[place] {
                    counts[counts.count - 1] += 1
                } else {
                    firsts.append(place)
                    counts.append(1)
                }
                inverse[place] = firsts.count - 1
            }
            let picked = try flat.picked(0, firsts).array
            let values = x.underivable(
                "Unique2Backward0", picked, [x],
                Mistake(
                    "unique() has no derivative here, and a gradient arrives at its result",
                    expected: "a result that is only looked at", try: "x.detach().unique()"
                ).raised(as: "NotImplementedError", "the derivative for '_unique2' is not implemented."))
            var found = [Value.thing(values)]
            if try args.bool("return_inverse") {
                found.append(.thing(x.recorder.tensor(try NDArray(inverse, shape: x.shape))))
            }
            if try args.bool("return_counts") { found.append(.thing(x.recorder.tensor(try NDArray(counts)))) }
            return found.count == 1 ? found[0] : .tuple(found)
        },
        .init(
            "bincount", "how often each whole number is there", [Parameter("minlength", .int(), 0, "at least so many")],
            example: "torch.tensor([0, 1, 1]))"
        ) { x, args, _ in
            let numbers = try x.array.elements(as: Int.self, stoppedBy: x.recorder.work)
            var (most, check) = (-1, StopCheck(x.recorder.work))
            for number in numbers {
                try check.pass()
                guard number >= 0, number < 1 << 24 else {
                    throw Mistake("bincount counts whole numbers", expected: "numbers from 0 to 16777215").raised(
                        as: "RuntimeError")
                }
                most = Swift.max(most, number)
            }
            let length = Swift.max(most + 1, try args.int("minlength"))
            try MemoryRoom.check(16 * Double(length), for: "\(length) counts") { _ in "a smaller minlength" }
            var counts = [Int](repeating: 0, count: length)
            for number in numbers {
                try check.pass()
                counts[number] += 1
            }
            return .thing(x.recorder.tensor(try NDArray(counts)))
        },
    ]

    static let scattered = [
        TensorFunction.someDim, Parameter("index", .any, .required, "places"),
        Parameter("src", aliases: ["value"], .any, .required, "values, or one number"),
    ]

    static func scatterSource(_ args: Arguments, _ context: Context) throws -> TensorOperand {
        guard let operand = try context.operand(args["src"]) else {
            throw args.mistake("src", "\(args["src"].brief)", expected: "a tensor or a number")
        }
        return operand
    }

    private static let sorting = [
        Parameter("dim", .int(), -1, "an axis"), Parameter("descending", .bool, false, "the largest first"),
        Parameter("stable", .bool, false, "equal elements stay in order; they always do here", isKeywordOnly: true),
    ]

    static func sorted(_ x: Tensor, _ args: Arguments) throws -> (values: Tensor, places: Tensor) {
        let axis = try x.axis(args.int("dim"))
        if x.ndim == 0 { return (x, x.recorder.tensor(try NDArray.zeros([], .int64))) }
        let places = try ordered(x, axis, isDescending: args.bool("descending"))
        return (try x.gathered(axis, places), places)
    }

    /// Where the elements stand in order along an axis.
    static func ordered(_ x: Tensor, _ axis: Int, isDescending: Bool) throws -> Tensor {
        let work = x.recorder.work
        return x.recorder.tensor(
            try x.array.argsorted(axis: axis, isDescending: isDescending, work: work).contiguous(work))
    }
}

extension Tensor {
    /// These places of an axis.
    func picked(_ axis: Int, _ places: [Int]) throws -> Tensor {
        let index = recorder.tensor(try NDArray(places))
        return try indexed(
            [TensorIndex](repeating: .slice(lower: nil, upper: nil, step: nil), count: axis) + [.tensor(index)])
    }
}
