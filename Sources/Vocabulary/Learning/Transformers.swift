import Answers
import Arrays
import Datasets
import Language
import Numbers
import ArrayVocabulary

/// scikit-learn's transformers: scalers, codes, fillings.
enum Transformers {
    static let forms: [EstimatorForm] = [
        scaler(
            "StandardScaler", "columns brought to mean 0 and standard deviation 1", .standard,
            "*, copy=True, with_mean=True, with_std=True"),
        scaler(
            "MinMaxScaler", "columns brought between two limits", .minmax,
            "feature_range=(0,1), *, copy=True, clip=False"),
        scaler(
            "RobustScaler", "columns brought to median 0 and quartiles one apart", .robust,
            "*, with_centering=True, with_scaling=True, quantile_range=(25.0,75.0), copy=True, unit_variance=False",
            fixed: ["unit_variance"]),
        EstimatorForm(
            name: "MaxAbsScaler", module: "preprocessing", role: .transformer,
            summary: "columns divided by their largest magnitude", signature: "*, copy=True, clip=False",
            example: "MaxAbsScaler().fit_transform([[1.0], [-2], [4]])"
        ) { estimator, x, _, _ in try MagnitudeScaler(estimator, x) },
        EstimatorForm(
            name: "SimpleImputer", module: "impute", role: .transformer,
            summary: "missing cells filled with one value for each column",
            signature:
                "*, missing_values=nan, strategy='mean', fill_value=None, copy=True, add_indicator=False, keep_empty_features=False",
            example: "SimpleImputer(strategy=\"median\").fit_transform([[1.0], [float(\"nan\")], [3]])",
            fixed: ["missing_values", "keep_empty_features"]
        ) { estimator, x, _, context in try Imputer(estimator, x, context) },
        EstimatorForm(
            name: "OneHotEncoder", module: "preprocessing", role: .transformer,
            summary: "categories as a column of 0 and 1 each",
            signature:
                "*, categories='auto', drop=None, sparse_output=True, dtype=None, handle_unknown='error', min_frequency=None, max_categories=None, feature_name_combiner='concat'",
            example: "OneHotEncoder().fit_transform([[\"flat\"], [\"house\"]])",
            // Arrays are always full.
            idle: ["sparse_output"], fixed: ["dtype", "feature_name_combiner"]
        ) { estimator, x, _, context in try OneHotCodes(estimator, x, context.work) },
        EstimatorForm(
            name: "OrdinalEncoder", module: "preprocessing", role: .transformer,
            summary: "categories as whole numbers from 0",
            signature:
                "*, categories='auto', dtype=None, handle_unknown='error', unknown_value=None, encoded_missing_value=nan, min_frequency=None, max_categories=None",
            example: "OrdinalEncoder(categories=[[\"poor\", \"good\"]]).fit_transform([[\"good\"], [\"poor\"]])",
            fixed: ["dtype", "min_frequency", "max_categories"]
        ) { estimator, x, _, context in try OrdinalCodes(estimator, x, context.work) },
        EstimatorForm(
            name: "PolynomialFeatures", module: "preprocessing", role: .transformer,
            summary: "the columns, their powers and their products",
            signature: "degree=2, *, interaction_only=False, include_bias=True, order='C'",
            example: "PolynomialFeatures(2).fit_transform([[2.0, 3.0]])", idle: ["order"]
        ) { estimator, x, _, _ in try ColumnProducts(estimator, x) },
    ]

    private static func scaler(
        _ name: String, _ summary: String, _ scaling: Scaling, _ signature: String, fixed: Set<String> = []
    ) -> EstimatorForm {
        EstimatorForm(
            name: name, module: "preprocessing", role: .transformer, summary: summary, signature: signature,
            example: "\(name)().fit_transform([[1.0], [2], [3]])", fixed: fixed
        ) { estimator, x, _, _ in try ColumnScaler(estimator, scaling, x) }
    }
}
