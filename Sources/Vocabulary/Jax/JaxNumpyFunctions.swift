import Answers
import Arrays
import Autograd
import Language
import TensorVocabulary

/// Functions of `jax.numpy` and `jax.nn` whose arguments are those of no other library here.
enum JaxNumpyFunctions {
    static let all: [Word] = making + joining + reductions + products + elementwise

    private static let axis = Parameter("axis", .any, .value(.none), "an axis, or several; all for None")
    private static let keepdims = Parameter("keepdims", .bool, false, "whether the axes that go stay with length 1")
    private static let dtype = Parameter("dtype", .any, .value(.none), "jnp.float32, jnp.int32 …")
    private static let b = Parameter("b", .any, .required, "the right side")

    private static func word(
        _ name: String, aliases: [String] = [], _ summary: String, _ parameters: [Parameter] = [], example: String,
        first: String = "a", _ body: @escaping @Sendable (Value, Arguments, Context) throws -> Value
    ) -> Word {
        let isNumPy = name.hasPrefix("numpy.")
        let short = isNumPy ? "jnp." + name.dropFirst(6) : "jax." + name
        return Word(
            "jax.\(name)", aliases: aliases.map { "jax.\($0)" }, family: "jax", summary: summary,
            parameters: [Parameter(first, .any, .required, "an array or numbers")] + parameters, returns: "array",
            examples: ["\(isNumPy ? "import jax.numpy as jnp" : "import jax")\n\(short)(\(example))"],
            seeAlso: ["jax.grad"],
            meaning: .call { args, context in
                try JaxMistakes.within(String(name.split(separator: ".").last ?? "")) {
                    try body(args[first], args, context)
                }
            })
    }

    private static func function(
        _ name: String, aliases: [String] = [], _ summary: String, _ parameters: [Parameter] = [], example: String,
        _ body: @escaping @Sendable (Tensor, Arguments, Context) throws -> Tensor
    ) -> Word {
        word(name, aliases: aliases, summary, parameters, example: example) { value, args, context in
            .thing(try body(context.jaxArray(value), args, context))
        }
    }

    /// The array in a dtype that is asked for; itself where none is.
    static func cast(_ array: Tensor, _ dtype: Value, _ context: Context) throws -> Value {
        guard !dtype.isNone else { return .thing(array) }
        guard let wanted = DTypeObject.dtype(of: dtype) else {
            throw Mistake(
                "\(dtype.brief) is no dtype", expected: "jnp.float32, jnp.int32, jnp.bool_ …", argument: "dtype"
            ).raised(as: "TypeError")
        }
        return try context.jaxValue(.thing(array.cast(to: wanted)))
    }

    private static func axes(_ args: Arguments) throws -> [Int]? {
        guard !args["axis"].isNone else { return nil }
        guard let axes = args["axis"].wholes else {
            throw args.mistake("axis", "axis = \(args["axis"].brief)", expected: "an axis, or a tuple of axes")
        }
        return axes
    }

    // MARK: Making

    private static let making: [Word] = [
        word(
            "numpy.array", aliases: ["numpy.asarray", "numpy.copy"], "an array of numbers", [dtype],
            example: "[1.0, 2.0]", first: "object"
        ) { value, args, context in try cast(context.jaxArray(value), args["dtype"], context) },
        word(
            "numpy.full_like", "one number over and over in the shape of another array",
            [Parameter("fill_value", .any, .required, "the number")], example: "jnp.ones(2), 0.5"
        ) { value, args, context in
            let array = try context.jaxArray(value)
            return .thing(try context.jaxArray(args["fill_value"]).cast(to: array.dtype).expanded(array.shape))
        },
        word("numpy.shape", "the length of every axis", example: "jnp.ones((2, 3))") { value, _, context in
            .tuple(try context.jaxArray(value).shape.map { .int($0) })
        },
        word("numpy.ndim", "the number of axes", example: "jnp.ones((2, 3))") { value, _, context in
            .int(try context.jaxArray(value).ndim)
        },
        word("numpy.size", "how many elements there are", example: "jnp.ones((2, 3))") { value, _, context in
            .int(try context.jaxArray(value).count)
        },
        function(
            "numpy.reshape", "the same numbers under another shape",
            [Parameter("shape", .any, .required, "the shape, one length of it −1 perhaps")],
            example: "jnp.arange(4), (2, -1)"
        ) { x, args, _ in
            guard let shape = args["shape"].wholes else {
                throw args.mistake("shape", "shape = \(args["shape"].brief)", expected: "whole numbers", try: "(2, -1)")
            }
            return try x.reshaped(shape)
        },
        function(
            "numpy.take", "elements by their places",
            [Parameter("indices", .any, .required, "which"), axis], example: "jnp.array([1.0, 2.0, 3.0]), [0, 2]"
        ) { x, args, context in
            let places = try context.jaxArray(args["indices"]).cast(to: .int64)
            guard let axis = args["axis"].asInt else { return try x.reshaped([-1]).indexed([.tensor(places)]) }
            let all = [TensorIndex](repeating: .slice(lower: nil, upper: nil, step: nil), count: try x.axis(axis))
            return try x.indexed(all + [.tensor(places)])
        },
    ]

    // MARK: Joining

    private static func joined(
        _ name: String, _ summary: String, hasAxis: Bool = false,
        _ body: @escaping @Sendable ([Tensor], Arguments) throws -> Tensor
    ) -> Word {
        word(
            "numpy.\(name)", summary,
            hasAxis ? [Parameter("axis", .optional(.int()), .value(.int(0)), "along which axis")] : [],
            example: "[jnp.ones(2), jnp.zeros(2)]", first: "arrays"
        ) { value, args, context in
            .thing(try body(value.elements(in: context).map { try context.jaxArray($0) }, args))
        }
    }

    /// With so many axes at least, new ones in front.
    private static func deep(_ x: Tensor, _ axes: Int) throws -> Tensor {
        try (0..<max(0, axes - x.ndim)).reduce(x) { array, _ in try array.unsqueezed(0) }
    }

    private static let joining: [Word] = [
        joined("concatenate", "arrays one behind the other", hasAxis: true) { parts, args in
            guard let axis = args["axis"].asInt else {
                return try Tensor.joined(parts.map { try $0.reshaped([-1]) }, along: 0)
            }
            return try Tensor.joined(parts, along: axis)
        },
        joined("hstack", "arrays side by side") { parts, _ in
            let parts = try parts.map { try deep($0, 1) }
            return try Tensor.joined(parts, along: parts.first?.ndim == 1 ? 0 : 1)
        },
        joined("vstack", "arrays one below the other") { parts, _ in
            try Tensor.joined(parts.map { try deep($0, 2) }, along: 0)
        },
        joined("column_stack", "vectors as the columns of a matrix") { parts, _ in
            try Tensor.joined(parts.map { $0.ndim < 2 ? try $0.reshaped([-1, 1]) : $0 }, along: 1)
        },
        function(
            "numpy.append", "values behind an array", [Parameter("values", .any, .required, "what follows")],
            example: "jnp.ones(2), 3.0"
        ) { x, args, context in
            try Tensor.joined([x.reshaped([-1]), context.jaxArray(args["values"]).reshaped([-1])], along: 0)
        },
    ]

    // MARK: Reductions

    /// Whole numbers as floating-point ones.
    private static func inexact(_ x: Tensor) throws -> Tensor {
        x.dtype.isFloat ? x : try x.cast(to: x.recorder.standard)
    }

    private static func spread(
        _ name: String, _ summary: String,
        _ body: @escaping @Sendable (Tensor, [Int]?, Double, Bool) throws -> Tensor
    ) -> Word {
        function(
            "numpy.\(name)", summary, [axis, Parameter("ddof", .number(), 0, "what is taken off n"), keepdims],
            example: "jnp.array([1.0, 2.0])"
        ) { x, args, _ in
            try body(inexact(x), axes(args), args.number("ddof"), args.bool("keepdims"))
        }
    }

    private static let reductions: [Word] = [
        function("numpy.mean", "the mean", [axis, keepdims], example: "jnp.array([1.0, 2.0])") { x, args, _ in
            try inexact(x).mean(axes(args), keepsAxes: args.bool("keepdims"))
        },
        // The root of the variance, so that the slope where nothing spreads is nan, as JAX has it.
        spread("std", "the standard deviation, over n − ddof") {
            try $0.variance($1, correction: $2, keepsAxes: $3).squareRoot()
        },
        spread("var", "the variance, over n − ddof") { try $0.variance($1, correction: $2, keepsAxes: $3) },
        function("numpy.cumsum", "the sums so far", [axis], example: "jnp.array([1.0, 2.0])") { x, args, _ in
            guard let axis = args["axis"].asInt else { return try x.reshaped([-1]).runningSum(0) }
            return try x.runningSum(axis)
        },
        function(
            "numpy.diff", "each element's distance from the one before, along the last axis",
            example: "jnp.array([1.0, 4.0, 9.0])"
        ) { x, _, _ in
            let (axis, length) = (try x.ownAxis(-1), x.shape.last ?? 0)
            return try x.narrowed(axis, 1, max(0, length - 1)) - x.narrowed(axis, 0, max(0, length - 1))
        },
        function(
            "numpy.linalg.norm", "√Σx², or (Σ|x|ᵖ)^(1/p)",
            [Parameter("ord", .any, .value(.none), "p; jnp.inf for the largest"), axis, keepdims],
            example: "jnp.array([3.0, 4.0])"
        ) { x, args, _ in
            let axes = try axes(args)
            guard args["ord"].isNone || axes?.count == 1 || axes == nil && x.ndim == 1 else {
                throw args.mistake(
                    "ord", "ord = \(args["ord"].brief) of a matrix", expected: "a norm of vectors",
                    try: "axis=1 for one norm per row, or no ord for √Σx²")
            }
            let p = args["ord"].isNone ? 2 : try args.number("ord")
            let keeps = try args.bool("keepdims")
            // By its definition, so that the slope at 0 is nan, as JAX has it.
            if p == 2 { return try inexact(x).square().sum(axes, keepsAxes: keeps).squareRoot() }
            if p == 1 { return try absolute(inexact(x)).sum(axes, keepsAxes: keeps) }
            return try x.norm(p, axes, keepsAxes: keeps)
        },
    ]

    // MARK: Products

    private static let products: [Word] = [
        function("numpy.inner", "the sum of products along the last axes", [b], example: "jnp.ones(2), jnp.ones(2)") {
            x, args, context in
            let y = try context.jaxArray(args["b"])
            return try x.matmul(y.ndim > 1 ? y.transposed(-1, -2) : y)
        },
        function("numpy.vdot", "the sum of all products", [b], example: "jnp.ones(2), jnp.ones(2)") {
            x, args, context in
            try x.reshaped([-1]).matmul(context.jaxArray(args["b"]).reshaped([-1]))
        },
    ]

    // MARK: Each element by itself

    /// |x|. The slope at 0 is 1: JAX takes 0 for a number that is not below 0.
    private static func absolute(_ x: Tensor) throws -> Tensor {
        guard x.dtype.isFloat else { return try x.absolute() }
        let isZero = try Tensor.compare(.equal, .tensor(x), .number(.float(0)), x.recorder)
        return try Tensor.choose(isZero, x + 0, x.absolute())
    }

    private static let elementwise: [Word] = [
        function("numpy.abs", aliases: ["numpy.absolute"], "|x|", example: "jnp.array([-1.0, 2.0])") { x, _, _ in
            try absolute(x)
        },
        function(
            "numpy.clip", "min(max(x, low), high)",
            [
                Parameter("min", aliases: ["a_min"], .any, .value(.none), "the lowest that stays"),
                Parameter("max", aliases: ["a_max"], .any, .value(.none), "the highest that stays"),
            ], example: "jnp.array([-1.0, 0.5]), 0.0, 1.0"
        ) { x, args, context in
            var out = x
            if !args["min"].isNone { out = try Tensor.extremum(.maximum, out, context.jaxArray(args["min"])) }
            if !args["max"].isNone { out = try Tensor.extremum(.minimum, out, context.jaxArray(args["max"])) }
            return out
        },
        function(
            "numpy.round", aliases: ["numpy.around"], "the nearest number with so many decimals",
            [Parameter("decimals", .int(.init(-30, 30)), 0, "digits after the point")], example: "jnp.array([1.26]), 1"
        ) { x, args, _ in
            let decimals = try args.int("decimals")
            if decimals == 0 { return try x.rounded() }
            let scale = (0..<abs(decimals)).reduce(1.0) { value, _ in value * 10 }
            return decimals > 0 ? try (x * scale).rounded() / scale : try (x / scale).rounded() * scale
        },
        function(
            "nn.leaky_relu", "x above 0, a share of it below",
            [Parameter("negative_slope", .number(), 0.01, "the share")], example: "jax.numpy.array([-1.0, 2.0])"
        ) { x, args, _ in
            // At 0 the slope is that above it, where PyTorch takes the one below.
            let isUpper = try Tensor.compare(.greaterEqual, .tensor(x), .number(.float(0)), x.recorder)
            return try Tensor.choose(isUpper, x, x * args.number("negative_slope"))
        },
        function("nn.log_sigmoid", "ln(1/(1 + e⁻ˣ))", example: "jax.numpy.array([-1.0, 2.0])") { x, _, _ in
            try x.logSigmoid()
        },
        function("nn.relu6", "min(max(x, 0), 6)", example: "jax.numpy.array([-1.0, 8.0])") { x, _, _ in
            try inexact(x).hardTanh(0, 6)
        },
        function("nn.tanh", "the hyperbolic tangent", example: "jax.numpy.array([-1.0, 2.0])") { x, _, _ in
            try x.tanh()
        },
        function(
            "scipy.special.erf", aliases: ["lax.erf"], "the error function", example: "jax.numpy.array([-1.0, 2.0])"
        ) { x, _, _ in try x.erf() },
    ]
}
