import Answers
@testable import Autoencoding
import Cards
import Datasets
import Networks
import Numbers
import Optimizers
import RealModule
import Tensors
import Testing
import Training

/// A linear decoder with Gaussian noise is probabilistic principal component analysis, whose likelihood has a closed form: Tipping &
/// Bishop (1999), "Probabilistic Principal Component Analysis". Where the encoder gives the true posterior, the bound is tight.
@Suite struct PrincipalComponentsTests {
    /// The maximum-likelihood solution for data of `d` numbers and a code of `q`: W = U(Λ − σ²I)^½, σ² the mean of the rest.
    struct Solution {
        let rows: [[Double]]
        let mean: [Double]
        let eigen: SymmetricEigen
        let q: Int
        var d: Int { mean.count }
        var σ²: Double { eigen.values.dropFirst(q).reduce(0, +) / Double(d - q) }
        /// Column i of W.
        func column(_ i: Int) -> [Double] {
            let scale = (eigen.values[i] - σ²).squareRoot()
            return eigen.vectors[i].map { scale * $0 }
        }

        init(n: Int, d: Int, q: Int, seed: UInt64) {
            var stream = RandomStream(seed: seed, purpose: "principal components")
            let mixing = (0..<d).map { _ in (0..<d).map { _ in stream.normal() } }
            let rows = (0..<n).map { _ -> [Double] in
                let source = (0..<d).map { stream.normal() * Double(d - $0) / 2 }
                return (0..<d).map { i in (0..<d).reduce(0.7) { $0 + mixing[i][$1] * source[$1] } }
            }
            let mean = (0..<d).map { j in rows.reduce(0) { $0 + $1[j] } / Double(n) }
            let covariance = (0..<d).map { i in
                (0..<d).map { j in rows.reduce(0) { $0 + ($1[i] - mean[i]) * ($1[j] - mean[j]) } / Double(n) }
            }
            (self.rows, self.mean, self.q) = (rows, mean, q)
            eigen = SymmetricEigen(covariance)
        }

        private func centred(_ x: [Double]) -> [Double] { zip(x, mean).map { $0 - $1 } }

        private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

        /// ln N(x; mean, WWᵀ + σ²I), by the eigenvectors.
        func logLikelihood(_ x: [Double]) -> Double {
            let variances = (0..<d).map { $0 < q ? eigen.values[$0] : σ² }
            let square = (0..<d).reduce(0.0) { sum, i in
                let along = dot(eigen.vectors[i], centred(x))
                return sum + along * along / variances[i]
            }
            return -(Double(d) * .log(2 * .pi) + variances.reduce(0) { $0 + .log($1) } + square) / 2
        }

        /// The mean over all rows in the closed form of the paper's equation 8 with S's eigenvalues.
        var meanLogLikelihood: Double {
            let known = eigen.values.prefix(q).reduce(0) { $0 + Double.log($1) }
            return -(Double(d) * .log(2 * .pi) + known + Double(d - q) * .log(σ²) + Double(d)) / 2
        }

        /// Mean and log-variances of the true posterior of the code.
        func posterior(_ x: [Double]) -> (means: [Double], logVariances: [Double]) {
            (
                (0..<q).map { dot(column($0), centred(x)) / eigen.values[$0] },
                (0..<q).map { Double.log(σ² / eigen.values[$0]) }
            )
        }

        func decoded(_ z: [Double]) -> [Double] {
            (0..<d).map { j in (0..<q).reduce(mean[j]) { $0 + column($1)[j] * z[$1] } }
        }

        /// The bound of a row under the loss that a training makes small. ε = ±1 along each axis: the mean over these four is exact
        /// for what is quadratic in ε.
        func bound(_ x: [Double], _ q: (means: [Double], logVariances: [Double]), _ loss: Loss) -> Double {
            let corners = [[1.0, 1], [1, -1], [-1, 1], [-1, -1]]
            let mean =
                corners.reduce(0.0) { sum, noise in
                    let z = GaussianCode.draw(means: q.means, logVariances: q.logVariances, noise: noise)
                    return sum + EvidenceBound.logLikelihood(loss, of: x, under: decoded(z))
                } / 4
            return GaussianCode.bound(logLikelihood: mean, means: q.means, logVariances: q.logVariances)
        }
    }

    @Test(arguments: [UInt64(1), 2, 3]) func theBoundAtTheOptimumIsTheLikelihood(seed: UInt64) throws {
        let solution = Solution(n: 40, d: 5, q: 2, seed: seed)
        let loss = try Loss("GaussianNLL", ["sigma": .number(solution.σ².squareRoot())])
        var sum = 0.0
        var stream = RandomStream(seed: seed, purpose: "noise")
        for x in solution.rows {
            let posterior = solution.posterior(x)
            let (bound, truth) = (solution.bound(x, posterior, loss), solution.logLikelihood(x))
            #expect(abs(bound - truth) < 1e-9 * abs(truth))
            sum += bound
            // Whatever is drawn, the importance weight is p(x).
            let noise = [stream.normal(), stream.normal()]
            let z = GaussianCode.draw(means: posterior.means, logVariances: posterior.logVariances, noise: noise)
            let weight = GaussianCode.logWeight(
                logLikelihood: EvidenceBound.logLikelihood(loss, of: x, under: solution.decoded(z)),
                means: posterior.means, logVariances: posterior.logVariances, noise: noise)
            #expect(abs(weight - truth) < 1e-9 * abs(truth))
        }
        #expect(abs(sum / 40 - solution.meanLogLikelihood) < 1e-6)
    }

    /// ln p(x) − ELBO = KL(q ‖ p(z|x)), here between two normal distributions.
    @Test func awayFromThePosteriorTheBoundFallsByTheDivergence() throws {
        let solution = Solution(n: 20, d: 5, q: 2, seed: 4)
        let loss = try Loss("GaussianNLL", ["sigma": .number(solution.σ².squareRoot())])
        for x in solution.rows {
            let p = solution.posterior(x)
            let q = (means: p.means.map { $0 + 0.3 }, logVariances: p.logVariances.map { $0 + 0.5 })
            let gap = zip(p.logVariances, q.logVariances).reduce(0.0) { sum, pair in
                let ratio = Double.exp(pair.1 - pair.0)
                return sum + (ratio + 0.09 / .exp(pair.0) - 1 - (pair.1 - pair.0)) / 2
            }
            let found = solution.logLikelihood(x) - solution.bound(x, q, loss)
            #expect(abs(found - gap) < 1e-9 * max(1, gap))
        }
    }

    /// The same through the network: weights of the solution, and what `elbo` measures of them.
    @Test func theNetworkOfTheSolutionMeasuresTheLikelihood() throws {
        let solution = Solution(n: 40, d: 5, q: 2, seed: 1)
        let plan = try AutoencoderPlan(exampleShape: [5], hidden: [], latent: 2, outputActivation: .linear)
        let model = Model(Architecture(try plan.variational(beta: 1), inputShape: [5]), seed: 0)
        model.compile(
            TrainingPlan(
                optimizer: try Optimizer("Adam", rate: .constant(0.001)),
                loss: try Loss("GaussianNLL", ["sigma": .number(solution.σ².squareRoot())])))
        let network = try model.build()
        func set(_ place: Int, _ values: [Double]) {
            let range = network.entries[place].range
            for (k, value) in values.enumerated() { network.parameters.base[range.lowerBound + k] = Float(value) }
        }
        let zero = solution.posterior([Double](repeating: 0, count: 5))
        // The encoder is linear: its kernel is what the posterior's mean gains with each number.
        let kernel = (0..<5).flatMap { j -> [Double] in
            var unit = [Double](repeating: 0, count: 5)
            unit[j] = 1
            return zip(solution.posterior(unit).means, zero.means).map { $0 - $1 } + [0, 0]
        }
        set(0, kernel)
        set(1, zero.means + zero.logVariances)
        set(2, solution.column(0) + solution.column(1))
        set(3, solution.mean)
        let x = try Samples(rows: solution.rows.map { $0.map(Float.init) })
        let found = try EvidenceBound(Autoencoder(model), x, draws: 8, seed: 1)
        // Every importance weight is p(x), whatever was drawn: only single precision is between the two.
        #expect(abs(found.importance - solution.meanLogLikelihood) < 1e-4 * abs(solution.meanLogLikelihood))
        #expect(found.bound.low < solution.meanLogLikelihood && solution.meanLogLikelihood < found.bound.high)
        let divergence =
            solution.rows.reduce(0.0) { sum, row in
                let q = solution.posterior(row)
                return sum + GaussianCode.divergence(means: q.means, logVariances: q.logVariances)
            } / 40
        #expect(abs(found.divergence - divergence) < 1e-4 * divergence)
        #expect(abs(found.bound.mean + found.reconstruction + found.divergence) < 1e-9 * abs(found.bound.mean))
        #expect(found.activeCount == 2 && !found.isCollapsed)
    }
}
