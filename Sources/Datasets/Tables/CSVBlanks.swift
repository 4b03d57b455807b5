/// Tables whose columns are set apart by blanks alone, as many as make them stand under each other.
enum CSVBlanks {
    /// The text with one blank between two fields of a line and none at its ends, where no other delimiter cuts its lines and these
    /// cuts give all lines the same number of fields, three at least, most of them numbers; nil for any other text.
    ///
    /// - Parameter lines: how many lines to pass over first.
    static func evened(_ text: [UInt8], passing lines: Int) -> [UInt8]? {
        let head = text.prefix(200_000)
        // Tab, quote, comma, semicolon, bar: such a text has a delimiter.
        guard !head.contains(where: { [9, 34, 44, 59, 124].contains($0) }) else { return nil }
        let sample = head.split(whereSeparator: { $0 == 10 || $0 == 13 }).dropFirst(lines)
        // The last line may be cut off.
        let whole = head.count < text.count ? sample.dropLast() : sample
        let widths = whole.map { fields($0).count }.filter { $0 > 0 }
        guard widths.count > 1, let width = widths.first, width > 2, widths.allSatisfy({ $0 == width }) else {
            return nil
        }
        let cells = whole.dropFirst().flatMap { fields($0) }
        let form = NumberForm()
        let isNumber = cells.map { cell in Array(cell).withUnsafeBufferPointer { form.parse($0, 0, $0.count) != nil } }
        return isNumber.count(where: { $0 }) * 2 > cells.count ? evened(text) : nil
    }

    private static func fields(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] { line.split(separator: 32) }

    private static func evened(_ text: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        for byte in text {
            let atStart = out.last.map { $0 == 10 || $0 == 13 } ?? true
            if byte == 32 {
                if !atStart, out.last != 32 { out.append(32) }
            } else {
                if byte == 10 || byte == 13, out.last == 32 { out.removeLast() }
                out.append(byte)
            }
        }
        return out
    }
}
