/// Every layer of `torch.nn`.
enum TorchLayers {
    static let all: [LayerClass] = plain + spatial + normalising + activations + composed

    private static let plain = [
        LayerClasses.linear, LayerClasses.identity, LayerClasses.flatten, LayerClasses.dropout,
        LayerClasses.channelDropout, LayerClasses.embedding, LayerClasses.layerNorm, LayerClasses.groupNorm,
    ]

    private static let spatial =
        LayerClasses.convolutions + LayerClasses.transposedConvolutions + [Resizing.upsample] + LayerClasses.pools
        + LayerClasses.adaptivePools

    private static let normalising =
        LayerClasses.norms
        + [LayerClasses.rootMeanNorm, LayerClasses.cosineSimilarity, LayerClasses.pairwiseDistance]
        + LayerClasses.instanceNorms

    private static let activations = ActivationClasses.classes + [LayerClasses.prelu, LayerClasses.rrelu]

    private static let composed = Recurrences.classes + RecurrentCells.classes + Attention.classes
}
