internal import Answers
internal import Networks

/// The code of a variational autoencoder that says nothing of its input: q(z|x) has become the prior for every x, and the
/// decoder lives without it (Bowman et al. 2016; Lucas et al. 2019 call it posterior collapse).
enum PosteriorCollapse {
    /// Nats for each number of the code below which it is called collapsed: an ε of Lucas et al.'s (ε, δ)-collapse.
    static let nats = 0.01

    /// What is to be said at the end of a training; nil where the code is used, or there is none.
    ///
    /// A code that is only beginning to be used carries as little, but more from epoch to epoch.
    static func remark(_ history: History, _ network: Network) -> String? {
        let code = network.codeSize
        let divergences = history.values(GaussianSamplingLayer.note).suffix(2)
        guard code > 0, divergences.count == 2, let before = divergences.first, let divergence = divergences.last,
            divergence.isFinite, divergence < nats * Double(code),
            divergence <= before || divergence < 0.1 * nats * Double(code)
        else { return nil }
        return
            "posterior collapse: the code of \(code) number\(code == 1 ? "" : "s") carries \(divergence.short(2)) nats, so "
            + "that q(z|x) is N(0, I) for every x and the decoder gives the same whatever it reads; a smaller beta, or a loss "
            + "that is summed over the numbers of an example (BernoulliNLL(), GaussianNLL()), makes the code worth its price"
    }
}

extension TrainingPlan {
    /// What must be said of a loss that is the mean over the numbers of an example beside a divergence that is a sum: both do
    /// not add up to a bound.
    func remark(onCodeOf network: Network) -> String? {
        let numbers = network.outputShape.reduce(1, *)
        guard let beta = network.betas.first, beta > 0, loss.isMeanOverNumbers, numbers > 1 else { return nil }
        let sum = loss.readsProbabilities || loss.readsLogits ? "BernoulliNLL()" : "GaussianNLL()"
        return "\(loss.name) is the mean over the \(numbers) numbers of an example and the divergence is a sum: beta = "
            + "\(beta.short()) weighs as \((beta * Double(numbers)).short(3)) would with loss=\(sum), with which the loss is "
            + "minus the evidence lower bound"
    }
}
