import Answers
import Cards

/// How well scores tell classes apart.
extension Metric {
    static let auc = MetricCard(
        "roc_auc_score", aliases: ["AUC"], called: ["auc", "AUC", "roc_auc"], .ofScores,
        "chance that a positive scores above a negative", formula: "P(s⁺ > s⁻) + ½P(s⁺ = s⁻)",
        source: "Hanley & McNeil (1982), The meaning and use of the area under a ROC curve; scikit-learn 1.9",
        differences: [
            "exact, from all scores, where Keras's AUC adds up 200 thresholds: probabilities between two of them are one heap, and "
                + "those of something rare, all below 1/200, have an area of 0.5 there however well they rank",
            "several columns are taken together, as Keras does",
        ]
    ) { _ in .scores { try RankingMetrics(score: $0.scores, target: $0.truth, work: $0.work).rocAUC } }

    static let averagePrecision = MetricCard(
        "average_precision_score", called: ["average_precision"], .ofScores,
        "mean precision over the thresholds, each weighted by the recall it adds", formula: "Σ(Rᵢ − Rᵢ₋₁)Pᵢ",
        source: "scikit-learn 1.9"
    ) { _ in .scores { try RankingMetrics(score: $0.scores, target: $0.truth, work: $0.work).averagePrecision } }

    static let logLoss = MetricCard(
        "log_loss", .ofScores, "−mean ln of the probability given to the truth", formula: "−Σ ln p_t/n",
        source: "Good (1952), Rational Decisions; scikit-learn 1.9",
        differences: [
            "probabilities are kept within 2⁻⁵² of 0 and 1; a list is of class 1, rows have a column for each class"
        ]
    ) { _ in
        .scores(isError: true) {
            try RankingMetrics.logLoss(
                probabilities: $0.scores, columns: $0.columns, target: $0.classes, work: $0.work)
        }
    }

    static let brier = MetricCard(
        "brier_score_loss", .ofScores, "mean squared difference of probability and target",
        formula: "Σ(p − t)²/n", source: "Brier (1950); scikit-learn 1.9",
        differences: ["of class 1; several columns are taken together"]
    ) { _ in .scores(isError: true) { try RankingMetrics.brier(probability: $0.scores, target: $0.truth) } }
}
