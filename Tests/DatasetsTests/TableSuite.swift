import Answers
import Datasets
import Testing

/// A suite that reads tables from text.
protocol TableSuite {}

extension TableSuite {
    /// The table of a file that holds this text.
    func read(_ text: String, _ change: (inout CSVOptions) -> Void = { _ in }) throws -> Table {
        try read(Array(text.utf8), change)
    }

    /// The table of a file of these bytes.
    func read(_ bytes: [UInt8], _ change: (inout CSVOptions) -> Void = { _ in }) throws -> Table {
        var options = CSVOptions()
        change(&options)
        return try Table.csv(bytes: bytes, name: "f.csv", options)
    }

    /// The numbers of a column that holds numbers.
    func numbers(_ table: Table, _ name: String) throws -> [Double] { try #require(table.column(name).numbers) }

    /// The mistake that is thrown; nil where none is.
    func mistake(_ body: () throws -> Void) -> Mistake? {
        do {
            try body()
            return nil
        } catch { return error as? Mistake }
    }
}
