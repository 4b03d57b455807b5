import Answers
import Language
import Testing
import Vocabulary

/// Expected values are those of scikit-learn 1.9.1.
@Suite("Settings of estimators are used, or refused")
struct EstimatorSettingTests: SessionSuite {
    let session = Session(registry: Vocabulary.registry, permission: .everything)

    @Test("Every setting of every estimator is checked by fit, or is declared to change nothing")
    func everySettingIsAskedFor() throws {
        _ = try session.evaluate(
            """
            from sklearn.linear_model import Ridge
            from sklearn.preprocessing import StandardScaler
            X = [[0.0], [1], [2], [3]]
            y = [0, 1, 1, 0]
            """)
        let needed = [
            "Pipeline": "steps=[(\"r\", Ridge())]",
            "ColumnTransformer": "transformers=[(\"s\", StandardScaler(), [0])]",
            "GridSearchCV": "estimator=Ridge(), param_grid={\"alpha\": [1]}, cv=2",
            "RandomizedSearchCV": "estimator=Ridge(), param_distributions={\"alpha\": [1]}, n_iter=1, cv=2",
            "MLPRegressor": "max_iter=1", "MLPClassifier": "max_iter=1",
        ]
        // Only for strategy="constant" or "quantile", and where there are several scores.
        let conditional = [
            "SimpleImputer.fill_value", "GridSearchCV.refit", "RandomizedSearchCV.refit", "DummyClassifier.constant",
            "DummyRegressor.constant", "DummyRegressor.quantile",
        ]
        let forms = Vocabulary.registry.words.filter { word in
            word.returns == "estimator" && word.name.hasPrefix("sklearn.")
                && word.name.split(separator: ".").last?.first?.isUppercase == true
        }
        #expect(forms.count >= 17)
        for form in forms {
            let path = form.name.split(separator: ".")
            let name = String(path[path.count - 1])
            let idle = form.details.split(separator: ".").first { $0.hasPrefix("Accepted, and changes nothing here: ") }
            let names =
                idle.map { $0.drop { $0 != ":" }.dropFirst().split(separator: ",").map { $0.filter { $0 != " " } } }
                ?? []
            for parameter in form.parameters where !names.contains(parameter.name) {
                guard !conditional.contains("\(name).\(parameter.name)") else { continue }
                let rest = (needed[name] ?? "").split(separator: ", ").filter { !$0.hasPrefix("\(parameter.name)=") }
                    .joined(separator: ", ")
                let line =
                    "from \(path.dropLast().joined(separator: ".")) import \(name)\n"
                    + "\(name)(\(rest)\(rest.isEmpty ? "" : ", ")\(parameter.name)=\"no such value\").fit(X, y)"
                #expect(mistake(line) != nil, "\(name) passes over \(parameter.name)")
            }
        }
    }

    @Test func theFirstArgumentOfARegressorIsItsLoss() throws {
        _ = try session.evaluate("from sklearn.neural_network import MLPRegressor, MLPClassifier")
        let refused = mistake("MLPRegressor((5,)).fit([[0.0], [1]], [0, 1])")
        #expect(refused?.suggestion == "hidden_layer_sizes=(5,)" && refused?.exception == "ValueError")
        #expect(
            try value("MLPClassifier((5,)).hidden_layer_sizes if False else MLPClassifier((5,))")
                == "MLPClassifier(hidden_layer_sizes=(5,))")
    }

    @Test func aNetworkTellsWhatItHasLearnt() throws {
        _ = try session.evaluate(
            """
            import numpy as np
            from sklearn.neural_network import MLPRegressor, MLPClassifier
            X = np.array([[i / 10, (i % 3) / 2] for i in range(30)])
            y = X[:, 0] ** 2 + X[:, 1]
            m = MLPRegressor(hidden_layer_sizes=(8,), max_iter=30, random_state=1, alpha=0.0).fit(X, y)
            W, b = m.coefs_, m.intercepts_
            by_hand = (np.maximum(X @ W[0] + b[0], 0) @ W[1] + b[1])[:, 0]
            c = MLPClassifier(hidden_layer_sizes=(4,), max_iter=5, random_state=1).fit(X, y > 2)
            """)
        #expect(try value("[w.shape for w in W], [v.shape for v in b]") == "([(2, 8), (8, 1)], [(8,), (1,)])")
        #expect(try value("bool(np.abs(by_hand - m.predict(X)).max() < 1e-5)") == "True")
        #expect(
            try value("m.n_iter_, len(m.loss_curve_), m.n_layers_, m.n_outputs_, m.out_activation_, m.t_")
                == "(30, 30, 3, 1, 'identity', 900)")
        #expect(try value("m.best_loss_ == min(m.loss_curve_)") == "True")
        #expect(try value("c.coefs_[1].shape, c.n_outputs_, c.out_activation_") == "((4, 1), 1, 'logistic')")
        #expect(
            try value("type(m).__name__, type(c)().__class__ if False else type(c).__name__")
                == "('MLPRegressor', 'MLPClassifier')")
    }

    @Test func whatIsNotFittedRaisesScikitLearnsError() throws {
        #expect(
            try value(
                """
                from sklearn.exceptions import NotFittedError
                from sklearn.linear_model import Ridge
                def ask():
                    try:
                        Ridge().predict([[1.0]])
                    except NotFittedError as error:
                        return str(error)[:40]
                ask()
                """) == "'This Ridge instance is not fitted yet. C'")
    }

    @Test func scalersFollowTheirSettings() throws {
        _ = try session.evaluate("from sklearn.preprocessing import MinMaxScaler, RobustScaler, OrdinalEncoder")
        #expect(try value("MinMaxScaler(clip=True).fit([[0.0], [1]]).transform([[2.0]]).tolist()") == "[[1.0]]")
        #expect(
            try value(
                "RobustScaler(quantile_range=(10, 90)).fit([[1.0], [2], [3], [4], [10]]).scale_.round(6).tolist()")
                == "[6.2]")
        #expect(
            try value(
                "OrdinalEncoder(handle_unknown=\"use_encoded_value\", unknown_value=-1).fit([[\"a\"], [\"b\"]]).transform([[\"c\"], [\"b\"]]).tolist()"
            ) == "[[-1.0], [1.0]]")
    }
}
