internal import Answers

/// Whether comparisons determine rewards at all.
///
/// The likelihood of Bradley and Terry has a maximum if and only if no group of answers has won every comparison with the others
/// (Ford 1957): each answer can be reached from each other one along "was preferred to". Otherwise the likelihood grows for ever
/// as the rewards of that group go to infinity.
enum Connection {
    /// What keeps the comparisons from having a maximum of the likelihood.
    struct Gap {
        /// `A never lost to any of the others`
        var text: String
        /// Whether it is that some answers were not compared at all.
        var isIdle = false
    }

    /// The gap in the comparisons; nil where the maximum exists.
    static func gap(_ preferences: Preferences) -> Gap? {
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
        let idle = (0..<n).filter { beats[$0].isEmpty && beatenBy[$0].isEmpty }
        if !idle.isEmpty {
            return Gap(text: "\(list(idle, answers)) \(idle.count == 1 ? "was" : "were") never compared", isIdle: true)
        }
        // From an answer along the wins, then back along the losses.
        let start = 0
        let below = reached(start, beats)
        if let gap = told(winners: (0..<n).filter { !below[$0] }, losers: (0..<n).filter { below[$0] }, answers) {
            return gap
        }
        let above = reached(start, beatenBy)
        return told(winners: (0..<n).filter { above[$0] }, losers: (0..<n).filter { !above[$0] }, answers)
    }

    /// The first group has lost no comparison with the second.
    private static func told(winners: [Int], losers: [Int], _ answers: AnswerSet) -> Gap? {
        guard !winners.isEmpty, !losers.isEmpty else { return nil }
        return Gap(
            text: winners.count <= losers.count
                ? "\(list(winners, answers)) never lost to any of the others"
                : "\(list(losers, answers)) never won against any of the others")
    }

    private static func list(_ group: [Int], _ answers: AnswerSet) -> String {
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
