import Foundation
import Testing

@testable import Training

/// scikit-learn 1.9.1's numbers for small cases with ties, missing classes and hard zeros.
struct MetricsGoldenTests {
    struct Golden: Decodable {
        struct Pair: Decodable {
            let name: String
            let target: [Double]
            let prediction: [Double]
            let values: [String: Double]
            let classes: Int?
            let confusion: [[Double]]?
        }
        struct Score: Decodable {
            let name: String
            let target: [Double]
            let score: [Double]
            let values: [String: Double]
            let rocFPR: [Double]
            let rocTPR: [Double]
            let rocThresholds: [Double]
        }
        struct Rows: Decodable {
            let name: String
            let target: [Double]
            let probabilities: [[Double]]
            let logLoss: Double
        }
        let regression: [Pair]
        let binary: [Pair]
        let multiclass: [Pair]
        let scores: [Score]
        let probabilities: [Rows]
    }

    let golden: Golden

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/metrics.json")
        golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    }

    func agree(_ found: Double, _ expected: Double?, _ what: String) {
        guard let expected else { return }
        #expect(abs(found - expected) <= 1e-12 * max(1, abs(expected)), "\(what): \(found) instead of \(expected)")
    }

    @Test func regressionMeasuresAgreeWithScikitLearn() throws {
        #expect(golden.regression.count >= 4)
        for pair in golden.regression {
            let found = try RegressionMetrics(prediction: pair.prediction, target: pair.target)
            let v = pair.values
            agree(found.mse, v["mse"], "\(pair.name) mse")
            agree(found.rmse, v["rmse"], "\(pair.name) rmse")
            agree(found.mae, v["mae"], "\(pair.name) mae")
            agree(found.medianAE, v["medianAE"], "\(pair.name) medianAE")
            agree(found.maxError, v["maxError"], "\(pair.name) maxError")
            agree(found.r2, v["r2"], "\(pair.name) r2")
            agree(found.mape, v["mape"], "\(pair.name) mape")
            if let rmsle = found.rmsle { agree(rmsle, v["rmsle"], "\(pair.name) rmsle") }
        }
    }

    @Test func binaryMeasuresAgreeWithScikitLearn() throws {
        for pair in golden.binary {
            let found = try Confusion(
                prediction: pair.prediction.map { Int($0) }, target: pair.target.map { Int($0) }, classes: 2)
            let v = pair.values
            agree(found.accuracy, v["accuracy"], "\(pair.name) accuracy")
            agree(found.precision(1), v["precision"], "\(pair.name) precision")
            agree(found.recall(1), v["recall"], "\(pair.name) recall")
            agree(found.fScore(1), v["f1"], "\(pair.name) f1")
            agree(found.fScore(1, beta: 2), v["f2"], "\(pair.name) f2")
            agree(found.matthews, v["mcc"], "\(pair.name) mcc")
            #expect(
                found.counts == [[Int(v["tn"] ?? -1), Int(v["fp"] ?? -1)], [Int(v["fn"] ?? -1), Int(v["tp"] ?? -1)]],
                "\(pair.name)")
        }
    }

    @Test func multiclassMeasuresAgreeWithScikitLearn() throws {
        for pair in golden.multiclass {
            let found = try Confusion(
                prediction: pair.prediction.map { Int($0) }, target: pair.target.map { Int($0) },
                classes: try #require(pair.classes))
            let v = pair.values
            #expect(found.counts.map { $0.map(Double.init) } == pair.confusion, "\(pair.name) confusion")
            agree(found.average(.macro, Confusion.precision), v["precisionMacro"], "\(pair.name) precisionMacro")
            agree(found.average(.macro, Confusion.recall), v["recallMacro"], "\(pair.name) recallMacro")
            agree(found.average(.macro, Confusion.fScore(beta: 1)), v["f1Macro"], "\(pair.name) f1Macro")
            agree(
                found.average(.weighted, Confusion.precision), v["precisionWeighted"], "\(pair.name) precisionWeighted")
            agree(found.average(.weighted, Confusion.fScore(beta: 1)), v["f1Weighted"], "\(pair.name) f1Weighted")
        }
    }

    @Test func rankingMeasuresAndEveryPointOfTheRocCurveAgreeWithScikitLearn() throws {
        for case_ in golden.scores {
            let labels = case_.target.map { Int($0) }
            let found = try RankingMetrics(score: case_.score, target: labels)
            agree(found.rocAUC, case_.values["rocAUC"], "\(case_.name) AUC")
            agree(found.averagePrecision, case_.values["averagePrecision"], "\(case_.name) AP")
            #expect(found.curve.map(\.falsePositiveRate) == case_.rocFPR, "\(case_.name)")
            #expect(found.curve.map(\.truePositiveRate) == case_.rocTPR, "\(case_.name)")
            #expect(found.curve.dropFirst().map(\.threshold) == case_.rocThresholds, "\(case_.name)")
            if let brier = case_.values["brier"] {
                agree(try RankingMetrics.brier(probability: case_.score, target: labels), brier, "\(case_.name) Brier")
                agree(
                    try RankingMetrics.logLoss(probabilities: case_.score, target: labels), case_.values["logLoss"],
                    case_.name)
            }
        }
    }

    @Test func logLossClipsHardZerosAsScikitLearnDoes() throws {
        for rows in golden.probabilities {
            let found = try RankingMetrics.logLoss(
                probabilities: rows.probabilities.flatMap { $0 }, columns: rows.probabilities[0].count,
                target: rows.target.map { Int($0) })
            agree(found, rows.logLoss, rows.name)
        }
    }

    @Test func theAccuracyThatIsMeantFollowsFromTheWidths() {
        #expect(Accuracy.meant(outputs: 1, targets: 1) == .binary)
        #expect(Accuracy.meant(outputs: 784, targets: 784) == .categorical)
        #expect(Accuracy.meant(outputs: 10, targets: 1) == .sparseCategorical)
    }

    @Test func argMaxAccuracyOverSoftPixelsSaysLittleAboutReconstruction() {
        let target: [Float] = [0.9, 0.8, 0.1, 0.0]
        let nearlyPerfect: [Float] = [0.8, 0.81, 0.1, 0.0]
        #expect(Accuracy.categorical.hits(nearlyPerfect, 4, target, 4, rows: 1).hits == 0)
        #expect(Accuracy.categorical.hits([1, 0, 0, 0], 4, target, 4, rows: 1).hits == 1)
    }

    @Test func aPerfectlyCalibratedForecastHasNoCalibrationError() throws {
        let probability = [Double](repeating: 0.25, count: 8) + [Double](repeating: 0.75, count: 8)
        let target = [1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0]
        #expect(try Calibration(probability: probability, target: target).expectedError == 0)
        #expect(try Calibration(probability: probability, target: target.map { 1 - $0 }).expectedError == 0.5)
    }

    @Test(arguments: [([Double](), [Double]()), ([1], [1, 2])])
    func listsThatDoNotFitAreRefused(prediction: [Double], target: [Double]) {
        #expect(throws: (any Error).self) { try RegressionMetrics(prediction: prediction, target: target) }
    }
}
