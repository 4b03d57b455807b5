public import Answers
internal import Datasets
internal import Numbers
internal import RealModule

extension Rig {
    /// The rows of this seed, in Keras's order: training rows, and the last fifth to validate by; and five hundred clean rows of another
    /// seed to judge by.
    ///
    /// Targets are in deviations of ln price over the training rows; those of `typos` in interquartile ranges of the price.
    ///
    /// - Throws: `Mistake` when the work is cancelled while rows are made.
    public func parts(seed: UInt64, work: Work = Work()) throws -> Parts {
        var stream = RandomStream(seed: seed, purpose: "rig test rows")
        let other = stream.next()
        guard ailment != .rnn else { return try sequences(seed, other, work) }
        let count = ailment == .raw ? 2000 : 1200
        let town = try Houses(.house(n: count, seed: seed, outliers: false, work: work), ailment)
        let clean = try Houses(.house(n: 500, seed: other, outliers: false, work: work), ailment)
        let border = count * 4 / 5
        let training = ailment == .overfit ? 0..<60 : 0..<border
        let watching = border..<(ailment == .tiny ? border + 10 : count)
        return try Parts(
            train: rows(town, training, fitted: training, on: town, seed: seed, isTraining: true),
            validation: rows(town, watching, fitted: training, on: town, seed: seed),
            test: rows(clean, 0..<500, fitted: training, on: town, seed: seed))
    }

    /// Inputs and targets of some rows, scaled by the training rows of the town.
    private func rows(
        _ houses: Houses, _ range: Range<Int>, fitted training: Range<Int>, on town: Houses, seed: UInt64,
        isTraining: Bool = false
    ) throws -> Parts.Rows {
        var values = [Float](repeating: 0, count: range.count * houses.columns.count)
        for (place, column) in houses.columns.enumerated() {
            let leaves = ailment == .raw || ailment == .decade && place == Houses.year
            let (shift, scale) = leaves ? (0, 1) : Scaling.standard.fit(town.columns[place][training])
            for (row, index) in range.enumerated() {
                values[row * houses.columns.count + place] = Float((column[index] - shift) / scale)
            }
        }
        let scaling: Scaling = ailment == .typos ? .robust : .standard
        let (shift, scale) = scaling.fit(town.target[training])
        var noise = RandomStream(seed: seed, purpose: "rig noise")
        var typos = RandomStream(seed: seed, purpose: "rig typos")
        let targets = range.map { index in
            var truth = houses.target[index]
            if ailment == .typos, isTraining, typos.uniform() < 0.02 { truth *= 10 }
            let target = (truth - shift) / scale
            return Float(ailment == .overfit && isTraining ? target + 0.5 * noise.normal() : target)
        }
        return (try Samples(shape: [range.count, houses.columns.count], values: values), Samples(column: targets))
    }

    /// The adding problem: two marked numbers of a sequence of twenty.
    private func sequences(_ seed: UInt64, _ other: UInt64, _ work: Work) throws -> Parts {
        let data = try Dataset.adding(n: 640, length: 20, seed: seed, work: work)
        let clean = try Dataset.adding(n: 500, length: 20, seed: other, work: work)
        return try Parts(
            train: (data.x.rows(0..<512), data.y.rows(0..<512)),
            validation: (data.x.rows(512..<640), data.y.rows(512..<640)), test: (clean.x, clean.y))
    }
}

/// The columns of a table of houses as a network is given them.
private struct Houses {
    /// Seventeen: nine numbers and a column for each of eight neighbourhoods.
    let columns: [[Double]]
    /// ln price, or the price itself where typing errors are to be seen.
    let target: [Double]
    /// The place of the year of building among the columns.
    static let year = 6

    init(_ table: Table, _ ailment: Rig.Ailment) throws {
        func numbers(_ name: String) throws -> [Double] { try table.column(name).numbers ?? [] }
        var columns = try ["x", "y", "area", "lot", "beds", "baths"].map(numbers)
        // A year as it is written down, or the decade that it falls in and how far.
        columns.append(try numbers("age").map { (2025 - $0) / (ailment == .raw ? 1 : 10) })
        columns += try ["quality", "garage"].map(numbers)
        if let (codes, levels) = try table.column("neighbourhood").coded {
            for level in levels.indices { columns.append(codes.map { Int($0) == level ? 1 : 0 }) }
        }
        self.columns = columns
        target = try numbers("price").map { ailment == .typos ? $0 : .log($0) }
    }
}
