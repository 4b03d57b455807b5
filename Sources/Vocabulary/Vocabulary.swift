public import Language

/// All words of the language in the order of the reference, and how values turn into what a word asks for.
public enum Vocabulary {
    /// The registry that every session shares; it never changes.
    public static let registry = Registry(
        words: words, members: members, coercions: coercions, glossary: GlossaryWords.glossary, recipes: Recipes.all,
        firstLines: Recipes.firstLines)

    private static let words: [Word] = [
        LandscapeWords.words, DerivativeWords.words, OptimizerWords.words, ScheduleWords.words, SolverWords.words,
        ExperimentWords.words, PictureWords.words, ModelWords.words, LayerWords.words, IngredientWords.words,
        InitialiserWords.words, LossWords.words, TorchLossWords.words,
        CallbackWords.words, InspectionWords.words, DatasetWords.words, ArrayWords.words, MetricWords.words,
        AuditWords.words, GeneratorWords.words, CoreWords.words, GlossaryWords.words, CheckWords.words,
    ].flatMap { $0 }

    private static let members: [Member] = [
        LandscapeWords.members, OptimizerWords.members, ScheduleWords.members, ExperimentWords.members,
        PictureWords.members, ModelMembers.members, LossWords.members, InspectionWords.members, DatasetWords.members,
        ArrayWords.members,
        AuditWords.members, GeneratorWords.members, CoreWords.members, CheckWords.members,
    ].flatMap { $0 }

    private static let coercions: [String: Registry.Coercion] = LandscapeWords.coercions.merging(
        IngredientWords.coercions
    ) { first, _ in first }
}
