import Networks
import Training

/// Where the weights of a layer are: in the model that it was put into, or in one of its own once it was called on numbers.
///
/// All copies of a layer's value share it.
final class LayerSeat: @unchecked Sendable {
    private(set) var handle: LayerHandle?
    /// Whether its weights are learnt, as `layer.trainable` has it before there are any.
    private var isTrainable = true
    /// The layer alone, in the memory of its model, and the network that memory is of.
    var alone: (network: Network, of: Network)?

    /// The layer's place in a model: from now on it has the weights that it has there.
    func attach(_ model: Model, _ index: Int) {
        handle = LayerHandle(model: model, place: .layer(index))
        if !isTrainable { setTrainable(false) }
    }

    var areWeightsLearnt: Bool { handle?.isTrainable ?? isTrainable }

    func setTrainable(_ flag: Bool) {
        isTrainable = flag
        handle?.setTrainable(flag)
    }
}
