public import Adversarial
public import Answers
internal import Datasets
internal import Networks
internal import Training

/// What a game of two networks has come to: the collapse detector.
///
/// Samples of the trained generator are counted by the modes of the data where these are known, and by distances to real rows otherwise. What
/// is found has its numbers, an action, and a rerun from the same first weights with that one change.
///
/// - Throws: `Mistake` for a GAN that was not trained; `Stopped`.
public func diagnose(_ gan: GAN, work: Work = Work()) throws -> Diagnosis {
    guard gan.stepsDone > 0 || gan.history?.nonFinite != nil, let training = gan.training else {
        throw Mistake(
            "the GAN has not been trained: nothing has happened yet that could be diagnosed",
            expected: "a GAN after its training", try: "train(gan, data, steps=4000)", argument: "history")
    }
    let facts = try GameFacts(gan, training, work: work)
    return Diagnosis(
        subject: "\(Phrase.count(gan.stepsDone, "step")), \(facts.subject)", findings: facts.findings, signs: [],
        fluctuation: nil, endError: facts.error, endName: "distance from the data", unseen: facts.unseen,
        history: gan.history, run: nil)
}

/// The numbers by which a game is judged.
struct GameFacts {
    let gan: GAN
    let training: GANTraining
    /// Samples by modes; nil where the modes are not known.
    let count: ModeCount?
    /// Samples by distances.
    let quality: SampleQuality
    /// The same of one half of the data beside the other: what can be had.
    let standard: SampleQuality?
    /// |d(generator's loss)/d(score)|, mean over samples: what the generator learns by.
    let slope: Double

    /// Covered modes of which a generator counts as collapsed: at most this share.
    static let collapsed = 0.75
    /// Good samples that a generator has at least which has learnt anything of the data.
    static let learnt = 0.2
    /// Distance between two samples, over that between two rows, below which all samples are alike.
    static let alike = 0.25
    /// Epochs that a training has at least of which it can be said that its samples do not come to differ.
    static let begun = 4

    /// The share of the samples that are like the data.
    var good: Double { count?.goodShare ?? quality.precision }

    init(_ gan: GAN, _ training: GANTraining, work: Work) throws {
        (self.gan, self.training) = (gan, training)
        let samples = try gan.samples(gan.generator.outputWidth <= 16 ? 2000 : 500, seed: gan.seed &+ 1, work: work)
        count = try gan.modes?.count(samples, work: work)
        let k = Swift.min(3, training.data.count - 1)
        quality = try SampleQuality(samples, training.data, k: k, work: work)
        let half = training.data.count / 2
        standard =
            half > k
            ? try SampleQuality(
                training.data.rows(0..<half), training.data.rows(half..<training.data.count), k: k, work: work) : nil
        let scores = try gan.scores(samples, work: work)
        slope =
            scores.reduce(0) { $0 + abs(gan.settings.loss.generator($1).slope) } / Double(Swift.max(1, scores.count))
        if work.isCancelled { throw Stopped() }
    }

    /// Whether modes are missing: counted where they are known, else told by the share of the real rows that have a made neighbour, against
    /// what half of the data reaches of the other half.
    ///
    /// A generator of whose samples hardly any is good has not learnt yet, unless it makes the same one of all latent numbers.
    var isCollapsed: Bool {
        guard good >= GameFacts.learnt else { return isAlike }
        if let count { return Double(count.covered) <= GameFacts.collapsed * Double(count.good.count) }
        return quality.coverage < 0.5 * (standard?.coverage ?? 0.875)
    }

    /// Whether it makes nearly the same sample of all latent numbers, and did not begin to differ in the second half of the training: so it is
    /// with a new generator, too.
    private var isAlike: Bool {
        let looks = gan.history?.values("diversity") ?? []
        guard quality.diversity < GameFacts.alike, looks.count >= GameFacts.begun, let last = looks.last else {
            return false
        }
        return last <= 1.1 * looks[looks.count / 2]
    }

    /// 0 where samples are spread as the data are: by modes the total variation distance, otherwise 1 − the harmonic mean of precision and
    /// coverage.
    var error: Double {
        if let count { return count.distance }
        let sum = quality.precision + quality.coverage
        return sum > 0 ? 1 - 2 * quality.precision * quality.coverage / sum : 1
    }

    var subject: String {
        count?.summary ?? "precision \(quality.precision.short(3)), coverage \(quality.coverage.short(3))"
    }

    var unseen: [String] {
        count == nil ? ["modes: the data have no classes in the plane; samples were compared with real rows"] : []
    }

    /// The likeliest cause first.
    var findings: [Finding] { [diverged, withoutSlope, collapse, poor, missingFew].compactMap { $0 } }

    private var diverged: Finding? {
        guard let found = gan.history?.nonFinite else { return nil }
        // Of a rate far above what Adam is used with, a tenth is none for it either.
        let rate = Swift.min(found.rate / 10, 0.002)
        return Finding(
            "overflow", .wrong, "The training ended where a number was not finite: \(found.sentence).",
            evidence: [.init("rate", found.rate)], action: "optimizer=Adam(\(rate.short(2)), beta_1=0.5)",
            missing: "a training that comes to its end")
    }

    // MARK: A generator that cannot learn

    /// Samples that are told from real ones for certain give `minimax` no slope (Goodfellow et al. 2014, section 3).
    private var withoutSlope: Finding? {
        guard gan.settings.loss == .minimax, slope < 0.05 else { return nil }
        var settings = gan.settings
        settings.loss = .nonSaturating
        return finding(
            "generator without slope",
            "The discriminator knows made samples for certain, and there minimax gives the generator almost no slope.",
            [.init("mean slope of the generator's loss", slope)]
                + (count.map { [.init("modes covered", Double($0.covered))] } ?? []),
            "loss=\"non_saturating\"", settings
        ) { GameFacts.Symptom(name: "mean slope of the generator's loss", value: $0.slope, isThere: $0.slope < 0.05) }
    }

    // MARK: Collapse

    private var collapse: Finding? {
        guard isCollapsed else { return nil }
        let noise = Double((gan.settings.noise > 0 ? 2 * gan.settings.noise : 0.2 * spread).short(1)) ?? 0.5
        var settings = gan.settings
        settings.noise = noise
        var evidence: [Finding.Number] = []
        let problem: String
        let isOfOneSample = good < GameFacts.learnt
        if isOfOneSample {
            problem =
                "The generator has collapsed: whatever the latent numbers are, it makes nearly the same sample. Two of its samples differ by "
                + "\((100 * quality.diversity).short(2)) % of what two real ones do."
        } else if let count {
            evidence = [
                .init("modes covered", Double(count.covered)), .init("modes of the data", Double(count.good.count)),
                .init("share of good samples", count.goodShare), .init("evenness", count.evenness),
            ]
            problem =
                "The generator has collapsed to \(count.covered) of \(count.good.count) modes: none of its samples, or less than "
                + "1 %, are of mode \(Phrase.list(count.missing.map(String.init)))."
        } else {
            problem =
                "The generator has collapsed: only \((100 * quality.coverage).short(2)) % of the real rows have a made neighbour, and "
                + "\((100 * (standard?.coverage ?? 0.875)).short(2)) % a real one of another half of the data."
        }
        evidence += [
            .init("coverage of real rows", quality.coverage), .init("diversity against the data", quality.diversity),
        ]
        return finding("mode collapse", problem, evidence, "noise=\(noise.short())", settings) { facts in
            if isOfOneSample {
                return GameFacts.Symptom(
                    name: "diversity against the data", value: facts.quality.diversity, isThere: facts.isCollapsed)
            }
            return facts.count.map {
                GameFacts.Symptom(name: "modes covered", value: Double($0.covered), isThere: facts.isCollapsed)
            }
                ?? GameFacts.Symptom(
                    name: "coverage of real rows", value: facts.quality.coverage, isThere: facts.isCollapsed)
        }
    }

    private var spread: Double { SampleSet(training.data).meanDistance(pairs: 2000) }

    private var missingFew: Finding? {
        guard let count, good >= 0.5, !isCollapsed, !count.missing.isEmpty else { return nil }
        return Finding(
            "missing modes", .note,
            "\(count.covered) of \(count.good.count) modes are covered; mode \(Phrase.list(count.missing.map(String.init))) has less "
                + "than 1 % of the samples.",
            evidence: [.init("modes covered", Double(count.covered))],
            action: "a run with another seed, to see whether it is chance",
            missing: "another seed, rather than another setting")
    }

    // MARK: Samples that are none

    private var poor: Finding? {
        guard good < 0.5 else { return nil }
        let name = count == nil ? "precision" : "share of good samples"
        let steps = 2 * training.steps
        return finding(
            "poor samples", "Most samples are not like the data: \((100 * good).short(2)) % are.",
            [.init(name, good), .init("distance to the nearest real row", quality.nearest)], "steps=\(steps)",
            gan.settings,
            steps: steps
        ) {
            GameFacts.Symptom(
                name: name, value: $0.good,
                isThere: $0.good < 0.5)
        }
    }

    /// The number by which a finding is told, in a rerun as in the run.
    struct Symptom {
        let name: String
        let value: Double
        let isThere: Bool
    }

    private func finding(
        _ cause: String, _ problem: String, _ evidence: [Finding.Number], _ change: String, _ settings: GANSettings,
        steps: Int? = nil, _ symptom: @escaping @Sendable (GameFacts) -> Symptom
    ) -> Finding {
        let line =
            steps == nil
            ? "GAN(generator, discriminator, loss=\"\(settings.loss.rawValue)\", noise=\(settings.noise.short()))"
            : "train(GAN(generator, discriminator), data, \(change))"
        let canRun = training.isWhole && training.steps > 0
        return Finding(
            cause, .wrong, problem, evidence: evidence, action: line,
            remedy: canRun
                ? GameRemedy(
                    gan: gan, change: change, settings: settings, steps: steps, symptom: symptom, before: symptom(self),
                    errorBefore: error) : nil,
            missing: "a training from the first weights on the same rows: this one went on from another")
    }
}

/// Trains again from the same first weights with one change, and looks for the same symptom.
struct GameRemedy: Remedy {
    let gan: GAN
    let change: String
    let settings: GANSettings
    let steps: Int?
    let symptom: @Sendable (GameFacts) -> GameFacts.Symptom
    let before: GameFacts.Symptom
    let errorBefore: Double

    func trial(work: Work) throws -> Finding.Trial {
        let again = try gan.again(settings, steps: steps, work: work)
        guard let training = again.training else { throw Stopped() }
        let facts = try GameFacts(again, training, work: work)
        let after = symptom(facts)
        return Finding.Trial(
            change: change, symptom: before.name, before: before.value, after: after.value, errorBefore: errorBefore,
            errorAfter: again.history?.nonFinite == nil ? facts.error : .infinity, measure: "distance from the data",
            isStillThere: after.isThere)
    }
}
