internal import Answers
internal import Datasets
internal import Networks
internal import Tensors
internal import Training

/// Looks at validation rows every few epochs and keeps the numbers of the best look.
struct KeepBest: Callback {
    let rows: Examples
    let every: Int
    let best: BestLook

    var summary: String { "the keeping of the best look" }

    func begin(_ loop: FitLoop) throws -> any CallbackRun { Run(self) }

    private struct Run: CallbackRun {
        let keeper: KeepBest
        private var epochs = 0

        init(_ keeper: KeepBest) { self.keeper = keeper }

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            epochs += 1
            guard epochs % keeper.every == 0 || epoch.number + 1 == loop.lastEpoch, loop.history.nonFinite == nil
            else { return }
            try keeper.best.look(loop.pureLoss([keeper.rows.x], keeper.rows.y), loop.network, loop.history.updates)
        }
    }
}

/// Inputs and targets.
typealias Examples = (x: Samples, y: Samples)

/// The best look so far. It belongs to the thread that trains.
final class BestLook: @unchecked Sendable {
    private(set) var loss = Double.infinity
    private(set) var updates = 0
    /// Every look: updates, and the loss there.
    private(set) var losses: [(updates: Int, loss: Double)] = []
    private var parameters: [Float] = []
    private var state: [Float] = []

    /// Compares, and keeps what is better than all before.
    func look(_ found: Double, _ network: Network, _ updates: Int) {
        losses.append((updates, found))
        guard found < loss else { return }
        (loss, self.updates) = (found, updates)
        parameters = Array(network.parameters.buffer)
        state = Array(network.state.buffer)
    }

    /// Puts the best numbers back.
    func restore(_ network: Network) {
        guard parameters.count == network.parameters.count, !parameters.isEmpty else { return }
        network.parameters.copy(from: parameters)
        network.state.copy(from: state)
    }
}
