import Answers
import Cards
import Datasets
import Networks
import Numbers
import Optimizers
import Parallel
import Testing
import Training

@testable import Stabilisation

@Suite("Ablations")
struct AblationTests {
    /// Rig Decade with fewer epochs, so that tests are cheap.
    private static func plan(
        _ conditions: [Condition], seeds: [UInt64] = [0, 1], epochs: Int = 6, _ ailment: Rig.Ailment = .decade
    ) throws -> AblationPlan {
        let rig = Rig(ailment)
        var setup = try rig.setup()
        setup.epochs = epochs
        return try AblationPlan(subject: "a short rig", base: setup, conditions: conditions, seeds: seeds) {
            try rig.parts(seed: $0)
        }
    }

    private static func names(_ names: String...) throws -> [Condition] { try names.map(Condition.named) }

    @Test("a measured training is the fit of the rig's own model, looked at from outside")
    func sameAsFit() throws {
        let rig = Rig(.decade)
        var setup = try rig.setup()
        setup.epochs = 5
        let parts = try rig.parts(seed: 3)
        let run = try setup.measured(on: parts, seed: 3, as: "base")
        let model = try setup.model(inputShape: [17], seed: 3)
        var options = FitOptions(epochs: 5, batchSize: 32)
        options.validation = ([parts.validation.x], parts.validation.y)
        let history = try model.fit([parts.train.x], parts.train.y, options)
        #expect(run.updates == 150 && run.losses.count == 5)
        for (measured, told) in zip(run.losses, history.epochs.compactMap(\.pureValidationLoss)) {
            #expect(abs(measured / told - 1) < 1e-4)
        }
        // The mean residual's square is what the loss loses when it is taken off.
        let far = zip(try model.predict(parts.validation.x).values, parts.validation.y.values).map {
            Double($0) - Double($1)
        }
        let mean = far.reduce(0, +) / Double(far.count)
        let centred = far.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(far.count)
        #expect(abs(run.residuals[4] - mean) < 1e-4)
        #expect(abs(run.centred[4] - centred) < 1e-4)
    }

    @Test("a table does not depend on how many threads there are")
    func threads() throws {
        let plan = try Self.plan(Self.names("plateau", "clipvalue", "dropout", "average", "batch x4, equal steps"))
        let (alone, two) = (try plan.run(crew: Crew(threads: 0)), try plan.run(crew: Crew(threads: 2)))
        #expect(alone.runs == two.runs)
        #expect(alone.done == 12 && !alone.isPartial)
    }

    @Test("what was measured before a stop is kept, and the rest makes the same table")
    func resumed() throws {
        let plan = try Self.plan(Self.names("lr/10", "standardise"))
        let box = Box()
        let work = Work(observer: { if $0.note.hasPrefix("training 1/") { box.work?.cancel() } })
        box.work = work
        let partial = try plan.run(crew: Crew(threads: 0), work: work)
        #expect(partial.isPartial && partial.done == 1)
        #expect(partial.table(width: 100).contains("partial: 1 of 6"))
        let whole = try plan.run(from: partial)
        #expect(whole.runs == (try plan.run()).runs)
    }

    @Test("a table takes further conditions and keeps what it has")
    func further() throws {
        let first = try Self.plan(Self.names("lr/10")).run()
        let more = try first.plan.adding(Self.names("clip", "lr 1e-4"))
        #expect(more.conditions.map(\.name) == ["base", "lr/10", "clipvalue"])
        let table = try more.run(from: first)
        #expect(table.done == 6 && table.runs.map { Array($0.prefix(2)) } == first.runs)
        #expect(table.row(named: "clip")?.condition.name == "clipvalue")
        #expect(table.tau(["clip", "lr 1e-4"]).map(abs) == 1)
        #expect(table.tau(["clip", "nadam"]) == nil && table.tau(["clip", "clip"]) == nil)
        #expect(throws: Mistake.self) { try first.plan.adding([Condition("lr/10", [.rate(1)])]) }
        #expect(throws: Mistake.self) { try Self.plan(Self.names("clip"), seeds: [7]).run(from: first) }
    }

    private final class Box: @unchecked Sendable { weak var work: Work? }

    @Test("on rig Decade one number shakes, and standardising the column calms it and helps")
    func cause() throws {
        let table = try Self.plan(Self.names("standardise"), seeds: [0, 1, 2, 3], epochs: 60).run()
        let (base, cured) = (try #require(table.base), try #require(table.row(named: "standardise")))
        #expect(base.size > 0.15 && base.sharedPart > 0.1)
        #expect(base.centredSize < 0.4 * base.size)
        #expect(cured.ratio.mean < 0.3 && cured.betterIn == 4)
        #expect(cured.outcome == .works || cured.outcome == .helps)
        #expect(table.ranking == ["standardise"])
    }

    @Test("signs and order of the measured table hold on two of its seeds")
    func table() throws {
        let table = try Self.plan(
            Self.names("plateau", "lr/100", "batch x4", "dropout", "beta_2", "nadam"), epochs: 100
        ).run()
        let rows = Dictionary(uniqueKeysWithValues: table.rows.map { ($0.condition.name, $0) })
        func ratio(_ name: String) -> Double { rows[name]?.ratio.mean ?? .nan }
        func end(_ name: String) -> Double { rows[name]?.end ?? .nan }
        #expect(ratio("plateau") < 0.15 && end("plateau") < end("base"))
        #expect(ratio("batch x4") < 0.3 && end("batch x4") < end("base"))
        #expect(ratio("lr/100") < 0.05 && end("lr/100") > 1.2 * end("base"))
        #expect(ratio("dropout") < 0.05 && rows["dropout"]?.outcome == .dead)
        #expect(ratio("beta_2") > 0.4 && ratio("beta_2") < 1.1)
        #expect(ratio("nadam") > 1.2)
        #expect(ratio("plateau") < ratio("batch x4") && ratio("batch x4") < ratio("beta_2"))
    }

    @Test("what has no meaning for a training is left out by name, with the reason")
    func leftOut() throws {
        let plan = try Self.plan(Condition.full, seeds: [0], .rnn)
        let left = Dictionary(uniqueKeysWithValues: plan.leftOut.map { ($0.name, $0.reason) })
        #expect(left["beta_2"] == "SGD has no beta_2")
        #expect(left["dropout"] == "there is no hidden Dense layer")
        #expect(left["nadam"] == "the rule is SGD")
        #expect(left["standardise"]?.hasPrefix("inputs of shape") == true)
        #expect(plan.conditions.map(\.name).contains("clipnorm") && left["clipnorm"] == nil)
        let healthy = try Self.plan(Self.names("standardise", "lr/10"), seeds: [0], .healthy)
        #expect(healthy.leftOut == [.init(name: "standardise", reason: "the inputs are standardised already")])
        #expect(throws: Mistake.self) { try Self.plan(Self.names("beta_2"), seeds: [0], .rnn) }
    }

    @Test("conditions are the document's: their values stand in the setup")
    func values() throws {
        let base = try Rig(.decade).setup()
        let example = try Condition.named("example answer").applied(to: base)
        #expect(example.optimizer.summary == "Adam(lr=0.0001, beta_2=0.9995, clipvalue=1)")
        #expect(example.plateau?.summary == "ReduceLROnPlateau(factor=0.2, patience=5, min_lr=1e-5)")
        let all = try Condition.named("all six").applied(to: base)
        #expect(all.batchSize == 128)
        #expect(
            all.architecture.nodes.map(\.layer.kind) == ["dense", "dropout", "dense", "dropout", "dense"])
        let control = try Condition.named("batch x4, equal steps").applied(to: base)
        #expect(control.epochs == 400 && control.batchSize == 128)
        let average = try Condition.named("average").applied(to: base)
        #expect(average.optimizer.wrappers.average == .exponential(0.99))
        let warm = try Condition.named("warmup").applied(to: base)
        #expect(abs(warm.optimizer.rate.rate(at: 0) - 1e-5) < 1e-12 && warm.optimizer.rate.rate(at: 100) == 0.001)
        #expect(Condition.quick.count == 8 && Set(Condition.full.map(\.name)).count == 29)
    }

    @Test("asking for changes by keyword says what is wrong")
    func keywords() throws {
        #expect(
            try Change.named(["learning_rate": 1e-4, "plateau": true, "dropout": false]) == [
                .rate(1e-4), .plateau(factor: 0.2, patience: 5, minimum: 1e-5),
            ])
        #expect(throws: Mistake.self) { try Change.named(["learning": 1]) }
        #expect(throws: Mistake.self) { try Change.named(["plateau": 3]) }
        #expect(throws: Mistake.self) { try Change.named(["batch_size": 1.5]) }
        var setup = try Rig(.decade).setup()
        #expect(throws: Mistake.self) { try Change.rate(-1).apply(to: &setup) }
        #expect(throws: Mistake.self) { try Change.setting("beta_2", 1.5).apply(to: &setup) }
    }

    @Test("every rig makes rows that its network can be trained on")
    func rigs() throws {
        for rig in Rig.all {
            var setup = try rig.setup()
            setup.epochs = 4
            let parts = try rig.parts(seed: 1)
            let run = try setup.measured(on: parts, seed: 1, as: "base")
            #expect(run.losses.count == 4 || run.divergedIn != nil, "\(rig.summary)")
            #expect(parts.test.y.count >= 500)
        }
        #expect(try Rig(.tiny).parts(seed: 0).validation.y.count == 10)
        #expect(try Rig(.overfit).parts(seed: 0).train.y.count == 60)
        let decades = try Rig(.decade).parts(seed: 0).train.x.column(6)
        #expect(decades.allSatisfy { $0 > 190 && $0 <= 202.5 })
    }
}
