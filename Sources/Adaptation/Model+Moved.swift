internal import Answers
internal import Datasets
internal import Networks
public import Training

/// A trained model with other layers in it: the numbers of the old layers are taken over, those of new ones are drawn.
extension Model {
    /// The calls whose numbers come last on the way to the output: the head, or a head for each output.
    public var heads: [Int] {
        get throws {
            let plans = try build().plans
            var (heads, open, seen) = ([Int](), [architecture.last], Set<Int>())
            while let source = open.popLast() {
                guard case .layer(let number) = source, seen.insert(number).inserted else { continue }
                let node = architecture.nodes[number]
                // A further call of a layer has no parameters of its own: those of its first call count.
                if plans[node.owner ?? number].parameters.isEmpty {
                    open += node.sources
                } else {
                    heads.append(node.owner ?? number)
                }
            }
            return Array(Set(heads)).sorted()
        }
    }

    /// A new model of these layers with this model's numbers, compiled by the same plan. The optimizer begins anew.
    ///
    /// - Parameters:
    ///   - architecture: made by `replacingLayers`.
    ///   - places: where the layer of each old number stands in it.
    ///   - seed: of what is drawn, and of the order of the rows.
    func moved(into architecture: Architecture, places: [Int], seed: UInt64) throws -> Model {
        let old = try build()
        var architecture = architecture
        architecture.inputShapes = old.inputShapes.map { $0 }
        let model = Model(architecture, seed: seed, name: givenName, counted: name)
        if let plan { model.compile(plan) }
        let new = try model.build()
        for (number, place) in places.enumerated() {
            let roles = old.plans[number].parameters.map(\.name) + old.plans[number].state.map(\.name)
            for role in roles {
                guard let tensor = old.tensor(layer: old.names[number], role: role) else { continue }
                try new.setTensor(layer: new.names[place], role: role, to: tensor.values)
            }
        }
        return model
    }

    /// The same with one or several layers in the place of each; see `Architecture.replacingLayers`.
    ///
    /// - Parameter isHeld: whether the numbers of a layer of the old model are held.
    func moved(
        seed: UInt64, isHeld: (Int) -> Bool, _ change: (Int, any Layer) throws -> [any Layer]
    ) throws -> Model {
        var places: [Int] = []
        var next = 0
        var made = try architecture.replacingLayers { number, layer in
            let layers = try change(number, layer)
            places.append(next)
            next += Swift.max(1, layers.count)
            return layers
        }
        for (number, place) in places.enumerated() where architecture.nodes[number].owner == nil {
            made.freeze(place, isHeld(number))
        }
        return try moved(into: made, places: places, seed: seed)
    }

    /// The same network, all of it held but the heads.
    ///
    /// - Parameter seed: of the order of the rows.
    public func withHeadOnly(seed: UInt64? = nil) throws -> Model {
        let heads = try heads
        return try moved(seed: seed ?? self.seed, isHeld: { !heads.contains($0) }, { _, _ in [] })
    }

    /// The same network, all of it to be learnt.
    ///
    /// - Parameter seed: of the order of the rows.
    public func withAll(seed: UInt64? = nil) throws -> Model {
        try moved(seed: seed ?? self.seed, isHeld: { _ in false }, { _, _ in [] })
    }

    /// The same layers with new weights.
    ///
    /// - Parameter seed: of the weights and the order of the rows.
    public func fromScratch(seed: UInt64) throws -> Model {
        var fresh = architecture
        fresh.inputShapes = try build().inputShapes.map { $0 }
        for number in fresh.nodes.indices where fresh.nodes[number].owner == nil { fresh.freeze(number, false) }
        let model = Model(fresh, seed: seed, name: givenName, counted: name)
        if let plan { model.compile(plan) }
        try model.build()
        return model
    }
}
