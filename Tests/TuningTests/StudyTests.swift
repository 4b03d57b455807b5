import Answers
import Foundation
import Numbers
import Testing
import Tuning

@Suite("A study asks for trials and keeps what came of them")
struct StudyTests {
    static func space() throws -> SearchSpace {
        try SearchSpace([
            Parameter("x", .float(-2, 2)), Parameter("n", .int(1, 8)), Parameter("kind", .choice("a", "b")),
        ])
    }

    static func bowl(_ trial: OpenTrial) -> [Double] {
        let x = trial.configuration["x"]?.number ?? .nan
        let n = trial.configuration["n"]?.number ?? .nan
        return [x * x + (n - 3) * (n - 3) + (trial.configuration["kind"] == .text("a") ? 0 : 1)]
    }

    @Test("Random search finds the better half of a bowl")
    func random() throws {
        let study = try Study(sampler: RandomSampler(), seed: 1)
        try study.optimize(try Self.space(), trials: 100, objective: Self.bowl)
        #expect(try study.trials().count == 100)
        #expect(try #require(study.best()?.value) < 0.5)
    }

    @Test("A grid is walked once, each configuration, and then the study ends by itself")
    func grid() throws {
        let study = try Study(sampler: GridSampler(levels: 3))
        let reason = try study.optimize(try Self.space(), trials: nil, objective: Self.bowl)
        #expect(reason == "every configuration has been tried")
        #expect(Set(try study.trials().map(\.configuration)).count == 18)
    }

    @Test("A grid goes around what was asked for by hand")
    func gridWithEnqueued() throws {
        let study = try Study(sampler: GridSampler(levels: nil))
        let space = try SearchSpace([Parameter("n", .int(1, 4)), Parameter("m", .int(1, 2))])
        try study.enqueue(["n": .integer(3), "m": .integer(1)])
        try study.optimize(space, trials: nil) { _ in [0] }
        #expect(Set(try study.trials().map(\.configuration)).count == 8)
    }

    @Test("A study that is resumed from its store goes on as though it had not been stopped")
    func resumed() throws {
        let whole = try Study(sampler: RandomSampler(), seed: 7)
        try whole.optimize(try Self.space(), trials: 20, objective: Self.bowl)
        let store = MemoryStore()
        for part in [8, 12] {
            let study = try Study(sampler: RandomSampler(), seed: 7, store: store)
            try study.optimize(try Self.space(), trials: part, objective: Self.bowl)
        }
        let expected = try whole.trials().map(\.configuration)
        #expect(store.trials().map(\.configuration) == expected)
        #expect(store.trials().map(\.visible) == Array(0..<20))
    }

    @Test("An objective that asks as it goes gets the same value for the same name, and nothing of another kind")
    func asItGoes() throws {
        let study = try Study(sampler: RandomSampler(), seed: 3)
        try study.optimize(trials: 5, stopsAtFailure: true) { trial in
            let x = try trial.suggest("x", .float(0, 1))
            let again = try trial.suggest("x", .float(0, 1))
            #expect(again == x)
            return [x.number ?? 0]
        }
        let trial = try study.ask()
        #expect(throws: Mistake.self) { try trial.suggest("x", .int(0, 1)) }
        #expect(throws: Mistake.self) { try trial.suggest("y", .float(0, 1, log: true)) }
    }

    @Test("A nan, an error and a wrong count of values are failures with their reasons, and the study goes on")
    func failures() throws {
        let study = try Study(sampler: RandomSampler())
        try study.optimize(try Self.space(), trials: 4) { trial in
            switch trial.number {
            case 0: return [.nan]
            case 1: throw Mistake("the loss exploded")
            case 2: return [1, 2]
            default: return [1]
            }
        }
        let states = try study.trials().map(\.state)
        #expect(
            states == [
                .failed("the value is nan"), .failed("the loss exploded"), .failed("2 values for 1 objectives"),
                .complete,
            ])
        #expect(try study.best()?.number == 3)
    }

    @Test("What is enqueued comes first, with the rest suggested")
    func enqueued() throws {
        let study = try Study(sampler: RandomSampler())
        try study.enqueue(["n": .integer(5)])
        let first = try study.ask(try Self.space())
        #expect(first.configuration["n"] == .integer(5))
        #expect(first.configuration["x"] != nil)
    }

    @Test("A small finite space is not tried twice before it is used up")
    func noRepetition() throws {
        let space = try SearchSpace([Parameter("n", .int(1, 3)), Parameter("kind", .choice("a", "b"))])
        let study = try Study(sampler: RandomSampler(), seed: 5)
        try study.optimize(space, trials: 6) { _ in [0] }
        #expect(Set(try study.trials().map(\.configuration)).count == 6)
    }

    @Test("Constraints hold in every suggestion, and impossible ones are refused")
    func constraints() throws {
        let parameters = [Parameter("n", .int(1, 20)), Parameter("m", .int(1, 20))]
        let study = try Study(sampler: RandomSampler(), seed: 5)
        let small = SpaceConstraint("n * m <= 20") { ($0["n"]?.number ?? 0) * ($0["m"]?.number ?? 0) <= 20 }
        try study.optimize(try SearchSpace(parameters, constraints: [small]), trials: 30) { trial in
            let holds = try small.holds(trial.configuration)
            #expect(holds)
            return [0]
        }
        let never = SpaceConstraint("n < 0") { ($0["n"]?.number ?? 0) < 0 }
        #expect(throws: Mistake.self) {
            try study.optimize(try SearchSpace(parameters, constraints: [never]), trials: 1) { _ in [0] }
        }
    }

    @Test("Conditional hyperparameters are set exactly where they are in force")
    func conditions() throws {
        let space = try SearchSpace([
            Parameter("optimizer", .choice("sgd", "adam")), Parameter("width", .int(1, 9)),
            Parameter("momentum", .float(0, 1), when: .init("optimizer", [.text("sgd")])),
        ])
        let study = try Study(sampler: RandomSampler(), seed: 2)
        try study.optimize(space, trials: 30) { _ in [0] }
        for trial in try study.trials() {
            #expect(try space.contains(trial.configuration), "\(trial.configuration.text)")
        }
    }

    @Test("Rules end a study: a count, a target, no improvement, time by the clock that was given")
    func rules() throws {
        func reason(_ rule: StopRule, _ values: [Double]) throws -> (String, Int) {
            let study = try Study(sampler: RandomSampler())
            let reason = try study.optimize(try Self.space(), trials: 50, stops: [rule]) { [values[$0.number]] }
            return (reason, try study.trials().count)
        }
        let values = [5, 4, 3, 3, 3, 3, 3, 3, 3, 3] + [Double](repeating: 0, count: 60)
        #expect(try reason(.trials(7), values) == ("7 trials finished", 7))
        #expect(try reason(.target(3), values) == ("3 reaches the target 3", 3))
        #expect(try reason(.noImprovement(4), values) == ("no improvement in 4 trials", 7))
    }

    @Test("Of equal values the earliest trial is the best, and a maximum is looked for where it is asked for")
    func best() throws {
        let study = try Study(directions: [.maximize], sampler: RandomSampler())
        let values = [1.0, 3, 2, 3]
        try study.optimize(try Self.space(), trials: 4) { [values[$0.number]] }
        #expect(try study.best()?.number == 1)
    }

    @Test("A trial that breaks an outcome's constraint is never the best")
    func infeasible() throws {
        let study = try Study(sampler: RandomSampler())
        try study.optimize(try Self.space(), trials: 3) { trial in
            try trial.setConstraint(trial.number == 0 ? 1 : -1, "memory")
            return [Double(trial.number)]
        }
        #expect(try study.best()?.number == 1)
    }

    @Test("A trial ends once: a second result is refused and changes nothing, whether it is told or stored")
    func endsOnce() throws {
        let store = MemoryStore()
        let study = try Study(sampler: RandomSampler(), store: store)
        let open = try study.ask(try Self.space())
        try open.report(5, step: 0)
        let told = try study.tell(open, .complete([1]))
        let mistake = #expect(throws: Mistake.self) { try study.tell(open, .complete([2])) }
        #expect(mistake?.problem == "trial 0 has ended already (complete); it stays as it is")
        #expect(mistake?.pythonMessage == "Cannot tell a COMPLETE trial.")
        #expect(throws: Mistake.self) { try study.tell(open, .failed("late")) }
        var other = told
        other.values = [3]
        #expect(throws: Mistake.self) { try store.finish(other) }
        try store.finish(told)
        #expect(store.trials() == [told] && store.changes(after: 0).finished == [told])
        #expect(open.record == told && open.summary.contains("trial 0: 1"))
    }

    @Test("Nothing changes a trial that has ended")
    func endedIsEnded() throws {
        let study = try Study(sampler: RandomSampler())
        let open = try study.ask()
        _ = try open.suggest("x", .float(0, 1))
        let told = try study.tell(open, .complete([1]))
        let changes: [() throws -> Void] = [
            { _ = try open.suggest("y", .float(0, 1)) }, { try open.report(1, step: 3) },
            { try open.setConstraint(1) }, { try open.setAttribute(.integer(1), "note") },
        ]
        for (index, change) in changes.enumerated() {
            let mistake = #expect(throws: Mistake.self, "change \(index)") { try change() }
            #expect(mistake?.exception == "UpdateFinishedTrialError")
        }
        #expect(try study.trials() == [told])
    }

    @Test("A constraint that is nan is refused, and one that was read counts as violated")
    func nanConstraint() throws {
        let study = try Study(sampler: RandomSampler())
        let open = try study.ask()
        #expect(throws: Mistake.self) { try open.setConstraint(.nan, "size") }
        var trial = Trial(number: 0, state: .complete)
        trial.constraints = ["size": .nan]
        #expect(trial.violation == .infinity)
    }

    @Test("A study in which every trial failed says so, with the first reason")
    func allFailed() throws {
        let study = try Study(sampler: RandomSampler())
        #expect(study.failure == nil)
        try study.optimize(try Self.space(), trials: 3) { _ in throw Mistake("the loss exploded") }
        #expect(study.summary == "study of 3 trials: all 3 trials failed: the loss exploded (trial 0)")
        try study.optimize(try Self.space(), trials: 1) { _ in [1] }
        #expect(study.failure == nil && study.summary == "study of 4 trials, best 1 (trial 3)")
    }

    @Test("Every sampler is stopped within its proposal", arguments: ["gp", "tpe", "nsga", "cmaes", "random"])
    func stoppedWithinAProposal(_ name: String) throws {
        let sampler: any Sampler =
            switch name {
            case "gp": try GPSampler()
            case "tpe": TPESampler()
            case "nsga": try NSGASampler(population: 4)
            case "cmaes": try CMAESSampler()
            default: RandomSampler()
            }
        let space = try SearchSpace((0..<12).map { Parameter("x\($0)", .float(0, 1)) })
        let study = try Study(sampler: sampler, seed: 1)
        // So many trials that a Gaussian process would compute for minutes in a build without optimisation.
        for number in 0..<400 {
            var trial = Trial(number: number, state: .complete)
            var stream = RandomStream(seed: 2, purpose: "test", index: UInt64(number))
            for parameter in space.parameters { trial.set(parameter.name, parameter.domain, .number(stream.uniform())) }
            trial.values = [stream.uniform()]
            try study.add(trial)
        }
        let work = Work()
        let canceller = Thread {
            Thread.sleep(forTimeInterval: name == "gp" ? 0.5 : 0)
            work.cancel()
        }
        if name == "gp" { canceller.start() } else { work.cancel() }
        #expect(throws: Stopped.self) { try study.ask(space, work: work) }
        #expect(try study.trials().last?.state == .failed("stopped before it began"))
    }
}
