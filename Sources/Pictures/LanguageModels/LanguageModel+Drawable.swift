public import Answers
public import Figures
public import LanguageModels
import Training

extension LanguageModel: Drawable {
    /// Of a model of counts the chance of each pair, a row for each character and dark for a large one; of a network its training.
    ///
    /// - Throws: `Mistake` for a network that has not been fitted.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        switch engine {
        case .counts(let counts): return chances(counts, options)
        case .network(let model):
            guard let history = model.history, !history.epochs.isEmpty else {
                throw Mistake(
                    "the model has not been fitted: there is no training to draw",
                    expected: "a model after its training",
                    try: "lm.fit(epochs=10)")
            }
            return try history.figure(options, work: work)
        }
    }

    private func chances(_ counts: BigramCounts, _ options: PlotOptions) -> Figure {
        let all = 0..<vocabulary.count
        let rows = all.map { before in all.map { counts.probability(of: $0, after: before) } }
        let names = vocabulary.count <= 40 ? vocabulary.characters.map(\.shown) : []
        var figure = Figure.heatMap(
            rows, rowNames: names, columnNames: names, x: "next character", y: "character",
            title: options.title ?? "Which character follows which",
            label: "chance", scale: ColorScale(.linear, 0...1, label: "chance", palette: .ink),
            showsNumbers: false)
        figure.panels[0].hasColorBar = true
        figure.caption = [summary]
        figure.sentence = sentence + " Each row is a character, and its chances sum to 1."
        return figure
    }
}
