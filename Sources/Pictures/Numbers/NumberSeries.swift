public import Datasets
public import Figures
public import Answers
import Numbers

/// A plain list of numbers: a curve over its index; two of them as y over x.
public struct NumberSeries: Tabular {
    /// The language's name for it.
    public static let kind = "list"
    let values: [Double]

    /// The numbers in their order.
    public init(_ values: [Double]) { self.values = values }

    /// How many there are.
    public var summary: String { "\(values.count) numbers" }

    /// A row for each number.
    public func samples() throws -> Samples? { Samples(column: values.map { Float($0) }) }

    /// A curve over the index, from 0.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let points = try values.enumerated().map(stoppedBy: work) { Point(Double($0.offset), $0.element) }
        return Figure.curves([DataSeries("value", points)], title: summary, x: "index", y: "value", options: options)
    }

    /// Two lists are places and values; more of them are points where each is a pair, otherwise curves in one frame.
    ///
    /// - Throws: `Mistake` when two lists differ in length.
    public func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? {
        guard let lists = peers(in: others) else { return nil }
        guard lists.count == 2 else {
            return try NumberTable(lists.map(\.values)).figure(options, work: work)
        }
        let (x, y) = (lists[0].values, lists[1].values)
        guard x.count == y.count else {
            throw Mistake(
                "\(x.count) places and \(y.count) values do not belong together",
                expected: "two lists of the same length")
        }
        let points = try zip(x, y).map(stoppedBy: work) { Point($0, $1) }
        return Figure.curves(
            [DataSeries("value", points)], title: "\(points.count) points", x: "x", y: "value", options: options)
    }
}
