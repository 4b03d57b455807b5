import Testing

/// Expected values are those of pandas 3.1.1, run on the same lines.
@Suite("Cells that are set")
struct CellSettingTests: ProgramSuite {
    static let start = "import pandas as pd\nimport numpy as np\n"

    @Test func cellsOfAColumnAreSetUnderEveryNameOfIt() throws {
        let found = try printed(
            #"""
            s = pd.Series([1, 2, 3], index=["a", "b", "c"])
            t = s
            t["b"] = 9
            s["z"] = 7
            s.loc["a"] = 0
            s.iloc[-1] = 100
            print(s.to_dict(), t.to_dict())
            s[s > 5] = -1
            s.loc[["a", "c"]] = [10, 20]
            s.iloc[0:2] = 3
            s.at["a"] = 77
            s.iat[1] = 78
            print(t.to_dict(), s.dtype)
            u = s.copy()
            u["a"] = 1
            v = s.fillna(0)
            v["a"] = 2
            print(s["a"], u["a"], v["a"])
            w = pd.Series([1, 2, 3])
            w[5] = 4
            w[0:2] = 0
            w[1] = None
            print(w)
            df = pd.DataFrame({"a": [1, 2]})
            x = df["a"]
            x[0] = 99
            print(df["a"].tolist(), x.tolist())
            """#)
        let wanted = #"""
            {'a': 0, 'b': 9, 'c': 3, 'z': 100} {'a': 0, 'b': 9, 'c': 3, 'z': 100}
            {'a': 77, 'b': 78, 'c': 20, 'z': -1} int64
            77 1 2
            0    0.0
            1    NaN
            2    3.0
            5    4.0
            dtype: float64
            [1, 2] [99, 2]
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test func rowsOfValuesAndConditionsAreSet() throws {
        let found = try printed(
            #"""
            df = pd.DataFrame({"a": [1, 2, 3], "b": [4, 5, 6], "c": list("xyz")})
            df.loc[1:2, "a":"b"] = [[1, 2], [3, 4]]
            df.loc[df["a"] > 2, ["a", "b"]] = df.loc[df["a"] > 2, ["a", "b"]] * 10
            df.iloc[0, 0] = 2.0
            df.loc[3] = [1, 2, "n"]
            print(df)
            n = pd.DataFrame({"a": [1, 2, 3], "b": [4.0, 5, 6]})
            n[n > 2] = 0
            print(n)
            n.loc[0, "a"] = np.nan
            print(n.dtypes.tolist() == ["float64", "float64"])
            """#)
        let wanted = #"""
                a   b  c
            0   2   4  x
            1   1   2  y
            2  30  40  z
            3   1   2  n
               a    b
            0  1  0.0
            1  2  0.0
            2  0  0.0
            True
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test func equalRowsStayAsKeepSays() throws {
        let found = try printed(
            #"""
            s = pd.Series([1, 1, 2, 2, 3])
            print(s.duplicated(keep="last").tolist(), s.duplicated(keep=False).tolist(), s.drop_duplicates(keep="last").to_dict(), s.drop_duplicates(keep=False).tolist())
            """#)
        let wanted = #"""
            [True, False, True, False, False] [True, True, True, True, False] {1: 1, 3: 2, 4: 3} [3]
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test(
        "What cannot be done is said as pandas says it",
        arguments: [
            (#"s = pd.Series([1, 2]); s[0] = 2.5"#, #"Invalid value '2.5' for dtype 'int64'"#),
            (#"s = pd.Series([1, 2]); s[0] = "x""#, #"Invalid value 'x' for dtype 'int64'"#),
            (#"s = pd.Series([True]); s[0] = 5"#, #"Invalid value '5' for dtype 'bool'"#),
            (
                #"s = pd.Series(["a"]); s[0] = 1"#,
                #"Invalid value '1' for dtype 'str'. Value should be a string or missing value, got 'int' instead."#
            ),
            (
                #"s = pd.Series(["a"], dtype="category"); s[0] = "z""#,
                #"Cannot setitem on a Categorical with a new category (z), set the categories first"#
            ),
            (#"pd.DataFrame({"a": [1]}).loc[0, "a"] = 1.5"#, #"Invalid value '1.5' for dtype 'int64'"#),
            (#"pd.DataFrame({"a": [1]}).iloc[5, 0] = 1"#, #"iloc cannot enlarge its target object"#),
            (
                #"s = pd.Series([1, 2]); s[[0, 1]] = [1, 2, 3]"#,
                #"cannot set using a list-like indexer with a different length than the value"#
            ),
            (#"pd.DataFrame({"a": [1]}).duplicated(keep="foo")"#, #"keep must be either "first", "last" or False"#),
        ])
    func refusals(_ code: String, _ message: String) {
        #expect(refused(code) == message)
    }
}
