import Answers
import Arrays
import Autograd
import Glibc
import Language
import Numbers

/// Functions of each element by itself.
extension TensorFunctions {
    static let elementary: [TensorFunction] = [
        .init(unary: "abs", aliases: ["absolute"], "|x|") { try $0.absolute() },
        .init(unary: "neg", aliases: ["negative"], "−x") { try -$0 },
        .init(unary: "exp", "eˣ") { try $0.exp() },
        .init(unary: "exp2", "2ˣ") { try $0.exp2() },
        .init(unary: "expm1", "eˣ − 1", in: ["torch", "torch.special"]) { try $0.expm1() },
        .init(unary: "log", "the natural logarithm") { try $0.log() },
        .init(unary: "log2", "the logarithm to base 2") { try $0.log2() },
        .init(unary: "log10", "the logarithm to base 10") { try $0.log10() },
        .init(unary: "log1p", "ln(1 + x)", in: ["torch", "torch.special"]) { try $0.log1p() },
        .init(unary: "sqrt", "√x") { try $0.squareRoot() },
        .init(unary: "rsqrt", "1/√x") { try $0.reciprocalRoot() },
        .init(unary: "square", "x²") { try $0.square() },
        .init(unary: "reciprocal", "1/x") { try $0.inexactReciprocal() },
        .init(unary: "sin", "the sine") { try $0.sin() },
        .init(unary: "cos", "the cosine") { try $0.cos() },
        .init(unary: "tan", "the tangent") { try $0.tan() },
        .init(unary: "asin", aliases: ["arcsin"], "the angle of a sine") { try $0.asin() },
        .init(unary: "acos", aliases: ["arccos"], "the angle of a cosine") { try $0.acos() },
        .init(unary: "atan", aliases: ["arctan"], "the angle of a tangent") { try $0.atan() },
        .init(unary: "sinh", "the hyperbolic sine") { try $0.sinh() },
        .init(unary: "cosh", "the hyperbolic cosine") { try $0.cosh() },
        .init(unary: "tanh", "the hyperbolic tangent", in: both) { try $0.tanh() },
        .init(unary: "sigmoid", "1/(1 + e⁻ˣ)", in: both + ["torch.special"]) { try $0.sigmoid() },
        .init(unary: "erf", "the error function", in: ["torch", "torch.special"]) { try $0.erf() },
        .init(
            unary: "erfinv", "the number whose error function it is", in: ["torch", "torch.special"]
        ) { try $0.inverseErf() },
        .init(unary: "sign", aliases: ["sgn"], "−1, 0 or 1") { try $0.sign() },
        .init(unary: "floor", "rounded down") { try $0.floor() },
        .init(unary: "ceil", "rounded up") { try $0.ceil() },
        .init(unary: "trunc", aliases: ["fix"], "without its fraction") { try $0.trunc() },
        .init(unary: "isnan", "whether each element is NaN") { try $0.test(.isnan) },
        .init(unary: "isinf", "whether each element is infinite") { try $0.test(.isinf) },
        .init(unary: "isfinite", "whether each element is finite") { try $0.test(.isfinite) },
        .init(unary: "logical_not", "whether each element is 0") { try $0.test(.logicalNot) },
        .init(
            "round", "the nearest whole number, or with so many decimals",
            [
                Parameter("decimals", .int(.init(-300, 300)), 0, "digits after the point", isKeywordOnly: true)
            ]
        ) { x, args, _ in
            let scale = (0..<abs(try args.int("decimals"))).reduce(1.0) { value, _ in value * 10 }
            if scale == 1 { return .thing(try x.rounded()) }
            return .thing(
                try args.int("decimals") > 0 ? (x * scale).rounded() / scale : (x / scale).rounded() * scale)
        },
        .init(
            "clamp", aliases: ["clip"], "min(max(x, low), high)",
            [
                Parameter("min", .any, .value(.none), "the lowest that stays"),
                Parameter("max", .any, .value(.none), "the highest that stays"),
            ], example: "torch.tensor([-2.0, 0.5]), 0, 1)"
        ) { x, args, _ in
            guard !args["min"].isNone || !args["max"].isNone else {
                throw Mistake("clamp has neither min nor max", expected: "one of them").raised(
                    as: "RuntimeError", "torch.clamp: At least one of 'min' or 'max' must not be None")
            }
            var out = x
            if let low = args.optionalTensor("min"), low.count > 1 { out = try Tensor.extremum(.maximum, out, low) }
            if let high = args.optionalTensor("max"), high.count > 1 { out = try Tensor.extremum(.minimum, out, high) }
            if args.optionalTensor("min")?.count ?? 1 == 1 { out = try out.bounded(args["min"], isLeast: true) }
            if args.optionalTensor("max")?.count ?? 1 == 1 { out = try out.bounded(args["max"], isLeast: false) }
            return .thing(out)
        },
    ]
}

extension Tensor {
    /// 1/x of whole numbers, too.
    func inexactReciprocal() throws -> Tensor {
        dtype.isFloat ? try reciprocal() : try cast(to: recorder.standard).reciprocal()
    }
}
