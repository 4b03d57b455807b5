/// The same connections with other layers in them.
extension Architecture {
    /// Each layer replaced by one, or by several in a row, of which the last is read where the layer was. Layers that share their
    /// weights still do.
    ///
    /// - Parameter change: what stands in the place of the layer of that number; an empty list leaves it as it is.
    public func replacingLayers(_ change: (Int, any Layer) throws -> [any Layer]) rethrows -> Architecture {
        var made = Architecture(openShapes: openShapes, inputNames: inputNames)
        var places: [Int: Source] = [:]
        func moved(_ source: Source) -> Source {
            if case .layer(let number) = source { places[number] ?? source } else { source }
        }
        for (number, node) in nodes.enumerated() {
            let layers = try change(number, node.layer)
            var last = made.add(
                layers.first ?? node.layer, identity: node.identity, reading: node.sources.map(moved))
            if node.isFrozen, case .layer(let place) = last { made.freeze(place, true) }
            for layer in layers.dropFirst() { last = made.add(layer, reading: [last]) }
            places[number] = last
        }
        made.output = output.map(moved)
        return made
    }
}
