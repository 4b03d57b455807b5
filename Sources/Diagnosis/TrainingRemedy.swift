internal import Answers
internal import Training

/// Trains again on the same seeds with one change, and looks for the same symptom with the same rules.
struct TrainingRemedy: Sendable {
    let kept: KeptRecipe
    let cause: Cause
    let change: String
    let edit: @Sendable (inout TrainingRecipe) throws -> Void
    /// What an error after the change is multiplied by, to be in the unit of the one before.
    let unit: Double
    let before: Finding.Number?
    let errorBefore: Double
}
