import Language
import Solvers

/// Solvers that need the gradient and a line search.
enum LineSearchSolverWords {
    static let words: [Word] = [
        SolverWords.word(
            "SteepestDescent", "gradient descent with a line search", "d = −∇f (Cauchy 1847).",
            SolverWords.lineSearch("armijo") + [SolverWords.tolerance], example: "SteepestDescent()"
        ) { args, _ in
            try SteepestDescent(lineSearch: args.lineSearch(or: .armijo()), tolerance: args.number("tolerance"))
        },
        SolverWords.word(
            "ConjugateGradient", aliases: ["CG", "NonlinearCG"], "nonlinear conjugate gradients",
            "d ← −g + βd with β of Fletcher–Reeves (\"FR\"), Polak–Ribière+ (\"PR+\") or Hager–Zhang (\"HZ\"). With exact "
                + "searches it ends on a quadratic after n steps.",
            [
                Parameter(
                    "beta", .choice(ConjugateGradient.Variant.allCases.map(\.rawValue)), .value(.text("PR+")), "which β"
                )
            ] + SolverWords.lineSearch("wolfe") + [SolverWords.tolerance], example: "ConjugateGradient()"
        ) { args, _ in
            let variant = ConjugateGradient.Variant(rawValue: try args.text("beta")) ?? .polakRibiere
            let standard = try ConjugateGradient(variant).lineSearch
            return try ConjugateGradient(
                variant, lineSearch: args.lineSearch(or: standard), tolerance: args.number("tolerance"))
        },
        SolverWords.word(
            "BFGS", "quasi-Newton: the curvature is learnt from the gradients",
            "H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, d = −H∇f (Broyden, Fletcher, Goldfarb, Shanno 1970).",
            SolverWords.lineSearch("wolfe") + [SolverWords.tolerance], example: "BFGS()"
        ) { args, _ in
            try BFGS(lineSearch: args.lineSearch(or: .wolfe()), tolerance: args.number("tolerance"))
        },
        SolverWords.word(
            "LBFGS", aliases: ["L_BFGS"], "BFGS that remembers only the last few steps",
            "The two-loop recursion (Nocedal 1980). dialect=\"pytorch\" is torch.optim.LBFGS: one step is one "
                + "step(closure) of up to max_iter iterations; lr, max_iter, history_size, tolerance_grad, "
                + "tolerance_change and line_search_fn are its own.",
            [
                Parameter(
                    "learning_rate", aliases: ["lr"], .number(.positive), .value(.number(1)),
                    "length of a step without a line search (pytorch)"),
                Parameter(
                    "memory", aliases: ["history_size"], .int(.init(1, 1000)),
                    .otherwise("10, in PyTorch's dialect 100"), "how many pairs (s, y) are kept"),
                Parameter("max_iter", .int(.init(1, 1e6)), .value(.int(20)), "iterations per step (pytorch)"),
                Parameter(
                    "tolerance_grad", .number(.nonNegative), .value(.number(1e-7)), "largest entry of ∇f (pytorch)"),
                Parameter(
                    "tolerance_change", .number(.nonNegative), .value(.number(1e-9)), "smallest change (pytorch)"),
                Parameter(
                    "line_search_fn", .optional(.choice(["strong_wolfe"])), .value(.none), "PyTorch's line search"),
                Parameter(
                    "dialect", .choice(["paper", "pytorch"]), .value(.text("paper")), "whose formula counts",
                    isKeywordOnly: true),
            ] + SolverWords.lineSearch("wolfe") + [SolverWords.tolerance], example: "LBFGS(memory=10)"
        ) { args, _ in
            let memory = args.isGiven("memory") ? try args.int("memory") : nil
            if try args.text("dialect") == "pytorch" {
                var strong = false
                if case .text = args["line_search_fn"] { strong = true }
                return try LBFGSPyTorch(
                    learningRate: args.number("learning_rate"), maxIter: args.int("max_iter"),
                    toleranceGrad: args.number("tolerance_grad"), toleranceChange: args.number("tolerance_change"),
                    historySize: memory ?? 100, strongWolfe: strong)
            }
            for name in ["learning_rate", "max_iter", "tolerance_grad", "tolerance_change", "line_search_fn"]
            where args.isGiven(name) {
                throw args.mistake(
                    name, "\(name) belongs to PyTorch's L-BFGS", expected: "dialect=\"pytorch\" beside it",
                    try: "LBFGS(lr=1, dialect=\"pytorch\")")
            }
            return try LBFGS(
                memory: memory ?? 10, lineSearch: args.lineSearch(or: .wolfe(MoreThuente(c1: 1e-3))),
                tolerance: args.number("tolerance"))
        },
        SolverWords.word(
            "CoordinateDescent", "one coordinate at a time, in turn",
            "Each is followed to a minimum along its axis. Slow where a valley runs across the axes.",
            SolverWords.lineSearch("wolfe") + [SolverWords.tolerance], example: "CoordinateDescent()"
        ) { args, _ in
            try CoordinateDescent(
                lineSearch: args.lineSearch(or: .wolfe(MoreThuente(c2: 0.1))), tolerance: args.number("tolerance"))
        },
    ]
}
