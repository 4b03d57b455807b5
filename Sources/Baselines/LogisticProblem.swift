public import Answers
public import Datasets
internal import RealModule

/// Logistic regression: the probability of every class is e to a plane of its own, over the sum of them; of two classes one plane
/// is enough.
///
/// Minimises Σ fᵢ·(−ln p(classᵢ)) + ½·penalty·Σw² by Newton's steps, whose equations conjugate gradients solve with products of the
/// second derivative alone (Lin, Weng & Keerthi 2008). Constants are not penalised.
public struct LogisticProblem {
    private let design: Design
    private let places: [Int]
    private let factors: [Double]
    private let planes: Int
    private let hasIntercept: Bool
    /// The factor of ½Σw².
    private let penalty: Double
    private var numbers: [Double]
    private var width: Int { design.width + 1 }

    /// - Parameters:
    ///   - design: the rows, without missing numbers.
    ///   - places: the class of each row, from 0.
    ///   - factors: how much each row counts.
    ///   - planes: as many as there are classes, or 1 for two of them.
    ///   - penalty: of ½Σw².
    public init(design: Design, places: [Int], factors: [Double], planes: Int, hasIntercept: Bool, penalty: Double) {
        (self.design, self.places, self.factors, self.planes) = (design, places, factors, planes)
        (self.hasIntercept, self.penalty) = (hasIntercept, penalty)
        numbers = [Double](repeating: 0, count: planes * (design.width + 1))
    }

    /// The slopes of each plane.
    public var weights: [[Double]] { (0..<planes).map { Array(numbers[$0 * width..<$0 * width + design.width]) } }
    /// The constant of each plane.
    public var intercepts: [Double] { (0..<planes).map { numbers[$0 * width + design.width] } }

    /// The planes' values for every row.
    private func scores(_ numbers: [Double]) -> [Double] {
        var scores = [Double](repeating: 0, count: design.count * planes)
        for row in 0..<design.count {
            for plane in 0..<planes {
                var sum = hasIntercept ? numbers[plane * width + design.width] : 0
                for column in 0..<design.width {
                    sum += numbers[plane * width + column] * design.values[row * design.width + column]
                }
                scores[row * planes + plane] = sum
            }
        }
        return scores
    }

    /// Xᵀ of a number for every row and plane, with the penalty's part of `along`.
    private func gathered(_ slopes: [Double], along numbers: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: numbers.count)
        for row in 0..<design.count {
            for plane in 0..<planes {
                let slope = slopes[row * planes + plane]
                for column in 0..<design.width {
                    sums[plane * width + column] += slope * design.values[row * design.width + column]
                }
                if hasIntercept { sums[plane * width + design.width] += slope }
            }
        }
        for plane in 0..<planes {
            for column in 0..<design.width {
                sums[plane * width + column] += penalty * numbers[plane * width + column]
            }
        }
        return sums
    }

    /// The loss, and the probabilities that the planes give.
    private func loss(_ numbers: [Double]) -> (loss: Double, shares: [Double]) {
        var scores = scores(numbers)
        var loss = 0.0
        for row in 0..<design.count {
            if planes == 1 {
                let score = scores[row]
                let signed = places[row] == 1 ? score : -score
                loss +=
                    factors[row]
                    * (signed > 0 ? Double.log(onePlus: .exp(-signed)) : .log(onePlus: .exp(signed)) - signed)
                scores[row] = 1 / (1 + .exp(-score))
            } else {
                let own = Array(scores[row * planes..<(row + 1) * planes])
                let top = own.max() ?? 0
                let sum = own.reduce(0) { $0 + Double.exp($1 - top) }
                loss += factors[row] * (.log(sum) + top - own[places[row]])
                for plane in 0..<planes { scores[row * planes + plane] = .exp(own[plane] - top) / sum }
            }
        }
        for plane in 0..<planes {
            for column in 0..<design.width {
                let weight = numbers[plane * width + column]
                loss += penalty * weight * weight / 2
            }
        }
        return (loss, scores)
    }

    private func gradient(_ shares: [Double]) -> [Double] {
        var slopes = shares
        for row in 0..<design.count {
            if planes == 1 {
                slopes[row] = factors[row] * (shares[row] - Double(places[row]))
            } else {
                for plane in 0..<planes {
                    slopes[row * planes + plane] =
                        factors[row] * (shares[row * planes + plane] - (places[row] == plane ? 1 : 0))
                }
            }
        }
        return gathered(slopes, along: numbers)
    }

    /// The second derivative times a direction.
    private func curved(_ direction: [Double], _ shares: [Double]) -> [Double] {
        var scores = scores(direction)
        for row in 0..<design.count {
            if planes == 1 {
                scores[row] *= factors[row] * shares[row] * (1 - shares[row])
            } else {
                let range = row * planes..<(row + 1) * planes
                let mean = range.reduce(0) { $0 + shares[$1] * scores[$1] }
                for place in range { scores[place] = factors[row] * shares[place] * (scores[place] - mean) }
            }
        }
        return gathered(scores, along: direction)
    }

    /// The diagonal of the second derivative, by which the equations are brought to one scale.
    private func diagonal(_ shares: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: numbers.count)
        for row in 0..<design.count {
            for plane in 0..<planes {
                let share = shares[row * planes + plane]
                let curvature = factors[row] * share * (1 - share)
                for column in 0..<design.width {
                    let cell = design.values[row * design.width + column]
                    sums[plane * width + column] += curvature * cell * cell
                }
                sums[plane * width + design.width] += curvature
            }
        }
        for place in sums.indices where place % width < design.width { sums[place] += penalty }
        return sums.map { $0 > 0 ? $0 : 1 }
    }

    /// Steps until the gradient is nothing beside what it was at first, or the loss falls no more.
    ///
    /// - Parameter tolerance: the share of the first gradient's square, in the curvature's scale, that counts as nothing.
    /// - Returns: how many there were.
    @discardableResult
    public mutating func solve(_ work: Work, tolerance: Double = 1e-26) throws -> Int {
        var (loss, shares) = loss(numbers)
        var first: Double?
        for step in 0..<200 {
            let gradient = gradient(shares)
            let scale = diagonal(shares)
            let size = zip(gradient, scale).reduce(0) { $0 + $1.0 * $1.0 / $1.1 }
            let start = first ?? size
            first = start
            guard size > tolerance * start, size > 0 else { return step }
            let direction = try newton(gradient, shares, scale, size, start, work)
            let fall = zip(gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
            var length = 1.0
            var moved = false
            while length > 1e-10 {
                let tried = zip(numbers, direction).map { $0 + length * $1 }
                let (next, shared) = self.loss(tried)
                if next <= loss + 1e-4 * length * fall {
                    moved = next < loss
                    (numbers, loss, shares) = (tried, next, shared)
                    break
                }
                length /= 2
            }
            guard moved else { return step }
        }
        return 200
    }

    /// Newton's step by conjugate gradients, as exact as the gradient deserves.
    private func newton(
        _ gradient: [Double], _ shares: [Double], _ scale: [Double], _ size: Double, _ start: Double, _ work: Work
    ) throws -> [Double] {
        var found = [Double](repeating: 0, count: gradient.count)
        var rest = gradient.map { -$0 }
        var ahead = zip(rest, scale).map { $0 / $1 }
        var energy = size
        let goal = Swift.min(0.01, (size / start).squareRoot())
        let enough = size * goal * goal
        for _ in 0..<Swift.max(50, 3 * gradient.count) {
            if work.isCancelled { throw Stopped() }
            guard energy > enough else { break }
            let curved = curved(ahead, shares)
            let curvature = zip(ahead, curved).reduce(0) { $0 + $1.0 * $1.1 }
            guard curvature > 0 else { break }
            let length = energy / curvature
            for place in found.indices {
                found[place] += length * ahead[place]
                rest[place] -= length * curved[place]
            }
            let next = zip(rest, scale).reduce(0) { $0 + $1.0 * $1.0 / $1.1 }
            for place in ahead.indices { ahead[place] = rest[place] / scale[place] + next / energy * ahead[place] }
            energy = next
        }
        guard planes > 1 else { return found }
        // A constant that all planes gain changes no probability: they keep the sum of 0 that they began with.
        for column in 0..<width where column == design.width || penalty == 0 {
            let mean = (0..<planes).reduce(0) { $0 + found[$1 * width + column] } / Double(planes)
            for plane in 0..<planes { found[plane * width + column] -= mean }
        }
        return found
    }
}
