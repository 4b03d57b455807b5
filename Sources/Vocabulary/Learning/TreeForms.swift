import Answers
import ArrayVocabulary
import Arrays
import Baselines
import Datasets
import Glibc
import Language
import Numbers

/// scikit-learn's trees that ask one column at a time: one, a forest of them, and one after the other on what is left.
enum TreeForms {
    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "DecisionTreeClassifier", module: "tree", role: .classifier,
            summary: "a tree of questions that ends in classes", signature: one("'gini'", "class_weight=None, "),
            example: "DecisionTreeClassifier(max_depth=1).fit([[0.0], [1], [2]], [0, 1, 1]).predict([[0.1]])",
            fixed: fixed.union(["splitter"])
        ) { estimator, x, targets, context in
            let (classes, places) = try Targets.classes(targets)
            let targets = places.map { place in classes.indices.map { $0 == place ? 1.0 : 0 } }
            return Forest(
                trees: [try tree(estimator, x.design(), targets, context)], isClassifier: true,
                classes: classes.map(\.plain))
        },
        EstimatorForm(
            name: "DecisionTreeRegressor", module: "tree", role: .regressor,
            summary: "a tree of questions that ends in numbers", signature: one("'squared_error'", ""),
            example: "DecisionTreeRegressor(max_depth=1).fit([[0.0], [1], [2]], [1, 3, 5]).predict([[0.9]])",
            fixed: fixed.union(["splitter", "criterion"])
        ) { estimator, x, targets, context in
            Forest(trees: [try tree(estimator, x.design(), numbers(targets), context)], isClassifier: false)
        },
        EstimatorForm(
            name: "RandomForestClassifier", module: "ensemble", role: .classifier,
            summary: "the mean of trees that each see other rows and columns",
            signature: several("'gini'", "'sqrt'", "class_weight=None, "),
            example:
                "RandomForestClassifier(10, random_state=0).fit([[0.0], [1], [2]], [0, 1, 1]).predict([[0.1]])",
            fixed: fixed.union(["oob_score", "warm_start", "max_samples"])
        ) { estimator, x, targets, context in
            let (classes, places) = try Targets.classes(targets)
            let targets = places.map { place in classes.indices.map { $0 == place ? 1.0 : 0 } }
            return try Forest(estimator, x.design(), targets, classes: classes.map(\.plain), context)
        },
        EstimatorForm(
            name: "RandomForestRegressor", module: "ensemble", role: .regressor,
            summary: "the mean of trees that each see other rows", signature: several("'squared_error'", "1.0", ""),
            example:
                "RandomForestRegressor(10, random_state=0).fit([[0.0], [1], [2]], [1, 3, 5]).predict([[0.9]])",
            fixed: fixed.union(["oob_score", "warm_start", "max_samples", "criterion"])
        ) { estimator, x, targets, context in
            try Forest(estimator, x.design(), numbers(targets), classes: nil, context)
        },
        EstimatorForm(
            name: "GradientBoostingClassifier", module: "ensemble", role: .classifier,
            summary: "small trees, each on what those before it leave over", signature: boosted("'log_loss'", ""),
            example:
                "GradientBoostingClassifier(n_estimators=5).fit([[0.0], [1], [2]], [0, 1, 1]).predict([[0.1]])",
            idle: idleOfBoosted, fixed: fixedOfBoosted
        ) { estimator, x, targets, context in
            let (classes, places) = try Targets.classes(targets)
            return try BoostedForest(estimator, x.design(), places: places, classes: classes.count, context)
        },
        EstimatorForm(
            name: "GradientBoostingRegressor", module: "ensemble", role: .regressor,
            summary: "small trees, each on what those before it leave over",
            signature: boosted("'squared_error'", "alpha=0.9, "),
            example: "GradientBoostingRegressor(n_estimators=5).fit([[0.0], [1], [2]], [1, 3, 5]).predict([[0.9]])",
            idle: idleOfBoosted.union(["alpha"]), fixed: fixedOfBoosted
        ) { estimator, x, targets, context in
            try BoostedForest(estimator, x.design(), numbers: numbers(targets).map { $0[0] }, context)
        },
    ]

    // MARK: Settings

    private static let limits =
        "max_depth=None, min_samples_split=2, min_samples_leaf=1, min_weight_fraction_leaf=0.0, "
    private static let fixed: Set<String> = [
        "min_weight_fraction_leaf", "class_weight", "ccp_alpha", "monotonic_cst",
    ]
    private static let fixedOfBoosted: Set<String> = [
        "loss", "criterion", "min_weight_fraction_leaf", "init", "warm_start", "n_iter_no_change", "ccp_alpha",
    ]
    /// What belongs to early stopping has no use without it.
    private static let idleOfBoosted: Set<String> = ["validation_fraction", "tol"]

    private static func one(_ criterion: String, _ weights: String) -> String {
        "*, criterion=\(criterion), splitter='best', \(limits)max_features=None, random_state=None, max_leaf_nodes=None, "
            + "min_impurity_decrease=0.0, \(weights)ccp_alpha=0.0, monotonic_cst=None"
    }

    private static func several(_ criterion: String, _ columns: String, _ weights: String) -> String {
        "n_estimators=100, *, criterion=\(criterion), \(limits)max_features=\(columns), max_leaf_nodes=None, "
            + "min_impurity_decrease=0.0, bootstrap=True, oob_score=False, n_jobs=None, random_state=None, verbose=0, "
            + "warm_start=False, \(weights)ccp_alpha=0.0, max_samples=None, monotonic_cst=None"
    }

    private static func boosted(_ loss: String, _ share: String) -> String {
        "*, loss=\(loss), learning_rate=0.1, n_estimators=100, subsample=1.0, criterion='deprecated', min_samples_split=2, "
            + "min_samples_leaf=1, min_weight_fraction_leaf=0.0, max_depth=3, min_impurity_decrease=0.0, init=None, "
            + "random_state=None, max_features=None, \(share)verbose=0, max_leaf_nodes=None, warm_start=False, "
            + "validation_fraction=0.1, n_iter_no_change=None, tol=0.0001, ccp_alpha=0.0"
    }

    /// A share of so many rows, or a number of them.
    private static func count(_ estimator: Estimator, _ name: String, of all: Int, least: Int) throws -> Int {
        if case .number(let share) = estimator[name].plain, share > 0,
            share < 1 || (share == 1 && name == "max_features")
        {
            return Swift.max(least, Int((share * Double(all)).rounded(name == "max_features" ? .down : .up)))
        }
        return try estimator.whole(name, least)
    }

    static func settings(_ estimator: Estimator, rows: Int, columns: Int, isClassifier: Bool) throws
        -> DecisionTree.Settings
    {
        var settings = DecisionTree.Settings()
        if isClassifier, estimator.settings.contains(where: { $0.name == "criterion" }) {
            let criterion = try estimator.choice("criterion", ["gini", "entropy", "log_loss"])
            settings.impurity = criterion == "gini" ? .gini : .entropy
        }
        settings.mostDepth = try estimator.optionalWhole("max_depth", 1)
        settings.mostLeaves = try estimator.optionalWhole("max_leaf_nodes", 2)
        settings.leastToSplit = try count(estimator, "min_samples_split", of: rows, least: 2)
        settings.leastInLeaf = try count(estimator, "min_samples_leaf", of: rows, least: 1)
        settings.leastGain = try estimator.number("min_impurity_decrease", .nonNegative)
        switch estimator["max_features"].asText {
        case "sqrt"?: settings.columnsTried = Swift.max(1, Int(Double(columns).squareRoot()))
        case "log2"?: settings.columnsTried = Swift.max(1, Int(log2(Double(columns))))
        case let text?:
            throw Mistake("max_features = \"\(text)\"", expected: "\"sqrt\", \"log2\", a number or a share").raised(
                as: "ValueError",
                "The 'max_features' parameter of \(estimator.form.name) must be an int in the range [1, inf), a float in the "
                    + "range (0.0, 1.0], a str among {'sqrt', 'log2'} or None. Got '\(text)' instead.")
        case nil:
            guard !estimator["max_features"].isNone else { break }
            settings.columnsTried = try Swift.min(columns, count(estimator, "max_features", of: columns, least: 1))
        }
        if settings.columnsTried == columns { settings.columnsTried = nil }
        return settings
    }

    /// The laboratory's stream of `random_state=`, or that of the session.
    static func chance(_ estimator: Estimator, _ context: Context) throws -> ArrayRandom {
        guard !estimator["random_state"].isNone else {
            let seed = context.session.arrayChance.index(below: 1 << 30)
            return ArrayRandom(seed: seed)
        }
        return ArrayRandom(seed: try estimator.whole("random_state", 0))
    }

    private static func tree(_ estimator: Estimator, _ x: Design, _ targets: [[Double]], _ context: Context) throws
        -> DecisionTree
    {
        let settings = try settings(
            estimator, rows: x.count, columns: x.width, isClassifier: estimator.form.role == .classifier)
        var random = try chance(estimator, context)
        return try DecisionTree(x, targets, rows: Array(0..<x.count), settings, work: context.work) {
            try random.permutation($0)
        }
    }

    private static func numbers(_ targets: Targets?) throws -> [[Double]] {
        let columns = try targets?.columns() ?? []
        guard columns.count == 1 else {
            throw Mistake(
                "\(columns.count) targets in each row", expected: "one target", try: "a tree for each column of y",
                argument: "y")
        }
        return columns[0].map { [$0] }
    }
}

/// Trees whose leaves are averaged.
struct Forest: FittedEstimator {
    let trees: [DecisionTree]
    let isClassifier: Bool
    var classes: [Value] = []

    init(trees: [DecisionTree], isClassifier: Bool, classes: [Value] = []) {
        (self.trees, self.isClassifier, self.classes) = (trees, isClassifier, classes)
    }

    /// - Parameter classes: nil for numbers.
    init(_ estimator: Estimator, _ x: Design, _ targets: [[Double]], classes: [Value]?, _ context: Context) throws {
        let settings = try TreeForms.settings(
            estimator, rows: x.count, columns: x.width, isClassifier: classes != nil)
        let isDrawn = try estimator.flag("bootstrap")
        var random = try TreeForms.chance(estimator, context)
        trees = try (0..<estimator.whole("n_estimators", 1, most: 100_000)).map { _ in
            if context.work.isCancelled { throw Stopped() }
            let rows = (0..<x.count).map { isDrawn ? random.index(below: x.count) : $0 }
            return try DecisionTree(x, targets, rows: rows, settings, work: context.work) { try random.permutation($0) }
        }
        (isClassifier, self.classes) = (classes != nil, classes ?? [])
    }

    /// The mean of what the leaves say, for each row.
    private func means(_ x: Table, _ context: Context) throws -> [[Double]] {
        let design = try x.design()
        var sums = [[Double]](repeating: [], count: design.count)
        for tree in trees {
            for (row, leaf) in try tree.leaves(design, work: context.work).enumerated() {
                let value = tree.nodes[leaf].value
                sums[row] = sums[row].isEmpty ? value : zip(sums[row], value).map { $0 + $1 }
            }
        }
        return sums.map { $0.map { $0 / Double(trees.count) } }
    }

    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? {
        isClassifier ? try means(x, context) : nil
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        let means = try means(x, context)
        return [means.map { isClassifier ? Double($0.largestPlace) : $0[0] }]
    }

    var learned: [String: Value] {
        get throws {
            let width = trees.first?.width ?? 0
            var shares = [Double](repeating: 0, count: width)
            for tree in trees { for (place, share) in tree.importances.enumerated() { shares[place] += share } }
            let sum = shares.reduce(0, +)
            var found: [String: Value] = [
                "feature_importances_": .thing(try NDArray(sum > 0 ? shares.map { $0 / sum } : shares))
            ]
            if trees.count == 1 { found["tree_"] = .thing(GrownTree(tree: trees[0], classes: classes)) }
            return found
        }
    }
}

/// A tree that has grown, to be asked how large it is.
struct GrownTree: Presentable {
    static let kind = "tree"
    let tree: DecisionTree
    /// The classes of a classifier.
    let classes: [Value]
    var summary: String { "a tree of \(Phrase.count(tree.leafCount, "leaf", "leaves")), \(tree.depth) deep" }

    static func of(_ model: Estimator) throws -> GrownTree {
        guard let tree = try model.learnt().learned["tree_"]?.asThing(GrownTree.self) else {
            throw Mistake("\(model.form.name) is no single tree", expected: "a DecisionTreeClassifier or -Regressor")
                .raised(as: "AttributeError", "'\(model.form.name)' object has no attribute 'get_depth'")
        }
        return tree
    }

    static let members: [Member] = [
        .attribute("max_depth", of: GrownTree.self, "how many questions lead to the deepest leaf") {
            .int($0.tree.depth)
        },
        .attribute("n_leaves", of: GrownTree.self, "how many leaves there are") { .int($0.tree.leafCount) },
        .attribute("node_count", of: GrownTree.self, "how many questions and leaves there are") {
            .int($0.tree.nodes.count)
        },
        .method("get_depth", of: Estimator.self, "how many questions lead to the deepest leaf of a tree", []) {
            model, _, _ in .int(try GrownTree.of(model).tree.depth)
        },
        .method("get_n_leaves", of: Estimator.self, "how many leaves a tree has", []) { model, _, _ in
            .int(try GrownTree.of(model).tree.leafCount)
        },
    ]

    static let words: [Word] = [
        LearningWords.word(
            "sklearn.tree.export_text", "the questions of a tree as text",
            "decision_tree, *, feature_names=None, class_names=None, max_depth=10, spacing=3, decimals=2, show_weights=False",
            returns: "text",
            "from sklearn.tree import DecisionTreeClassifier\nexport_text(DecisionTreeClassifier().fit([[0.0], [1]], [0, 1]))",
            fixed: ["show_weights"]
        ) { arguments, context in
            guard let model = Estimator.of(arguments["decision_tree"]) else {
                throw arguments.mistake(
                    "decision_tree", "\(arguments["decision_tree"].brief) is no tree",
                    expected: "a DecisionTreeClassifier")
            }
            let grown = try GrownTree.of(model)
            let call = NumPyCall("export_text", arguments, context)
            func whole(_ name: String, _ standard: Int, _ range: ClosedRange<Int>) throws -> Int {
                let given = try call.int(.max, name, standard)
                guard range.contains(given) else {
                    throw arguments.mistake(
                        name, "\(name) = \(given)",
                        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
                }
                return given
            }
            return .text(
                try grown.text(
                    names: names(arguments["feature_names"]), classes: names(arguments["class_names"]),
                    depth: whole("max_depth", 10, 0...1000), spacing: whole("spacing", 3, 1...100),
                    decimals: whole("decimals", 2, 0...50)))
        }
    ]

    private static func names(_ value: Value) -> [String]? {
        value.isNone ? nil : (value.places ?? []).map { $0.asText ?? $0.plain.repr }
    }

    private func text(names: [String]?, classes own: [String]?, depth: Int, spacing: Int, decimals: Int) throws
        -> String
    {
        if let names, names.count != tree.width {
            throw Mistake(
                "\(names.count) names for \(tree.width) columns", expected: "as many", argument: "feature_names"
            )
            .raised(
                as: "ValueError",
                "feature_names must contain \(tree.width) elements, got \(names.count)")
        }
        let labels = own ?? classes.map { $0.asText ?? $0.plain.repr }
        let format = try FormatSpec(".\(decimals)f")
        let (bar, dashes) = ("|" + String(repeating: " ", count: spacing), "|" + String(repeating: "-", count: spacing))
        var lines: [String] = []
        func add(_ place: Int, _ level: Int) throws {
            let node = tree.nodes[place]
            let front = String(repeating: bar, count: level) + dashes + " "
            guard node.column >= 0 else {
                if classes.isEmpty {
                    let number = try format.apply(.number(node.value[0]))
                    lines.append("\(front)value: [\(number)]")
                } else {
                    lines.append("\(front)class: \(labels[safe: node.value.largestPlace] ?? "")")
                }
                return
            }
            guard level <= depth else {
                lines.append("\(front)truncated branch of depth \(below(place))")
                return
            }
            let name = names?[node.column] ?? "feature_\(node.column)"
            let bound = try format.apply(.number(node.threshold))
            lines.append("\(front)\(name) <= \(bound)")
            try add(node.left, level + 1)
            lines.append("\(front)\(name) >  \(bound)")
            try add(node.right, level + 1)
        }
        try add(0, 0)
        return lines.joined(separator: "\n") + "\n"
    }

    /// How deep it goes on below a node, that node counted.
    private func below(_ place: Int) -> Int {
        let node = tree.nodes[place]
        return node.column < 0 ? 1 : 1 + Swift.max(below(node.left), below(node.right))
    }
}
