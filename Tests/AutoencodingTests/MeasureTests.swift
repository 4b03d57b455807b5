import Answers
@testable import Autoencoding
import Cards
import Datasets
import Networks
import Numbers
import Testing

/// Losses, probes and distances against values worked out by hand.
@Suite struct MeasureTests {
    private func loss(
        _ name: String, _ y: [Double], _ t: [Double], rows: Int, _ given: [String: Hyperparameter.Value] = [:]
    )
        throws -> Double
    {
        let loss = try Loss(name, given)
        return y.withUnsafeBufferPointer { y in
            t.withUnsafeBufferPointer { t in
                guard let a = y.baseAddress, let b = t.baseAddress else { return .nan }
                return loss.evaluate(output: a, target: b, rows: rows, columns: y.count / rows)
            }
        }
    }

    @Test func likelihoodsAreSumsOverAnExample() throws {
        // ln 2 for each pixel of p = ½, whatever its target.
        #expect(
            abs(try loss("BernoulliNLL", [0.5, 0.5, 0.5, 0.5], [1, 0, 1, 0.3], rows: 2) - 2 * 0.6931471805599453)
                < 1e-12)
        #expect(
            abs(try loss("BernoulliNLL", [0, 0], [1, 0], rows: 1, ["from_logits": .number(1)]) - 1.3862943611198906)
                < 1e-12)
        // −ln N(1; 0, 2²) = ln 2 + ½ ln 2π + 1/8.
        let one = 0.6931471805599453 + 0.9189385332046727 + 0.125
        #expect(abs(try loss("GaussianNLL", [0, 0], [1, -1], rows: 1, ["sigma": .number(2)]) - 2 * one) < 1e-12)
    }

    /// A divergence is 0 where the code is the prior, and ½(μ² + σ² − ln σ² − 1) elsewhere.
    @Test func divergencesAreThoseOfNormalDistributions() {
        #expect(GaussianCode.divergence(means: [0, 0], logVariances: [0, 0]) == 0)
        #expect(abs(GaussianCode.divergence(means: [2], logVariances: [0]) - 2) < 1e-15)
        let σ² = 0.25
        let expected = (σ² - 1 + 1.3862943611198906) / 2
        #expect(abs(GaussianCode.divergence(means: [0], logVariances: [-1.3862943611198906]) - expected) < 1e-15)
        #expect(abs(GaussianCode.logMeanExp([-1000, -1000]) + 1000) < 1e-12)
    }

    /// Images and rows of the same numbers cost the same: an example's sum, whatever its shape.
    @Test func theShapeOfAnExampleDoesNotMatter() throws {
        let values = (0..<32).map { Float($0 % 7) / 7 }
        func value(_ shape: [Int]) throws -> Double {
            let layers: [any Layer] =
                shape.count == 1 ? [ActivationLayer(.sigmoid)] : [ReshapeLayer(shape), ActivationLayer(.sigmoid)]
            let network = try Network(Architecture(layers, inputShape: [16]), inputShapes: [[16]], seed: 0)
            let tape = try TrainingTape(network, loss: Loss("BernoulliNLL"), batchSize: 2)
            values.withUnsafeBufferPointer { x in
                guard let base = x.baseAddress else { return }
                [0, 1].withUnsafeBufferPointer { tape.load($0, inputs: [base], targets: base) }
            }
            return tape.evaluate(batch: 2)
        }
        let row = try value([16])
        #expect(row > 5)
        for shape in [[4, 4], [2, 2, 4], [16, 1]] { #expect(abs(try value(shape) - row) < 1e-5 * row, "\(shape)") }
    }

    @Test func aProbeReadsWhatAPlaneCanRead() throws {
        var stream = RandomStream(seed: 3, purpose: "test")
        let labels = (0..<300).map { $0 % 3 }
        let centres: [(Float, Float)] = [(0, 0), (10, 0), (0, 10)]
        let near = try Samples(
            rows: labels.map { [centres[$0].0 + Float(stream.normal()), centres[$0].1 + Float(stream.normal())] })
        let found = try LinearProbe(codes: near, labels: labels.map { 4 + $0 })
        #expect(found.accuracy > 0.97 && found.classes == [4, 5, 6])
        #expect(found.predicted([0, 10]) == 6)
        #expect(found.confusion.flatMap { $0 }.reduce(0, +) == found.tested)
        let noise = try Samples(rows: labels.map { _ in [Float(stream.normal()), Float(stream.normal())] })
        let blind = try LinearProbe(codes: noise, labels: labels)
        #expect(blind.low < 1 / 3.0 + 0.1 && blind.high > 1 / 3.0 - 0.1 && blind.accuracy < 0.6)
    }

    /// Wilson's interval of 8 of 10: (0.4902, 0.9433), as in Brown, Cai & DasGupta (2001).
    @Test func sharesHaveWilsonsInterval() {
        let (low, high) = LinearProbe.wilson(8, of: 10)
        #expect(abs(low - 0.490162) < 1e-5 && abs(high - 0.943318) < 1e-5)
        #expect(LinearProbe.wilson(0, of: 10).0 == 0)
    }

    @Test func probesRefuseWhatDoesNotBelongTogether() throws {
        let codes = try Samples(rows: [[0, 1], [1, 0], [1, 1], [0, 0]])
        #expect(throws: Mistake.self) { try LinearProbe(codes: codes, labels: [0, 1]) }
        #expect(throws: Mistake.self) { try LinearProbe(codes: codes, labels: [1, 1, 1, 1]) }
        #expect(throws: Mistake.self) { try LinearProbe(codes: codes, labels: [0, 1, 0, 1], test: 1) }
        #expect(throws: Mistake.self) {
            try LinearProbe(codes: Samples(rows: [[0, .nan], [1, 0], [1, 1], [0, 0]]), labels: [0, 1, 0, 1])
        }
    }

    @Test func distancesAreThoseToTheNearest() throws {
        let real = try Samples(rows: [[0, 0], [0, 3], [4, 0]])
        let made = try Samples(rows: [[0, 1], [4, 2]])
        let found = try NearestReal(made, among: real)
        #expect(found.distances == [1, 2] && found.real == [3, 3, 4])
        #expect(abs(found.ratio - 1.5 / (10.0 / 3)) < 1e-12)
        #expect(found.nearest == (try Samples(rows: [[0, 0], [4, 0]])))
        // Squared distances between two: 17 of one pair; 9, 16 and 25 of three.
        #expect(abs(found.diversity - (17.0 / (50.0 / 3)).squareRoot()) < 1e-6)
        let copies = try NearestReal(real, among: real)
        #expect(copies.ratio == 0 && copies.copied == 1)
        #expect(throws: Mistake.self) { try NearestReal(made, among: Samples(rows: [[1, 2, 3], [1, 2, 4]])) }
        #expect(throws: Mistake.self) { try NearestReal(made, among: Samples(rows: [[1, 2]])) }
        #expect(throws: Mistake.self) { try NearestReal(made, among: Samples(rows: [[1, 2], [1, 2]])) }
    }

    /// Wide rows take the path of eight numbers at once and give up early; the distances are the same.
    @Test func wideRowsHaveTheSameDistances() throws {
        var stream = RandomStream(seed: 5, purpose: "test")
        func rows(_ n: Int) throws -> Samples {
            try Samples(rows: (0..<n).map { _ in (0..<301).map { _ in Float(stream.normal()) } })
        }
        let (made, real) = (try rows(5), try rows(9))
        let found = try NearestReal(made, among: real)
        for row in 0..<5 {
            let plain = (0..<9).map { other in
                zip(made.row(row), real.row(other)).reduce(0.0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
                    .squareRoot()
            }.min()
            #expect(abs(found.distances[row] - (plain ?? 0)) < 1e-4)
        }
    }
}
