import Answers
import Language
import Testing
import Vocabulary

/// Expectations by running pandas 3.1.1.
@Suite("Rows by conditions, and tables as text")
struct PandasRowTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        let frame = """
            import pandas as pd
            import numpy as np
            df = pd.DataFrame({"k": ["a", "b", "a"], "v": [1.5, np.nan, 3], "n": [1, 2, 3], "b": [True, False, True]})

            """
        return try session.lines(frame + code)
    }

    @Test(arguments: [
        ("n > 1", "[1, 2]"), ("n > 1 and k == 'a'", "[2]"), ("n > 1 & k == 'a'", "[2]"),
        ("k in ['b'] or n == 3", "[1, 2]"),
        ("k not in ['b']", "[0, 2]"), ("n >= @x", "[1, 2]"), ("not b", "[1]"), ("1 < n <= 3", "[1, 2]"),
        ("`n` + 1 == 3", "[1]"), ("(n == 1 or n == 2) and k == 'b'", "[1]"), ("k == ['a']", "[0, 2]"), ("v > n", "[0]"),
    ])
    func queryTakesTheRowsOfACondition(condition: String, rows: String) throws {
        #expect(try printed("x = 2\nprint(df.query(\"\(condition)\").index.tolist())") == [rows])
    }

    @Test func textWithoutRowNamesIsSetAsPandasSetsIt() throws {
        #expect(
            try printed("print(df.to_string(index=False))\nprint(df[['n']].to_string(index=False))") == [
                "k   v  n     b", "a 1.5  1  True", "b NaN  2 False", "a 3.0  3  True", " n", " 1", " 2", " 3",
            ])
    }

    @Test(arguments: [
        (
            "pd.DataFrame({'a': [1] * 5000}).merge(pd.DataFrame({'a': [1] * 5000}), on='a')",
            "the tables match in more than 20,000,000 pairs of rows"
        ),
        (
            "pd.concat([pd.DataFrame({'a': range(1000000)})] * 100000)",
            "100,000,000,000 rows below each other need 800 GB"
        ),
    ])
    func whatIsTooMuchIsRefusedBeforeItIsMade(code: String, problem: String) throws {
        let error = #expect(throws: Diagnostic.self) { try printed(code) }
        #expect(error?.mistake.problem == problem, "\(error?.mistake.problem ?? "")")
    }

    @Test func groupsThatAreNotSortedComeAsTheyAreMet() throws {
        let out = try printed(
            """
            k = np.arange(40000) * 7919 % 10007
            found = pd.DataFrame({"k": k, "v": 1}).groupby("k", sort=False)["v"].sum()
            print(found.index[:4].tolist(), found.tolist()[:2], len(found))
            """)
        #expect(out == ["[0, 7919, 5831, 3743] [4, 4] 10007"])
    }

    @Test func infoIsWhole() throws {
        #expect(
            try printed("df.info()") == [
                "<class 'pandas.DataFrame'>", "RangeIndex: 3 entries, 0 to 2", "Data columns (total 4 columns):",
                " #   Column  Non-Null Count  Dtype  ", "---  ------  --------------  -----  ",
                " 0   k       3 non-null      str    ", " 1   v       2 non-null      float64",
                " 2   n       3 non-null      int64  ", " 3   b       3 non-null      bool   ",
                "dtypes: bool(1), float64(1), int64(1), str(1)", "memory usage: 207.0 bytes",
            ])
    }

    @Test func aPlaceBeyondTheRowsIsAnIndexError() throws {
        let out = try printed(
            """
            for f in [lambda: df.iloc[5], lambda: df["v"].iloc[7]]:
                try: f()
                except IndexError as e: print(e)
            """)
        #expect(out == ["single positional indexer is out-of-bounds", "single positional indexer is out-of-bounds"])
    }

    @Test func categoriesHaveCodesAndDatesARange() throws {
        let out = try printed(
            """
            c = df["k"].astype("category")
            print(c.cat.codes.tolist(), list(c.cat.categories))
            print(pd.DataFrame({"d": pd.date_range("2024-01-01", periods=3), "v": [1, 2, 3]}))
            """)
        #expect(
            out == ["[0, 1, 0] ['a', 'b']", "           d  v", "0 2024-01-01  1", "1 2024-01-02  2", "2 2024-01-03  3"])
    }
}
