import Language
import Answers
import Cards
import Networks
import Optimizers

/// What can be asked of a configured optimizer.
enum OptimizerMembers {
    static let members: [Member] = [
        .attribute("name", of: Optimizer.self, "what Keras calls it: adam") { .text(KerasName.snake($0.name)) }, rate,
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

    /// What was set by hand, else what it was made with.
    private static let rate: Member = {
        var member = Member.attribute(
            "learning_rate", aliases: ["lr"], of: Optimizer.self,
            "the rate, a number or a schedule, of which steps by hand take one rate each; set, it holds for loops by hand "
                + "and for the models compiled with it"
        ) { optimizer in
            if let rate = VariableMover.rate(of: optimizer) { return .thing(rate) }
            switch optimizer.rate {
            case .constant(let rate): return .number(rate)
            case .schedule(let schedule): return .thing(schedule)
            }
        }
        member.assign = { thing, value, _ in
            guard let optimizer = thing as? Optimizer else { return }
            guard let rate = value.asDouble, rate >= 0 else {
                throw Mistake("learning_rate = \(value.brief)", expected: "a number of at least 0")
            }
            try VariableMover.of(optimizer).set(rate: rate, optimizer)
        }
        return member
    }()
}
