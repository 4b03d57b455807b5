import Answers
import Landscapes
import Language
import Numbers
import Optimizers
import Playground
import Words

/// `play`: a landscape, a rule and a start to play with.
enum PlayWords {
    static let words: [Word] = [play]

    private static let play = Word(
        "play", family: "pictures", summary: "A landscape, a rule and a start to play with, on the whole terminal",
        details: """
            Arrow keys or a click drop the start, + and - turn the rate, M m momentum or β₁, B b the next β, S s the steps; r is the \
            next rule, f the next landscape, z shows less of it, ? lists the keys. The path is drawn anew at every key. q, Escape or \
            Ctrl-C leaves: the run is the value, and the line that makes it again is printed. With window=True the same in a window \
            that is worked by its mouse and keys. Where nobody sits at a terminal it is the run that playing would begin with.
            """,
        parameters: [
            Parameter(
                "f", aliases: ["landscape"], .thing([Landscape.kind]), .otherwise("rosenbrock"),
                "a landscape, or a function of x and y"),
            Parameter(
                "rule", aliases: ["optimizer"], .thing([Optimizer.kind, "solver"]), .otherwise("Adam(0.05)"),
                "an optimizer or solver"),
            Parameter("start", .point, .otherwise("the landscape's suggested start"), "where to begin"),
            Parameter("steps", .int(.init(0, 100_000)), 200, "how many steps"),
            Parameter("seed", .int(.atLeast(0)), .otherwise("the session's"), "for whatever is random"),
            Parameter("window", .bool, false, "in a window instead of the terminal", isKeywordOnly: true),
        ], returns: Run.kind,
        examples: ["play(rosenbrock, Adam(0.05))", "play(lambda x, y: x**2 + 10*y**2, SGD(0.05), steps=50)"],
        seeAlso: ["minimize", "plot", "demo", "animate"],
        meaning: .call { args, context in
            let playground = try playground(args, context)
            let stage = context.session.kept(Stage.self) { Stage() }
            let inWindow = try args.bool("window")
            if inWindow, stage.open != nil, stage.openWindow == nil {
                throw args.mistake(
                    "window", "no window can be opened here",
                    expected: "a display, and a gnuplot with windows (apt-get install gnuplot-qt)", try: "window=False")
            }
            guard let open = inWindow ? stage.openWindow : stage.open else {
                context.note(
                    "play is for a person at descent's prompt; this is the run it begins with: \(playground.line)")
                return .thing(try playground.run(work: context.work))
            }
            let left = try open(playground, context.work)
            context.note("again: \(left.line)")
            return .thing(try left.run(work: context.work))
        })

    private static func playground(_ args: Arguments, _ context: Context) throws -> Playground {
        let landscape = args.isGiven("f") ? try args.thing("f", as: Landscape.self) : .rosenbrock()
        let rule: any Minimizer =
            args.isGiven("rule") ? try args.method() : try Optimizer("Adam", rate: .constant(0.05))
        let seed = try args.seed(context)
        let start = args.isGiven("start") ? try args.point("start") : landscape.start
        guard start.isFinite, landscape.value(at: start).isFinite else {
            throw args.mistake(
                "start", "\(landscape.name) has no value at \(start.short(dimension: landscape.dimension))",
                expected: "a start where the function has a finite value")
        }
        return Playground(
            landscape, source: landscape.typed, rule, start: start, steps: try args.int("steps"), seed: seed,
            writesSeed: args.isGiven("seed") || seed != 0)
    }
}
