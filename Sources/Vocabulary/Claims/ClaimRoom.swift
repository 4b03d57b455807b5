import Answers
import Claims
import Language

/// Where experiments on claims run: a session of their own that may only compute, with the helpers of all files. Nothing of
/// the learner's reaches them, and nothing of theirs stays with the learner.
final class ClaimRoom {
    private let court: Court
    private let session: Session
    /// What the helpers that were run have defined.
    private var helpers: [String: Value] = [:]
    private var ready: Set<String> = []
    /// The claim whose experiment is defined.
    private var current: String?

    /// - Parameter work: stops what runs here.
    init(_ court: Court, _ registry: Registry, work: Work) {
        self.court = court
        session = Session(registry: registry, work: work)
    }

    /// The effects of one seed; nil where it was stopped.
    ///
    /// - Throws: a `Mistake` where the experiment fails or gives no numbers.
    func effects(_ experiment: Claim.Experiment, seed: Int) throws(Mistake) -> Verdict.Effects? {
        if current != experiment.owner {
            current = nil
            session.variables = helpers
            for (name, helper) in court.helpers(for: experiment) where !ready.contains(name) {
                guard try run(helper.code) != nil else { return nil }
                helpers = session.variables
                ready.insert(name)
            }
            guard try run(experiment.code) != nil else { return nil }
            current = experiment.owner
        }
        session.randomness = Randomness(seed: UInt64(seed))
        guard let value = try run("experiment(\(seed))") else { return nil }
        return try effects(of: value)
    }

    /// - Returns: nil where it was stopped.
    private func run(_ code: String) throws(Mistake) -> Value? {
        do {
            let outcome = try session.evaluate(code)
            return outcome.wasInterrupted ? nil : outcome.value
        } catch {
            throw (error as? Diagnostic)?.mistake ?? Mistake("\(error)")
        }
    }

    private func effects(of value: Value) throws(Mistake) -> Verdict.Effects {
        if let number = value.asNumber { return [("", number)] }
        if case .dict(let conditions) = value, conditions.count > 0 {
            var effects: Verdict.Effects = []
            for (name, effect) in conditions.entries {
                guard let number = effect.asNumber else { throw unusable(effect) }
                effects.append((name.asText ?? name.brief, number))
            }
            return effects
        }
        throw unusable(value)
    }

    private func unusable(_ value: Value) -> Mistake {
        Mistake("experiment(seed) gave \(value.brief)", expected: "a number, or a dict of conditions and numbers")
    }
}
