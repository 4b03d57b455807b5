public import Answers
import Files
import Tuning

/// Optuna's journal: one JSON object a line, each an event; a finished trial may be a single line. Times carry their offset
/// from UTC, so no version of Optuna shifts them.
public enum OptunaJournal {
    private enum Operation: Int {
        case createStudy, deleteStudy, studyUserAttribute, studySystemAttribute, createTrial, parameter, stateAndValues,
            report,
            userAttribute, systemAttribute
    }

    // MARK: Writing

    /// Writes studies to a new file.
    ///
    /// - Throws: `Mistake` for a file that exists already.
    public static func write(_ copies: [StudyCopy], to path: String, work: Work = Work()) throws {
        var draft = try FileDraft(path, mayReplace: false)
        var check = StopCheck(work)
        for (study, copy) in copies.enumerated() {
            try draft.write(Array(lines(copy, study).utf8))
            for trial in copy.trials {
                try check.pass(64)
                try draft.write(Array((line(trial, study, copy.header) + "\n").utf8))
            }
        }
        try draft.commit()
    }

    private static func event(_ operation: Operation, _ pairs: [JSON.Pair]) -> String {
        JSON.object(
            [JSON.Pair("op_code", .integer(operation.rawValue)), JSON.Pair("worker_id", .string("descent"))] + pairs
        ).pythonText
    }

    private static func lines(_ copy: StudyCopy, _ study: Int) -> String {
        let id = JSON.Pair("study_id", .integer(study))
        var lines = [
            event(
                .createStudy,
                [
                    JSON.Pair("study_name", .string(copy.header.name)),
                    JSON.Pair("directions", .array(copy.header.directions.map { .integer($0 == .minimize ? 1 : 2) })),
                ])
        ]
        lines += OptunaTerms.split(copy.header.attributes).user.map {
            event(.studyUserAttribute, [id, JSON.Pair("user_attr", .object([$0]))])
        }
        lines += OptunaTerms.system(of: copy).map {
            event(.studySystemAttribute, [id, JSON.Pair("system_attr", .object([$0]))])
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func line(_ trial: Trial, _ study: Int, _ header: StudyHeader) -> String {
        let codes = OptunaTerms.codes(trial)
        let started = trial.state == .waiting ? nil : trial.started ?? header.created
        var pairs = [
            JSON.Pair("study_id", .integer(study)),
            JSON.Pair("datetime_start", started.map(time) ?? .null),
            JSON.Pair("state", .integer(OptunaTerms.states.firstIndex(of: OptunaTerms.state(trial.state)) ?? 0)),
            JSON.Pair("value", .null),
            JSON.Pair("values", trial.values.isEmpty ? .null : .array(trial.values.map { .number($0) })),
            JSON.Pair(
                "distributions", .object(codes.map { JSON.Pair($0.name, .string($0.domain.distribution.pythonText)) })),
            JSON.Pair("params", .object(codes.map { JSON.Pair($0.name, .number($0.code)) })),
            JSON.Pair("user_attrs", .object(OptunaTerms.split(trial.attributes).user)),
            JSON.Pair("system_attrs", .object(OptunaTerms.system(of: trial))),
            JSON.Pair("intermediate_values", .object(trial.reports.map { JSON.Pair("\($0.step)", .number($0.value)) })),
        ]
        if trial.state.isFinished { pairs.append(JSON.Pair("datetime_complete", time(trial.ended ?? header.created))) }
        return event(.createTrial, pairs)
    }

    private static func time(_ seconds: Double) -> JSON {
        .string(Moment.text(seconds).replacing(" ", with: "T") + "+00:00")
    }

    // MARK: Reading

    /// A trial as the events have made it so far.
    private struct Draft {
        var trial: Trial
        var state = "RUNNING"
        var system: [JSON.Pair] = []
    }

    private struct DraftStudy {
        var name: String
        var directions: [Direction]
        var user: [JSON.Pair] = []
        var system: [JSON.Pair] = []
        var trials: [Int] = []
        var isDeleted = false
    }

    /// Whether the file begins like a journal of Optuna's `JournalFileBackend`: a line of JSON with an `op_code`.
    public static func isOne(_ path: String) -> Bool {
        guard TextFile.isOrdinary(path), let text = try? TextFile.read(path, limit: 1 << 30),
            let line = text.split(separator: "\n", maxSplits: 1).first, let json = try? JSON(reading: String(line))
        else { return false }
        return json["op_code"] != nil
    }

    /// Every study of a journal. A last line without its end was being written, and does not count.
    ///
    /// - Throws: `Mistake` with the line that cannot be read.
    public static func read(_ path: String, work: Work = Work()) throws -> [StudyCopy] {
        let text = try TextFile.read(path, work: work)
        var studies: [DraftStudy] = []
        var trials: [Draft] = []
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        lines.removeLast()
        var check = StopCheck(work)
        for (number, line) in lines.enumerated() where !line.isEmpty {
            try check.pass(64)
            let what = "line \(number + 1) of '\(path)'"
            let event = try JSON(reading: String(line), from: what)
            guard let code = event["op_code"]?.int, let operation = Operation(rawValue: code) else {
                throw Mistake("\(what) is no event of Optuna's journal", expected: "an op_code from 0 to 9")
            }
            do {
                try apply(operation, event, &studies, &trials)
            } catch is Incomplete {
                throw Mistake("\(what) lacks what its event needs", expected: "a journal written by Optuna 4 or 5")
            }
        }
        return try studies.filter { !$0.isDeleted }.map { try copy($0, trials) }
    }

    private struct Incomplete: Error {}

    private static func needed<T>(_ value: T?) throws -> T {
        guard let value else { throw Incomplete() }
        return value
    }

    private static func apply(
        _ operation: Operation, _ event: JSON, _ studies: inout [DraftStudy], _ trials: inout [Draft]
    ) throws {
        switch operation {
        case .createStudy:
            let name = try needed(event["study_name"]?.string)
            // Optuna passes over a second creation under a name that is in use.
            guard !studies.contains(where: { $0.name == name && !$0.isDeleted }) else { return }
            let directions = try needed(event["directions"]?.items).map { code in
                try OptunaTerms.direction(code.int == 1 ? "MINIMIZE" : code.int == 2 ? "MAXIMIZE" : "NOT_SET", name)
            }
            studies.append(DraftStudy(name: name, directions: directions))
        case .deleteStudy, .studyUserAttribute, .studySystemAttribute, .createTrial:
            let study = try needed(event["study_id"]?.int)
            guard studies.indices.contains(study) else { throw Incomplete() }
            switch operation {
            case .deleteStudy: studies[study].isDeleted = true
            case .studyUserAttribute: studies[study].user += event["user_attr"]?.pairs ?? []
            case .studySystemAttribute: studies[study].system += event["system_attr"]?.pairs ?? []
            default:
                trials.append(try draft(event, number: studies[study].trials.count))
                studies[study].trials.append(trials.count - 1)
            }
        case .parameter, .stateAndValues, .report, .userAttribute, .systemAttribute:
            let id = try needed(event["trial_id"]?.int)
            guard trials.indices.contains(id) else { throw Incomplete() }
            try apply(operation, event, &trials[id])
        }
    }

    private static func draft(_ event: JSON, number: Int) throws -> Draft {
        var draft = Draft(trial: Trial(number: number))
        for pair in event["params"]?.pairs ?? [] {
            let text = try needed(event["distributions"]?[pair.key]?.string)
            try set(pair.key, text, pair.value, &draft)
        }
        if let state = event["state"]?.int {
            guard OptunaTerms.states.indices.contains(state) else { throw Incomplete() }
            draft.state = OptunaTerms.states[state]
        }
        draft.trial.values =
            event["values"]?.items?.map { $0.double ?? .nan } ?? event["value"]?.double.map { [$0] } ?? []
        for pair in event["intermediate_values"]?.pairs ?? [] {
            draft.trial.report(try needed(pair.value.double), step: try needed(Int(pair.key)))
        }
        for pair in event["user_attrs"]?.pairs ?? [] { draft.trial.attributes[pair.key] = pair.value }
        draft.system = event["system_attrs"]?.pairs ?? []
        take(times: event, &draft)
        return draft
    }

    private static func set(_ name: String, _ distribution: String, _ code: JSON, _ draft: inout Draft) throws {
        let json = try JSON(reading: distribution, from: "a distribution of trial \(draft.trial.number)")
        let domain = try ParameterDomain(distribution: json)
        draft.trial.set(name, domain, try domain.setting(internal: code.double, name, trial: draft.trial.number))
    }

    private static func take(times event: JSON, _ draft: inout Draft) {
        if let text = event["datetime_start"]?.string { draft.trial.started = Moment.seconds(text) }
        if let text = event["datetime_complete"]?.string { draft.trial.ended = Moment.seconds(text) }
    }

    private static func apply(_ operation: Operation, _ event: JSON, _ draft: inout Draft) throws {
        switch operation {
        case .parameter:
            try set(
                needed(event["param_name"]?.string), needed(event["distribution"]?.string),
                needed(event["param_value_internal"]), &draft)
        case .stateAndValues:
            let state = try needed(event["state"]?.int)
            guard OptunaTerms.states.indices.contains(state) else { throw Incomplete() }
            // What has finished stays as it is.
            guard draft.state == "RUNNING" || draft.state == "WAITING" else { return }
            draft.state = OptunaTerms.states[state]
            if let values = event["values"]?.items { draft.trial.values = values.map { $0.double ?? .nan } }
            take(times: event, &draft)
        case .report:
            draft.trial.report(
                try needed(event["intermediate_value"]?.double), step: try needed(event["step"]?.int))
        case .userAttribute:
            for pair in event["user_attr"]?.pairs ?? [] { draft.trial.attributes[pair.key] = pair.value }
        case .systemAttribute: draft.system += event["system_attr"]?.pairs ?? []
        default: throw Incomplete()
        }
    }

    private static func copy(_ study: DraftStudy, _ drafts: [Draft]) throws -> StudyCopy {
        let (header, order) = OptunaTerms.header(study.name, study.directions, user: study.user, system: study.system)
        let trials = try study.trials.map { index in
            var (trial, reason) = (drafts[index].trial, String?.none)
            try OptunaTerms.take(drafts[index].system, into: &trial, reason: &reason)
            try OptunaTerms.settle(&trial, drafts[index].state, reason: reason)
            return trial
        }
        var copy = StudyCopy(header, trials, order: order)
        if let first = trials.compactMap(\.started).min() { copy.header.created = first }
        return copy
    }
}
