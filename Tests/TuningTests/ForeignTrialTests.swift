import Answers
import Testing

@testable import Tuning

@Suite("Trials of elsewhere are taken in without harm")
struct ForeignTrialTests {
    private static func trial(_ number: Int, _ values: [Double], _ x: Double = 0.5) -> Trial {
        var trial = Trial(number: number, state: .complete)
        trial.set("x", .float(0, 1), .number(x))
        trial.set("y", .float(0, 1), .number(0.25))
        trial.values = values
        return trial
    }

    @Test("Every column of a history is as long as the history, whatever values the trials have")
    func columns() throws {
        var history = TrialHistory(directions: [.minimize])
        history.append(Self.trial(0, [1]))
        // Optuna takes what is enqueued outside of the range.
        history.append(Self.trial(1, [1], 5))
        var odd = Trial(number: 2, state: .complete)
        odd.set("x", .choice("a", "b"), .text("a"))
        odd.values = [1]
        history.append(odd)
        history.append(Self.trial(3, [1]))
        #expect(history.finished.count == 4)
        for (name, column) in history.columns { #expect(column.places.count == 4, "\(name)") }
        #expect(history.columns["x"]?.places.map(\.isNaN) == [false, true, true, false])
        #expect(history.columns["x"]?.sorted == [0, 3])
        #expect(history.columns["y"]?.places.map(\.isNaN) == [false, false, true, false])
    }

    @Test(
        "Every sampler goes on after a trial outside of the range",
        arguments: ["gp", "tpe", "nsga", "cmaes", "random", "qmc"])
    func goesOn(_ name: String) throws {
        let sampler: any Sampler =
            switch name {
            case "gp": try GPSampler(startup: 2)
            case "tpe": try TPESampler(startup: 2)
            case "nsga": try NSGASampler(population: 2)
            case "cmaes": try CMAESSampler()
            case "qmc": QMCSampler()
            default: RandomSampler()
            }
        let study = try Study(sampler: sampler, seed: 1)
        for (number, x) in [5, 0.5, 0.2, 0.9].enumerated() { try study.add(Self.trial(number, [x], x)) }
        try study.optimize(trials: 6, isFatal: { _ in true }) { trial in
            let x = try trial.suggest("x", .float(0, 1)).number ?? 0
            _ = try trial.suggest("y", .float(0, 1))
            return [x]
        }
        #expect(try study.trials().count { $0.state == .complete } == 10)
    }

    @Test(
        "A complete trial has a number for each objective, or it has failed and says why",
        arguments: [
            ([1.0], "1 value for 2 objectives"), ([], "0 values for 2 objectives"),
            ([1, 2, 3], "3 values for 2 objectives"), ([1, .nan], "the value is nan"),
        ])
    func checked(_ values: [Double], _ reason: String) throws {
        let study = try Study(directions: [.minimize, .maximize], sampler: TPESampler())
        let added = try study.add(Self.trial(0, values))
        #expect(added.state == .failed(reason) && added.values.isEmpty)
        try study.add(Self.trial(1, [1, 2]))
        #expect(try study.front().map(\.number) == [1])
        #expect(try study.hypervolume(reference: [2, 0]) == 2)
        #expect(study.table(width: 80).contains("study of 2 trials, 1 trial on the front"))
    }

    @Test("What is not a number is never ranked, though a history is given it")
    func neverRanked() {
        var history = TrialHistory(directions: [.minimize])
        for (number, values) in [[Double.nan], [], [2], [1, 2]].enumerated() {
            history.append(Self.trial(number, values))
        }
        #expect(history.best?.number == 2)
        #expect(history.front.map(\.number) == [2])
        #expect(history.informative == 1)
    }

    @Test("A hyperparameter of another kind under a known name is refused in a space and in an added trial too")
    func kinds() throws {
        let study = try Study(sampler: RandomSampler())
        try study.add(Self.trial(0, [1]))
        let choice = ParameterDomain.choice("a", "b")
        let mistake = #expect(throws: Mistake.self) { try study.ask(SearchSpace([SearchParameter("x", choice)])) }
        #expect(mistake?.problem == "x was Float(0, 1) and is now Choice(['a', 'b'])")
        var odd = Trial(number: 0, state: .complete)
        odd.set("x", choice, .text("a"))
        odd.values = [1]
        #expect(throws: Mistake.self) { try study.add(odd) }
        #expect(try study.trials().count == 1)
        // Another range of the same kind goes on.
        let open = try study.ask(SearchSpace([SearchParameter("x", .float(2, 3))]))
        #expect(open.configuration["x"]?.number ?? 0 >= 2)
    }
}
