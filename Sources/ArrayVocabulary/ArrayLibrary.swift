package import Language

/// The words of NumPy, pandas and Matplotlib: arrays, tables, and plots of them. They lean on nothing that learns, so
/// that they are a module of their own, built beside the networks.
package enum ArrayLibrary {
    package static var words: [Word] { Catalogue.words.flatMap(\.self) }
    package static var members: [Member] { Catalogue.members.flatMap(\.self) }
}
