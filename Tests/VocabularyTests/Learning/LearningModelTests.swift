import Language
import Testing
import Vocabulary

/// Models that choose their penalty, committees, curves with a margin, and scores by name. Numbers are scikit-learn 1.9.1's.
@Suite("scikit-learn's models of models")
struct LearningModelTests {
    private static let data = """
        import numpy as np
        from sklearn.linear_model import RidgeCV, LassoCV, ElasticNetCV, Ridge, Lasso, LogisticRegression
        from sklearn.svm import SVC, SVR
        from sklearn.ensemble import VotingRegressor, VotingClassifier, StackingRegressor, StackingClassifier
        from sklearn.compose import TransformedTargetRegressor
        from sklearn.preprocessing import StandardScaler
        from sklearn.naive_bayes import GaussianNB
        from sklearn.neighbors import KNeighborsRegressor, KNeighborsClassifier
        from sklearn.model_selection import cross_val_score, cross_validate, GridSearchCV
        i = np.arange(30)
        X = np.stack([np.sin(i), np.cos(2*i), (i % 5)/5], axis=1)
        y = X @ np.array([1.0, -2.0, 0.5]) + 0.1*np.sin(7*i)
        c = (y > 0.2).astype(int)
        k = (y > -0.5).astype(int) + (y > 0.8)

        """

    private static let numbers: [(line: String, value: Double, tolerance: Double)] = [
        ("RidgeCV().fit(X, y).alpha_", 0.1, 1e-08),
        ("RidgeCV([0.01, 0.1, 1.0]).fit(X, y).best_score_", -0.006613397968795582, 1e-08),
        ("RidgeCV([0.01, 0.1, 1.0], fit_intercept=False).fit(X, y).best_score_", -0.006085873069662967, 1e-08),
        ("RidgeCV([0.01, 0.1, 1.0], cv=3).fit(X, y).best_score_", 0.9971975307399958, 1e-08),
        ("RidgeCV([0.01, 0.1, 1.0]).fit(X, y).coef_[1]", -1.9974763478543367, 1e-08),
        ("LassoCV(cv=3).fit(X, y).alpha_", 0.0036112184043491187, 1e-08),
        ("LassoCV(cv=3, alphas=[0.01, 0.1]).fit(X, y).mse_path_[0, 1]", 0.06081936117112119, 0.001),
        ("LassoCV(cv=3, alphas=20).fit(X, y).coef_[1]", -1.9934529800577578, 0.001),
        ("ElasticNetCV(l1_ratio=[0.1, 0.9], cv=3, alphas=10).fit(X, y).l1_ratio_", 0.9, 1e-08),
        ("ElasticNetCV(l1_ratio=[0.1, 0.9], cv=3, alphas=10).fit(X, y).alpha_", 0.0024620112525699208, 1e-08),
        ("SVR().fit(X, y).predict(X[:1])[0]", -1.863932675700592, 0.002),
        ("SVR().fit(X, y).intercept_[0]", 0.5451359932328687, 0.002),
        ("SVR(kernel=\"linear\", C=10.0, epsilon=0.05).fit(X, y).coef_[0, 1]", -1.9798985831660523, 0.002),
        ("SVR(kernel=\"poly\", degree=2, coef0=1.0).fit(X, y).predict(X[3:4])[0]", -1.489405363549975, 0.002),
        ("SVC(class_weight=\"balanced\").fit(X, k).decision_function(X[:1])[0, 1]", 0.9539721106345231, 0.002),
        ("SVC(class_weight={1: 5.0}).fit(X, c).decision_function(X[:1])[0]", -1.0003165419585727, 0.002),
        ("SVC(class_weight={1.0: 5.0}).fit(X, c).decision_function(X[:1])[0]", -1.0003165419585727, 0.002),
        ("SVC(kernel=\"sigmoid\", gamma=0.5).fit(X, c).decision_function(X[:1])[0]", -1.4730956157272732, 0.002),
        (
            "VotingRegressor([(\"a\", Ridge()), (\"b\", KNeighborsRegressor())], weights=[1, 2]).fit(X, y).predict(X[:1])[0]",
            -1.9215763806105353, 1e-08
        ),
        (
            "VotingClassifier([(\"a\", LogisticRegression()), (\"b\", GaussianNB())], voting=\"soft\").fit(X, k).predict_proba(X[:1])[0, 1]",
            0.05491541344768665, 0.0001
        ),
        (
            "VotingClassifier([(\"a\", LogisticRegression()), (\"b\", GaussianNB()), (\"c\", KNeighborsClassifier())]).fit(X, k).predict(X).sum()",
            27.0, 0.0001
        ),
        (
            "StackingRegressor([(\"a\", Ridge()), (\"b\", KNeighborsRegressor())], cv=3).fit(X, y).predict(X[:1])[0]",
            -2.0139541081861583, 0.0001
        ),
        (
            "StackingClassifier([(\"a\", GaussianNB()), (\"b\", KNeighborsClassifier())], cv=3).fit(X, c).predict_proba(X[:1])[0, 1]",
            0.1413373721271654, 0.0001
        ),
        (
            "StackingClassifier([(\"a\", GaussianNB()), (\"b\", KNeighborsClassifier())], cv=3, passthrough=True).fit(X, k).predict_proba(X[:1])[0, 1]",
            0.055999863904937705, 0.0001
        ),
        (
            "TransformedTargetRegressor(Ridge(), transformer=StandardScaler()).fit(X, y).predict(X[:1])[0]",
            -1.8202281836390297, 1e-08
        ),
        ("TransformedTargetRegressor(Ridge()).get_params()[\"regressor__alpha\"]", 1.0, 1e-08),
        ("cross_val_score(LogisticRegression(), X, k, cv=3, scoring=\"f1_macro\")[0]", 0.75, 0.0001),
        // With tol=1e-10; scikit-learn's own tolerance ends its search at -1.02805.
        ("cross_val_score(LogisticRegression(), X, k, cv=3, scoring=\"neg_log_loss\")[1]", -1.0286013831118843, 1e-07),
        ("cross_val_score(LogisticRegression(), X, c, cv=3, scoring=\"average_precision\")[1]", 1.0, 0.0001),
        (
            "cross_val_score(LogisticRegression(), X, c, cv=3, scoring=\"neg_brier_score\")[1]", -0.07348884128895512,
            0.0001
        ),
        ("cross_val_score(LogisticRegression(), X, k, cv=3, scoring=\"recall_weighted\")[2]", 1.0, 0.0001),
        ("cross_val_score(LogisticRegression(), X, k, cv=3, scoring=\"matthews_corrcoef\")[2]", 1.0, 0.0001),
        (
            "GridSearchCV(Ridge(), {\"alpha\": [0.1, 1, 10]}, cv=3, refit=lambda r: 2).fit(X, y).best_params_[\"alpha\"]",
            10.0, 1e-08
        ),
        (
            "GridSearchCV(VotingRegressor([(\"a\", Ridge()), (\"b\", Lasso())]), {\"a__alpha\": [0.1, 10]}, cv=3).fit(X, y).best_params_[\"a__alpha\"]",
            0.1, 1e-08
        ),
        ("len(cross_validate(Ridge(), X, y, cv=3, return_estimator=True)[\"estimator\"])", 3.0, 1e-08),
        (
            "TransformedTargetRegressor(Ridge(), func=np.cbrt, inverse_func=lambda t: t**3).fit(X, y).predict(X[:1])[0]",
            -1.5034418408220411, 1e-8
        ),
    ]

    @Test("Each says what scikit-learn says", arguments: numbers)
    func number(line: String, value: Double, tolerance: Double) throws {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        let found = try #require(try session.evaluate(Self.data + "float(\(line))").value.asDouble, "\(line)")
        #expect(abs(found - value) <= tolerance * max(1, abs(value)), "\(line) is \(found), in scikit-learn \(value)")
    }

    @Test(
        "What cannot be meant is refused as scikit-learn refuses it",
        arguments: [
            ("RidgeCV([0.0, 1.0]).fit(X, y)", "ValueError"),
            ("ElasticNetCV(l1_ratio=0.0).fit(X, y)", "ValueError"),
            ("TransformedTargetRegressor(Ridge(), func=np.exp).fit(X, y)", "ValueError"),
            ("VotingRegressor([(\"a\", Ridge())], weights=[1, 2]).fit(X, y)", "ValueError"),
            ("VotingClassifier([(\"a\", Ridge())]).fit(X, c)", "ValueError"),
            ("VotingClassifier([(\"a\", LogisticRegression())]).fit(X, c).predict_proba(X)", "AttributeError"),
            ("GridSearchCV(Ridge(), {\"alpha\": [1]}, cv=3, refit=lambda r: 7).fit(X, y)", "IndexError"),
            ("SVC(class_weight={7: 2.0}).fit(X, c)", "ValueError"),
            ("SVC(class_weight={1: \"x\"}).fit(X, c)", "ValueError"),
            ("cross_val_score(LogisticRegression(), X, k, cv=3, scoring=\"roc_auc\")", "ValueError"),
        ])
    func refused(line: String, type: String) throws {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        let said = try session.evaluate(
            Self.data
                + "try:\n    \(line)\n    said = \"ran\"\nexcept Exception as e:\n    said = type(e).__name__\nsaid"
        ).value.asText
        #expect(said == type, "\(line): \(said ?? "")")
    }
}
