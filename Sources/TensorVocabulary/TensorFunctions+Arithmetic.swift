import Answers
import Arrays
import Autograd
import Language
import Numbers

/// Two tensors, or a tensor and a number: arithmetic, comparisons, products.
extension TensorFunctions {
    static let arithmetic: [TensorFunction] =
        [
            ("add", "+", BinaryOperator.add), ("sub", "−", .subtract), ("mul", "·", .multiply), ("div", "/", .divide),
            ("remainder", "%", .remainder), ("floor_divide", "//", .floorDivide),
        ].map { name, sign, operation in
            TensorFunction(
                name, aliases: ["subtract", "multiply", "divide", "true_divide"].filter { $0.hasPrefix(name) },
                "x \(sign) y, element by element",
                [TensorFunction.other, Parameter("alpha", .number(), 1, "a factor of y", isKeywordOnly: true)],
                example: "torch.tensor([4.0, 2.0]), 2)"
            ) { x, args, context in
                var y = args["other"]
                if args.isGiven("alpha") { y = try context.operate(.multiply, y, args["alpha"]) }
                return try context.operate(operation, .thing(x), y)
            }
        }
        + [
            ("eq", "==", BinaryFunction.equal), ("ne", "!=", .notEqual), ("lt", "<", .less), ("le", "<=", .lessEqual),
            ("gt", ">", .greater), ("ge", ">=", .greaterEqual), ("logical_and", "and", .logicalAnd),
            ("logical_or", "or", .logicalOr), ("logical_xor", "xor", .logicalXor), ("bitwise_and", "&", .and),
            ("bitwise_or", "|", .or),
        ].map { name, sign, function in
            TensorFunction(
                name, "x \(sign) y, element by element", [TensorFunction.other],
                example: "torch.tensor([4, 2]), 2)"
            ) { x, args, context in
                guard let y = try x.side(args["other"], context) else {
                    throw args.mistake("other", "\(args["other"].brief)", expected: "a tensor or a number")
                }
                return .thing(try Tensor.compare(function, .tensor(x), y, x.recorder))
            }
        }
        + [
            .init(
                "fmod", "the remainder with the sign of x", [TensorFunction.other],
                example: "torch.tensor([-5.0, 5.0]), 3)"
            ) { x, args, context in
                guard let y = try x.side(args["other"], context) else {
                    throw args.mistake("other", "\(args["other"].brief)", expected: "a tensor or a number")
                }
                return .thing(try Tensor.whole(.fmod, .tensor(x), y, x.recorder))
            },
            pair("atan2", aliases: ["arctan2"], "the angle of the point (y, x), from −π to π", Tensor.angle),
            pair("hypot", "√(x² + y²), without overflow", Tensor.hypotenuse),
            .init(
                "pow", "xᵖ", [Parameter("exponent", .any, .required, "a number or a tensor")],
                example: "torch.tensor([4.0, 2.0]), 2)"
            ) { x, args, context in try context.operate(.power, .thing(x), args["exponent"]) },
            .init(
                "matmul", "a @ b", [TensorFunction.other], example: "torch.eye(2), torch.ones(2))",
                in: ["torch", "torch.linalg"]
            ) { x, args, context in .thing(try x.matmul(args.tensor("other", context))) },
            product("mm", "of two matrices", 2, 2, "mat2"), product("bmm", "of two stacks of matrices", 3, 3, "mat2"),
            product("mv", "of a matrix and a vector", 2, 1, "vec"), product("dot", "of two vectors", 1, 1, "other"),
            .init(
                "outer", "every element times every other", [Parameter("vec2", .any, .required, "a vector")],
                example: "torch.ones(2), torch.ones(3))"
            ) { x, args, context in
                .thing(try x.unsqueezed(1) * args.tensor("vec2", context).unsqueezed(0))
            },
            .init(
                "maximum", "the larger of two, element by element", [TensorFunction.other],
                example: "torch.ones(2), torch.zeros(2))"
            ) { x, args, context in .thing(try Tensor.extremum(.maximum, x, args.tensor("other", context))) },
            .init(
                "minimum", "the smaller of two, element by element", [TensorFunction.other],
                example: "torch.ones(2), torch.zeros(2))"
            ) { x, args, context in .thing(try Tensor.extremum(.minimum, x, args.tensor("other", context))) },
            .init(
                "lerp", "x + w·(y − x)",
                [
                    Parameter("end", .any, .required, "y"), Parameter("weight", .any, .required, "w"),
                ], example: "torch.zeros(2), torch.ones(2), 0.5)"
            ) { x, args, context in
                let apart = try args.tensor("end", context) - x
                let w = try context.operate(.multiply, args["weight"], .thing(apart))
                return try context.operate(.add, .thing(x), w)
            },
            .init(
                "allclose", "whether two tensors are nearly equal", tolerances,
                example: "torch.ones(2), torch.ones(2))"
            ) { x, args, context in
                .bool(try close(x, args, context).truth(.all).truth())
            },
            .init(
                "isclose", "which elements are nearly equal", tolerances,
                example: "torch.ones(2), torch.ones(2))"
            ) { x, args, context in .thing(try close(x, args, context)) },
            .init(
                "equal", "whether shapes and elements are the same", [TensorFunction.other],
                example: "torch.ones(2), torch.ones(2))"
            ) { x, args, context in
                let y = try args.tensor("other", context)
                guard x.shape == y.shape else { return .bool(false) }
                return .bool(try Tensor.compare(.equal, .tensor(x), .tensor(y), x.recorder).truth(.all).truth())
            },
        ]

    /// A function of two tensors; PyTorch takes no plain number for the second.
    private static func pair(
        _ name: String, aliases: [String] = [], _ summary: String,
        _ body: @escaping @Sendable (Tensor, Tensor) throws -> Tensor
    ) -> TensorFunction {
        TensorFunction(
            name, aliases: aliases, summary, [Parameter("other", .any, .required, "a tensor")],
            example: "torch.tensor(3.0), torch.tensor(4.0))"
        ) { x, args, _ in
            guard let other = args.optionalTensor("other") else {
                throw Mistake("\(args["other"].brief)", expected: "a tensor", argument: "other").raised(
                    as: "TypeError",
                    "\(name)(): argument 'other' (position 2) must be Tensor, not \(args["other"].typeName)")
            }
            return .thing(try body(x, other))
        }
    }

    private static let tolerances = [
        TensorFunction.other, Parameter("rtol", .number(), 1e-5, "relative"),
        Parameter("atol", .number(), 1e-8, "absolute"), Parameter("equal_nan", .bool, false, "whether NaN equals NaN"),
    ]

    private static func close(_ x: Tensor, _ args: Arguments, _ context: Context) throws -> Tensor {
        let y = try args.tensor("other", context)
        return try x.recorder.recording(false) {
            let apart = try (x.detached() - y.detached()).absolute()
            let bound = try y.detached().absolute() * args.number("rtol") + args.number("atol")
            return try Tensor.compare(.lessEqual, .tensor(apart), .tensor(bound), x.recorder)
        }
    }

    static func product(_ name: String, _ what: String, _ a: Int, _ b: Int, _ other: String) -> TensorFunction {
        let shapes = [1: "torch.ones(2)", 2: "torch.eye(2)", 3: "torch.ones(1, 2, 2)"]
        return TensorFunction(
            name, "the product \(what)", [Parameter(other, .any, .required, "the right side")],
            example: "\(shapes[a] ?? ""), \(shapes[b] ?? ""))"
        ) { x, args, context in
            let y = try args.tensor(other, context)
            guard x.ndim == a, y.ndim == b else {
                throw Mistake(
                    "\(name) of shapes \(x.shape.listText) and \(y.shape.listText)",
                    expected: "\(a) and \(b) axes", try: "a @ b, which takes any"
                ).raised(
                    as: "RuntimeError",
                    a == 1
                        ? "1D tensors expected, but got \(x.ndim)D and \(y.ndim)D tensors"
                        : x.ndim != a ? "self must be a matrix" : "mat2 must be a matrix")
            }
            return .thing(try x.matmul(y))
        }
    }
}
