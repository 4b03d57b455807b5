public import Answers
import CLedger

/// All rows that the program knows.
public struct LedgerRows: Sendable {
    /// In the order of the files.
    public let rows: [LedgerRow]
    /// What could not be read of the files.
    public let faults: [Mistake]

    /// The rows in the program, chapter by chapter.
    public static let standard: LedgerRows = {
        var rows: [LedgerRow] = []
        var faults: [Mistake] = []
        for number in 0..<ledger_file_count() {
            let bytes = UnsafeBufferPointer(start: ledger_file_start(number), count: ledger_file_size(number))
            do throws(Mistake) {
                rows += try LedgerReader.read(
                    String(decoding: bytes, as: UTF8.self), file: String(cString: ledger_file_name(number)))
            } catch {
                faults.append(error)
            }
        }
        return LedgerRows(rows, faults: faults)
    }()

    /// These rows, chapter by chapter; an id that stands twice is a fault.
    public init(_ rows: [LedgerRow], faults: [Mistake] = []) {
        var faults = faults
        var seen: Set<String> = []
        for row in rows where !seen.insert(row.id).inserted {
            faults.append(Mistake("\(row.file):\(row.line): \(row.id) stands twice"))
        }
        // Rows of one chapter may stand in several files.
        let chapters = rows.map(\.chapter)
        self.rows = rows.enumerated().sorted { one, other in
            let places = [one, other].map { chapters.firstIndex(of: $0.element.chapter) ?? 0 }
            guard places[0] == places[1] else { return places[0] < places[1] }
            let numbers = [one, other].map { Int($0.element.id.drop { !$0.isNumber }) ?? 0 }
            return numbers[0] < numbers[1]
        }.map(\.element)
        self.faults = faults
    }

    /// The row of that id, however it is written: `A7`, `a7`.
    public func row(_ id: String) -> LedgerRow? { rows.first { $0.id.lowercased() == id.lowercased() } }

    /// The row with that id; else those of a chapter (`A`), a document (`D3`), a lesson (`L16`), or with that text in their words.
    public func rows(about text: String) -> [LedgerRow] {
        let wanted = text.lowercased()
        // D1 is a row of the ledger and a document; whoever means the document says so.
        if let row = row(text) { return [row] }
        if wanted.hasPrefix("l"), let lesson = Int(wanted.dropFirst()) {
            return rows.filter { $0.lessons.contains(lesson) }
        }
        if wanted.hasPrefix("document ") {
            return rows.filter { $0.documents.contains(text.dropFirst("document ".count).uppercased()) }
        }
        let chapter = rows.filter { $0.id.prefix { !$0.isNumber }.lowercased() == wanted }
        guard chapter.isEmpty else { return chapter }
        return rows.filter { ($0.item + " " + $0.chapter + " " + $0.shows).lowercased().contains(wanted) }
    }
}
