import Answers

// What stands above a picture of runs: whose they are, and the facts needed to make them again.

extension Figure {
    static func title(_ landscape: String, _ trajectories: [Trajectory]) -> String {
        switch trajectories.count {
        case 0: return landscape
        case 1: return "\(trajectories[0].name) on \(landscape)"
        case 2, 3:
            return "\(Phrase.list(trajectories.map(\.name))) on \(landscape)"
        default: return "\(trajectories.count) rules on \(landscape)"
        }
    }

    static func caption(_ landscape: String, _ trajectories: [Trajectory], view: View? = nil) -> [String] {
        var facts = [landscape]
        let starts = Set(trajectories.compactMap { $0.start.map { Tick.text($0, isCurve: view?.isCurve ?? false) } })
        if starts.count == 1, let start = starts.first { facts.append("start \(start)") }
        let counts = Set(trajectories.map(\.steps))
        if let steps = counts.first, counts.count == 1 {
            facts.append("\(steps) step\(steps == 1 ? "" : "s")\(trajectories.count > 1 ? " each" : "")")
        } else if let most = counts.max() {
            facts.append("up to \(most) steps")
        }
        let every = Set(trajectories.map(\.dotEvery))
        if let one = every.first, every.count == 1, one > 1, view != nil { facts.append("a dot every \(one) steps") }
        // Facts that all runs share are said once; the others beside their run's name.
        let shared = (trajectories.first?.facts ?? []).filter { fact in
            trajectories.allSatisfy { $0.facts.contains(fact) }
        }
        facts += shared
        for trajectory in trajectories {
            let own = trajectory.facts.filter { !shared.contains($0) }
            if !own.isEmpty, trajectories.count <= 4 {
                facts.append("\(trajectory.name): \(own.joined(separator: ", "))")
            }
        }
        if let view {
            let outside = trajectories.filter { view.leaves($0) }
            if !outside.isEmpty {
                facts.append(
                    trajectories.count == 1
                        ? "the path leaves the frame"
                        : "\(outside.map(\.name).joined(separator: ", ")) leaves the frame")
            }
        }
        return facts
    }
}
