package import Language

/// The words of PyTorch: tensors, modules, losses, loaders, its optimizers' steps. The tensors of TensorFlow are the same.
package enum TensorLibrary {
    package static var words: [Word] { Catalogue.words.flatMap(\.self) }
    package static var members: [Member] { Catalogue.members.flatMap(\.self) }
    package static var coercions: [[String: Registry.Coercion]] { Catalogue.coercions }
}
