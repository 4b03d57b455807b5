import ArrayVocabulary
public import Language
import TensorVocabulary

/// All words of the language, and how values turn into what a word asks for.
///
/// A type that declares `static let words: [Word]`, `members: [Member]` or `coercions` in this module is found by the
/// build plugin `Catalogue`.
public enum Vocabulary {
    /// The registry that every session shares; it never changes.
    public static let registry = Registry(
        words: inOrder(
            ArrayLibrary.words + Catalogue.words.flatMap { $0 } + TensorLibrary.words + PythonWords.words),
        members: ArrayLibrary.members + Catalogue.members.flatMap { $0 } + TensorLibrary.members,
        coercions: (Catalogue.coercions + TensorLibrary.coercions).reduce(into: [:]) { all, more in
            all.merge(more) { first, _ in first }
        },
        glossary: GlossaryWords.glossary, recipes: Recipes.all, firstLines: Recipes.firstLines)

    /// The chapters of the reference, as a course goes through them; a family that is not named here comes last.
    private static let families = [
        "landscapes", "optimizers", "schedules", "solvers", "experiments", "pictures", "plotting", "networks", "layers",
        "inspection", "data", "tuning", "alignment", "numpy", "jax", "metrics", "documents", "session", "numbers",
        "lists",
        "values",
        "classes",
        "exceptions",
        "modules", "lessons",
    ]

    /// By family, in the order of the files within each.
    private static func inOrder(_ words: [Word]) -> [Word] {
        let places = Dictionary(uniqueKeysWithValues: zip(families, 0...))
        // Words are large to move, so that their places are sorted.
        let keys = words.indices.map { (places[words[$0].family] ?? .max, $0) }.sorted(by: <)
        return keys.map { words[$0.1] }
    }
}
