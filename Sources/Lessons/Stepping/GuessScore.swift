import Answers
import Figures
import Numbers

/// How good a learner's guesses are, over all lessons: how many were met, and whether they are as often right as they are sure.
struct GuessScore: Presentable {
    static let kind = "guesses"
    private let guesses: [SettledGuess]

    /// - Parameter records: of predictions, the oldest first; those whose cell has not run yet, and those that cannot be
    ///   compared with what came, are left out.
    init(_ records: [ItemRecord]) {
        guesses = records.compactMap { SettledGuess($0) }.filter { $0.outcome != .incomparable }
    }

    var isEmpty: Bool { guesses.isEmpty }

    private var met: Int { guesses.count { $0.isMet } }
    private var sure: [SettledGuess] { guesses.filter { $0.confidence != nil } }

    /// `3 of 7 guesses were met`, and what being sure was worth.
    var summary: String {
        guard !guesses.isEmpty else { return "no guesses yet" }
        var text = "\(met) of \(Phrase.count(guesses.count, "guess", "guesses")) met"
        guard !sure.isEmpty else { return text }
        let stated = sure.reduce(0) { $0 + ($1.confidence ?? 0) } / Double(sure.count)
        let held = Double(sure.count { $0.isMet }) / Double(sure.count)
        let (said, came) = ((100 * stated).short(3), (100 * held).short(3))
        text += "; with a confidence of \(said)% on average, \(came)% were met"
        // Brier (1950): 0 is perfect, 0.25 is what always saying 50% gets.
        let brier =
            sure.reduce(0) { sum, guess in
                let miss = (guess.confidence ?? 0) - (guess.isMet ? 1 : 0)
                return sum + miss * miss
            } / Double(sure.count)
        return text + " (Brier score \(brier.short(2)))"
    }

    var sentence: String {
        guard sure.count >= 5 else { return summary + "." }
        let stated = sure.reduce(0) { $0 + ($1.confidence ?? 0) } / Double(sure.count)
        let held = Double(sure.count { $0.isMet }) / Double(sure.count)
        if abs(stated - held) < 0.1 { return summary + ". You are as sure as you are right." }
        return summary
            + (stated > held ? ". You are surer than you are right." : ". You are right more often than you think.")
    }

    func table(width: Int) -> String {
        let rows = guesses.suffix(20).map { [$0.isMet ? "✓" : "✗", $0.typed, $0.found] }
        return (TextTable.lines(rows, width: width, leftColumns: [0, 1, 2]) + TextTable.wrap(sentence, width))
            .joined(separator: "\n")
    }

    var json: JSON {
        .members(["kind": .string(Self.kind), "guesses": .integer(guesses.count), "met": .integer(met)])
    }

    /// The share that was met so far, beside the confidence that was stated so far.
    var figure: Figure {
        func running(_ guesses: [SettledGuess], _ value: (SettledGuess) -> Double) -> [Numbers.Point] {
            var sum = 0.0
            return guesses.enumerated().map { index, guess in
                sum += value(guess)
                return Point(Double(index + 1), sum / Double(index + 1))
            }
        }
        var series = [DataSeries("met", running(guesses) { $0.isMet ? 1 : 0 })]
        if !sure.isEmpty {
            series.append(DataSeries("confidence", running(sure) { $0.confidence ?? 0 }, isDashed: true))
            series.append(DataSeries("met, of those with one", running(sure) { $0.isMet ? 1 : 0 }))
        }
        var options = PlotOptions()
        options.y = 0...1
        return Figure.curves(
            series, title: "Guesses", x: "guess", y: "share so far", isLog: false, sentence: sentence, options: options)
    }
}
