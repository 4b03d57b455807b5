/// The screen of a small terminal: what a person would see after the bytes were shown. Knows the sequences that the
/// line editor uses for `TERM=xterm`.
struct Screen {
    private(set) var columns: Int
    private(set) var rows: Int
    private var cells: [[Character]]
    private var row = 0
    private var column = 0
    private var pending: [UInt8] = []
    /// What was there before a program took the whole screen.
    private var before: (cells: [[Character]], row: Int, column: Int)?
    /// Everything that was ever printed, without control sequences.
    private(set) var plain = ""

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    }

    /// The lines without trailing blanks, down to the last one that holds something.
    var lines: [String] {
        var lines = cells.map { row -> String in
            var line = String(row)
            while line.last == " " { line.removeLast() }
            return line
        }
        while lines.last == "" { lines.removeLast() }
        return lines
    }

    var text: String { lines.joined(separator: "\n") }

    mutating func resize(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = (0..<rows).map { index in
            let old = index < cells.count ? cells[index] : []
            return Array((old + Array(repeating: " ", count: columns)).prefix(columns))
        }
        row = min(row, rows - 1)
        column = min(column, columns - 1)
    }

    mutating func show(_ bytes: some Sequence<UInt8>) {
        pending += bytes
        while let (used, action) = Screen.next(pending) {
            pending.removeFirst(used)
            perform(action)
        }
    }

    private enum Action {
        case print(Character)
        case control(UInt8)
        case sequence([Int], UInt8)
        case wholeScreen(Bool)
        case nothing
    }

    /// The first complete thing in the bytes and its length.
    private static func next(_ bytes: [UInt8]) -> (Int, Action)? {
        guard let first = bytes.first else { return nil }
        if first == 0x1B {
            guard bytes.count >= 2 else { return nil }
            guard bytes[1] == UInt8(ascii: "[") else { return (2, .nothing) }
            guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
            let body = String(decoding: bytes[2..<end], as: UTF8.self)
            if body == "?1049" { return (end + 1, .wholeScreen(bytes[end] == UInt8(ascii: "h"))) }
            if body.hasPrefix("?") { return (end + 1, .nothing) }
            return (end + 1, .sequence(body.split(separator: ";").map { Int($0) ?? 0 }, bytes[end]))
        }
        if first < 0x20 { return (1, .control(first)) }
        let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard bytes.count >= length else { return nil }
        return (length, .print(Character(String(decoding: bytes[..<length], as: UTF8.self))))
    }

    private mutating func perform(_ action: Action) {
        switch action {
        case .nothing: break
        case .wholeScreen(true):
            before = (cells, row, column)
            for index in 0..<rows { blank(index, from: 0) }
        case .wholeScreen(false):
            guard let old = before else { break }
            (cells, row, column) = old
            before = nil
            resize(columns: columns, rows: rows)
        case .print(let character):
            plain.append(character)
            // A terminal wraps only when something more comes for a full line.
            if column == columns {
                column = 0
                lineFeed()
            }
            cells[row][column] = character
            column += 1
        case .control(let byte):
            switch byte {
            case 8: column = max(0, min(column, columns - 1) - 1)
            case 10:
                plain.append("\n")
                lineFeed()
            case 13: column = 0
            default: break
            }
        case .sequence(let numbers, let final): perform(numbers, final)
        }
    }

    private mutating func perform(_ numbers: [Int], _ final: UInt8) {
        let count = max(1, numbers.first ?? 1)
        column = min(column, columns - 1)
        switch Character(UnicodeScalar(final)) {
        case "A": row = max(0, row - count)
        case "B": row = min(rows - 1, row + count)
        case "C": column = min(columns - 1, column + count)
        case "D": column = max(0, column - count)
        case "G": column = min(columns - 1, count - 1)
        case "H":
            row = min(rows - 1, count - 1)
            column = min(columns - 1, max(1, numbers.dropFirst().first ?? 1) - 1)
        case "J":
            if numbers.first ?? 0 == 2 {
                for index in 0..<rows { blank(index, from: 0) }
            } else {
                blank(row, from: column)
                for index in row + 1..<max(row + 1, rows) { blank(index, from: 0) }
            }
        case "K": blank(row, from: column)
        case "P":
            cells[row].removeSubrange(column..<min(columns, column + count))
            cells[row] += Array(repeating: " ", count: columns - cells[row].count)
        case "@":
            cells[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
            cells[row] = Array(cells[row].prefix(columns))
        default: break
        }
    }

    private mutating func blank(_ index: Int, from start: Int) {
        for position in min(start, columns)..<columns { cells[index][position] = " " }
    }

    private mutating func lineFeed() {
        if row + 1 < rows {
            row += 1
        } else {
            cells.removeFirst()
            cells.append(Array(repeating: " ", count: columns))
        }
    }
}
