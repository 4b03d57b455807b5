import Answers

/// What the cells of one column look like: gathered in a first pass over the file, so that the second one knows what to keep.
struct ColumnSurvey {
    private(set) var cells = 0
    private(set) var missing = 0
    private(set) var numbers = 0
    private(set) var flags = 0
    private(set) var dates = 0
    private(set) var others = 0
    /// All that was found beside digits.
    private(set) var marks: NumberForm.Marks = []
    private(set) var leadingZeros = 0
    /// The orders of day, month and year that fit all dates.
    private(set) var orders: DateText.Orders = .all
    /// Where the first cell stands that is no number: row from 0, line of the file, its text.
    private(set) var firstOther: (row: Int, line: Int, text: String)?

    mutating func add(
        _ scanner: CSVScanner, _ field: CSVScanner.Field, row: Int, _ options: CSVOptions, _ form: NumberForm
    ) {
        cells += 1
        if options.isMissing(scanner, field) {
            missing += 1
            return
        }
        if !field.isEscaped, let number = form.parse(scanner.bytes, field.start, field.end) {
            numbers += 1
            marks.formUnion(number.marks)
            if number.marks.contains(.leadingZero), !number.marks.contains(.fraction) { leadingZeros += 1 }
            return
        }
        if firstOther == nil, numbers > 0 || cells < 1000 {
            firstOther = (row, scanner.line, String(scanner.text(field).prefix(40)))
        }
        if !field.isEscaped, field.end - field.start <= 5,
            FlagText.value(String(decoding: scanner.bytes[field.start..<field.end], as: UTF8.self)) != nil
        {
            flags += 1
        } else if !field.isEscaped, let date = DateText.read(scanner.bytes, field.start, field.end) {
            dates += 1
            orders.formIntersection(date.orders)
        } else {
            others += 1
        }
    }

    /// What the column is by its cells alone; names that recur or not are told apart when they have been counted.
    func kind(_ options: CSVOptions) -> ColumnKind {
        let filled = cells - missing
        if filled == 0 || numbers == filled {
            return leadingZeros > 0 && !marks.contains(.fraction) && !options.isPlain ? .category : .number
        }
        if flags == filled, !options.isPlain || missing == 0 { return .flag }
        if dates == filled, !orders.isEmpty, !options.isPlain { return .date }
        return .category
    }

    /// The order that dates are read in.
    var order: DateText.Orders {
        orders.contains(.yearFirst) ? .yearFirst : orders.contains(.monthFirst) ? .monthFirst : .dayFirst
    }
}
