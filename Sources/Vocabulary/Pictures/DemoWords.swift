import Answers
import Figures
import Language
import Pictures

/// `demo`: small moving pictures of the core ideas.
enum DemoWords {
    static let words: [Word] = [demo]

    private static let demo = Word(
        "demo", family: "pictures", summary: "A small moving picture of one idea, for a class",
        details: """
            Made from real runs, in type large enough for a room, with one sentence that says what is seen and whose numbers are \
            the runs' own. At the prompt it plays until a key is pressed; with a name ending in .gif it goes into a file. Without \
            a name: what there is.

            \(Demo.all.map { "- \($0.name): \($0.summary)" }.joined(separator: "\n"))
            """,
        parameters: [
            Parameter("idea", .choice(Demo.all.map(\.name)), .otherwise("the list of them"), "what to show"),
            Parameter("file", .optional(.text), "a name ending in .gif"),
            Parameter("frames", .int(.init(2, 500)), 40, "how many pictures", isKeywordOnly: true),
            Parameter("width", .int(.init(160, 4000)), 960, "in pixels", isKeywordOnly: true),
            Parameter("height", .int(.init(120, 4000)), 720, "in pixels", isKeywordOnly: true),
        ], returns: Animation.kind, examples: ["demo()", "demo(\"overshoot\")"],
        seeAlso: ["play", "animate", "save", "minimize"],
        meaning: .call { args, context in
            guard args.isGiven("idea") else { return .thing(list(context.session.width)) }
            let animation = try Demo.named(args.text("idea")).animation(
                frames: args.int("frames"), work: context.work)
            guard let file = args["file"].asText else { return .thing(animation) }
            try context.permission.check(.writingFiles, for: "demo")
            let page = PageSize(width: try args.int("width"), height: try args.int("height"))
            try args.about("file") { try animation.save(to: file, page: page, work: context.work) }
            context.note("saved \(file)")
            return .none
        })

    private static func list(_ width: Int) -> Page {
        let rows = TextTable.definitions(Demo.all.map { ($0.name, $0.summary) }, width: width)
        return Page(title: "demos", text: rows)
    }
}
