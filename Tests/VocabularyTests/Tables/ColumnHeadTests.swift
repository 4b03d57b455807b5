import Testing

/// Expected values are those of pandas 3.1.1, run on the same lines.
@Suite("Columns whose names have several parts")
struct ColumnHeadTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np
        m = pd.DataFrame({"city": ["Rome", "Oslo", "Rome", "Rome", "Oslo"], "kind": ["A", "B", "A", "C", "B"],
                          "amount": [20.0, 35.5, 12.25, 80.0, 5.0], "n": [1, 2, 3, 4, 5]})

        """#

    @Test func severalFunctionsOfSeveralColumnsAreNamedByBoth() throws {
        let found = try printed(
            #"""
            stats = m.groupby("kind").agg({"amount": ["sum", "mean"], "n": "max"})
            print(stats)
            print(stats.columns.tolist(), stats.shape, stats.columns.nlevels)
            print(stats["amount"])
            print(stats[("amount", "mean")].tolist(), stats["amount"]["sum"].tolist())
            print(stats.loc["A", ("amount", "sum")], stats.loc["B", "amount"].tolist())
            stats.columns = ["_".join(c) for c in stats.columns]
            print(stats.reset_index())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "     amount           n",
                "        sum    mean max",
                "kind                   ",
                "A     32.25  16.125   3",
                "B     40.50  20.250   5",
                "C     80.00  80.000   4",
                "[('amount', 'sum'), ('amount', 'mean'), ('n', 'max')] (3, 3) 2",
                "        sum    mean",
                "kind               ",
                "A     32.25  16.125",
                "B     40.50  20.250",
                "C     80.00  80.000",
                "[16.125, 20.25, 80.0] [32.25, 40.5, 80.0]",
                "32.25 [40.5, 20.25]",
                "  kind  amount_sum  amount_mean  n_max",
                "0    A       32.25       16.125      3",
                "1    B       40.50       20.250      5",
                "2    C       80.00       80.000      4",
            ])
    }

    @Test func allColumnsByAListOfFunctions() throws {
        let found = try printed(
            #"""
            g = m.groupby("city")[["amount", "n"]].agg(["min", "max"])
            print(g)
            print(g.reset_index().columns.tolist())
            h = m.groupby("city")[["amount"]].agg(["min", "max"])
            h.columns = h.columns.droplevel(0)
            print(h.columns.tolist(), h.loc["Oslo"].tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "     amount         n    ",
                "        min   max min max",
                "city                     ",
                "Oslo   5.00  35.5   2   5",
                "Rome  12.25  80.0   1   4",
                "[('city', ''), ('amount', 'min'), ('amount', 'max'), ('n', 'min'), ('n', 'max')]",
                "['min', 'max'] [5.0, 35.5]",
            ])
    }

    @Test func partsOfNamesAreChosenSortedAndCarriedAlong() throws {
        let found = try printed(
            #"""
            g = m.groupby("kind")[["amount", "n"]].agg(["sum", "count"])
            print(g.sort_values(("amount", "sum"), ascending=False).index.tolist())
            print(g.round(1).head(1))
            print(g.columns.get_level_values(1).tolist(), [c for c in g], ("n", "sum") in g, "n" in g)
            print(g.rename(columns={"sum": "total"}).columns.tolist())
            print(g.sum())
            print(g.T)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "['C', 'B', 'A']",
                "     amount         n      ",
                "        sum count sum count",
                "kind                       ",
                "A      32.2     2   4     2",
                "['sum', 'count', 'sum', 'count'] [('amount', 'sum'), ('amount', 'count'), ('n', 'sum'), ('n', 'count')] True True",
                "[('amount', 'total'), ('amount', 'count'), ('n', 'total'), ('n', 'count')]",
                "amount  sum      152.75",
                "        count      5.00",
                "n       sum       15.00",
                "        count      5.00",
                "dtype: float64",
                "kind              A     B     C",
                "amount sum    32.25  40.5  80.0",
                "       count   2.00   2.0   1.0",
                "n      sum     4.00   7.0   4.0",
                "       count   2.00   2.0   1.0",
            ])
    }

    @Test func descriptionsOfGroupsHaveAColumnForEachStatistic() throws {
        let found = try printed(
            #"""
            d = m.groupby("city")[["amount", "n"]].describe()
            print(d.shape, d["n"]["max"].tolist())
            print(d["amount"][["count", "mean", "min"]])
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "(2, 16) [5.0, 4.0]",
                "      count       mean    min",
                "city                         ",
                "Oslo    2.0  20.250000   5.00",
                "Rome    3.0  37.416667  12.25",
            ])
    }

    @Test func pivotTablesOfSeveralValuesAndFunctions() throws {
        let found = try printed(
            #"""
            print(m.pivot_table(index="city", columns="kind", values=["amount", "n"], aggfunc="sum"))
            print(m.pivot_table(index="city", values="amount", aggfunc=["mean", "count"]))
            print(m.pivot_table(index="city", columns="kind", values="amount", aggfunc=["sum", "count"]))
            print(m.pivot_table(index="city", values=["n", "amount"], aggfunc={"n": "max", "amount": "sum"}))
            print(m.pivot_table(index=["city", "kind"], values="n", aggfunc="sum"))
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "     amount                n          ",
                "kind      A     B     C    A    B    C",
                "city                                  ",
                "Oslo    NaN  40.5   NaN  NaN  7.0  NaN",
                "Rome  32.25   NaN  80.0  4.0  NaN  4.0",
                "           mean  count",
                "         amount amount",
                "city                  ",
                "Oslo  20.250000      2",
                "Rome  37.416667      3",
                "        sum             count          ",
                "kind      A     B     C     A    B    C",
                "city                                   ",
                "Oslo    NaN  40.5   NaN   NaN  2.0  NaN",
                "Rome  32.25   NaN  80.0   2.0  NaN  1.0",
                "      amount  n",
                "city           ",
                "Oslo   40.50  5",
                "Rome  112.25  4",
                "           n",
                "city kind   ",
                "Oslo B     7",
                "Rome A     4",
                "     C     4",
            ])
    }

    @Test func pivotTablesAndCrossTablesHaveMargins() throws {
        let found = try printed(
            #"""
            print(m.pivot_table(values="amount", index="city", columns="kind", aggfunc="sum", fill_value=0, margins=True))
            print(m.pivot_table(values="n", index="city", aggfunc="sum", margins=True, margins_name="all"))
            print(pd.crosstab(m["city"], m["kind"], margins=True))
            print(pd.crosstab(m["city"], m["kind"], values=m["amount"], aggfunc="mean"))
            print(pd.crosstab([m["city"], m["kind"]], m["kind"].rename("k")))
            print(pd.crosstab(m["city"], m["kind"], normalize="columns"))
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "kind      A     B     C     All",
                "city                           ",
                "Oslo   0.00  40.5   0.0   40.50",
                "Rome  32.25   0.0  80.0  112.25",
                "All   32.25  40.5  80.0  152.75",
                "       n",
                "city    ",
                "Oslo   7",
                "Rome   8",
                "all   15",
                "kind  A  B  C  All",
                "city              ",
                "Oslo  0  2  0    2",
                "Rome  2  0  1    3",
                "All   2  2  1    5",
                "kind       A      B     C",
                "city                     ",
                "Oslo     NaN  20.25   NaN",
                "Rome  16.125    NaN  80.0",
                "k          A  B  C",
                "city kind         ",
                "Oslo B     0  2  0",
                "Rome A     2  0  0",
                "     C     0  0  1",
                "kind    A    B    C",
                "city               ",
                "Oslo  0.0  1.0  0.0",
                "Rome  1.0  0.0  1.0",
            ])
    }

    @Test func columnsGoBelowEachOtherAndBack() throws {
        let found = try printed(
            #"""
            w = pd.DataFrame({"math": [90, 80], "art": [70, 60]}, index=["x", "y"])
            s = w.stack()
            print(s)
            print(s.unstack())
            print(s.unstack(0))
            u = m.groupby(["city", "kind"])[["amount", "n"]].sum().unstack()
            print(u)
            print(u.stack())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "x  math    90",
                "   art     70",
                "y  math    80",
                "   art     60",
                "dtype: int64",
                "   math  art",
                "x    90   70",
                "y    80   60",
                "       x   y",
                "math  90  80",
                "art   70  60",
                "     amount                n          ",
                "kind      A     B     C    A    B    C",
                "city                                  ",
                "Oslo    NaN  40.5   NaN  NaN  7.0  NaN",
                "Rome  32.25   NaN  80.0  4.0  NaN  4.0",
                "           amount    n",
                "city kind             ",
                "Oslo A        NaN  NaN",
                "     B      40.50  7.0",
                "     C        NaN  NaN",
                "Rome A      32.25  4.0",
                "     B        NaN  NaN",
                "     C      80.00  4.0",
            ])
    }

    @Test func aTableOfMeansOfItsOwnFunctions() throws {
        let found = try printed(
            #"""
            print(m.agg({"amount": "mean", "n": ["min", "max"]}))
            print(m.groupby("city").agg({"amount": [lambda s: s.max() - s.min(), "mean"]}).columns.tolist())
            print(m.groupby("city", as_index=False).agg({"amount": ["sum", "mean"]}).columns.tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "      amount    n",
                "mean   30.55  NaN",
                "min      NaN  1.0",
                "max      NaN  5.0",
                "[('amount', '<lambda_0>'), ('amount', 'mean')]",
                "[('city', ''), ('amount', 'sum'), ('amount', 'mean')]",
            ])
    }
}
