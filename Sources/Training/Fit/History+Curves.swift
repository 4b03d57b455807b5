internal import Answers

extension History {
    /// The history of a training of which only the curves are known, as from another framework or out of a table.
    ///
    /// - Parameters:
    ///   - losses: of each epoch, finite.
    ///   - validation: as many, of rows held out; empty without such rows.
    /// - Throws: `Mistake` for no epochs, curves of different lengths and numbers that are not finite.
    public init(losses: [Double], validation: [Double]) throws {
        guard !losses.isEmpty else {
            throw Mistake("the curve has no epochs", expected: "a loss for each epoch", argument: "history")
        }
        guard validation.isEmpty || validation.count == losses.count else {
            throw Mistake(
                "\(Phrase.count(losses.count, "loss", "losses")) and \(validation.count) of validation",
                expected: "one of each for every epoch", argument: "history")
        }
        let bad = losses.indices.first { !losses[$0].isFinite || validation[safe: $0]?.isFinite == false }
        if let bad {
            throw Mistake(
                "epoch \(bad + 1) has a loss that is not finite", expected: "finite losses: the epochs before it",
                argument: "history")
        }
        self.init(seed: 0, batchSize: 0)
        epochs = losses.indices.map { place in
            Epoch(
                number: place, pureLoss: losses[place], penalty: 0, pureValidationLoss: validation[safe: place],
                penaltyAtEnd: 0, metrics: [], rate: .nan, gradientNorm: .nan, shareClipped: 0, seconds: 0)
        }
        stopReason = "all \(Phrase.count(losses.count, "epoch"))"
    }
}
