import Testing

/// Expected lines are those of pandas 3.1.1, run on the same lines.
@Suite("Keys of groups in bins of time, and frequencies with an anchor")
struct GrouperTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np
        t = pd.DataFrame({"date": pd.date_range("2024-01-01", periods=6, freq="W-MON"), "store": list("ABABAB"), "units": [10, 12, 9, 14, 13, 8]})

        """#

    @Test func aGrouperPutsAColumnIntoBins() throws {
        let found = try printed(
            #"""
            print(t.groupby(pd.Grouper(key="date", freq="MS"))["units"].sum())
            print(t.groupby([pd.Grouper(key="date", freq="ME"), "store"])["units"].sum())
            print(t.set_index("date").groupby(pd.Grouper(freq="MS")).agg({"units": "mean"}))
            print(t.groupby([pd.Grouper(key="date", freq="QS"), "store"]).agg({"units": "max"}))
            print(t.groupby(pd.Grouper(key="store"))["units"].sum().to_dict())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "date",
                "2024-01-01    58",
                "2024-02-01     8",
                "Freq: MS, Name: units, dtype: int64",
                "date        store",
                "2024-01-31  A        32",
                "            B        26",
                "2024-02-29  B         8",
                "Name: units, dtype: int64",
                "            units",
                "date             ",
                "2024-01-01   11.6",
                "2024-02-01    8.0",
                "                  units",
                "date       store       ",
                "2024-01-01 A         13",
                "           B         14",
                "{'A': 32, 'B': 34}",
            ])
    }

    @Test func weeksQuartersAndYearsEndWhereTheyAreSaidTo() throws {
        let found = try printed(
            #"""
            print([str(x.date()) if False else x.strftime("%Y-%m-%d") for x in pd.date_range("2024-01-01", periods=3, freq="W-FRI")])
            print([x.strftime("%Y-%m-%d") for x in pd.date_range("2024-01-01", periods=3, freq="QS-FEB")])
            print([x.strftime("%Y-%m-%d") for x in pd.date_range("2024-01-01", periods=3, freq="QE-MAR")])
            print([x.strftime("%Y-%m-%d") for x in pd.date_range("2024-01-01", periods=2, freq="YE-MAR")])
            print([x.strftime("%Y-%m-%d") for x in pd.date_range("2024-01-01", periods=2, freq="YS-APR")])
            print([x.strftime("%Y-%m-%d") for x in pd.date_range(end="2024-02-01", periods=2, freq="W-MON")])
            print(pd.date_range("2024-01-03", periods=2, freq="W-MON").freq == None, t.set_index("date")["units"].resample("W-WED").sum())
            print(t.set_index("date")["units"].resample("QS-FEB").sum())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "['2024-01-05', '2024-01-12', '2024-01-19']",
                "['2024-02-01', '2024-05-01', '2024-08-01']",
                "['2024-03-31', '2024-06-30', '2024-09-30']",
                "['2024-03-31', '2025-03-31']",
                "['2024-04-01', '2025-04-01']",
                "['2024-01-22', '2024-01-29']",
                "False date",
                "2024-01-03    10",
                "2024-01-10    12",
                "2024-01-17     9",
                "2024-01-24    14",
                "2024-01-31    13",
                "2024-02-07     8",
                "Freq: W-WED, Name: units, dtype: int64",
                "date",
                "2023-11-01    58",
                "2024-02-01     8",
                "Freq: QS-FEB, Name: units, dtype: int64",
            ])
    }
}
