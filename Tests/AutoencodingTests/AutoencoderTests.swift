import Answers
@testable import Autoencoding
import Cards
import Datasets
import Networks
import Optimizers
import Tensors
import Testing
import Training

@Suite struct AutoencoderTests {
    static func model(
        _ layers: [any Layer], inputs: Int = 6, loss: String = "BernoulliNLL", rate: Double = 0.01, seed: UInt64 = 1
    ) throws -> Model {
        let model = Model(Architecture(layers, inputShape: [inputs]), seed: seed)
        model.compile(
            TrainingPlan(
                optimizer: try Optimizer("Adam", rate: .constant(rate)), loss: try Loss(name: loss) ?? Loss(loss)))
        return model
    }

    static func vae(latent: Int = 2, beta: Double = 1, loss: String = "BernoulliNLL", rate: Double = 0.01) throws
        -> Model
    {
        try model(
            AutoencoderPlan(exampleShape: [6], hidden: [8], latent: latent).variational(beta: beta), loss: loss,
            rate: rate)
    }

    /// Rows of two kinds: the first half of the numbers is ink, or the second.
    static func stripes(_ n: Int) throws -> Samples {
        try Samples(rows: (0..<n).map { row in (0..<6).map { ($0 < 3) == (row % 2 == 0) ? 0.9 : 0.1 } })
    }

    @Test func encoderAndDecoderLiveInTheModel() throws {
        let (model, x) = (try Self.vae(), try Self.stripes(64))
        let whole = try Autoencoder(model)
        let before = (try whole.encoder(), try whole.decoder())
        try model.fit(x, x, FitOptions(epochs: 3, batchSize: 16))
        let codes = try before.0.predict(x)
        #expect(codes == (try whole.encode(x)))
        #expect(try before.1.predict(codes) == model.predict(x), "in prediction the code is its mean")
        let (means, logVariances) = try whole.statistics(x)
        #expect(means == codes && logVariances.shape == [64, 2])
    }

    @Test func theSameSeedTrainsTheSameAndAnotherDoesNot() throws {
        let x = try Self.stripes(40)
        func trained(_ seed: UInt64) throws -> [Float] {
            let model = try Self.model(
                AutoencoderPlan(exampleShape: [6], hidden: [8], latent: 2).variational(beta: 1), seed: seed)
            try model.fit(x, x, FitOptions(epochs: 2, batchSize: 16))
            return try model.build().parameters.array
        }
        #expect(try trained(1) == trained(1))
        #expect(try trained(1) != trained(2))
    }

    /// The history has both parts, of the training and of the validation, and they add up.
    @Test func theHistoryHasBothPartsOfTheLoss() throws {
        let (model, x) = (try Self.vae(beta: 3), try Self.stripes(40))
        let history = try model.fit(x, x, FitOptions(epochs: 2, batchSize: 16, validationSplit: 0.2))
        for epoch in history.epochs {
            for prefix in ["", "val_"] {
                let parts = ["reconstruction_loss", "kl_loss", "loss"].compactMap { epoch.value(prefix + $0) }
                #expect(parts.count == 3)
                if parts.count == 3 { #expect(abs(parts[0] + 3 * parts[1] - parts[2]) < 1e-6 * parts[2]) }
            }
        }
        #expect(history.kerasNames.contains("kl_loss"))
        let told = try model.evaluate(x, x)
        #expect(told.map(\.name) == ["loss", "reconstruction_loss", "kl_loss"])
    }

    @Test func aResumedTrainingDrawsTheSame() throws {
        let x = try Self.stripes(40)
        let whole = try Self.vae()
        let full = try whole.fit(x, x, FitOptions(epochs: 4, batchSize: 16))
        let work = Work()
        let first = try Self.vae()
        let begun = try first.fit(
            x, x, FitOptions(epochs: 4, batchSize: 16, callbacks: [StopsAfterFive(work: work)]), work: work)
        #expect(begun.stopReason.contains("interrupted"))
        let rest = try first.fit(x, x, FitOptions(epochs: 4, batchSize: 16, initialEpoch: begun.epochs.count))
        #expect(try first.build().parameters.array == whole.build().parameters.array)
        #expect(rest.epochs.last?.value("kl_loss") == full.epochs.last?.value("kl_loss"))
    }

    /// Cancels within the second epoch.
    private struct StopsAfterFive: Callback {
        let work: Work
        var summary: String { "stops after five updates" }
        func begin(_ loop: FitLoop) throws -> any CallbackRun { Run(work: work) }

        private struct Run: CallbackRun {
            let work: Work
            var count = 0
            mutating func updated(_ loop: FitLoop) {
                count += 1
                if count == 5 { work.cancel() }
            }
        }
    }

    @Test func collapseIsSaid() throws {
        let x = try Self.stripes(64)
        let collapsed = try Self.vae(beta: 1000, rate: 0.05).fit(x, x, FitOptions(epochs: 60, batchSize: 16))
        #expect(collapsed.remarks.contains { $0.hasPrefix("posterior collapse") }, "\(collapsed.remarks)")
        let model = try Self.vae(beta: 0.1, rate: 0.02)
        let used = try model.fit(x, x, FitOptions(epochs: 60, batchSize: 16))
        #expect(!used.remarks.contains { $0.contains("collapse") }, "\(used.remarks)")
        #expect(try EvidenceBound(Autoencoder(model), x, draws: 2).activeCount >= 1)
    }

    @Test func aMeanBesideASumIsSaid() throws {
        let x = try Self.stripes(8)
        let mean = try Self.vae(loss: "binary_crossentropy").fit(x, x)
        #expect(mean.remarks.contains { $0.contains("weighs as 6 would") }, "\(mean.remarks)")
        let sum = try Self.vae().fit(x, x)
        #expect(!sum.remarks.contains { $0.contains("weighs") }, "\(sum.remarks)")
    }

    @Test func theCodeIsWhereItIsNarrowest() throws {
        func place(_ widths: [Int]) throws -> Int {
            try Autoencoder(
                Self.model(widths.map { DenseLayer(units: $0, activation: .relu) } + [DenseLayer(units: 6)])
            ).place
        }
        #expect(try place([8, 2, 8]) == 1)
        #expect(try place([64, 64]) == 1)
        #expect(try place([4]) == 0)
        let named = try Self.model([DenseLayer(units: 8, name: "wide"), DenseLayer(units: 2), DenseLayer(units: 6)])
        #expect(try Autoencoder(named, layer: "wide").codeSize == 8)
        #expect(try Autoencoder(named).codeSize == 2)
    }

    @Test func whatIsNoAutoencoderIsRefused() throws {
        var skip = Architecture(inputShapes: [[6]])
        let hidden = skip.add(DenseLayer(units: 6), reading: [.input(0)])
        let code = skip.add(DenseLayer(units: 2), reading: [hidden])
        let back = skip.add(DenseLayer(units: 6), reading: [code])
        skip.add(MergeLayer(.add), reading: [back, hidden])
        let model = Model(skip)
        #expect(try Autoencoder(model).place == 0, "what all later layers rest on")
        #expect(throws: Mistake.self) { try Autoencoder(model, layer: "dense_1") }
        #expect(throws: Mistake.self) { try Autoencoder(Self.model([DenseLayer(units: 1)])) }
        #expect(throws: Mistake.self) { try Autoencoder(Self.model([DenseLayer(units: 4), GaussianSamplingLayer()])) }
        #expect(throws: Mistake.self) {
            try Autoencoder(Self.model([DenseLayer(units: 2), DenseLayer(units: 6)])).sample(3, seed: 1)
        }
    }

    @Test func badInputIsNamed() throws {
        func problem(_ body: () throws -> Void) -> String {
            do {
                try body()
                return "nothing thrown"
            } catch { return (error as? Mistake)?.problem ?? "\(error)" }
        }
        #expect(problem { _ = try AutoencoderPlan(hidden: [8], latent: 0) }.contains("a code of 0 numbers"))
        for beta in [-1, Double.nan, .infinity] {
            #expect(problem { _ = try GaussianSamplingLayer(beta: beta) }.contains("beta"))
        }
        #expect(
            problem { _ = try Self.model([DenseLayer(units: 3), GaussianSamplingLayer()]).build() }.contains("sampling")
        )
        let vae = try Autoencoder(Self.vae())
        #expect(problem { _ = try vae.encode(Samples(column: [1, 2])) }.contains("(6,)"))
        #expect(problem { _ = try vae.decode(Samples(column: [1, 2])) }.contains("(1,)"))
        let x = try Self.stripes(8)
        #expect(problem { _ = try EvidenceBound(vae, x, draws: 0) }.contains("draws"))
        #expect(
            problem { _ = try EvidenceBound(Autoencoder(Self.vae(loss: "mse")), x) }.contains("no probability"))
        #expect(problem { _ = try LatentPlane(Autoencoder(Self.vae(latent: 3))) }.contains("no plane"))
        let encoder = Architecture([DenseLayer(units: 4)], inputShape: [6])
        #expect(
            problem {
                _ = try Architecture.variational(
                    encoder: encoder, decoder: Architecture([DenseLayer(units: 6)], inputShape: [4]), beta: 1)
            }.contains("(2,)"))
        #expect(
            problem {
                _ = try Architecture.variational(
                    encoder: encoder, decoder: Architecture([DenseLayer(units: 5)], inputShape: [2]), beta: 1)
            }.contains("(5,)"))
    }

    /// What leaves the finite is named by layer, and the training ends.
    @Test func aCodeThatIsNotFiniteIsNamed() throws {
        let (model, x) = (try Self.vae(), try Self.stripes(8))
        let network = try model.build()
        // A log-variance of 1000: e^1000 is beyond Float and Double.
        let place = network.entries[3].range.lowerBound + 2
        network.parameters.base[place] = 1000
        let history = try model.fit(x, x)
        #expect(history.nonFinite != nil)
        #expect(history.nonFinite?.sentence.contains("sampling") == true, "\(history.nonFinite?.sentence ?? "")")
        #expect(!history.remarks.contains { $0.contains("collapse") })
    }
}
