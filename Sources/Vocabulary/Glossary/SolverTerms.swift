import Language

/// Methods that look further than one gradient: along a line, or at the curvature.
enum SolverTerms {
    static let chapter = GlossaryChapter(
        "solvers",
        [
            Term(
                "line search", aliases: ["backtracking", "Armijo condition", "Wolfe conditions"],
                """
                Tries step lengths along a chosen direction until one lowers the loss enough: a rate chosen anew at \
                every step.
                """,
                formula: "f(θ + α·d) ≤ f(θ) + c·α·∇f·d (Armijo)", example: "minimize(rosenbrock, SteepestDescent())",
                words: ["SteepestDescent", "ConjugateGradient"], related: ["learning rate", "quasi-Newton method"]),
            Term(
                "Newton's method", aliases: ["Newton", "Newton step"],
                """
                Fits a bowl to slope and curvature and steps to its bottom; near a minimum each step doubles the \
                correct digits.
                """,
                formula: "θ ← θ − H⁻¹·∇f", example: "minimize(rosenbrock, Newton())", words: ["Newton", "TrustRegion"],
                related: ["Hessian", "quasi-Newton method", "trust region"]),
            Term(
                "quasi-Newton method", aliases: ["quasi-Newton", "secant condition"],
                "Newton's method with a curvature that is learnt from how the gradient changes from step to step.",
                formula: "B·s = y: s is the last step, y the change of the gradient",
                example: "compare(rosenbrock, [Newton(), BFGS(), SteepestDescent()])", words: ["BFGS", "LBFGS"],
                related: ["BFGS", "Newton's method", "line search"]),
            Term(
                "BFGS", aliases: ["L-BFGS", "limited-memory BFGS"],
                """
                The quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno (1970); L-BFGS keeps only its last \
                few steps.
                """,
                example: "minimize(rosenbrock, BFGS())", words: ["BFGS", "LBFGS"],
                related: ["quasi-Newton method", "line search"]),
            Term(
                "trust region",
                """
                A circle in which a model of the ground is believed: it grows after good predictions and shrinks \
                after bad ones.
                """,
                formula: "ρ = actual decrease / predicted decrease", example: "minimize(rosenbrock, TrustRegion())",
                words: ["TrustRegion", "LevenbergMarquardt"], related: ["Newton's method", "line search"]),
        ])
}
