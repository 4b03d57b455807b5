import Testing

/// Expected values are those of pandas 3.1.1, run on the same lines.
@Suite("Tables joined, lengthened and computed")
struct JoiningWordTests: ProgramSuite {
    static let start = "import pandas as pd\nimport numpy as np\n"

    @Test func eachRowTakesTheNearestKey() throws {
        let found = try printed(
            #"""
            a = pd.DataFrame({"t": [1, 5, 10], "l": ["a", "b", "c"]})
            b = pd.DataFrame({"t": [1, 2, 3, 6, 7], "r": [1, 2, 3, 6, 7]})
            print(pd.merge_asof(a, b, on="t"))
            for more in [dict(allow_exact_matches=False), dict(direction="forward"), dict(direction="nearest"), dict(tolerance=2)]:
                print(pd.merge_asof(a, b, on="t", **more)["r"].tolist())
            p = pd.DataFrame({"t": pd.to_datetime(["2024-01-01", "2024-01-05"]), "k": ["x", "y"], "l": [1, 2]})
            q = pd.DataFrame({"t": pd.to_datetime(["2023-12-31", "2024-01-01", "2024-01-04"]), "k": ["x", "y", "y"], "r": [1.5, 2.5, 3.5]})
            print(pd.merge_asof(p, q, on="t", by="k"))
            print(pd.merge_asof(p, q, on="t", suffixes=("_l", "_r")))
            """#)
        let wanted = #"""
                t  l  r
            0   1  a  1
            1   5  b  3
            2  10  c  7
            [nan, 3.0, 7.0]
            [1.0, 6.0, nan]
            [1, 6, 7]
            [1.0, 3.0, nan]
                       t  k  l    r
            0 2024-01-01  x  1  1.5
            1 2024-01-05  y  2  3.5
                       t k_l  l k_r    r
            0 2024-01-01   x  1   y  2.5
            1 2024-01-05   y  2   y  3.5
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test func partsStandUnderTheirKeys() throws {
        let found = try printed(
            #"""
            a = pd.DataFrame({"x": [1, 2]})
            b = pd.DataFrame({"x": [3], "y": [4]})
            print(pd.concat([a, b], keys=["A", "B"], names=["src", "row"]))
            print(pd.concat([a, b], axis=1, keys=["A", "B"]))
            print(pd.concat({"p": a, "q": b}).index.tolist())
            print(pd.concat([a["x"], b["x"]], keys=["A", "B"]))
            print(pd.concat([a["x"], b["x"]], axis=1, keys=["l", "r"]))
            """#)
        let wanted = #"""
                     x    y
            src row        
            A   0    1  NaN
                1    2  NaN
            B   0    3  4.0
               A    B     
               x    x    y
            0  1  3.0  4.0
            1  2  NaN  NaN
            [('p', 0), ('p', 1), ('q', 0)]
            A  0    1
               1    2
            B  0    3
            Name: x, dtype: int64
               l    r
            0  1  3.0
            1  2  NaN
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test func wideTablesBecomeLong() throws {
        let found = try printed(
            #"""
            df = pd.DataFrame({"id": [1, 2], "A1": [5, 6], "A2": [7, 8], "B1": [1.5, 2.5], "B2": [3.5, 4.5]})
            print(pd.wide_to_long(df, ["A", "B"], i="id", j="t"))
            print(pd.wide_to_long(df, stubnames="A", i="id", j="t"))
            print(pd.wide_to_long(pd.DataFrame({"id": [1], "A_x": [5], "A_y": [7]}), ["A"], i="id", j="k", sep="_", suffix=r"\w+"))
            print(pd.melt(df, id_vars="id", value_vars=["A1", "A2"], ignore_index=False).index.tolist())
            """#)
        let wanted = #"""
                  A    B
            id t        
            1  1  5  1.5
            2  1  6  2.5
            1  2  7  3.5
            2  2  8  4.5
                   B1   B2  A
            id t             
            1  1  1.5  3.5  5
            2  1  2.5  4.5  6
            1  2  1.5  3.5  7
            2  2  2.5  4.5  8
                  A
            id k   
            1  x  5
               y  7
            [0, 1, 0, 1]
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test func expressionsOfColumnsAreComputed() throws {
        let found = try printed(
            #"""
            df = pd.DataFrame({"a": [1, 2, 3], "b": [4, 5, 6]})
            x = 3
            print(df.eval("a * b").tolist(), df.eval("a + @x").tolist(), df.eval("(a > 1) & (b < 6)").tolist(), df.eval("a.sum()"), pd.eval("1 + 2"))
            print(df.eval("c = a + b\nd = c * 2"))
            df.eval("d = a - b", inplace=True)
            print(df.columns.tolist(), df["d"].tolist())
            """#)
        let wanted = #"""
            [4, 10, 18] [4, 5, 6] [False, True, False] 6 3
               a  b  c   d
            0  1  4  5  10
            1  2  5  7  14
            2  3  6  9  18
            ['a', 'b', 'd'] [-3, -3, -3]
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test func groupsGiveTheirRowsUnderTheirKeys() throws {
        let found = try printed(
            #"""
            df = pd.DataFrame({"k": ["a", "b", "a", "b"], "v": [1, 2, 3, 4]})
            g = df.groupby("k")
            print(g["v"].apply(lambda s: s * 2))
            print(g.apply(lambda d: d.head(1)))
            print(df.groupby("k", group_keys=False)["v"].apply(lambda s: s * 2).tolist())
            print(g.agg(total=pd.NamedAgg(column="v", aggfunc="sum")))
            """#)
        let wanted = #"""
            k   
            a  0    2
               2    6
            b  1    4
               3    8
            Name: v, dtype: int64
                 v
            k     
            a 0  1
            b 1  2
            [2, 4, 6, 8]
               total
            k       
            a      4
            b      6
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test func aGapMakesAllColumnsOfAValueFloats() throws {
        let found = try printed(
            #"""
            df = pd.DataFrame({"k": ["a", "b", "a"], "g": ["x", "x", "y"], "v": [1, 2, 3]})
            print(df.pivot_table(values="v", index="k", columns="g", aggfunc="sum"))
            print(df.pivot_table(values="v", index="k", columns="g", aggfunc="sum", fill_value=0))
            print(df.pivot(index="k", columns="g", values="v"))
            """#)
        let wanted = #"""
            g    x    y
            k          
            a  1.0  3.0
            b  2.0  NaN
            g  x  y
            k      
            a  1  3
            b  2  0
            g    x    y
            k          
            a  1.0  3.0
            b  2.0  NaN
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test func everyPlaceOfAPatternIsARow() throws {
        let found = try printed(
            #"""
            s = pd.Series(["a1b2", "c3", "d", None], index=list("wxyz"))
            print(s.str.extractall(r"([a-z])(\d)"))
            print(s.str.extractall(r"(?P<l>[a-z])(?P<n>\d)")["n"].tolist())
            print(pd.Series(["a-b", "x"]).str.partition("-", expand=False))
            print(pd.Series(["a b", "c"]).str.split(" ").str[0].dtype)
            """#)
        let wanted = #"""
                     0  1
              match      
            w 0      a  1
              1      b  2
            x 0      c  3
            ['1', '2', '3']
            0    (a, -, b)
            1      (x, , )
            dtype: object
            object
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test(
        "What cannot be done is said as pandas says it",
        arguments: [
            (
                #"pd.merge_asof(pd.DataFrame({"t": [5, 1]}), pd.DataFrame({"t": [1]}), on="t")"#,
                #"left keys must be sorted"#
            ),
            (
                #"pd.concat([pd.DataFrame({"x": [1]})] * 2, verify_integrity=True)"#,
                #"Indexes have overlapping values: Index([0], dtype='int64')"#
            ),
            (
                #"pd.wide_to_long(pd.DataFrame({"id": [1, 1], "x1": [1, 2]}), "x", i="id", j="t")"#,
                #"the id variables need to uniquely identify each row"#
            ),
        ])
    func refusals(_ code: String, _ message: String) {
        #expect(refused(code) == message)
    }

    @Test func everyRowWithEveryRowTakesNoKey() throws {
        let found = try printed(
            #"""
            pairs = pd.DataFrame({"k": [1, 2]})
            try:
                pairs.merge(pairs, how="cross", on="k")
            except Exception as e:
                print(e)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "Can not pass on, right_on, left_on or set right_index=True or left_index=True"
            ])
    }
}
