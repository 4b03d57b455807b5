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

    @Test func flagsThatAreMissingDecideNothing() throws {
        let found = try printed(
            #"""
            b = s > 1
            none = pd.Series([None, None, None, None], dtype="boolean")
            print((b & True).tolist(), (b | True).tolist(), (~b).tolist(), (b & b).dtype)
            print((b & none).tolist(), (b | none).tolist(), ((s > 1) & (s < 3)).tolist())
            print(s[(s > 0) & ~(s < 3)].tolist(), (s == pd.NA).tolist(), (s + pd.NA).dtype)
            print(pd.NA & False, pd.NA | True, pd.NA & True, pd.NA ** 0, 1 ** pd.NA, 2 ** pd.NA)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[False, True, <NA>, True] [True, True, True, True] [True, False, <NA>, False] boolean",
                "[False, <NA>, <NA>, <NA>] [<NA>, True, <NA>, True] [False, True, <NA>, False]",
                "[4] [<NA>, <NA>, <NA>, <NA>] Int64",
                "False True <NA> 1 1 <NA>",
            ])
    }

    @Test func theTypeIsKeptByWhatIsComputed() throws {
        let found = try printed(
            #"""
            b = s > 1
            print((-s).tolist(), s.cumsum().tolist(), s.diff().tolist(), abs(s).dtype)
            print(s.where(b).tolist(), s.where(b).dtype, s.mask(b, 0).tolist(), s.mask(b, 0).dtype)
            print(s.sum(skipna=False), pd.Series([None], dtype="Int64").mean())
            g = pd.DataFrame({"g": ["a", "a", "b", "b"], "v": s}).groupby("g")["v"]
            print(g.sum().dtype, g.mean().dtype, g.nunique().dtype, g.sum().tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[-1, -2, <NA>, -4] [1, 3, <NA>, 7] [<NA>, 1, <NA>, <NA>] Int64",
                "[<NA>, 2, <NA>, 4] Int64 [1, 0, 0, 0] Int64",
                "<NA> <NA>",
                "Int64 Float64 int64 [3, 4]",
            ])
    }

    @Test func numbersThatATypeDoesNotHoldAreRefused() throws {
        let found = try printed(
            #"""
            for cells, kind in [([1.0, np.inf], "Int64"), ([300], "Int8"), ([-1], "UInt8"), ([1e30], "Int64"), ([2], "boolean")]:
                try:
                    print(pd.Series(cells).astype(kind))
                except (TypeError, OverflowError) as e:
                    print(type(e).__name__)
            print(pd.Series([127, -128]).astype("Int8").tolist(), pd.Series([255]).astype("UInt8").tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "OverflowError",
                "TypeError",
                "TypeError",
                "TypeError",
                "TypeError",
                "[127, -128] [255]",
            ])
    }
}
