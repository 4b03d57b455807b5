import Answers
import Cards
import Conversation
import Figures
import Foundation
import Landscapes
import Language
import Testing

@testable import Lessons
@testable import Optimizers
@testable import Solvers
@testable import Vocabulary

/// What `CONTRIBUTING.md` promises: each toy of this target is one file under Toys/ (an experiment two), found by the
/// build plugin, and stands in help, completion, reference and explanation without another line anywhere.
@Suite struct AdditionTests {
    /// The program's words, and those of the toys.
    static let registry: Registry = {
        var words = Vocabulary.registry.words + Catalogue.words.flatMap { $0 }
        words += Catalogue.ruleCards.map { RuleWords.word($0) }
        words += Catalogue.scheduleCards.map { ScheduleWords.word($0) }
        words += Catalogue.solverCards.map { SolverWords.word($0) }
        words += Catalogue.landscapes.map { LandscapeWords.word($0) }
        words += Catalogue.activationCards.map { ActivationWords.word($0) }
        words += Catalogue.lossCards.map { LossWords.word($0) }
        words += Catalogue.metricCards.map { MetricWords.word($0) }
        return Registry(
            words: words, members: Vocabulary.registry.members + Catalogue.members.flatMap { $0 },
            coercions: Vocabulary.registry.coercions)
    }()

    private func text(_ line: String) throws -> String {
        guard case .thing(let thing) = try Session(registry: Self.registry).evaluate(line).value else { return "" }
        return thing.table(width: 100)
    }

    static let toys = [
        ("ToyDescent", "a part of a gradient step"), ("ToyDecay", "a rate divided by the number of the update"),
        ("ToyStride", "a share of the gradient, again and again"), ("toy_bowl", "Toy bowl: bowl"),
        ("toy_twice", "a number twice"), ("toy_study", "what each step leaves of the distance to the end"),
        ("ToyTimes", "a number several times"), ("ToyLoss", "the fourth power of the error"),
        ("toy_sign_share", "the share of predictions with the sign of their target"),
    ]

    @Test(
        "A new optimizer, schedule, solver, landscape, activation, loss, metric and word are each one file, found in it; an experiment two"
    )
    func found() {
        #expect(Catalogue.ruleCards.map(\.name) == ["ToyDescent"])
        #expect(Catalogue.scheduleCards.map(\.name) == ["ToyDecay"])
        #expect(Catalogue.solverCards.map(\.name) == ["ToyStride"])
        #expect(Catalogue.landscapes.map(\.name) == ["toy_bowl"])
        #expect(Catalogue.activationCards.map(\.name) == ["ToyTimes"])
        #expect(Catalogue.lossCards.map(\.name) == ["ToyLoss"])
        #expect(Catalogue.metricCards.map(\.name) == ["toy_sign_share"])
        #expect(Catalogue.words.flatMap { $0 }.map(\.name) == ["toy_study", "toy_twice"])
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

    @Test("A new solver descends and is compared like the others, and says what its settings are")
    func solves() throws {
        let run = try text("minimize(toy_bowl, ToyStride(0.3), steps=100)")
        #expect(run.contains("ToyStride(0.3) on toy_bowl: 100 steps"), "\(run)")
        #expect(try text("compare(toy_bowl, [ToyStride(), BFGS()], steps=10)").contains("ToyStride()"))
    }

    @Test("A new experiment tells what it found, and its values can be asked for")
    func studied() throws {
        let study = "toy_study(minimize(sphere, SGD(0.25), start=(1, 1), steps=20))"
        #expect(try text(study).contains("Each step leaves 0.5 of the distance, or less."))
        let share = try Session(registry: Self.registry).evaluate("\(study).shares[0]").value.asDouble
        #expect(abs((share ?? 0) - 0.5) < 1e-6)
        let candidates = Session(registry: Self.registry).complete("\(study).sh", cursor: study.utf8.count + 3)
            .candidates
        #expect(candidates.map(\.text) == ["shares"])
    }

    @Test("A new picture is one file: plot asks the value for it")
    func drawn() throws {
        let line = "plot(toy_study(minimize(sphere, SGD(0.25), start=(1, 1), steps=20)))"
        let figure = try #require(try Session(registry: Self.registry).evaluate(line).value.asThing(Figure.self))
        #expect(figure.title == "Toy study")
        #expect(figure.sentence == "Each step leaves 0.5 of the distance, or less.")
    }

    @Test("A new lesson is one file: it is listed, completed after :start, sound, and can be taken")
    func taught() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Toys").path
        let course = Course(folder)
        #expect(course.faults.map(\.description) == [])
        let lesson = try #require(course.lessons.first)
        let check = LessonCheck(lesson, course: course) { Session(registry: Self.registry) }
        #expect(check.faults().map(\.description) == [])
        let commands = LessonCommands(
            course: { course }, sandbox: Sandbox(Interpreter(Session(registry: Self.registry))), log: MemoryLog())
        #expect(TextFace(width: 80).text(of: commands.perform("lessons", "").answer).contains("A toy lesson"))
        #expect(commands.candidates("start", "").map(\.text) == ["toy-lesson"])
        #expect(TextFace(width: 80).text(of: commands.start("1").answer).contains("ends at the minimum"))
    }

    @Test("A new activation is applied in a layer, with its settings")
    func applied() throws {
        let model =
            "m = Sequential([Dense(1, activation=ToyTimes(factor=3), kernel_initializer=\"ones\", input_shape=(2,))])"
        #expect(try text("\(model); m.predict([[1, 2]])").contains("9"))
        #expect(try text("\(model); m.layers[0]").contains("ToyTimes(3)"))
    }

    @Test("A new loss is trained with, and refuses targets that it cannot read")
    func trained() throws {
        let model = "m = Sequential([Dense(1, input_shape=(1,))], seed=1); m.compile(SGD(0.1), ToyLoss())"
        #expect(try text("\(model); m.fit([[0], [1]], [1, 0], epochs=2)").contains("loss"))
        let problem = #expect(throws: Diagnostic.self) {
            try Session(registry: Self.registry).evaluate("\(model); m.fit([[0], [1]], [3, 0])")
        }
        #expect(problem?.mistake.problem == "ToyLoss is given the target 3 in row 0")
    }

    @Test("A new metric is a number for two lists, and is reported beside the loss")
    func measured() throws {
        let session = Session(registry: Self.registry)
        #expect(try session.evaluate("toy_sign_share([1, -1, 2, 3], [2, 1, 1, 1])").value.asDouble == 0.75)
        let line =
            "m = Sequential([Dense(1, input_shape=(1,))]); m.compile(SGD(0.1), 'mse', metrics=[toy_sign_share()])"
        #expect(try text("\(line); m.fit([[1], [2]], [1, 2], epochs=2)").contains("toy_sign_share"))
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
