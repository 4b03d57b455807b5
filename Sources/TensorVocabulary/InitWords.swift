import Answers
import Arrays
import Autograd
import Language
import Networks
import Numbers
import RealModule

/// `torch.nn.init`: initial values, put into tensors where they are.
enum InitWords {
    static let words: [Word] = [
        word("zeros_", "zeros") { x, _, _ in x.array.fill(.float(0)) },
        word("ones_", "ones") { x, _, _ in x.array.fill(.float(1)) },
        word("constant_", "one number", [Parameter("val", .number(), .required, "the number")], "1.0") { x, args, _ in
            x.array.fill(.float(try args.number("val")))
        },
        word("uniform_", "draws from U(a, b)", [number("a", 0, "the lower bound"), number("b", 1, "the upper bound")]) {
            x, args, _ in try draw(x) { $0.uniform(args.value("a"), args.value("b")) }
        },
        word("normal_", "draws from N(mean, std²)", [number("mean", 0, "the mean"), number("std", 1, "the deviation")])
        {
            x, args, _ in try draw(x) { args.value("mean") + args.value("std") * $0.normal() }
        },
        word(
            "trunc_normal_", "draws from N(mean, std²) between a and b",
            [
                number("mean", 0, "the mean"), number("std", 1, "the deviation"), number("a", -2, "the lower bound"),
                number("b", 2, "the upper bound"),
            ]
        ) { x, args, _ in
            let (mean, deviation, low, high) = (args.value("mean"), args.value("std"), args.value("a"), args.value("b"))
            guard low < high, deviation > 0, low < mean + 8 * deviation, high > mean - 8 * deviation else {
                throw args.mistake(
                    "a", "no normal draws between \(low.short()) and \(high.short())",
                    expected: "a below b, near the mean")
            }
            let (from, to) = ((low - mean) / deviation, (high - mean) / deviation)
            try draw(x) { mean + deviation * truncatedNormal(&$0, from, to) }
        },
        word("xavier_uniform_", "U(±gain·√(6/(in + out)))", [gain]) { x, args, _ in
            let (inputs, outputs) = try fans(x)
            let bound = args.value("gain") * (6 / Double(inputs + outputs)).squareRoot()
            try draw(x) { $0.uniform(-bound, bound) }
        },
        word("xavier_normal_", "N(0, gain²·2/(in + out))", [gain]) { x, args, _ in
            let (inputs, outputs) = try fans(x)
            let deviation = args.value("gain") * (2 / Double(inputs + outputs)).squareRoot()
            try draw(x) { deviation * $0.normal() }
        },
        word("kaiming_uniform_", "U(±gain·√(3/fan))", kaiming) { x, args, _ in
            let bound = 3.0.squareRoot() * (try deviation(x, args))
            try draw(x) { $0.uniform(-bound, bound) }
        },
        word("kaiming_normal_", "N(0, gain²/fan)", kaiming) { x, args, _ in
            let deviation = try deviation(x, args)
            try draw(x) { deviation * $0.normal() }
        },
        word("eye_", "ones on the diagonal") { x, _, _ in
            try x.array.assign(TensorFunctions.eye(x.shape[0], x.shape[x.ndim - 1], x.dtype), x.recorder.work)
        },
        word("orthogonal_", "rows, or columns, of length gain that stand at right angles", [gain]) { x, args, _ in
            let rows = x.shape[0]
            var values = [Float](repeating: 0, count: x.count)
            var stream = RandomStream(seed: x.recorder.draw { $0.next() }, purpose: "orthogonal")
            try values.withUnsafeMutableBufferPointer { buffer in
                try Initialiser.orthogonal(gain: args.value("gain")).fill(
                    buffer, shape: [rows, x.count / Swift.max(1, rows)], using: &stream, work: x.recorder.work)
            }
            try x.array.assign(NDArray(values, shape: x.shape), x.recorder.work)
        },
        Word(
            "torch.nn.init.calculate_gain", family: "torch", summary: "the gain that goes with an activation",
            parameters: [
                Parameter("nonlinearity", .text, .required, "relu, tanh, sigmoid, leaky_relu, selu, linear"),
                Parameter("param", .optional(.number()), .value(.none), "the slope of leaky_relu"),
            ], returns: "number", examples: ["import torch\ntorch.nn.init.calculate_gain(\"relu\")"],
            meaning: .call { args, _ in
                .number(try gain(args.text("nonlinearity"), args["param"].asDouble ?? 0.01, args))
            }),
    ]

    private static let gain = number("gain", 1, "a factor")
    private static let kaiming = [
        number("a", 0, "the slope of leaky_relu"),
        Parameter("mode", .choice(["fan_in", "fan_out"]), "fan_in", "which side counts"),
        Parameter("nonlinearity", .text, "leaky_relu", "the activation behind it"),
    ]

    private static func number(_ name: String, _ standard: Double, _ meaning: String) -> Parameter {
        Parameter(name, .number(), .value(.number(standard)), meaning)
    }

    private static func word(
        _ name: String, _ summary: String, _ parameters: [Parameter] = [], _ example: String? = nil,
        _ body: @escaping @Sendable (Tensor, Arguments, Context) throws -> Void
    ) -> Word {
        Word(
            "torch.nn.init.\(name)", family: "torch", summary: summary + ", put into a tensor where it is",
            parameters: [
                Parameter("tensor", .any, .required, "a tensor"),
                Parameter("generator", .any, .value(.none), "has no effect here", isKeywordOnly: true),
            ]
                + parameters,
            returns: "tensor",
            examples: ["import torch\ntorch.nn.init.\(name)(torch.empty(2, 3)\(example.map { ", " + $0 } ?? ""))"],
            meaning: .call { args, context in
                let x = try args.tensor("tensor", context)
                try body(x, args, context)
                x.noteChange()
                return .thing(x)
            })
    }

    private static func draw(_ x: Tensor, _ draw: (inout RandomStream) -> Double) throws {
        let array = try NDArray(uninitialised: x.shape, x.dtype)
        try Draws.fill(array, x.recorder, draw)
        try x.array.assign(array, x.recorder.work)
    }

    /// A standard normal number between two bounds: drawn again and again where most fit, else the place where the distribution
    /// function has risen by a uniform share, found by halving. A narrow window takes no longer than a wide one.
    private static func truncatedNormal(_ stream: inout RandomStream, _ low: Double, _ high: Double) -> Double {
        func cumulative(_ z: Double) -> Double { 0.5 * Double.erfc(-z / 2.0.squareRoot()) }
        // Of the two tails the lower one keeps its digits.
        if low > 0 { return -truncatedNormal(&stream, -high, -low) }
        let (start, end) = (cumulative(low), cumulative(high))
        if end - start > 0.25 {
            while true {
                let value = stream.normal()
                if value >= low, value <= high { return value }
            }
        }
        let wanted = stream.uniform(start, end)
        var (below, above) = (Swift.max(low, -40), Swift.min(high, 40))
        for _ in 0..<64 {
            let middle = 0.5 * (below + above)
            if cumulative(middle) < wanted { below = middle } else { above = middle }
        }
        return 0.5 * (below + above)
    }

    /// Numbers that come in and go out, of weights [out, in, …].
    private static func fans(_ x: Tensor) throws -> (Int, Int) {
        guard x.ndim >= 2 else {
            throw Mistake(
                "an initialiser by fan gets shape \(x.shape.listText)", expected: "at least 2 axes",
                try: "nn.init.zeros_ for biases"
            ).raised(
                as: "ValueError",
                "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions")
        }
        let area = x.shape.dropFirst(2).reduce(1, *)
        return (Swift.max(1, x.shape[1] * area), Swift.max(1, x.shape[0] * area))
    }

    private static func deviation(_ x: Tensor, _ args: Arguments) throws -> Double {
        let (inputs, outputs) = try fans(x)
        let fan = try args.text("mode") == "fan_in" ? inputs : outputs
        return try gain(args.text("nonlinearity"), args.value("a"), args) / Double(fan).squareRoot()
    }

    private static func gain(_ name: String, _ slope: Double, _ args: Arguments) throws -> Double {
        switch name {
        case "linear", "conv1d", "conv2d", "sigmoid": return 1
        case "tanh": return 5.0 / 3
        case "relu": return 2.0.squareRoot()
        case "leaky_relu": return (2 / (1 + slope * slope)).squareRoot()
        case "selu": return 0.75
        default:
            throw args.mistake(
                "nonlinearity", "\(name) has no gain here", expected: "relu, tanh, sigmoid, leaky_relu, selu, linear")
        }
    }
}

extension Arguments {
    /// A number that the declared type guarantees.
    fileprivate func value(_ name: String) -> Double { self[name].asDouble ?? 0 }
}
