/// A regular expression as steps of a small machine, which tries what can be tried in CPython's order.
///
/// The slots of a match hold, one after the other: the bounds of each group (0 is all of it), the number of the group that closed
/// last, then two for each loop: how often it has run, and where its last pass began.
final class PatternProgram: Sendable {
    enum Step: Sendable {
        case characters(CharacterTest)
        /// A character alone, the most frequent case.
        case one(UInt32)
        case jump(Int)
        /// Goes on here, and where that fails, there.
        case split(Int, otherwise: Int)
        case open(Int)
        case close(Int)
        case reference(Int, ignoresCase: Bool)
        case place(PatternPlace)
        /// Many characters of one kind, one after the other.
        case run(CharacterTest, min: Int, max: Int, isLazy: Bool)
        case begin(loop: Int)
        case again(loop: Int, body: Int, min: Int, max: Int, isLazy: Bool)
        /// What follows up to `done` is tried alone; it goes on at `next`.
        case look(next: Int, width: Int, isAhead: Bool, isNegative: Bool)
        case atomic(next: Int)
        case conditional(Int, otherwise: Int)
        /// The end of what is tried alone, and of all.
        case done
    }

    let pattern: String
    let flags: PatternFlags
    let groups: Int
    let names: [(name: String, number: Int)]
    let steps: [Step]
    let loops: Int

    /// - Throws: `PatternError` in CPython's words.
    init(_ pattern: String, _ flags: PatternFlags) throws {
        let (node, parser) = try PatternParser.parsed(pattern, flags)
        self.pattern = pattern
        self.flags = parser.flags
        groups = parser.groups
        names = parser.names
        var compiler = Compiler()
        try compiler.add(node)
        compiler.steps.append(.done)
        (steps, loops) = (compiler.steps, compiler.loops)
    }

    private struct Compiler {
        var steps: [Step] = []
        var loops = 0

        mutating func add(_ node: PatternNode) throws {
            switch node {
            case .empty: break
            case .characters(let test):
                if case .one(let one)? = test.items.first, test.items.count == 1, !test.isNegative, !test.ignoresCase {
                    steps.append(.one(one))
                } else {
                    steps.append(.characters(test))
                }
            case .sequence(let parts): for part in parts { try add(part) }
            case .alternatives(let parts): try add(alternatives: parts)
            case .group(let number, let part):
                steps.append(.open(number))
                try add(part)
                steps.append(.close(number))
            case .repeated(let part, let min, let max, .possessive):
                try add(.atomic(.repeated(part, min: min, max: max, .greedy)))
            case .repeated(let part, let min, let max, let manner):
                if case .characters(let test) = part {
                    steps.append(.run(test, min: min, max: max, isLazy: manner == .lazy))
                    break
                }
                try add(loop: part, min, max, isLazy: manner == .lazy)
            case .reference(let number, let ignoresCase): steps.append(.reference(number, ignoresCase: ignoresCase))
            case .place(let place): steps.append(.place(place))
            case .look(let part, let isAhead, let isNegative):
                let width = part.width
                guard isAhead || width.lowerBound == width.upperBound else {
                    throw PatternError(message: "look-behind requires fixed-width pattern", place: nil)
                }
                try addBlock(part) { next in
                    .look(
                        next: next, width: isAhead ? 0 : width.lowerBound, isAhead: isAhead, isNegative: isNegative)
                }
            case .atomic(let part): try addBlock(part) { .atomic(next: $0) }
            case .conditional(let number, let yes, let no): try add(conditional: number, yes, no)
            }
        }

        /// Each after the one before it has failed.
        private mutating func add(alternatives parts: [PatternNode]) throws {
            var ends: [Int] = []
            for (number, part) in parts.enumerated() {
                guard number < parts.count - 1 else {
                    try add(part)
                    break
                }
                let split = steps.count
                steps.append(.done)
                try add(part)
                ends.append(steps.count)
                steps.append(.done)
                steps[split] = .split(split + 1, otherwise: steps.count)
            }
            for end in ends { steps[end] = .jump(steps.count) }
        }

        /// A part that comes again.
        private mutating func add(loop part: PatternNode, _ min: Int, _ max: Int, isLazy: Bool) throws {
            let loop = loops
            loops += 1
            steps.append(.begin(loop: loop))
            let entry = steps.count
            steps.append(.done)
            try add(part)
            steps.append(.again(loop: loop, body: entry + 1, min: min, max: max, isLazy: isLazy))
            // The first pass is decided where every other one is.
            steps[entry] = .jump(steps.count - 1)
        }

        /// A part that is decided by itself, behind a step that knows where it ends.
        private mutating func addBlock(_ part: PatternNode, _ head: (_ next: Int) -> Step) throws {
            let at = steps.count
            steps.append(.done)
            try add(part)
            steps.append(.done)
            steps[at] = head(steps.count)
        }

        /// One part where the group was found, the other where it was not.
        private mutating func add(conditional number: Int, _ yes: PatternNode, _ no: PatternNode) throws {
            let at = steps.count
            steps.append(.done)
            try add(yes)
            let end = steps.count
            steps.append(.done)
            steps[at] = .conditional(number, otherwise: steps.count)
            try add(no)
            steps[end] = .jump(steps.count)
        }
    }
}
