import Language
import Solvers

/// Solvers that use the exact Hessian or the residuals of a sum of squares.
enum CurvatureSolverWords {
    static let words: [Word] = [
        SolverWords.word(
            "Newton", "Newton's method, damped by a line search",
            "d = −H⁻¹∇f. saddle_free replaces each eigenvalue of H by its magnitude, so that saddles repel; without it, "
                + "and with line_search=\"fixed\", it is pure Newton and goes to whatever critical point is near.",
            [
                Parameter("saddle_free", .bool, .value(.bool(true)), "whether negative curvature is turned round")
            ] + SolverWords.lineSearch("armijo") + [SolverWords.tolerance], example: "Newton()"
        ) { args, _ in
            try Newton(
                lineSearch: args.lineSearch(or: .armijo()), saddleFree: args.bool("saddle_free"),
                tolerance: args.number("tolerance"))
        },
        SolverWords.word(
            "TrustRegion", aliases: ["Dogleg"], "Newton steps inside a circle in which the model is trusted",
            "The circle shrinks when the loss falls by less than a quarter of what the model promised, and doubles when it "
                + "falls by more than three quarters (Nocedal & Wright, algorithm 4.1).",
            [
                Parameter("radius", .number(.positive), .value(.number(1)), "first radius"),
                Parameter("max_radius", .number(.positive), .value(.number(1000)), "largest radius"),
                Parameter(
                    "subproblem", .choice(TrustRegion.Subproblem.allCases.map(\.rawValue)), .value(.text("dogleg")),
                    "how the model is minimised"), SolverWords.tolerance,
            ], example: "TrustRegion()"
        ) { args, _ in
            try TrustRegion(
                radius: args.number("radius"), maxRadius: args.number("max_radius"),
                subproblem: TrustRegion.Subproblem(rawValue: args.text("subproblem")) ?? .dogleg,
                tolerance: args.number("tolerance"))
        },
        SolverWords.word(
            "GaussNewton", "for sums of squares: the residuals are linearised",
            "d = −(JᵀJ)⁻¹Jᵀr. For sphere, rosenbrock, beale, booth, himmelblau and `least_squares`.",
            SolverWords.lineSearch("armijo") + [SolverWords.tolerance], example: "GaussNewton()"
        ) { args, _ in
            try GaussNewton(lineSearch: args.lineSearch(or: .armijo()), tolerance: args.number("tolerance"))
        },
        SolverWords.word(
            "LevenbergMarquardt", aliases: ["LM"], "for sums of squares: between Gauss–Newton and gradient descent",
            "(JᵀJ + μI)d = −Jᵀr, μ by the ratio of actual to promised decrease (Nielsen 1999).",
            [
                Parameter("damping", .number(.positive), .value(.number(1e-3)), "first μ, relative to JᵀJ"),
                SolverWords.tolerance,
            ], example: "LevenbergMarquardt()"
        ) { args, _ in
            try LevenbergMarquardt(damping: args.number("damping"), tolerance: args.number("tolerance"))
        },
    ]
}
