import Language
import Answers
import Cards
import Optimizers

/// What can be asked of a configured optimizer.
enum OptimizerMembers {
    static let members: [Member] = [
        .attribute("name", "the rule's name", \Optimizer.name), rate,
        .attribute("weight_decay", "λ of decoupled decay", \Optimizer.weightDecay),
        .attribute("dialect", "whose formula it is", \Optimizer.dialect.rawValue),
        .attribute("terms", "what `ablate` can switch off", \Optimizer.terms),
        .attribute("clipping", of: Optimizer.self, "what happens to the gradient first, None when nothing does") {
            $0.gradientStage.isEmpty ? .none : .text($0.gradientStage.summary)
        },
        .attribute("evaluations_per_step", "2 for SAM, otherwise 1", \Optimizer.evaluationsPerStep),
        .method(
            "at", of: Optimizer.self, "the same optimizer at another rate",
            [Parameter("learning_rate", aliases: ["lr"], .number(.nonNegative), "the new rate")]
        ) { optimizer, args, _ in
            .thing(optimizer.with(rate: .constant(try args.number("learning_rate"))))
        },
    ]

    /// An optimizer is a value: a change of it would not reach the models that were compiled with it.
    private static let rate: Member = {
        var member = Member.attribute(
            "learning_rate", aliases: ["lr"], of: Optimizer.self, "the rate: a number or a schedule"
        ) {
            switch $0.rate {
            case .constant(let rate): .number(rate)
            case .schedule(let schedule): .thing(schedule)
            }
        }
        member.assign = { _, value, _ in
            throw Mistake(
                "an optimizer's rate is set in the model that was compiled with it",
                expected: "model.optimizer.learning_rate = \(value.brief), or another optimizer",
                try: "optimizer = optimizer.at(\(value.brief))")
        }
        return member
    }()
}
