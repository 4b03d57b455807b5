import Answers
import Foundation
import Numbers
import Synchronization
import Testing

@testable import Tuning

@Suite("A study asks for trials and keeps what came of them")
struct StudyTests {
    static func space() throws -> SearchSpace {
        try SearchSpace([
            SearchParameter("x", .float(-2, 2)), SearchParameter("n", .int(1, 8)),
            SearchParameter("kind", .choice("a", "b")),
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

    @Test("A grid goes around what was asked for by hand, wholly or in part, and what was added")
    func gridWithEnqueued() throws {
        let study = try Study(sampler: GridSampler(levels: nil))
        let space = try SearchSpace([SearchParameter("n", .int(1, 4)), SearchParameter("m", .int(1, 2))])
        try study.enqueue(["n": .integer(3), "m": .integer(1)])
        try study.enqueue(["n": .integer(4)])
        var known = Trial(number: 0, state: .complete)
        known.set("m", .int(1, 2), .integer(2))
        known.set("n", .int(1, 4), .integer(1))
        known.values = [0]
        try study.add(known)
        try study.optimize(space, trials: nil) { _ in [0] }
        let found = try study.trials().map { trial in
            ["n", "m"].map { Int(trial.configuration[$0]?.number ?? 0) }
        }
        #expect(found == [[3, 1], [4, 1], [1, 2], [1, 1], [2, 1], [2, 2], [3, 2], [4, 2]])
        let mistake = #expect(throws: Mistake.self) { try study.ask(space) }
        #expect(mistake?.problem == "every configuration of GridSampler() has been tried")
        #expect(try study.trials().count == 8)
    }

    @Test("A grid under constraints tries what these allow, each once, in order, also several at once")
    func gridWithConstraints() throws {
        let product = SpaceConstraint("n * m <= 6") { ($0["n"]?.number ?? 0) * ($0["m"]?.number ?? 0) <= 6 }
        let space = try SearchSpace(
            [SearchParameter("n", .int(1, 4)), SearchParameter("m", .int(1, 4))], constraints: [product])
        for atOnce in [1, 3] {
            let study = try Study(sampler: GridSampler())
            let reason = try study.optimize(space, trials: nil, atOnce: atOnce) { trials, ended in
                for place in trials.indices { try ended(place, .success([0])) }
            }
            #expect(reason == "every configuration has been tried")
            let found = try study.trials().map { trial in
                ["n", "m"].map { Int(trial.configuration[$0]?.number ?? 0) }
            }
            #expect(
                found == [[1, 1], [1, 2], [1, 3], [1, 4], [2, 1], [2, 2], [2, 3], [3, 1], [3, 2], [4, 1]],
                "\(atOnce) at once")
        }
    }

    @Test("A grid of values has each once, also where the objective asks as it goes, and then ends")
    func gridOfValues() throws {
        let sampler = GridSampler(values: [
            "x": [.integer(1), .number(1), .number(0.1 + 0.2)], "k": [.text("it's"), .text("b")],
        ])
        #expect(sampler.name == #"GridSampler({"k": ["it's", "b"], "x": [1, 1.0, 0.30000000000000004]})"#)
        let study = try Study(sampler: sampler)
        let reason = try study.optimize(trials: nil, isFatal: { _ in true }) { trial in
            let x = try trial.suggest("x", .float(0, 2)).number ?? 0
            return [try trial.suggest("k", .choice("it's", "b")) == .text("b") ? x : -x]
        }
        #expect(reason == "every configuration has been tried")
        #expect(try study.trials().compactMap(\.value) == [-1, -(0.1 + 0.2), 1, 0.1 + 0.2])
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
        try study.optimize(trials: 5, isFatal: { _ in true }) { trial in
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
                .failed("the value is nan"), .failed("the loss exploded"), .failed("2 values for 1 objective"),
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

    @Test("A small finite space is not tried twice before it is used up, by whichever sampler, and then it is")
    func noRepetition() throws {
        let even = SpaceConstraint("n is even") { Int($0["n"]?.number ?? 0) % 2 == 0 }
        let space = try SearchSpace(
            [SearchParameter("n", .int(1, 40)), SearchParameter("kind", .choice("a", "b", "c"))], constraints: [even])
        for sampler in [RandomSampler(), TPESampler()] as [any Sampler] {
            let study = try Study(sampler: sampler, seed: 5)
            try study.optimize(space, trials: 60) { [$0.configuration["n"]?.number ?? 0] }
            #expect(Set(try study.trials().map(\.configuration)).count == 60, "\(sampler.name)")
            try study.optimize(space, trials: 1) { _ in [0] }
            #expect(Set(try study.trials().map(\.configuration)).count == 60, "\(sampler.name)")
        }
    }

    @Test("A trial that is stopped is begun anew: the study that goes on is the one that was not stopped")
    func stopIsNoFailure() throws {
        let samplers: [@Sendable () throws -> any Sampler] = [
            { GridSampler(levels: 3) }, { try TPESampler(startup: 5) }, { try CMAESSampler() }, { QMCSampler() },
        ]
        for make in samplers {
            let whole = try Study(sampler: make(), seed: 7)
            try whole.optimize(try Self.space(), trials: 18, objective: Self.bowl)
            let store = MemoryStore()
            for stopAt in [4, 11, 99] {
                let study = try Study(sampler: make(), seed: 7, store: store)
                let left = 18 - store.trials().count
                var wasStopped = false
                do {
                    try study.optimize(try Self.space(), trials: left) { trial in
                        try trial.report(1, step: 0)
                        if trial.number == stopAt { throw Stopped() }
                        return Self.bowl(trial)
                    }
                } catch is Stopped { wasStopped = true }
                #expect(wasStopped == (stopAt < 18))
            }
            let expected = try whole.trials()
            #expect(store.trials().map(\.configuration) == expected.map(\.configuration), "\(whole.sampler.name)")
            #expect(store.trials().map(\.values) == expected.map(\.values))
            #expect(store.trials().allSatisfy { $0.state == .complete && $0.reports.count == 1 })
        }
    }

    @Test("A stopped trial that was asked for by hand waits again, and what became of it is refused")
    func stoppedByHand() throws {
        let study = try Study(sampler: RandomSampler())
        try study.enqueue(["n": .integer(5)], attributes: ["why": .string("guess")])
        let open = try study.ask(try Self.space())
        let later = try study.ask(try Self.space())
        try study.release(open)
        try study.tell(later, .complete([1]))
        #expect(try study.trials().map(\.state) == [.waiting, .complete])
        let mistake = #expect(throws: Mistake.self) { try study.tell(open, .complete([1])) }
        #expect(mistake?.problem == "trial 0 was stopped, and waits to be begun anew")
        let again = try study.ask(try Self.space())
        #expect(again.number == 0 && again.configuration["n"] == .integer(5))
        #expect(again.record.attributes == ["why": .string("guess")])
    }

    @Test("Of trials begun together those that ended before a stop are kept, and the others are begun anew")
    func stopWithinAWave() throws {
        let study = try Study(sampler: RandomSampler(), seed: 7)
        #expect(throws: Stopped.self) {
            try study.optimize(try Self.space(), trials: 8, atOnce: 4) { trials, ended in
                try ended(2, .success(Self.bowl(trials[2])))
                try ended(0, .success(Self.bowl(trials[0])))
                throw Stopped()
            }
        }
        #expect(try study.trials().map(\.state) == [.complete, .waiting, .complete])
        try study.optimize(try Self.space(), trials: 6, objective: Self.bowl)
        let whole = try Study(sampler: RandomSampler(), seed: 7)
        try whole.optimize(try Self.space(), trials: 8, objective: Self.bowl)
        #expect(try study.trials().map(\.values) == whole.trials().map(\.values))
    }

    @Test("What was enqueued and is not of the space is said, and that trial alone has failed")
    func impossibleByHand() throws {
        let study = try Study(sampler: RandomSampler())
        try study.enqueue(["n": .integer(50)])
        try study.enqueue(["m": .integer(5)])
        let range = #expect(throws: Mistake.self) { try study.ask(try Self.space()) }
        #expect(range?.problem == "n was set to 50 by hand" && range?.expected == "a value of Int(1, 8)")
        let name = #expect(throws: Mistake.self) { try study.ask(try Self.space()) }
        #expect(name?.problem == "m was set by hand, which the space has not")
        #expect(try study.ask(try Self.space()).number == 2)
        // Where nothing is declared the value counts, as in Optuna 5: a warning, and 5.0.
        try study.enqueue(["x": .number(5), "k": .text("z")])
        let open = try study.ask()
        #expect(try open.suggest("x", .float(-2, 2)) == .number(5))
        #expect(throws: Mistake.self) { try open.suggest("k", .choice("a", "b")) }
    }

    @Test("Suggestions that are not asked for yet are known to the trials beside it")
    func planned() throws {
        let study = try Study(sampler: TPESampler(startup: 2), seed: 1)
        try study.optimize(trials: 4, isFatal: { _ in true }) { trial in
            [try trial.suggest("x", .float(0, 1)).number ?? 0]
        }
        let open = try study.ask()
        let seen = try #require(try study.history().running.first?.configuration["x"])
        #expect(open.configuration.names.isEmpty)
        #expect(try open.suggest("x", .float(0, 1)) == seen)
        let second = try open.suggest("y", .int(1, 9))
        #expect(try study.history().running.first?.configuration == ["x": seen, "y": second])
    }

    @Test("Searches that nothing would end are refused or end: rules about a best value, objectives that only fail")
    func endless() throws {
        let study = try Study(directions: [.minimize, .minimize], sampler: RandomSampler())
        for rule in [.target(0), .noImprovement(3), .regretBound(0.1)] as [StopRule] {
            #expect(throws: Mistake.self) {
                try study.optimize(try Self.space(), trials: nil, stops: [rule]) { _ in [0, 0] }
            }
        }
        #expect(try study.trials().isEmpty)
        let failing = try Study(sampler: RandomSampler())
        let patience = try failing.optimize(try Self.space(), trials: nil, stops: [.noImprovement(4)]) { _ in [.nan] }
        #expect(patience == "no improvement in 4 trials")
        #expect(try failing.trials().count == 4)
        let target = try failing.optimize(try Self.space(), trials: nil, stops: [.target(0)]) { _ in [.nan] }
        #expect(target == "the last 100 trials have failed")
        #expect(try failing.trials().count == 100)
    }

    @Test("Constraints hold in every suggestion, and impossible ones are refused")
    func constraints() throws {
        let parameters = [SearchParameter("n", .int(1, 20)), SearchParameter("m", .int(1, 20))]
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
            SearchParameter("optimizer", .choice("sgd", "adam")), SearchParameter("width", .int(1, 9)),
            SearchParameter("momentum", .float(0, 1), when: .init("optimizer", [.text("sgd")])),
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
        let time = Atomic<Int>(0)
        let timed = try Study(
            sampler: RandomSampler(), clock: { Double(time.add(1, ordering: .relaxed).newValue) })
        // The clock ticks at the beginning, and three times for each trial: before it, as it begins and as it ends.
        let ended = try timed.optimize(try Self.space(), trials: 50, stops: [.seconds(10)], objective: Self.bowl)
        #expect(ended == "10 seconds are over")
        #expect(try timed.trials().map(\.started) == [3, 6, 9])
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
        let space = try SearchSpace((0..<12).map { SearchParameter("x\($0)", .float(0, 1)) })
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
        #expect(try study.trials().count == 400, "a trial that did not begin leaves nothing behind")
    }
}
