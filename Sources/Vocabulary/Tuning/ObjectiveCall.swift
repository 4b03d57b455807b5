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

    init(_ function: Value, space: SearchSpace?) {
        self.function = function
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
            throw Pruned()
        } catch is Interrupted {
            throw Stopped()
        }
        if let number = result.asNumber { return [number] }
        if let numbers = result.doubles { return numbers }
        throw Mistake(
            "the objective gave \(result.brief)", expected: "a number, or one for each objective", argument: "objective"
        ).raised(as: "TypeError")
    }
}

/// What `tune` leaves with a study, so that it can be walked through in steps and its best be trained. (A session is used by one
/// thread at a time.)
final class WatchedSearch: @unchecked Sendable {
    private let call: ObjectiveCall
    private let space: SearchSpace
    /// Where the function makes models.
    let models: ModelSearch?
    private unowned let study: Study
    private var walk: BayesianWalk?

    init(_ function: Value, _ space: SearchSpace, models: ModelSearch?, _ study: Study) {
        call = ObjectiveCall(function, space: space)
        (self.space, self.models, self.study) = (space, models, study)
    }

    /// Values, or what was thrown, for each of the trials.
    func values(
        _ trials: [OpenTrial], _ context: Context, isDone: (Int, Int) -> Void = { _, _ in }
    ) throws -> [Result<[Double], any Error>] {
        if let models { return try models.values(trials, study, context, isDone: isDone) }
        return trials.map { trial in Result { try call.values(trial, context) } }
    }

    func step(_ study: Study, _ context: Context) throws -> BayesianStep {
        let walk = try self.walk ?? BayesianWalk(study, space)
        self.walk = walk
        do {
            return try walk.step(work: context.work, reason: ObjectiveCall.reason) {
                try values([$0], context)[0].get()
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
    private let context: Context
    private let begun = StudyClock.now() ?? 0
    /// Trials of this session.
    private var done = 0

    /// - Parameter planned: how many trials there will be; nil where a rule ends it.
    init(_ study: Study, planned: Int?, _ context: Context) {
        (self.study, self.planned, self.context) = (study, planned, context)
    }

    /// A trial has ended.
    func ended(_ trial: Trial) {
        done += 1
        report(Double(done))
    }

    /// So many of the trainings of the trials under way have ended.
    func within(_ part: Int, of all: Int, trials: Int) {
        report(Double(done) + Double(part * trials) / Double(max(1, all)))
    }

    private func report(_ passed: Double) {
        context.work.report(
            {
                let fraction = planned.map { min(1, passed / Double(max($0, 1))) }
                let number = min(Int(passed) + 1, planned ?? .max)
                var progress = Progress(
                    fraction: fraction, note: "trial \(number)" + (planned.map { "/\($0)" } ?? ""))
                if let best = try? study.best(), let value = best.value { progress.detail = "best \(value.short(4))" }
                let seconds = (StudyClock.now() ?? 0) - begun
                if passed > 0, seconds > 0 {
                    let rate = passed / seconds
                    progress.speed = rate >= 1 ? "\(rate.short(3)) trials/s" : "\((rate * 60).short(3)) trials/min"
                }
                return progress
            }())
    }
}
