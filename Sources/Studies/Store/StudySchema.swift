// The tables of a file of studies. They are this project's own and carry a version; other programs get an export.

import GRDB

enum StudySchema {
    /// Of the layout below; a file of a higher version is left alone.
    static let version = 1
    /// Marks the file for `file` and for us: "DESC".
    static let application = 0x4445_5343

    /// - A trial is one row; its results are there when its state says so, because both are written at once.
    /// - `place` counts the finished trials of a study in the order of their end. `visible` is how many of them a suggestion
    ///   saw, so those with `place` up to it: with seed and number all that is needed to make the suggestion again, where no
    ///   other trial was running. Which ones ran beside it is not recorded.
    /// - Domains are stored once for all trials that have the same.
    /// - A running trial belongs to its worker until the lease ends; the attempt tells a worker that comes back too late.
    /// - Times are seconds since 1970 in UTC.
    static let tables = """
        CREATE TABLE studies (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            created REAL NOT NULL,
            directions TEXT NOT NULL,
            seed TEXT NOT NULL,
            settings TEXT NOT NULL,
            attributes TEXT NOT NULL,
            finished INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE domains (
            id INTEGER PRIMARY KEY,
            parameters TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE trials (
            study INTEGER NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'complete', 'pruned', 'failed')),
            reason TEXT,
            domains INTEGER NOT NULL REFERENCES domains (id),
            settings TEXT NOT NULL,
            results TEXT NOT NULL,
            constraints TEXT NOT NULL,
            attributes TEXT NOT NULL,
            fixed TEXT NOT NULL,
            visible INTEGER NOT NULL,
            place INTEGER,
            started REAL,
            ended REAL,
            worker TEXT,
            lease REAL,
            attempt INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (study, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX trialsByPlace ON trials (study, place) WHERE place IS NOT NULL;
        CREATE INDEX trialsUnfinished ON trials (study, number) WHERE place IS NULL;
        CREATE TABLE reports (
            study INTEGER NOT NULL,
            number INTEGER NOT NULL,
            step INTEGER NOT NULL,
            value REAL,
            PRIMARY KEY (study, number, step),
            FOREIGN KEY (study, number) REFERENCES trials (study, number) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        PRAGMA application_id = \(application);
        PRAGMA user_version = \(version);
        """
}
