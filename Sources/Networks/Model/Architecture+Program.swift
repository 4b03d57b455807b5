internal import Answers

/// A model as lines of the language that make it again: what `save` writes beside the weights.
extension Architecture {
    /// Statements, the last of which is the model. Layers that are called twice are made once.
    ///
    /// - Parameter inputShapes: of one example of each input, where none was given.
    func program(inputShapes: [[Int]], name: String) -> String {
        let names = fileNames
        func input(_ number: Int) -> String {
            let shape = (openShapes[number] ?? inputShapes[number].map(Optional.some)).shapeText
            return isComposed ? "Input(\(shape), name='\(inputName(number))')" : "Input(\(shape))"
        }
        func layer(_ index: Int) -> String {
            var call = nodes[index].layer.programCall.dropLast()
            if call.hasPrefix("Residual(") { call = "r" + call.dropFirst() }
            return call + (call.hasSuffix("(") ? "" : ", ") + "name='\(names[index])')"
        }
        func place(_ source: Source) -> String {
            switch source {
            case .input(let number): "i\(number)"
            case .layer(let number): "t\(number)"
            }
        }
        if !isComposed, isChain, !nodes.contains(where: { $0.layer is any HiddenLayer }) {
            let layers = [input(0)] + nodes.indices.map(layer)
            return "Sequential([\(layers.joined(separator: ", "))], name='\(name)')"
        }
        var lines = inputShapes.indices.map { "i\($0) = \(input($0))" }
        for (index, node) in nodes.enumerated() where !(node.layer is OutputsLayer) {
            if let part = node.layer as? any PartLayer, let whole = node.sources.first {
                lines.append("t\(index) = \(place(whole))[\(part.part)]")
                continue
            }
            if let operation = node.layer as? any OperationLayer {
                lines.append("t\(index) = \(operation.expression(node.sources.map(place)))")
                continue
            }
            if node.owner == nil { lines.append("d\(index) = \(layer(index))") }
            let sources = node.sources.map(place)
            let given = sources.count == 1 ? sources[0] : "[\(sources.joined(separator: ", "))]"
            lines.append("t\(index) = d\(node.owner ?? index)(\(given)\(node.layer.callArguments))")
        }
        let inputs = inputShapes.indices.map { "i\($0)" }.joined(separator: ", ")
        let outputs = outputSources.map { "[\($0.map(place).joined(separator: ", "))]" } ?? place(last)
        return (lines + ["Model([\(inputs)], \(outputs), name='\(name)')"]).joined(separator: "\n")
    }
}

extension Network {
    /// The lines of the language that make the network's model again.
    public func program(name: String) -> String { architecture.program(inputShapes: inputShapes, name: name) }
}
