import Answers
import ArrayVocabulary
import Arrays
import Baselines
import Glibc
import Language
import Numbers

/// What the settings of scikit-learn's trees mean for rows and columns of that many.
enum TreeSettings {
    /// A share of so many rows, or a number of them.
    private static func count(_ estimator: Estimator, _ name: String, of all: Int, least: Int) throws -> Int {
        if case .number(let share) = estimator[name].plain, share > 0,
            share < 1 || (share == 1 && name == "max_features")
        {
            return Swift.max(least, Int((share * Double(all)).rounded(name == "max_features" ? .down : .up)))
        }
        return try estimator.whole(name, least)
    }

    static func of(_ estimator: Estimator, rows: Int, columns: Int, isClassifier: Bool) throws
        -> DecisionTree.Settings
    {
        var settings = DecisionTree.Settings()
        if isClassifier, estimator.settings.contains(where: { $0.name == "criterion" }) {
            let criterion = try estimator.choice("criterion", ["gini", "entropy", "log_loss"])
            settings.impurity = criterion == "gini" ? .gini : .entropy
        }
        settings.mostDepth = try estimator.optionalWhole("max_depth", 1)
        settings.mostLeaves = try estimator.optionalWhole("max_leaf_nodes", 2)
        settings.leastToSplit = try count(estimator, "min_samples_split", of: rows, least: 2)
        settings.leastInLeaf = try count(estimator, "min_samples_leaf", of: rows, least: 1)
        settings.leastGain = try estimator.number("min_impurity_decrease", .nonNegative)
        switch estimator["max_features"].asText {
        case "sqrt"?: settings.columnsTried = Swift.max(1, Int(Double(columns).squareRoot()))
        case "log2"?: settings.columnsTried = Swift.max(1, Int(log2(Double(columns))))
        case let text?:
            throw Mistake("max_features = \"\(text)\"", expected: "\"sqrt\", \"log2\", a number or a share").raised(
                as: "ValueError",
                "The 'max_features' parameter of \(estimator.form.name) must be an int in the range [1, inf), a float in the "
                    + "range (0.0, 1.0], a str among {'sqrt', 'log2'} or None. Got '\(text)' instead.")
        case nil:
            guard !estimator["max_features"].isNone else { break }
            settings.columnsTried = try Swift.min(columns, count(estimator, "max_features", of: columns, least: 1))
        }
        if settings.columnsTried == columns { settings.columnsTried = nil }
        return settings
    }

    /// The laboratory's stream of `random_state=`, or that of the session.
    static func chance(_ estimator: Estimator, _ context: Context) throws -> ArrayRandom {
        guard !estimator["random_state"].isNone else {
            let seed = context.session.arrayChance.index(below: 1 << 30)
            return ArrayRandom(seed: seed)
        }
        return ArrayRandom(seed: try estimator.whole("random_state", 0))
    }
}
