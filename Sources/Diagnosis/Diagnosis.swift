internal import Adversarial
public import Answers
public import Datasets
public import Optimizers
public import Training

/// What happened in a training or a run, named: findings with their evidence, the likeliest cause first, and the signs by which
/// good and poor optimisation are told.
public struct Diagnosis: Sendable {
    /// What was looked at, in a few words: `40 epochs, loss 1.2 → 0.08`.
    public let subject: String
    /// The likeliest cause first; what is only worth knowing comes last.
    public let findings: [Finding]
    /// The signs of good and of poor optimisation, in the document's order.
    public let signs: [Sign]
    /// How the judged curve shakes, and its end; nil for a run on a function.
    public let fluctuation: Fluctuation?
    /// The mean judged loss of the last tenth of the epochs (at most ten of them), of a mean of squares its root; the loss of a run on
    /// a function.
    public let endError: Double
    /// What that is: `error at the end`, `loss at the end`.
    public let endName: String
    /// What could not be looked at, and what that would need.
    public let unseen: [String]
    /// The history of the training that was diagnosed; nil for a run on a function.
    public let history: History?
    /// The run on a function that was diagnosed; nil for a training.
    public let run: Run?

    /// Whether nothing is wrong or misleading.
    public var isHealthy: Bool { findings.allSatisfy { $0.weight == .note } }

    /// The likeliest cause, `healthy` where nothing is wrong.
    public var cause: String { isHealthy ? "healthy" : findings[0].cause }

    /// The sign of those words, or of some of them: `barely decreases`.
    public func sign(_ words: String) -> Sign? {
        signs.first { $0.words.lowercased().contains(words.lowercased()) }
    }
}

/// What a history says: with its model and data where it comes from a fit that kept them, by its curves alone otherwise.
///
/// - Throws: `Mistake` for a history of no epochs; `Stopped`.
public func diagnose(_ history: History, work: Work = Work()) throws -> Diagnosis {
    if let gan = history.procedure as? GAN { return try diagnose(gan, work: work) }
    guard history.epochs.last?.hasLoss ?? true else {
        throw Mistake(
            "the history has no loss that is to become small: \(history.summary)",
            expected: "the fit of a model, or a GAN that is still there", argument: "history")
    }
    return try Diagnosis(
        TrainingFacts(history, history.origin?.kept, history.origin?.model, work: work),
        unseen: history.origin == nil
            ? ["model and data: diagnose(model, data) looks at both"]
            : history.origin?.recipe == nil
                ? ["model and data: \(TrainingFacts.givenUp); fit the model again"]
                : history.origin?.model == nil
                    ? ["the layers at the end: the model was trained on since, or is gone"] : [])
}

/// What the last training of a model says, on these rows or on those it was trained on.
///
/// - Parameters:
///   - data: inputs and targets, trained on and held out as they were in the fit; nil for those of the fit.
///   - shelf: what bounds the data that are kept for `confirm`.
/// - Throws: `Mistake` for a model that was not fitted, and data that do not fit it; `Stopped`.
public func diagnose(
    _ model: Model, _ data: (x: Samples, y: Samples)? = nil, keeping shelf: RecipeShelf? = nil, work: Work = Work()
) throws -> Diagnosis {
    guard let history = model.history, model.epochsDone > 0 || history.nonFinite != nil else {
        throw Mistake(
            "the model has not been fitted: nothing has happened yet that could be diagnosed",
            expected: "a model after its fit", try: "model.fit(x, y, epochs=30, validation_split=0.2)",
            argument: "model")
    }
    guard var recipe = history.origin?.recipe else {
        guard data == nil else {
            let fitted = "a model whose fit kept what it was given"
            throw Mistake(
                history.origin == nil
                    ? "the model's last fit did not keep its settings (rows or steps of its own, or a loaded file)"
                    : TrainingFacts.givenUp,
                expected: fitted, try: "diagnose(model.history)", argument: "model")
        }
        return try diagnose(history, work: work)
    }
    guard let data else {
        return try Diagnosis(
            TrainingFacts(history, history.origin?.kept, history.origin?.model, work: work), unseen: [])
    }
    try model.checked(data.x, data.y)
    recipe.x = [data.x]
    recipe.y = data.y
    let kept = KeptRecipe(recipe)
    shelf?.keep(kept)
    return try Diagnosis(TrainingFacts(history, kept, history.origin?.model, work: work), unseen: [])
}

/// A finding after its action was tried: a rerun with that one change on the same seeds.
///
/// - Throws: `Mistake` where a trial needs what is not there; `Stopped`.
public func confirm(_ finding: Finding, work: Work = Work()) throws -> Finding { try finding.tried(work: work) }

extension Diagnosis {
    init(_ facts: TrainingFacts, unseen: [String]) throws {
        let rules = Rules(facts)
        findings = rules.findings
        signs = Signs(facts, findings).all
        let history = facts.history
        let losses = facts.curves.train
        subject =
            Phrase.count(history.epochs.count, "epoch")
            + (losses.isEmpty ? "" : ", loss \(losses[0].short()) → \(losses[losses.count - 1].short())")
            + (facts.curves.validation.last.map { ", validation \($0.short())" } ?? ", none validated")
        fluctuation = losses.isEmpty ? nil : facts.fluctuation
        endError = losses.isEmpty ? .nan : facts.curves.endError
        endName = facts.curves.endName
        var unseen = unseen
        if facts.curves.validation.isEmpty {
            unseen.append(
                "overfitting and leakage into new rows: there are no validation rows; fit(…, validation_split=0.2)")
        }
        self.unseen = unseen
        self.history = history
        run = nil
    }
}

extension Diagnosis: Presentable {
    /// `diagnosis`
    public static var kind: String { "diagnosis" }

    /// `diagnosis: input scale (40 epochs, …)`
    public var summary: String { "diagnosis: \(cause) (\(subject))" }

    /// F and the error at the end, side by side: `F 0.42, error at the end 0.62`.
    private var calm: String? {
        fluctuation.map {
            ($0.size.isNaN ? "no fluctuation F: it takes four finite losses" : "fluctuation F \($0.size.short(2))")
                + ", \(endName) \(endError.short(4))"
        }
    }

    /// The verdict, fluctuation beside the error, the findings, the signs that are seen, and what was not looked at.
    public func table(width: Int) -> String {
        let columns = Swift.max(width, 20)
        var lines = TextTable.wrap(summary, columns, hanging: 2)
        if let calm { lines += TextTable.wrap(calm, columns, hanging: 2) }
        for finding in findings { lines += [""] + finding.lines(width: columns) }
        let seen = signs.filter { $0.isSeen == true }
        if !seen.isEmpty { lines.append("") }
        for sign in seen {
            lines += TextTable.wrap(
                "\(sign.isGood ? "good" : "poor") sign: \(sign.words) (\(sign.measured))", columns, hanging: 2)
            for candidate in sign.candidates where candidate.verdict != .excluded {
                lines += TextTable.wrap(
                    "\(candidate.verdict.rawValue): \(candidate.cause): \(candidate.tells)", columns, indent: 4,
                    hanging: 6)
            }
        }
        if !unseen.isEmpty { lines.append("") }
        for text in unseen { lines += TextTable.wrap("not looked at: \(text)", columns, hanging: 2) }
        return lines.joined(separator: "\n")
    }

    /// The findings that matter, or that there are none, with fluctuation and error.
    public var sentence: String {
        let matter = findings.filter { $0.weight != .note }
        let what =
            matter.isEmpty
            ? "Nothing is found to be wrong in \(subject)." : matter.map(\.sentence).joined(separator: " ")
        return what + (calm.map { " (\($0).)" } ?? "")
    }

    /// Cause, findings, signs, and the numbers of the curve.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "cause": .string(cause), "healthy": .bool(isHealthy),
            "findings": .array(findings.map(\.json)),
            "signs": .array(
                signs.map { sign in
                    .members([
                        "sign": .string(sign.words), "good": .bool(sign.isGood),
                        "seen": sign.isSeen.map(JSON.bool) ?? .null, "measured": .string(sign.measured),
                    ])
                }),
            "fluctuation": fluctuation.map { .number($0.size) } ?? .null, "end_error": .number(endError),
            "not_looked_at": .array(unseen.map { .string($0) }),
        ])
    }
}
