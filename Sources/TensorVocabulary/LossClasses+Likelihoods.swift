import Answers
import Arrays
import Autograd
import Language

/// Losses of counts and of normal distributions.
extension LossClasses {
    private static let full = Parameter(
        "full", .bool, false, "whether what does not depend on the outputs counts, too")

    private static func epsilon(_ standard: Double, _ meaning: String) -> Parameter {
        Parameter("eps", .number(.positive), .value(.number(standard)), meaning, isKeywordOnly: true)
    }

    static let likelihoods: [Declaration] = [
        .init(
            module: "PoissonNLLLoss", function: "poisson_nll_loss",
            summary: "eˣ − t·x of counts t and the logarithm x of their mean, or x − t·log x of the mean itself",
            parameters: [
                Parameter("log_input", .bool, true, "whether the outputs are logarithms"), full,
                epsilon(1e-8, "added to x in the logarithm"),
            ], example: "torch.tensor([0.5, 0.2]), torch.tensor([1.0, 3.0]))"
        ) { x, t, s in
            try x.poisson(t, isLogarithm: s.flag("log_input"), isFull: s.flag("full"), s.number("eps"), s.together)
        },
        .init(
            module: "GaussianNLLLoss", function: "gaussian_nll_loss",
            summary: "½(log v + (x − t)²/v) of a normal distribution with the mean x and the variance v",
            parameters: [full, epsilon(1e-6, "the smallest variance")],
            inputs: [
                Parameter("input", .any, .required, "the means"),
                Parameter("target", .any, .required, "what they should be"),
                Parameter("var", .any, .required, "the variances: one number, one for each row, or one for each mean"),
            ], example: "torch.tensor([0.5, 0.2]), torch.tensor([1.0, 0.0]), torch.ones(2))"
        ) { x, t, s in
            let given = s.value("var")
            let variance =
                try given.arrayNumber.map { try x.recorder.full(x.shape, $0.asDouble, x.dtype) } ?? s.required("var")
            return try x.gaussian(t, variance, isFull: s.flag("full"), s.number("eps"), s.together)
        },
    ]
}
