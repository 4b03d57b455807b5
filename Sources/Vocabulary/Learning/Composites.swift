import Answers
import Arrays
import Datasets
import Language
import ArrayVocabulary

/// Estimators made of estimators: a pipeline, columns that go different ways.
enum Composites {
    static let pipeline = EstimatorForm(
        name: "Pipeline", module: "pipeline", role: .composite,
        summary: "transformers one after the other, and a model at the end",
        signature: "steps, *, transform_input=None, memory=None, verbose=False",
        example:
            "from sklearn.preprocessing import StandardScaler\nfrom sklearn.linear_model import Ridge\nPipeline([(\"scale\", StandardScaler()), (\"ridge\", Ridge())]).fit([[0.0], [1], [2]], [1, 3, 5]).predict([[3.0]])",
        idle: ["memory"], fixed: ["transform_input"]
    ) { estimator, x, targets, context in
        var table = x
        let steps = try checked(estimator)
        for (place, step) in steps.enumerated() {
            guard let step else { continue }
            // What a step has made reaches the learner's own as an array.
            if step.own != nil, place > 0 { table = try table.unnamed() }
            try step.fit(table, targets, context)
            if place < steps.count - 1 { table = try step.transform(table, context) }
        }
        return Chain(steps: steps.compactMap { $0 })
    }

    static let columns = EstimatorForm(
        name: "ColumnTransformer", module: "compose", role: .transformer,
        summary: "columns that go through transformers of their own",
        signature:
            "transformers, *, remainder='drop', sparse_threshold=0.3, n_jobs=None, transformer_weights=None, verbose=False, verbose_feature_names_out=True",
        example:
            "from sklearn.preprocessing import StandardScaler\nColumnTransformer([(\"n\", StandardScaler(), [0])]).fit_transform([[0.0, 5], [1, 6]])",
        idle: ["sparse_threshold"], fixed: ["transformer_weights"]
    ) { estimator, x, targets, context in
        if Estimator.of(estimator["remainder"]) == nil {
            _ = try estimator.choice("remainder", ["drop", "passthrough"])
        }
        let isPrefixed = try estimator.flag("verbose_feature_names_out")
        func part(_ name: String, _ names: [String], _ transformer: Estimator?) -> Branches.Part {
            .init(
                name: name, names: names, places: names.compactMap { x.names.firstIndex(of: $0) },
                transformer: transformer)
        }
        var parts: [Branches.Part] = []
        var used: Set<String> = []
        for item in estimator["transformers"].elements ?? [] {
            guard let fields = item.elements, fields.count == 3 else {
                throw Mistake(
                    "\(item.brief) is no transformer of columns", expected: "(name, transformer, columns)",
                    try: "ColumnTransformer([(\"n\", StandardScaler(), [\"area\"])])")
            }
            let names = try chosen(fields[2], x, context)
            used.formUnion(names)
            if let transformer = Estimator.of(fields[1]) {
                guard !names.isEmpty else { continue }
                try transformer.fit(x.selecting(names), targets, context)
                parts.append(part(fields[0].asText ?? "", names, transformer))
            } else if fields[1].asText == "passthrough" {
                parts.append(part(fields[0].asText ?? "", names, nil))
            } else if fields[1].asText != "drop" {
                throw Mistake(
                    "\(fields[1].brief) is no transformer",
                    expected: "one such as StandardScaler(), \"passthrough\" or \"drop\"")
            }
        }
        let rest = x.names.filter { !used.contains($0) }
        if let transformer = Estimator.of(estimator["remainder"]), !rest.isEmpty {
            try transformer.fit(x.selecting(rest), targets, context)
            parts.append(part("remainder", rest, transformer))
        } else if estimator["remainder"].asText == "passthrough" {
            parts.append(part("remainder", rest, nil))
        }
        return Branches(parts: parts, isPrefixed: isPrefixed)
    }

    /// The steps of a pipeline in order; nil for one that lets everything pass.
    private static func checked(_ estimator: Estimator) throws -> [Estimator?] {
        let items = estimator["steps"].elements ?? []
        let steps = estimator.steps
        guard !steps.isEmpty, steps.count == items.count else {
            throw Mistake(
                "the steps of a pipeline are \(estimator["steps"].brief)", expected: "pairs of a name and an estimator",
                try: "Pipeline([(\"scale\", StandardScaler()), (\"model\", Ridge())])")
        }
        guard Set(steps.map(\.name)).count == steps.count else {
            throw Mistake("two steps have one name", expected: "a name of its own for each step").raised(
                as: "ValueError", "Names provided are not unique: \(Value.list(steps.map { .text($0.name) }).repr)")
        }
        return try steps.enumerated().map { place, step in
            if step.value.asText == "passthrough" { return nil }
            if case .none = step.value { return nil }
            guard let own = Estimator.of(step.value) else {
                throw Mistake(
                    "step \"\(step.name)\" is \(step.value.brief)", expected: "an estimator such as StandardScaler()"
                )
                .raised(as: "TypeError")
            }
            if place < steps.count - 1, own.form.role == .regressor || own.form.role == .classifier {
                throw Mistake(
                    "step \"\(step.name)\", \(own.form.name), transforms nothing and is not the last",
                    expected: "models at the end"
                ).raised(
                    as: "TypeError",
                    "All intermediate steps should be transformers and implement fit and transform or be the string "
                        + "'passthrough' '\(own.summary)' (type <class '\(own.form.name)'>) doesn't")
            }
            return own
        }
    }

    /// Columns by name, by place, by a condition on all, or by what a function of the table says.
    private static func chosen(_ value: Value, _ x: Table, _ context: Context) throws -> [String] {
        if let name = value.asText { return [try x.column(name).name] }
        let items = value.places
        guard let items else {
            let found = try context.call(value, [.thing(Frame(x))])
            guard found.asText != nil || found.elements != nil || found.array != nil else {
                throw Mistake("\(value.brief) names no columns", expected: "names, places, or a function of the table")
            }
            return try chosen(found, x, context)
        }
        if items.count == x.columns.count, !items.isEmpty,
            items.allSatisfy({ if case .bool = $0 { true } else { false } })
        {
            return zip(x.names, items).filter { if case .bool(true) = $0.1 { true } else { false } }.map(\.0)
        }
        return try items.map { item in
            if let name = item.asText { return try x.column(name).name }
            return x.names[try Subscripts.position(item, x.columns.count, "table")]
        }
    }

    /// `standardscaler`, `ridge-1`, `ridge-2`: the names that `make_pipeline` gives.
    static func named(_ estimators: [Value]) throws -> [(String, Value)] {
        let names = try estimators.map { value -> String in
            if let text = value.asText { return text }
            guard let step = Estimator.of(value) else {
                throw Mistake("\(value.brief) is no estimator", expected: "one such as StandardScaler()").raised(
                    as: "TypeError")
            }
            return step.form.name.lowercased()
        }
        var seen: [String: Int] = [:]
        return zip(names, estimators).map { name, value in
            guard names.count(where: { $0 == name }) > 1 else { return (name, value) }
            seen[name, default: 0] += 1
            return ("\(name)-\(seen[name] ?? 0)", value)
        }
    }
}

private struct Chain: FittedEstimator {
    let steps: [Estimator]

    private func before(_ x: Table, _ context: Context) throws -> Table {
        var table = x
        for (place, step) in steps.enumerated() {
            if step.own != nil, place > 0 { table = try table.unnamed() }
            if place < steps.count - 1 { table = try step.transform(table, context) }
        }
        return table
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        try steps.last?.transform(before(x, context), context)
    }

    func restored(_ x: Table, _ context: Context) throws -> Table? {
        try steps.reversed().reduce(x) { try $1.inverse($0, context) }
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        try steps.last?.predictions(before(x, context), context)
    }

    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? {
        let input = try before(x, context)
        return try steps.last?.learnt().probabilities(input, context)
    }

    func decided(_ x: Table, _ context: Context) throws -> [[Double]]? {
        let input = try before(x, context)
        return try steps.last?.learnt().decided(input, context)
    }
}

private struct Branches: FittedEstimator {
    struct Part: Sendable {
        let name: String
        let names: [String]
        /// Where its columns stood in training.
        let places: [Int]
        let transformer: Estimator?

        /// Its columns, by name, or by place in a table that calls them otherwise.
        func columns(of x: Table) throws -> Table {
            let known = Set(x.names)
            return try x.selecting(names.allSatisfy(known.contains) ? names : places.map { x.names[$0] })
        }
    }

    let parts: [Part]
    /// Whether the names of columns begin with that of their part.
    let isPrefixed: Bool

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        var columns: [Column] = []
        for (place, part) in parts.enumerated() {
            let own = try part.columns(of: x)
            for column in try (part.transformer?.transform(own, context) ?? own).columns {
                var column = column
                // Two branches may make columns of one name.
                if isPrefixed { column.name = "\(part.name)__\(column.name)" }
                if columns.contains(where: { $0.name == column.name }) { column.name = "\(place)__\(column.name)" }
                columns.append(column)
            }
        }
        return try Table(columns)
    }
}

extension Estimator: Subscriptable {
    var length: Int { form.name == "Pipeline" ? steps.count : 0 }

    func requireLength() throws -> Int {
        guard form.name != "Pipeline" else { return steps.count }
        throw Mistake("\(form.name) has no length", expected: "a pipeline, whose steps are counted").raised(
            as: "TypeError", "object of type '\(form.name)' has no len()")
    }

    /// `pipe["model"]`, `pipe[0]`, `pipe[:-1]`
    func element(_ subscripts: [Subscript]) throws -> Value {
        guard form.name == "Pipeline", subscripts.count == 1, let first = subscripts.first else {
            throw Mistake("\(form.name) has no steps to index", expected: "a pipeline").raised(
                as: "TypeError", "'\(form.name)' object is not subscriptable")
        }
        let (list, steps) = (self["steps"].elements ?? [], steps)
        switch first {
        case .index(.text(let name)):
            guard let step = steps.first(where: { $0.name == name }) else {
                throw Mistake(
                    "there is no step \"\(name)\"", expected: steps.map(\.name).joined(separator: ", ")
                ).raised(as: "KeyError", "'\(name)'")
            }
            return step.value
        case .index(let value): return steps[try Subscripts.position(value, steps.count, "pipeline")].value
        case .slice(let lower, let upper, let step):
            guard step == nil || step == 1 else {
                throw Mistake("a slice of a pipeline with a step", expected: "a step of 1").raised(
                    as: "ValueError", "Pipeline slicing only supports a step of 1")
            }
            let chosen = try Subscripts.positions(list.count, lower, upper, step).map { list[$0] }
            let models = chosen.compactMap { $0.elements?[safe: 1].flatMap(Estimator.of) }
            return .thing(part(chosen, Chain(steps: models)))
        }
    }
}
