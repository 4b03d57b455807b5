import Landscapes
import Language
import Numbers
import Solvers

/// A sum of squares of a learner's own residuals, for Gauss–Newton and Levenberg–Marquardt.
enum LeastSquaresWord {
    static let word = Word(
        "least_squares", family: "solvers", summary: "the sum of squares of residuals, with exact derivatives",
        details: "f = Σ rᵢ². Any method descends it; GaussNewton and LevenbergMarquardt use the residuals themselves.",
        parameters: [
            Parameter("residuals", .list(of: .thing([Landscape.kind])), "functions of x and y, at least one")
        ],
        returns: Landscape.kind,
        examples: [
            "minimize(least_squares([lambda x, y: 1 - x, lambda x, y: 10*(y - x^2)]), LevenbergMarquardt(), start=(-1.2, 1))"
        ],
        seeAlso: ["LevenbergMarquardt", "GaussNewton"],
        meaning: .call { args, context in
            let terms = try args.values("residuals").map { try landscape(from: $0, context) }
            guard !terms.isEmpty else {
                throw args.mistake(
                    "residuals", "residuals is an empty list", expected: "at least one function of x and y",
                    try: "least_squares([lambda x, y: 1 - x])")
            }
            let sum = try SumOfSquares(terms)
            return .thing(
                Landscape(
                    sum.name, title: "sum of squares", dimension: sum.dimension,
                    formula: terms.map { "(\($0.formula))²" }.joined(separator: " + "), domain: terms[0].domain,
                    start: terms[0].start, tags: [.own], source: "your own", surface: ObjectiveSurface(sum)))
        })
}
