import Answers

/// `import` lines: they change nothing but which dotted names are understood. `tf.keras.layers.Dense` is the word
/// `Dense`; a rule taken from torch or optax gets that dialect.
enum Modules {
    /// Modules whose names are words here, as far as they are words at all.
    private static let roots: Set<String> = [
        "tensorflow", "keras", "torch", "optax", "numpy", "math", "statistics", "random", "matplotlib", "sklearn",
        "descent", "time", "itertools", "collections", "copy", "functools",
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
