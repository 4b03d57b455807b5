// The second pass: the columns are filled, and what was done with their cells is told.

import Answers
import Files

extension CSVReader {
    mutating func fill(
        _ scanner: inout CSVScanner, _ names: [String], _ surveys: [ColumnSurvey], _ form: NumberForm, _ count: Int,
        header: [String]?
    ) throws -> Table {
        let options = options
        let kinds = names.indices.map { options.kinds[names[$0]] ?? surveys[$0].kind(options) }
        var filling = kinds.indices.map { ColumnFilling(kinds[$0], surveys[$0], options, form, count: count) }
        var skipped: [Int] = []
        var skippedCount = 0
        _ = try filling.withUnsafeMutableBufferPointer { filling in
            try forEachRow(&scanner, names.count, header: header) { scanner, fields, row in
                guard let fields else {
                    skippedCount += 1
                    if skipped.count < 3 { skipped.append(scanner.line) }
                    return
                }
                for column in names.indices {
                    try filling[column].add(scanner, fields[column], row: row, of: names[column], options, form)
                }
            }
        }
        if skippedCount > 0, count == 0, !options.isPlain {
            throw Mistake(
                "none of \(Phrase.count(skippedCount, "row")) has as many columns as the first line, which has "
                    + "\(names.count)", expected: "\(Phrase.count(names.count, "column")) in each line",
                try: "a field that holds what fields end with stands in quotes; delimiter=\";\" says what they end with"
            )
        }
        if skippedCount > 0 {
            let lines = skipped.map(String.init).joined(separator: ", ") + (skippedCount > 3 ? " …" : "")
            note("\(skippedCount.grouped) rows of another length were left out (lines \(lines))")
        }
        let columns = names.indices.map { column(names[$0], kinds[$0], filling[$0], surveys[$0], form) }
        return try Table(columns, name: Folder.split(path).name, decisions: decisions)
    }

    private mutating func warn(_ text: String, _ column: String) {
        decisions.append(Table.Decision(.warning, column, text))
    }

    private mutating func column(
        _ name: String, _ kind: ColumnKind, _ filling: ColumnFilling, _ survey: ColumnSurvey, _ form: NumberForm
    ) -> Column {
        switch filling {
        case .numbers(let values, _):
            remarkOnNumbers(values, name, survey)
            return Column(name, .numbers(values), isWhole: !survey.numberMarks.contains(.fraction))
        case .dates(let values, let order):
            if survey.shortYears > 0 {
                note(
                    "years of two digits: 00 … 68 are 2000 … 2068, 69 … 99 are 1969 … 1999; "
                        + "types={\"\(name)\": \"category\"} keeps names", name)
            }
            if survey.isUnclear {
                let isMonth = order == .monthFirst
                note(
                    "day or month first? Read as \(isMonth ? "month/day/year" : "day/month/year"); "
                        + "day_first=\(isMonth ? "True" : "False") reads the dates the other way", name)
            }
            return Column(name, .dates(values))
        case .times(let values):
            note(
                "times of day are read as hours since midnight, 17:30 as 17.5; types={\"\(name)\": \"category\"} keeps names",
                name)
            return Column(name, .numbers(values))
        case .flags(let flags): return Column(name, .flags(flags))
        case .names(let codes, let table):
            let filled = survey.cells - survey.missing
            remarkOnNames(name, survey, filled: filled)
            // Names that hardly recur tell rows apart, not kinds of rows.
            let isText =
                options.kinds[name] == nil ? table.levels.count > 20 && table.levels.count * 2 > filled : kind == .text
            return Column(
                name,
                isText ? .texts(codes, distinct: table.levels) : .categories(codes, levels: table.levels))
        }
    }

    /// What was taken off or passed over in cells that are read as numbers.
    private mutating func remarkOnNumbers(_ values: [Double], _ name: String, _ survey: ColumnSurvey) {
        let marks = survey.numberMarks
        if survey.isUnited {
            let unit = String(decoding: survey.unit, as: UTF8.self).visible
            note("the unit \"\(unit)\" is taken off; types={\"\(name)\": \"category\"} keeps names", name)
            if survey.numbers > 0 {
                warn(
                    "\(Phrase.count(survey.numbers, "cell has", "cells have")) no unit and \(survey.numbers == 1 ? "is" : "are") "
                        + "read as \(survey.numbers == 1 ? "it stands" : "they stand"), beside "
                        + "\(survey.united.grouped) with \"\(unit)\"", name)
            }
        }
        if marks.contains(.accounting) { note("numbers in parentheses are negative: (5) is read as -5", name) }
        if survey.marks.contains(.percent) { note("percent signs: 12 % is read as 0.12", name) }
        if survey.marks.contains(.percent), survey.percents < survey.numbers {
            warn(
                "\((survey.numbers - survey.percents).grouped) cells have no percent sign and are read as they stand, "
                    + "\(survey.percents.grouped) have one and are divided by 100", name)
        }
        if marks.contains(.currency) { note("currency signs are taken off", name) }
        if marks.currencies.count > 1 {
            warn(
                "amounts in \(Phrase.list(marks.currencies)) stand side by side and are not converted into each other",
                name)
        }
        if !options.isPlain, let mark = NumberForm.missingMark(values) {
            let text = Column.text(mark, isWhole: true)
            warn("\(text) may mean missing: missing=[\"\(text)\"] reads it so", name)
        }
        if survey.numbers > 0, survey.compactDays == survey.numbers, !options.isPlain, options.kinds[name] == nil {
            note("whole numbers that may be days, year first; types={\"\(name)\": \"date\"} reads dates", name)
        }
        if marks.contains(.thousands) { note("thousands separators are taken out", name) }
    }

    /// Why cells that look like numbers or dates are read as names.
    private mutating func remarkOnNames(_ name: String, _ survey: ColumnSurvey, filled: Int) {
        if survey.leadingZeros > 0, survey.numbers == filled {
            note(
                "numbers with leading zeros are codes: read as names; types={\"\(name)\": \"number\"} reads numbers",
                name)
        } else if survey.marks.contains(.long), survey.numbers == filled {
            note(
                "whole numbers of more digits than a number keeps are names: every digit is kept; "
                    + "types={\"\(name)\": \"number\"} rounds them", name)
        } else if let suspect = survey.suspect, options.kinds[name] == nil {
            let text = suspect.text.visible
            warn(
                "\"\(text)\" in \(Phrase.count(suspect.count, "cell")) may mean missing: missing=[\"\(text)\"] reads it so"
                    + (survey.numbers + survey.united + suspect.count == filled && suspect.count < filled
                        ? ", and the column as numbers" : ""),
                name)
        } else if survey.isSeasons, options.kinds[name] == nil, !options.isPlain {
            note(
                "2009-10 may be a month or a season, and all cells are so: read as names; "
                    + "types={\"\(name)\": \"date\"} reads months", name)
        } else if survey.dates == filled, filled > 0, options.kinds[name] == nil, !options.isPlain {
            note(
                "all cells are dates, but not all are written in one order, so that they are read as names; "
                    + "types={\"\(name)\": \"date\"} reads dates, with the day first where the year is not, "
                    + "day_first=False with the month", name)
        } else if let other = survey.firstUndated, survey.dates * 20 >= filled * 19, options.kinds[name] == nil,
            !options.isPlain
        {
            let text = other.text.visible
            note(
                "nearly all cells are dates, but line \(other.line) holds \"\(text)\", so that it is read as "
                    + "names; missing=[\"\(text)\"] makes it dates", name)
        } else if let other = survey.firstOther, survey.numbers * 20 >= filled * 19, options.kinds[name] == nil {
            let text = other.text.visible
            note(
                "nearly all cells are numbers, but line \(other.line) holds \"\(text)\", so that it is read as "
                    + "names; missing=[\"\(text)\"] makes it numbers", name)
        }
    }
}
