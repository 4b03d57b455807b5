import Answers
import Arrays
import Autograd
import Language
import Numbers

/// Random tensors, and the generators that they come from.
extension TorchWords {
    static let generator = Parameter(
        "generator", .any, .value(.none), "has no effect here", isKeywordOnly: true)

    static let drawing: [Word] = [
        word(
            "manual_seed", "begins the random numbers anew", [Parameter("seed", .int(), .required, "a whole number")],
            returns: "generator", example: "(0)"
        ) { args, context in
            context.recorder.reseed(UInt64(bitPattern: Int64(try args.int("seed"))))
            let generator = context.instance(of: DataClasses.generator)
            generator.set("seed", args["seed"])
            return .asObject(generator)
        },
        word("rand", "draws from U(0, 1)", [TensorFunction.shape] + options + [generator], example: "(2, 3)") {
            args, context in
            let array = try NDArray(uninitialised: args.lengths("shape"), args.dtype() ?? context.recorder.standard)
            try Draws.uniform(array, 0, 1, context.recorder)
            return try finished(array, args, context)
        },
        word("randn", "draws from N(0, 1)", [TensorFunction.shape] + options + [generator], example: "(2, 3)") {
            args, context in
            let array = try NDArray(uninitialised: args.lengths("shape"), args.dtype() ?? context.recorder.standard)
            try Draws.normal(array, 0, 1, context.recorder)
            return try finished(array, args, context)
        },
        word(
            "randint", "whole numbers from low to below high",
            [
                Parameter("low", .int(), .value(.int(0)), "the lowest; the bound where it stands alone"),
                Parameter("high", .any, .value(.none), "above the highest; or the lengths"),
                Parameter("size", .any, .value(.none), "lengths"),
            ] + options + [generator], example: "(0, 10, (3,))"
        ) { args, context in
            let isShort = args["size"].isNone
            let (low, high) = isShort ? (0, try args.int("low")) : (try args.int("low"), args["high"].asInt ?? 0)
            guard let shape = (isShort ? args["high"] : args["size"]).wholes, low < high,
                !high.subtractingReportingOverflow(low).overflow
            else {
                throw args.mistake(
                    "high", "no whole number from \(low) to below \(high)",
                    expected: "low below high, and a tuple of lengths",
                    try: "torch.randint(0, 10, (3,))")
            }
            let array = try NDArray(uninitialised: shape, args.dtype() ?? .int64)
            context.recorder.draw { stream in
                for i in 0..<array.count { array.set(.int(low + stream.index(below: high - low)), at: i) }
            }
            return try finished(array, args, context)
        },
        word(
            "randperm", "the whole numbers below n in random order",
            [
                Parameter("n", .int(.atLeast(0)), .required, "how many"), generator,
            ], example: "(5)"
        ) { args, context in
            let count = try args.int("n")
            guard count <= 50_000_000 else {
                throw args.mistake("n", "\(count.grouped) numbers in random order", expected: "at most 50,000,000")
            }
            return .thing(context.recorder.tensor(try NDArray(context.recorder.draw { $0.permutation(count) })))
        },
        word(
            "normal", "draws from a normal distribution",
            [
                Parameter("mean", .any, .required, "a number or a tensor"),
                Parameter("std", .any, .value(.number(1)), "a number or a tensor"),
                Parameter("size", .any, .value(.none), "lengths"), generator,
            ], example: "(0.0, 1.0, (2,))"
        ) { args, context in
            let shape =
                args["size"].wholes ?? args.optionalTensor("mean")?.shape ?? args.optionalTensor("std")?.shape ?? []
            let array = try NDArray(uninitialised: shape, context.recorder.standard)
            try Draws.normal(array, 0, 1, context.recorder)
            let scaled = try context.operate(.multiply, .thing(context.recorder.tensor(array)), args["std"])
            return try context.operate(.add, scaled, args["mean"])
        },
        word(
            "bernoulli", "1 with the probability that stands there, else 0", [TensorFunction.input, generator],
            example: "(torch.tensor([0.5, 0.5]))"
        ) { args, context in
            let x = try args.tensor("input", context)
            let array = try NDArray(uninitialised: x.shape, x.dtype)
            let odds = try x.array.elements(as: Double.self, stoppedBy: context.work)
            var check = StopCheck(context.work)
            try context.recorder.draw { stream in
                for i in 0..<array.count {
                    try check.pass()
                    array.set(.int(stream.uniform() < odds[i] ? 1 : 0), at: i)
                }
            }
            return .thing(context.recorder.tensor(array))
        },
        word(
            "multinomial", "places drawn with these weights",
            [
                TensorFunction.input, Parameter("num_samples", .int(.atLeast(1)), .required, "how many"),
                Parameter("replacement", .bool, false, "whether a place can be drawn again"), generator,
            ], example: "(torch.tensor([0.2, 0.8]), 1)"
        ) { args, context in
            let x = try args.tensor("input", context)
            guard (1...2).contains(x.ndim) else {
                throw Mistake("weights of shape \(x.shape.listText)", expected: "1 or 2 axes", argument: "input")
                    .raised(
                        as: "RuntimeError", "prob_dist must be 1 or 2 dim")
            }
            let count = try args.int("num_samples")
            let length = x.shape[x.ndim - 1]
            let rows = x.ndim == 2 ? x.shape[0] : 1
            try MemoryRoom.check(16 * Double(count) * Double(rows), for: "\(count) draws") { _ in "fewer draws" }
            let replaces = try args.bool("replacement")
            let numbers = try x.array.elements(as: Double.self, stoppedBy: context.work)
            var out: [Int] = []
            for row in 0..<rows {
                let weights = Array(numbers[(row * length)..<((row + 1) * length)])
                guard replaces || count <= weights.count, weights.allSatisfy({ $0 >= 0 }), weights.reduce(0, +) > 0
                else {
                    throw args.mistake(
                        "num_samples", "\(count) draws from \(weights.count) weights",
                        expected: "weights from 0 on, and enough of them")
                }
                out += try places(count, weights, replaces: replaces, context)
            }
            return .thing(
                context.recorder.tensor(try NDArray(out, shape: x.ndim == 2 ? [rows, count] : [count])))
        },
    ]

    /// Places drawn with these weights, each of them once where it is not put back.
    static func places(_ count: Int, _ weights: [Double], replaces: Bool, _ context: Context) throws -> [Int] {
        try context.recorder.draw { try places(count, weights, replaces: replaces, &$0, context.work) }
    }

    static func places(
        _ count: Int, _ weights: [Double], replaces: Bool, _ stream: inout RandomStream, _ work: Work
    ) throws -> [Int] {
        var weights = weights
        var out: [Int] = []
        var check = StopCheck(work)
        let last = weights.lastIndex { $0 > 0 } ?? 0
        if replaces {
            var total = 0.0
            let sums = try weights.map(stoppedBy: work) { weight -> Double in
                total += weight
                return total
            }
            for _ in 0..<count {
                try check.pass()
                let wanted = stream.uniform() * total
                // The first place whose sum is larger.
                var (low, high) = (0, last)
                while low < high {
                    let middle = (low + high) / 2
                    if sums[middle] > wanted { high = middle } else { low = middle + 1 }
                }
                out.append(low)
            }
            return out
        }
        for _ in 0..<count {
            try check.pass(weights.count)
            var rest = stream.uniform() * weights.reduce(0, +)
            var place = weights.lastIndex { $0 > 0 } ?? 0
            for (i, weight) in weights.enumerated() where weight > 0 {
                rest -= weight
                if rest < 0 {
                    place = i
                    break
                }
            }
            out.append(place)
            weights[place] = 0
        }
        return out
    }
}
