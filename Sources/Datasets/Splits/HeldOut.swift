public import Answers
import Numbers
import Synchronization

/// A table in three parts. The test part is for one look at the end, and every look is counted: what has been looked at while
/// choosing measures the choice no longer.
public final class HeldOut: Sendable {
    /// The rows to learn from.
    public let train: Table
    /// The rows that settings are chosen by; no model is fitted on them.
    public let validation: Table
    private let hidden: Table
    private let looks = Atomic<Int>(0)

    /// - Parameters:
    ///   - validation: share of the rows, in [0, 1).
    ///   - test: the same; rows are counted up, as in scikit-learn.
    ///   - seed: of the shuffle; nil keeps the order, with the test part last.
    ///   - groups: a column whose equal cells stay together.
    /// - Throws: `Mistake` when a part would be empty, or the column is not there.
    public init(
        _ table: Table, validation: Double = 0.2, test: Double = 0.2, seed: UInt64?, groups: String? = nil
    ) throws {
        let rows = table.rowCount
        let testCount = Int((Double(rows) * test).rounded(.up))
        let validationCount = Int((Double(rows) * validation).rounded(.up))
        guard testCount > 0, validationCount >= 0, testCount + validationCount < rows else {
            throw Mistake(
                "\(rows) rows cannot be taken apart into a validation share of \(validation.short()) and a test share of "
                    + test.short(), expected: "rows in each part", argument: "test")
        }
        var order = Array(0..<rows)
        if let seed {
            var stream = RandomStream(seed: seed, purpose: "hold out")
            stream.shuffle(&order)
        }
        if let groups {
            let column = try table.column(groups)
            let keys = (0..<rows).map { column.text($0) ?? "" }
            var rank: [String: Int] = [:]
            for row in order where rank[keys[row]] == nil { rank[keys[row]] = rank.count }
            order = order.enumerated().sorted {
                (rank[keys[$0.element]] ?? 0, $0.offset) < (rank[keys[$1.element]] ?? 0, $1.offset)
            }.map(\.element)
            // The border moves to where a group ends.
            func border(_ place: Int) -> Int {
                var place = place
                while place > 0, place < rows, keys[order[place]] == keys[order[place - 1]] { place += 1 }
                return place
            }
            let first = border(rows - testCount - validationCount)
            let second = border(Swift.max(first, rows - testCount))
            guard first > 0, second < rows else {
                throw Mistake(
                    "the groups of \"\(groups)\" are too large to be taken apart so",
                    expected: "several groups in each part",
                    argument: "groups")
            }
            (train, self.validation, hidden) = HeldOut.parts(table, order, first, second)
        } else {
            (train, self.validation, hidden) = HeldOut.parts(
                table, order, rows - testCount - validationCount, rows - testCount)
        }
    }

    private static func parts(_ table: Table, _ order: [Int], _ first: Int, _ second: Int) -> (Table, Table, Table) {
        func part(_ range: Range<Int>, _ name: String) -> Table {
            var rows = table.rows(at: Array(order[range]))
            rows.name = "\(table.name), \(name) part"
            return rows
        }
        return (part(0..<first, "training"), part(first..<second, "validation"), part(second..<order.count, "test"))
    }

    /// The rows of the test; asking for them counts as a look.
    public func test() -> Table {
        looks.add(1, ordering: .relaxed)
        return hidden
    }

    /// How often the test part has been looked at.
    public var testLooks: Int { looks.load(ordering: .relaxed) }
}

extension HeldOut: Presentable {
    /// `held-out split`
    public static var kind: String { "held-out split" }

    /// `1,758 rows for training, 586 for validation, 586 for a test, not looked at yet`
    public var summary: String {
        "\(train.rowCount.grouped) rows for training, \(validation.rowCount.grouped) for validation, "
            + "\(hidden.rowCount.grouped) for a test, "
            + (testLooks == 0 ? "not looked at yet" : "looked at \(testLooks == 1 ? "once" : "\(testLooks) times")")
    }
}
