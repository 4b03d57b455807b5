import Answers
import Language
import Testing
import Vocabulary

/// Expected lines and values are those of pandas 3.1.1, run on the same lines.
@Suite("Dates, times and bins of time, and everyday methods of tables, are those of pandas")
struct TimeTableTests {
    private let session = Session(registry: Vocabulary.registry, permission: .everything)

    init() throws {
        _ = try session.evaluate(
            """
            import pandas as pd
            import numpy as np
            d = pd.Series(pd.date_range("2024-01-30", periods=3))
            s = pd.Series(range(6), index=pd.date_range("2024-01-30", periods=6))
            gaps = pd.Series([1, 2, 3], index=pd.to_datetime(["2024-01-05", "2024-01-20", "2024-03-01"]))
            t = pd.DataFrame({"when": pd.date_range("2024-01-30", periods=4), "v": [1, 2, 3, 4]})
            df = pd.DataFrame({"k": ["x", "y", "x", "y"], "c": ["p", "q", "q", "p"], "a": [1, 2, 3, 4], "b": [1.5, 2.5, None, 0.5]})
            """)
    }

    @Test(arguments: [
        (
            "pd.date_range(\"2024-01-01\", periods=3)",
            "DatetimeIndex(['2024-01-01', '2024-01-02', '2024-01-03'],\n              dtype='datetime64[us]', freq='D')"
        ),
        (
            "pd.date_range(\"2024-01-01\", \"2024-01-31\", freq=\"W\")",
            "DatetimeIndex(['2024-01-07', '2024-01-14', '2024-01-21', '2024-01-28'],\n              dtype='datetime64[us]', freq='W-SUN')"
        ),
        (
            "pd.date_range(\"2024-01-01\", periods=3, freq=\"h\")",
            "DatetimeIndex(['2024-01-01 00:00:00', '2024-01-01 01:00:00',\n               '2024-01-01 02:00:00'],\n              dtype='datetime64[us]', freq='h')"
        ),
        (
            "pd.date_range(\"2024-01-01\", periods=3, freq=\"QE\")",
            "DatetimeIndex(['2024-03-31', '2024-06-30', '2024-09-30'],\n              dtype='datetime64[us]', freq='QE-DEC')"
        ),
        (
            "pd.date_range(\"2024-01-31\", periods=2, freq=\"YS\")",
            "DatetimeIndex(['2025-01-01', '2026-01-01'], dtype='datetime64[us]',\n              freq='YS-JAN')"
        ),
        (
            "pd.date_range(\"2024-01-05\", periods=3, freq=\"B\")",
            "DatetimeIndex(['2024-01-05', '2024-01-08', '2024-01-09'],\n              dtype='datetime64[us]', freq='B')"
        ),
        (
            "pd.date_range(end=\"2024-01-31\", periods=2)",
            "DatetimeIndex(['2024-01-30', '2024-01-31'], dtype='datetime64[us]', freq='D')"
        ),
        (
            "pd.date_range(\"2024-01-01\", \"2024-01-02\", periods=3)",
            "DatetimeIndex(['2024-01-01 00:00:00', '2024-01-01 12:00:00',\n               '2024-01-02 00:00:00'],\n              dtype='datetime64[us]', freq=None)"
        ),
        (
            "pd.date_range(\"2024-01-01\", periods=120)",
            "DatetimeIndex(['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04',\n               '2024-01-05', '2024-01-06', '2024-01-07', '2024-01-08',\n               '2024-01-09', '2024-01-10',\n               ...\n               '2024-04-20', '2024-04-21', '2024-04-22', '2024-04-23',\n               '2024-04-24', '2024-04-25', '2024-04-26', '2024-04-27',\n               '2024-04-28', '2024-04-29'],\n              dtype='datetime64[us]', length=120, freq='D')"
        ),
        (
            "pd.to_datetime([\"2024-01-05\", \"2024-02-10\"])",
            "DatetimeIndex(['2024-01-05', '2024-02-10'], dtype='datetime64[us]', freq=None)"
        ),
        (
            "d",
            "0   2024-01-30\n1   2024-01-31\n2   2024-02-01\ndtype: datetime64[us]"
        ),
        (
            "d - d[0]",
            "0   0 days\n1   1 days\n2   2 days\ndtype: timedelta64[us]"
        ),
        (
            "d.diff()",
            "0      NaT\n1   1 days\n2   1 days\ndtype: timedelta64[us]"
        ),
        (
            "d + pd.Timedelta(days=1, hours=2)",
            "0   2024-01-31 02:00:00\n1   2024-02-01 02:00:00\n2   2024-02-02 02:00:00\ndtype: datetime64[us]"
        ),
        (
            "d - pd.Timestamp(\"2024-01-01 05:00\")",
            "0   28 days 19:00:00\n1   29 days 19:00:00\n2   30 days 19:00:00\ndtype: timedelta64[us]"
        ),
        (
            "(d - d[0]) * 2",
            "0   0 days\n1   2 days\n2   4 days\ndtype: timedelta64[us]"
        ),
        (
            "d.dt.day_name()",
            "0      Tuesday\n1    Wednesday\n2     Thursday\ndtype: str"
        ),
        (
            "d.dt.strftime(\"%d. %b %Y\")",
            "0    30. Jan 2024\n1    31. Jan 2024\n2    01. Feb 2024\ndtype: str"
        ),
        (
            "d.describe()",
            "count                      3\nmean     2024-01-31 00:00:00\nmin      2024-01-30 00:00:00\n25%      2024-01-30 12:00:00\n50%      2024-01-31 00:00:00\n75%      2024-01-31 12:00:00\nmax      2024-02-01 00:00:00\ndtype: object"
        ),
        (
            "s",
            "2024-01-30    0\n2024-01-31    1\n2024-02-01    2\n2024-02-02    3\n2024-02-03    4\n2024-02-04    5\nFreq: D, dtype: int64"
        ),
        (
            "s[\"2024-02\"]",
            "2024-02-01    2\n2024-02-02    3\n2024-02-03    4\n2024-02-04    5\nFreq: D, dtype: int64"
        ),
        (
            "s[\"2024-01-31\":\"2024-02-02\"]",
            "2024-01-31    1\n2024-02-01    2\n2024-02-02    3\nFreq: D, dtype: int64"
        ),
        (
            "s.resample(\"ME\").mean()",
            "2024-01-31    0.5\n2024-02-29    3.5\nFreq: ME, dtype: float64"
        ),
        (
            "s.resample(\"W\").sum()",
            "2024-02-04    15\nFreq: W-SUN, dtype: int64"
        ),
        (
            "s.resample(\"2D\").sum()",
            "2024-01-30    1\n2024-02-01    5\n2024-02-03    9\nFreq: 2D, dtype: int64"
        ),
        (
            "s.resample(\"MS\").sum()",
            "2024-01-01     1\n2024-02-01    14\nFreq: MS, dtype: int64"
        ),
        (
            "s.resample(\"ME\").agg([\"sum\", \"mean\"])",
            "            sum  mean\n2024-01-31    1   0.5\n2024-02-29   14   3.5"
        ),
        (
            "s[s > 2]",
            "2024-02-02    3\n2024-02-03    4\n2024-02-04    5\nFreq: D, dtype: int64"
        ),
        (
            "s.rolling(2).mean()",
            "2024-01-30    NaN\n2024-01-31    0.5\n2024-02-01    1.5\n2024-02-02    2.5\n2024-02-03    3.5\n2024-02-04    4.5\nFreq: D, dtype: float64"
        ),
        (
            "gaps.resample(\"ME\").mean()",
            "2024-01-31    1.5\n2024-02-29    NaN\n2024-03-31    3.0\nFreq: ME, dtype: float64"
        ),
        (
            "gaps.resample(\"QE\").sum()",
            "2024-03-31    6\nFreq: QE-DEC, dtype: int64"
        ),
        (
            "gaps.resample(\"YE\").sum()",
            "2024-12-31    6\nFreq: YE-DEC, dtype: int64"
        ),
        (
            "gaps.groupby(gaps.index.month).sum()",
            "1    3\n3    3\ndtype: int64"
        ),
        (
            "t",
            "        when  v\n0 2024-01-30  1\n1 2024-01-31  2\n2 2024-02-01  3\n3 2024-02-02  4"
        ),
        (
            "t.dtypes",
            "when    datetime64[us]\nv                int64\ndtype: object"
        ),
        (
            "t[t[\"when\"] > \"2024-01-31\"]",
            "        when  v\n2 2024-02-01  3\n3 2024-02-02  4"
        ),
        (
            "t[t[\"when\"] >= pd.Timestamp(\"2024-02-01\")]",
            "        when  v\n2 2024-02-01  3\n3 2024-02-02  4"
        ),
        (
            "t.loc[t[\"when\"].between(\"2024-01-31\", \"2024-02-01\")]",
            "        when  v\n1 2024-01-31  2\n2 2024-02-01  3"
        ),
        (
            "t.set_index(\"when\").resample(\"ME\").mean()",
            "              v\nwhen\n2024-01-31  1.5\n2024-02-29  3.5"
        ),
        (
            "t.resample(\"ME\", on=\"when\")[\"v\"].sum()",
            "when\n2024-01-31    3\n2024-02-29    7\nFreq: ME, Name: v, dtype: int64"
        ),
        (
            "t.groupby(t[\"when\"].dt.month)[\"v\"].sum()",
            "when\n1    3\n2    7\nName: v, dtype: int64"
        ),
        (
            "t.set_index(\"when\").loc[\"2024-02-01\":]",
            "            v\nwhen\n2024-02-01  3\n2024-02-02  4"
        ),
        (
            "t.iloc[0]",
            "when    2024-01-30 00:00:00\nv                         1\nName: 0, dtype: object"
        ),
        (
            "pd.to_datetime(pd.Series([\"x\", \"2024-01-01\"]), errors=\"coerce\")",
            "0          NaT\n1   2024-01-01\ndtype: datetime64[us]"
        ),
        (
            "pd.to_datetime(pd.Series([\"05/01/2024\", \"10/02/2024\"]), format=\"%d/%m/%Y\")",
            "0   2024-01-05\n1   2024-02-10\ndtype: datetime64[us]"
        ),
        (
            "pd.to_datetime(pd.Series([\"05/01/2024\", \"10/02/2024\"]), dayfirst=True)",
            "0   2024-01-05\n1   2024-02-10\ndtype: datetime64[us]"
        ),
        (
            "pd.to_datetime(pd.DataFrame({\"year\": [2024], \"month\": [2], \"day\": [29]}))",
            "0   2024-02-29\ndtype: datetime64[us]"
        ),
        (
            "df.groupby(\"k\")[\"a\"].shift()",
            "0    NaN\n1    NaN\n2    1.0\n3    2.0\nName: a, dtype: float64"
        ),
        (
            "df.groupby(\"k\")[\"a\"].cumsum()",
            "0    1\n1    2\n2    4\n3    6\nName: a, dtype: int64"
        ),
        (
            "df.groupby(\"k\")[\"a\"].rank()",
            "0    1.0\n1    1.0\n2    2.0\n3    2.0\nName: a, dtype: float64"
        ),
        (
            "df.groupby(\"k\")[\"a\"].diff()",
            "0    NaN\n1    NaN\n2    2.0\n3    2.0\nName: a, dtype: float64"
        ),
        (
            "df.groupby(\"k\").filter(lambda g: g[\"a\"].sum() > 4)",
            "   k  c  a    b\n1  y  q  2  2.5\n3  y  p  4  0.5"
        ),
        (
            "df.groupby(\"k\").ngroup()",
            "0    0\n1    1\n2    0\n3    1\ndtype: int64"
        ),
        (
            "df.groupby(\"k\")[\"a\"].idxmax()",
            "k\nx    2\ny    3\nName: a, dtype: int64"
        ),
        (
            "df[\"a\"].add(df[\"b\"], fill_value=0)",
            "0    2.5\n1    4.5\n2    3.0\n3    4.5\ndtype: float64"
        ),
        (
            "df[\"a\"].sub(1).mul(2).div(4)",
            "0    0.0\n1    0.5\n2    1.0\n3    1.5\nName: a, dtype: float64"
        ),
        (
            "df[[\"a\", \"b\"]].div(df[\"a\"], axis=0)",
            "     a      b\n0  1.0  1.500\n1  1.0  1.250\n2  1.0    NaN\n3  1.0  0.125"
        ),
        (
            "df[[\"a\", \"b\"]].gt(2)",
            "       a      b\n0  False  False\n1  False   True\n2   True  False\n3   True  False"
        ),
        (
            "df[\"a\"].rsub(10)",
            "0    9\n1    8\n2    7\n3    6\nName: a, dtype: int64"
        ),
        (
            "pd.Series([[1, 2], [3]]).explode()",
            "0    1\n0    2\n1    3\ndtype: object"
        ),
        (
            "df[\"a\"].expanding().mean()",
            "0    1.0\n1    1.5\n2    2.0\n3    2.5\nName: a, dtype: float64"
        ),
        (
            "df[\"a\"].rolling(2).apply(lambda w: w.sum())",
            "0    NaN\n1    3.0\n2    5.0\n3    7.0\nName: a, dtype: float64"
        ),
        (
            "df[\"a\"].rolling(2).agg([\"mean\", \"max\"])",
            "   mean  max\n0   NaN  NaN\n1   1.5  2.0\n2   2.5  3.0\n3   3.5  4.0"
        ),
        (
            "df[\"a\"].shift(-1, fill_value=0)",
            "0    2\n1    3\n2    4\n3    0\nName: a, dtype: int64"
        ),
        (
            "df.groupby([\"k\", \"c\"])[\"a\"].sum().unstack()",
            "c  p  q\nk\nx  1  3\ny  4  2"
        ),
        (
            "df.groupby([\"k\", \"c\"])[\"a\"].sum().unstack(fill_value=0)",
            "c  p  q\nk\nx  1  3\ny  4  2"
        ),
        (
            "df.filter(like=\"a\")",
            "   a\n0  1\n1  2\n2  3\n3  4"
        ),
        (
            "df.filter(items=[\"a\", \"b\"])",
            "   a    b\n0  1  1.5\n1  2  2.5\n2  3  NaN\n3  4  0.5"
        ),
        (
            "df.add_suffix(\"_s\")",
            "  k_s c_s  a_s  b_s\n0   x   p    1  1.5\n1   y   q    2  2.5\n2   x   q    3  NaN\n3   y   p    4  0.5"
        ),
        (
            "pd.melt(df, id_vars=\"k\", value_vars=[\"a\", \"b\"])",
            "   k variable  value\n0  x        a    1.0\n1  y        a    2.0\n2  x        a    3.0\n3  y        a    4.0\n4  x        b    1.5\n5  y        b    2.5\n6  x        b    NaN\n7  y        b    0.5"
        ),
        (
            "pd.pivot_table(df, values=\"a\", index=\"k\", columns=\"c\", aggfunc=\"sum\")",
            "c  p  q\nk\nx  1  3\ny  4  2"
        ),
        (
            "pd.Series(range(100))",
            "0      0\n1      1\n2      2\n3      3\n4      4\n      ..\n95    95\n96    96\n97    97\n98    98\n99    99\nLength: 100, dtype: int64"
        ),
        (
            "pd.DataFrame({\"long\": [\"x\" * 80, \"y\"]})",
            "                                                long\n0  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...\n1                                                  y"
        ),
        (
            "pd.Series([\"a b\", None]).str.split()",
            "0    [a, b]\n1       NaN\ndtype: object"
        ),
        (
            "df[\"a\"].groupby(df[\"k\"]).mean()",
            "k\nx    2.0\ny    3.0\nName: a, dtype: float64"
        ),
    ])
    func printed(code: String, expected: String) throws {
        let lines = try session.evaluate("print(\(code))").printed.joined(separator: "\n").split(
            separator: "\n", omittingEmptySubsequences: false)
        let found = lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n")
        #expect(found == expected, "\(code)")
    }

    @Test(arguments: [
        (
            "pd.to_datetime(\"2024-01-05\"), pd.to_datetime(\"2024-01-05 10:30\")",
            "(Timestamp('2024-01-05 00:00:00'), Timestamp('2024-01-05 10:30:00'))"
        ),
        (
            "pd.Timestamp(2024, 1, 5, 3), pd.Timestamp(year=2024, month=1, day=2), pd.Timestamp(\"2024-03-15 14:30\").quarter",
            "(Timestamp('2024-01-05 03:00:00'), Timestamp('2024-01-02 00:00:00'), 1)"
        ),
        (
            "x = pd.Timestamp(\"2024-03-15 14:30\")\nx.year, x.month, x.day, x.hour, x.minute, x.dayofweek, x.weekday(), x.day_name(), x.month_name(), x.days_in_month, x.dayofyear, x.is_month_end, x.is_leap_year",
            "(2024, 3, 15, 14, 30, 4, 4, 'Friday', 'March', 31, 75, False, True)"
        ),
        (
            "x = pd.Timestamp(\"2024-03-15 14:30\")\nx.strftime(\"%d.%m.%Y %H:%M %A %j %I %p\"), x.isoformat(), x.normalize(), str(x), x.floor(\"h\"), x.ceil(\"D\"), x.timestamp()",
            "('15.03.2024 14:30 Friday 075 02 PM', '2024-03-15T14:30:00', Timestamp('2024-03-15 00:00:00'), '2024-03-15 14:30:00', Timestamp('2024-03-15 14:00:00'), Timestamp('2024-03-16 00:00:00'), 1710513000.0)"
        ),
        (
            "pd.Timestamp(\"2024-01-02\") > pd.Timestamp(\"2024-01-01\"), pd.Timestamp(\"2024-01-02\") - pd.Timestamp(\"2024-01-01\"), pd.Timestamp(\"2024-01-31\") + pd.Timedelta(days=1), pd.Timestamp(\"2024-03-01\") - pd.Timedelta(\"1 days\")",
            "(True, Timedelta('1 days 00:00:00'), Timestamp('2024-02-01 00:00:00'), Timestamp('2024-02-29 00:00:00'))"
        ),
        (
            "str(pd.Timedelta(days=1, hours=2)), str(pd.Timedelta(\"90min\")), str(pd.Timedelta(5, \"D\")), str(pd.Timedelta(days=-1)), str(pd.Timedelta(seconds=1.5)), pd.Timedelta(\"1 days 02:30:00\")",
            "('1 days 02:00:00', '0 days 01:30:00', '5 days 00:00:00', '-1 days +00:00:00', '0 days 00:00:01.500000', Timedelta('1 days 02:30:00'))"
        ),
        (
            "pd.Timedelta(days=3) / pd.Timedelta(days=2), pd.Timedelta(days=3) * 2, pd.Timedelta(days=3) / 2, -pd.Timedelta(days=3), pd.Timedelta(days=2).days, pd.Timedelta(\"2h\").total_seconds(), pd.Timedelta(hours=30).seconds",
            "(1.5, Timedelta('6 days 00:00:00'), Timedelta('1 days 12:00:00'), Timedelta('-3 days +00:00:00'), 2, 7200.0, 21600)"
        ),
        (
            "d.tolist(), d.min(), d.max() - d.min(), d.mean(), d.iloc[0] == d[0]",
            "([Timestamp('2024-01-30 00:00:00'), Timestamp('2024-01-31 00:00:00'), Timestamp('2024-02-01 00:00:00')], Timestamp('2024-01-30 00:00:00'), Timedelta('2 days 00:00:00'), Timestamp('2024-01-31 00:00:00'), True)"
        ),
        (
            "d.dt.year.tolist(), d.dt.dayofweek.tolist(), d.dt.is_month_end.tolist(), (d - d[0]).dt.days.tolist(), (d - d[0]).dt.total_seconds().tolist(), (d - d[0]).tolist()",
            "([2024, 2024, 2024], [1, 2, 3], [False, True, False], [0, 1, 2], [0.0, 86400.0, 172800.0], [Timedelta('0 days 00:00:00'), Timedelta('1 days 00:00:00'), Timedelta('2 days 00:00:00')])"
        ),
        (
            "s.index[0], list(s.index.month), list(s.index.day_name()), s.index.strftime(\"%d.%m.\").tolist(), int(s.loc[\"2024-02-01\"])",
            "(Timestamp('2024-01-30 00:00:00'), [1, 1, 2, 2, 2, 2], ['Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'], ['30.01.', '31.01.', '01.02.', '02.02.', '03.02.', '04.02.'], 2)"
        ),
        (
            "{d[0]: 1}[pd.Timestamp(\"2024-01-30\")], sorted([d[2], d[0]]), pd.Timestamp(\"2024-01-30\") in s.index",
            "(1, [Timestamp('2024-01-30 00:00:00'), Timestamp('2024-02-01 00:00:00')], True)"
        ),
        (
            "pd.isnull(None), pd.notna(3), pd.notnull(float(\"nan\")), pd.factorize(pd.Series([\"b\", \"a\", \"b\"]))[0].tolist(), df.pipe(len), df[\"a\"].pipe(lambda v, k: v.sum() + k, 5)",
            "(True, True, False, [0, 1, 0], 4, np.int64(15))"
        ),
        (
            "[(k, len(g)) for k, g in s.resample(\"ME\")]",
            "[(Timestamp('2024-01-31 00:00:00'), 2), (Timestamp('2024-02-29 00:00:00'), 4)]"
        ),
    ])
    func values(code: String, expected: String) throws {
        #expect(try session.evaluate(code).value.repr == expected, "\(code)")
    }

    @Test("What is no time, or out of bounds, is said")
    func refusals() throws {
        for (code, problem) in [
            ("pd.to_datetime('foo')", "no date"), ("pd.date_range('2024-01-01', periods=2, freq='M')", "freq = 'M'"),
            ("df.resample('ME')", "no dates"), ("d > 3", "times and 3"), ("df['a'].dt", "no dates"),
            ("pd.Timestamp('2024-01-01') + pd.Timedelta(days=1e9)", "out of bounds"),
            ("pd.Timedelta('soon')", "no length of time"), ("d.dt.strftime('%Q')", "%Q"),
            ("pd.date_range('2024-01-01', periods=-1)", "periods"), ("df['a'].str", "no texts"),
        ] {
            do {
                _ = try session.evaluate(code)
                Issue.record("\(code) runs")
            } catch {
                #expect(
                    (error as? Diagnostic)?.mistake.problem.contains(problem) == true || problem.isEmpty,
                    "\(code): \(error)")
            }
        }
    }
}
