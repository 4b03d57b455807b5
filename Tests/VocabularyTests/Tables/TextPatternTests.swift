import Testing

/// Expected values are those of pandas 3.1.1, run on the same lines.
@Suite("Patterns in the methods of texts")
struct TextPatternTests: TextProgramSuite {
    @Test func patternsAreFoundAndReplaced() throws {
        let found = try printed(
            #"""
            print(n.str.contains("pool|garage", case=False).tolist(), n.str.contains(r"\d").tolist(), n.str.match("[A-Z]").tolist())
            print(p.str.fullmatch(r"\w+ \w+").tolist(), n.str.findall(r"\w+").tolist()[0], n.str.count("[aeiou]").tolist())
            print(n.str.replace(r"[^a-z ]", "", regex=True).tolist()[0], pd.Series(["x1", "y22"]).str.replace(r"([a-z])(\d+)", r"\2-\1", regex=True).tolist())
            print(p.str.replace("a", lambda m: m.group(0).upper(), regex=True).tolist())
            print(pd.Series(["a-b_c", "d_e"]).str.split(r"[-_]", regex=True).tolist(), pd.Series(["a, b;c"]).str.split(", |;").tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[True, False, False, False, True] [False, False, False, False, True] [True, False, False, True, True]",
                "[True, True, True] ['Corner', 'lot', 'pool'] [5.0, 3.0, nan, 3.0, 2.0]",
                "orner lot pool ['1-x', '22-y']",
                "['AdA LovelAce', 'AlAn Turing', 'grAce hopper']",
                "[['a', 'b', 'c'], ['d', 'e']] [['a', 'b', 'c']]",
            ])
    }

    @Test func whatStandsInBracketsBecomesColumns() throws {
        let found = try printed(
            #"""
            print(n.str.extract(r"(\d+) (\w+)"))
            print(p.str.extract(r"(?P<first>\w+) (?P<last>\w+)"))
            print(n.str.extract(r"(\d+)", expand=False).tolist())
            d = pd.DataFrame(columns=["x1", "x2", "y"], data=[[1, 2, 3]])
            print(d.filter(regex=r"^x\d").columns.tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "     0     1",
                "0  NaN   NaN",
                "1  NaN   NaN",
                "2  NaN   NaN",
                "3  NaN   NaN",
                "4    2  cars",
                "   first      last",
                "0    Ada  Lovelace",
                "1   Alan    Turing",
                "2  grace    hopper",
                "[nan, nan, nan, nan, '2']",
                "['x1', 'x2']",
            ])
    }
}
