import Answers
import Cards
import Landscapes
import Language
import Testing

@testable import Optimizers
@testable import Vocabulary

/// What `CONTRIBUTING.md` promises: each toy of this target is one file under Toys/, found by the build plugin, and
/// stands in help, completion, reference and explanation without another line anywhere.
@Suite struct AdditionTests {
    /// The program's words, and those of the toys.
    static let registry: Registry = {
        var words = Vocabulary.registry.words + Catalogue.words.flatMap { $0 }
        words += Catalogue.ruleCards.map { RuleWords.word($0) }
        words += Catalogue.scheduleCards.map { ScheduleWords.word($0) }
        words += Catalogue.landscapes.map { LandscapeWords.word($0) }
        return Registry(
            words: words, members: Vocabulary.registry.members, coercions: Vocabulary.registry.coercions)
    }()

    private func text(_ line: String) throws -> String {
        guard case .thing(let thing) = try Session(registry: Self.registry).evaluate(line).value else { return "" }
        return thing.table(width: 100)
    }

    static let toys = [
        ("ToyDescent", "a part of a gradient step"), ("ToyDecay", "a rate divided by the number of the update"),
        ("toy_bowl", "Toy bowl: bowl"), ("toy_twice", "a number twice"),
    ]

    @Test("A new optimizer, schedule, landscape and word are each one file, found in it")
    func found() {
        #expect(Catalogue.ruleCards.map(\.name) == ["ToyDescent"])
        #expect(Catalogue.scheduleCards.map(\.name) == ["ToyDecay"])
        #expect(Catalogue.landscapes.map(\.name) == ["toy_bowl"])
        #expect(Catalogue.words.flatMap { $0 }.map(\.name) == ["toy_twice"])
    }

    @Test("A new one stands in help, completion and the reference", arguments: toys)
    func everywhere(_ name: String, _ summary: String) throws {
        #expect(try text("help(\(name))").contains(summary))
        let typed = String(name.dropLast())
        let candidates = Session(registry: Self.registry).complete(typed, cursor: typed.utf8.count).candidates
        #expect(candidates.contains { $0.text.hasPrefix(name) && $0.meaning == summary }, "\(candidates)")
        let reference = Reference(Self.registry).markdown { lines in lines.map { _ in "" } }
        #expect(reference.contains("### \(name)\n\n\(summary)."))
    }

    @Test("A new optimizer's step is explained in its own words, on a new landscape at a new schedule")
    func explained() throws {
        let run = "minimize(toy_bowl, ToyDescent(ToyDecay(0.3), share=0.25), steps=3)"
        let account = try text("explain(\(run), step=2)")
        #expect(account.contains("toy step") && account.contains("share·η·g"), "\(account)")
        #expect(try text("toy_twice(1); \(run)").contains("ToyDescent(lr=ToyDecay(0.3), share=0.25)"))
    }

    @Test("What is wrong with a new one's argument is said as of the others")
    func refused() {
        let problem = #expect(throws: Diagnostic.self) {
            try Session(registry: Self.registry).evaluate("ToyDescent(share=2)")
        }
        #expect(problem?.mistake.problem == "share = 2 is out of range")
        #expect(problem?.mistake.expected == "a number from 0 to 1: [0, 1]")
        #expect(problem?.mistake.suggestion == "share=0.5")
    }

    @Test("A maker that asks for a hyperparameter its card does not declare stops at once, not with a zero")
    func misspelt() async {
        await #expect(processExitsWith: .failure) {
            let card = RuleCard(
                "Misspelt", chapter: .gradient, summary: "", formula: "", source: "Nobody (2026)", rate: 0.1,
                [Hyperparameter("share", .share, 0.5, "")]
            ) { s in ToyRule(share: s["shar"]) }
            _ = try Optimizer(card)
        }
    }
}
