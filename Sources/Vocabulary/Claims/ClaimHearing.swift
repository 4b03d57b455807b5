import Answers
import Claims
import Language
import Parallel

/// Runs the experiments of claims, each seed a piece of work for a thread of its own.
struct ClaimHearing {
    private let court: Court
    private let registry: Registry
    private let seed: UInt64
    /// Seeds per experiment instead of its own number.
    private let count: Int?

    init(_ court: Court, _ registry: Registry, seed: UInt64, count: Int? = nil) {
        (self.court, self.registry, self.seed, self.count) = (court, registry, seed, count)
    }

    /// One seed of one experiment, which may serve several claims.
    private struct Piece {
        let experiment: Claim.Experiment
        let seed: Int
    }

    private struct Finding: Sendable {
        let result: Result<Verdict.Effects, Mistake>
        let seconds: Double
    }

    /// What comes of a piece; nil where it was stopped.
    private static func find(_ piece: Piece, in room: ClaimRoom) -> Finding? {
        let start = ContinuousClock.now
        let result: Result<Verdict.Effects, Mistake>
        do throws(Mistake) {
            guard let effects = try room.effects(piece.experiment, seed: piece.seed) else { return nil }
            result = .success(effects)
        } catch {
            result = .failure(error)
        }
        let (whole, rest) = (ContinuousClock.now - start).components
        return Finding(result: result, seconds: Double(whole) + Double(rest) * 1e-18)
    }

    /// The seeds that an experiment is run with: those of two session seeds have nothing in common.
    private func seeds(_ experiment: Claim.Experiment) -> [Int] {
        let first = Int(seed % 1_000_000_000) * 1000
        return (0..<planned(experiment)).map { first + $0 }
    }

    /// An exact experiment is run once, however many seeds are wanted.
    private func planned(_ experiment: Claim.Experiment) -> Int {
        experiment.seeds == 1 ? 1 : count ?? experiment.seeds
    }

    /// A verdict on each of the claims under the session seeds that follow each other from this one; when the work is stopped, on
    /// what was run by then. Exact experiments are run once.
    func verdicts(_ claims: [Claim], sessions: Int, work: Work) -> [SessionsVerdict] {
        var heard: [String: [SessionsVerdict.Hearing]] = [:]
        for number in 0..<sessions where number == 0 || !work.isCancelled {
            let own = seed &+ UInt64(number)
            let open = number == 0 ? claims : claims.filter { $0.experiment?.seeds != 1 }
            let hearing = ClaimHearing(court, registry, seed: own, count: count)
            for verdict in hearing.verdicts(open, work: work, session: (number, sessions))
            where number == 0 || verdict.hasRun {
                heard[verdict.claim.id, default: []].append(.init(seed: own, verdict))
            }
        }
        return claims.compactMap { heard[$0.id] }.compactMap { hearings in
            hearings.first.map { SessionsVerdict($0, Array(hearings.dropFirst()), sessions: sessions) }
        }
    }

    /// A verdict on each of the claims; when the work is stopped, on what was run by then.
    ///
    /// - Parameter session: which of how many it is, for the share done that is reported.
    func verdicts(_ claims: [Claim], work: Work, session: (number: Int, of: Int) = (0, 1)) -> [Verdict] {
        var owners: Set<String> = []
        let pieces = claims.compactMap(\.experiment).filter { owners.insert($0.owner).inserted }.flatMap { experiment in
            seeds(experiment).map { Piece(experiment: experiment, seed: $0) }
        }
        let (court, registry) = (court, registry)
        let crew = pieces.count > 1 ? Crew.cores : Crew(threads: 0)
        let findings = crew.map(pieces.count, work: work) {
            ClaimRoom(court, registry, work: $0)
        } look: { done in
            let next = pieces[Swift.min(done, pieces.count - 1)]
            let share = (Double(session.number) + Double(done) / Double(pieces.count)) / Double(session.of)
            work.report(share, "\(next.experiment.owner), seed \(next.seed)")
        } ended: { (_, _: Finding) in
        } _: { room, number in
            ClaimHearing.find(pieces[number], in: room)
        }
        var found: [String: [(seed: Int, finding: Finding)]] = [:]
        for (piece, finding) in zip(pieces, findings) {
            if let finding { found[piece.experiment.owner, default: []].append((piece.seed, finding)) }
        }
        return claims.map { verdict($0, $0.experiment.flatMap { found[$0.owner] } ?? []) }
    }

    private func verdict(_ claim: Claim, _ found: [(seed: Int, finding: Finding)]) -> Verdict {
        var runs: [(seed: Int, effects: Verdict.Effects)] = []
        var fault: Mistake?
        for (seed, finding) in found {
            switch finding.result {
            case .success(let effects): runs.append((seed, effects))
            case .failure(let mistake): fault = fault ?? mistake
            }
        }
        return Verdict(
            claim, in: court, runs: runs, planned: claim.experiment.map(planned) ?? 0, fault: fault,
            seconds: found.reduce(0) { $0 + $1.finding.seconds })
    }
}
