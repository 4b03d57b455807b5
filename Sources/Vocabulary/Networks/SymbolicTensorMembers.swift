import Language
import Networks

/// What can be asked of a tensor that stands for the output of a layer in a model being composed.
enum SymbolicTensorMembers {
    static let members: [Member] = all.map(\.withOwnLayers)

    private static let all: [Member] = [
        .attribute("shape", of: SymbolicTensor.self, "its shape, None for the rows") {
            Value.batch(try $0.exampleShape())
        },
        .attribute("name", of: SymbolicTensor.self, "the name given to the input or the layer") {
            $0.givenName.map { .text($0) } ?? .text($0.layer?.kind ?? "input_layer")
        },
        .attribute("dtype", of: SymbolicTensor.self, "the type of its numbers") { _ in .text("float32") },
    ]
}
