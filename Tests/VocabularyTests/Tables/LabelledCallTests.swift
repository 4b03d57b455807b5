import Answers
import Language
import Testing
import Vocabulary

/// Expected values are those of pandas 3.1.1 and NumPy 2.4.6, run on the same lines.
@Suite("NumPy's functions of tables and columns keep what rows and columns are called")
struct LabelledCallTests: SessionSuite {
    let session = Session(registry: Vocabulary.registry, permission: .everything)

    init() throws {
        _ = try session.evaluate(
            """
            import pandas as pd
            import numpy as np
            df = pd.DataFrame({"a": [1.0, 4.0], "b": [9.0, 16.0]}, index=["x", "y"])
            s = df["a"]
            t = df["b"]
            gap = pd.Series([1.0, None, 3.0])
            """)
    }

    @Test("of one value: np.sqrt, np.log, np.isnan, np.abs")
    func unary() throws {
        #expect(
            try value("list(df.apply(np.sqrt).index), df.apply(np.sqrt)[\"a\"].tolist()") == "(['x', 'y'], [1.0, 2.0])")
        #expect(try value("np.sqrt(df).loc[\"y\"].tolist(), list(np.sqrt(df).columns)") == "([2.0, 4.0], ['a', 'b'])")
        #expect(try value("df.apply(np.sqrt).round(2)[\"b\"].tolist()") == "[3.0, 4.0]")
        #expect(try value("np.log(s).round(4).to_dict(), np.log(s).name") == "({'x': 0.0, 'y': 1.3863}, 'a')")
        #expect(
            try value("np.isnan(gap).tolist(), np.isfinite(df)[\"a\"].tolist()")
                == "([False, True, False], [True, True])")
        #expect(try value("np.square(pd.Series([1, 2], name=\"q\")).tolist()") == "[1, 4]")
        #expect(
            try value("df.apply(np.sum).to_dict(), df.apply(np.mean).to_dict()")
                == "({'a': 5.0, 'b': 25.0}, {'a': 2.5, 'b': 12.5})")
    }

    @Test("of two values, the rows matched: np.maximum, np.power, np.add, np.greater")
    func binary() throws {
        #expect(try value("np.maximum(s, 2).to_dict(), np.maximum(2, s).name") == "({'x': 2.0, 'y': 4.0}, 'a')")
        #expect(
            try value("np.power(s, 2).tolist(), np.add(s, t).tolist(), np.add(s, t).name")
                == "([1.0, 16.0], [10.0, 20.0], None)")
        #expect(try value("np.add(df, s.values).loc[\"y\"].tolist()") == "[5.0, 20.0]")
        #expect(
            try value("np.maximum(df, 3)[\"a\"].tolist(), np.divide(df, 2)[\"b\"].tolist()")
                == "([3.0, 4.0], [4.5, 8.0])")
        #expect(
            try value("np.greater(s, 2).tolist(), np.logical_and(s > 1, t > 1).tolist()")
                == "([False, True], [False, True])")
        #expect(try value("np.add(s, t[::-1]).to_dict()") == "{'x': 10.0, 'y': 20.0}")
        #expect(try value("np.where(s > 1, 1, 0)") == "array([0, 1])")
        #expect(throws: Diagnostic.self) { try value("np.maximum(df, s)") }
    }

    @Test("rounded, clipped and summed up")
    func others() throws {
        #expect(try value("np.round(df / 3, 2).loc[\"y\"].tolist()") == "[1.33, 5.33]")
        #expect(
            try value("np.clip(df, 2, 10).loc[\"y\"].tolist(), np.clip(s, 2, 3).to_dict()")
                == "([4.0, 10.0], {'x': 2.0, 'y': 3.0})")
        #expect(
            try value("np.cumsum(s).to_dict(), np.cumsum(df).loc[\"y\"].tolist()")
                == "({'x': 1.0, 'y': 5.0}, [5.0, 25.0])")
        #expect(
            try value("np.sum(df), np.mean(df), np.std(s), np.max(df)")
                == "(np.float64(30.0), np.float64(7.5), np.float64(1.5), np.float64(16.0))")
        #expect(
            try value("np.sum(df, axis=0).to_dict(), np.mean(df, axis=1).to_dict()")
                == "({'a': 5.0, 'b': 25.0}, {'x': 5.0, 'y': 10.0})")
        #expect(
            try value("np.std(df, axis=0).tolist(), float(np.std(s, ddof=1))") == "([1.5, 3.5], 2.1213203435596424)")
    }

    @Test("what is missing is left out, as the column's own statistics leave it out")
    func gaps() throws {
        #expect(try value("float(np.mean(gap)), float(np.sum(gap)), float(np.max(gap))") == "(2.0, 4.0, 3.0)")
        #expect(try value("np.cumsum(gap).fillna(-1).tolist()") == "[1.0, -1.0, 4.0]")
    }

    @Test("names of columns can be given where an estimator was fitted on an array")
    func featureNames() throws {
        _ = try session.evaluate(
            """
            from sklearn.preprocessing import PolynomialFeatures, StandardScaler, OneHotEncoder
            from sklearn.compose import ColumnTransformer
            from sklearn.pipeline import make_pipeline
            from sklearn.impute import SimpleImputer
            X = np.array([[1.0, 2.0], [3.0, 4.0]])
            n = ["a", "b"]
            columns = ColumnTransformer([("n", StandardScaler(), [1])], remainder="passthrough")
            """)
        func names(_ code: String) throws -> String { try value("[str(name) for name in \(code)]") }
        #expect(
            try names("PolynomialFeatures(2).fit(X).get_feature_names_out(n)")
                == "['1', 'a', 'b', 'a^2', 'a b', 'b^2']")
        #expect(try names("StandardScaler().fit(X).get_feature_names_out()") == "['x0', 'x1']")
        #expect(
            try names("OneHotEncoder().fit([[\"r\"], [\"g\"]]).get_feature_names_out([\"c\"])") == "['c_g', 'c_r']")
        #expect(try names("columns.fit(X).get_feature_names_out(n)") == "['n__b', 'remainder__a']")
        #expect(
            try names("make_pipeline(StandardScaler(), PolynomialFeatures(2)).fit(X).get_feature_names_out(n)")
                == "['1', 'a', 'b', 'a^2', 'a b', 'b^2']")
        #expect(
            try names("SimpleImputer(add_indicator=True).fit([[np.nan, 1], [2, 3]]).get_feature_names_out(n)")
                == "['a', 'b', 'missingindicator_a']")
        let short = #expect(throws: Diagnostic.self) {
            try names("StandardScaler().fit(X).get_feature_names_out([\"a\"])")
        }
        #expect(
            short?.mistake.pythonMessage
                == "input_features should have length equal to number of features (2), got 1")
        let other = #expect(throws: Diagnostic.self) {
            try names("StandardScaler().fit(pd.DataFrame(X, columns=[\"p\", \"q\"])).get_feature_names_out(n)")
        }
        #expect(other?.mistake.pythonMessage == "input_features is not equal to feature_names_in_")
    }
}
