import Language

/// Every word of `torch` itself and of its layers.
enum TorchVocabulary {
    static let words: [Word] =
        TorchWords.making + TorchWords.drawing + TorchWords.joining + TorchWords.typed + TorchWords.settings
        + TorchWords.dtypes + TorchWords.narrowDtypes + TorchWords.autograd + TorchWords.layers
        + TorchLayers.all.map(\.word) + Containers.all + [Resizing.word, Attention.word, TensorPrinting.word]
        + LayerClasses.adaptiveWords
}
