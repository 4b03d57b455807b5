import Answers
import ArrayVocabulary
import Language

extension LearningWords {
    /// A word of scikit-learn's.
    ///
    /// - Parameters:
    ///   - name: with its module: `sklearn.tree.export_text`.
    ///   - signature: as Python writes it.
    ///   - fixed: parameters that have only their default here.
    static func word(
        _ name: String, _ summary: String, _ signature: String, returns: String, _ example: String,
        details: String = "", fixed: Set<String> = [], _ body: @escaping @Sendable (Arguments, Context) throws -> Value
    ) -> Word {
        let path = name.split(separator: ".")
        let module = path.dropLast().joined(separator: ".")
        return Word(
            name, family: "data", summary: summary, details: details, parameters: NumPyWord.parameters(signature),
            returns: returns, examples: ["from \(module) import \(path[path.count - 1])\n\(example)"],
            meaning: .call { arguments, context in
                // What has only its default here is refused, not passed over.
                for parameter in fixed where arguments.isGiven(parameter) && !arguments[parameter].isNone {
                    throw arguments.mistake(
                        parameter,
                        "\(path[path.count - 1]) does not follow \(parameter)=\(arguments[parameter].brief) here",
                        expected: "\(parameter)=None", try: "leave \(parameter) out")
                }
                return try body(arguments, context)
            })
    }
}
