import Answers
import ArrayVocabulary
import Arrays
import Baselines
import Datasets
import Language
import Numbers

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
