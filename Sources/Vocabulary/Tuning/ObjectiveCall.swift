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

/// What `tune` leaves with a study, so that it can be walked through in steps. (A session is used by one thread at a time.)
final class WatchedSearch: @unchecked Sendable {
    private let call: ObjectiveCall
    private let space: SearchSpace
    private var walk: BayesianWalk?

    init(_ call: ObjectiveCall, _ space: SearchSpace) {
        self.call = call
        self.space = space
    }

    func step(_ study: Study, _ context: Context) throws -> BayesianStep {
        let walk = try self.walk ?? BayesianWalk(study, space)
        self.walk = walk
        do {
            return try walk.step(work: context.work, reason: ObjectiveCall.reason) { try call.values($0, context) }
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

extension Context {
    /// Tells whoever watches how far the study has come.
    func report(_ trial: Trial, of count: Int?, _ study: Study) {
        work.report(
            {
                let done = trial.number + 1
                var progress = Progress(
                    fraction: count.map { min(1, Double(done) / Double(max($0, 1))) },
                    note: "trial \(done)" + (count.map { "/\($0)" } ?? ""))
                if let best = try? study.best(), let value = best.value { progress.detail = "best \(value.short(4))" }
                return progress
            }())
    }
}
