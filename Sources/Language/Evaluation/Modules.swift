import Answers

/// `import` lines: they change nothing but which dotted names are understood. `tf.keras.layers.Dense` is the word
/// `Dense`; a rule taken from torch or optax gets that dialect.
enum Modules {
    /// Modules whose names are words here, as far as they are words at all.
    private static let roots: Set<String> = [
        "tensorflow", "keras", "torch", "optax", "numpy", "math", "statistics", "random", "matplotlib", "pandas",
        "sklearn",
        "descent", "optuna", "time", "itertools", "collections", "copy", "functools", "abc",
    ]

    /// Parts of modules that hold names but are no words themselves.
    private static let inner: Set<String> = [
        "keras", "layers", "models", "optimizers", "legacy", "schedules", "callbacks", "regularizers", "losses",
        "metrics", "initializers", "activations", "constraints", "utils", "datasets", "backend", "applications",
        "preprocessing", "ops", "python", "nn", "optim", "functional", "lr_scheduler", "init", "linalg", "random",
        "data", "pyplot", "model_selection", "math", "src", "api", "experimental",
        "exceptions",
    ]

    /// Libraries whose names are declared one by one: a word of the plain name is another thing there. `np.print` is no `print`,
    /// `nn.Hinge` no loss of PyTorch, `cmath.floor` nothing at all, and a function of plain numbers would leave the record of tensors.
    private static let declared: Set<String> = ["numpy", "torch", "jax", "cmath"]

    /// The modules that can be imported, without what stands inside of them.
    static func offered(_ registry: Registry) -> [String] {
        roots.union(registry.modules.filter { !$0.contains(".") }).sorted()
    }

    static func isModule(_ path: [String], _ registry: Registry) -> Bool {
        guard let root = path.first else { return false }
        if registry.modules.contains(canonical(path).joined(separator: ".")) { return true }
        return roots.contains(root) && path.dropFirst().allSatisfy { inner.contains($0) }
    }

    /// Under the name that words are declared with: what is Keras's is not TensorFlow's, `np.linalg.linalg` is `np.linalg`.
    private static func canonical(_ path: [String]) -> [String] {
        var path = path
        if path.first == "tensorflow", let place = path.firstIndex(of: "keras") { path.removeFirst(place) }
        return path
    }

    /// The word of a name in a module: the one that was declared for this very module, else the one of the plain name.
    static func word(_ name: String, in path: [String], _ registry: Registry) -> Word? {
        let whole = canonical(path + [name]).joined(separator: ".")
        let own = registry.word(whole)
        guard var word = own ?? registry.word(name) else { return nil }
        if own == nil, word.family != "exceptions" {
            if let root = path.first, declared.contains(root), registry.modules.contains(root) { return nil }
            guard KerasNames.has(name, in: path) else { return nil }
        }
        word.dialect = dialect(of: path)
        guard path == ["math"] else { return word }
        return name == "pow" ? NumberWords.realPower : raisingOutsideItsDomain(word)
    }

    /// Functions of `math` that give other numbers than the words of these names, and have no derivative that a landscape could miss.
    static let whole: Set<String> = ["floor", "ceil", "trunc", "pow"]

    /// Python's functions of numbers raise where ours answer nan or infinity: a landscape may have regions without a value, a
    /// script has an error there.
    private static func raisingOutsideItsDomain(_ word: Word) -> Word {
        @Sendable func checked(_ result: Value, of given: [Value], _ notes: Int, _ context: Context) throws -> Value {
            guard case .number(let value) = result, !value.isFinite else { return result }
            if Modules.whole.contains(word.name) { return try NumberWords.whole(value) }
            let numbers = given.compactMap(\.asNumber)
            // What was infinite or undefined before stays so.
            guard numbers.allSatisfy(\.isFinite) || value.isNaN && !numbers.contains(where: \.isNaN) else {
                return result
            }
            let call = "math.\(word.name)(\(given.map(\.brief).joined(separator: ", ")))"
            context.forgetNotes(after: notes)
            if value.isNaN || ["log", "log2", "log10", "log1p", "atanh"].contains(word.name) {
                throw Mistake(
                    "\(call) has no value", expected: "a number in the domain of \(word.name)",
                    try: "\(word.name), which answers \(value.isNaN ? "nan" : "inf") there"
                ).raised(as: "ValueError", "math domain error")
            }
            throw Mistake("\(call) is larger than the largest number", expected: "a result of at most 1.797e308")
                .raised(as: "OverflowError", "math range error")
        }
        var word = word
        switch word.meaning {
        case .native(let body):
            word.meaning = .native { values, keywords, context in
                let notes = context.notes.count
                return try checked(
                    try body(values, keywords, context), of: values + keywords.map(\.value), notes, context)
            }
        case .call(let body):
            let names = word.parameters.map(\.name)
            word.meaning = .call { arguments, context in
                let notes = context.notes.count
                let given = names.filter(arguments.isGiven).map { arguments[$0] }
                return try checked(try body(arguments, context), of: given, notes, context)
            }
        default: break
        }
        return word
    }

    /// What a module offers that was declared for it: `["linspace", "random", "zeros"]`.
    static func names(in path: [String], _ registry: Registry) -> [String] {
        let prefix = canonical(path).joined(separator: ".") + "."
        let names = registry.words.lazy.flatMap { [$0.name] + $0.aliases }.filter { $0.hasPrefix(prefix) }
            .map { String($0.dropFirst(prefix.count).prefix { $0 != "." }) }
        return Set(names).sorted()
    }

    static func dialect(of path: [String]) -> String? {
        switch path.first {
        case "torch": "pytorch"
        case "optax": "optax"
        default: nil
        }
    }

    /// What does the same here as modules that scripts often import.
    private static let instead: [String: String] = [
        "polars": "import pandas as pd", "seaborn": "import matplotlib.pyplot as plt",
        "scipy": "minimize(rosenbrock, BFGS(), start=(-1.5, 2))",
        "torchvision": "shapes28()",
        "pickle": "save(value, \"name.json\")",
        "os": "no path at all: save(value, \"name.png\") writes beside the session",
        "plotly": "import matplotlib.pyplot as plt",
        "struct": "n.to_bytes(4, \"little\") and int.from_bytes(data, \"little\") for whole numbers",
        "threading": "the statements alone: everything runs in order here",
        "multiprocessing": "the statements alone: everything runs in order here",
        "asyncio": "the statements alone: everything runs in order here",
        "tkinter": "plot(…)",
    ]

    static func unknownModule(_ path: [String], _ registry: Registry) -> Mistake {
        let name = path.joined(separator: ".")
        guard let root = path.first, roots.contains(root) else {
            let offered = offered(registry)
            let close = Suggestions.nearest(path.first ?? name, among: offered).first.map { "import \($0)" }
            let other = path.first.flatMap { instead[$0] } ?? StandIns.instead(of: name) ?? close
            return Mistake(
                "there is no module \(name) here",
                expected: other == nil
                    ? "one of \(offered.joined(separator: ", "))"
                    : "numpy, pandas, matplotlib, sklearn, torch, keras, or Python's own", try: other
            ).raised(as: "ModuleNotFoundError", "No module named '\(name)'")
        }
        let known = Set(registry.modules.filter { $0.hasPrefix(root + ".") }).sorted()
        let close = Suggestions.nearest(name, among: known)
        return Mistake(
            "\(name) is not a module known here",
            expected: known.isEmpty
                ? nil : "one of \((close.isEmpty ? Array(known.prefix(12)) : close).joined(separator: ", "))",
            try: StandIns.instead(of: name)
        ).raised(as: "ModuleNotFoundError", "No module named '\(name)'")
    }
}
