import Answers
import Language
import Tuning

/// What a study looks for, as Optuna has it: one of its two numbers, with a name.
struct StudyDirection: Comparing, PrintedOtherwise, Equatable {
    static let kind = "study direction"

    let direction: Direction

    /// The number that Optuna gives it.
    var number: Int { direction == .minimize ? 1 : 2 }
    var name: String { direction.rawValue.uppercased() }
    var summary: String { "<StudyDirection.\(name): \(number)>" }
    /// `print` writes the number alone.
    var printed: String { "\(number)" }

    func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) -> Value? {
        let isSame = (other.asThing(StudyDirection.self)?.number ?? other.asInt) == number
        switch operation {
        case .equal: return .bool(isSame)
        case .notEqual: return .bool(!isSame)
        default: return nil
        }
    }

    static let words: [Word] = [Direction.minimize, .maximize].map { direction in
        let name = "optuna.study.StudyDirection.\(direction.rawValue.uppercased())"
        return Word(
            name, family: "tuning",
            summary: "a study that looks for the \(direction == .minimize ? "least" : "largest")",
            returns: StudyDirection.kind,
            examples: ["import optuna\noptuna.create_study().direction == \(name)"],
            seeAlso: ["optuna.create_study"], meaning: .value { .thing(StudyDirection(direction: direction)) })
    }

    static let members: [Member] = [
        .attribute("name", of: StudyDirection.self, "its name") { .text($0.name) },
        .attribute("value", of: StudyDirection.self, "the number that Optuna gives it") { .int($0.number) },
    ]
}
