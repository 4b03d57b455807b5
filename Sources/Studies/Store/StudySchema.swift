// The tables of studies. They are this project's own and carry a version; other programs get an export.

import Answers

enum StudySchema {
    /// Of the layout below; what is of a higher version is left alone.
    static let version = 1
    /// Marks the file for `file` and for us: "DESC".
    static let application = 0x4445_5343
    /// The schema in a server's database that the tables are in, so that they are in nobody's way.
    static let namespace = "descent"

    /// How a database calls what the tables are made of.
    private struct Dialect {
        var key: String
        var whole: String
        var real: String
        /// Makes the texts of a column differ; those of `domains` may be longer than an entry of an ordinary index.
        var isUnique: String
        /// After a table's columns, and after those of one whose rows lie in the order of their key.
        var end: String
        var sortedEnd: String
    }

    /// - A trial is one row; its results are there when its state says so, because both are written at once.
    /// - `place` counts the finished trials of a study in the order of their end. `visible` is how many of them a suggestion
    ///   saw, so those with `place` up to it: with seed and number all that is needed to make the suggestion again, where no
    ///   other trial was running. Which ones ran beside it is not recorded.
    /// - Domains are stored once for all trials that have the same.
    /// - A running trial belongs to its worker until the lease ends; the attempt tells a worker that comes back too late.
    /// - Times are seconds since 1970 in UTC.
    private static func tables(_ d: Dialect) -> String {
        """
        CREATE TABLE studies (
            id \(d.key),
            name TEXT NOT NULL UNIQUE,
            created \(d.real) NOT NULL,
            directions TEXT NOT NULL,
            seed TEXT NOT NULL,
            settings TEXT NOT NULL,
            attributes TEXT NOT NULL,
            finished \(d.whole) NOT NULL DEFAULT 0
        )\(d.end);
        CREATE TABLE domains (
            id \(d.key),
            parameters TEXT NOT NULL\(d.isUnique)
        )\(d.end);
        CREATE TABLE trials (
            study \(d.whole) NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
            number \(d.whole) NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'complete', 'pruned', 'failed')),
            reason TEXT,
            domains \(d.whole) NOT NULL REFERENCES domains (id),
            settings TEXT NOT NULL,
            results TEXT NOT NULL,
            constraints TEXT NOT NULL,
            attributes TEXT NOT NULL,
            fixed TEXT NOT NULL,
            visible \(d.whole) NOT NULL,
            place \(d.whole),
            started \(d.real),
            ended \(d.real),
            worker TEXT,
            lease \(d.real),
            attempt \(d.whole) NOT NULL DEFAULT 0,
            PRIMARY KEY (study, number)
        )\(d.sortedEnd);
        CREATE INDEX trialsByPlace ON trials (study, place) WHERE place IS NOT NULL;
        CREATE INDEX trialsUnfinished ON trials (study, number) WHERE place IS NULL;
        CREATE TABLE reports (
            study \(d.whole) NOT NULL,
            number \(d.whole) NOT NULL,
            step \(d.whole) NOT NULL,
            value \(d.real),
            PRIMARY KEY (study, number, step),
            FOREIGN KEY (study, number) REFERENCES trials (study, number) ON DELETE CASCADE
        )\(d.sortedEnd);
        """
    }

    static let sqlite =
        tables(
            Dialect(
                key: "INTEGER PRIMARY KEY", whole: "INTEGER", real: "REAL", isUnique: " UNIQUE", end: " STRICT",
                sortedEnd: " STRICT, WITHOUT ROWID"))
        + "\nPRAGMA application_id = \(application);\nPRAGMA user_version = \(version);"

    /// One statement each.
    static let postgres =
        ["CREATE SCHEMA IF NOT EXISTS \(namespace)"]
        + tables(
            Dialect(
                key: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", whole: "BIGINT", real: "DOUBLE PRECISION",
                isUnique: ", EXCLUDE USING hash (parameters WITH =)", end: "", sortedEnd: " WITH (fillfactor = 70)")
        ).split(separator: ";").map(String.init)
        + ["CREATE TABLE layout (version INTEGER NOT NULL)", "INSERT INTO layout VALUES (\(version))"]

    static func isNewer(_ found: Int, _ kind: String, _ name: String) -> Mistake {
        Mistake(
            "'\(name)' was written by a newer descent: its version is \(found), this one reads "
                + "\(version); nothing in it was changed",
            expected: "a \(kind) of version \(version)",
            try: kind == "file" ? "the newer descent, or another file name" : "the newer descent, or another database")
    }
}
