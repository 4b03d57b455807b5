import Answers
import Datasets
import Foundation
import Testing

@Suite struct TableTests: TableSuite {
    @Test func typesAreFoundAndMissingIsNoCategory() throws {
        let table = try read(
            """
            area,kind,sold,garage,note,plz
            120,flat,2020-01-31,yes,"bright, quiet",01234
            NA,house,2020-02-01,no,,01067
            95.5,,2021-12-24,,x,99999
            """)
        #expect(table.columns.map(\.kind) == [.number, .category, .date, .flag, .category, .category])
        #expect(table.columns.map(\.missingCount) == [1, 1, 0, 1, 1, 0])
        #expect(try table.column("kind").coded?.levels == ["flat", "house"])
        #expect(try table.column("sold").text(1) == "2020-02-01")
        #expect(try table.column("note").text(0) == "bright, quiet")
        #expect(try table.column("plz").text(0) == "01234")
    }

    @Test func tenShapesOfFilesAreReadAsMeant() throws {
        let wide = Array("a;b\n1,5;x\n2;é\n".utf16)
        let little = [UInt8]([0xff, 0xfe]) + wide.flatMap { unit -> [UInt8] in [UInt8(unit & 255), UInt8(unit >> 8)] }
        let big = [UInt8]([0xfe, 0xff]) + wide.flatMap { unit -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 255)] }
        let shapes: [(name: String, bytes: [UInt8], a: [Double], b: [String?])] = [
            ("a byte-order mark", [0xef, 0xbb, 0xbf] + Array("a,b\n1.5,x\n2,y\n".utf8), [1.5, 2], ["x", "y"]),
            ("UTF-16, low byte first", little, [1.5, 2], ["x", "é"]),
            ("UTF-16, high byte first", big, [1.5, 2], ["x", "é"]),
            ("Latin-1", Array("a,b\n1,caf".utf8) + [0xe9, 10] + Array("2,y\n".utf8), [1, 2], ["café", "y"]),
            (
                "quotes with line breaks", Array("a,b\r\n1,\"x\r\ny\"\r\n2,\"say \"\"hi\"\"\"\r\n".utf8), [1, 2],
                ["x\r\ny", "say \"hi\""]
            ),
            ("a decimal comma", Array("a;b\n1.234,5;x\n2,25;y\n".utf8), [1234.5, 2.25], ["x", "y"]),
            (
                "thousands separators", Array("a,b\n\"1,234,567\",x\n\"2,000.5\",y\n".utf8), [1_234_567, 2000.5],
                ["x", "y"]
            ),
            ("percent and currency", Array("a\tb\n$1,200\tx\n€ 15\ty\n".utf8), [1200, 15], ["x", "y"]),
            ("tabs and blank lines", Array("a\tb\n\n1\tx\n\n2\ty\n\n".utf8), [1, 2], ["x", "y"]),
            ("carriage returns alone", Array("a|b\r1|x\r2|y\r".utf8), [1, 2], ["x", "y"]),
            ("a delimiter at each end", Array("a,b\n1,x,\n2,y,\n".utf8), [1, 2], ["x", "y"]),
        ]
        for shape in shapes {
            let table = try read(shape.bytes)
            #expect(try numbers(table, "a") == shape.a, "\(shape.name)")
            let b = try table.column("b")
            #expect((0..<b.count).map { b.text($0) } == shape.b, "\(shape.name)")
        }
        #expect(try numbers(read("p\n12%\n5.5 %\n"), "p") == [0.12, 0.055])
    }

    @Test func whatCannotBeReadIsNamedByLineAndColumn() throws {
        let cases: [(bytes: [UInt8], says: String)] = [
            (Array("a,b\n1,2\n3\n".utf8), "line 3 (row 1) has 1 column, the first line has 2"),
            (Array("a,b\n1,2\n3,4,5\n".utf8), "line 3 (row 1) has 3 columns, the first line has 2"),
            (Array("a,b\n1,\"x\n2,y\n".utf8), "the quote that opens in line 2, column 2 is never closed"),
            (Array("a,b\n1,x\n2,y".utf8) + [0] + Array("z\n".utf8), "line 3, column 2 holds a NUL byte"),
            ([], "there is nothing in it"),
            (Array("\n\n".utf8), "there is nothing in it"),
            ([0x50, 0x4b, 3, 4, 0, 0], "a ZIP archive or an Excel workbook"),
            ([0x1f, 0x8b, 8, 0], "compressed"),
            ([0xff, 0xfe, 0x61], "ends in the middle of a character"),
            ([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0], "written in UTF-32"),
            ([0xff, 0xfe, 0, 0xd8, 0x0a, 0], "not UTF-16 throughout"),
        ]
        for (bytes, says) in cases {
            let found = try #require(mistake { _ = try read(bytes) })
            #expect(found.problem.contains(says), "\(found.problem)")
            #expect(found.expected != nil)
        }
        let forced = try #require(mistake { _ = try read("a\n1\nx\n") { $0.kinds = ["a": .number] } })
        #expect(forced.problem.contains("line 3 (row 1), column \"a\" holds \"x\""))
        #expect(mistake { _ = try Table.csv("/nowhere/f.csv") }?.problem == "there is no file \"/nowhere/f.csv\"")
        #expect(mistake { _ = try Table.csv("/dev/zero") } != nil)
    }

    /// Flips, cuts and doubles bytes of a good file: whatever comes out is a table or a refusal in words.
    @Test func noDamagedFileTrapsOrIsRefusedWithoutAdvice() throws {
        let good = Array("a;b;c;d\n1.234,5;\"x;\"\"y\n\";2020-01-31;12 %\n$5;NA;31.12.1999;yes\n-1e5;;x;no\n".utf8)
        let bytes: [UInt8] = [0, 9, 10, 13, 34, 39, 44, 45, 46, 48, 57, 59, 101, 0x80, 0xa0, 0xc2, 0xe2, 0xef, 0xff]
        var state: UInt64 = 1
        func draw(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        for turn in 0..<400 {
            var text = good
            for _ in 0...draw(4) {
                let place = draw(text.count)
                switch draw(4) {
                case 0: text[place] = bytes[draw(bytes.count)]
                case 1: text.insert(bytes[draw(bytes.count)], at: place)
                case 2: text.removeSubrange(place..<Swift.min(text.count, place + 1 + draw(3)))
                default: text += text[place...]
                }
                if text.isEmpty { text = good }
            }
            do {
                let table = try read(text)
                _ = table.description(width: 80)
                _ = try? table.learning(table.names.last).decisions
            } catch let found as Mistake {
                #expect(found.expected != nil || found.suggestion != nil, "turn \(turn): \(found.problem)")
            }
        }
    }

    @Test func rowsOfAnotherLengthAreLeftOutOnRequest() throws {
        let text = "a,b\n1,2\n3\n4,5,6\n7,8\n"
        let skipped = try read(text) { $0.ragged = .skip }
        #expect(try numbers(skipped, "a") == [1, 7])
        #expect(skipped.decisions.contains { $0.text.contains("2 rows of another length were left out (lines 3, 4)") })
        let filled = try read("a,b\n1,2\n3\n") { $0.ragged = .fill }
        #expect(try filled.column("b").missingCount == 1)
    }

    @Test func headersThatAreMissingOrDoubleGetNames() throws {
        #expect(try read("1,2.5,x\n3,4.5,y\n").names == ["column_1", "column_2", "column_3"])
        #expect(try read("1,2.5,x\n3,4.5,y\n").rowCount == 2)
        #expect(try read("country,2019,2020,2021\nA,1,2,3\n").names == ["country", "2019", "2020", "2021"])
        #expect(try read("a,a,,b\n1,2,3,4\n").names == ["a", "a.1", "column_3", "b"])
        #expect(try read("a,b\nx,y\n") { $0.hasHeader = false }.rowCount == 2)
    }

    @Test func aWordOfOnesOwnMeansMissing() throws {
        let table = try read("a\n1\n-999\n?\n4\n") { $0.missing = ["-999", "?"] }
        #expect(try table.column("a").missingCount == 2)
        #expect(try table.column("a").kind == .number)
        let odd = try read("a\n" + (0..<30).map { "\($0)\n" }.joined() + "oops\n")
        #expect(
            odd.decisions.contains {
                $0.text.contains("line 32 holds \"oops\"") && $0.text.contains("missing=[\"oops\"]")
            })
    }

    @Test func numbersAreReadToTheLastDigit() throws {
        let texts = [
            "0.1", "-1e-7", "123456789.123456789", "1e308", "4.9e-324", "12345678901234567890", "+.5", "1E5", "inf",
        ]
        let table = try read("a,b\n" + texts.map { "\($0),0.5\n" }.joined())
        #expect(try numbers(table, "a") == texts.map { Double($0) ?? .nan })
    }

    @Test func tenThousandColumnsAndManyRowsAreRead() throws {
        let header = (0..<10_000).map { "c\($0)" }.joined(separator: ",")
        let row = (0..<10_000).map { "\($0)" }.joined(separator: ",")
        let table = try read(header + "\n" + row + "\n" + row + "\n")
        #expect(table.columns.count == 10_000)
        #expect(try numbers(table, "c9999") == [9999, 9999])
    }

    @Test func columnsWithoutNewsAreDroppedWithAMessage() throws {
        let rows = (0..<40).map {
            "\($0 + 1),same,\($0 * 7919 % 40 + 10_000_000),\($0 % 7),\($0 % 3 == 0 ? "" : "x"),\($0 * $0)\n"
        }
        let table = try read("Order,constant,key,useful,gaps,price\n" + rows.joined())
        let learning = try table.learning("price")
        #expect(learning.names == ["useful", "gaps", "price"])
        #expect(learning.decisions.filter { $0.sort == .dropped }.map(\.column) == ["Order", "constant", "key"])
        var wishes = Table.Wishes()
        wishes.keep = ["key"]
        wishes.drop = ["useful"]
        #expect(try table.learning("price", wishes).names == ["key", "gaps", "price"])
    }

    @Test func dangersAreWarnedOf() throws {
        let rows = (0..<80).map { "\($0 % 9),\(2 * $0 + 1),\($0)\n" }
        let table = try read("a,leak,price\n" + rows.joined() + rows[79]).learning("price")
        let warnings = table.decisions.filter { [.warning, .copies].contains($0.sort) }.map(\.line).joined(
            separator: "\n")
        #expect(warnings.contains("leak: follows the target almost exactly"))
        #expect(warnings.contains("sorted by the target"))
        #expect(warnings.contains("1 row is an exact copy of another"))
        #expect(table.description(width: 100).contains("Beware"))
    }

    @Test func targetsThatCannotBeLearntAreRefused() throws {
        let table = try read("a,b,c,d\n1,5,,x\n2,5,,y\n3,5,7,z\n")
        #expect(mistake { _ = try table.learning("b") }?.problem.contains("is 5 in all 3 rows") == true)
        #expect(mistake { _ = try table.learning("c") }?.problem.contains("in the only row") == true)
        #expect(mistake { _ = try table.learning("prize") }?.problem == "there is no column \"prize\"")
        // "x" is part of "nix", and nobody meant it.
        let letters = try read("x,y,area\n1,2,3\n4,5,7\n")
        #expect(mistake { _ = try letters.learning("nix") }?.suggestion == nil)
        #expect(mistake { _ = try letters.learning("Area m2") }?.suggestion == "\"area\"")
        let houses = try read("area,price\n1,2\n3,4\n")
        #expect(mistake { _ = try houses.learning("prize") }?.suggestion == "\"price\"")
        #expect(mistake { _ = try houses.learning("rooms") }?.suggestion == nil)
        var wishes = Table.Wishes()
        wishes.logTarget = true
        let negative = try read("a,b\n1,-2\n2,3\n")
        #expect(mistake { _ = try negative.learning("b", wishes) }?.problem.contains("no logarithm") == true)
    }

    @Test func amesHasItsSalesColumnsAndGaps() throws {
        let ames = try Table.ames()
        #expect(ames.rowCount == 2930)
        #expect(ames.columns.count == 80)
        #expect(ames.decisions.filter { $0.sort == .dropped }.map(\.column) == ["Order", "PID"])
        #expect(try ames.column("Lot.Frontage").missingCount == 490)
        #expect(try ames.column("Alley").missingCount == 2732)
        #expect(try ames.column("Neighborhood").distinctCount == 28)
        #expect(ames.decisions.contains { $0.column == "price" && $0.text.contains("log_target=True") })
        let account = ames.description(width: 120)
        #expect(account.contains("one-hot, 11 and other"))
    }

    @Test func houseHasItsFloorAndItsStory() throws {
        let house = try Table.house(n: 4000, seed: 7)
        let truth = try #require(house.truth)
        #expect(abs(truth.cleanFloor - 0.107) < 0.003)
        #expect(abs(truth.floor - 0.167) < 0.003)
        let prices = try numbers(house, "price")
        let errors = zip(prices, truth.mean).map { (log($0) - $1) * (log($0) - $1) }
        #expect(abs((errors.reduce(0, +) / 4000).squareRoot() - truth.floor) < 0.02)
        let clean = zip(errors, truth.isOutlier).filter { !$0.1 }.map(\.0)
        #expect(abs((clean.reduce(0, +) / Double(clean.count)).squareRoot() - truth.cleanFloor) < 0.004)
        #expect(prices.sorted()[2000] > 220_000 && prices.sorted()[2000] < 280_000)
        let shorter = try Table.house(n: 100, seed: 7)
        #expect(try numbers(shorter, "price") == Array(prices.prefix(100)))
        #expect(house.rows(at: [3, 5]).truth?.deviation == [truth.deviation[3], truth.deviation[5]])
    }

    @Test func readingStopsWhenItIsAsked() {
        let work = Work()
        work.cancel()
        let bytes = Array(("a,b\n" + String(repeating: "1,2\n", count: 20_000)).utf8)
        #expect(throws: Stopped.self) { try Table.csv(bytes: bytes, name: "f.csv", work: work) }
    }
}
