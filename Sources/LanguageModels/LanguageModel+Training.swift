public import Answers
public import Datasets
public import Training

extension LanguageModel {
    /// Rows of a text to learn from: x its characters, y the character after each.
    ///
    /// Row k is the text from k·stride on; what is left at the end and fills no row is not in any.
    ///
    /// - Parameters:
    ///   - codes: numbers of characters; nil for the model's own text.
    ///   - stride: from the beginning of one row to that of the next, at least 1; nil for `context`, so that each character is learnt
    ///     once in an epoch.
    /// - Returns: x and y of shape (rows, context).
    /// - Throws: `Mistake` for a text that fills no row, and where there is no room; `Stopped`.
    public func rows(
        of codes: [Int]? = nil, stride given: Int? = nil, work: Work = Work()
    ) throws -> (x: Samples, y: Samples) {
        let codes = codes ?? text
        let step = given ?? context
        try Interval(1, 1e9).whole.check(step, "stride", standard: Double(context))
        guard codes.count > context else {
            throw Mistake(
                "\(Phrase.count(codes.count, "character")) fill no row of \(context) and the one after",
                expected: "at least \(context + 1)", argument: "text")
        }
        let count = (codes.count - context - 1) / step + 1
        try Samples.checkSize([count, context])
        var (x, y): ([Float], [Float]) = ([], [])
        x.reserveCapacity(count * context)
        y.reserveCapacity(count * context)
        var check = StopCheck(work)
        for row in 0..<count {
            try check.pass(context)
            for place in row * step..<row * step + context {
                x.append(Float(codes[place]))
                y.append(Float(codes[place + 1]))
            }
        }
        return (try Samples(shape: [count, context], values: x), try Samples(shape: [count, context], values: y))
    }

    /// Trains the network on the rows of its text by the ordinary fit of its model, and gives the history; the callbacks, Ctrl-C and
    /// going on later are those of every fit.
    ///
    /// - Parameters:
    ///   - options: as of `Model.fit`; its validation is replaced where `share` is above 0.
    ///   - share: of the text, its end, that is held back for validation, from 0 to below 1.
    ///   - stride: see `rows`.
    /// - Throws: `Mistake` for a model of counts, a share that leaves too little text, and what `Model.fit` throws.
    @discardableResult
    public func fit(
        _ options: FitOptions, validation share: Double = 0, stride: Int? = nil, work: Work = Work()
    ) throws -> History {
        guard let model else {
            throw Mistake(
                "a bigram model is counted, not trained: it has learnt its text already",
                expected: "a network", try: "LanguageModel(text, kind=\"transformer\")")
        }
        try Interval.decayRate.check(share, "validation_split", standard: 0.1)
        var options = options
        let (learnt, held) = parts(share)
        if share > 0 {
            guard held.count > context, learnt.count > context else {
                throw Mistake(
                    "a share of \(share.short()) of \(text.count) characters leaves \(learnt.count) to learn from and "
                        + "\(held.count) to validate on",
                    expected: "at least a row of \(context) + 1 in each", argument: "validation_split")
            }
            let rows = try rows(of: Array(held), work: work)
            options.validation = ([rows.x], rows.y)
        }
        let rows = try rows(of: Array(learnt), stride: stride, work: work)
        return try model.fit(rows.x, rows.y, options, work: work)
    }

    /// The part of the text that is learnt from and the part, its end, that a share holds back.
    public func parts(_ share: Double) -> (learnt: ArraySlice<Int>, held: ArraySlice<Int>) {
        let border = text.count - Int(saturating: (Double(text.count) * share).rounded())
        return (text[..<border], text[border...])
    }
}
