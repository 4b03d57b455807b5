import Answers
import Claims
import Dispatch
import Language
import Testing

@testable import Vocabulary

@Suite("Claims of the documents are tested by experiments that run")
struct ClaimWordTests {
    private func session() -> Session { Session(registry: Vocabulary.registry) }

    private func verdict(_ line: String, _ session: Session) throws -> Verdict {
        try #require(try session.evaluate(line).value.asThing(Verdict.self))
    }

    @Test("every experiment gives numbers for its first seed", arguments: ["D0", "D1", "D2", "D3", "D4"])
    func everyExperimentRuns(_ document: String) throws {
        let court = Court.standard
        // Those that stand in this file; others share them.
        let own = court.claims(about: document).filter { $0.experiment?.owner == $0.id }
        for verdict in ClaimHearing(court, Vocabulary.registry, seed: 0, count: 1).verdicts(own, work: Work()) {
            #expect(verdict.fault == nil, "\(verdict.claim.id): \(verdict.fault?.problem ?? "")")
            #expect(!verdict.conditions.isEmpty, "\(verdict.claim.id)")
            for condition in verdict.conditions {
                #expect(!condition.name.contains(","), "\(verdict.claim.id): names stand in a row")
                #expect(
                    !condition.values.contains { !$0.isFinite },
                    "\(verdict.claim.id) \(condition.name) \(condition.values)"
                )
            }
        }
    }

    @Test func aLoneSpikeMovesAdamFartherWithALargerBeta2() throws {
        let verdict = try verdict("claim(\"D4.36\")", session())
        #expect(verdict.word == .refuted && verdict.seeds == [0])
        #expect(abs(verdict.conditions[0].effect - 2.0.squareRoot()) < 0.001, "√((1 − 0.999)/(1 − 0.9995))")
    }

    @Test func theSourceRunsAsItStandsAndGivesTheSame() throws {
        let session = session()
        let effect = try session.evaluate("c = claim(\"D4.36\")\nc.effect").value.asDouble
        let source = try #require(try session.evaluate("c.source").value.asText)
        #expect(try session.evaluate(source + "\n\nexperiment(0)").value.asDouble == effect)
    }

    @Test func nothingPassesBetweenTheExperimentAndTheLearner() throws {
        let session = session()
        _ = try session.evaluate("sqrt = 3\nlargest_step = 5\nseed(7)")
        #expect(try verdict("claim(\"D4.36\", seed=0)", session).word == .refuted)
        #expect(try session.evaluate("largest_step").value.asInt == 5)
        #expect(session["experiment"] == nil && session.seed == 7)
    }

    @Test func theSessionsSeedChoosesOthersAndTheSameGivesTheSame() throws {
        let session = session()
        let first = try verdict("claim(\"D4.17\", n=3, seed=4)", session)
        #expect(first.seeds == [4000, 4001, 4002])
        _ = try session.evaluate("seed(4)")
        #expect(try verdict("claim(\"D4.17\", n=3)", session).conditions == first.conditions)
        #expect(try verdict("claim(\"D4.17\", n=3, seed=5)", session).conditions != first.conditions)
    }

    @Test(arguments: [
        ("claim(\"D4.99\")", "there is no claim 'D4.99'"), ("claim(\"Q4.36\")", "there is no claim 'Q4.36'"),
        ("claim(\"\")", "there is no claim ''"), ("claim(\"momentum\")", "there is no claim 'momentum'"),
        ("claims(\"xyzzy\")", "no claim of the documents speaks of 'xyzzy'"),
    ])
    func whatIsNotThereIsSaid(_ line: String, _ problem: String) throws {
        let error = #expect(throws: Diagnostic.self) { try session().evaluate(line) }
        #expect(error?.mistake.problem == problem)
        #expect(error?.mistake.expected != nil && error?.mistake.suggestion != nil)
    }

    @Test func anUnknownIdNamesTheNearest() throws {
        let error = #expect(throws: Diagnostic.self) { try session().evaluate("claim(\"D4.63\")") }
        #expect(error?.mistake.expected == "D4.50, D4.49 or D4.48")
        let about = #expect(throws: Diagnostic.self) { try session().evaluate("claim(\"momentum\")") }
        #expect(about?.mistake.expected?.contains("D3.11") == true)
    }

    @Test func whatIsStoppedIsAPartThatSaysSo() throws {
        let session = Session.stoppedUnderWay()
        let outcome = try session.evaluate("claim(\"D4.17\", n=999)")
        #expect(outcome.wasInterrupted)
        let verdict = try #require(outcome.value.asThing(Verdict.self))
        #expect(verdict.isPartial && verdict.planned == 999 && verdict.seeds.count < 999)
        #expect(verdict.table(width: 80).contains("stopped after \(verdict.seeds.count) of 999 seeds"))
        session.work.reset()
        #expect(try session.evaluate("_.is_partial").value.repr == "True")
    }

    @Test func aPredictionIsScoredByTheVerdictThatFollows() throws {
        let session = session()
        _ = try session.evaluate("predict_claim(\"D4.36\", \"refuted\", sure=0.7)")
        var heard: [ClaimDesk.Settlement] = []
        session.claimDesk.onSettled = { heard.append($0) }
        let verdict = try verdict("claim(\"D4.36\")", session)
        #expect(abs((verdict.brier ?? .nan) - 0.12) < 1e-12, "(1 − 0.7)² + 3·0.1²")
        #expect(verdict.table(width: 100).contains("predicted: refuted 70 %"))
        #expect(heard.count == 1 && heard[0].expected == "refuted" && heard[0].came == "refuted")
        _ = try session.evaluate("claim(\"D4.36\")")
        #expect(heard.count == 1, "a second verdict scores nothing")
        let score = try #require(try session.evaluate("claims().score").value.asDouble)
        #expect(abs(score - 0.12) < 1e-12)
        #expect(
            try session.evaluate("claims(\"D4\")").value.asThing(ClaimsBoard.self)?.table(width: 120)
                .contains("refuted 70 % → 0.12") == true)
    }

    @Test func aPredictionOfWhatIsKnownIsNotCounted() throws {
        let session = session()
        _ = try session.evaluate("claim(\"D4.36\")")
        let outcome = try session.evaluate("predict_claim(\"D4.36\", \"refuted\", sure=1)")
        #expect(outcome.notes.contains { $0.contains("not counted") }, "\(outcome.notes)")
        #expect(try verdict("claim(\"D4.36\")", session).forecast == nil)
        #expect(try session.evaluate("claims().score").value.repr == "None")
    }

    @Test func aPartOfAnExperimentScoresNothing() throws {
        let session = Session.stoppedUnderWay()
        _ = try session.evaluate("predict_claim(\"D4.17\", {\"supported\": 0.9})")
        let verdict = try #require(try session.evaluate("claim(\"D4.17\", n=999)").value.asThing(Verdict.self))
        #expect(verdict.isPartial && verdict.brier == nil && verdict.forecast != nil)
        session.work.reset()
        #expect(try session.evaluate("claims().score").value.repr == "None")
    }

    @Test(
        arguments: [
            "predict_claim(\"D4.36\", \"wrong\")", "predict_claim(\"D4.36\", \"refuted\", sure=1.5)",
            "predict_claim(\"D4.36\", {\"refuted\": 0.9, \"supported\": 0.9})", "predict_claim(\"D4.36\", {})",
            "predict_claim(\"D4.36\", {\"wrong\": 0.5})", "predict_claim(\"D4.36\", {\"refuted\": \"much\"})",
            "predict_claim(\"D3.16\", \"refuted\")", "predict_claim(\"D9.1\", \"refuted\")",
            "predict_claim(\"D4.36\", {\"refuted\": 0.5}, sure=0.5)",
        ]) func whatIsNoPredictionIsRefused(_ line: String) throws
    {
        let error = #expect(throws: Diagnostic.self) { try session().evaluate(line) }
        #expect(error?.mistake.problem.isEmpty == false)
    }

    @Test func claimsAreDrawnByTheSeed() throws {
        let session = session()
        let ids = try session.evaluate("claims(draw=10, seed=3).ids").value.repr
        #expect(try session.evaluate("claims(draw=10, seed=3).ids").value.repr == ids)
        _ = try session.evaluate("seed(3)")
        #expect(try session.evaluate("claims(draw=10).ids").value.repr == ids)
        #expect(try session.evaluate("len(claims(\"D4\", draw=5).ids)").value.asInt == 5)
        #expect(throws: Diagnostic.self) { try session.evaluate("claims(draw=0)") }
    }

    @Test func theBoardKeepsWhatTheSessionHasRun() throws {
        let session = session()
        _ = try session.evaluate("claim(\"D4.36\")\nclaim(\"D3.16\")")
        let board = try #require(try session.evaluate("claims(\"D4\")").value.asThing(ClaimsBoard.self))
        #expect(board.run.map(\.claim.id) == ["D4.36"])
        #expect(board.table(width: 100).contains("D4.36  refuted"))
        let some = try #require(
            try session.evaluate("claims(\"iteratively\", run=True)").value.asThing(ClaimsBoard.self))
        #expect(Set(some.run.map(\.claim.id)) == ["D0.05", "D4.22"])
    }

    private func sessions(_ line: String, _ session: Session) throws -> SessionsVerdict {
        try #require(try session.evaluate(line).value.asThing(SessionsVerdict.self))
    }

    @Test func severalSessionsGiveWhatEachOfThemGivesAlone() throws {
        let session = session()
        let found = try sessions("claim(\"D2.20\", n=3, sessions=3, seed=7)", session)
        #expect(found.hearings.map(\.seed) == [7, 8, 9] && found.planned == 3 && !found.isPartial)
        for hearing in found.hearings {
            let alone = try verdict("claim(\"D2.20\", n=3, seed=\(hearing.seed))", session)
            #expect(alone.conditions == hearing.verdict.conditions && alone.seeds == hearing.verdict.seeds)
        }
        #expect(
            try session.evaluate("[v.n for v in claim(\"D2.20\", n=3, sessions=2).verdicts]").value.repr == "[3, 3]")
        #expect(try session.evaluate("sum(claim(\"D2.20\", sessions=4).shares.values())").value.asInt == 4)
    }

    @Test func whatIsExactIsHeardInOneSession() throws {
        let found = try sessions("claim(\"D4.36\", sessions=10)", session())
        #expect(found.hearings.count == 1 && found.planned == 1 && found.verdict == "refuted")
    }

    @Test func aClaimWithoutAnExperimentSaysWhyHoweverManySessions() throws {
        #expect(try verdict("claim(\"D3.16\", sessions=3)", session()).word == .noExperiment)
    }

    @Test(arguments: [
        "claim(\"D2.20\", sessions=0)", "claim(\"D2.20\", sessions=-3)", "claim(\"D2.20\", sessions=nan)",
        "claim(\"D2.20\", sessions=2.5)", "claim(\"D2.20\", sessions=inf)", "claim(\"D2.20\", sessions=1000)",
        "claims(\"D4\", run=\"quick\", sessions=0)", "claims(\"D4\", sessions=10)",
        "claims(\"D4\", run=False, sessions=10)",
    ]) func whatIsNoNumberOfSessionsIsRefused(_ line: String) throws {
        let error = #expect(throws: Diagnostic.self) { try session().evaluate(line) }
        #expect(error?.mistake.expected != nil, "\(error?.mistake.problem ?? "")")
    }

    @Test func theBoardHearsSeveralSessionsAndKeepsThem() throws {
        let session = session()
        let board = try #require(
            try session.evaluate("claims(\"logarithmic\", run=True, sessions=2)").value.asThing(ClaimsBoard.self))
        #expect(!board.repeated.isEmpty && board.repeated.allSatisfy { !$0.isPartial })
        #expect(board.table(width: 80).contains("heard with 2 sessions"))
        let later = try #require(try session.evaluate("claims()").value.asThing(ClaimsBoard.self))
        #expect(later.repeated.map(\.claim.id) == board.repeated.map(\.claim.id))
        let id = try #require(board.repeated.first?.claim.id)
        _ = try session.evaluate("claim(\"\(id)\")")
        let last = try #require(try session.evaluate("claims()").value.asThing(ClaimsBoard.self))
        #expect(last.bySession[id] == nil && last.verdicts[id] != nil, "the newest verdict stands on the board")
    }

    @Test func sessionsThatAreStoppedAreAPartThatSaysSo() throws {
        let session = Session.stoppedUnderWay()
        let outcome = try session.evaluate("claim(\"D4.17\", n=40, sessions=10)")
        #expect(outcome.wasInterrupted)
        let found = try #require(outcome.value.asThing(SessionsVerdict.self))
        #expect(found.isPartial && found.planned == 10 && found.whole.count < 10)
        #expect(found.summary.contains("stopped after \(found.whole.count) of 10 sessions"))
        session.work.reset()
        #expect(try session.evaluate("_.is_partial").value.repr == "True")
    }

    @Test func theFirstSessionScoresAPrediction() throws {
        let session = session()
        _ = try session.evaluate("predict_claim(\"D2.11\", \"refuted\", sure=0.7)")
        let found = try sessions("claim(\"D2.11\", sessions=2)", session)
        #expect(abs((found.hearings[0].verdict.brier ?? .nan) - 0.12) < 1e-12)
        let words = found.table(width: 100).split { $0.isWhitespace }.joined(separator: " ")
        #expect(words.contains("Brier score 0.12 by the first session"))
        #expect(abs((try session.evaluate("claims().score").value.asDouble ?? .nan) - 0.12) < 1e-12)
    }
}
