import Answers
import Language
import Networks
import Optimizers
import Training

/// `model.optimizer`: what a model was compiled with, as its training has it now. Its rate is the one that is used, and it
/// can be set.
struct CompiledOptimizer: Presentable {
    static var kind: String { "model optimizer" }

    let model: Model
    let optimizer: Optimizer

    /// nil before `compile`.
    init?(_ model: Model) {
        guard let plan = model.plan, let rate = model.currentRate else { return nil }
        self.model = model
        if case .schedule = plan.optimizer.rate {
            optimizer = plan.optimizer
        } else {
            optimizer = plan.optimizer.with(rate: .constant(rate))
        }
    }

    var summary: String { optimizer.summary }
    var sentence: String { optimizer.sentence }
    var json: JSON { optimizer.json }

    func table(width: Int) -> String { optimizer.table(width: width) }
}

enum CompiledOptimizerMembers {
    /// Wherever an optimizer is asked for, that of a model is one.
    static let coercions: [String: Registry.Coercion] = [
        Optimizer.kind: { value, _ in
            guard case .thing(let thing) = value else { return nil }
            return (thing as? CompiledOptimizer)?.optimizer
        }
    ]

    static let members: [Member] = (OptimizerMembers.members + OptimizerSteps.members).map { member in
        if member.name == "learning_rate" { return rate(member) }
        if member.name == "iterations" { return steps(member) }
        var same = member
        same.kind = CompiledOptimizer.kind
        same.assign = nil
        same.body = { thing, arguments, context in
            guard let compiled = thing as? CompiledOptimizer else { return .none }
            return try member.body(compiled.optimizer, arguments, context)
        }
        return same
    }

    /// The updates of the model's trainings and those that were made by hand, of which gradients that are gathered make one.
    private static func steps(_ plain: Member) -> Member {
        var same = plain
        same.kind = CompiledOptimizer.kind
        same.meaning = "updates made so far"
        same.body = { thing, _, _ in
            guard let compiled = thing as? CompiledOptimizer else { return .none }
            let (model, mover) = (compiled.model, VariableMover.of(compiled.optimizer))
            return RateVariable.count { model.updatesDone + mover.steps }
        }
        return same
    }

    private static func rate(_ plain: Member) -> Member {
        Member(
            kind: CompiledOptimizer.kind, name: plain.name, aliases: plain.aliases,
            meaning: "the rate of the next update, which can be set: what a schedule gives, or a callback has left",
            parameters: nil,
            assign: { thing, value, _ in
                guard let compiled = thing as? CompiledOptimizer else { return }
                guard let rate = value.asDouble else {
                    throw Mistake("learning_rate = \(value.brief)", expected: "a number of at least 0")
                }
                try compiled.model.setRate(rate)
            },
            body: { thing, _, _ in
                guard let model = (thing as? CompiledOptimizer)?.model else { return .none }
                return .thing(RateVariable(read: { model.currentRate ?? .nan }, set: { try model.setRate($0) }))
            })
    }
}
