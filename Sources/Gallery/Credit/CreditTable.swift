public import Answers
public import Datasets
internal import Numbers
internal import RealModule

/// Loans of a made-up bank, of which the probability of default is known: two groups of customers, of whom one is known less well.
extension Table {
    /// `n` loans with P(default) = σ(s):
    ///
    /// s = −1.6 + 3·(debt − .35) + .8·late − .9·ln(income/40) − .06·(years − 6) + 1.2·[debt > .5 and years < 3] + .5 [group b].
    ///
    /// Income is written down as it is for group a; for group b it is written down with an error of e^(.6·N(0, 1)), so that a model knows less of
    /// them: a quarter of the customers.
    ///
    /// - Parameter n: how many, from 1.
    /// - Throws: `Mistake` for `n` below 1 or too large; `Stopped`.
    public static func credit(n: Int, seed: UInt64, work: Work = Work()) throws -> Table {
        guard n >= 1, n <= 10_000_000 else {
            throw Mistake("\(n.grouped) loans", expected: "from 1 to 10,000,000", argument: "n")
        }
        var stream = RandomStream(seed: seed, purpose: "loans")
        var columns: [[Double]] = [[], [], [], [], []]
        var (groups, defaults): ([String?], [Double]) = ([], [])
        var check = StopCheck(work)
        for _ in 0..<n {
            try check.pass(16)
            let isB = stream.uniform() < 0.25
            let income: Double = 40 * .exp(0.5 * stream.normal())
            let debt = Swift.min(0.95, Swift.max(0, 0.35 + 0.18 * stream.normal()))
            let late = Double((0..<4).count { _ in stream.uniform() < 0.2 })
            let years = (-6 * Double.log(1 - stream.uniform())).rounded()
            let age = (22 + years + 30 * stream.uniform()).rounded()
            let mistake: Double = .exp(0.6 * stream.normal())
            var score: Double = -1.6 + 3 * (debt - 0.35) + 0.8 * late
            score -= 0.9 * .log(income / 40) + 0.06 * (Swift.min(years, 20) - 6)
            if debt > 0.5, years < 3 { score += 1.2 }
            if isB { score += 0.5 }
            let probability = 1 / (1 + Double.exp(-score))
            defaults.append(stream.uniform() < probability ? 1 : 0)
            groups.append(isB ? "b" : "a")
            let row = [isB ? income * mistake : income, debt, late, years, age]
            for (place, value) in row.enumerated() { columns[place].append((value * 1000).rounded() / 1000) }
        }
        let names = ["income", "debt", "late", "years", "age"]
        return try Table(
            zip(names, columns).map { Column($0, numbers: $1) } + [
                Column("group", categories: groups), Column("default", numbers: defaults),
            ], name: "credit(n=\(n), seed=\(seed))", target: "default")
    }
}
