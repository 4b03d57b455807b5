/// What the learner has set beside the lesson, so that an answer that builds on it is handed in whole.
///
/// Elsewhere an answer runs behind the lesson's own cells alone: a function that was typed at the prompt is not there.
struct OwnDefinitions {
    private struct Piece {
        var text: String
        var used: Set<String>
        /// What it set and no cell has set since.
        var bound: Set<String>
    }

    private var pieces: [Piece] = []

    /// Something was evaluated beside the lesson.
    mutating func typed(_ text: String) {
        let bound = Set(AssignedNames.bound(in: text))
        guard !bound.isEmpty else { return }
        pieces.append(Piece(text: text, used: AssignedNames.used(in: text), bound: bound))
    }

    /// A cell or an answer has run: what it set is the lesson's again.
    mutating func ran(_ text: String) {
        let bound = AssignedNames.bound(in: text)
        for index in pieces.indices { pieces[index].bound.subtract(bound) }
        pieces.removeAll(where: \.bound.isEmpty)
    }

    /// An answer behind the definitions that it builds on, in the order in which they were made; itself where there are none.
    func completed(_ answer: String) -> String {
        var needed = AssignedNames.used(in: answer)
        var parts = [answer]
        for piece in pieces.reversed() where piece.bound.contains("*") || !piece.bound.isDisjoint(with: needed) {
            parts.append(piece.text)
            needed.formUnion(piece.used)
        }
        return parts.reversed().joined(separator: "\n")
    }
}
