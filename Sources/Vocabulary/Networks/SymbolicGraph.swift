import Language
import Networks
import Training

/// The tensors between the layers of a model: what further models can be made of, with the same layers.
final class SymbolicGraph {
    let inputs: [SymbolicTensor]
    /// The output of each call, in the order of the architecture's.
    let calls: [SymbolicTensor]

    init(inputs: [SymbolicTensor], calls: [SymbolicTensor]) { (self.inputs, self.calls) = (inputs, calls) }

    /// That of a model; made anew where layers were added since.
    static func of(_ model: Model) -> SymbolicGraph {
        let architecture = model.architecture
        if let known = model.companion as? SymbolicGraph, known.calls.count == architecture.nodes.count {
            return known
        }
        let inputs = architecture.openShapes.enumerated().map { number, shape in
            SymbolicTensor(
                shape: shape ?? model.network?.inputShapes[number].map(Optional.some),
                name: architecture.inputName(number))
        }
        var calls: [SymbolicTensor] = []
        for node in architecture.nodes {
            let sources = node.sources.map { source in
                switch source {
                case .input(let number): inputs[number]
                case .layer(let number): calls[number]
                }
            }
            calls.append(
                SymbolicTensor(layer: node.layer, identity: node.identity ?? LayerIdentity(), inputs: sources))
        }
        let made = SymbolicGraph(inputs: inputs, calls: calls)
        model.companion = made
        return made
    }

    func tensor(_ place: Architecture.Source) -> SymbolicTensor {
        switch place {
        case .input(let number): inputs[number]
        case .layer(let number): calls[number]
        }
    }
}
