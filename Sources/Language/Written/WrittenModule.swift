import Answers

/// A module of Python's that is written in the language itself, as CPython's own are: its text runs when the first of its names is
/// asked for, once in a session, with variables of its own.
///
/// What goes wrong inside of it concerns whoever called it: its lines are shown to nobody.
public final class WrittenModule: Sendable {
    /// As it is imported: `heapq`.
    let name: String
    /// What gives its names their values.
    let text: String
    /// Names that the session gives their values, before the text runs.
    private let given: @Sendable (Session) -> [String: Value]

    package init(
        _ name: String, _ text: String, given: @escaping @Sendable (Session) -> [String: Value] = { _ in [:] }
    ) { (self.name, self.text, self.given) = (name, text, given) }

    /// The variables with which it begins in a session.
    func beginning(in session: Session) -> Namespace {
        let names = Namespace()
        for (name, value) in given(session) { names[name] = value }
        return names
    }

    /// The word for one of its names, which its text gives a value to.
    package func word(
        _ name: String, aliases: [String] = [], family: String = "modules", _ summary: String,
        _ parameters: [Parameter] = [], returns: String, examples: [String], seeAlso: [String] = []
    ) -> Word {
        Word(
            "\(self.name).\(name)", aliases: aliases, family: family, summary: summary, parameters: parameters,
            returns: returns,
            examples: examples, seeAlso: seeAlso, meaning: .written(self))
    }

    /// The word for a name that stands for a value of the module's.
    func constant(_ name: String, _ summary: String, returns: String, seeAlso: [String] = []) -> Word {
        word(
            name, summary, returns: returns, examples: ["import \(self.name)\n\(self.name).\(name)"], seeAlso: seeAlso)
    }

    /// The words of all of them.
    static let words: [Word] =
        ArgumentParserModule.words + BisectModule.words + CSVModule.words + ChainMapModule.words + ContextModule.words
        + DateTimeModule.words
        + DecimalModule.words + FractionModule.words + HeapModule.words + JSONModule.words + LoggingModule.words
        + OperatorModule.words + PathModule.words + PrettyPrintModule.words + StatisticsModule.words
        + StringModule.words + SystemModule.words + TextStreamModule.words + TextWrapModule.words + TqdmModule.words
        + WarningsModule.words
}

extension Context {
    /// What a word of a written module stands for in this session.
    ///
    /// - Throws: `Interrupted` where the person stopped it before the module had run.
    func value(of word: Word, in module: WrittenModule) throws -> Value {
        let names = try variables(of: module)
        return names[String(word.name.dropFirst(module.name.utf8.count + 1))] ?? .none
    }

    private func variables(of module: WrittenModule) throws -> Namespace {
        if let known = session.writtenModules[ObjectIdentifier(module)] { return known }
        let names = module.beginning(in: session)
        var source = Source(module.text, name: module.name, isPython: true)
        source.isWritten = true
        let statements = try Parser.statements(in: source, work: work)
        // What it defines may do whatever may be done by whoever calls it.
        try trusted {
            for statement in statements {
                let code = try Compiler(source: source, globals: names).statement(statement)
                _ = try machine.run(code, globals: names)
            }
        }
        session.writtenModules[ObjectIdentifier(module)] = names
        return names
    }
}
