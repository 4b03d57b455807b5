public import Datasets
public import Figures
public import Answers
import Numbers

/// A list of lists of numbers: pairs are points, other lists are curves in one frame.
public struct NumberTable: Tabular {
    /// The language's name for it.
    public static let kind = "list"
    let lists: [[Double]]

    /// Lists of any lengths.
    public init(_ lists: [[Double]]) { self.lists = lists }

    /// How many lists there are.
    public var summary: String { "\(lists.count) lists of numbers" }

    /// A row for each list.
    public func samples() throws -> Samples? {
        guard let width = lists.first?.count, lists.allSatisfy({ $0.count == width }) else { return nil }
        return try Samples(rows: lists.map { $0.map { Float($0) } })
    }

    /// Points where there are more than two lists and each is a pair; otherwise curves over the index.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        if lists.allSatisfy({ $0.count == 2 }), lists.count > 2 {
            let points = lists.map { Point($0[0], $0[1]) }
            return Figure.scatter(
                [Points(points, color: 3)], title: "\(points.count) points", x: "x", y: "y", options: options)
        }
        let series = lists.enumerated().map { DataSeries("list \($0 + 1)", values: $1) }
        return Figure.curves(series, title: summary, x: "index", y: "value", options: options)
    }
}
