import Answers

/// What is used of `functools`.
enum FunctionToolWords {
    private static let values = Parameter("values", .any, .required, "anything to go through")

    // MARK: functools

    private static let function = Parameter("function", .any, .required, "a function")

    static let words: [Word] = [
        Word.native(
            "functools.reduce", family: "modules", "a function of two values, applied from left to right",
            [function, values, Parameter("initial", .any, .otherwise("the first element"), "what it begins with")],
            returns: "any",
            examples: ["from functools import reduce\nreduce(lambda a, b: a*b, [1, 2, 3])"]
        ) { given, context in
            let function = try given.required(0, "function", "reduce")
            var total = given.value(2, "initial")
            try context.machine.iterate(given.required(1, "values", "reduce")) { element in
                total = try total.map { try context.machine.call(function, [$0, element]) } ?? element
                return true
            }
            guard let total else {
                throw Mistake(
                    "reduce of nothing, without a beginning", expected: "at least one value",
                    try: "reduce(f, values, 0)"
                ).raised(
                    as: "TypeError", "reduce() of empty iterable with no initial value")
            }
            return total
        },
        Word.native(
            "functools.partial", family: "modules", "a function with some arguments given already",
            [
                function, Parameter("arguments", .any, .otherwise("none"), "by place", isVariadic: true),
                Parameter("keywords", .any, .otherwise("none"), "by name", isVariadic: true, isKeywordOnly: true),
            ], returns: "function", examples: ["from functools import partial\npartial(pow, 2)(5)"]
        ) { given, context in
            let function = try given.required(0, "function", "partial")
            try context.requireCallable(function)
            let (first, named) = (Array(given.values.dropFirst()), given.keywords)
            return .object(
                NativeFunction("partial", attributes: ["func": function, "args": try Limits.tuple(first)]) {
                    values, keywords, machine in
                    let names = Set(keywords.map(\.name))
                    return try machine.call(
                        function, first + values, named.filter { !names.contains($0.name) } + keywords)
                })
        },
        memory("functools.lru_cache"), memory("functools.cache"),
        Word.native(
            "functools.wraps", family: "modules",
            "stands as @wraps(f) before the def of a decorator, which gets the name of f and what it says about itself",
            [function], returns: "function", examples: ["from functools import wraps\nwraps(len)(abs)(-1)"]
        ) { given, context in
            let wrapped = try given.required(0, "function", "wraps")
            return .object(
                NativeFunction("wraps") { values, _, machine in
                    if case .function(let function)? = values.first {
                        for name in ["__name__", "__qualname__", "__doc__"] {
                            function.attributes[name] = try? machine.attribute(name, of: wrapped, SourceRange(0, 0))
                        }
                        function.attributes["__wrapped__"] = wrapped
                    }
                    return values.first ?? .none
                })
        },
    ]

    private static func memory(_ name: String) -> Word {
        Word.native(
            name, family: "modules",
            "a function that remembers its results; stands as @\(name.split(separator: ".")[1]) before its def",
            [
                Parameter("function", .any, .value(.none), "the function"),
                Parameter(
                    "maxsize", .any, .value(.int(128)),
                    "how many results are kept, those that were asked for last; None for all", isKeywordOnly: true),
            ], returns: "function",
            examples: ["import functools\n\(name)(lambda n: n*n)(3)"]
        ) { given, _ in
            let isUnlimited = name == "functools.cache"
            let first = given.values.first
            // The number may stand alone: lru_cache(32).
            let size = given["maxsize"] ?? (first?.asDouble != nil || first?.isNone == true ? first : nil)
            let most: Int? = if isUnlimited { nil } else if let size { Subscripts.whole(size) } else { 128 }
            if let first, !first.isNone, first.asDouble == nil { return remembering(first, most) }
            return .object(NativeFunction("lru_cache") { values, _, _ in remembering(values.first ?? .none, most) })
        }
    }

    /// A function that looks among its results first.
    private static func remembering(_ function: Value, _ most: Int?) -> Value {
        let results = Value.Dictionary()
        var (hits, misses) = (0, 0)
        let clear = NativeFunction("cache_clear") { _, _, _ in
            results.removeAll()
            (hits, misses) = (0, 0)
            return .none
        }
        let info = NativeFunction("cache_info") { _, _, _ in
            .object(
                RecordObject(
                    "CacheInfo", ["hits", "misses", "maxsize", "currsize"],
                    [.int(hits), .int(misses), most.map { .int($0) } ?? .none, .int(results.count)]))
        }
        let attributes: [String: Value] = [
            "__wrapped__": function, "cache_clear": .object(clear), "cache_info": .object(info),
        ]
        return .object(
            NativeFunction("cached", attributes: attributes, isMethod: true) { values, keywords, machine in
                // Between what is given by place and by name stands what nobody can give.
                let named = keywords.flatMap { [Value.text($0.name), $0.value] }
                let key = try Limits.tuple(values + (named.isEmpty ? [] : [.missing] + named))
                if let known = try results.value(of: key) {
                    hits += 1
                    if most != nil {
                        // The last one asked for is the last to go.
                        try results.remove(key)
                        try results.set(key, known)
                    }
                    return known
                }
                misses += 1
                let result = try machine.call(function, values, keywords)
                if let most {
                    guard most > 0 else { return result }
                    if results.count >= most, let oldest = results.oldest { try results.remove(oldest) }
                }
                try results.set(key, result)
                return result
            })
    }
}
