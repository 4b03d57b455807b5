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
}
