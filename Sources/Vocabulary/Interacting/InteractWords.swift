import Answers
import Figures
import Language
import Pictures
import ArrayVocabulary

/// `interact`: the pictures that a function gives for a few settings.
enum InteractWords {
    static let words: [Word] = [interact]

    /// Pictures that are drawn for one interaction.
    private static let most = 24

    private static let interact = Word(
        "interact", family: "pictures", summary: "The pictures that a function gives for a list of settings",
        details: """
            In a notebook one picture is shown at a time, with a control that chooses the setting by mouse or arrow keys; it goes on \
            working in the saved notebook, without a kernel. On a terminal, in a file and on paper the pictures stand beside each \
            other, each under its setting.
            """,
        parameters: [
            Parameter("function", .any, "gives a picture, or something that has one, for a setting"),
            Parameter(
                "settings", .any, .otherwise("none"),
                "one name with the list of its values: lr=[0.01, 0.1]",
                isVariadic: true, isKeywordOnly: true),
        ], returns: Interaction.kind,
        examples: [
            "interact(lambda lr: plot(minimize(sphere, SGD(lr), start=(1, 1), steps=20)), lr=[0.1, 0.9])"
        ], seeAlso: ["plot", "sweep", "animate", "play"],
        meaning: .call { args, context in
            let (name, values) = try settings(args)
            var frames: [Interaction.Frame] = []
            for (index, value) in values.enumerated() {
                if context.work.isCancelled { break }
                context.work.report(Double(index) / Double(values.count), "\(name) = \(value.brief)")
                let shown = try args.about("function") { try context.call(args["function"], [value]) }
                let drawables = try args.about("function") { try Value.drawables([shown], context) }
                let figure = try Figure.drawing(drawables, PlotOptions(), work: context.work)
                frames.append(Interaction.Frame(value.brief, figure))
            }
            let interaction = Value.thing(Interaction(name, frames))
            if context.work.isCancelled { throw Interrupted(partial: frames.isEmpty ? .none : interaction) }
            return interaction
        })

    /// The one name with its values.
    private static func settings(_ args: Arguments) throws -> (name: String, values: [Value]) {
        guard case .dict(let given) = args["settings"], given.entries.count == 1, let entry = given.entries.first,
            let name = entry.key.asText
        else {
            throw args.mistake(
                "settings", "interact takes the values of one name", expected: "a list of values under its name",
                try: "interact(lambda lr: plot(…), lr=[0.01, 0.1, 1])")
        }
        guard let values = entry.value.elements, !values.isEmpty, values.count <= most else {
            throw args.mistake(
                "settings", "\(name) = \(entry.value.brief) is no list of settings",
                expected: "a list of 1 to \(most) values", try: "\(name)=[0.01, 0.1, 1]")
        }
        if case .function(let function) = args["function"], function.parameters.first != name {
            throw args.mistake(
                "settings", "the function has no first argument \(name)",
                expected: function.parameters.first.map { "a list under the name \($0)" } ?? "a function of one value",
                try: "interact(lambda \(name): plot(…), \(name)=[…])")
        }
        return (name, values)
    }
}
