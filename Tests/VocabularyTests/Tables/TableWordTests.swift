import Answers
import Figures
import Foundation
import Language
import Testing
import Vocabulary

@Suite("Tables, pandas's and scikit-learn's words")
struct TableWordTests: SessionSuite {
    let session = Session(registry: Vocabulary.registry, permission: .everything)

    private func printed(_ code: String) throws -> [String] {
        try session.lines(code)
    }

    private let houses =
        "id;area;kind;price\n"
        + (0..<30).map { "\($0 + 1);\(60 + $0 * 7 % 50),5;\($0 % 3 == 0 ? "flat" : "house");\(100 + $0 * $0 % 70)\n" }
        .joined()

    /// pandas 3.
    @Test func textsStandOnOneLineAndLongOnesAreCut() throws {
        let lines = try printed(
            """
            import pandas as pd
            d = pd.DataFrame({"t": ["x\\ty\\r\\nz", "a" * 79, "b" * 49], "n": [1, 2, 3]})
            print(d)
            print(d["t"])
            print(d.set_index("t"))
            print(d.to_string())
            """)
        let (a, b) = (String(repeating: "a", count: 46) + "...", String(repeating: "b", count: 49))
        func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
        #expect(
            lines == [
                blanks(51) + "t  n", "0" + blanks(42) + "x\\ty\\r\\nz  1", "1  \(a)  2", "2  \(b)  3",
                "0" + blanks(44) + "x\\ty\\r\\nz", "1    \(a)", "2    \(b)", "Name: t, dtype: str",
                blanks(52) + "n", "t" + blanks(52), "x\\ty\\r\\nz" + blanks(43) + "1",
                String(repeating: "a", count: 47) + "...  2", b + "   3",
                blanks(81) + "t  n", "0" + blanks(72) + "x\\ty\\r\\nz  1",
                "1  " + String(repeating: "a", count: 79) + "  2", "2  " + blanks(30) + b + "  3",
            ], "\(lines.joined(separator: "\n"))")
    }

    @Test func aFileIsReadLookedAtAndDescribed() throws {
        let path = try tableFile(houses)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let outcome = try session.evaluate("data = load_csv(\"\(path)\", target=\"price\")")
        #expect(
            outcome.notes.contains { $0.contains("id: an identifier: the rows counted, dropped") }, "\(outcome.notes)")
        #expect(outcome.notes.contains { $0.contains("decimal comma") })
        #expect(try value("list(data.columns)") == "['area', 'kind', 'price']")
        #expect(try value("data.shape") == "(30, 3)")
        #expect(try value("data.head(2).shape, data[5:8].shape, data[[\"area\"]].shape") == "((2, 3), (3, 3), (30, 1))")
        #expect(try value("data[\"area\"][0], data.target") == "(60.5, 'price')")
        #expect(
            try value(
                "len(data[data[\"kind\"] == \"flat\"]), len(data[(data[\"area\"] > 80) & (data[\"kind\"] == \"flat\")]) < 10"
            ) == "(10, True)")
        let account = try session.evaluate("describe(data)").value
        let text = account.display(width: 100)
        #expect(text.contains("Left out") && text.contains("one-hot, 2") && text.contains("standard scale"), "\(text)")
        #expect(mistake("load_csv(\"\(path)\", target=\"prize\")")?.argument == "target")
        #expect(mistake("load_csv(\"/nowhere.csv\")")?.exception == "FileNotFoundError")
        #expect(
            try value(
                "load_csv(\"\(path)\", target=\"price\", keep=[\"id\"], types={\"area\": \"category\"}).columns.tolist()"
            )
                == "['id', 'area', 'kind', 'price']")
    }

    @Test func fromATableToANetwork() throws {
        _ = try session.evaluate(
            """
            data = house(120, seed=3, outliers=False)
            parts = hold_out(data, validation=0.25, test=0.25, seed=1)
            p = prepare(parts.train)
            model = Sequential([Dense(8, activation="relu"), Dense(1)], seed=1)
            model.compile(Adam(0.01), "mse")
            h = model.fit(p(parts.train), epochs=3, verbose=0)
            guess = p.undo(model.predict(p.inputs(parts.validation)))
            """)
        #expect(try value("parts.test_looks") == "0")
        #expect(try value("parts.test.shape, parts.test_looks") == "((30, 13), 1)")
        #expect(try value("0.1 < data.floor < 0.12 and data.floor == data.clean_floor") == "True")
        #expect(try value("len(guess)") == "30")
        #expect(try value("p.names[:2]") == "['neighbourhood=Airport', 'neighbourhood=Harbour']")
    }

    @Test func pandasReadsAndSelectsAsPandas() throws {
        let path = try tableFile("a,b,c\n1,x,\n2,y,2.5\n3,x,3.5\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let out = try printed(
            """
            import pandas as pd
            import numpy as np
            df = pd.read_csv("\(path)")
            print(df.shape, df.columns)
            print(df.isna().sum())
            print(df.dtypes)
            print(df["a"].mean(), df["c"].isna().sum())
            df["d"] = df["a"] * 2
            print(df[df["a"] > 1]["d"].tolist())
            print(df.drop(columns=["b", "c"]).values.shape)
            print(df["c"].fillna(0).tolist())
            print(pd.get_dummies(df[["b"]]).columns)
            print(df["b"].value_counts())
            print(df.loc[1, "b"], df.iloc[0, 0], df.iloc[:2].shape)
            print(np.log(df["a"])[0])
            for name in df.columns:
                pass
            print(name, len(df))
            """)
        // As pandas 3.1.1 prints it.
        let expected = [
            "(3, 3) Index(['a', 'b', 'c'], dtype='str')", "a    0", "b    0", "c    1", "dtype: int64",
            "a      int64", "b        str", "c    float64",
            "dtype: object", "2.0 1", "[4, 6]", "(3, 2)", "[0.0, 2.5, 3.5]", "Index(['b_x', 'b_y'], dtype='str')",
            "b", "x    2", "y    1",
            "Name: count, dtype: int64", "y 1 (2, 4)", "0.0", "d 3",
        ]
        #expect(out == expected, "\(out)")
        #expect(mistake("df[\"z\"]")?.exception == "KeyError")
        #expect(mistake("df.to_numpy(dtype=float)")?.suggestion?.contains("get_dummies") == true)
    }

    @Test func tablesAreMadeOfDictsAndRows() throws {
        _ = try session.evaluate(
            "import pandas as pd\ndf = pd.DataFrame({\"a\": [1, 2, None], \"k\": [\"u\", \"v\", \"u\"]})")
        #expect(try value("df.shape, df.isna().sum()[\"a\"]") == "((3, 2), 1)")
        #expect(try value("pd.DataFrame([[1, 2], [3, 4]], columns=[\"x\", \"y\"])[\"y\"].tolist()") == "[2, 4]")
        #expect(try value("df.dropna().shape, df.fillna(0)[\"a\"].tolist()") == "((2, 2), [1.0, 2.0, 0.0])")
        #expect(try value("df.sort_values(\"a\", ascending=False)[\"a\"].tolist()[:2]") == "[2.0, 1.0]")
        #expect(try value("df.describe().loc[\"mean\", \"a\"]") == "1.5")
        #expect(try value("df[\"k\"].map({\"u\": 1, \"v\": 2}).tolist()") == "[1, 2, 1]")
        #expect(try value("pd.concat([df, df]).shape") == "(6, 2)")
        #expect(mistake("pd.DataFrame({\"a\": [1], \"b\": [1, 2]})")?.exception == "ValueError")
    }

    @Test func pipelinesTransformColumnsAndAreScored() throws {
        _ = try session.evaluate(
            """
            import pandas as pd
            from sklearn.compose import ColumnTransformer
            from sklearn.impute import SimpleImputer
            from sklearn.linear_model import Ridge, LinearRegression
            from sklearn.model_selection import KFold, StratifiedKFold, cross_val_score, train_test_split
            from sklearn.pipeline import Pipeline, make_pipeline
            from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, RobustScaler, StandardScaler
            df = pd.DataFrame({"a": [1.0, 2, None, 4, 5, 6], "k": ["u", "v", "u", "v", "u", "w"]})
            y = [1.0, 2, 3, 4, 5, 6]
            numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
            both = ColumnTransformer([("n", numbers, ["a"]), ("c", OneHotEncoder(handle_unknown="ignore"), ["k"])])
            model = Pipeline([("prepare", both), ("ridge", Ridge(alpha=0.1))])
            model.fit(df, y)
            """)
        #expect(try value("both.fit_transform(df).shape") == "(6, 4)")
        #expect(try value("model.score(df, y) > 0.9") == "True")
        #expect(try value("cross_val_score(model, df, y, cv=KFold(3)).shape") == "(3,)")
        #expect(try value("model.get_params()[\"ridge__alpha\"]") == "0.1")
        #expect(try value("model.set_params(ridge__alpha=2).named_steps[\"ridge\"]") == "Ridge(alpha=2)")
        #expect(
            try value("make_pipeline(StandardScaler(), Ridge())")
                == "Pipeline(steps=[('standardscaler', StandardScaler()), ('ridge', Ridge())])")
        #expect(try value("StandardScaler().fit_transform([[1.0], [2], [3]]).tolist()[0][0] < -1.22") == "True")
        #expect(
            try value(
                "MinMaxScaler().fit([[1.0], [3]]).transform([[2.0]]).tolist(), RobustScaler().fit_transform([[1.0], [2], [3]]).tolist()"
            ) == "([[0.5]], [[-1.0], [0.0], [1.0]])")
        #expect(try value("LinearRegression().fit([[0.0], [1], [2]], [1, 3, 5]).coef_.tolist()[0] > 1.999") == "True")
        #expect(
            try value("[len(b) for a, b in StratifiedKFold(2).split([[0], [1], [2], [3]], [0, 1, 0, 1])]") == "[2, 2]")
        let parts = try value("[p.shape for p in train_test_split(df, test_size=2, random_state=0)]")
        #expect(parts == "[(4, 2), (2, 2)]")
        #expect(mistake("Ridge().predict([[1.0]])")?.problem.contains("not fitted") == true)
        #expect(mistake("Ridge().fit([1.0, 2], [1, 2])")?.suggestion == "X.reshape(-1, 1)")
        #expect(mistake("Ridge().fit([[1.0], [2]], [1])")?.problem == "X has 2 rows and y 1")
    }

    @Test func aScalerFittedBeforeTheSplitIsSaid() throws {
        let outcome = try session.evaluate(
            """
            from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler
            from sklearn.model_selection import train_test_split
            s = StandardScaler()
            X = s.fit_transform([[1.0], [2], [3], [4]])
            a, b = train_test_split(X, random_state=0)
            """)
        #expect(outcome.notes.contains { $0.contains("was fitted on all rows before the split") }, "\(outcome.notes)")
        let unnamed = try session.evaluate("a, b = train_test_split(MinMaxScaler().fit_transform([[1.0], [2], [3]]))")
        #expect(unnamed.notes.contains { $0.contains("MinMaxScaler was fitted on all rows") }, "\(unnamed.notes)")
        let honest = try session.evaluate(
            "a, b = train_test_split(RobustScaler().fit([[1.0]]).transform([[1.0], [2], [3]]))")
        #expect(!honest.notes.contains { $0.contains("RobustScaler") }, "\(honest.notes)")
    }

    @Test func searchesTryEveryCombination() throws {
        _ = try session.evaluate(
            """
            from sklearn.linear_model import Ridge
            from sklearn.model_selection import GridSearchCV, RandomizedSearchCV, cross_validate
            from sklearn.pipeline import Pipeline
            from sklearn.preprocessing import StandardScaler
            X = [[float(i), float(i * i % 7)] for i in range(20)]
            y = [2 * a + b + 5 for a, b in X]
            s = GridSearchCV(Ridge(), {"alpha": [0.001, 1, 1000], "fit_intercept": [True, False]}, cv=4).fit(X, y)
            """)
        #expect(try value("s.best_params_") == "{'alpha': 0.001, 'fit_intercept': True}")
        #expect(
            try value("len(s.cv_results_[\"params\"]), s.cv_results_[\"rank_test_score\"].tolist()[0], s.n_splits_")
                == "(6, 1, 4)")
        #expect(try value("s.score(X, y) > 0.999, s.predict([[1.0, 1.0]]).shape") == "(True, (1,))")
        #expect(
            try value(
                "len(RandomizedSearchCV(Ridge(), {\"alpha\": [1, 2, 3, 4]}, n_iter=2, random_state=1, cv=2).fit(X, y).cv_results_[\"params\"])"
            ) == "2")
        // scikit-learn 1.9.1's keys in its order.
        #expect(
            try value("list(s.cv_results_)")
                == "['mean_fit_time', 'std_fit_time', 'mean_score_time', 'std_score_time', 'param_alpha', 'param_fit_intercept', "
                + "'params', 'split0_test_score', 'split1_test_score', 'split2_test_score', 'split3_test_score', 'mean_test_score', "
                + "'std_test_score', 'rank_test_score']")
        #expect(
            try value(
                "list(GridSearchCV(Ridge(), {\"alpha\": [1, 2]}, cv=2, scoring=[\"r2\", \"max_error\"], refit=\"r2\").fit(X, y).cv_results_)[-5:]"
            )
                == "['split0_test_max_error', 'split1_test_max_error', 'mean_test_max_error', 'std_test_max_error', 'rank_test_max_error']"
        )
        #expect(
            mistake("GridSearchCV(Ridge(), {\"alpha\": [1]}, cv=2, scoring=[\"r2\", \"max_error\"]).fit(X, y)")?
                .pythonMessage?
                .hasPrefix("For multi-metric scoring") == true)
        // The grid of two dicts, one after the other; and numbers drawn from a range.
        #expect(
            try value(
                "GridSearchCV(Ridge(), [{\"alpha\": [1, 2]}, {\"alpha\": [3], \"fit_intercept\": [True, False]}], cv=2).fit(X, y).cv_results_[\"params\"]"
            )
                == "[{'alpha': 1}, {'alpha': 2}, {'alpha': 3, 'fit_intercept': True}, {'alpha': 3, 'fit_intercept': False}]"
        )
        #expect(
            try value(
                "[0.1 <= p[\"alpha\"] <= 10 for p in RandomizedSearchCV(Ridge(), {\"alpha\": Float(0.1, 10, log=True)}, n_iter=3, random_state=1, cv=2).fit(X, y).cv_results_[\"params\"]]"
            ) == "[True, True, True]")
        #expect(try value("list(cross_validate(Ridge(), X, y, cv=2))") == "['fit_time', 'score_time', 'test_score']")
        let wrong = mistake(
            "GridSearchCV(Pipeline([(\"s\", StandardScaler()), (\"r\", Ridge())]), {\"alpha\": [1]}, cv=2).fit(X, y)")
        #expect(wrong?.suggestion == "\"r__alpha\"")
        #expect(wrong?.pythonMessage?.hasPrefix("Invalid parameter 'alpha' for estimator Pipeline(") == true)
    }

    @Test("A table is drawn as the spread of its columns, the target first, and a column by itself")
    func pictures() throws {
        _ = try session.evaluate(
            "import pandas as pd\nd = pd.DataFrame({\"zone\": [\"b\", \"a\", \"b\", \"c\"], \"size\": [1.0, 2, 2, 4], \"same\": [1, 1, 1, 1]})"
        )
        func figure(_ line: String) throws -> Figure {
            try #require(session.evaluate(line).value.asThing(Figure.self))
        }
        let table = try figure("plot(d)")
        #expect(table.panels.map(\.title) == ["zone", "size"] && table.caption == ["4 rows", "2 of 3 columns"])
        guard case .bars(let levels)? = table.panels[0].layers.first,
            case .bars(let classes)? = table.panels[1].layers.first
        else {
            Issue.record("no bars")
            return
        }
        #expect(levels.isHorizontal && levels.bars.map(\.height) == [1, 1, 2])
        #expect(table.panels[0].y.names.map(\.text) == ["c", "a", "b"])
        #expect(classes.bars.count == 20 && classes.bars.map(\.height).filter { $0 > 0 } == [1, 2, 1])
        #expect(try figure("plot(d[\"size\"])").panels.count == 1)
        #expect(throws: Diagnostic.self) { try session.evaluate("plot(d[\"same\"])") }
        let houses = try figure("plot(house(200, seed=1))")
        #expect(houses.panels.first?.title == (try value("house(200, seed=1).target")).replacing("'", with: ""))
    }

    @Test func networksLearnUnderScikitLearnsNames() throws {
        _ = try session.evaluate(
            """
            from sklearn.neural_network import MLPRegressor, MLPClassifier
            X = [[i / 10, (i % 3) / 2] for i in range(30)]
            y = [a * a + b for a, b in X]
            """)
        #expect(
            try value(
                "MLPRegressor(hidden_layer_sizes=(8,), solver=\"lbfgs\", max_iter=200, random_state=1).fit(X, y).score(X, y) > 0.98"
            ) == "True")
        #expect(
            try value(
                "sum(MLPRegressor(hidden_layer_sizes=(8,), learning_rate_init=0.02, max_iter=400, random_state=k).fit(X, y).score(X, y) > 0.9 for k in range(20)) > 10"
            ) == "True", "scikit-learn 1.9.1: 22 of its first 30 seeds")
        _ = try session.evaluate(
            "z = [\"low\" if v < 3 else \"high\" for v in y]\nm = MLPClassifier((8,), solver=\"lbfgs\", random_state=1).fit(X, z)"
        )
        #expect(
            try value("m.score(X, z) > 0.9, m.classes_, m.predict_proba(X).shape")
                == "(True, array(['high', 'low'], dtype='<U4'), (30, 2))"
        )
        #expect(mistake("MLPRegressor(solver=\"newton\").fit(X, y)")?.suggestion == "solver=\"adam\"")
    }

    @Test func baselinesStandBesideEveryModel() throws {
        _ = try session.evaluate("b = baselines(house(150, seed=2, outliers=False), folds=3, seed=1)")
        #expect(try value("list(b.scores)") == "['mean', 'ridge', 'log-linear', '5 nearest', 'boosted trees']")
        #expect(try value("sum(b.scores[\"ridge\"]) < sum(b.scores[\"mean\"])") == "True")
        #expect(
            try value("learning_curve(house(150, seed=2), folds=3, seed=1).rows") == "[10.0, 25.0, 50.0, 75.0, 100.0]")
        #expect(mistake("baselines(house(150)[[\"x\", \"y\"]])")?.argument == "data")
    }

    @Test func baselinesTellSeveralClassesApartInStratifiedFolds() throws {
        let rows = (0..<90).map { i in
            "\(i % 31);\(i * i % 29);\(i == 40 ? "rare" : ["low", "middle", "high"][(i % 31) / 11])\n"
        }
        let path = try tableFile("x;z;class\n" + rows.joined())
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = try session.evaluate("d = load_csv(\"\(path)\", target=\"class\")\nb = baselines(d, folds=3, seed=1)")
        #expect(try value("max(b.scores[\"5 nearest\"]) < min(b.scores[\"mean\"])") == "True")
        #expect(try session.evaluate("b").value.display(width: 100).contains("StratifiedKFold(n_splits=3"))
        #expect(try value("max(learning_curve(d, \"neighbours\", folds=3, seed=1).errors) < 1") == "True")
    }

    /// train_test_split(list(range(13)), …) of scikit-learn 1.9.1.
    @Test func partsAreScikitLearnsToTheRow() throws {
        let line = "from sklearn.model_selection import train_test_split\nrows = list(range(13))\n"
        _ = try session.evaluate(line)
        #expect(
            try value("train_test_split(rows, test_size=.3, random_state=42)")
                == "[[5, 2, 1, 12, 4, 7, 10, 3, 6], [11, 9, 0, 8]]")
        #expect(
            try value("train_test_split(rows, train_size=5, test_size=3, random_state=42)")
                == "[[8, 5, 2, 1, 12], [11, 9, 0]]")
        #expect(
            try value("train_test_split(rows, train_size=5, test_size=3, shuffle=False)")
                == "[[0, 1, 2, 3, 4], [5, 6, 7]]")
        _ = try session.evaluate("y = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 0, 0]")
        #expect(
            try value("train_test_split(rows, test_size=.3, random_state=42, stratify=y)")
                == "[[0, 3, 2, 7, 6, 4, 8, 12, 10], [5, 1, 9, 11]]")
        #expect(mistake("train_test_split(rows, stratify=[0] + [1]*12)")?.exception == "ValueError")
    }

    @Test func aWordOfALibraryIsAnsweredWithItsImport() {
        for (name, line) in [
            ("train_test_split", "from sklearn.model_selection import train_test_split"),
            ("StandardScaler", "from sklearn.preprocessing import StandardScaler"),
            ("KFold", "from sklearn.model_selection import KFold"), ("read_csv", "from pandas import read_csv"),
        ] {
            #expect(mistake("\(name)(1)")?.suggestion == line, "\(name)")
        }
    }

    /// pandas 3: `corr(method="spearman")` ranks the rows where both are there.
    @Test func ranksAreThoseOfThePairs() throws {
        _ = try session.evaluate(
            "import pandas as pd\nd = pd.DataFrame({\"a\": [1, None, 3, 4, 9, 2], \"b\": [2, 5, None, 1, 8, 8]})")
        #expect(try value("round(d.corr(method=\"spearman\")[\"b\"][\"a\"], 12)") == "0.210818510678")
        #expect(try value("float(round(d[\"a\"].corr(d[\"b\"], method=\"spearman\"), 12))") == "0.210818510678")
        #expect(try value("pd.DataFrame({\"a\": [1.0, 2.0], \"b\": [3.0, 1.0]}).corr()[\"b\"][\"a\"]") == "-1.0")
    }

    @Test func titlesAreSkippedAndRowNamesKept() throws {
        let path = try tableFile("title\nx\na,b\n1, 2,\n3,4,\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let titled = try tableFile("title\nx\na,b\n1,2\n3,4\n5,6\n")
        defer { try? FileManager.default.removeItem(atPath: titled) }
        #expect(mistake("load_csv(\"\(titled)\")")?.suggestion?.contains("skip_rows=2") == true)
        #expect(try value("load_csv(\"\(path)\", skip_rows=2, keep=[\"a\", \"b\"]).columns.tolist()") == "['a', 'b']")
        _ = try session.evaluate("import pandas as pd\nd = pd.read_csv(\"\(path)\", skiprows=2)")
        #expect(try value("d.index.tolist(), d[\"a\"].tolist(), d[\"b\"].isna().all()") == "([1, 3], [2, 4], True)")
        #expect(try value("pd.read_csv(\"\(path)\", skiprows=2, index_col=False)[\"a\"].tolist()") == "[1, 3]")
    }

    @Test func copiesThatWereDroppedAreTold() throws {
        let path = try tableFile("a,price\n" + (0..<70).map { "\($0 % 60),\($0 % 60 * 3 % 41)\n" }.joined())
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = try session.evaluate("data = load_csv(\"\(path)\", target=\"price\")")
        #expect(try value("any(\"10 rows are exact copies\" in line for line in data.decisions)") == "True")
        #expect(
            try value("[line for line in data.drop_duplicates().decisions if \"copies\" in line]")
                == "['10 rows that were copies of others were left out']")
    }

    /// pandas 3: Series([1, None, 3, 3, 5]).
    @Test func placesOfEqualCellsAndCountsOfWindowsArePandas() throws {
        _ = try session.evaluate("import pandas as pd\ns = pd.Series([1, None, 3, 3, 5])")
        for (text, answer) in [
            ("s.rank()", "1.0, nan, 2.5, 2.5, 4.0"), ("s.rank(method='min', pct=True)", "0.25, nan, 0.5, 0.5, 1.0"),
            ("s.rank(method='max')", "1.0, nan, 3.0, 3.0, 4.0"),
            ("s.rank(method='first', pct=True)", "0.25, nan, 0.5, 0.75, 1.0"),
            ("s.rank(method='dense')", "1.0, nan, 2.0, 2.0, 3.0"),
            ("s.rank(method='dense', ascending=False)", "3.0, nan, 2.0, 2.0, 1.0"),
            ("s.rank(method='first', ascending=False)", "4.0, nan, 2.0, 3.0, 1.0"),
            ("s.rolling(2).count()", "nan, 1.0, 1.0, 2.0, 2.0"),
            ("s.rolling(3, min_periods=2).count()", "nan, 1.0, 2.0, 2.0, 3.0"),
        ] {
            #expect(try value("\(text).tolist()") == "[\(answer)]", "\(text)")
        }
        #expect(mistake("s.rank(method='mean')")?.exception == "KeyError")
    }
}
