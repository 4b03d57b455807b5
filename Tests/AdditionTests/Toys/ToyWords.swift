import Language

/// A word in one file.
enum ToyWords {
    static let words: [Word] = [twice]

    private static let twice = Word(
        "toy_twice", family: "numbers", summary: "a number twice",
        parameters: [Parameter("x", .number(), "the number")], returns: "number",
        examples: ["toy_twice(21)"], meaning: .call { args, _ in .number(2 * (try args.number("x"))) })
}
