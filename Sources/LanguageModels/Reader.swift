internal import Answers
internal import Networks
internal import Tensors
internal import Training

/// Texts that are read character after character in lockstep, and after each the logits of the next: the one way by which a model is
/// asked, whether it samples or scores.
///
/// A transformer remembers keys and values of at most `context` characters. When they are full the window slides by half: the last
/// context/2 characters are read anew, so that from then on each character is predicted from the context/2 to context characters
/// before it. A recurrent network carries its state on without end. Memory does not grow with what is read.
final class Reader {
    /// Texts.
    let count: Int
    /// Characters that the model knows.
    let characters: Int
    private let source: Source
    /// The last characters of each text, `kept` of them, for a window that slides.
    private var recent: [Int32] = []
    private var kept = 0
    private let most: Int
    private let model: LanguageModel

    private enum Source {
        case table(BigramCounts, UnsafeMutablePointer<Float>)
        case network(SteppedNetwork, Network)
    }

    /// - Throws: `Mistake` when there is no memory for so many texts.
    init(_ model: LanguageModel, count: Int) throws {
        self.model = model
        self.count = count
        characters = model.vocabulary.count
        switch model.engine {
        case .counts(let counts):
            let room = UnsafeMutablePointer<Float>.allocate(capacity: count * characters)
            room.initialize(repeating: 0, count: count * characters)
            source = .table(counts, room)
            most = 0
        case .network(let own):
            let network = try own.build()
            let stepped = try SteppedNetwork(network, capacity: count)
            source = .network(stepped, network)
            most = stepped.mostSteps ?? 0
            recent = [Int32](repeating: 0, count: most * count)
        }
    }

    deinit { if case .table(_, let room) = source { room.deallocate() } }

    /// Whether it still reads the model's own weights: a model that was built anew has others.
    var isCurrent: Bool {
        if case .network(_, let network) = source { model.model?.network === network } else { true }
    }

    /// Forgets all that was read.
    func restart() {
        kept = 0
        if case .network(let stepped, _) = source { stepped.restart() }
    }

    /// Reads one more character of each text.
    ///
    /// - Returns: the logits of what comes next, `characters` numbers for each text, until the next call; nil when the work was
    ///   cancelled.
    func read(_ codes: [Int], work: Work) -> UnsafeMutablePointer<Float>? {
        switch source {
        case .table(let counts, let room):
            for (text, code) in codes.prefix(count).enumerated() {
                for i in 0..<characters {
                    room[text * characters + i] = Float(counts.logarithms[code * characters + i])
                }
            }
            return room
        case .network(let stepped, _):
            if most > 0 {
                if kept == most, !slide(stepped, work) { return nil }
                for (text, code) in codes.prefix(count).enumerated() { recent[text * most + kept] = Int32(code) }
                kept += 1
            }
            for (text, code) in codes.prefix(count).enumerated() { stepped.input[text] = Float(code) }
            return stepped.step(count: Swift.min(count, codes.count), work: work)
        }
    }

    /// Reads the last half of the window anew.
    private func slide(_ stepped: SteppedNetwork, _ work: Work) -> Bool {
        let half = Swift.max(1, most / 2)
        for text in 0..<count {
            for i in 0..<half { recent[text * most + i] = recent[text * most + most - half + i] }
        }
        kept = half
        stepped.restart()
        if stepped.blockSteps == half {
            for text in 0..<count {
                for i in 0..<half { stepped.blockInput[text * half + i] = Float(recent[text * most + i]) }
            }
            return stepped.stepBlock(count: count, work: work)
        }
        for i in 0..<half {
            for text in 0..<count { stepped.input[text] = Float(recent[text * most + i]) }
            guard stepped.step(count: count, work: work) != nil else { return false }
        }
        return true
    }
}
