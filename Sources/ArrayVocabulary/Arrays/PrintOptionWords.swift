import Answers
import Arrays
import Language

/// How arrays are printed: from here on, or within a with block.
enum PrintOptionWords {
    private typealias W = NumPyWord
    private static let settings =
        "precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, floatmode=None, sign=None"

    static let words: [Word] = [
        W.word(
            "set_printoptions", "how arrays are printed from here on", settings, returns: "None",
            "np.set_printoptions(precision=3, suppress=True)"
        ) {
            $0.context.session.printOptions = try options($0)
            return .none
        },
        W.word(
            "get_printoptions", "how arrays are printed, as a dict", "", returns: "dict",
            "np.get_printoptions()[\"precision\"]"
        ) {
            listed($0.context.session.printOptions)
        },
        W.word(
            "printoptions", "how arrays are printed within a with block", settings, returns: "scope",
            "with np.printoptions(precision=2):\n    print(np.array([1.23456]))"
        ) {
            let scope = $0.context.instance(of: native)
            scope.set("inside", .thing(PrintScope(options: try options($0))))
            return .object(scope)
        },
    ]

    private static func listed(_ options: PrintOptions) -> Value {
        .dict(
            .init([
                (.text("edgeitems"), .int(options.edgeItems)), (.text("threshold"), .int(options.threshold)),
                (.text("floatmode"), .text(options.floatMode)), (.text("precision"), .int(options.precision)),
                (.text("suppress"), .bool(options.suppressesSmall)), (.text("linewidth"), .int(options.lineWidth)),
                (.text("sign"), .text(options.sign)),
            ]))
    }

    private static func options(_ call: NumPyCall) throws -> PrintOptions {
        var options = call.context.session.printOptions
        if let digits = try call.int(0, "precision") { options.precision = Swift.max(0, Swift.min(300, digits)) }
        if let most = try call.double(1, "threshold") {
            options.threshold = most.isFinite && most < 1e9 ? Int(most) : 1_000_000_000
        }
        if let items = try call.int(2, "edgeitems") { options.edgeItems = Swift.max(1, items) }
        if let width = try call.int(3, "linewidth") { options.lineWidth = Swift.max(1, width) }
        if call.value(4, "suppress") != nil { options.suppressesSmall = try call.flag(4, "suppress") }
        options.floatMode = call.text(5, "floatmode", options.floatMode)
        options.sign = call.text(6, "sign", options.sign)
        guard ["-", "+", " "].contains(options.sign) else {
            throw Mistake("sign = '\(options.sign)'", expected: "'-', '+' or ' '", argument: "sign").raised(
                as: "ValueError", "sign option must be one of ' ', '+', or '-'")
        }
        return options
    }

    private static let native = NativeClass(
        "printoptions", module: "numpy",
        methods: [
            .init(open: "__enter__") { scope, _, _, context in
                let before = context.session.printOptions
                if let inside = scope["inside"]?.asThing(PrintScope.self) {
                    context.session.printOptions = inside.options
                }
                scope.set("before", .thing(PrintScope(options: before)))
                return .none
            },
            .init(open: "__exit__") { scope, _, _, context in
                if let before = scope["before"]?.asThing(PrintScope.self) {
                    context.session.printOptions = before.options
                }
                return .bool(false)
            },
        ])
}

/// Print options as a value.
private struct PrintScope: Presentable {
    static let kind = "print options"
    let options: PrintOptions
    var summary: String { "precision=\(options.precision)" }
}
