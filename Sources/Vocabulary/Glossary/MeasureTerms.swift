import Language

/// How good a prediction is, in one number.
enum MeasureTerms {
    static let chapter = GlossaryChapter(
        "measures",
        [
            Term(
                "residual", aliases: ["error", "prediction error"],
                "What is left unexplained at one example: the target minus the prediction.", formula: "r = y − ŷ",
                example: "prediction_plot([1, 2, 3], [1.1, 1.9, 3.2])", words: ["prediction_plot", "least_squares"],
                related: ["mean squared error", "R²"]),
            Term(
                "mean squared error", aliases: ["MSE", "squared error", "squared loss"],
                "The mean of the squared residuals: an error twice as large counts four times.",
                formula: "(1/n)·Σ (yᵢ − ŷᵢ)²", example: "mean_squared_error([1, 2, 3], [1.1, 1.9, 3.2])",
                words: ["mean_squared_error", "MeanSquaredError"],
                related: ["residual", "mean absolute error", "R²"]),
            Term(
                "root mean squared error", aliases: ["RMSE"],
                "The root of the mean squared error: an error in the unit of the target itself.",
                formula: "√((1/n)·Σ (yᵢ − ŷᵢ)²)", example: "root_mean_squared_error([1, 2, 3], [1.1, 1.9, 3.2])",
                words: ["root_mean_squared_error"], related: ["mean squared error", "residual"]),
            Term(
                "mean absolute error", aliases: ["MAE", "absolute error"],
                "The mean size of the residuals; single large ones weigh less than in the squared error.",
                formula: "(1/n)·Σ |yᵢ − ŷᵢ|", example: "mean_absolute_error([1, 2, 3], [1.1, 1.9, 3.2])",
                words: ["mean_absolute_error", "MeanAbsoluteError", "Huber"],
                related: ["mean squared error", "residual"]),
            Term(
                "R²", aliases: ["R2", "r squared", "coefficient of determination"],
                """
                The share of the variance that a model explains: 1 is perfect, and 0 is no better than always saying \
                the mean.
                """,
                formula: "1 − Σ (y − ŷ)²/Σ (y − ȳ)²", example: "r2_score([1, 2, 3], [1.1, 1.9, 3.2])",
                words: ["r2_score", "regression_report"], related: ["mean squared error", "residual"]),
            Term(
                "cross-entropy", aliases: ["cross entropy loss", "negative log-likelihood"],
                """
                Minus the mean logarithm of the probability that was given to the truth; a sure and wrong answer \
                costs most.
                """,
                formula: "−Σ t·ln p", example: "log_loss([0, 1, 1], [0.1, 0.8, 0.6])",
                words: ["log_loss", "BinaryCrossentropy", "CategoricalCrossentropy"],
                related: ["softmax", "perplexity", "logit"]),
            Term(
                "perplexity",
                """
                The exponential of the cross-entropy: among how many equally likely answers the model is still \
                undecided.
                """,
                formula: "exp(cross-entropy)",
                example: "LanguageModel(alice(3000), kind=\"bigram\").perplexity(\"the white rabbit\")",
                words: ["LanguageModel", "log_loss"],
                related: ["cross-entropy", "temperature", "transformer"]),
            Term(
                "accuracy",
                "The share of right answers; where one class is rare, a model that never names it looks good.",
                formula: "right / all", example: "accuracy_score([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], [0]*10)",
                words: ["accuracy_score", "confusion_matrix"], related: ["precision", "recall", "cross-entropy"]),
            Term(
                "precision", "Of all that were called positive, the share that is.",
                formula: "true positives / (true + false positives)",
                example: "precision_score([0, 1, 1, 0, 1], [0, 1, 0, 0, 1])",
                words: ["precision_score", "confusion_matrix"], related: ["recall", "F1 score", "accuracy"]),
            Term(
                "recall", aliases: ["sensitivity", "true positive rate"],
                "Of all that are positive, the share that was found.",
                formula: "true positives / (true positives + false negatives)",
                example: "recall_score([0, 1, 1, 0, 1], [0, 1, 0, 0, 1])", words: ["recall_score", "confusion_matrix"],
                related: ["precision", "F1 score", "accuracy"]),
            Term(
                "F1 score", aliases: ["F1"],
                "The harmonic mean of precision and recall: high only when both are.", formula: "2·P·R/(P + R)",
                example: "f1_score([0, 1, 1, 0, 1], [0, 1, 0, 0, 1])", words: ["f1_score"],
                related: ["precision", "recall"]),
            Term(
                "ROC AUC", aliases: ["AUC", "ROC", "area under the curve"],
                "The chance that a positive example gets a higher score than a negative one; 0.5 is guessing.",
                formula: "P(score of a positive > score of a negative)",
                example: "roc_auc_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])", words: ["roc_auc_score", "roc_curve"],
                related: ["precision", "recall", "accuracy"]),
        ])
}
