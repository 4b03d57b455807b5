import Answers
import Autograd
import Language

/// Activations: each is declared once, and is a function of `torch.nn.functional` and a module of `torch.nn`.
enum ActivationClasses {
    struct Declaration: Sendable {
        var module: String
        var function: String?
        var summary: String
        var parameters: [Parameter]
        /// What is shown of the parameters: those in this list, with their names.
        var shown: [String]
        var inPlace: Bool
        var body: @Sendable (Tensor, (String) -> Value) throws -> Tensor
    }

    private static func plain(
        _ module: String, _ function: String?, _ summary: String,
        _ body: @escaping @Sendable (Tensor) throws -> Tensor
    ) -> Declaration {
        Declaration(module: module, function: function, summary: summary, parameters: [], shown: [], inPlace: false) {
            x, _ in try body(x)
        }
    }

    private static func scaled(
        _ module: String, _ function: String, _ summary: String, _ name: String, _ standard: Double,
        _ body: @escaping @Sendable (Tensor, Double) throws -> Tensor
    ) -> Declaration {
        Declaration(
            module: module, function: function, summary: summary,
            parameters: [Parameter(name, .number(), .value(.number(standard)), "its one setting")], shown: [name],
            inPlace: ["negative_slope", "alpha"].contains(name)
        ) { x, setting in try body(x, setting(name).asDouble ?? standard) }
    }

    static let all: [Declaration] = [
        Declaration(
            module: "ReLU", function: nil, summary: "max(0, x)", parameters: [], shown: [], inPlace: true
        ) { x, _ in try x.relu() },
        plain("Sigmoid", nil, "1/(1 + e⁻ˣ)") { try $0.sigmoid() },
        plain("Tanh", nil, "the hyperbolic tangent") { try $0.tanh() },
        plain("LogSigmoid", "logsigmoid", "−log(1 + e⁻ˣ)") { try $0.logSigmoid() },
        plain("Softsign", "softsign", "x/(1 + |x|)") { try $0.softsign() },
        plain("Tanhshrink", "tanhshrink", "x − tanh x") { try $0.tanhShrink() },
        Declaration(
            module: "ReLU6", function: "relu6", summary: "min(max(0, x), 6)", parameters: [], shown: [], inPlace: true
        ) {
            x, _ in try x.hardTanh(0, 6)
        },
        Declaration(module: "SiLU", function: "silu", summary: "x·sigmoid(x)", parameters: [], shown: [], inPlace: true)
        {
            x, _ in try x.silu()
        },
        Declaration(
            module: "Mish", function: "mish", summary: "x·tanh(softplus x)", parameters: [], shown: [], inPlace: true
        ) {
            x, _ in try x.mish()
        },
        Declaration(
            module: "SELU", function: "selu", summary: "the self-normalising unit", parameters: [], shown: [],
            inPlace: true
        ) { x, _ in try x.selu() },
        Declaration(
            module: "Hardsigmoid", function: "hardsigmoid", summary: "min(max(x/6 + ½, 0), 1)", parameters: [],
            shown: [], inPlace: true
        ) { x, _ in try x.hardSigmoid() },
        Declaration(
            module: "Hardswish", function: "hardswish", summary: "x·hardsigmoid(x)", parameters: [], shown: [],
            inPlace: true
        ) { x, _ in try x.hardSwish() },
        scaled("LeakyReLU", "leaky_relu", "x, or slope·x below 0", "negative_slope", 0.01) { try $0.leakyReLU($1) },
        scaled("ELU", "elu", "x, or α(eˣ − 1) below 0", "alpha", 1) { try $0.elu($1) },
        scaled("CELU", "celu", "x, or α(e^(x/α) − 1) below 0", "alpha", 1) { try $0.celu($1) },
        scaled("Softshrink", "softshrink", "x ∓ λ outside ±λ, else 0", "lambd", 0.5) { try $0.softShrink($1) },
        scaled("Hardshrink", "hardshrink", "x outside ±λ, else 0", "lambd", 0.5) { try $0.hardShrink($1) },
        Declaration(
            module: "GELU", function: "gelu", summary: "x·Φ(x)",
            parameters: [Parameter("approximate", .choice(["none", "tanh"]), "none", "or by tanh")],
            shown: ["approximate"], inPlace: false
        ) { x, setting in try x.gelu(isApproximate: setting("approximate").asText == "tanh") },
        Declaration(
            module: "Softplus", function: "softplus", summary: "log(1 + e^(βx))/β",
            parameters: [
                Parameter("beta", .number(), .value(.number(1)), "β"),
                Parameter("threshold", .number(), .value(.number(20)), "above it, x itself"),
            ], shown: ["beta", "threshold"], inPlace: false
        ) { x, setting in try x.softplus(setting("beta").asDouble ?? 1, setting("threshold").asDouble ?? 20) },
        Declaration(
            module: "Hardtanh", function: "hardtanh", summary: "min(max(x, low), high)",
            parameters: [
                Parameter("min_val", .number(), .value(.number(-1)), "low"),
                Parameter("max_val", .number(), .value(.number(1)), "high"),
            ], shown: ["min_val", "max_val"], inPlace: true
        ) { x, setting in try x.hardTanh(setting("min_val").asDouble ?? -1, setting("max_val").asDouble ?? 1) },
        Declaration(
            module: "Threshold", function: "threshold", summary: "x above a threshold, else a value",
            parameters: [
                Parameter("threshold", .number(), .required, "the threshold"),
                Parameter("value", .number(), .required, "what stands below it"),
            ], shown: ["threshold", "value"], inPlace: true
        ) { x, setting in try x.threshold(setting("threshold").asDouble ?? 0, setting("value").asDouble ?? 0) },
    ]

    static let functions: [TensorFunction] = all.compactMap { declared in
        guard let name = declared.function else { return nil }
        let example =
            declared.module == "Threshold" ? "torch.tensor([-1.0, 2.0]), 0.5, 0.0)" : "torch.tensor([-1.0, 2.0]))"
        return TensorFunction(
            name, declared.summary, declared.parameters + (declared.inPlace ? [LayerClasses.inplace] : []),
            example: example,
            isMethod: false, in: ["torch.nn.functional"] + (["selu", "celu"].contains(name) ? ["torch"] : [])
        ) { x, args, _ in
            guard declared.inPlace else { return .thing(try declared.body(x) { args[$0] }) }
            return try TensorFunctions.changed(x, args) { try declared.body($0) { args[$0] } }
        }
    }

    static let classes: [LayerClass] =
        all.map { declared in
            LayerClass(
                declared.module, "activation", declared.summary,
                declared.parameters + (declared.inPlace ? [LayerClasses.inplace] : []),
                example: declared.module == "Threshold" ? "0.5, 0.0" : "",
                shown: { object in
                    let settings = declared.shown.compactMap { name -> String? in
                        guard let value = object[name] else { return nil }
                        // These PyTorch shows without a name.
                        let isBare = ["lambd"].contains(name) || declared.module == "Threshold"
                        return isBare
                            ? (declared.module == "Threshold" ? "\(name)=\(value.repr)" : value.repr)
                            : "\(name)=\(value.repr)"
                    }
                    let isInPlace = object["inplace"].map { if case .bool(true) = $0 { true } else { false } } ?? false
                    return (settings + (isInPlace ? ["inplace=True"] : [])).joined(separator: ", ")
                }
            ) { object, x, _ in
                try x.changed(object.flag("inplace")) { try declared.body($0) { object[$0] ?? .none } }
            }
        } + [
            along("Softmax", "eˣ/Σeˣ along an axis") { try $0.softmax($1) },
            along("LogSoftmax", "log softmax along an axis") { try $0.logSoftmax($1) },
            along("Softmin", "e⁻ˣ/Σe⁻ˣ along an axis") { try (-$0).softmax($1) },
            LayerClass(
                "GLU", "activation", "a·sigmoid(b) of the two halves a and b of an axis",
                [Parameter("dim", .int(), -1, "the axis, of even length")], example: "",
                shown: { "dim=\($0.int("dim"))" }
            ) { object, x, _ in try x.gatedHalf(object.int("dim")) },
        ]

    private static func along(
        _ name: String, _ summary: String, _ body: @escaping @Sendable (Tensor, Int) throws -> Tensor
    ) -> LayerClass {
        LayerClass(
            name, "activation", summary,
            [Parameter("dim", .optional(.int()), .value(.none), "the axis along which the results add up to 1")],
            example: "dim=1", shown: { "dim=\(($0["dim"] ?? .none).repr)" }
        ) { object, x, _ in try body(x, object["dim"]?.asInt ?? TensorFunctions.impliedAxis(x)) }
    }
}
