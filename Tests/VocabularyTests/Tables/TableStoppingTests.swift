import Answers
@testable import ArrayVocabulary
import Datasets
import Language
import Testing

@Suite("Work over tables that is stopped at once")
struct TableStoppingTests {
    private let stopped = Work()
    /// More rows than are gone through between two looks at the work.
    private let count = 10_000
    private let numbers: Column
    private let texts: Column
    private let series: Series

    init() {
        stopped.cancel()
        numbers = Column("a", .numbers((0..<count).map { Double($0 * 7919 % 10_007) }))
        texts = Column("b", categories: (0..<count).map { "t\($0 % 100)" }, as: .text)
        series = Series(numbers, labels: RowLabels(count: count))
    }

    @Test("Cells that are looked at one by one are left") func cells() {
        let kinds = Column("c", codes: [], levels: ["1", "2"], isRanked: false, type: .whole)
        for column in [numbers, texts] {
            #expect(throws: Stopped.self) { try column.keys(stopped) }
            #expect(throws: Stopped.self) { try column.texts(stopped) }
            #expect(throws: Stopped.self) { try column.values(stopped) }
            #expect(throws: Stopped.self) { try column.areNew(stopped) }
            #expect(throws: Stopped.self) { try column.filledRows(stopped) }
            #expect(throws: Stopped.self) { try column.shifted(1, stopped) }
            #expect(throws: Stopped.self) { try column.carried(forward: true, stopped) }
            #expect(throws: Stopped.self) { try column.picked([Int?](repeating: nil, count: count), stopped) }
            #expect(throws: Stopped.self) { try column.merged(with: column, stopped) }
            #expect(throws: Stopped.self) { try column.rows(at: Array(0..<count), stoppedBy: stopped) }
            #expect(throws: Stopped.self) { try ColumnWork.counted(column, skipsMissing: true, stopped) }
            #expect(throws: Stopped.self) { try ColumnWork.modes(column, skipsMissing: true, stopped) }
            #expect(throws: Stopped.self) { try ColumnWork.described(column, [0.5], stopped) }
            #expect(throws: Stopped.self) { try ColumnWork.converted(column, .text("category"), stopped) }
            #expect(throws: Stopped.self) { try CategoryType(like: kinds).column(column, stopped) }
            #expect(throws: Stopped.self) { try CategoryType(nil, isRanked: true).column(column, stopped) }
            #expect(throws: Stopped.self) { try column.kept(like: kinds, stopped) }
        }
        #expect(throws: Stopped.self) { try texts.converted(to: .category, stoppedBy: stopped) }
        #expect(throws: Stopped.self) { try numbers.distinctCount(stopped) }
    }

    @Test("Ranks, correlations, running sums and statistics are left") func statistics() throws {
        let cells = try #require(numbers.numbers)
        #expect(throws: Stopped.self) { try ColumnWork.ranks(cells, stopped) }
        #expect(throws: Stopped.self) {
            try ColumnWork.bridged(cells, at: cells, limit: 1, way: "forward", area: "", stopped)
        }
        #expect(throws: Stopped.self) { try ColumnWork.correlation(cells, cells, stopped) }
        #expect(throws: Stopped.self) { try ColumnWork.covariance(cells, cells, 1, stopped) }
        #expect(throws: Stopped.self) { try Running.column(numbers, stopped) { $0 + $1 } }
        for name in ["sum", "median", "nunique", "std"] {
            let statistic = try #require(ColumnStatistic.named(name))
            #expect(throws: Stopped.self, "\(name)") { try statistic.value(series, .init(), stopped) }
        }
    }

    @Test("Columns of values and of names, and rows that are put together, are left") func making() {
        let values = (0..<count).map { Value.int($0) }
        let names = (0..<count).map { "n\($0)" }
        #expect(throws: Stopped.self) { try Column("a", of: values, stoppedBy: stopped) }
        #expect(throws: Stopped.self) { try Column("a", categories: names, stoppedBy: stopped) }
        #expect(throws: Stopped.self) { try Series(values, name: "a", labels: series.labels, stoppedBy: stopped) }
        #expect(throws: Stopped.self) { try Joining.stacked("a", [(texts, count), (nil, count)], stopped) }
        #expect(throws: Stopped.self) { try series.rows(at: Array(0..<count), stopped) }
        #expect(throws: Stopped.self) { try series.labels.at(Array(0..<count), stopped) }
    }

    @Test("Many rows of equal numbers are grouped as few are") func groups() throws {
        let keys = (0..<40_000).map { $0 % 97 == 0 ? Double.nan : Double($0 * 7919 % 10_007) }
        let frame = Frame(try Table([Column("k", .numbers(keys)), Column("t", categories: keys.map { "\($0)" })]))
        let expected = Dictionary(grouping: keys.indices.filter { !keys[$0].isNaN }) { keys[$0] }
        #expect(
            try Grouping(frame, keys: [frame.table.column("k")], Work()).groups
                == expected.sorted { $0.key < $1.key }.map(\.value))
        for name in ["k", "t"] {
            #expect(throws: Stopped.self) { try Grouping(frame, keys: [frame.table.column(name)], stopped) }
        }
    }

    /// pandas 3.1: pd.Series([3, 1, 3, None, 2]).rank(method=…), .nunique(), .median(), .mode()
    @Test("What is asked for between two looks is what it was") func values() throws {
        let work = Work()
        let cells = [3, 1, 3, .nan, 2]
        let places: [(ColumnWork.Ties, [Double])] = [
            (.average, [3.5, 1, 3.5, 2]), (.min, [3, 1, 3, 2]), (.max, [4, 1, 4, 2]), (.first, [3, 1, 4, 2]),
            (.dense, [3, 1, 3, 2]),
        ]
        for (ties, expected) in places {
            let found = try ColumnWork.ranks(cells, ties: ties, work)
            #expect(found[3].isNaN && [found[0], found[1], found[2], found[4]] == expected, "\(ties)")
        }
        let column = Column("a", .numbers(cells))
        #expect(try column.distinctCount(work) == 3)
        #expect(try ColumnWork.modes(column, skipsMissing: true, work).numbers == [3])
        #expect(
            try ColumnStatistic.named("median")?.value(Series(column, labels: RowLabels(count: 5)), .init(), work)
                .asNumber
                == 2.5)
        // As many as are sorted by their digits: 10,000 of 0…10,006 in an order of their own.
        let many = try #require(numbers.numbers)
        #expect(try ColumnWork.ordered(many + many + many + many, work) == (many + many + many + many).sorted())
        #expect(try numbers.distinctCount(work) == Set(many).count)
    }
}
