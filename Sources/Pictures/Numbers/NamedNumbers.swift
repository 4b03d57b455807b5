public import Figures
public import Answers

/// Named numbers of a dict: bars.
public struct NamedAmounts: Drawable {
    /// The language's name for it.
    public static let kind = "dict"
    let amounts: [(name: String, value: Double)]

    /// Names with their numbers, in the order of the bars.
    public init(_ amounts: [(name: String, value: Double)]) { self.amounts = amounts }

    /// How many there are.
    public var summary: String { "\(amounts.count) amounts" }

    /// A bar for each.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        Figure.bars(amounts, title: options.title ?? summary, label: "value")
    }
}

/// Named lists of a dict: curves over their index.
public struct NamedSeries: Drawable {
    /// The language's name for it.
    public static let kind = "dict"
    let lists: [(name: String, values: [Double])]

    /// Names with their numbers.
    public init(_ lists: [(name: String, values: [Double])]) { self.lists = lists }

    /// The first four names.
    public var summary: String { lists.map(\.name).prefix(4).joined(separator: ", ") }

    /// A curve for each, over the index.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        Figure.curves(
            lists.map { DataSeries($0.name, values: $0.values) }, title: summary, x: "index", y: "value",
            options: options)
    }
}
