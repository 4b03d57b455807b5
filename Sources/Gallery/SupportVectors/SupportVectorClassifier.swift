public import Answers
public import Datasets

/// Support vector machines for any number of classes: one for each pair, which vote (Knerr, Personnaz & Dreyfus 1990), as in LIBSVM.
public struct SupportVectorClassifier: Sendable {
    /// How many classes there are.
    public let classes: Int
    /// A border for each pair (0, 1), (0, 2), … (1, 2), …; its positive side is the first of the two.
    public let pairs: [SupportVectors]
    /// The places, among all rows, of the rows that each pair was trained on.
    public let rowsOfPairs: [[Int]]
    /// How many columns a row has.
    public let width: Int

    /// - Parameters:
    ///   - rows: one or more of each class, finite.
    ///   - places: the class of each row, from 0 to below `classes`.
    ///   - weights: what C is multiplied by for the rows of each class; nil for 1.
    /// - Throws: `Mistake` for fewer than two classes and what the machine refuses; `Stopped`.
    public init(
        _ machine: SupportVectorMachine, _ rows: Design, _ places: [Int], classes: Int, weights: [Double]? = nil,
        work: Work = Work()
    ) throws {
        guard classes > 1 else {
            throw Mistake("y has \(Phrase.count(classes, "class"))", expected: "at least two", argument: "y")
        }
        var pairs: [SupportVectors] = []
        var own: [[Int]] = []
        for a in 0..<classes {
            for b in (a + 1)..<Swift.max(a + 1, classes) {
                let kept = places.indices.filter { places[$0] == a || places[$0] == b }
                pairs.append(
                    try machine.fit(
                        rows.rows(at: kept), kept.map { places[$0] == a },
                        weights: (weights?[a] ?? 1, weights?[b] ?? 1), work: work))
                own.append(kept)
                work.report(Double(pairs.count) / Double(classes * (classes - 1) / 2), "pair \(pairs.count)")
            }
        }
        (self.classes, self.pairs, rowsOfPairs, width) = (classes, pairs, own, rows.width)
    }

    /// Which of the training rows carry a border of some pair, in rising order.
    public var supportPlaces: [Int] {
        Set(zip(pairs, rowsOfPairs).flatMap { pair, rows in pair.places.map { rows[$0] } }).sorted()
    }

    /// Whether every pair ended within the tolerance.
    public var isConverged: Bool { pairs.allSatisfy(\.isConverged) }

    /// The scores of each pair, row by row.
    private func scores(_ x: Design, work: Work) throws -> [[Double]] { try pairs.map { try $0.scores(x, work: work) } }

    /// The class of each row: that of most votes, the first of equals.
    ///
    /// - Throws: `Mistake` for rows of another width; `Stopped`.
    public func predict(_ x: Design, work: Work = Work()) throws -> [Int] {
        let scores = try scores(x, work: work)
        return (0..<x.count).map { row in
            let votes = tally(scores, row).votes
            return votes.indices.max { (votes[$0], -$0) < (votes[$1], -$1) } ?? 0
        }
    }

    /// How much speaks for each class, a row for each row: votes, and within a vote the sum of the scores pressed into (−⅓, ⅓), as
    /// scikit-learn has it: votes + Σf/(3(|Σf| + 1)). Of two classes a single number, above 0 for the second.
    ///
    /// - Throws: `Mistake` for rows of another width; `Stopped`.
    public func decisions(_ x: Design, work: Work = Work()) throws -> [[Double]] {
        let scores = try scores(x, work: work)
        guard classes > 2 else { return scores[0].map { [-$0] } }
        return (0..<x.count).map { row in
            let (votes, sums) = tally(scores, row)
            return zip(votes, sums).map { Double($0) + $1 / (3 * (abs($1) + 1)) }
        }
    }

    private func tally(_ scores: [[Double]], _ row: Int) -> (votes: [Int], sums: [Double]) {
        var votes = [Int](repeating: 0, count: classes)
        var sums = [Double](repeating: 0, count: classes)
        var pair = 0
        for a in 0..<classes {
            for b in (a + 1)..<Swift.max(a + 1, classes) {
                votes[scores[pair][row] > 0 ? a : b] += 1
                sums[a] += scores[pair][row]
                sums[b] -= scores[pair][row]
                pair += 1
            }
        }
        return (votes, sums)
    }
}
