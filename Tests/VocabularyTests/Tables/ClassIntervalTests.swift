import Testing

/// Expected lines are those of pandas 3.1.1, run on the same lines.
@Suite("The classes of pd.cut are intervals")
struct ClassIntervalTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np
        ages = pd.Series([3, 17, 25, 40, 66, 81], name="age")
        b = pd.cut(ages, bins=[0, 18, 65, 120])

        """#

    @Test func cellsHaveEndsAndAMiddle() throws {
        let found = try printed(
            #"""
            print(b[0], repr(b[0]), type(b[0]).__name__)
            print(b[0].left, b[0].right, b[0].mid, b[0].closed, b[0].length)
            print(17 in b[0], 40 in b[0], 0 in b[0], b[0] == b[1], b[0] < b[2])
            print(b)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "(0, 18] Interval(0, 18, closed='right') Interval",
                "0 18 9.0 right 18",
                "True False False True True",
                "0      (0, 18]",
                "1      (0, 18]",
                "2     (18, 65]",
                "3     (18, 65]",
                "4    (65, 120]",
                "5    (65, 120]",
                "Name: age, dtype: category",
                "Categories (3, interval[int64, right]): [(0, 18] < (18, 65] < (65, 120]]",
            ])
    }

    @Test func aFunctionIsHandedIntervals() throws {
        let found = try printed(
            #"""
            print(b.apply(lambda i: i.mid).tolist(), [int(i.right) for i in b])
            print(b.astype(str).tolist()[:2], b.value_counts().index[0] == b[0])
            print((b == pd.Interval(0, 18)).tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[9.0, 9.0, 41.5, 41.5, 92.5, 92.5] [18, 18, 65, 65, 120, 120]",
                "['(0, 18]', '(0, 18]'] True",
                "[True, True, False, False, False, False]",
            ])
    }

    @Test func intervalsByThemselves() throws {
        let found = try printed(
            #"""
            i = pd.Interval(0, 5)
            print(i, repr(i), 5 in i, 0 in i, i.mid)
            print(pd.Interval(1.5, 2.5, closed="left"), pd.Interval(1, 2, closed="both"))
            try:
                pd.Interval(2, 1)
            except ValueError as e:
                print(e)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "(0, 5] Interval(0, 5, closed='right') True False 2.5",
                "[1.5, 2.5) [1, 2]",
                "left side of interval must be <= right side",
            ])
    }

    @Test func groupsAreCalledByThem() throws {
        let found = try printed(
            #"""
            df = pd.DataFrame({"age": ages, "v": range(6)})
            print(df.groupby(b, observed=True)["v"].sum())
            print(b.cat.categories)
            print(pd.cut(ages, 3).tolist()[0])
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "age",
                "(0, 18]      1",
                "(18, 65]     5",
                "(65, 120]    9",
                "Name: v, dtype: int64",
                "IntervalIndex([(0, 18], (18, 65], (65, 120]], dtype='interval[int64, right]')",
                "(2.922, 29.0]",
            ])
    }

    @Test func endsAreEqualAsNumbersAre() throws {
        let found = try printed(
            #"""
            print(pd.Interval(0, 1) == pd.Interval(0.0, 1.0), pd.Interval(0, 1) != pd.Interval(0, 1, closed="left"))
            print({pd.Interval(0, 1): 2}[pd.Interval(0.0, 1.0)])
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "True True",
                "2",
            ])
    }
}
