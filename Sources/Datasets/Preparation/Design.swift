import Answers

/// The inputs of a model: a row of numbers for each sample, each column with its name.
public struct Design: Sendable, Equatable {
    /// What each column is: `area`, `Neighborhood=NAmes`, `Lot.Frontage missing`.
    public let names: [String]
    /// How many rows there are.
    public let count: Int
    /// The numbers row by row; NaN only where the plan keeps missing cells.
    public var values: [Double]

    /// - Throws: `Mistake` when the numbers do not fill the rows.
    public init(names: [String], count: Int, values: [Double]) throws {
        guard values.count == names.count * count else {
            throw Mistake("\(values.count) numbers for \(count) rows of \(names.count)", expected: "whole rows")
        }
        (self.names, self.count, self.values) = (names, count, values)
    }

    /// How many columns there are.
    public var width: Int { names.count }

    /// The rows at these places, in this order.
    public func rows(at places: [Int]) -> Design {
        var part: [Double] = []
        part.reserveCapacity(places.count * width)
        for place in places { part += values[place * width..<(place + 1) * width] }
        return Design(trusted: names, places.count, part)
    }

    init(trusted names: [String], _ count: Int, _ values: [Double]) {
        (self.names, self.count, self.values) = (names, count, values)
    }

    /// The numbers of one column, one for each row; the index counts from 0.
    public func column(_ index: Int) -> [Double] { (0..<count).map { values[$0 * width + index] } }
}
