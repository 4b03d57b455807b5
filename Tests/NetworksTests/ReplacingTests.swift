import Networks
import Testing

@Suite("An architecture with layers replaced")
struct ReplacingTests {
    @Test("what is put behind a layer is read where the layer was, and shared weights stay shared")
    func behind() throws {
        let identity = LayerIdentity(name: "twice")
        var made = Architecture(inputShapes: [[3]])
        let shared = DenseLayer(units: 3, activation: .relu)
        let first = made.add(shared, identity: identity, reading: [.input(0)])
        let second = made.add(shared, identity: identity, reading: [first])
        made.add(DenseLayer(units: 1), reading: [second])
        made.freeze(0, true)
        let dropout = try DropoutLayer(rate: 0.3)
        let changed = made.replacingLayers { number, layer in number == 0 ? [layer, dropout] : [] }
        #expect(changed.nodes.map(\.layer.kind) == ["dense", "dropout", "dense", "dense"])
        #expect(changed.nodes.map(\.sources) == [[.input(0)], [.layer(0)], [.layer(1)], [.layer(2)]])
        #expect(changed.nodes[2].owner == 0 && changed.nodes[0].isFrozen)
        let network = try Network(changed, inputShapes: [[3]], seed: 0)
        #expect(network.parameterCount == 12 + 4)
    }

    @Test("a Dense layer takes one penalty on its kernel")
    func penalty() throws {
        let penalised = try #require(DenseLayer(units: 2).penalised(by: Regulariser(l2: 0.01)))
        #expect(try penalised.plan([[3]]).parameters.map { $0.regulariser?.l2 } == [0.01, nil])
        #expect(try penalised.penalised(by: Regulariser(l2: 0.1)) == nil)
    }
}
