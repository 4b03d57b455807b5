import Answers
import Datasets

/// The columns of a design cut into at most 255 bins each, missing numbers in the last one: what histograms count.
struct Bins {
    /// The bin of missing numbers.
    static let missing: UInt8 = 255
    /// Numbers up to a threshold belong to its bin; one list for each column.
    let thresholds: [[Double]]
    /// The bins column by column.
    let bins: [UInt8]
    let count: Int
    /// Whether a column has missing numbers.
    let hasMissing: [Bool]
    /// Where each column's bins begin in a histogram of all columns, and at the end how long that is: a column takes as many places as it
    /// has bins.
    let starts: [Int]

    var width: Int { thresholds.count }

    init(_ x: Design, most: Int = 255, work: Work) throws {
        var thresholds: [[Double]] = []
        var bins = [UInt8](repeating: 0, count: x.count * x.width)
        var hasMissing: [Bool] = []
        var starts = [0]
        for column in 0..<x.width {
            if work.isCancelled { throw Stopped() }
            let values = x.column(column)
            let borders = Bins.thresholds(values, most)
            for (row, value) in values.enumerated() {
                bins[column * x.count + row] = value.isNaN ? Bins.missing : Bins.bin(value, borders)
            }
            thresholds.append(borders)
            let isMissing = values.contains { $0.isNaN }
            hasMissing.append(isMissing)
            starts.append(starts[column] + (isMissing ? Int(Bins.missing) : borders.count) + 1)
        }
        (self.thresholds, self.bins, count, self.hasMissing) = (thresholds, bins, x.count, hasMissing)
        self.starts = starts
    }

    /// Midpoints between neighbours where there are few different numbers, quantiles where there are many.
    private static func thresholds(_ values: [Double], _ most: Int) -> [Double] {
        let sorted = values.filter { !$0.isNaN }.sorted()
        var distinct: [Double] = []
        for value in sorted where value != distinct.last { distinct.append(value) }
        guard distinct.count > most else { return zip(distinct, distinct.dropFirst()).map { ($0 + $1) * 0.5 } }
        var borders: [Double] = []
        for part in 1..<most {
            // The inverse of the distribution function, averaged where it is flat (Hyndman & Fan's second).
            let place = Double(sorted.count) * (Double(part) * (100 / Double(most)) / 100)
            let at = Int(place)
            let border = Double(at) == place ? (sorted[at - 1] + sorted[at]) * 0.5 : sorted[at]
            if border != borders.last { borders.append(border) }
        }
        return borders
    }

    private static func bin(_ value: Double, _ borders: [Double]) -> UInt8 {
        var (low, high) = (0, borders.count)
        while low < high {
            let middle = (low + high) / 2
            if value <= borders[middle] { high = middle } else { low = middle + 1 }
        }
        return UInt8(low)
    }
}
