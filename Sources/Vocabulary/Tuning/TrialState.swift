import Answers
import Language
import Tuning

/// Where a trial stands, under Optuna's names: equal to its like, and to the number that Optuna gives it.
struct TrialState: Comparing, Equatable {
    static let kind = "trial state"
    static let names = ["RUNNING", "COMPLETE", "PRUNED", "FAIL", "WAITING"]

    let number: Int

    init(number: Int) { self.number = number }

    init(_ state: Trial.State) {
        number =
            switch state {
            case .running: 0
            case .complete: 1
            case .pruned: 2
            case .failed: 3
            case .waiting: 4
            }
    }

    /// The state that a value names: one of these, or its number.
    init?(_ value: Value) {
        guard let number = value.asThing(TrialState.self)?.number ?? value.asInt else { return nil }
        self.init(number: number)
    }

    var name: String { TrialState.names[number] }
    var summary: String { "TrialState.\(name)" }

    func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) -> Value? {
        let isSame = TrialState(other) == self
        switch operation {
        case .equal: return .bool(isSame)
        case .notEqual: return .bool(!isSame)
        default: return nil
        }
    }

    static let members: [Member] = [
        .attribute("name", of: TrialState.self, "its name") { .text($0.name) },
        .attribute("value", of: TrialState.self, "the number that Optuna gives it") { .int($0.number) },
        .method("is_finished", of: TrialState.self, "whether it has ended", []) { state, _, _ in
            .bool((1...3).contains(state.number))
        },
    ]
}
