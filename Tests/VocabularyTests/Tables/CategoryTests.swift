import Testing

/// Expected values are those of pandas 3.1.1, run on the same lines.
@Suite("Categories and their order")
struct CategoryTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np
        ages = pd.Series([5, 17, 25, 34, 71, None], name="age")
        group = pd.cut(ages, [0, 18, 40, 65, 100], labels=["child", "young", "middle", "senior"])
        d = pd.DataFrame({"g": group, "v": [1, 2, 3, 4, 5, 6]})

        """#

    @Test func classesKeepTheirOrder() throws {
        let found = try printed(
            #"""
            print(group)
            print(group.value_counts())
            print(group.value_counts(sort=False).tolist(), group.cat.codes.tolist(), group.cat.categories.tolist(), group.cat.ordered)
            print((group > "child").tolist(), group.sort_values(ascending=False).tolist(), group.min(), group.max())
            print(d.groupby("g")["v"].sum())
            print(d.groupby("g", observed=False)["v"].sum())
            print(d.sort_values("g")["v"].tolist(), d.dtypes["g"], pd.get_dummies(group).columns.tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "0     child",
                "1     child",
                "2     young",
                "3     young",
                "4    senior",
                "5       NaN",
                "Name: age, dtype: category",
                "Categories (4, str): ['child' < 'young' < 'middle' < 'senior']",
                "age",
                "child     2",
                "young     2",
                "senior    1",
                "middle    0",
                "Name: count, dtype: int64",
                "[2, 2, 0, 1] [0, 0, 1, 1, 3, -1] ['child', 'young', 'middle', 'senior'] True",
                "[False, False, True, True, True, False] ['senior', 'young', 'young', 'child', 'child', nan] child senior",
                "g",
                "child     3",
                "young     7",
                "senior    5",
                "Name: v, dtype: int64",
                "g",
                "child     3",
                "young     7",
                "middle    0",
                "senior    5",
                "Name: v, dtype: int64",
                "[1, 2, 3, 4, 5, 6] category ['child', 'young', 'middle', 'senior']",
            ])
    }

    @Test func intervalsAreInOrderOfTheirEdges() throws {
        let found = try printed(
            #"""
            a = pd.Series([1, 5, 9, 10, 100])
            print(pd.cut(a, [0, 5, 10, 100]).value_counts().sort_index())
            print(pd.cut(a, [0, 5, 10, 200], right=False))
            print(pd.qcut(a, 2).value_counts().sort_index().index.astype(str).tolist())
            c, edges = pd.cut(a, 3, retbins=True)
            print(edges, c.cat.codes.tolist())
            print(pd.qcut(a, 2, labels=False, retbins=True)[1])
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "(0, 5]       2",
                "(5, 10]      2",
                "(10, 100]    1",
                "Name: count, dtype: int64",
                "0       [0, 5)",
                "1      [5, 10)",
                "2      [5, 10)",
                "3    [10, 200)",
                "4    [10, 200)",
                "dtype: category",
                "Categories (3, interval[int64, left]): [[0, 5) < [5, 10) < [10, 200)]",
                "['(0.999, 9.0]', '(9.0, 100.0]']",
                "[  0.901  34.     67.    100.   ] [0, 0, 0, 0, 2]",
                "[  1.   9. 100.]",
            ])
    }

    @Test func namesBecomeCategoriesInOrder() throws {
        let found = try printed(
            #"""
            c = pd.Series(["b", "a", "b"]).astype("category")
            print(c)
            print(c.cat.codes.tolist(), c.cat.rename_categories({"a": "A"}).tolist(), c.cat.add_categories(["z"]).value_counts().tolist())
            o = pd.Series(pd.Categorical(["m", "s", "l"], categories=["s", "m", "l"], ordered=True))
            print(o.sort_values().tolist(), (o >= "m").tolist(), o.cat.reorder_categories(["l", "m", "s"]).sort_values().tolist())
            print(c.cat.set_categories(["b"]).tolist(), o.cat.remove_categories("l").isna().tolist(), c.astype(str).tolist())
            try:
                print(c > "a")
            except TypeError as e:
                print(e)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "0    b",
                "1    a",
                "2    b",
                "dtype: category",
                "Categories (2, str): ['a', 'b']",
                "[1, 0, 1] ['b', 'A', 'b'] [2, 1, 0]",
                "['s', 'm', 'l'] [True, False, True] ['l', 'm', 's']",
                "['b', nan, 'b'] [False, False, True] ['b', 'a', 'b']",
                "Unordered Categoricals can only compare equality or not",
            ])
    }
}
