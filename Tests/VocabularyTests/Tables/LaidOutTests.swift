import Testing

/// Expected values are those of pandas 3.1.1, run on the same lines.
@Suite("Tables laid out otherwise")
struct LaidOutTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np
        df = pd.DataFrame({"name": ["Ann", "Bob", "Cid", "Dee"], "age": [23, 35, np.nan, 41], "city": ["NY", "LA", "NY", None]}, index=["a", "b", "c", "d"])

        """#

    @Test func gapsTakeTheCellOfTheirRow() throws {
        let found = try printed(
            #"""
            print(df["age"].fillna(df.groupby("city")["age"].transform("mean")).tolist())
            print(df["city"].fillna(df["name"]).tolist(), df["age"].fillna({"c": 1}).tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[23.0, 35.0, 23.0, 41.0]",
                "['NY', 'LA', 'NY', 'Dee'] [23.0, 35.0, 1.0, 41.0]",
            ])
    }

    @Test func rowsAndColumnsAreNamedAndFoundAnew() throws {
        let found = try printed(
            #"""
            df.index.name = "key"
            print(df.head(2))
            print(df.reindex(["a", "z"])["name"].tolist(), df.reindex(columns=["age", "new"]).columns.tolist(), df[["age"]].reindex(["a", "z"], fill_value=0)["age"].tolist())
            print(df.xs("a").tolist()[0], df.set_index(["city", "name"]).xs("NY").index.tolist())
            print(df.set_index(["city", "name"]).xs("Bob", level="name")["age"].tolist(), df[["age"]].squeeze().tolist()[0])
            df.columns.name = "what"
            print(df.columns.name, df.index.names)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "    name   age city",
                "key                ",
                "a    Ann  23.0   NY",
                "b    Bob  35.0   LA",
                "['Ann', nan] ['age', 'new'] [23.0, 0.0]",
                "Ann ['Ann', 'Cid']",
                "[35.0] 23.0",
                "what ['key']",
            ])
    }

    @Test func modesRanksAndPlacesOfTables() throws {
        let found = try printed(
            #"""
            print(df.mode())
            print(df[["age"]].rank(ascending=False)["age"].tolist(), df.idxmax(numeric_only=True).to_dict())
            print(pd.DataFrame({"a": [1, 5], "b": [4, 2]}).idxmax(axis=1).tolist(), df["age"].kurt(), round(pd.Series([1, 2, 4, 9]).kurt(), 8))
            print(df.memory_usage(index=False).tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "  name   age city",
                "0  Ann  23.0   NY",
                "1  Bob  35.0  NaN",
                "2  Cid  41.0  NaN",
                "3  Dee   NaN  NaN",
                "[3.0, 2.0, nan, 1.0] {'age': 'd'}",
                "['b', 'a'] nan 1.5",
                "[32, 32, 32]",
            ])
    }

    @Test func groupsAreCountedOrderedAndFilled() throws {
        let found = try printed(
            #"""
            g = df.groupby("city")
            print(g["name"].value_counts())
            print(g["age"].nlargest(1), g["age"].ffill().tolist())
            print(g.tail(1)["name"].tolist(), g.nth(0)["name"].tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "city  name",
                "LA    Bob     1",
                "NY    Ann     1",
                "      Cid     1",
                "Name: count, dtype: int64",
                "city   ",
                "LA    b    35.0",
                "NY    a    23.0",
                "Name: age, dtype: float64 [23.0, 35.0, 23.0, nan]",
                "['Bob', 'Cid'] ['Ann', 'Bob']",
            ])
    }

    @Test func aTableIsReadFromText() throws {
        let found = try printed(
            #"""
            import io
            t = pd.read_csv(io.StringIO("day,x\n2024-01-05,1\n2024-02-01,2\n"), parse_dates=["day"])
            print(t, t["day"].dt.month.tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "         day  x",
                "0 2024-01-05  1",
                "1 2024-02-01  2 [1, 2]",
            ])
    }
}
