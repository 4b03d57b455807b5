// The studies that are kept: which there are, one of them, a new one, none of them any more.

import Foundation
import Answers
import Tuning

extension StudyDatabase {
    /// Every study, in the order of creation.
    public func studies() throws -> [StudySummary] {
        try read("the studies were listed") { db in
            try known(db, "").map { id, header in
                let states = try db.select(
                    "SELECT state, count(*) FROM trials WHERE study = ? GROUP BY state", [id]
                ) { (try $0.text(0), try $0.integer(1)) }
                let last = try db.select("SELECT max(ended) FROM trials WHERE study = ?", [id]) { try $0.real(0) }
                let complete = try db.select(
                    "SELECT number, results, constraints FROM trials WHERE study = ? AND state = 'complete'", [id]
                ) { row in
                    var trial = Trial(number: try row.integer(0), state: .complete)
                    trial.values = try self.document(row.text(1)).items?.compactMap(\.double) ?? []
                    let constraints = try self.document(row.text(2))
                    trial.constraints = TrialText.members(constraints).compactMapValues(\.double)
                    return trial
                }
                let counts = Dictionary(try states.get()) { $1 }
                var summary = StudySummary(
                    header: header, counts: counts, best: nil, lastEnded: try last.get().first ?? nil)
                if header.directions.count == 1 {
                    summary.best = TrialHistory(directions: header.directions, try complete.get()).best?.value
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
        let found = try read("a study was looked for") { try known($0, "") }
        let names = found.map { "'\($0.header.name)'" }
        let matching = name.map { name in found.filter { $0.header.name == name } } ?? found
        if let one = matching.first, matching.count == 1 { return StoredStudy(self, one.id, one.header) }
        if found.isEmpty {
            throw Mistake("'\(self.name)' holds no study yet", expected: "a \(backend.kind) with a study")
        }
        throw Mistake(
            name.map { "'\(self.name)' has no study '\($0)'" } ?? "'\(self.name)' holds \(found.count) studies",
            expected: "\(names.count > 1 ? "one of " : "")\(Phrase.alternatives(Array(names.prefix(20))))"
        ).raised(as: "KeyError")
    }

    /// Begins a study.
    ///
    /// - Parameter mayExist: whether a study of that name that is there already is gone on with; its own seed and settings hold.
    /// - Throws: `Mistake` for a name that is taken, or a study of that name with other directions.
    public func begin(_ header: StudyHeader, mayExist: Bool = false) throws -> StoredStudy {
        try write("the study was begun", .power) { db in
            try db.hold(nil)
            return try begin(header, mayExist: mayExist, db)
        }
    }

    func begin(_ header: StudyHeader, mayExist: Bool, _ db: any StudySession) throws -> StoredStudy {
        guard !header.name.isEmpty, header.name.utf8.count <= 512 else {
            throw Mistake(
                "the name of the study has \(header.name.utf8.count) bytes", expected: "1 to 512",
                argument: "study_name")
        }
        if let (id, known) = try known(db, "WHERE name = ?", [header.name]).first {
            guard mayExist else {
                throw Mistake(
                    "'\(self.name)' has a study '\(header.name)' already",
                    expected: "another name, or to go on with it",
                    try: "load_if_exists=True", argument: "study_name"
                ).raised(as: "DuplicatedStudyError")
            }
            guard known.directions == header.directions else {
                throw Mistake(
                    "the study '\(header.name)' in '\(self.name)' looks for \(StudyDatabase.text(known.directions)), and "
                        + "\(StudyDatabase.text(header.directions)) was asked for",
                    expected: "the same directions, or another name", argument: "directions")
            }
            return StoredStudy(self, id, known)
        }
        let made = try db.select(
            """
            INSERT INTO studies (name, created, directions, seed, settings, attributes) VALUES (?, ?, ?, ?, ?, ?)
            RETURNING id
            """,
            [
                header.name, header.created, JSON.array(header.directions.map { .string($0.rawValue) }).text,
                String(header.seed), TrialText.object(header.settings), TrialText.object(header.attributes),
            ]
        ) { Int64(try $0.integer(0)) }
        guard let id = try made.get().first else { throw backend.damaged }
        return StoredStudy(self, id, header)
    }

    /// Forgets a study with all its trials.
    ///
    /// - Throws: `Mistake` where there is none of that name.
    public func delete(_ name: String) throws {
        let study = try study(name)
        _ = try write("the study was deleted", .power, .repeatable) { db in
            try db.change("DELETE FROM studies WHERE id = ?", [study.id])
        }
    }

    private static func text(_ directions: [Direction]) -> String { Phrase.list(directions.map(\.rawValue)) }

    /// The studies that meet a condition, in the order of creation.
    private func known(
        _ db: any StudySession, _ condition: String, _ values: [any SQLArgument] = []
    ) throws -> [(id: Int64, header: StudyHeader)] {
        try db.select(
            """
            SELECT id, name, created, directions, seed, settings, attributes FROM studies \(condition) ORDER BY id
            """, values
        ) { (Int64(try $0.integer(0)), try self.header($0)) }.get()
    }

    private func header(_ row: any SQLRow) throws -> StudyHeader {
        let words = try document(row.text(3)).items?.compactMap(\.string) ?? []
        let directions = words.compactMap(Direction.init(rawValue:))
        guard !directions.isEmpty, let seed = UInt64(try row.text(4)), let created = try row.real(2) else {
            throw UnreadableRow()
        }
        var header = StudyHeader(try row.text(1), directions, seed: seed)
        header.settings = TrialText.members(try document(row.text(5)))
        header.attributes = TrialText.members(try document(row.text(6)))
        header.created = created
        return header
    }
}
