import Answers
import Datasets
import Testing

/// Files of house prices as portals, spreadsheets and R write them.
@Suite struct HouseFileTests: TableSuite {
    private func texts(_ table: Table, _ name: String) throws -> [String?] {
        let column = try table.column(name)
        return (0..<column.count).map { column.text($0) }
    }

    private func says(_ table: Table, _ text: String) -> Bool { table.decisions.contains { $0.line.contains(text) } }

    @Test func aUnitThatAllCellsHaveIsTakenOffAndSaid() throws {
        let table = try read("area;way;rooms\n85,5 m²;1.200 m;3 Zi.\n90 m²;500 m;4 Zi.\n;2.500 m;2 Zi.\n")
        #expect(try numbers(table, "area").prefix(2) == [85.5, 90])
        #expect(try table.column("area").missingCount == 1)
        #expect(try numbers(table, "way") == [1200, 500, 2500])
        #expect(try numbers(table, "rooms") == [3, 4, 2])
        #expect(says(table, "area: the unit \"m²\" is taken off"))
        #expect(try numbers(read("a,b\n85m2,1\n90 m2,2\n"), "a") == [85, 90])
        #expect(try numbers(read("a,b\n2 BHK,1\n3 BHK,2\n"), "a") == [2, 3])
        let some = try read("a,b\n85 m²,1\n90,2\n")
        #expect(try numbers(some, "a") == [85, 90])
        #expect(some.decisions.contains { $0.sort == .warning && $0.text.contains("1 cell has no unit") })
        let kept = try read("a,b\n85 m²,1\n90 m²,2\n") { $0.kinds = ["a": .category] }
        #expect(try texts(kept, "a") == ["85 m²", "90 m²"])
    }

    @Test func unitsThatDifferOrMayMeanAnythingStayNames() throws {
        for cells in [
            "85 m²,900 ft²", "12k,13k", "5A,6A", "2020Q1,2020Q3", "10-12 km,3 km", "1st,2nd", "m2,m3", "007AB,008AB",
            "1½,2½", "10²,12²", "1–2,3–2", "3×4,5×4", "12…,13…", "2 x 4,6 x 4", "1 of 2,2 of 2",
        ] {
            let text = "a;b\n" + cells.split(separator: ",").map { "\($0);1\n" }.joined()
            #expect(try read(text).column("a").kind == .category, "\(cells)")
        }
    }

    @Test func signsAndLettersOfOtherScriptsAreUnits() throws {
        for (cells, values) in [
            ("21°,-3°", [21.0, -3]), ("5 км,7 км", [5, 7]), ("9 °C,0.5 °C", [9, 0.5]), ("4‰,5‰", [4, 5]),
        ] {
            let text = "a;b\n" + cells.split(separator: ",").map { "\($0);1\n" }.joined()
            #expect(try numbers(read(text), "a") == values, "\(cells)")
        }
    }

    @Test func seasonsAreNoMonths() throws {
        let seasons = try read("season,b\n2009-10,1\n2010-11,2\n2011-12,3\n")
        #expect(try texts(seasons, "season") == ["2009-10", "2010-11", "2011-12"])
        #expect(try seasons.column("season").kind != .date)
        #expect(says(seasons, "season: 2009-10 may be a month or a season"))
        #expect(try read("m,b\n2009-10,1\n2009-11,2\n").column("m").kind == .date)
        let asked = try read("season,b\n2009-10,1\n2010-11,2\n") { $0.kinds = ["season": .date] }
        #expect(try texts(asked, "season") == ["2009-10-01", "2010-11-01"])
    }

    @Test func currenciesAndSignsOfOtherCountriesAreRead() throws {
        let cases: [(text: String, value: Double)] = [
            ("₹ 12000", 12_000), ("13000 zł", 13_000), ("kr 500", 500), ("(300)", -300), ("($1,200.50)", -1200.5),
            ("−5", -5), ("₩900", 900),
        ]
        for (text, value) in cases { #expect(try numbers(read("a,b\n\"\(text)\",1.5\n"), "a") == [value], "\(text)") }
        #expect(says(try read("a,b\n(5),1\n7,2\n"), "a: numbers in parentheses are negative"))
        for text in ["(x)", "()", "((5))", "(-5)"] {
            #expect(try read("a,b\n\(text),1\n").column("a").kind != .number, "\(text)")
        }
    }

    /// pandas.to_datetime gives the same days for the first five, the years first and the months first.
    @Test func daysWithoutMarksMonthsAndShortYearsAreDates() throws {
        let cases: [(cells: [String], days: [String])] = [
            (["20141013T000000", "20150225T000000"], ["2014-10-13", "2015-02-25"]),
            (["20141013T093000", "20150225T0930"], ["2014-10-13 09:30:00", "2015-02-25 09:30:00"]),
            (["2017-01", "2017-12"], ["2017-01-01", "2017-12-01"]),
            (["01/2017", "12/2017"], ["2017-01-01", "2017-12-01"]),
            (["1/2/20", "3/14/21"], ["2020-01-02", "2021-03-14"]),
            (["31.1.20", "1.4.98"], ["2020-01-31", "1998-04-01"]),
        ]
        for (cells, days) in cases {
            let table = try read("d,b\n" + cells.map { "\($0),1\n" }.joined())
            #expect(try table.column("d").kind == .date, "\(cells)")
            #expect(try texts(table, "d") == days, "\(cells)")
        }
        #expect(says(try read("d,b\n31.1.20,1\n1.4.98,2\n"), "d: years of two digits"))
        let whole = try read("sold,b\n20141013,1\n20150225,2\n")
        #expect(try whole.column("sold").kind == .number)
        #expect(says(whole, "sold: whole numbers that may be days"))
        let asked = try read("sold,b\n20141013,1\n20150225,2\n") { $0.kinds = ["sold": .date] }
        #expect(try texts(asked, "sold") == ["2014-10-13", "2015-02-25"])
        for cells in ["2010-11,2012-13", "20141313T000000,20150225T000000", "1.2.3,1.13.4", "30.2.20,1.1.20"] {
            let text = "d;b\n" + cells.split(separator: ",").map { "\($0);1\n" }.joined()
            #expect(try read(text).column("d").kind != .date, "\(cells)")
        }
    }

    @Test func aHeaderThatComesAgainIsLeftOut() throws {
        let table = try read("a;b\n1;3\n2;4\na;b\n5;6\na;b\n")
        #expect(try numbers(table, "a") == [1, 2, 5])
        #expect(says(table, "2 rows repeat the header and were left out"))
        // A single column may hold its own name, and a first row that is data may come twice.
        #expect(try read("a\nx\na\n").rowCount == 2)
        #expect(try read("1,2\n3,4\n1,2\n").rowCount == 3)
    }

    @Test func whatSpreadsheetsAndRWriteIsUnderstood() throws {
        let told = try read("sep=;\na;b\n1;2,5\n3;4\n")
        #expect(told.names == ["a", "b"])
        #expect(try numbers(told, "b") == [2.5, 4])
        #expect(says(told, "the line \"sep=;\""))
        let counted = try read("area,price\n1,80,200\n2,95,240\n")
        #expect(counted.names == ["column_1", "area", "price"])
        #expect(try numbers(counted, "price") == [200, 240])
        #expect(try read("area price\n\"a\" 80 200\n\"b\" 95 240\n") { $0.delimiter = 32 }.names.first == "column_1")
        // A decimal comma between commas is no name of a row.
        let cut = try #require(mistake { _ = try read("area,price\n80,5,200\n95,5,240\n") })
        #expect(cut.suggestion?.contains("decimal comma, stands in quotes") == true)
        let aligned = try read(" 0.00632  18.00   2.310  0\n 0.02731   0.00   7.070  0\n 0.02729   0.00   7.070  1\n")
        #expect(aligned.names == ["column_1", "column_2", "column_3", "column_4"])
        #expect(try numbers(aligned, "column_2") == [18, 0, 0])
        #expect(says(aligned, "set apart by any number of blanks"))
        #expect(try read("old town\nthe mill\nthe pond\n").names == ["old town"])
    }

    @Test func rowsOfWhichNoneFitsAreRefusedInWords() throws {
        let found = try #require(mistake { _ = try read("a,b\n8,5,2\n3,5,3\n") { $0.ragged = .skip } })
        #expect(found.problem.contains("none of 2 rows has as many columns as the first line, which has 2"))
        let short = try #require(mistake { _ = try read("a,b\n1,2\n3\n") })
        #expect(short.suggestion?.contains("bad_rows=\"fill\"") == true)
        let both = try #require(
            mistake {
                _ = try read("a,b\n1,2\n3,4\n").learning(
                    nil,
                    {
                        var wishes = Table.Wishes(); wishes.keep = ["a"]; wishes.drop = ["a"]; return wishes
                    }())
            })
        #expect(both.problem == "\"a\" is both to be kept and to be dropped")
    }

    @Test func aWrongEncodingIsToldFromADamagedFile() throws {
        let utf8 = Array("Straße,b\n1,2\n3,4\n".utf8)
        for bytes in [utf8, utf8 + [10]] {
            let found = try #require(mistake { _ = try read(bytes) { $0.encoding = .utf16 } })
            #expect(found.problem.contains("no UTF-16") && found.suggestion?.contains("leave encoding= out") == true)
        }
        let wide: [UInt8] = [0xff, 0xfe] + Array("a,b\n1,2\n".utf8).flatMap { [$0, 0] }
        let found = try #require(mistake { _ = try read(wide) { $0.encoding = .utf8 } })
        #expect(found.problem.contains("the mark of UTF-16"))
        #expect(try read(wide).rowCount == 1)
        #expect(try read(Array(wide.dropFirst(2))) { $0.encoding = .utf16 }.rowCount == 1)
    }

    @Test func smallMarksForMissingAreSuspectedAndSignsAreNot() throws {
        #expect(says(try read("a,b\n3,1\n-1,2\n5,3\n"), "a: -1 may mean missing"))
        #expect(says(try read("a,b\n3,1\n99,2\n5,3\n"), "a: 99 may mean missing"))
        #expect(!says(try read("a,b\n0,1\n-1,2\n1,3\n"), "may mean missing"))
        #expect(!says(try read("a,b\n40,1\n99,2\n77,3\n"), "may mean missing"))
    }

    @Test func longNamesAreCutWithAMark() throws {
        let table = try read("a,b\ndetached house,1\nflat,2\ndetached house,3\n")
        #expect(table.description(width: 100).contains("detached …, flat"))
    }
}
