internal import Answers

/// Whether comparisons determine rewards at all.
///
/// The likelihood of Bradley and Terry has a maximum if and only if no group of answers has won every comparison with the others
/// (Ford 1957): each answer can be reached from each other one along "was preferred to". Otherwise the likelihood grows for ever
/// as the rewards of that group go to infinity.
enum Connection {
    /// What keeps the comparisons from having a maximum of the likelihood: `A never lost to any of the others`; nil where there is one.
    static func gap(_ preferences: Preferences) -> String? {
        let (idle, oneSided) = gaps(preferences)
        guard !idle.isEmpty else { return oneSided }
        return "\(list(idle, preferences.answers)) \(idle.count == 1 ? "was" : "were") never compared"
    }

    /// The answers that were never compared, and what is one-sided among the others: `A never lost to any of the others`.
    static func gaps(_ preferences: Preferences) -> (idle: [Int], oneSided: String?) {
        let answers = preferences.answers
        let n = answers.count
        var beats = [[Int]](repeating: [], count: n)
        var beatenBy = beats
        for tally in preferences.tallies {
            if tally.wins > 0 {
                beats[tally.first].append(tally.second)
                beatenBy[tally.second].append(tally.first)
            }
            if tally.losses > 0 {
                beats[tally.second].append(tally.first)
                beatenBy[tally.first].append(tally.second)
            }
        }
        let compared = (0..<n).filter { !beats[$0].isEmpty || !beatenBy[$0].isEmpty }
        let idle = (0..<n).filter { beats[$0].isEmpty && beatenBy[$0].isEmpty }
        guard let start = compared.first else { return (idle, nil) }
        // From an answer along the wins, then back along the losses.
        let below = reached(start, beats)
        if let gap = told(winners: compared.filter { !below[$0] }, losers: compared.filter { below[$0] }, answers) {
            return (idle, gap)
        }
        let above = reached(start, beatenBy)
        return (idle, told(winners: compared.filter { above[$0] }, losers: compared.filter { !above[$0] }, answers))
    }

    /// The first group has lost no comparison with the second.
    private static func told(winners: [Int], losers: [Int], _ answers: AnswerSet) -> String? {
        guard !winners.isEmpty, !losers.isEmpty else { return nil }
        return winners.count <= losers.count
            ? "\(list(winners, answers)) never lost to any of the others"
            : "\(list(losers, answers)) never won against any of the others"
    }

    /// `A, B and C`, of more than six the first.
    static func list(_ group: [Int], _ answers: AnswerSet) -> String {
        let names = group.prefix(6).map { answers.names[$0] }
        return group.count > 6 ? names.joined(separator: ", ") + " …" : Phrase.list(names)
    }

    private static func reached(_ start: Int, _ next: [[Int]]) -> [Bool] {
        var isReached = [Bool](repeating: false, count: next.count)
        var open = [start]
        isReached[start] = true
        while let place = open.popLast() {
            for other in next[place] where !isReached[other] {
                isReached[other] = true
                open.append(other)
            }
        }
        return isReached
    }
}
