public import Figures
public import Numbers

/// Named numbers of a dict: bars.
public struct NamedAmounts: Drawable {
    public static let kind = "dict"
    let amounts: [(name: String, value: Double)]

    public init(_ amounts: [(name: String, value: Double)]) { self.amounts = amounts }

    public var summary: String { "\(amounts.count) amounts" }

    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        Figure.bars(amounts, title: options.title ?? summary, label: "value")
    }
}

/// Named lists of a dict: curves over their index.
public struct NamedSeries: Drawable {
    public static let kind = "dict"
    let lists: [(name: String, values: [Double])]

    public init(_ lists: [(name: String, values: [Double])]) { self.lists = lists }

    public var summary: String { lists.map(\.name).prefix(4).joined(separator: ", ") }

    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        Figure.curves(
            lists.map { Series($0.name, values: $0.values) }, title: summary, x: "index", y: "value", options: options)
    }
}
