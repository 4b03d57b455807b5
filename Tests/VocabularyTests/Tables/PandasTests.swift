import Answers
import Foundation
import Language
import Testing
import Vocabulary

/// Expected values are those of pandas 3.1.1, run on the same lines.
@Suite("Tables do what pandas does, or say that they do not")
struct PandasTests: SessionSuite {
    let session = Session(registry: Vocabulary.registry, permission: .everything)

    init() throws {
        _ = try session.evaluate(
            """
            import pandas as pd
            import numpy as np
            df = pd.DataFrame({"a": [1, 2, 3], "b": [1.5, None, 2.5], "k": ["x", "y", "x"]})
            s = pd.Series([10, 20, 30], index=["x", "y", "z"], name="v")
            """)
    }

    @Test func reductionsHonourAxisGapsAndDegreesOfFreedom() throws {
        #expect(try value("df[[\"a\", \"b\"]].sum(axis=1).tolist()") == "[2.5, 2.0, 5.5]")
        #expect(try value("df.mean(numeric_only=True).tolist()") == "[2.0, 2.0]")
        #expect(try value("str(df[\"b\"].mean(skipna=False)), str(df[\"b\"].sum(skipna=False))") == "('nan', 'nan')")
        #expect(
            try value("float(df[\"a\"].std(ddof=0).round(6)), float(df[\"a\"].std()), df[\"a\"].var(ddof=2)")
                == "(0.816497, 1.0, np.float64(2.0))")
        #expect(mistake("df.mean()")?.pythonMessage == "Cannot perform reduction 'mean' with string dtype")
        #expect(try value("df.max().tolist()") == "[3, 2.5, 'y']")
        #expect(mistake("df.mean(axis=2)")?.pythonMessage == "No axis named 2 for object type DataFrame")
    }

    @Test func rowsAreSortedByEachColumnsOwnDirection() throws {
        #expect(
            try value("df.sort_values([\"k\", \"a\"], ascending=[True, False])[\"a\"].tolist()") == "[3, 1, 2]")
        #expect(
            try value("df.sort_values(\"b\", na_position=\"first\").index.tolist()") == "[1, 0, 2]")
        #expect(mistake("df.sort_values([\"k\", \"a\"], ascending=[True])")?.exception == "ValueError")
    }

    @Test func assignmentAndArithmeticMatchRowsByName() throws {
        _ = try session.evaluate(
            """
            d = pd.DataFrame({"p": [1, 2, 3]}, index=["x", "y", "z"])
            d["q"] = pd.Series([9, 8], index=["z", "x"])
            """)
        #expect(try value("d[\"q\"].fillna(0).tolist()") == "[8.0, 0.0, 9.0]")
        #expect(
            try value("(s + pd.Series([1, 2], index=[\"z\", \"x\"])).fillna(-1).tolist()") == "[12.0, -1.0, 31.0]")
        #expect(try value("(df[\"a\"] - df[\"a\"][::-1]).tolist()") == "[0, 0, 0]")
        #expect(try value("(df[[\"a\"]] / 2)[\"a\"].tolist()") == "[0.5, 1.0, 1.5]")
        #expect(mistake("df[\"a\"] == pd.Series([1, 2])")?.exception == "ValueError")
    }

    @Test func bracketsTakeNamesAndLocRunsFromNameToName() throws {
        _ = try session.evaluate("u = pd.Series([5, 6, 7], index=[2, 0, 1])")
        #expect(try value("u[2], u[0], u.iloc[0], u.loc[1]") == "(5, 6, 5, 7)")
        #expect(mistake("u[3]")?.exception == "KeyError")
        #expect(mistake("s[1]")?.exception == "KeyError")
        #expect(
            try value("s[\"x\":\"y\"].tolist(), s.loc[\"y\":].tolist(), s[0:1].tolist()")
                == "([10, 20], [20, 30], [10])")
        #expect(
            try value(
                "df[df[\"a\"] > 1].loc[1:2, \"a\"].tolist(), df.loc[0:1, \"a\":\"b\"].shape, df.iloc[0:1].shape")
                == "([2, 3], (2, 2), (1, 3))")
        #expect(try value("u.sort_index().loc[0:1].tolist()") == "[6, 7]")
    }

    @Test func cellsAreSetByConditionNameAndPlace() throws {
        _ = try session.evaluate(
            """
            e = df.copy()
            e.loc[e["a"] > 1, "a"] = 0
            e.loc[0, "k"] = "w"
            e.iloc[2, 1] = 7
            e.at[1, "b"] = 4.5
            e[["m", "n"]] = e[["a", "b"]]
            e.loc[3] = [8, 9.5, "new", 1, 2]
            """)
        #expect(
            try value("e[\"a\"].tolist(), e[\"b\"].tolist(), e[\"k\"].tolist()")
                == "([1, 0, 0, 8], [1.5, 4.5, 7.0, 9.5], ['w', 'y', 'x', 'new'])")
        #expect(try value("df[\"a\"].tolist(), len(e)") == "([1, 2, 3], 4)")
    }

    @Test func makersAndReadersFollowTheirSettings() throws {
        #expect(
            try value("s.name, s.index.tolist(), pd.DataFrame({\"a\": [1]}, index=[\"r\"]).loc[\"r\", \"a\"]")
                == "('v', ['x', 'y', 'z'], 1)")
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "id,day,code,x\na,2020-01-02,007,1\nb,2020-02-03,008,2\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        _ = try session.evaluate(
            "r = pd.read_csv(\"\(path)\", index_col=\"id\", parse_dates=[\"day\"], dtype={\"x\": float}, usecols=[0, 1, 3])"
        )
        #expect(
            try value("r.index.tolist(), r[\"day\"].dt.month.tolist(), r[\"x\"].tolist(), r.columns.tolist()")
                == "(['a', 'b'], [1, 2], [1.0, 2.0], ['day', 'x'])")
        #expect(
            try value("pd.concat([df, df]).index.tolist(), pd.concat([df, df], ignore_index=True).index.tolist()")
                == "([0, 1, 2, 0, 1, 2], [0, 1, 2, 3, 4, 5])")
        #expect(
            try value("df[\"b\"].value_counts(dropna=False).tolist(), df[\"b\"].nunique(dropna=False)")
                == "([1, 1, 1], 3)")
        #expect(
            try value("pd.get_dummies(pd.Series([\"u\", None, \"v\"]), dummy_na=True).columns.tolist()")
                == "['u', 'v', 'nan']")
        let refused = mistake("df.reset_index(level=0)")
        #expect(
            refused?.problem == "reset_index does not follow level=0 here" && refused?.argument == "level",
            "\(String(describing: refused))")
        #expect(mistake("pd.read_csv(\"\(path)\", on_bad_lines=\"warn\")")?.argument == "on_bad_lines")
    }

    @Test func groupsAreSummedUpByEachOfTheUsualWays() throws {
        #expect(try value("df.groupby(\"k\")[\"a\"].mean().to_dict()") == "{'x': 2.0, 'y': 2.0}")
        #expect(
            try value("df.groupby(\"k\").agg({\"a\": \"max\", \"b\": \"sum\"}).loc[\"x\"].tolist()") == "[3.0, 4.0]")
        #expect(
            try value(
                "df.groupby(\"k\").agg(n=(\"a\", \"count\"), top=(\"b\", \"max\")).reset_index().columns.tolist()")
                == "['k', 'n', 'top']")
        #expect(try value("df.groupby([\"k\", \"a\"]).size().index.tolist()") == "[('x', 1), ('x', 3), ('y', 2)]")
        #expect(try value("df.groupby(\"k\")[\"a\"].transform(\"mean\").tolist()") == "[2.0, 2.0, 2.0]")
        #expect(try value("[(k, len(g)) for k, g in df.groupby(\"k\")]") == "[('x', 2), ('y', 1)]")
        #expect(try value("df.groupby(\"k\", as_index=False)[\"a\"].sum().values.tolist()") == "[['x', 4], ['y', 2]]")
        #expect(
            try value("df.groupby(\"k\").agg({\"a\": [\"min\", \"max\"]}).columns.tolist()")
                == "[('a', 'min'), ('a', 'max')]")
    }

    @Test func tablesAreMergedAsHowSays() throws {
        _ = try session.evaluate(
            """
            left = pd.DataFrame({"k": [1, 2, 2, 4], "v": [5, 6, 7, 8]})
            right = pd.DataFrame({"k": [2, 4, 3], "v": [1, 2, 3]})
            """)
        #expect(try value("left.merge(right, on=\"k\").values.tolist()") == "[[2, 6, 1], [2, 7, 1], [4, 8, 2]]")
        #expect(try value("left.merge(right, on=\"k\").columns.tolist()") == "['k', 'v_x', 'v_y']")
        #expect(try value("pd.merge(left, right, on=\"k\", how=\"outer\")[\"k\"].tolist()") == "[1, 2, 2, 3, 4]")
        #expect(try value("left.merge(right, on=\"k\", how=\"left\")[\"v_y\"].isna().sum()") == "np.int64(1)")
        #expect(try value("left.merge(right, on=\"k\", how=\"right\")[\"k\"].tolist()") == "[2, 2, 4, 3]")
    }

    @Test(
        "A table is gone through by its columns, a column by its cells, and both answer to in, to a point and to type")
    func loopsAndNames() throws {
        #expect(
            try value("[c for c in df], \"a\" in df, \"z\" in df, [v for v in s], \"x\" in s")
                == "(['a', 'b', 'k'], True, False, [10, 20, 30], True)")
        #expect(
            try value("df.a.tolist(), df.k.str.upper().tolist(), type(df).__name__, type(s).__name__")
                == "([1, 2, 3], ['X', 'Y', 'X'], 'DataFrame', 'Series')")
        #expect(
            try value("[(i, row[\"a\"] + 1, row.k) for i, row in df.iterrows()]")
                == "[(0, 2, 'x'), (1, 3, 'y'), (2, 4, 'x')]")
        #expect(
            try value("df.apply(lambda r: r[\"a\"] * 2, axis=1).tolist(), df[\"a\"].map({1: \"one\"}).isna().sum()")
                == "([2, 4, 6], np.int64(2))")
    }

    @Test("A column is printed as pandas prints it")
    func printing() throws {
        func lines(_ code: String) throws -> [String] {
            try session.evaluate(code).printed.flatMap {
                $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            }
        }
        #expect(try lines("print(df)") == ["   a    b  k", "0  1  1.5  x", "1  2  NaN  y", "2  3  2.5  x"])
        #expect(
            try lines("print(df.groupby(\"k\")[\"b\"].mean())") == [
                "k", "x    2.0", "y    NaN", "Name: b, dtype: float64",
            ])
        #expect(
            try lines("print(df.groupby([\"k\", \"a\"])[\"b\"].sum())")
                == ["k  a", "x  1    1.5", "   3    2.5", "y  2    0.0", "Name: b, dtype: float64"])
        #expect(
            try lines("print(pd.DataFrame({\"c\": [1e-9, 1e10]}))") == [
                "              c", "0  1.000000e-09", "1  1.000000e+10",
            ])
    }

    @Test("What is missing makes neither any true nor all false")
    func truths() throws {
        _ = try session.evaluate(
            """
            d = pd.DataFrame({"a": [None, 1.0, None], "b": [0, 0, 2]})
            t = pd.DataFrame({"c": ["x", None, ""], "n": [0, 0, 0]})
            """)
        #expect(
            try value("d.any(axis=1).tolist(), d.all(axis=1).tolist()") == "([False, True, True], [False, False, True])"
        )
        #expect(try value("d.any().tolist(), d.all().tolist()") == "([True, True], [True, False])")
        #expect(try value("t.any(axis=1).tolist(), t.any().tolist()") == "([True, False, False], [True, False])")
        #expect(try value("t.all(axis=1).tolist(), t.all().tolist()") == "([False, False, False], [False, False])")
        #expect(try value("pd.Series([None, 1.5])[:1].any(), pd.Series([None, 1.5]).all()") == "(False, True)")
    }

    @Test("Matplotlib draws columns and tables, and a table draws itself")
    func pictures() throws {
        _ = try session.evaluate(
            """
            import matplotlib.pyplot as plt
            n, edges, bars = plt.hist(df["a"], bins=2)
            line, = plt.plot(df["a"], df.a * 2)
            points = plt.scatter(df.a, df["b"].fillna(0))
            ax = df.plot(x="a", y="b")
            axes = df.hist()
            h = df["a"].plot.hist(bins=4)
            """)
        #expect(try value("n.tolist(), edges.tolist()") == "([1.0, 2.0], [1.0, 2.0, 3.0])")
        #expect(try value("ax.get_xlabel()") == "'a'")
        #expect(mistake("df.plot(kind=\"violin\")")?.argument == "kind")
        #expect(mistake("df.plot(secondary_y=True)") != nil)
    }
}
