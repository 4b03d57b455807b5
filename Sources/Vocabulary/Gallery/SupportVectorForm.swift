import Answers
import Arrays
import Datasets
import Gallery
import Language

/// scikit-learn's support vector machines.
enum SupportVectorForm {
    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "SVC", module: "svm", role: .classifier,
            summary: "the border with the widest soft margin, straight or bent by a kernel",
            signature:
                "*, C=1.0, kernel='rbf', degree=3, gamma='scale', coef0=0.0, shrinking=True, probability=False, tol=0.001, "
                + "cache_size=200, class_weight=None, verbose=False, max_iter=-1, decision_function_shape='ovr', "
                + "break_ties=False, random_state=None",
            example: "SVC(kernel=\"linear\").fit([[0.0], [1], [3], [4]], [0, 0, 1, 1]).predict([[2.5]])",
            // Nothing is drawn, and the same pairs are moved with and without shrinking.
            idle: ["shrinking", "cache_size", "random_state"],
            fixed: ["probability", "decision_function_shape", "break_ties"]
        ) { estimator, x, targets, context in
            try Fitted(estimator, x, targets, context)
        },
        EstimatorForm(
            name: "SVR", module: "svm", role: .regressor,
            summary: "the flattest curve that passes targets within epsilon, straight or bent by a kernel",
            signature:
                "*, kernel='rbf', degree=3, gamma='scale', coef0=0.0, tol=0.001, C=1.0, epsilon=0.1, shrinking=True, "
                + "cache_size=200, verbose=False, max_iter=-1",
            example: "SVR(kernel=\"linear\").fit([[0.0], [1], [2]], [1, 3, 5]).predict([[3.0]])",
            idle: ["shrinking", "cache_size"]
        ) { estimator, x, targets, context in
            try FittedCurve(estimator, x, targets, context)
        },
    ]

    /// The machine that the settings describe, for these rows.
    static func machine(_ estimator: Estimator, _ rows: Design) throws -> SupportVectorMachine {
        let kernel: KernelFunction
        // Checked whatever the kernel, as scikit-learn does.
        let (degree, offset) = (try estimator.whole("degree", 0, most: 1000), try estimator.number("coef0", .finite))
        switch try estimator.choice("kernel", ["rbf", "linear", "poly", "sigmoid"]) {
        case "linear": kernel = .linear
        case "sigmoid": kernel = try .sigmoid(gamma: gamma(estimator, rows), offset: offset)
        case "poly":
            kernel = .polynomial(degree: degree, gamma: try gamma(estimator, rows), offset: offset)
        default: kernel = try .rbf(gamma: gamma(estimator, rows))
        }
        var machine = try SupportVectorMachine(penalty: estimator.number("C", finite), kernel: kernel)
        machine.tolerance = try estimator.number("tol", finite)
        if estimator["max_iter"].asInt != -1 { machine.mostSteps = try estimator.whole("max_iter", 1) }
        return machine
    }

    private static let finite = Interval(0, .infinity, includesLower: false, includesUpper: false)

    private static func gamma(_ estimator: Estimator, _ rows: Design) throws -> Double {
        switch estimator["gamma"].asText {
        case "scale": SupportVectorMachine.scaleGamma(rows)
        case "auto": SupportVectorMachine.autoGamma(rows)
        case nil: try estimator.number("gamma", Interval(0, .infinity, includesUpper: false))
        default:
            throw Mistake(
                "gamma = \(estimator["gamma"].brief)", expected: "\"scale\", \"auto\" or a number of at least 0",
                try: "gamma=\"scale\""
            ).raised(
                as: "ValueError",
                "The 'gamma' parameter of \(estimator.form.name) must be a str among {'auto', 'scale'} or a float in the range [0.0, inf). "
                    + "Got \(estimator["gamma"].repr) instead.")
        }
    }

    /// What has learnt: the borders, and what scikit-learn calls their parts.
    struct Fitted: FittedEstimator {
        let classifier: SupportVectorClassifier
        let rows: Design
        let places: [Int]

        init(_ estimator: Estimator, _ x: Table, _ targets: Targets?, _ context: Context) throws {
            rows = try x.design()
            let (classes, places) = try Targets.classes(targets)
            guard classes.count > 1 else {
                throw Mistake(
                    "y has the one class \(classes.first?.brief ?? "")", expected: "at least two", argument: "y"
                )
                .raised(
                    as: "ValueError",
                    "The number of classes has to be greater than one; got \(classes.count) class")
            }
            self.places = places
            classifier = try SupportVectorClassifier(
                machine(estimator, rows), rows, places, classes: classes.count,
                weights: ClassWeights.factors(estimator["class_weight"], classes, places), work: context.work)
            if !classifier.isConverged {
                context.note(
                    "SVC has not converged in \(estimator["max_iter"].brief) steps: more of them (max_iter), or columns of one "
                        + "scale (StandardScaler)")
            }
        }

        func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
            [try classifier.predict(x.design(), work: context.work).map { Double($0) }]
        }

        func decided(_ x: Table, _ context: Context) throws -> [[Double]]? {
            try classifier.decisions(x.design(), work: context.work)
        }

        /// The places of the support vectors, where the rows are those of its training.
        func carriers(among count: Int) -> [Int] { count == rows.count ? classifier.supportPlaces : [] }

        /// The support vectors class by class, as scikit-learn has them.
        private var support: [Int] {
            classifier.supportPlaces.sorted { (places[$0], $0) < (places[$1], $1) }
        }

        var learned: [String: Value] {
            get throws {
                let support = support
                let vectors = rows.rows(at: support)
                var found: [String: Value] = [
                    "support_": .thing(try NDArray(support)),
                    "support_vectors_": .thing(try NDArray(vectors.values, shape: [vectors.count, vectors.width])),
                    "n_support_": .thing(
                        try NDArray((0..<classifier.classes).map { place in support.count { places[$0] == place } })),
                    // LIBSVM's first class is the positive one, scikit-learn's second.
                    "intercept_": .thing(
                        try NDArray(classifier.pairs.map { classifier.classes == 2 ? -$0.intercept : $0.intercept })),
                    "n_iter_": .thing(try NDArray(classifier.pairs.map(\.steps))),
                    "objective_": .thing(try NDArray(classifier.pairs.map(\.objective))),
                ]
                guard classifier.classes == 2, let pair = classifier.pairs.first else { return found }
                let known = Dictionary(uniqueKeysWithValues: zip(pair.places, pair.coefficients))
                let dual = support.map { -(known[$0] ?? 0) }
                found["dual_coef_"] = .thing(try NDArray(dual, shape: [1, dual.count]))
                if pair.kernel == .linear {
                    let slopes = (0..<rows.width).map { column in
                        zip(dual, support).reduce(0) { $0 + $1.0 * rows.values[$1.1 * rows.width + column] }
                    }
                    found["coef_"] = .thing(try NDArray(slopes, shape: [1, slopes.count]))
                }
                return found
            }
        }
    }

    /// A fitted curve, and what scikit-learn calls its parts.
    struct FittedCurve: FittedEstimator {
        let vectors: SupportVectors

        init(_ estimator: Estimator, _ x: Table, _ targets: Targets?, _ context: Context) throws {
            let rows = try x.design()
            guard let targets, try targets.columns().count == 1, let y = try targets.columns().first else {
                throw Mistake("y has several columns", expected: "one target for each row", argument: "y").raised(
                    as: "ValueError", "y should be a 1d array")
            }
            let machine = try SupportVectorForm.machine(estimator, rows)
            vectors = try machine.fit(
                rows, targets: y, epsilon: estimator.number("epsilon", .nonNegative), work: context.work)
            if !vectors.isConverged {
                context.note(
                    "SVR has not converged in \(estimator["max_iter"].brief) steps: more of them (max_iter), or columns of one "
                        + "scale (StandardScaler)")
            }
        }

        func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
            [try vectors.scores(x.design(), work: context.work)]
        }

        var learned: [String: Value] {
            get throws {
                let (rows, dual) = (vectors.rows, vectors.coefficients)
                var found: [String: Value] = [
                    "support_": .thing(try NDArray(vectors.places)),
                    "support_vectors_": .thing(try NDArray(rows.values, shape: [rows.count, rows.width])),
                    "n_support_": .thing(try NDArray([rows.count])),
                    "intercept_": .thing(try NDArray([vectors.intercept])), "n_iter_": .int(vectors.steps),
                    "dual_coef_": .thing(try NDArray(dual, shape: [1, dual.count])),
                ]
                if vectors.kernel == .linear {
                    let slopes = (0..<rows.width).map { column in
                        dual.indices.reduce(0) { $0 + dual[$1] * rows.values[$1 * rows.width + column] }
                    }
                    found["coef_"] = .thing(try NDArray(slopes, shape: [1, slopes.count]))
                }
                return found
            }
        }
    }
}
