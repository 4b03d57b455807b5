import Answers
import Language
import Testing
import Vocabulary

/// Expected lines are those of pandas 3.1.1, run on the same lines.
@Suite("Results that were once others than those of pandas")
struct SmallTruthTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np

        """#

    @Test func whatIsMadeOfDictsAndRows() throws {
        let found = try printed(
            #"""
            print(pd.DataFrame({"a": {"x": 1, "y": 2}, "b": {"x": 3, "z": 4}}))
            print(pd.DataFrame([pd.Series({"a": 1, "b": 2}), pd.Series({"a": 3, "b": 4})]))
            d = pd.DataFrame({"k": ["x", "y"]})
            d[["p", "q"]] = [[1, 2], [3, 4]]
            d["t"] = d["k"].str.extract(r"(.)$")
            print(d)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "     a    b",
                "x  1.0  3.0",
                "y  2.0  NaN",
                "z  NaN  4.0",
                "   a  b",
                "0  1  2",
                "1  3  4",
                "   k  p  q  t",
                "0  x  1  2  x",
                "1  y  3  4  y",
            ])
    }

    @Test func numbersAreRoundedToTens() throws {
        let found = try printed(
            #"""
            print(pd.Series([15, 25, -35, 4]).round(-1).tolist(), pd.Series([1, 2]).round(2).tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[20, 20, -40, 0] [1, 2]"
            ])
    }

    @Test func whatIsDescribedAndCounted() throws {
        let found = try printed(
            #"""
            d = pd.DataFrame({"id": [1, 2, 2, 3, 3, 3], "c": list("abbcca"), "v": [10, 20, 20, 30, 31, 32]})
            print(d.value_counts())
            print(pd.DataFrame({"d": pd.to_datetime(["2024-01-01", "2024-01-04"]), "v": [1, 2]}).describe())
            print(pd.DataFrame({"a": ["x", None]}).fillna(0)["a"].tolist(), d["c"].factorize()[0].tolist())
            print(d.groupby("id")["v"].quantile([0.25, 0.75]))
            print(pd.Series([1, 2], index=["a", "b"], name="n").to_string())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "id  c  v ",
                "2   b  20    2",
                "1   a  10    1",
                "3   c  30    1",
                "       31    1",
                "    a  32    1",
                "Name: count, dtype: int64",
                "                         d         v",
                "count                    2  2.000000",
                "mean   2024-01-02 12:00:00  1.500000",
                "min    2024-01-01 00:00:00  1.000000",
                "25%    2024-01-01 18:00:00  1.250000",
                "50%    2024-01-02 12:00:00  1.500000",
                "75%    2024-01-03 06:00:00  1.750000",
                "max    2024-01-04 00:00:00  2.000000",
                "std                    NaN  0.707107",
                "['x', 0] [0, 1, 1, 2, 2, 0]",
                "id      ",
                "1   0.25    10.0",
                "    0.75    10.0",
                "2   0.25    20.0",
                "    0.75    20.0",
                "3   0.25    30.5",
                "    0.75    31.5",
                "Name: v, dtype: float64",
                "a    1",
                "b    2",
            ])
    }

    @Test func groupsThatNoRowHas() throws {
        let found = try printed(
            #"""
            d = pd.DataFrame({"c": pd.Categorical(["r", "b"]), "s": pd.Categorical(["L", "S"], categories=["S", "L"], ordered=True), "v": [1.5, 2.0]})
            print(d.groupby(["c", "s"], observed=False)["v"].count())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "c  s",
                "b  S    1",
                "   L    0",
                "r  S    0",
                "   L    1",
                "Name: v, dtype: int64",
            ])
    }

    @Test func aTableTellsOfItself() throws {
        let found = try printed(
            #"""
            pd.DataFrame({"x": [1.5, 2]}, index=pd.date_range("2024-01-01", periods=2)).info()
            pd.DataFrame({"a": range(3), "b": [1.5, 2, 3]}).info(verbose=False)
            print(pd.DataFrame({"a": [1, 2], "b": [0.0, 1.5]}).to_string(columns=["b"], float_format="%.3f"))
            print(pd.DataFrame({"a": [1, 2], "b": [0.0, 1.5]}).to_string(index=False, header=False))
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "<class 'pandas.DataFrame'>",
                "DatetimeIndex: 2 entries, 2024-01-01 to 2024-01-02",
                "Freq: D",
                "Data columns (total 1 columns):",
                " #   Column  Non-Null Count  Dtype  ",
                "---  ------  --------------  -----  ",
                " 0   x       2 non-null      float64",
                "dtypes: float64(1)",
                "memory usage: 32.0 bytes",
                "<class 'pandas.DataFrame'>",
                "RangeIndex: 3 entries, 0 to 2",
                "Columns: 2 entries, a to b",
                "dtypes: float64(1), int64(1)",
                "memory usage: 180.0 bytes",
                "      b",
                "0 0.000",
                "1 1.500",
                "1 0.0",
                "2 1.5",
            ])
    }
}

@Suite("Messages about columns that have no name")
struct UnnamedColumnTests {
    @Test func aColumnWithoutANameIsCalledTheColumn() throws {
        let session = Session(registry: Vocabulary.registry)
        do {
            _ = try session.evaluate("import pandas as pd\ns = pd.Series([1, 2])\ns[0] = \"a\"")
            Issue.record("a text was put among whole numbers")
        } catch {
            let problem = (error as? Diagnostic)?.mistake.problem ?? "\(error)"
            #expect(problem.contains("does not fit the column, which holds int64"), "\(problem)")
        }
    }
}
