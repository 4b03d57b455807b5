import Cards
import Answers
import Optimizers
import Testing

@Suite("An optimizer with something changed")
struct ChangingTests {
    @Test("a hyperparameter is set anew under any of its spellings, the rest stays")
    func settings() throws {
        let adam = try Optimizer("Adam", ["beta_1": 0.8, "beta_2": 0.99, "clipnorm": 2], rate: .constant(0.01))
        let changed = try adam.changing(["beta_2": 0.9995])
        #expect(changed.summary == "Adam(lr=0.01, beta_1=0.8, beta_2=0.9995, clipnorm=2)")
        #expect(try changed.changing(["beta_2": 0.999]).summary == "Adam(lr=0.01, beta_1=0.8, clipnorm=2)")
        #expect(throws: Mistake.self) { try adam.changing(["clipvalue": 1]) }
        #expect(throws: Mistake.self) { try adam.changing(["momentum": 0.9]) }
    }

    @Test("another rule takes what it has too, and what stands around the rule stays")
    func rules() throws {
        var adam = try Optimizer("Adam", ["beta_1": 0.8, "amsgrad": true], rate: .constant(0.01))
        adam.wrappers.lookahead = .init(k: 5, α: 0.5)
        let nadam = try adam.changing([:], rule: "Nadam")
        #expect(nadam.name == "Nadam" && nadam.wrappers.lookahead?.k == 5)
        #expect(nadam.constants.contains("beta_1=0.8"))
        let averaged = try adam.changing(["use_ema": true, "ema_momentum": 0.9])
        #expect(averaged.wrappers.average == .exponential(0.9) && averaged.wrappers.lookahead?.k == 5)
        #expect(throws: Mistake.self) { try adam.changing([:], rule: "Adamm") }
    }

    @Test("what a call says in Keras's keywords is written once; what it does not say is written around it")
    func writtenOnce() throws {
        for settings in [
            ["gradient_accumulation_steps": 2], ["use_ema": true], ["use_ema": true, "ema_momentum": 0.9],
            ["use_ema": true, "ema_overwrite_frequency": 5, "gradient_accumulation_steps": 4],
        ] as [[String: Hyperparameter.Value]] {
            let sgd = try Optimizer("SGD", settings, rate: .constant(0.1))
            #expect(sgd.summary.hasPrefix("SGD(lr=0.1, "), "\(sgd.summary)")
            var other = sgd
            other.wrappers.accumulation = 3
            other.wrappers.average = .exponential(0.5)
            #expect(other.summary.hasPrefix("EMA(Accumulate(SGD(lr=0.1, "), "\(other.summary)")
        }
        var averaged = try Optimizer("SGD", [:], rate: .constant(0.1))
        averaged.wrappers.average = .exponential(0.99)
        #expect(averaged.summary == "EMA(SGD(lr=0.1), momentum=0.99)")
    }
}

@Suite("A number of a rule")
struct RuleSettingTests {
    @Test("is what was given under any of its names, else the dialect's default, and nil for what the rule has not")
    func setting() throws {
        let adam = try Optimizer("Adam", ["beta1": 0.8], rate: .constant(0.05))
        #expect(adam.setting("beta_1") == 0.8)
        #expect(adam.setting("beta_2") == 0.999)
        #expect(adam.setting("momentum") == nil)
        #expect(try Optimizer("Adam").setting("epsilon") == 1e-7)
        #expect(try Optimizer("Adam", dialect: .pytorch).setting("epsilon") == 1e-8)
    }
}
