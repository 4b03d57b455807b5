import Answers
import Arrays
import Autograd
import Glibc
import Language
import Numbers

/// What `torch.nn.functional` has besides the activations of the cards.
extension TensorFunctions {
    static let functional: [TensorFunction] =
        [
            .init("relu", "max(0, x)", [LayerClasses.inplace], in: both) { x, args, _ in
                try changed(x, args) { try $0.relu() }
            },
            .init(
                "softmax", "eˣ/Σeˣ along an axis",
                [
                    Parameter("dim", aliases: ["axis"], .optional(.int()), .value(.none), "the axis"),
                    TensorFunction.dtype,
                ], example: "torch.tensor([1.0, 2.0]), dim=0)", in: both
            ) { x, args, _ in
                .thing(try x.softmax(args.dim() ?? impliedAxis(x)))
            },
            .init(
                "gumbel_softmax", "a random class by its logit, as shares that have a gradient",
                [
                    Parameter("tau", .number(.positive), .value(.number(1)), "how far from one class alone"),
                    Parameter("hard", .bool, false, "whether it is 1 at one class, with the gradient of the shares"),
                    Parameter("eps", .any, .value(.none), "has no effect"),
                    Parameter("dim", aliases: ["axis"], .int(), -1, "the axis of the classes"),
                ], example: "torch.zeros(2, 3))", isMethod: false, in: ["torch.nn.functional"]
            ) { x, args, _ in
                let (axis, tau) = (try x.axis(args.int("dim")), try args.number("tau"))
                let noise = try NDArray(uninitialised: x.shape, x.dtype)
                x.recorder.draw { stream in
                    for place in 0..<noise.count {
                        noise.set(.float(-Glibc.log(-Glibc.log(1 - stream.uniform()))), at: place)
                    }
                }
                let shares = try ((x + x.recorder.tensor(noise)) / tau).softmax(axis)
                guard try args.bool("hard") else { return .thing(shares) }
                let most = try shares.detached().place(of: .max, axis, keepsAxes: true)
                let one = try x.recorder.full(x.shape, 0, x.dtype)
                    .scatter(axis, most, .number(.float(1)))
                return .thing(try one - shares.detached() + shares)
            },
            .init(
                "rrelu", "x, or a share of it below 0 that is random in training",
                [
                    Parameter("lower", .number(), .value(.number(0.125)), "the smallest share"),
                    Parameter("upper", .number(), .value(.number(1.0 / 3)), "the largest share"),
                    Parameter("training", .bool, false, "whether it is random; else the mean of both"),
                    LayerClasses.inplace,
                ], isMethod: false, in: ["torch.nn.functional"]
            ) { x, args, _ in
                let (low, high) = (try args.number("lower"), try args.number("upper"))
                let isRandom = try args.bool("training")
                return try changed(x, args) { try $0.randomReLU(low, high, isRandom: isRandom) }
            },
            .init(
                "log_softmax", "log softmax along an axis",
                [
                    Parameter("dim", aliases: ["axis"], .optional(.int()), .value(.none), "the axis"),
                    TensorFunction.dtype,
                ], example: "torch.tensor([1.0, 2.0]), dim=0)", in: both
            ) { x, args, _ in
                .thing(try x.logSoftmax(args.dim() ?? impliedAxis(x)))
            },
            .init(
                "softmin", "e⁻ˣ/Σe⁻ˣ along an axis",
                [Parameter("dim", aliases: ["axis"], .optional(.int()), .value(.none), "the axis")],
                example: "torch.tensor([1.0, 2.0]), dim=0)", isMethod: false, in: ["torch.nn.functional"]
            ) { x, args, _ in .thing(try (-x).softmax(args.dim() ?? impliedAxis(x))) },
            .init(
                "glu", "a·sigmoid(b) of the two halves a and b of an axis",
                [Parameter("dim", .int(), -1, "the axis, of even length")], isMethod: false,
                in: ["torch.nn.functional"]
            ) { x, args, _ in .thing(try x.gatedHalf(args.int("dim"))) },
            .init(
                "rms_norm", "x/√(mean x² + ε) over the last axes, times a weight",
                [
                    Parameter("normalized_shape", .any, .required, "the lengths of the last axes"),
                    Parameter("weight", .any, .value(.none), "factors"),
                    Parameter("eps", .optional(.number(.nonNegative)), .value(.none), "the dtype's own where None"),
                ], example: "torch.ones(1, 2), (2,))", isMethod: false, in: ["torch.nn.functional"]
            ) { x, args, _ in
                .thing(
                    try x.rootMeanNormed(
                        args["normalized_shape"].wholes ?? [], args.optionalTensor("weight"), args["eps"].asDouble))
            },
        ] + ActivationClasses.functions

    static func impliedAxis(_ x: Tensor) -> Int { x.ndim == 0 || x.ndim == 1 || x.ndim == 3 ? 0 : 1 }

    /// `inplace=True` gives the tensor itself.
    static func changed(_ x: Tensor, _ args: Arguments, _ function: (Tensor) throws -> Tensor) throws -> Value {
        .thing(try x.changed(args.bool("inplace"), function))
    }
}

extension Tensor {
    /// The result of a function, or itself with the result's values: `inplace=True`.
    func changed(_ isInPlace: Bool, _ function: (Tensor) throws -> Tensor) throws -> Tensor {
        try isInPlace ? become { try function($0) } : function(self)
    }

    /// x, or a share of it below 0: drawn for each element, or the mean of the bounds.
    func randomReLU(_ low: Double, _ high: Double, isRandom: Bool) throws -> Tensor {
        guard isRandom else { return try leakyReLU((low + high) / 2) }
        return try relu() + clamped(nil, 0) * recorder.full(shape, 0, dtype).uniform(low, high)
    }
}
