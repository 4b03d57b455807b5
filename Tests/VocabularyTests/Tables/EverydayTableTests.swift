import Answers
import Language
import Testing
import Vocabulary

/// Expected values are those of pandas 3.1.1 and scikit-learn 1.9.1, run on the same lines.
@Suite("Everyday words of tables and of estimators that learn little")
struct EverydayTableTests: SessionSuite {
    let session = Session(registry: Vocabulary.registry, permission: .everything)

    init() throws {
        _ = try session.evaluate(
            """
            import pandas as pd
            import numpy as np
            df = pd.DataFrame({"a": [1, 2, 3], "b": [1.5, None, 2.5]})
            long = pd.DataFrame({"d": ["m", "m", "t", "t"], "k": ["x", "y", "x", "y"], "v": [1, 2, 3, 4]})
            X = [[0.0], [1], [2], [3]]
            y = [0, 1, 1, 1]
            z = [1.0, 3, 5, 8]
            """)
    }

    @Test func tablesAreEqualWhereNamesTypesAndCellsAre() throws {
        #expect(
            try value("df.equals(df.copy()), df.equals(df.astype(float)), df.equals(df[[\"b\", \"a\"]])")
                == "(True, False, False)")
        #expect(
            try value("df[\"a\"].equals(pd.Series([1, 2, 3], name=\"z\")), df[\"a\"].equals(pd.Series([1.0, 2, 3]))")
                == "(True, False)")
    }

    @Test func cellsOfATableAreKeptByACondition() throws {
        #expect(
            try value("df.where(df > 1, 0)[\"a\"].tolist(), df.where(df > 1, 0)[\"b\"].tolist()")
                == "([0, 2, 3], [1.5, 0.0, 2.5])")
        #expect(try value("df.where(df > 1).fillna(-1)[\"a\"].tolist()") == "[-1.0, 2.0, 3.0]")
        #expect(try value("df.where(df > 1, -df)[\"a\"].tolist()") == "[-1, 2, 3]")
        #expect(try value("df.mask(df > 1, 0)[\"a\"].tolist()") == "[1, 0, 0]")
        #expect(try value("df.where(df[\"a\"] > 1).fillna(-1)[\"b\"].tolist()") == "[-1.0, -1.0, 2.5]")
    }

    @Test func quantilesMakeClasses() throws {
        _ = try session.evaluate("six = pd.Series([1, 2, 3, 4, 5, 6])")
        #expect(try value("pd.qcut(six, 3, labels=False).tolist()") == "[0, 0, 1, 1, 2, 2]")
        #expect(
            try value("pd.qcut(six, 3, labels=[\"lo\", \"mid\", \"hi\"]).tolist()")
                == "['lo', 'lo', 'mid', 'mid', 'hi', 'hi']")
        #expect(
            try value("[str(c) for c in pd.qcut(six, 3)][::2]")
                == "['(0.999, 2.667]', '(2.667, 4.333]', '(4.333, 6.0]']")
        #expect(
            try value("[str(c) for c in pd.qcut(pd.Series([1.5, 2.25, 3, 10]), [0, .5, 1.])][1:3]")
                == "['(1.499, 2.625]', '(2.625, 10.0]']")
        #expect(
            message("pd.qcut(pd.Series([1, 1, 1, 2]), 3)")
                == "Bin edges must be unique: Index([1.0, 1.0, 1.0, 2.0], dtype='float64').\nYou can drop duplicate edges by "
                + "setting the 'duplicates' kwarg")
        #expect(
            try value("pd.qcut(pd.Series([1, 1, 1, 2]), 3, labels=False, duplicates=\"drop\").tolist()")
                == "[0, 0, 0, 0]")
    }

    @Test func aTableIsPivotedWhereEachCellComesOnce() throws {
        _ = try session.evaluate("wide = long.pivot(index=\"d\", columns=\"k\", values=\"v\")")
        #expect(
            try value("wide.loc[\"t\"].tolist(), list(wide.columns), list(wide.index)")
                == "([3, 4], ['x', 'y'], ['m', 't'])")
        #expect(
            message("pd.concat([long, long]).pivot(index=\"d\", columns=\"k\", values=\"v\")")
                == "Index contains duplicate entries, cannot reshape")
        #expect(
            message("long.pivot(index=\"d\", columns=\"d\", values=\"v\")")
                == "The name d occurs multiple times, use a level number")
    }

    @Test func dummiesLookAtNoInput() throws {
        _ = try session.evaluate("from sklearn.dummy import DummyClassifier, DummyRegressor")
        #expect(
            try value(
                "DummyClassifier().fit(X, y).predict(X).tolist(), DummyClassifier(strategy=\"most_frequent\").fit(X, y).score(X, y)"
            ) == "([1, 1, 1, 1], 0.75)")
        #expect(try value("DummyClassifier().fit(X, y).predict_proba(X)[0].tolist()") == "[0.25, 0.75]")
        #expect(
            try value("DummyClassifier(strategy=\"most_frequent\").fit(X, y).predict_proba(X)[0].tolist()")
                == "[0.0, 1.0]")
        #expect(
            message("DummyClassifier(strategy=\"constant\", constant=7).fit(X, y)")
                == "The constant target value must be present in the training data. You provided constant=7. Possible values "
                + "are: [0, 1].")
        #expect(
            try value(
                """
                [float(DummyRegressor(**s).fit(X, z).predict(X)[0]) for s in
                    [{}, {"strategy": "median"}, {"strategy": "quantile", "quantile": 0.25}, {"strategy": "constant", "constant": 2}]]
                """) == "[4.25, 4.0, 2.5, 2.0]")
    }

    @Test func functionsAndLengthsTransform() throws {
        _ = try session.evaluate(
            """
            from sklearn.preprocessing import FunctionTransformer, Normalizer, StandardScaler, OneHotEncoder
            from sklearn.pipeline import make_pipeline
            from sklearn.linear_model import Ridge, LogisticRegression
            from sklearn.compose import make_column_selector, make_column_transformer
            from sklearn.utils import shuffle
            """)
        #expect(
            try value("FunctionTransformer(lambda d: d.assign(c=d[\"a\"] * 2)).fit_transform(df)[\"c\"].tolist()")
                == "[2, 4, 6]")
        #expect(
            try value(
                "FunctionTransformer(np.log1p, inverse_func=np.expm1).fit(X).inverse_transform(np.array([[0.0]])).tolist()"
            )
                == "[[0.0]]")
        #expect(try value("Normalizer().fit_transform([[3.0, 4], [0, 0]]).tolist()") == "[[0.6, 0.8], [0.0, 0.0]]")
        #expect(try value("Normalizer(norm=\"max\").fit_transform([[3.0, -4]]).tolist()") == "[[0.75, -1.0]]")
        #expect(
            try value("FunctionTransformer(np.log1p).fit_transform(np.array([[0.0], [1]])).round(8).tolist()")
                == "[[0.0], [0.69314718]]")
        #expect(
            try value(
                "FunctionTransformer(lambda d, k: d * k, kw_args={\"k\": 3}).fit_transform(np.array([[2.0]])).tolist()")
                == "[[6.0]]")
        #expect(
            try value(
                "make_pipeline(FunctionTransformer(np.log1p), Ridge()).fit(X, z).predict([[1.0]]).round(5).tolist()")
                == "[3.99923]")
        #expect(try value("LogisticRegression().fit(X, y).decision_function([[1.5]]).round(3).tolist()") == "[1.3]")
        #expect(
            try value("LogisticRegression().fit(X, [0, 1, 2, 2]).decision_function([[1.5]]).round(3).tolist()")
                == "[[-0.411, -0.082, 0.493]]")
        #expect(
            try value(
                "make_column_selector(dtype_include=\"number\")(pd.DataFrame({\"a\": [1], \"b\": [\"x\"], \"c\": [1.5]}))"
            )
                == "['a', 'c']")
        #expect(
            try value("make_column_selector(pattern=\"^a\")(pd.DataFrame({\"a1\": [1], \"b\": [\"x\"]}))") == "['a1']")
        #expect(
            try value(
                """
                make_column_transformer((StandardScaler(), ["a"]), remainder="passthrough").fit_transform(
                    pd.DataFrame({"a": [1, 3], "b": [5, 6]})).tolist()
                """) == "[[-1.0, 5.0], [1.0, 6.0]]")
        #expect(
            try value("shuffle([1, 2, 3], random_state=0), shuffle(np.arange(6), random_state=1).tolist()")
                == "([3, 2, 1], [2, 1, 4, 0, 3, 5])")
        #expect(
            try value("shuffle(X, y, random_state=42)[1], shuffle(list(\"abcd\"), n_samples=2, random_state=0)")
                == "([1, 1, 0, 1], ['c', 'd'])")
        #expect(
            try value("OneHotEncoder().fit([[\"r\"], [\"g\"]]).categories_") == "[array(['g', 'r'], dtype=object)]")
    }
}
