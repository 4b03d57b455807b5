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
