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
    private let engine: TextEngine

    private enum Source {
        case table(BigramCounts, UnsafeMutablePointer<Float>)
        case network(SteppedNetwork, Network)
        /// The whole network over the window for each character: what a cache saves.
        case whole(RecordedNetwork, Network)
    }

    /// - Parameter isCached: whether keys and values are remembered; otherwise the whole window is read anew for each character.
    /// - Throws: `Mistake` when there is no memory for so many texts, and for a model without a window that is not cached.
    init(_ engine: TextEngine, characters: Int, count: Int, isCached: Bool = true) throws {
        self.engine = engine
        self.count = count
        self.characters = characters
        switch engine {
        case .counts(let counts):
            let room = UnsafeMutablePointer<Float>.allocate(capacity: count * characters)
            room.initialize(repeating: 0, count: count * characters)
            source = .table(counts, room)
            most = 0
        case .network(let own):
            let network = try own.build()
            let stepped = try SteppedNetwork(network, capacity: isCached ? count : 1)
            most = stepped.mostSteps ?? 0
            guard !isCached else {
                source = .network(stepped, network)
                recent = [Int32](repeating: 0, count: most * count)
                return
            }
            guard most > 0 else {
                throw Mistake(
                    "this network has no keys and values to remember, only its state", expected: "a transformer",
                    try: "cache=True", argument: "cache")
            }
            source = .whole(
                try network.record(
                    capacity: count, gradients: nil, omittingLastActivation: network.lastActivation == .softmax),
                network)
            recent = [Int32](repeating: 0, count: most * count)
        }
    }

    deinit { if case .table(_, let room) = source { room.deallocate() } }

    /// Whether it still reads the model's own weights: a model that was built anew has others.
    var isCurrent: Bool {
        switch source {
        case .table: true
        case .network(_, let network), .whole(_, let network): engine.model?.network === network
        }
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
        case .whole(let recorded, _):
            if kept == most { keepHalf() }
            for (text, code) in codes.prefix(count).enumerated() { recent[text * most + kept] = Int32(code) }
            kept += 1
            let input = recorded.tape.values(of: recorded.inputs[0])
            // What comes after the last character is looked at by nobody.
            for i in recent.indices { input[i] = Float(recent[i]) }
            guard recorded.tape.forward(batch: Swift.min(count, codes.count), work: work) else { return nil }
            let output = recorded.tape.values(of: recorded.output)
            // The rows of the last characters, one after the other: a later text's row is never before an earlier one's place.
            for text in 0..<Swift.min(count, codes.count) {
                (output + text * characters).update(
                    from: output + (text * most + kept - 1) * characters, count: characters)
            }
            return output
        }
    }

    /// Moves the last half of each window to its beginning.
    private func keepHalf() {
        let half = Swift.max(1, most / 2)
        for text in 0..<count {
            for i in 0..<half { recent[text * most + i] = recent[text * most + most - half + i] }
        }
        kept = half
    }

    /// Reads the last half of the window anew.
    private func slide(_ stepped: SteppedNetwork, _ work: Work) -> Bool {
        keepHalf()
        let half = kept
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
