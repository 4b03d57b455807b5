import Answers
import Arrays
import Datasets
import Language
import ArrayVocabulary

/// What has learnt: it scales, codes, or predicts.
protocol FittedEstimator: Sendable {
    /// The columns as others; for transformers.
    func transformed(_ x: Table, _ context: Context) throws -> Table?
    /// The columns as they were before; for scalers.
    func restored(_ x: Table, _ context: Context) throws -> Table?
    /// A number for each row and target; for classifiers the place of the class.
    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]?
    /// The probability of each class, a row for each row.
    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]?
    /// How much speaks for each class, a row for each row; of two classes one number, above 0 for the second.
    func decided(_ x: Table, _ context: Context) throws -> [[Double]]?
    /// What can be asked for once it is fitted: `coef_`, `mean_`.
    var learned: [String: Value] { get throws }
}

extension FittedEstimator {
    func transformed(_ x: Table, _ context: Context) throws -> Table? { nil }
    func restored(_ x: Table, _ context: Context) throws -> Table? { nil }
    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? { nil }
    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? { nil }
    func decided(_ x: Table, _ context: Context) throws -> [[Double]]? { nil }
    var learned: [String: Value] { get throws { [:] } }
}

/// How an estimator of scikit-learn is declared: name, settings with their defaults, and what fitting does.
struct EstimatorForm: Sendable {
    /// What it is for.
    enum Role: Sendable { case transformer, regressor, classifier, clusterer, composite }

    let name: String
    let module: String
    let role: Role
    let summary: String
    /// As Python writes it: `alpha=1.0, fit_intercept=True`.
    let signature: String
    let example: String
    /// Settings that are accepted for their own sake and change nothing of the result, beside `IdleSettings`.
    var idle: Set<String> = []
    /// Settings that have only their default here; anything else is refused.
    var fixed: Set<String> = []
    /// Whether it makes a table of a table, where others make an array.
    var keepsTables = false
    let fit: @Sendable (Estimator, Table, Targets?, Context) throws -> any FittedEstimator

    /// Which settings change nothing, and which have only their default.
    var details: String {
        let names = NumPyWord.parameters(signature).map(\.name)
        func list(_ wanted: Set<String>, _ words: String) -> String? {
            let found = names.filter(wanted.contains)
            return found.isEmpty ? nil : "\(words): \(found.joined(separator: ", "))."
        }
        return [
            list(idle.union(IdleSettings.names), "Accepted, and changes nothing here"),
            list(fixed, "Only its default here"),
        ].compactMap(\.self).joined(separator: " ")
    }
}
