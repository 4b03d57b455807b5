import Answers
import Arrays
import Language
import TensorVocabulary

/// scikit-learn's words for classes: codes for their names, weights for rare ones.
enum LabelWords {
    private static let codes = NativeClass(
        "LabelEncoder", module: "sklearn.preprocessing",
        methods: [
            .init(open: "__init__") { _, _, _, _ in .none },
            .init("fit", [labels]) { object, args, context in
                try fit(object, args["y"].elements(in: context), context.work)
                return .asObject(object)
            },
            .init("transform", [labels]) { object, args, context in
                try coded(object, args["y"].elements(in: context), context.work)
            },
            .init("fit_transform", [labels]) { object, args, context in
                let values = try args["y"].elements(in: context)
                try fit(object, values, context.work)
                return try coded(object, values, context.work)
            },
            .init("inverse_transform", [labels]) { object, args, context in
                let known = try classes(object)
                let found = try args["y"].elements(in: context).map(stoppedBy: context.work) { value -> Value in
                    guard let number = value.asInt, known.indices.contains(number) else {
                        throw args.mistake(
                            "y", "y contains \(value.brief), which is no code",
                            expected: "codes 0 to \(known.count - 1)")
                    }
                    return known[number]
                }
                return try context.call(array(context), [.list(found)], [])
            },
            .property("classes_") { object, context in
                try context.call(array(context), [.list(classes(object))], [])
            },
        ])

    private static let labels = Parameter("y", .any, .required, "the class of every row")

    static let words: [Word] = [
        Word(
            "sklearn.preprocessing.LabelEncoder", family: "data", summary: "Names of classes as whole numbers from 0",
            returns: "class",
            examples: [
                "from sklearn.preprocessing import LabelEncoder\nLabelEncoder().fit_transform([\"b\", \"a\", \"b\"])"
            ],
            seeAlso: ["one_hot"], meaning: .type(codes)),
        Word(
            "sklearn.utils.class_weight.compute_class_weight", family: "data",
            summary:
                "Weights under which rare classes count as much as frequent ones: rows/(classes·rows of the class)",
            parameters: [
                Parameter("class_weight", .any, .required, "\"balanced\", None for 1, or a dict of weights"),
                Parameter("classes", .any, .required, "the classes, in the order of the answer", isKeywordOnly: true),
                Parameter("y", .any, .required, "the class of every row", isKeywordOnly: true),
            ], returns: "array",
            examples: [
                "from sklearn.utils.class_weight import compute_class_weight\ncompute_class_weight(\"balanced\", classes=[0, 1], y=[0, 0, 0, 1])"
            ], seeAlso: ["Sequential"],
            meaning: .call { args, context in
                let known = try args["classes"].elements(in: context)
                let rows = try args["y"].elements(in: context)
                var counts = [Double](repeating: 0, count: known.count)
                var check = StopCheck(context.work)
                for row in rows {
                    try check.pass(known.count)
                    guard let place = known.firstIndex(where: { areSame($0, row) }) else {
                        throw args.mistake(
                            "classes", "classes has no \(row.brief), which is among y",
                            expected: "every class that there is",
                            try: "classes=np.unique(y)")
                    }
                    counts[place] += 1
                }
                let weights = try zip(known, counts).map { value, count -> Double in
                    if args["class_weight"].isNone { return 1 }
                    if case .dict(let given) = args["class_weight"] {
                        return given.entries.first { areSame($0.key, value) }?.value.asDouble ?? 1
                    }
                    guard args["class_weight"].asText == "balanced", count > 0 else {
                        throw args.mistake(
                            "class_weight", "class_weight = \(args["class_weight"].brief)",
                            expected: "'balanced' for classes that have rows", try: "'balanced'")
                    }
                    return Double(rows.count) / (Double(known.count) * count)
                }
                return .thing(try NDArray(weights))
            }),
    ]

    private static func areSame(_ one: Value, _ other: Value) -> Bool {
        if let text = one.plain.asText { return text == other.plain.asText }
        guard let number = one.plain.asDouble else { return false }
        return number == other.plain.asDouble
    }

    private static func array(_ context: Context) throws -> Value {
        guard let word = context.registry.word("numpy.array") else { throw Mistake("there are no arrays") }
        return .word(word)
    }

    private static func fit(_ object: Instance, _ values: [Value], _ work: Work) throws {
        let names = try values.map(stoppedBy: work) { $0.plain.asText }.compactMap { $0 }
        if names.count == values.count, !values.isEmpty {
            let different = try names.reduce(into: Set<String>(), stoppedBy: work) { $0.insert($1) }
            return object.set("codes_", .list(try different.sorted(stoppedBy: work, by: <).map { .text($0) }))
        }
        let numbers = try values.map(stoppedBy: work) { $0.plain.asDouble }.compactMap { $0 }
        guard numbers.count == values.count, !values.isEmpty else {
            throw Mistake("LabelEncoder is given names and numbers, or nothing", expected: "either names or numbers")
                .raised(as: "TypeError", "Encoders require their input argument must be uniformly strings or numbers.")
        }
        let areWhole = numbers.allSatisfy { $0 == $0.rounded() && abs($0) < 1e15 }
        let different = try numbers.reduce(into: Set<Double>(), stoppedBy: work) { $0.insert($1) }
        object.set(
            "codes_",
            .list(
                try different.sorted(stoppedBy: work, by: <).map {
                    areWhole ? .int(Int(saturating: $0)) : .number($0)
                }))
    }

    private static func classes(_ object: Instance) throws -> [Value] {
        guard let known = object["codes_"]?.elements else {
            throw Mistake("this LabelEncoder was not fitted yet", expected: "fit(y) before").raised(
                as: "NotFittedError",
                "This LabelEncoder instance is not fitted yet. Call 'fit' with appropriate arguments before using this "
                    + "estimator.")
        }
        return known
    }

    private static func coded(_ object: Instance, _ values: [Value], _ work: Work) throws -> Value {
        let known = try classes(object)
        // By what a class is, so that many of them take no longer than few.
        let texts = Dictionary(
            known.enumerated().compactMap { place, value in value.plain.asText.map { ($0, place) } },
            uniquingKeysWith: { first, _ in first })
        let numbers = Dictionary(
            known.enumerated().compactMap { place, value in
                value.plain.asText == nil ? value.plain.asDouble.map { ($0, place) } : nil
            }, uniquingKeysWith: { first, _ in first })
        let codes = try values.map(stoppedBy: work) { value -> Int in
            guard let place = value.plain.asText.map({ texts[$0] }) ?? value.plain.asDouble.flatMap({ numbers[$0] })
            else {
                throw Mistake(
                    "y contains \(value.brief), which was not among the classes",
                    expected: known.map(\.brief).joined(separator: ", "), argument: "y"
                ).raised(as: "ValueError", "y contains previously unseen labels: [\(value.repr)]")
            }
            return place
        }
        return .thing(try NDArray(codes))
    }
}
