// What Optuna's two storages have in common: its words for our things. Facts: Optuna 5.0.0, revision v3.2.0.a.

import Answers
import Tuning

enum OptunaTerms {
    /// The revision of the tables, the same from Optuna 3.2 to 5.0.
    static let revision = "v3.2.0.a"
    /// Before the keys of Optuna's own attributes, where they are kept among a trial's or study's notes.
    static let system = "optuna:"
    /// Before the keys of ours among Optuna's own attributes.
    static let own = "descent:"

    static func state(_ state: Trial.State) -> String { state.isFailed ? "FAIL" : state.word.uppercased() }

    static let states = ["RUNNING", "COMPLETE", "PRUNED", "FAIL", "WAITING"]

    /// The internal value: a number as it is, of a choice its place.
    static func codes(_ trial: Trial) -> [(name: String, domain: ParameterDomain, code: Double)] {
        zip(zip(trial.configuration.names, trial.configuration.settings), trial.domains).compactMap { pair, domain in
            domain.code(pair.1).map { (pair.0, domain, $0) }
        }
    }

    // MARK: Attributes

    /// A person's notes, and what goes to Optuna's own attributes.
    static func split(_ attributes: [String: JSON]) -> (user: [JSON.Pair], system: [JSON.Pair]) {
        let pairs = attributes.sorted { $0.key < $1.key }.map { JSON.Pair($0.key, $0.value) }
        return (
            pairs.filter { !$0.key.hasPrefix(system) },
            pairs.filter { $0.key.hasPrefix(system) }.map {
                JSON.Pair(String($0.key.dropFirst(system.count)), $0.value)
            }
        )
    }

    /// Optuna's own attributes of a trial: its constraints under the keys of Optuna 5 and as the list that Optuna 4 and the
    /// dashboard read, what was set by hand, and what Optuna has no place for.
    static func system(of trial: Trial) -> [JSON.Pair] {
        var pairs = split(trial.attributes).system
        let constraints = trial.constraints.sorted { $0.key < $1.key }
        pairs += constraints.map { JSON.Pair("constraints:\($0.key)", .number($0.value)) }
        if !constraints.isEmpty {
            pairs.append(JSON.Pair("constraints", .array(constraints.map { .number($0.value) })))
        }
        if !trial.fixed.names.isEmpty { pairs.append(JSON.Pair("fixed_params", trial.fixed.json)) }
        if let reason = trial.state.reason { pairs.append(JSON.Pair(own + "reason", .string(reason))) }
        pairs.append(JSON.Pair(own + "visible", .integer(trial.visible)))
        return pairs
    }

    static func system(of copy: StudyCopy) -> [JSON.Pair] {
        split(copy.header.attributes).system + [
            JSON.Pair(own + "seed", .string(String(copy.header.seed))),
            JSON.Pair(
                own + "settings",
                .object(copy.header.settings.sorted { $0.key < $1.key }.map { JSON.Pair($0.key, $0.value) })),
            JSON.Pair(own + "order", .array(copy.order.map { .integer($0) })),
        ]
    }

    /// Puts Optuna's own attributes where they belong.
    static func take(_ pairs: [JSON.Pair], into trial: inout Trial, reason: inout String?) throws {
        var list: [Double] = []
        for pair in pairs {
            switch pair.key {
            case "fixed_params":
                trial.fixed = try Configuration(json: pair.value, from: "fixed_params of trial \(trial.number)")
            case "constraints": list = pair.value.items?.compactMap(\.double) ?? []
            case _ where pair.key.hasPrefix("constraints:"):
                trial.constraints[String(pair.key.dropFirst("constraints:".count))] = pair.value.double
            case own + "reason": reason = pair.value.string
            case own + "visible": trial.visible = pair.value.int ?? 0
            default: trial.attributes[system + pair.key] = pair.value
            }
        }
        if trial.constraints.isEmpty {
            for (index, value) in list.enumerated() { trial.constraints["\(index)"] = value }
        }
    }

    static func header(
        _ name: String, _ directions: [Direction], user: [JSON.Pair], system pairs: [JSON.Pair]
    ) -> (header: StudyHeader, order: [Int]?) {
        var header = StudyHeader(name, directions, seed: 0)
        for pair in user { header.attributes[pair.key] = pair.value }
        var order: [Int]?
        for pair in pairs {
            switch pair.key {
            case own + "seed": header.seed = pair.value.string.flatMap { UInt64($0) } ?? 0
            case own + "settings": header.settings = TrialText.members(pair.value)
            case own + "order": order = pair.value.items?.compactMap(\.int)
            default: header.attributes[system + pair.key] = pair.value
            }
        }
        return (header, order)
    }

    // MARK: States and values

    /// A trial that ran elsewhere when it was copied is asked for again; it cannot be ended here.
    static func settle(_ trial: inout Trial, _ state: String, reason: String?) throws {
        switch state {
        case "COMPLETE": trial.state = .complete
        case "PRUNED": trial.state = .pruned
        case "FAIL": trial.state = .failed(reason ?? "failed in Optuna")
        case "WAITING": trial.state = .waiting
        case "RUNNING":
            trial.state = .waiting
            for (name, setting) in zip(trial.configuration.names, trial.configuration.settings)
            where trial.fixed[name] == nil {
                trial.fixed[name] = setting
            }
            (trial.configuration, trial.domains, trial.reports) = (Configuration(), [], [])
            (trial.started, trial.ended) = (nil, nil)
        default:
            throw Mistake("trial \(trial.number) is in the state \(state)", expected: "\(Phrase.alternatives(states))")
        }
    }

    static func direction(_ word: String, _ study: String) throws -> Direction {
        switch word {
        case "MINIMIZE": return .minimize
        case "MAXIMIZE": return .maximize
        default:
            throw Mistake(
                "the study '\(study)' has the direction \(word)", expected: "MINIMIZE or MAXIMIZE")
        }
    }
}
