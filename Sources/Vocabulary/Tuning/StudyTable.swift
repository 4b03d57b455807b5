import ArrayVocabulary
import Datasets
import Language
import Tuning

/// The trials of a study as a table, with the columns of Optuna's `trials_dataframe`. Durations are seconds.
enum StudyTable {
    static let members: [Member] = [
        .method(
            "trials_dataframe", of: Study.self, returns: Frame.kind,
            "the trials as a table: number, value, times (UTC), seconds, hyperparameters, notes and state",
            [
                Parameter(
                    "attrs", .any, .value(.none),
                    "which of number, value, datetime_start, datetime_complete, duration, params, user_attrs and state; all for None"
                ),
                Parameter("multi_index", .bool, .value(.bool(false)), "only False is spoken: plain column names"),
            ]
        ) { study, arguments, context in
            if try arguments.bool("multi_index") {
                throw arguments.mistake(
                    "multi_index", "column names in two levels are not spoken here", expected: "multi_index=False")
            }
            let whole = try table(study)
            guard !arguments["attrs"].isNone else { return .thing(Frame(whole)) }
            let names = try arguments["attrs"].elements(in: context).map { $0.asText ?? $0.brief }
            let columns = names.flatMap { name in
                whole.columns.filter { $0.name == name || isPart($0.name, of: name) }
            }
            return .thing(Frame(try Table(columns, name: study.name)))
        }
    ]

    /// `params_x` is a column of `params`, `values_0` one of `value` and `values`.
    private static func isPart(_ column: String, of attribute: String) -> Bool {
        switch attribute {
        case "params", "user_attrs": column.hasPrefix(attribute + "_")
        case "value", "values": column.hasPrefix("values_")
        default: false
        }
    }

    private static func table(_ study: Study) throws -> Table {
        let trials = try study.trials()
        guard !trials.isEmpty else { return try Table([], name: study.name) }
        func column(_ name: String, _ value: (Trial) -> Value?) -> Column {
            Column(name, of: trials.map { value($0) ?? .none })
        }
        var columns = [column("number") { .int($0.number) }]
        for objective in study.directions.indices {
            columns.append(
                column(study.directions.count == 1 ? "value" : "values_\(objective)") {
                    $0.values.indices.contains(objective) ? .number($0.values[objective]) : nil
                })
        }
        columns += [
            Column("datetime_start", .dates(trials.map { $0.started ?? .nan })),
            Column("datetime_complete", .dates(trials.map { $0.ended ?? .nan })),
            column("duration") { $0.duration.map { .number($0) } },
        ]
        let parameters = Set(trials.flatMap(\.configuration.names)).sorted()
        columns += parameters.map { name in column("params_\(name)") { $0.configuration[name]?.asValue } }
        let notes = Set(trials.flatMap(\.notes.keys)).sorted()
        columns += notes.map { name in column("user_attrs_\(name)") { $0.notes[name]?.asValue } }
        columns.append(column("state") { .text(TrialState($0.state).name) })
        return try Table(columns, name: study.name)
    }
}
