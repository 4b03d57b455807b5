import Adversarial
import Answers
import Networks
import Testing

/// The Dirac-GAN against the closed forms of Mescheder, Geiger & Nowozin 2018.
@Suite struct DiracGANTests {
    private func game(
        _ loss: AdversarialLoss = .nonSaturating, _ regulariser: DiracGAN.Regulariser = .none, _ strength: Double = 1,
        _ order: DiracGAN.Order = .simultaneous, rate: Double = 0.1
    ) throws -> DiracGAN {
        try DiracGAN(loss: loss, regulariser: regulariser, strength: strength, rate: rate, order: order)
    }

    /// Every entry of the Jacobian is a difference quotient of the field.
    @Test(arguments: AdversarialLoss.allCases, DiracGAN.Regulariser.allCases)
    func theJacobianIsTheSlopeOfTheField(loss: AdversarialLoss, regulariser: DiracGAN.Regulariser) throws {
        // The hinge has a kink within the noise.
        if loss == .hinge, regulariser == .noise { return }
        let dirac = try game(loss, regulariser, 0.3)
        let h = 1e-4
        func slope(_ pull: (DiracGAN.Place) -> Double, _ θ: Double, _ ψ: Double) -> Double {
            (pull(DiracGAN.Place(θ: h * θ, ψ: h * ψ)) - pull(DiracGAN.Place(θ: -h * θ, ψ: -h * ψ))) / (2 * h)
        }
        let quotients = [
            [slope(dirac.generatorPull, 1, 0), slope(dirac.generatorPull, 0, 1)],
            [slope(dirac.discriminatorPull, 1, 0), slope(dirac.discriminatorPull, 0, 1)],
        ]
        for i in 0..<2 {
            for j in 0..<2 {
                #expect(abs(quotients[i][j] - dirac.jacobian[i][j]) < 1e-7, "\(loss) \(regulariser) [\(i)][\(j)]")
            }
        }
    }

    /// Section 2 and lemmas 3.2 and 4.1: ±f′(0)i = ±i/2 unregularised, f″(0)σ² ± √(f″(0)²σ⁴ − f′(0)²) with noise, of which our two terms
    /// are −σ²/2 in the trace, and −γ/2 ± √(γ²/4 − f′(0)²) with R1.
    @Test func theEigenvaluesAreThoseOfThePaper() throws {
        for loss in [AdversarialLoss.minimax, .nonSaturating] {
            let plain = try game(loss).eigenvalues[0]
            #expect(plain.real == 0 && abs(plain.imaginary - 0.5) < 1e-15)
            let σ = 0.7
            let noisy = try game(loss, .noise, σ).eigenvalues[0]
            #expect(abs(noisy.real - -0.25 * σ * σ) < 1e-12)
            #expect(abs(noisy.imaginary - (0.25 - 0.0625 * σ * σ * σ * σ).squareRoot()) < 1e-12)
            let r1 = try game(loss, .r1, 0.4).eigenvalues[0]
            #expect(abs(r1.real - -0.2) < 1e-12 && abs(r1.imaginary - (0.25 - 0.04).squareRoot()) < 1e-12)
        }
    }

    @Test(
        arguments: [AdversarialLoss.minimax, .nonSaturating, .wasserstein, .hinge],
        [DiracGAN.Regulariser.none, .noise, .r1, .clip])
    func theSpiralTurnsAndGrowsAsTheEigenvaluesSay(loss: AdversarialLoss, regulariser: DiracGAN.Regulariser) throws {
        for order in DiracGAN.Order.allCases {
            for rate in [0.01, 0.1, 0.5] {
                let run = try DiracRun(
                    try game(loss, regulariser, 0.5, order, rate: rate), from: .init(θ: 1, ψ: 1), steps: 10)
                let (measured, expected) = (try #require(run.measured), run.game.stepEigenvalues[0])
                #expect(abs(measured.modulus - expected.modulus) < 1e-6, "\(loss) \(regulariser) \(order) \(rate)")
                #expect(abs(measured.angle - expected.angle) < 1e-6, "\(loss) \(regulariser) \(order) \(rate)")
            }
        }
    }

    @Test func unregularisedPlayCirclesAndRegularisedPlayArrives() throws {
        let start = DiracGAN.Place(θ: 1, ψ: 1)
        let both = try DiracRun(try game(.minimax, rate: 0.3), from: start, steps: 500)
        #expect(both.end.radius > 1.5 * start.radius && !both.converges)
        let turns = try DiracRun(try game(.minimax, .none, 1, .alternating), from: start, steps: 2000)
        #expect(turns.path.map(\.radius).min() ?? 0 > 1.3 && !turns.converges, "alternating play comes no nearer")
        #expect(abs(turns.game.stepEigenvalues[0].modulus - 1) < 1e-12)
        for regulariser in [DiracGAN.Regulariser.noise, .r1] {
            let run = try DiracRun(try game(.minimax, regulariser, 1), from: start, steps: 1000)
            #expect(run.end.radius < 1e-6 && run.converges, "\(regulariser): \(run.end.radius)")
        }
        let clipped = try DiracRun(try game(.wasserstein, .clip, 1), from: start, steps: 1000)
        #expect(!clipped.converges && clipped.path.allSatisfy { abs($0.ψ) <= 1 })
    }

    /// What is said follows the eigenvalue of larger modulus, also where it is real.
    @Test func theVerdictIsThatOfTheLargerEigenvalue() throws {
        let start = DiracGAN.Place(θ: 1, ψ: 1)
        func run(_ dirac: DiracGAN, steps: Int = 500) throws -> DiracRun {
            try DiracRun(dirac, from: start, steps: steps)
        }
        // −γ/2 ± √(γ²/4 − 1/4) for γ = 30 are −0.00834 and −29.99: a step of rate 0.1 leaps along the second.
        let wild = try run(try game(.minimax, .r1, 30))
        let expected = 1 + 0.1 * (-15 - (225.0 - 0.25).squareRoot())
        #expect(abs(wild.game.stepEigenvalues[0].real - expected) < 1e-12)
        #expect(abs(try #require(wild.measured).real - expected) < 1e-6)
        #expect(wild.sentence.contains("leaps from side to side") && !wild.converges)
        let calm = try run(try game(.minimax, .r1, 3))
        #expect(calm.sentence.contains("without turning") && !calm.table(width: 80).contains("turn  "))
        let bounded = try run(try game(.wasserstein, .clip, 1))
        #expect(bounded.sentence.contains("outwards") && bounded.sentence.contains("until the bound holds"))
        // At the targets 1 and 0 the field's Jacobian is [[0, 1], [0, 0]].
        let flat = try run(try game(.leastSquares, rate: 3))
        #expect(flat.sentence.contains("An eigenvalue of 1") && flat.leavesTheFinite)
        #expect(flat.table(width: 200).contains("beyond all numbers"))
        #expect(try run(try game(.minimax, .noise, 0.5), steps: 5).sentence.contains("has not come there"))
    }

    @Test func badInputIsRefused() throws {
        #expect(throws: Mistake.self) { try game(rate: 0) }
        #expect(throws: Mistake.self) { try game(.minimax, .r1, -1) }
        #expect(throws: Mistake.self) { try DiracRun(try game(), from: .init(θ: .nan, ψ: 0), steps: 5) }
        #expect(throws: Mistake.self) { try DiracRun(try game(), from: .init(θ: 1, ψ: 0), steps: 0) }
    }
}
