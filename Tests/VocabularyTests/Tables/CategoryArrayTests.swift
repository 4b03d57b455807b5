import Testing

/// Expected values are those of pandas 3.1.1, run on the same lines.
@Suite("Categories as arrays and types")
struct CategoryArrayTests: ProgramSuite {
    static let start = "import pandas as pd\nimport numpy as np\n"

    @Test func categoriesAreNumbersWhereTheyWereNumbers() throws {
        let found = try printed(
            #"""
            s = pd.Series([3, 1, 2, 1]).astype("category")
            print(s)
            print(s.tolist(), s.cat.categories.tolist(), (s == 2).tolist(), s.isin([1, 3]).tolist(), s.astype(int).sum())
            df = pd.DataFrame({"k": pd.Series([2, 10, 1]).astype("category"), "v": [1, 2, 3]})
            print(df.groupby("k")["v"].sum().index.tolist(), df["k"].sort_values().tolist())
            """#)
        let wanted = #"""
            0    3
            1    1
            2    2
            3    1
            dtype: category
            Categories (3, int64): [1, 2, 3]
            [3, 1, 2, 1] [1, 2, 3] [False, False, True, False] [True, True, False, True] 7
            [1, 2, 10] [1, 2, 10]
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test func anArrayOfCategoriesIsPrintedAndAskedAsOne() throws {
        let found = try printed(
            #"""
            c = pd.Categorical(["m", "s", "m", None], categories=["s", "m", "l"], ordered=True)
            print(c)
            print(c.codes, c.categories.tolist(), c.ordered, len(c), c[0], c.tolist())
            print(pd.Categorical([3, 1, 2, 1]))
            print(pd.Categorical(list("abcdefghijklm")))
            print(pd.Categorical(["alpha beta gamma"] * 9))
            print(pd.Categorical(["b", "a", "b"]) == "a")
            print(pd.Categorical([1.5, 2.5]))
            """#)
        let wanted = #"""
            ['m', 's', 'm', NaN]
            Categories (3, str): ['s' < 'm' < 'l']
            [ 1  0  1 -1] ['s', 'm', 'l'] True 4 m ['m', 's', 'm', nan]
            [3, 1, 2, 1]
            Categories (3, int64): [1, 2, 3]
            ['a', 'b', 'c', 'd', 'e', ..., 'i', 'j', 'k', 'l', 'm']
            Length: 13
            Categories (13, str): ['a', 'b', 'c', 'd', ..., 'j', 'k', 'l', 'm']
            ['alpha beta gamma', 'alpha beta gamma', 'alpha beta gamma', 'alpha beta gamma',
             'alpha beta gamma', 'alpha beta gamma', 'alpha beta gamma', 'alpha beta gamma',
             'alpha beta gamma']
            Categories (1, str): ['alpha beta gamma']
            [False  True False]
            [1.5, 2.5]
            Categories (2, float64): [1.5, 2.5]
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test func aTypeOfCategoriesOrdersAColumn() throws {
        let found = try printed(
            #"""
            t = pd.CategoricalDtype(["s", "m", "l"], ordered=True)
            print(t, repr(t), t.categories.tolist(), t.ordered)
            s = pd.Series(["m", "s", "x"]).astype(t)
            print(s)
            print(s.cat.codes.tolist(), (s < "l").tolist(), pd.Series(["a", "b"], dtype=pd.CategoricalDtype(["b", "a"])).cat.codes.tolist())
            a = pd.Series(pd.Categorical(["lo", "hi", "mid"], categories=["lo", "mid", "hi"], ordered=True))
            b = pd.Series(pd.Categorical(["hi", "hi", "lo"], categories=["lo", "mid", "hi"], ordered=True))
            print((a < b).tolist(), (a >= b).tolist(), (a == b).tolist())
            """#)
        let wanted = #"""
            category CategoricalDtype(categories=['s', 'm', 'l'], ordered=True, categories_dtype=str) ['s', 'm', 'l'] True
            0      m
            1      s
            2    NaN
            dtype: category
            Categories (3, str): ['s' < 'm' < 'l']
            [1, 0, -1] [True, True, False] [1, 0]
            [True, False, False] [False, True, True] [False, True, False]
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test func categoriesAreRenamedByAFunctionAndClassesAreArrays() throws {
        let found = try printed(
            #"""
            a = pd.Series(["a", "b", "a"], dtype="category")
            print(a.cat.rename_categories(str.upper).tolist(), a.cat.add_categories("d").cat.categories.tolist(), a.unique())
            print(pd.cut([1, 5, 9], bins=[0, 4, 10]))
            print(pd.cut([1, 5, 9], 3, labels=False), pd.cut([1, 5, 9], 3, labels=["lo", "mid", "hi"]).codes)
            print(pd.qcut(pd.Series(range(4)), 4).cat.codes.tolist())
            print(pd.qcut(pd.Series(range(10)), 4).head(1))
            """#)
        let wanted = #"""
            ['A', 'B', 'A'] ['a', 'b', 'd'] ['a', 'b']
            Categories (2, str): ['a', 'b']
            [(0, 4], (4, 10], (4, 10]]
            Categories (2, interval[int64, right]): [(0, 4] < (4, 10]]
            [0 1 2] [0 1 2]
            [0, 1, 2, 3]
            0    (-0.001, 2.25]
            dtype: category
            Categories (4, interval[float64, right]): [(-0.001, 2.25] < (2.25, 4.5] <
                                                       (4.5, 6.75] < (6.75, 9.0]]
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test(
        "What cannot be done is said as pandas says it",
        arguments: [
            (
                #"pd.Series(["a"], dtype="category").cat.add_categories(["a"])"#,
                #"new categories must not include old categories: {'a'}"#
            ),
            (
                #"pd.Series(["a"], dtype="category").cat.remove_categories(["z"])"#,
                #"removals must all be in old categories: {'z'}"#
            ),
            (#"pd.CategoricalDtype(["a", "a"])"#, #"Categorical categories must be unique"#),
        ])
    func refusals(_ code: String, _ message: String) {
        #expect(refused(code) == message)
    }

    @Test func numbersAsCategoriesAreCounted() throws {
        let found = try printed(
            #"""
            s = pd.Series([3, 1, 3, 2], dtype="category")
            print(s.value_counts(sort=False).tolist(), s.value_counts(sort=False).index.tolist())
            df = pd.DataFrame({"k": s, "v": [1, 2, 3, 4]})
            print(df.groupby("k", observed=False)["v"].sum())
            print(df.groupby("k", observed=True)["v"].sum().loc[3])
            print(s.isin([1]).tolist(), s.map({1: 10, 2: 20, 3: 30}).tolist(), df[df.k == 3]["v"].tolist())
            """#)
        let wanted = #"""
            [1, 1, 2] [1, 2, 3]
            k
            1    2
            2    4
            3    4
            Name: v, dtype: int64
            4
            [False, True, False, False] [30, 10, 30, 20] [1, 3]
            """#
        #expect(found == wanted, "\(found)")
    }
}
