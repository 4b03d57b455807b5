import Answers
import Baselines
import Datasets
import Gallery
import Numbers
import Testing

/// Who may claim to foretell prices.
@Suite struct PriceSkillTests {
    private static func trees(_ x: Design, _ y: [Double], _ asked: Design) throws -> [Double] {
        var trees = BoostedTrees()
        trees.iterations = 30
        return try trees.fit(x, y).predict(asked, work: Work())
    }

    private static func ridge(_ x: Design, _ y: [Double], _ asked: Design) throws -> [Double] {
        try Ridge(alpha: 0.01).fitted(x, y, classes: 0, work: Work()).predict(asked, work: Work())
    }

    @Test("shuffled folds praise trees on a random walk, and later days do not")
    func leak() throws {
        let skill = try PriceSkill("trees", days: 400, seeds: 6, forecaster: Self.trees)
        #expect(skill.shuffledR2.allSatisfy { $0 > 0.9 }, "\(skill.shuffledR2)")
        #expect(!skill.hasSkill && skill.sentence.hasPrefix("No skill"), "\(skill.summary)")
    }

    @Test("no forecaster is granted skill on random walks, of prices or of returns")
    func walks() throws {
        for inputs in PriceCourse.Inputs.allCases {
            for seed in [0, 100, 200] as [UInt64] {
                let skill = try PriceSkill(
                    "ridge", days: 400, inputs: inputs, seeds: 10, seed: seed, forecaster: Self.ridge)
                #expect(!skill.hasSkill, "\(inputs) \(skill.summary)")
            }
        }
    }

    @Test("where changes go on a little, skill is found and granted")
    func real() throws {
        let skill = try PriceSkill(
            "ridge", days: 1000, inputs: .returns, momentum: 0.4, seeds: 10, forecaster: Self.ridge)
        #expect(skill.verdict == "skill" && abs(skill.ratio.mean - 0.84) < 0.05, "\(skill.summary)")
    }

    @Test("saying as yesterday has no skill and no want of it, and one course has no interval")
    func yesterday() throws {
        let skill = try PriceSkill("yesterday", seeds: 3) { _, _, asked in asked.column(asked.width - 2) }
        #expect(skill.laterRatios.allSatisfy { $0 == 1 } && skill.verdict == "no skill")
        #expect(try !PriceSkill("yesterday", seeds: 1) { _, _, asked in asked.column(0) }.hasSkill)
    }

    @Test("too few days, lags and answers are refused by name")
    func refused() {
        #expect(throws: Mistake.self) { try PriceSkill("x", days: 60, lags: 10) { _, _, asked in asked.column(0) } }
        #expect(throws: Mistake.self) { try PriceSkill("x", momentum: 1) { _, _, asked in asked.column(0) } }
        #expect(throws: Mistake.self) { try PriceSkill("x") { _, _, _ in [1] } }
        #expect(throws: Mistake.self) { try PriceSkill("x") { _, _, asked in asked.column(0).map { _ in .nan } } }
    }
}
