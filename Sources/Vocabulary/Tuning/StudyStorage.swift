import Answers
import Language
import Studies
import Tuning

/// Studies that are kept, as `storage=` names where.
enum StudyStorage {
    /// What a storage may be.
    static let meaning =
        "a file such as \"studies.db\" or \"sqlite:///studies.db\", or \"postgresql://user@host/database\""

    static let parameter = Parameter(
        "storage", .optional(.text), "\(meaning); None keeps it in memory", isKeywordOnly: true)

    /// The file or the server's address of a storage; nil for one that is in memory (`sqlite://`, `sqlite:///:memory:`).
    ///
    /// - Throws: `Mistake` for another kind of server.
    static func place(_ storage: String) throws -> String? {
        let scheme = "sqlite://"
        guard storage.hasPrefix(scheme) else {
            guard !storage.contains("://") || StudyDatabase.isServer(storage) else {
                let kind = storage.prefix { $0 != ":" }
                throw Mistake(
                    "storage = \"\(kind)://…\" is on a server of another kind",
                    expected: "a file, or PostgreSQL", try: "storage=\"postgresql://user@host/database\"",
                    argument: "storage")
            }
            return storage
        }
        let path = storage.dropFirst(scheme.count)
        guard !path.isEmpty, path != "/:memory:" else { return nil }
        // Three slashes before a path from here, four before one from the root.
        guard path.first == "/", path.count > 1 else {
            throw Mistake(
                "storage = \"\(storage)\" names no file", expected: "three slashes and a name",
                try: "storage=\"sqlite:///studies.db\"", argument: "storage")
        }
        return String(path.dropFirst())
    }

    /// What a study begins with. One that is there already keeps its seed, and its sampler and pruner unless others
    /// were given.
    struct Setup {
        var directions: [Direction] = [.minimize]
        var sampler: any Sampler = TPESampler()
        var isSamplerGiven = false
        var pruner: any Pruner = NopPruner()
        var isPrunerGiven = false
        var seed: UInt64 = 0
        var isSeedGiven = false
        /// Nil where the objective asks as it goes.
        var space: SearchSpace?

        /// Everything that it takes to set the study up again, to the last digit.
        var settings: [String: JSON] {
            var settings: [String: JSON] = ["sampler": .string(sampler.name), "pruner": .string(pruner.name)]
            if let space { settings["space"] = .string(space.text) }
            return settings
        }
    }

    /// A study as `storage=` and `study_name=` have it: in memory, or kept.
    ///
    /// - Parameter mayExist: whether a study of that name that is there already is gone on with.
    static func begin(_ setup: Setup, _ args: Arguments, mayExist: Bool, _ context: Context) throws -> Study {
        let name = args["study_name"].asText
        guard let storage = args["storage"].asText, let place = try StudyStorage.place(storage) else {
            return try Study(
                name ?? "study", directions: setup.directions, sampler: setup.sampler, pruner: setup.pruner,
                seed: setup.seed, clock: StudyClock.now)
        }
        try context.permission.check(.writingFiles, for: "storage")
        return try args.about("storage") {
            let database = try StudyDatabase(place, work: context.work)
            let header = StudyHeader(
                try name ?? freeName(in: database), setup.directions, seed: setup.seed, settings: setup.settings)
            let stored = try database.begin(header, mayExist: mayExist)
            let study = try open(stored, setup)
            if stored.header != header { tell(stored.header, study, setup, context) }
            return study
        }
    }

    /// Says what of the words does not hold, or differs from what the study began with.
    private static func tell(_ known: StudyHeader, _ study: Study, _ setup: Setup, _ context: Context) {
        let name = "the study '\(known.name)'"
        if setup.isSeedGiven, known.seed != setup.seed {
            context.note("\(name) keeps its seed \(known.seed); seed=\(setup.seed) has no effect")
        }
        for (word, own) in [("sampler", study.sampler.name), ("pruner", study.pruner.name)] {
            if let before = known.settings[word]?.string, before != own {
                context.note("\(name) began with \(before) and goes on with \(own)")
            }
        }
        if let space = setup.space?.text, let before = known.settings["space"]?.string, before != space {
            context.note("\(name) began with the space \(before) and goes on with \(space)")
        }
    }

    /// A study that is kept.
    ///
    /// - Parameter name: nil for the only one.
    static func load(_ name: String?, in storage: String, _ setup: Setup, _ context: Context) throws -> Study {
        try open(database(storage, context).study(name), setup)
    }

    /// The file or the server of a storage that has to be there.
    static func database(_ storage: String, _ context: Context) throws -> StudyDatabase {
        try context.permission.check(.writingFiles, for: "storage")
        guard let place = try StudyStorage.place(storage) else {
            throw Mistake(
                "storage = \"\(storage)\" is in memory and holds nothing", expected: "a file",
                try: "storage=\"sqlite:///studies.db\"", argument: "storage")
        }
        return try StudyDatabase(place, mayCreate: false, work: context.work)
    }

    private static func freeName(in database: StudyDatabase) throws -> String {
        let taken = Set(try database.studies().map(\.header.name))
        var number = 0
        while taken.contains("study-\(number)") { number += 1 }
        return "study-\(number)"
    }

    private static func open(_ stored: StoredStudy, _ setup: Setup) throws -> Study {
        let settings = stored.header.settings
        let sampler =
            setup.isSamplerGiven ? nil : try made("sampler", settings, of: SamplerValue.self)?.sampler
        let pruner = setup.isPrunerGiven ? nil : try made("pruner", settings, of: PrunerValue.self)?.pruner
        return try Study(
            stored.header.name, directions: stored.header.directions, sampler: sampler ?? setup.sampler,
            pruner: pruner ?? setup.pruner, seed: stored.header.seed, store: stored, clock: StudyClock.now)
    }

    /// The sampler or pruner that a call in the storage makes; nil where there is none. The text is of others: it computes in a
    /// session of its own, which may do nothing else, and counts only if it is a call of such a word.
    ///
    /// - Throws: `Mistake` where nothing can be made of it: going on with another would be another search.
    private static func made<T: Presentable>(_ name: String, _ settings: [String: JSON], of type: T.Type) throws -> T? {
        guard let text = settings[name]?.string else { return nil }
        if text.utf8.count < 1 << 20, let bracket = text.firstIndex(of: "("),
            let word = Vocabulary.registry.word(String(text[..<bracket])), word.returns == T.kind,
            let thing = (try? Session(registry: Vocabulary.registry).evaluate(text))?.value.asThing(type)
        {
            return thing
        }
        throw Mistake(
            "the study began with the \(name) \(text), which cannot be made again", expected: "another one",
            try: "\(name)=…", argument: name)
    }
}
