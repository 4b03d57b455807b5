import Answers
import Arrays
import Datasets
import Language
import Numbers

/// What listings take from scikit-learn and Keras to get and prepare data: splits, scalers, folds, and data sets that are made here.
enum PreparationWords {
    static let words: [Word] = splits + scalers + linear + generators + pictures

    private static func word(
        _ name: String, _ summary: String, _ signature: String, returns: String = "array", _ example: String,
        _ body: @escaping @Sendable (NumPyCall) throws -> Value
    ) -> Word {
        let path = name.split(separator: ".")
        let module = path.dropLast().joined(separator: ".")
        return Word.native(
            name, family: "data", summary, NumPyWord.parameters(signature), returns: returns,
            examples: ["from \(module) import \(path[path.count - 1])\n\(example)"]
        ) { given, context in try body(NumPyCall(name, given, context)) }
    }

    // MARK: Splits

    private static let splits: [Word] = [
        word(
            "sklearn.model_selection.train_test_split", "arrays and lists split into a training and a test part each",
            "*arrays, test_size=None, train_size=None, random_state=None, shuffle=True, stratify=None", returns: "list",
            "train_test_split([1, 2, 3, 4], test_size=0.25, random_state=0)"
        ) { try split($0) },
        word(
            "sklearn.model_selection.KFold", "the places of training and test rows, fold by fold",
            "n_splits=5, shuffle=False, random_state=None", returns: "folds", "KFold(n_splits=3).get_n_splits()"
        ) { call in
            let folds = try call.int(0, "n_splits", 5)
            guard folds >= 2 else {
                throw Mistake(
                    "k-fold cross-validation requires at least one train/test split by setting n_splits=2 or more",
                    expected: "2 or more")
            }
            return .thing(
                Folds(count: folds, shuffles: try call.flag(1, "shuffle"), seed: try call.int(2, "random_state", 0)))
        },
    ]

    /// How many rows the test part has: a share is rounded up, as scikit-learn does.
    private static func size(_ call: NumPyCall, _ name: String, _ count: Int, up: Bool) throws -> Int? {
        guard let value = call.value(.max, name) else { return nil }
        if case .int(let rows) = value.plain {
            guard (0...count).contains(rows) else {
                throw Mistake("\(name) = \(rows)", expected: "0 to \(count), the number of rows")
            }
            return rows
        }
        guard let share = value.asDouble, share > 0, share < 1 else {
            throw Mistake("\(name) = \(value.brief)", expected: "a share between 0 and 1, or a whole number of rows")
        }
        return Int((share * Double(count)).rounded(up ? .up : .down))
    }

    private static func split(_ call: NumPyCall) throws -> Value {
        var given: [Value] = []
        while let next = call.value(given.count, "") { given.append(next) }
        let counts = try given.map { try $0.array?.shape.first ?? $0.elements(in: call.context).count }
        guard let count = counts.first else {
            throw Mistake("At least one array required as input", try: "train_test_split(X, y)")
        }
        guard Set(counts).count == 1 else {
            throw Mistake(
                "Found input variables with inconsistent numbers of samples: \(counts)",
                expected: "as many rows in each")
        }
        let train = try size(call, "train_size", count, up: false)
        let test =
            try size(call, "test_size", count, up: true) ?? train.map { count - $0 }
            ?? Int((0.25 * Double(count)).rounded(.up))
        guard test > 0, test < count, (train ?? 1) + test <= count else {
            throw Mistake(
                "\(count) rows cannot be split into \(train ?? count - test) and \(test)",
                expected: "both parts with rows")
        }
        var places = Array(0..<count)
        if try call.flag(.max, "shuffle", true) {
            var random =
                call.value(.max, "random_state") == nil
                ? call.context.session.arrayChance : ArrayRandom(seed: try call.int(.max, "random_state", 0))
            places = try random.permutation(count, call.work)
            if call.value(.max, "random_state") == nil { call.context.session.arrayChance = random }
            if let labels = call.value(.max, "stratify") {
                places = try stratified(places, labels.elements(in: call.context), test, count)
            }
            // The test part comes first in the permutation, as scikit-learn takes it.
            places = Array(places[test...]) + places[..<test]
        }
        let first = Array(places.prefix(train ?? count - test))
        let second = Array(places.suffix(test))
        return .list(
            try given.flatMap { value -> [Value] in
                if let array = value.array {
                    return [
                        .thing(try array.taken(NDArray(first), axis: 0)),
                        .thing(try array.taken(NDArray(second), axis: 0)),
                    ]
                }
                let items = try value.elements(in: call.context)
                return [.list(first.map { items[$0] }), .list(second.map { items[$0] })]
            })
    }

    /// The permutation with every class in the same share of its first `test` places.
    private static func stratified(_ places: [Int], _ labels: [Value], _ test: Int, _ count: Int) throws -> [Int] {
        var groups: [String: [Int]] = [:]
        for place in places { groups[labels[place].plain.repr, default: []].append(place) }
        let shares = groups.sorted { $0.key < $1.key }.map {
            (places: $0.value, exact: Double($0.value.count * test) / Double(count))
        }
        var sizes = shares.map { Int($0.exact) }
        let order = shares.indices.sorted {
            shares[$0].exact - Double(sizes[$0]) > shares[$1].exact - Double(sizes[$1])
        }
        for index in order.prefix(test - sizes.reduce(0, +)) { sizes[index] += 1 }
        let chosen = zip(shares, sizes).map { $0.places.prefix($1) }.flatMap { $0 }
        let rest = zip(shares, sizes).map { $0.places.dropFirst($1) }.flatMap { $0 }
        let mine = Set(chosen)
        return places.filter { mine.contains($0) } + places.filter { Set(rest).contains($0) }
    }

    // MARK: Scalers and lines

    private static let scalers: [Word] = [
        word(
            "sklearn.preprocessing.StandardScaler", "columns brought to mean 0 and standard deviation 1",
            "copy=True, with_mean=True, with_std=True",
            returns: "scaler", "StandardScaler().fit_transform([[1.0], [2], [3]])"
        ) { _ in .thing(Scaler(.standard)) },
        word(
            "sklearn.preprocessing.MinMaxScaler", "columns brought between two limits", "feature_range=None",
            returns: "scaler",
            "MinMaxScaler().fit_transform([[1.0], [2], [3]])"
        ) { call in
            let range = call.value(0, "feature_range")?.elements?.compactMap(\.asDouble) ?? [0, 1]
            guard range.count == 2, range[0] < range[1] else {
                throw Mistake("feature_range", expected: "two numbers, the smaller one first")
            }
            return .thing(Scaler(.range(range[0], range[1])))
        },
    ]

    private static let linear: [Word] = [
        word(
            "sklearn.linear_model.LinearRegression", "the line or plane of least squares", "fit_intercept=True",
            returns: "regression",
            "LinearRegression().fit([[0.0], [1], [2]], [1, 3, 5]).coef_"
        ) { .thing(LinearModel(penalty: 0, hasIntercept: try $0.flag(0, "fit_intercept", true))) },
        word(
            "sklearn.linear_model.Ridge", "the line or plane of least squares with a penalty on its slopes",
            "alpha=1.0, fit_intercept=True",
            returns: "regression", "Ridge(alpha=0.1).fit([[0.0], [1], [2]], [1, 3, 5]).coef_"
        ) {
            .thing(
                LinearModel(penalty: try $0.double(0, "alpha", 1), hasIntercept: try $0.flag(1, "fit_intercept", true)))
        },
    ]

    // MARK: Data that are made here

    private static func plane(_ call: NumPyCall, _ make: (Int, UInt64) throws -> Dataset) throws -> Value {
        let seed = try call.int(.max, "random_state") ?? call.context.session.arrayChance.index(below: 1 << 30)
        let data = try make(call.int(0, "n_samples", 100), UInt64(seed.magnitude))
        let y = try NDArray(data.y.values.map { Int($0) })
        return .tuple([.thing(try NDArray(data.x.values.map { Double($0) }, shape: data.x.shape)), .thing(y)])
    }

    private static let generators: [Word] = [
        word(
            "sklearn.datasets.make_moons", "two interleaving half circles",
            "n_samples=100, shuffle=True, noise=None, random_state=None",
            returns: "tuple", "X, y = make_moons(50, noise=0.1, random_state=0)"
        ) { call in
            try plane(call) { try .moons(n: $0, noise: call.double(2, "noise", 0), seed: $1, work: call.work) }
        },
        word(
            "sklearn.datasets.make_circles", "a circle inside a circle",
            "n_samples=100, shuffle=True, noise=None, random_state=None, factor=0.8", returns: "tuple",
            "X, y = make_circles(50, noise=0.1, factor=0.5, random_state=0)"
        ) { call in
            try plane(call) {
                try .circles(
                    n: $0, noise: call.double(2, "noise", 0), factor: call.double(.max, "factor", 0.8), seed: $1,
                    work: call.work)
            }
        },
        word(
            "sklearn.datasets.make_blobs", "Gaussian clouds, one class each",
            "n_samples=100, n_features=2, centers=3, cluster_std=1.0, random_state=None", returns: "tuple",
            "X, y = make_blobs(60, centers=3, random_state=0)"
        ) { call in
            var random = ArrayRandom(seed: try call.int(.max, "random_state", 0))
            let (n, width) = (try call.int(0, "n_samples", 100), try call.int(1, "n_features", 2))
            var centers: NDArray
            if let given = call.value(2, "centers"), given.asInt == nil || given.array != nil {
                centers = try call.array(2, "centers", .float64)
            } else {
                centers = try random.array([call.int(2, "centers", 3), width], call.work) { -10 + 20 * $0.uniform() }
            }
            let classes = centers.shape[0]
            let labels = try NDArray(random.permutation(n, call.work).map { $0 % classes })
            let noise = try random.array([n, centers.shape[1]], call.work) { $0.normal() }
            let spread = try call.apply(.multiply, .array(noise), .number(.float(call.double(3, "cluster_std", 1))))
            return .tuple([
                .thing(try call.apply(.add, .array(centers.taken(labels, axis: 0)), .array(spread))), .thing(labels),
            ])
        },
        word(
            "sklearn.datasets.make_regression", "targets that are a weighted sum of normal inputs, with noise",
            "n_samples=100, n_features=100, n_informative=10, noise=0.0, random_state=None, coef=False, bias=0.0",
            returns: "tuple",
            "X, y = make_regression(50, n_features=2, noise=1.0, random_state=0)"
        ) { call in
            var random = ArrayRandom(seed: try call.int(.max, "random_state", 0))
            let (n, width) = (try call.int(0, "n_samples", 100), try call.int(1, "n_features", 100))
            let x = try random.array([n, width], call.work) { $0.normal() }
            let informative = Swift.min(width, try call.int(2, "n_informative", 10))
            var weights = [Double](repeating: 0, count: width)
            for place in 0..<informative { weights[place] = 100 * random.uniform() }
            let noise = try random.array([n], call.work) { $0.normal() }
            let spread = try call.apply(.multiply, .array(noise), .number(.float(call.double(.max, "noise", 0))))
            let line = try call.apply(
                .add, .array(x.matmul(NDArray(weights))), .number(.float(call.double(.max, "bias", 0))))
            let y = try call.apply(.add, .array(line), .array(spread))
            let parts: [Value] = [.thing(x), .thing(y)]
            return .tuple(try call.flag(.max, "coef") ? parts + [.thing(try NDArray(weights))] : parts)
        },
        word(
            "sklearn.datasets.make_classification", "two classes on both sides of a plane, with noise",
            "n_samples=100, n_features=20, n_informative=2, n_redundant=2, n_classes=2, random_state=None, class_sep=1.0, flip_y=0.01, n_clusters_per_class=2",
            returns: "tuple", "X, y = make_classification(50, n_features=4, random_state=0)"
        ) { call in
            var random = ArrayRandom(seed: try call.int(.max, "random_state", 0))
            let (n, width) = (try call.int(0, "n_samples", 100), try call.int(1, "n_features", 20))
            let classes = try call.int(.max, "n_classes", 2)
            let informative = Swift.max(1, Swift.min(width, try call.int(.max, "n_informative", 2)))
            let separation = try call.double(.max, "class_sep", 1)
            let labels = try NDArray(random.permutation(n, call.work).map { $0 % Swift.max(1, classes) })
            let centers = try random.array([classes, width], call.work) {
                $0.uniform() < 0.5 ? -separation : separation
            }
            for row in 0..<classes {
                for column in informative..<Swift.max(width, informative) {
                    centers.set(.float(0), at: row * width + column)
                }
            }
            // No two classes in one place.
            for row in 0..<classes { centers.set(.float(separation * Double(2 * row - classes + 1)), at: row * width) }
            let noise = try random.array([n, width], call.work) { $0.normal() }
            return .tuple([
                .thing(try call.apply(.add, .array(centers.taken(labels, axis: 0)), .array(noise))), .thing(labels),
            ])
        },
    ]

    // MARK: Pictures

    private static let pictures: [Word] = [
        ("mnist", 60_000, 28, false), ("fashion_mnist", 60_000, 28, false), ("cifar10", 50_000, 32, true),
    ].map {
        name, count, side, isColoured in
        word(
            "keras.datasets.\(name).load_data",
            "pictures of the shape of \(name)'s, drawn by shapes28: nothing is downloaded", "path=None",
            returns: "tuple", "(x_train, y_train), (x_test, y_test) = load_data()\nx_train.shape"
        ) { call in
            call.context.noteOnce(
                "\(name) is not downloaded: these are digits drawn by shapes28, in \(name)'s shapes (1,000 of them, repeated)"
            )
            let train = try drawn(count, side, isColoured, seed: 1, call)
            let test = try drawn(10_000, side, isColoured, seed: 2, call)
            return .tuple([train, test])
        }
    }

    private static func drawn(_ count: Int, _ side: Int, _ isColoured: Bool, seed: UInt64, _ call: NumPyCall) throws
        -> Value
    {
        let data = try Dataset.shapes28(n: 1000, flat: false, seed: seed, work: call.work)
        var random = ArrayRandom(seed: Int(seed))
        let order = try random.permutation(1000, call.work)
        let border = (side - 28) / 2
        let channels = isColoured ? 3 : 1
        let x = try NDArray.zeros([count, side, side] + (isColoured ? [3] : []), .uint8)
        let y = try NDArray.zeros([count] + (isColoured ? [1] : []), .uint8)
        let (pixels, labels) = (x.pointer(UInt8.self), y.pointer(UInt8.self))
        let size = side * side * channels
        for index in 0..<count {
            if call.work.isCancelled { throw Stopped() }
            labels[index] = UInt8(data.y.values[order[index % 1000]])
            if index >= 1000 {
                (pixels + index * size).update(from: pixels + (index % 1000) * size, count: size)
                continue
            }
            let source = order[index] * 784
            for row in 0..<28 {
                for column in 0..<28 {
                    let ink = UInt8((data.x.values[source + row * 28 + column] * 255).rounded())
                    let place = index * size + ((row + border) * side + column + border) * channels
                    for channel in 0..<channels { pixels[place + channel] = ink }
                }
            }
        }
        return .tuple([.thing(x), .thing(y)])
    }

    // MARK: Their methods

    private static let x = Parameter("X", aliases: ["x", "data"], .any, "rows of numbers")
    private static let y = Parameter("y", .any, .value(.none), "the targets")

    private static func array(_ arguments: Arguments, _ name: String, _ context: Context) throws -> NDArray {
        try NumPyCall(name, arguments, context).array(arguments[name], name, .float64)
    }

    static let members: [Member] =
        scalerMembers + lineMembers + [
            .method("split", of: Folds.self, "pairs of the places of training and test rows", [x, y]) {
                folds, arguments, context in
                let rows = arguments["X"]
                let count = try rows.array?.shape.first ?? rows.elements(in: context).count
                return .list(
                    try folds.split(count).map {
                        .tuple([.thing(try NDArray($0.train)), .thing(try NDArray($0.test))])
                    })
            },
            .method(
                "get_n_splits", of: Folds.self, "how many folds there are",
                [Parameter("X", .any, .value(.none), "not needed"), y]
            ) {
                folds, _, _ in .int(folds.count)
            },
        ]

    private static let scalerMembers: [Member] =
        [
            .method("fit", of: Scaler.self, "learns the columns' scales", [x, y]) { scaler, arguments, context in
                try scaler.fit(array(arguments, "X", context))
                return .thing(scaler)
            },
            .method("transform", of: Scaler.self, "the columns scaled", [x]) { scaler, arguments, context in
                .thing(try scaler.transform(array(arguments, "X", context)))
            },
            .method("fit_transform", of: Scaler.self, "learns the scales, and gives the columns scaled", [x, y]) {
                scaler, arguments, context in
                let rows = try array(arguments, "X", context)
                try scaler.fit(rows)
                return .thing(try scaler.transform(rows))
            },
            .method("inverse_transform", of: Scaler.self, "scaled columns as they were", [x]) {
                scaler, arguments, context in
                .thing(try scaler.inverse(array(arguments, "X", context)))
            },
        ]
        + ["mean_", "var_", "scale_", "data_min_", "data_max_", "min_"].map { name in
            .attribute(name, of: Scaler.self, "\(name.dropLast()) of every column, once it was fitted") { scaler in
                guard let found = scaler.learned[name] else { throw scaler.unfitted }
                return .thing(found)
            }
        }

    private static let lineMembers: [Member] = [
        .method("fit", of: LinearModel.self, "finds the slopes", [x, Parameter("y", .any, "the targets")]) {
            model, arguments, context in
            try model.fit(array(arguments, "X", context), array(arguments, "y", context), context.work)
            return .thing(model)
        },
        .method("predict", of: LinearModel.self, "the values on the line or plane", [x]) { model, arguments, context in
            Value(try model.predict(array(arguments, "X", context)))
        },
        .method("score", of: LinearModel.self, "R² of the predictions", [x, Parameter("y", .any, "the targets")]) {
            model, arguments, context in
            let y = try array(arguments, "y", context)
            let rest = try NDArray.apply(.subtract, .array(y), .array(model.predict(array(arguments, "X", context))))
            let apart = try NDArray.apply(.subtract, .array(y), .array(y.mean(axes: [0])))
            let (u, v) = (try rest.apply(.square).reduce(.sum), try apart.apply(.square).reduce(.sum))
            return .number(1 - (u.only?.asDouble ?? 0) / (v.only?.asDouble ?? 1))
        },
        .attribute("coef_", of: LinearModel.self, "the slopes") { model in
            guard let found = model.slopes else { throw model.unfitted }
            return .thing(found)
        },
        .attribute("intercept_", of: LinearModel.self, "the value where all inputs are 0") { model in
            guard let found = model.intercept else { throw model.unfitted }
            return Value(found)
        },
    ]
}

/// `KFold`
struct Folds: Presentable {
    static let kind = "folds"
    let count: Int
    let shuffles: Bool
    let seed: Int

    var summary: String {
        "KFold(n_splits=\(count), random_state=\(shuffles ? String(seed) : "None"), shuffle=\(shuffles ? "True" : "False"))"
    }

    func split(_ rows: Int) throws -> [(train: [Int], test: [Int])] {
        guard rows >= count else {
            throw Mistake(
                "Cannot have number of splits n_splits=\(count) greater than the number of samples: n_samples=\(rows).")
        }
        var order = Array(0..<rows)
        if shuffles {
            var random = ArrayRandom(seed: seed)
            order = try random.permutation(rows)
        }
        var start = 0
        return (0..<count).map { fold in
            let size = rows / count + (fold < rows % count ? 1 : 0)
            defer { start += size }
            let test = Set(order[start..<(start + size)])
            return ((0..<rows).filter { !test.contains($0) }, test.sorted())
        }
    }
}

/// `StandardScaler`, `MinMaxScaler`: what is learnt of the columns stays with the object.
final class Scaler: Presentable, @unchecked Sendable {
    enum Form { case standard, range(Double, Double) }

    static let kind = "scaler"
    let form: Form
    private(set) var learned: [String: NDArray] = [:]

    init(_ form: Form) { self.form = form }

    var summary: String {
        if case .standard = form { "StandardScaler()" } else { "MinMaxScaler()" }
    }

    var unfitted: Mistake {
        Mistake("this \(summary.dropLast(2)) instance is not fitted yet", try: ".fit(X) first").raised(
            as: "ValueError",
            "This \(summary.dropLast(2)) instance is not fitted yet. Call 'fit' with appropriate arguments before using this estimator."
        )
    }

    private func checked(_ x: NDArray) throws -> NDArray {
        guard x.ndim == 2 else {
            throw Mistake(
                "Expected 2D array, got \(x.ndim)D array instead, of shape \(x.shape.shapeText)",
                expected: "rows and columns",
                try: "X.reshape(-1, 1)")
        }
        return x
    }

    func fit(_ x: NDArray) throws {
        let x = try checked(x)
        switch form {
        case .standard:
            let variance = try x.variance(axes: [0])
            let deviation = try variance.apply(.sqrt)
            let isFlat = try NDArray.apply(.equal, .array(deviation), .number(.float(0)))
            learned = [
                "mean_": try x.mean(axes: [0]), "var_": variance,
                "scale_": try isFlat.choosing(.number(.float(1)), .array(deviation)),
            ]
        case .range(let low, let high):
            let (smallest, largest) = (try x.reduce(.min, axes: [0]), try x.reduce(.max, axes: [0]))
            let width = try NDArray.apply(.subtract, .array(largest), .array(smallest))
            let isFlat = try NDArray.apply(.equal, .array(width), .number(.float(0)))
            let scale = try NDArray.apply(
                .divide, .number(.float(high - low)), .array(isFlat.choosing(.number(.float(1)), .array(width))))
            learned = [
                "data_min_": smallest, "data_max_": largest, "scale_": scale,
                "min_": try NDArray.apply(
                    .subtract, .number(.float(low)), .array(NDArray.apply(.multiply, .array(smallest), .array(scale)))),
            ]
        }
    }

    private func parts(_ x: NDArray) throws -> (NDArray, NDArray, NDArray) {
        guard let scale = learned["scale_"], let shift = learned["mean_"] ?? learned["min_"] else { throw unfitted }
        let x = try checked(x)
        guard x.shape[1] == scale.count else {
            throw Mistake(
                "X has \(x.shape[1]) features, but \(summary.dropLast(2)) is expecting \(scale.count) features as input."
            )
        }
        return (x, shift, scale)
    }

    func transform(_ x: NDArray) throws -> NDArray {
        let (x, shift, scale) = try parts(x)
        if case .standard = form {
            return try NDArray.apply(.divide, .array(NDArray.apply(.subtract, .array(x), .array(shift))), .array(scale))
        }
        return try NDArray.apply(.add, .array(NDArray.apply(.multiply, .array(x), .array(scale))), .array(shift))
    }

    func inverse(_ x: NDArray) throws -> NDArray {
        let (x, shift, scale) = try parts(x)
        if case .standard = form {
            return try NDArray.apply(.add, .array(NDArray.apply(.multiply, .array(x), .array(scale))), .array(shift))
        }
        return try NDArray.apply(.divide, .array(NDArray.apply(.subtract, .array(x), .array(shift))), .array(scale))
    }
}

/// `LinearRegression`, `Ridge`
final class LinearModel: Presentable, @unchecked Sendable {
    static let kind = "regression"
    let penalty: Double
    let hasIntercept: Bool
    private(set) var slopes: NDArray?
    private(set) var intercept: NDArray?

    init(penalty: Double, hasIntercept: Bool) {
        self.penalty = penalty
        self.hasIntercept = hasIntercept
    }

    var summary: String { penalty == 0 ? "LinearRegression()" : "Ridge(alpha=\(penalty))" }

    var unfitted: Mistake { Mistake("this \(summary) is not fitted yet", try: ".fit(X, y) first") }

    func fit(_ x: NDArray, _ y: NDArray, _ work: Work) throws {
        guard x.ndim == 2, y.ndim >= 1, y.shape[0] == x.shape[0] else {
            throw Mistake(
                "X has the shape \(x.shape.shapeText) and y \(y.shape.shapeText)",
                expected: "rows and columns, and a target for each row",
                try: x.ndim == 1 ? "X.reshape(-1, 1)" : nil)
        }
        let (mx, my) = (try x.mean(axes: [0]), try y.mean(axes: [0]))
        let a = hasIntercept ? try NDArray.apply(.subtract, .array(x), .array(mx)) : x
        let b = hasIntercept ? try NDArray.apply(.subtract, .array(y), .array(my)) : y
        let found: NDArray
        if penalty == 0 {
            found = try LinearAlgebra.leastSquares(a, b, work).x
        } else {
            let gram = try a.transposed.matmul(a, work: work)
            let ridge = try NDArray.apply(
                .multiply, .number(.float(penalty)), .array(NDArray.eye(x.shape[1], x.shape[1], 0, .float64)))
            found = try LinearAlgebra.solve(
                NDArray.apply(.add, .array(gram), .array(ridge)), a.transposed.matmul(b, work: work), work)
        }
        slopes = try found.transposed.copy()
        intercept =
            hasIntercept
            ? try NDArray.apply(.subtract, .array(my), .array(mx.matmul(found))) : try NDArray(.float(0))
    }

    func predict(_ x: NDArray) throws -> NDArray {
        guard let slopes, let intercept else { throw unfitted }
        return try NDArray.apply(.add, .array(x.matmul(slopes.transposed)), .array(intercept))
    }
}
