import Answers
import Arrays
import Autograd
import Language

/// `torch.optim.LBFGS`: one `step(closure)` is up to max_iter iterations over all parameters as one vector.
///
/// Nocedal & Wright (2006), algorithm 7.4, as PyTorch 2.13 computes it: a pair is kept when y·s > 1e-10, and without a line search
/// every step is lr times the direction, the very first one shortened to lr·min(1, 1/|g|₁).
enum LBFGSClass {
    private static let settings = [
        Parameter("params", .any, .required, "tensors"),
        Parameter("lr", .number(.positive), .value(.number(1)), "length of a step"),
        Parameter("max_iter", .int(.atLeast(1)), 20, "iterations per step"),
        Parameter(
            "max_eval", .optional(.int(.atLeast(1))), .value(.none), "evaluations per step; max_iter·5/4 where None"),
        Parameter("tolerance_grad", .number(.nonNegative), 1e-7, "largest entry of the gradient at which it stops"),
        Parameter("tolerance_change", .number(.nonNegative), 1e-9, "smallest change"),
        Parameter("history_size", .int(.atLeast(1)), 100, "pairs that are kept"),
        Parameter("line_search_fn", .optional(.choice(["strong_wolfe"])), .value(.none), "a line search"),
    ]

    private static let native = NativeClass(
        "LBFGS", module: "torch.optim.lbfgs", base: OptimizerClass.base,
        methods: [
            .init("__init__", settings) { object, args, context in
                var given = settings.dropFirst().map { (name: $0.name, value: args[$0.name]) }
                if args["max_eval"].isNone, let place = given.firstIndex(where: { $0.name == "max_eval" }) {
                    given[place].value = .int(Int(saturating: Double(try args.int("max_iter")) * 1.25))
                }
                try OptimizerClass.begin(object, args["params"], given, context)
                object.payload = LBFGSSearch(TensorPlace(try Groups.of(object).flatMap { Groups.tensors($0) }))
                return .none
            },
            .init("step", [Parameter("closure", .any, .required, "computes the loss and its gradients anew")]) {
                object, args, context in
                guard let search = object.payload as? LBFGSSearch, let group = try Groups.of(object).first else {
                    return .none
                }
                func number(_ name: String) -> Double { group[name]?.asDouble ?? 0 }
                let settings = LBFGSSearch.Settings(
                    rate: try Groups.rate(group), iterations: Int(saturating: number("max_iter")),
                    evaluations: Int(saturating: number("max_eval")),
                    flat: number("tolerance_grad"), still: number("tolerance_change"),
                    kept: Int(saturating: number("history_size")),
                    hasLineSearch: group["line_search_fn"]?.asText != nil)
                var first: Value?
                try search.step(settings, context.work) {
                    let loss = try context.recorder.recording(true) { try context.call(args["closure"], []) }
                    first = first ?? loss
                    return loss.asDouble ?? .nan
                }
                return first ?? .none
            },
        ])

    static let words: [Word] = [
        Word(
            "torch.optim.LBFGS", family: "torch", summary: "L-BFGS for tensors; step takes a closure",
            parameters: settings, returns: "optimizer",
            examples: ["import torch\ntorch.optim.LBFGS(torch.nn.Linear(2, 1).parameters(), lr=1)"],
            meaning: .type(native))
    ]

    /// The tensors of an optimizer as one vector.
    private final class TensorPlace: VectorPlace {
        private let tensors: [Tensor]

        init(_ tensors: [Tensor]) { self.tensors = tensors }

        var gradient: [Double] {
            tensors.flatMap { $0.grad?.array.doubles() ?? [Double](repeating: 0, count: $0.count) }
        }

        var place: [Double] { tensors.flatMap { $0.array.doubles() } }

        func move(to x: [Double]) throws {
            var start = 0
            for tensor in tensors {
                if !tensor.array.isContiguous { tensor.replaceValues(try tensor.array.copy()) }
                for i in 0..<tensor.count { tensor.array.set(.float(x[start + i]), at: i) }
                tensor.noteChange()
                start += tensor.count
            }
        }
    }
}
