import Cards
import Language
import Solvers
import Words

/// The family of solvers: a word for every card, and `least_squares`. They go wherever an optimizer goes:
/// `minimize(f, BFGS())`, `compare(f, [Adam(), BFGS()])`.
enum SolverWords {
    static let words: [Word] = SolverCatalog.cards.map(word) + [LeastSquaresWord.word]

    static func word(_ card: SolverCard) -> Word {
        CardWords.word(
            card, family: "solvers", returns: "solver", seeAlso: ["minimize", "compare"],
            example: { "minimize(rosenbrock, \($0), start=(-1.2, 1))" }, thing: { solver, _, _ in solver })
    }
}
