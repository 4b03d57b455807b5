import Answers

/// "Did you mean": the known names nearest to a mistyped one.
public enum Suggestions {
    /// Up to `most` names, the nearest first; none when nothing is near.
    public static func nearest(_ typed: String, among names: [String], most: Int = 3) -> [String] {
        // What is longer than any name is near to none; of a megabyte only the beginning is read.
        let wanted = Array(typed.prefix(64).lowercased().unicodeScalars.prefix(64))
        guard !wanted.isEmpty else { return [] }
        let allowed = Swift.max(1, wanted.count / 3)
        var scored: [(name: String, distance: Int)] = []
        var seen: Set<String> = []
        for name in names where seen.insert(name).inserted {
            let known = Array(name.lowercased().unicodeScalars)
            guard known.count <= 64, abs(known.count - wanted.count) <= allowed || known.starts(with: wanted) else {
                continue
            }
            var distance = self.distance(wanted, known)
            // A beginning counts as near: `rosen` means rosenbrock.
            if distance > allowed, wanted.count >= 3, known.starts(with: wanted) { distance = allowed }
            // One letter says nothing about another letter, and a letter for a word of two says little.
            if distance <= allowed, distance < wanted.count { scored.append((name, distance)) }
        }
        scored.sort { $0.distance != $1.distance ? $0.distance < $1.distance : $0.name < $1.name }
        return scored.prefix(most).map(\.name)
    }

    /// What other libraries call an argument, as it is called here; nil when it has none of those names.
    static func argument(_ keyword: String, among names: [String]) -> String? {
        elsewhere.first { names.contains($0.name) && $0.others.contains(keyword.lowercased()) }?.name
    }

    private static let elsewhere: [(name: String, others: Set<String>)] = [
        ("steps", ["epochs", "iterations", "iters", "n", "num_steps", "n_steps", "maxiter", "max_iter", "n_iter"]),
        ("epochs", ["steps", "iterations", "iters", "n_epochs", "num_epochs", "max_iter"]),
        ("start", ["x0", "init", "initial", "at", "point", "origin", "guess", "initial_guess"]),
        ("learning_rate", ["rate", "eta", "alpha", "step_size", "stepsize"]),
        ("batch_size", ["batch", "minibatch", "bs"]), ("rule", ["method", "opt", "algorithm", "solver"]),
        ("momentum", ["mu", "beta"]), ("f", ["function", "func", "fun", "objective", "fn"]),
        ("seed", ["random_state", "rng", "random_seed"]), ("units", ["neurons", "nodes", "size", "hidden"]),
        ("validation_split", ["test_size", "val_split", "validation"]), ("title", ["name", "label"]),
    ]

    /// Damerau–Levenshtein distance (optimal string alignment): insertions, deletions, replacements and swaps of
    /// neighbours, each counting one.
    static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        if a == b { return 0 }
        var before = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        var row = previous
        for i in 0..<a.count {
            row[0] = i + 1
            for j in 0..<b.count {
                var best = Swift.min(previous[j + 1], row[j]) + 1
                best = Swift.min(best, previous[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = Swift.min(best, before[j - 1] + 1) }
                row[j + 1] = best
            }
            (before, previous, row) = (previous, row, before)
        }
        return previous[b.count]
    }

    /// Of many names those that have to do with a mistyped one: near it, inside of it or around it; all where there are few, and of
    /// many that have nothing to do with it their number.
    static func useful(_ typed: String, among names: [String], of owner: String) -> String {
        guard names.count > 12 else { return listed(names) }
        let wanted = typed.prefix(64).lowercased()
        let near = nearest(typed, among: names, most: 6)
        let related = names.filter { name in
            let known = name.lowercased()
            guard Swift.min(known.count, wanted.count) >= 3 else { return false }
            return known.contains(wanted) || wanted.contains(known)
        }.sorted { (abs($0.count - wanted.count), $0) < (abs($1.count - wanted.count), $1) }
        let found = near + related.filter { !near.contains($0) }
        guard found.isEmpty else { return Phrase.alternatives(Array(found.prefix(6))) }
        return "one of \(names.count) names, which Tab shows behind the dot of \(owner)"
    }

    /// What other languages and libraries call a method, as it is written here; nil for names of no other.
    static func elsewhere(_ member: String, of kind: String) -> String? { members[kind]?[member] }

    private static let members: [String: [String: String]] = [
        "list": [
            "add": ".append(x)", "push": ".append(x)", "push_back": ".append(x)", "length": "len(x)", "size": "len(x)",
            "len": "len(x)", "contains": "value in x", "includes": "value in x", "shape": "np.array(x).shape",
            "reshape": "np.array(x).reshape(…)", "mean": "np.mean(x)", "sum": "sum(x)", "max": "max(x)",
            "min": "min(x)", "map": "[f(v) for v in x]", "filter": "[v for v in x if …]", "join": "\", \".join(x)",
            "astype": "np.array(x).astype(float)", "T": "np.array(x).T", "tolist": "x alone, which is a list",
        ],
        "string": [
            "length": "len(x)", "size": "len(x)", "len": "len(x)", "contains": "part in x", "includes": "part in x",
            "append": "x + other", "trim": ".strip()", "toUpperCase": ".upper()", "toLowerCase": ".lower()",
            "substring": "x[start:end]", "charAt": "x[place]", "reverse": "x[::-1]",
        ],
        "dict": [
            "has_key": "key in d", "add": "d[key] = value", "append": "d[key] = value", "length": "len(d)",
            "iteritems": ".items()", "remove": "del d[key]", "contains": "key in d", "sort": "sorted(d.items())",
        ],
        "set": ["append": ".add(x)", "push": ".add(x)", "length": "len(x)", "contains": "value in x"],
        "tuple": ["append": "x + (value,)", "length": "len(x)", "sort": "sorted(x)", "shape": "np.array(x).shape"],
        "array": [
            "append": "np.append(a, x)", "length": "len(a)", "len": "len(a)", "contains": "value in a",
            "numpy": "a alone, which is an array", "detach": "a alone, which is an array",
        ],
        "optimizer": [
            "init": "minimize(f, rule, start=(x, y)), or torch.optim.Adam([w]) and its step()",
            "update": "minimize(f, rule, start=(x, y)), or torch.optim.Adam([w]) and its step()",
        ],
    ]

    /// `a, b, c`, cut after a dozen.
    static func listed(_ names: [String]) -> String {
        if names.count <= 12 { return Phrase.alternatives(names) }
        return names.prefix(11).joined(separator: ", ") + " … (\(names.count) in all)"
    }
}
