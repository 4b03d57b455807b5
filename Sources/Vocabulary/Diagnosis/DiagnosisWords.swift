import Adversarial
import Answers
import Datasets
public import Diagnosis
public import Language
import Optimizers
import Training
import ArrayVocabulary

// A script shows only what it prints, and the summary alone holds nothing of what was found.
extension Diagnosis: PrintedAsTable {}
extension Checklist: PrintedAsTable {}

/// A doctor for trainings: what lies behind a curve, whether the action that is proposed helps, and patients to practise on.
enum DiagnosisWords {
    static let words: [Word] = [diagnosing, confirming, checking, practising]

    static let members: [Member] = [
        .attribute("healthy", of: Diagnosis.self, "whether nothing is wrong or misleading") { .bool($0.isHealthy) },
        .attribute("cause", "the likeliest cause; healthy where nothing is wrong", \Diagnosis.cause),
        .attribute("findings", of: Diagnosis.self, "what was found, the likeliest cause first") { Value($0.findings) },
        .attribute("signs", of: Diagnosis.self, "the document's signs: a dict of sign, good, seen, measured for each") {
            .list($0.signs.map(dictionary))
        },
        .attribute("fluctuation", of: Diagnosis.self, "F of the judged losses; None for a run on a function") {
            $0.fluctuation.map { .number($0.size) } ?? .none
        },
        .attribute(
            "end_error",
            "the mean judged loss at the end, of a squared loss its root, in the target's unit; to be read beside F",
            \Diagnosis.endError),
        .method(
            "causes_of", of: Diagnosis.self, "what may lie behind a sign: a dict of cause, tells, verdict for each",
            [Parameter("sign", .text, "words of the sign: \"barely decreases\"")]
        ) { diagnosis, arguments, _ in
            let words = try arguments.text("sign")
            guard let sign = diagnosis.sign(words) else {
                throw arguments.mistake(
                    "sign", "there is no sign '\(words)'",
                    expected: diagnosis.signs.map(\.words).joined(separator: "; "),
                    try: "d.causes_of(\"barely decreases\")")
            }
            return .list(
                sign.candidates.map {
                    dictionary([
                        ("cause", .text($0.cause)), ("tells", .text($0.tells)), ("verdict", .text($0.verdict.rawValue)),
                    ])
                })
        },
        .attribute("cause", "the name of what lies behind it", \Finding.cause),
        .attribute("problem", aliases: ["sentence"], "what it is, in one sentence", \Finding.problem),
        .attribute("weight", "wrong, misleading or note", \Finding.weight.rawValue),
        .attribute("evidence", of: Finding.self, "what speaks for it, by name") { finding in
            dictionary(finding.evidence.map { ($0.name, .number($0.value)) })
        },
        .attribute("action", "what to do: where it can be, a line that runs", \Finding.action),
        .attribute("line", "the line of the listing, None for others", \Finding.line),
        .attribute("layer", of: Finding.self, "the layer's name, None where it is not in one") {
            $0.layer.map { .text($0) } ?? .none
        },
        .attribute("column", "the column of the inputs, from 0, None where it is not in one", \Finding.column),
        .attribute("proof", "not tried, confirmed or not confirmed", \Finding.proof.state),
        .attribute(
            "trial", of: Finding.self,
            "the rerun: change, symptom, before, after, error_before, error_after; None before confirm"
        ) { finding in
            guard let trial = finding.proof.trial else { return .none }
            return dictionary([
                ("change", .text(trial.change)), ("symptom", .text(trial.symptom)), ("before", .number(trial.before)),
                ("after", .number(trial.after)), ("error_before", .number(trial.errorBefore)),
                ("error_after", .number(trial.errorAfter)),
            ])
        },
        .attribute("items", of: Checklist.self, "a dict of practice, kept, measured for each") { checklist in
            .list(
                checklist.items.map {
                    dictionary([
                        ("practice", .text($0.practice)), ("kept", $0.isKept.map { .bool($0) } ?? .none),
                        ("measured", .text($0.measured)),
                    ])
                })
        },
        .attribute("kept", "how many practices were kept", \Checklist.kept),
        .attribute("history", of: Patient.self, "what its training did") { .thing($0.history) },
        .attribute("model", of: Patient.self, "the trained model") { .thing($0.model) },
        .attribute("fault", of: Patient.self, "the answer: what was planted, or healthy") { .text($0.fault.rawValue) },
        .attribute("x", of: Patient.self, "the inputs it was trained on") { patient in
            try patient.history.origin?.recipe?.x.first.map { try .array($0) } ?? .none
        },
        .attribute("y", of: Patient.self, "the targets it was trained on") { patient in
            try patient.history.origin?.recipe.map { try .array($0.y) } ?? .none
        },
    ]

    private static func dictionary(_ entries: [(String, Value)]) -> Value {
        .dict(.init(entries.map { (.text($0.0), $0.1) }))
    }

    private static func dictionary(_ sign: Sign) -> Value {
        dictionary([
            ("sign", .text(sign.words)), ("good", .bool(sign.isGood)), ("seen", sign.isSeen.map { .bool($0) } ?? .none),
            ("measured", .text(sign.measured)),
        ])
    }

    // MARK: Words

    private static let example = "p = patient(3)"
    private static let watched = [History.kind, Run.kind, Model.kind, Patient.kind]
    private static let diagnosed = watched + [GAN.kind]

    private static let diagnosing = Word(
        "diagnose", family: "inspection", summary: "What lies behind a training or a run, with evidence and an action",
        details:
            "Reads the curves, and where the history comes from a fit also model and data: rates, dead and saturated units, "
            + "gradients by layer, scales of inputs and target, targets that the last layer cannot give, validation rows, leakage, "
            + "penalties. Each finding has its numbers and the action that the "
            + "documents propose; confirm(finding) tries it. Fluctuation F always stands beside the error at the end, as a dead model is "
            + "calm, too. Of a GAN the samples are looked at: whether it has collapsed, and whether instance noise cures it. How often it is right: docs/diagnosis.md.",
        parameters: [
            Parameter(
                "history", aliases: ["run", "model", "gan"], .oneOf([.thing(diagnosed), .dict]),
                "a history, a run, a fitted model, or a GAN after its training; a dict of the curves loss and val_loss"),
            Parameter(
                "data", aliases: ["x"], .optional(.oneOf([.thing([Samples.kind, Dataset.kind]), .list(of: .any)])),
                "with a model: a dataset, or inputs; None for those of its fit"),
            Parameter(
                "y", .optional(.oneOf([.thing([Samples.kind]), .list(of: .any)])), "targets, when data is an array"),
        ],
        returns: Diagnosis.kind,
        examples: [
            "diagnose(minimize(rosenbrock, SGD(0.01), start=(-1.5, 2), steps=50))", example, "diagnose(p.history)",
            "diagnose({\"loss\": [1, 0.5, 0.3, 0.2], \"val_loss\": [1.1, 0.7, 0.9, 1.3]})",
        ], seeAlso: ["confirm", "checklist", "layer_statistics", "audit"],
        meaning: .call { args, context in
            let data = try data(args)
            if let model = args.optionalThing("history", as: Model.self) {
                return .thing(try diagnose(model, data, keeping: context.recipeShelf, work: context.work))
            }
            guard data == nil else {
                throw args.mistake(
                    "data", "data go with a model", expected: "diagnose(model, data), or diagnose(history) alone",
                    try: "diagnose(model, data)")
            }
            if let run = args.optionalThing("history", as: Run.self) {
                return .thing(try diagnose(run, work: context.work))
            }
            if let gan = args.optionalThing("history", as: GAN.self) {
                return .thing(try diagnose(gan, work: context.work))
            }
            return .thing(try diagnose(history(args), work: context.work))
        })

    /// Of a patient that of its training.
    private static func history(_ args: Arguments) throws -> History {
        if let patient = args.optionalThing("history", as: Patient.self) { return patient.history }
        if let model = args.optionalThing("history", as: Model.self) {
            guard let history = model.history else {
                throw args.mistake(
                    "history", "the model has not been fitted", expected: "a history, or a model after its fit",
                    try: "model.fit(x, y, epochs=30, validation_split=0.2)")
            }
            return history
        }
        if case .dict(let curves) = args["history"] { return try history(curves, args) }
        return try args.thing("history", as: History.self)
    }

    /// Of the curves alone, by Keras's names.
    private static func history(_ curves: Value.Dictionary, _ args: Arguments) throws -> History {
        func curve(_ name: String) -> [Double]? { curves.entries.first { $0.key.asText == name }?.value.doubles }
        guard let losses = curve("loss") else {
            throw args.mistake(
                "history", "the dict has no list of losses under \"loss\"", expected: "a loss for each epoch",
                try: "diagnose({\"loss\": [1.0, 0.5, 0.4], \"val_loss\": [1.1, 0.6, 0.7]})")
        }
        return try args.about("history") { try History(losses: losses, validation: curve("val_loss") ?? []) }
    }

    private static func data(_ args: Arguments) throws -> (x: Samples, y: Samples)? {
        guard args.isGiven("data"), !args["data"].isNone else { return nil }
        return try FitRows.data(args, of: "diagnose", try: "diagnose(model, x, y)")
    }

    private static let confirming = Word(
        "confirm", family: "inspection",
        summary: "A finding after its action was tried: the same training with that one change",
        details:
            "Trains or runs again on the same seeds and looks for the same symptom by the same rules. Confirmed is what went away "
            + "without a larger error at the end (2 % are allowed); what the rerun does not support is not confirmed.",
        parameters: [
            Parameter("finding", .thing([Finding.kind, Diagnosis.kind]), "a finding, or a diagnosis for its first one")
        ],
        returns: Finding.kind,
        examples: [
            "d = diagnose(minimize(rosenbrock, SGD(0.01), start=(-1.5, 2), steps=50))", "confirm(d.findings[0])",
        ],
        seeAlso: ["diagnose"],
        meaning: .call { args, context in
            if let diagnosis = args.optionalThing("finding", as: Diagnosis.self) {
                guard let first = diagnosis.findings.first else {
                    throw args.mistake("finding", "the diagnosis has no findings", expected: "a finding to be tried")
                }
                return .thing(try confirm(first, work: context.work))
            }
            return .thing(try confirm(args.thing("finding", as: Finding.self), work: context.work))
        })

    private static let checking = Word(
        "checklist", family: "inspection",
        summary: "The five best practices of the document, each with what was measured",
        parameters: [
            Parameter("history", aliases: ["run", "model"], .thing(watched), "a history, a run, or a fitted model")
        ],
        returns: Checklist.kind, examples: [example, "checklist(p.history)"], seeAlso: ["diagnose"],
        meaning: .call { args, context in
            if let run = args.optionalThing("history", as: Run.self) { return .thing(try Checklist(run)) }
            return .thing(try Checklist(history(args), work: context.work))
        })

    private static let practising = Word(
        "patient", family: "inspection",
        summary: "A training with one fault planted by its seed, to practise diagnosis on",
        details:
            "Health and the eight faults are equally likely: \(Phrase.list(Patient.Fault.planted.map(\.rawValue))). The history "
            + "does not tell; .fault does.",
        parameters: [
            Parameter("seed", .int(.atLeast(0)), "of everything that is drawn"),
            Parameter(
                "fault", .optional(.choice(Patient.Fault.allCases.map(\.rawValue))),
                "which fault; None lets the seed choose",
                isKeywordOnly: true),
            Parameter(
                "data", .choice(Patient.Ground.allCases.map(\.rawValue)), "house", "whose rows", isKeywordOnly: true),
        ],
        returns: Patient.kind, examples: [example], seeAlso: ["diagnose"],
        meaning: .call { args, context in
            let ground = Patient.Ground(rawValue: try args.text("data")) ?? .house
            return .thing(
                try Patient(
                    seed: UInt64(args.int("seed")), fault: args["fault"].asText.flatMap { Patient.Fault(rawValue: $0) },
                    ground: ground, work: context.work))
        })
}
