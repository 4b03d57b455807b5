import Language
import Networks
import Answers
import Training

/// A layer as a value of the language, with the input shape that Keras lets the first layer carry.
///
/// Calling it on a tensor composes: `Dense(8)(x)`. Each call of the same value in a model uses the same weights.
struct LayerValue: Presentable {
    static var kind: String { "layer" }

    private(set) var layer: any Layer
    /// Shape of one example, when `input_shape=` was given.
    var inputShape: [Int?]?
    let identity: LayerIdentity
    /// Where its weights are.
    let seat = LayerSeat()

    /// - Parameter counted: its name where none is given, made up as layers are made.
    init(layer: any Layer, inputShape: [Int?]? = nil, counted: String? = nil, origin: LayerCall? = nil) {
        (self.layer, self.inputShape) = (layer, inputShape)
        identity = LayerIdentity(name: counted, origin: origin)
    }

    /// A layer that a word has made; it is counted where it was given no name.
    init(_ layer: any Layer, inputShape: [Int?]? = nil, _ context: Context, origin: LayerCall) {
        self.init(
            layer: layer, inputShape: inputShape, counted: context.madeNames.next(layer.kind, unless: layer.givenName),
            origin: origin)
    }

    /// Whether it learns nothing, whatever it is called on: dropout, a function.
    var isWeightless: Bool { layer is DropoutLayer || layer is ActivationLayer || layer is FlattenLayer }

    /// What it is called: by a person, or as it was counted.
    var name: String { layer.givenName ?? identity.name ?? layer.kind }

    var summary: String { layer.summary }

    var json: JSON { .members(["kind": .string(Self.kind), "layer": .string(layer.summary)]) }

    /// What a call of most layers takes.
    static let parameters = [
        Parameter(
            "inputs", .any, .required, "a tensor, or a list of tensors for a layer that joins; symbolic ones or numbers"
        ),
        Parameter(
            "training", .any, .value(.none), "whether dropout drops and batch statistics count; not unless it is said"),
        Parameter("mask", .any, .value(.none), "has no effect here", isKeywordOnly: true),
        Parameter(
            "initial_state", .any, .value(.none), "of a recurrent layer: what its states begin with, in their order",
            isKeywordOnly: true),
    ]

    /// The same value for another form of its layer.
    func with(_ layer: any Layer) -> LayerValue {
        var other = self
        other.layer = layer
        return other
    }
}
