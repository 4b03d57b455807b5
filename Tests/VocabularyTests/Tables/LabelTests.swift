import Testing

/// Expected lines are those of pandas 3.1.1, run on the same lines.
@Suite("Rows by parts of their names")
struct LabelTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np
        n = pd.DataFrame({"k": ["a", "a", "b"], "n": [1, 2, 1], "v": [5, 6, 7]}).set_index(["k", "n"])
        t = pd.Series([1, 2, 3], index=pd.to_datetime(["2024-01-01", "2024-02-01", "2024-02-02"]))

        """#

    @Test func aPartOfANameThatIsSaidGoes() throws {
        let found = try printed(
            #"""
            print(n.loc["a"])
            print(n.loc["b"], n["v"].loc["a"].to_dict(), n["v"]["b"].to_dict())
            print(n.loc[("a", 2), "v"], n.loc["a", "v"].tolist(), n.swaplevel().sort_index().index.tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "   v",
                "n   ",
                "1  5",
                "2  6",
                "   v",
                "n   ",
                "1  7 {1: 5, 2: 6} {1: 7}",
                "6 [5, 6] [(1, 'a'), (1, 'b'), (2, 'a')]",
            ])
    }

    @Test func aMonthStandsForItsRowsAndADayForOne() throws {
        let found = try printed(
            #"""
            print(t["2024-01"], t.loc["2024-02"].tolist(), t["2024-02-01"])
            print(t.asfreq("D").shape, t.to_frame("v").truncate(before="2024-02-01")["v"].tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "2024-01-01    1",
                "dtype: int64 [2, 3] 2",
                "(33,) [2, 3]",
            ])
    }
}
