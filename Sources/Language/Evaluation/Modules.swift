import Answers

/// `import` lines: they change nothing but which dotted names are understood. `tf.keras.layers.Dense` is the word
/// `Dense`; a rule taken from torch or optax gets that dialect.
enum Modules {
    /// Modules whose names are words here, as far as they are words at all.
    private static let roots: Set<String> = [
        "tensorflow", "keras", "torch", "optax", "numpy", "math", "statistics", "random", "matplotlib", "sklearn",
        "descent",
    ]

    /// Parts of modules that hold names but are no words themselves.
    private static let inner: Set<String> = [
        "keras", "layers", "models", "optimizers", "legacy", "schedules", "callbacks", "regularizers", "losses",
        "metrics", "initializers", "activations", "constraints", "utils", "datasets", "backend", "applications",
        "preprocessing", "ops", "python", "nn", "optim", "functional", "lr_scheduler", "init", "linalg", "random",
        "data", "pyplot", "model_selection", "math", "src", "api", "experimental",
    ]

    static func isModule(_ path: [String]) -> Bool {
        guard let root = path.first, roots.contains(root) else { return false }
        return path.dropFirst().allSatisfy { inner.contains($0) }
    }

    static func dialect(of path: [String]) -> String? {
        switch path.first {
        case "torch": "pytorch"
        case "optax": "optax"
        default: nil
        }
    }

    static func unknownModule(_ path: [String]) -> Mistake {
        let name = path.joined(separator: ".")
        guard let root = path.first, roots.contains(root) else {
            let close = Suggestions.nearest(path.first ?? name, among: roots.sorted()).first
            return Mistake(
                "there is no module \(name) here",
                expected: "keras, tensorflow, torch, optax, numpy or math; all words are known without import",
                try: close.map { "import \($0)" })
        }
        return Mistake(
            "\(name) is not a module known here", expected: "such as keras.layers or keras.optimizers",
            try: "no import at all: all words are known")
    }
}

extension Evaluator {
    /// The module that `tf.keras.layers` stands for, when its first name was imported.
    func modulePath(_ expression: Expression, _ scope: Scope) -> [String]? {
        switch expression.kind {
        case .name(let name):
            guard scope.value(of: name, context.session) == nil else { return nil }
            return context.session.modules[name]
        case .attribute(let base, let name, _):
            guard let path = modulePath(base, scope) else { return nil }
            let whole = path + [name]
            // `random.uniform` inside numpy is a module; `math.pi` is a word.
            return Modules.isModule(whole) ? whole : nil
        default: return nil
        }
    }

    /// The word that a dotted name means, and the dialect of the library it was taken from.
    func moduleWord(_ path: [String], _ name: String, _ range: SourceRange) throws -> (word: Word, dialect: String?) {
        if let word = context.registry.word(name) { return (word, Modules.dialect(of: path)) }
        let whole = (path + [name]).joined(separator: ".")
        let instead = ForeignNames.instead(of: whole) ?? ForeignNames.instead(of: name)
        let close = Suggestions.nearest(name, among: context.registry.words.map(\.name)).first
        throw failure("\(whole) is not a word here", at: range, try: instead ?? close)
    }

    /// Carries out `import` lines.
    func execute(_ imports: [ImportedName]) throws {
        for item in imports {
            guard Modules.isModule(item.path) else {
                throw Diagnostic(Modules.unknownModule(item.path), source: source, range: item.range)
            }
            guard let name = item.name else {
                bindModule(item.local, item.module)
                continue
            }
            if name == "*" { continue }
            if let word = context.registry.word(name) {
                context.session.modules[item.local] = nil
                // A word under its own name needs no variable; another meaning of the name ends here.
                context.session.variables[item.local] = word.name == item.local ? nil : value(of: word)
            } else if Modules.isModule(item.path + [name]) {
                bindModule(item.local, item.path + [name])
            } else {
                _ = try moduleWord(item.path, name, item.range)
            }
        }
    }

    private func bindModule(_ local: String, _ path: [String]) {
        context.session.variables[local] = nil
        context.session.modules[local] = path
    }
}
