import Testing

/// Expected values are those of pandas 3.1.1, run on the same lines.
@Suite("Gaps and bins of time")
struct TimeFillingTests: ProgramSuite {
    static let start = "import pandas as pd\nimport numpy as np\n"

    @Test func gapsAreBridgedAsFarAsIsSaid() throws {
        let found = try printed(
            #"""
            s = pd.Series([np.nan, 1, np.nan, np.nan, 4, np.nan])
            print(s.interpolate(limit=1).tolist(), s.interpolate(limit_direction="both").tolist())
            print(s.interpolate(limit_direction="backward").tolist(), s.interpolate(limit_area="inside").tolist())
            print(pd.Series([1, np.nan, 4], index=[0, 1, 5]).interpolate(method="index").tolist())
            d = pd.Series([1, np.nan, 4], index=pd.to_datetime(["2024-01-01", "2024-01-02", "2024-01-05"]))
            print(d.interpolate(method="time").tolist(), d.interpolate().tolist())
            print(pd.DataFrame({"a": [1, np.nan, 3], "b": [np.nan, 2, np.nan]}).interpolate())
            """#)
        let wanted = #"""
            [nan, 1.0, 2.0, nan, 4.0, 4.0] [1.0, 1.0, 2.0, 3.0, 4.0, 4.0]
            [1.0, 1.0, 2.0, 3.0, 4.0, nan] [nan, 1.0, 2.0, 3.0, 4.0, nan]
            [1.0, 1.6, 4.0]
            [1.0, 1.75, 4.0] [1.0, 2.5, 4.0]
                 a    b
            0  1.0  NaN
            1  2.0  2.0
            2  3.0  2.0
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test func binsOfTimeAreFilledFromWhatStandsBefore() throws {
        let found = try printed(
            #"""
            s = pd.Series([1.0, 2, 3], index=pd.date_range("2024-01-01", periods=3, freq="6h"))
            print(s.resample("3h").ffill())
            print(s.resample("3h").bfill().tolist(), s.resample("3h").interpolate().tolist(), s.resample("3h").asfreq().tolist())
            v = pd.Series(np.arange(20.0), index=pd.date_range("2024-01-01", periods=20))
            print(v.resample("10D").ohlc())
            """#)
        let wanted = #"""
            2024-01-01 00:00:00    1.0
            2024-01-01 03:00:00    1.0
            2024-01-01 06:00:00    2.0
            2024-01-01 09:00:00    2.0
            2024-01-01 12:00:00    3.0
            Freq: 3h, dtype: float64
            [1.0, 2.0, 2.0, 3.0, 3.0] [1.0, 1.5, 2.0, 2.5, 3.0] [1.0, nan, 2.0, nan, 3.0]
                        open  high   low  close
            2024-01-01   0.0   9.0   0.0    9.0
            2024-01-11  10.0  19.0  10.0   19.0
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test func yearsAndMonthsBeginDates() throws {
        let found = try printed(
            #"""
            print(pd.date_range("2024", periods=2).tolist(), pd.date_range("2024-03", periods=2, freq="MS")[0])
            print(pd.date_range("2024-01-01", "2024-01-04", inclusive="left"))
            print(len(pd.date_range("2024-01-01", "2024-01-04", inclusive="neither")), len(pd.date_range("2024-01-01", periods=3, inclusive="right")))
            print(pd.Series(pd.to_datetime(["2024-01-05"])).dt.year)
            """#)
        let wanted = #"""
            [Timestamp('2024-01-01 00:00:00'), Timestamp('2024-01-02 00:00:00')] 2024-03-01 00:00:00
            DatetimeIndex(['2024-01-01', '2024-01-02', '2024-01-03'],
                          dtype='datetime64[us]', freq='D')
            2 2
            0    2024
            dtype: int32
            """#
        #expect(found == wanted, "\(found)")
    }

    @Test(
        "What cannot be done is said as pandas says it",
        arguments: [
            (#"pd.Series([1.0]).rolling(2, min_periods=3)"#, #"min_periods 3 must be <= window 2"#),
            (#"pd.Series([1.0]).rolling(2, min_periods=-1)"#, #"min_periods must be >= 0"#),
            (#"pd.Series([1.0]).interpolate(method="pad")"#, #"Can not interpolate with method=pad."#),
        ])
    func refusals(_ code: String, _ message: String) {
        #expect(refused(code) == message)
    }
}
