import Answers
internal import Cards

extension Card where Product == Schedule {
    /// - Parameter make: the formula of the step with these hyperparameters.
    init(
        _ name: String, aliases: [String] = [], _ chapter: Chapter, _ summary: String, formula: String = "",
        source: String, differences: [String] = [], example: String, _ hyperparameters: [Hyperparameter],
        formula make: @escaping @Sendable (Settings) throws -> any RateFormula
    ) {
        self.init(
            name, aliases: aliases, chapter: chapter, summary: summary, formula: formula, source: source,
            differences: differences, example: example, hyperparameters
        ) { settings in
            var schedule = Schedule(settings.call, try make(settings))
            schedule.settings = settings
            return schedule
        }
    }
}

extension Chapter {
    static let keras = Chapter(1, "in Keras's words")
    static let pytorch = Chapter(2, "in PyTorch's words")
    static let optax = Chapter(3, "in optax's words")
    static let ownSchedules = Chapter(4, "and others, and ways of putting schedules together")
}

extension Hyperparameter.Kind {
    private static let part = Hyperparameter.Part(Schedule.kind, numbers: .nonNegative) {
        try Schedule("constant", ["value": .number($0)])
    }
    /// A schedule, or a number that stands for a constant one.
    static let schedule = thing(part)
    /// A list of these.
    static let schedules = things(part)
}

// MARK: Hyperparameters that many schedules share

extension Hyperparameter {
    /// A learning rate: finite and not negative.
    static func rate(_ name: String, aliases: [String] = [], _ meaning: String) -> Hyperparameter {
        Hyperparameter(name, aliases: aliases, .nonNegative, .required, meaning)
    }

    static func rate(_ name: String, _ standard: PerDialect, _ meaning: String) -> Hyperparameter {
        Hyperparameter(name, .nonNegative, standard, meaning)
    }

    /// A number of steps.
    static func steps(_ name: String, _ meaning: String, atLeast least: Double = 1) -> Hyperparameter {
        Hyperparameter(name, .whole(atLeast: least), .required, meaning)
    }

    static func steps(
        _ name: String, _ standard: PerDialect, _ meaning: String, atLeast least: Double = 1
    ) -> Hyperparameter {
        Hyperparameter(name, .whole(atLeast: least), standard, meaning)
    }

    /// A factor above 0.
    static func factor(_ name: String, _ meaning: String) -> Hyperparameter {
        Hyperparameter(name, .positive, .required, meaning)
    }

    static func factor(_ name: String, _ standard: PerDialect, _ meaning: String) -> Hyperparameter {
        Hyperparameter(name, .positive, standard, meaning)
    }

    /// A number from 0 to 1.
    static func share(_ name: String, _ standard: PerDialect, _ meaning: String) -> Hyperparameter {
        Hyperparameter(name, .share, standard, meaning)
    }

    /// Step numbers that rise.
    static func boundaries(_ name: String, _ meaning: String) -> Hyperparameter {
        Hyperparameter(name, .stepNumbers, .required, meaning)
    }

    /// Keras's η₀.
    static let initialRate = rate("initial_learning_rate", aliases: ["lr"], "η₀, the rate at step 0")
    /// The optimizer's own rate, which PyTorch's schedulers find there.
    static let baseRate = rate("learning_rate", aliases: ["lr"], "η, the optimizer's own rate")
}

/// What an `Interval` cannot say of a list of steps.
enum Boundaries {
    /// At least one, each above the one before.
    static func check(_ name: String, _ steps: [Int]) throws {
        guard !steps.isEmpty else {
            throw Mistake(
                "\(name) is an empty list", expected: "at least one step number", try: "\(name)=[100, 200]",
                argument: name)
        }
        for (index, step) in steps.enumerated().dropFirst() where steps[index - 1] >= step {
            throw Mistake(
                "\(name)[\(index)] = \(step) does not come after \(steps[index - 1])",
                expected: "step numbers in rising order", try: "\(name)=[100, 200]", argument: name)
        }
    }

    /// One more value than there are boundaries.
    static func check(_ name: String, count: Int, boundaries: Int) throws {
        guard count == boundaries + 1 else {
            throw Mistake(
                "\(name) has \(count) entr\(count == 1 ? "y" : "ies") for \(boundaries) "
                    + "boundar\(boundaries == 1 ? "y" : "ies")",
                expected: "\(boundaries + 1) entries: one more than boundaries", argument: name)
        }
    }
}
