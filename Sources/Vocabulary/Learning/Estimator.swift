import Answers
import Arrays
import Datasets
import Language
import ArrayVocabulary

/// An estimator of scikit-learn's manners: settings that can be read, changed and searched, and what it has learnt.
final class Estimator: @unchecked Sendable {
    static let kind = "estimator"
    let form: EstimatorForm
    private(set) var settings: [(name: String, value: Value)]
    /// The learner's object that does the work, where it is one.
    let own: Instance?
    /// What it has learnt; nil before `fit`.
    private(set) var fitted: (any FittedEstimator)?
    /// What the target's classes are, for a classifier.
    private(set) var classes: [Value]?
    private(set) var isFlat = true
    private(set) var inputCount = 0
    /// The first row that it was fitted on, for the names of what it makes of it.
    private(set) var sample: Table?
    /// The names of the columns of the table that a person has fitted it on; nil for an array.
    var givenNames: [String]?
    /// Whether `set_output` has asked for tables.
    private(set) var makesTables = false

    init(_ form: EstimatorForm, _ settings: [(name: String, value: Value)], own: Instance? = nil) {
        (self.form, self.settings, self.own) = (form, settings, own)
    }

    /// An estimator of the laboratory, or what a learner's object with `fit` does as one; nil for everything else.
    static func of(_ value: Value) -> Estimator? {
        value.asThing(Estimator.self) ?? value.asInstance.flatMap(OwnEstimators.estimator)
    }

    /// As the language has it.
    var asValue: Value { own.map { .object($0) } ?? .thing(self) }

    subscript(_ name: String) -> Value { settings.first { $0.name == name }?.value ?? .none }

    /// One with the defaults of its settings, but for those that are given.
    convenience init(standard form: EstimatorForm, _ given: [String: Value] = [:]) {
        self.init(
            form,
            NumPyWord.parameters(form.signature).map { parameter in
                if let value = given[parameter.name] { return (parameter.name, value) }
                if case .value(let value) = parameter.standard { return (parameter.name, value) }
                return (parameter.name, .none)
            })
    }

    /// The estimators inside, by name: of a pipeline, of a column transformer, of a committee.
    var steps: [(name: String, value: Value)] {
        let names = ["steps", "transformers", "transformer_list", "estimators"]
        let list = names.lazy.compactMap { self[$0].elements }.first ?? []
        return list.compactMap { step in
            guard let parts = step.elements, parts.count >= 2, let name = parts[0].asText else { return nil }
            return (name, parts[1])
        }
    }

    /// What it predicts with: the last step of a pipeline, the best of a search.
    var last: Estimator {
        if form.name == "Pipeline", let last = steps.last.flatMap({ Estimator.of($0.value) }) { return last.last }
        return own == nil ? Estimator.of(self["estimator"])?.last ?? self : self
    }

    var isClassifier: Bool { last.form.role == .classifier }

    /// Some steps of a pipeline, with what they have learnt.
    func part(_ steps: [Value], _ fitted: (any FittedEstimator)?) -> Estimator {
        let found = Estimator(
            form, settings.map { $0.name == "steps" ? ($0.name, .list(steps)) : $0 })
        (found.fitted, found.isFlat) = (self.fitted == nil ? nil : fitted, isFlat)
        let first = steps.first?.elements?[safe: 1].flatMap(Estimator.of)
        (found.inputCount, found.sample) = (first?.inputCount ?? inputCount, first?.sample ?? sample)
        found.makesTables = makesTables
        return found
    }

    // MARK: Settings

    /// `model.set_params(alpha=1)`, `pipe.set_params(mlp__alpha=1)`.
    func set(_ name: String, _ value: Value) throws {
        if let place = settings.firstIndex(where: { $0.name == name }) {
            settings[place].value = value
            own?.set(name, value)
            return
        }
        if let cut = name.firstRange(of: "__") {
            let head = String(name[..<cut.lowerBound])
            let inner = steps.first { $0.name == head }?.value ?? self[head]
            if let step = Estimator.of(inner) { return try step.set(String(name[cut.upperBound...]), value) }
        }
        let owners = steps.filter { Estimator.of($0.value)?.settings.contains { $0.name == name } == true }
        let near = owners.map { "\($0.name)__\(name)" }
        let valid = settings.map(\.name).sorted()
        throw Mistake(
            "\(form.name) has no parameter \"\(name)\"",
            expected: near.isEmpty
                ? "one of \((valid + steps.map { "\($0.name)__…" }).joined(separator: ", "))"
                : "the name of the step, two underscores, and the parameter of that step",
            try: near.first.map { "\"\($0)\"" }
        ).raised(
            as: "ValueError",
            "Invalid parameter '\(name)' for estimator \(summary). Valid parameters are: "
                + "[\(valid.map { "'\($0)'" }.joined(separator: ", "))].")
    }

    /// All settings by name, those of the steps inside too.
    func parameters(deep: Bool) -> [(name: String, value: Value)] {
        var all = settings
        guard deep else { return all.sorted { $0.name < $1.name } }
        let inner = steps + settings.filter { Estimator.of($0.value) != nil }
        for (name, value) in inner {
            all.append((name, value))
            guard let step = Estimator.of(value) else { continue }
            all += step.parameters(deep: true).map { ("\(name)__\($0.name)", $0.value) }
        }
        return all.sorted { $0.name < $1.name }
    }

    /// One of the same settings that has learnt nothing; estimators inside are cloned too.
    ///
    /// - Throws: what the `__init__` of a learner's class throws.
    func clone(_ context: Context) throws -> Estimator {
        let settings = try settings.map { ($0.name, try Estimator.cloned($0.value, context)) }
        guard let own else {
            let found = Estimator(form, settings)
            found.makesTables = makesTables
            return found
        }
        let type = try context.attribute("__class__", of: .object(own))
        return Estimator.of(try context.call(type, [], settings.map { (name: $0.0, value: $0.1) })) ?? self
    }

    private static func cloned(_ value: Value, _ context: Context) throws -> Value {
        if let inner = Estimator.of(value) { return try inner.clone(context).asValue }
        if case .list(let list) = value { return .list(try list.items.map { try cloned($0, context) }) }
        if case .tuple(let items) = value { return .tuple(try items.map { try cloned($0, context) }) }
        return value
    }

    /// What `transform` gives from now on: a table, or an array; of the estimators inside too.
    func makeTables(_ wanted: Bool) {
        makesTables = wanted
        for step in steps { Estimator.of(step.value)?.makeTables(wanted) }
    }

    // MARK: Learning

    func fit(_ x: Table, _ targets: Targets?, _ context: Context) throws {
        if form.role == .regressor || form.role == .classifier {
            guard let targets else {
                throw Mistake("\(form.name) needs y", expected: "fit(X, y)").raised(
                    as: "TypeError", "fit() missing 1 required positional argument: 'y'")
            }
            try targets.check(rows: x.rowCount)
        }
        guard x.rowCount > 0 else {
            throw Mistake("X has no rows", expected: "at least one row").raised(
                as: "ValueError",
                "Found array with 0 sample(s) (shape=(0, \(x.columns.count))) while a minimum of 1 is required by "
                    + "\(form.name).")
        }
        try refuseFixed()
        classes = isClassifier ? try targets?.classed(context.work).classes : nil
        isFlat = targets?.isFlat ?? true
        inputCount = x.columns.count
        sample = x.rows(at: [0])
        fitted = try form.fit(self, x, targets, context)
    }

    /// What a setting is where nothing was said.
    func standard(_ name: String) -> Value? {
        let parameter = NumPyWord.parameters(form.signature).first { $0.name == name }
        guard case .value(let standard)? = parameter?.standard else { return nil }
        return standard
    }

    /// Refuses a setting that this laboratory has only one value of.
    private func refuseFixed() throws {
        for (name, value) in settings where form.fixed.contains(name) {
            guard let standard = standard(name), standard.repr != value.repr else { continue }
            throw Mistake(
                "\(form.name) does not follow \(name)=\(value.brief) here", expected: "\(name)=\(standard.repr)",
                try: "leave \(name) out")
        }
    }

    func learnt() throws -> any FittedEstimator {
        if let fitted { return fitted }
        throw unfitted
    }

    /// That it has learnt nothing.
    var unfitted: Mistake {
        Mistake("this \(form.name) is not fitted yet", expected: "fit(X, y) before it", try: "model.fit(X, y)").raised(
            as: "NotFittedError",
            "This \(form.name) instance is not fitted yet. Call 'fit' with appropriate arguments before using this estimator."
        )
    }

    private func check(_ x: Table) throws {
        guard x.columns.count == inputCount else {
            throw Mistake(
                "X has \(x.columns.count) columns, and \(inputCount) were there in training",
                expected: "\(inputCount) columns"
            ).raised(
                as: "ValueError",
                "X has \(x.columns.count) features, but \(form.name) is expecting \(inputCount) features as input.")
        }
    }

    private func without(_ what: String) -> Mistake {
        Mistake("\(form.name) has no \(what)", expected: form.role == .transformer ? "transform" : "predict").raised(
            as: "AttributeError", "'\(form.name)' object has no attribute '\(what)'")
    }

    func transform(_ x: Table, _ context: Context) throws -> Table {
        let fitted = try learnt()
        try check(x)
        guard let found = try fitted.transformed(x, context) else { throw without("transform") }
        return found
    }

    /// Learns from rows and transforms them; the array is remembered as long as someone has it.
    func fitTransform(_ x: Table, _ targets: Targets?, _ context: Context) throws -> NDArray {
        try fit(x, targets, context)
        let found = try transform(x, context).array()
        FittedRows.of(context.session).remember(found, of: form.name)
        return found
    }

    func inverse(_ x: Table, _ context: Context) throws -> Table {
        guard let found = try learnt().restored(x, context) else { throw without("inverse_transform") }
        return found
    }

    /// Transformed rows as the language has them: an array, or a table where it keeps tables and was given one.
    func shown(_ found: Table, _ given: Value) throws -> Value {
        if makesTables {
            guard let frame = given.asThing(Frame.self), frame.length == found.rowCount else {
                return .thing(Frame(found))
            }
            return .thing(frame.with(found))
        }
        guard form.keepsTables, let frame = given.asThing(Frame.self), frame.length == found.rowCount else {
            return .thing(try found.array())
        }
        return .thing(frame.with(found))
    }

    /// A list of numbers for each target; places of classes for a classifier.
    func predictions(_ x: Table, _ context: Context) throws -> [[Double]] {
        let fitted = try learnt()
        try check(x)
        guard let found = try fitted.predicted(x, context) else { throw without("predict") }
        return found
    }

    /// Predictions as the language has them: an array, or a list of class names.
    func predict(_ x: Table, _ context: Context) throws -> Value {
        if let own { return try context.call(method: "predict", of: own, [OwnEstimators.rows(x)]) }
        let found = try predictions(x, context)
        if isClassifier, let classes = last.classes ?? classes {
            let labels = found[0].map { classes[Int($0)] }
            if let texts = TextArray(.list(labels)) { return .thing(texts) }
            guard labels.allSatisfy({ $0.asNumber != nil }) else { return .list(labels) }
            return try ArrayMaking.array(.list(labels), nil, context).map { .thing($0) } ?? .list(labels)
        }
        if last.form.role == .clusterer { return .thing(try NDArray(found[0].map { Int($0) })) }
        guard found.count != 1 || !isFlat else { return .thing(try NDArray(found[0])) }
        let rows = found[0].count
        return .thing(
            try NDArray((0..<rows).flatMap { row in found.map { $0[row] } }, shape: [rows, found.count]))
    }

    func probabilities(_ x: Table, _ context: Context) throws -> Value {
        let fitted = try learnt()
        try check(x)
        guard let found = try fitted.probabilities(x, context) else { throw without("predict_proba") }
        return .thing(try NDArray(found.flatMap { $0 }, shape: [found.count, found.first?.count ?? 0]))
    }

    func decisions(_ x: Table, _ context: Context) throws -> Value {
        let fitted = try learnt()
        try check(x)
        guard let found = try fitted.decided(x, context) else { throw without("decision_function") }
        let width = found.first?.count ?? 1
        return .thing(try NDArray(found.flatMap { $0 }, shape: width == 1 ? [found.count] : [found.count, width]))
    }

    /// R² of a regressor, the share of right classes of a classifier.
    func score(_ x: Table, _ targets: Targets, _ context: Context) throws -> Double {
        if let own, own.classHas("score") {
            let found = try context.call(
                method: "score", of: own, [OwnEstimators.rows(x), try OwnEstimators.labels(targets, context)])
            guard let score = found.asNumber else {
                throw Mistake("score of \(own.className) gives \(found.brief)", expected: "a number").raised(
                    as: "ValueError", "scoring must return a number, got \(found.brief) instead.")
            }
            return score
        }
        let found = try predictions(x, context)
        if isClassifier {
            let known = last.classes ?? classes ?? []
            let truth = targets.labels.map { label in known.firstIndex { $0.repr == label.repr } ?? -1 }
            return Double(zip(found[0], truth).count { Int($0) == $1 }) / Double(Swift.max(1, truth.count))
        }
        guard let measure = context.registry.word("r2_score") else { return .nan }
        let scores = try zip(found, try targets.columns()).map { guess, truth in
            try context.call(.word(measure), [Value(truth), Value(guess)]).asDouble ?? .nan
        }
        return scores.meanAndVariance.mean
    }
}

extension Estimator: Presentable, Duplicable, MadeByWord, PrintedOtherwise {
    var madeBy: String { "sklearn.\(form.module).\(form.name)" }
    var duplicate: any Presentable { Estimator(form, settings) }

    /// As scikit-learn writes it: only what differs from the defaults, in alphabetical order.
    var summary: String { EstimatorText.line(.thing(self)) }

    /// The settings that differ from their defaults, in alphabetical order.
    var changed: [(name: String, value: Value)] {
        let standards: [String: Value]
        if let own {
            standards = own.defaults(of: "__init__")
        } else {
            standards = Dictionary(
                NumPyWord.parameters(form.signature).compactMap { parameter in
                    if case .value(let standard) = parameter.standard { (parameter.name, standard) } else { nil }
                }, uniquingKeysWith: { $1 })
        }
        return settings.sorted { $0.name < $1.name }.filter { standards[$0.name]?.repr != $0.value.repr }
    }

    /// The same over several lines, where one of 80 columns does not hold it.
    var printed: String { EstimatorText.lines(.thing(self)) }

    func table(width: Int) -> String { printed }
}
