// What is told of how a file is written.

import Answers

extension CSVReader {
    /// How the file is written, as far as it was found out or given.
    mutating func tell(_ marks: CSVSniffer.Marks, _ delimiter: UInt8) {
        func text(_ byte: UInt8) -> String { byte == 9 ? "tab" : "\"\(Character(UnicodeScalar(byte)))\"" }
        let comma = UInt8(ascii: ",")
        decisions.append(
            Table.Decision(
                .format, nil,
                "\(written); fields end with \(text(delimiter)); the decimal mark is \(text(marks.decimal))"
                    + (marks.thousands.map { ", \(text($0)) stands between thousands" } ?? "")
                    + "; encoding=, delimiter=, decimal= and thousands= read it otherwise"))
        if marks.decimal == comma { note("numbers have a decimal comma; decimal=\".\" reads points") }
        if let odd = marks.odd {
            decisions.append(
                Table.Decision(
                    .warning, nil,
                    "most numbers have the decimal mark \(text(marks.decimal)), but there is \"\(odd)\"; "
                        + "decimal=\"\(marks.decimal == comma ? "." : ",")\" reads it the other way"))
        }
        guard let unclear = marks.unclear else { return }
        let mark = unclear.contains(",") ? comma : UInt8(ascii: ".")
        let isDecimal = mark == marks.decimal
        let (whole, other) = (mark == comma ? "," : ".", mark == comma ? "." : ",")
        decisions.append(
            Table.Decision(
                .warning, nil,
                "\"\(unclear)\" may be a fraction or thousands, and nothing in the file tells: its mark is read as "
                    + (isDecimal
                        ? "the decimal mark; thousands=\"\(whole)\" takes it out"
                        : "one between thousands; decimal=\"\(whole)\" reads fractions")
                    + (isDecimal ? " (and makes \"\(other)\" the decimal mark)" : "")))
    }

    mutating func tellMissing(_ surveys: [ColumnSurvey]) {
        let words = surveys.reduce(into: Set<Int>()) { $0.formUnion($1.missingWords) }.sorted()
        guard !words.isEmpty else { return }
        let texts = words.map { $0 < 0 ? "empty cells" : "\"\(options.missingText($0))\"" }
        let word = words.last.flatMap { $0 < 0 ? nil : options.missingText($0) }
        decisions.append(
            Table.Decision(
                .format, nil,
                "missing: \(Phrase.list(texts)); missing=[…] adds words"
                    + (word.map { ", not_missing=[\"\($0)\"] reads it as it stands" } ?? "")))
    }
}
