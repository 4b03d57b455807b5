import Answers
public import Tuning

/// A whole study as a value, on its way from one place to another.
public struct StudyCopy: Sendable, Equatable {
    /// What is fixed about it.
    public var header: StudyHeader
    /// By number, from 0 without gaps.
    public var trials: [Trial]
    /// The numbers of the finished trials in the order in which they finished.
    public var order: [Int]

    /// A study that is made of its parts.
    ///
    /// - Parameter order: nil for the order of the times at which trials ended.
    public init(_ header: StudyHeader, _ trials: [Trial], order: [Int]? = nil) {
        self.header = header
        let trials = trials.map { $0.checked(for: header.directions) }
        self.trials = trials
        let finished = trials.filter(\.state.isFinished)
        let known = order ?? []
        self.order =
            Set(known) == Set(finished.map(\.number)) && known.count == finished.count
            ? known
            : finished.sorted { ($0.ended ?? 0, $0.number) < ($1.ended ?? 0, $1.number) }.map(\.number)
    }
}

extension StudyCopy {
    /// The same without what is running, which is begun anew wherever the study goes.
    public var begunAnew: StudyCopy {
        var copy = self
        copy.trials = trials.map { $0.state == .running ? $0.begunAnew : $0 }
        return copy
    }
}

extension StoredStudy {
    /// All that is kept of it, of one moment.
    public func copy() throws -> StudyCopy {
        let (trials, order) = try all()
        return StudyCopy(header, trials, order: order)
    }
}

extension StudyDatabase {
    /// Takes studies in, with all their trials, or none of them.
    ///
    /// - Parameter name: under which a single one is kept; nil for its own.
    /// - Throws: `Mistake` for a name that is taken.
    @discardableResult public func take(_ copies: [StudyCopy], as name: String? = nil) throws -> [StoredStudy] {
        try write("studies were taken in", .power) { db in
            try db.hold(nil)
            return try copies.map { copy in
                var header = copy.header
                if let name { header.name = name }
                let study = try begin(header, mayExist: false, db)
                let places = Dictionary(uniqueKeysWithValues: zip(copy.order, 1...))
                for trial in copy.trials { try study.insert(trial, place: places[trial.number], db) }
                try db.change("UPDATE studies SET finished = ? WHERE id = ?", [copy.order.count, study.id])
                return study
            }
        }
    }
}
