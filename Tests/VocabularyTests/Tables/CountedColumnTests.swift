import Testing

/// Expected lines are those of pandas 3.1.1, run on the same lines.
@Suite("Columns that are called by numbers")
struct CountedColumnTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np
        y = pd.DataFrame({"c": ["x", "x", "y", "y"], "year": [2020, 2021, 2020, 2021], "v": [1, 2, 3, 4]})

        """#

    @Test func aPivotTableIsCalledByTheNumbersOfItsKey() throws {
        let found = try printed(
            #"""
            w = y.pivot(index="c", columns="year", values="v")
            print(w.columns.tolist(), w[2020].tolist(), list(w), 2021 in w)
            print(w.columns)
            w["change"] = w[2021] - w[2020]
            print(w)
            print(w.columns.tolist())
            print((w[[2020, 2021]] - w[[2020, 2021]].mean()).values.tolist())
            print(y.pivot(index="c", columns="year").columns.tolist())
            print(w.rename(columns={2020: "old", 2021: "new"}).columns.tolist())
            print(y.pivot_table(index="c", columns="year", values="v").reset_index().columns.tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[2020, 2021] [1, 3] [2020, 2021] True",
                "Index([2020, 2021], dtype='int64', name='year')",
                "year  2020  2021  change",
                "c                       ",
                "x        1     2       1",
                "y        3     4       1",
                "[2020, 2021, 'change']",
                "[[-1.0, -1.0], [1.0, 1.0]]",
                "[('v', 2020), ('v', 2021)]",
                "['old', 'new', 'change']",
                "['c', 2020, 2021]",
            ])
    }

    @Test func arraysHaveCountedColumns() throws {
        let found = try printed(
            #"""
            a = pd.DataFrame(np.arange(4).reshape(2, 2))
            print(a.columns.tolist(), a[1].tolist(), a.to_dict())
            print(a.rename(columns={0: "x"}).columns.tolist(), a.add_prefix("f").columns.tolist())
            print((a - a.mean()).values.tolist(), a.melt()["variable"].tolist())
            print(pd.Series(["a b", "c d"]).str.split(" ", expand=True).columns.tolist(), y.T.columns.tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[0, 1] [1, 3] {0: {0: 0, 1: 2}, 1: {0: 1, 1: 3}}",
                "['x', 1] ['f0', 'f1']",
                "[[-1.0, -1.0], [1.0, 1.0]] [0, 0, 1, 1]",
                "[0, 1] [0, 1, 2, 3]",
            ])
    }

    @Test func axesAreSetByAMethod() throws {
        let found = try printed(
            #"""
            a = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
            print(a.set_axis(["p", "q"], axis=1))
            print(a.set_axis(["r1", "r2"]))
            print(a["a"].set_axis(["u", "v"]).to_dict())
            try:
                a.set_axis(["p"], axis=1)
            except ValueError as e:
                print(e)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "   p  q",
                "0  1  3",
                "1  2  4",
                "    a  b",
                "r1  1  3",
                "r2  2  4",
                "{'u': 1, 'v': 2}",
                "Length mismatch: Expected axis has 2 elements, new values have 1 elements",
            ])
    }
}
