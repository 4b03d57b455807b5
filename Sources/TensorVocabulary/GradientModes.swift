import Answers
import Autograd
import Language

/// `torch.no_grad()` and its like: with blocks, and decorators.
enum GradientModes {
    static let words: [Word] =
        [
            mode("no_grad", "nothing inside is recorded", isOn: false),
            mode("inference_mode", "nothing inside is recorded", isOn: false),
            mode("enable_grad", "operations inside are recorded, also within no_grad", isOn: true),
        ] + [
            Word(
                "torch.set_grad_enabled", family: "torch",
                summary: "whether operations are recorded from here on, or in a with block",
                parameters: [Parameter("mode", .bool, .required, "True or False")], returns: "scope",
                examples: ["import torch\ntorch.set_grad_enabled(True)"],
                meaning: .call { args, context in
                    let scope = context.instance(of: native)
                    scope.set("mode", args["mode"])
                    scope.set("before", .bool(context.recorder.isRecording))
                    context.recorder.isRecording = try args.bool("mode")
                    return .asObject(scope)
                }),
            Word(
                "torch.autograd.set_detect_anomaly", aliases: ["torch.autograd.detect_anomaly"], family: "torch",
                summary: "a with block that changes nothing: a gradient that is no number is found by its operation",
                parameters: [
                    Parameter("mode", .any, .value(.bool(true)), "has no effect"),
                    Parameter("check_nan", .any, .value(.bool(true)), "has no effect"),
                ], returns: "scope",
                examples: ["import torch\nwith torch.autograd.detect_anomaly():\n    torch.ones(2)"],
                meaning: .call { _, context in
                    let scope = context.instance(of: native)
                    scope.set("mode", .bool(context.recorder.isRecording))
                    scope.set("before", .bool(context.recorder.isRecording))
                    return .asObject(scope)
                }),
            Word(
                "torch.is_grad_enabled", family: "torch", summary: "whether operations are recorded",
                returns: "bool", examples: ["import torch\ntorch.is_grad_enabled()"],
                meaning: .call { _, context in .bool(context.recorder.isRecording) }),
        ]

    private static func mode(_ name: String, _ summary: String, isOn: Bool) -> Word {
        Word(
            "torch.\(name)", family: "torch", summary: summary,
            details: "`with torch.\(name)():` around lines, or `@torch.\(name)()` before a def.",
            parameters: [Parameter("function", .any, .value(.none), "a function, where it stands as a bare decorator")],
            returns: "scope", examples: ["import torch\nwith torch.\(name)():\n    torch.ones(2) * 2"],
            meaning: .call { args, context in
                let scope = context.instance(of: native)
                scope.set("mode", .bool(isOn))
                // inference_mode(False) asks for nothing.
                if case .bool(false) = args["function"] { scope.set("mode", .bool(true)) }
                guard args["function"].isNone || args["function"].isFlag else {
                    return decorated(args["function"], isOn)
                }
                return .asObject(scope)
            })
    }

    private static func decorated(_ function: Value, _ isOn: Bool) -> Value {
        .callable("wrapper", isMethod: true) { arguments, keywords, context in
            try context.recorder.recording(isOn) { try context.call(function, arguments, keywords) }
        }
    }

    private static let native = NativeClass(
        "no_grad", module: "torch.autograd.grad_mode",
        methods: [
            .init(open: "__enter__") { scope, _, _, context in
                if scope["before"] == nil { scope.set("before", .bool(context.recorder.isRecording)) }
                context.recorder.isRecording = scope.flag("mode")
                return .none
            },
            .init(open: "__exit__") { scope, _, _, context in
                context.recorder.isRecording = scope.flag("before")
                _ = scope.remove("before")
                return .bool(false)
            },
            .init(open: "__call__") { scope, arguments, _, _ in
                decorated(arguments.first ?? .none, scope.flag("mode"))
            },
        ])
}

extension Value {
    var isFlag: Bool { if case .bool = self { true } else { false } }
}
