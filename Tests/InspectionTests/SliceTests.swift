import Datasets
import Landscapes
import Networks
import Answers
import Numbers
import Optimizers
import Tensors
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

    @Test func weightsThatAreNotFiniteAreRefusedByTheNameOfTheirTensor() throws {
        let (x, y) = try InspectionTests.data()
        let model = try InspectionTests.small()
        let network = try model.build()
        let bias = try #require(network.entries.first { $0.name == "dense/bias" })
        network.parameters.base[bias.range.lowerBound] = .nan
        let looks: [(name: String, look: () throws -> Void)] = [
            ("random", { _ = try slice(model, x, y) }),
            ("hessian", { _ = try slice(model, x, y, along: .hessian) }),
            ("interpolation", { _ = try interpolate(InspectionTests.small(seed: 4), model, x, y) }),
            ("sharpness", { _ = try sharpness(model, x, y) }),
        ]
        for (name, look) in looks {
            var found: Mistake?
            do { try look() } catch let mistake as Mistake { found = mistake }
            #expect(found?.problem.contains("dense/bias") ?? false, "\(name): \(found?.problem ?? "nothing")")
        }
    }

    @Test func aDivergedTrainingHasNoSharpness() throws {
        let (x, y) = try InspectionTests.data()
        let model = try InspectionTests.model([DenseLayer(units: 3), DenseLayer(units: 1)], rate: 1e6)
        try model.fit(x, y, FitOptions(epochs: 20, batchSize: 4))
        for (name, look) in [
            ("slice", { _ = try slice(model, x, y, along: .hessian) }),
            ("sharpness", { _ = try sharpness(model, x, y) }),
        ] as [(String, () throws -> Void)] {
            var found: Mistake?
            do { try look() } catch let mistake as Mistake { found = mistake }
            #expect(found?.suggestion?.contains("smaller rate") ?? false, "\(name): \(found?.problem ?? "nothing")")
        }
    }

    @Test func runningVariancesBeyondTheModelsStayAtZeroOrAbove() throws {
        let (x, y) = try InspectionTests.data()
        let layers: () throws -> [any Layer] = { [try BatchNormalizationLayer(), DenseLayer(units: 1)] }
        let (a, b) = (try InspectionTests.model(layers()), try InspectionTests.model(layers(), seed: 4))
        // Variances of 1 at x = 0 and 0.01 at x = 1: the straight line is below 0 from x = 1.0101 on.
        let network = try b.build()
        let variance = try #require(network.stateEntries.first { $0.role == "moving_variance" })
        for place in variance.range { network.state.base[place] = 0.01 }
        let mean = try #require(network.stateEntries.first { $0.role == "moving_mean" })
        for place in mean.range { network.state.base[place] = -1 }
        let f = try interpolate(a, b, x, y)
        for place in [1.05, 1.2, 1.25] {
            let value = f.value(at: Point(place, 0))
            #expect(value.isFinite, "\(value) at \(place)")
        }
    }

    @Test func aLongPathIsThinnedAndSaysSo() throws {
        let (x, y) = try InspectionTests.data()
        let model = try InspectionTests.linear()
        let recorder = RecordWeights(every: 0)
        try model.fit(x, y, FitOptions(epochs: 2101, callbacks: [recorder]))
        let path = recorder.path
        #expect(path.points.count <= 2000 && path.stride == 2, "\(path.points.count) points, stride \(path.stride)")
        #expect(path.points.last == (try model.build().parameters.array), "the path does not end at the model")
        #expect(recorder.summary.contains("every 2 epochs"), "\(recorder.summary)")
        for weights in [1, 1000, 100_000, 10_000_000] {
            let most = WeightPath.most(of: weights)
            #expect(most % 2 == 0 && most <= 2000 && most * weights * 4 <= WeightPath.mostBytes, "\(weights)")
        }
    }

    @Test func aValueOfASliceIsBrokenOffWhenTheWorkIsCancelled() throws {
        let (x, y) = try InspectionTests.data()
        let f = try slice(InspectionTests.small(), x, y)
        let surface = try #require(f.surface as? SliceSurface)
        let work = Work()
        #expect(surface.value(at: Point(0.5, 0.5), work: work) == f.value(at: Point(0.5, 0.5)))
        work.cancel()
        #expect(surface.value(at: Point(0.5, 0.5), work: work).isNaN)
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
