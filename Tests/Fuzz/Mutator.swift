import Numbers

/// Makes new lines out of known ones: numbers at the edges of what can be represented, cut and doubled pieces, brackets in
/// brackets, bytes that nobody types.
struct Mutator {
    private var stream: RandomStream
    private let seeds: [String]

    private static let numbers = [
        "0", "-1", "1", "2**62", "2**63 - 1", "-2**63", "1e308", "-1e308", "1e-320", "1e155", "0.1", "1e15", "10**7",
        "float(\"nan\")", "float(\"inf\")", "-float(\"inf\")", "True", "None", "\"\"", "[]", "()", "{}", "[[]]",
        "\"深\"",
        "\"x\" * 100000", "[0] * 1000", "range(100000)", "lambda x: x", "rosenbrock", "Adam", "\"\\x1b[31m\"",
    ]
    private static let pieces = [
        "(", ")", "[", "]", "{", "}", ",", ":", "=", "==", "+", "-", "*", "**", "/", "//", "%", "<", " if ", " else ",
        " for x in ", "\"", "'", "\"\"\"", "f\"{", "\\", "\n", ";", "#", ".", "…", "−", "²", "“", "\u{0}", "\u{202e}",
        " in ",
        " not ", " and ", "lambda ", "del ", "import ", "x", "_", "e", "1", "@", "$", "?", "&",
    ]

    /// - Parameter seeds: lines that work; must not be empty.
    init(seed: UInt64, seeds: [String]) {
        stream = RandomStream(seed: seed, purpose: "fuzz")
        self.seeds = seeds
    }

    private mutating func pick<T>(_ items: [T]) -> T { items[stream.index(below: items.count)] }

    /// The next line.
    mutating func next() -> String {
        var line = pick(seeds)
        for _ in 0...stream.index(below: 3) { line = mutated(line) }
        return line
    }

    private mutating func mutated(_ line: String) -> String {
        switch stream.index(below: 7) {
        case 0: return replacingANumber(in: line)
        case 1: return replacingAnArgument(in: line)
        case 2: return inserting(pick(Self.pieces), into: line)
        case 3: return cut(line)
        case 4: return line + pick([" + ", "; ", ", ", "\n", " ** ", " if 1 else ", ""]) + pick(seeds)
        case 5:
            let depth = 1 + stream.index(below: 300)
            return String(repeating: "(", count: depth) + line + String(repeating: ")", count: depth)
        default: return "\(pick(["repr", "str", "len", "sorted", "list", "plot", "describe", "type", "help"]))(\(line))"
        }
    }

    /// A run of digits becomes one of the numbers.
    private mutating func replacingANumber(in line: String) -> String {
        let characters = Array(line)
        let places = characters.indices.filter { characters[$0].isNumber }
        guard !places.isEmpty else { return inserting(pick(Self.numbers), into: line) }
        var low = pick(places)
        var high = low
        while low > 0, characters[low - 1].isNumber || characters[low - 1] == "." { low -= 1 }
        while high + 1 < characters.count, characters[high + 1].isNumber || characters[high + 1] == "." { high += 1 }
        return String(characters[..<low]) + pick(Self.numbers) + String(characters[(high + 1)...])
    }

    /// What stands between two commas or brackets becomes one of the numbers.
    private mutating func replacingAnArgument(in line: String) -> String {
        let characters = Array(line)
        let ends = characters.indices.filter { "(,)=".contains(characters[$0]) }
        guard ends.count > 1 else { return replacingANumber(in: line) }
        let first = stream.index(below: ends.count - 1)
        return String(characters[...ends[first]]) + pick(Self.numbers) + String(characters[ends[first + 1]...])
    }

    private mutating func inserting(_ piece: String, into line: String) -> String {
        var characters = Array(line)
        characters.insert(contentsOf: piece, at: stream.index(below: characters.count + 1))
        return String(characters)
    }

    private mutating func cut(_ line: String) -> String {
        let characters = Array(line)
        guard characters.count > 2 else { return line }
        let low = stream.index(below: characters.count)
        let high = Swift.min(characters.count, low + 1 + stream.index(below: 8))
        return String(characters[..<low]) + String(characters[high...])
    }
}
