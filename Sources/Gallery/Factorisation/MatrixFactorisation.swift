public import Answers
internal import Numbers
internal import RealModule

/// A table of ratings as the product of two thin ones (Koren, Bell & Volinsky 2009), by alternating least squares (Zhou et al. 2008).
///
/// Minimises Σ over known (r − µ − u·v)² + λ(‖U‖² + ‖V‖²), µ the mean of the known ratings. With V held, each user's row of U is a ridge
/// regression with a closed form, and the other way round: no step can raise the objective.
public struct MatrixFactorisation: Sendable, Equatable {
    /// How many tastes a user has.
    public var rank: Int
    /// λ > 0: the weight of the squared tastes and traits in the objective.
    public var penalty: Double
    /// Times through both tables at most.
    public var sweeps: Int
    /// A sweep that lowers the objective by a smaller share ends it.
    public var tolerance = 1e-9
    /// First tables that are tried: of several ends the one with the smallest objective counts, for the objective has more than one valley.
    public var starts: Int
    /// Of the first tables.
    public var seed: UInt64

    /// - Throws: `Mistake` for a rank or a penalty out of range: without a penalty a user with fewer ratings than tastes has no answer.
    public init(rank: Int, penalty: Double = 1, sweeps: Int = 500, starts: Int = 5, seed: UInt64 = 0) throws {
        try Interval(1, 1000).whole.check(rank, "rank", standard: 3)
        try Interval.positive.check(penalty, "l2", standard: 1)
        try Interval(1, 1e6).whole.check(sweeps, "sweeps", standard: 500)
        try Interval(1, 1000).whole.check(starts, "starts", standard: 5)
        (self.rank, self.penalty, self.sweeps, self.starts, self.seed) = (rank, penalty, sweeps, starts, seed)
    }

    /// The tables of these ratings.
    ///
    /// - Throws: `Mistake` where the tables would not fit; `Stopped`.
    public func fit(_ ratings: Ratings, work: Work = Work()) throws -> FactorModel {
        try MemoryRoom.check(
            8 * Double(rank) * Double(ratings.users + ratings.items), for: "tables of rank \(rank)",
            try: { _ in "rank=3" })
        let mean = ratings.known.reduce(0) { $0 + $1.value } / Double(ratings.known.count)
        func grouped(_ count: Int, _ key: (Ratings.Entry) -> Int) -> [[Ratings.Entry]] {
            var groups = [[Ratings.Entry]](repeating: [], count: count)
            for entry in ratings.known { groups[key(entry)].append(entry) }
            return groups
        }
        let (ofUsers, ofItems) = (grouped(ratings.users, \.user), grouped(ratings.items, \.item))
        var best: FactorModel?
        for start in 0..<starts {
            let found = try descended(ratings, ofUsers, ofItems, mean, start, work)
            if best.map({ found.objective < $0.objective }) ?? true { best = found }
        }
        guard let best else { throw Stopped() }
        return best
    }

    /// From the first tables of one start until a sweep brings nothing.
    private func descended(
        _ ratings: Ratings, _ ofUsers: [[Ratings.Entry]], _ ofItems: [[Ratings.Entry]], _ mean: Double, _ start: Int,
        _ work: Work
    ) throws -> FactorModel {
        var stream = RandomStream(seed: seed, purpose: "factors", index: UInt64(start))
        var users = [Double](repeating: 0, count: ratings.users * rank)
        var items = (0..<ratings.items * rank).map { _ in stream.normal() / Double(rank).squareRoot() }
        var objectives: [Double] = []
        for sweep in 0..<sweeps {
            work.report(
                (Double(start) + Double(sweep) / Double(sweeps)) / Double(starts),
                "start \(start + 1), sweep \(sweep + 1)")
            try solve(&users, against: items, ofUsers, mean, work) { $0.item }
            try solve(&items, against: users, ofItems, mean, work) { $0.user }
            let model = FactorModel(
                settings: self, mean: mean, users: users, items: items, objectives: objectives, ratings: ratings)
            let objective = model.currentObjective
            let before = objectives.last
            objectives.append(objective)
            if let before, before - objective <= tolerance * before { break }
        }
        return FactorModel(
            settings: self, mean: mean, users: users, items: items, objectives: objectives, ratings: ratings)
    }

    /// Each row of one table by ridge regression on the rows of the other that it has ratings with: (AᵀA + λ)·x = Aᵀr.
    private func solve(
        _ rows: inout [Double], against others: [Double], _ groups: [[Ratings.Entry]], _ mean: Double, _ work: Work,
        _ other: (Ratings.Entry) -> Int
    ) throws {
        var check = StopCheck(work)
        for (place, group) in groups.enumerated() {
            try check.pass(rank * rank * (group.count + rank))
            var matrix = [Double](repeating: 0, count: rank * rank)
            var right = [Double](repeating: 0, count: rank)
            for entry in group {
                let base = other(entry) * rank
                for a in 0..<rank {
                    right[a] += others[base + a] * (entry.value - mean)
                    for b in 0...a { matrix[a * rank + b] += others[base + a] * others[base + b] }
                }
            }
            for a in 0..<rank {
                matrix[a * rank + a] += penalty
                for b in 0..<a { matrix[b * rank + a] = matrix[a * rank + b] }
            }
            let found = MatrixFactorisation.solved(&matrix, right)
            for a in 0..<rank { rows[place * rank + a] = found[a] }
        }
    }

    /// The solution of a positive definite system, by Cholesky's factors in place.
    private static func solved(_ matrix: inout [Double], _ right: [Double]) -> [Double] {
        let n = right.count
        var x = right
        for column in 0..<n {
            for row in column..<n {
                var sum = matrix[row * n + column]
                for k in 0..<column { sum -= matrix[row * n + k] * matrix[column * n + k] }
                // λ > 0 keeps every pivot above 0 but for rounding.
                matrix[row * n + column] =
                    row == column
                    ? Swift.max(sum, .leastNormalMagnitude).squareRoot() : sum / matrix[column * n + column]
            }
        }
        for row in 0..<n {
            for k in 0..<row { x[row] -= matrix[row * n + k] * x[k] }
            x[row] /= matrix[row * n + row]
        }
        for row in stride(from: n - 1, through: 0, by: -1) {
            for k in (row + 1)..<Swift.max(row + 1, n) { x[row] -= matrix[k * n + row] * x[k] }
            x[row] /= matrix[row * n + row]
        }
        return x
    }
}

extension MatrixFactorisation: Presentable {
    /// `matrix factorization`
    public static var kind: String { "matrix factorization" }
    /// `MatrixFactorization(rank=3, l2=1.0)`
    public var summary: String { "MatrixFactorization(rank=\(rank), l2=\(penalty.short()))" }
}

/// Two thin tables that have learnt ratings.
public struct FactorModel: Sendable {
    /// Rank, penalty and the rest that it was learnt with.
    public let settings: MatrixFactorisation
    /// µ: the mean of the known ratings, to which u·v is added.
    public let mean: Double
    /// A row of tastes for each user, row by row.
    public let users: [Double]
    /// A row of traits for each item.
    public let items: [Double]
    /// The objective after each sweep.
    public let objectives: [Double]
    let ratings: Ratings

    /// The rating of an item by a user.
    ///
    /// - Throws: `Mistake` for a user or an item that there is not.
    public func predict(user: Int, item: Int) throws -> Double {
        try Interval(0, Double(ratings.users - 1)).whole.check(user, "user")
        try Interval(0, Double(ratings.items - 1)).whole.check(item, "item")
        return value(user, item)
    }

    private func value(_ user: Int, _ item: Int) -> Double {
        var sum = mean
        for place in 0..<settings.rank {
            sum += users[user * settings.rank + place] * items[item * settings.rank + place]
        }
        return sum
    }

    /// Root mean squared error on some ratings; nan on none.
    public func error(on entries: [Ratings.Entry]) -> Double {
        let sum = entries.reduce(0) { sum, entry in
            let far = entry.value - value(entry.user, entry.item)
            return sum + far * far
        }
        return entries.isEmpty ? .nan : (sum / Double(entries.count)).squareRoot()
    }

    /// Root mean squared error on what it learnt from.
    public var knownError: Double { error(on: ratings.known) }
    /// Root mean squared error on what was kept back; nan where nothing was.
    public var hiddenError: Double { error(on: ratings.hidden) }

    /// Σ over known (r − µ − u·v)² + λ(‖U‖² + ‖V‖²) of these tables.
    var currentObjective: Double {
        let squares = ratings.known.reduce(0) { sum, entry in
            let far = entry.value - value(entry.user, entry.item)
            return sum + far * far
        }
        return squares + settings.penalty * (users.reduce(0) { $0 + $1 * $1 } + items.reduce(0) { $0 + $1 * $1 })
    }

    /// Σ over known (r − µ − u·v)² + λ(‖U‖² + ‖V‖²) after the last sweep.
    public var objective: Double { objectives.last ?? currentObjective }
}

extension FactorModel: Presentable {
    /// `factor model`
    public static var kind: String { "factor model" }

    /// `MatrixFactorization(rank=3, l2=1.0) after 25 sweeps: RMSE 0.25 on known ratings, 0.41 on hidden ones`
    public var summary: String {
        "\(settings.summary) after \(Phrase.count(objectives.count, "sweep")): RMSE \(knownError.short()) on known ratings"
            + (ratings.hidden.isEmpty ? "" : ", \(hiddenError.short()) on hidden ones")
    }

    /// The same, beside the mean alone and the noise.
    public var sentence: String {
        guard !ratings.hidden.isEmpty else { return summary + "." }
        let flat = ratings.hidden.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) }
        let alone = (flat / Double(ratings.hidden.count)).squareRoot()
        return summary + ". The mean alone has \(alone.short())"
            + (ratings.noise.map { ", and the noise is \($0.short())." } ?? ".")
    }

    /// Objective, sweeps and errors.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "objective": .number(objective), "sweeps": .integer(objectives.count),
            "known": .number(knownError), "hidden": .number(hiddenError),
        ])
    }
}
