import Answers
import Arrays
import Autograd
import Language
import Numbers

/// Methods that change a tensor where it lies; their names end in `_`.
extension TensorMembers {
    private static func changing(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        _ body: @escaping @Sendable (Tensor, Tensor, Arguments, Context) throws -> Tensor
    ) -> Member {
        method(name, meaning + ", in place", parameters) { x, args, context in
            let other = parameters.first.flatMap { args.optionalTensor($0.name) }
            return .thing(try x.become(other) { before in try body(x, before, args, context) })
        }
    }

    private static func arithmetic(_ name: String, _ sign: String, _ operation: BinaryOperator) -> Member {
        changing(
            name, "x \(sign) y",
            [TensorFunction.other, Parameter("alpha", .number(), 1, "a factor of y", isKeywordOnly: true)]
        ) { _, before, args, context in
            var y = args["other"]
            if args.isGiven("alpha") { y = try context.operate(.multiply, y, args["alpha"]) }
            guard let result = try context.operate(operation, .thing(before), y).asThing(Tensor.self) else {
                return before
            }
            return result
        }
    }

    private static func elementary(_ name: String, _ body: @escaping @Sendable (Tensor) throws -> Tensor) -> Member {
        changing(name + "_", name) { _, before, _, _ in try body(before) }
    }

    private static func drawn(
        _ name: String, _ meaning: String, _ parameters: [Parameter],
        _ body: @escaping @Sendable (NDArray, Arguments, Recorder) throws -> Void
    ) -> Member {
        changing(name, meaning, parameters) { x, _, args, _ in
            let array = try NDArray(uninitialised: x.shape, x.dtype)
            try body(array, args, x.recorder)
            return x.recorder.tensor(array)
        }
    }

    static func number(_ name: String, _ standard: Double, _ meaning: String) -> Parameter {
        Parameter(name, .number(), .value(.number(standard)), meaning)
    }

    private static func scattering(_ name: String, _ meaning: String, adds: Bool) -> Member {
        changing(name, meaning, TensorFunctions.scattered) { _, before, args, context in
            try before.scatter(
                args.int("dim"), args.tensor("index", context), TensorFunctions.scatterSource(args, context), adds: adds
            )
        }
    }

    static let inPlace: [Member] = [
        arithmetic("add_", "+", .add), arithmetic("sub_", "−", .subtract), arithmetic("mul_", "·", .multiply),
        arithmetic("div_", "/", .divide), arithmetic("pow_", "to the power", .power),
        changing("zero_", "zeros") { x, _, _, _ in try x.recorder.full(x.shape, 0, x.dtype) },
        changing(
            "fill_", "one number over and over", [Parameter("value", .any, .required, "the number")]
        ) {
            x, _, args, context in
            _ = try x.plain(args["value"], as: .exact)
            return try x.recorder.full(x.shape, context.requireNumber(args["value"]).asDouble, x.dtype)
        },
        changing(
            "masked_fill_", "a number where a mask holds",
            [
                Parameter("mask", .any, .required, "a bool tensor"),
                Parameter("value", .any, .required, "a number, ±inf too"),
            ]
        ) { x, before, args, context in
            _ = try x.plain(args["value"], as: .exact)
            return try before.filled(where: args.tensor("mask", context), context.requireNumber(args["value"]).asDouble)
        },
        scattering("scatter_", "values at places along an axis", adds: false),
        scattering("scatter_add_", "values added at places along an axis", adds: true),
        changing("copy_", "the values of another tensor", [Parameter("src", .any, .required, "a tensor")]) {
            x, _, args, context in
            let source = try context.tensor(args["src"])
            return try source.shape == x.shape ? source : source.expanded(x.shape)
        },
        changing(
            "clamp_", "min(max(x, low), high)",
            [
                Parameter("min", .any, .value(.none), "low"), Parameter("max", .any, .value(.none), "high"),
            ]
        ) { _, before, args, _ in try before.clamped(args["min"].asDouble, args["max"].asDouble) },
        method(
            "scatter_", "values at places along an axis, in place",
            [
                TensorFunction.someDim, Parameter("index", .any, .required, "places"),
                Parameter("src", aliases: ["value"], .any, .required, "a tensor, or one number"),
            ]
        ) { x, args, context in
            let source = try context.operand(args["src"]) ?? .tensor(context.tensor(args["src"], dtype: x.dtype))
            return .thing(
                try x.become { before in
                    try before.scatter(args.int("dim"), args.tensor("index", context), source)
                })
        },
        changing(
            "addcmul_", "x + value·a·b",
            [
                Parameter("tensor1", .any, .required, "a"), Parameter("tensor2", .any, .required, "b"),
                Parameter("value", .number(), 1, "a factor", isKeywordOnly: true),
            ]
        ) { _, before, args, context in
            try before + args.tensor("tensor1", context) * args.tensor("tensor2", context) * args.number("value")
        },
        changing(
            "addcdiv_", "x + value·a/b",
            [
                Parameter("tensor1", .any, .required, "a"), Parameter("tensor2", .any, .required, "b"),
                Parameter("value", .number(), 1, "a factor", isKeywordOnly: true),
            ]
        ) { _, before, args, context in
            try before + args.tensor("tensor1", context) / args.tensor("tensor2", context) * args.number("value")
        },
        changing(
            "lerp_", "x + w·(y − x)",
            [
                Parameter("end", .any, .required, "y"), Parameter("weight", .number(), .required, "w"),
            ]
        ) { _, before, args, context in
            try before + (args.tensor("end", context) - before) * args.number("weight")
        },
        elementary("exp") { try $0.exp() }, elementary("sqrt") { try $0.squareRoot() },
        elementary("abs") { try $0.absolute() }, elementary("neg") { try -$0 }, elementary("relu") { try $0.relu() },
        elementary("sigmoid") { try $0.sigmoid() }, elementary("tanh") { try $0.tanh() },
        elementary("round") { try $0.rounded() },
        drawn("uniform_", "drawn between two bounds", [number("from", 0, "the lower"), number("to", 1, "the upper")]) {
            array, args, recorder in
            try Draws.uniform(array, args.number("from"), args.number("to"), recorder)
        },
        drawn(
            "normal_", "drawn from a normal distribution",
            [number("mean", 0, "its mean"), number("std", 1, "its deviation")]
        ) {
            array, args, recorder in
            try Draws.normal(array, args.number("mean"), args.number("std"), recorder)
        },
        drawn("bernoulli_", "1 with a probability, else 0", [number("p", 0.5, "the probability")]) {
            array, args, recorder in
            let p = try args.number("p")
            try Draws.fill(array, recorder) { $0.uniform() < p ? 1 : 0 }
        },
    ]
}
