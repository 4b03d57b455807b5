import Testing

/// Expected lines are those of pandas 3.1.1, run on the same lines.
@Suite("What listings of a course ask of tables")
struct EverydayPandasTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np
        m = pd.DataFrame({"city": ["Rome", "Oslo", "Rome", "Rome", "Oslo"], "kind": ["A", "B", "A", "C", "B"], "n": [1, 2, 3, 4, 5]})

        """#

    @Test func sharesOfACrossTableHaveMargins() throws {
        let found = try printed(
            #"""
            print(pd.crosstab(m["city"], m["kind"], normalize=True, margins=True))
            print(pd.crosstab(m["city"], m["kind"], normalize="index", margins=True))
            print(pd.crosstab(m["city"], m["kind"], normalize="columns", margins=True))
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "kind    A    B    C  All",
                "city                    ",
                "Oslo  0.0  0.4  0.0  0.4",
                "Rome  0.4  0.0  0.2  0.6",
                "All   0.4  0.4  0.2  1.0",
                "kind         A    B         C",
                "city                         ",
                "Oslo  0.000000  1.0  0.000000",
                "Rome  0.666667  0.0  0.333333",
                "All   0.400000  0.4  0.200000",
                "kind    A    B    C  All",
                "city                    ",
                "Oslo  0.0  1.0  0.0  0.4",
                "Rome  1.0  0.0  1.0  0.6",
            ])
    }

    @Test func kendallsTauOfColumns() throws {
        let found = try printed(
            #"""
            k = pd.DataFrame({"a": [1, 2, 3, 4, 5, 5], "b": [2, 1, 4, 3, 6, 7], "c": [1.0, np.nan, 3, 3, 2, 0]})
            print(k.corr(method="kendall"))
            print(k["a"].corr(k["b"], method="kendall"))
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "          a         b         c",
                "a  1.000000  0.690066 -0.222222",
                "b  0.690066  1.000000 -0.316228",
                "c -0.222222 -0.316228  1.000000",
                "0.6900655593423541",
            ])
    }

    @Test func orderIsAskedFor() throws {
        let found = try printed(
            #"""
            print(m["n"].is_monotonic_increasing, m["n"].is_monotonic_decreasing, m["city"].is_monotonic_increasing)
            print(pd.Series([3, 3, 1]).is_monotonic_decreasing, pd.Series([1, np.nan]).is_monotonic_increasing, m.index.is_monotonic_increasing)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "True False False",
                "True False True",
            ])
    }

    @Test func aPipeHandsOnItsKeywords() throws {
        let found = try printed(
            #"""
            def add(d, by, name="more"):
                return d.assign(**{name: d["n"] + by})
            print(m.pipe(add, by=10, name="x").columns.tolist(), m.pipe(add, 1)["more"].tolist())
            print(m.pipe((lambda k, data: data["n"].sum() * k, "data"), 2), m["n"].pipe(lambda s, k=1: s * k, k=3).tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "['city', 'kind', 'n', 'x'] [2, 3, 4, 5, 6]",
                "30 [3, 6, 9, 12, 15]",
            ])
    }

    @Test func rowsAndColumnsGetNames() throws {
        let found = try printed(
            #"""
            print(m["city"].value_counts().rename_axis("town").reset_index(name="count"))
            w = pd.crosstab(m["city"], m["kind"])
            print(w.reset_index().rename_axis(None, axis=1))
            print(w.rename_axis("place").index.name, w.rename_axis(columns="sort").columns.name)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "   town  count",
                "0  Rome      3",
                "1  Oslo      2",
                "   city  A  B  C",
                "0  Oslo  0  2  0",
                "1  Rome  2  0  1",
                "place sort",
            ])
    }

    @Test func tablesAreMadeOfDictsAndTuples() throws {
        let found = try printed(
            #"""
            print(pd.DataFrame.from_dict({"r1": [1, 2], "r2": [3, 4]}, orient="index", columns=["x", "y"]))
            print(pd.DataFrame.from_records([(1, "a"), (2, "b")], columns=["n", "c"]))
            print(pd.json_normalize([{"id": 1, "size": {"w": 2, "h": 3}}, {"id": 2, "size": {"w": 5}}]))
            print(pd.DataFrame({"v": [1, 2, 3]}, index=pd.MultiIndex.from_product([["a"], [1, 2, 3]], names=["k", "n"])))
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "    x  y",
                "r1  1  2",
                "r2  3  4",
                "   n  c",
                "0  1  a",
                "1  2  b",
                "   id  size.w  size.h",
                "0   1       2     3.0",
                "1   2       5     NaN",
                "     v",
                "k n   ",
                "a 1  1",
                "  2  2",
                "  3  3",
            ])
    }

    @Test func stepsByTheCalendar() throws {
        let found = try printed(
            #"""
            print(pd.Timestamp("2024-01-31") + pd.DateOffset(months=1), pd.Timestamp("2024-03-15") - pd.DateOffset(years=1, days=2))
            print((pd.Series(pd.to_datetime(["2024-01-31", "2024-02-29"])) + pd.DateOffset(months=1)).dt.strftime("%Y-%m-%d").tolist())
            print(pd.Timestamp("2024-12-30").isocalendar().week, pd.Timestamp("2024-05-06").replace(day=1))
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "2024-02-29 00:00:00 2023-03-13 00:00:00",
                "['2024-02-29', '2024-03-29']",
                "1 2024-05-01 00:00:00",
            ])
    }

    @Test func tablesFillEachOthersGaps() throws {
        let found = try printed(
            #"""
            a = pd.DataFrame({"v": [1, np.nan]}, index=["x", "y"])
            b = pd.DataFrame({"v": [9.0, 8.0]}, index=["y", "z"])
            print(a.combine_first(b))
            print(a.join(b, lsuffix="_l", rsuffix="_r"))
            a.update(b)
            print(a["v"].tolist())
            e = pd.DataFrame({"id": [1, 2], "dep": [20, 10]})
            print(e.join(pd.DataFrame({"name": ["P", "Q"]}, index=[10, 20]), on="dep"))
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "     v",
                "x  1.0",
                "y  9.0",
                "z  8.0",
                "   v_l  v_r",
                "x  1.0  NaN",
                "y  NaN  9.0",
                "[1.0, 9.0]",
                "   id  dep name",
                "0   1   20    Q",
                "1   2   10    P",
            ])
    }

    @Test func columnsAreTakenOutByDel() throws {
        let found = try printed(
            #"""
            del m["kind"]
            print(m.columns.tolist())
            try:
                del m["kind"]
            except KeyError as e:
                print(e)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "['city', 'n']",
                "'kind'",
            ])
    }
}
