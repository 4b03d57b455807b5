import Answers
import Foundation
import Language
import Tuning

/// A call of a learner's objective, and what its outcome means for the trial.
///
/// A function whose parameters are the hyperparameters takes these; any other that can be called with one value takes them
/// as a dict, though its one parameter may have a hyperparameter's name.
struct ObjectiveCall {
    private let function: Value
    /// The objective takes hyperparameters by their names; else a dict, or without a space the trial.
    private let takesNames: Bool
    private let hasSpace: Bool
    /// Makes one number of several; nil leaves them.
    private let scalarized: Scalarized?

    /// How several values become one.
    struct Scalarized {
        let scalarization: Scalarization
        let directions: [Direction]
        /// The note on a trial that keeps what was made into one.
        static let note = "objectives"
    }

    init(_ function: Value, space: SearchSpace?, scalarized: Scalarized? = nil) {
        self.function = function
        self.scalarized = scalarized
        hasSpace = space != nil
        if let space, case .function(let own) = function {
            takesNames = own.takes(named: space.parameters.map(\.name))
        } else {
            takesNames = false
        }
    }

    /// What a failed trial keeps of an error.
    static func reason(_ error: any Error) -> String {
        (error as? Diagnostic)?.mistake.problem ?? Study.reason(error)
    }

    func values(_ trial: OpenTrial, _ context: Context) throws -> [Double] {
        let configuration = trial.configuration
        let result: Value
        do {
            if takesNames {
                let named = zip(configuration.names, configuration.settings).map { (name: $0, value: $1.asValue) }
                result = try context.call(function, [], named)
            } else {
                result = try context.call(function, [hasSpace ? configuration.asValue : Value.thing(trial)])
            }
        } catch let error as Diagnostic where error.mistake.exception == "TrialPruned" {
            throw TrialPruned()
        } catch is Interrupted {
            throw Stopped()
        }
        if let numbers = result.asNumber.map({ [$0] }) ?? result.doubles {
            guard let scalarized else { return numbers }
            let value = try scalarized.scalarization.value(of: numbers, scalarized.directions)
            try trial.setAttribute(.array(numbers.map { .number($0) }), Scalarized.note)
            return [value]
        }
        throw Mistake(
            "the objective gave \(result.brief), not a number", expected: "a number, or one for each objective",
            argument: "objective"
        ).raised(as: "TypeError")
    }
}

/// What `tune` leaves with a study, so that it can be walked through in steps and its best be trained. (A session is used by one
/// thread at a time.)
final class WatchedSearch: @unchecked Sendable {
    private let call: ObjectiveCall
    let space: SearchSpace
    /// Where the function makes models.
    let models: ModelSearch?
    private unowned let study: Study
    private var loop: BayesianLoop?

    init(
        _ function: Value, _ space: SearchSpace, models: ModelSearch?, scalarized: ObjectiveCall.Scalarized?,
        _ study: Study
    ) {
        call = ObjectiveCall(function, space: space, scalarized: scalarized)
        (self.space, self.models, self.study) = (space, models, study)
    }

    /// Tells the place of each of the trials, with its values or what was thrown.
    func values(
        _ trials: [OpenTrial], _ context: Context, isDone: (Int, Int) -> Void = { _, _ in },
        ended: (Int, Result<[Double], any Error>) throws -> Void
    ) throws {
        if let models { return try models.values(trials, study, context, isDone: isDone, ended: ended) }
        for (place, trial) in trials.enumerated() { try ended(place, Result { try call.values(trial, context) }) }
    }

    func step(_ study: Study, _ context: Context) throws -> BayesianStep {
        let loop = try self.loop ?? BayesianLoop(study, space)
        self.loop = loop
        do {
            return try loop.step(work: context.work, reason: ObjectiveCall.reason) {
                var result: Result<[Double], any Error> = .failure(Stopped())
                try values([$0], context) { result = $1 }
                return try result.get()
            }
        } catch is Stopped {
            throw Interrupted(partial: .thing(study))
        }
    }
}

/// The clock of studies.
enum StudyClock {
    /// Seconds since 1970.
    static let now: @Sendable () -> Double? = { Date().timeIntervalSince1970 }
}

/// Tells whoever watches how far a study has come: trials, the best so far, how fast they pass.
final class StudyWatch {
    private let study: Study
    private let planned: Int?
    /// Trials of earlier sessions, which the same count goes on with.
    private let earlier: Int
    private let context: Context
    private let begun = StudyClock.now() ?? 0
    /// Trials of this session.
    private var done = 0
    private var last: Trial?

    /// - Parameters:
    ///   - planned: how many trials there will be; nil where a rule ends it.
    ///   - earlier: how many there were before, where all are counted.
    init(_ study: Study, planned: Int?, after earlier: Int = 0, _ context: Context) {
        (self.study, self.planned, self.earlier, self.context) = (study, planned, earlier, context)
    }

    /// A trial has ended.
    func ended(_ trial: Trial) {
        done += 1
        last = trial
        report(Double(done))
    }

    /// So many of the trainings of the trials under way have ended.
    func within(_ part: Int, of all: Int, trials: Int) {
        report(Double(done) + Double(part * trials) / Double(max(1, all)))
    }

    private func report(_ passed: Double) {
        context.work.report(
            {
                let all = planned.map { earlier + $0 }
                let fraction = all.map { min(1, (Double(earlier) + passed) / Double(max($0, 1))) }
                let number = min(earlier + Int(passed) + 1, all ?? .max)
                var progress = Progress(fraction: fraction, note: "trial \(number)" + (all.map { "/\($0)" } ?? ""))
                if let best = study.best(with: last), let value = best.value {
                    progress.detail = "best \(value.short(4))"
                }
                let seconds = (StudyClock.now() ?? 0) - begun
                if passed > 0, seconds > 0 {
                    let rate = passed / seconds
                    progress.secondsLeft = planned.map { max(0, Double($0) - passed) / rate }
                    progress.speed = rate >= 1 ? "\(rate.short(3)) trials/s" : "\((rate * 60).short(3)) trials/min"
                }
                return progress
            }())
    }
}
