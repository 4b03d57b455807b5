import Answers

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
