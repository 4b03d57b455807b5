import Testing

/// Expected lines are those of pandas 3.1.1, run on the same lines.
@Suite("Whole numbers, flags and texts that can be missing")
struct NullableColumnTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np
        s = pd.Series([1, 2, None, 4], dtype="Int64")

        """#

    @Test func wholeNumbersStayWholeWhereOneIsMissing() throws {
        let found = try printed(
            #"""
            print(s)
            print(s.dtype, s.sum(), s.mean(), s.max())
            print(s + 1)
            print(s.fillna(0).tolist(), s.isna().tolist(), s[1], s[2], s[2] is pd.NA)
            print((s / 2).dtype, (s * 2).dtype, (s * 1.5).dtype)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "0       1",
                "1       2",
                "2    <NA>",
                "3       4",
                "dtype: Int64",
                "Int64 7 2.3333333333333335 4",
                "0       2",
                "1       3",
                "2    <NA>",
                "3       5",
                "dtype: Int64",
                "[1, 2, 0, 4] [False, False, True, False] 2 <NA> True",
                "Float64 Int64 Float64",
            ])
    }

    @Test func whatIsMissingMakesAnAnswerMissing() throws {
        let found = try printed(
            #"""
            print(s > 1)
            print(s[s > 1].tolist(), (s > 1).sum())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "0    False",
                "1     True",
                "2     <NA>",
                "3     True",
                "dtype: boolean",
                "[2, 4] 2",
            ])
    }

    @Test func tablesFindSuchTypesThemselves() throws {
        let found = try printed(
            #"""
            df = pd.DataFrame({"a": [1, 2, np.nan], "b": ["x", None, "z"], "c": [True, None, False], "d": [1.5, 2.5, np.nan]})
            c = df.convert_dtypes()
            print(c)
            print(c.dtypes)
            df["a"] = df["a"].astype("Int64")
            print(df["a"].max(), df["a"].dtype)
            try:
                pd.Series([1.5]).astype("Int64")
            except TypeError as e:
                print(e)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "      a     b      c     d",
                "0     1     x   True   1.5",
                "1     2  <NA>   <NA>   2.5",
                "2  <NA>     z  False  <NA>",
                "a      Int64",
                "b     string",
                "c    boolean",
                "d    Float64",
                "dtype: object",
                "2 Int64",
                "cannot safely cast non-equivalent object to int64",
            ])
    }
}
