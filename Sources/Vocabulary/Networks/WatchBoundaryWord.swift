import Answers
import Datasets
import Language
import Pictures
import Training

enum WatchBoundaryWord {
    static let word = Word(
        "WatchBoundary", family: "networks", summary: "A callback that shows the decision boundary while it forms",
        details: """
            In a terminal the picture is redrawn beside the loss while training goes on, slowed down so that an eye can \
            follow; elsewhere nothing is drawn and training does not wait. The frames are kept: plot(watch) shows them side \
            by side, animate(watch, "moons.gif") as a film.
            """,
        parameters: [
            Parameter("data", .thing([Dataset.kind]), "points of two numbers with their classes"),
            Parameter("every", .int(.init(1, 1e6)), 1, "epochs from one frame to the next"),
            Parameter(
                "fps", .number(.init(0.2, 60)), 8.0, "frames in a second at most, on a screen", isKeywordOnly: true),
        ], returns: WatchBoundary.kind, examples: ["WatchBoundary(moons(), every=5)"],
        seeAlso: ["plot", "animate", "moons"],
        meaning: .call { arguments, _ in
            .thing(
                try WatchBoundary(
                    try arguments.thing("data", as: Dataset.self), every: try arguments.int("every"),
                    framesPerSecond: try arguments.number("fps")))
        })
}
