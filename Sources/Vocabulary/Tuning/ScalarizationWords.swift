import Answers
import Language
import Tuning

/// Several objectives as one: `tune(…, scalarize=WeightedSum([0.7, 0.3]))`.
enum ScalarizationWords {
    static let words: [Word] = [
        word(
            "WeightedSum",
            "several objectives as the sum of their multiples: simple, blind to inward bends of the front",
            details: """
                Σ wᵢfᵢ, in which an objective that is to be large counts negative. Wherever a Pareto front bends inwards no weights \
                lead there; `Chebyshev` reaches every part of it.
                """, [], "WeightedSum([0.7, 0.3])"
        ) { weights, _ in .weightedSum(weights) },
        word(
            "Chebyshev", "several objectives as the worst of their multiples: reaches every part of a front",
            details: """
                max wᵢ(fᵢ − idealᵢ) + 0.05·Σ wᵢ(fᵢ − idealᵢ) (Steuer & Choo 1983), in which an objective that is to be large counts \
                negative. `ideal` is what each would be at its best.
                """,
            [Parameter("ideal", .optional(.list(of: .number())), "the best of each objective; None for 0")],
            "Chebyshev([0.5, 0.5], ideal=[0, 0])"
        ) { weights, args in
            .chebyshev(
                weights,
                ideal: args["ideal"].isNone
                    ? weights.map { _ in 0 } : try args.values("ideal").compactMap(\.asDouble))
        },
    ]

    private static func word(
        _ name: String, _ summary: String, details: String, _ more: [Parameter], _ call: String,
        _ make: @escaping @Sendable ([Double], Arguments) throws -> Scalarization
    ) -> Word {
        Word(
            name, family: "tuning", summary: summary, details: details,
            parameters: [Parameter("weights", .list(of: .number()), "one for each objective, none below 0")] + more,
            returns: ScalarizationValue.kind,
            examples: [
                """
                tune(lambda x: [x^2, (x - 2)^2], {"x": Float(-1, 3)}, n=20, directions=["minimize", "minimize"], scalarize=\(call)).best_params
                """
            ], seeAlso: ["tune"],
            meaning: .call { args, _ in
                let weights = try args.values("weights").compactMap(\.asDouble)
                return .thing(ScalarizationValue(scalarization: try Scalarization.checked(make(weights, args))))
            })
    }
}
