import Answers

/// What the cells of one column look like: gathered in a first pass over the file, so that the second one knows what to keep.
struct ColumnSurvey {
    private(set) var cells = 0
    private(set) var missing = 0
    private(set) var numbers = 0
    private(set) var flags = 0
    private(set) var dates = 0
    private(set) var times = 0
    private(set) var others = 0
    /// Numbers with the unit that the first such cell has, and that unit as it is written.
    private(set) var united = 0
    private(set) var unit: [UInt8] = []
    /// All that was found beside digits.
    private(set) var marks: NumberForm.Marks = []
    private(set) var leadingZeros = 0
    private(set) var percents = 0
    /// Which words for "missing" occur, by their numbers; −1 is the empty cell.
    private(set) var missingWords: Set<Int> = []
    /// The first cell that people write where they know nothing, and how many there are of its like.
    private(set) var suspect: (text: String, count: Int)?
    /// The orders of day, month and year that fit all dates.
    private(set) var orders: DateText.Orders = .all
    /// How many dates have years of two digits.
    private(set) var shortYears = 0
    /// How many months are as well the two years of a season: 2009-10, 2010-11.
    private(set) var seasons = 0
    /// How many numbers are days written as 20141013, of the years 1800 to 2099.
    private(set) var compactDays = 0
    /// Where the first cell stands that is no number: row from 0, line of the file, its text.
    private(set) var firstOther: (row: Int, line: Int, text: String)?
    /// The same of the first cell that is no date, in a column that has some.
    private(set) var firstUndated: (line: Int, text: String)?

    mutating func add(
        _ scanner: CSVScanner, _ field: CSVScanner.Field, row: Int, _ options: CSVOptions, _ form: NumberForm
    ) {
        cells += 1
        if let word = options.missingWord(scanner, field) {
            missing += 1
            if word != lastWord {
                lastWord = word
                missingWords.insert(word)
            }
            return
        }
        if !field.isEscaped, let number = form.parse(scanner.bytes, field.start, field.end) {
            numbers += 1
            marks.formUnion(number.marks)
            if number.marks.contains(.percent) { percents += 1 }
            if field.end - field.start == 8, number.marks.isEmpty, number.value >= 1.8e7, number.value < 2.1e7,
                DateText.read(scanner.bytes, field.start, field.end) != nil
            {
                compactDays += 1
            }
            if number.marks.contains(.leadingZero), !number.marks.contains(.fraction) { leadingZeros += 1 }
            if dates > 0, firstUndated == nil { noteUndated(scanner, field) }
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
            if date.hasShortYear { shortYears += 1 }
            if date.isSeason { seasons += 1 }
            orders.formIntersection(date.orders)
            return
        } else if !field.isEscaped, DateText.hours(scanner.bytes, field.start, field.end) != nil {
            times += 1
        } else {
            others += 1
            noteUnit(scanner, field, form, options)
            noteSuspect(scanner, field)
        }
        if firstUndated == nil, dates > 0 || cells < 1000 { noteUndated(scanner, field) }
    }

    private mutating func noteUnit(
        _ scanner: CSVScanner, _ field: CSVScanner.Field, _ form: NumberForm, _ options: CSVOptions
    ) {
        guard !field.isEscaped, !options.isPlain,
            let parts = UnitText.split(scanner.bytes, field.start, field.end),
            let number = form.parse(scanner.bytes, field.start, parts.numberEnd),
            // What has zeros in front is a code.
            !number.marks.contains(.leadingZero) || number.marks.contains(.fraction)
        else { return }
        if united == 0 { unit = Array(scanner.bytes[parts.unit]) }
        guard unit.elementsEqual(scanner.bytes[parts.unit]) else { return }
        united += 1
        unitMarks.formUnion(number.marks)
    }

    private mutating func noteSuspect(_ scanner: CSVScanner, _ field: CSVScanner.Field) {
        guard field.end - field.start <= 7 else { return }
        let text = scanner.text(field)
        guard ColumnSurvey.suspects.contains(text) else { return }
        suspect = (suspect?.text ?? text, (suspect?.count ?? 0) + 1)
    }

    private mutating func noteUndated(_ scanner: CSVScanner, _ field: CSVScanner.Field) {
        firstUndated = (scanner.line, String(scanner.text(field).prefix(40)))
    }

    private var lastWord: Int?
    private var unitMarks: NumberForm.Marks = []

    /// All that was found beside the digits of numbers, those with a unit among them where the column is one of numbers.
    var numberMarks: NumberForm.Marks { isUnited ? marks.union(unitMarks) : marks }

    /// Whether every cell is a number, and some have a unit, the same.
    var isUnited: Bool { united > 0 && numbers + united == cells - missing }

    /// What people write where they know nothing.
    private static let suspects: Set<String> = [
        "?", "??", "???", "-", "--", "---", "–", "—", ".", "..", "...", "…", "*", "k.A.", "k. A.", "n.a.", "n. a.",
        "n/v", "missing",
        "Missing", "MISSING",
    ]

    /// What the column is by its cells alone; names that recur or not are told apart when they have been counted.
    func kind(_ options: CSVOptions) -> ColumnKind {
        let filled = cells - missing
        if filled == 0 || numbers == filled {
            return isCode(options) ? .category : .number
        }
        if isUnited { return .number }
        if flags == filled, !options.isPlain || missing == 0 { return .flag }
        if times == filled, !options.isPlain { return .number }
        if dates == filled, !orders.isEmpty, !isSeasons, !options.isPlain { return .date }
        return .category
    }

    /// Whether all cells may be seasons, of which some would be months.
    var isSeasons: Bool { seasons > 1 && seasons == cells - missing }

    /// Whether the cells are times of day.
    var isTimes: Bool { times > 0 && times == cells - missing }

    /// Numbers that are kept digit by digit: leading zeros, or more digits than a double holds.
    private func isCode(_ options: CSVOptions) -> Bool {
        guard !marks.contains(.fraction) else { return false }
        return marks.contains(.long) || (leadingZeros > 0 && !options.isPlain)
    }

    /// Whether the dates fit both ways of writing day and month.
    var isUnclear: Bool { orders == [.dayFirst, .monthFirst] }

    /// The order that dates are read in; where both fit, what was asked for, or as the decimal mark is written.
    func order(_ options: CSVOptions, _ form: NumberForm) -> DateText.Orders {
        if orders.contains(.yearFirst) { return .yearFirst }
        if let isDayFirst = options.dayFirst { return isDayFirst ? .dayFirst : .monthFirst }
        if isUnclear { return form.decimal == UInt8(ascii: ",") ? .dayFirst : .monthFirst }
        return orders.contains(.monthFirst) ? .monthFirst : .dayFirst
    }
}
