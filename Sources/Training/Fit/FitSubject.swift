internal import Networks
internal import Optimizers
internal import Tensors

/// What a fit moves: one network down one loss, or the players of a procedure.
///
/// It is asked for at every batch: behind one reference a plan with all its rules is not copied then.
indirect enum FitSubject {
    case network(GradientStep, TrainingPlan)
    case players(ProcedureCourse, Network)

    /// All that is learnt, in one flat vector.
    var network: Network {
        switch self {
        case .network(let step, _): step.network
        case .players(_, let whole): whole
        }
    }

    /// Updates of the parameters so far; those of all players.
    var updates: Int {
        switch self {
        case .network(let step, _): step.optimizer.updates
        case .players(let course, _): course.players.updates
        }
    }

    /// The optimizer whose rate is told and may be set: the first player's.
    var mover: VectorOptimizer {
        switch self {
        case .network(let step, _): step.optimizer
        case .players(let course, _): course.first.optimizer
        }
    }

    /// The optimizers in words.
    var optimizer: String {
        switch self {
        case .network(_, let plan): return plan.optimizer.summary
        case .players(let course, _):
            let all = course.players.all
            let first = all[0].rule.summary
            if all.allSatisfy({ $0.rule.summary == first }) { return first }
            return all.map { "\($0.name): \($0.rule.summary)" }.joined(separator: ", ")
        }
    }

    /// Whether what the model is left with is an average of its weights.
    var keepsAverage: Bool {
        switch self {
        case .network(let step, _): step.optimizer.optimizer.wrappers.average != nil
        case .players(let course, _): course.players.all.contains { $0.rule.wrappers.average != nil }
        }
    }

    /// Writes the averages over the weights, where they are kept; whether there was one.
    func copyAverage() -> Bool {
        switch self {
        case .network(let step, _): return step.optimizer.copyAverage(to: step.network.parameters.buffer)
        case .players(let course, _):
            var any = false
            for player in course.players.all
            where player.optimizer.copyAverage(to: player.network.parameters.buffer) { any = true }
            return any
        }
    }

    /// The penalty of the regularisers now.
    var penalty: Double {
        switch self {
        case .network(let step, _): step.network.penalty
        case .players: 0
        }
    }

    /// Names of what is measured beside the plan's metrics.
    var losses: [String] {
        switch self {
        case .network: ["loss"]
        case .players(let course, _): course.procedure.losses
        }
    }
}
