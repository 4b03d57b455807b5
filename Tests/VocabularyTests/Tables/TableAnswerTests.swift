import Testing

/// Expected lines are those of pandas 3.1.1, run on the same lines.
@Suite("Types, categories and names that come through reading, joining and grouping")
struct TableAnswerTests: ProgramSuite {
    static let start = #"""
        import io
        import pandas as pd
        import numpy as np

        """#

    @Test func textsAreReadAsTheyStand() throws {
        let found = try printed(
            #"""
            t = "a,b\n001,x\n002,y\n"
            print(pd.read_csv(io.StringIO(t), dtype={"a": str})["a"].tolist(), pd.read_csv(io.StringIO(t), dtype=str)["a"].tolist())
            print(pd.read_csv(io.StringIO(t))["a"].tolist(), pd.read_csv(io.StringIO(t), header=None).columns.tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "['001', '002'] ['001', '002']",
                "[1, 2] [0, 1]",
            ])
    }

    @Test func theSideOfARowIsACategory() throws {
        let found = try printed(
            #"""
            l = pd.DataFrame({"id": [1, 2], "x": ["a", "b"]})
            r = pd.DataFrame({"id": [2], "y": [5]})
            print(l.merge(r, how="left", indicator=True)["_merge"].value_counts())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "_merge",
                "left_only     1",
                "both          1",
                "right_only    0",
                "Name: count, dtype: int64",
            ])
    }

    @Test func numbersBecomeLengthsOfTime() throws {
        let found = try printed(
            #"""
            d = pd.DataFrame({"day": pd.to_datetime(["2024-01-01", "2024-02-10"]), "n": [3, 5]})
            d["end"] = d["day"] + pd.to_timedelta(d["n"], unit="D")
            print(d)
            print(pd.to_timedelta(["1 days", "2 days 03:00:00"])[1] == pd.Timedelta(days=2, hours=3))
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "         day  n        end",
                "0 2024-01-01  3 2024-01-04",
                "1 2024-02-10  5 2024-02-15",
                "True",
            ])
    }

    @Test func groupsByPartsOfNamesAndOtherNamesOfRows() throws {
        let found = try printed(
            #"""
            d = pd.DataFrame({"k": ["a", "a", "b"], "n": [1, 1, 2], "v": [5, 6, 7]}).set_index(["k", "n"])
            print(d.groupby(level=[0, 1]).sum())
            print(d.groupby(level="k")["v"].max().to_dict())
            s = pd.Series([10, 20], index=["a", "b"])
            print(s.reindex(["b", "z"]), s.reindex(["b", "z"], fill_value=0).tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "      v",
                "k n    ",
                "a 1  11",
                "b 2   7",
                "{'a': 6, 'b': 7}",
                "b    20.0",
                "z     NaN",
                "dtype: float64 [20, 0]",
            ])
    }
}
