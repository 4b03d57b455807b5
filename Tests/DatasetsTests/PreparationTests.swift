import Answers
import Datasets
import Foundation
import Testing

/// Folds and scaled columns of scikit-learn 1.9 (judges/golden/tables.py).
private struct Golden: Decodable {
    struct Split: Decodable {
        struct Fold: Decodable {
            var train: [Int]
            var test: [Int]
        }
        var form: String
        var count: Int
        var rows: Int
        var classes: [Int]?
        var groups: [Int]?
        var gap: Int?
        var folds: [Fold]
    }
    struct Scaled: Decodable {
        var scaler: String
        var column: [Double]
        var scaled: [Double]
    }
    var splits: [Split]
    var scalers: [Scaled]

    static func read() throws -> Golden {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Golden/tables.json")
        return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
    }
}

@Suite struct PreparationTests {
    @Test func foldsWithoutAShuffleAreScikitLearns() throws {
        for split in try Golden.read().splits {
            let form: Splitter.Form
            switch split.form {
            case "stratified": form = .stratified
            case "grouped": form = .grouped
            case "series": form = .series(gap: split.gap ?? 0, testSize: nil, mostTraining: nil)
            default: form = .folds
            }
            let found = try Splitter(form, count: split.count).folds(
                split.rows, classes: split.classes, groups: split.groups)
            #expect(found.map(\.test) == split.folds.map(\.test), "\(split.form)")
            #expect(found.map(\.train) == split.folds.map(\.train), "\(split.form)")
        }
    }

    @Test func scalersAreScikitLearns() throws {
        for scaled in try Golden.read().scalers {
            let scaling = try #require(Scaling(rawValue: scaled.scaler))
            let (shift, scale) = scaling.fit(scaled.column)
            for (value, expected) in zip(scaled.column, scaled.scaled) {
                #expect(abs((value - shift) / scale - expected) < 1e-9, "\(scaled.scaler) of \(scaled.column)")
            }
        }
    }

    @Test func everyRowIsTestedOnceWhateverTheShuffle() throws {
        let labels = (0..<37).map { $0 % 3 }
        let groups = (0..<37).map { $0 % 11 }
        for form in [Splitter.Form.folds, .stratified, .grouped] {
            for seed in 0..<5 {
                let folds = try Splitter(form, count: 4, seed: UInt64(seed)).folds(37, classes: labels, groups: groups)
                #expect(folds.flatMap(\.test).sorted() == Array(0..<37))
                for fold in folds { #expect((fold.train + fold.test).sorted() == Array(0..<37)) }
                if form == .grouped {
                    for fold in folds {
                        #expect(Set(fold.train.map { groups[$0] }).isDisjoint(with: fold.test.map { groups[$0] }))
                    }
                }
            }
        }
        let repeated = try Splitter(.folds, count: 3, repeats: 2, seed: 1).folds(12)
        #expect(repeated.count == 6 && repeated[0] != repeated[3])
        #expect(throws: Mistake.self) { try Splitter(.folds, count: 1) }
        #expect(throws: Mistake.self) { try Splitter(.folds, count: 5).folds(3) }
    }

    private let rows = """
        size,kind,when,yes,price
        10,a,2020-01-01,true,100
        20,b,2020-01-02,false,200
        ,a,2020-01-03,true,300
        40,c,2020-01-04,,400
        1000,d,2020-01-05,false,500
        """

    private func table() throws -> Table {
        try Table.csv(bytes: Array(rows.utf8), name: "f.csv").learning("price")
    }

    @Test func whatIsHeldOutTeachesNothing() throws {
        let table = try table()
        let preparation = try Preparation(fitting: table.rows(at: [0, 1, 2, 3]))
        #expect(
            preparation.names == [
                "size", "size missing", "kind=a", "kind=b", "kind=c", "when", "yes", "yes missing",
            ])
        let all = try preparation.inputs(table)
        // The median of 10, 20, 40 fills the gap; 1000 has no part in it.
        let sizes = [10.0, 20, 20, 40]
        let mean = sizes.reduce(0, +) / 4
        let sd = (sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4).squareRoot()
        #expect(abs(all.column(0)[2] - (20 - mean) / sd) < 1e-12)
        #expect(abs(all.column(0)[4] - (1000 - mean) / sd) < 1e-9)
        #expect(all.column(1) == [0, 0, 1, 0, 0])
        #expect((2...4).map { all.column($0)[4] } == [0, 0, 0])
        let unseen = try preparation.unseen(in: table)
        #expect(unseen.map(\.level) == ["d"] && unseen.map(\.count) == [1])
    }

    @Test func manyLevelsAreCappedAndTheRestIsOther() throws {
        let names = (0..<200).map { "l\($0 * $0 % 37)" }
        let table = try Table(
            [Column("kind", categories: names), Column("y", numbers: (0..<200).map(Double.init))], target: "y")
        let preparation = try Preparation(fitting: table)
        #expect(preparation.names.count == 12 && preparation.names.last == "kind other")
        let design = try preparation.inputs(table)
        #expect((0..<200).allSatisfy { row in (0..<12).reduce(0) { $0 + design.column($1)[row] } == 1 })
    }

    @Test func ordersAndLogarithmsAreKeptAndUndone() throws {
        var wishes = Table.Wishes()
        wishes.ordinal = ["kind": ["d", "c", "b", "a"]]
        wishes.logTarget = true
        let table = try Table.csv(bytes: Array(rows.utf8), name: "f.csv").learning("price", wishes)
        let preparation = try Preparation(fitting: table)
        let place = try #require(preparation.names.firstIndex(of: "kind"))
        #expect(try preparation.inputs(table).column(place) == [3, 2, 3, 1, 0])
        let targets = try preparation.targets(table)
        #expect(abs(targets[1] - log(200)) < 1e-12)
        #expect(zip(preparation.restored(targets), [100.0, 200, 300, 400, 500]).allSatisfy { abs($0 - $1) < 1e-9 })
        wishes.ordinal = ["kind": ["a", "b"]]
        #expect(throws: Mistake.self) {
            try Table.csv(bytes: Array(rows.utf8), name: "f.csv").learning("price", wishes)
        }
    }

    @Test func aLogarithmBelowWhatTrainingHadIsThatOfItsLeast() throws {
        let sizes = (0..<30).map { pow(1.5, Double($0)) }
        let table = try Table(
            [Column("size", numbers: sizes + [0, -5, 2]), Column("y", numbers: (0..<33).map { Double($0) })],
            target: "y")
        var plan = PreparationPlan()
        plan.logsSkewedInputs = true
        let preparation = try Preparation(fitting: table.rows(at: Array(0..<30)), plan: plan)
        let found = try preparation.inputs(table).column(0)
        #expect(found[30] == found[0] && found[31] == found[0])
        #expect(found[32] > found[0] && found[32] < found[2])
    }

    @Test func treesGetCodesAndGaps() throws {
        let table = try table()
        let design = try Preparation(fitting: table, plan: table.plan.forTrees).inputs(table)
        #expect(design.names == ["size", "kind", "when", "yes"])
        #expect(design.column(0)[2].isNaN && design.column(1) == [0, 1, 0, 2, 3])
    }

    @Test func everyLookAtTheTestIsCounted() throws {
        let house = try Table.house(n: 100, seed: 1)
        let parts = try HeldOut(house, validation: 0.2, test: 0.3, seed: 4)
        #expect((parts.train.rowCount, parts.validation.rowCount) == (50, 20))
        #expect(parts.testLooks == 0 && parts.summary.contains("not looked at yet"))
        #expect(parts.test().rowCount == 30)
        _ = parts.test()
        #expect(parts.testLooks == 2)
        let towns = try HeldOut(house, seed: 4, groups: "neighbourhood")
        let used = try Set((0..<towns.train.rowCount).compactMap { try towns.train.column("neighbourhood").text($0) })
        let held = towns.test()
        #expect(try (0..<held.rowCount).allSatisfy { !used.contains(try held.column("neighbourhood").text($0) ?? "") })
    }
}
