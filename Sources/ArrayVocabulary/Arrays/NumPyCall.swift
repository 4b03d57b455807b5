package import Answers
package import Arrays
package import Language
import Synchronization

/// The arguments of one of NumPy's functions, read as NumPy reads them: lists are arrays, None is not given.
package struct NumPyCall {
    let name: String
    package let context: Context
    private let lookUp: (Int, String) -> Value?
    /// The arguments with the parameters that they belong to, where it is watched which of them the body asks for.
    private let watched: (arguments: Arguments, parameters: [Parameter], asked: AskedNames)?

    package init(_ name: String, _ given: Given, _ context: Context) {
        self.name = name
        self.context = context
        lookUp = { given.value($0, $1) }
        watched = nil
    }

    /// - Parameter parameters: where they are said, `finish()` refuses what was given and not asked for.
    package init(_ name: String, _ arguments: Arguments, _ context: Context, _ parameters: [Parameter] = []) {
        self.name = name
        self.context = context
        guard !parameters.isEmpty else {
            lookUp = { _, parameter in arguments[parameter] }
            watched = nil
            return
        }
        let asked = AskedNames()
        lookUp = { _, parameter in
            asked.note(parameter)
            return arguments[parameter]
        }
        watched = (arguments, parameters, asked)
    }

    /// Refuses what was given, differs from its default and was not asked for: a setting that is passed over in silence is a
    /// wrong answer. What cannot change the result here is declared in `IdleSettings`.
    func finish() throws {
        guard let (arguments, parameters, asked) = watched else { return }
        for parameter in parameters where arguments.isGiven(parameter.name) && !asked.names.contains(parameter.name) {
            guard !IdleSettings.names.contains(parameter.name), case .value(let standard) = parameter.standard,
                standard.repr != arguments[parameter.name].repr
            else { continue }
            throw arguments.mistake(
                parameter.name, "\(name) does not follow \(parameter.name)=\(arguments[parameter.name].brief) here",
                expected: "\(parameter.name)=\(standard.repr)", try: "leave \(parameter.name) out")
        }
    }

    /// Without arguments, to read values as NumPy does.
    package init(_ name: String, _ context: Context) {
        self.name = name
        self.context = context
        lookUp = { _, _ in nil }
        watched = nil
    }

    package var work: Work { context.work }

    /// The argument; nil where it was not given, or is None.
    package func value(_ place: Int, _ name: String) -> Value? {
        guard let value = lookUp(place, name) else { return nil }
        if case .none = value { return nil }
        return value
    }

    func required(_ place: Int, _ name: String) throws -> Value {
        guard let value = lookUp(place, name) else {
            throw Mistake("\(self.name) needs \(name)").raised(
                as: "TypeError", "\(self.name)() missing 1 required positional argument: '\(name)'")
        }
        return value
    }

    package func array(_ place: Int, _ name: String, _ dtype: DType? = nil) throws -> NDArray {
        try array(required(place, name), name, dtype)
    }

    func optionalArray(_ place: Int, _ name: String) throws -> NDArray? {
        try value(place, name).map { try array($0, name) }
    }

    package func array(_ value: Value, _ name: String, _ dtype: DType? = nil) throws -> NDArray {
        if let array = try ArrayMaking.array(value, dtype, context) { return array }
        if case .object = value, let items = try? value.elements(in: context),
            let array = try ArrayMaking.array(.list(items), dtype, context)
        {
            return array
        }
        throw Mistake(
            "\(name) of \(self.name) is \(value.brief)", expected: "an array, a number, or a list of numbers"
        ).raised(as: "TypeError")
    }

    /// What is left of the arguments from a place on, one after the other.
    package func rest(from place: Int = 0) -> [Value] {
        Array(
            sequence(state: place) { next in
                defer { next += 1 }
                return value(next, "")
            })
    }

    /// Whether the argument was given, be it None; only where it is watched which are asked for.
    func isGiven(_ name: String) -> Bool {
        watched?.asked.note(name)
        return watched?.arguments.isGiven(name) ?? false
    }

    /// Whether None was given itself.
    func isNone(_ place: Int, _ name: String) -> Bool {
        if case .some(.none) = lookUp(place, name) { true } else { false }
    }

    /// A list or tuple of arrays.
    func arrays(_ place: Int, _ name: String) throws -> [NDArray] {
        let value = try required(place, name)
        if let array = value.array {
            return try (0..<(array.shape.first ?? 0)).map { try array.at($0) }
        }
        return try value.elements(in: context).map { try array($0, name) }
    }

    /// A number that takes on the dtype of the array beside it, or an array.
    func operand(_ place: Int, _ name: String) throws -> Operand { try operand(required(place, name), name) }

    func operand(_ value: Value, _ name: String) throws -> Operand {
        if case .number(let number) = value { return .number(.float(number)) }
        if case .int(let number) = value { return .number(.int(number)) }
        return .array(try array(value, name))
    }

    func optionalOperand(_ place: Int, _ name: String) throws -> Operand? {
        value(place, name) == nil ? nil : try operand(place, name)
    }

    package func int(_ place: Int, _ name: String) throws -> Int? {
        guard let value = value(place, name) else { return nil }
        guard case .int(let number) = value.plain else {
            if case .bool(let flag) = value { return flag ? 1 : 0 }
            throw Mistake("\(name) = \(value.brief)", expected: "a whole number").raised(
                as: "TypeError", "'\(value.typeName)' object cannot be interpreted as an integer")
        }
        return number
    }

    package func int(_ place: Int, _ name: String, _ standard: Int) throws -> Int { try int(place, name) ?? standard }

    package func double(_ place: Int, _ name: String) throws -> Double? {
        guard let value = value(place, name) else { return nil }
        if let number = value.asNumber { return number }
        if let number = value.array?.only { return number.asDouble }
        throw Mistake("\(name) = \(value.brief)", expected: "a number").raised(
            as: "TypeError", "must be real number, not \(value.typeName)")
    }

    package func double(_ place: Int, _ name: String, _ standard: Double) throws -> Double {
        try double(place, name) ?? standard
    }

    package func flag(_ place: Int, _ name: String, _ standard: Bool = false) throws -> Bool {
        try value(place, name).map { try context.isTrue($0) } ?? standard
    }

    func text(_ place: Int, _ name: String, _ standard: String) -> String {
        value(place, name)?.asText ?? standard
    }

    package func dtype(_ place: Int, _ name: String = "dtype") throws -> DType? {
        guard let value = value(place, name) else { return nil }
        guard let dtype = DTypeObject.dtype(of: value) else {
            throw Mistake(
                "\(value.brief) is no dtype here", expected: "bool, uint8, int32, int64, float32 or float64",
                try: "dtype=float"
            ).raised(as: "TypeError", "data type \(value.repr) not understood")
        }
        return dtype
    }

    /// An axis, several, or nil for all.
    func axes(_ place: Int, _ name: String = "axis") throws -> [Int]? {
        guard let value = value(place, name) else { return nil }
        return try ints(value, name)
    }

    /// A whole number, or several.
    func ints(_ value: Value, _ name: String) throws -> [Int] {
        try (value.array.map { $0.numbers().map { Value($0) } } ?? value.elements ?? [value]).map { item in
            guard case .int(let number) = item.plain else {
                throw Mistake("\(name) = \(value.brief)", expected: "whole numbers").raised(
                    as: "TypeError", "'\(item.typeName)' object cannot be interpreted as an integer")
            }
            return number
        }
    }

    func shape(_ place: Int, _ name: String) throws -> [Int] { try ints(required(place, name), name) }

    func optionalShape(_ place: Int, _ name: String) throws -> [Int]? {
        try value(place, name).map { try ints($0, name) }
    }

    /// Whether a function of elements is asked for all of them, in the dtype that follows from them.
    var isWhole: Bool { value(.max, "where") == nil && value(.max, "dtype") == nil }

    /// The result where a mask is True; elsewhere what `out=` holds, or 0 where there is none.
    func finished(_ result: NDArray, out place: Int, where mask: NDArray?) throws -> Value {
        guard let mask else { return try finished(result, out: place) }
        let flags = try mask.cast(to: .bool, work)
        guard let target = try target(place, for: result) else {
            return Value(try flags.choosing(.array(result), .number(.int(0)), work: work))
        }
        try target.assign(flags.choosing(.array(result), .array(target), work: work), work)
        return .thing(target)
    }

    /// The result, or `out=` with the result in it.
    func finished(_ result: NDArray, out place: Int) throws -> Value {
        guard let target = try target(place, for: result) else { return Value(result) }
        try target.assign(result, work)
        return .thing(target)
    }

    /// The array that is given as `out=`.
    ///
    /// - Throws: `Mistake` where the result has another shape, or is of a higher kind than the array.
    private func target(_ place: Int, for result: NDArray) throws -> NDArray? {
        guard let target = value(place, "out")?.array else { return nil }
        guard target.shape == result.shape else {
            throw Mistake(
                "out has the shape \(target.shape.shapeText), the result \(result.shape.shapeText)",
                expected: "an array of the shape of the result"
            ).raised(as: "ValueError", "output array does not match result of the operation")
        }
        guard target.dtype.isFloat || !result.dtype.isFloat && (target.dtype != .bool || result.dtype == .bool) else {
            throw Mistake(
                "out holds \(target.dtype.name), the result is \(result.dtype.name)",
                expected: "an array that can hold the result", try: "np.zeros(\(result.shape.shapeText))"
            ).raised(
                as: "TypeError",
                "Cannot cast ufunc '\(name.split(separator: ".").last ?? "")' output from dtype('\(result.dtype.name)') to "
                    + "dtype('\(target.dtype.name)') with casting rule 'same_kind'")
        }
        return target
    }

    /// The order of the elements that is asked for: C for rows one after the other, F for columns.
    func isByColumns(_ place: Int, of a: NDArray) throws -> Bool {
        switch text(place, "order", "C") {
        case "C", "K": return false
        case "F": return true
        case "A": return !a.isContiguous && a.transposed.isContiguous
        case let other:
            throw Mistake("order = '\(other)'", expected: "'C', 'F', 'A' or 'K'").raised(
                as: "ValueError", "order must be one of 'C', 'F', 'A', or 'K' (got '\(other)')")
        }
    }

    package func apply(_ function: BinaryFunction, _ a: Operand, _ b: Operand) throws -> NDArray {
        try NDArray.apply(function, a, b, work: work)
    }
}

/// Which names were asked for.
final class AskedNames: Sendable {
    private let asked = Mutex<Set<String>>([])

    package var names: Set<String> { asked.withLock { $0 } }

    func note(_ name: String) { asked.withLock { _ = $0.insert(name) } }
}

/// Settings of other libraries that cannot change a result here: how much is printed, how many cores and copies are taken, how
/// labels are turned.
package enum IdleSettings {
    package static let names: Set<String> = [
        "n_jobs", "verbose", "copy", "copy_X", "deep", "pre_dispatch", "engine", "low_memory", "kind", "observed",
        "group_keys", "rot", "fontsize", "raw", "leaf_size", "algorithm",
    ]
}

/// How NumPy's words are declared.
package enum NumPyWord {
    private static let meanings: [String: String] = [
        "a": "an array, or a list of numbers", "x": "an array, or a list of numbers", "b": "another array",
        "x1": "an array or a number", "x2": "another one", "axis": "the axis, or several; None for all",
        "dtype": "float64, float32, int64, int32, uint8 or bool", "keepdims": "whether the axis stays, with length 1",
        "shape": "the lengths of the axes", "size": "the shape of the result; None for one number",
        "ddof": "n − ddof is what the sum of squares is divided by", "arrays": "arrays in a list or tuple",
        "decimals": "digits after the point", "k": "which diagonal; above the main one where positive",
        "seed": "the seed", "out": "an array that takes the result", "fill_value": "the number",
        "initial": "what the sum begins with", "q": "which share, or several", "y": "the values",
        "condition": "an array of bools", "indices": "places", "weights": "how much each counts",
        "rtol": "relative to b", "atol": "absolute", "n": "how often", "loc": "the mean", "scale": "the width",
        "low": "the smallest", "high": "where it ends; not included", "replace": "whether one may come twice",
        "p": "how likely each is", "start": "the first number", "stop": "where it ends",
        "num": "how many numbers", "step": "the distance", "bins": "how many, or their edges",
        "values": "values", "order": "has no effect here", "copy": "whether the memory is its own",
    ]

    /// Parameters from their Python signature: `"a, axis=None, *shape"`.
    package static func parameters(_ signature: String) -> [Parameter] {
        var isKeywordOnly = false
        return parts(signature).compactMap { part in
            let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1).map(trimmed)
            // What stands behind a bare star is given by its name alone.
            if halves == ["*"] {
                isKeywordOnly = true
                return nil
            }
            let name = String(decoding: halves[0].utf8.drop { $0 == UInt8(ascii: "*") }, as: UTF8.self)
            let isVariadic = halves[0].hasPrefix("*")
            let meaning = meanings[name] ?? name
            if halves[0].hasPrefix("**") {
                return Parameter(
                    name, .any, .otherwise("none"), meaning, isVariadic: true, isKeywordOnly: true)
            }
            guard halves.count > 1 else { return Parameter(name, .any, .required, meaning, isVariadic: isVariadic) }
            return Parameter(name, .any, .value(value(halves[1])), meaning, isKeywordOnly: isKeywordOnly)
        }
    }

    /// Cut at the commas that stand in no brackets. By bytes: hundreds of signatures are read when the program starts.
    private static func parts(_ signature: String) -> [Substring.UTF8View] {
        var (depth, isQuoted) = (0, false)
        return signature.utf8.split { byte in
            if byte == UInt8(ascii: "'") { isQuoted.toggle() }
            depth += byte == UInt8(ascii: "(") ? 1 : byte == UInt8(ascii: ")") ? -1 : 0
            return byte == UInt8(ascii: ",") && depth == 0 && !isQuoted
        }
    }

    private static func trimmed(_ part: Substring.UTF8View) -> String {
        let blank = UInt8(ascii: " ")
        guard let last = part.lastIndex(where: { $0 != blank }) else { return "" }
        return String(decoding: part[...last].drop { $0 == blank }, as: UTF8.self)
    }

    private static func value(_ text: String) -> Value {
        if text.hasPrefix("'") { return .text(String(text.dropFirst().dropLast())) }
        if text.hasPrefix("(") {
            let items = text.utf8.dropFirst().dropLast().split(separator: UInt8(ascii: ","))
            return .tuple(items.map { value(trimmed($0)) })
        }
        switch text {
        case "None": return .none
        case "True": return .bool(true)
        case "False": return .bool(false)
        default:
            if let number = Int(text) { return .int(number) }
            return Double(text).map { .number($0) } ?? .text(text)
        }
    }

    /// One word: `numpy.name`, with an example that begins after `np.`.
    static func word(
        _ name: String, aliases: [String] = [], _ summary: String, _ signature: String, returns: String = "array",
        _ example: String, details: String = "", _ body: @escaping @Sendable (NumPyCall) throws -> Value
    ) -> Word {
        Word.native(
            "numpy." + name, aliases: aliases.map { "numpy." + $0 }, family: "numpy", summary, details: details,
            parameters(signature), returns: returns, examples: ["import numpy as np\n" + example]
        ) { given, context in try body(NumPyCall("numpy." + name, given, context)) }
    }

    /// A ready value.
    static func constant(_ name: String, _ summary: String, _ value: Value, aliases: [String] = []) -> Word {
        Word(
            "numpy." + name, aliases: aliases.map { "numpy." + $0 }, family: "numpy", summary: summary,
            returns: value.kind,
            examples: ["import numpy as np\nnp.\(name)"], meaning: .value { value })
    }
}
