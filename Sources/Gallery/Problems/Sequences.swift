internal import Answers
internal import Datasets
internal import Networks
internal import Numbers

/// Three problems of sequences: a sum of two marked numbers, the mood of a sentence, a word written backwards.
extension GalleryProblem {
    static let adding = GalleryProblem(
        "rnn", model: "GRU(16), then Dense(1)", task: "add the two marked ones of 30 numbers", "learning_rate",
        .positive, [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1], measure: "root mean squared error (always 1: 0.408)",
        source: "Hochreiter & Schmidhuber (1997); Cho et al. (2014)"
    ) { rate, seed, work in
        let (train, validation) = try Dataset.adding(n: 1200, length: 30, seed: seed, work: work).parted(800)
        return try NetworkProblem(
            layers: [RecurrentLayer(.gru, units: 16), DenseLayer(units: 1)], loss: .mse, rate: rate, epochs: 20,
            shown: { $0.squareRoot() }
        ).scores(train, validation, seed: seed, work: work)
    }

    static let sentiment = GalleryProblem(
        "sentiment", model: "Embedding(4), GRU, Dense(1)", task: "tell whether a sentence of 20 known words is kind",
        "units", Interval(1, 256).whole, [1, 2, 4, 8, 16, 32], measure: "cross-entropy, in nats",
        source: "Pang, Lee & Vaithyanathan (2002)"
    ) { units, seed, work in
        let (train, validation) = try sentences(n: 900, seed: seed).parted(400)
        return try NetworkProblem(
            layers: [
                EmbeddingLayer(inputDimension: 20, outputDimension: 4), RecurrentLayer(.gru, units: Int(units)),
                DenseLayer(units: 1, activation: .sigmoid),
            ], loss: .binaryCrossEntropy, epochs: 15
        ).scores(train, validation, seed: seed, work: work)
    }

    /// Eight words each. Words 0 to 5 are kind, 6 to 11 unkind, 12 is "not" and turns the next one round, the rest say nothing. One or three words
    /// of a sentence say something; their sum decides, and one sentence in twenty is labelled wrongly.
    static func sentences(n: Int, seed: UInt64) throws -> Dataset {
        var stream = RandomStream(seed: seed, purpose: "sentences")
        let length = 8
        var (x, y): ([Float], [Float]) = ([], [])
        for _ in 0..<n {
            var words = (0..<length).map { _ in 13 + stream.index(below: 7) }
            let telling = stream.uniform() < 0.5 ? 1 : 3
            // Every second place, so that each of them has room for a "not".
            var places = [1, 3, 5, 7]
            stream.shuffle(&places)
            var sum = 0
            for place in places.prefix(telling) {
                let word = stream.index(below: 12)
                let isTurned = stream.uniform() < 0.4
                words[place] = word
                if isTurned { words[place - 1] = 12 }
                sum += (word < 6) != isTurned ? 1 : -1
            }
            let isWrong = stream.uniform() < 0.05
            x += words.map { Float($0) }
            y.append((sum > 0) != isWrong ? 1 : 0)
        }
        return try Dataset(
            name: "sentences(n=\(n), seed=\(seed))", x: Samples(shape: [n, length], values: x), y: Samples(column: y),
            task: .classification(classes: 2), remark: "Kind words, unkind words, and \"not\".")
    }

    static let copying = GalleryProblem(
        "attention", model: "Embedding, PositionEmbedding, SelfAttention(1), Dense(8)",
        task: "write 8 letters backwards", "width", Interval(1, 256).whole, [2, 4, 8, 16, 32],
        measure: "share of wrong letters (guessing: 0.875)", source: "Vaswani et al. (2017)"
    ) { width, seed, work in
        let (train, validation) = try words(n: 900, seed: seed).parted(600)
        return try NetworkProblem(
            layers: [
                EmbeddingLayer(inputDimension: 8, outputDimension: Int(width)), PositionEmbeddingLayer(),
                SelfAttentionLayer(heads: 1),
                DenseLayer(units: 8, activation: .softmax),
            ], loss: .sparseCategoricalCrossEntropy, epochs: 20, countsErrors: true
        ).scores(train, validation, seed: seed, work: work)
    }

    /// Eight of eight letters, and the same backwards.
    static func words(n: Int, seed: UInt64) throws -> Dataset {
        var stream = RandomStream(seed: seed, purpose: "words")
        let length = 8
        var (x, y): ([Float], [Float]) = ([], [])
        for _ in 0..<n {
            let word = (0..<length).map { _ in Float(stream.index(below: 8)) }
            x += word
            y += word.reversed()
        }
        return try Dataset(
            name: "words(n=\(n), seed=\(seed))", x: Samples(shape: [n, length], values: x),
            y: Samples(shape: [n, length], values: y), task: .classification(classes: 8), remark: "y is x backwards.")
    }
}
