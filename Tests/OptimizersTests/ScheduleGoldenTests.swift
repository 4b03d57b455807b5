import Cards
import Optimizers
import Testing

@Suite("Schedules agree with PyTorch, Keras and optax")
struct ScheduleGoldenTests {
    @Test("every golden schedule is reproduced to 1e-10, rate and momentum")
    func rates() throws {
        let golden = try ScheduleGolden.load()
        #expect(golden.schedules.count >= 37)
        var compared = 0
        for item in golden.schedules {
            let schedule = try Self.schedule(for: item)
            for pair in item.values {
                let found = schedule.rate(at: Int(pair[0]))
                let gap = abs(found - pair[1])
                // Where a framework's recursion should reach an exact zero it leaves a rounding of the base rate.
                #expect(
                    gap <= 1e-10 * abs(pair[1]) || gap <= 1e-17,
                    "\(item.name) step \(Int(pair[0])): \(found) instead of \(pair[1])")
                compared += 1
            }
            for pair in item.momentum {
                let found = try #require(schedule.momentum(at: Int(pair[0])), "\(item.name) cycles no momentum")
                #expect(
                    abs(found - pair[1]) <= 1e-10 * abs(pair[1]),
                    "\(item.name) momentum at step \(Int(pair[0])): \(found) instead of \(pair[1])")
                compared += 1
            }
        }
        #expect(compared > 2000)
    }

    @Test("ReduceLROnPlateau decides as Keras and PyTorch do, epoch for epoch")
    func plateau() throws {
        let golden = try ScheduleGolden.load()
        for item in golden.plateau {
            let counting: ReduceLROnPlateau.Counting =
                item.framework == "Keras"
                ? .keras(minDelta: item.number("minDelta"))
                : .pytorch(
                    threshold: item.number("threshold"), isRelative: item.options["thresholdMode"] == "rel",
                    eps: item.number("eps"))
            let rule = try ReduceLROnPlateau(
                factor: item.number("factor"), patience: Int(item.number("patience")),
                mode: item.options["mode"] == "max" ? .max : .min, cooldown: Int(item.number("cooldown")),
                minimumRate: item.number("minLR"), counting: counting)
            var state = rule.start(rate: item.initialLR)
            var dropped: [Double] = []
            var rates: [Double] = []
            for (epoch, value) in golden.sequence(item.sequence).enumerated() {
                if rule.observe(value, &state) { dropped.append(Double(epoch)) }
                rates.append(state.rate)
            }
            #expect(dropped == item.reducedAfterEpoch, "\(item.name)")
            #expect(rates.count == item.lrAfter.count, "\(item.name)")
            for (epoch, pair) in zip(rates, item.lrAfter).enumerated() {
                #expect(abs(pair.0 - pair.1) <= 1e-12 * pair.1, "\(item.name) epoch \(epoch): \(pair.0), not \(pair.1)")
            }
        }
    }

    @Test("EarlyStopping stops at Keras's epoch and keeps Keras's weights")
    func earlyStopping() throws {
        let golden = try ScheduleGolden.load()
        for item in golden.earlyStopping {
            let rule = try EarlyStopping(
                patience: Int(item.number("patience")), minDelta: item.number("minDelta"),
                mode: item.options["mode"] == "max" ? .max : .min, baseline: item.hyperparameters["baseline"],
                restoreBestWeights: item.number("restoreBestWeights") == 1,
                startFromEpoch: Int(item.number("startFromEpoch")))
            var state = rule.start()
            var weights = 0
            var kept: Int?
            var epochs = 0
            for (epoch, value) in golden.sequence(item.sequence).enumerated() {
                weights = epoch
                epochs = epoch + 1
                let decision = rule.observe(value, epoch: epoch, &state)
                if decision == .keepWeights { kept = epoch }
                if decision == .stop { break }
            }
            if rule.restoreBestWeights { weights = kept ?? weights }
            let expected = item.result
            #expect((state.stoppedEpoch != nil ? 1 : 0) == expected["stopped"], "\(item.name) stopped")
            #expect(Double(state.stoppedEpoch ?? 0) == expected["stoppedEpoch"], "\(item.name) stoppedEpoch")
            #expect(Double(epochs) == expected["epochsRun"], "\(item.name) epochsRun")
            #expect(Double(state.bestEpoch) == expected["bestEpoch"], "\(item.name) bestEpoch")
            #expect(state.best == expected["best"], "\(item.name) best")
            #expect(Double(weights) == expected["weightsFromEpoch"], "\(item.name) weights")
        }
    }

    /// The golden files' spellings that are not the framework's own in other letters.
    private static let spellings = [
        "tMax": "T_max", "t0": "T_0", "tMult": "T_mult", "maxLR": "max_lr", "baseLR": "base_lr",
        "endLR": "end_learning_rate", "anneal": "anneal_strategy",
    ]

    /// The schedule under its framework's name with its framework's keywords.
    private static func schedule(for item: ScheduleGolden.Case) throws -> Schedule {
        if item.schedule == "SequentialLR" { return try sequential(item) }
        let card = try #require(Schedule.cards.first { $0.name == item.schedule }, "\(item.schedule) is missing")
        var given: [String: Hyperparameter.Value] = [:]
        for (key, value) in item.hyperparameters { given[keyword(key)] = .number(value) }
        for (key, value) in item.options { given[keyword(key)] = .text(value) }
        for (key, value) in item.arrays { given[keyword(key)] = .numbers(value) }
        let first = card.hyperparameters[0]
        if given[first.name] == nil, case .number = first.kind { given[first.name] = .number(item.baseLR) }
        return try card.make(given)
    }

    private static func keyword(_ key: String) -> String {
        spellings[key] ?? String(key.flatMap { $0.isUppercase ? "_" + $0.lowercased() : String($0) })
    }

    private static func sequential(_ c: ScheduleGolden.Case) throws -> Schedule {
        let ramp = try Schedule(
            "LinearLR",
            [
                "learning_rate": .number(c.baseLR), "start_factor": .number(c.number("startFactor")),
                "total_iters": .number(c.number("warmup")),
            ])
        let cosine = try Schedule(
            "CosineAnnealingLR",
            [
                "learning_rate": .number(c.baseLR), "T_max": .number(c.number("tMax")),
                "eta_min": .number(c.number("etaMin")),
            ])
        return try Schedule(
            "join", ["schedules": .things([ramp, cosine]), "boundaries": .numbers(c.list("milestones"))])
    }
}
