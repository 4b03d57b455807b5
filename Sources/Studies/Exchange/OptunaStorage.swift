import Answers
import Files
import GRDB
@preconcurrency import Glibc
import Tuning

/// Optuna's SQLite storage, revision v3.2.0.a: written so that Optuna 3.2 to 5.0 and optuna-dashboard open and continue it,
/// and read. Times are in UTC, as in Optuna 5; the timeline of an older one is shifted by its time zone, nothing else is.
public enum OptunaStorage {
    /// Writes studies to a new file.
    ///
    /// - Throws: `Mistake` for a file that exists already: it may hold other studies, and a copy over an open file would mix
    ///   with what has not reached it yet.
    public static func write(_ copies: [StudyCopy], to path: String) throws {
        try FileDraft.check(path)
        guard access(path, F_OK) != 0, access(path + "-wal", F_OK) != 0 else {
            throw Mistake("'\(path)' exists already", expected: "a name that is free")
        }
        let draft = path + ".part-\(getpid())"
        for tail in ["", "-journal"] { unlink(draft + tail) }
        defer { for tail in ["", "-journal"] { unlink(draft + tail) } }
        try StudyFile.saying(path, while: "it was exported") {
            let queue = try DatabaseQueue(path: draft)
            try queue.write { db in
                try db.execute(sql: tables)
                try db.execute(sql: "INSERT INTO alembic_version VALUES (?)", arguments: [OptunaTerms.revision])
                try db.execute(sql: "INSERT INTO version_info VALUES (1, 12, '5.0.0')")
                var trial: Int64 = 0
                for (index, copy) in copies.enumerated() { try write(copy, Int64(index + 1), &trial, db) }
            }
            try queue.close()
        }
        // A link fails where the name has been taken in the meantime.
        guard link(draft, path) == 0 || (errno != EEXIST && rename(draft, path) == 0) else {
            throw Mistake(
                "'\(path)' cannot be written: \(String(cString: strerror(errno)))", expected: "a name that is free")
        }
    }

    private static func write(_ copy: StudyCopy, _ study: Int64, _ trialID: inout Int64, _ db: Database) throws {
        try db.execute(sql: "INSERT INTO studies VALUES (?, ?)", arguments: [study, copy.header.name])
        for (objective, direction) in copy.header.directions.enumerated() {
            try db.execute(
                sql: "INSERT INTO study_directions (direction, study_id, objective) VALUES (?, ?, ?)",
                arguments: [direction.rawValue.uppercased(), study, objective])
        }
        let user = OptunaTerms.split(copy.header.attributes).user
        try add(user, to: "study_user_attributes", "study_id", study, db)
        try add(OptunaTerms.system(of: copy), to: "study_system_attributes", "study_id", study, db)
        for trial in copy.trials {
            trialID += 1
            try write(trial, trialID, of: copy.header, study, db)
        }
    }

    private static func write(_ trial: Trial, _ id: Int64, of header: StudyHeader, _ study: Int64, _ db: Database)
        throws
    {
        let started = trial.state == .waiting ? nil : trial.started ?? header.created
        let ended = trial.state.isFinished ? trial.ended ?? header.created : nil
        try db.cachedStatement(
            sql: """
                INSERT INTO trials (trial_id, number, study_id, state, datetime_start, datetime_complete)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id, trial.number, study, OptunaTerms.state(trial.state), started.map(Moment.text), ended.map(Moment.text),
        ])
        let parameters = try db.cachedStatement(
            sql: "INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) VALUES (?, ?, ?, ?)")
        for parameter in OptunaTerms.codes(trial) {
            try parameters.execute(arguments: [
                id, parameter.name, parameter.code, parameter.domain.distribution.pythonText,
            ])
        }
        let values = try db.cachedStatement(
            sql: "INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (?, ?, ?, ?)")
        for (objective, value) in trial.values.enumerated() where !value.isNaN {
            try values.execute(arguments: [id, objective, value.isFinite ? value : nil, kind(value)])
        }
        let reports = try db.cachedStatement(
            sql: """
                INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type)
                VALUES (?, ?, ?, ?)
                """)
        for report in trial.reports {
            try reports.execute(
                arguments: [id, report.step, report.value.isFinite ? report.value : nil, kind(report.value)])
        }
        try add(OptunaTerms.split(trial.attributes).user, to: "trial_user_attributes", "trial_id", id, db)
        try add(OptunaTerms.system(of: trial), to: "trial_system_attributes", "trial_id", id, db)
    }

    private static func add(
        _ pairs: [JSON.Pair], to table: String, _ column: String, _ id: Int64, _ db: Database
    ) throws {
        for pair in pairs {
            try db.cachedStatement(sql: "INSERT INTO \(table) (\(column), \"key\", value_json) VALUES (?, ?, ?)")
                .execute(arguments: [id, pair.key, pair.value.pythonText])
        }
    }

    private static func kind(_ value: Double) -> String {
        value.isNaN ? "NAN" : value.isFinite ? "FINITE" : value < 0 ? "INF_NEG" : "INF_POS"
    }

    // MARK: Reading

    /// Whether the file is an SQLite database with the tables of Optuna's `RDBStorage`.
    public static func isOne(_ path: String) -> Bool {
        guard TextFile.isOrdinary(path) else { return false }
        return
            (try? StudyFile.reading(path) {
                try $0.tableExists("study_directions") && $0.tableExists("trial_params")
            }) ?? false
    }

    /// Every study of such a storage.
    ///
    /// - Throws: `Mistake` for a file that is none, or of a revision that is not known.
    public static func read(_ path: String) throws -> [StudyCopy] {
        guard TextFile.isOrdinary(path) else {
            throw Mistake("there is no file '\(path)'", expected: "a storage of Optuna's")
        }
        return try StudyFile.saying(path, while: "it was read") {
            return try StudyFile.reading(path) { db in
                guard try db.tableExists("study_directions"), try db.tableExists("trial_params") else {
                    throw Mistake("'\(path)' is no storage of Optuna's", expected: "a file made by Optuna 3.2 or newer")
                }
                if try db.tableExists("alembic_version"),
                    let revision = try String.fetchOne(db, sql: "SELECT version_num FROM alembic_version"),
                    revision != OptunaTerms.revision
                {
                    throw Mistake(
                        "'\(path)' has the revision \(revision)", expected: OptunaTerms.revision,
                        try: "optuna storage upgrade --storage sqlite:///\(path)")
                }
                return try Row.fetchAll(db, sql: "SELECT study_id, study_name FROM studies ORDER BY study_id").map {
                    row in
                    try study(row.decode(forColumn: "study_id"), row.decode(forColumn: "study_name"), db)
                }
            }
        }
    }

    private static func study(_ id: Int64, _ name: String, _ db: Database) throws -> StudyCopy {
        let directions = try String.fetchAll(
            db, sql: "SELECT direction FROM study_directions WHERE study_id = ? ORDER BY objective", arguments: [id]
        ).map { try OptunaTerms.direction($0, name) }
        let (header, order) = OptunaTerms.header(
            name, directions, user: try attributes("study_user_attributes", "study_id", id, db),
            system: try attributes("study_system_attributes", "study_id", id, db))
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM trials WHERE study_id = ? ORDER BY trial_id", arguments: [id])
        let trials = try rows.enumerated().map { try trial($1, number: $0, db) }
        var copy = StudyCopy(header, trials, order: order)
        if let first = trials.compactMap(\.started).min() { copy.header.created = first }
        return copy
    }

    /// Numbers are counted anew: Optuna does not hold its own to be without gaps.
    private static func trial(_ row: Row, number: Int, _ db: Database) throws -> Trial {
        let id: Int64 = try row.decode(forColumn: "trial_id")
        var trial = Trial(number: number)
        for row in try Row.fetchAll(
            db.cachedStatement(
                sql:
                    "SELECT param_name, param_value, distribution_json FROM trial_params WHERE trial_id = ? ORDER BY param_id"
            ),
            arguments: [id])
        {
            let json = try JSON(
                reading: row.decode(forColumn: "distribution_json"), from: "a distribution of trial \(number)")
            let domain = try ParameterDomain(distribution: json)
            let name: String = try row.decode(forColumn: "param_name")
            let code: Double? = try row.decode(forColumn: "param_value")
            trial.set(name, domain, try domain.setting(internal: code, name, trial: number))
        }
        for row in try Row.fetchAll(
            db.cachedStatement(sql: "SELECT value, value_type FROM trial_values WHERE trial_id = ? ORDER BY objective"),
            arguments: [id])
        {
            trial.values.append(value(try row.decode(forColumn: "value"), try row.decode(forColumn: "value_type")))
        }
        for row in try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT step, intermediate_value AS value, intermediate_value_type AS kind
                    FROM trial_intermediate_values WHERE trial_id = ? ORDER BY step
                    """), arguments: [id])
        {
            trial.report(
                value(try row.decode(forColumn: "value"), try row.decode(forColumn: "kind")),
                step: try row.decode(forColumn: "step"))
        }
        for pair in try attributes("trial_user_attributes", "trial_id", id, db) {
            trial.attributes[pair.key] = pair.value
        }
        var reason: String?
        try OptunaTerms.take(
            try attributes("trial_system_attributes", "trial_id", id, db), into: &trial, reason: &reason)
        trial.started = try row.decode(String?.self, forColumn: "datetime_start").flatMap(Moment.seconds)
        trial.ended = try row.decode(String?.self, forColumn: "datetime_complete").flatMap(Moment.seconds)
        try OptunaTerms.settle(&trial, try row.decode(forColumn: "state"), reason: reason)
        return trial
    }

    private static func value(_ value: Double?, _ kind: String) -> Double {
        switch kind {
        case "INF_POS": .infinity
        case "INF_NEG": -.infinity
        case "NAN": .nan
        default: value ?? .nan
        }
    }

    private static func attributes(_ table: String, _ column: String, _ id: Int64, _ db: Database) throws -> [JSON.Pair]
    {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT \"key\", value_json FROM \(table) WHERE \(column) = ? ORDER BY rowid"),
            arguments: [id]
        ).map { row in
            let key: String = try row.decode(forColumn: "key")
            return JSON.Pair(key, try JSON(reading: row.decode(forColumn: "value_json"), from: "the attribute \(key)"))
        }
    }

    /// As Optuna 5.0.0 makes them.
    private static let tables = """
        CREATE TABLE studies (
            study_id INTEGER NOT NULL, study_name VARCHAR(512) NOT NULL, PRIMARY KEY (study_id));
        CREATE UNIQUE INDEX ix_studies_study_name ON studies (study_name);
        CREATE TABLE version_info (
            version_info_id INTEGER NOT NULL, schema_version INTEGER, library_version VARCHAR(256),
            PRIMARY KEY (version_info_id), CHECK (version_info_id=1));
        CREATE TABLE study_directions (
            study_direction_id INTEGER NOT NULL, direction VARCHAR(8) NOT NULL, study_id INTEGER NOT NULL,
            objective INTEGER NOT NULL, PRIMARY KEY (study_direction_id), UNIQUE (study_id, objective),
            FOREIGN KEY(study_id) REFERENCES studies (study_id));
        CREATE TABLE study_user_attributes (
            study_user_attribute_id INTEGER NOT NULL, study_id INTEGER, "key" VARCHAR(512), value_json TEXT,
            PRIMARY KEY (study_user_attribute_id), UNIQUE (study_id, "key"),
            FOREIGN KEY(study_id) REFERENCES studies (study_id));
        CREATE TABLE study_system_attributes (
            study_system_attribute_id INTEGER NOT NULL, study_id INTEGER, "key" VARCHAR(512), value_json TEXT,
            PRIMARY KEY (study_system_attribute_id), UNIQUE (study_id, "key"),
            FOREIGN KEY(study_id) REFERENCES studies (study_id));
        CREATE TABLE trials (
            trial_id INTEGER NOT NULL, number INTEGER, study_id INTEGER, state VARCHAR(8) NOT NULL,
            datetime_start DATETIME, datetime_complete DATETIME, PRIMARY KEY (trial_id),
            FOREIGN KEY(study_id) REFERENCES studies (study_id));
        CREATE INDEX ix_trials_study_id ON trials (study_id);
        CREATE TABLE trial_user_attributes (
            trial_user_attribute_id INTEGER NOT NULL, trial_id INTEGER, "key" VARCHAR(512), value_json TEXT,
            PRIMARY KEY (trial_user_attribute_id), UNIQUE (trial_id, "key"),
            FOREIGN KEY(trial_id) REFERENCES trials (trial_id));
        CREATE TABLE trial_system_attributes (
            trial_system_attribute_id INTEGER NOT NULL, trial_id INTEGER, "key" VARCHAR(512), value_json TEXT,
            PRIMARY KEY (trial_system_attribute_id), UNIQUE (trial_id, "key"),
            FOREIGN KEY(trial_id) REFERENCES trials (trial_id));
        CREATE TABLE trial_params (
            param_id INTEGER NOT NULL, trial_id INTEGER, param_name VARCHAR(512), param_value FLOAT,
            distribution_json TEXT, PRIMARY KEY (param_id), UNIQUE (trial_id, param_name),
            FOREIGN KEY(trial_id) REFERENCES trials (trial_id));
        CREATE TABLE trial_values (
            trial_value_id INTEGER NOT NULL, trial_id INTEGER NOT NULL, objective INTEGER NOT NULL, value FLOAT,
            value_type VARCHAR(7) NOT NULL, PRIMARY KEY (trial_value_id), UNIQUE (trial_id, objective),
            FOREIGN KEY(trial_id) REFERENCES trials (trial_id));
        CREATE TABLE trial_intermediate_values (
            trial_intermediate_value_id INTEGER NOT NULL, trial_id INTEGER NOT NULL, step INTEGER NOT NULL,
            intermediate_value FLOAT, intermediate_value_type VARCHAR(7) NOT NULL,
            PRIMARY KEY (trial_intermediate_value_id), UNIQUE (trial_id, step),
            FOREIGN KEY(trial_id) REFERENCES trials (trial_id));
        CREATE TABLE trial_heartbeats (
            trial_heartbeat_id INTEGER NOT NULL, trial_id INTEGER NOT NULL, heartbeat DATETIME NOT NULL,
            PRIMARY KEY (trial_heartbeat_id), UNIQUE (trial_id), FOREIGN KEY(trial_id) REFERENCES trials (trial_id));
        CREATE TABLE alembic_version (
            version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
        """
}
