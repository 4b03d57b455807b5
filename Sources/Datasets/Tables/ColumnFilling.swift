import Answers

/// A column while its cells come in.
enum ColumnFilling {
    /// The numbers so far, and the unit that may stand behind them.
    case numbers([Double], unit: [UInt8])
    case dates([Double], DateText.Orders)
    case times([Double])
    case flags([Int8])
    case names([Int32], LevelTable)

    /// An empty column of a kind.
    ///
    /// - Parameter count: how many cells are to come.
    init(_ kind: ColumnKind, _ survey: ColumnSurvey, _ options: CSVOptions, _ form: NumberForm, count: Int) {
        switch kind {
        case .number where survey.isTimes: self = .times([])
        case .number:
            var values: [Double] = []
            values.reserveCapacity(count)
            self = .numbers(values, unit: survey.isUnited ? survey.unit : [])
        case .date: self = .dates([], survey.order(options, form))
        case .flag: self = .flags([])
        case .category, .text: self = .names([], LevelTable())
        }
    }

    /// Puts the next cell in.
    ///
    /// - Throws: `Mistake` for one that is not of the column's kind.
    mutating func add(
        _ scanner: CSVScanner, _ field: CSVScanner.Field, row: Int, of name: String, _ options: CSVOptions,
        _ form: NumberForm
    ) throws {
        let isMissing = options.isMissing(scanner, field)
        func refusal(_ expected: String) -> Mistake {
            let text = String(scanner.text(field).prefix(40)).visible
            return Mistake(
                "line \(scanner.line) (row \(row)), column \"\(name)\" holds \"\(text)\"", expected: expected,
                try: "missing=[\"\(text)\"]", argument: "types")
        }
        switch self {
        case .numbers(var values, let unit):
            self = .flags([])
            if isMissing {
                values.append(.nan)
            } else {
                guard !field.isEscaped, let number = ColumnFilling.number(scanner, field, form, unit) else {
                    throw refusal("a number")
                }
                values.append(number)
            }
            self = .numbers(values, unit: unit)
        case .dates(var values, let order):
            self = .flags([])
            if isMissing {
                values.append(.nan)
            } else {
                guard let date = DateText.read(scanner.bytes, field.start, field.end),
                    let seconds = date.seconds(order) ?? date.seconds(.yearFirst)
                else {
                    throw refusal(
                        order == .dayFirst && options.dayFirst != nil
                            ? "a date with the day first, such as 31/05/2010" : "a date such as 2010-05-31")
                }
                values.append(seconds)
            }
            self = .dates(values, order)
        case .times(var values):
            self = .flags([])
            values.append(isMissing ? .nan : DateText.hours(scanner.bytes, field.start, field.end) ?? .nan)
            self = .times(values)
        case .flags(var flags):
            self = .numbers([], unit: [])
            if isMissing {
                flags.append(-1)
            } else {
                let text = scanner.text(field)
                guard let flag = FlagText.value(text) ?? ["1": true, "0": false][text] else {
                    throw refusal("yes or no, true or false, 1 or 0")
                }
                flags.append(flag ? 1 : 0)
            }
            self = .flags(flags)
        case .names(var codes, var levels):
            self = .flags([])
            codes.append(isMissing ? -1 : levels.code(scanner, field))
            self = .names(codes, levels)
        }
    }

    /// The number in a cell, without the unit where it is this one.
    private static func number(
        _ scanner: CSVScanner, _ field: CSVScanner.Field, _ form: NumberForm, _ unit: [UInt8]
    ) -> Double? {
        if let number = form.parse(scanner.bytes, field.start, field.end) { return number.value }
        guard !unit.isEmpty, let parts = UnitText.split(scanner.bytes, field.start, field.end),
            unit.elementsEqual(scanner.bytes[parts.unit])
        else { return nil }
        return form.parse(scanner.bytes, field.start, parts.numberEnd)?.value
    }
}
