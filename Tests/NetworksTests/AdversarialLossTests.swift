import Networks
import Testing

@Suite struct AdversarialLossTests {
    @Test(arguments: AdversarialLoss.allCases)
    func everySlopeIsTheChangeOfTheValue(loss: AdversarialLoss) {
        let h = 1e-5
        for score in [-30.0, -2.3, -0.4, 0.3, 0.9, 2.1, 30] {
            for isReal in [true, false] {
                let slope = loss.discriminator(score, isReal: isReal).slope
                let change =
                    (loss.discriminator(score + h, isReal: isReal).value
                        - loss.discriminator(score - h, isReal: isReal).value) / (2 * h)
                #expect(abs(slope - change) < 1e-6, "\(loss) discriminator at \(score), real \(isReal)")
            }
            let change = (loss.generator(score + h).value - loss.generator(score - h).value) / (2 * h)
            #expect(abs(loss.generator(score).slope - change) < 1e-6, "\(loss) generator at \(score)")
        }
    }

    @Test func theMinimaxGeneratorHasNoSlopeWhereItLosesAndTheNonSaturatingOneHas() {
        #expect(abs(AdversarialLoss.minimax.generator(-20).slope) < 1e-8)
        #expect(AdversarialLoss.nonSaturating.generator(-20).slope < -0.99)
    }
}
