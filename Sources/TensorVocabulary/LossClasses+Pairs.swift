import Answers
import Autograd
import Language

/// Losses of pairs and triples, and those with a margin.
extension LossClasses {
    private static func margin(_ standard: Double, _ meaning: String) -> Parameter {
        Parameter("margin", .number(), .value(.number(standard)), meaning)
    }

    private static func inputs(_ names: [(String, String)]) -> [Parameter] {
        names.map { Parameter($0.0, .any, .required, $0.1) }
    }

    private static let signs = "torch.tensor([0.5, -0.2]), torch.tensor([1.0, -1.0]))"

    static let pairs: [Declaration] = [
        .init(
            module: "CosineEmbeddingLoss", function: "cosine_embedding_loss",
            summary: "1 − cos of rows that are to be alike (t = 1), max(0, cos − margin) of those that are not (−1)",
            parameters: [margin(0, "the cosine that unlike rows may have")],
            inputs: inputs([("input1", "rows"), ("input2", "rows"), ("target", "1 or −1 for each row")]),
            example: "torch.eye(2), torch.ones(2, 2), torch.tensor([1, -1]))"
        ) { x, y, s in try x.cosineEmbedding(y, s.required("target"), s.number("margin"), s.together) },
        .init(
            module: "MarginRankingLoss", function: "margin_ranking_loss",
            summary: "max(0, margin − t(x₁ − x₂)) of t = 1 where x₁ is to be the larger one, else −1",
            parameters: [margin(0, "how much larger it is to be")],
            inputs: inputs([("input1", "numbers"), ("input2", "numbers"), ("target", "1 or −1 for each")]),
            example: "torch.ones(2), torch.zeros(2), torch.tensor([1, -1]))"
        ) { x, y, s in try x.marginRanking(y, s.required("target"), s.number("margin"), s.together) },
        .init(
            module: "TripletMarginLoss", function: "triplet_margin_loss",
            summary: "max(0, margin + d(anchor, positive) − d(anchor, negative)) of distances d of the last axis",
            parameters: [
                margin(1, "how much farther the negative is to be"),
                Parameter("p", .number(.positive), .value(.number(2)), "the power of the distances"),
                Parameter("eps", .number(.nonNegative), .value(.number(1e-6)), "added to every difference"),
                Parameter("swap", .bool, false, "whether the negative's distance from the positive counts, if smaller"),
            ],
            inputs: inputs([("anchor", "rows"), ("positive", "rows like them"), ("negative", "rows unlike them")]),
            example: "torch.zeros(1, 2), torch.ones(1, 2), torch.eye(2)[:1])"
        ) { x, y, s in
            try x.tripletMargin(
                y, s.required("negative"), s.number("margin"), power: s.number("p"), s.number("eps"),
                swaps: s.flag("swap"), s.together)
        },
        .init(
            module: "HingeEmbeddingLoss", function: "hinge_embedding_loss",
            summary: "the distance x where t = 1, max(0, margin − x) where t = −1",
            parameters: [margin(1, "the distance that unlike pairs are to have")], example: signs
        ) { x, t, s in try x.hingeEmbedding(t, s.number("margin"), s.together) },
        .init(
            module: "SoftMarginLoss", function: "soft_margin_loss", summary: "log(1 + e^(−t·x)) of t = 1 or −1",
            parameters: [], example: signs
        ) { x, t, s in try x.softMargin(t, s.together) },
        .init(
            module: "MultiMarginLoss", function: "multi_margin_loss",
            summary: "Σ max(0, margin − x of the class + x of another)ᵖ, divided by the number of classes",
            parameters: [
                Parameter("p", .int(.init(1, 2)), 1, "1 or 2"), margin(1, "how far the class is to lead"), weight,
            ], example: "torch.tensor([[1.0, 2.0, 0.5]]), torch.tensor([1]))"
        ) { x, t, s in
            try x.multiMargin(
                t, power: s.value("p").asInt ?? 1, s.number("margin"), s.tensor("weight"), s.together)
        },
        .init(
            module: "MultiLabelSoftMarginLoss", function: "multilabel_soft_margin_loss",
            summary: "binary cross-entropy of logits, the mean over the classes of each example",
            parameters: [weight], example: "torch.tensor([[1.0, -2.0]]), torch.tensor([[1.0, 0.0]]))"
        ) { x, t, s in try x.multiLabelSoftMargin(t, s.tensor("weight"), s.together) },
    ]
}
