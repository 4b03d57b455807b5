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

extension Machine {
    /// The name of a module: the word of that name, with the dialect of the library.
    func member(_ name: String, of module: ModuleObject, _ range: SourceRange) throws -> Value {
        if isPart(name, of: module) { return .object(ModuleObject(module.path + [name])) }
        return context.value(of: try moduleWord(module.path, name, range))
    }

    /// Whether a module's name is a module. What a module declares itself comes first, then its parts, then words of the plain name:
    /// `np.random` is a module although there is a word random.
    func isPart(_ name: String, of module: ModuleObject) -> Bool {
        let path = module.path + [name]
        return Modules.isModule(path, context.registry) && context.registry.word(path.joined(separator: ".")) == nil
    }

    /// That a library does not have what is a word of the laboratory, or of another library, by itself.
    private func plainWord(_ path: [String], _ name: String, _ close: String?) -> String? {
        let own = "descent." + (path.dropFirst() + [name]).joined(separator: ".")
        if context.registry.word(own) != nil { return "import descent, and \(own), which the laboratory adds" }
        guard close == nil, path.first == "torch" || path.first == "keras" || path.dropFirst().first == "keras",
            context.registry.word(name)?.name == name
        else { return nil }
        return "\(name) alone, which is a word of its own and none of \(path[0])"
    }

    func moduleWord(_ path: [String], _ name: String, _ range: SourceRange) throws -> Word {
        if let word = Modules.word(name, in: path, context.registry) { return word }
        let module = path.joined(separator: ".")
        let offered = Modules.names(in: path, context.registry)
        // Classes are asked for in capitals, functions are not.
        let alike = offered.filter { $0.first?.isUppercase == name.first?.isUppercase }
        let known = offered + context.registry.words.map(\.name).filter { !$0.contains(".") }
        let dotted = "\(module).\(name)"
        let standIn =
            StandIns.instead(of: dotted) ?? ForeignNames.instead(of: dotted) ?? ForeignNames.instead(of: name)
        let closest = Suggestions.nearest(name, among: alike)
        let near = closest + Suggestions.nearest(name, among: known).filter { !closest.contains($0) }
        let own = near.filter(offered.contains)
        throw Diagnostic(
            Mistake(
                "\(module).\(name) is not a word here",
                expected: offered.isEmpty || standIn != nil
                    ? nil
                    : "what \(module) has here: "
                        + (own.isEmpty
                            ? Suggestions.useful(name, among: offered, of: module) : Suggestions.listed(own)),
                try: standIn ?? plainWord(path, name, own.first) ?? near.first
            ).raised(as: "AttributeError", "module '\(module)' has no attribute '\(name)'"), range: range)
    }
}
