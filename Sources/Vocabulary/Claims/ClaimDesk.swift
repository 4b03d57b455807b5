public import Claims
public import Language

/// What one session has predicted and found out about claims.
public final class ClaimDesk {
    /// By id, the newest verdict.
    public private(set) var verdicts: [String: Verdict] = [:]
    /// By id, what was predicted and has no verdict yet.
    public private(set) var forecasts: [String: ClaimForecast] = [:]
    /// By id, the first verdict after a prediction: the one that scores it.
    public private(set) var settled: [String: Verdict] = [:]
    /// Hears of each prediction that was scored, to keep it for a learner.
    public var onSettled: ((Settlement) -> Void)?
    /// By id, the newest verdict over several sessions; none where a single one came later.
    public private(set) var bySession: [String: SessionsVerdict] = [:]

    /// A prediction and what came, as a learner's record has them.
    public struct Settlement {
        /// The claim's id.
        public let id: String
        /// The side that was held to be likeliest: `refuted`.
        public let expected: String
        /// Its probability, 0…1.
        public let probability: Double
        /// The side on which the claim came out.
        public let came: String
    }

    /// Nothing has been predicted, nothing found out.
    public init() {}

    /// Takes a prediction down; until the verdict comes it may be changed.
    func expect(_ forecast: ClaimForecast) { forecasts[forecast.claim.id] = forecast }

    /// Keeps a verdict.
    ///
    /// - Returns: the verdict with the prediction that was made of it.
    @discardableResult
    func keep(_ verdict: Verdict) -> Verdict {
        guard verdict.claim.experiment != nil else { return verdict }
        var verdict = verdict
        let id = verdict.claim.id
        if let forecast = forecasts[id] {
            verdict.forecast = forecast
            if verdict.brier != nil, let side = verdict.word.side {
                forecasts[id] = nil
                settled[id] = verdict
                let (favourite, share) = forecast.favourite
                onSettled?(
                    Settlement(id: id, expected: favourite.rawValue, probability: share, came: side.rawValue))
            }
        } else {
            // Another look at a claim that was predicted shows the prediction again; the score stays what the first one brought.
            verdict.forecast = settled[id]?.forecast
        }
        verdicts[id] = verdict
        bySession[id] = nil
        return verdict
    }

    /// Keeps a verdict over several sessions. The first of them is the one that scores a prediction, as it does alone.
    ///
    /// - Returns: the verdict with the prediction that was made of it.
    @discardableResult
    func keep(_ verdict: SessionsVerdict) -> SessionsVerdict {
        let kept = verdict.with(first: keep(verdict.hearings[0].verdict))
        bySession[kept.claim.id] = kept
        return kept
    }
}

extension Session {
    /// What this session has predicted and found out about claims.
    public var claimDesk: ClaimDesk { kept(ClaimDesk.self) { ClaimDesk() } }
}

extension Context {
    /// What this session has predicted and found out about claims.
    var claimDesk: ClaimDesk { session.claimDesk }
}
