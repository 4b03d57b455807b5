import Language
import Answers
import Testing

@Suite struct PrintingTests {
    @Test(
        "Numbers are spelled as Python spells them, shortest digits that read back",
        arguments: [
            (1.0, "1.0"), (0.1, "0.1"), (1e-4, "0.0001"), (1e-5, "1e-05"), (1.5e-7, "1.5e-07"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"), (1.25e16, "1.25e+16"), (123456789.125, "123456789.125"),
            (.leastNonzeroMagnitude, "5e-324"),
            (-0.0, "-0.0"),
            (1.7976931348623157e308, "1.7976931348623157e+308"), (0.1 + 0.2, "0.30000000000000004"), (1e22, "1e+22"),
            (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"), (9007199254740992, "9007199254740992.0"),
            (0.00012345, "0.00012345"), (100, "100.0"), (1_234_567_890_123_456_768, "1.2345678901234568e+18"),
        ])
    func numbers(number: Double, expected: String) {
        #expect(number.pythonRepr == expected)
        #expect(Double(number.pythonRepr) == number || number.isNaN)
    }

    @Test(
        "Formats are Python's",
        arguments: [
            (".2f", 3.14159, "3.14"), ("8.3f", -3.14159, "  -3.142"), ("<8.1f", 2, "2.0     "), ("^7.1f", 2, "  2.0  "),
            ("*>6", 2.5, "***2.5"), ("+.1f", 2, "+2.0"), (" .1f", 2, " 2.0"), ("08.2f", -2, "-0002.00"),
            (",.1f", 1234567.89, "1,234,567.9"), ("_.0f", 1234567, "1_234_567"), (".3e", 12345.678, "1.235e+04"),
            (".4g", 0.000012345, "1.234e-05"), ("g", 1e6, "1e+06"), (".1%", 0.256, "25.6%"), (".0f", 2.5, "2"),
            (".3", 2.0, "2.0"), ("", 0.1, "0.1"), (".2f", .infinity, "inf"), ("6.1f", .nan, "   nan"),
        ])
    func formats(spec: String, number: Double, expected: String) throws {
        #expect(try FormatSpec(spec).apply(.number(number)) == expected, "\(spec)")
    }

    @Test("Formats of whole numbers and strings")
    func otherFormats() throws {
        let cases: [(String, Value, String)] = [
            ("d", .int(-5), "-5"), ("5d", .int(42), "   42"), (",", .int(1_234_567), "1,234,567"),
            ("x", .int(255), "ff"),
            ("#b", .int(5), "0b101"), (".2f", .int(2), "2.00"), (">4", .text("é"), "   é"), (".2", .text("abc"), "ab"),
            ("s", .text("x"), "x"), ("d", .bool(true), "1"), ("^5", .text("日"), "  日  "), ("05", .int(-42), "-0042"),
        ]
        for (spec, value, expected) in cases {
            #expect(try FormatSpec(spec).apply(value) == expected, "\(spec) of \(value.repr)")
        }
        for spec in ["q", ".f", "5000", "..", "<<<<", "d"] {
            #expect(throws: Mistake.self, "\(spec)") { try FormatSpec(spec).apply(.number(1.5)) }
        }
    }

    @Test("Long lists are wrapped to the width and cut in the middle")
    func lists() {
        let short = Value.list((0..<3).map { .int($0) })
        #expect(short.display(width: 80) == "[0, 1, 2]")
        #expect(Value.list((0..<8).map { .int($0) }).display(width: 12) == "[0, 1, 2, 3,\n 4, 5, 6, 7]")
        let long = Value.list((0..<10_000).map { .int($0) }).display(width: 60)
        #expect(long.contains("… 9,920 more …"))
        #expect(long.split(separator: "\n").allSatisfy { $0.count <= 60 })
        #expect(long.hasSuffix("9999]"))
        #expect(Value.tuple([.text("a")]).display(width: 80) == "('a',)")
    }

    @Test("JSON keeps numbers as numbers, writes non-finite ones as strings, and lists as lists")
    func json() throws {
        let session = Sample.session()
        session.variables["bad"] = .list([.number(.nan), .number(.infinity), .number(-.infinity)])
        let value = try session.evaluate("{'a': [1, 2.5, 0.1], 'b': bad, 'c': ('x', None, True), 3: 1e300}").value
        #expect(
            value.json.text
                == #"{"a": [1, 2.5, 0.1], "b": ["nan", "inf", "-inf"], "c": ["x", null, true], "3": 1e+300}"#)
    }

    @Test("Widths: wide characters take two columns, combining marks none")
    func columns() {
        let cases = [("abc", 3), ("日本", 4), ("e\u{301}", 1), ("🙂", 2), ("∇f", 2), ("", 0), ("v̂", 1)]
        for (text, expected) in cases { #expect(text.columns == expected, "\(text)") }
    }
}
