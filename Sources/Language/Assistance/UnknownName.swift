import Answers

/// What to say about a name that nothing here has.
struct UnknownName {
    let registry: Registry

    init(_ registry: Registry) { self.registry = registry }

    func mistake(_ name: String, variables: [String]) -> Mistake {
        if name.hasPrefix("_"), name.allSatisfy({ $0 == "_" }), name.count > 1 {
            return Mistake("the blank \(name) is still empty", expected: "your answer in its place")
        }
        if let instead = ForeignNames.instead(of: name) {
            return Mistake("\(name) is not known here", try: instead)
        }
        if let before = NamesOfListings.definition(of: name) {
            let expected =
                ["x", "y"].contains(name) ? "a value first, or a function of it" : "a line before that makes it"
            return Mistake("\(name) has no value yet", expected: expected, try: before)
        }
        if registry.families.contains(name) {
            return Mistake("\(name) is a family of words", try: "words(\"\(name)\") lists them")
        }
        let words = registry.words.flatMap { [$0.name] + $0.aliases }
        if Modules.offered(registry).contains(name) {
            return Mistake("\(name) is not known without its import", expected: "a module", try: "import \(name)")
        }
        // What a library calls so is a word after its import; what differs from a word by its capitals alone is that word, and a
        // variable that is called nearly so is meant before both. A single letter is a variable that was not set, though a
        // library may have a function of that name.
        let isWord = words.contains { $0.isSpelled(like: name) }
        // What belongs to a class, `Polynomial.fit`, is no word of a module.
        let modules = words.filter { $0.hasSuffix(".\(name)") }.map { String($0.dropLast(name.count + 1)) }
            .filter { !words.contains($0) }
        if !isWord, name.count > 1, Suggestions.nearest(name, among: variables).isEmpty, let module = modules.first {
            return Mistake(
                "\(name) is not known without its import",
                expected: "it belongs to \(Phrase.alternatives(Array(modules.prefix(3))))",
                try: "from \(module) import \(name)")
        }
        let close = Suggestions.nearest(name, among: variables + words)
        if !close.isEmpty { return Mistake("\(name) is not known", try: Phrase.alternatives(close)) }
        if let term = registry.glossary.term(name) {
            return Mistake(
                "\(name) is not known", expected: "a variable or a word; it is a term of the field",
                try: "help(\"\(term.name)\")")
        }
        let owners = registry.members.filter { $0.name == name }
        if let owner = owners.first {
            let kinds = Phrase.alternatives(Self.some(owners.map(\.kind)))
            return Mistake(
                "\(name) is not known by itself",
                expected: "it belongs to \(kinds): value.\(name)\(owner.parameters == nil ? "" : "(…)")")
        }
        return Mistake("\(name) is not known", expected: "a variable or a word", try: "words() lists the words")
    }

    /// What has a member of that name. Of many kinds the shortest names are shown, which are the general ones, and the others counted.
    private static func some(_ kinds: [String]) -> [String] {
        let all = Set(kinds).sorted { ($0.count, $0) < ($1.count, $1) }
        guard all.count > 5 else { return all.map(Phrase.indefinite) }
        return all.prefix(4).map(Phrase.indefinite) + ["one of \(all.count - 4) other kinds of value"]
    }
}

/// Names that listings take for given: a line that would make them.
enum NamesOfListings {
    static func definition(of name: String) -> String? { table[name] }

    private static func training(_ names: String) -> String { "data = moons(n=200, seed=1); \(names) = data.x, data.y" }

    static let table: [String: String] = [
        "x": "f(x) = x^2", "y": "f(x, y) = x^2 + y^2", "f": "f(x, y) = x^2 + y^2",
        "model": "model = Sequential([Dense(8, activation=\"tanh\"), Dense(1)])", "data": "data = moons(n=200, seed=1)",
        "X": "data = moons(n=200, seed=1); X, y = data.x, data.y", "X_train": training("X_train, y_train"),
        "y_train": training("X_train, y_train"), "x_train": training("x_train, y_train"),
        "X_val": training("X_val, y_val"), "y_val": training("X_val, y_val"), "X_test": training("X_test, y_test"),
        "x_test": training("x_test, y_test"), "y_test": training("X_test, y_test"),
        "run": "run = minimize(rosenbrock, Adam(0.05))", "history": "history = model.fit(data, epochs=10)",
        "opt": "opt = Adam(0.001)", "optimizer": "optimizer = Adam(0.001)",
    ]
}

/// Names of other languages and libraries, and what does the same here.
enum ForeignNames {
    static func instead(of name: String) -> String? { table[name] }

    static let table: [String: String] = [
        "true": "True", "false": "False", "none": "None", "null": "None", "nil": "None", "NaN": "nan",
        "Infinity": "inf", "self": "f(x) = … defines a function",
        "plt": "import matplotlib.pyplot as plt; plot(x) draws any value",
        "show": "plot(x) shows at once",
        "matplotlib": "plot(x) draws any value", "figure": "plot(x) draws any value",
        "np": "import numpy as np, or the word alone: sqrt(x), linspace(0, 1, 5)",
        "numpy": "import numpy, or the word alone: sqrt(x), linspace(0, 1, 5)",
        "math": "import math, or the word alone: sqrt(x), pi",
        "tf": "import tensorflow as tf, or the word alone: Dense(64)",
        "keras": "import keras, or the word alone: Dense(64)",
        "tensorflow": "import tensorflow, or the word alone: Dense(64)",
        "torch": "import torch, or the word alone with its dialect: Adam(dialect=\"pytorch\")",
        "nn": "import torch.nn as nn, or the word alone: Dense(64)",
        "optim": "the word alone with its dialect: Adam(dialect=\"pytorch\")",
        "optax": "import optax, or the word alone",
        "pd": "import pandas as pd; load_csv(\"f.csv\") reads a table",
        "pandas": "import pandas as pd; load_csv(\"f.csv\") reads a table",
        "sns": "plot(x) draws any value", "sklearn": "from sklearn.linear_model import Ridge, and the like",
        "scipy": "minimize(f, rule, start=(x, y)) minimises", "arange": "range(start, stop, step), or linspace",
        "ndarray": "a list: [1, 2, 3]", "tensor": "a list: [1, 2, 3]",
        "input": "n = 5: the value in the text; nobody is asked here",
        "exec": "the line itself", "eval": "the line itself",
        "os": "import os: its path, listdir and makedirs; there are no programs from here",
        "subprocess": "no programs from here",
        "fmin": "minimize(f, rule, start=(x, y))", "fminsearch": "minimize(f, NelderMead(), start=(x, y))",
        "ls": "there is no shell here; words() lists what there is", "cd": "there is no shell here",
        "bytearray": "a list of whole numbers, and bytes(list) at the end",
        "println": "print(x)", "printf": "print(f\"… {x:.3f}\")", "echo": "print(x)", "console": "print(x)",
        "grad": "gradient(f, (x, y))", "jacobian": "gradient(f, (x, y))",
        "GradientTape": "import tensorflow as tf: with tf.GradientTape() as tape",
        "derivative": "gradient(f, (x, y))",
        "differentiate": "gradient(f, (x, y))", "dir": "words() lists the words", "who": "words() lists the words",
        "whos": "words() lists the words", "gradient_descent": "GD(0.1), or SGD(0.1)",
    ]
}
