import Landscapes
import Language
import Answers

/// The landscape that a value stands for: a landscape itself, a word for one, or a learner's function of one or two
/// variables, which is differentiated exactly.
///
/// - Throws: a `Mistake` (with its place, inside a function) for anything else.
func landscape(from value: Value, _ context: Context) throws -> Landscape {
    if let landscape = try landscapeIfAny(value, context) { return landscape }
    throw Mistake(
        "\(value.brief) is not a landscape", expected: "a landscape, or a function of x and y",
        try: "f(x, y) = x^2 + 3*y^2")
}

/// The same, nil when the value is of another kind; the registry's coercion for `landscape`.
func landscapeIfAny(_ value: Value, _ context: Context) throws -> Landscape? {
    switch value {
    case .thing(let thing): return thing as? Landscape
    case .word(let word):
        guard case .value(let make) = word.meaning else { return try landscape(of: word, context) }
        return make().asThing()
    case .function(let function): return try landscape(of: function, context)
    default: return nil
    }
}

/// A function of numbers, such as `sin`, as the landscape that its name stands for; nil for any other word.
private func landscape(of word: Word, _ context: Context) throws -> Landscape? {
    guard MathWords.words.contains(where: { $0.name == word.name }) else { return nil }
    let variables = word.parameters.filter { if case .required = $0.standard { true } else { false } }.map(\.name)
    let source = Source("\(word.name)(\(variables.joined(separator: ", ")))")
    guard case .expression(let body)? = try Parser.statements(in: source).first?.kind else { return nil }
    return try landscape(
        of: Function(name: word.name, parameters: variables, body: body, source: source), context)
}

/// A learner's function as a landscape. Its first parameters without default are the variables.
private func landscape(of function: Function, _ context: Context) throws -> Landscape {
    let count = function.requiredCount > 0 ? function.requiredCount : function.parameters.count
    guard (1...2).contains(count) else {
        throw Mistake(
            "\(function.name) has \(count) variables", expected: "a function of one or two variables",
            try: "f(x, y) = x^2 + 3*y^2")
    }
    let variables = Array(function.parameters.prefix(count))
    let formula = try FunctionTranslator.formula(of: function, variables: variables, context: context)
    return .own(name: function.name, text: function.bodyText ?? function.name, formula: formula)
}
