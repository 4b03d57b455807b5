internal import Optimizers

/// What a training has come to, beside the weights: all that the next update, the next fit and a checkpoint go on with.
///
/// It has an identity. A model has one; the fit at work writes it, and whoever saves the model in a callback reads what is
/// true at that moment. Neither the model nor the fit keeps a second copy of any of it.
final class TrainingState {
    /// The optimizer's memory, made when first needed; it goes on from one fit to the next, as in Keras.
    var optimizer: VectorOptimizer?
    /// The optimizers of a procedure's players, each under its player's name; empty for a model.
    var players: [PlayerOptimizer] = []
    /// Steps of a procedure so far: what its random draws are keyed by.
    var steps = 0
    /// A rate that callbacks have set, nil where the optimizer's own goes on.
    var rate: Double?
    /// The loss scale of a fit in a narrow format, and what it has met; it goes on while the same one is asked for.
    var scaler: LossScaler?
    /// That of a saved training, until a fit asks for a scale.
    var savedScaler: [Double] = []
    /// Epochs fitted so far, over all fits: what a new order of the rows is drawn by.
    var epochsDone = 0
    /// The number of the next epoch of the last fit, were it to go on: Keras's `initial_epoch`.
    var nextEpoch = 0
    /// What an interruption has left unfinished.
    var openEpoch: OpenEpoch?
    /// What the callbacks of the last fit know.
    var callbacks: [RememberedCallback] = []
    /// Whether the next fit's callbacks go on with it: after an interruption and after `load`.
    var resumesCallbacks = false
    /// What the last `load` could not take over; the next fit's history tells it.
    var lossesOfLoading: String?

    /// The state of the same weights under a new optimizer: its memory is empty, and the callbacks and the unfinished epoch
    /// of the training before are no part of the new one.
    func recompiled() -> TrainingState {
        let fresh = TrainingState()
        fresh.epochsDone = epochsDone
        fresh.lossesOfLoading = lossesOfLoading
        return fresh
    }

    /// Where the next fit of so many rows in such batches begins: the epoch of all those that were ever fitted, 0-based, and
    /// how many of its rows an interrupted training has behind it.
    func nextPlace(_ batches: BatchOrder) -> (epoch: Int, rowsDone: Int) {
        guard let openEpoch else { return (epochsDone, 0) }
        return (epochsDone, openEpoch.batches == batches ? openEpoch.rowsDone : 0)
    }

    /// The rate of the next update: what callbacks have set, or the optimizer's own.
    func nextRate(_ optimizer: VectorOptimizer) -> Double {
        rate ?? optimizer.nextRate
    }
}
