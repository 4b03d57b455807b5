import Language

/// What people ask how to do, in the order in which a first hour raises it, and what they say out of courtesy.
enum Recipes {
    static let all: [Recipe] = working + asking + managing + courtesies

    /// The top of the first page.
    static let firstLines: [(code: String, meaning: String)] = [
        ("minimize(rosenbrock, Adam(0.05))", "a descent; start=, steps= and seed= say how"),
        ("plot(_)", "its picture; _ is the last value"),
        ("f(x, y) = x^2 + 10*y^2", "a landscape of your own, with exact derivatives"),
        ("help(Adam)", "a word; Tab completes, and lists them all"),
        ("help(\"learning rate\")", "a term of the field; glossary() lists them"),
        ("what is momentum?", "a plain question"),
    ]

    private static let working: [Recipe] = [
        Recipe(
            ["minimise", "minimize", "optimise", "optimize", "descend", "run", "minimum"],
            "minimize(landscape, rule) walks downhill and tells how it went.",
            [
                ("minimize(rosenbrock, Adam(0.05))", "from the landscape's own start, 100 steps"),
                (
                    "minimize(rosenbrock, Adam(0.05), start=(-1.5, 2), steps=500)",
                    "from where you say, as long as you say"
                ),
            ], words: ["minimize", "Adam"]),
        Recipe(
            ["plot", "draw", "picture", "graph", "chart", "visualise", "visualize", "display", "image", "diagram"],
            "plot(x) draws any value: a landscape, a run, a list of runs, a model with its data, a list of numbers.",
            [
                ("plot(rosenbrock)", "a landscape from above"),
                ("plot(minimize(rosenbrock, Adam(0.05)))", "the path of a run over it"),
                ("plot([1, 4, 9, 16])", "numbers over their index"),
            ], words: ["plot", "surface", "loss_curve"]),
        Recipe(
            ["save", "export", "store", "write", "keep", "png", "svg", "pdf", "picture", "file"],
            "save(value, name) writes a picture; the end of the name says which kind. :save keeps the lines you typed.",
            [
                ("save(plot(rosenbrock), \"rosenbrock.png\")", "or .svg, .pdf, .gif, .txt"),
                (":save mine.md", "all lines of this session that worked, as a notebook"),
            ], words: ["save", "animate"]),
        Recipe(
            ["define", "function", "formula", "make", "create", "landscape"],
            "A formula of x and y is a landscape at once, with exact derivatives.",
            [
                ("f(x, y) = (1 - x)^2 + 100*(y - x^2)^2", "defines it"),
                ("minimize(f, Adam(0.05), start=(-1.5, 2))", "and it is used like any other"),
            ], words: ["landscape", "gradient"]),
        Recipe(
            ["differentiate", "derivative", "derive", "slope", "gradient", "hessian"],
            "Derivatives are exact, of every landscape and of every formula of your own.",
            [
                ("gradient(rosenbrock, (1.2, 1))", "the slopes"), ("hessian(rosenbrock, (1.2, 1))", "how they change"),
                ("curvature(rosenbrock, (1.2, 1))", "both, with what follows from them"),
            ], words: ["gradient", "hessian", "curvature"]),
        Recipe(
            ["compare", "race", "better", "best", "versus", "optimizers", "fastest"],
            "compare puts rules side by side: same landscape, same start, same number of evaluations.",
            [
                ("compare(rosenbrock, [SGD(0.001), Adam(0.05)], start=(-1.5, 2))", "a table"),
                ("plot(compare(rosenbrock, [SGD(0.001), Adam(0.05)], start=(-1.5, 2)))", "both paths"),
            ], words: ["compare", "race"]),
        Recipe(
            ["choose", "pick", "find", "tune", "tuning", "set", "change", "rate", "lr", "learning"],
            "Try rates that differ by factors, and look where runs begin to run away.",
            [
                ("sweep(rosenbrock, SGD(), lr=logspace(-5, -2, 10))", "the same rule at ten rates"),
                ("curvature(rosenbrock, (1, 1)).largest_stable_rate", "2/λmax at a place"),
            ], words: ["sweep", "stability", "find_rate"]),
        Recipe(
            ["train", "fit", "network", "model", "neural", "keras", "predict", "build"],
            "A model is a list of layers; compile chooses rule and loss, and fit trains.",
            [
                ("data = moons(n=500, noise=0.1, seed=1)", "examples"),
                ("model = Sequential([Dense(16, \"tanh\"), Dense(1, \"sigmoid\")])", "two layers"),
                ("model.compile(Adam(0.01), \"binary_crossentropy\", [\"accuracy\"])", "rule, loss, metrics"),
                ("model.fit(data, epochs=20, validation_split=0.2)", "training"),
                ("plot(model, data)", "what it has learnt"),
            ], words: ["Sequential", "Dense"]),
        Recipe(
            ["explain", "understand", "step", "inside", "happens"],
            "explain takes one step of a run apart, in the numbers of the run itself.",
            [("explain(minimize(rosenbrock, Adam(0.05)), step=17)", "every quantity of the seventeenth step")],
            words: ["explain", "ablate"]),
        Recipe(
            ["animate", "animation", "film", "gif", "video", "movie"], "animate writes a run as a moving picture.",
            [("animate(minimize(rosenbrock, Adam(0.05)), \"adam.gif\")", "a file to open in a browser")],
            words: ["animate"]),
        Recipe(
            ["play", "playground", "interactive", "drag", "mouse", "live", "demo", "demonstrate", "show"],
            "play(f, rule) is a live playground on the whole terminal; demo shows one idea as a moving picture.",
            [
                ("play(rosenbrock, Adam(0.05))", "arrows or a click drop the start; ? lists the keys, q leaves"),
                ("demo(\"overshoot\")", "demo() lists what there is"),
            ], words: ["play", "demo"]),
        Recipe(
            ["loop", "repeat", "for", "many", "several", "each"],
            "Loops are Python's; a list in brackets often says the same in a line.",
            [
                ("[minimize(sphere, SGD(lr)).loss for lr in [0.01, 0.1, 0.4]]", "one run per rate"),
                ("for lr in [0.01, 0.1, 0.4]: print(lr, minimize(sphere, SGD(lr)).loss)", "the same, line by line"),
                ("sweep(sphere, SGD(), lr=[0.01, 0.1, 0.4])", "the same as a table"),
            ], words: ["sweep", "map"]),
        Recipe(
            ["data", "own", "dataset", "csv", "array", "numpy", "pandas", "table", "houses"],
            "Data are read from CSV files, made from a seed, or typed as lists of numbers.",
            [
                (
                    "data = ames(log_target=True)",
                    "real house sales; load_csv(\"f.csv\", target=\"price\") reads your own"
                ),
                ("describe(data)", "every column, and every decision"),
                ("moons(n=200, noise=0.1, seed=1)", "two classes in the plane"),
                ("array([[0, 0], [0, 1], [1, 0], [1, 1]])", "rows of your own"),
            ], words: ["load_csv", "moons", "array"]),
        Recipe(
            ["random", "reproduce", "seed", "same"],
            "Everything random takes a seed, and the same seed gives the same bits.",
            [("seed(7)", "from now on"), ("minimize(noisy(sphere, 1), SGD(0.1), seed=7)", "for one run")],
            words: ["seed", "noisy"]),
        Recipe(
            ["variable", "assign", "name", "value"],
            phrases: ["what is _", "what does _ mean", "what does _ do", "what is the underscore"],
            "A name and an equals sign keep a value; _ is always the last one.",
            [("run = minimize(sphere, SGD(0.1))", "keeps a run"), ("run.loss", "and asks it something")]),
    ]

    private static let asking: [Recipe] = [
        Recipe(
            ["lesson", "learn", "course", "tutorial", "teach", "begin", "start", "exercise"],
            phrases: [
                "lessons", "show me the lessons", "show lessons", "show the lessons", "list lessons",
                "list the lessons",
                "which lessons are there", "what lessons are there", "start lesson 1", "next lesson",
            ],
            "Lessons go step by step; each line stands ready on the prompt.",
            [
                (":lessons", "what there is"), (":start 1", "the first one"),
                (":stop", "leaves it; :start goes on there"),
            ]),
        Recipe(
            ["list", "words", "word", "functions", "available", "command", "everything"],
            "Words come in families, and terms of the field in chapters.",
            [
                ("words(\"optimizers\")", "one family, a line for each word"), ("landscapes()", "all landscapes"),
                ("glossary()", "the terms of the field"), (":help", "the commands of this session"),
            ], words: ["words", "landscapes"]),
        Recipe(
            ["documentation", "manual", "docs", "reference"], "help explains words, terms and values; Tab completes.",
            [
                ("help(Adam)", "a word, with all it takes"), ("help(\"overfitting\")", "a term of the field"),
                ("describe(himmelblau)", "the full account of a value"),
            ], words: ["help", "describe", "words"]),
    ]

    private static let managing: [Recipe] = [
        Recipe(
            ["stop", "cancel", "interrupt", "abort", "kill", "stuck", "hangs"],
            phrases: ["stop", "cancel", "abort"],
            "Ctrl-C stops a computation; what it has reached is kept as _."),
        Recipe(
            ["quit", "exit", "leave", "close", "logout"],
            phrases: ["bye", "goodbye", "good bye", "see you", "q", "leave", "logout", "close", "end"],
            "Ctrl-D leaves, and so does :quit. Your place in a lesson is kept.", [(":quit", "leaves")]),
        Recipe(
            ["clear", "cls", "screen", "clean"], phrases: ["clear", "cls", "clear screen", "clear the screen"],
            "Ctrl-L clears the screen; your values stay."),
        Recipe(
            ["history", "previous", "earlier", "again", "undo", "back"], phrases: ["undo", "history"],
            "Up and Down move through earlier lines, and Ctrl-R searches them. A line that fails changes nothing."),
        Recipe(
            ["paste", "copy", "clipboard"],
            "Paste lines as they are, with their prompts or without; Keras listings run as they stand."),
        Recipe(
            ["comment", "note"], "Whatever follows a # is left alone.", [("1 + 1  # two", "answers 2")]),
    ]

    private static let courtesies: [Recipe] = [
        Recipe(
            phrases: [
                "who are you", "what are you", "what is this", "what is this program", "what is descent", "descent",
                "what's this", "about", "who made you", "are you an ai", "are you a robot", "are you chatgpt",
                "are you human", "what is your name", "what's your name",
            ],
            """
            This is Descent, a laboratory for learning how models are optimised. It understands a small language and \
            some plain questions; every answer is computed or was written by people. Type a line, look, change one \
            thing, look again.
            """,
            [
                ("minimize(rosenbrock, Adam(0.05))", "a first descent"), ("help", "how to begin"),
                (":start 1", "the first lesson"),
            ]),
        Recipe(
            phrases: [
                "hello", "hi", "hey", "hallo", "hello there", "hi there", "good morning", "good afternoon",
                "good evening", "hello world", "greetings", "moin", "servus",
            ], "Hello. Here is something to begin with.",
            [
                ("plot(himmelblau)", "a landscape with four lowest places"),
                ("minimize(himmelblau, Adam(0.1), steps=200)", "a walk to one of them"), ("help", "how to go on"),
            ]),
        Recipe(
            phrases: [
                "thanks", "thank you", "thx", "ty", "thanks a lot", "thank you very much", "many thanks", "cheers",
                "great", "cool", "nice", "wow", "good", "perfect", "awesome", "well done", "danke",
            ], "With pleasure."),
        Recipe(
            phrases: ["sorry", "oops", "my bad", "pardon", "ouch"],
            "Nothing is broken: a line that fails leaves everything as it was."),
        Recipe(
            phrases: ["ok", "okay", "yes", "no", "y", "n", "continue", "go on", "next", "go", "test", "run"],
            "Type a line, or :next in a lesson. help shows how to begin."),
    ]
}
