import Answers

/// `import` and `from … import`.
extension Machine {
    func imported(_ item: ImportedName, isGlobal: Bool) throws -> Value {
        guard Modules.isModule(item.path, context.registry) else {
            throw Modules.unknownModule(item.path, context.registry)
        }
        guard let name = item.name else { return .object(ModuleObject(item.module)) }
        if name == "*" {
            for name in Modules.whole where isGlobal && item.path == ["math"] {
                context.session.names[name] = Modules.word(name, in: item.path, context.registry).map { .word($0) }
            }
            for name in Modules.names(in: item.path, context.registry) where !name.hasPrefix("_") {
                // What Python itself has keeps its name where a whole library comes.
                guard isGlobal, item.path.count > 1 || context.registry.word(name)?.name != name,
                    let word = Modules.word(name, in: item.path, context.registry)
                else { continue }
                context.session.names[name] = context.value(of: word)
            }
            return .none
        }
        let path = item.path + [name]
        if Modules.isModule(path, context.registry), context.registry.word(path.joined(separator: ".")) == nil {
            return .object(ModuleObject(path))
        }
        let word = try moduleWord(item.path, name, item.range)
        // A word under its own name needs no variable; another meaning of the name ends here.
        let isItself = word.name == item.local && !(item.path == ["math"] && Modules.whole.contains(name))
        return isGlobal && isItself ? .missing : context.value(of: word)
    }
}
