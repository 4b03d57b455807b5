internal import Answers
internal import Datasets
internal import Networks
internal import Optimizers
internal import Training

/// The actions that the documents propose, with their values, as lines that run and as changes of a recipe.
struct Advice {
    let facts: TrainingFacts

    init(_ facts: TrainingFacts) { self.facts = facts }

    /// A finding with its action, and the way to try it where there is one.
    func finding(
        _ cause: Cause, _ weight: Finding.Weight, _ problem: String, _ evidence: [Finding.Number],
        place: Finding.Place? = nil
    ) -> Finding {
        let change = change(for: cause)
        var remedy: TrainingRemedy?
        var missing =
            "a history that comes from model.fit, or diagnose(model, data): a bare history cannot be run again"
        if facts.history.origin != nil, facts.recipe == nil {
            missing = "a training whose data are kept: fit the model again"
        }
        if let recipe = facts.recipe, let kept = facts.kept, let change {
            missing = "a model that is made anew and fitted once: this training went on from weights that are gone"
            if recipe.startsAnew {
                remedy = TrainingRemedy(
                    kept: kept, cause: cause, change: change.words, edit: change.edit, unit: change.unit,
                    before: evidence.first,
                    errorBefore: facts.history.epochs.isEmpty ? .infinity : facts.curves.endError)
            }
        } else if facts.recipe != nil {
            missing = "another look rather than another run: \(action(for: cause))"
        }
        return Finding(
            cause.rawValue, weight, problem, evidence: evidence, action: change?.line ?? action(for: cause),
            place: place,
            remedy: remedy, missing: missing)
    }

    /// One change of a training.
    struct Change: Sendable {
        /// What is changed, in words.
        let words: String
        /// The line that a person would write.
        let line: String
        /// What an error after the change is multiplied by, to be in the unit of the one before.
        var unit = 1.0
        let edit: @Sendable (inout TrainingRecipe) throws -> Void
    }

    /// What is proposed where there is nothing to run again.
    private func action(for cause: Cause) -> String {
        switch cause {
        case .rateTooHigh, .overflow: "model.compile(optimizer=Adam(0.0001), loss='mse')"
        case .rateTooLow, .plateau, .saddle: "model.compile(optimizer=Adam(0.001), loss='mse')"
        case .deadUnits: "Dense(64, activation='leaky_relu', kernel_initializer='he_normal')"
        case .saturatedUnits, .vanishingGradients, .initialisationScale:
            "Dense(64, activation='relu', kernel_initializer='he_normal')"
        case .explodingGradients: "model.compile(optimizer=Adam(0.0001, clipvalue=1.0), loss='mse')"
        case .inputScale: "x = StandardScaler().fit_transform(x)"
        case .targetScale: "y = (y - y.mean()) / y.std()"
        case .outputRange: "Dense(1)"
        case .overfitting:
            "model.fit(x, y, epochs=100, validation_split=0.2, callbacks=[EarlyStopping(patience=5, min_delta=0.001)])"
        case .underfitting: "Dense(128, activation='relu')"
        case .unlikeValidation: "rows = np.random.permutation(len(y)); x, y = x[rows], y[rows]"
        case .tinyValidation: "model.fit(x, y, epochs=30, validation_split=0.2)"
        case .leakage: "x = np.delete(x, 0, axis=1)"
        case .penaltyInLoss: "history[\"val_pure_loss\"]"
        case .localMinimum: "minimize(f, Adam(0.1), start=(0.5, 0.5))"
        case .narrowValley: "minimize(f, SGD(0.001, momentum=0.9))"
        case .unbounded: "another function: this one has no minimum"
        }
    }

    private func change(for cause: Cause) -> Change? {
        guard let recipe = facts.recipe else { return nil }
        switch cause {
        case .rateTooHigh, .overflow: return rate(Swift.min(facts.usualRate, facts.rate / 10), recipe)
        case .rateTooLow:
            return rate(Swift.max(facts.usualRate, facts.rate < facts.usualRate ? 0 : 10 * facts.rate), recipe)
        case .plateau, .saddle:
            guard recipe.plan.optimizer.name == "SGD", let adam = try? Optimizer("Adam", rate: .constant(0.001)) else {
                return rate(10 * facts.rate, recipe)
            }
            return Change(words: adam.summary, line: compiled(adam, recipe)) { $0.plan.optimizer = adam }
        case .deadUnits: return activation("leaky_relu")
        case .vanishingGradients, .saturatedUnits: return activation("relu")
        case .initialisationScale:
            return Change(
                words: "kernel_initializer='he_normal' in every layer",
                line: "Dense(64, activation='relu', kernel_initializer='he_normal')"
            ) { recipe in
                recipe.architecture = recipe.architecture.withHiddenLayers(andLast: true) {
                    $0.kernelInitialiser = .heNormal
                }
            }
        case .explodingGradients:
            return Change(
                words: "kernel_initializer='he_normal'",
                line: "Dense(64, activation='relu', kernel_initializer='he_normal')"
            ) { recipe in
                recipe.architecture = recipe.architecture.withHiddenLayers { $0.kernelInitialiser = .heNormal }
            }
        case .inputScale:
            return Change(words: "scaled inputs", line: "x = StandardScaler().fit_transform(x)") {
                try $0.scaleInputs()
            }
        case .outputRange:
            guard let instead = facts.range?.instead else { return nil }
            return Change(
                words: "activation='\(instead.name)' in the last layer",
                line: instead.name == "linear" ? "Dense(1)" : "Dense(1, activation='\(instead.name)')"
            ) { $0.architecture = $0.architecture.endingWith(instead) }
        case .targetScale:
            guard let deviation = facts.data?.target?.deviation, deviation > 0 else { return nil }
            return Change(words: "a scaled target", line: "y = (y - y.mean()) / y.std()", unit: deviation) {
                try $0.scaleTarget()
            }
        case .unlikeValidation:
            return Change(
                words: "shuffled rows", line: "rows = np.random.permutation(len(y)); x, y = x[rows], y[rows]"
            ) { try $0.shuffleRows() }
        case .overfitting: return stopEarly(recipe)
        case .underfitting: return withoutBrakes
        case .tinyValidation:
            guard recipe.options.validation == nil, recipe.options.validationSplit < 0.2, recipe.y.count >= 150 else {
                return nil
            }
            return Change(
                words: "validation_split=0.2",
                line: "model.fit(x, y, epochs=\(recipe.options.epochs), validation_split=0.2)"
            ) { $0.options.validationSplit = 0.2 }
        case .leakage:
            guard let column = facts.data?.leak?.number else { return nil }
            return Change(words: "column \(column) left out", line: "x = np.delete(x, \(column), axis=1)") {
                try $0.leaveOut(column: column)
            }
        case .penaltyInLoss, .unbounded, .localMinimum, .narrowValley: return nil
        }
    }

    private func stopEarly(_ recipe: TrainingRecipe) -> Change? {
        guard let rule = try? EarlyStopping(patience: 5, minDelta: 0.001, restoreBestWeights: true) else {
            return nil
        }
        let call = "EarlyStopping(patience=5, min_delta=0.001, restore_best_weights=True)"
        return Change(
            words: call,
            line: "model.fit(x, y, epochs=\(recipe.options.epochs), validation_split=0.2, callbacks=[\(call)])"
        ) { $0.options.callbacks.append(StopEarly(monitor: "val_pure_loss", rule: rule)) }
    }

    private func rate(_ rate: Double, _ recipe: TrainingRecipe) -> Change? {
        guard rate > 0, rate.isFinite, let shown = Double(rate.short(2)) else { return nil }
        let optimizer = recipe.plan.optimizer.with(rate: .constant(shown))
        return Change(words: optimizer.summary, line: compiled(optimizer, recipe)) { recipe in
            recipe.plan.optimizer = optimizer
            recipe.rate = nil
        }
    }

    private func compiled(_ optimizer: Optimizer, _ recipe: TrainingRecipe) -> String {
        "model.compile(optimizer=\(optimizer.summary), loss='\(recipe.plan.loss.name)')"
    }

    private func activation(_ name: String) -> Change? {
        guard let activation = Activation(name: name) else { return nil }
        return Change(
            words: "activation='\(name)'", line: "Dense(64, activation='\(name)', kernel_initializer='he_normal')"
        ) { recipe in
            recipe.architecture = recipe.architecture.withHiddenLayers { $0.activation = activation }
        }
    }

    private var withoutBrakes: Change? {
        guard !facts.brakes.isEmpty else { return nil }
        return Change(words: "neither dropout nor penalties", line: "Dense(64, activation='relu')") { recipe in
            recipe.architecture = try recipe.architecture.withoutBrakes()
        }
    }
}
