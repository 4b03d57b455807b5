import Testing

/// Expected values are those of pandas 3.1.1, run on the same lines.
@Suite("The methods of texts in columns and names")
struct TextMethodTests: TextProgramSuite {
    @Test func textsAreCutPaddedAndJoined() throws {
        let found = try printed(
            #"""
            print(p.str.pad(13, fillchar=".").tolist(), p.str.center(14, "*").tolist()[0], p.str.ljust(13).tolist()[1])
            print(p.str.slice(0, 4).tolist(), p.str.slice(stop=-3).tolist()[0], p.str.get(0).tolist(), p.str[-1].tolist())
            print(p.str.swapcase().tolist(), p.str.removeprefix("Ada ").tolist(), p.str.repeat(2).tolist()[0])
            print(p.str.partition(" "))
            print(p.str.rsplit(" ", n=1).str[-1].tolist(), n.str.cat(sep="|"), p.str.cat(["x", "y", "z"], sep="-").tolist())
            print(n.str.cat(n, sep="/", na_rep="?").tolist()[2], p.str.casefold().tolist(), p.str.rfind("a").tolist())
            print(p.str.wrap(6).tolist()[0])
            print(pd.Series(["a|b", "c", None, "a|c"]).str.get_dummies())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "['.Ada Lovelace', '..Alan Turing', '.grace hopper'] *Ada Lovelace* Alan Turing  ",
                "['Ada ', 'Alan', 'grac'] Ada Lovel ['A', 'A', 'g'] ['e', 'g', 'r']",
                "['aDA lOVELACE', 'aLAN tURING', 'GRACE HOPPER'] ['Lovelace', 'Alan Turing', 'grace hopper'] Ada LovelaceAda Lovelace",
                "       0  1         2",
                "0    Ada     Lovelace",
                "1   Alan       Turing",
                "2  grace       hopper",
                "['Lovelace', 'Turing', 'hopper'] Corner lot, pool|needs work|New roof|GARAGE for 2 cars ['Ada Lovelace-x', 'Alan Turing-y', 'grace hopper-z']",
                "?/? ['ada lovelace', 'alan turing', 'grace hopper'] [9, 2, 2]",
                "Ada Lo",
                "velace",
                "   a  b  c",
                "0  1  1  0",
                "1  0  0  1",
                "2  0  0  0",
                "3  1  0  1",
            ])
    }

    @Test func gapsAreNoTextsAndTestsOfThemFalse() throws {
        let found = try printed(
            #"""
            print(n.str.startswith("n").tolist(), n.str.endswith(("f", "s")).tolist(), n.str.isalpha().tolist())
            print(n.str.len().tolist(), n.str.count("o").tolist())
            print(n.str.contains("pool").tolist(), n.str.contains("pool", na=True).tolist(), n.str.upper().tolist()[2])
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[False, True, False, False, False] [False, False, False, True, True] [False, False, False, False, False]",
                "[16.0, 10.0, nan, 8.0, 17.0] [4.0, 1.0, nan, 2.0, 1.0]",
                "[True, False, False, False, False] [True, False, True, False, False] nan",
            ])
    }

    @Test func piecesOfTextsAreCountedAndTakenPieceByPiece() throws {
        let found = try printed(
            #"""
            w = n.str.split()
            print(w.str.len().tolist(), w.str[0].tolist(), w.str.join("_").tolist(), w.str.get(9).tolist())
            print(w.str[:1].tolist(), w.str.upper().tolist())
            d = pd.DataFrame({"words": w, "k": range(5)})
            d["count"] = d["words"].str.len()
            print(d["count"].tolist(), d["words"][0], d.iloc[3]["words"], d.dtypes["words"])
            print(d[["k", "words"]].explode("words").tail(5))
            print(pd.DataFrame({"tags": [["a"], ["b", "c"], []]}).explode("tags")["tags"].tolist())
            print(d.head(2))
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[3.0, 2.0, nan, 2.0, 4.0] ['Corner', 'needs', nan, 'New', 'GARAGE'] ['Corner_lot,_pool', 'needs_work', nan, 'New_roof', 'GARAGE_for_2_cars'] [nan, nan, nan, nan, nan]",
                "[['Corner'], ['needs'], nan, ['New'], ['GARAGE']] [nan, nan, nan, nan, nan]",
                "[3.0, 2.0, nan, 2.0, 4.0] ['Corner', 'lot,', 'pool'] ['New', 'roof'] object",
                "   k   words",
                "3  3    roof",
                "4  4  GARAGE",
                "4  4     for",
                "4  4       2",
                "4  4    cars",
                "['a', 'b', 'c', nan]",
                "                  words  k  count",
                "0  [Corner, lot,, pool]  0    3.0",
                "1         [needs, work]  1    2.0",
            ])
    }

    @Test func namesOfColumnsHaveTheSameMethods() throws {
        let found = try printed(
            #"""
            d = pd.DataFrame([[1, 2]], columns=["First Name", "AGE"])
            d.columns = d.columns.str.lower().str.replace(" ", "_")
            print(d.columns, d.columns.str.len().tolist(), d.columns[d.columns.str.contains("_")].tolist())
            print(d.columns.map(str.upper).tolist(), d.columns.isin(["age"]).tolist(), d.columns.difference(["age"]).tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "Index(['first_name', 'age'], dtype='str') [10, 3] ['first_name']",
                "['FIRST_NAME', 'AGE'] [False, True] ['first_name']",
            ])
    }

    @Test func replacementsByADictAndUpToANumber() throws {
        let found = try printed(
            #"""
            print(p.str.replace({"Ada": "A.", "Alan": "B."}).tolist(), p.str.replace("a", "4", n=1).tolist())
            print(pd.Series(["$1.50"]).str.replace("$", "").tolist(), pd.Series(["a.b.c"]).str.split(".").tolist())
            try:
                p.str.replace("a", lambda m: "x")
            except ValueError as e:
                print(e)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "['A. Lovelace', 'B. Turing', 'grace hopper'] ['Ad4 Lovelace', 'Al4n Turing', 'gr4ce hopper']",
                "['1.50'] [['a', 'b', 'c']]",
                "Cannot use a callable replacement when regex=False",
            ])
    }

    @Test func cellsThatHoldThemselvesTextsWithoutRoomAndRowsWithoutNames() throws {
        let found = try printed(
            #"""
            for n in (9223372036854775807, 200000000):
                try:
                    pd.Series(["ab"]).str.repeat(n)
                except Exception as e:
                    print("refused")
            print(pd.Series([""]).str.repeat(9223372036854775807).tolist())
            x = [1.0]
            x.append(x)
            print(len(str(pd.Series(x))) > 0)
            try:
                pd.DataFrame({"a": [1]}).set_index([])
            except ValueError as e:
                print(e)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(found == ["refused", "refused", "['']", "True", "Must pass non-zero number of levels/codes"])
    }
}
