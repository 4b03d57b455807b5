import Answers
import Networks
import Tensors
import Training

@testable import LanguageModels

/// What many tests need: a text, and small models of it with weights that are not near zero.
enum Small {
    static let text = String(repeating: "the old cat sees a red ball. my dog likes the river! ", count: 8)

    /// An untrained model whose weights are large enough that its chances are far from even.
    static func model(
        _ kind: LanguageModel.NetworkKind, context: Int = 12, width: Int = 16, layers: Int = 2, heads: Int = 2
    ) throws -> LanguageModel {
        let model = try LanguageModel.network(
            kind, of: text, context: context, width: width, layers: layers, heads: heads, seed: 3)
        guard let network = model.model?.network else { throw Stopped() }
        for entry in network.entries where entry.role.hasSuffix("embeddings") || entry.role.hasSuffix("kernel") {
            for place in entry.range {
                network.parameters.base[place] *= entry.role.hasSuffix("embeddings") ? 20 : 1.5
            }
        }
        return model
    }
}
