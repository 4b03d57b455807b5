import Answers
import Autoencoding
import Cards
import Datasets
import Foundation
import Networks
import Optimizers
import Tensors
import Testing
import Training

/// Losses and gradients of a variational autoencoder against PyTorch's (judges/golden/vae.py) and against differences.
@Suite struct VariationalGradientTests {
    struct Golden: Decodable {
        struct Step: Decodable {
            let reconstruction, divergence: Double
            let gradient: [Double]
        }
        struct Case: Decodable {
            let name: String
            let beta: Double
            let sigma: Double?
            let steps: [Step]
        }
        let seed: UInt64
        let latent, inputs, hidden: Int
        let x, weights, noise: [Double]
        let cases: [Case]
    }

    let golden: Golden

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/vae.json")
        golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    }

    private func model(beta: Double, sigma: Double?, seed: UInt64) throws -> Model {
        let plan = try AutoencoderPlan(
            exampleShape: [golden.inputs], hidden: [golden.hidden], latent: golden.latent,
            outputActivation: sigma == nil ? .sigmoid : .linear)
        let model = Model(
            Architecture(try plan.variational(beta: beta), inputShape: [golden.inputs]), seed: seed)
        let loss = try sigma.map { try Loss("GaussianNLL", ["sigma": .number($0)]) } ?? Loss("BernoulliNLL")
        model.compile(
            TrainingPlan(
                optimizer: try Optimizer(
                    "Adam", ["epsilon": .number(1e-3)], rate: .constant(0.01), dialect: .pytorch), loss: loss))
        return model
    }

    @Test func theDrawsAreThoseOfTheJudge() {
        var noise = GaussianNoise(seed: golden.seed, number: 2, step: 3)
        for expected in golden.noise { #expect(abs(noise.next() - expected) < 1e-14) }
    }

    @Test func tenUpdatesAreThoseOfPyTorch() throws {
        let rows = golden.x.count / golden.inputs
        for test in golden.cases {
            let model = try model(beta: test.beta, sigma: test.sigma, seed: golden.seed)
            try model.build().parameters.copy(from: golden.weights.map { Float($0) })
            let step = try model.step(batchSize: rows)
            let x = golden.x.map { Float($0) }
            for (number, expected) in test.steps.enumerated() {
                let slope = try x.withUnsafeBufferPointer { x in
                    let base = try #require(x.baseAddress)
                    Array(0..<rows).withUnsafeBufferPointer { step.load($0, inputs: [base], targets: base) }
                    return try #require(step.differentiate())
                }
                let here = "\(test.name), update \(number)"
                func close(_ ours: Double, _ theirs: Double) -> Bool {
                    abs(ours - theirs) <= 1e-5 * max(1, abs(theirs))
                }
                #expect(close(slope.loss, expected.reconstruction), "\(here): \(slope.loss)")
                #expect(close(slope.penalty, test.beta * expected.divergence), "\(here): \(slope.penalty)")
                #expect(close(step.tape.noted("kl_loss") ?? .nan, expected.divergence), "\(here)")
                let ours = step.tape.gradients.array
                #expect(ours.count == expected.gradient.count)
                let worst =
                    zip(ours, expected.gradient).map { abs(Double($0) - $1) / max(1, abs($1)) }.max() ?? .infinity
                #expect(worst <= 1e-5, "\(here): a gradient apart by \(worst)")
                try step.move(rate: nil)
            }
        }
    }

    /// Along random directions, with the draws held: (L(θ + hv) − L(θ − hv))/2h against vᵀ∇L.
    @Test(arguments: [nil, 0.5]) func theGradientIsThatOfDifferences(sigma: Double?) throws {
        let model = try model(beta: 2, sigma: sigma, seed: 3)
        let network = try model.build()
        let rows = golden.x.count / golden.inputs
        let tape = try TrainingTape(network, loss: model.trainingPlan().loss, batchSize: rows)
        let x = golden.x.map { Float($0) }
        x.withUnsafeBufferPointer { x in
            guard let base = x.baseAddress else { return }
            Array(0..<rows).withUnsafeBufferPointer { tape.load($0, inputs: [base], targets: base) }
        }
        func loss() -> Double {
            let found = tape.gradient(batch: rows, seed: 9, step: 4)
            return found.loss + found.penalty
        }
        let here = network.parameters.array
        _ = loss()
        let gradient = tape.gradients.array
        for direction in 0..<6 {
            var noise = GaussianNoise(seed: 1, number: 0, step: UInt64(direction))
            let v = here.map { _ in noise.next() }
            let h = 1e-3
            func value(_ sign: Double) -> Double {
                network.parameters.copy(from: zip(here, v).map { $0 + Float(sign * h * $1) })
                return loss()
            }
            let difference = (value(1) - value(-1)) / (2 * h)
            network.parameters.copy(from: here)
            let along = zip(gradient, v).reduce(0) { $0 + Double($1.0) * $1.1 }
            #expect(abs(difference - along) < 2e-3 * max(1, abs(along)), "\(difference) against \(along)")
        }
    }
}
