import Answers
import Arrays
import Autograd
import Language

/// An array as pictures read it.
protocol PlottedArray: Presentable {
    /// Lengths of the axes.
    var shape: [Int] { get }
    /// All numbers, the last axis running fastest.
    func plottedNumbers(_ work: Work) throws -> [Double]
}

extension NDArray: PlottedArray {
    func plottedNumbers(_ work: Work) throws -> [Double] { try elements(as: Double.self, stoppedBy: work) }
}

extension Tensor: PlottedArray {
    func plottedNumbers(_ work: Work) throws -> [Double] {
        try array.elements(as: Double.self, stoppedBy: work)
    }
}

/// What Matplotlib's words take for data: numbers, rows of numbers, names.
enum PlotData {
    /// A column or a table of pandas as its cells: an array, or a list of names.
    static func plain(_ value: Value) -> Value {
        if let index = value.asThing(IndexNames.self) {
            return plain(.thing(Series(index.values, name: "", labels: RowLabels(count: index.length))))
        }
        if let series = value.asThing(Series.self) {
            return (try? series.array()).map { .thing($0) } ?? .list(series.values)
        }
        guard let frame = value.asThing(Frame.self) else { return value }
        return (try? frame.array()).map { .thing($0) } ?? value
    }

    /// Numbers in one row: of a list, a range, an array of any shape.
    static func numbers(_ value: Value, _ name: String, _ work: Work) throws -> [Double] {
        let value = plain(value)
        if let array = value.asThing((any PlottedArray).self) { return try array.plottedNumbers(work) }
        if let number = value.asNumber { return [number] }
        guard let items = value.elements else { throw unfit(value, name) }
        return try items.flatMap { item throws -> [Double] in
            if work.isCancelled { throw Stopped() }
            if let number = item.asNumber { return [number] }
            if case .none = item { return [.nan] }
            return try numbers(item, name, work)
        }
    }

    /// Rows of numbers of equal length.
    static func rows(_ value: Value, _ name: String, _ work: Work) throws -> [[Double]] {
        let value = plain(value)
        if let array = value.asThing((any PlottedArray).self) {
            let shape = array.shape.filter { $0 != 1 || array.shape.count <= 2 }
            guard shape.count == 2 else {
                throw Mistake(
                    "\(name) has the shape \(array.shape.shapeText)", expected: "rows and columns", argument: name)
            }
            guard shape[0] > 0, shape[1] > 0 else {
                throw Mistake(
                    "\(name) has the shape \(array.shape.shapeText) and holds no numbers",
                    expected: "at least one row and one column", argument: name)
            }
            let numbers = try array.plottedNumbers(work)
            return try (0..<shape[0]).map(stoppedBy: work) { Array(numbers[$0 * shape[1]..<($0 + 1) * shape[1]]) }
        }
        let rows = try (value.elements ?? []).map { row in
            if work.isCancelled { throw Stopped() }
            return try numbers(row, name, work)
        }
        guard let width = rows.first?.count, width > 0,
            try rows.allSatisfy(stoppedBy: work, { $0.count == width })
        else {
            throw unfit(value, name)
        }
        return rows
    }

    /// The columns of rows of numbers, as one line each; nil for numbers in one row.
    static func columns(_ value: Value, _ work: Work) throws -> [[Double]]? {
        let value = plain(value)
        let isTable =
            value.asThing((any PlottedArray).self).map { $0.shape.count == 2 && $0.shape[1] > 1 }
            ?? (value.elements?.first?.elements != nil)
        guard isTable else { return nil }
        let rows = try rows(value, "y", work)
        return try rows[0].indices.map { column in try rows.map(stoppedBy: work) { $0[column] } }
    }

    /// The names, where the values are strings.
    static func names(_ value: Value) -> [String]? {
        guard let items = plain(value).elements, !items.isEmpty else { return value.asText.map { [$0] } }
        // Of millions of numbers the first one says it.
        guard items[0].asText != nil else { return nil }
        let names = items.compactMap(\.asText)
        return names.count == items.count ? names : nil
    }

    private static func unfit(_ value: Value, _ name: String) -> Mistake {
        Mistake(
            "\(name) = \(value.brief) is \(Phrase.indefinite(value.kind))", expected: "numbers, or an array of them",
            argument: name)
    }

    /// - Throws: `ValueError` in Matplotlib's words for lists of different length.
    static func check(_ a: [Double], _ b: [Double], _ nameA: String, _ nameB: String) throws {
        guard a.count != b.count else { return }
        throw Mistake(
            "\(nameA) has \(a.count) numbers and \(nameB) has \(b.count)", expected: "as many of both", argument: nameB
        ).raised(
            as: "ValueError",
            "x and y must have same first dimension, but have shapes (\(a.count),) and (\(b.count),)")
    }
}
