// The studies of a file: which there are, one of them, a new one, none of them any more.

import Foundation
import GRDB
import Answers
import Tuning

extension StudyFile {
    /// Every study, in the order of creation.
    public func studies() throws -> [StudySummary] {
        try read("the studies were listed") { db in
            try Row.fetchAll(db, sql: "SELECT * FROM studies ORDER BY id").map { row in
                let header = try self.header(row)
                let id: Int64 = try row.decode(forColumn: "id")
                var counts: [String: Int] = [:]
                for row in try Row.fetchAll(
                    db, sql: "SELECT state, count(*) AS count FROM trials WHERE study = ? GROUP BY state",
                    arguments: [id])
                {
                    counts[try row.decode(forColumn: "state")] = try row.decode(forColumn: "count")
                }
                let last = try Double.fetchOne(
                    db, sql: "SELECT max(ended) FROM trials WHERE study = ?", arguments: [id])
                var summary = StudySummary(header: header, counts: counts, best: nil, lastEnded: last)
                if header.directions.count == 1 {
                    var history = History(directions: header.directions)
                    let rows = try Row.fetchCursor(
                        db,
                        sql: """
                            SELECT number, results, constraints FROM trials WHERE study = ? AND state = 'complete'
                            """, arguments: [id])
                    while let row = try rows.next() {
                        var trial = Trial(number: try row.decode(forColumn: "number"), state: .complete)
                        trial.values =
                            try self.document(row.decode(forColumn: "results")).items?.compactMap(\.double) ?? []
                        let constraints = try self.document(row.decode(forColumn: "constraints"))
                        trial.constraints = TrialText.members(constraints).compactMapValues(\.double)
                        history.append(trial)
                    }
                    summary.best = history.best?.value
                }
                return summary
            }
        }
    }

    /// The study of that name.
    ///
    /// - Parameter name: nil for the only one.
    /// - Throws: `Mistake` naming what there is.
    public func study(_ name: String? = nil) throws -> StoredStudy {
        let found = try read("a study was looked for") { db in
            try Row.fetchAll(db, sql: "SELECT * FROM studies ORDER BY id").map { row in
                (id: try row.decode(Int64.self, forColumn: "id"), header: try self.header(row))
            }
        }
        let names = found.map { "'\($0.header.name)'" }
        let matching = name.map { name in found.filter { $0.header.name == name } } ?? found
        if let one = matching.first, matching.count == 1 { return StoredStudy(self, one.id, one.header) }
        if found.isEmpty { throw Mistake("'\(path)' holds no study yet", expected: "a file with a study") }
        throw Mistake(
            name.map { "'\(path)' has no study '\($0)'" } ?? "'\(path)' holds \(found.count) studies",
            expected: "\(names.count > 1 ? "one of " : "")\(Phrase.alternatives(Array(names.prefix(20))))"
        ).raised(as: "KeyError")
    }

    /// Begins a study.
    ///
    /// - Parameter mayExist: whether a study of that name that is there already is gone on with; its own seed and settings hold.
    /// - Throws: `Mistake` for a name that is taken, or a study of that name with other directions.
    public func begin(_ header: StudyHeader, mayExist: Bool = false) throws -> StoredStudy {
        try write("the study was begun", isLasting: true) { try self.begin(header, mayExist: mayExist, $0) }
    }

    func begin(_ header: StudyHeader, mayExist: Bool, _ db: Database) throws -> StoredStudy {
        guard !header.name.isEmpty, header.name.utf8.count <= 512 else {
            throw Mistake(
                "the name of the study has \(header.name.utf8.count) bytes", expected: "1 to 512",
                argument: "study_name")
        }
        if let row = try Row.fetchOne(db, sql: "SELECT * FROM studies WHERE name = ?", arguments: [header.name]) {
            let known = try self.header(row)
            guard mayExist else {
                throw Mistake(
                    "'\(path)' has a study '\(header.name)' already", expected: "another name, or to go on with it",
                    try: "load_if_exists=True", argument: "study_name"
                ).raised(as: "DuplicatedStudyError")
            }
            guard known.directions == header.directions else {
                throw Mistake(
                    "the study '\(header.name)' in '\(path)' looks for \(StudyFile.text(known.directions)), and "
                        + "\(StudyFile.text(header.directions)) was asked for",
                    expected: "the same directions, or another name", argument: "directions")
            }
            return StoredStudy(self, try row.decode(forColumn: "id"), known)
        }
        try db.execute(
            sql:
                "INSERT INTO studies (name, created, directions, seed, settings, attributes) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                header.name, header.created, JSON.array(header.directions.map { .string($0.rawValue) }).text,
                String(header.seed), TrialText.object(header.settings), TrialText.object(header.attributes),
            ])
        return StoredStudy(self, db.lastInsertedRowID, header)
    }

    /// Forgets a study with all its trials.
    ///
    /// - Throws: `Mistake` where there is none of that name.
    public func delete(_ name: String) throws {
        let study = try study(name)
        try write("the study was deleted", isLasting: true) { db in
            try db.execute(sql: "DELETE FROM studies WHERE id = ?", arguments: [study.id])
        }
    }

    private static func text(_ directions: [Direction]) -> String { Phrase.list(directions.map(\.rawValue)) }

    func header(_ row: Row) throws -> StudyHeader {
        let directions: String = try row.decode(forColumn: "directions")
        let seed: String = try row.decode(forColumn: "seed")
        let found = try document(directions).items?.compactMap { $0.string.flatMap(Direction.init(rawValue:)) } ?? []
        guard !found.isEmpty, let seed = UInt64(seed) else { throw StudyFile.damaged(path) }
        var header = StudyHeader(try row.decode(forColumn: "name"), found, seed: seed)
        header.settings = TrialText.members(try document(row.decode(forColumn: "settings")))
        header.attributes = TrialText.members(try document(row.decode(forColumn: "attributes")))
        header.created = try row.decode(forColumn: "created")
        return header
    }

    /// A column that is a document.
    func document(_ text: String) throws -> JSON {
        do { return try JSON(reading: text) } catch { throw StudyFile.damaged(path) }
    }
}
