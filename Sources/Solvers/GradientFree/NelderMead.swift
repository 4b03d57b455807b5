import Answers
import Cards
import Optimizers

/// A simplex (in the plane a triangle) that rolls downhill by values alone: its worst corner is reflected, the simplex
/// stretches where that pays and contracts where it does not (Nelder & Mead 1965; the order of steps and the first
/// simplex are SciPy's).
///
/// One step is one reflection with what follows from it; the path is the best corner.
struct NelderMead: ValueSolver {
    /// Largest coordinate distance between corners at which it has converged, with `valueTolerance`.
    let pointTolerance: Double
    /// Largest difference of values between corners.
    let valueTolerance: Double
    /// Edge of the first simplex relative to the start's coordinates (absolute 0.00025 where one is 0).
    let size: Double
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "NelderMead", aliases: ["Simplex"], chapter: .values, summary: "a triangle that rolls downhill by values alone",
        formula: "x = c + α(c − worst),  α = 1, 2, ½ or −½;  else all corners move half-way to the best",
        source: "Nelder & Mead (1965), A simplex method for function minimization; SciPy 1.17", example: "NelderMead()",
        [
            Hyperparameter("xatol", .nonNegative, 1e-8, "distance of corners to stop at"),
            Hyperparameter("fatol", .nonNegative, 1e-8, "difference of values to stop at"),
            Hyperparameter("size", .positive, 0.05, "edge of the first triangle, relative"),
        ]
    ) { NelderMead($0) }

    init(_ settings: Settings) {
        pointTolerance = settings["xatol"]
        valueTolerance = settings["fatol"]
        size = settings["size"]
        summary = settings.call
    }

    /// The simplex goes wherever it rolls.
    var bounds: SearchBox? { nil }

    func asking(in box: SearchBox, from start: [Double], seed: UInt64, steps: Int) -> some AskTell {
        Simplex(self, start)
    }
}

/// n + 1 corners in n dimensions, and which question about them is open.
private struct Simplex: AskTell {
    private enum Asked {
        /// The value at the corner of this rank, while the first simplex or a shrunk one is filled in.
        case corner(Int)
        case reflection
        case expansion
        case outsideContraction
        case insideContraction
    }

    private let rules: NelderMead
    private let n: Int
    /// The corners' coordinates, one corner after another, and their values.
    private var corners: [Double]
    private var values: [Double]
    /// The corners' numbers, lowest value first.
    private var ranks: [Int]
    private var question = Asked.corner(0)
    private var isFirstSimplex = true
    /// Mean of all corners but the worst.
    private var centre: [Double]
    private var trial: [Double]
    private var reflected: [Double]
    private var reflectedValue = Double.nan
    private(set) var end: StopReason?

    init(_ rules: NelderMead, _ start: [Double]) {
        self.rules = rules
        n = start.count
        corners = start
        for axis in 0..<n {
            corners += start
            corners[(axis + 1) * n + axis] = start[axis] == 0 ? 0.005 * rules.size : start[axis] * (1 + rules.size)
        }
        values = [Double](repeating: .infinity, count: n + 1)
        ranks = Array(0...n)
        centre = start
        trial = start
        reflected = start
    }

    var place: [Double] { Array(corners[ranks[0] * n..<(ranks[0] + 1) * n]) }
    var value: Double? { values[ranks[0]] }

    mutating func ask(_ place: inout [Double]) {
        switch question {
        case .corner(let rank): for axis in 0..<n { trial[axis] = corners[ranks[rank] * n + axis] }
        case .reflection: aim(2, -1)
        case .expansion: aim(3, -2)
        case .outsideContraction: aim(1.5, -0.5)
        case .insideContraction: aim(0.5, 0.5)
        }
        for axis in 0..<n { place[axis] = trial[axis] }
    }

    /// At a·centre + b·worst corner.
    private mutating func aim(_ a: Double, _ b: Double) {
        let worst = ranks[n] * n
        for axis in 0..<n { trial[axis] = a * centre[axis] + b * corners[worst + axis] }
    }

    mutating func tell(_ value: Double) -> Bool {
        let (lowest, second, worst) = (values[ranks[0]], values[ranks[n - 1]], values[ranks[n]])
        switch question {
        case .corner(let rank):
            values[ranks[rank]] = value
            if rank < n {
                question = .corner(rank + 1)
                return rank == 0
            }
        case .reflection:
            if value < lowest {
                for axis in 0..<n { reflected[axis] = trial[axis] }
                reflectedValue = value
                question = .expansion
                return false
            }
            guard value < second else {
                reflectedValue = value
                question = value < worst ? .outsideContraction : .insideContraction
                return false
            }
            replaceWorst(trial, value)
        case .expansion:
            if value < reflectedValue { replaceWorst(trial, value) } else { replaceWorst(reflected, reflectedValue) }
        case .outsideContraction:
            guard value <= reflectedValue else { return shrink() }
            replaceWorst(trial, value)
        case .insideContraction:
            guard value < worst else { return shrink() }
            replaceWorst(trial, value)
        }
        return turn()
    }

    private mutating func replaceWorst(_ place: [Double], _ value: Double) {
        for axis in 0..<n { corners[ranks[n] * n + axis] = place[axis] }
        values[ranks[n]] = value
    }

    /// All corners move half-way to the best one; their values are asked for next.
    private mutating func shrink() -> Bool {
        let best = ranks[0] * n
        for rank in 1...n {
            let corner = ranks[rank] * n
            for axis in 0..<n {
                corners[corner + axis] = corners[best + axis] + 0.5 * (corners[corner + axis] - corners[best + axis])
            }
        }
        question = .corner(1)
        return false
    }

    /// Ranks the corners anew and aims at the next reflection.
    private mutating func turn() -> Bool {
        for rank in 1...n {
            var place = rank
            while place > 0, Simplex.isLower(values[ranks[place]], values[ranks[place - 1]]) {
                ranks.swapAt(place, place - 1)
                place -= 1
            }
        }
        for axis in 0..<n {
            var sum = 0.0
            for rank in 0..<n { sum += corners[ranks[rank] * n + axis] }
            centre[axis] = sum / Double(n)
        }
        question = .reflection
        if hasConverged { end = .met(.step(rules.pointTolerance)) }
        defer { isFirstSimplex = false }
        return !isFirstSimplex || end != nil
    }

    /// A NaN is the worst of all values.
    private static func isLower(_ a: Double, _ b: Double) -> Bool { a < b || (b.isNaN && !a.isNaN) }

    private var hasConverged: Bool {
        let best = ranks[0]
        for corner in 0...n where corner != best {
            guard abs(values[corner] - values[best]) <= rules.valueTolerance else { return false }
            for axis in 0..<n {
                let distance = abs(corners[corner * n + axis] - corners[best * n + axis])
                guard distance <= rules.pointTolerance else { return false }
            }
        }
        return true
    }
}
