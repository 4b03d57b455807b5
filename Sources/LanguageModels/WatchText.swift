internal import Answers
internal import Numbers
public import Training

/// A callback that lets a model write while it learns, and keeps what it wrote beside the loss.
///
/// It has an identity: after the fit it holds the texts. A further fit of the same model adds to them.
public final class WatchText: Callback {
    /// What was written after some epochs.
    public struct Frame: FilmFrame, Equatable {
        /// How many epochs the model had been trained; 0 before the first.
        public let epoch: Int
        /// Of the last epoch; nil before the first.
        public let loss: Double?
        /// Of the last epoch, where there is validation.
        public let validationLoss: Double?
        /// Prompt and what followed it.
        public let text: String
    }

    /// `watched text`
    public static var kind: String { "watched text" }

    private let model: LanguageModel
    private let prompt: [Int]
    private let count: Int
    private let rule: SamplingRule
    private let every: Int
    private let seed: UInt64
    private let film = Film<Frame>(limit: 240)

    /// - Parameters:
    ///   - prompt: nil for the first character of the model's text.
    ///   - count: characters after it, 1 to 2000.
    ///   - every: epochs from one text to the next.
    ///   - seed: of the draws, the same for all texts.
    /// - Throws: `Mistake` for a bigram model, a prompt that is none, or numbers out of range.
    public init(
        _ model: LanguageModel, prompt: String? = nil, count: Int = 80, rule: SamplingRule = .plain, every: Int = 1,
        seed: UInt64 = 0
    ) throws {
        guard model.model != nil else {
            throw Mistake("a bigram model is counted, not trained", expected: "a network", argument: "model")
        }
        try Interval(1, 2000).whole.check(count, "n", standard: 80)
        try Interval(1, 1e6).whole.check(every, "every", standard: 1)
        self.model = model
        self.prompt = try model.prompt(prompt, work: Work())
        (self.count, self.rule, self.every, self.seed) = (count, rule, every, seed)
    }

    /// What was written so far.
    public var frames: [Frame] { film.frames }

    /// How it writes, and how many texts it has.
    public var summary: String {
        let written = frames.count
        return "WatchText('\(model.vocabulary.decode(prompt))', \(count) characters at \(rule.summary))"
            + (written > 0 ? ", \(Phrase.count(written, "text"))" : "")
    }

    /// Each text after its epoch and loss.
    public func table(width: Int) -> String {
        let rows = frames.map { frame in
            (
                term: "epoch \(frame.epoch)" + (frame.loss.map { ", loss \($0.short(3))" } ?? ""),
                meaning: frame.text.replacing("\n", with: "⏎")
            )
        }
        return rows.isEmpty ? summary : summary + "\n" + TextTable.definitions(rows, width: width)
    }

    /// Writes once as the fit finds the model, then every so many epochs.
    public func begin(_ loop: FitLoop) throws -> any CallbackRun {
        film.begin(at: loop.epochsDone)
        if film.lacks(loop.epochsDone) { try write(loop.epochsDone, nil) }
        return Watching(owner: self)
    }

    private func write(_ epoch: Int, _ measured: History.Epoch?) throws {
        // The texts are to be whole even where the training is being stopped.
        let text = try model.sample(
            prompt: model.vocabulary.decode(prompt), count: count, rule: rule, seed: seed, work: Work())
        film.add(
            Frame(epoch: epoch, loss: measured?.loss, validationLoss: measured?.validationLoss, text: text.whole))
    }

    private struct Watching: CallbackRun {
        let owner: WatchText
        var last: History.Epoch?

        mutating func epochEnded(_ epoch: History.Epoch, _ loop: FitLoop) throws {
            last = epoch
            if loop.epochsDone % owner.every == 0 { try owner.write(loop.epochsDone, epoch) }
        }

        mutating func trainingEnded(_ loop: FitLoop) throws {
            guard owner.film.lacks(loop.epochsDone) else { return }
            try owner.write(loop.epochsDone, last)
        }
    }
}
