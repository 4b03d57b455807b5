/// Which words are methods of arrays.
enum ArrayMethods {
    /// NumPy's functions that are methods too, under the same name and with the same arguments.
    private static let shared = [
        "sum", "prod", "mean", "std", "var", "min", "max", "argmin", "argmax", "cumsum", "cumprod", "any", "all", "dot",
        "round", "clip", "ravel", "squeeze", "repeat", "argsort", "nonzero", "take", "swapaxes", "diagonal", "trace",
        "searchsorted",
    ]

    static func named(_ words: [Word]) -> [String: Value] {
        var out: [String: Value] = [:]
        for word in words {
            if word.name.hasPrefix("numpy.ndarray.") {
                out[String(word.name.dropFirst("numpy.ndarray.".count))] = .word(word)
            } else if word.name.hasPrefix("numpy."), shared.contains(String(word.name.dropFirst(6))),
                out[String(word.name.dropFirst(6))] == nil
            {
                out[String(word.name.dropFirst(6))] = .word(word)
            }
        }
        return out
    }
}
