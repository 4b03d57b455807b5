import Language
import Networks

/// The call of a word that made a layer: what its configuration is read from.
struct LayerCall: LayerOrigin {
    /// Keras's class.
    let name: String
    let settings: [(name: String, value: Value)]

    init(_ word: String, _ names: [String], _ arguments: Arguments) {
        name = word.split(separator: ".").last.map(String.init) ?? word
        settings = names.map { ($0, arguments[$0]) }
    }

    subscript(_ name: String) -> Value? { settings.first { $0.name == name }?.value }
}
