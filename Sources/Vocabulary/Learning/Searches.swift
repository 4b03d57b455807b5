import Answers
import Arrays
import Datasets
import Language
import Numbers
import Tuning
import ArrayVocabulary

/// Cross-validation and searches over settings, in scikit-learn's words.
enum Searches {
    /// `cv=`: a number of folds, a splitter, or pairs of rows.
    static func folds(
        _ value: Value, _ estimator: Estimator, _ x: Table, _ targets: Targets?, groups: Value = .none,
        _ context: Context
    ) throws -> [Splitter.Fold] {
        if let splitter = value.asThing(Splitter.self) {
            return try splitter.folds(x.rowCount, targets, groups, context)
        }
        if case .none = value { return try folds(.int(5), estimator, x, targets, groups: groups, context) }
        if let count = value.asInt {
            let form: Splitter.Form = estimator.isClassifier ? .stratified : .folds
            return try Splitter(form, count: count).folds(x.rowCount, targets, groups, context)
        }
        return try pairs(value, x.rowCount, "cv", context)
    }

    /// Folds that are given by their rows: pairs of training and test rows.
    static func pairs(_ value: Value, _ count: Int, _ name: String, _ context: Context) throws -> [Splitter.Fold] {
        try value.elements(in: context).map { pair in
            guard let parts = pair.elements, parts.count == 2 else {
                throw Mistake(
                    "\(name) = \(value.brief)",
                    expected: "a number of folds, a splitter such as KFold(5), or pairs of training and test rows",
                    argument: name)
            }
            func rows(_ part: Value) throws -> [Int] {
                let numbers = try NumPyCall(name, context).array(part, name, .int64).doubles().map {
                    Int(saturating: $0)
                }
                guard let odd = numbers.first(where: { !(0..<count).contains($0) }) else { return numbers }
                throw Mistake(
                    "a fold names row \(odd) of \(count)", expected: "places of rows from 0 to \(count - 1)",
                    argument: name)
            }
            let fold = Splitter.Fold(train: try rows(parts[0]), test: try rows(parts[1]))
            if let known = Set(fold.train).intersection(fold.test).min() {
                context.noteOnce(
                    "\(name): row \(known) is both learnt from and measured on in one fold, so that the error says little of new rows"
                )
            }
            return fold
        }
    }

    /// What a clone came to on each fold.
    struct Marks {
        /// By scorer, then by fold.
        var test: [[Double]]
        /// The same on the rows it was fitted on, where that was asked for.
        var train: [[Double]]
        var fitSeconds: [Double] = []
        var scoreSeconds: [Double] = []
        /// What was fitted on each fold.
        var models: [Estimator] = []
    }

    /// The scorers of `scoring=`: one, called "score", or several by their names.
    static func scorers(_ scoring: Value) -> [(name: String, scoring: Value)] {
        if case .dict(let several) = scoring { return several.entries.map { ($0.key.asText ?? $0.key.repr, $0.value) } }
        return scoring.elements?.map { ($0.asText ?? $0.repr, $0) } ?? [("score", scoring)]
    }

    /// The scores of a clone on each fold.
    static func marks(
        _ estimator: Estimator, _ x: Table, _ targets: Targets, _ folds: [Splitter.Fold],
        _ scorers: [(name: String, scoring: Value)], _ context: Context, training: Bool = false
    ) throws -> Marks {
        var marks = Marks(
            test: scorers.map { _ in [] }, train: scorers.map { _ in [] })
        let clock = ContinuousClock()
        for fold in folds {
            if context.work.isCancelled { throw Stopped() }
            let model = try estimator.clone(context)
            let (rows, own) = (x.rows(at: fold.train), targets.rows(at: fold.train))
            marks.models.append(model)
            marks.fitSeconds.append(try clock.measure { try model.fit(rows, own, context) } / .seconds(1))
            let (others, truth) = (x.rows(at: fold.test), targets.rows(at: fold.test))
            let time = try clock.measure {
                for (place, scorer) in scorers.enumerated() {
                    marks.test[place].append(try score(model, others, truth, scorer.scoring, context))
                }
            }
            marks.scoreSeconds.append(time / .seconds(1))
            guard training else { continue }
            for (place, scorer) in scorers.enumerated() {
                marks.train[place].append(try score(model, rows, own, scorer.scoring, context))
            }
        }
        return marks
    }

    // MARK: Searches

    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "GridSearchCV", module: "model_selection", role: .composite,
            summary: "every combination of settings, by cross-validation",
            signature:
                "estimator, param_grid, *, scoring=None, n_jobs=None, refit=True, cv=None, verbose=0, pre_dispatch=None, error_score=None, return_train_score=False",
            example:
                "from sklearn.linear_model import Ridge\nGridSearchCV(Ridge(), {\"alpha\": [0.1, 1]}, cv=2).fit([[0.0], [1], [2], [3]], [1, 3, 5, 7]).best_params_",
            fixed: ["error_score"]
        ) { estimator, x, targets, context in
            try search(estimator, grid(estimator["param_grid"], context), x, targets, context)
        },
        EstimatorForm(
            name: "RandomizedSearchCV", module: "model_selection", role: .composite,
            summary: "some combinations of settings, drawn at random, by cross-validation",
            signature:
                "estimator, param_distributions, *, n_iter=10, scoring=None, n_jobs=None, refit=True, cv=None, verbose=0, pre_dispatch=None, random_state=None, error_score=None, return_train_score=False",
            example:
                "from sklearn.linear_model import Ridge\nRandomizedSearchCV(Ridge(), {\"alpha\": [0.1, 1, 10]}, n_iter=2, cv=2, random_state=0).fit([[0.0], [1], [2], [3]], [1, 3, 5, 7]).best_params_",
            fixed: ["error_score"]
        ) { estimator, x, targets, context in
            let all = try grid(
                estimator["param_distributions"], context, drawing: estimator.whole("n_iter", 1, most: 1_000_000),
                seed: estimator.optionalWhole("random_state", 0))
            return try search(estimator, all, x, targets, context)
        },
    ]

    /// The combinations of a grid as scikit-learn orders them: by name, the last one fastest, one dict after the other.
    ///
    /// - Parameter count: draws so many of them, by this seed or the session's chance; without repetition where there is an end.
    private static func grid(
        _ value: Value, _ context: Context, drawing count: Int? = nil, seed: Int? = nil
    ) throws -> [[(String, Value)]] {
        let parts = try (value.elements ?? [value]).map { try ParameterValues($0, mayDraw: count != nil) }
        let space = try ParameterValues.space(parts)
        let grid = parts.contains(where: \.hasRanges) ? nil : try? SpaceGrid(space, levels: nil)
        func combination(_ configuration: Configuration) -> [(String, Value)] {
            let part = configuration[ParameterValues.part].flatMap(\.number).map { Int(saturating: $0) } ?? 0
            return parts[part].combination(configuration, part)
        }
        if let count, count < grid?.count ?? .max {
            var random = seed.map { ArrayRandom(seed: $0) } ?? context.session.arrayChance
            defer { if seed == nil { context.session.arrayChance = random } }
            guard let grid else {
                let study = try Study(sampler: RandomSampler(), seed: UInt64(random.index(below: .max)))
                return try (0..<count).map { _ in
                    if context.work.isCancelled { throw Stopped() }
                    return combination(try study.ask(space).configuration)
                }
            }
            var drawn: [Int] = []
            if grid.count / 4 <= count {
                drawn = Array(try random.permutation(grid.count, context.work).prefix(count))
            } else {
                var chosen: Set<Int> = []
                while drawn.count < count {
                    let number = random.index(below: grid.count)
                    if chosen.insert(number).inserted { drawn.append(number) }
                }
            }
            return drawn.map { combination(grid.configuration($0)) }
        }
        guard let grid, grid.count <= 1_000_000 else {
            throw Mistake(
                "the grid has \(grid?.count.grouped ?? "more than 9·10¹⁸") combinations",
                expected: "at most 1,000,000", try: "RandomizedSearchCV(…, n_iter=50)")
        }
        return (0..<grid.count).map { combination(grid.configuration($0)) }
    }

    private static func search(
        _ estimator: Estimator, _ candidates: [[(String, Value)]], _ x: Table, _ targets: Targets?, _ context: Context
    ) throws -> any FittedEstimator {
        guard let model = Estimator.of(estimator["estimator"]) else {
            throw Mistake("\(estimator["estimator"].brief) is no estimator", expected: "one such as Ridge()").raised(
                as: "TypeError")
        }
        guard let targets else {
            throw Mistake("\(estimator.form.name) needs y", expected: "fit(X, y)").raised(
                as: "TypeError", "fit() missing 1 required positional argument: 'y'")
        }
        let folds = try folds(estimator["cv"], model, x, targets, context)
        let wantsTraining = try estimator.flag("return_train_score")
        let scorers = scorers(estimator["scoring"])
        let isSeveral = scorers.first.map { $0.name != "score" } ?? true
        let choosing = estimator["refit"].isCallable ? estimator["refit"] : nil
        let refits = try choosing != nil || estimator["refit"].asText != nil || estimator.flag("refit")
        let chief = isSeveral ? try chief(among: scorers, estimator, refits: refits && choosing == nil) : 0
        var results: [Marks] = []
        for (place, candidate) in candidates.enumerated() {
            context.work.report(
                Double(place) / Double(candidates.count),
                "candidate \(place + 1)/\(candidates.count), \(folds.count) folds")
            let trial = try model.clone(context)
            for (name, value) in candidate { try trial.set(name, value) }
            results.append(
                try marks(trial, x, targets, folds, scorers, context, training: wantsTraining))
        }
        let means = results.map { $0.test[chief].meanAndVariance.mean }
        let order = ranks(means)
        var best = order.indices.min { order[$0] < order[$1] } ?? 0
        let table = try table(candidates, results, scorers, folds: folds.count, training: wantsTraining)
        if let choosing {
            let found = try context.call(choosing, [.dict(.init(table))])
            guard let place = found.asInt, candidates.indices.contains(place) else {
                throw Mistake(
                    "refit gives \(found.brief)",
                    expected: "the place of a candidate, from 0 to \(candidates.count - 1)"
                ).raised(as: found.asInt == nil ? "TypeError" : "IndexError", "best_index_ index out of range")
            }
            best = place
        }
        let winner = try model.clone(context)
        for (name, value) in candidates[best] { try winner.set(name, value) }
        let seconds = try refits ? ContinuousClock().measure { try winner.fit(x, targets, context) } / .seconds(1) : 0
        var learned: [String: Value] = [
            "cv_results_": .dict(.init(table)), "best_params_": dict(candidates[best]), "best_index_": .int(best),
            "n_splits_": .int(folds.count), "multimetric_": .bool(isSeveral),
        ]
        if choosing == nil { learned["best_score_"] = .number(means[best]) }
        if refits {
            learned["best_estimator_"] = winner.asValue
            learned["refit_time_"] = .number(seconds)
        }
        return Found(winner: refits ? winner : nil, learned: learned)
    }

    /// Which score the best is chosen by.
    ///
    /// - Throws: `Mistake` where there are several and `refit` names none of them.
    private static func chief(
        among scorers: [(name: String, scoring: Value)], _ estimator: Estimator, refits: Bool
    ) throws -> Int {
        let named = scorers.firstIndex { $0.name == estimator["refit"].asText }
        guard let chief = named ?? (refits ? nil : 0) else {
            throw Mistake(
                "there are \(scorers.count) scores, and refit names none of them",
                expected: "the score that the best is chosen by", try: "refit=\"\(scorers.first?.name ?? "")\""
            ).raised(
                as: "ValueError",
                "For multi-metric scoring, the parameter refit must be set to a scorer key or a callable to refit an estimator with "
                    + "the best parameter setting on the whole data and make the best_* attributes available for that metric. If this "
                    + "is not needed, refit should be set to False explicitly. \(estimator["refit"].repr) was passed.")
        }
        return chief
    }

    /// 1 for the largest; a candidate without a score comes last.
    private static func ranks(_ means: [Double]) -> [Int] {
        means.map { mean in 1 + means.count { $0 > mean || (mean.isNaN && !$0.isNaN) } }
    }

    /// `cv_results_`: of each candidate its times, its settings and its scores.
    private static func table(
        _ candidates: [[(String, Value)]], _ results: [Marks], _ scorers: [(name: String, scoring: Value)], folds: Int,
        training: Bool
    ) throws -> [(Value, Value)] {
        var table: [(Value, Value)] = []
        func addStatistics(_ suffix: String, _ part: (Int) -> [Double]) throws {
            let found = results.indices.map { part($0).meanAndVariance }
            table.append((.text("mean_\(suffix)"), .thing(try NDArray(found.map(\.mean)))))
            table.append((.text("std_\(suffix)"), .thing(try NDArray(found.map { $0.variance.squareRoot() }))))
        }
        try addStatistics("fit_time") { results[$0].fitSeconds }
        try addStatistics("score_time") { results[$0].scoreSeconds }
        for name in Set(candidates.flatMap { $0.map(\.0) }).sorted() {
            table.append(
                (.text("param_\(name)"), .list(candidates.map { c in c.first { $0.0 == name }?.1 ?? .none })))
        }
        table.append((.text("params"), .list(candidates.map(dict))))
        for (place, scorer) in scorers.enumerated() {
            for (kind, part) in [("test", \Marks.test)] + (training ? [("train", \Marks.train)] : []) {
                let suffix = "\(kind)_\(scorer.name)"
                for fold in 0..<folds {
                    let own = results.map { $0[keyPath: part][place][fold] }
                    table.append((.text("split\(fold)_\(suffix)"), .thing(try NDArray(own))))
                }
                try addStatistics(suffix) { results[$0][keyPath: part][place] }
                guard kind == "test" else { continue }
                let own = ranks(results.map { $0.test[place].meanAndVariance.mean })
                table.append((.text("rank_\(suffix)"), .thing(try NDArray(own))))
            }
        }
        return table
    }

    private static func dict(_ candidate: [(String, Value)]) -> Value {
        .dict(.init(candidate.map { (.text($0.0), $0.1) }))
    }

    private struct Found: FittedEstimator {
        let winner: Estimator?
        let learned: [String: Value]

        private func best() throws -> Estimator {
            if let winner { return winner }
            throw Mistake("with refit=False nothing is fitted at the end", expected: "refit=True", try: "refit=True")
                .raised(
                    as: "AttributeError", "This search instance was initialized with `refit=False`.")
        }

        func transformed(_ x: Table, _ context: Context) throws -> Table? { try best().transform(x, context) }
        func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? { try best().predictions(x, context) }
        func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? {
            try best().learnt().probabilities(x, context)
        }

        func decided(_ x: Table, _ context: Context) throws -> [[Double]]? {
            try best().learnt().decided(x, context)
        }
    }
}

/// The values of one dict of a grid: lists, and ranges to draw from.
private struct ParameterValues {
    /// The hyperparameter that says which dict a combination is of.
    static let part = "dict"

    private let entries: [(name: String, domain: ParameterDomain, values: [Value])]

    /// Whether there is a range among them, which has no end.
    var hasRanges: Bool { entries.contains { $0.values.isEmpty } }

    init(_ value: Value, mayDraw: Bool) throws {
        guard case .dict(let given) = value else {
            throw Mistake(
                "the settings to search are \(value.brief)", expected: "a dict of lists",
                try: "{\"alpha\": [0.1, 1, 10]}"
            ).raised(as: "TypeError", "Parameter grid is not a dict (\(value.repr))")
        }
        entries = try given.entries.map { entry in
            let name = entry.key.asText ?? entry.key.repr
            if mayDraw, let range = entry.value.asThing(RangeValue.self) { return (name, range.domain, []) }
            let values = entry.value.array.map { $0.numbers().map { Value($0) } } ?? entry.value.elements
            guard let values, !values.isEmpty else {
                throw Mistake(
                    "\"\(name)\" is to be searched in \(entry.value.brief)",
                    expected: "a list of at least one value" + (mayDraw ? ", Float(…) or Int(…)" : ""),
                    try: "{\"\(name)\": [\(entry.value.brief)]}"
                ).raised(
                    as: "TypeError",
                    "Parameter grid for parameter '\(name)' needs to be a list or a numpy array, but got \(entry.value.repr) "
                        + "(of type \(entry.value.kind)) instead. Single values need to be wrapped in a list with one element."
                )
            }
            return (name, .int(low: 0, high: values.count - 1, log: false, step: 1), values)
        }.sorted { $0.name < $1.name }
    }

    /// One space for all dicts: the first hyperparameter chooses among them.
    static func space(_ parts: [ParameterValues]) throws -> SearchSpace {
        let chooser = SearchParameter(part, .choice(parts.indices.map { .integer($0) }))
        return try SearchSpace(
            [chooser]
                + parts.enumerated().flatMap { place, part in
                    part.entries.map {
                        SearchParameter("\(place) \($0.name)", $0.domain, when: .init(Self.part, [.integer(place)]))
                    }
                })
    }

    func combination(_ configuration: Configuration, _ place: Int) -> [(String, Value)] {
        entries.map { entry in
            let setting = configuration["\(place) \(entry.name)"]
            let value = setting?.number.flatMap { entry.values[safe: Int(saturating: $0)] }
            return (entry.name, value ?? setting?.asValue ?? .none)
        }
    }
}

extension Splitter {
    /// The folds of rows with these targets and groups.
    func folds(_ rows: Int, _ targets: Targets?, _ groups: Value, _ context: Context) throws -> [Fold] {
        try targets?.check(rows: rows)
        var places: [Int]?
        switch form {
        case .stratified, .groupedByClass, .randomByClass: places = try targets?.classed(context.work).places
        default: break
        }
        var groupPlaces: [Int]?
        if form == .grouped || form == .groupedByClass || form == .leaveOneGroupOut {
            if case .none = groups {
                throw Mistake("grouped folds need the group of each row", expected: "groups=…", argument: "groups")
                    .raised(
                        as: "ValueError", "The 'groups' parameter should not be None.")
            }
            let given = try Targets(groups, context)
            try given.check(rows: rows)
            groupPlaces = try given.distinct(context.work).places
        }
        return try folds(rows, classes: places, groups: groupPlaces)
    }
}
