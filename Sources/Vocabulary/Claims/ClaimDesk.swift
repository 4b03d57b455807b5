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
    public var onSettled: ((ClaimForecast, Verdict) -> Void)?

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
            if verdict.brier != nil {
                forecasts[id] = nil
                settled[id] = verdict
                onSettled?(forecast, verdict)
            }
        } else {
            // Another look at a claim that was predicted shows the prediction again; the score stays what the first one brought.
            verdict.forecast = settled[id]?.forecast
        }
        verdicts[id] = verdict
        return verdict
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
