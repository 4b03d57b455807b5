import Testing

/// Expected lines are those of pandas 3.1.1, run on the same lines.
@Suite("Lengths of time in tables")
struct SpanColumnTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np
        d = pd.DataFrame({"k": ["a", "a", "b"], "s": pd.to_datetime(["2024-01-05", "2024-01-20", "2024-02-11"]), "e": pd.to_datetime(["2024-01-07", "2024-01-25", "2024-03-01"])})
        d["gap"] = d["e"] - d["s"]

        """#

    @Test func aColumnOfThemStaysOne() throws {
        let found = try printed(
            #"""
            print(d)
            print(d["gap"].dtype, d["gap"].dt.days.tolist(), d["gap"].mean())
            print(d.groupby("k")["gap"].mean())
            print(d[d["gap"] > pd.Timedelta(days=3)]["k"].tolist(), (d["gap"] / pd.Timedelta(days=1)).tolist())
            print(d.sort_values("gap", ascending=False)["k"].tolist(), d["gap"].max(), d["gap"].sum())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "   k          s          e     gap",
                "0  a 2024-01-05 2024-01-07  2 days",
                "1  a 2024-01-20 2024-01-25  5 days",
                "2  b 2024-02-11 2024-03-01 19 days",
                "timedelta64[us] [2, 5, 19] 8 days 16:00:00",
                "k",
                "a    3 days 12:00:00",
                "b   19 days 00:00:00",
                "Name: gap, dtype: timedelta64[us]",
                "['a', 'b'] [2.0, 5.0, 19.0]",
                "['b', 'a', 'a'] 19 days 00:00:00 26 days 00:00:00",
            ])
    }

    @Test func differencesOfDatesAreSuch() throws {
        let found = try printed(
            #"""
            d["step"] = d.groupby("k")["s"].diff()
            print(d[["k", "step"]])
            print(d["s"].diff().tolist()[1], d["step"].isna().tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "   k    step",
                "0  a     NaT",
                "1  a 15 days",
                "2  b     NaT",
                "15 days 00:00:00 [True, False, True]",
            ])
    }
}
