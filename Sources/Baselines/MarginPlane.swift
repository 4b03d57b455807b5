public import Answers
public import Datasets

/// A plane between two kinds of rows whose margin is soft: linear support vector classification (Fan, Chang, Hsieh, Wang & Lin 2008).
///
/// Minimises ½|w|² + Σ Cᵢ·max(0, 1 − yᵢ·w·xᵢ)², or the same without the square. The constant is the weight of a column of its own, so
/// that it is penalised as the slopes are.
public struct MarginPlane: Sendable {
    /// What a row within the margin costs.
    public enum Loss: String, Sendable, CaseIterable {
        /// max(0, 1 − y·w·x)
        case hinge
        /// Its square.
        case squaredHinge = "squared_hinge"
    }

    /// The slopes, and the constant's at the end where there is one.
    public private(set) var weights: [Double]
    /// The passes or steps that it took.
    public private(set) var steps = 0
    /// Whether it came to the optimum within them.
    public private(set) var isConverged = false

    private let rows: [Double]
    private let count: Int
    private let signs: [Double]
    private let costs: [Double]
    private var width: Int { weights.count }

    /// - Parameters:
    ///   - signs: 1 and −1, one for each row.
    ///   - costs: C of each row.
    ///   - column: what the constant's column holds; nil for no constant.
    public init(_ design: Design, signs: [Double], costs: [Double], column: Double?) {
        (self.signs, self.costs, count) = (signs, costs, design.count)
        weights = [Double](repeating: 0, count: design.width + (column == nil ? 0 : 1))
        guard let column else {
            rows = design.values
            return
        }
        rows = (0..<design.count).flatMap { row in
            design.values[row * design.width..<(row + 1) * design.width] + [column]
        }
    }

    private func product(_ row: Int, _ vector: [Double]) -> Double {
        var sum = 0.0
        for place in 0..<width { sum += rows[row * width + place] * vector[place] }
        return sum
    }

    private func add(_ factor: Double, _ row: Int, to vector: inout [Double]) {
        for place in 0..<width { vector[place] += factor * rows[row * width + place] }
    }

    /// Finds the plane.
    ///
    /// - Throws: `Stopped`.
    public mutating func solve(_ loss: Loss, mostSteps: Int, work: Work) throws {
        switch loss {
        case .squaredHinge: try newton(mostSteps, work)
        case .hinge: try descend(mostSteps, work)
        }
    }

    // MARK: The square: Newton's steps

    private func objective(_ vector: [Double]) -> Double {
        var sum = vector.reduce(0) { $0 + $1 * $1 } / 2
        for row in 0..<count {
            let gap = 1 - signs[row] * product(row, vector)
            if gap > 0 { sum += costs[row] * gap * gap }
        }
        return sum
    }

    /// The second derivative counts the rows within the margin alone (Keerthi & DeCoste 2005); conjugate gradients solve with it.
    private mutating func newton(_ most: Int, _ work: Work) throws {
        var value = objective(weights)
        while steps < most {
            if work.isCancelled { throw Stopped() }
            var gradient = weights
            var active: [Int] = []
            for row in 0..<count {
                let gap = 1 - signs[row] * product(row, weights)
                guard gap > 0 else { continue }
                active.append(row)
                add(-2 * costs[row] * signs[row] * gap, row, to: &gradient)
            }
            let size = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard size > 1e-10 * Swift.max(1, value) else {
                isConverged = true
                return
            }
            steps += 1
            let step = try direction(gradient, active, work)
            let slope = zip(gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
            var share = 1.0
            var next = zip(weights, step).map { $0 + $1 }
            var found = objective(next)
            while found > value + 1e-4 * share * slope, share > 1e-12 {
                if work.isCancelled { throw Stopped() }
                share /= 2
                next = zip(weights, step).map { $0 + share * $1 }
                found = objective(next)
            }
            // Where rounding is all that is left, the optimum is reached; not where numbers have overflowed.
            guard found < value else {
                isConverged = found.isFinite && size.isFinite
                return
            }
            (weights, value) = (next, found)
        }
    }

    /// −H⁻¹·g by conjugate gradients, with H = 1 + 2·Σ C·x·xᵀ over the rows within the margin.
    private func direction(_ gradient: [Double], _ active: [Int], _ work: Work) throws -> [Double] {
        var found = [Double](repeating: 0, count: width)
        var rest = gradient.map { -$0 }
        var along = rest
        var square = rest.reduce(0) { $0 + $1 * $1 }
        let border = square * 1e-20
        for _ in 0..<Swift.min(10_000, 4 * width + 20) where square > border {
            if work.isCancelled { throw Stopped() }
            var curved = along
            for row in active { add(2 * costs[row] * product(row, along), row, to: &curved) }
            let share = square / zip(along, curved).reduce(0) { $0 + $1.0 * $1.1 }
            for place in 0..<width {
                found[place] += share * along[place]
                rest[place] -= share * curved[place]
            }
            let next = rest.reduce(0) { $0 + $1 * $1 }
            let turn = next / square
            for place in 0..<width { along[place] = rest[place] + turn * along[place] }
            square = next
        }
        return found
    }

    // MARK: Without the square: one multiplier at a time

    /// Dual coordinate descent (Hsieh, Chang, Lin, Keerthi & Sundararajan 2008), row after row.
    private mutating func descend(_ most: Int, _ work: Work) throws {
        let squares = (0..<count).map { row in
            (0..<width).reduce(0) { $0 + rows[row * width + $1] * rows[row * width + $1] }
        }
        var multipliers = [Double](repeating: 0, count: count)
        while steps < most {
            if work.isCancelled { throw Stopped() }
            steps += 1
            var worst = 0.0
            for row in 0..<count where squares[row] > 0 {
                let slope = signs[row] * product(row, weights) - 1
                let old = multipliers[row]
                let new = Swift.min(costs[row], Swift.max(0, old - slope / squares[row]))
                let violation = old <= 0 ? Swift.min(0, slope) : old >= costs[row] ? Swift.max(0, slope) : slope
                worst = Swift.max(worst, violation.magnitude)
                guard new != old else { continue }
                multipliers[row] = new
                add((new - old) * signs[row], row, to: &weights)
            }
            guard worst > 1e-8 else {
                isConverged = true
                return
            }
        }
    }
}
