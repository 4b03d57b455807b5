import Answers
import Autograd
import Language

/// `nn.Upsample` and `nn.functional.interpolate`: images and sequences of another size.
enum Resizing {
    private static let parameters = [
        Parameter("size", .any, .value(.none), "the new lengths, one number or one per axis"),
        Parameter("scale_factor", .any, .value(.none), "new over old lengths, one number or one per axis"),
        Parameter("mode", .choice(["nearest", "linear", "bilinear"]), "nearest", "which pixels count"),
        Parameter(
            "align_corners", .optional(.bool), .value(.none), "whether the first and last pixels stay where they are"),
    ]

    static let upsample = LayerClass(
        "Upsample", "upsampling", "an image or a sequence of another size", parameters, example: "scale_factor=2",
        shown: { object in
            let mode = "mode=\((object["mode"] ?? .none).repr)"
            if let size = object["size"], !size.isNone { return "size=\(size.repr), \(mode)" }
            let scale = object["scale_factor"] ?? .none
            let shown: Value =
                scale.elements.map { .tuple($0.map { .number($0.asDouble ?? .nan) }) }
                ?? scale.asDouble.map { .number($0) } ?? .none
            return "scale_factor=\(shown.repr), \(mode)"
        }
    ) { object, x, _ in try resized(x) { object[$0] ?? .none } }

    static let word = TorchWords.word(
        TorchWords.functional + "interpolate", "an image or a sequence of another size",
        [TensorFunction.input] + parameters, example: "(torch.ones(1, 1, 2, 2), scale_factor=2)"
    ) { args, context in .thing(try resized(args.tensor("input", context)) { args[$0] }) }

    private static func resized(_ x: Tensor, _ setting: (String) -> Value) throws -> Tensor {
        let mode = setting("mode").asText ?? "nearest"
        let axes = x.ndim - 2
        guard axes == 1 || axes == 2 else {
            throw Mistake(
                "interpolate of shape \(x.shape.listText)",
                expected: "(batch, channels, length) or (batch, channels, height, width)"
            ).raised(as: "NotImplementedError")
        }
        guard mode == "nearest" || (mode == "linear") == (axes == 1) else {
            throw Mistake(
                "mode \(mode) for shape \(x.shape.listText)",
                expected: "\"linear\" for sequences, \"bilinear\" for images", argument: "mode"
            ).raised(as: "NotImplementedError")
        }
        let corners = setting("align_corners")
        guard mode != "nearest" || corners.isNone else {
            throw Mistake(
                "align_corners of the nearest pixel has no meaning", expected: "None, or mode=\"bilinear\"",
                argument: "align_corners"
            ).raised(
                as: "ValueError",
                "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear"
            )
        }
        let (size, factor) = (setting("size"), setting("scale_factor"))
        guard size.isNone != factor.isNone else {
            throw Mistake(
                size.isNone ? "interpolate knows no size" : "interpolate has a size and a scale_factor",
                expected: "one of size and scale_factor"
            ).raised(
                as: "ValueError",
                size.isNone
                    ? "either size or scale_factor should be defined"
                    : "only one of size or scale_factor should be defined")
        }
        let old = x.shape.suffix(axes)
        var scales: [Double]?
        let lengths: [Int]
        if size.isNone {
            let given = try numbers(factor.doubles ?? factor.asDouble.map { [$0] }, axes, "scale_factor", factor)
            guard given.allSatisfy({ $0 > 0 && $0 <= 1e6 }) else {
                throw Mistake(
                    "scale_factor = \(factor.brief)", expected: "numbers above 0", argument: "scale_factor"
                ).raised(as: "RuntimeError", "Input and output sizes should be greater than 0")
            }
            scales = given
            lengths = zip(old, given).map { Int(Swift.min(Double($0) * $1, 1e12)) }
        } else {
            lengths = try numbers(size.wholes, axes, "size", size)
        }
        if mode == "nearest" { return try x.resizedToNearest(lengths, scales: scales) }
        var aligns = false
        if case .bool(true) = corners { aligns = true }
        return try x.resizedLinearly(lengths, scales: scales, alignsCorners: aligns)
    }

    /// One for each axis; one alone stands for all.
    private static func numbers<Number>(
        _ given: [Number]?, _ axes: Int, _ name: String, _ value: Value
    ) throws -> [Number] {
        guard let given, given.count == 1 || given.count == axes else {
            throw Mistake(
                "\(name) = \(value.brief)", expected: "a number, or one for each of \(axes) axes", argument: name
            ).raised(as: "ValueError")
        }
        return given.count == 1 ? [Number](repeating: given[0], count: axes) : given
    }
}
