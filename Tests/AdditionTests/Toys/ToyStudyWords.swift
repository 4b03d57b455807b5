import Language
import Optimizers

/// An experiment in two files: its word.
enum ToyStudyWords {
    static let words: [Word] = [
        Word(
            "toy_study", family: "experiments", summary: "what each step leaves of the distance to the end",
            parameters: [Parameter("run", .thing([Run.kind]), "a run")], returns: ToyStudy.kind,
            examples: ["toy_study(minimize(sphere, SGD(0.1), steps=5))"], seeAlso: ["minimize"],
            meaning: .call { args, _ in .thing(ToyStudy(of: try args.thing("run", as: Run.self))) })
    ]

    static let members: [Member] = [.attribute("shares", "what each step leaves", \ToyStudy.shares)]
}
