import Answers
import Arrays
import Datasets
import Language
import Numbers
import ArrayVocabulary

/// What listings take from scikit-learn and Keras to get data: the split into two parts, and data sets that are made here.
enum PreparationWords {
    static let words: [Word] = splits + generators + pictures

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
            "sklearn.utils.shuffle", "arrays and lists in one random order, row by row",
            "*arrays, random_state=None, n_samples=None", "shuffle([1, 2, 3], random_state=0)"
        ) { call in
            let given = call.rest()
            let counts = try given.map {
                try $0.tableRows ?? $0.array?.shape.first ?? $0.elements(in: call.context).count
            }
            guard let count = counts.first else {
                throw Mistake("shuffle without arrays", expected: "one or more", try: "X, y = shuffle(X, y)")
            }
            guard Set(counts).count == 1 else {
                throw Mistake("arrays of \(counts) rows", expected: "as many rows in each").raised(
                    as: "ValueError", "Found input variables with inconsistent numbers of samples: \(counts)")
            }
            let wanted = try call.int(.max, "n_samples", count)
            guard (1...Swift.max(1, count)).contains(wanted) else {
                throw Mistake("n_samples = \(wanted) of \(count) rows", expected: "from 1 to \(count)").raised(
                    as: "ValueError",
                    "Cannot sample \(wanted) out of arrays with dim \(count) when replace is False")
            }
            var twister = MersenneTwister(seed: UInt64(try seed(call)))
            let places = Array(twister.permutation(count).prefix(wanted))
            let found = try given.map { try rows(places, of: $0, call) }
            return found.count == 1 ? found[0] : .list(found)
        },
    ]

    /// `random_state`, or one of the session's.
    private static func seed(_ call: NumPyCall) throws -> Int {
        let seed = try call.int(.max, "random_state") ?? call.context.session.arrayChance.index(below: 1 << 32)
        guard (0...Int(UInt32.max)).contains(seed) else {
            throw Mistake("random_state = \(seed)", expected: "from 0 to 4,294,967,295", argument: "random_state")
                .raised(
                    as: "ValueError", "Seed must be between 0 and 2**32 - 1")
        }
        return seed
    }

    /// How many rows the test part has: a share is rounded up, as scikit-learn does.
    private static func size(_ call: NumPyCall, _ name: String, _ count: Int, up: Bool) throws -> Int? {
        guard let value = call.value(.max, name) else { return nil }
        if case .int(let rows) = value.plain {
            guard (1..<Swift.max(2, count)).contains(rows) else {
                throw Mistake(
                    "\(name) = \(rows) of \(count) rows",
                    expected: "a share between 0 and 1, or from 1 to \(count - 1) rows",
                    try: "\(name)=0.25"
                ).raised(
                    as: "ValueError",
                    "\(name)=\(rows) should be either positive and smaller than the number of samples \(count) or a float in the "
                        + "(0, 1) range")
            }
            return rows
        }
        guard let share = value.asDouble, share > 0, share < 1 else {
            throw Mistake("\(name) = \(value.brief)", expected: "a share between 0 and 1, or a whole number of rows")
        }
        return Int((share * Double(count)).rounded(up ? .up : .down))
    }

    private static func split(_ call: NumPyCall) throws -> Value {
        let given = call.rest()
        let counts = try given.map { try $0.tableRows ?? $0.array?.shape.first ?? $0.elements(in: call.context).count }
        noteScaled(given, call.context)
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
        let (first, second) = try parts(call, count, train: train ?? count - test, test: test)
        return .list(
            try given.flatMap { value in try [rows(first, of: value, call), rows(second, of: value, call)] })
    }

    /// Some rows of a table, a column, an array or a list.
    private static func rows(_ places: [Int], of value: Value, _ call: NumPyCall) throws -> Value {
        if let frame = value.asThing(Frame.self) { return .thing(frame.rows(at: places)) }
        if let series = value.asThing(Series.self) { return .thing(series.rows(at: places)) }
        if let array = value.array { return .thing(try array.taken(NDArray(places), axis: 0)) }
        if let labels = value.asThing(TextArray.self) { return .thing(TextArray(places.map { labels.texts[$0] })) }
        let items = try value.elements(in: call.context)
        return .list(places.map { items[$0] })
    }

    /// Says so where rows are split that a scaler has seen all of.
    private static func noteScaled(_ given: [Value], _ context: Context) {
        let fitted = FittedRows.of(context.session)
        for name in given.compactMap({ $0.array.flatMap(fitted.estimator) }) {
            context.noteOnce(
                "\(name) was fitted on all rows before the split: it knows the rows of the test. Split first, fit on "
                    + "the training part, transform both; a pipeline does so")
        }
    }

    /// The rows of both parts, as scikit-learn draws them by that seed.
    private static func parts(_ call: NumPyCall, _ count: Int, train: Int, test: Int) throws -> (
        first: [Int], second: [Int]
    ) {
        let labels = try call.value(.max, "stratify")?.elements(in: call.context)
        guard try call.flag(.max, "shuffle", true) else {
            guard labels == nil else {
                throw Mistake("stratify without a shuffle", expected: "shuffle=True", argument: "stratify").raised(
                    as: "ValueError", "Stratified train/test split is not implemented for shuffle=False")
            }
            return (Array(0..<train), Array(train..<train + test))
        }
        var twister = MersenneTwister(seed: UInt64(try seed(call)))
        guard let labels else {
            // The test part comes first in the permutation, as scikit-learn takes it.
            let places = twister.permutation(count)
            return (Array(places[test..<test + train]), Array(places[..<test]))
        }
        guard labels.count == count else {
            throw Mistake(
                "stratify has \(Phrase.count(labels.count, "label")) for \(Phrase.count(count, "row"))",
                expected: "one label for each row")
        }
        let keys = labels.map { CellKey($0) ?? .missing }
        let order = Dictionary(uniqueKeysWithValues: zip(Set(keys).sorted(), 0...))
        let fold = try Splitter.stratified(keys.map { order[$0] ?? 0 }, train: train, test: test, &twister)
        return (fold.train, fold.test)
    }

    // MARK: Data that are made here

    /// `n_samples`, of which the other sizes follow.
    private static func samples(_ call: NumPyCall) throws -> Int {
        let count = try call.int(0, "n_samples", 100)
        guard (1...10_000_000).contains(count) else {
            throw Mistake("n_samples = \(count)", expected: "from 1 to 10,000,000", try: "n_samples=100")
        }
        return count
    }

    private static func features(_ call: NumPyCall, _ standard: Int) throws -> Int {
        let count = try call.int(1, "n_features", standard)
        guard (1...100_000).contains(count) else {
            throw Mistake("n_features = \(count)", expected: "from 1 to 100,000", try: "n_features=\(standard)")
        }
        return count
    }

    private static func plane(_ call: NumPyCall, _ make: (Int, UInt64) throws -> Dataset) throws -> Value {
        let seed = try call.int(.max, "random_state") ?? call.context.session.arrayChance.index(below: 1 << 30)
        let data = try make(samples(call), UInt64(seed.magnitude))
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
            let (n, width) = (try samples(call), try features(call, 2))
            var centers: NDArray
            if let given = call.value(2, "centers"), given.asInt == nil || given.array != nil {
                centers = try call.array(2, "centers", .float64)
            } else {
                let count = try call.int(2, "centers", 3)
                guard (1...10_000).contains(count) else {
                    throw Mistake("centers = \(count)", expected: "from 1 to 10,000, or an array", try: "centers=3")
                }
                centers = try random.array([count, width], call.work) { -10 + 20 * $0.uniform() }
            }
            guard centers.ndim == 2, let classes = centers.shape.first, classes > 0 else {
                throw Mistake("centers of shape \(centers.shape.shapeText)", expected: "a row for each cloud")
            }
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
            let (n, width) = (try samples(call), try features(call, 100))
            let x = try random.array([n, width], call.work) { $0.normal() }
            let informative = Swift.max(0, Swift.min(width, try call.int(2, "n_informative", 10)))
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
            let (n, width) = (try samples(call), try features(call, 20))
            let classes = try call.int(.max, "n_classes", 2)
            guard (1...1000).contains(classes) else {
                throw Mistake("n_classes = \(classes)", expected: "from 1 to 1,000", try: "n_classes=2")
            }
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
}

extension Value {
    /// How many rows a table or a column has; nil for anything else.
    var tableRows: Int? { asThing(Frame.self)?.length ?? asThing(Series.self)?.length }
}
