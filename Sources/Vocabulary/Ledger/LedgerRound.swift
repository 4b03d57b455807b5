public import Answers
public import Language
public import Ledger
import Parallel

/// Runs lines of the ledger, each in a session of its own, as if somebody had just opened the prompt.
public struct LedgerRound {
    private let registry: Registry

    /// A round with these words.
    public init(_ registry: Registry) { self.registry = registry }

    /// What came of each row, by id; rows that were not begun before the work was stopped are left out.
    public func outcomes(_ rows: [LedgerRow], work: Work) -> [String: LedgerBoard.Outcome] {
        let registry = registry
        let crew = rows.count > 1 ? Crew.cores : Crew(threads: 0)
        let found = crew.map(rows.count, work: work) {
            $0
        } look: { done in
            let next = rows[Swift.min(done, rows.count - 1)]
            work.report(Double(done) / Double(rows.count), "\(next.id) \(next.item)")
        } ended: { (_, _: LedgerBoard.Outcome) in
        } _: { own, number in
            LedgerRound.outcome(of: rows[number], registry, own)
        }
        var outcomes: [String: LedgerBoard.Outcome] = [:]
        for (row, outcome) in zip(rows, found) { outcomes[row.id] = outcome }
        return outcomes
    }

    /// The line, and then what has to be true.
    private static func outcome(of row: LedgerRow, _ registry: Registry, _ work: Work) -> LedgerBoard.Outcome {
        let session = Session(registry: registry, work: work)
        let start = ContinuousClock.now
        func seconds() -> Double {
            let (whole, rest) = (ContinuousClock.now - start).components
            return Double(whole) + Double(rest) * 1e-18
        }
        do {
            guard try !session.evaluate(row.code).wasInterrupted else { return .stopped }
            let check = try session.evaluate(row.check)
            guard !check.wasInterrupted else { return .stopped }
            guard check.value.repr == "True" else {
                return .failed("\(row.check) is \(check.value.brief)", seconds: seconds())
            }
            return .done(seconds: seconds())
        } catch {
            return .failed((error as? Diagnostic)?.mistake.problem ?? "\(error)", seconds: seconds())
        }
    }
}
