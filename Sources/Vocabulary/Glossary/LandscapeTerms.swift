import Language

/// What the ground looks like: heights, slopes and how it bends.
enum LandscapeTerms {
    static let chapter = GlossaryChapter(
        "landscapes",
        [
            Term(
                "loss", aliases: ["loss function", "cost", "cost function", "objective", "objective function"],
                "One number that says how wrong a model is with its present parameters; training makes it smaller.",
                formula: "L(θ); smaller is better", example: "rosenbrock(-1.5, 2)", words: ["minimize"],
                related: ["loss landscape", "parameter", "mean squared error", "cross-entropy"],
                lesson: "first-descent"),
            Term(
                "parameter", aliases: ["weight", "theta", "θ"],
                "A number of the model that training may change; a network has one for every weight and every bias.",
                formula: "θ = (θ₁, …, θₙ)",
                example: "Sequential([Dense(16, input_shape=(2,)), Dense(1)]).count_params()",
                words: ["Sequential", "Dense"], related: ["hyperparameter", "loss", "neural network"],
                lesson: "first-descent"),
            Term(
                "loss landscape", aliases: ["landscape", "loss surface", "error surface"],
                "The loss seen as the height of the ground, with one horizontal direction for each parameter.",
                formula: "height = L(θ) at the place θ", example: "plot(himmelblau)",
                words: ["landscapes", "plot", "slice"], related: ["loss", "gradient", "valley", "basin of attraction"],
                lesson: "reading-a-landscape"),
            Term(
                "gradient", aliases: ["slope", "derivative", "error gradient"],
                """
                All slopes of the loss at one place; it points to where the loss grows fastest, so a step goes \
                against it.
                """,
                formula: "∇f = (∂f/∂x, ∂f/∂y)", example: "gradient(rosenbrock, (-1.5, 2))",
                related: ["gradient descent", "Hessian", "critical point", "backpropagation"],
                lesson: "first-descent"),
            Term(
                "critical point", aliases: ["stationary point"],
                "A place where the gradient is zero: a minimum, a maximum or a saddle point.",
                formula: "∇f = 0", example: "describe(himmelblau)", words: ["describe"],
                related: ["local minimum", "saddle point", "gradient"], lesson: "reading-a-landscape"),
            Term(
                "local minimum", aliases: ["local optimum", "minimum"],
                "A place lower than everything around it; another place may be lower still.",
                formula: "∇f = 0, and all eigenvalues of the Hessian above 0 (enough, but not always needed)",
                example: "minimize(six_hump_camel, SGD(0.01), start=(1.4, 0.5), steps=500)",
                related: ["global minimum", "basin of attraction", "critical point"], lesson: "reading-a-landscape"),
            Term(
                "global minimum", aliases: ["global optimum", "best possible solution"],
                "The lowest place of all; for a network nobody can tell whether it has been reached.",
                formula: "f(θ*) ≤ f(θ) for every θ", example: "six_hump_camel.minima", words: ["basins"],
                related: ["local minimum", "convex"], lesson: "reading-a-landscape"),
            Term(
                "saddle point", aliases: ["mountain pass"],
                """
                A place of zero slope that is lowest along one direction and highest along another, like a mountain \
                pass; a descent slows down there and then leaves.
                """,
                formula: "∇f = 0, with eigenvalues of both signs", example: "eigenvalues(saddle, (0, 0))",
                words: ["saddle", "eigenvalues"], related: ["critical point", "plateau", "eigenvalue"],
                lesson: "reading-a-landscape"),
            Term(
                "plateau", aliases: ["flat region"],
                """
                A stretch where slope and curvature are both nearly zero; steps get small there although the end is \
                far away.
                """,
                formula: "|∇f| ≈ 0 and λ ≈ 0",
                example: "minimize(plateau, SGD(0.1), start=(-4, 3), steps=200)",
                related: ["saddle point", "convergence", "vanishing gradient"], lesson: "reading-a-landscape"),
            Term(
                "valley", aliases: ["ravine", "narrow valley"],
                """
                A long low stretch between steep walls: the walls forbid a large rate, and the floor would need one.
                """,
                formula: "λmax much larger than λmin > 0",
                example: "plot(minimize(rosenbrock, SGD(0.001), start=(-1.5, 2), steps=500))",
                words: ["rosenbrock", "quadratic"], related: ["condition number", "oscillation", "momentum"],
                lesson: "reading-a-landscape"),
            Term(
                "convex", aliases: ["convexity", "convex function", "bowl"],
                "Bent upwards everywhere, so that every local minimum is a global one.",
                formula: "f(t·a + (1 − t)·b) ≤ t·f(a) + (1 − t)·f(b) for 0 ≤ t ≤ 1",
                example: "describe(booth)", words: ["quadratic"],
                related: ["global minimum", "Hessian", "condition number"], lesson: "reading-a-landscape"),
            Term(
                "curvature", aliases: ["second derivative"],
                "How fast the slope changes along a direction: large where the ground bends sharply.",
                formula: "dᵀ·H·d along a direction d of length 1", example: "curvature(rosenbrock, (1, 1))",
                related: ["Hessian", "eigenvalue", "sharpness", "learning rate"], lesson: "reading-a-landscape"),
            Term(
                "Hessian", aliases: ["Hessian matrix", "matrix of second derivatives"],
                "The matrix of second derivatives; it holds the curvature along every direction.",
                formula: "H = [[∂²f/∂x², ∂²f/∂x∂y], [∂²f/∂x∂y, ∂²f/∂y²]]",
                example: "hessian(rosenbrock, (1, 1))", related: ["eigenvalue", "curvature", "Newton's method"],
                lesson: "reading-a-landscape"),
            Term(
                "eigenvalue", aliases: ["eigenvector", "λ", "lambda max", "λmax"],
                """
                The curvature along one of the Hessian's own directions; the largest decides which rates are stable.
                """,
                formula: "H·v = λ·v", example: "eigenvalues(rosenbrock, (1, 1))",
                words: ["eigenvalues", "curvature"], related: ["Hessian", "condition number", "sharpness"],
                lesson: "reading-a-landscape"),
            Term(
                "condition number", aliases: ["kappa", "κ", "ill-conditioned", "conditioning"],
                """
                The largest curvature over the smallest; the steps that plain gradient descent needs grow in \
                proportion to it.
                """,
                formula: "κ = λmax/λmin", example: "curvature(rosenbrock, (1, 1)).condition_number",
                words: ["curvature", "quadratic"], related: ["valley", "eigenvalue", "momentum"],
                lesson: "learning-rate"),
            Term(
                "sharpness", aliases: ["flat minimum", "sharp minimum", "flatter minima"],
                """
                The largest curvature at a place: plain gradient descent is stable there with rates below two over \
                it.
                """,
                formula: "λmax(H); stable while η < 2/λmax", example: "describe(flat_and_sharp)",
                words: ["sharpness", "stability", "SAM"], related: ["curvature", "learning rate", "generalisation"],
                lesson: "learning-rate"),
            Term(
                "basin of attraction", aliases: ["basin"],
                "All the starts from which the same descent ends in the same minimum.",
                example: "plot(basins(himmelblau, Adam(0.1), n=20, steps=100))", words: ["basins"],
                related: ["local minimum", "loss landscape", "initialisation"], lesson: "reading-a-landscape"),
        ])
}
