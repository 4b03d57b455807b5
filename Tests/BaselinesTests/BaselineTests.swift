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
        let work = Work()
        work.cancel()
        #expect(throws: Stopped.self) { try BoostedTrees().fit(whole, [1, 2, 3], work: work) }
    }
}
