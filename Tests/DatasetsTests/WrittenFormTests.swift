import Answers
import Datasets
import Testing

/// Files as people write them. Values where pandas is named: pandas.read_csv, run on the same text.
@Suite struct WrittenFormTests: TableSuite {
    private func texts(_ table: Table, _ name: String) throws -> [String?] {
        let column = try table.column(name)
        return (0..<column.count).map { column.text($0) }
    }

    private func says(_ table: Table, _ text: String) -> Bool { table.decisions.contains { $0.line.contains(text) } }

    /// pandas: sep=";", decimal=",", thousands="."
    @Test func aGermanFileHasItsDecimalCommaAndItsThousands() throws {
        let table = try read("area;rooms;price\n100,5;5;223.500\n194,5;4;684.100\n195,5;1;92.300\n")
        #expect(try numbers(table, "area") == [100.5, 194.5, 195.5])
        #expect(try numbers(table, "price") == [223_500, 684_100, 92_300])
        #expect(says(table, "decimal comma"))
        let mixed = try read("area;price\n92,5;1.316\n173,5;950.872\n")
        #expect(try numbers(mixed, "price") == [1316, 950_872])
        #expect(try numbers(read("a;b\n0,125;1\n"), "a") == [0.125])
        #expect(try numbers(read("a;b\n1.234.567;1\n"), "a") == [1_234_567])
    }

    @Test func aMarkThatMayMeanEitherIsSaidWithTheKeyword() throws {
        let points = try read("area;price\n100;223.500\n194;684.100\n")
        #expect(try numbers(points, "price") == [223.5, 684.1])
        let warning = try #require(points.decisions.first { $0.sort == .warning })
        #expect(warning.text.contains("\"223.500\" may be a fraction or thousands"))
        #expect(warning.text.contains("thousands=\".\""))
        let told = try read("area;price\n100;223.500\n194;684.100\n") { $0.thousands = UInt8(ascii: ".") }
        #expect(try numbers(told, "price") == [223_500, 684_100])
        #expect(!told.decisions.contains { $0.sort == .warning })
        let commas = try read("area,price\n141,\"400,105\"\n")
        #expect(try numbers(commas, "price") == [400_105])
        #expect(commas.decisions.contains { $0.text.contains("decimal=\",\" reads fractions") })
        // Where commas stand between fields, a point is the decimal mark.
        #expect(!(try read("a,b\n1,50.964\n")).decisions.contains { $0.sort == .warning })
    }

    @Test func amountsAreReadAsTheyAreWritten() throws {
        let cases: [(text: String, value: Double)] = [
            ("704 340", 704_340), ("704\u{a0}340", 704_340), ("704\u{202f}340 €", 704_340), ("EUR 223.500,-", 223_500),
            ("223.500,– €", 223_500), ("1.234,5", 1234.5), ("CHF 332'568", 332_568), ("-1.000.000,25", -1_000_000.25),
            ("12,5 %", 0.125), ("332.567,84\u{a0}€", 332_567.84),
        ]
        for (text, value) in cases {
            #expect(try numbers(read("a;b\n\(text);1,5\n"), "a") == [value], "\(text)")
        }
        #expect(try numbers(read("a,b\n\"1,200.-\",1.5\n"), "a") == [1200])
        for text in ["223k", "1 2345", "12 34", "1,-5", "17 10 2017", "EUR"] {
            #expect(try read("a;b\n\(text);1,5\n").column("a").kind != .number, "\(text)")
        }
    }

    @Test func currenciesAndPercentsThatAreMixedAreWarnedOf() throws {
        let money = try read("a,b\n$5,x\n€7,y\n")
        #expect(money.decisions.contains { $0.sort == .warning && $0.text.contains("amounts in $ and €") })
        #expect(!(try read("a,b\n$5,x\nUSD 7,y\n")).decisions.contains { $0.sort == .warning })
        let shares = try read("a,b\n12%,x\n12,y\n")
        #expect(shares.decisions.contains { $0.sort == .warning && $0.text.contains("no percent sign") })
    }

    @Test func theBadCellOfATargetIsNamed() throws {
        let rows = (0..<40).map { "\($0),\($0 == 25 ? "on request" : "\(100_000 + $0 * 7)")\n" }.joined()
        let found = try #require(mistake { _ = try read("area,price\n" + rows).learning("price") })
        #expect(found.problem == "row 25 of the target \"price\" holds \"on request\", which is no number")
        #expect(found.suggestion?.contains("missing=[\"on request\"]") == true)
        let thousands = (0..<40).map { "\($0),\(200 + $0)k\n" }.joined()
        let letters = try #require(mistake { _ = try read("area,price\n" + thousands).learning("price") })
        #expect(letters.problem == "row 0 of the target \"price\" holds \"200k\", which is no number")
        // Categories that recur, some of which are numbers, are classes.
        let classes = (0..<40).map { "\($0),\($0 % 4 == 0 ? "5+" : "\($0 % 4)")\n" }.joined()
        #expect(try read("area,grade\n" + classes).learning("grade").target == "grade")
    }

    /// pandas: skiprows=3
    @Test func titlesAboveTheHeaderAreFoundAndPassedOver() throws {
        let text = "House prices 2024\nsource: broker\n\narea;price\n100;2\n194;6\n195;3\n"
        let found = try #require(mistake { _ = try read(text) })
        #expect(found.problem.contains("line 4 (row 1) has 2 columns, the first line has 1"))
        #expect(found.expected == "1 column in each line")
        #expect(found.suggestion?.contains("skip_rows=3 passes over the 3 lines") == true)
        let table = try read(text) { $0.skippedLines = 3 }
        #expect(table.names == ["area", "price"])
        #expect(try numbers(table, "price") == [2, 6, 3])
        let late = try #require(mistake { _ = try read(text + "1;2;3\n") { $0.skippedLines = 3 } })
        #expect(late.problem.contains("line 8 (row 3)"))
    }

    @Test func oneBadByteInUTF8IsNamedByItsLine() throws {
        let rows = (0..<50).map { "\($0),München\n" }.joined()
        let damaged = Array("a,town\n\(rows)".utf8) + Array("7,M".utf8) + [0xfc] + Array("nchen\n".utf8)
        let found = try #require(mistake { _ = try read(damaged) })
        #expect(found.problem.contains("line 52 holds the byte 0xfc"))
        #expect(found.problem.contains("50 characters that are UTF-8"))
        #expect(found.suggestion?.contains("encoding=\"latin-1\"") == true)
        let latin = Array("a,town\n7,M".utf8) + [0xfc] + Array("nchen\n".utf8)
        #expect(try texts(read(latin), "town") == ["München"])
        let forced = try #require(mistake { _ = try read(latin) { $0.encoding = .utf8 } })
        #expect(forced.problem.contains("line 2 holds the byte 0xfc"))
    }

    /// pandas: to_datetime(…, dayfirst=…)
    @Test func datesThatMayBeReadEitherWayHaveAKeyword() throws {
        let text = "d,x\n06/10/2017,1\n01/11/2016,2\n"
        let table = try read(text)
        #expect(try texts(table, "d") == ["2017-06-10", "2016-01-11"])
        #expect(says(table, "day or month first? Read as month/day/year; day_first=True"))
        #expect(try texts(read(text) { $0.dayFirst = true }, "d") == ["2017-10-06", "2016-11-01"])
        let german = try read("d;x\n06/10/2017;1,5\n01/11/2016;2,5\n")
        #expect(try texts(german, "d") == ["2017-10-06", "2016-11-01"])
        #expect(says(german, "day_first=False"))
        let contradicted = try #require(
            mistake { _ = try read("d,x\n06/13/2017,1\n01/11/2016,2\n") { $0.dayFirst = true } })
        #expect(contradicted.problem.contains("line 2 (row 0), column \"d\" holds \"06/13/2017\""))
        #expect(contradicted.expected?.contains("day first") == true)
    }

    @Test func datesWithTheMonthsNameAndTimesOfDayAreRead() throws {
        let table = try read(
            "a,b,c,t\n17 Oct 2017,\"October 17, 2017\",17-Oct-2017,17:23\n8 May 2021,\"Sept 1, 2020\",1-Jan-2000,9:30:36\n"
        )
        #expect(table.columns.map(\.kind) == [.date, .date, .date, .number])
        #expect(try texts(table, "a") == ["2017-10-17", "2021-05-08"])
        #expect(try texts(table, "b") == ["2017-10-17", "2020-09-01"])
        #expect(try texts(table, "c") == ["2017-10-17", "2000-01-01"])
        #expect(try numbers(table, "t").map { ($0 * 3600).rounded() } == [62_580, 34_236])
        #expect(!says(table, "day or month first"))
        #expect(says(table, "t: times of day are read as hours since midnight"))
        #expect(try read("a,b\n31 Feb 2017,1\n").column("a").kind == .category)
        #expect(try read("a,b\n25:10,1\n").column("a").kind == .category)
    }

    @Test func marksThatMayMeanMissingAreSuspected() throws {
        let table = try read("a,b,c,d\n1,?,-,3\n2,5,grvl,-999\n3,6,pave,4\n999,7,grvl,5\n")
        #expect(
            says(table, "b: \"?\" in 1 cell may mean missing: missing=[\"?\"] reads it so, and the column as numbers"))
        #expect(says(table, "c: \"-\" in 1 cell may mean missing"))
        #expect(says(table, "d: -999 may mean missing: missing=[\"-999\"]"))
        #expect(says(table, "a: 999 may mean missing"))
        #expect(!says(try read("a,b\n997,-9\n998,-5\n999,-1\n"), "may mean missing"))
    }

    @Test func datesThatAreNotWrittenAlikeAreSaid() throws {
        let mixed = "d,v\n" + (13..<28).map { "2020-01-\($0),1\n11/\($0)/2020,2\n" }.joined()
        let table = try read(mixed)
        #expect(try table.column("d").kind != .date)
        #expect(says(table, "d: all cells are dates, but not all are written in one order"))
        #expect(try read(mixed) { ($0.kinds, $0.dayFirst) = (["d": .date], false) }.column("d").text(1) == "2020-11-13")
        let days = (1..<29).map { "2021-02-\($0 < 10 ? "0" : "")\($0),1\n" }.joined()
        let strange = try read("d,v\n" + days + "soon,1\n" + days)
        #expect(says(strange, "d: nearly all cells are dates, but line 30 holds \"soon\""))
        #expect(try read("d,v\n" + days + "soon,1\n") { $0.missing = ["soon"] }.column("d").kind == .date)
        #expect(!says(try read("d,v\n" + days), "dates"))
    }

    @Test func aWordThatUsuallyMeansMissingIsReadAsItStandsOnRequest() throws {
        let text = "garage,v\nNone,1\nattached,2\nNA,3\n"
        let table = try read(text)
        #expect(try table.column("garage").missingCount == 2)
        #expect(says(table, "not_missing=[\"None\"] reads it as it stands"))
        let kept = try read(text) { $0.notMissing = ["None"] }
        #expect(try texts(kept, "garage") == ["None", "attached", nil])
    }

    @Test func anIdentifierIsOneAlsoWhereRowsAreCopied() throws {
        let rows = (0..<30).map { "\(1000 + $0 * 7 % 30),A-\($0),\($0 * $0 % 11),\($0 * 3 % 17)\n" }
        let table = try read("id,code,a,v\n" + rows.joined() + rows[4] + rows[9]).learning("v")
        #expect(table.names == ["a", "v"])
        #expect(says(table, "id: an identifier: different in every row"))
        #expect(says(table, "code: an identifier: different in every row"))
    }

    @Test func endlessNumbersAreNamed() throws {
        let rows = (0..<30).map { "\($0 * $0 % 11),\($0 * 3 % 17)\n" }.joined()
        let table = try read("a,v\n" + rows + "inf,3\n").learning("v")
        #expect(says(table, "a: 1 cell is infinite and enters as missing ones do"))
        #expect(table.description(width: 100).contains("standard scale, median and flag where missing"))
        let target = mistake { _ = try read("a,v\n" + rows + "1,1e400\n").learning("v") }
        #expect(target?.problem == "row 30 of the target \"v\" is inf")
    }

    @Test func theAccountSaysWhatBecomesOfGapsInEveryColumn() throws {
        let rows = (0..<30).map { "\($0 % 3 == 0 ? "" : "x\($0 % 2)"),\($0 % 4 == 0 ? "" : "yes"),\($0 * 3 % 17)\n" }
            .joined()
        let account = try read("c,f,v\n" + rows + "x0,no,4\n").learning("v").description(width: 100)
        #expect(account.contains("one-hot, 2 and missing"))
        #expect(account.contains("0 or 1, median and flag where missing"))
    }

    @Test func howTheFileIsWrittenIsPartOfTheAccount() throws {
        let bytes: [UInt8] = [0xef, 0xbb, 0xbf] + Array("a;b\n1,5;NA\n2,5;\n".utf8)
        let table = try read(bytes)
        let account = table.description(width: 100)
        #expect(account.contains("utf-8 with a byte-order mark"))
        #expect(account.contains("fields end with \";\"; the decimal mark is \",\", \".\" stands between"))
        #expect(account.contains("missing: empty cells and \"NA\""))
    }

    @Test func theAccountShowsAtEightyColumnsWhatBecomesOfEachColumn() throws {
        let table = try Table.ames()
        let account = table.description(width: 80)
        #expect(account.contains("standard scale, median and flag where missing"))
        #expect(account.contains("one-hot, 11 and other"))
        #expect(account.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func lineBreaksInCellsAreVisible() throws {
        let table = try read("a,\"b\nc\"\n1,\"x\ny\"\n2,\"u\tv\"\n")
        let shown = table.cells(rows: [0, 1], labels: ["0", "1"], width: 80)
        #expect(shown.count == 3)
        #expect(shown[0].contains("b\\nc"))
        #expect(shown[1].contains("x\\ny"))
        #expect(shown[2].contains("u\\tv"))
        #expect(table.description(width: 80).contains("x\\ny"))
    }

    @Test func numbersWithMoreDigitsThanADoubleHoldsStayExact() throws {
        // pandas keeps these as int64.
        let text = "id,v\n9007199254740993,1\n9007199254740992,2\n9007199254740994,3\n"
        let table = try read(text)
        #expect(try texts(table, "id") == ["9007199254740993", "9007199254740992", "9007199254740994"])
        #expect(says(table, "id: whole numbers of more digits than a number keeps are names"))
        #expect(
            try texts(read(text) { $0.isPlain = true }, "id") == [
                "9007199254740993", "9007199254740992", "9007199254740994",
            ])
        #expect(try numbers(read("id\n9007199254740992\n5\n"), "id") == [9_007_199_254_740_992, 5])
        #expect(try numbers(read(text) { $0.kinds = ["id": .number] }, "v") == [1, 2, 3])
    }

    /// pandas.read_csv
    @Test func aPlainReadingKeepsBlanksAndNamesRows() throws {
        let text = "id, name\n5, a\n 6,b \n7 ,\"c \"\n"
        let table = try read(text) { $0.isPlain = true }
        #expect(table.names == ["id", " name"])
        #expect(try numbers(table, "id") == [5, 6, 7])
        #expect(try texts(table, " name") == [" a", "b ", "c "])
        let led = try read(text) {
            $0.isPlain = true
            $0.dropsLeadingBlanks = true
        }
        #expect(try texts(led, "name") == ["a", "b ", "c "])
        let named = try read("a,b\n1,2,\n3,4,\n") {
            $0.isPlain = true
            $0.ragged = .fill
        }
        #expect(named.names == ["", "a", "b"])
        #expect(try numbers(named, "a") == [2, 4])
        #expect(try named.column("b").missingCount == 2)
        let cut = try read("a,b\n1,2,\n3,4,\n") {
            $0.isPlain = true
            $0.findsRowNames = false
        }
        #expect(cut.names == ["a", "b"])
        #expect(try numbers(cut, "a") == [1, 3])
    }

    @Test func anOrderThatLacksALevelIsAnsweredWithAllOfThem() throws {
        var wishes = Table.Wishes()
        wishes.ordinal = ["q": ["poor"]]
        let table = try read("q,y\npoor,1\ngood,2\n")
        let found = try #require(mistake { _ = try table.learning("y", wishes) })
        #expect(found.suggestion == "ordinal={\"q\": [\"good\", \"poor\"]}")
    }

    @Test func copiesThatWereLeftOutAreToldAndNoLongerWarnedOf() throws {
        let rows = (0..<70).map { "\($0 % 60),\($0 % 60 * 3 % 41)\n" }.joined()
        let table = try read("a,price\n" + rows).learning("price")
        #expect(says(table, "10 rows are exact copies of others"))
        let clean = table.leavingOut(copies: try table.duplicates(Work()))
        #expect(clean.rowCount == 60)
        #expect(!says(clean, "exact copies"))
        #expect(says(clean, "10 rows that were copies of others were left out"))
    }

    @Test func typesAreAWishOfAmesToo() throws {
        var wishes = Table.Wishes()
        wishes.kinds = ["MS.SubClass": .category]
        let ames = try Table.ames(wishes)
        #expect(try ames.column("MS.SubClass").kind == .category)
        #expect(!ames.decisions.contains { $0.text.contains("may be codes") })
        wishes.kinds = ["MS.Subclass": .category]
        #expect(mistake { _ = try Table.ames(wishes) }?.argument == "types")
    }
}
