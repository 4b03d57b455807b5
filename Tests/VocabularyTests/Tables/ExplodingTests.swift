import Testing

/// Expected lines are those of pandas 3.1.1, run on the same lines.
@Suite("Lists in cells as rows of their own, and cells of several kinds")
struct ExplodingTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np
        o = pd.DataFrame({"order": [1, 2, 3], "items": [["apple", "banana"], ["cherry"], []], "qty": [[1, 2], [5], []]})

        """#

    @Test func severalColumnsGoSideBySide() throws {
        let found = try printed(
            #"""
            print(o.explode(["items", "qty"]))
            print(o.explode("qty", ignore_index=True)["qty"].tolist())
            print(o.explode("qty")["qty"].sum(), o.explode("qty").groupby("order")["qty"].sum().to_dict())
            print(o.head(2).explode("qty")["qty"].astype(int).tolist())
            try:
                pd.DataFrame({"a": [[1, 2]], "b": [[1]]}).explode(["a", "b"])
            except ValueError as e:
                print(e)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "   order   items  qty",
                "0      1   apple    1",
                "0      1  banana    2",
                "1      2  cherry    5",
                "2      3     NaN  NaN",
                "[1, 2, 5, nan]",
                "8 {1: 3, 2: 5, 3: 0}",
                "[1, 2, 5]",
                "columns must have matching element counts",
            ])
    }

    @Test func cellsOfSeveralKindsStayWhatTheyAre() throws {
        let found = try printed(
            #"""
            m = pd.DataFrame({"k": [1, "a", 2.5]})
            print(m["k"].tolist(), m["k"].dtype)
            print(m)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[1, 'a', 2.5] object",
                "     k",
                "0    1",
                "1    a",
                "2  2.5",
            ])
    }
}
