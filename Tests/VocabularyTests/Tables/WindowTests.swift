import Testing

/// Expected values are those of pandas 3.1.1, run on the same lines.
@Suite("Windows of rows, and means that fade")
struct WindowTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np
        days = pd.date_range("2024-01-01", periods=6, freq="D")
        t = pd.DataFrame({"s": [10, 12, 9, 15, 20, 18], "v": [100.0, 90, None, 110, 150, 160]}, index=days)
        g = pd.DataFrame({"k": ["a", "b", "a", "a", "b"], "x": [1.0, 2, 4, 8, 16]})

        """#

    @Test func tablesHaveWindowsColumnByColumn() throws {
        let found = try printed(
            #"""
            print(t.rolling(3).mean())
            print(t.rolling(window=3, min_periods=1).sum())
            print(t.expanding().mean().tail(2))
            print(t.rolling(2)["s"].max().tolist(), t["s"].rolling(3, center=True).median().tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "                    s      v",
                "2024-01-01        NaN    NaN",
                "2024-01-02        NaN    NaN",
                "2024-01-03  10.333333    NaN",
                "2024-01-04  12.000000    NaN",
                "2024-01-05  14.666667    NaN",
                "2024-01-06  17.666667  140.0",
                "               s      v",
                "2024-01-01  10.0  100.0",
                "2024-01-02  22.0  190.0",
                "2024-01-03  31.0  190.0",
                "2024-01-04  36.0  200.0",
                "2024-01-05  44.0  260.0",
                "2024-01-06  53.0  420.0",
                "               s      v",
                "2024-01-05  13.2  112.5",
                "2024-01-06  14.0  122.0",
                "[nan, 12.0, 12.0, 15.0, 20.0, 20.0] [nan, 10.0, 12.0, 15.0, 18.0, nan]",
            ])
    }

    @Test func windowsHaveQuantilesSkewnessAndCorrelations() throws {
        let found = try printed(
            #"""
            s = t["s"]
            print(s.rolling(4).quantile(0.25).tolist())
            print(s.rolling(4).skew().round(6).tolist())
            print(s.rolling(4).kurt().round(6).tolist())
            print(s.rolling(3).corr(t["v"]).round(6).tolist())
            print(s.rolling(3).cov(s * 2).round(6).tolist())
            print(s.rolling(3).apply(lambda w: w.max() - w.min()).tolist())
            print(s.rolling(3).apply(lambda w: w[0], raw=True).tolist())
            print(s.rolling(2).agg(["mean", "max"]).tail(2))
            print(t.rolling(2).agg(["min", "sum"]).tail(1))
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[nan, nan, nan, 9.75, 11.25, 13.5]",
                "[nan, nan, nan, 0.863919, 0.542693, -1.015375]",
                "[nan, nan, nan, -0.285714, -0.152893, 0.57845]",
                "[nan, nan, nan, nan, nan, 0.826033]",
                "[nan, nan, 4.666667, 18.0, 60.666667, 12.666667]",
                "[nan, nan, 3.0, 6.0, 11.0, 5.0]",
                "[nan, nan, 10.0, 12.0, 9.0, 15.0]",
                "            mean   max",
                "2024-01-05  17.5  20.0",
                "2024-01-06  19.0  20.0",
                "               s            v       ",
                "             min   sum    min    sum",
                "2024-01-06  18.0  38.0  150.0  310.0",
            ])
    }

    @Test func windowsOfALengthOfTimeFollowTheDates() throws {
        let found = try printed(
            #"""
            print(t["s"].rolling("3D").sum().tolist())
            print(t.iloc[[0, 1, 4, 5]]["s"].rolling("2D").mean().tolist())
            print(t["v"].rolling("2D", min_periods=2).mean().tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[10.0, 22.0, 31.0, 36.0, 44.0, 53.0]",
                "[10.0, 11.0, 20.0, 19.0]",
                "[nan, 95.0, nan, nan, 130.0, 155.0]",
            ])
    }

    @Test func windowsStayWithinTheirGroup() throws {
        let found = try printed(
            #"""
            print(g.groupby("k")["x"].rolling(2).mean())
            print(g.groupby("k").rolling(2).sum())
            print(g.groupby("k")["x"].expanding().max().tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "k   ",
                "a  0    NaN",
                "   2    2.5",
                "   3    6.0",
                "b  1    NaN",
                "   4    9.0",
                "Name: x, dtype: float64",
                "        x",
                "k        ",
                "a 0   NaN",
                "  2   5.0",
                "  3  12.0",
                "b 1   NaN",
                "  4  18.0",
                "[1.0, 4.0, 8.0, 2.0, 16.0]",
            ])
    }

    @Test func weightsFadeBySpanAlphaHalfLifeAndCom() throws {
        let found = try printed(
            #"""
            s = t["s"]
            print(s.ewm(span=3).mean().round(6).tolist())
            print(s.ewm(alpha=0.5, adjust=False).mean().tolist())
            print(s.ewm(halflife=2).std().round(6).tolist())
            print(s.ewm(com=1).var().round(6).tolist())
            print(s.ewm(com=1, adjust=False).var(bias=True).round(6).tolist())
            print(t["v"].ewm(span=4).mean().round(6).tolist())
            print(t["v"].ewm(span=4, ignore_na=True).mean().round(6).tolist())
            print(t["v"].ewm(span=4, min_periods=3).var().round(6).tolist())
            print(t.ewm(span=4).mean().round(4).tail(2))
            for bad in [{}, {"span": 2, "alpha": 0.1}, {"alpha": 2}]:
                try:
                    s.ewm(**bad)
                except ValueError as e:
                    print(e)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[10.0, 11.333333, 10.0, 12.666667, 16.451613, 17.238095]",
                "[10.0, 11.0, 10.0, 12.5, 16.25, 17.125]",
                "[nan, 1.414214, 1.628539, 3.028201, 4.969958, 4.321659]",
                "[nan, 2.0, 3.0, 11.285714, 26.083871, 13.534562]",
                "[0.0, 1.0, 1.5, 7.0, 17.5625, 9.546875]",
                "[100.0, 93.75, 93.75, 104.060914, 127.672697, 142.588218]",
                "[100.0, 93.75, 93.75, 102.040816, 124.080882, 139.659958]",
                "[nan, nan, nan, 132.599119, 899.279768, 828.764856]",
                "                  s         v",
                "2024-01-05  15.6697  127.6727",
                "2024-01-06  16.6474  142.5882",
                "Must pass one of comass, span, halflife, or alpha",
                "comass, span, halflife, and alpha are mutually exclusive",
                "alpha must satisfy: 0 < alpha <= 1",
            ])
    }
}
