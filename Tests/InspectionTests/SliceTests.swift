import Datasets
import Landscapes
import Networks
import Numbers
import Optimizers
import Testing
import Training

@testable import Inspection

/// Slices of networks that draw at random while they train are functions all the same.
@Suite struct SliceTests {
    private func noisyModel() throws -> Model {
        try InspectionTests.model(
            [
                DenseLayer(units: 6), try BatchNormalizationLayer(), ActivationLayer(.tanh),
                try DropoutLayer(rate: 0.5),
                DenseLayer(units: 1),
            ], rule: "Adam", rate: 0.02)
    }

    @Test func aSliceOfANetWithDropoutAndBatchNormalisationGivesWhatEvaluateGives() throws {
        let (x, y) = try InspectionTests.data()
        let model = try noisyModel()
        let recorder = RecordWeights()
        try model.fit(x, y, FitOptions(epochs: 15, batchSize: 4, callbacks: [recorder]))
        let expected = try #require(try model.evaluate(x, y).first?.value)
        for plane in [SlicePlane.random, .hessian, .path(recorder.path)] {
            let f = try slice(model, x, y, along: plane, seed: 1)
            let here = f.value(at: Point(0, 0))
            #expect((here - expected).magnitude < 1e-6, "\(f.name): \(here) instead of \(expected)")
            let there = f.domain.point(at: Point(0.2, 0.7))
            #expect(f.value(at: there) == f.value(at: there), "\(f.name) gives two values at one place")
        }
        #expect(try model.evaluate(x, y).first?.value == expected, "the model has changed")
    }

    @Test func theShadowOfAPathEndsWhereTheModelStandsAndKeepsItsRealLosses() throws {
        let (x, y) = try InspectionTests.data()
        let model = try InspectionTests.small()
        let before = try #require(try model.evaluate(x, y).first?.value)
        let recorder = RecordWeights()
        try model.fit(x, y, FitOptions(epochs: 20, batchSize: 4, callbacks: [recorder]))
        let after = try #require(try model.evaluate(x, y).first?.value)
        let f = try slice(model, x, y, along: .path(recorder.path))
        let surface = try #require(f.surface as? SliceSurface)
        let shadow = try surface.shadow(of: recorder.path)
        #expect(shadow.points.count == 41)
        #expect((shadow.points.last ?? Point(1, 1)).norm < 1e-6)
        #expect((shadow.losses[0] - before).magnitude < 1e-6 && (shadow.losses[1] - after).magnitude < 1e-6)
        #expect(shadow.shareOutside > 0 && shadow.shareOutside < 1)
        // In a plane the nearest place is the foot of the perpendicular: what is left is orthogonal to both axes.
        let middle = recorder.path.points[17]
        let foot = surface.weights(at: shadow.points[17])
        let rest = zip(middle, foot).map { Double($0) - $1 }
        for direction in surface.directions {
            #expect(Vectors.dot(rest, direction).magnitude < 1e-5 * Vectors.norm(direction))
        }
    }

    @Test func aPathOfAnotherModelIsRefused() throws {
        let (x, y) = try InspectionTests.data()
        let recorder = RecordWeights()
        try InspectionTests.linear().fit(x, y, FitOptions(epochs: 3, callbacks: [recorder]))
        let f = try slice(InspectionTests.small(), x, y)
        let surface = try #require(f.surface as? SliceSurface)
        #expect(throws: Mistake.self) { try surface.shadow(of: recorder.path) }
    }
}
