import Answers

/// What to say about a name that nothing here has.
struct UnknownName {
    let registry: Registry

    init(_ registry: Registry) { self.registry = registry }

    func mistake(_ name: String, variables: [String]) -> Mistake {
        if let instead = ForeignNames.instead(of: name) {
            return Mistake("\(name) is not known here", try: instead)
        }
        let words = registry.words.flatMap { [$0.name] + $0.aliases }
        let close = Suggestions.nearest(name, among: variables + words)
        if !close.isEmpty { return Mistake("\(name) is not known", try: Phrase.alternatives(close)) }
        let owners = registry.members.filter { $0.name == name }.map(\.kind)
        if let owner = owners.first {
            return Mistake(
                "\(name) is not known by itself", expected: "it belongs to \(Phrase.indefinite(owner)): value.\(name)")
        }
        if name.hasPrefix("_"), name.allSatisfy({ $0 == "_" }), name.count > 1 {
            return Mistake("the blank \(name) is still empty", expected: "your answer in its place")
        }
        return Mistake("\(name) is not known", expected: "a variable or a word", try: "words() lists the words")
    }
}

/// Names of other languages and libraries, and what does the same here.
enum ForeignNames {
    static func instead(of name: String) -> String? { table[name] }

    private static let table: [String: String] = [
        "true": "True", "false": "False", "none": "None", "null": "None", "nil": "None", "NaN": "nan",
        "Infinity": "inf", "self": "f(x) = … defines a function",
        "plt": "plot(x) draws any value; save(plot(x), \"x.png\") keeps the picture", "show": "plot(x) shows at once",
        "matplotlib": "plot(x) draws any value", "figure": "plot(x) draws any value",
        "np": "import numpy as np, or the word alone: sqrt(x), linspace(0, 1, 5)",
        "numpy": "import numpy, or the word alone: sqrt(x), linspace(0, 1, 5)",
        "math": "the word alone: sqrt(x), pi",
        "tf": "import tensorflow as tf, or the word alone: Dense(64)",
        "keras": "import keras, or the word alone: Dense(64)",
        "tensorflow": "import tensorflow, or the word alone: Dense(64)",
        "torch": "import torch, or the word alone with its dialect: Adam(dialect=\"pytorch\")",
        "nn": "import torch.nn as nn, or the word alone: Dense(64)",
        "optim": "the word alone with its dialect: Adam(dialect=\"pytorch\")",
        "optax": "import optax, or the word alone",
        "pd": "array(rows) makes a table of numbers", "pandas": "array(rows) makes a table of numbers",
        "sns": "plot(x) draws any value", "sklearn": "the word alone; words() lists them",
        "scipy": "minimize(f, rule, start=(x, y)) minimises", "arange": "range(start, stop, step), or linspace",
        "array": "a list: [1, 2, 3]", "ndarray": "a list: [1, 2, 3]", "tensor": "a list: [1, 2, 3]",
        "open": "save(value, name) writes a picture; model.load(name) reads a model's weights", "input": "name = value",
        "exec": "the line itself", "eval": "the line itself",
        "os": "no files or programs from here; save(value, name) writes a picture",
        "sys": "no files or programs from here; save(value, name) writes a picture",
        "subprocess": "no programs from here",
        "set": "a list: [1, 2, 3]", "isinstance": "type(x)", "pow": "x**y", "divmod": "x // y and x % y",
        "fmin": "minimize(f, rule, start=(x, y))", "fminsearch": "minimize(f, NelderMead(), start=(x, y))",
        "ls": "there is no shell here; load(\"name\") reads a file", "cd": "there is no shell here",
        "println": "print(x)", "printf": "print(f\"… {x:.3f}\")", "echo": "print(x)", "console": "print(x)",
        "ln": "log(x)", "arcsin": "asin(x)", "arccos": "acos(x)", "arctan": "atan(x)", "fabs": "abs(x)",
        "grad": "gradient(f, (x, y))", "jacobian": "gradient(f, (x, y))", "GradientTape": "gradient(f, (x, y))",
    ]
}
