import Testing

/// Expected lines are those of pandas 3.1.1, run on the same lines.
@Suite("Months, quarters and years as a whole")
struct PeriodTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np
        d = pd.DataFrame({"day": pd.to_datetime(["2024-01-05", "2024-01-20", "2024-03-11"]), "v": [1.0, 2.0, 4.0]})

        """#

    @Test func datesLieInPeriods() throws {
        let found = try printed(
            #"""
            d["month"] = d["day"].dt.to_period("M")
            print(d)
            print(d["month"].dtype, d["month"].tolist(), d["month"][0].start_time)
            print(d.groupby("month")["v"].sum())
            print(d.groupby(d["day"].dt.to_period("Q"))["v"].mean())
            print(d["month"].astype(str).tolist(), d["day"].dt.to_period("Y").tolist()[0], d["day"].dt.to_period("W")[0])
            print(d["month"].dt.to_timestamp().tolist()[2], d["month"].dt.year.tolist())
            print((d["month"] == "2024-01").tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "         day    v    month",
                "0 2024-01-05  1.0  2024-01",
                "1 2024-01-20  2.0  2024-01",
                "2 2024-03-11  4.0  2024-03",
                "period[M] [Period('2024-01', 'M'), Period('2024-01', 'M'), Period('2024-03', 'M')] 2024-01-01 00:00:00",
                "month",
                "2024-01    3.0",
                "2024-03    4.0",
                "Freq: M, Name: v, dtype: float64",
                "day",
                "2024Q1    2.333333",
                "Freq: Q-DEC, Name: v, dtype: float64",
                "['2024-01', '2024-01', '2024-03'] 2024 2024-01-01/2024-01-07",
                "2024-03-01 00:00:00 [2024, 2024, 2024]",
                "[True, True, False]",
            ])
    }

    @Test func periodsByThemselves() throws {
        let found = try printed(
            #"""
            p = pd.Period("2024-03", "M")
            print(p, repr(p), p + 1, p - 3, p.year, p.month, p.start_time)
            print(pd.Period("2024Q2"), pd.Period("2024-05-06").day, p > pd.Period("2024-02", "M"))
            print(pd.period_range("2024-11", periods=3, freq="M"))
            print(pd.period_range("2023Q3", "2024Q1", freq="Q").tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "2024-03 Period('2024-03', 'M') 2024-04 2023-12 2024 3 2024-03-01 00:00:00",
                "2024Q2 6 True",
                "PeriodIndex(['2024-11', '2024-12', '2025-01'], dtype='period[M]')",
                "[Period('2023Q3', 'Q-DEC'), Period('2023Q4', 'Q-DEC'), Period('2024Q1', 'Q-DEC')]",
            ])
    }

    @Test func aPeriodKeepsItsUnitAndAPointHasNone() throws {
        let found = try printed(
            #"""
            m = pd.Period("2024-03", "M")
            print(pd.Period(m) == m, pd.period_range(m, periods=2).tolist())
            try:
                pd.Period(pd.Timestamp("2024-01-05"))
            except ValueError as e:
                print(e)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "True [Period('2024-03', 'M'), Period('2024-04', 'M')]",
                "Must supply freq for datetime value",
            ])
    }
}
