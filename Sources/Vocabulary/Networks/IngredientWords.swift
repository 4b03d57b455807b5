import Language
import Networks
import Answers

/// What layers are given beside their size: penalties on weights, and constraints.
enum IngredientWords {
    static let words: [Word] = penalties + constraints

    /// Keras's names for the penalties with their defaults: `kernel_regularizer="l2"` is `l2(0.01)`.
    static let coercions: [String: Registry.Coercion] = [
        RegulariserValue.kind: { value, context in
            guard case .text(let name) = value else { return try OwnIngredients.penalty(value, context) }
            switch name.lowercased() {
            case "l1": return RegulariserValue(regulariser: try Regulariser(l1: 0.01))
            case "l2": return RegulariserValue(regulariser: try Regulariser(l2: 0.01))
            default:
                throw Mistake(
                    "there is no regularizer '\(name)'", expected: "\"l1\", \"l2\", or a penalty with its factor",
                    try: "l2(0.01)")
            }
        }
    ]

    private static func factor(_ name: String, _ standard: Double) -> Parameter {
        Parameter(name, .number(.nonNegative), .value(.number(standard)), "factor of the penalty")
    }

    /// A word that makes a thing for a layer or a model.
    static func ingredient(
        _ name: String, aliases: [String] = [], _ summary: String, _ parameters: [Parameter], returns: String,
        example: String, _ make: @escaping @Sendable (Arguments) throws -> any Presentable
    ) -> Word {
        Word(
            name, aliases: aliases, family: "layers", summary: summary, parameters: parameters, returns: returns,
            examples: [example], seeAlso: ["Dense"], meaning: .call { arguments, _ in .thing(try make(arguments)) })
    }

    private static let penalties: [Word] = [
        ingredient(
            "l1", aliases: ["L1"], "Penalty λ·Σ|w|: pushes weights to exactly 0", [factor("l1", 0.01)],
            returns: "regularizer", example: "Dense(8, kernel_regularizer=l1(0.001))"
        ) { RegulariserValue(regulariser: try Regulariser(l1: $0.number("l1"))) },
        ingredient(
            "l2", aliases: ["L2"], "Penalty λ·Σw²: pulls weights toward 0", [factor("l2", 0.01)],
            returns: "regularizer", example: "Dense(8, kernel_regularizer=l2(0.01))"
        ) { RegulariserValue(regulariser: try Regulariser(l2: $0.number("l2"))) },
        ingredient(
            "l1_l2", aliases: ["L1L2"], "Both penalties", [factor("l1", 0.01), factor("l2", 0.01)],
            returns: "regularizer", example: "Dense(8, kernel_regularizer=l1_l2(0.001, 0.01))"
        ) { RegulariserValue(regulariser: try Regulariser(l1: $0.number("l1"), l2: $0.number("l2"))) },
    ]

    private static let axis = Parameter(
        "axis", .oneOf([.int(.init(0, 0)), .list(of: .int())]), .value(.int(0)),
        "the axes of a unit's weights: all but the last")

    private static let constraints: [Word] = [
        ingredient(
            "max_norm", aliases: ["MaxNorm"], "The weights into one unit are scaled back to at most this norm",
            [Parameter("max_value", .number(.positive), .value(.number(2)), "the largest norm"), axis],
            returns: "constraint",
            example: "Dense(8, kernel_constraint=max_norm(2))"
        ) { arguments in
            let limit = try arguments.number("max_value")
            return ConstraintValue(constraint: .maxNorm(limit), summary: "max_norm(\(limit.short()))")
        },
        ingredient(
            "non_neg", aliases: ["NonNeg"], "Negative weights become 0", [], returns: "constraint",
            example: "Dense(8, kernel_constraint=non_neg())"
        ) { _ in ConstraintValue(constraint: .nonNegative, summary: "non_neg()") },
        ingredient(
            "unit_norm", aliases: ["UnitNorm"], "The weights into one unit are scaled to norm 1", [axis],
            returns: "constraint",
            example: "Dense(8, kernel_constraint=unit_norm())"
        ) { _ in ConstraintValue(constraint: .unitNorm, summary: "unit_norm()") },
    ]
}
