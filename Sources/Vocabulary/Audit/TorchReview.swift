import Language

/// What there is to say about a PyTorch listing.
enum TorchReview {
    /// What PyTorch 2 raises when a plateau scheduler is stepped without a metric.
    static let missingMetric = "ReduceLROnPlateau.step() missing 1 required positional argument: 'metrics'"

    static func findings(in listing: Listing) -> [Finding] {
        let plateaus = listing.calls(of: "ReduceLROnPlateau").filter { !$0.positional.isEmpty }
        return plateaus.flatMap { scheduler($0, listing) } + meanImage(listing) + fullBatch(listing)
    }

    private static func scheduler(_ call: Listing.Call, _ listing: Listing) -> [Finding] {
        var findings: [Finding] = []
        if let name = call.target, name.contains("stop") {
            findings.append(
                Finding(
                    line: call.line, weight: .wrong,
                    problem: "\(name) is a learning-rate scheduler. It lowers the rate and never stops the training.",
                    remedy: "Keep the best loss and a counter, and break when the counter reaches patience."))
        }
        for step in listing.calls(of: "step") where step.path.first == call.target && step.arguments.isEmpty {
            findings.append(
                Finding(
                    line: step.line, weight: .wrong,
                    problem: "A plateau scheduler must be told the metric: TypeError: \(missingMetric).",
                    remedy: "\(step.path.first ?? "scheduler").step(loss), better with a validation loss."))
        }
        return findings
    }

    /// A generator trained by squared error on targets that do not belong to its noise.
    private static func meanImage(_ listing: Listing) -> [Finding] {
        guard let header = listing.headers.first(where: { $0.text.contains("Generator") }),
            let loss = listing.calls(of: "MSELoss").first
        else { return [] }
        return [
            Finding(
                line: loss.line, weight: .wrong,
                problem:
                    "The generator of line \(header.line) is fed noise, and no noise belongs to any target. Squared error "
                    + "is then smallest when every output is the mean of all targets: one grey picture, whatever the noise.",
                remedy: "Use an adversarial loss, or pair each code with its target (an autoencoder).")
        ]
    }

    private static func fullBatch(_ listing: Listing) -> [Finding] {
        guard let loop = listing.headers.first(where: { $0.text.hasPrefix("for epoch") }),
            !listing.headers.contains(where: { $0.text.hasPrefix("for ") && $0.line > loop.line }),
            listing.calls(of: "backward").contains(where: { $0.line > loop.line })
        else { return [] }
        return [
            Finding(
                line: loop.line, weight: .misleading,
                problem:
                    "Each epoch is a single step on the same full batch, and nothing is held out: the printed loss is the "
                    + "training loss.",
                remedy: "Loop over a DataLoader inside the epoch and measure a validation loss after it.")
        ]
    }
}
