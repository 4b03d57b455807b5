import Answers
import Language
import Testing
import Vocabulary

/// Expectations by running scikit-learn 1.9.1.
@Suite("scikit-learn's linear models and reports")
struct LinearModelTests {
    private static let data = """
        import numpy as np
        X = np.array([[0.5, 1.2], [1.0, -0.3], [1.5, 0.8], [2.0, 2.2], [2.5, -1.0], [3.0, 0.1], [3.5, 1.9], [4.0, -0.7], [4.5, 0.4]])
        y = np.array([0, 0, 1, 0, 1, 1, 2, 2, 2])
        b = (y > 0).astype(int)
        t = np.array([1.0, 2.5, 2.0, 3.9, 4.1, 5.2, 4.8, 6.9, 7.0])
        from sklearn.linear_model import LogisticRegression, Lasso, ElasticNet

        """

    private func session(_ code: String) throws -> Session {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(Self.data + code)
        return session
    }

    private func numbers(_ code: String, _ session: Session) throws -> [Double] {
        func flat(_ value: Value) -> [Double] { value.asDouble.map { [$0] } ?? (value.elements ?? []).flatMap(flat) }
        return flat(try session.evaluate(code).value)
    }

    private func agree(_ found: [Double], _ expected: [Double], within bound: Double = 1e-6) -> Bool {
        found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < bound }
    }

    /// scikit-learn's with tol=1e-12: with less it stops before the minimum.
    @Test func logisticRegressionOfThreeClassesIsAtTheMinimum() throws {
        let session = try session("m = LogisticRegression().fit(X, y)")
        #expect(
            agree(
                try numbers("m.coef_.tolist()", session),
                [
                    -0.9567529572520747, 0.2998618730493839, -0.1635854125977186, -0.4175397886602948,
                    1.1203383698497933, 0.11767791561091094,
                ]))
        #expect(
            agree(
                try numbers("m.intercept_.tolist()", session),
                [2.1044538654198663, 0.9980834329165941, -3.1025372983364576]))
        #expect(
            agree(
                try numbers("m.predict_proba([[2.2, 0.3]]).tolist()", session),
                [0.3302878476275251, 0.5043861811064929, 0.16532596126598203]))
        #expect(try numbers("m.predict(X).tolist()", session) == [0, 0, 0, 0, 1, 1, 2, 2, 2])
    }

    @Test(arguments: [
        ("C=10", [2.280184547803912, -0.9715317559078664, -3.1440489004456835]),
        ("class_weight='balanced'", [1.1612281316989619, -0.4696671040932665, -2.0982017013792817]),
    ])
    func logisticRegressionOfTwoClassesHasOnePlane(settings: String, expected: [Double]) throws {
        let session = try session("m = LogisticRegression(\(settings)).fit(X, b)")
        #expect(agree(try numbers("m.coef_[0].tolist() + m.intercept_.tolist()", session), expected))
    }

    @Test(arguments: [
        ("Lasso(alpha=0.1)", [1.3944457115381954, -0.1085214355610555, 0.7249077882190504]),
        ("Lasso(alpha=1.0)", [0.8700000000000003, 0, 1.9805555555555543]),
        ("Lasso(alpha=0.1, positive=True)", [1.4100000000000001, 0, 0.6305555555555546]),
        ("ElasticNet(alpha=0.1)", [1.3770776197424397, -0.15077130990240656, 0.7899223979273526]),
        ("ElasticNet(alpha=0.5, l1_ratio=0.2)", [1.122902513775249, -0.12279760478358186, 1.411062491340152]),
    ])
    func penaltiesOnAbsoluteSlopesGiveTheirSlopes(model: String, expected: [Double]) throws {
        let session = try session("m = \(model).fit(X, t)")
        #expect(agree(try numbers("m.coef_.tolist() + [m.intercept_]", session), expected))
    }

    @Test func productsOfColumnsComeInTheirOrderWithTheirNames() throws {
        let session = try session("from sklearn.preprocessing import PolynomialFeatures\np = PolynomialFeatures(2)")
        #expect(try numbers("p.fit_transform([[2.0, 3.0]]).tolist()", session) == [1, 2, 3, 4, 6, 9])
        #expect(
            try session.evaluate("list(p.get_feature_names_out())").value.repr
                == "['1', 'x0', 'x1', 'x0^2', 'x0 x1', 'x1^2']")
        let once = "PolynomialFeatures(3, interaction_only=True, include_bias=False).fit_transform([[2.0, 3.0, 4.0]])"
        #expect(try numbers("\(once).tolist()", session) == [2, 3, 4, 6, 8, 12, 24])
        #expect(
            try numbers("PolynomialFeatures((2, 3)).fit_transform([[2.0, 3.0]]).tolist()", session)
                == [1, 4, 6, 9, 8, 12, 18, 27])
    }

    @Test func theReportByClassIsSetAsScikitLearnSetsIt() throws {
        let session = try session(
            """
            from sklearn.metrics import classification_report
            y, p = [0, 1, 2, 2, 2, 0, 1, 1], [0, 0, 2, 2, 1, 0, 1, 1]
            """)
        #expect(
            try session.evaluate("classification_report(y, p)").value.asText == """
                              precision    recall  f1-score   support

                           0       0.67      1.00      0.80         2
                           1       0.67      0.67      0.67         3
                           2       1.00      0.67      0.80         3

                    accuracy                           0.75         8
                   macro avg       0.78      0.78      0.76         8
                weighted avg       0.79      0.75      0.75         8

                """)
        let named =
            "classification_report(y, p, target_names=['setosa', 'versicolor', 'virginica'], digits=3).split('\\n')[2]"
        #expect(
            try session.evaluate(named).value.asText == "      setosa      0.667     1.000     0.800         2")
        #expect(
            try session.evaluate("classification_report([1, 0, 1], [1, 0, 0], output_dict=True)['macro avg']").value
                .repr
                == "{'precision': 0.75, 'recall': 0.75, 'f1-score': 0.6666666666666666, 'support': 3.0}")
    }

    @Test func gridsScorersAndCurvesAreThoseOfScikitLearn() throws {
        let session = try session(
            """
            from sklearn.model_selection import ParameterGrid, validation_curve, cross_val_score
            from sklearn.metrics import make_scorer, mean_absolute_error
            from sklearn.linear_model import Ridge
            """)
        #expect(
            try session.evaluate("list(ParameterGrid({'b': [1, 2], 'a': [True]}))").value.repr
                == "[{'a': True, 'b': 1}, {'a': True, 'b': 2}]")
        #expect(
            try session.evaluate(
                "s = make_scorer(mean_absolute_error, greater_is_better=False); m = Ridge().fit(X, t); s(m, X, t) == -mean_absolute_error(t, m.predict(X))"
            ).value.repr == "True")
        #expect(
            try session.evaluate(
                "validation_curve(Ridge(), X, t, param_name='alpha', param_range=[0.1, 1], cv=3)[1].shape"
            ).value.repr == "(2, 3)")
    }

    static let curves: [(data: String, arrays: [Double])] = [
        (
            "[0, 0, 1, 1, 1, 0], [0.2, 0.2, 0.2, 0.8, 0.7, 0.1]",
            [0, 0, 0, 2 / 3, 1, 0, 1 / 3, 2 / 3, 1, 1, .infinity, 0.8, 0.7, 0.2, 0.1]
        ),
        (
            "[0, 1, 0, 1, 0, 1, 1, 1], [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]",
            [
                0, 0, 0, 1 / 3, 1 / 3, 2 / 3, 2 / 3, 1, 0, 0.2, 0.6, 0.6, 0.8, 0.8, 1, 1, .infinity, 0.8, 0.6, 0.5, 0.4,
                0.3, 0.2, 0.1,
            ]
        ),
    ]

    @Test("A ROC curve comes apart into scikit-learn's three arrays", arguments: curves)
    func rocCurve(_ data: String, _ expected: [Double]) throws {
        let session = try session("from sklearn.metrics import roc_curve\nfpr, tpr, limits = roc_curve(\(data))")
        let found = try numbers("[fpr.tolist(), tpr.tolist(), limits.tolist()]", session)
        #expect(found.count == expected.count)
        #expect(zip(found, expected).allSatisfy { $0 == $1 || abs($0 - $1) < 1e-12 })
    }

    @Test("Groups are no classes: there may be as many as rows")
    func everyRowItsOwnGroup() throws {
        let session = try session("from sklearn.model_selection import GroupKFold; g = list(range(1500))")
        #expect(
            try session.evaluate("[fold[1][:4].tolist() for fold in GroupKFold(3).split([[k] for k in g], None, g)]")
                .value.repr == "[[2, 5, 8, 11], [1, 4, 7, 10], [0, 3, 6, 9]]")
    }

    @Test func categoriesAreArrays() throws {
        let session = try session("from sklearn.preprocessing import OneHotEncoder")
        #expect(try session.evaluate("OneHotEncoder().fit([[1], [2]]).categories_").value.repr == "[array([1, 2])]")
        #expect(
            try session.evaluate("OneHotEncoder().fit([['a'], ['b']]).categories_[0].tolist()").value.repr
                == "['a', 'b']")
    }

    @Test(arguments: ["9223372036854775807", "(9223372036854775806, 9223372036854775807)"])
    func tooManyProductsAreRefusedBeforeTheyAreMade(degree: String) throws {
        let session = try session("from sklearn.preprocessing import PolynomialFeatures")
        #expect(throws: Diagnostic.self) {
            try session.evaluate("PolynomialFeatures(\(degree)).fit_transform([[2.0]])")
        }
        // Of one column by itself there is one product that takes it once.
        let once = "PolynomialFeatures(9223372036854775807, interaction_only=True).fit_transform([[2.0]]).tolist()"
        #expect(try numbers(once, session) == [1, 2])
    }
}
