import Answers
import Baselines
import Datasets
import Foundation
import Testing

/// Numbers of scikit-learn 1.9 (judges/golden/tables.py).
private struct Golden: Decodable {
    struct Ames: Decodable {
        var folds: [[Int]]
        var mean: [Double]
        var ridge: [Double]
        var trees: [Double]
    }

    var x: [[Double]]
    var gaps: [[Double?]]
    var y: [Double]
    var label: [Double]
    var train: Int
    var ridge: [Double]
    var ridgeWithoutIntercept: [Double]
    var wide: [[Double]]
    var wideCoefficients: [Double]
    var neighbours: [Double]
    var neighboursByDistance: [Double]
    var trees: [Double]
    var shallow: [Double]
    var classifier: [Double]
    var ames: Ames

    static func read() throws -> Golden {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Golden/baselines.json")
        return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
    }

    func design(_ rows: [[Double?]]) throws -> Design {
        try Design(
            names: (0..<rows[0].count).map { "x\($0)" }, count: rows.count, values: rows.joined().map { $0 ?? .nan })
    }
}

/// The same for classes, and for an order with gaps.
private struct ClassGolden: Decodable {
    var x: [[Double]]
    var classes: [String]
    var mean: [Double]
    var ridge: [Double]
    var neighbours: [Double]
    var trees: [Double]
    var order: [String]
    var quality: [String?]
    var worth: [Double]
    var ordinal: [Double]

    static func read() throws -> ClassGolden {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Golden/classes.json")
        return try JSONDecoder().decode(ClassGolden.self, from: Data(contentsOf: url))
    }

    /// Four classes, one of which has a single row.
    func table() throws -> Table {
        let columns = (0..<3).map { axis in Column("x\(axis)", numbers: x.map { $0[axis] }) }
        return try Table(columns + [Column("class", categories: classes)], target: "class")
    }
}

@Suite struct BaselineTests {
    private func apart(_ a: [Double], _ b: [Double]) -> Double {
        a.count == b.count ? zip(a, b).map { abs($0 - $1) }.max() ?? 0 : .infinity
    }

    @Test func methodsPredictWhatScikitLearnPredicts() throws {
        let golden = try Golden.read()
        let x = try golden.design(golden.x)
        let gaps = try golden.design(golden.gaps)
        let (first, last) = (Array(0..<golden.train), Array(golden.train..<golden.y.count))
        let y = Array(golden.y[..<golden.train])
        let label = Array(golden.label[..<golden.train])
        var shallow = BoostedTrees()
        (shallow.iterations, shallow.rate, shallow.mostLeaves, shallow.leastRows) = (30, 0.2, 8, 5)
        (shallow.penalty, shallow.mostDepth) = (1, 3)
        let cases: [(name: String, method: any Baseline, x: Design, y: [Double], classes: Int, expected: [Double])] = [
            ("ridge", Ridge(alpha: 2.5), x, y, 0, golden.ridge),
            ("no intercept", Ridge(alpha: 2.5, hasIntercept: false), x, y, 0, golden.ridgeWithoutIntercept),
            ("neighbours", NearestNeighbours(5), x, y, 0, golden.neighbours),
            ("by distance", NearestNeighbours(7, weighting: .distance), x, y, 0, golden.neighboursByDistance),
            ("trees with gaps", BoostedTrees(), gaps, y, 0, golden.trees),
            ("shallow trees", shallow, x, y, 0, golden.shallow),
            ("two classes", BoostedTrees(), gaps, label, 2, golden.classifier),
        ]
        for (name, method, x, y, classes, expected) in cases {
            let fitted = try method.fitted(x.rows(at: first), y, classes: classes, work: Work())
            #expect(apart(try fitted.predict(x.rows(at: last), work: Work()), expected) < 1e-6, "\(name)")
        }
        let wide = try golden.design(golden.wide)
        #expect(apart(try Ridge(alpha: 1).fit(wide, Array(y[..<20])).weights, golden.wideCoefficients) < 1e-9)
    }

    @Test func amesComesOutAsInScikitLearnOnTheSameFolds() throws {
        let golden = try Golden.read().ames
        var wishes = Table.Wishes()
        wishes.logTarget = true
        wishes.levels = 0
        let ames = try Table.ames(wishes)
        let folds = golden.folds.map { test in
            let held = Set(test)
            return Splitter.Fold(train: (0..<ames.rowCount).filter { !held.contains($0) }, test: test)
        }
        #expect(try Splitter(.folds, count: 5, seed: 1).folds(ames.rowCount) == folds)
        let comparison = try BaselineComparison(
            ames, [MeanBaseline(), Ridge(alpha: 10), Ridge(), BoostedTrees()], by: Splitter(.folds), folds: folds)
        let scores = comparison.rows.map(\.score)
        #expect(apart(comparison.rows[0].scores, golden.mean) < 1e-9)
        #expect(apart(comparison.rows[1].scores, golden.ridge) < 1e-4, "\(comparison.rows[1].scores)")
        #expect(abs(scores[2] - 0.133) < 0.003, "\(scores[2])")
        #expect(
            abs(scores[3] - 0.124) < 0.005 && apart(comparison.rows[3].scores, golden.trees) < 0.002,
            "\(comparison.rows[3].scores)")
        #expect(comparison.rows.allSatisfy { $0.predictions.allSatisfy { $0 != nil } })
    }

    @Test func houseTellsItsStory() throws {
        let house = try Table.house(n: 600, seed: 7, outliers: false)
        let comparison = try BaselineComparison(house, by: Splitter(.folds, seed: 1))
        let scores = Dictionary(uniqueKeysWithValues: comparison.rows.map { ($0.name, $0.score) })
        let floor = try #require(comparison.floor)
        #expect(abs(floor - 0.107) < 0.005)
        let mean = try #require(scores["mean"])
        let linear = try #require(scores["log-linear"])
        let ridge = try #require(scores["ridge"])
        #expect(mean > 0.4 && mean < 0.55)
        #expect(linear > floor && linear < 0.18)
        #expect(linear < ridge && ridge < mean)
        #expect(comparison.table(width: 80).contains("no method can better"))
    }

    @Test func moreRowsLowerTheError() throws {
        let house = try Table.house(n: 400, seed: 3, outliers: false)
        let curve = try LearningCurve(house, Ridge(alpha: 1), by: Splitter(.folds, count: 3, seed: 1))
        let errors = curve.points.map { $0.test.reduce(0, +) / 3 }
        #expect(errors.first ?? 0 > errors.last ?? 0)
        #expect(curve.points.map(\.rows) == [26, 66, 133, 200, 267])
    }

    @Test func severalClassesComeOutAsInScikitLearnThoughTrainingLacksOne() throws {
        let golden = try ClassGolden.read()
        let methods: [any Baseline] = [MeanBaseline(), Ridge(alpha: 1), NearestNeighbours(), BoostedTrees()]
        let comparison = try BaselineComparison(golden.table(), methods, by: Splitter(.stratified))
        for (row, expected) in zip(comparison.rows, [golden.mean, golden.ridge, golden.neighbours, golden.trees]) {
            #expect(apart(row.scores, expected) < 1e-12, "\(row.name): \(row.scores)")
        }
        #expect(comparison.measure == "share of wrong classes")
        // Without stratified folds too a class may be lacking.
        let plain = try BaselineComparison(golden.table(), methods, by: Splitter(.folds, seed: 1))
        #expect(plain.rows.allSatisfy { $0.scores.allSatisfy { (0...1).contains($0) } })
    }

    @Test func aLearningCurveOfSeveralClassesIsAShareOfWrongOnes() throws {
        let golden = try ClassGolden.read()
        let curve = try LearningCurve(golden.table(), Ridge(alpha: 1), by: Splitter(.stratified))
        let whole = try #require(curve.points.last)
        #expect(apart(whole.test, golden.ridge) < 1e-12, "\(whole.test)")
        #expect(curve.points.allSatisfy { ($0.training + $0.test).allSatisfy { (0...1).contains($0) } })
        #expect(curve.measure == "share of wrong classes")
    }

    @Test func anOrderWithGapsComesOutAsInScikitLearn() throws {
        let golden = try ClassGolden.read()
        var table = try Table(
            [
                Column("x", numbers: golden.x.map { $0[0] }), Column("quality", categories: golden.quality),
                Column("worth", numbers: golden.worth),
            ], target: "worth")
        table.plan.ordinal = ["quality": golden.order]
        let comparison = try BaselineComparison(table, [Ridge(alpha: 2)], by: Splitter(.folds, count: 4))
        #expect(apart(comparison.rows[0].scores, golden.ordinal) < 1e-9, "\(comparison.rows[0].scores)")
        // Everything that needs numbers gets them, and trees keep the gaps.
        let all = try BaselineComparison(table, by: Splitter(.folds, count: 4))
        #expect(all.rows.allSatisfy { $0.score.isFinite })
        let design = try Preparation(fitting: table, plan: table.plan.forTrees).inputs(table)
        #expect(design.column(1).contains { $0.isNaN })
    }

    @Test func theRowsOfALearningCurveAreDrawnByTheSeed() throws {
        // By increasing target: the first rows know nothing of the others.
        let table = try Table(
            [
                Column("x", numbers: (0..<200).map { Double($0 % 7) }),
                Column("y", numbers: (0..<200).map(Double.init)),
            ], target: "y")
        let curve = try LearningCurve(table, MeanBaseline(), by: Splitter(.folds, count: 4, seed: 1))
        let errors = curve.points.map { $0.test.reduce(0, +) / 4 }
        // The mean of all has √(200²/12) = 57.7; that of the first tenth would have more than 100.
        #expect(errors.allSatisfy { $0 < 70 }, "\(errors)")
        #expect(try LearningCurve(table, MeanBaseline(), by: Splitter(.folds, count: 4, seed: 1)) == curve)
    }

    @Test func whatCannotBeLearntIsRefusedInWords() throws {
        let x = try Design(names: ["a"], count: 3, values: [1, .nan, 3])
        func problem(_ body: () throws -> Void) -> String? {
            do { try body() } catch { return (error as? Mistake)?.problem }
            return nil
        }
        #expect(problem { _ = try Ridge(alpha: 1).fit(x, [1, 2, 3]) } == "row 1, column a is nan")
        let whole = try Design(names: ["a", "b"], count: 3, values: [1, 1, 2, 2, 3, 3])
        #expect(problem { _ = try Ridge(alpha: 0).fit(whole, [1, 2, 3]) }?.contains("depend on each other") == true)
        #expect(problem { _ = try Ridge(alpha: 1).fit(whole, [1, .nan, 3]) } == "the target of row 1 is nan")
        #expect(
            problem { _ = try NearestNeighbours(5).fitted(whole, [1, 2, 3], classes: 0, work: Work()) }
                == "5 neighbours of 3 rows")
        let single = try Table(
            [Column("x", numbers: [1, 2]), Column("y", categories: ["a", "a"])], target: "y")
        let halves = try Splitter(.folds, count: 2)
        #expect(problem { _ = try BaselineComparison(single, by: halves) }?.contains("has one class") == true)
        #expect(problem { _ = try LearningCurve(single, Ridge(), by: halves) }?.contains("has one class") == true)
        let neighbours = try NearestNeighbours(1).fitted(whole, [1, 2, 3], classes: 0, work: Work())
        let work = Work()
        work.cancel()
        #expect(throws: Stopped.self) { try BoostedTrees().fit(whole, [1, 2, 3], work: work) }
        #expect(throws: Stopped.self) { try neighbours.predict(whole, work: work) }
    }

    /// KNeighborsRegressor(1 or 3, weights=…, algorithm="kd_tree") of scikit-learn 1.9.1.
    @Test func neighboursAreFoundFarFromZero() throws {
        let places = (0..<100).map { Double($0) }
        let x = try Design(names: ["t"], count: 100, values: places.map { 1.7e9 + $0 })
        let asked = try Design(names: ["t"], count: 3, values: [1.7e9 + 50.2, 1.7e9 + 3.4, 1.7e9 + 98.9])
        let cases: [(NearestNeighbours, [Double])] = [
            (NearestNeighbours(1), [50, 3, 99]), (NearestNeighbours(3), [50, 3, 98]),
            (NearestNeighbours(3, weighting: .distance), [50.0588235541611, 3.1951220306451016, 98.8140705164802]),
        ]
        for (method, expected) in cases {
            let found = try method.fitted(x, places, classes: 0, work: Work()).predict(asked, work: Work())
            #expect(apart(found, expected) < 1e-9, "\(found)")
        }
        // One column far off, another that decides.
        let two = try Design(
            names: ["far", "near"], count: 100,
            values: places.flatMap { [1e15, $0.truncatingRemainder(dividingBy: 10)] })
        let near = try NearestNeighbours(10).fitted(two, places, classes: 0, work: Work()).predict(
            Design(names: ["far", "near"], count: 1, values: [1e15, 7.2]), work: Work())
        #expect(near == [52])
    }

    /// The least squared error over (rows ≡ k mod 5) of scikit-learn 1.9.1's Ridge, fitted with an intercept on the rest.
    @Test func thePenaltyIsChosenWithAnInterceptOfEachPart() throws {
        for (n, p, seed, alpha) in [(15, 4, UInt64(4), 3.0), (12, 20, 1, 10)] {
            var state = seed
            func draw() -> Double {
                state = (state &* 1_103_515_245 &+ 12_345) % (1 << 31)
                return Double(state) / Double(1 << 31) - 0.5
            }
            let values = (0..<n * p).map { _ in 2 * draw() }
            let y = (0..<n).map { values[$0 * p] - 0.5 * values[$0 * p + 1] + draw() + ($0 % 5 == 1 ? 2 : 0) }
            let x = try Design(names: (0..<p).map { "x\($0)" }, count: n, values: values)
            #expect(try Ridge().fit(x, y).alpha == alpha, "\(n) rows of \(p)")
        }
    }

    @Test func theLogLinearModelLearnsTheLogarithmOrIsLeftOut() throws {
        let areas = (0..<60).map { 50 + Double($0 * 37 % 60) }
        let prices = areas.map { exp(0.02 * $0 + 8) }
        let table = try Table([Column("area", numbers: areas), Column("price", numbers: prices)], target: "price")
        let methods: [any Baseline] = [Ridge(alpha: 0), Ridge.logLinear]
        let comparison = try BaselineComparison(table, methods, by: Splitter(.folds, seed: 1))
        // Prices that are exponential in the area are a line in their logarithm; the error is that of the price all the same.
        #expect(comparison.measure == "RMSE of price")
        #expect(comparison.rows[1].score < 0.2 * comparison.rows[0].score, "\(comparison.rows.map(\.score))")
        #expect(comparison.rows[1].score == comparison.rows[1].ownScores.reduce(0, +) / 5)
        let negative = try table.setting(Column("price", numbers: prices.map { $0 - 20_000 }))
        let without = try BaselineComparison(negative, methods, by: Splitter(.folds, seed: 1))
        #expect(without.rows.map(\.name) == ["ridge"])
        #expect(without.table(width: 80).contains("log-linear is left out: it learns the logarithm of numbers above 0"))
        #expect(throws: Mistake.self) { try LearningCurve(negative, Ridge.logLinear, by: Splitter(.folds, seed: 1)) }
    }

    @Test func manyNeighboursAreTheNearestOnes() throws {
        let places = (0..<200).map { Double($0 * 37 % 200) }
        let search = NeighbourSearch(try Design(names: ["x"], count: 200, values: places))
        let asked = try Design(names: ["x"], count: 1, values: [50.25])
        let near = try search.nearest(asked, 100, work: Work())[0]
        let wanted = places.indices.sorted { abs(places[$0] - 50.25) < abs(places[$1] - 50.25) }.prefix(100)
        #expect(near.map(\.place) == Array(wanted))
        #expect(near[0].distance == 0.25 && near[99].distance == 49.75)
    }

    @Test func rowsWhoseSquaresAreBeyondNumbersHaveAsManyNeighboursAsOthers() throws {
        let rows = try Design(names: ["x"], count: 3, values: [1e200, -1e200, 3e200])
        let near = try NeighbourSearch(rows).nearest(rows, 2, work: Work())
        #expect(near.map(\.count) == [2, 2, 2])
        #expect(near[1].contains { $0.place == 1 && $0.distance == 0 })
        #expect(
            try NearestNeighbours(2).fitted(rows, [1, 2, 3], classes: 0, work: Work()).predict(rows, work: Work()).count
                == 3)
    }

    @Test(arguments: [(1.0, true), (1e200, false)])
    func aPlaneWhoseNumbersOverflowHasNotConverged(size: Double, isConverged: Bool) throws {
        let rows = try Design(names: ["x"], count: 2, values: [size, -size])
        var plane = MarginPlane(rows, signs: [1, -1], costs: [1, 1], column: nil)
        try plane.solve(.squaredHinge, mostSteps: 100, work: Work())
        #expect(plane.isConverged == isConverged)
        // ½w² + 2·(1 − w)² is least at w = 4/5.
        if isConverged { #expect(abs(plane.weights[0] - 0.8) < 1e-9) }
    }

    @Test func moreNeighboursThanThereIsMemoryForAreRefused() throws {
        let rows = try Design(names: [], count: 10_000_000, values: [])
        #expect(throws: Mistake.self) { try NeighbourSearch(rows).nearest(rows, 10_000_000, work: Work()) }
    }
}
