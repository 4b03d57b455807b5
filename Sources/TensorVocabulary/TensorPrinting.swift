import Answers
import Autograd
import Language

/// `torch.set_printoptions`: how tensors are printed.
enum TensorPrinting {
    static let word = TorchWords.word(
        "set_printoptions", "how tensors are printed from now on; what is not given stays, but sci_mode",
        [
            Parameter("precision", .optional(.int(.init(0, 64))), .value(.none), "digits behind the point"),
            Parameter(
                "threshold", .optional(.number(Interval(0, .infinity))), .value(.none),
                "more elements than so many are not all shown"),
            Parameter(
                "edgeitems", .optional(.int(.init(1, 1_000_000))), .value(.none), "so many at both ends are then"),
            Parameter("linewidth", .optional(.int(.init(1, 1_000_000))), .value(.none), "characters of a line"),
            Parameter(
                "profile", .optional(.choice(["default", "short", "full"])), .value(.none), "settings to begin with"),
            Parameter("sci_mode", .optional(.bool), .value(.none), "with exponents; by the numbers' sizes where None"),
        ], returns: "None", example: "(precision=8)"
    ) { args, context in
        var printing = context.recorder.printing
        switch args["profile"].asText {
        case "short": (printing.precision, printing.threshold, printing.edge, printing.line) = (2, 1000, 2, 80)
        case "full": (printing.precision, printing.threshold, printing.edge, printing.line) = (4, .max, 3, 80)
        case nil: break
        default: printing = .init()
        }
        if let digits = args["precision"].asInt { printing.precision = digits }
        if let most = args["threshold"].asDouble { printing.threshold = most < 1e15 ? Int(most) : .max }
        if let edge = args["edgeitems"].asInt { printing.edge = edge }
        if let line = args["linewidth"].asInt { printing.line = line }
        printing.isScientific = nil
        if case .bool(let flag) = args["sci_mode"] { printing.isScientific = flag }
        context.recorder.printing = printing
        return .none
    }
}
