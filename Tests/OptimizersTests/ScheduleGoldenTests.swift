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

    private struct NoSuchSchedule: Error { let name: String }

    private static func schedule(for item: ScheduleGolden.Case) throws -> any Schedule {
        if item.name.hasPrefix("pytorch/") { return try pytorch(item) }
        if item.name.hasPrefix("keras/") { return try keras(item) }
        return try optax(item)
    }

    private static func family(_ item: ScheduleGolden.Case) -> String {
        let last = item.name.split(separator: "/").last ?? ""
        return String(last.split(separator: "-").first ?? "")
    }

    private static func pytorch(_ c: ScheduleGolden.Case) throws -> any Schedule {
        switch family(c) {
        case "StepLR": return try StepDecay(c.baseLR, stepSize: c.steps("stepSize"), gamma: c.number("gamma"))
        case "MultiStepLR":
            return try MultiStepDecay(c.baseLR, milestones: c.stepList("milestones"), gamma: c.number("gamma"))
        case "ConstantLR":
            return try ConstantFactor(c.baseLR, factor: c.number("factor"), totalIters: c.steps("totalIters"))
        case "ExponentialLR": return try ExponentialDecay(c.baseLR, decaySteps: 1, decayRate: c.number("gamma"))
        case "CosineAnnealingLR":
            return try CosineAnnealing(c.baseLR, tMax: c.steps("tMax"), etaMin: c.number("etaMin"))
        case "CosineAnnealingWarmRestarts":
            return try WarmRestarts(
                c.baseLR, t0: c.steps("t0"), tMult: c.steps("tMult"), etaMin: c.number("etaMin"))
        case "OneCycleLR":
            return try OneCycle(
                c.number("maxLR"), totalSteps: c.steps("totalSteps"), pctStart: c.number("pctStart"),
                anneal: c.options["anneal"] == "linear" ? .linear : .cos, baseMomentum: c.number("baseMomentum"),
                maxMomentum: c.number("maxMomentum"), divFactor: c.number("divFactor"),
                finalDivFactor: c.number("finalDivFactor"), threePhase: c.flag("threePhase"))
        case "CyclicLR":
            let mode = try #require(CyclicRate.Mode(rawValue: c.options["mode"] ?? ""))
            return try CyclicRate(
                c.number("baseLR"), maxRate: c.number("maxLR"), stepSizeUp: c.steps("stepSizeUp"),
                stepSizeDown: c.steps("stepSizeDown"), mode: mode, gamma: c.number("gamma"),
                baseMomentum: c.number("baseMomentum"), maxMomentum: c.number("maxMomentum"))
        case "LinearLR":
            return try LinearRamp(
                c.baseLR, startFactor: c.number("startFactor"), endFactor: c.number("endFactor"),
                totalIters: c.steps("totalIters"))
        case "PolynomialLR":
            return try PolynomialDecay(
                c.baseLR, decaySteps: c.steps("totalIters"), end: 0, power: c.number("power"))
        case "SequentialLR":
            return try JoinedSchedule(
                [
                    LinearRamp(c.baseLR, startFactor: c.number("startFactor"), totalIters: c.steps("warmup")),
                    CosineAnnealing(c.baseLR, tMax: c.steps("tMax"), etaMin: c.number("etaMin")),
                ], boundaries: c.stepList("milestones"))
        default: throw NoSuchSchedule(name: c.name)
        }
    }

    private static func keras(_ c: ScheduleGolden.Case) throws -> any Schedule {
        switch family(c) {
        case "CosineDecay":
            return try CosineDecay(
                c.baseLR, decaySteps: c.steps("decaySteps"), alpha: c.number("alpha"),
                warmupTarget: c.hyperparameters["warmupTarget"], warmupSteps: max(0, c.steps("warmupSteps")))
        case "CosineDecayRestarts":
            return try CosineDecayRestarts(
                c.baseLR, firstDecaySteps: c.steps("firstDecaySteps"), tMul: c.number("tMul"),
                mMul: c.number("mMul"), alpha: c.number("alpha"))
        case "ExponentialDecay":
            return try ExponentialDecay(
                c.baseLR, decaySteps: c.steps("decaySteps"), decayRate: c.number("decayRate"),
                staircase: c.flag("staircase"))
        case "InverseTimeDecay":
            return try InverseTimeDecay(
                c.baseLR, decaySteps: c.steps("decaySteps"), decayRate: c.number("decayRate"),
                staircase: c.flag("staircase"))
        case "PolynomialDecay":
            return try PolynomialDecay(
                c.baseLR, decaySteps: c.steps("decaySteps"), end: c.number("endLR"), power: c.number("power"),
                cycle: c.flag("cycle"))
        case "PiecewiseConstantDecay":
            return try PiecewiseConstantDecay(boundaries: c.stepList("boundaries"), values: c.list("values"))
        default: throw NoSuchSchedule(name: c.name)
        }
    }

    private static func optax(_ c: ScheduleGolden.Case) throws -> any Schedule {
        switch family(c) {
        case "warmup_cosine_decay":
            return try JoinedSchedule.warmupCosine(
                initial: c.number("initValue"), peak: c.number("peakValue"), warmupSteps: c.steps("warmupSteps"),
                decaySteps: c.steps("decaySteps"), end: c.number("endValue"), exponent: c.number("exponent"))
        case "cosine_decay":
            return try CosineDecay(
                c.number("initValue"), decaySteps: c.steps("decaySteps"), alpha: c.number("alpha"),
                exponent: c.number("exponent"))
        case "exponential_decay":
            return try ExponentialDecay(
                c.number("initValue"), decaySteps: c.steps("transitionSteps"), decayRate: c.number("decayRate"),
                staircase: c.flag("staircase"), begin: c.steps("transitionBegin"), end: c.hyperparameters["endValue"])
        case "polynomial", "linear":
            return try PolynomialDecay(
                c.number("initValue"), decaySteps: c.steps("transitionSteps"), end: c.number("endValue"),
                power: c.hyperparameters["power"] ?? 1, begin: c.steps("transitionBegin"))
        case "warmup_exponential_decay":
            return try JoinedSchedule.warmupExponential(
                initial: c.number("initValue"), peak: c.number("peakValue"), warmupSteps: c.steps("warmupSteps"),
                transitionSteps: c.steps("transitionSteps"), decayRate: c.number("decayRate"))
        case "cosine_onecycle":
            return try InterpolatedSchedule.oneCycle(
                steps: c.steps("transitionSteps"), peak: c.number("peakValue"), pctStart: c.number("pctStart"),
                divFactor: c.number("divFactor"), finalDivFactor: c.number("finalDivFactor"))
        case "piecewise_constant":
            return try PiecewiseConstantDecay(
                initial: c.baseLR, boundaries: c.stepList("boundaries"), scales: c.list("scales"))
        default: throw NoSuchSchedule(name: c.name)
        }
    }
}
