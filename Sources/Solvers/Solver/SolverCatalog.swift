import Optimizers

import Answers
public import Cards

/// What is known of a solver: one declaration in the solver's own file, where the build plugin finds it.
public typealias SolverCard = Card<any Solver>

/// All solvers of the laboratory, found by the build plugin; each made from its card by name.
public enum SolverCatalog {
    /// In the order of the reference: with gradients, with curvature, for sums of squares, by values alone.
    public static let cards: [SolverCard] = Catalogue.solverCards.byChapter

    /// A solver by its name or alias: `try SolverCatalog.make("LBFGS", ["memory": 5])`.
    ///
    /// - Throws: `Mistake` for an unknown name or hyperparameter, a value out of range, or values that do not go together.
    public static func make(_ name: String, _ given: [String: Hyperparameter.Value] = [:]) throws -> any Solver {
        guard let card = cards.first(where: { $0.name == name || $0.aliases.contains(name) }) else {
            throw Mistake(
                "there is no solver called \(name)", expected: "one of " + cards.map(\.name).joined(separator: ", "))
        }
        return try card.make(given)
    }
}

extension Chapter {
    static let descent = Chapter(1, "down the gradient, with a line search")
    static let curvature = Chapter(2, "with the exact Hessian")
    static let leastSquares = Chapter(3, "for sums of squares")
    static let values = Chapter(4, "by values alone")
}

extension Hyperparameter {
    /// |∇f| at which a method of descent has converged.
    static let tolerance = Hyperparameter(
        "tolerance", aliases: ["tol"], .nonNegative, 1e-8, "|∇f| at which it has converged", isKeywordOnly: true)

    /// The box of a method that samples one.
    static let bounds = Hyperparameter(
        "bounds", .corners, .absent("the landscape's domain"), "lower and upper corner of the box",
        isKeywordOnly: true)
}
