import Adversarial
import Answers
import Datasets
import Foundation
import Networks
import Optimizers
import Tensors
import Testing
import Training

/// Ten steps equal PyTorch's, for every pair of losses (`judges/golden/gan.py`).
@Suite struct GANGoldenTests {
    struct Golden: Decodable {
        struct Case: Decodable {
            let loss: String
            let d_loss: [Double]
            let g_loss: [Double]
            let d_gradients: [Double]
            let g_gradients: [Double]
            let generator: [Float]
            let discriminator: [Float]
        }
        let rows: [Float]
        let seed: UInt64
        let latent: Int
        let generator: [Float]
        let discriminator: [Float]
        let cases: [Case]
    }

    let golden: Golden

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/gan.json")
        golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    }

    @Test(arguments: AdversarialLoss.allCases)
    func tenStepsAreThoseOfPyTorch(loss: AdversarialLoss) throws {
        let expected = try #require(golden.cases.first { $0.loss == loss.rawValue })
        let (g, d) = (dense([golden.latent, 5, 2], hidden: .tanh, seed: 1), dense([2, 6, 1], seed: 2))
        for (model, weights) in [(g, golden.generator), (d, golden.discriminator)] {
            let store = try model.build().parameters
            try #require(store.count == weights.count)
            store.copy(from: weights)
        }
        var settings = GANSettings(loss: loss, latent: golden.latent)
        (settings.prior, settings.decays) = (.uniform, false)
        let gan = try GAN(g, d, settings, optimizers: (adam(0.01, ε: 1e-3), adam(0.01, ε: 1e-3)), seed: golden.seed)
        let rows = try Samples(shape: [golden.rows.count / 2, 2], values: golden.rows)
        for step in 0..<10 {
            let seen = try gan.explained([rows], batchSize: rows.count, steps: 10)
            for (player, losses, norms) in [
                ("discriminator", expected.d_loss, expected.d_gradients),
                ("generator", expected.g_loss, expected.g_gradients),
            ] {
                let move = try #require(seen.made.first { $0.player == player })
                #expect(
                    abs(move.value - losses[step]) < 1e-5, "\(player), step \(step): \(move.value), \(losses[step])")
                #expect(
                    abs(move.gradientNorm - norms[step]) < 1e-5 * max(1, norms[step]),
                    "|g| of the \(player), step \(step): \(move.gradientNorm), \(norms[step])")
            }
            // What was explained is the step that is taken.
            let history = try gan.train([rows], ProcedureOptions(steps: step + 1, batchSize: rows.count))
            let told = try #require(history.epochs.last?.value("d_loss"))
            #expect(abs(told - (seen.told.first?.value ?? .nan)) < 1e-12)
        }
        for (model, weights) in [(g, expected.generator), (d, expected.discriminator)] {
            let own = try model.build().parameters.array
            let off = zip(own, weights).map { abs($0 - $1) }.max() ?? .infinity
            #expect(off < 1e-5, "weights are off by \(off)")
        }
    }
}
