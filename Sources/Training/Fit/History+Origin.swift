/// What was trained and how it was asked for, which a history remembers and does not tell.
extension History {
    /// What it takes to run the training again; nil where nobody asked for it to be kept, and for rows or steps of a person's own.
    public var origin: Origin? { source.origin as? Origin }

    /// The procedure whose players were trained; nil for the fit of a model, and where the procedure is gone.
    public var procedure: (any Procedure)? { source.procedure as? (any Procedure) }

    /// What was asked for, and the model that was trained.
    public struct Origin: Sendable {
        /// What was asked for, until it has to make room.
        public let kept: KeptRecipe
        private weak var trained: Model?
        private let epochs: Int

        init(_ recipe: TrainingRecipe, _ model: Model, epochs: Int) {
            (kept, trained, self.epochs) = (KeptRecipe(recipe), model, epochs)
        }

        /// What was asked for; nil once its data were given up for those of newer trainings.
        public var recipe: TrainingRecipe? { kept.recipe }

        /// The model with the weights that the training left; nil when it is gone or was trained on.
        public var model: Model? { trained.flatMap { $0.epochsDone == epochs && !$0.isTraining ? $0 : nil } }
    }
}
