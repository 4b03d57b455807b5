import Datasets
import Glibc
import Networks
import Testing
import Training

@testable import Inspection

/// Activations held to the layers' formulas computed by hand.
@Suite struct ActivationsTests {
    @Test func activationsOfAHiddenLayerAreItsFormula() throws {
        let (x, _) = try InspectionTests.data()
        let model = try InspectionTests.small()
        let network = try model.build()
        let kernel = try #require(network.tensor(layer: "dense", role: "kernel")).values
        let bias = try #require(network.tensor(layer: "dense", role: "bias")).values
        let found = try activations(model, x, rows: 5)
        let hidden = try #require(found.layer(named: "dense")).output
        #expect(hidden.shape == [5, 4])
        for row in 0..<5 {
            for unit in 0..<4 {
                let sum = x.row(row)[x.row(row).startIndex] * kernel[unit] + Array(x.row(row))[1] * kernel[4 + unit]
                let truth = tanh(Double(sum + bias[unit]))
                let value = Double(Array(hidden.row(row))[unit])
                #expect((value - truth).magnitude < 1e-6, "row \(row), unit \(unit): \(value) instead of \(truth)")
            }
        }
        #expect(try found.layers[1].output.values == model.predict(x.rows(0..<5)).values)
    }

    @Test func onlyTheLayersAskedForAreKept() throws {
        let (x, _) = try InspectionTests.data()
        let found = try activations(InspectionTests.small(), x, layers: [1])
        #expect(found.layers.map(\.name) == ["dense_1"])
    }

    @Test func dropoutIsOffInActivations() throws {
        let (x, _) = try InspectionTests.data()
        let model = try InspectionTests.model([
            DenseLayer(units: 6, activation: .tanh), DropoutLayer(rate: 0.5), DenseLayer(units: 1),
        ])
        let found = try activations(model, x)
        #expect(found.layers[1].output.values == found.layers[0].output.values)
    }
}
